"""Layers and camera paths come in; that what the compositor leaves out would not have been seen is checked."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer import recipe
from renderer.backends.animatic import picture, plate
from renderer.backends.animatic.air import Air, Pace, pace_of, shown_width
from renderer.backends.animatic.camera import Aim, held, path
from renderer.backends.animatic.parts import parted
from renderer.backends.animatic.planes import LEADS, Overlay, View, convert, frame, lay, scratch
from renderer.backends.animatic.scenery import read_setting

FORMAT = recipe.Format(256, 144, Fraction(24))
HEIGHT, WIDTH = 200, 320


def blots(seed: int, count: int = 6) -> Overlay:
    """Opaque blots with soft rims, on nothing."""
    rng = np.random.default_rng(seed)
    alpha = np.zeros((2 * HEIGHT, 2 * WIDTH), np.uint8)
    for _ in range(count):
        centre = (int(rng.integers(0, 2 * WIDTH)), int(rng.integers(0, 2 * HEIGHT)))
        cv2.circle(alpha, centre, int(rng.integers(10, 130)), 255, -1)
    alpha = cv2.GaussianBlur(alpha, (0, 0), 2.0)
    colour = cv2.resize(rng.integers(60, 256, (10, 16, 3), np.uint8), (2 * WIDTH, 2 * HEIGHT))
    cover = np.dstack([alpha] * 3).astype(np.uint16)
    return convert(np.dstack([(colour * cover // 255).astype(np.uint8), alpha]))


@given(st.integers(0, 99), st.floats(0, 60), st.floats(0, 60), st.sampled_from((1.0, 1.07, 1.31, 0.8)))
@settings(max_examples=25, deadline=None)
def test_an_overlay_in_parts_looks_like_the_whole(seed: int, x: float, y: float, scale: float) -> None:
    whole = blots(seed)
    frames = []
    for overlay in (whole, parted(whole)):
        memory, video = frame(HEIGHT, WIDTH)
        memory[:] = 100
        lay(video, overlay, View(LEADS + x, LEADS + y, scale), scratch(HEIGHT, WIDTH))
        frames.append(memory.astype(int))
    difference = np.abs(frames[0] - frames[1])
    assert difference.max() <= 24 and difference.mean() < 0.5  # a tenth of a pixel at the sharpest rim


@given(st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_parts_cover_all_that_shows_once_and_opaque_ones_have_no_hole(seed: int) -> None:
    overlay = parted(blots(seed, 4))
    seen = np.zeros(overlay.size, np.uint8)
    for part in overlay.parts:
        seen[part.top : part.bottom, part.left : part.right] += 1
        assert not part.opaque or overlay.keep[part.top : part.bottom, part.left : part.right].max() == 0
    assert seen.max(initial=0) <= 1
    assert overlay.keep[:-4, :-4][seen[:-4, :-4] == 0].min(initial=255) >= 253


def test_an_empty_overlay_shows_nowhere() -> None:
    memory, video = frame(HEIGHT, WIDTH)
    before = memory.copy()
    lay(video, parted(convert(np.zeros((400, 500, 4), np.uint8))), View(70, 70), scratch(HEIGHT, WIDTH))
    assert np.array_equal(memory, before)


@given(st.floats(0.01, 12))
def test_clouds_keep_about_their_speed_in_whole_even_pixels(speed: float) -> None:
    pace = pace_of(speed, 3)
    assert pace.frames >= 3 and pace.pixels % 2 == 0 and pace.pixels > 0
    assert pace.pixels / pace.frames == pytest.approx(speed, rel=0.5)


def test_air_is_the_sky_with_the_clouds_moved_over_it() -> None:
    pace, frames = Pace(4, 3), 20
    clouds = parted(blots(3))
    sky = convert(np.full((2 * HEIGHT, 300, 4), (200, 120, 40, 255), np.uint8))
    assert shown_width(300, pace, frames) <= clouds.size[1]
    air = Air(sky, clouds, pace)
    first, later = (air.overlay(at).y.copy() for at in (0, 7))
    assert air.step(7) == 2 and np.array_equal(air.overlay(8).y, later)
    shared = slice(0, parted(clouds).parts[0].bottom - 4)
    assert np.abs(first[shared, 8:].astype(int) - later[shared, :-8]).max() <= 1
    assert np.array_equal(air.overlay(0).y, first)  # whatever was shown in between


def test_a_camera_rests_only_where_nobody_sees_it_and_arrives_exactly() -> None:
    size = (1080, 1920)
    wanted = path(recipe.Move(zoom=(1.0, 1.05)), 200, 24.0, 0.0, 1)
    rested = held(wanted, size)
    assert len(rested) == 200 and rested[0] == wanted[0] and rested[-1] == wanted[-1]
    assert len(set(rested)) < 200
    assert max(abs(a.zoom - b.zoom) * 960 for a, b in zip(wanted, rested, strict=True)) < 0.35
    fast = path(recipe.Move(x=(-0.3, 0.3), ease="linear"), 50, 24.0, 0.0, 1)
    assert held(fast, size) == fast


def test_a_held_path_of_a_resting_camera_is_one_aim() -> None:
    assert set(held([Aim(1.0, 0.0, 0.0, 0.1)] * 9, (144, 256))) == {Aim(1.0, 0.0, 0.0, 0.1)}


@pytest.mark.parametrize(
    ("place", "mood", "kind"),
    [
        ("A whitewashed lighthouse on a black sea cliff; spiral iron stairs inside.", "", "lighthouse"),
        ("A whitewashed lighthouse on a cliff; spiral iron stairs.", "Inside the lighthouse it is dark.", "stairs"),
        ("Inside the lighthouse", "", "stairs"),
        ("a castle; a throne inside the great hall", "", "castle"),
    ],
)
def test_a_place_is_inside_only_where_its_first_clause_or_the_scene_says_so(place: str, mood: str, kind: str) -> None:
    assert read_setting(recipe.Setting(place=place, mood=mood)).kind == kind


def test_the_order_in_which_shots_are_drawn_changes_none(tmp_path: Path) -> None:
    setting = recipe.Setting(place="a cliff above the sea", time="day")
    plate.make(recipe.Plate(setting, FORMAT), {}, tmp_path / "plate of a cliff", lambda _: None)
    shot = recipe.Picture(FORMAT, recipe.Encoder(preset="ultrafast"), 10, "wide", 0.45, setting)
    shots = [
        shot,
        replace(shot, camera=recipe.Move(zoom=(1.0, 1.2))),
        replace(shot, camera=recipe.Move(roll=(0.0, 12.0)), seed=3),
        replace(shot, camera=recipe.Move(x=(-0.05, 0.05), shake=0.01), angle="dutch"),
    ]
    drawn: dict[int, set[bytes]] = {}
    for order in ((0, 1, 2, 3), (3, 1, 2, 0)):
        for at in order:
            picture.make(shots[at], {"plate": tmp_path / "plate of a cliff"}, tmp_path / "out", lambda _: None)
            drawn.setdefault(at, set()).add((tmp_path / "out").read_bytes())
    assert [len(files) for files in drawn.values()] == [1] * 4
