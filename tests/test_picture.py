"""Specs of plates and shots come in; the files that are made of them, and what their frames show, are checked."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest

from renderer import recipe
from renderer.backends.animatic import picture, plate
from renderer.backends.animatic.blocking import Measure, block
from renderer.backends.animatic.camera import ease, path
from renderer.media import bgr_from_i420, count_frames, decode_frames

FORMAT = recipe.Format(256, 144, Fraction(24))
MEADOW = recipe.Setting(place="a meadow", time="day")
GIRL = recipe.Subject(recipe.Look("a girl in a red coat"))
MAN = recipe.Subject(recipe.Look("an old man with a white beard and a blue coat"))
SHOT = recipe.Picture(FORMAT, recipe.Encoder(preset="ultrafast"), 14, "wide", 0.45, MEADOW)


def silent(_: int) -> None:
    """Nobody listens to the progress."""


@pytest.fixture(scope="module")
def background(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plates") / "meadow"
    plate.make(recipe.Plate(MEADOW, FORMAT), {}, out, silent)
    return out


def shown(spec: recipe.Picture, inputs: dict[str, Path], out: Path) -> list[np.ndarray]:
    picture.make(spec, inputs, out, silent)
    return [bgr_from_i420(np.array(frame)) for frame in decode_frames(out, 0, spec.frames)]


def difference(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.abs(a.astype(int) - b).mean())


def test_a_plate_is_the_same_file_every_time_and_small(background: Path, tmp_path: Path) -> None:
    meta = plate.make(recipe.Plate(MEADOW, FORMAT), {}, tmp_path / "again", silent)
    assert (tmp_path / "again").read_bytes() == background.read_bytes()
    assert meta["kind"] == "meadow" and len(background.read_bytes()) < 300_000


def test_a_decoded_plate_has_layers_larger_than_the_frame(background: Path) -> None:
    backdrop = plate.load(background)
    assert len(backdrop.layers) >= 3 and backdrop.layers[0].alpha is None
    assert all(layer.y.shape[0] > FORMAT.height and layer.y.shape[1] > FORMAT.width for layer in backdrop.layers)
    assert plate.load(background) is backdrop


def test_a_given_picture_of_the_place_becomes_the_background(tmp_path: Path) -> None:
    given = tmp_path / "given.png"
    cv2.imwrite(str(given), np.full((90, 200, 3), (200, 60, 30), np.uint8))
    setting = replace(MEADOW, references=1)
    plate.make(recipe.Plate(setting, FORMAT), {"place:0": given}, tmp_path / "plate", silent)
    frame = shown(replace(SHOT, setting=setting, frames=2), {"plate": tmp_path / "plate"}, tmp_path / "out")[1]
    blue, green, red = frame[70:80, 120:136].reshape(-1, 3).mean(axis=0)
    assert blue > 120 and red < 90 and green < 110


def test_a_shot_is_the_same_file_every_time(background: Path, tmp_path: Path) -> None:
    spec = replace(SHOT, subjects=(GIRL, MAN), action="{0} waves. {1} nods.",
        camera=recipe.Move(zoom=(1.0, 1.2), shake=0.01))
    digests, heard = set(), []
    for at in range(2):
        picture.make(spec, {"plate": background}, tmp_path / str(at), heard.append)
        digests.add(hashlib.sha256((tmp_path / str(at)).read_bytes()).hexdigest())
    assert len(digests) == 1
    assert heard == [6, 12, 14] * 2
    assert count_frames(tmp_path / "0") == 14


def test_people_stand_where_the_layout_says(background: Path, tmp_path: Path) -> None:
    empty = shown(replace(SHOT, frames=1), {"plate": background}, tmp_path / "empty")[0].astype(int)

    def centre(side: str) -> float:
        subject = replace(GIRL, side=side)
        frame = shown(replace(SHOT, frames=1, subjects=(subject,)), {"plate": background}, tmp_path / f"at-{side}")[0]
        changed = np.abs(frame - empty).sum(axis=2) > 90
        return float(np.flatnonzero(changed.any(axis=0)).mean()) / FORMAT.width

    assert centre("left") < 0.4 < centre("center") < 0.6 < centre("right")


def test_the_camera_moves_near_things_more_than_far_ones(background: Path, tmp_path: Path) -> None:
    spec = replace(SHOT, camera=recipe.Move(x=(-0.1, 0.1), ease="linear"))
    frames = shown(spec, {"plate": background}, tmp_path / "out")

    def shift(rows: slice) -> float:
        first, last = (cv2.cvtColor(frames[at][rows], cv2.COLOR_BGR2GRAY).astype(np.float64) for at in (5, 8))
        return abs(cv2.phaseCorrelate(first, last, cv2.createHanningWindow(first.shape[::-1], cv2.CV_64F))[0][0])

    assert shift(slice(100, 144)) > 2 * shift(slice(0, 50))


def test_a_resting_camera_over_an_indoor_place_shows_one_picture(tmp_path: Path) -> None:
    setting = recipe.Setting(place="an office", time="day")
    plate.make(recipe.Plate(setting, FORMAT), {}, tmp_path / "plate", silent)
    frames = shown(replace(SHOT, setting=setting), {"plate": tmp_path / "plate"}, tmp_path / "out")
    assert max(difference(frames[0], frame) for frame in frames) < 1.0


def test_given_frames_open_and_close_a_shot(background: Path, tmp_path: Path) -> None:
    red, blue = np.full((144, 256, 3), (0, 0, 220), np.uint8), np.full((144, 256, 3), (220, 0, 0), np.uint8)
    for name, colour in (("red.png", red), ("blue.png", blue)):
        cv2.imwrite(str(tmp_path / name), colour)
    spec = replace(SHOT, frames=18)
    inputs = {"plate": background, "first": tmp_path / "red.png", "last": tmp_path / "blue.png"}
    frames = shown(spec, inputs, tmp_path / "out")
    assert difference(frames[0], red) < 6 and difference(frames[-1], blue) < 6
    assert difference(frames[8], red) > 30 and difference(frames[8], blue) > 30


def test_a_continued_shot_melts_out_of_its_opening(background: Path, tmp_path: Path) -> None:
    opening = np.full((144, 256, 3), (0, 200, 0), np.uint8)
    cv2.imwrite(str(tmp_path / "opening.png"), opening)
    spec = replace(SHOT, frames=40)
    frames = shown(spec, {"plate": background, "opening": tmp_path / "opening.png"}, tmp_path / "out")
    plain = shown(spec, {"plate": background}, tmp_path / "plain")
    assert difference(frames[0], opening) < 6
    assert difference(frames[20], plain[20]) < 1.5


@pytest.mark.parametrize("figure", [0.45, 0.85, 1.7, 3.8, 7.0])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (640, 480)])
def test_heads_are_in_the_frame_at_every_size(figure: float, count: int, size: tuple[int, int]) -> None:
    form = recipe.Format(*size, Fraction(24))
    spec = replace(SHOT, format=form, figure=figure, subjects=(GIRL, MAN, GIRL, MAN, GIRL)[:count])
    measures = [Measure(0.7, 0.6, 0.72, 0.35), Measure(1.0, 0.9, 1.02, 0.4), Measure(0.9, 0.8, 0.92, 0.4)] * 2
    marks = block(spec, measures[:count], 1.0)
    assert sorted(mark.slot for mark in marks) == list(range(count))
    for mark in marks:
        assert 0.05 * size[0] < mark.x < 0.95 * size[0]
        eyes = mark.y - measures[mark.slot].eyes * mark.scale
        assert 0.1 * size[1] < eyes < 0.8 * size[1]


def test_two_people_face_each_other_and_a_box_is_obeyed() -> None:
    measures = [Measure(1.0, 0.9, 1.0, 0.4)] * 2
    left, right = block(replace(SHOT, subjects=(GIRL, MAN)), measures, 1.0)
    assert left.x < right.x and not left.mirrored and right.mirrored
    boxed = replace(GIRL, box=recipe.Box(500, 200, 900, 800))
    (mark,) = block(replace(SHOT, subjects=(boxed,)), measures[:1], 1.0)
    assert mark.y == pytest.approx(0.8 * 144) and mark.scale <= 0.6 * 144 + 1e-6 and mark.x == pytest.approx(0.7 * 256)


def test_who_stands_behind_is_drawn_first_and_smaller() -> None:
    measures = [Measure(1.0, 0.9, 1.0, 0.4)] * 2
    marks = block(replace(SHOT, subjects=(GIRL, replace(MAN, behind=0))), measures, 1.0)
    assert [mark.slot for mark in marks] == [1, 0] and marks[0].scale < marks[1].scale


@pytest.mark.parametrize("name", ["in-out", "linear", "in", "out"])
def test_a_move_goes_from_its_first_value_to_its_last_and_never_back(name: str) -> None:
    values = [ease(name, share / 50) for share in range(51)]
    assert values[0] == 0 and values[-1] == 1 and values == sorted(values)
    aims = path(recipe.Move(zoom=(1.0, 2.0), x=(0.1, -0.1), ease=name), 10, 24.0, 0.0, 1)
    assert (aims[0].zoom, aims[-1].zoom) == (1.0, 2.0) and aims[0].x == 0.1 and aims[-1].x == -0.1
