"""A head and its hat come in, the hat's shapes go out: behind the head, and before it."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

import numpy as np

from renderer.backends.animatic.curves import Points, bumpy, ellipse, flow, smooth
from renderer.backends.animatic.heads import Head
from renderer.backends.animatic.hues import bgr
from renderer.backends.animatic.ink import Colour, Fill, Shape, Stroke, blend, tint
from renderer.backends.animatic.look import Garment

_OPEN = frozenset(("crown", "wreath", "headband", "bow", "hairpin"))


def hides_hair(hat: Garment | None) -> bool:
    """Whether what stands up from the crown (spikes, buns, clouds) has to go under the hat."""
    return hat is not None and hat.kind not in _OPEN


def behind(h: Head, hat: Garment) -> list[Shape]:
    """The part of the hat that lies behind the head."""
    if hat.kind == "hood":
        ring = [
            (-1.02, -0.9), (-1.14, -0.2), (-1.05, 0.6), (-0.6, 1.16), (0.05, 1.34), (0.65, 1.14), (1.06, 0.6),
            (1.14, -0.2), (1.02, -0.9), (0, -1.25)
        ]
        shifted = [(x - 0.16 * sin(h.solid.yaw), y) for x, y in ring]
        return [Fill((smooth(h.frame.place(shifted)),), tint(hat.colour, 0.7))]
    if hat.kind in ("straw", "kasa", "wizard", "hat"):
        wide = {"straw": 1.62, "kasa": 1.75, "wizard": 1.55, "hat": 1.3}[hat.kind]
        return [Fill((h.frame.place(ellipse((0, 0.5), wide, 0.34)),), tint(hat.colour, 0.72))]
    if hat.kind == "kerchief":
        knot = [(-0.2, -0.5), (-0.6, -0.95), (-0.15, -0.8), (0.1, -1.15), (0.15, -0.6)]
        return [Fill((h.frame.place([(x - 0.8 * sin(h.solid.yaw), y) for x, y in knot]),), tint(hat.colour, 0.85))]
    return []


def before(h: Head, hat: Garment) -> list[Shape]:
    """The hat itself."""
    return _MAKERS.get(hat.kind, _cap)(h, hat.colour)


def _turn(h: Head, amount: float) -> float:
    return amount * sin(h.solid.yaw)


def _place(h: Head, points: list[tuple[float, float]], shift: float = -0.04) -> Points:
    """Points of the hat, tipped as the head nods."""
    tip = -h.solid.nod * 0.10
    return h.frame.place([(x + _turn(h, shift), y + tip) for x, y in points])


def _crown_of(h: Head, top: float, flat: float, base: float = 0.40) -> Points:
    """The dome of a hat between its band at ``base`` and its ``top``; ``flat`` squares its shoulders."""
    w = 0.93
    return smooth(
        _place(h, [(-w, base), (-w * 0.98, base + (top - base) * 0.45), (-w * flat, top - 0.06), (0, top),
        (w * flat, top - 0.06), (w * 0.98, base + (top - base) * 0.45),
                             (w, base), (0.5, base - 0.13), (0, base - 0.16), (-0.5, base - 0.13)]))


def _band(h: Head, y: float, high: float, puff: float = 1.12) -> Points:
    """A strip around the head at a level, curved by its roundness."""
    xs = np.linspace(-1, 1, 11)
    w = float(np.interp(y, (0.1, 0.5, 0.8), (0.85, 0.80, 0.62))) * puff
    sag = 0.16 * (1 - xs**2)
    low = [(x * w, y - s) for x, s in zip(xs, sag, strict=True)]
    top = [(x * w * 0.985, y + high - s) for x, s in zip(xs, sag, strict=True)]
    return _place(h, low + top[::-1])


def _brim(h: Head, wide: float, colour: Colour, y: float = 0.42, thick: float = 0.27) -> list[Shape]:
    tip = -h.solid.nod * 0.1
    ring = ellipse((0, y + tip), wide, thick, 0, 40)
    return [
        Fill((h.frame.place(ring),), colour), Fill((h.frame.place(ellipse((0, y + 0.05 + tip), 0.98, thick * 0.5)),),
        tint(colour, 0.72), 0.0, 0.0)
    ]


def _straw(h: Head, colour: Colour) -> list[Shape]:
    shapes = [
        *_brim(h, 1.62, colour), Fill((_crown_of(h, 1.25, 0.62),), tint(colour, 1.06)),
        Fill((_band(h, 0.42, 0.17, 1.17),), bgr("a8453a"), 0.6, 0.6)
    ]
    for k in range(4):
        ring = h.frame.place(ellipse((0, 0.42), 1.1 + 0.14 * k, 0.17 + 0.03 * k, 0, 40)[20:])
        shapes.append(Stroke(ring, h.frame.size * 0.02, tint(colour, 0.75)))
    for y in (0.75, 0.92, 1.08):
        shapes.append(
            Stroke(flow(_place(h, [(-0.75, y), (0, y - 0.08), (0.75, y)])), h.frame.size * 0.02, tint(colour, 0.78))
        )
    return shapes


def _kasa(h: Head, colour: Colour) -> list[Shape]:
    cone = _place(
        h, [(-1.75, 0.42), (-0.9, 0.88), (0, 1.45), (0.9, 0.88), (1.75, 0.42), (0.9, 0.2), (0, 0.13), (-0.9, 0.2)]
    )
    shapes: list[Shape] = [Fill((cone,), colour)]
    for x in (-1.2, -0.6, 0.0, 0.6, 1.2):
        shapes.append(
            Stroke(_place(h, [(0, 1.42), (x, 0.25 + 0.06 * abs(x))]), h.frame.size * 0.025, tint(colour, 0.74))
        )
    shapes.append(
        Stroke(flow(_place(h, [(-0.9, 0.68), (0, 0.5), (0.9, 0.68)])), h.frame.size * 0.025, tint(colour, 0.74))
    )
    return shapes


def _wizard(h: Head, colour: Colour) -> list[Shape]:
    bend = 0.25 + _turn(h, -0.2)
    cone = _place(
        h, [(-0.9, 0.42), (-0.62, 1.0), (-0.35, 1.7), (bend - 0.1, 2.25), (bend + 0.38, 2.42), (bend + 0.18, 2.05),
        (0.42, 1.5), (0.68, 1.0), (0.9, 0.42), (0, 0.26)]
    )
    shapes = [
        *_brim(h, 1.5, colour), Fill((smooth(cone, 5),), colour), Fill((_band(h, 0.42, 0.2, 1.14),), bgr("d9ad45"), 0.6,
        0.6)
    ]
    for x, y, r in ((-0.25, 1.1, 0.09), (0.3, 0.9, 0.07), (0.05, 1.6, 0.07)):
        star = [(x + cos(pi / 2 + k * pi / 5) * r * (1 if k % 2 == 0 else 0.45),
        y + sin(pi / 2 + k * pi / 5) * r * (1 if k % 2 == 0 else 0.45)) for k in range(10)]
        shapes.append(Fill((_place(h, star),), bgr("f2d27a"), 0.0, 0.0))
    return shapes


def _hat(h: Head, colour: Colour) -> list[Shape]:
    return [
        *_brim(h, 1.32, colour, 0.42, 0.22), Fill((_crown_of(h, 1.22, 0.74),), colour),
        Fill((_band(h, 0.42, 0.18, 1.17),), tint(colour, 0.55), 0.6, 0.5),
            Stroke(flow(_place(h, [(-0.3, 1.14), (0, 1.05), (0.35, 1.15)])), h.frame.size * 0.04, tint(colour, 0.6))]


def _tophat(h: Head, colour: Colour) -> list[Shape]:
    tube = _place(
        h, [(-0.78, 0.42), (-0.74, 1.1), (-0.84, 1.75), (-0.4, 1.86), (0, 1.88), (0.4, 1.86), (0.84, 1.75), (0.74, 1.1),
        (0.78, 0.42), (0, 0.3)]
    )
    return [
        *_brim(h, 1.2, colour, 0.42, 0.18), Fill((tube,), colour),
        Fill((_band(h, 0.44, 0.24, 1.0),), bgr("8a2f3a"), 0.6, 0.5)
    ]


def _cap(h: Head, colour: Colour) -> list[Shape]:
    front = _turn(h, 0.55)
    peak = _place(
        h, [(-0.72 + front, 0.42), (-0.68 + front * 1.4, 0.16), (front * 1.7, 0.04), (0.68 + front * 1.5, 0.16),
        (0.72 + front, 0.42), (front, 0.32)], 0.0
    )
    shapes: list[Shape] = [Fill((_crown_of(h, 1.17, 0.66),), colour)]
    if not h.behind:
        shapes.append(Fill((smooth(peak),), tint(colour, 0.82)))
    seam = _place(h, [(front * 0.6, 0.4), (front * 0.3, 0.9), (0, 1.17)])
    return [
        *shapes, Stroke(flow(seam), h.frame.size * 0.025, tint(colour, 0.7)),
        Fill((_place(h, [(-0.1, 1.13), (0, 1.24), (0.1, 1.13)]),), tint(colour, 0.8), 0.5, 0.6)
    ]


def _sailorcap(h: Head, colour: Colour) -> list[Shape]:
    navy = bgr("26345c")
    front = _turn(h, 0.5)
    top = smooth(
        _place(h, [(-0.95, 0.66), (-1.18, 0.9), (-0.7, 1.16), (0, 1.24), (0.7, 1.16), (1.18, 0.9), (0.95, 0.66),
        (0, 0.5)])
    )
    peak = _place(
        h, [(-0.66 + front, 0.36), (-0.6 + front * 1.4, 0.12), (front * 1.6, 0.02), (0.6 + front * 1.4, 0.12),
        (0.66 + front, 0.36), (front, 0.26)], 0.0
    )
    badge = ellipse((front * 1.1, 0.50), 0.12, 0.12)
    shapes: list[Shape] = [Fill((top,), colour), Fill((_band(h, 0.4, 0.28, 1.12),), navy, 0.7, 0.7)]
    if not h.behind:
        shapes += [
            Fill((smooth(peak),), bgr("23222a")), Fill((_place(h, [tuple(p) for p in badge], 0.0),), bgr("e0b544"), 0.5,
            0.6)
        ]
    return shapes


def _beanie(h: Head, colour: Colour) -> list[Shape]:
    bobble = bumpy(ellipse((0, 1.32), 0.25, 0.23, 0, 42), 0.12, 9)
    shapes: list[Shape] = [
        Fill((_place(h, [tuple(p) for p in bobble]),), tint(colour, 1.3)), Fill((_crown_of(h, 1.22, 0.64),), colour)
    ]
    shapes.append(Fill((_band(h, 0.34, 0.26, 1.16),), tint(colour, 0.86)))
    for x in np.linspace(-0.8, 0.8, 9):
        sag = 0.16 * (1 - x * x)
        shapes.append(Stroke(_place(h, [(x, 0.36 - sag), (x, 0.58 - sag)]), h.frame.size * 0.025, tint(colour, 0.66)))
    return shapes


def _beret(h: Head, colour: Colour) -> list[Shape]:
    disc = smooth(
        _place(h, [(-0.92, 0.5), (-1.15, 0.78), (-0.6, 1.15), (0.2, 1.22), (1.05, 0.98), (1.2, 0.66), (0.8, 0.42),
        (0, 0.42)])
    )
    return [
        Fill((disc,), colour), Stroke(_place(h, [(0.1, 1.2), (0.14, 1.34)]), h.frame.size * 0.06, tint(colour, 0.7))
    ]


def _hood(h: Head, colour: Colour) -> list[Shape]:
    if h.behind:
        return [
            Fill((smooth(_place(h, [(-1.0, -0.9), (-1.08, 0.2), (-0.6, 1.1), (0.05, 1.32), (0.6, 1.1), (1.08, 0.2),
            (1.0, -0.9)])),), colour)
        ]
    outer = [
        (-0.98, -0.95), (-1.12, -0.2), (-1.04, 0.6), (-0.6, 1.14), (0.05, 1.32), (0.65, 1.12), (1.05, 0.6),
        (1.12, -0.2), (0.98, -0.95)
    ]
    inner = [
        (62, -1.0), (78, -0.5), (84, 0.0), (74, 0.42), (45, 0.68), (0, 0.76), (-45, 0.68), (-74, 0.42), (-84, 0.0),
        (-78, -0.5), (-62, -1.0)
    ]
    rim = h.solid.on(inner, 1.06)
    edge = flow(_place(h, outer, -0.12), 5)
    return [
        Fill((np.concatenate((edge, flow(rim, 4))),), colour), Stroke(flow(rim, 4), h.frame.size * 0.05,
        tint(colour, 1.22), (0.8, 0.8))
    ]


def _helmet(h: Head, colour: Colour) -> list[Shape]:
    shapes: list[Shape] = []
    if h.person.wears("overalls"):
        bubble = ellipse((0, 0), 1.28, 1.3, 0, 40)
        ring = h.frame.place(bubble)
        return [
            Stroke(np.concatenate((ring, ring[:1])), h.frame.size * 0.09, tint(colour, 1.1), (1, 1)),
            Stroke(h.frame.place(ellipse((0, 0), 1.05, 1.08, 0, 40)[14:19]), h.frame.size * 0.1, bgr("ffffff")),
                Fill(
                    (_place(h, [(-0.9, -1.25), (-0.95, -1.0), (0, -1.15), (0.95, -1.0), (0.9, -1.25), (0, -1.42)]),),
                    colour
                )]
    back = _turn(h, -0.5)
    plume = smooth(
        _place(h, [(0.25 + back * 0.2, 1.12), (0.2 + back, 1.62), (-0.3 + back * 1.6, 1.6), (-0.8 + back * 1.9, 0.9),
        (-0.55 + back, 0.75), (-0.2 + back * 0.4, 1.1)])
    )
    shapes += [Fill((plume,), bgr("b83a35")), Fill((_crown_of(h, 1.16, 0.68, 0.34),), colour)]
    for s in (-1, 1):
        if h.solid.sees(s * 80) > -0.5:
            guard = [(s * 62, 0.34), (s * 66, -0.1), (s * 56, -0.55), (s * 74, -0.62), (s * 96, -0.2), (s * 104, 0.34)]
            shapes.append(Fill((smooth(h.solid.on(guard, 1.12)),), tint(colour, 0.94)))
    shapes.append(Fill((_band(h, 0.32, 0.16, 1.2),), tint(colour, 1.15)))
    if not h.behind:
        nasal = h.line([(-0.09, 0.3, 0.15), (-0.05, -0.22, 0.25), (0.05, -0.22, 0.25), (0.09, 0.3, 0.15)])
        shapes.append(Fill((nasal,), tint(colour, 1.05)))
    return [
        *shapes, Stroke(flow(_place(h, [(-0.5, 0.62), (-0.42, 0.9), (-0.2, 1.05)])), h.frame.size * 0.07,
        tint(colour, 1.6))
    ]


def _crown(h: Head, colour: Colour) -> list[Shape]:
    points: list[tuple[float, float]] = []
    for k in range(11):
        x = -0.74 + 0.148 * k
        points.append((x * (1.12 if k % 2 == 0 else 1.0), 1.28 if k % 2 == 0 else 0.92))
    base = [(0.74, 0.56), (0.4, 0.46), (0, 0.43), (-0.4, 0.46), (-0.74, 0.56)]
    shapes: list[Shape] = [Fill((_place(h, points + base),), colour)]
    for k, x in enumerate((-0.5, -0.17, 0.17, 0.5)):
        gem = ellipse((x + _turn(h, 0.15), 0.62 - 0.1 * (1 - x * x)), 0.07, 0.08)
        shapes.append(Fill((_place(h, [tuple(p) for p in gem]),), (bgr("c23440"), bgr("3a78b8"))[k % 2], 0.6, 0.6))
    for k in range(0, 11, 2):
        shapes.append(
            Fill((_place(h, [tuple(p) for p in ellipse(points[k], 0.055, 0.055, 0, 12)]),), tint(colour, 1.2), 0.6, 0.6)
        )
    return shapes


def _wreath(h: Head, colour: Colour) -> list[Shape]:
    shapes: list[Shape] = []
    for k, x in enumerate(np.linspace(-0.9, 0.9, 13)):
        y = 0.62 - 0.2 * (1 - x * x)
        leaf = ellipse((x * 0.94, y + (0.05 if k % 2 else -0.04)), 0.16, 0.065, 0.9 if k % 2 else -0.5, 14)
        shapes.append(Fill((_place(h, [tuple(p) for p in leaf]),), tint(colour, 0.9 + 0.1 * (k % 3)), 0.6, 0.7))
        if k % 3 == 1 and h.person.gender == "f":
            bloom = bumpy(ellipse((x * 0.94, y), 0.11, 0.11, 0, 30), 0.3, 5)
            shapes.append(Fill((_place(h, [tuple(p) for p in bloom]),), bgr("f0a8b4"), 0.5, 0.6))
    return shapes


def _kerchief(h: Head, colour: Colour) -> list[Shape]:
    back = _place(h, [(-0.98, 0.05), (-1.0, 0.5), (-0.62, 1.02), (0, 1.17), (0.62, 1.02), (1.0, 0.5), (0.98, 0.05)])
    rim = h.solid.on([(84, 0.1), (60, 0.48), (0, 0.64), (-60, 0.48), (-84, 0.1)], 1.06)
    shapes: list[Shape] = [Fill((np.concatenate((flow(back), flow(rim))),), colour)]
    for x, y in ((-0.45, 0.8), (0.05, 0.9), (0.5, 0.75), (-0.2, 1.02), (0.3, 1.0), (-0.7, 0.55), (0.76, 0.5)):
        shapes.append(
            Fill((_place(h, [tuple(p) for p in ellipse((x, y), 0.055, 0.05, 0, 10)]),), tint(colour, 1.6), 0.0, 0.0)
        )
    return shapes


def _headband(h: Head, colour: Colour) -> list[Shape]:
    return [Fill((_band(h, 0.5, 0.16, 1.1),), colour, 0.7, 0.8)]


def _bow(h: Head, colour: Colour) -> list[Shape]:
    x, y = 0.5 - _turn(h, 0.3), 0.95
    loops = [[(x, y), (x - 0.38, y + 0.24), (x - 0.42, y - 0.14)], [(x, y), (x + 0.38, y + 0.24), (x + 0.42, y - 0.14)]]
    return [
        *(Fill((smooth(h.frame.place(loop)),), colour) for loop in loops),
        Fill((h.frame.place(ellipse((x, y), 0.1, 0.11)),), tint(colour, 0.85))
    ]


def _hairpin(h: Head, colour: Colour) -> list[Shape]:
    x, y = 0.62 - _turn(h, 0.35), 0.62
    bloom = bumpy(ellipse((x, y), 0.19, 0.19, 0, 40), 0.3, 5)
    drops = [
        Stroke(h.frame.place([(x + 0.1 + k * 0.07, y - 0.15), (x + 0.12 + k * 0.07, y - 0.45)]), h.frame.size * 0.03,
        colour) for k in (0, 1)
    ]
    return [
        *drops, Fill((h.frame.place(bloom),), bgr("e88a9c") if sum(colour) > 300 else colour, 0.7, 0.8),
        Fill((h.frame.place(ellipse((x, y), 0.06, 0.06)),), bgr("f4d26a"), 0.0, 0.0)
    ]


def _chef(h: Head, colour: Colour) -> list[Shape]:
    puff = bumpy(ellipse((0, 1.25), 1.05, 0.5, 0, 48), 0.14, 7)
    return [
        Fill((_place(h, [tuple(p) for p in puff]),), colour), Fill((_band(h, 0.46, 0.42, 1.08),),
        blend(colour, bgr("d8d2c8"), 0.3))
    ]


_MAKERS: dict[str, Callable[[Head, Colour], list[Shape]]] = {
    "straw": _straw, "kasa": _kasa, "wizard": _wizard, "hat": _hat, "tophat": _tophat, "cap": _cap,
    "sailorcap": _sailorcap, "beanie": _beanie,
    "beret": _beret, "hood": _hood, "helmet": _helmet, "crown": _crown, "wreath": _wreath, "kerchief": _kerchief,
    "headband": _headband, "bow": _bow,
    "hairpin": _hairpin, "cheff": _chef,
}
