"""A scene comes in; its ground, hills, rocks and waters go out."""

from __future__ import annotations

import numpy as np

from renderer.backends.animatic.brush import Canvas, Colour, Paint, Point, rounded
from renderer.backends.animatic.light import Glint, Scene, mix

GRASS: Colour = (112, 142, 78)
EARTH: Colour = (150, 122, 90)
SAND: Colour = (226, 204, 160)
STONE: Colour = (128, 126, 130)
SNOW: Colour = (240, 244, 252)
WATER: Colour = (54, 110, 140)


def ridge(scene: Scene, name: str, base: float, height: float, rough: float = 0.5) -> list[Point]:
    """The outline of a range of hills across the layer: midpoint noise of roughness ``rough``, closed below."""
    rng = scene.rng(name)
    count = 220
    xs = np.linspace(-scene.reach, scene.reach, count)
    profile = np.zeros(count)
    for octave in range(6):
        knots = rng.uniform(-1, 1, 4 * 2**octave + 2)
        profile += np.interp(xs, np.linspace(-scene.reach, scene.reach, len(knots)), knots) * rough**octave
    profile = (profile - profile.min()) / max(float(np.ptp(profile)), 1e-6)
    ys = base - height * profile
    floor = scene.sheet.bottom + 0.1
    return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)] + [(scene.reach, floor), (-scene.reach, floor)]


def smooth_ridge(scene: Scene, name: str, base: float, height: float) -> list[Point]:
    """The outline of rolling ground: three sines of the place's own phases, closed below."""
    rng = scene.rng(name)
    xs = np.linspace(-scene.reach, scene.reach, 90)
    phases = rng.uniform(0, 2 * np.pi, 3)
    swell = zip((1.0, 0.5, 0.2), (1.6, 3.7, 9.0), phases, strict=True)
    waves = sum(share * np.sin(xs * rate + phase) for share, rate, phase in swell) / 3.4 + 0.5
    floor = scene.sheet.bottom + 0.1
    points = [(float(x), float(base - height * w)) for x, w in zip(xs, waves, strict=True)]
    return [*points, (scene.reach, floor), (-scene.reach, floor)]


def far_hills(canvas: Canvas, scene: Scene) -> None:
    """Three ranges of low hills, each nearer and darker."""
    for step, depth in enumerate((0.05, 0.2, 0.35)):
        outline = smooth_ridge(scene, f"hills{step}", scene.horizon + 0.03 + 0.012 * step, 0.13 - 0.02 * step)
        green = mix((104, 128, 96), GRASS, step / 3)
        canvas.poly(outline, Paint(scene.lit(green, depth), scene.lit(green, depth - 0.1), texture=0.06, edge=0.05))


def mountains(canvas: Canvas, scene: Scene) -> None:
    """Two ranges of peaks; snow on the higher one, its sunny and its shadow faces."""
    snowy = scene.scenery.weather == "snow" or scene.scenery.kind in ("mountain", "snowfield")
    outline = ridge(scene, "peaks", scene.horizon + 0.02, 0.40, 0.52)
    low = scene.lit((118, 128, 140), -0.05)
    canvas.poly(outline, Paint(scene.lit((104, 112, 136), 0.12), low, texture=0.12, edge=0.06))
    _snowcaps(canvas, scene, outline, 0.55 if snowy else 0.28)
    near = ridge(scene, "foothills", scene.horizon + 0.05, 0.19, 0.5)
    canvas.poly(near, Paint(scene.lit((88, 104, 104), 0.3), scene.lit((96, 116, 96), 0.15), texture=0.12, edge=0.05))


def _snowcaps(canvas: Canvas, scene: Scene, outline: list[Point], share: float) -> None:
    """Snow down to a ragged line, and the shadow side of each peak."""
    tops = outline[:-2]
    summit, foot = min(y for _, y in tops), max(y for _, y in tops)
    line = summit + (foot - summit) * share
    rng = scene.rng("snowline")
    caps = [(x, y) for x, y in tops]
    ragged = [(x, max(y, min(line + float(rng.normal(0, 0.016)), y + 0.12))) for x, y in reversed(tops)]
    canvas.poly(caps + ragged, Paint(scene.lit((250, 250, 255), 0.3), scene.lit((206, 216, 236), 0.1), texture=0.05,
        edge=0.0))
    for (_, y0), (x1, y1), (x2, y2) in zip(tops, tops[4:], tops[10:], strict=False):
        if y1 < y0 - 0.004 and y1 < y2 - 0.004:
            face = [(x1, y1), (x2 + 0.03, y2 + 0.05), (x1 + 0.02, y1 + 0.11), (x1 + 0.005, y1 + 0.05)]
            canvas.poly(face, scene.at(0.2).paint((96, 104, 140), opacity=0.35, edge=0, soft=0.006))


def ground(canvas: Canvas, scene: Scene) -> None:
    """The ground that people stand on, in the colour of the kind of place, with tufts or stones towards the front."""
    far, near = _SOILS.get(scene.scenery.kind, (GRASS, (84, 112, 58)))
    if scene.scenery.weather == "snow" and scene.scenery.kind not in ("shore", "deck", "volcano"):
        far, near = SNOW, (206, 216, 232)
    top = smooth_ridge(scene, "ground", scene.horizon + 0.12, 0.05)
    canvas.poly(top, Paint(scene.lit(far, 0.75), scene.lit(near, 1.1), texture=0.13, edge=0.03))
    _strokes(canvas, scene, scene.horizon + 0.14, near)


def _strokes(canvas: Canvas, scene: Scene, top: float, colour: Colour) -> None:
    """Loose horizontal brush marks, wider to the front, that give a plain its perspective."""
    rng = scene.rng("strokes")
    for share in np.sort(rng.random(90)):
        y = top + (scene.sheet.bottom - top) * float(share) ** 1.3
        x, width = float(rng.uniform(-scene.reach, scene.reach)), 0.05 + 0.3 * float(share)
        tone = mix(colour, (255, 250, 220) if rng.random() < 0.45 else (40, 44, 40), float(rng.uniform(0.1, 0.3)))
        thick = 0.002 + 0.007 * float(share)
        shape = [(x, y), (x + width * 0.4, y - thick), (x + width, y + thick * 0.2), (x + width * 0.5, y + thick)]
        canvas.poly(shape, scene.paint(tone, opacity=0.4, edge=0, texture=0.05))


_SOILS: dict[str, tuple[Colour, Colour]] = {
    "shore": (SAND, (196, 166, 118)), "desert": ((236, 196, 132), (206, 150, 88)), "island": (SAND, (190, 166, 112)),
    "road": (GRASS, (94, 120, 64)), "city": ((132, 132, 138), (98, 98, 106)),
        "market": ((190, 170, 142), (150, 130, 104)),
    "village": ((176, 160, 116), (142, 124, 84)), "castle": ((134, 144, 96), (104, 112, 70)),
    "temple": ((212, 198, 164), (172, 152, 112)), "shrine": ((176, 174, 160), (132, 128, 116)),
    "cave": ((104, 98, 100), (66, 60, 66)), "underworld": ((92, 50, 48), (44, 22, 28)),
        "volcano": ((84, 62, 62), (48, 34, 38)),
    "graveyard": ((112, 124, 98), (78, 90, 70)), "snowfield": (SNOW, (206, 218, 236)),
        "mountain": ((138, 142, 122), (104, 106, 88)),
    "cliff": ((128, 134, 92), (96, 100, 74)), "lighthouse": ((126, 130, 96), (88, 92, 74)),
        "harbour": ((172, 160, 146), (124, 112, 100)),
    "battlefield": ((156, 138, 98), (112, 92, 64)), "forest": ((92, 104, 62), (62, 70, 44)),
        "swamp": ((88, 96, 64), (54, 62, 48)),
    "space": ((148, 142, 152), (104, 98, 112)), "alley": ((112, 110, 116), (74, 72, 82)),
        "neon": ((70, 70, 88), (40, 40, 56)),
    "rooftop": ((156, 152, 150), (118, 114, 116)), "station": ((176, 170, 162), (132, 126, 122)),
        "bridge": ((176, 164, 148), (132, 118, 102)),
    "underwater": ((190, 186, 150), (110, 122, 110)), "clouds": ((250, 248, 252), (214, 222, 240)),
        "backdrop": ((196, 184, 168), (150, 136, 122)),
    "farm": ((176, 166, 92), (136, 120, 64)), "bamboo": ((126, 136, 84), (88, 100, 60)),
}  # fmt: skip


def water(canvas: Canvas, scene: Scene) -> None:
    """Open water from the horizon down: it mirrors the sky, its waves grow to the front, light lies on it."""
    reach, floor = scene.reach, scene.sheet.bottom + 0.05
    base = mix(scene.lit(WATER, 1.0), scene.light.low, 0.45)
    near = mix(scene.lit((24, 70, 102), 1.0), scene.light.zenith, 0.25)
    area = [(-reach, scene.horizon), (reach, scene.horizon), (reach, floor), (-reach, floor)]
    canvas.poly(area, Paint(base, near, texture=0.07, edge=0.0))
    rng = scene.rng("waves")
    rough = {"storm": 2.2, "wind": 1.5, "rain": 1.3}.get(scene.scenery.weather, 1.0)
    for share in np.sort(rng.random(260)) ** 1.6:
        y = scene.horizon + 0.004 + (floor - scene.horizon) * float(share)
        _wave(canvas, scene, (float(rng.uniform(-reach, reach)), y), float(share) * rough, bool(rng.random() < 0.55))
    _glitter(canvas, scene)
    glints = scene.rng("shimmer")
    for share in glints.random(110) ** 1.5:
        y = scene.horizon + 0.008 + 0.42 * float(share)
        scene.glints.append(Glint(float(glints.uniform(-scene.half, scene.half)), y, 0.014 + 0.07 * float(share), 0.16,
            scene.depth, 46.0))


def _wave(canvas: Canvas, scene: Scene, at: Point, share: float, crest: bool) -> None:
    """One wave: a lens of light or shade."""
    width, height = 0.03 + 0.22 * share, 0.0022 + 0.014 * share
    foam = 0.55 if scene.scenery.weather in ("storm", "wind") else 0.15
    tone = mix(scene.light.low, (235, 244, 255), foam) if crest else mix(scene.light.zenith, (8, 24, 40), 0.5)
    x, y = at
    shape = [(x, y), (x + width * 0.3, y - height), (x + width * 0.55, y - height * 0.8), (x + width, y),
        (x + width / 2, y + height * 0.3)]
    canvas.poly(shape, Paint(tone, texture=0.04, edge=0, opacity=0.30 if crest else 0.25))


def _glitter(canvas: Canvas, scene: Scene) -> None:
    """The path of light under a low sun or the moon."""
    if scene.scenery.hour in ("day", "noon") or scene.scenery.weather not in ("clear", "wind"):
        return
    rng = scene.rng("sun")
    x = float(rng.choice([-1, 1]) * rng.uniform(0.3, 0.62) * scene.half)
    glints = scene.rng("glints")
    for share in glints.random(130) ** 1.3:
        y = scene.horizon + 0.006 + 0.48 * float(share)
        spread = 0.03 + 0.16 * float(share)
        width = 0.012 + 0.05 * float(share)
        left = x + float(glints.normal(0, spread)) - width / 2
        lens = [(left, y), (left + width / 2, y - 0.0016 - 0.004 * share), (left + width, y),
            (left + width / 2, y + 0.002)]
        canvas.poly(lens, Paint(mix(scene.light.glow, (255, 255, 245), 0.3), texture=0, edge=0, opacity=0.62))


def sea_line(canvas: Canvas, scene: Scene) -> None:
    """The surf at a beach: wet sand and two tongues of foam."""
    for step, (y, height) in enumerate(((0.115, 0.03), (0.14, 0.035), (0.18, 0.04))):
        edge = smooth_ridge(scene, f"surf{step}", scene.horizon + y + 0.03, height)[:-2]
        back = [(x, y0 + 0.012 + 0.012 * step) for x, y0 in reversed(edge)]
        wet = scene.lit((150, 132, 104), 0.9) if step == 2 else mix(scene.lit((250, 252, 252), 0.9), scene.light.low,
            0.25)
        canvas.poly([*edge, *back], Paint(wet, texture=0.12, edge=0, opacity=0.35 if step == 2 else 0.8, soft=0.004))


def rock(canvas: Canvas, scene: Scene, at: Point, size: float, colour: Colour = STONE) -> None:
    """A boulder with a lit top and a shaded foot; ``size`` is its width."""
    rng = scene.rng(f"rock {at[0]:.4f} {at[1]:.4f}")
    turn = np.linspace(np.pi, 2 * np.pi, 9)
    radii = rng.uniform(0.75, 1.1, 9)
    height = float(rng.uniform(0.55, 0.9))
    outline = [
        (at[0] + size / 2 * float(np.cos(a) * r), at[1] + size / 2 * height * float(np.sin(a) * r))
        for a, r in zip(turn, radii, strict=True)
    ]
    canvas.poly(rounded(outline, True), scene.paint(mix(colour, (255, 255, 255), 0.14),
        mix(colour, (20, 20, 30), 0.35), texture=0.2, edge=0.2))
    peak = outline[4]
    face = [peak, outline[6], outline[8], (at[0] + size * 0.08, at[1])]
    canvas.poly(face, scene.paint(mix(colour, (20, 22, 40), 0.4), opacity=0.5, edge=0, soft=0.004, texture=0.2))


def rocks(canvas: Canvas, scene: Scene) -> None:
    """Boulders lying about at both sides."""
    rng = scene.rng("rocks")
    for index in range(7):
        x = float(rng.choice([-1, 1]) * rng.uniform(0.35, 1.15) * scene.half)
        y = scene.horizon + (0.16 if scene.depth < 1 else 0.22) + 0.05 * index * scene.depth
        rock(canvas, scene, (x, y), float(rng.uniform(0.05, 0.13)) * (0.5 + 0.3 * index * scene.depth))


def cliff(canvas: Canvas, scene: Scene) -> None:
    """A headland rising to one side, falling steeply to the water."""
    side = _side(scene)
    foot, top = scene.horizon + 0.17, scene.horizon - 0.12
    rng = scene.rng("cliff")
    wall = [(0.10, foot), (0.135, foot - 0.10), (0.17, foot - 0.13), (0.2, foot - 0.24), (0.26, top + 0.055),
        (0.36, top + 0.012)]
    crown = [(0.5, top), (0.8, top - 0.02), (1.1, top + 0.02), (1.7, top - 0.05), (3.2, top - 0.1),
        (3.2, foot + 0.3), (0.05, foot + 0.3)]
    outline = [(side * (x * 0.9 * max(scene.half, 0.5)), y + float(rng.normal(0, 0.006))) for x, y in wall + crown]
    canvas.poly(outline, scene.paint((118, 112, 116), (58, 58, 72), texture=0.3, edge=0.16, side=0.10 * side))
    for _ in range(34):
        x = side * float(rng.uniform(0.2, 1.5)) * scene.half
        y = float(rng.uniform(top + 0.08, foot))
        crack = [(x, y), (x + 0.012, y + 0.03), (x + float(rng.normal(0, 0.02)), y + float(rng.uniform(0.05, 0.12)))]
        canvas.line(crack, 0.003, scene.paint((48, 46, 60), opacity=0.4, edge=0))
    turf = [(side * x * 0.9 * max(scene.half, 0.5), y) for x,
        y in ((0.25, top + 0.06), *crown[:5], (3.2, top), (1, top + 0.05), (0.42, top + 0.04))]
    canvas.poly(turf, scene.paint((120, 138, 82), (88, 104, 62), texture=0.15))
    for index in range(5):
        rock(canvas, scene, (side * (0.02 + 0.05 * index) * scene.half, foot + 0.02 + 0.01 * index),
            0.06 + 0.02 * index, (84, 84, 96))


def _side(scene: Scene) -> float:
    """The side that the weight of the picture lies on: -1 left, 1 right, the same for all elements of a place."""
    return float(scene.rng("side").choice([-1.0, 1.0]))


def island(canvas: Canvas, scene: Scene) -> None:
    """A distant island."""
    rng = scene.rng("island")
    x, width = float(rng.uniform(-0.4, 0.4)) * scene.half, float(rng.uniform(0.35, 0.55))
    y = scene.horizon + 0.006
    outline = [(x - width, y), (x - width * 0.7, y - 0.03), (x - width * 0.35, y - 0.09), (x - width * 0.1, y - 0.15),
               (x + width * 0.12, y - 0.11), (x + width * 0.4, y - 0.075), (x + width * 0.75, y - 0.02),
                   (x + width, y)]  # fmt: skip
    canvas.poly(outline, Paint(scene.lit((92, 116, 104), 0.3), scene.lit((120, 136, 116), 0.15), texture=0.15,
        edge=0.08))
    canvas.poly([outline[0], (x, y - 0.006), outline[-1], (x, y + 0.008)], Paint(scene.lit(SAND, 0.4), texture=0.05))


def river(canvas: Canvas, scene: Scene) -> None:
    """Water winding from the horizon to the front."""
    side = _side(scene)
    xs = ((0.05, 0.02, 0.125), (0.16, 0.05, 0.16), (-0.02, 0.09, 0.21), (0.10, 0.18, 0.30), (0.45, 0.42, 0.48),
        (0.9, 0.9, 0.8))
    left = [(side * (x - width / 2), scene.horizon + y) for x, width, y in xs]
    right = [(side * (x + width / 2), scene.horizon + y) for x, width, y in reversed(xs)]
    left, right = rounded(left), rounded(right)
    bank = [(x * 1.03 - 0.012, y) for x, y in left] + [(x * 1.03 + 0.012, y) for x, y in right]
    canvas.poly(bank, scene.paint((104, 104, 66), opacity=0.8, soft=0.006))
    shine = mix(scene.light.low, (255, 255, 255), 0.12)
    canvas.poly(left + right, Paint(shine, mix(scene.lit(WATER, 1), scene.light.zenith, 0.3), texture=0.1, edge=0.08))
    rng = scene.rng("ripples")
    for share in rng.random(40):
        y = scene.horizon + 0.14 + 0.6 * float(share)
        x = side * float(np.interp(y - scene.horizon, [row[2] for row in xs], [row[0] for row in xs]))
        width = 0.03 + 0.1 * float(share)
        canvas.line([(x - width, y), (x, y - 0.004), (x + width, y)], 0.002,
            Paint((255, 255, 255), opacity=0.25, edge=0))


def lake(canvas: Canvas, scene: Scene) -> None:
    """A wide still water with the hills' reflection and a pale far shore."""
    top = scene.horizon + 0.05
    water(canvas, Scene(scene.scenery, scene.light, scene.sheet, scene.noise, scene.depth, top, scene.lamps))
    mirror = smooth_ridge(scene, "hills2", 0.0, 0.10)[:-2]
    shape = [(x, top - y * 0.9) for x, y in mirror] + [(scene.reach, top), (-scene.reach, top)]
    canvas.poly(shape, Paint(scene.lit((70, 96, 84), 0.5), scene.lit((80, 110, 110), 0.3), opacity=0.5, soft=0.01,
        edge=0))
    shore = [(-scene.reach, top - 0.006), (scene.reach, top - 0.010), (scene.reach, top + 0.004),
        (-scene.reach, top + 0.003)]
    canvas.poly(shore, scene.paint((196, 196, 150), texture=0.2))


def dunes(canvas: Canvas, scene: Scene) -> None:
    """Dunes, each with its sunlit and its shadow side."""
    for step in range(3):
        outline = smooth_ridge(scene, f"dune{step}", scene.horizon + 0.08 + 0.04 * step, 0.15 - 0.03 * step)
        depth = 0.25 + 0.25 * step
        canvas.poly(outline, Paint(scene.lit((240, 200, 140), depth), scene.lit((206, 150, 92), depth), texture=0.08))
        crest = min(outline[:-2], key=lambda point: point[1])
        slope = [crest, (crest[0] + 0.28, crest[1] + 0.14), (crest[0] + 0.1, crest[1] + 0.2),
            (crest[0] - 0.06, crest[1] + 0.12)]
        canvas.poly(slope, Paint(scene.lit((168, 112, 84), depth), opacity=0.5, soft=0.012, edge=0))


def path(canvas: Canvas, scene: Scene) -> None:
    """A trodden path from the front into the distance."""
    side = _side(scene)
    rows = ((0.11, 0.12, 0.010), (0.06, 0.17, 0.03), (0.12, 0.24, 0.07), (0.0, 0.36, 0.17), (-0.15, 0.64, 0.5))
    left = [(side * x - width / 2, scene.horizon + y) for x, y, width in rows]
    right = [(side * x + width / 2, scene.horizon + y) for x, y, width in reversed(rows)]
    left, right = rounded(left), rounded(right)
    soil: Colour = (212, 190, 150) if scene.scenery.weather != "snow" else (214, 218, 228)
    canvas.poly(left + right, scene.paint(soil, mix(soil, (120, 92, 64), 0.35), texture=0.16, edge=0.12, soft=0.003))


def cave_walls(canvas: Canvas, scene: Scene) -> None:
    """The mouth of a cave around the light outside."""
    rng = scene.rng("cave")
    turn = np.linspace(0, 2 * np.pi, 46, endpoint=False)
    radius = 0.36 + 0.05 * rng.standard_normal(46)
    hole = [(float(np.cos(a) * r * 1.25), float(0.44 + np.sin(a) * r)) for a, r in zip(turn, radius, strict=True)]
    edge = (-scene.reach, scene.sheet.top), (scene.reach, scene.sheet.top), (scene.reach,
        scene.sheet.bottom), (-scene.reach, scene.sheet.bottom)
    seam = [(scene.reach, 0.44), hole[0], *hole[1:], hole[0], (scene.reach, 0.45)]
    canvas.poly([edge[1], edge[0], edge[3], edge[2], *seam],
        scene.paint((94, 88, 98), (54, 48, 60), texture=0.4, edge=0.45))
    for _ in range(26):
        x = float(rng.uniform(-scene.reach, scene.reach))
        top = 0.02 + 0.22 * abs(x) / scene.reach * float(rng.random())
        length = float(rng.uniform(0.05, 0.2))
        spike = [(x - 0.03, top - 0.1), (x + 0.03, top - 0.1), (x + 0.008, top + length * 0.6), (x, top + length),
            (x - 0.01, top + length * 0.5)]
        canvas.poly(spike, scene.paint((84, 80, 92), (46, 42, 56), texture=0.25, edge=0.2))


def lava(canvas: Canvas, scene: Scene) -> None:
    """A river of fire, glowing."""
    river(canvas, scene)
    side = _side(scene)
    for x, y, width in ((0.05, 0.14, 0.02), (0.08, 0.2, 0.05), (0.1, 0.3, 0.1), (0.4, 0.48, 0.26)):
        canvas.glow((side * x, scene.horizon + y), width * 4, (255, 120, 40), 0.6)
        canvas.disc((side * x, scene.horizon + y), width,
            Paint((255, 214, 90), (255, 130, 40), opacity=0.7, soft=0.02), 0.3)


def seabed(canvas: Canvas, scene: Scene) -> None:
    """Coral and weed on the floor of the sea, shafts of light from above."""
    rng = scene.rng("coral")
    for index in range(16):
        x = float(rng.uniform(-1.1, 1.1)) * scene.half
        y = scene.horizon + 0.2 + 0.22 * float(rng.random())
        colour = ((236, 120, 110), (240, 170, 90), (176, 110, 190), (90, 160, 120))[index % 4]
        for _ in range(6):
            tip = (x + float(rng.normal(0, 0.05)), y - float(rng.uniform(0.06, 0.18)))
            canvas.line([(x, y), ((x + tip[0]) / 2 + 0.012, (y + tip[1]) / 2), tip], 0.014,
                scene.paint(colour, texture=0.1))
    for x in rng.uniform(-1, 1, 6) * scene.half:
        shaft = [(float(x), -0.2), (float(x) + 0.06, -0.2), (float(x) * 1.25 + 0.22, 0.9),
            (float(x) * 1.25 - 0.02, 0.9)]
        canvas.poly(shaft, Paint((220, 255, 248), opacity=0.10, soft=0.05, edge=0, texture=0))


def cloud_floor(canvas: Canvas, scene: Scene) -> None:
    """A sea of clouds to stand on."""
    rng = scene.rng("cloudfloor")
    for share in np.sort(rng.random(90)):
        y = scene.horizon + 0.10 + 0.6 * float(share)
        x, size = float(rng.uniform(-scene.reach, scene.reach)), 0.05 + 0.16 * float(share)
        low = mix(scene.light.middle, scene.light.zenith, 0.3)
        top = mix(scene.lit((255, 252, 252), 0.9), scene.light.glow, 0.2)
        canvas.disc((x, y), size, Paint(top, mix(top, low, 0.6), texture=0.05, edge=0, soft=0.012, opacity=0.85), 0.45)
