"""A scenery and a sheet come in, its painted layers from the sky to the foreground go out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer.backends.animatic import buildings, flora, land, rooms, skies, things
from renderer.backends.animatic.brush import Canvas, Sheet, fractal, grain
from renderer.backends.animatic.light import Glint, Lamp, Light, Scene, light_of
from renderer.backends.animatic.scenery import Scenery

Painter = Callable[[Canvas, Scene], None]

DEPTHS = {"sky": 0.06, "clouds": 0.10, "far": 0.30, "ground": 1.0, "middle": 0.7, "front": 1.7}
"""The layers from back to front, and how much each moves when the camera travels: people stand at 1.

What stands in the middle distance lies over the ground, so that its feet show."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A painted layer: straight blue, green, red and alpha, uint8."""

    name: str
    bgra: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Painting:
    """The layers of a plate back to front, its light, its lamps, its horizon (frame heights from the top), and what of
    its far lights nothing hides."""

    layers: tuple[Layer, ...]
    light: Light
    lamps: tuple[Lamp, ...]
    horizon: float
    glints: tuple[Glint, ...] = ()


ELEMENTS: dict[str, Painter] = {
    "far_hills": land.far_hills, "mountains": land.mountains, "water": land.water, "ground": land.ground,
    "surf": land.sea_line, "rocks": land.rocks, "cliff": land.cliff, "island": land.island, "river": land.river,
    "lake": land.lake, "dunes": land.dunes, "path": land.path, "cave": land.cave_walls, "lava": land.lava,
    "seabed": land.seabed, "cloud_floor": land.cloud_floor,
    "treeline": flora.treeline, "wood": flora.wood, "deep_wood": flora.deep_wood, "trunks": flora.trunks,
    "grass": flora.grass, "front_leaves": flora.front_leaves, "front_grass": flora.front_grass,
    "houses": buildings.houses, "skyline": buildings.skyline, "street": buildings.street,
    "lighthouse": buildings.lighthouse, "castle": buildings.castle, "temple": buildings.temple,
    "columns": buildings.columns, "torii": buildings.torii, "pagoda": buildings.pagoda, "bridge": buildings.bridge,
    "stalls": buildings.stalls, "graves": buildings.graves, "fence": buildings.fence, "railing": buildings.railing,
    "lamps": buildings.lamps,
    "walls": rooms.walls, "floor": rooms.floor, "table": rooms.table, "bed": rooms.bed, "shelves": rooms.shelves,
    "stove": rooms.stove, "hearth": rooms.hearth, "desks": rooms.desks, "spiral": rooms.spiral, "throne": rooms.throne,
    "pews": rooms.pews, "bars": rooms.bars, "curtains": rooms.curtains, "seats": rooms.seats, "counter": rooms.counter,
    "hanging_lamp": rooms.hanging_lamp,
    "fleet": things.fleet, "ship": things.great_ship, "birds": things.birds, "campfire": things.campfire,
    "train": things.halted_train, "deck": things.deck, "rigging": things.rigging,
}  # fmt: skip
"""Everything a place is composed of, by name."""

COMPOSITIONS: dict[str, tuple[str, str, str, str]] = {
    # kind: far, middle, ground, front
    "backdrop": ("far_hills", "", "ground", ""),
    "lighthouse": ("water cliff lighthouse", "", "ground path rocks grass", "front_grass"),
    "cliff": ("water cliff", "", "ground rocks grass", "front_grass"),
    "deck": ("water", "rigging", "deck", ""),
    "voyage": ("water ship", "", "", ""),
    "shore": ("water", "", "ground surf rocks", "front_grass"),
    "harbour": ("water island fleet", "", "ground railing", ""),
    "island": ("water", "wood", "ground surf", "front_leaves"),
    "sea": ("water island", "", "", ""),
    "underwater": ("far_hills", "seabed", "ground", "front_grass"),
    "cave": ("far_hills cave", "rocks", "ground", ""),
    "underworld": ("mountains", "lava rocks", "ground", ""),
    "graveyard": ("far_hills treeline", "graves", "ground grass", "front_grass"),
    "volcano": ("mountains", "lava rocks", "ground", ""),
    "mountain": ("mountains treeline", "wood", "ground rocks grass", "front_grass"),
    "bamboo": ("treeline", "wood", "ground path grass", "front_leaves"),
    "forest": ("deep_wood", "trunks", "ground path grass", "front_leaves front_grass"),
    "swamp": ("treeline lake", "wood", "ground grass", "front_grass"),
    "snowfield": ("mountains", "wood", "ground", "front_grass"),
    "desert": ("dunes", "", "ground rocks", ""),
    "river": ("far_hills treeline", "wood", "ground river grass", "front_grass"),
    "lake": ("mountains lake", "", "ground grass", "front_grass front_leaves"),
    "bridge": ("far_hills treeline water bridge", "", "ground river grass", "front_grass"),
    "garden": ("treeline", "wood fence", "ground path grass", "front_leaves"),
    "farm": ("far_hills", "houses fence", "ground path grass", "front_grass"),
    "meadow": ("far_hills treeline", "", "ground path grass", "front_grass"),
    "battlefield": ("mountains", "campfire", "ground rocks", "front_grass"),
    "road": ("far_hills treeline", "fence", "ground path grass", "front_grass"),
    "station": ("far_hills", "train lamps", "ground", ""),
    "neon": ("skyline", "street lamps", "ground", ""),
    "rooftop": ("skyline", "railing", "ground", ""),
    "alley": ("skyline", "street lamps", "ground", ""),
    "market": ("houses", "stalls", "ground", ""),
    "city": ("skyline", "street lamps", "ground", ""),
    "village": ("far_hills treeline", "houses", "ground path grass", "front_grass front_leaves"),
    "castle": ("mountains treeline", "castle", "ground path grass", "front_grass"),
    "temple": ("far_hills treeline", "temple columns", "ground rocks", "front_leaves"),
    "shrine": ("mountains treeline", "pagoda torii", "ground path", "front_leaves"),
    "space": ("", "", "ground rocks", ""),
    "clouds": ("", "", "cloud_floor", ""),
    "room": ("walls", "table hearth", "floor", ""),
    "kitchen": ("walls", "stove", "floor", ""),
    "bedroom": ("walls", "bed hanging_lamp", "floor", ""),
    "classroom": ("walls", "desks", "floor", ""),
    "library": ("walls", "shelves table", "floor", ""),
    "office": ("walls", "desks", "floor", ""),
    "stairs": ("walls", "spiral", "floor", ""),
    "shop": ("walls", "counter", "floor", ""),
    "prison": ("walls", "bars", "floor", ""),
    "corridor": ("walls", "hanging_lamp", "floor", ""),
    "theatre": ("walls", "curtains", "floor", ""),
    "washitsu": ("walls", "hanging_lamp", "floor", ""),
    "cabin": ("walls", "table hanging_lamp", "floor", ""),
    "palace": ("walls", "hanging_lamp", "floor", ""),
    "throne": ("walls", "throne", "floor", ""),
    "church": ("walls", "pews", "floor", ""),
    "spaceship": ("walls", "", "floor", ""),
    "train": ("walls", "seats", "floor", ""),
}
"""What each kind of place is composed of, layer by layer."""

ADDITIONS: dict[str, tuple[int, str]] = {
    # detail: layer (0 far, 1 middle, 2 ground, 3 front), element
    "lighthouse": (0, "cliff lighthouse"), "lamp": (1, "lamps"), "fire": (1, "campfire"),
    "boats": (0, "fleet"), "ship": (0, "ship"), "cherry": (1, "wood"), "maple": (1, "wood"), "torii": (1, "torii"),
    "columns": (1, "columns"), "olive": (1, "wood"), "pine": (1, "wood"), "palm": (1, "wood"), "tree": (1, "wood"),
    "rocks": (2, "rocks"), "mountains": (0, "mountains"), "houses": (1, "houses"), "castle": (1, "castle"),
    "bridge": (0, "bridge"), "birds": (0, "birds"), "fence": (1, "fence"), "river": (2, "river"), "sea": (0, "water"),
    "grass": (2, "grass"),
        "flowers": (2, "grass"),
}  # fmt: skip
"""What a detail adds out of doors."""

ADDITIONS_INDOORS: dict[str, tuple[int, str]] = {
    "stairs": (1, "spiral"), "lamp": (1, "hanging_lamp"), "fire": (1, "hearth"), "table": (1, "table"),
        "bed": (1, "bed"),
    "books": (1, "shelves"), "throne": (1, "throne"),
}  # fmt: skip
"""What a detail adds within walls."""

HORIZONS = {"mountain": 0.54, "clouds": 0.5, "space": 0.62, "city": 0.46, "neon": 0.46, "alley": 0.46, "deck": 0.46,
    "sea": 0.56, "voyage": 0.56}
_WET = frozenset(("sea", "shore", "island", "harbour", "lighthouse", "cliff"))
_STREETS = frozenset("village city market garden road bridge harbour alley neon station rooftop castle".split())
_INLAND = frozenset("village meadow farm road castle temple mountain garden graveyard forest".split())
_ONLY = {"river": _INLAND, "sea": _INLAND | {"harbour"}, "boats": _WET, "ship": _WET, "lamp": _STREETS}
"""Kinds of place that a detail can be added to, where not to all."""


def paint(scenery: Scenery, sheet: Sheet) -> Painting:
    """Paints all layers of a scenery. Equal sceneries give equal pixels."""
    light = light_of(scenery)
    noise = grain(sheet, np.random.default_rng(scenery.seed))
    scene = Scene(scenery, light, sheet, noise, horizon=HORIZONS.get(scenery.kind, 0.5))
    layers = []
    for name, elements in _plan(scenery).items():
        canvas = Canvas(sheet, noise)
        for element in elements:
            _paint(canvas, scene.at(DEPTHS[name]), element)
        if name in ("middle", "ground") and not scenery.indoors:
            _mist(canvas, scene.at(DEPTHS[name]))
        layers.append(Layer(name, _finish(canvas, scene, name)))
    return Painting(tuple(layers), light, tuple(scene.lamps), scene.horizon, _open(scene, layers))


def _open(scene: Scene, layers: Sequence[Layer]) -> tuple[Glint, ...]:
    """The glints before which nothing stands in the nearer layers; clouds let them through."""
    sheet = scene.sheet
    found = []
    for glint in scene.glints:
        x, y = round(glint.x * sheet.unit + sheet.width / 2), round((glint.y - sheet.top) * sheet.unit)
        reach = round((0.5 * glint.width + 0.012) * sheet.unit)
        box = slice(max(0, y - 4), y + 5), slice(max(0, x - reach), x + reach + 1)
        if all(
            layer.bgra[box][..., 3].max(initial=0) < 24
            for layer in layers if DEPTHS[layer.name] > glint.depth and layer.name != "clouds"
        ):  # fmt: skip
            found.append(glint)
    return tuple(found)


def _paint(canvas: Canvas, scene: Scene, element: Painter) -> None:
    """One element; what it covers of its own layer glints no more."""
    old = [glint for glint in scene.glints if glint.depth == scene.depth]
    spots = [_spot(canvas, glint) for glint in old]
    element(canvas, scene)
    for glint, spot in zip(old, spots, strict=True):
        if np.abs(_spot(canvas, glint) - spot).max(initial=0) > 6:
            scene.glints.remove(glint)


def _spot(canvas: Canvas, glint: Glint) -> NDArray[np.float32]:
    """The paint at both ends of a glint and in its middle."""
    sheet = canvas.sheet
    row = min(sheet.height - 1, max(0, round((glint.y - sheet.top) * sheet.unit)))
    ends = [(glint.x + side * glint.width / 2) * sheet.unit + sheet.width / 2 for side in (-1, 0, 1)]
    return canvas.pixels[row, [min(sheet.width - 1, max(0, round(x))) for x in ends]]


def _plan(scenery: Scenery) -> dict[str, tuple[Painter, ...]]:
    """The elements of each layer: the kind's own, then what the details add, each once."""
    rows = [row.split() for row in COMPOSITIONS[scenery.kind]]
    additions = ADDITIONS_INDOORS if scenery.indoors else ADDITIONS
    for detail in scenery.details:
        layer, names = additions.get(detail, (0, ""))
        if scenery.indoors or scenery.kind in _ONLY.get(detail, (scenery.kind,)):
            rows[layer] += [name for name in names.split() if not any(name in row for row in rows)]
    plan: dict[str, tuple[Painter, ...]] = {}
    if not scenery.indoors or scenery.kind == "cave":
        plan["sky"] = (skies.sky,)
        if scenery.kind not in ("space", "cave", "underwater"):
            plan["clouds"] = (skies.clouds,)
    for name, row in zip(("far", "middle", "ground", "front"), rows, strict=True):
        if row:
            plan[name] = tuple(ELEMENTS[element] for element in row)
    return {name: plan[name] for name in DEPTHS if name in plan}


def _mist(canvas: Canvas, scene: Scene) -> None:
    """Air lying on the ground between two layers, thick in fog: it never covers what is not there."""
    thick = {"fog": 0.75, "rain": 0.3, "storm": 0.25, "snow": 0.4}.get(scene.scenery.weather, 0.12)
    if "mist" in scene.scenery.details:
        thick = max(thick, 0.5)
    sheet = scene.sheet
    rows = np.linspace(sheet.top, sheet.bottom, sheet.height, dtype=np.float32)[:, None]
    veil = np.exp(-(((rows - scene.horizon - 0.08) / 0.16) ** 2)) * thick * (1.35 - scene.depth)
    veil = (veil * np.clip(1 + 0.3 * scene.noise.wash, 0.2, 1.4))[..., None]
    band = np.flatnonzero(veil[..., 0].max(axis=1) > 1e-3)
    part = canvas.pixels[band[0] : band[-1] + 1]
    veil = np.asarray(veil[band[0] : band[-1] + 1, :, 0], np.float32)
    cover = part[..., 3] * np.float32(1 / 255)
    for channel, air in enumerate(scene.light.air[::-1]):
        part[..., channel] += veil * (np.float32(air) * cover - part[..., channel])


def _finish(canvas: Canvas, scene: Scene, name: str) -> NDArray[np.uint8]:
    """The hand: outlines sway a little, paper shows through; then straight 8-bit pixels."""
    rng = scene.rng(f"hand {name}")
    unit = scene.sheet.unit
    shape = (scene.sheet.height, scene.sheet.width)
    pixels = canvas.pixels
    if name not in ("sky", "clouds"):
        sway = [fractal(shape, (0.05 * unit, 0.05 * unit), 3, rng) * np.float32(0.0011 * unit) for _ in range(2)]
        columns, rows = np.meshgrid(np.arange(shape[1], dtype=np.float32), np.arange(shape[0], dtype=np.float32))
        swayed = cv2.remap(pixels, columns + sway[0], rows + sway[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        pixels = np.asarray(swayed, np.float32)
    blue, green, red, alpha = (np.asarray(plane, np.float32) for plane in cv2.split(pixels))
    # Straight colours: what was premultiplied is divided by the alpha again, and the paper shows.
    share = np.float32(255) / np.maximum(alpha, 1)
    share *= 1 + np.float32(0.012) * scene.noise.paper
    planes = [np.maximum(plane, 0, out=plane) for plane in (blue * share, green * share, red * share, alpha)]
    return np.asarray(cv2.merge([cv2.convertScaleAbs(plane) for plane in planes]), np.uint8)
