"""A clothed body comes in; its trunk with all that is worn on it goes out as shapes: shirts, coats, cloaks, scarves."""

from __future__ import annotations

from math import sin

import numpy as np

from renderer.backends.animatic.body import SKIRTS, Body, cloth, legwear
from renderer.backends.animatic.curves import Points, capsule, ellipse, flow, mix, smooth
from renderer.backends.animatic.hues import bgr
from renderer.backends.animatic.ink import Fill, Shape, Stroke, blend, tint
from renderer.backends.animatic.look import Garment
from renderer.backends.animatic.tailoring import chest, neckline, skirt


def trunk(body: Body) -> list[Shape]:
    """Neck and chest with what lies next to the skin."""
    ys = [y * body.bones.build.trunk for y in (-0.12, 0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.88, 0.97, 1.03)]
    outline = smooth(body.trunk.outline(ys), 3)
    waist = smooth(body.trunk.outline(ys[:4]), 3)
    colour, kind = legwear(body)
    shapes: list[Shape] = []
    kilt = body.person.wears("skirt")
    if kilt:
        shapes += skirt(body, kilt, kilt.colour)
    hanging = body.full if body.full and body.full.kind in SKIRTS else body.person.wears("tunic")
    if hanging and hanging.kind in ("armour", "sailor"):
        shapes += [
            Fill((outline,), body.shirt),
            *skirt(body, hanging, bgr("8a4a32") if hanging.kind == "armour" else hanging.colour)
        ]
    elif hanging:
        shapes += skirt(body, hanging, hanging.colour, outline)
    else:
        shapes.append(Fill((smooth(body.trunk.outline(ys[2 if kilt else 0 :]), 3),), body.shirt))
    if kind in ("long", "shorts", "wide") and not body.full and not hanging:
        shapes.append(Fill((waist,), colour, 0.8, 0.6))
        shapes.append(Fill((smooth(body.trunk.outline(ys[2:9]), 3),), body.shirt))
    return [*shapes, *chest(body)]


def neck(body: Body) -> list[Shape]:
    """The neck, from the collar bones into the head."""
    b = body.bones
    t = b.build
    base = body.on([(0, 0.98)])[0] if not b.behind else body.on([(180, 0.98)])[0]
    chin = b.head.place([(0.05 * sin(b.head_yaw), -0.55)])[0]
    shade = blend(body.person.skin, bgr("8a4a3a"), 0.22)
    return [Fill((capsule(base, chin, t.neck * 1.0, t.neck * 0.92),), shade, 0.5, 0.8)]


def coat(body: Body) -> list[Shape]:
    """What is worn over the rest: coats, jackets, aprons, vests, belts, scarves' lower ends."""
    over = body.over
    shapes: list[Shape] = []
    if over and over.kind != "apron":
        low = 0.05 if over.kind in SKIRTS else -0.03
        outer = cloth(body, (low, 0.2, 0.4, 0.6, 0.75, 0.88, 0.97, 1.02), 1.07)
        shapes += skirt(body, over, over.colour, outer) if over.kind in SKIRTS else [Fill((outer,), over.colour)]
        shapes += _coat_front(body, over) if not body.bones.behind else []
    if over and over.kind == "apron" and not body.bones.behind:
        bib = smooth(body.on([(-40, 0.0), (-40, 0.3), (-30, 0.74), (30, 0.74), (40, 0.3), (40, 0.0)], 1.06), 3)
        shapes += skirt(body, over, over.colour, bib)
        shapes += [
            Stroke(body.on([(s * 30, 0.74), (s * 50, 1.0)], 1.05), body.unit * 0.3, tint(over.colour, 0.9),
            (1, 1)) for s in (-1, 1)
        ]
    belt = body.person.wears("belt")
    if belt and not (body.full and body.full.kind in ("kimono", "yukata", "hanfu", "robe", "toga", "chiton")):
        shapes.append(Fill((cloth(body, (0.13, 0.18, 0.23), 1.09),), belt.colour, 0.8, 0.7))
        if not body.bones.behind:
            shapes.append(
                Fill((body.on([(-9, 0.13), (-9, 0.24), (9, 0.24), (9, 0.13)], 1.1),), bgr("d8ab3c"), 0.7, 0.6)
            )
    return [*shapes, *_adorned(body)]


def _coat_front(body: Body, over: Garment) -> list[Shape]:
    colour, kind = over.colour, over.kind
    dark = tint(colour, 0.62)
    shapes: list[Shape] = []
    opened = kind in ("jacket", "lab", "vest")
    if opened:
        inner = body.on(
            [(-36, 1.04), (-14, 0.84), (-16, 0.4), (-20, -0.02), (20, -0.02), (16, 0.4), (14, 0.84), (36, 1.04)], 1.075
        )
        shapes += [Fill((inner,), body.shirt, 0.5, 0.6), *neckline(body, "collar")]
    else:
        shapes.append(Stroke(body.on([(6, 0.86), (7, 0.4), (8, -0.12)], 1.08), body.unit * 0.15, dark))
        scarf = body.person.wears("scarf")
        if not scarf:
            shapes.append(Fill((body.on([(-40, 1.05), (0, 0.84), (40, 1.05)], 1.075),), body.shirt, 0.4, 0.0))
    for y in (0.70, 0.50, 0.30, 0.10):
        if not opened:
            brass = bgr("d8ab3c") if kind == "coat" else bgr("f0e3c4")
            columns = (-14, 22) if kind == "coat" and body.person.vary("rows", 2) else (18,)
            shapes += [
                Fill((ellipse(body.on([(a, y)], 1.08)[0], body.unit * 0.27, body.unit * 0.27, 0, 14),), brass, 0.6,
                0.6) for a in columns
            ]
    for s in (-1, 1):
        if kind == "raincoat":
            lapel = [(s * 66, 1.08), (s * 30, 1.02), (s * 3, 0.86), (s * 30, 0.84), (s * 70, 0.96)]
        else:
            lapel = [(s * 60, 1.09), (s * 34, 1.0), (s * 4, 0.66), (s * 34, 0.72), (s * 30, 0.80), (s * 64, 0.90)]
        shapes.append(Fill((body.on(lapel, 1.09),), tint(colour, 1.10), 0.8, 0.8))
        pocket = body.on([(s * 62, 0.12), (s * 30, 0.09)], 1.08)
        shapes.append(Stroke(pocket, body.unit * 0.3, dark, (0.9, 0.9)))
    return shapes


def _adorned(body: Body) -> list[Shape]:
    """Scarf, ties, necklace, straps of a backpack."""
    shapes: list[Shape] = []
    u, person = body.unit, body.person
    if body.bones.behind:
        return _pack(body)
    pack = person.wears("backpack")
    if pack:
        shapes += [
            Stroke(flow(body.on([(s * 50, 1.0), (s * 56, 0.7), (s * 84, 0.42)], 1.1)), u * 0.7, tint(pack.colour, 0.85),
            (1, 1)) for s in (-1, 1)
        ]
    necklace = person.wears("necklace")
    if necklace:
        shapes.append(
            Stroke(flow(body.on([(-40, 1.0), (-22, 0.86), (0, 0.78), (22, 0.86), (40, 1.0)], 1.1)), u * 0.18,
            necklace.colour, (0.9, 0.9))
        )
        shapes.append(
            Fill((ellipse(body.on([(0, 0.75)], 1.1)[0], u * 0.32, u * 0.38),),
            blend(necklace.colour, bgr("3a78b8"), 0.5), 0.8, 0.7)
        )
    tie = person.wears("tie", "bowtie")
    if tie and not (body.full and body.full.kind == "suit"):
        shapes.append(
            Fill((body.on([(-6, 0.93), (6, 0.93), (10, 0.55), (0, 0.45), (-10, 0.55)], 1.08),), tie.colour, 0.6, 0.6)
        )
    return shapes


def scarf(body: Body) -> list[Shape]:
    """A scarf around the neck, over everything but the chin."""
    worn = body.person.wears("scarf")
    if not worn:
        return []
    u = body.unit
    (x, y) = body.on([(0, 1.0)], 1.1)[0]
    w = body.bones.build.neck * 1.75
    ring = smooth(
        [(x - w, y + u * 0.7), (x, y + u * 0.2), (x + w, y + u * 0.7), (x + w * 1.06, y - u * 0.2), (x, y - u * 1.1),
        (x - w * 1.06, y - u * 0.2)]
    )
    sway = body.bones.pose.wind * u * 1.5
    tail = smooth(
        [(x + w * 0.25, y - u * 0.2), (x + w * 0.8, y - u * 0.3), (x + w * 0.75 + sway, y - u * 4.6),
        (x + w * 0.1 + sway, y - u * 4.4)]
    )
    fringe = [
        Stroke(np.array(((x + w * (0.18 + 0.15 * k) + sway, y - u * 4.4),
        (x + w * (0.18 + 0.15 * k) + sway, y - u * 5.0))), u * 0.16, tint(worn.colour, 0.75)) for k in range(4)
    ]
    band = [
        Stroke(np.array(((x + w * 0.15 + sway * 0.8, y - u * k), (x + w * 0.8 + sway * 0.8, y - u * k))), u * 0.3,
        worn.accent or tint(worn.colour, 1.4), (0.9, 0.9)) for k in (3.3, 3.9)
    ]
    folds = [
        Stroke(flow([(x - w * 0.8, y + u * 0.3), (x, y - u * 0.4), (x + w * 0.8, y + u * 0.2)]), u * 0.16,
        tint(worn.colour, 0.7))
    ]
    return [*fringe, Fill((tail,), worn.colour, 0.8, 0.8), *band, Fill((ring,), worn.colour), *folds]


def _pack(body: Body) -> list[Shape]:
    worn = body.person.wears("backpack")
    if not worn:
        return []
    back = body.on([(150, 0.2), (148, 0.85), (180, 0.95), (212, 0.85), (210, 0.2), (180, 0.14)], 1.25)
    return [
        Fill((smooth(back),), worn.colour), Stroke(body.on([(150, 0.6), (180, 0.56), (210, 0.6)], 1.26),
        body.unit * 0.3, tint(worn.colour, 0.7))
    ]


def behind(body: Body) -> list[Shape]:
    """What hangs behind the body: a cloak's back, a pack."""
    shapes: list[Shape] = []
    cloak = body.person.wears("cloak")
    if cloak:
        shapes.append(Fill((_cloak_outline(body),), tint(cloak.colour, 0.8)))
    pack = body.person.wears("backpack")
    if pack and not body.bones.behind and sin(body.bones.yaw) > 0.3:
        (x, y) = body.on([(-120, 0.62)])[0]
        u = body.unit
        shapes.append(
            Fill((smooth([(x - u * 1.6, y + u * 2), (x + u, y + u * 2.4), (x + u, y - u * 3),
            (x - u * 1.7, y - u * 2.8)]),), pack.colour)
        )
    return shapes


def _cloak_outline(body: Body) -> Points:
    b = body.bones
    width = body.trunk.outline([0.9 * b.build.trunk])
    left, right = width[:, 0].min() - body.unit * 0.7, width[:, 0].max() + body.unit * 0.7
    shoulder = width[:, 1].mean() + body.unit * 0.6
    hem = max(0.035 * b.build.height, shoulder - b.build.shoulders * 0.86)
    flare, blow = body.unit * 2.0, b.pose.wind * body.unit * 3.0 - sin(b.yaw) * body.unit * 1.2
    middle = (left + right) / 2
    return smooth([
        (middle, shoulder + body.unit * 1.2), (left + body.unit, shoulder + body.unit * 0.4),
        (left - flare * 0.4 + blow * 0.4, mix(shoulder, hem, 0.45)), (left - flare + blow, hem + body.unit),
        (mix(left, right, 0.3) + blow, hem), (mix(left, right, 0.6) + blow, hem + body.unit * 0.7),
        (right + flare * 0.6 + blow, hem), (right + flare * 0.2 + blow * 0.4, mix(shoulder, hem, 0.45)),
        (right - body.unit, shoulder + body.unit * 0.4),
    ], 5)


def mantle(body: Body) -> list[Shape]:
    """The cloak's part before the shoulders, with its clasp; its whole back when seen from behind."""
    cloak = body.person.wears("cloak")
    if not cloak:
        return []
    if body.bones.behind:
        outline = _cloak_outline(body)
        folds = [
            Stroke(flow([(x, outline[:, 1].max() - body.unit * 2), (x * 1.3, outline[:, 1].min() + body.unit)]),
            body.unit * 0.25, tint(cloak.colour, 0.7)) for x in (-body.unit * 1.6, 0.0, body.unit * 1.6)
        ]
        return [Fill((outline,), cloak.colour), *folds]
    yoke = body.on(
        [(-98, 0.72), (-88, 0.98), (-50, 1.07), (-20, 0.98), (0, 0.92), (20, 0.98), (50, 1.07), (88, 0.98), (98, 0.72),
        (60, 0.78), (22, 0.86), (0, 0.86), (-22, 0.86), (-60, 0.78)], 1.12
    )
    clasp = body.on([(0, 0.89)], 1.14)[0]
    return [
        Fill((smooth(yoke, 3),), cloak.colour), Fill((ellipse(clasp, body.unit * 0.4, body.unit * 0.4),), bgr("d8ab3c"),
        0.8, 0.8)
    ]
