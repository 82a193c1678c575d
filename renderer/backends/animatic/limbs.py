"""A clothed body comes in; its legs, feet, arms and hands go out as shapes."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, sin

import numpy as np

from renderer.backends.animatic.body import Body, legwear, toward
from renderer.backends.animatic.bones import Limb, bearing
from renderer.backends.animatic.curves import Frame, Points, capsule, ellipse, flow, mix, smooth
from renderer.backends.animatic.hues import bgr
from renderer.backends.animatic.ink import Colour, Fill, Shape, Stroke, blend, tint

_WIDE_SLEEVES = frozenset(("kimono", "yukata", "hanfu", "robe"))
_BARE_ARMS = frozenset(("toga", "chiton", "vest", "apron"))


def leg(body: Body, index: int) -> list[Shape]:
    """A leg with trousers, stocking or bare skin, and its foot."""
    b, person = body.bones, body.person
    limb = b.legs[index]
    hip, knee, ankle = limb.joints
    r = b.build.limb
    rh, rk, ra = b.build.hip * 0.56, r * 1.22, r * 0.86
    colour, kind = legwear(body)
    skin = person.skin
    shapes: list[Shape] = []
    if kind == "wide":
        flare = r * 2.6
        shapes += _foot(body, index)
        shapes.append(
            Fill((capsule(hip, knee, rh * 1.1, r * 2.0), capsule(knee, toward(ankle, knee, r * 0.8), r * 2.0, flare)),
            colour)
        )
        for k in (-0.5, 0.0, 0.5):
            pleat = np.array(((hip[0] + k * rh, hip[1]), (ankle[0] + k * flare * 1.5, ankle[1] + r)))
            shapes.append(Stroke(pleat, r * 0.14, tint(colour, 0.7)))
        return shapes
    if kind in ("bare", "shorts"):
        shapes.append(Fill((capsule(hip, knee, rh * 0.8, rk * 0.92), capsule(knee, ankle, rk * 0.92, ra * 0.85)), skin))
        shapes += _foot(body, index)
        if kind == "shorts":
            end = toward(knee, hip, -0.0, 0.18)
            shapes.append(Fill((capsule(hip, end, rh, rk * 1.35),), colour))
        return shapes
    shapes += _foot(body, index)
    cuff = toward(ankle, knee, r * 0.35)
    shapes.append(Fill((capsule(hip, knee, rh, rk * 1.08), capsule(knee, cuff, rk * 1.08, ra * 1.16)), colour))
    fold = tint(colour, 0.72)
    shapes.append(
        Stroke(flow([(knee[0] - rk * 0.7, knee[1] + rk * 0.2), (knee[0], knee[1] - rk * 0.1),
        (knee[0] + rk * 0.5, knee[1] + rk * 0.1)]), r * 0.13, fold)
    )
    shapes += _boot(body, index)
    return shapes


def _foot(body: Body, index: int) -> list[Shape]:
    """Shoe, sandal or bare foot."""
    b = body.bones
    ankle = b.legs[index].joints[2]
    (dx, dy) = b.foot(index)
    r = b.build.limb
    long = r * 2.5 + 0.012 * b.build.height
    shoe = body.person.wears("boots", "shoes", "sandals", "barefoot")
    bare = shoe is None or shoe.kind in ("sandals", "barefoot")
    colour = body.person.skin if bare or shoe is None else shoe.colour
    heel = (ankle[0] - dx * r * 0.6, ankle[1] - r * 0.42 - dy * r * 0.3)
    toe = (ankle[0] + dx * long, ankle[1] - r * 0.62 + dy * long)
    front = 1 - abs(dx)
    shapes: list[Shape] = [
        Fill((capsule(heel, toe, r * 0.86, r * mix(0.70, 0.98, front)),
        capsule((ankle[0], ankle[1]), heel, r * 0.86, r * 0.86)), colour)
    ]
    if shoe is not None and not bare:
        sole = np.array(
            ((heel[0] - r * 0.6, heel[1] - r * 0.72), ((heel[0] + toe[0]) / 2, (heel[1] + toe[1]) / 2 - r * 0.8),
            (toe[0] + r * 0.6, toe[1] - r * 0.62))
        )
        shapes.append(Stroke(flow(sole), r * 0.34, tint(colour, 0.5), (0.8, 0.8)))
    if shoe is not None and shoe.kind == "sandals":
        mid = toward(heel, toe, 0.0, 0.62)
        shapes.append(
            Stroke(np.array(((mid[0] - r * 0.7, mid[1] - r * 0.5), (mid[0], mid[1] + r * 0.8),
            (mid[0] + r * 0.75, mid[1] - r * 0.5))), r * 0.3, shoe.colour, (0.8, 0.8))
        )
        shapes.append(
            Stroke(np.array(((ankle[0] - r * 0.8, ankle[1]), (ankle[0], ankle[1] - r * 0.2),
            (ankle[0] + r * 0.8, ankle[1]))), r * 0.28, shoe.colour, (0.8, 0.8))
        )
        shapes.append(
            Stroke(np.array(((heel[0] - r * 0.6, heel[1] - r * 0.8), (toe[0] + r * 0.6, toe[1] - r * 0.72))), r * 0.3,
            tint(shoe.colour, 0.7), (0.9, 0.9))
        )
    return [*shapes, *(_boot(body, index) if legwear(body)[1] in ("bare", "shorts") else [])]


def _boot(body: Body, index: int) -> list[Shape]:
    boots = body.person.wears("boots")
    if not boots:
        return []
    _, knee, ankle = body.bones.legs[index].joints
    r = body.bones.build.limb
    top = toward(ankle, knee, 0.0, 0.62)
    shaft = Fill((capsule(ankle, top, r * 1.05, r * 1.42),), boots.colour)
    angle = bearing(ankle, top)
    across = (-sin(angle) * r * 1.4, cos(angle) * r * 1.4)
    rim = np.array(((top[0] - across[0], top[1] - across[1]), (top[0] + across[0], top[1] + across[1])))
    return [shaft, Stroke(rim, r * 0.7, tint(boots.colour, 1.15), (0.9, 0.9))]


@dataclass(frozen=True, slots=True)
class _Sleeve:
    colour: Colour
    reach: float  # share of the arm covered
    width: float  # of the cuff, in limb radii
    hang: float = 0.0  # how far a wide sleeve hangs, in limb radii


def arm(body: Body, index: int) -> list[Shape]:
    """An arm in its sleeve, without its hand."""
    b = body.bones
    limb = b.arms[index]
    shoulder, elbow, wrist = limb.joints
    r = b.build.limb
    sleeve = _sleeve(body)
    shapes: list[Shape] = []
    if sleeve is None or sleeve.reach < 0.9:
        shapes.append(
            Fill((capsule(shoulder, elbow, r * 1.1, r * 0.88), capsule(elbow, wrist, r * 0.88, r * 0.66)),
            body.person.skin)
        )
    if sleeve is None:
        return shapes
    thick = 1.14 + 0.14 * body.bulk
    if sleeve.hang:
        shapes.append(_hanging(body, limb, sleeve))
    elif sleeve.reach < 0.5:
        end = limb.along(sleeve.reach)
        shapes.append(Fill((capsule(shoulder, end, r * 1.3, r * sleeve.width),), sleeve.colour))
    else:
        end = limb.along(sleeve.reach)
        shapes.append(
            Fill((capsule(shoulder, elbow, r * 1.24 * thick, r * thick),
            capsule(elbow, end, r * thick, r * sleeve.width * 0.86)), sleeve.colour)
        )
        inner = toward(elbow, shoulder, r * 0.2)
        dark = tint(sleeve.colour, 0.7)
        shapes.append(
            Stroke(np.array(((inner[0] - r * 0.5, inner[1] - r * 0.1), (inner[0] + r * 0.45, inner[1] + r * 0.15))),
            r * 0.15, dark)
        )
        shapes += _cuff(body, limb, sleeve)
    shapes.append(_seam(body, limb, sleeve))
    if body.full and body.full.kind == "armour":
        shapes.append(Fill((ellipse((shoulder[0], shoulder[1] + r * 0.1), r * 1.9, r * 1.55),), body.full.colour, 1.2))
    return shapes


def _sleeve(body: Body) -> _Sleeve | None:
    over, full, top = body.over, body.full, body.top
    if over and over.kind not in _BARE_ARMS:
        return _Sleeve(over.colour, 0.97, 1.25 if over.kind != "raincoat" else 1.45)
    if full and full.kind in _WIDE_SLEEVES:
        return _Sleeve(full.colour, 0.9, 1.6, {"kimono": 4.2, "yukata": 3.4, "hanfu": 5.2, "robe": 2.6}[full.kind])
    if full and full.kind == "suit":
        return _Sleeve(full.colour, 0.95, 1.15)
    if full and full.kind in ("toga", "chiton"):
        return _Sleeve(full.colour, 0.2, 1.7) if body.person.gender == "f" else None
    if full and full.kind == "dress":
        return _Sleeve(full.colour, (0.3, 0.9, 0.5)[body.person.vary("sleeve", 3)], 1.25)
    if full and full.kind == "armour":
        return _Sleeve(top.colour if top else blend(full.colour, bgr("5a5f6a"), 0.4), 0.9, 1.1)
    if top or full:
        short = top is not None and top.kind in ("shirt", "tunic") and body.person.vary("sleeve", 3) == 0
        return _Sleeve(body.shirt, 0.42 if short else 0.95, 1.2 if short else 1.12)
    return None


def _seam(body: Body, limb: Limb, sleeve: _Sleeve) -> Fill:
    """Cloth over the contour between shoulder and chest, so that arm and trunk read as one garment."""
    b = body.bones
    shoulder, elbow, _ = limb.joints
    r = b.build.limb
    inward = b.trunk.place((0.0, b.build.trunk * 0.80))[0]
    x, y = toward((shoulder[0], shoulder[1] + r * 0.42), (float(inward[0]), float(inward[1]) + r * 0.3), r * 0.95)
    down = toward((x, y), elbow, r * 0.7)
    return Fill((capsule((x, y), down, r * 0.98, r * 0.6),), sleeve.colour, 0.0, 0.0)


def _cuff(body: Body, limb: Limb, sleeve: _Sleeve) -> list[Shape]:
    r = body.bones.build.limb
    a, z = limb.along(sleeve.reach - 0.06), limb.along(sleeve.reach + 0.02)
    stripes = body.person.wears("stripes")
    shapes: list[Shape] = [
        Fill((capsule(a, z, r * sleeve.width * 0.92, r * sleeve.width * 0.92),), tint(sleeve.colour, 0.88), 0.7, 0.8)
    ]
    if stripes and not body.over:
        for s in (0.2, 0.36, 0.55, 0.7, 0.84):
            p, q = limb.along(s - 0.02), limb.along(s + 0.02)
            angle = bearing(p, q)
            across = np.array((-sin(angle), cos(angle))) * r * 1.12
            shapes.insert(
                0, Stroke(np.array((np.array(p) - across, np.array(p) + across)), r * 0.42,
                stripes.accent or bgr("33477a"), (0.9, 0.9))
            )
    return shapes


def _hanging(body: Body, limb: Limb, sleeve: _Sleeve) -> Fill:
    """A wide sleeve: it hangs from the forearm by its own weight."""
    shoulder, elbow, wrist = limb.joints
    r = body.bones.build.limb
    end = limb.along(sleeve.reach)
    steep = abs(elbow[1] - end[1]) / max(hypot(elbow[0] - end[0], elbow[1] - end[1]), 1e-6)
    drop = r * sleeve.hang * (1 - 0.6 * steep)
    out = r * sleeve.hang * 0.30 * steep * (1 if limb.side * cos(body.bones.yaw) > 0 else -1)
    blow = body.bones.pose.wind * r * 1.2
    bag = smooth(
        [(elbow[0] - out * 0.2, elbow[1] + r), (end[0] - out * 0.3, end[1] + r * 1.1),
        (end[0] + out * 0.5 + blow, end[1] - drop * 0.5 - r * 0.9), (end[0] + out + blow, end[1] - drop - r * 1.3),
                  (mix(end[0], elbow[0], 0.6) + out + blow, mix(end[1], elbow[1], 0.5) - drop - r * 0.9),
                  (elbow[0] + out * 0.3, elbow[1] - r * 0.9)])
    return Fill(
        (capsule(shoulder, elbow, r * 1.45, r * 1.35), capsule(elbow, end, r * 1.3, r * 1.35), bag), sleeve.colour
    )


def hand(body: Body, index: int, grip: str) -> list[Shape]:
    """A hand at the end of its arm. ``grip``: "rest", "hold", "point", "open"."""
    b = body.bones
    _, elbow, wrist = b.arms[index].joints
    r = b.build.limb
    gloves = body.person.wears("gloves")
    skin = gloves.colour if gloves else body.person.skin
    ahead = bearing(elbow, wrist)
    reach = hypot(wrist[0] - elbow[0], wrist[1] - elbow[1])
    squeeze = mix(0.55, 1.0, min(1.0, reach / (0.12 * b.build.shoulders)))
    thumb = 1 if (index == 0) == (cos(b.yaw) > 0) else -1
    frame = Frame(wrist[0], wrist[1], r, ahead)
    palm = frame.place(
        [(-0.35, -0.5), (0.4, -0.78), (1.35 * squeeze, -0.76), (1.75 * squeeze, -0.3), (1.75 * squeeze, 0.35),
        (1.35 * squeeze, 0.76), (0.4, 0.74), (-0.35, 0.5)]
    )
    shapes: list[Shape] = []
    fingers: list[Points] = []
    if grip == "open":
        fingers = [
            capsule(frame.place([(1.2, y)])[0], frame.place([(2.6 - 0.35 * abs(y - 0.1), y * 1.55)])[0], r * 0.26,
            r * 0.2) for y in (-0.6, -0.2, 0.2, 0.58)
        ]
    elif grip == "rest":
        fingers = [
            smooth(frame.place([(1.2, -0.72), (2.2 * squeeze, -0.6), (2.65 * squeeze, -0.05), (2.3 * squeeze, 0.5),
            (1.2, 0.72)]))
        ]
    elif grip == "point":
        fingers = [
            capsule(frame.place([(1.2, thumb * 0.35)])[0], frame.place([(3.0, thumb * 0.42)])[0], r * 0.28, r * 0.2)
        ]
    shapes.append(Fill((smooth(palm, 4), *fingers), skin, 0.8, 0.85))
    line = blend(skin, bgr("5a2a22"), 0.45)
    if grip in ("hold", "point"):
        knuckles = [
            Stroke(frame.place([(1.55 * squeeze, y), (0.75, y * 0.9)]), r * 0.11, line) for y in (-0.28, 0.1, 0.45)
        ]
        shapes += knuckles
    elif grip == "rest":
        shapes += [
            Stroke(frame.place([(1.5 * squeeze, y), (2.35 * squeeze, y * 0.8)]), r * 0.1, line) for y in (-0.25, 0.18)
        ]
    tip = (1.55, thumb * 1.05) if grip in ("rest", "open") else (1.35, thumb * 0.45)
    shapes.append(
        Fill((capsule(frame.place([(0.35, thumb * 0.5)])[0], frame.place([tip])[0], r * 0.3, r * 0.23),), skin, 0.6,
        0.75)
    )
    return shapes
