"""A prop and the hand that holds it come in, its shapes go out."""

from __future__ import annotations

from collections.abc import Callable
from math import radians

import numpy as np

from renderer.backends.animatic.curves import Frame, bumpy, ellipse, flow, smooth
from renderer.backends.animatic.hues import bgr
from renderer.backends.animatic.ink import Colour, Fill, Shape, Stroke, Wash, tint

_WOOD = bgr("7d5236")
_STEEL = bgr("c9d0d8")
CARRIED = frozenset(("shield", "basket", "bag", "box"))
"""Props that hang from a hand or an arm rather than stand in it."""


def prop(kind: str, colour: Colour, hand: tuple[float, float], size: float, lean: float) -> list[Shape]:
    """The prop in the figure's coordinates. ``size`` is a hand's width, about a twentieth of the holder; ``lean`` tips
    it forward, in degrees from upright."""
    make = _MAKERS.get(kind)
    return make(Frame(hand[0], hand[1], size, -radians(lean)), colour) if make else []


def _pole(f: Frame, low: float, high: float, width: float, colour: Colour) -> Fill:
    return Fill(
        (f.place([(-width, low), (width, low), (width * 0.85, high), (-width * 0.85, high)]),), colour, 0.9, 0.8
    )


def _lantern(f: Frame, colour: Colour) -> list[Shape]:
    # it hangs plumb, however the arm leans
    g = Frame(f.x, f.y, f.size)
    glass = smooth(
        g.place([(-0.62, -1.3), (0.62, -1.3), (0.74, -2.0), (0.55, -2.75), (-0.55, -2.75), (-0.74, -2.0)]), 4
    )
    center = g.place([(0, -2.0)])[0]
    at = (float(center[0]), float(center[1]))
    flame = smooth(g.place([(0, -1.5), (0.24, -2.05), (0.0, -2.4), (-0.24, -2.05)]))
    cage = [
        Stroke(g.place([(x, -1.25), (x * 1.25, -2.0), (x, -2.8)]), f.size * 0.1, tint(colour, 0.75),
        (1, 1)) for x in (-0.42, 0.42)
    ]
    handle = g.place([(np.cos(a) * 0.5, -0.75 + np.sin(a) * 0.78) for a in np.linspace(0, np.pi, 12)])
    return [
        Wash(
            at, f.size * 6.0, f.size * 6.0, bgr("ffcf73"), 0.42, True
        ), Stroke(handle, f.size * 0.13, tint(colour, 0.7), (1, 1)),
        Fill((glass,), bgr("ffe9a8"), 0.0, 0.9), Fill((flame,), bgr("ff9a2e"), 0.0, 0.0), Fill(
            (g.place(ellipse((0, -2.12), 0.11, 0.2)),), bgr("fffbe0"), 0.0, 0.0
        ), *cage,
        Fill((g.place([(-0.78, -1.3), (-0.45, -0.78), (0.45, -0.78), (0.78, -1.3)]),), colour, 0.9, 0.9),
        Fill(
            (g.place([(-0.82, -3.05), (-0.66, -2.7), (0.66, -2.7), (0.82, -3.05)]),), colour, 0.9, 0.9
        ), Wash(at, f.size * 2.0, f.size * 2.0, bgr("fff0b8"), 0.55, True),
    ]


def _sword(f: Frame, colour: Colour) -> list[Shape]:
    blade = f.place([(-0.26, 0.9), (0.26, 0.9), (0.22, 6.2), (0.0, 7.0), (-0.22, 6.2)])
    return [Fill((blade,), _STEEL, 0.8, 0.8), Stroke(f.place([(0, 1.1), (0, 6.2)]), f.size * 0.09, tint(_STEEL, 0.7)),
            Fill((f.place([(-0.95, 0.66), (0.95, 0.66), (0.85, 0.98), (-0.85, 0.98)]),), bgr("c79a45"), 0.8, 0.8),
            _pole(f, -0.8, 0.7, 0.2, bgr("5a3428")), Fill(
                (f.place(ellipse((0, -0.95), 0.3, 0.3)),), bgr("c79a45"), 0.8, 0.8
            )]


def _spear(f: Frame, colour: Colour) -> list[Shape]:
    tip = f.place([(0, 11.0), (0.48, 9.7), (0.14, 9.1), (-0.14, 9.1), (-0.48, 9.7)])
    return [
        _pole(f, -8.0, 9.2, 0.16, colour), Fill((tip,), _STEEL, 0.8, 0.8),
        Fill((f.place([(-0.3, 8.9), (0.3, 8.9), (0.24, 9.2), (-0.24, 9.2)]),), bgr("b83a35"), 0.6, 0.6)
    ]


def _shield(f: Frame, colour: Colour) -> list[Shape]:
    g = Frame(f.x, f.y, f.size)
    ring = [
        Fill((g.place(ellipse((0, 0.2), r, r, 0, 40)),), c, s, 0.9) for r, c,
        s in ((3.0, bgr("c79a45"), 1.0), (2.6, colour, 1.0), (1.1, bgr("c79a45"), 1.0), (0.7, tint(colour, 1.2), 0.8))
    ]
    return [*ring, Stroke(g.place(ellipse((0, 0.2), 2.4, 2.4, 0, 40)[14:20]), f.size * 0.2, tint(colour, 1.5))]


def _staff(f: Frame, colour: Colour) -> list[Shape]:
    line = f.place(
        [(0.0, -7.6), (0.05, -3), (-0.05, 1.0), (0.08, 4.4), (-0.35, 5.6), (0.25, 6.3), (0.8, 5.7), (0.5, 5.2)]
    )
    return [
        Stroke(flow(line), f.size * 0.52, tint(colour, 0.35), (0.9, 0.7)),
        Stroke(flow(line), f.size * 0.36, colour, (0.9, 0.7)),
            Stroke(flow(line[:4] + np.array((-f.size * 0.06, 0))), f.size * 0.08, tint(colour, 1.4))]


def _oar(f: Frame, colour: Colour) -> list[Shape]:
    blade = smooth(
        f.place([(-0.2, -4.6), (-0.65, -5.6), (-0.6, -8.4), (0.0, -8.8), (0.6, -8.4), (0.65, -5.6), (0.2, -4.6)]), 4
    )
    return [
        _pole(f, -5.0, 3.4, 0.2, colour), Fill((blade,), tint(colour, 1.12)),
        Stroke(f.place([(0, -5.2), (0, -8.2)]), f.size * 0.1, tint(colour, 0.7))
    ]


def _bow(f: Frame, colour: Colour) -> list[Shape]:
    limb = f.place([(-1.2, 4.6), (-0.5, 4.2), (0.35, 2.2), (0.1, 0.0), (0.35, -2.2), (-0.5, -4.2), (-1.2, -4.6)])
    return [
        Stroke(f.place([(-1.1, 4.5), (-1.1, -4.5)]), f.size * 0.07, bgr("e8dcc4"), (1, 1)),
        Stroke(flow(limb), f.size * 0.42, tint(colour, 0.35), (0.5, 0.5)),
        Stroke(flow(limb), f.size * 0.28, colour, (0.5, 0.5))
    ]


def _book(f: Frame, colour: Colour) -> list[Shape]:
    cover = f.place([(-1.7, -0.2), (-0.1, -0.55), (1.6, -0.1), (1.7, 2.0), (0.0, 1.6), (-1.7, 2.0)])
    pages = f.place([(-1.5, 0.05), (-0.05, -0.3), (1.45, 0.1), (1.5, 2.0), (0.0, 1.65), (-1.5, 2.05)])
    lines = [
        Stroke(f.place([(x, y), (x + 1.0, y - 0.05)]), f.size * 0.06, bgr("a99c88")) for x in (-1.3,
        0.25) for y in (0.6, 0.95, 1.3)
    ]
    return [
        Fill((cover,), colour), Fill((pages,), bgr("f4ead2"), 0.7, 0.6), *lines,
        Stroke(f.place([(0, -0.35), (0, 1.62)]), f.size * 0.1, bgr("8a7a64"))
    ]


def _cup(f: Frame, colour: Colour) -> list[Shape]:
    g = Frame(f.x, f.y, f.size, f.angle * 0.5)
    body = g.place([(-0.6, 1.3), (-0.5, 0.0), (-0.25, -0.25), (0.25, -0.25), (0.5, 0.0), (0.6, 1.3)])
    steam = [
        Stroke(flow(g.place([(x, 1.6), (x + 0.2, 2.1), (x - 0.1, 2.6), (x + 0.1, 3.1)])), f.size * 0.12,
        bgr("f4f1ea")) for x in (-0.2, 0.25)
    ]
    return [
        Stroke(flow(g.place([(0.5, 1.0), (1.0, 0.8), (0.9, 0.3), (0.45, 0.2)])), f.size * 0.2, tint(colour, 0.8),
        (1, 1)), Fill((body,), colour), Fill((g.place(ellipse((0, 1.3), 0.6, 0.17)),), tint(colour, 0.55), 0.0, 0.5),
        *steam
    ]


def _umbrella(f: Frame, colour: Colour) -> list[Shape]:
    dome = [(-3.9, 4.6), (-3.2, 6.4), (-1.8, 7.5), (0, 7.9), (1.8, 7.5), (3.2, 6.4), (3.9, 4.6)]
    scallop = [(3.0, 5.0), (2.0, 4.65), (1.0, 5.0), (0, 4.65), (-1.0, 5.0), (-2.0, 4.65), (-3.0, 5.0)]
    outline = np.concatenate((flow(f.place(dome), 5), f.place(scallop)))
    ribs = [
        Stroke(flow(f.place([(0, 7.85), (x * 0.62, 6.6), (x, 4.7)])), f.size * 0.1, tint(colour, 0.7)) for x in (-2.0,
        0.0, 2.0)
    ]
    hook = Stroke(flow(f.place([(0, -1.2), (0.1, -1.8), (0.55, -1.9), (0.75, -1.4)])), f.size * 0.2, _WOOD, (1, 1))
    return [
        _pole(f, -1.3, 7.6, 0.11, _WOOD), hook, Fill((outline,), colour), *ribs,
        Fill((f.place([(-0.1, 7.8), (0, 8.5), (0.1, 7.8)]),), _WOOD, 0.0, 0.6)
    ]


def _basket(f: Frame, colour: Colour) -> list[Shape]:
    g = Frame(f.x, f.y, f.size)
    handle = Stroke(
        g.place([(np.cos(a) * 1.15, -1.1 + np.sin(a) * 1.3) for a in np.linspace(0, np.pi, 14)]), f.size * 0.22,
        tint(colour, 0.75), (1, 1)
    )
    tub = smooth(g.place([(-1.4, -1.1), (-1.2, -2.4), (-0.7, -2.75), (0.7, -2.75), (1.2, -2.4), (1.4, -1.1)]), 4)
    weave = [
        Stroke(g.place([(-1.25, y), (0, y - 0.16), (1.25, y)]), f.size * 0.1, tint(colour, 0.7)) for y in (-1.55, -1.95,
        -2.35)
    ]
    fruit = [
        Fill((g.place(ellipse((x, -0.95), 0.46, 0.42)),), bgr(c), 0.9, 0.8) for x,
        c in ((-0.7, "c8372d"), (0.1, "d9a034"), (0.8, "7aa84a"))
    ]
    return [
        *fruit, Fill((tub,), colour), *weave, Stroke(g.place([(-1.4, -1.15), (0, -1.3), (1.4, -1.15)]), f.size * 0.28,
        tint(colour, 1.15), (1, 1)), handle
    ]


def _bag(f: Frame, colour: Colour) -> list[Shape]:
    g = Frame(f.x, f.y, f.size)
    case = smooth(
        g.place([(-1.5, -0.9), (-1.65, -1.6), (-1.5, -2.8), (0, -2.95), (1.5, -2.8), (1.65, -1.6), (1.5, -0.9),
        (0, -0.78)]), 4
    )
    handle = Stroke(
        g.place([(np.cos(a) * 0.6, -0.85 + np.sin(a) * 0.9) for a in np.linspace(0, np.pi, 12)]), f.size * 0.2,
        tint(colour, 0.65), (1, 1)
    )
    flap = g.place([(-1.5, -0.92), (1.5, -0.92), (1.2, -1.7), (0, -1.95), (-1.2, -1.7)])
    return [
        handle, Fill((case,), colour), Fill((flap,), tint(colour, 0.88), 0.7, 0.7),
        Fill((g.place(ellipse((0, -1.8), 0.2, 0.2)),), bgr("d8ab3c"), 0.7, 0.6)
    ]


def _flower(f: Frame, colour: Colour) -> list[Shape]:
    stem = Stroke(flow(f.place([(0, -1.2), (0.1, 0.6), (0.0, 2.0)])), f.size * 0.16, bgr("4f8a4a"), (1, 1))
    leaf = Fill((smooth(f.place([(0.08, 0.6), (0.7, 1.2), (0.15, 1.1)])),), bgr("5f9a52"), 0.7, 0.7)
    bloom = bumpy(ellipse(f.place([(0, 2.5)])[0], f.size * 0.85, f.size * 0.8, 0.2, 60), 0.28, 6)
    return [
        stem, leaf, Fill((bloom,), colour), Fill((f.place(ellipse((0, 2.5), 0.27, 0.27)),), bgr("f2cf5c"), 0.7, 0.6)
    ]


def _letter(f: Frame, colour: Colour) -> list[Shape]:
    sheet = f.place([(-1.2, -0.3), (1.2, -0.3), (1.2, 1.5), (-1.2, 1.5)])
    return [
        Fill((sheet,), colour, 0.6, 0.8), Stroke(f.place([(-1.15, 1.45), (0, 0.5), (1.15, 1.45)]), f.size * 0.08,
        bgr("a99c88"), (1, 1)), Fill((f.place(ellipse((0, 0.5), 0.24, 0.24)),), bgr("b8342f"), 0.7, 0.5)
    ]


def _rope(f: Frame, colour: Colour) -> list[Shape]:
    g = Frame(f.x, f.y, f.size)
    loops = [g.place(ellipse((0.06 * k, -0.9 - 0.12 * k), 0.8 + 0.06 * k, 1.15, 0, 30)) for k in range(3)]
    return [
        shape for loop in loops for shape in (Stroke(loop, f.size * 0.36, tint(colour, 0.4), (1, 1)),
        Stroke(loop, f.size * 0.24, colour, (1, 1)))
    ]


def _telescope(f: Frame, colour: Colour) -> list[Shape]:
    g = f.at(0, 0, 1, -1.45)
    return [
        _pole(g, 1.2, 3.4, 0.3, tint(colour, 0.9)), _pole(g, -0.4, 1.4, 0.4, colour),
        _pole(g, 3.2, 3.6, 0.42, tint(colour, 1.2)), _pole(g, -1.2, -0.3, 0.28, bgr("5a3428"))
    ]


def _lute(f: Frame, colour: Colour) -> list[Shape]:
    g = f.at(0, 0, 1, -1.05)
    body = smooth(g.place([(0, -1.2), (-1.1, -1.9), (-1.5, -3.2), (0, -4.4), (1.5, -3.2), (1.1, -1.9)]), 5)
    strings = [
        Stroke(g.place([(x * 0.4, 3.0), (x, -3.4)]), f.size * 0.05, bgr("f0e3c4"), (1, 1)) for x in (-0.2, 0.0, 0.2)
    ]
    return [
        _pole(g, -1.5, 3.4, 0.22, tint(colour, 0.62)), Fill((body,), colour),
        Fill((g.place(ellipse((0, -2.7), 0.5, 0.5)),), tint(colour, 0.35), 0.0, 0.5),
        Fill((g.place([(-0.35, 3.3), (0.35, 3.3), (0.25, 4.1), (-0.25, 4.1)]),), tint(colour, 0.5)), *strings
    ]


def _flute(f: Frame, colour: Colour) -> list[Shape]:
    g = f.at(0, 0, 1, -1.25)
    holes = [
        Fill((g.place(ellipse((0, y), 0.08, 0.08, 0, 10)),), tint(colour, 0.4), 0.0, 0.0) for y in (0.6, 1.1, 1.6, 2.1)
    ]
    return [_pole(g, -1.4, 3.4, 0.18, colour), *holes]


def _rod(f: Frame, colour: Colour) -> list[Shape]:
    line = flow(f.place([(0, -1.6), (0.1, 3.0), (0.5, 8.0), (1.9, 12.0)]))
    tip = line[-1]
    thread = flow([tip, tip + np.array((f.size * 0.4, -f.size * 4)), tip + np.array((f.size * 0.5, -f.size * 11))])
    bob = ellipse(thread[-1], f.size * 0.25, f.size * 0.3)
    return [
        Stroke(thread, f.size * 0.05, bgr("e8e4da"), (1, 1)), Fill((bob,), bgr("c8372d"), 0.7, 0.7),
        Stroke(line, f.size * 0.36, tint(colour, 0.4), (0.9, 0.3)), Stroke(line, f.size * 0.24, colour, (0.9, 0.3)),
        _pole(f, -1.8, 0.6, 0.22, tint(colour, 0.7))
    ]


def _fan(f: Frame, colour: Colour) -> list[Shape]:
    arc = [(np.sin(a) * 2.7, 0.1 + np.cos(a) * 2.7) for a in np.linspace(-1.05, 1.05, 13)]
    ribs = [
        Stroke(f.place([(0, -0.2), (np.sin(a) * 2.6, np.cos(a) * 2.6)]), f.size * 0.08,
        tint(colour, 0.7)) for a in np.linspace(-0.9, 0.9, 6)
    ]
    return [Fill((f.place([(0, -0.3), *arc]),), colour), *ribs]


def _fish(f: Frame, colour: Colour) -> list[Shape]:
    g = Frame(f.x, f.y, f.size)
    body = smooth(g.place([(0, 0.1), (0.6, -1.0), (0.45, -2.2), (0, -2.9), (-0.45, -2.2), (-0.6, -1.0)]), 5)
    tail = g.place([(0, -2.7), (0.7, -3.6), (0, -3.3), (-0.7, -3.6)])
    return [
        Fill((tail,), tint(colour, 0.85)), Fill((body,), colour), Fill((g.place(ellipse((0.15, -0.5), 0.12, 0.12, 0,
        10)),), bgr("2a1d20"), 0.0, 0.0)
    ]


def _phone(f: Frame, colour: Colour) -> list[Shape]:
    return [
        Fill((f.place([(-0.55, -0.6), (0.55, -0.6), (0.55, 1.5), (-0.55, 1.5)]),), colour),
        Fill((f.place([(-0.42, -0.4), (0.42, -0.4), (0.42, 1.3), (-0.42, 1.3)]),), bgr("8fd0f0"), 0.0, 0.0)
    ]


def _hammer(f: Frame, colour: Colour) -> list[Shape]:
    return [
        _pole(f, -1.6, 4.0, 0.2, _WOOD), Fill((f.place([(-0.9, 3.2), (0.9, 3.2), (0.9, 4.5), (-0.9, 4.5)]),), colour)
    ]


def _box(f: Frame, colour: Colour) -> list[Shape]:
    g = Frame(f.x, f.y, f.size)
    return [
        Fill((g.place([(-1.9, -1.2), (1.9, -1.2), (1.9, 1.5), (-1.9, 1.5)]),), colour),
        Fill((g.place([(-0.25, -1.2), (0.25, -1.2), (0.25, 1.5), (-0.25, 1.5)]),), tint(colour, 0.8), 0.0, 0.4)
    ]


def _fruit(f: Frame, colour: Colour) -> list[Shape]:
    g = Frame(f.x, f.y, f.size)
    return [
        Fill((g.place(ellipse((0, 0.35), 0.72, 0.7)),), colour), Stroke(g.place([(0, 0.95), (0.12, 1.35)]),
        f.size * 0.14, _WOOD), Fill((smooth(g.place([(0.1, 1.2), (0.6, 1.45), (0.35, 1.1)])),), bgr("5f9a52"), 0.5, 0.6)
    ]


_MAKERS: dict[str, Callable[[Frame, Colour], list[Shape]]] = {
    "lantern": _lantern, "sword": _sword, "spear": _spear, "shield": _shield, "staff": _staff, "oar": _oar, "bow": _bow,
    "book": _book, "cup": _cup,
    "umbrella": _umbrella, "basket": _basket, "bag": _bag, "flower": _flower, "letter": _letter, "rope": _rope,
    "telescope": _telescope, "lute": _lute,
    "flute": _flute, "rod": _rod, "fan": _fan, "fish": _fish, "phone": _phone, "hammer": _hammer, "box": _box,
    "fruit": _fruit,
}
