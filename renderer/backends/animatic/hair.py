"""A head comes in, its hair and beard go out: what lies behind the face, and what lies before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sin

import numpy as np

from renderer.backends.animatic.curves import Frame, Points, bumpy, ellipse, flow, lock, smooth
from renderer.backends.animatic.heads import Head
from renderer.backends.animatic.ink import Colour, Fill, Shape, Stroke, blend, tint

_CAP = (0.28, 0.45, 0.6, 0.75, 0.88, 0.97)


def behind(h: Head, wind: float) -> list[Shape]:
    """Hair that hangs behind face and neck: manes, tails, braids, buns."""
    make = _BEHIND.get(h.person.hair)
    return make(h, wind) if make else []


def before(h: Head, wind: float) -> list[Shape]:
    """Hair on the skull, with fringe and side locks."""
    style = h.person.hair
    if style == "bald":
        return _bald(h)
    if style == "receding":
        return _receding(h)
    return [*_cap(h), *_FRINGE.get(style, _side_part)(h), *_SIDES.get(style, _none)(h, wind)]


def beard(h: Head) -> list[Shape]:
    """Beard and moustache, below the mouth's own shapes."""
    kind = h.person.beard
    if h.behind or not kind or kind == "none":
        return []
    colour = h.person.beard_colour
    if kind == "stubble":
        return [Fill((_jaw(h, 0.0, 0.96),), blend(h.skin, colour, 0.22), 0.6, 0.0)]
    shapes: list[Shape] = []
    if kind in ("full", "long"):
        shapes.append(Fill((_jaw(h, 0.75 if kind == "long" else 0.2, 1.06),), colour))
        shapes += _strands(h, colour, 0.55 if kind == "long" else 0.15)
    if kind == "goatee":
        f = h.features
        low = f.mouth_y - 0.16 - 0.3 * h.face.mouth
        tuft = [(-0.24, low), (0, low + 0.04), (0.24, low), (0.2, -1.0), (0.02, -1.38), (-0.18, -1.0)]
        shapes.append(Fill((smooth(h.line([(x, y, 0.05) for x, y in tuft])),), colour))
    return shapes


def moustache(h: Head) -> list[Shape]:
    """The two wings under the nose, above the mouth's shapes."""
    if h.behind or h.person.beard not in ("full", "long", "moustache", "goatee"):
        return []
    f, colour = h.features, h.person.beard_colour
    y = (f.nose_y + f.mouth_y) / 2 + 0.02
    w = f.mouth_w * (1.45 if h.person.beard == "moustache" else 1.3)
    droop = 0.10 if h.person.vary("droop", 2) else -0.02
    shapes: list[Shape] = []
    for side in (-1, 1):
        wing = [
            (0.0, y + 0.045, 0.1), (side * w * 0.5, y + 0.05, 0.07), (side * w * 0.95, y - 0.06, 0.03),
            (side * w * 1.12, y - 0.08 - droop, 0.0),
                (side * w * 0.8, y - 0.13, 0.04), (side * w * 0.35, y - 0.085, 0.08), (0.0, y - 0.05, 0.1)]
        shapes.append(Fill((smooth(h.line(wing)),), tint(colour, 1.06), 0.8, 0.8))
        hairline = h.line(
            [(side * w * 0.1, y + 0.01, 0.1), (side * w * 0.5, y, 0.07), (side * w * 0.95, y - 0.08, 0.02)]
        )
        shapes.append(Stroke(flow(hairline), h.frame.size * 0.02, tint(colour, 0.78)))
    return shapes


def _jaw(h: Head, length: float, puff: float) -> Points:
    """The beard's outline: along the jaw, around the mouth."""
    f = h.features
    m = f.mouth_y
    outer = [
        (-86, 0.0), (-84, -0.3), (-78, -0.6), (-60, -0.88 - length * 0.25), (-30, -1.06 - length * 0.8),
        (0, -1.14 - length),
             (30, -1.06 - length * 0.75), (60, -0.88 - length * 0.25), (78, -0.6), (84, -0.3), (86, 0.0)]
    cheek = [
        (72, -0.05), (60, -0.32), (38, m + 0.20), (20, m + 0.17), (17, m + 0.02), (13, m - 0.10 - h.face.mouth * 0.3),
        (0, m - 0.13 - h.face.mouth * 0.38),
             (-13, m - 0.10 - h.face.mouth * 0.3), (-17, m + 0.02), (-20, m + 0.17), (-38, m + 0.20), (-60, -0.32),
             (-72, -0.05)]
    return smooth(np.concatenate((h.solid.on(outer, puff), h.solid.on(cheek, 1.0))), 4)


def _strands(h: Head, colour: Colour, length: float) -> list[Shape]:
    shapes: list[Shape] = []
    for k, x in enumerate((-38, -22, -6, 9, 25, 40)):
        tip = -1.0 - length * (1 - abs(x) / 70)
        line = h.solid.on([(x, -0.78), (x * 0.95, -0.92), (x * 0.7, tip)], 1.04)
        shapes.append(Stroke(flow(line), h.frame.size * 0.03, tint(colour, 0.8 if k % 2 else 1.2)))
    return shapes


def _cap(h: Head, puff: float = 1.10) -> list[Shape]:
    """The hair that covers the skull, from the hairline to the nape."""
    colour = h.person.hair_colour
    nape = -0.42
    low = (nape, -0.3, -0.1, 0.1)
    left, right = h.solid.sides((*low, *_CAP), puff)
    rise = _lifted(h, left, right)
    if h.behind:
        outline = smooth(np.concatenate((rise[0], rise[1][::-1])), 4)
        return [Fill((outline,), colour), *_shine(h, colour)]
    hairline = [
        (110, nape), (104, -0.12), (84, -0.08), (74, 0.12), (62, 0.34), (40, 0.52), (14, 0.60), (-14, 0.60),
        (-40, 0.52), (-62, 0.34), (-74, 0.12), (-84, -0.08),
                (-104, -0.12), (-110, nape)]
    outline = np.concatenate((rise[0], rise[1][::-1], h.solid.on(hairline, 1.01)))
    return [Fill((smooth(outline, 4),), colour), *_shine(h, colour)]


def _lifted(h: Head, left: Points, right: Points) -> tuple[Points, Points]:
    """The crown's height: hair stands off the skull at the top as well."""
    share = np.clip(np.linspace(-0.6, 1, len(left)), 0, 1)[:, None]
    up = h.frame.place(((0.0, 0.11),)) - h.frame.place(((0.0, 0.0),))
    return left + up * share, right + up * share


def _shine(h: Head, colour: Colour) -> list[Shape]:
    """Highlights and dark strands across the crown."""
    turn = sin(h.solid.yaw)
    shapes: list[Shape] = []
    bright = tint(colour, 1.28 if sum(colour) < 300 else 1.4)
    for x, w in ((-0.52, 0.07), (-0.40, 0.04), (0.28, 0.03)):
        x = x + turn * 0.25
        band = h.frame.place([(x - 0.02, 0.66), (x * 0.93, 0.80), (x * 0.72, 0.93)])
        shapes.append(Stroke(flow(band), h.frame.size * w, bright))
    for x in (-0.3, 0.1, 0.5):
        x = x + turn * 0.2
        strand = h.frame.place([(x * 1.05, 0.68), (x * 0.85, 0.86), (x * 0.5, 1.0)])
        shapes.append(Stroke(flow(strand), h.frame.size * 0.022, tint(colour, 0.7)))
    return shapes


def _piece(h: Head, places: Sequence[tuple[float, ...]], puff: float = 1.10, bright: float = 1.0) -> Fill:
    return Fill((smooth(h.solid.on(places, puff), 5),), tint(h.person.hair_colour, bright), 0.8, 0.85)


def _side_part(h: Head) -> list[Shape]:
    """A fringe swept from a parting."""
    s = 1 if h.person.vary("part", 2) else -1
    sweep = [
        (s * -30, 0.86), (s * -42, 0.62), (s * -30, 0.50), (s * 0, 0.44), (s * 30, 0.34), (s * 58, 0.16),
        (s * 72, 0.22), (s * 60, 0.58), (s * 20, 0.86)
    ]
    tuft = [(s * -30, 0.86), (s * -52, 0.62), (s * -68, 0.30), (s * -76, 0.16), (s * -82, 0.4), (s * -60, 0.8)]
    return [] if h.behind else [
        _piece(h, tuft), _piece(h, sweep), *_comb(h, ((s * -18, 0.8), (s * 5, 0.58), (s * 45, 0.34)))
    ]


def _comb(h: Head, places: tuple[tuple[float, float], ...]) -> list[Shape]:
    line = h.solid.on(places, 1.1)
    return [Stroke(flow(line), h.frame.size * 0.025, tint(h.person.hair_colour, 0.7))]


def _straight(h: Head) -> list[Shape]:
    """A fringe cut straight above the brows, in strands."""
    if h.behind:
        return []
    y = 0.24
    edge = [
        (-74, y), (-56, y - 0.05), (-50, y), (-34, y - 0.06), (-28, y), (-12, y - 0.06), (-6, y + 0.01), (10, y - 0.06),
        (16, y), (32, y - 0.06), (38, y), (54, y - 0.05), (74, y)
    ]
    top = [(80, 0.5), (50, 0.82), (0, 0.9), (-50, 0.82), (-80, 0.5)]
    fringe = np.concatenate((h.solid.on(edge, 1.07), smooth(h.solid.on(top, 1.1), 4)[: 4 * 4 + 1]))
    lines = [_comb(h, ((x * 0.5, 0.78), (x * 0.85, 0.5), (x, 0.27))) for x in (-50, -28, -6, 16, 38)]
    return [Fill((fringe,), h.person.hair_colour, 0.8, 0.85), *(shape for line in lines for shape in line)]


def _parted(h: Head) -> list[Shape]:
    """Two curtains from a middle parting."""
    if h.behind:
        return []
    shapes: list[Shape] = []
    for s in (-1, 1):
        curtain = [
            (s * 1, 0.93), (s * 4, 0.66), (s * 26, 0.48), (s * 50, 0.22), (s * 68, -0.05), (s * 80, -0.02),
            (s * 74, 0.4, 1.08), (s * 44, 0.82, 1.06)
        ]
        shapes += [_piece(h, curtain), *_comb(h, ((s * 10, 0.82), (s * 38, 0.6), (s * 68, 0.16)))]
    return shapes


def _brushed(h: Head) -> list[Shape]:
    """Hair drawn back: nothing falls into the face."""
    if h.behind:
        return []
    return [shape for x in (-55, -25, 8, 40) for shape in _comb(h, ((x, 0.58), (x * 0.95, 0.75), (x * 0.6, 0.93)))]


def _spiky_fringe(h: Head) -> list[Shape]:
    shapes: list[Shape] = []
    if not h.behind:
        for x, tip in ((-62, -76), (-38, -46), (-12, -24), (16, 4), (44, 34), (66, 74)):
            shapes.append(_piece(h, [(x - 16, 0.68), (x - 8, 0.5), (tip, 0.22), (x + 10, 0.5), (x + 18, 0.7)], 1.1))
    return shapes


def _curly_fringe(h: Head) -> list[Shape]:
    if h.behind:
        return []
    curls = []
    for x, y in ((-66, 0.28), (-46, 0.48), (-22, 0.56), (4, 0.58), (30, 0.55), (52, 0.42), (70, 0.24)):
        (px, py) = h.solid.on([(x, y)], 1.08)[0]
        curls.append(ellipse((px, py), h.frame.size * 0.19, h.frame.size * 0.17, 0, 18))
    return [Fill(tuple(curls), h.person.hair_colour, 0.9), *(_ringlet(h, c.mean(axis=0), 0.1) for c in curls)]


def _ringlet(h: Head, center: Points, r: float) -> Shape:
    t = np.linspace(0.5, 6.5, 14)
    spiral = center + h.frame.size * r * np.stack((np.cos(t), np.sin(t)), 1) * (t / 6.5)[:, None]
    return Stroke(spiral, h.frame.size * 0.025, tint(h.person.hair_colour, 1.25))


def _curtains(low: float, out: float) -> Callable[[Head, float], list[Shape]]:
    """Side hair from the temples down to ``low``, in front of the ears."""

    def make(h: Head, wind: float) -> list[Shape]:
        shapes: list[Shape] = []
        for s in (-1, 1):
            if h.behind or h.solid.sees(s * 80) < -0.6:
                continue
            drop = [
                (s * 62, 0.58, 1.06), (s * 70, 0.25, 1.05), (s * 76, -0.15, 1.04), (s * 80, low * 0.7, 1.1),
                (s * 84, low, 1.15 + out), (s * 112, low - 0.03, 1.2 + out),
                    (s * 128, low * 0.5, 1.25 + out * 0.5), (s * 128, 0.2, 1.14), (s * 110, 0.58, 1.08)]
            shapes.append(Fill((smooth(_hung(h, drop), 5),), h.person.hair_colour, 0.8, 0.85))
            strand = _hung(h, [(s * 85, 0.5, 1.14), (s * 92, 0.0, 1.14), (s * 96, low * 0.85, 1.14)])
            shapes.append(Stroke(flow(strand), h.frame.size * 0.022, tint(h.person.hair_colour, 0.72)))
        return shapes

    return make


def _hung(h: Head, places: Sequence[tuple[float, ...]]) -> Points:
    """Places on the skull, and below the cheeks straight down from them: hair hangs, it doesn't follow the jaw."""
    rows = np.array(places, dtype=np.float64)
    points = h.solid.spots(rows[:, 0], np.maximum(rows[:, 1], -0.42), rows[:, 2])
    points[:, 1] += np.minimum(rows[:, 1] + 0.42, 0.0)
    return h.frame.place(points)


def _mane(length: float, wave: float, width: float) -> Callable[[Head, float], list[Shape]]:
    """Hair that falls down the back, ``length`` half heads below the chin."""

    def make(h: Head, wind: float) -> list[Shape]:
        shift = -0.38 * sin(h.solid.yaw)
        low = -1.0 - length
        t = np.linspace(0, 1, 9)
        ripple = wave * np.sin(t * 9.0)
        blow = wind * 0.3 * t**2
        left = np.stack((-0.80 - (width - 0.80) * np.sin(t * 2.0) + ripple + blow, 0.45 + (low - 0.45) * t), 1)
        right = np.stack((0.80 + (width - 0.80) * np.sin(t * 2.0) + ripple * 0.8 + blow, 0.45 + (low - 0.45) * t), 1)
        hem = [(x + wind * 0.3, low - 0.14 * (k % 2)) for k, x in enumerate(np.linspace(-0.7, 0.7, 6))]
        dome = [(0.56, 0.84), (0.0, 1.02), (-0.56, 0.84)]
        outline = np.concatenate((left, hem, right[::-1], dome)) + (shift, 0)
        colour = tint(h.person.hair_colour, 0.86 if not h.behind else 1.0)
        shapes: list[Shape] = [Fill((smooth(h.frame.place(outline), 4),), colour)]
        for x in (-0.62, -0.2, 0.25, 0.62):
            strand = h.frame.place(
                [(x + shift, -0.6), (x * 1.05 + shift + wave, -0.9 - length * 0.3), (x + shift + blow[-1], low + 0.15)]
            )
            shapes.append(Stroke(flow(strand), h.frame.size * 0.035, tint(colour, 0.75)))
        return shapes

    return make


def _tail(h: Head, wind: float) -> list[Shape]:
    s = -sin(h.solid.yaw)
    root = (0.55 * s + (0.0 if abs(s) > 0.2 else 0.25), 0.62)
    swing = wind * 0.35
    line = [
        root, (root[0] + 0.55 * (s or 0.6), 0.72), (root[0] + 0.72 * (s or 0.6) + swing * 0.4, 0.0),
        (root[0] + 0.5 * (s or 0.5) + swing, -0.95)
    ]
    tail = lock(h.frame.place(line), h.frame.size * 0.28, h.frame.size * 0.03, 1.9)
    tie = ellipse(
        h.frame.place([line[1]])[0] * 0.35 + h.frame.place([root])[0] * 0.65, h.frame.size * 0.15, h.frame.size * 0.13
    )
    colour = h.person.hair_colour
    gloss = flow(h.frame.place([(x + 0.06, y) for x, y in line[1:]]))
    return [
        Fill((tail,), colour), Stroke(gloss, h.frame.size * 0.05, tint(colour, 1.25)),
        Fill((tie,), _ribbon_colour(h), 0.6, 0.8)
    ]


def _ribbon_colour(h: Head) -> Colour:
    return h.person.garments[0].colour if h.person.garments else (60, 60, 190)


def _plait(frame: Frame, line: list[tuple[float, float]], width: float, colour: Colour) -> list[Shape]:
    """A braid: overlapping beads along a curve, a tuft at its end."""
    path = flow(frame.place(line), 5)
    beads: list[Shape] = []
    for k in range(0, len(path) - 1, 2):
        step = path[min(k + 1, len(path) - 1)] - path[k]
        angle = float(np.arctan2(step[1], step[0])) + (0.5 if k % 4 else -0.5)
        size = frame.size * width * (1 - 0.35 * k / len(path))
        beads.append(Fill((ellipse(path[k], size * 1.25, size * 0.85, angle, 18),), colour, 0.8, 0.8))
    end = path[-1]
    tuft = smooth(
        [end + (-frame.size * width * 0.5, 0), end + (0, frame.size * 0.06), end + (frame.size * width * 0.5, 0),
        end + (0, -frame.size * width * 2.2)]
    )
    return [*beads[::-1], Fill((tuft,), colour, 0.8, 0.8)]


def _one_braid(h: Head, wind: float) -> list[Shape]:
    s = -sin(h.solid.yaw)
    x = 0.5 * s
    side = s if abs(s) > 0.25 else 0.55
    return _plait(
        h.frame, [(x, -0.3), (x + 0.5 * side, -0.9), (x + 0.62 * side + wind * 0.15, -1.7),
        (x + 0.5 * side + wind * 0.3, -2.5)], 0.19, h.person.hair_colour
    )


def _two_braids(h: Head, wind: float) -> list[Shape]:
    shapes: list[Shape] = []
    for side in (-1, 1):
        (x, y) = h.solid.spot(side * 100, -0.35, 1.1)
        shapes += _plait(
            h.frame, [(x, y), (x + side * 0.12, -0.95), (x + side * 0.1 + wind * 0.15, -1.5),
            (x + side * 0.04 + wind * 0.25, -2.0)], 0.155, h.person.hair_colour
        )
    return shapes


def _two_tails(h: Head, wind: float) -> list[Shape]:
    shapes: list[Shape] = []
    for side in (-1, 1):
        (x, y) = h.solid.spot(side * 95, 0.45, 1.1)
        line = [
            (x, y), (x + side * 0.38, 0.42), (x + side * 0.55 + wind * 0.15, -0.3),
            (x + side * 0.42 + wind * 0.35, -1.15)
        ]
        shapes.append(Fill((lock(h.frame.place(line), h.frame.size * 0.24, 0.0, 2.0),), h.person.hair_colour))
        shapes.append(
            Fill((ellipse(h.frame.place([(x + side * 0.08, y)])[0], h.frame.size * 0.13, h.frame.size * 0.13),),
            _ribbon_colour(h), 0.6, 0.8)
        )
    return shapes


def _knot(y: float, back: float, size: float) -> Callable[[Head, float], list[Shape]]:
    def make(h: Head, wind: float) -> list[Shape]:
        x = -back * sin(h.solid.yaw)
        ball = ellipse(h.frame.place([(x, y)])[0], h.frame.size * size, h.frame.size * size * 0.88, 0, 30)
        swirl = h.frame.place(
            [(x - size * 0.5, y + 0.05), (x, y + size * 0.5), (x + size * 0.6, y), (x + size * 0.1, y - size * 0.4)]
        )
        colour = h.person.hair_colour
        return [Fill((ball,), colour), Stroke(flow(swirl), h.frame.size * 0.04, tint(colour, 0.7)),
                Stroke(flow(swirl + h.frame.size * 0.06), h.frame.size * 0.03, tint(colour, 1.25))]

    return make


def _cloud(radius: float, bumps: int, low: float) -> Callable[[Head, float], list[Shape]]:
    """A round mass of curls around the head."""

    def make(h: Head, wind: float) -> list[Shape]:
        shift = -0.12 * sin(h.solid.yaw)
        ball = bumpy(ellipse((shift, low), radius, radius * 0.98, 0.3, bumps * 6), 0.09, bumps)
        return [Fill((h.frame.place(ball),), tint(h.person.hair_colour, 0.92))]

    return make


def _spikes(h: Head, wind: float) -> list[Shape]:
    """Spikes that stand around the crown, longer where the seed says so."""
    locks = []
    shift = -0.12 * sin(h.solid.yaw)
    for k in range(9):
        angle = np.pi * (1.02 - 1.04 * k / 8)
        far = 1.30 + 0.07 * h.person.vary(f"spike{k}", 4)
        bend = angle - 0.30 + wind * 0.12
        root = (np.cos(angle) * 0.62 + shift, 0.30 + np.sin(angle) * 0.55)
        middle = (np.cos(angle) * 1.0 + shift, 0.28 + np.sin(angle) * 0.92)
        locks.append(
            lock(h.frame.place([root, middle, (np.cos(bend) * far + shift, 0.26 + np.sin(bend) * far * 0.95)]),
            h.frame.size * 0.62, 0.0, 1.12)
        )
    return [Fill(tuple(locks), tint(h.person.hair_colour, 0.95))]


def _bald(h: Head) -> list[Shape]:
    gleam = h.frame.place([(-0.42, 0.66), (-0.3, 0.8), (-0.1, 0.88)])
    return [Stroke(flow(gleam), h.frame.size * 0.08, tint(h.skin, 1.35))]


def _receding(h: Head) -> list[Shape]:
    """A bald crown with hair around the ears."""
    colour = h.person.hair_colour
    shapes = _bald(h) if not h.behind else []
    for s in (-1, 1):
        if h.solid.sees(s * 105) < -0.45 and not h.behind:
            continue
        tuft = [
            (s * 70, 0.42), (s * 76, 0.1), (s * 84, -0.1), (s * 104, -0.12), (s * 112, -0.5), (s * 150, -0.5),
            (s * 165, -0.1), (s * 160, 0.3), (s * 110, 0.52)
        ]
        puffed = smooth(h.solid.on(tuft, 1.16), 4)
        shapes.append(Fill((puffed,), colour, 0.8, 0.8))
    return shapes


def _bobs(h: Head, wind: float) -> list[Shape]:
    return _curtains(-0.72, 0.08)(h, wind)


def _none(h: Head, wind: float) -> list[Shape]:
    return []


def _wave_locks(h: Head, wind: float) -> list[Shape]:
    """Wavy locks that fall over the shoulders at both sides of the face."""
    shapes: list[Shape] = []
    for s in (-1, 1):
        if h.behind or h.solid.sees(s * 80) < -0.5:
            continue
        (x, y) = h.solid.spot(s * 84, 0.3, 1.08)
        line = [(x, y), (x + s * 0.1, -0.2), (x - s * 0.02, -0.7), (x + s * 0.12, -1.2), (x + wind * 0.2, -1.75)]
        shapes.append(
            Fill((lock(h.frame.place(line), h.frame.size * 0.26, 0.0, 1.3),), h.person.hair_colour, 0.8, 0.85)
        )
        shapes.append(
            Stroke(flow(h.frame.place([(a + 0.03, b) for a, b in line[:4]])), h.frame.size * 0.03,
            tint(h.person.hair_colour, 1.25))
        )
    return shapes


_BEHIND: dict[str, Callable[[Head, float], list[Shape]]] = {
    "long": _mane(1.5, 0.0, 0.98), "wavy": _mane(1.05, 0.09, 1.14), "bob": _mane(-0.22, 0.0, 1.04),
    "bowl": _mane(-0.55, 0.0, 0.96),
    "wild": _mane(0.15, 0.12, 1.12), "curly": _cloud(1.16, 12, 0.16), "afro": _cloud(1.52, 16, 0.34), "ponytail": _tail,
    "braid": _one_braid,
    "braids": _two_braids, "twintails": _two_tails, "spiky": _spikes, "bun": _knot(0.92, 0.75, 0.40),
    "topknot": _knot(1.12, 0.35, 0.24),
}
_FRINGE: dict[str, Callable[[Head], list[Shape]]] = {
    "bob": _straight, "bowl": _straight, "long": _parted, "wavy": _parted, "bun": _brushed, "topknot": _brushed,
    "ponytail": _side_part,
    "spiky": _spiky_fringe, "wild": _spiky_fringe, "curly": _curly_fringe, "afro": _curly_fringe, "braids": _parted,
    "twintails": _straight,
}
_SIDES: dict[str, Callable[[Head, float], list[Shape]]] = {
    "bob": _bobs, "long": _curtains(-1.15, 0.02), "wavy": _wave_locks, "bowl": _curtains(-0.2, 0.0),
    "wild": _wave_locks,
}
