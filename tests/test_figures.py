"""Figures in pixels: premultiplied, inside their bounds, the same on every run, and moved by their poses."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.backends.animatic import props
from renderer.backends.animatic.figure import Puppet, Window, puppet
from renderer.backends.animatic.gestures import GESTURES, Moment
from renderer.backends.animatic.look import read
from renderer.backends.animatic.planes import convert
from renderer.backends.animatic.pose import Face, Pose
from renderer.backends.animatic.sprite import overlay_of
from renderer.backends.animatic.wardrobe import BEARDS, GARMENTS, HAIR, HATS, PROPS, SPECIES
from renderer.recipe import Look

GIRL = "A girl of twelve with short black hair, a red raincoat and a brass lantern."
CAST = (
    GIRL, "An old man, white beard, heavy blue coat.", "黒い着物の侍", "穿绿色汉服的女子，发髻", "a baby", "a giant",
    "A knight with a shield", "a woman with an afro, glasses, a cloak and a backpack",
    *(words.split("|")[0] for species, words in SPECIES.items() if species),
)
SCALE = 160


def drawn(figure: Puppet, pose: Pose, scale: int = SCALE) -> np.ndarray:
    return figure.draw(pose, scale, figure.extent(pose, scale))


@pytest.mark.parametrize("description", CAST)
def test_a_figure_is_premultiplied_and_inside_its_bounds(description: str) -> None:
    figure = puppet(Look(description), ())
    for pose in (Pose(), Pose(facing=-1.0), Pose(back=True), Pose(facing=0.0, face=Face(mouth=0.8))):
        window = figure.extent(pose, SCALE)
        wide = Window(window.left - 20, window.top - 20, window.width + 40, window.height + 40)
        image = figure.draw(pose, SCALE, wide)
        assert image.shape == (wide.height, wide.width, 4) and image.dtype == np.uint8
        assert (image[..., :3] <= image[..., 3:]).all()
        inner = image[20:-20, 20:-20]
        assert np.count_nonzero(inner[..., 3] > 200) > 0.02 * inner[..., 3].size
        assert np.count_nonzero(image[..., 3]) == np.count_nonzero(inner[..., 3]), "paint beyond the bounds"


@pytest.mark.parametrize("words", [GIRL, "A white cat", "a robot"])
@pytest.mark.parametrize("scale", [160, 800])
def test_a_window_is_a_view_of_the_same_figure(words: str, scale: int) -> None:
    figure, pose = puppet(Look(words), ()), Pose()
    whole = figure.extent(pose, scale)
    image = figure.draw(pose, scale, whole)
    step = 23
    corner = Window(whole.left + step, whole.top + step, whole.width - step, whole.height - step)
    part = figure.draw(pose, scale, corner)
    assert np.abs(part.astype(int) - image[step:, step:]).max() <= 8


@pytest.mark.parametrize("table", [GARMENTS, HAIR, HATS, BEARDS, PROPS])
def test_every_word_of_the_wardrobe_can_be_drawn_from_every_side(table: dict[str, str]) -> None:
    bare = drawn(puppet(Look("somebody"), ()), Pose())
    for words in table.values():
        figure = puppet(Look(f"a man with a {words.split('|')[0]}"), ())
        for pose in (Pose(facing=0.0), Pose(facing=0.9, turn=0.6), Pose(back=True)):
            assert drawn(figure, pose, 60)[..., 3].max() == 255
    assert bare.size


@pytest.mark.parametrize("name", sorted(GESTURES))
def test_every_action_can_be_drawn_and_stands_on_the_ground(name: str) -> None:
    figure = puppet(Look(GIRL), ())
    pose = GESTURES[name](Pose(), Moment(0.8, 0.5, 1.6, 0.3))
    window = figure.extent(pose, SCALE)
    solid = np.flatnonzero((drawn(figure, pose)[..., 3] > 230).any(axis=1))
    assert -0.12 * SCALE < window.top + solid[-1] < 0.16 * SCALE


@pytest.mark.parametrize("words", [GIRL, "a woman with braids, a cloak and a straw hat", "A white cat"])
@pytest.mark.parametrize("pose", [Pose(), Pose(facing=-0.6, roll=20.0, tilt=5.0), Pose(back=True)])
def test_the_layers_of_a_figure_make_the_whole(words: str, pose: Pose) -> None:
    figure = puppet(Look(words), ())
    window = figure.extent(pose, SCALE)
    whole, built = figure.draw(pose, SCALE, window), np.zeros((window.height, window.width, 4))
    for layer in range(figure.layers):
        right, down = figure.anchor(pose, SCALE, layer)
        place = Window(window.left - right, window.top - down, window.width, window.height)
        sheet = figure.draw(pose, SCALE, place, layer).astype(float)
        built = sheet + built * (1 - sheet[..., 3:] / 255)
    assert np.abs(whole - built).mean() < 2.0


@given(st.floats(-1, 1), st.floats(-1, 1), st.sampled_from(["", "cup"]), st.floats(0, 1))
@settings(max_examples=20, deadline=None)
def test_what_is_alike_has_the_same_pixels(turn: float, gaze: float, holds: str, mouth: float) -> None:
    asked, fresh = puppet(Look("A girl in trousers"), ()), puppet(Look("A girl in trousers"), ())
    first = Pose(facing=0.4, turn=turn, holds=holds, face=Face(gaze=(gaze, 0.0), mouth=mouth)).quantized()
    for second in (first, Pose(facing=0.4, wind=0.5), Pose(facing=0.4, breath=1.0, face=Face(mouth=mouth))):
        for layer in range(asked.layers):
            window = asked.extent(first, SCALE, layer)
            if not window.width:
                continue
            likeness = [asked.likeness(pose, SCALE, window, layer) for pose in (first, second)]
            if likeness[0] == likeness[1]:
                sheet = fresh.draw(second, SCALE, window, layer)
                assert np.array_equal(asked.draw(first, SCALE, window, layer), sheet)


@given(st.floats(-0.3, 0.3), st.floats(0.6, 1.2), st.floats(0, 20))
@settings(max_examples=20, deadline=None)
def test_an_overlay_has_the_graded_colours(pull: float, gain: float, lift: float) -> None:
    grade = np.array([[gain, pull, 0, lift], [0, gain, pull, lift], [pull, 0, gain, lift]])
    image = drawn(puppet(Look(GIRL), ()), Pose(), 100)
    image = image[: image.shape[0] // 2 * 2, : image.shape[1] // 2 * 2]
    image[..., :3] = np.minimum(image[..., :3] // 2, 110) + image[..., 3:] // 8
    image = np.minimum(image, image[..., 3:])
    ours, theirs = overlay_of(image, grade), convert(np.ascontiguousarray(image), grade)
    for one, other in ((ours.y, theirs.y), (ours.u, theirs.u), (ours.v, theirs.v), (ours.keep, theirs.keep)):
        assert np.abs(one.astype(int) - other).max() <= 3


def test_the_same_words_draw_the_same_pixels() -> None:
    pose = Pose(facing=0.3, face=Face(mouth=0.5))
    assert np.array_equal(drawn(puppet(Look(GIRL), ()), pose), drawn(puppet(Look(GIRL), ()), pose))


def test_a_mirrored_pose_draws_the_mirrored_outline() -> None:
    figure, pose = puppet(Look(GIRL), ()), Pose(facing=0.6)
    right, left = figure.extent(pose, SCALE), figure.extent(pose.mirrored(), SCALE)
    assert abs(right.left + right.width + left.left) <= 1
    assert right.top == left.top


def test_red_is_seen_where_red_was_said() -> None:
    coat = drawn(puppet(Look("A girl in a red raincoat"), ()), Pose())
    blue, _, red, alpha = (coat[..., k].astype(int) for k in range(4))
    assert np.count_nonzero((red > blue + 80) & (alpha > 200)) > 0.25 * np.count_nonzero(alpha > 200)


def test_the_mouth_and_the_lids_move() -> None:
    figure = puppet(Look(GIRL), ())
    scale, (x, y) = 900, figure.head
    window = Window(round(x * scale) - 100, round(-y * scale) - 100, 200, 200)
    looks = (Face(), Face(mouth=1.0), Face(lids=1.0))
    faces = [figure.draw(Pose(facing=0.2, face=face), scale, window) for face in looks]
    assert np.abs(faces[0].astype(int) - faces[1]).max() > 80
    assert np.abs(faces[0].astype(int) - faces[2]).max() > 80


def test_children_are_smaller_and_giants_larger_than_adults() -> None:
    heights = [puppet(Look(words), ()).height for words in ("a baby", "a boy", "a man", "a one-eyed giant")]
    assert heights == sorted(heights)


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1), st.booleans())
@settings(max_examples=25, deadline=None)
def test_a_head_can_turn_anywhere(facing: float, turn: float, nod: float, back: bool) -> None:
    figure = puppet(Look("a woman with wavy hair, a hood and sunglasses"), ())
    image = drawn(figure, Pose(facing=facing, turn=turn, nod=nod, back=back), 80)
    assert (image[..., :3] <= image[..., 3:]).all()


def test_every_prop_of_the_wardrobe_has_a_drawing() -> None:
    for kind in PROPS:
        assert props.prop(kind, (90, 120, 160), (0.0, 0.5), 0.03, 0.0), kind


@pytest.mark.parametrize("kind", ["alpha", "plain", "busy"])
def test_a_reference_picture_is_cut_out(kind: str, tmp_path: Path) -> None:
    rows, columns = 300, 160
    image = np.zeros((rows, columns, 4), np.uint8)
    image[...] = (230, 230, 230, 255) if kind == "plain" else (120, 160, 90, 255)
    if kind == "busy":
        image[..., :3] += (np.indices((rows, columns)).sum(axis=0) % 37)[..., None].astype(np.uint8)
    cv2.ellipse(image, (80, 150), (40, 130), 0, 0, 360, (30, 40, 200, 255), -1)
    if kind == "alpha":
        image[..., 3] = np.where(image[..., 2] == 200, 255, 0)
    picture = tmp_path / "picture"
    picture.write_bytes(cv2.imencode(".png", image)[1].tobytes())
    figure = puppet(Look("a man", references=1), [picture])
    pose = Pose()
    window = figure.extent(pose, SCALE)
    sprite = figure.draw(pose, SCALE, window)
    assert (sprite[..., :3] <= sprite[..., 3:]).all()
    assert sprite[2, 2, 3] == 0, "the background is gone"
    assert sprite[sprite.shape[0] // 2, sprite.shape[1] // 2, 3] == 255
    assert np.array_equal(sprite, puppet(Look("a man", references=1), [picture]).draw(pose, SCALE, window))
    talking = figure.extent(Pose(face=Face(mouth=1.0)), SCALE)
    assert talking.height > window.height, "it bobs when it speaks"


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("no picture")
    with pytest.raises(ValueError, match="not a picture"):
        puppet(Look("a man"), [tmp_path / "notes"])


def test_words_of_the_cast_are_read_as_themselves() -> None:
    assert [read(words.split("|")[0]).species for kind, words in SPECIES.items() if kind] == [k for k in SPECIES if k]
