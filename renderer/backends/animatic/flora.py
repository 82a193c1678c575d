"""A scene comes in; its trees, grass and flowers go out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from renderer.backends.animatic.brush import Canvas, Colour, Paint, Point
from renderer.backends.animatic.light import Scene, mix

LEAVES: dict[str, tuple[Colour, Colour, Colour]] = {
    # shade, body, light
    "tree": ((52, 84, 52), (86, 124, 62), (150, 176, 88)),
    "cherry": ((190, 116, 146), (238, 172, 192), (255, 222, 230)),
    "maple": ((136, 48, 30), (206, 88, 40), (246, 160, 66)),
    "olive": ((84, 96, 72), (128, 142, 104), (178, 188, 142)),
    "dark": ((26, 44, 40), (44, 66, 52), (74, 96, 66)),
}
BARK: Colour = (92, 70, 58)


def broadleaf(canvas: Canvas, scene: Scene, at: Point, height: float, leaves: str = "tree") -> None:
    """A tree with a forked trunk and a crown of three tones of leaves, lit from above."""
    rng = _rng(scene, at)
    x, y = at
    lean = float(rng.normal(0, 0.05)) * height
    fork, width = y - 0.42 * height, 0.055 * height
    trunk = [(x - width, y), (x - width * 0.5, fork), (x + lean - width * 0.4, fork - 0.2 * height),
        (x + lean + width * 0.4, fork - 0.2 * height),
             (x + width * 0.5, fork), (x + width * 1.1, y)]  # fmt: skip
    canvas.poly(trunk, scene.paint(BARK, mix(BARK, (30, 24, 30), 0.4), texture=0.2, side=0.15))
    for sign in (-1, 1):
        canvas.line([(x, fork + 0.03 * height), (x + sign * 0.2 * height, fork - 0.16 * height)], 0.025 * height,
            scene.paint(BARK))
    heart = (x + lean, y - 0.68 * height)
    for tone, colour in enumerate(LEAVES[leaves]):
        blobs = []
        for _ in range(26):
            angle, far = float(rng.uniform(0, 2 * np.pi)), float(rng.random()) ** 0.6
            spot = (heart[0] + np.cos(angle) * far * 0.34 * height,
                heart[1] + np.sin(angle) * far * 0.27 * height - 0.035 * tone * height)
            blobs.append(_blob(rng, (float(spot[0]), float(spot[1])), height * (0.105 - 0.026 * tone)))
        canvas.polys(blobs, scene.paint(colour, mix(colour, LEAVES[leaves][0], 0.35), texture=0.2, edge=0.16,
            opacity=1 - 0.12 * tone))


def _rng(scene: Scene, at: Point) -> np.random.Generator:
    """The random numbers of a plant, by where it stands."""
    return scene.rng(f"plant {at[0]:.4f} {at[1]:.4f}")


def _blob(rng: np.random.Generator, at: Point, size: float) -> list[Point]:
    """A ragged clump of leaves."""
    turn = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    radii = size * rng.uniform(0.72, 1.2, 14)
    return [(at[0] + float(np.cos(a) * r), at[1] + float(np.sin(a) * r * 0.85)) for a,
        r in zip(turn, radii, strict=True)]


def conifer(canvas: Canvas, scene: Scene, at: Point, height: float) -> None:
    """A fir: ragged tiers on a stem, snow on them in a snowy place."""
    rng = _rng(scene, at)
    x, y = at
    canvas.poly([(x - 0.02 * height, y), (x, y - height), (x + 0.02 * height, y)], scene.paint(BARK))
    snowy = scene.scenery.weather == "snow" or scene.scenery.kind == "snowfield"
    for tier in range(7):
        top, width = y - height * (1 - 0.125 * tier), height * (0.06 + 0.036 * tier)
        drop = height * 0.2
        shape: list[Point] = [(x, top)]
        for step in (1.0, 0.75, 0.45, 0.15, -0.15, -0.45, -0.75, -1.0):
            jag = float(rng.uniform(0.75, 1.1))
            shape.append((x + width * step, top + drop * (0.72 + 0.28 * abs(step)) * jag))
        tone = mix((70, 106, 82), (28, 52, 50), tier / 8)
        canvas.poly(shape, scene.paint(tone, mix(tone, (14, 28, 34), 0.4), texture=0.16, edge=0.16, side=0.1))
        if snowy:
            cap = [(x, top), (x + width * 0.5, top + drop * 0.5), (x + width * 0.1, top + drop * 0.42),
                (x - width * 0.6, top + drop * 0.6)]
            canvas.poly(cap, scene.paint((242, 246, 255), texture=0.04))


def palm(canvas: Canvas, scene: Scene, at: Point, height: float) -> None:
    """A palm with a bent stem."""
    rng = _rng(scene, at)
    bend = float(rng.uniform(-0.25, 0.25)) * height
    t = np.linspace(0, 1, 10)
    stem = [(at[0] + bend * float(s) ** 2, at[1] - height * 0.8 * float(s)) for s in t]
    canvas.line(stem, 0.035 * height, scene.paint((132, 104, 76), (96, 72, 56), texture=0.2))
    x, y = stem[-1]
    for angle in np.linspace(-0.35, np.pi + 0.35, 9):
        tip = (x + 0.42 * height * float(np.cos(angle)),
            y - 0.26 * height * float(np.sin(angle)) + 0.12 * height * abs(float(np.cos(angle))))
        mid = ((x + tip[0]) / 2, (y + tip[1]) / 2 - 0.12 * height)
        low = ((x + tip[0]) / 2, (y + tip[1]) / 2 - 0.04 * height)
        canvas.poly([(x, y), mid, tip, low], scene.paint((98, 138, 70), (52, 88, 58), texture=0.15))


def bamboo_stem(canvas: Canvas, scene: Scene, at: Point, height: float) -> None:
    """Three canes with their joints and leaves."""
    rng = _rng(scene, at)
    for step in range(3):
        _cane(canvas, scene, (at[0] + float(rng.normal(0, 0.07)), at[1] - 0.01 * step), 2.1 * height, rng)


def _cane(canvas: Canvas, scene: Scene, at: Point, height: float, rng: np.random.Generator) -> None:
    x, y = at
    lean, width = float(rng.normal(0, 0.03)) * height, 0.012 * height
    canvas.line([(x, y), (x + lean, y - height)], width, scene.paint((130, 156, 84), (88, 122, 70), texture=0.12))
    for step in np.arange(0.08, 1, 0.11):
        joint = (x + lean * float(step), y - height * float(step))
        canvas.line([(joint[0] - width * 0.7, joint[1]), (joint[0] + width * 0.7, joint[1])], 0.004,
            scene.paint((64, 84, 52)))
        if step > 0.4:
            tip = (joint[0] + float(rng.choice([-1, 1])) * 0.12 * height,
                joint[1] + float(rng.uniform(-0.02, 0.06)) * height)
            mid = ((joint[0] + tip[0]) / 2, (joint[1] + tip[1]) / 2 - 0.015 * height)
            canvas.poly([joint, mid, tip, (mid[0], mid[1] + 0.02 * height)], scene.paint((122, 156, 78), texture=0.1))


Plant = Callable[[Canvas, Scene, Point, float], None]


def _kind_of_tree(scene: Scene) -> Plant:
    """The tree that grows here: the one that the words name, else the one of the kind of place."""
    for detail, plant in PLANTS.items():
        if detail in scene.scenery.details:
            return plant
    by_kind = {"snowfield": "pine", "mountain": "pine", "desert": "palm", "temple": "olive", "bamboo": "bamboo"}
    return PLANTS[by_kind.get(scene.scenery.kind, "tree")]


def _leaf(leaves: str) -> Plant:
    def plant(canvas: Canvas, scene: Scene, at: Point, height: float) -> None:
        broadleaf(canvas, scene, at, height, leaves)

    return plant


PLANTS: dict[str, Plant] = {
    "cherry": _leaf("cherry"),
    "maple": _leaf("maple"),
    "olive": _leaf("olive"),
    "pine": conifer,
    "palm": palm,
    "bamboo": bamboo_stem,
    "tree": _leaf("tree"),
}
"""Plants by the detail that names them."""


def treeline(canvas: Canvas, scene: Scene) -> None:
    """A distant wood: an uneven band of crowns."""
    rng = scene.rng("treeline")
    base = scene.horizon + 0.10
    for row in range(2):
        depth = 0.25 + 0.2 * row
        blobs = []
        for x in np.arange(-scene.reach, scene.reach, 0.045):
            y = base + 0.02 * row - float(rng.uniform(0.03, 0.10))
            blobs.append(_blob(rng, (float(x), y), 0.05))
        edge = [(-scene.reach, base - 0.03), (scene.reach, base - 0.03), (scene.reach, base + 0.15),
            (-scene.reach, base + 0.15)]
        colour = mix((88, 116, 84), (56, 84, 58), 0.5 * row)
        canvas.polys([*blobs, edge], Paint(scene.lit(colour, depth),
            scene.lit(mix(colour, (30, 50, 44), 0.4), depth), texture=0.16))


def wood(canvas: Canvas, scene: Scene) -> None:
    """Trees standing about, smaller and paler at the back, none in the middle of the stage."""
    plant = _kind_of_tree(scene)
    rng = scene.rng("wood")
    for index in range(12):
        near = index / 11
        x = float(rng.choice([-1, 1]) * rng.uniform(0.28 + 0.35 * near, 1.2)) * scene.half
        y = scene.horizon + 0.12 + 0.09 * near
        plant(canvas, scene.at(scene.depth * (0.5 + 0.55 * near)), (x, y),
            float(rng.uniform(0.4, 0.55)) * (0.7 + 0.6 * near))


def deep_wood(canvas: Canvas, scene: Scene) -> None:
    """The trunks of a forest in the haze, shafts of light between them."""
    rng = scene.rng("trunks")
    haze, floor = mix(scene.light.air, scene.lit((150, 176, 110), 0.6), 0.45), scene.horizon + 0.3
    canvas.poly([(-scene.reach, scene.sheet.top), (scene.reach, scene.sheet.top), (scene.reach, floor),
        (-scene.reach, floor)], Paint(mix(haze, scene.lit((60, 96, 66), 0.8), 0.5), haze, texture=0.25, edge=0))
    for index in range(26):
        depth = 0.05 + 0.5 * index / 26
        x, width = float(rng.uniform(-1.2, 1.2)) * scene.half, 0.012 + 0.035 * depth
        lean = float(rng.normal(0, 0.03))
        foot = scene.horizon + 0.06 + 0.10 * depth
        trunk = [(x - width, foot), (x + lean - width * 0.7, -0.2), (x + lean + width * 0.7, -0.2), (x + width, foot)]
        canvas.poly(trunk, Paint(scene.lit((84, 84, 72), depth), scene.lit((60, 62, 56), depth), texture=0.15,
            edge=0.1))
    _canopy(canvas, scene.at(0.35), "highcanopy", 0.06)
    for x in rng.uniform(-0.9, 0.9, 5) * scene.half:
        shaft = [(float(x), -0.2), (float(x) + 0.09, -0.2), (float(x) + 0.42, 0.75), (float(x) + 0.2, 0.75)]
        canvas.poly(shaft, Paint(scene.light.glow, opacity=0.11, soft=0.05, edge=0, texture=0))


def trunks(canvas: Canvas, scene: Scene) -> None:
    """Great trunks of the middle distance at both sides, roots and ferns at their feet."""
    rng = scene.rng("greattrunks")
    for place in (-1.02, -0.66, -0.4, 0.46, 0.72, 1.06):
        x = (place + float(rng.normal(0, 0.05))) * scene.half
        width, foot = float(rng.uniform(0.03, 0.055)), scene.horizon + 0.2 + 0.06 * abs(place)
        lean = float(rng.normal(0, 0.04))
        stem = [(x - width * 2.2, foot + 0.02), (x - width * 1.1, foot - 0.08), (x + lean - width * 0.8, -0.2),
                (x + lean + width * 0.8, -0.2), (x + width * 1.1, foot - 0.08),
                    (x + width * 2.4, foot + 0.02)]  # fmt: skip
        canvas.poly(stem, scene.paint((98, 80, 64), (58, 48, 46), texture=0.3, edge=0.2, side=0.16))
        _tuft(canvas, scene, (x, foot + 0.02), 0.09)
    _canopy(canvas, scene, "canopy", 0.02)


def _canopy(canvas: Canvas, scene: Scene, name: str, low: float) -> None:
    """Leaves hanging into the top of the picture, lower at the sides."""
    rng = scene.rng(name)
    leaves = next((detail for detail in ("cherry", "maple", "olive") if detail in scene.scenery.details), "tree")
    for tone, colour in enumerate(LEAVES[leaves]):
        blobs = []
        for _ in range(70):
            x = float(rng.uniform(-scene.reach, scene.reach))
            y = low - 0.16 + 0.2 * (abs(x) / scene.reach) ** 2 + float(rng.normal(0, 0.05)) - 0.02 * tone
            blobs.append(_blob(rng, (x, y), 0.075 - 0.014 * tone))
        canvas.polys(blobs, scene.paint(colour, mix(colour, LEAVES[leaves][0], 0.4), texture=0.2, edge=0.15,
            opacity=1 - 0.18 * tone))


def _tuft(canvas: Canvas, scene: Scene, at: Point, height: float, colour: Colour = (104, 138, 70)) -> None:
    """A bunch of blades."""
    rng = _rng(scene, at)
    blades = []
    for _ in range(11):
        x = at[0] + float(rng.normal(0, 0.35)) * height
        tip = (x + float(rng.normal(0, 0.35)) * height, at[1] - height * float(rng.uniform(0.55, 1.1)))
        blades.append([(x - 0.035 * height, at[1]), ((x + tip[0]) / 2 - 0.03 * height, (at[1] + tip[1]) / 2), tip,
            (x + 0.035 * height, at[1])])
    canvas.polys(blades, scene.paint(mix(colour, (220, 226, 140), 0.15), mix(colour, (30, 50, 34), 0.4), texture=0.1,
        edge=0.05))


def grass(canvas: Canvas, scene: Scene) -> None:
    """Tufts all over the ground, flowers among them where the words or the place ask for some."""
    rng = scene.rng("tufts")
    flowers = {"flowers", "cherry"} & set(scene.scenery.details) or scene.scenery.kind in ("meadow", "garden")
    hues = ((250, 214, 110), (236, 120, 110), (246, 244, 236), (170, 140, 214))
    for index, share in enumerate(np.sort(rng.random(80)).tolist()):
        y = scene.horizon + 0.17 + 0.5 * share
        x = float(rng.uniform(-scene.reach, scene.reach))
        _tuft(canvas, scene, (x, y), 0.014 + 0.05 * share)
        if flowers and index % 2:
            for _ in range(3):
                spot = (x + float(rng.normal(0, 0.03)), y - 0.02 - 0.04 * share)
                canvas.disc(spot, 0.003 + 0.007 * share, scene.paint(hues[index // 2 % 4], texture=0.08), 0.8)


def front_leaves(canvas: Canvas, scene: Scene) -> None:
    """Dark leaves at the corners, near the camera: they frame the picture."""
    rng = scene.rng("front")
    side = float(rng.choice([-1, 1]))
    colours = LEAVES[next((name for name in ("cherry", "maple") if name in scene.scenery.details), "dark")]
    for tone, colour in enumerate(colours):
        blobs = []
        for _ in range(34):
            x = side * (scene.reach - abs(float(rng.normal(0, 0.16))))
            y = scene.sheet.top + abs(float(rng.normal(0, 0.10))) - 0.02 * tone
            blobs.append(_blob(rng, (x, y), 0.06 - 0.012 * tone))
        canvas.polys(blobs, scene.paint(mix(colour, LEAVES["dark"][0], 0.25), texture=0.2, soft=0.004))


def front_grass(canvas: Canvas, scene: Scene) -> None:
    """Dark blades along the lower edge, near the camera."""
    rng = scene.rng("frontgrass")
    colour: Colour = (52, 70, 46) if scene.scenery.weather != "snow" else (150, 160, 180)
    for _ in range(26):
        x = float(rng.uniform(-scene.reach, scene.reach))
        _tuft(canvas, scene, (x, scene.sheet.bottom + 0.02), 0.12 + 0.09 * (abs(x) / scene.reach) ** 2,
            colour)
