"""A clothed body and a garment come in; its cut goes out as shapes: collars, folds, buttons, skirts."""

from __future__ import annotations

from math import cos, sin

import numpy as np

from renderer.backends.animatic.body import SKIRTS, Body, cloth
from renderer.backends.animatic.curves import Points, ellipse, flow, mix, smooth
from renderer.backends.animatic.hues import bgr
from renderer.backends.animatic.ink import Colour, Fill, Shape, Stroke, blend, tint
from renderer.backends.animatic.look import Garment


def chest(body: Body) -> list[Shape]:
    """Necklines, patterns and details of shirt, dress, robe, armour."""
    full, top = body.full, body.top
    worn = full if full else top
    if worn is None:
        return []
    kind = worn.kind
    if full and top and kind == "overalls":
        return [*neckline(body, "round"), *_bib(body, full.colour)]
    if kind == "overalls":
        return [*neckline(body, "round"), *_bib(body, worn.colour)]
    if kind in ("kimono", "yukata", "hanfu", "robe"):
        return _wrapped(body, worn)
    if kind in ("toga", "chiton"):
        return _draped(body, worn)
    if kind == "armour":
        return _plates(body, worn)
    if kind == "suit":
        return _lapels(body, worn)
    if kind == "sailor":
        return _sailor_collar(body, worn)
    if kind == "stripes":
        return [*_stripes(body, worn), *neckline(body, "round")]
    if kind == "sweater":
        return _knit(body, worn)
    if kind == "dress":
        sash = np.concatenate(body.trunk.sides([0.30 * body.bones.build.trunk], 1.01))
        band = Stroke(
            sash, body.unit * 0.7, tint(worn.colour, 0.72) if worn.accent is None else worn.accent, (0.9, 0.9)
        )
        return [*neckline(body, ("round", "collar", "v")[body.person.vary("neck", 3)]), band]
    return [
        *neckline(body, "v" if kind == "tunic" else "collar"), *_placket(body, worn.colour)
    ] if kind == "shirt" else neckline(body, "v")


def neckline(body: Body, kind: str) -> list[Shape]:
    """The opening at the neck: "round", "v" or "collar"."""
    if body.bones.behind:
        return []
    skin = body.person.skin
    low = {"round": 0.90, "v": 0.78, "collar": 0.88}[kind]
    hole = [(-55, 1.03), (-38, 0.96), (0, low), (38, 0.96), (55, 1.03)]
    if kind == "v":
        hole = [(-48, 1.03), (-24, 0.92), (0, low), (24, 0.92), (48, 1.03)]
    shapes: list[Shape] = [
        Fill((body.on(hole),), blend(skin, bgr("b06048"), 0.08), 0.0, 0.0),
        Stroke(body.on(hole), body.unit * 0.16, tint(body.shirt, 0.66))
    ]
    if kind == "collar":
        light = tint(body.shirt, 1.3)
        for s in (-1, 1):
            shapes.append(
                Fill((body.on([(s * 62, 1.05), (s * 30, 0.97), (s * 2, 0.88), (s * 22, 0.80), (s * 52, 0.92)], 1.03),),
                light, 0.7, 0.8)
            )
    return shapes


def _placket(body: Body, colour: Colour) -> list[Shape]:
    if body.bones.behind:
        return []
    shapes: list[Shape] = [Stroke(body.on([(0, 0.86), (0, 0.5), (0, 0.08)]), body.unit * 0.12, tint(colour, 0.68))]
    for y in (0.72, 0.54, 0.36, 0.18):
        shapes.append(
            Fill((ellipse(body.on([(3, y)])[0], body.unit * 0.16, body.unit * 0.16, 0, 10),), tint(colour, 1.5), 0.0,
            0.5)
        )
    return shapes


def _stripes(body: Body, worn: Garment) -> list[Shape]:
    stripe = worn.accent or bgr("33477a")
    shapes: list[Shape] = []
    for y in np.linspace(0.06, 0.84, 7):
        band = body.on([(a, y) for a in range(-95, 100, 15)])
        shapes.append(Stroke(band, body.unit * 0.42, stripe, (0.9, 0.9)))
    return shapes


def _knit(body: Body, worn: Garment) -> list[Shape]:
    rib = tint(worn.colour, 0.78)
    shapes: list[Shape] = []
    for a in range(-75, 90, 15):
        shapes.append(Stroke(body.on([(a, 0.145), (a, 0.23)]), body.unit * 0.13, rib, (0.7, 0.7)))
    if body.person.vary("knit", 2):
        for y in (0.62, 0.72):
            zig = [(a, y + (0.03 if k % 2 else -0.03)) for k, a in enumerate(range(-88, 90, 11))]
            shapes.append(Stroke(body.on(zig), body.unit * 0.2, worn.accent or tint(worn.colour, 1.55), (0.8, 0.8)))
    collar = body.on(
        [(a, 1.06) for a in range(-90, 95, 20)] + [(a, 0.945 - 0.03 * cos(a / 57.3)) for a in range(90, -95, -20)], 1.12
    )
    return [*shapes, Fill((collar,), tint(worn.colour, 0.93), 0.7, 0.8)]


def _wrapped(body: Body, worn: Garment) -> list[Shape]:
    """Crossed collar and sash: kimono, hanfu, robe."""
    colour = worn.colour
    sash = body.person.wears("belt")
    band = sash.colour if sash else (worn.accent or blend(tint(colour, 0.6), bgr("c9a24a"), 0.45))
    shapes: list[Shape] = []
    edge = worn.accent or (bgr("f2ead8") if sum(colour) < 480 else tint(colour, 0.72))
    if not body.bones.behind:
        gap = body.on([(-42, 1.03), (0, 0.80), (42, 1.03)])
        shapes.append(Fill((gap,), body.person.skin, 0.0, 0.0))
        for s, end in ((-1, 26), (1, 22)):
            line = body.on([(s * 50, 1.05), (s * 26, 0.90), (-s * 4, 0.72), (-s * end, 0.42)], 1.02)
            shapes += [
                Stroke(flow(line), body.unit * 0.95, tint(colour, 0.6), (0.9, 0.9)),
                Stroke(flow(line), body.unit * 0.68, edge, (0.9, 0.9))
            ]
    low, high = (0.16, 0.46) if worn.kind in ("kimono", "yukata", "hanfu") else (0.18, 0.30)
    shapes.append(Fill((cloth(body, (low, (low + high) / 2, high), 1.05),), band))
    if body.bones.behind and worn.kind in ("kimono", "yukata"):
        bow = body.on([(180, 0.32)])[0]
        u = body.unit * 2.4
        shapes += [
            Fill((smooth([(bow[0], bow[1]), (bow[0] + s * u, bow[1] + u * 0.7), (bow[0] + s * u, bow[1] - u * 0.7)]),),
            tint(band, 1.1)) for s in (-1, 1)
        ]
    cord = np.concatenate(body.trunk.sides([(low + high) / 2 * body.bones.build.trunk], 1.05))
    return [*shapes, Stroke(cord, body.unit * 0.28, tint(band, 1.45 if sum(band) < 420 else 0.7), (0.9, 0.9))]


def _draped(body: Body, worn: Garment) -> list[Shape]:
    """One bare shoulder and folds that run from the other."""
    shapes: list[Shape] = []
    skin = body.person.skin
    if body.person.gender == "m" or worn.kind == "toga":
        bare = [(-100, 0.62), (-100, 0.98), (-50, 1.05), (25, 1.05), (42, 0.97), (0, 0.80), (-50, 0.66)]
        shapes.append(Fill((body.on(bare, 1.02),), skin, 0.6, 0.4))
    else:
        shapes.append(
            Fill((body.on([(-52, 1.05), (-30, 0.92), (0, 0.80), (30, 0.92), (52, 1.05)], 1.01),), skin, 0.4, 0.0)
        )
    fold = tint(worn.colour, 0.78)
    for k in range(6):
        line = body.on(
            [(52 - 6 * k, 0.98 - 0.03 * k), (20 - 12 * k, 0.76 - 0.05 * k), (-28 - 10 * k, 0.55 - 0.07 * k)], 1.01
        )
        shapes.append(Stroke(flow(line), body.unit * (0.2 if k % 2 else 0.12), fold))
    hem = worn.accent or bgr("b8862f")
    shapes.append(
        Stroke(flow(body.on([(60, 1.0), (28, 0.86), (-40, 0.64), (-98, 0.58)], 1.02)), body.unit * 0.35, hem,
        (0.9, 0.9))
    )
    belt = body.person.wears("belt")
    ring = body.on([(a, 0.30) for a in range(-95, 100, 19)], 1.04)
    shapes.append(Stroke(ring, body.unit * 0.5, belt.colour if belt else hem, (0.9, 0.9)))
    clasp = body.on([(52, 0.97)])[0]
    return [*shapes, Fill((ellipse(clasp, body.unit * 0.42, body.unit * 0.42),), bgr("d8ab3c"), 0.8, 0.8)]


def _plates(body: Body, worn: Garment) -> list[Shape]:
    """A breastplate with its shoulder pieces, straps and belt."""
    colour = worn.colour
    plate = body.on(
        [(-96, 0.34), (-92, 0.7), (-84, 0.94), (-48, 1.0), (-30, 0.93), (0, 0.90), (30, 0.93), (48, 1.0), (84, 0.94),
        (92, 0.7), (96, 0.34), (40, 0.28), (0, 0.24), (-40, 0.28)], 1.05
    )
    shapes: list[Shape] = [Fill((smooth(plate, 3),), colour, 1.25)]
    if not body.bones.behind:
        ridge = tint(colour, 0.66)
        shapes += [
            Stroke(flow(body.on([(-62, 0.66), (-30, 0.56), (-2, 0.64)], 1.05)), body.unit * 0.16, ridge),
            Stroke(flow(body.on([(62, 0.66), (30, 0.56), (2, 0.64)], 1.05)), body.unit * 0.16, ridge)
        ]
        shapes.append(Stroke(body.on([(0, 0.88), (0, 0.3)], 1.05), body.unit * 0.13, ridge))
        shapes.append(
            Stroke(flow(body.on([(-46, 0.90), (-50, 0.80), (-48, 0.72)], 1.05)), body.unit * 0.36, tint(colour, 1.7))
        )
    return [*shapes, Fill((cloth(body, (0.16, 0.23, 0.30), 1.06),), bgr("7a4a2c"), 0.8, 0.8)]


def _lapels(body: Body, worn: Garment) -> list[Shape]:
    if body.bones.behind:
        return [Stroke(body.on([(180, 0.9), (180, 0.1)]), body.unit * 0.13, tint(worn.colour, 0.66))]
    shirt = body.top.colour if body.top else bgr("f4f1ea")
    tie = body.person.wears("tie", "bowtie")
    shapes: list[Shape] = [
        Fill((body.on([(-44, 1.05), (-26, 0.8), (0, 0.42), (26, 0.8), (44, 1.05)]),), shirt, 0.4, 0.0)
    ]
    paint = tie.colour if tie else bgr("8a2f3a")
    if not tie or tie.kind == "tie":
        shapes.append(
            Fill((body.on([(-6, 0.95), (6, 0.95), (4, 0.88), (9, 0.6), (0, 0.48), (-9, 0.6), (-4, 0.88)], 1.02),),
            paint, 0.6, 0.6)
        )
    else:
        shapes.append(
            Fill((body.on([(-18, 0.98), (0, 0.93), (18, 0.98), (18, 0.87), (0, 0.92), (-18, 0.87)], 1.03),), paint, 0.6,
            0.6)
        )
    for s in (-1, 1):
        shapes.append(
            Fill((body.on([(s * 56, 1.04), (s * 34, 0.96), (s * 2, 0.42), (s * 40, 0.68), (s * 34, 0.74),
            (s * 58, 0.82)], 1.03),), tint(worn.colour, 1.12), 0.8, 0.8)
        )
    shapes.append(Stroke(body.on([(0, 0.42), (4, 0.0)], 1.03), body.unit * 0.14, tint(worn.colour, 0.6)))
    buttons = [
        Fill((ellipse(body.on([(7, y)], 1.03)[0], body.unit * 0.18, body.unit * 0.18, 0, 10),), tint(worn.colour, 0.55),
        0.0, 0.4) for y in (0.34, 0.18)
    ]
    return [*shapes, *buttons]


def _sailor_collar(body: Body, worn: Garment) -> list[Shape]:
    navy = worn.colour
    trim = bgr("f4f1ea")
    if body.bones.behind:
        flap = body.on([(120, 1.03), (118, 0.72), (180, 0.66), (242, 0.72), (240, 1.03)], 1.04)
        return [Fill((flap,), navy), Stroke(flap[1:4], body.unit * 0.16, trim, (0.9, 0.9))]
    shapes: list[Shape] = [
        Fill((body.on([(-40, 1.03), (0, 0.72), (40, 1.03)]),), blend(body.person.skin, trim, 0.1), 0.0, 0.0)
    ]
    for s in (-1, 1):
        flap = body.on([(s * 64, 1.05), (s * 36, 1.0), (s * 2, 0.66), (s * 34, 0.72), (s * 80, 0.90)], 1.04)
        shapes += [
            Fill((flap,), navy, 0.8, 0.8), Stroke(body.on([(s * 8, 0.68), (s * 36, 0.75), (s * 76, 0.91)], 1.05),
            body.unit * 0.15, trim, (0.9, 0.9))
        ]
    (x, y) = body.on([(0, 0.66)], 1.06)[0]
    u = body.unit
    red = worn.accent or bgr("c8372d")
    for s in (-1, 1):
        shapes.append(
            Fill((smooth([(x, y), (x + s * u * 0.9, y - u * 0.3), (x + s * u * 1.2, y - u * 2.6),
            (x + s * u * 0.3, y - u * 2.2)]),), red, 0.7, 0.8)
        )
    return [*shapes, Fill((ellipse((x, y - u * 0.15), u * 0.5, u * 0.45),), tint(red, 0.9), 0.7, 0.8)]


def _bib(body: Body, colour: Colour) -> list[Shape]:
    shapes: list[Shape] = [Fill((cloth(body, (-0.12, 0.0, 0.17, 0.34), 1.03),), colour)]
    for s in (-1, 1):
        strap = body.on([(s * 34, 0.66), (s * 46, 0.9), (s * 54, 1.0)], 1.04)
        shapes.append(Stroke(flow(strap), body.unit * 0.75, tint(colour, 0.9), (1, 1)))
    if not body.bones.behind:
        shapes.append(Fill((body.on([(-42, 0.3), (-38, 0.70), (38, 0.70), (42, 0.3)], 1.05),), colour, 0.7, 0.8))
        shapes.append(
            Fill((body.on([(-20, 0.58), (-18, 0.42), (0, 0.38), (18, 0.42), (20, 0.58)], 1.05),), tint(colour, 1.15),
            0.0, 0.6)
        )
        shapes += [
            Fill((ellipse(body.on([(s * 34, 0.66)], 1.05)[0], body.unit * 0.26, body.unit * 0.26, 0, 12),),
            bgr("d8ab3c"), 0.6, 0.5) for s in (-1, 1)
        ]
    return shapes


def skirt(body: Body, garment: Garment, colour: Colour, *above: Points) -> list[Shape]:
    """What hangs from the waist around the legs, in one silhouette with the cloth above it."""
    length, flare = SKIRTS[garment.kind]
    if garment.kind == "dress":
        length = (0.5, 0.62, 0.9)[body.person.vary("dresslength", 3)] if body.person.age != "child" else 0.46
    b = body.bones
    over = 1.1 if garment.kind in ("coat", "raincoat", "lab", "apron") else 1.03
    top = 0.40 if above else 0.14
    waist = body.trunk.sides([top * b.build.trunk, -0.02 * b.build.trunk], over)
    stations = np.linspace(0.18, length, 4)
    left, right = [], []
    blow = b.pose.wind * b.build.limb * 0.8
    for k, s in enumerate(stations):
        share = (k + 1) / len(stations)
        pad = b.build.hip * mix(0.62, 0.62 * flare, share) * over
        spots = [limb.along(float(s)) for limb in b.legs]
        low, high = min(spots), max(spots)
        left.append((low[0] - pad + blow * share, low[1]))
        right.append((high[0] + pad + blow * share, high[1]))
    hem = _hem(left[-1], right[-1], body.unit, garment.kind)
    inset = 0.36 if garment.kind == "apron" else 0.0
    outline = np.concatenate((waist[0], left, hem, right[::-1], waist[1][::-1]))
    if inset:
        outline[:, 0] = outline[:, 0].mean() + (outline[:, 0] - outline[:, 0].mean()) * (1 - inset)
    shapes: list[Shape] = [Fill((*above, smooth(outline, 4)), colour)]
    return [*shapes, *_folds(body, garment, colour, (waist, left[-1], right[-1]))]


def _hem(left: tuple[float, float], right: tuple[float, float], unit: float, kind: str) -> list[tuple[float, float]]:
    waves = 5 if kind in ("dress", "hanfu", "robe", "skirt", "chiton", "toga", "sailor") else 3
    depth = unit * (0.34 if waves == 5 else 0.12)
    return [
        (mix(left[0], right[0], t), mix(left[1], right[1], t) - unit * 0.5 * (1 - (2 * t - 1) ** 2) - depth * (k % 2))
        for k, t in enumerate(np.linspace(0.12, 0.88, waves))
    ]


def _folds(
    body: Body, garment: Garment, colour: Colour, edges: tuple[tuple[Points, Points], tuple[float, float],
    tuple[float, float]]
) -> list[Shape]:
    (waist_left, waist_right), left, right = edges
    u, kind = body.unit, garment.kind
    shapes: list[Shape] = []
    dark = tint(colour, 0.74)
    shares = {
        "sailor": (0.15, 0.32, 0.5, 0.68, 0.85), "skirt": (0.2, 0.4, 0.6, 0.8),
        "armour": (0.1, 0.25, 0.4, 0.55, 0.7, 0.85)
    }.get(kind, (0.24, 0.52, 0.8))
    for k, t in enumerate(shares):
        top = (mix(waist_left[1][0], waist_right[1][0], t), waist_left[1][1])
        end = (mix(left[0], right[0], t), mix(left[1], right[1], t) - u * 0.25)
        start = 0.05 if kind in ("sailor", "skirt", "armour") else (0.35, 0.15, 0.45)[k % 3]
        a = (mix(top[0], end[0], start), mix(top[1], end[1], start))
        shapes.append(
            Stroke(flow([a, (mix(a[0], end[0], 0.5) + u * 0.1, mix(a[1], end[1], 0.5)), end]),
            u * (0.26 if kind != "armour" else 0.18), dark, (0.05, 0.5))
        )
    if kind in ("kimono", "yukata", "coat", "raincoat", "lab") and not body.bones.behind:
        t = 0.56 if kind in ("coat", "raincoat", "lab") else 0.42
        front = 0.5 + (t - 0.5) + 0.12 * sin(body.bones.yaw)
        line = [
            (mix(waist_left[0][0], waist_right[0][0], front), waist_left[0][1]),
            (mix(left[0], right[0], front), mix(left[1], right[1], front) - u * 0.4)
        ]
        shapes.append(Stroke(np.array(line), u * 0.17, tint(colour, 0.6), (0.6, 0.6)))
    if garment.accent or kind in ("hanfu", "chiton", "toga"):
        trim = garment.accent or tint(colour, 0.72 if sum(colour) > 500 else 1.4)
        low = [(x, y + u * 0.5) for x, y in [left, *_hem(left, right, u, kind), right]]
        shapes.append(Stroke(flow(low), u * 0.4, trim, (0.9, 0.9)))
    return shapes
