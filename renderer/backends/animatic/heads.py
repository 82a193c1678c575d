"""A person and posed bones come in, the shapes of the bare head go out: skull, ears, face, glasses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, pi, radians, sin

import numpy as np

from renderer.backends.animatic.bones import Bones, Solid
from renderer.backends.animatic.curves import Frame, Points, ellipse, flow, mix, smooth
from renderer.backends.animatic.hues import bgr
from renderer.backends.animatic.ink import Colour, Fill, Shape, Stroke, Wash, blend, ink_of, tint
from renderer.backends.animatic.look import Person
from renderer.backends.animatic.pose import Face

_WHITE: Colour = bgr("fbf8f1")
_DARK: Colour = bgr("2a1d20")
_MOUTH: Colour = bgr("6b2328")
_TONGUE: Colour = bgr("d97a74")
_FACE_WIDTH = 0.82
_ROUND = (-0.99, -0.94, -0.86, -0.72, -0.55, -0.3, -0.05, 0.2, 0.45, 0.65, 0.82, 0.93, 0.985)


@dataclass(frozen=True, slots=True)
class Features:
    """The measures of one face, in half head heights."""

    eye_x: float = 0.37
    eye_y: float = -0.06
    eye_w: float = 0.19
    eye_h: float = 0.17
    slant: float = 0.0
    brow: float = 0.05  # thickness
    nose: float = 0.13  # width
    nose_y: float = -0.36
    mouth_w: float = 0.27
    mouth_y: float = -0.60
    lashes: float = 0.0
    lips: float = 0.0


@dataclass(frozen=True, slots=True)
class Head:
    """A head in place: the skull's solid, whose face it is, what it does."""

    solid: Solid
    person: Person
    face: Face
    features: Features
    frame: Frame
    skin: Colour
    behind: bool

    def line(self, places: Points | Sequence[Sequence[float]]) -> Points:
        """Places ``(x, y)`` or ``(x, y, out)`` of the face, by their position in the front view, in the figure's
        coordinates; ``out`` stands off the surface."""
        wide = isinstance(places, np.ndarray)
        rows = np.asarray(places if wide else [(*p, 0.0)[:3] for p in places], dtype=np.float64)
        turned = np.degrees(np.arcsin(np.clip(rows[:, 0] / _FACE_WIDTH, -1, 1)))
        points = self.solid.spots(turned, rows[:, 1])
        if rows.shape[1] > 2:
            points += rows[:, 2:] * (sin(self.solid.yaw), -self.solid.nod * cos(self.solid.yaw) * 0.5)
        return self.frame.place(points)


def head_of(b: Bones, person: Person) -> Head:
    """The head of a person on posed bones, in its own coordinates: its origin at the skull's middle, its unit half its
    height."""
    young = {"baby": 1.0, "child": 0.85, "teen": 0.4}.get(person.age, 0.0)
    wide = 0.06 if "stout" in person.build else (-0.04 if "thin" in person.build else 0.0)
    jaw = (0.05 if person.gender == "m" and young < 0.5 else -0.015) + wide + 0.02 * (person.vary("jaw", 4) - 1.5)
    drop = b.pose.face.mouth * 0.07
    rows = []
    for y, w, d, c in (
        (-1.0 - drop, 0.10, 0.10, 0.42), (-0.96 - drop, 0.27 + jaw, 0.24, 0.38), (
            -0.86 - drop * 0.7, 0.43 + jaw * 1.5, 0.34, 0.31
        ),
        (-0.7, 0.58 + jaw * 1.5, 0.45, 0.23), (-0.45, 0.71 + jaw, 0.59, 0.14), (-0.15, 0.785, 0.73, 0.05),
        (0.15, 0.81, 0.82, 0.0), (0.45, 0.785, 0.85, -0.03), (0.7, 0.65, 0.74, -0.04), (0.86, 0.47, 0.54, -0.04),
        (0.95, 0.30, 0.34, -0.04), (1.0, 0.14, 0.16, -0.04),
    ):
        cheek = young * 0.11 * np.exp(-(((y + 0.42) / 0.3) ** 2)) + wide * np.exp(-(((y + 0.4) / 0.4) ** 2))
        rows.append((y, w + cheek, d + cheek * 0.5, c))
    frame = Frame(0.0, 0.0)
    solid = Solid(frame, b.head_yaw, rows, b.pose.nod)
    return Head(solid, person, b.pose.face, _features(person, young), frame, person.skin, cos(b.head_yaw) < -0.1)


def _features(person: Person, young: float) -> Features:
    lady = person.gender == "f"
    old = person.age == "old"
    vary = person.vary
    big = mix(0.155, 0.215, young) + (0.018 if lady else 0.0) - (0.012 if old else 0) + 0.008 * (vary("eyesize",
    4) - 1.5)
    return Features(
        eye_x=0.355 + 0.012 * vary("eyex", 3) + 0.012 * young,
        eye_y=mix(-0.03, -0.17, young),
        eye_w=big * 1.02,
        eye_h=big * (0.84, 0.96, 1.06, 0.9)[vary("eyeshape", 4)] * mix(0.95, 1.1, young),
        slant=(-0.025, 0.0, 0.02, 0.035)[vary("slant", 4)] * (1 - young * 0.5),
        brow=mix(0.062 if not lady else 0.042, 0.035, young) * (1.25 if old else 1) * (0.85 + 0.12 * vary("brow", 4)),
        nose=mix(0.105 if lady else 0.135, 0.075, young) * (0.85 + 0.12 * vary("nose", 5)) * (1.15 if old else 1),
        nose_y=mix(-0.36, -0.40, young),
        mouth_w=mix(0.27, 0.21, young) + 0.012 * vary("mouth", 4),
        mouth_y=mix(-0.61, -0.66, young),
        lashes=(1.0 if lady else 0.0) * (0.6 if old else 1),
        lips=1.0 if lady and young < 0.6 else 0.0,
    )


def skull(h: Head) -> list[Shape]:
    """The head's silhouette with its ears."""
    drop = h.face.mouth * 0.07
    left, right = h.solid.sides([y - (drop if y < -0.8 else 0) for y in _ROUND])
    shapes: list[Shape] = []
    near = [side for side in (-90, 90) if h.solid.sees(side) > -0.3]
    outline = smooth(np.concatenate((left, right[::-1])), 3)
    far = [side for side in (-90, 90) if side not in near]
    for side in far if not h.behind else []:
        if h.solid.sees(side) > -0.75:
            shapes.append(_ear(h, side, 1.0))
    if abs(sin(h.solid.yaw)) < 0.5:
        shapes += [_ear(h, side, 1.06) for side in near]
        shapes.append(Fill((outline,), h.skin, 0.75))
    else:
        shapes.append(Fill((outline,), h.skin, 0.75))
        shapes += [_ear(h, side, 1.0) for side in near]
    return shapes


def _ear(h: Head, side: int, puff: float) -> Fill:
    (x, y) = h.solid.spot(side * 1.08, -0.12, puff)
    turned = abs(cos(radians(side) + h.solid.yaw))
    wide = 0.10 + 0.07 * turned
    lean = -0.12 if x < 0 else 0.12
    rim = [(x - wide, y + 0.04), (x - wide * 0.7, y + 0.19), (x + wide * 0.2, y + 0.23), (x + wide, y + 0.12),
           (x + wide * 0.85, y - 0.04), (x + wide * 0.2, y - 0.2), (x - wide * 0.5, y - 0.17)]
    frame = h.frame.at(x, y, 1.0, lean)
    return Fill((smooth(frame.place(np.array(rim) - (x, y)), 4),), blend(h.skin, bgr("e07060"), 0.12), 0.8, 0.8)


def flesh(h: Head) -> list[Shape]:
    """What of a face only blushes: cheeks and nose."""
    return [] if h.behind else [*cheeks(h), *nose(h)]


def lips(h: Head) -> list[Shape]:
    """The mouth, where it can be seen."""
    return [] if h.behind else mouth(h)


def eyes(h: Head) -> list[Shape]:
    """The eyes with their brows, where they can be seen: two, or one."""
    if h.behind:
        return []
    return _single(h) if h.person.species == "cyclops" else [*eye(h, -1), *eye(h, 1)]


def marks(h: Head) -> list[Shape]:
    """What years and mishaps have left on a face, and glasses."""
    return [] if h.behind else [*_age_lines(h), *_marks(h)]


def _single(h: Head) -> list[Shape]:
    """The one eye of a cyclops, under one long brow."""
    f = replace(h.features, eye_x=0.0, eye_y=0.08, eye_w=0.30, eye_h=0.27, slant=0.0, lashes=0.0)
    middle = replace(h, features=f)
    low = 0.44 - 0.1 * max(0.0, h.face.frown)
    brow = h.line([(-0.42, low - 0.06), (-0.2, low + 0.05), (0.0, low), (0.2, low + 0.05), (0.42, low - 0.06)])
    return [*eye(middle, 1)[:-1], Stroke(flow(brow), h.frame.size * 0.12, tint(h.person.hair_colour, 0.9), (0.2, 0.2))]


def cheeks(h: Head) -> list[Shape]:
    """The blush on cheeks and nose."""
    strength = 0.16 + 0.26 * h.face.blush + (0.12 if h.person.age in ("baby", "child") else 0.0)
    f, shapes = h.features, list[Shape]()
    warm = blend(h.skin, bgr("d8463e"), 0.62)
    for side in (-1, 1):
        if h.solid.sees(side * 45) < 0.1:
            continue
        (x, y) = h.line([(side * f.eye_x * 1.28, mix(f.eye_y, f.mouth_y, 0.58))])[0]
        size = h.frame.size
        shapes.append(Wash((x, y), size * 0.27 * max(0.5, h.solid.sees(side * 42)), size * 0.19, warm, strength))
    (x, y) = h.line([(0, f.nose_y, 0.1)])[0]
    shapes.append(Wash((x, y), h.frame.size * 0.18, h.frame.size * 0.15, warm, strength * 0.6))
    return shapes


def nose(h: Head) -> list[Shape]:
    """The nose: a soft form, a line along its far side as the head turns, and its wings."""
    f, turn = h.features, sin(h.solid.yaw)
    w, y = f.nose, f.nose_y
    kind = h.person.vary("nosekind", 4)
    tip = 0.14 + 0.04 * kind + (0.06 if h.person.age == "old" else 0) - (
        0.05 if h.person.age in ("child", "baby") else 0
    )
    dark = blend(h.skin, ink_of(h.skin), 0.62)
    lift = 0.05 if kind == 1 else 0.0
    bulb = [
        (-w, y, tip * 0.3), (-w * 0.75, y - w * 0.55, tip * 0.7), (0, y - w * 0.75 + lift * 0.5, tip),
        (w * 0.75, y - w * 0.55, tip * 0.7),
            (w, y, tip * 0.3), (w * 0.55, y + w * 0.75, tip * 0.9), (0, y + w * 0.95, tip),
            (-w * 0.55, y + w * 0.75, tip * 0.9)]
    rosy = blend(h.skin, bgr("d5604c"), 0.06)
    shapes: list[Shape] = [Fill((smooth(h.line(bulb), 4),), rosy, 0.0, 0.0)]
    under = [
        (-w * 0.8, y - w * 0.35, tip * 0.5), (-w * 0.35, y - w * 0.72, tip * 0.8), (w * 0.05, y - w * 0.78 + lift, tip),
             (w * 0.5, y - w * 0.68, tip * 0.8), (w * 0.88, y - w * 0.28, tip * 0.5)]
    shapes.append(Stroke(flow(h.line(under)), h.frame.size * 0.034, dark, (0.1, 0.2)))
    if abs(turn) > 0.25:
        side = 1 if turn > 0 else -1
        bridge = [
            (side * w * 0.25, f.eye_y + 0.02, 0.02), (side * w * 0.35, y + 0.16, tip * 0.55),
            (side * w * 0.3, y + 0.02 + lift, tip * 1.25),
                  (side * w * 0.1, y - w * 0.55 + lift, tip * 1.1)]
        shapes.append(Stroke(flow(h.line(bridge)), h.frame.size * 0.034 * min(1, abs(turn) * 1.6), dark, (0.05, 0.5)))
    return shapes


def eye(h: Head, side: int) -> list[Shape]:
    """One eye with its lids and its brow. ``side`` -1 is the person's right eye, left in the picture."""
    f, e = h.features, h.face
    if h.solid.sees(side * 26) < 0.18:
        return []
    opened = min(max(1 - e.lids, 0.0), 1.35)
    if "patch" in h.person.features and side == 1:
        return _patch(h)
    cx, cy, hw = side * f.eye_x, f.eye_y, f.eye_w
    height = f.eye_h * opened
    joy = max(0.0, e.smile - 0.45) * 0.5
    t = np.linspace(-1, 1, 13)
    arch = np.sqrt(np.clip(1 - np.abs(t) ** 2.3, 0, 1))
    tilt = f.slant * t * side
    upper = cy + tilt + height * arch - (1 - min(opened, 1)) * f.eye_h * 0.28
    lower = cy + tilt - f.eye_h * 0.82 * arch * min(1.0, opened * 1.6) * (1 - joy) - (1 - min(opened,
    1)) * f.eye_h * 0.3 * arch
    lower = np.minimum(lower, upper)
    xs = cx + hw * t
    top = h.line(np.stack((xs, upper), axis=1))
    bottom = h.line(np.stack((xs, lower), axis=1))
    shapes: list[Shape] = []
    if opened > 0.12:
        shapes.append(Fill((np.concatenate((top, bottom[::-1])),), _WHITE, 0.0, 0.0))
        shapes += _iris(h, (cx, cy + 0.012), (xs, upper, lower))
    shapes += _lids(h, side, top, bottom, opened)
    return [*shapes, _brow(h, side)]


def _iris(h: Head, center: tuple[float, float], opening: tuple[Points, Points, Points]) -> list[Shape]:
    """Iris, pupil and catch lights, cut to the opening of the lids."""
    f, e = h.features, h.face
    xs, upper, lower = opening
    gx = min(max(e.gaze[0], -1), 1) * f.eye_w * 0.42
    gy = min(max(e.gaze[1] - h.solid.nod * 0.2, -1), 1) * f.eye_h * 0.35
    r = f.eye_h * (0.80 if h.person.age in ("baby", "child") else 0.75)
    cx, cy = center[0] + gx, center[1] + gy

    def cut(x: float, y: float, radius: float, count: int = 20) -> Points:
        disc = ellipse((x, y), radius * 0.94, radius, 0, count)
        disc[:, 0] = np.clip(disc[:, 0], xs[0], xs[-1])
        disc[:, 1] = np.clip(disc[:, 1], np.interp(disc[:, 0], xs, lower), np.interp(disc[:, 0], xs, upper))
        return h.line(disc)

    iris = h.person.eyes
    return [
        Fill((cut(cx, cy, r),), tint(iris, 0.55), 0.0, 0.0),
        Fill((cut(cx, cy - r * 0.1, r * 0.84),), iris, 0.0, 0.0),
        Fill((cut(cx, cy - r * 0.38, r * 0.5),), tint(iris, 1.35), 0.0, 0.0),
        Fill((cut(cx, cy, r * 0.52),), _DARK, 0.0, 0.0),
        Fill((cut(cx, cy + r * 0.62, r * 0.62),), blend(_DARK, iris, 0.12), 0.0, 0.0),
        Fill((cut(cx - r * 0.34, cy + r * 0.38, r * 0.30, 12),), _WHITE, 0.0, 0.0),
        Fill((cut(cx + r * 0.36, cy - r * 0.42, r * 0.14, 10),), blend(_WHITE, iris, 0.25), 0.0, 0.0),
    ]


def _lids(h: Head, side: int, top: Points, bottom: Points, opened: float) -> list[Shape]:
    f, size = h.features, h.frame.size
    dark = blend(_DARK, ink_of(h.person.hair_colour), 0.3)
    heavy = size * (0.052 + 0.02 * f.lashes)
    outer = slice(None) if side > 0 else slice(None, None, -1)
    lid = flow(top[outer][::2], 4)
    taper = (0.25, 0.55 + 0.35 * f.lashes)
    shapes: list[Shape] = [Stroke(lid, heavy, dark, taper)]
    if f.lashes > 0.3:
        end, before = top[outer][-1], top[outer][-4]
        flick = end + (end - before) * 0.42 + np.array((0.0, size * 0.045))
        shapes.append(Stroke(flow([before, end, flick]), size * 0.055 * f.lashes, dark, (0.5, 0.05)))
    crease = blend(h.skin, ink_of(h.skin), 0.5)
    if opened > 0.3:
        above = top[outer][2:12] + np.array((0.0, size * 0.055))
        shapes.append(Stroke(flow(above[::3], 3), size * 0.02, crease, (0.1, 0.3)))
        shapes.append(Stroke(bottom[outer][4:12], size * 0.020, crease, (0.1, 0.5)))
    if h.face.tears > 0.05 and side:
        (x, y) = bottom[6]
        for fall in (0.06, 0.26):
            drop = ellipse((x, y - size * fall), size * 0.05, size * 0.075 * (1 + h.face.tears))
            shapes.append(Fill((drop,), bgr("bfe3f5"), 0.5, 0.4))
    return shapes


def _brow(h: Head, side: int) -> Shape:
    f, e = h.features, h.face
    y = f.eye_y + f.eye_h + 0.15 + e.brow * 0.10
    inner, outer = side * (f.eye_x - f.eye_w * 0.98), side * (f.eye_x + f.eye_w * 1.1)
    bend = e.frown * 0.10
    line = h.line(
        [(inner, y - bend - 0.015), (mix(inner, outer, 0.35), y + 0.035 - bend * 0.3),
        (mix(inner, outer, 0.7), y + 0.045 + bend * 0.1),
                   (outer, y - 0.02 + bend * 0.2)])
    pale = sum(h.person.hair_colour) > 540
    colour = tint(h.person.hair_colour,
    0.8 if pale else 0.9) if h.person.hair != "bald" else tint(h.person.beard_colour, 0.8)
    return Stroke(flow(line), h.frame.size * f.brow * 1.5, blend(colour, h.skin, 0.05), (0.45, 0.12))


def mouth(h: Head) -> list[Shape]:
    """The mouth: a line when closed, else teeth, tongue and the dark between the lips."""
    f, e = h.features, h.face
    opened = max(0.0, e.mouth)
    w = f.mouth_w * (1 + 0.22 * max(0, e.smile)) * (1 - 0.45 * e.round) * (1 - 0.12 * opened)
    t = np.linspace(-1, 1, 15)
    curl = e.smile * 0.135 * (t**2 - 0.35)
    gape = (0.05 + 0.30 * opened + 0.12 * e.round * opened) * min(1, opened * 6)
    bow = np.sqrt(np.clip(1 - t**2, 0, 1))
    y = f.mouth_y + 0.02
    out = 0.05
    upper = y + curl + gape * 0.22 * bow
    lower = y + curl * (1 + 0.4 * opened) - gape * 0.95 * bow
    xs = t * w
    dark = blend(_DARK, h.skin, 0.18)
    size = h.frame.size

    def on(ys: Points) -> Points:
        return h.line(np.stack((xs, ys, np.full_like(xs, out)), axis=1))

    lip = blend(h.skin, bgr("b8353f"), 0.42)
    if opened < 0.06:
        shapes: list[Shape] = []
        if f.lips:
            plump = np.concatenate(
                (on(y + curl * 0.9 + 0.042 * bow - 0.016 * np.exp(-((t / 0.2) ** 2))), on(y + curl - 0.062 * bow)[::-1])
            )
            shapes.append(Fill((plump,), lip, 0.0, 0.0))
        else:
            low = blend(h.skin, ink_of(h.skin), 0.35)
            shapes.append(Stroke(on(y + curl * 0.4 - 0.095)[5:10], size * 0.028, low))
        return [*shapes, Stroke(flow(on(y + curl)[::2], 3), size * 0.036, dark, (0.3, 0.3))]
    ring = np.concatenate((on(upper), on(lower)[::-1]))
    shapes = []
    if f.lips:
        shapes.append(Fill((np.concatenate((on(upper + 0.04 * bow), on(lower - 0.05 * bow)[::-1])),), lip, 0.0, 0.0))
    shapes.append(Fill((ring,), _MOUTH, 0.0, 0.5))
    if gape > 0.11:
        tongue = np.maximum(lower, lower + gape * 0.42 * bow * (1 - t**2) ** 0.5)
        shapes.append(Fill((np.concatenate((on(tongue), on(lower + 0.008)[::-1])),), _TONGUE, 0.0, 0.0))
    teeth = np.maximum(upper - gape * 0.30, lower)
    inner = slice(1, -1)
    shapes.append(Fill((np.concatenate((on(upper)[inner], on(teeth)[inner][::-1])),), _WHITE, 0.0, 0.0))
    return [*shapes, Stroke(on(upper), size * 0.03, dark, (0.5, 0.5))]


def _age_lines(h: Head) -> list[Shape]:
    """Wrinkles of the old, the line from nose to mouth when smiling."""
    f, size = h.features, h.frame.size
    old = h.person.age == "old"
    grown_man = h.person.age == "adult" and h.person.gender == "m"
    if not old and not (grown_man and h.face.smile > 0.6):
        return []
    line = blend(h.skin, ink_of(h.skin), 0.42)
    shapes: list[Shape] = []
    for side in (-1, 1):
        if h.solid.sees(side * 25) < 0.2:
            continue
        fold = [
            (side * f.nose * 1.35, f.nose_y + 0.01), (side * f.mouth_w * 1.15, mix(f.nose_y, f.mouth_y, 0.5)),
            (side * f.mouth_w * 1.42, f.mouth_y + 0.03)
        ]
        shapes.append(Stroke(flow(h.line(fold)), size * 0.026, line))
        if old:
            outer = side * (f.eye_x + f.eye_w * 1.15)
            for k in (-1, 0, 1):
                crow = [(outer, f.eye_y + 0.02 + k * 0.02), (outer + side * 0.09, f.eye_y + 0.03 + k * 0.075)]
                shapes.append(Stroke(h.line(crow), size * 0.018, line))
            bag = [
                (side * (f.eye_x - f.eye_w * 0.8), f.eye_y - f.eye_h * 1.15), (side * f.eye_x, f.eye_y - f.eye_h * 1.5),
                (side * (f.eye_x + f.eye_w * 0.8), f.eye_y - f.eye_h * 1.2)
            ]
            shapes.append(Stroke(flow(h.line(bag)), size * 0.02, line))
    if old:
        for k, y in enumerate((0.42, 0.52)):
            shapes.append(Stroke(flow(h.line([(-0.3, y), (0.0, y + 0.03 - 0.02 * k), (0.3, y)])), size * 0.018, line))
    return shapes


def _marks(h: Head) -> list[Shape]:
    """Freckles, scars and glasses."""
    f, size, shapes = h.features, h.frame.size, list[Shape]()
    dark = blend(h.skin, bgr("8a4a2a"), 0.5)
    if "freckles" in h.person.features:
        for k in range(14):
            x = (0.2 + 0.09 * (k % 4) + 0.03 * (k // 4)) * (1 if k % 2 else -1)
            spot = h.line([(x, f.nose_y + 0.06 - 0.055 * (k // 4) + 0.02 * (k % 3))])[0]
            shapes.append(Fill((ellipse(spot, size * 0.016, size * 0.014, 0, 8),), dark, 0.0, 0.0))
    if "scar" in h.person.features:
        cut = h.line([(0.33, 0.16), (0.37, -0.15), (0.44, -0.45)])
        shapes.append(Stroke(flow(cut), size * 0.04, blend(h.skin, bgr("a8404a"), 0.5)))
    if "glasses" in h.person.features or "sunglasses" in h.person.features:
        shapes += _glasses(h, "sunglasses" in h.person.features)
    return shapes


def _glasses(h: Head, dark: bool) -> list[Shape]:
    f, size, shapes = h.features, h.frame.size, list[Shape]()
    rim = bgr("3a2c2a") if h.person.vary("rim", 2) else bgr("a8823c")
    r = f.eye_w * 1.28
    for side in (-1, 1):
        ring = h.line(
            [(side * f.eye_x + r * cos(a), f.eye_y - 0.01 + r * 0.95 * sin(a), 0.05) for a in np.linspace(0, 2 * pi,
            29)]
        )
        if dark:
            shapes.append(Fill((ring[:-1],), bgr("2c3038"), 0.4, 0.6))
        shapes.append(Stroke(ring, size * 0.035, rim, (1.0, 1.0)))
        glint = h.line(
            [(side * f.eye_x - r * 0.6, f.eye_y + r * 0.15, 0.05), (side * f.eye_x - r * 0.25, f.eye_y + r * 0.6, 0.05)]
        )
        shapes.append(Stroke(glint, size * 0.03, blend(_WHITE, h.skin, 0.25 if not dark else 0.5)))
        arm = h.line([(side * (f.eye_x + r), f.eye_y, 0.05), (side * 0.8, f.eye_y + 0.04)])
        shapes.append(Stroke(arm, size * 0.03, rim, (1.0, 1.0)))
    bridge = h.line(
        [(-f.eye_x + r, f.eye_y + 0.02, 0.06), (0, f.eye_y + 0.06, 0.1), (f.eye_x - r, f.eye_y + 0.02, 0.06)]
    )
    return [*shapes, Stroke(flow(bridge), size * 0.035, rim, (1.0, 1.0))]


def _patch(h: Head) -> list[Shape]:
    f, size = h.features, h.frame.size
    x, y, r = f.eye_x, f.eye_y, f.eye_w * 1.2
    strap = h.line([(-0.7, 0.52), (-0.2, 0.36), (x, y + r * 0.8), (0.8, y + 0.1)])
    cover = h.line(
        [(x - r, y + r * 0.7), (x, y + r * 0.95), (x + r, y + r * 0.7), (x + r * 0.75, y - r * 0.6), (x, y - r),
        (x - r * 0.75, y - r * 0.6)]
    )
    return [
        Stroke(flow(strap), size * 0.05, bgr("2c2426"), (1.0, 1.0)), Fill((smooth(cover),), bgr("332a2c"), 0.7, 0.8),
        _brow(h, 1)
    ]
