"""A scene comes in; the walls, windows, floors and furniture of a place indoors go out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from renderer.backends.animatic.brush import Canvas, Colour, Paint, Point
from renderer.backends.animatic.buildings import MARBLE, column, rect
from renderer.backends.animatic.light import Scene, mix

WOOD: Colour = (150, 106, 72)
FLOOR = 0.70
"""Where the back wall meets the floor, frame heights from the top."""


@dataclass(frozen=True, slots=True)
class Room:
    """How the shell of a room looks."""

    wall: Colour
    floor: Colour
    windows: int = 2
    pattern: str = "plain"  # of the wall: "plain", "panels", "bricks", "planks", "columns", "paper", "metal"
    boards: bool = True  # floor boards; tiles otherwise


ROOMS = {
    "room": Room((214, 190, 160), (156, 112, 78)),
    "kitchen": Room((226, 208, 168), (186, 150, 118), 1, "plain", False),
    "bedroom": Room((188, 188, 204), (150, 112, 86), 1, "paper"),
    "classroom": Room((216, 218, 200), (176, 136, 92), 4, "panels"),
    "library": Room((140, 104, 82), (126, 86, 62), 1, "panels"),
    "office": Room((206, 212, 216), (140, 142, 150), 4, "plain", False),
    "stairs": Room((150, 146, 146), (112, 108, 112), 1, "bricks", False),
    "shop": Room((202, 160, 118), (140, 96, 70), 3, "panels"),
    "prison": Room((112, 110, 116), (88, 86, 92), 1, "bricks", False),
    "corridor": Room((188, 184, 176), (140, 130, 122), 3, "panels"),
    "theatre": Room((120, 40, 50), (128, 84, 62), 0, "plain"),
    "washitsu": Room((222, 206, 170), (190, 182, 120), 3, "shoji"),
    "cabin": Room((146, 104, 74), (118, 82, 60), 2, "planks"),
    "palace": Room((216, 196, 164), (196, 178, 156), 3, "columns", False),
    "throne": Room((176, 96, 84), (186, 166, 146), 2, "columns", False),
    "church": Room((180, 172, 166), (140, 132, 130), 3, "columns", False),
    "spaceship": Room((104, 114, 132), (84, 92, 110), 3, "metal", False),
    "train": Room((178, 150, 112), (112, 84, 66), 3, "panels"),
}
"""The rooms by kind of place."""


def walls(canvas: Canvas, scene: Scene) -> None:
    """The back wall with its pattern, the side walls' shade, the ceiling, and windows onto the sky outside."""
    room = ROOMS.get(scene.scenery.kind, ROOMS["room"])
    indoor = _indoor(scene, room.wall)
    reach, top = scene.reach, scene.sheet.top
    canvas.poly(rect(-reach, top, reach, FLOOR + 0.05),
        Paint(mix(indoor, (30, 24, 34), 0.22), indoor, texture=0.12, edge=0))
    _pattern(canvas, scene, room, indoor)
    _perspective(canvas, scene, indoor)
    for index in range(room.windows):
        place = (index + 0.5) / room.windows * 2 - 1
        window(canvas, scene, (place * scene.half * 0.78, 0.33))
    if not scene.dark or scene.scenery.hour != "night":
        for index in range(room.windows):
            _shaft(canvas, scene, ((index + 0.5) / room.windows * 2 - 1) * scene.half * 0.78)


def _indoor(scene: Scene, colour: Colour) -> Colour:
    """A wall's colour in the light of the room: lamps warm it when it is dark outside."""
    if scene.scenery.lamplit or scene.dark:
        return mix((colour[0] * 0.62, colour[1] * 0.48, colour[2] * 0.40), scene.lit(colour, 1.0), 0.35)
    return mix(scene.lit(colour, 1.0), colour, 0.25)


def _perspective(canvas: Canvas, scene: Scene, indoor: Colour) -> None:
    """Side walls, ceiling and skirting: the box of the room."""
    reach, top, half = scene.reach, scene.sheet.top, scene.half
    dark = mix(indoor, (24, 20, 34), 0.34)
    for side in (-1, 1):
        wall = [(side * half * 0.93, 0.06), (side * reach * 1.02, top), (side * reach * 1.02, 1.2),
            (side * half * 0.93, FLOOR)]
        canvas.poly(wall, Paint(dark, mix(dark, indoor, 0.4), texture=0.12, edge=0.05, side=-0.1 * side))
    ceiling = [(-half * 0.93, 0.06), (half * 0.93, 0.06), (reach, top), (-reach, top)]
    canvas.poly(ceiling, Paint(mix(indoor, (20, 18, 30), 0.5), mix(indoor, (20, 18, 30), 0.3), texture=0.1))
    canvas.poly(rect(-half * 0.93, FLOOR - 0.03, half * 0.93, FLOOR + 0.004),
        Paint(mix(indoor, (50, 34, 34), 0.45), texture=0.15))


def _pattern(canvas: Canvas, scene: Scene, room: Room, indoor: Colour) -> None:
    """What covers the back wall."""
    half = scene.half
    shade = Paint(mix(indoor, (40, 30, 40), 0.35), texture=0.15, edge=0.05, opacity=0.6)
    light = Paint(mix(indoor, (255, 244, 220), 0.18), texture=0.15, edge=0.1, opacity=0.7)
    if room.pattern == "bricks":
        rng = scene.rng("bricks")
        for row, y in enumerate(np.arange(0.0, FLOOR, 0.045)):
            for x in np.arange(-half * 1.0 + 0.06 * (row % 2), half, 0.12):
                canvas.poly(rect(float(x), float(y), float(x) + 0.112, float(y) + 0.039),
                    shade if rng.random() < 0.35 else light)
    elif room.pattern == "planks":
        canvas.polys([rect(float(x), -0.1, float(x) + 0.006, FLOOR) for x in np.arange(-half, half, 0.1)], shade)
    elif room.pattern == "panels":
        canvas.poly(rect(-half, 0.50, half, FLOOR), Paint(mix(indoor, (90, 56, 36), 0.5), texture=0.2))
        canvas.polys([rect(float(x), 0.525, float(x) + 0.15, FLOOR - 0.04)
            for x in np.arange(-half + 0.04, half, 0.19)], shade)
    elif room.pattern == "paper":
        for row, y in enumerate(np.arange(0.08, FLOOR - 0.04, 0.06)):
            for x in np.arange(-half + 0.04 * (row % 2), half, 0.08):
                canvas.disc((float(x), float(y)), 0.007, light, 1.4)
    elif room.pattern == "metal":
        canvas.polys([rect(float(x), 0.0, float(x) + 0.01, FLOOR) for x in np.arange(-half, half, 0.24)], shade)
        canvas.polys([rect(-half, y, half, y + 0.008) for y in (0.12, 0.56)],
            Paint((120, 230, 255), opacity=0.8, edge=0))
    elif room.pattern == "shoji":
        canvas.polys([rect(-half, y, half, y + 0.016) for y in (0.10, FLOOR - 0.04)], shade)
    elif room.pattern == "columns":
        for x in np.linspace(-0.92, 0.92, 6):
            column(canvas, scene.at(0.9), (float(x) * half, FLOOR), FLOOR + 0.05, 0.10)


def window(canvas: Canvas, scene: Scene, at: Point) -> None:
    """A window with the sky and the land outside; paper panes in a Japanese room, arches in halls, a port in a ship."""
    kind = scene.scenery.kind
    x, y = at
    wide, high = (0.14, 0.2) if kind not in ("classroom", "office", "train") else (0.17, 0.17)
    if kind == "prison":
        wide, high, y = 0.07, 0.06, 0.2
    sky, low = scene.light.zenith, scene.light.low
    outline = rect(x - wide, y - high, x + wide, y + high)
    if kind in ("palace", "church", "throne", "stairs"):
        turn = np.linspace(np.pi, 2 * np.pi, 14)
        outline = [(x + wide * 0.6 * float(np.cos(a)), y - high + wide * 0.9 * float(np.sin(a)))
            for a in turn] + [(x + wide * 0.6, y + high), (x - wide * 0.6, y + high)]
    if kind in ("cabin", "spaceship"):
        turn = np.linspace(0, 2 * np.pi, 30)
        outline = [(x + 0.11 * float(np.cos(a)), y + 0.11 * float(np.sin(a))) for a in turn]
    frame = [(x + (px - x) * 1.12, y + (py - y) * 1.08) for px, py in outline]
    canvas.poly(frame, scene.paint((140, 100, 72), (96, 68, 54), texture=0.2))
    if kind == "washitsu":
        _paper(canvas, scene, outline)
        return
    canvas.poly(outline, Paint(mix(sky, scene.light.middle, 0.4), low, texture=0.06, edge=0))
    _outside(canvas, scene, outline)
    canvas.polys([rect(x - 0.005, y - high, x + 0.005, y + high),
        rect(x - wide * 0.9, y - 0.005, x + wide * 0.9, y + 0.005)] if kind not in ("cabin", "spaceship") else [],
        scene.paint((120, 86, 64)))
    if not scene.dark:
        canvas.glow((x, y), 0.5, scene.light.glow, 0.30)


def _outside(canvas: Canvas, scene: Scene, outline: list[Point]) -> None:
    """Hills, or roofs, or stars, seen small through a window."""
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    foot = max(y for _, y in outline)
    if scene.scenery.kind == "spaceship" or scene.scenery.hour == "night":
        rng = scene.rng(f"outside{left:.2f}")
        for _ in range(12):
            spot = (float(rng.uniform(left + 0.03, right - 0.03)), float(rng.uniform(foot - 0.3, foot - 0.08)))
            if spot[1] > min(y for _, y in outline) + 0.02:
                canvas.disc(spot, 0.0018, Paint((240, 240, 255), texture=0, edge=0))
    if scene.scenery.kind not in ("spaceship", "cabin"):
        xs = np.linspace(left, right, 9)
        hills = [(float(x), foot - 0.06 - 0.035 * float(np.sin(7 * x + 1))) for x in xs]
        canvas.poly([*hills, (right, foot), (left, foot)],
            Paint(scene.lit((98, 128, 92), 0.25), scene.lit((92, 124, 80), 0.4), texture=0.1))


def _paper(canvas: Canvas, scene: Scene, outline: list[Point]) -> None:
    """The glowing paper panes of a sliding door."""
    (x0, y0), (x1, y1) = outline[0], outline[2]
    y1 = FLOOR - 0.05
    glow = mix((252, 244, 222), scene.light.low, 0.3) if not scene.dark else (150, 136, 120)
    canvas.poly(rect(x0, y0, x1, y1), Paint(glow, mix(glow, (190, 170, 130), 0.25), texture=0.05))
    bars = [rect(x0, float(y), x1, float(y) + 0.006) for y in np.linspace(y0, y1, 6)]
    bars += [rect(float(x), y0, float(x) + 0.006, y1) for x in np.linspace(x0, x1, 5)]
    canvas.polys(bars, scene.paint((96, 70, 54), texture=0.1))


def _shaft(canvas: Canvas, scene: Scene, x: float) -> None:
    """Light falling through a window into the room."""
    beam = [(x - 0.13, 0.16), (x + 0.13, 0.16), (x + 0.42, 1.0), (x + 0.02, 1.0)]
    canvas.poly(beam, Paint(scene.light.glow, opacity=0.13, soft=0.03, edge=0, texture=0))


def floor(canvas: Canvas, scene: Scene) -> None:
    """The floor in perspective, boards or tiles running to the vanishing point, light lying on it."""
    room = ROOMS.get(scene.scenery.kind, ROOMS["room"])
    base = _indoor(scene, room.floor)
    reach, foot = scene.reach, scene.sheet.bottom + 0.05
    canvas.poly(rect(-reach, FLOOR, reach, foot),
        Paint(mix(base, (30, 22, 30), 0.25), mix(base, (255, 226, 180), 0.08), texture=0.16, edge=0))
    dark = Paint(mix(base, (30, 20, 26), 0.45), opacity=0.5, edge=0, texture=0.1)
    for x in np.linspace(-reach * 3.4, reach * 3.4, 44):
        near = float(x)
        top = near * 0.30
        canvas.poly([(top - 0.001, FLOOR), (top + 0.001, FLOOR), (near + 0.004, foot), (near - 0.004, foot)], dark)
    if not room.boards:
        canvas.polys([rect(-reach, FLOOR + 0.44 * s**1.7, reach, FLOOR + 0.44 * s**1.7 + 0.002 + 0.004 * s)
            for s in np.linspace(0.15, 1, 6).tolist()], dark)
    if not scene.dark:
        for x in (-0.35, 0.35):
            pool = [(x * scene.half + 0.10, FLOOR + 0.06), (x * scene.half + 0.36, FLOOR + 0.06),
                (x * scene.half + 0.52, FLOOR + 0.2), (x * scene.half + 0.16, FLOOR + 0.2)]
            canvas.poly(pool, Paint(scene.light.glow, opacity=0.28, soft=0.02, edge=0, texture=0.1))


def _wood(scene: Scene, tone: float = 0.0, **options: float) -> Paint:
    colour = mix(_indoor(scene, WOOD), (40, 24, 22), tone)
    return Paint(mix(colour, (255, 220, 170), 0.1), mix(colour, (30, 18, 22), 0.35), texture=0.2, edge=0.14, **options)


def table(canvas: Canvas, scene: Scene) -> None:
    """A table with things on it and a chair."""
    side = float(scene.rng("side").choice([-1.0, 1.0]))
    x, y = side * 0.55 * scene.half, FLOOR + 0.13
    for leg in (-0.2, 0.2):
        canvas.poly(rect(x + leg - 0.012, y - 0.17, x + leg + 0.012, y), _wood(scene, 0.3))
    canvas.poly([(x - 0.26, y - 0.17), (x - 0.22, y - 0.205), (x + 0.22, y - 0.205), (x + 0.26, y - 0.17),
        (x + 0.26, y - 0.152), (x - 0.26, y - 0.152)], _wood(scene))
    canvas.disc((x - 0.08, y - 0.212), 0.028, Paint(_indoor(scene, (220, 214, 206)), texture=0.1, edge=0.2), 0.6)
    canvas.poly(rect(x + 0.07, y - 0.25, x + 0.1, y - 0.195),
        Paint(_indoor(scene, (120, 150, 160)), texture=0.1, edge=0.2))
    chair = x - side * 0.34
    canvas.poly(rect(chair - 0.05, y - 0.28, chair + 0.05, y - 0.12), _wood(scene, 0.15))
    for leg in (-0.045, 0.045):
        canvas.poly(rect(chair + leg - 0.008, y - 0.13, chair + leg + 0.008, y + 0.01), _wood(scene, 0.35))
    if scene.dark or scene.scenery.lamplit:
        candle(canvas, scene, (x + 0.16, y - 0.195))


def candle(canvas: Canvas, scene: Scene, at: Point) -> None:
    """A burning candle."""
    x, y = at
    canvas.poly(rect(x - 0.008, y - 0.06, x + 0.008, y), Paint((244, 234, 206), (214, 190, 150)))
    canvas.poly([(x, y - 0.10), (x + 0.009, y - 0.072), (x, y - 0.06), (x - 0.009, y - 0.072)],
        Paint((255, 244, 190), (255, 190, 90), edge=0))
    scene.lamp(canvas, (x, y - 0.08), 0.5)


def bed(canvas: Canvas, scene: Scene) -> None:
    """A bed along the wall."""
    side = float(scene.rng("side").choice([-1.0, 1.0]))
    x, y = side * 0.55 * scene.half, FLOOR + 0.14
    canvas.poly(rect(x - 0.34, y - 0.16, x + 0.34, y), _wood(scene, 0.1))
    canvas.poly(rect(x + side * 0.31, y - 0.30, x + side * 0.36, y + 0.01), _wood(scene, 0.2))
    blanket = _indoor(scene, (118, 134, 176))
    quilt = [(x - 0.34, y - 0.19), (x - 0.2, y - 0.21), (x + 0.05, y - 0.2), (x + 0.34, y - 0.205),
        (x + 0.34, y - 0.07), (x - 0.34, y - 0.06)]
    canvas.poly(quilt, Paint(mix(blanket, (255, 255, 255), 0.2), blanket, texture=0.2, edge=0.2))
    canvas.disc((x + side * 0.23, y - 0.21), 0.075, Paint(_indoor(scene, (246, 240, 230)), texture=0.08, edge=0.2),
        0.45)


def shelves(canvas: Canvas, scene: Scene) -> None:
    """Bookcases along the wall."""
    rng = scene.rng("shelves")
    full = scene.scenery.kind == "library"
    for place in (-0.86, -0.42, 0.42, 0.86) if full else (-0.82, 0.8):
        x, y, w, h = place * scene.half, FLOOR + 0.03, 0.17, 0.62 if full else 0.46
        canvas.poly(rect(x - w, y - h, x + w, y), _wood(scene, 0.35))
        for shelf in np.arange(0.03, h - 0.08, 0.115):
            base = y - float(shelf)
            canvas.poly(rect(x - w + 0.014, base - 0.098, x + w - 0.014, base), Paint(_indoor(scene, (60, 42, 36))))
            at = x - w + 0.018
            while at < x + w - 0.035:
                thick, high = float(rng.uniform(0.009, 0.02)), float(rng.uniform(0.06, 0.09))
                hue: Colour = ((150, 62, 54), (62, 92, 104), (176, 138, 72), (88, 104, 72), (110, 78, 110),
                    (200, 184, 150))[int(rng.integers(6))]
                canvas.poly(rect(at, base - high, at + thick, base), Paint(_indoor(scene, hue), texture=0.1, edge=0.2))
                at += thick + (0.0015 if rng.random() < 0.85 else 0.02)


def stove(canvas: Canvas, scene: Scene) -> None:
    """A kitchen range with pots, a counter, pans on the wall."""
    y = FLOOR + 0.05
    canvas.poly(rect(-scene.half * 0.9, y - 0.23, scene.half * 0.9, y),
        Paint(_indoor(scene, (200, 184, 156)), _indoor(scene, (140, 120, 100)), texture=0.12))
    canvas.poly(rect(-scene.half * 0.92, y - 0.25, scene.half * 0.92, y - 0.225), _wood(scene))
    canvas.polys([rect(float(x), y - 0.2, float(x) + 0.15, y - 0.03)
        for x in np.arange(-scene.half * 0.85, scene.half * 0.8, 0.18)],
        Paint(_indoor(scene, (170, 150, 122)), texture=0.12, edge=0.25))
    for index, x in enumerate((-0.62, -0.46, 0.4, 0.62)):
        hue: Colour = ((176, 100, 70), (110, 116, 124), (190, 90, 70), (96, 130, 140))[index]
        canvas.poly([(x * scene.half - 0.045, y - 0.31), (x * scene.half + 0.045, y - 0.31),
            (x * scene.half + 0.038, y - 0.25), (x * scene.half - 0.038, y - 0.25)],
            Paint(_indoor(scene, hue), texture=0.1, edge=0.25))
    for x in np.linspace(-0.7, -0.4, 4) * scene.half:
        canvas.disc((float(x), 0.26), 0.035, Paint(_indoor(scene, (168, 112, 76)), texture=0.15, edge=0.3, side=0.2))
    if scene.dark:
        scene.lamp(canvas, (0.45 * scene.half, 0.2), 0.55)


def hearth(canvas: Canvas, scene: Scene) -> None:
    """A fireplace with burning logs."""
    side = -float(scene.rng("side").choice([-1.0, 1.0]))
    x, y = side * 0.55 * scene.half, FLOOR + 0.03
    stone = _indoor(scene, (150, 140, 134))
    canvas.poly(rect(x - 0.2, y - 0.42, x + 0.2, y),
        Paint(stone, mix(stone, (50, 40, 44), 0.4), texture=0.3, edge=0.15))
    canvas.poly(rect(x - 0.23, y - 0.45, x + 0.23, y - 0.41), _wood(scene, 0.2))
    canvas.poly([(x - 0.12, y), (x - 0.12, y - 0.2), (x, y - 0.27), (x + 0.12, y - 0.2), (x + 0.12, y)],
        Paint((50, 26, 24), (20, 12, 14)))
    flame(canvas, scene, (x, y - 0.01), 0.17)


def flame(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A fire of three tongues on its logs."""
    x, y = at
    for dx, high, colour in ((-0.2, 0.8, (255, 140, 50)), (0.18, 0.9, (255, 150, 56)), (0.0, 1.1, (255, 190, 80)),
            (0.0, 0.62, (255, 240, 170))):
        wide = size * 0.2 * (high / 1.1)
        tongue = [(x + dx * size - wide, y), (x + dx * size - wide * 0.9, y - size * 0.3),
            (x + dx * size + wide * 0.2, y - size * high), (x + dx * size + wide * 0.9, y - size * 0.34),
            (x + dx * size + wide, y)]
        canvas.poly(tongue, Paint(colour, mix(colour, (255, 110, 40), 0.3), opacity=0.9, edge=0, soft=0.006))
    canvas.poly([(x - size * 0.4, y), (x + size * 0.4, y - size * 0.08), (x + size * 0.4, y + size * 0.03),
        (x - size * 0.4, y + size * 0.08)], scene.paint((92, 60, 46)))
    scene.lamp(canvas, (x, y - size * 0.35), size * 4.2, (255, 160, 80))


def desks(canvas: Canvas, scene: Scene) -> None:
    """A blackboard without words on the wall, rows of desks."""
    if scene.scenery.kind == "classroom":
        canvas.poly(rect(-0.36, 0.2, 0.36, 0.48), _wood(scene, 0.1))
        canvas.poly(rect(-0.34, 0.22, 0.34, 0.46),
            Paint(_indoor(scene, (58, 92, 78)), _indoor(scene, (46, 76, 66)), texture=0.16))
    for row in range(2):
        for place in (-0.92, -0.58, 0.58, 0.92):
            x, y = place * scene.half * (0.92 + 0.12 * row), FLOOR + 0.07 + 0.10 * row
            canvas.polys([rect(x + leg - 0.006, y - 0.11, x + leg + 0.006, y) for leg in (-0.09, 0.09)],
                Paint(_indoor(scene, (90, 94, 104))))
            canvas.poly([(x - 0.12, y - 0.105), (x - 0.10, y - 0.135), (x + 0.10, y - 0.135), (x + 0.12, y - 0.105),
                (x + 0.12, y - 0.09), (x - 0.12, y - 0.09)], _wood(scene))
            if scene.scenery.kind == "office":
                canvas.poly(rect(x - 0.05, y - 0.21, x + 0.05, y - 0.14),
                    Paint(_indoor(scene, (54, 60, 72)), texture=0.05))
                canvas.poly(rect(x - 0.043, y - 0.203, x + 0.043, y - 0.148),
                    Paint((150, 200, 226), texture=0.05, edge=0))


def spiral(canvas: Canvas, scene: Scene) -> None:
    """Spiral stairs of iron that wind up around a post: behind it dim, before it bright, with a rail on both turns."""
    light, dim = _indoor(scene, (168, 142, 118)), _indoor(scene, (92, 80, 78))
    steps = [_Step(index * 0.36 + 0.5, FLOOR + 0.21 - 0.0285 * index) for index in range(40)]
    for front in (False, True):
        tone = light if front else mix(dim, (24, 22, 30), 0.25)
        if front:
            _post(canvas, scene)
        turn = [step for step in steps if step.front is front]
        for step in turn:
            step.draw(canvas, tone)
        for first, second in zip(turn, turn[1:], strict=False):
            if second.turn - first.turn < 0.4:
                rail = Paint(mix(tone, (255, 236, 200), 0.2), texture=0.05, edge=0)
                canvas.line([first.rail, second.rail], 0.011, rail)
    for side in (-1, 1):
        scene.lamp(canvas, (side * 0.62 * scene.half, 0.3), 0.4)


def _post(canvas: Canvas, scene: Scene) -> None:
    """The post of spiral stairs."""
    iron = _indoor(scene, (112, 104, 104))
    canvas.poly(rect(-0.034, scene.sheet.top, 0.034, FLOOR + 0.23), Paint(iron, texture=0.18, side=0.28, edge=0.2))
    for y in np.arange(scene.sheet.top, FLOOR + 0.2, 0.17):
        canvas.poly(rect(-0.041, float(y), 0.041, float(y) + 0.016), Paint(mix(iron, (20, 18, 24), 0.3), side=0.2))


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of spiral stairs: how far around the post (radians), and its height."""

    turn: float
    y: float

    @property
    def front(self) -> bool:
        """Whether it passes before the post."""
        return float(np.sin(self.turn)) > 0

    @property
    def rail(self) -> tuple[float, float]:
        """Where its baluster meets the rail."""
        x, y = self._rim(0.0)
        return x, y - 0.15

    def draw(self, canvas: Canvas, tone: Colour) -> None:
        """A wedge seen a little from above, its riser below it, and its baluster."""
        near, far = self._rim(-0.17), self._rim(0.19)
        lip = [far, near] if near[0] < far[0] else [near, far]
        riser = [*lip, (lip[1][0], lip[1][1] + 0.016), (lip[0][0], lip[0][1] + 0.016)]
        hub = [(0.03 * float(np.cos(self.turn + side)), self.y) for side in (-0.3, 0.3)]
        canvas.poly([hub[0], near, far, hub[1]], Paint(mix(tone, (255, 240, 214), 0.14), tone, texture=0.14, edge=0.2))
        canvas.poly(riser, Paint(mix(tone, (16, 14, 22), 0.45), texture=0.1, edge=0))
        canvas.line([self._rim(0.0), self.rail], 0.005, Paint(mix(tone, (16, 14, 22), 0.35), edge=0))

    def _rim(self, further: float) -> tuple[float, float]:
        """A point of the outer edge."""
        angle = self.turn + further
        return 0.40 * float(np.cos(angle)), self.y + 0.052 * float(np.sin(angle))


def throne(canvas: Canvas, scene: Scene) -> None:
    """A throne on its steps, banners at both sides."""
    gold, cloth = _indoor(scene, (226, 180, 92)), _indoor(scene, (170, 44, 52))
    y = FLOOR + 0.06
    for step in range(3):
        w = 0.34 - 0.07 * step
        canvas.poly(rect(-w, y - 0.03 * (step + 1), w, y - 0.03 * step),
            Paint(_indoor(scene, MARBLE), mix(_indoor(scene, MARBLE), (70, 50, 50), 0.4)))
    canvas.poly([(-0.10, y - 0.09), (-0.11, y - 0.44), (0, y - 0.54), (0.11, y - 0.44), (0.10, y - 0.09)],
        Paint(gold, mix(gold, (110, 70, 40), 0.5), texture=0.2, edge=0.2))
    canvas.poly([(-0.075, y - 0.2), (-0.08, y - 0.42), (0, y - 0.48), (0.08, y - 0.42), (0.075, y - 0.2)],
        Paint(cloth, mix(cloth, (40, 10, 20), 0.4), texture=0.15))
    canvas.poly(rect(-0.13, y - 0.2, 0.13, y - 0.16), Paint(gold, texture=0.2, edge=0.2))
    for side in (-1, 1):
        x = side * 0.5 * scene.half
        canvas.poly([(x - 0.07, 0.04), (x + 0.07, 0.04), (x + 0.07, 0.42), (x, 0.47), (x - 0.07, 0.42)],
            Paint(cloth, mix(cloth, (40, 10, 20), 0.35), texture=0.18, edge=0.15))
        scene.lamp(canvas, (side * 0.3 * scene.half, 0.42), 0.3)


def pews(canvas: Canvas, scene: Scene) -> None:
    """An altar under a rose window, rows of pews."""
    for index, hue in enumerate(((190, 70, 80), (80, 110, 190), (230, 180, 80), (90, 160, 120), (160, 90, 180),
            (230, 130, 70))):
        a = index * np.pi / 3
        canvas.disc((0.06 * float(np.cos(a)), 0.16 + 0.06 * float(np.sin(a))), 0.04,
            Paint(mix(hue, scene.light.low, 0.3), texture=0.1, edge=0.2))
    canvas.glow((0, 0.16), 0.4, scene.light.glow, 0.35)
    canvas.poly(rect(-0.14, FLOOR - 0.12, 0.14, FLOOR + 0.02),
        Paint(_indoor(scene, MARBLE), _indoor(scene, (150, 136, 130))))
    for row in range(3):
        for side in (-1, 1):
            x, y, w = side * (0.36 + 0.12 * row) * max(scene.half, 0.6), FLOOR + 0.06 + 0.08 * row, 0.2 + 0.06 * row
            canvas.poly(rect(x - w, y - 0.1 - 0.02 * row, x + w, y), _wood(scene, 0.1))
    candle(canvas, scene, (-0.1, FLOOR - 0.12))
    candle(canvas, scene, (0.1, FLOOR - 0.12))


def bars(canvas: Canvas, scene: Scene) -> None:
    """Iron bars, a bench, a torch."""
    canvas.poly(rect(0.2 * scene.half, FLOOR - 0.04, 0.8 * scene.half, FLOOR + 0.02), _wood(scene, 0.3))
    scene.lamp(canvas, (-0.55 * scene.half, 0.26), 0.55, (255, 160, 80))
    iron = [rect(float(x), scene.sheet.top, float(x) + 0.016, 1.2) for x in np.arange(0.5, 1.3, 0.11) * scene.half]
    canvas.polys(iron, Paint((48, 46, 52), (30, 28, 36), texture=0.2, edge=0.2))


def curtains(canvas: Canvas, scene: Scene) -> None:
    """Red curtains at both sides, a pool of light on the boards."""
    rng = scene.rng("curtains")
    red = (168, 36, 46)
    for side in (-1, 1):
        for fold in range(7):
            x = side * (scene.half * 0.62 + 0.10 * fold)
            canvas.poly([(x - 0.06, -0.2), (x + 0.07, -0.2), (x + 0.06 + 0.02 * float(rng.random()), 0.82),
                (x - 0.05, 0.82)], scene.paint(mix(red, (60, 8, 20), 0.3 * (fold % 2)), mix(red, (40, 4, 16), 0.5),
                texture=0.12, edge=0.2))
    canvas.poly([(-0.12, -0.2), (0.12, -0.2), (0.5, 0.86), (-0.5, 0.86)],
        Paint((255, 240, 206), opacity=0.16, soft=0.06, edge=0, texture=0))


def seats(canvas: Canvas, scene: Scene) -> None:
    """The seats of a carriage, luggage racks above."""
    for side in (-1, 1):
        for row in range(2):
            x, y = side * (0.62 + 0.34 * row) * scene.half, FLOOR + 0.1 + 0.05 * row
            cloth = _indoor(scene, (60, 96, 92))
            canvas.poly([(x - 0.12, y - 0.28), (x + 0.12, y - 0.28), (x + 0.13, y), (x - 0.13, y)],
                Paint(mix(cloth, (255, 255, 255), 0.12), mix(cloth, (16, 26, 30), 0.4), texture=0.15, edge=0.2))
    canvas.polys([rect(-scene.half, 0.08, scene.half, 0.095), rect(-scene.half, 0.12, scene.half, 0.125)],
        Paint(_indoor(scene, (190, 160, 96)), texture=0.1))


def counter(canvas: Canvas, scene: Scene) -> None:
    """A bar with bottles on shelves and hanging lamps."""
    rng = scene.rng("bottles")
    for shelf in (0.36, 0.48):
        canvas.poly(rect(-0.5 * scene.half, shelf, 0.5 * scene.half, shelf + 0.012), _wood(scene, 0.2))
        for x in np.arange(-0.48, 0.48, 0.035) * scene.half:
            hue: Colour = ((110, 150, 110), (190, 130, 70), (160, 70, 60), (120, 150, 170))[int(rng.integers(4))]
            high = float(rng.uniform(0.05, 0.085))
            canvas.poly(rect(float(x), shelf - high, float(x) + 0.018, shelf),
                Paint(_indoor(scene, hue), texture=0.1, edge=0.25))
    canvas.poly(rect(-0.62 * scene.half, FLOOR - 0.13, 0.62 * scene.half, FLOOR + 0.07), _wood(scene, 0.15))
    canvas.poly(rect(-0.65 * scene.half, FLOOR - 0.16, 0.65 * scene.half, FLOOR - 0.13), _wood(scene))
    for x in (-0.4, 0.0, 0.4):
        canvas.line([(x * scene.half, scene.sheet.top), (x * scene.half, 0.16)], 0.004, Paint((40, 32, 34), edge=0))
        canvas.poly([(x * scene.half - 0.03, 0.2), (x * scene.half - 0.012, 0.16), (x * scene.half + 0.012, 0.16),
            (x * scene.half + 0.03, 0.2)], Paint((190, 120, 70)))
        scene.lamp(canvas, (x * scene.half, 0.205), 0.34)


def hanging_lamp(canvas: Canvas, scene: Scene) -> None:
    """A lamp hanging from the ceiling."""
    if scene.dark or scene.scenery.lamplit:
        canvas.line([(0.1, scene.sheet.top), (0.1, 0.13)], 0.004, Paint((40, 32, 34), edge=0))
        canvas.poly([(0.05, 0.18), (0.085, 0.13), (0.115, 0.13), (0.15, 0.18)], Paint((232, 196, 140), (250, 224, 170)))
        scene.lamp(canvas, (0.1, 0.185), 0.6)
