"""A scene comes in; its houses, towers, temples and streets go out."""

from __future__ import annotations

import numpy as np

from renderer.backends.animatic.brush import Canvas, Colour, Paint, Point
from renderer.backends.animatic.light import Scene, mix

WALLS: tuple[Colour, ...] = ((232, 214, 184), (214, 184, 150), (198, 196, 188), (222, 196, 166), (186, 170, 156))
ROOFS: tuple[Colour, ...] = ((176, 88, 66), (128, 74, 64), (88, 92, 112), (150, 112, 72))
MARBLE: Colour = (232, 222, 202)
HEIGHT = 0.235
"""Of a lighthouse, frame heights."""


def rect(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    """The corners of an upright rectangle."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def house(canvas: Canvas, scene: Scene, at: Point, width: float, name: str) -> None:
    """A cottage: wall, pitched roof, door, windows lit at night, a chimney."""
    rng = scene.rng(name)
    x, y = at
    high, roof = width * float(rng.uniform(0.55, 0.85)), width * float(rng.uniform(0.4, 0.6))
    wall, tile = WALLS[int(rng.integers(len(WALLS)))], ROOFS[int(rng.integers(len(ROOFS)))]
    left, right = x - width / 2, x + width / 2
    canvas.poly(rect(left + width * 0.68, y - high - roof * 0.95, left + width * 0.8, y - high),
        scene.paint(mix(wall, (90, 70, 70), 0.4)))
    canvas.poly(rect(left, y - high, right, y),
        scene.paint(wall, mix(wall, (110, 96, 90), 0.3), texture=0.12, edge=0.14, side=0.10))
    eaves = [(left - width * 0.1, y - high + roof * 0.06), (x - width * 0.26, y - high - roof),
        (x + width * 0.26, y - high - roof), (right + width * 0.1, y - high + roof * 0.06)]
    canvas.poly(eaves, scene.paint(tile, mix(tile, (60, 40, 44), 0.25), texture=0.2, edge=0.12, side=0.08))
    canvas.poly(rect(x - width * 0.07, y - high * 0.55, x + width * 0.09, y), scene.paint((112, 78, 58), (84, 56, 48)))
    for spot in (-0.3, 0.3):
        pane = rect(x + (spot - 0.09) * width, y - high * 0.7, x + (spot + 0.09) * width, y - high * 0.32)
        canvas.poly(pane, scene.window())
        canvas.line([(x + spot * width, y - high * 0.7), (x + spot * width, y - high * 0.32)], 0.012 * width,
            scene.paint((110, 84, 66)))
        if scene.dark:
            canvas.glow((x + spot * width, y - high * 0.5), width * 0.45, (255, 190, 96), 0.4 * scene.light.lamps)
    if scene.scenery.weather == "snow":
        canvas.poly([eaves[0], eaves[1], eaves[2], eaves[3], (x, y - high - roof * 0.35)],
            scene.paint((244, 247, 255), texture=0.04, opacity=0.92))


def houses(canvas: Canvas, scene: Scene) -> None:
    """A village on both sides of the stage, smaller towards the middle."""
    rng = scene.rng("houses")
    for index, place in enumerate((-0.22, 0.2, -0.42, 0.42, -0.74, 0.76, 1.2, -1.18)):
        x = (place + float(rng.normal(0, 0.03))) * scene.half
        near = abs(place)
        y = scene.horizon + 0.12 + 0.09 * near
        house(canvas, scene.at(scene.depth * (0.45 + 0.55 * near)), (x, y), 0.13 + 0.24 * near, f"house{index}")


def skyline(canvas: Canvas, scene: Scene) -> None:
    """Far towers of a modern city in three hazy rows, windows lit in the dark."""
    rng = scene.rng("skyline")
    for row in range(3):
        depth = 0.05 + 0.2 * row
        x = -scene.reach
        while x < scene.reach:
            width = float(rng.uniform(0.05, 0.13))
            high = float(rng.uniform(0.12, 0.42 - 0.06 * row)) * (1.25 if scene.scenery.kind == "neon" else 1)
            _tower(canvas, scene.at(depth), rect(x, scene.horizon + 0.08 - high, x + width, scene.horizon + 0.2),
                f"tower{row}{x:.2f}")
            x += width + float(rng.uniform(0.0, 0.03))


def _tower(canvas: Canvas, scene: Scene, box: list[Point], name: str) -> None:
    """A block of flats with its rows of windows."""
    rng = scene.rng(name)
    (x0, y0), (x1, y1) = box[0], box[2]
    body: Colour = (112, 118, 136) if scene.scenery.kind != "neon" else (54, 52, 84)
    canvas.poly(box, scene.paint(mix(body, (160, 150, 150), float(rng.random()) * 0.5), mix(body, (60, 64, 80), 0.4),
        texture=0.08, side=0.06))
    step = 0.016
    panes = [
        rect(float(x), float(y), float(x) + 0.007, float(y) + 0.008)
        for y in np.arange(y0 + 0.012, min(y1, scene.horizon + 0.1), step * 1.15)
        for x in np.arange(x0 + 0.008, x1 - 0.01, step)
        if rng.random() < (0.45 if scene.dark else 0.75)
    ]
    lit = ((255, 214, 130), (150, 230, 255), (255, 130, 210)) if scene.scenery.kind == "neon" else ((255, 216, 140),
        (255, 236, 190), (190, 220, 255))
    paint = Paint(lit[int(rng.integers(3))], texture=0.1, edge=0,
        opacity=0.85) if scene.dark else scene.paint((150, 172, 190), opacity=0.5, edge=0)
    canvas.polys(panes, paint)


def street(canvas: Canvas, scene: Scene) -> None:
    """Fronts of a street in perspective on both sides, running to a point on the horizon."""
    for side in (-1.0, 1.0):
        rng = scene.rng(f"street{side}")
        near = 1.32
        for index in range(5):
            far = near * float(rng.uniform(0.62, 0.74))
            high = float(rng.uniform(0.62, 0.95))
            _front(canvas, scene, (side, near, far, high), f"front{side}{index}")
            near = far
    if scene.dark:
        canvas.glow((0, scene.horizon - 0.02), 0.4, (255, 180, 120), 0.25 * scene.light.lamps)


def _front(canvas: Canvas, scene: Scene, span: tuple[float, float, float, float], name: str) -> None:
    """One house front seen along the street: its edges converge on the vanishing point."""
    side, near, far, high = span
    rng = scene.rng(name)
    neon = scene.scenery.kind in ("neon", "alley")
    wall = mix(WALLS[int(rng.integers(len(WALLS)))], (70, 72, 100), 0.6 if neon else 0.12)

    def spot(depth: float, height: float) -> Point:
        return side * depth * scene.half * 0.98, scene.horizon + 0.03 + depth * (0.26 - height)

    depth = scene.at(0.25 + 0.6 * near / 1.32)
    canvas.poly([spot(near, 0), spot(near, high), spot(far, high), spot(far, 0)],
        depth.paint(wall, mix(wall, (50, 44, 56), 0.3), texture=0.16, edge=0.08))
    for level in np.arange(0.16, high - 0.06, 0.15):
        for share in (0.2, 0.5, 0.8):
            a = near + (far - near) * (share - 0.09)
            b = near + (far - near) * (share + 0.09)
            low, top = float(level), float(level) + 0.085
            lit = scene.dark and rng.random() < 0.55
            paint = Paint((255, 208, 124), (236, 150, 80), texture=0.08) if lit else depth.paint((84, 98, 118),
                (58, 66, 84))
            canvas.poly([spot(a, low), spot(a, top), spot(b, top), spot(b, low)], paint)
    awning: Colour = ((196, 84, 70), (82, 128, 122), (220, 168, 84))[int(rng.integers(3))]
    a, b = near + (far - near) * 0.1, near + (far - near) * 0.9
    inner = 0.05
    shade = [spot(a, 0.145), spot(b, 0.145), (spot(b, 0.115)[0] - side * inner * b, spot(b, 0.115)[1]),
        (spot(a, 0.115)[0] - side * inner * a, spot(a, 0.115)[1])]
    canvas.poly(shade, depth.paint(awning, mix(awning, (40, 30, 40), 0.3)))
    if neon or "neon" in scene.scenery.details:
        _sign(canvas, scene, spot((near + far) / 2, 0.3), (near + far) / 2, rng)


def _sign(canvas: Canvas, scene: Scene, at: Point, size: float, rng: np.random.Generator) -> None:
    """A glowing sign without letters: bars and a ring."""
    colour: Colour = ((255, 70, 170), (70, 220, 255), (255, 170, 60), (120, 255, 170))[int(rng.integers(4))]
    x, y, w, h = at[0], at[1], 0.045 * size, 0.13 * size
    canvas.glow((x, y), 0.26 * size, colour, 0.55)
    canvas.poly(rect(x - w, y - h, x + w, y + h), Paint(mix(colour, (10, 8, 30), 0.75), texture=0.05))
    bright = Paint(mix(colour, (255, 255, 255), 0.35), texture=0.02, edge=0)
    canvas.disc((x, y - h * 0.55), w * 0.6, bright)
    for step in (0.05, 0.4, 0.7):
        canvas.poly(rect(x - w * 0.6, y + h * step, x + w * 0.6, y + h * (step + 0.16)), bright)


def lighthouse(canvas: Canvas, scene: Scene) -> None:
    """A white tower with its lantern room and gallery; at night its beams."""
    side = float(scene.rng("side").choice([-1.0, 1.0]))
    x, foot = side * 0.52 * max(scene.half, 0.5), scene.horizon - 0.085
    top, wide, slim = foot - HEIGHT, 0.046, 0.030
    tower = [(x - wide, foot + 0.02), (x - slim, top), (x + slim, top), (x + wide, foot + 0.02)]
    canvas.poly(tower, scene.paint((244, 240, 230), (206, 198, 192), texture=0.12, edge=0.14, side=0.2))
    for band in (0.2, 0.62):
        y0, y1 = foot - HEIGHT * band, foot - HEIGHT * (band + 0.16)
        w0, w1 = wide - (wide - slim) * band, wide - (wide - slim) * (band + 0.16)
        canvas.poly([(x - w0, y0), (x - w1, y1), (x + w1, y1), (x + w0, y0)],
            scene.paint((190, 70, 62), texture=0.1, side=0.2))
    canvas.poly(rect(x - slim * 1.35, top - 0.012, x + slim * 1.35, top + 0.004), scene.paint((70, 70, 84)))
    canvas.poly(rect(x - slim * 0.7, top - 0.06, x + slim * 0.7, top - 0.012),
        Paint((255, 236, 170), (255, 200, 110), texture=0.04) if scene.dark else scene.window())
    canvas.poly([(x - slim, top - 0.058), (x, top - 0.105), (x + slim, top - 0.058)],
        scene.paint((150, 60, 56), (104, 44, 50)))
    canvas.poly(rect(x - 0.012, foot - 0.06, x + 0.012, foot + 0.02), scene.paint((96, 70, 60)))
    house(canvas, scene, (x + side * 0.13, foot + 0.035), 0.13, "keeper")
    if scene.dark:
        _beams(canvas, (x, top - 0.036), side)
        scene.lamp(canvas, (x, top - 0.036), 0.26, (255, 214, 130))


def _beams(canvas: Canvas, lamp: Point, side: float) -> None:
    """Two cones of light from a lighthouse, each with a brighter core."""
    x, y = lamp
    for reach, spread, rise in ((-2.4, 0.2, -0.07), (1.2, 0.12, -0.04)):
        for share, soft in ((1.0, 0.035), (0.45, 0.02)):
            end = x + side * reach
            cone = [(x, y - 0.005), (end, y + rise - spread * share), (end, y + rise + spread * share), (x, y + 0.005)]
            canvas.poly(cone, Paint((255, 240, 196), opacity=0.28, soft=soft, edge=0, texture=0))


def castle(canvas: Canvas, scene: Scene) -> None:
    """A castle: walls with battlements, towers of several heights with pointed roofs and flags."""
    rng = scene.rng("castle")
    x, foot = float(rng.uniform(-0.3, 0.3)) * scene.half, scene.horizon + 0.12
    stone: Colour = (186, 178, 170)
    for dx, width, high in ((-0.2, 0.1, 0.36), (0.17, 0.12, 0.42), (-0.03, 0.14, 0.56), (0.34, 0.09, 0.26),
            (-0.38, 0.09, 0.28)):
        box = rect(x + dx - width / 2, foot - high, x + dx + width / 2, foot)
        canvas.poly(box, scene.paint(stone, mix(stone, (90, 84, 96), 0.4), texture=0.2, edge=0.14, side=0.16))
        peak = [(x + dx - width * 0.66, foot - high), (x + dx, foot - high - width * 1.35),
            (x + dx + width * 0.66, foot - high)]
        canvas.poly(peak, scene.paint((92, 100, 132), (64, 66, 96), texture=0.15, side=0.12))
        canvas.line([(x + dx, foot - high - width * 1.3), (x + dx, foot - high - width * 1.75)], 0.003,
            scene.paint((70, 60, 60)))
        canvas.poly([(x + dx, foot - high - width * 1.75), (x + dx + 0.05, foot - high - width * 1.62),
            (x + dx, foot - high - width * 1.5)], scene.paint((200, 66, 60)))
        for level in np.arange(0.06, high - 0.06, 0.11):
            canvas.poly(rect(x + dx - 0.008, foot - high + float(level), x + dx + 0.008,
                foot - high + float(level) + 0.035), scene.window())
    _battlements(canvas, scene, (x - 0.55, foot - 0.15, x + 0.55, foot + 0.06), stone)
    gate = [(x - 0.05, foot + 0.06), (x - 0.05, foot - 0.05), (x, foot - 0.09), (x + 0.05, foot - 0.05),
        (x + 0.05, foot + 0.06)]
    canvas.poly(gate, scene.paint((74, 56, 50), (48, 38, 40), edge=0.2))


def _battlements(canvas: Canvas, scene: Scene, box: tuple[float, float, float, float], stone: Colour) -> None:
    x0, y0, x1, y1 = box
    merlons = [rect(float(x), y0 - 0.022, float(x) + 0.02, y0 + 0.01) for x in np.arange(x0, x1, 0.036)]
    canvas.polys([rect(x0, y0, x1, y1), *merlons],
        scene.paint(mix(stone, (255, 245, 230), 0.1), mix(stone, (84, 78, 84), 0.35), texture=0.22, edge=0.1))


def temple(canvas: Canvas, scene: Scene) -> None:
    """A Greek temple on its steps."""
    rng = scene.rng("temple")
    x, foot, width = float(rng.uniform(-0.35, 0.35)) * scene.half, scene.horizon + 0.11, 0.78
    for step in range(3):
        grow = 0.03 * (2 - step)
        canvas.poly(rect(x - width / 2 - grow, foot - 0.018 * (step + 1), x + width / 2 + grow, foot - 0.018 * step),
            scene.paint(MARBLE, mix(MARBLE, (130, 116, 110), 0.4), edge=0.05))
    canvas.poly(rect(x - width * 0.46, foot - 0.29, x + width * 0.46, foot - 0.054),
        scene.paint((132, 116, 106), (92, 80, 80), texture=0.15))
    for share in np.linspace(-0.46, 0.46, 7):
        column(canvas, scene, (x + float(share) * width, foot - 0.054), 0.235, 0.042)
    canvas.poly(rect(x - width / 2, foot - 0.325, x + width / 2, foot - 0.285),
        scene.paint(MARBLE, mix(MARBLE, (140, 124, 112), 0.3)))
    gable = [(x - width * 0.53, foot - 0.322), (x, foot - 0.44), (x + width * 0.53, foot - 0.322)]
    canvas.poly(gable, scene.paint(mix(MARBLE, (255, 255, 250), 0.4), MARBLE, edge=0.16))
    canvas.poly([(x - width * 0.38, foot - 0.333), (x, foot - 0.415), (x + width * 0.38, foot - 0.333)],
        scene.paint((196, 172, 146), (168, 140, 122)))


def column(canvas: Canvas, scene: Scene, at: Point, height: float, width: float) -> None:
    """A fluted column with base and capital, lit from the left."""
    x, y = at
    shaft = [(x - width * 0.4, y), (x - width * 0.33, y - height), (x + width * 0.33, y - height), (x + width * 0.4, y)]
    canvas.poly(shaft, scene.paint(MARBLE, mix(MARBLE, (160, 140, 126), 0.25), texture=0.1, edge=0.1, side=0.22))
    for share in (-0.18, 0.02, 0.2):
        canvas.line([(x + share * width, y - height), (x + share * width * 1.15, y)], width * 0.045,
            scene.paint((120, 104, 98), opacity=0.4, edge=0))
    for top in (y, y - height):
        canvas.poly(rect(x - width * 0.55, top - width * 0.2, x + width * 0.55, top),
            scene.paint(mix(MARBLE, (255, 255, 255), 0.2), MARBLE, side=0.15))


def columns(canvas: Canvas, scene: Scene) -> None:
    """Great columns at both sides of the stage, some broken."""
    rng = scene.rng("columns")
    for place in (-0.95, -0.6, 0.62, 0.97):
        high = 0.66 if rng.random() < 0.7 else float(rng.uniform(0.2, 0.4))
        column(canvas, scene, (place * scene.half, scene.horizon + 0.17 + 0.05 * abs(place)), high, 0.09)


def torii(canvas: Canvas, scene: Scene) -> None:
    """A red gate of a shrine, stairs and stone lanterns before it."""
    x, foot = 0.0, scene.horizon + 0.16
    red: Colour = (206, 66, 44)
    for step in range(5):
        canvas.poly(rect(x - 0.2 - 0.018 * step, foot - 0.10 + 0.03 * step, x + 0.2 + 0.018 * step,
            foot - 0.07 + 0.03 * step), scene.paint((176, 174, 168), (126, 124, 124)))
    for side in (-1, 1):
        post = [(x + side * 0.19, foot), (x + side * 0.165, foot - 0.42), (x + side * 0.195, foot - 0.42),
            (x + side * 0.228, foot)]
        canvas.poly(post, scene.paint(red, mix(red, (80, 24, 30), 0.4), texture=0.14, side=0.15))
    canvas.poly(rect(x - 0.25, foot - 0.345, x + 0.25, foot - 0.315), scene.paint(red, mix(red, (80, 24, 30), 0.4)))
    beam = [(x - 0.33, foot - 0.465), (x - 0.16, foot - 0.44), (x + 0.16, foot - 0.44), (x + 0.33, foot - 0.465),
        (x + 0.31, foot - 0.41), (x, foot - 0.40), (x - 0.31, foot - 0.41)]
    canvas.poly(beam, scene.paint(red, mix(red, (80, 24, 30), 0.3), texture=0.14))
    cap = [(x - 0.35, foot - 0.49), (x - 0.16, foot - 0.458), (x + 0.16, foot - 0.458), (x + 0.35, foot - 0.49),
        (x + 0.335, foot - 0.465), (x, foot - 0.437), (x - 0.335, foot - 0.465)]
    canvas.poly(cap, scene.paint((56, 48, 56)))
    for side in (-1, 1):
        stone_lantern(canvas, scene, (x + side * 0.36, foot + 0.03))


def stone_lantern(canvas: Canvas, scene: Scene, at: Point) -> None:
    """A stone lantern, lit in the dark."""
    x, y = at
    grey: Colour = (150, 150, 146)
    canvas.poly(rect(x - 0.012, y - 0.1, x + 0.012, y), scene.paint(grey, mix(grey, (70, 70, 76), 0.4)))
    canvas.poly(rect(x - 0.03, y - 0.15, x + 0.03, y - 0.1), scene.paint(grey, mix(grey, (70, 70, 76), 0.3), edge=0.2))
    canvas.poly(rect(x - 0.014, y - 0.142, x + 0.014, y - 0.11), scene.window())
    canvas.poly([(x - 0.045, y - 0.148), (x, y - 0.185), (x + 0.045, y - 0.148)],
        scene.paint(grey, mix(grey, (60, 60, 66), 0.4)))
    if scene.dark:
        scene.lamp(canvas, (x, y - 0.125), 0.15)


def pagoda(canvas: Canvas, scene: Scene) -> None:
    """A pagoda of five roofs among the trees."""
    rng = scene.rng("pagoda")
    x, y = float(rng.choice([-1, 1])) * 0.55 * scene.half, scene.horizon + 0.13
    for tier in range(5):
        wide, top = 0.10 - 0.013 * tier, y - 0.085 * (tier + 1)
        canvas.poly(rect(x - wide * 0.7, top, x + wide * 0.7, top + 0.085),
            scene.paint((176, 92, 70), (120, 62, 56), texture=0.12, side=0.1))
        canvas.poly(rect(x - wide * 0.2, top + 0.03, x + wide * 0.2, top + 0.07), scene.window())
        roof = [(x - wide * 1.5, top + 0.012), (x - wide * 0.8, top - 0.012), (x - wide * 0.5, top - 0.03),
            (x + wide * 0.5, top - 0.03), (x + wide * 0.8, top - 0.012),
                (x + wide * 1.5, top + 0.012), (x + wide, top + 0.022), (x - wide, top + 0.022)]  # fmt: skip
        canvas.poly(roof, scene.paint((84, 92, 104), (54, 58, 74), texture=0.15))
    canvas.line([(x, y - 0.44), (x, y - 0.53)], 0.006, scene.paint((150, 120, 70)))


def bridge(canvas: Canvas, scene: Scene) -> None:
    """An arched stone bridge over the water, from bank to bank, with its joints and its parapet."""
    reach, crown, foot = scene.reach, scene.horizon - 0.085, scene.horizon + 0.13
    stone: Colour = (182, 168, 152)
    xs = np.linspace(-reach, reach, 40)
    deck = [(float(x), crown + 0.10 * (float(x) / scene.half) ** 2) for x in xs]
    canvas.poly([*deck, (reach, foot), (-reach, foot)],
        scene.paint(stone, mix(stone, (80, 76, 84), 0.45), texture=0.24, edge=0.14))
    turn = np.linspace(np.pi, 2 * np.pi, 24)
    for centre, span, rise in ((-0.74, 0.17, 0.10), (-0.31, 0.22, 0.15), (0.18, 0.24, 0.165), (0.66, 0.19, 0.115)):
        x = centre * scene.half
        for width, paint in (
            (span + 0.022, scene.paint(mix(stone, (255, 250, 240), 0.25), stone, texture=0.2, edge=0.15)),
            (span, Paint(mix(scene.light.low, scene.light.middle, 0.4),
                mix(scene.lit((54, 96, 120)), scene.light.low, 0.35), texture=0.06, edge=0.12)),
        ):  # fmt: skip
            high = rise + width - span
            arch = [(x + width * float(np.cos(a)), foot + high * float(np.sin(a))) for a in turn]
            canvas.poly(arch, paint)
    canvas.poly([(-reach, foot), (reach, foot), (reach, foot + 0.03), (-reach, foot + 0.03)],
        Paint(mix(scene.lit((30, 60, 84)), scene.light.low, 0.2), opacity=0.55, soft=0.02, edge=0, texture=0.05))
    parapet = [(x, y - 0.035) for x, y in deck]
    canvas.poly([*parapet, *reversed(deck)], scene.paint(mix(stone, (255, 250, 240), 0.2), stone, edge=0.2))
    joints = scene.paint(mix(stone, (70, 64, 66), 0.5), texture=0.05, edge=0)
    for x, y in deck[1::2]:
        canvas.line([(x, y - 0.034), (x, y)], 0.003, joints)
    canvas.line(deck, 0.006, joints)


def stalls(canvas: Canvas, scene: Scene) -> None:
    """Market stalls with striped awnings and heaps of fruit."""
    rng = scene.rng("stalls")
    for index, place in enumerate((-1.05, -0.55, 0.5, 1.0)):
        x, y, w = place * scene.half, scene.horizon + 0.2 + 0.04 * abs(place), 0.34
        hue: Colour = ((206, 84, 66), (72, 130, 132), (226, 170, 76), (116, 92, 150))[index]
        for side in (-1, 1):
            canvas.line([(x + side * w * 0.46, y), (x + side * w * 0.46, y - 0.36)], 0.01, scene.paint((110, 80, 60)))
        for strip in range(6):
            a, b = x - w / 2 + w * strip / 6, x - w / 2 + w * (strip + 1) / 6
            cloth = hue if strip % 2 else (240, 230, 210)
            canvas.poly([(a * 0.94 + x * 0.06, y - 0.40), (b * 0.94 + x * 0.06, y - 0.40), (b, y - 0.30),
                ((a + b) / 2, y - 0.275), (a, y - 0.30)], scene.paint(cloth, mix(cloth, (70, 50, 60), 0.2)))
        canvas.poly(rect(x - w / 2, y - 0.13, x + w / 2, y),
            scene.paint((142, 104, 74), (96, 70, 56), texture=0.2, edge=0.15))
        fruit: tuple[Colour, ...] = ((226, 130, 60), (200, 60, 56), (140, 170, 70), (236, 196, 90))
        for _ in range(22):
            spot = (x + float(rng.uniform(-0.45, 0.45)) * w, y - 0.135 - abs(float(rng.normal(0, 0.012))))
            canvas.disc(spot, 0.014, scene.paint(fruit[int(rng.integers(4))], texture=0.1, edge=0.25))
        if scene.dark:
            scene.lamp(canvas, (x, y - 0.26), 0.2)


def graves(canvas: Canvas, scene: Scene) -> None:
    """Leaning stones and crosses, a bare tree."""
    rng = scene.rng("graves")
    for index in range(14):
        near = index / 13
        x, y = float(rng.choice([-1, 1]) * rng.uniform(0.15 + 0.2 * near,
            1.1)) * scene.half, scene.horizon + 0.13 + 0.14 * near
        size, lean = 0.045 + 0.07 * near, float(rng.normal(0, 0.012))
        stone = [(x - size * 0.4, y), (x - size * 0.4 + lean, y - size * 0.9),
            (x - size * 0.2 + lean, y - size * 1.2), (x + size * 0.2 + lean, y - size * 1.2),
            (x + size * 0.4 + lean, y - size * 0.9), (x + size * 0.4, y)]
        canvas.poly(stone, scene.at(0.4 + 0.5 * near).paint((150, 152, 156), (92, 94, 104), texture=0.25, edge=0.2))
    _bare_tree(canvas, scene, (float(rng.choice([-1, 1])) * 0.72 * scene.half, scene.horizon + 0.2), 0.16, (0.0, 6))


def _bare_tree(canvas: Canvas, scene: Scene, at: Point, length: float, bend_left: tuple[float, int]) -> None:
    """A leafless tree, branching by itself."""
    lean, left = bend_left
    tip = (at[0] + length * float(np.sin(lean)), at[1] - length * float(np.cos(lean)))
    canvas.line([at, tip], 0.004 + 0.005 * left, scene.paint((66, 58, 62), edge=0))
    if left > 1:
        for turn in (-0.42, 0.34):
            _bare_tree(canvas, scene, tip, length * 0.76, (lean + turn + 0.13 * (left % 3 - 1), left - 1))


def fence(canvas: Canvas, scene: Scene) -> None:
    """A wooden fence along the field."""
    y = scene.horizon + 0.17
    posts = [rect(float(x), y - 0.08, float(x) + 0.014, y + 0.01) for x in np.arange(-scene.reach, scene.reach, 0.11)]
    rails = [rect(-scene.reach, y - h, scene.reach, y - h + 0.011) for h in (0.066, 0.034)]
    canvas.polys(posts + rails, scene.paint((150, 120, 92), (104, 82, 66), texture=0.2, edge=0.15))


def railing(canvas: Canvas, scene: Scene) -> None:
    """The railing of a roof or a bridge, before the drop."""
    y = scene.horizon + 0.2
    bars = [rect(float(x), y - 0.14, float(x) + 0.006, y) for x in np.arange(-scene.reach, scene.reach, 0.04)]
    rails = [rect(-scene.reach, y - 0.15, scene.reach, y - 0.136), rect(-scene.reach, y - 0.02, scene.reach, y - 0.012)]
    canvas.polys(bars + rails, scene.paint((104, 108, 118), (70, 72, 84), texture=0.1))


def lamps(canvas: Canvas, scene: Scene) -> None:
    """Street lamps at both sides."""
    for place in (-0.8, 0.82):
        x, y = place * scene.half, scene.horizon + 0.22
        canvas.line([(x, y), (x, y - 0.42)], 0.011, scene.paint((64, 62, 72)))
        canvas.poly([(x - 0.022, y - 0.42), (x - 0.028, y - 0.49), (x + 0.028, y - 0.49), (x + 0.022, y - 0.42)],
            Paint((255, 232, 170), texture=0.03) if scene.dark else scene.window())
        canvas.poly([(x - 0.036, y - 0.488), (x, y - 0.52), (x + 0.036, y - 0.488)], scene.paint((56, 54, 64)))
        if scene.dark:
            scene.lamp(canvas, (x, y - 0.455), 0.34)
