"""Words in three languages come in; the place, the hour and the weather that are read from them are checked, and that
every kind of place can be painted."""

from __future__ import annotations

import numpy as np
import pytest

from renderer import recipe
from renderer.backends.animatic.brush import Sheet
from renderer.backends.animatic.grade import grade_of
from renderer.backends.animatic.paint import COMPOSITIONS, DEPTHS, ELEMENTS, paint
from renderer.backends.animatic.scenery import HOURS, PLACES, STYLES, WEATHERS, Scenery, read_setting

SMALL = Sheet(240, 136, 108.0)


def read(place: str = "", **fields: str) -> Scenery:
    style = recipe.Style(words=fields.pop("style", ""))
    return read_setting(recipe.Setting(place=place, style=style, **fields))


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("A whitewashed lighthouse on a black sea cliff; spiral iron stairs inside.", "lighthouse"),
        ("Inside the lighthouse, spiral stairs", "stairs"),
        ("A small mountain village", "village"),
        ("海辺の神社", "shrine"),
        ("古い灯台", "lighthouse"),
        ("教室", "classroom"),
        ("花果山", "mountain"),
        ("一座古老的寺庙", "temple"),
        ("厨房", "kitchen"),
        ("A forest path", "forest"),
        ("nowhere that has a name", "backdrop"),
        ("", "backdrop"),
    ],
)
def test_the_kind_of_place_is_read(place: str, kind: str) -> None:
    assert read(place).kind == kind


@pytest.mark.parametrize(
    ("time", "hour"),
    [("night", "night"), ("夜", "night"), ("黄昏", "golden"), ("dawn, after the rain", "dawn"), ("中午", "noon"),
        ("夜明け", "dawn"), ("", "day")],
)
def test_the_hour_is_read(time: str, hour: str) -> None:
    assert read("a meadow", time=time).hour == hour


def test_a_shots_own_weather_wins_over_the_mood_of_its_scene() -> None:
    assert read("a cliff", mood="A storm rages.").weather == "storm"
    assert read("a cliff", mood="A storm rages.", weather="snow").weather == "snow"
    assert read("a cliff", time="dawn, after the rain").weather == "clear"
    assert read("a road", mood="Her raincoat is red.").weather == "clear"


def test_the_seed_is_the_places_alone() -> None:
    assert read("a forest", time="night", weather="rain").seed == read("a forest", style="noir").seed
    assert read("a forest").seed != read("an old forest").seed


def test_every_kind_has_a_composition_of_known_elements() -> None:
    assert set(PLACES) <= set(COMPOSITIONS)
    named = {name for rows in COMPOSITIONS.values() for row in rows for name in row.split()}
    assert named <= set(ELEMENTS)


@pytest.mark.parametrize("kind", sorted(COMPOSITIONS))
def test_every_kind_can_be_painted_and_fills_the_frame(kind: str) -> None:
    painting = paint(Scenery(kind, (), "dusk", "clear", "storybook", "", (), False, 7), SMALL)
    names = [layer.name for layer in painting.layers]
    assert names == [name for name in DEPTHS if name in names]
    covered = np.zeros((SMALL.height, SMALL.width))
    for layer in painting.layers:
        covered = np.maximum(covered, layer.bgra[..., 3])
    assert covered.min() > 240
    shown = np.concatenate([layer.bgra[layer.bgra[..., 3] > 200][:, :3] for layer in painting.layers])
    assert shown.std() > 8  # a picture, no flat card


def test_a_place_keeps_its_face_and_two_places_differ() -> None:
    first, again = paint(read("a quiet forest"), SMALL), paint(read("a quiet forest"), SMALL)
    other = paint(read("a dark forest"), SMALL)
    assert all(np.array_equal(a.bgra, b.bgra) for a, b in zip(first.layers, again.layers, strict=True))
    assert any(not np.array_equal(a.bgra[..., 3], b.bgra[..., 3]) for a,
        b in zip(first.layers, other.layers, strict=True))


def test_hours_and_weathers_change_the_light() -> None:
    def mean(hour: str, weather: str) -> float:
        return float(paint(Scenery("meadow", (), hour, weather, "storybook", "", (), False, 7),
            SMALL).layers[0].bgra[..., :3].mean())

    assert mean("night", "clear") < mean("dusk", "clear") < mean("day", "clear")
    assert mean("day", "storm") < mean("day", "clear")
    assert {mean(hour, "clear") for hour in HOURS} and len({mean("day", weather) for weather in WEATHERS}) >= 4


@pytest.mark.parametrize("style", sorted(STYLES))
def test_styles_keep_transparency_and_noir_is_without_colour(style: str) -> None:
    scenery = Scenery("village", (), "day", "clear", style, "", (), False, 7)
    layer = paint(scenery, SMALL).layers[-1]
    graded = grade_of(scenery).paint(layer.bgra, SMALL.unit)
    assert np.array_equal(graded[..., 3], layer.bgra[..., 3])
    spread = np.ptp(graded[..., :3].astype(int), axis=2).max()
    assert (spread <= 2) == (style == "noir")


def test_a_palette_pulls_colours_towards_it() -> None:
    red = Scenery("meadow", (), "day", "clear", "storybook", "", ("#300000", "#ffb0a0"), False, 7)
    plain = Scenery("meadow", (), "day", "clear", "storybook", "", (), False, 7)
    grey = np.full((4, 4, 4), 128, np.uint8)
    pulled, kept = grade_of(red).paint(grey, 100.0)[0, 0], grade_of(plain).paint(grey, 100.0)[0, 0]
    assert int(pulled[2]) - int(pulled[0]) > int(kept[2]) - int(kept[0]) + 15
