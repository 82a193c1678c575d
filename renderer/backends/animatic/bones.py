"""A person's build and a pose come in, the places of its joints and the solids of head and trunk go out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, radians, sin, sqrt

import numpy as np

from renderer.backends.animatic.curves import Frame, Points, mix
from renderer.backends.animatic.pose import Arm, Leg, Pose

Spot = tuple[float, float, float]
"""A joint: x to the right, y up, z towards the camera, in adult heights."""


@dataclass(frozen=True, slots=True)
class Build:
    """Lengths of a body in adult heights; half widths where a width is meant."""

    height: float = 1.0
    head: float = 0.096  # half the head's height
    shoulder: float = 0.1
    chest: float = 0.085
    waist: float = 0.068
    hip: float = 0.074
    belly: float = 0.0  # how far it bulges forward
    limb: float = 0.024  # radius of the upper arm
    neck: float = 0.034
    stoop: float = 0.0  # degrees
    legs: float = 0.6  # share of the height of the shoulders

    @property
    def shoulders(self) -> float:
        """Height of the line of the shoulders, standing."""
        return self.height - 2 * self.head - 0.024 * self.height

    @property
    def leg(self) -> float:
        """From the hip to the sole."""
        return self.shoulders * self.legs

    @property
    def trunk(self) -> float:
        """From the hip to the line of the shoulders."""
        return self.shoulders - self.leg


class Solid:
    """A body part as a stack of ellipses, seen at an angle: knows its silhouette and the places on its surface.

    ``levels`` are rows ``(y, half width, half depth, forward shift)``. Longitude 0 is its front, 90 its left side
    (right in the picture when it faces the camera). What lies on the hidden side comes out on the silhouette.
    """

    def __init__(self, frame: Frame, yaw: float, levels: Sequence[Sequence[float]], nod: float = 0.0) -> None:
        self.frame, self.yaw, self.nod = frame, yaw, nod
        self._levels = [tuple(map(float, row)) for row in levels]
        self._table = np.array(self._levels).T
        self._heights = [row[0] for row in self._levels]

    def section(self, y: float) -> tuple[float, float, float]:
        """Half width, half depth and forward shift at a level. Plain arithmetic: it is asked for single points."""
        k = bisect_right(self._heights, y)
        if k == 0 or k == len(self._levels):
            _, w, d, c = self._levels[min(k, len(self._levels) - 1)]
            return w, d, c
        (y0, w0, d0, c0), (y1, w1, d1, c1) = self._levels[k - 1], self._levels[k]
        t = (y - y0) / (y1 - y0)
        return w0 + (w1 - w0) * t, d0 + (d1 - d0) * t, c0 + (c1 - c0) * t

    def spot(self, longitude: float, y: float, puff: float = 1.0) -> tuple[float, float]:
        """A point of the surface, puffed out by a factor, in the part's own coordinates."""
        w, d, c = self.section(y)
        sine, cosine = sin(self.yaw), cos(self.yaw)
        edge = atan2(w * cosine, d * sine)
        middle = edge - pi / 2
        across = radians(longitude) - middle
        if cosine < 0:  # from behind, the seam of the longitudes is in sight
            across = (across + pi) % (2 * pi) - pi
        across = min(max(across, -pi / 2), pi / 2) + middle
        w, d = w * puff, d * puff
        x = w * sin(across) * cosine + (c + d * cos(across)) * sine
        toward = -w * sin(across) * sine + (c + d * cos(across)) * cosine
        return x, y - self.nod * toward * 0.42

    def spots(self, longitudes: Points, ys: Points, puff: Points | float = 1.0) -> Points:
        """Many places at once: N longitudes in degrees and N levels to N x 2 points, in the part's own coordinates."""
        heights, widths, depths, shifts = self._table
        w, d, c = np.interp(ys, heights, widths), np.interp(ys, heights, depths), np.interp(ys, heights, shifts)
        sine, cosine = sin(self.yaw), cos(self.yaw)
        middle = np.arctan2(w * cosine, d * sine) - pi / 2
        across = np.radians(longitudes) - middle
        if cosine < 0:
            across = (across + pi) % (2 * pi) - pi
        across = np.clip(across, -pi / 2, pi / 2) + middle
        side, front = w * puff * np.sin(across), c + d * puff * np.cos(across)
        toward = front * cosine - side * sine
        return np.stack((side * cosine + front * sine, ys - self.nod * toward * 0.42), axis=1)

    def sees(self, longitude: float, y: float = 0.0) -> float:
        """How squarely the surface there faces the camera: 1 squarely, below 0 hidden."""
        return cos(radians(longitude) + self.yaw)

    def on(self, places: Iterable[Sequence[float]], puff: float = 1.0) -> Points:
        """Places ``(longitude, y)`` or ``(longitude, y, puff)`` in the figure's coordinates."""
        rows = np.array([(p[0], p[1], p[2] if len(p) > 2 else puff) for p in places], dtype=np.float64)
        return self.frame.place(self.spots(rows[:, 0], rows[:, 1], rows[:, 2]))

    def sides(self, ys: Sequence[float], puff: float = 1.0) -> tuple[Points, Points]:
        """The silhouette's left and right edge at the given levels, from the first to the last."""
        edges: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
        for y in ys:
            w, d, c = self.section(y)
            half = sqrt((w * cos(self.yaw)) ** 2 + (d * sin(self.yaw)) ** 2) * puff
            shift = c * sin(self.yaw)
            drop = self.nod * c * cos(self.yaw) * 0.42
            edges[0].append((shift - half, y - drop))
            edges[1].append((shift + half, y - drop))
        return self.frame.place(edges[0]), self.frame.place(edges[1])

    def outline(self, ys: Sequence[float], puff: float = 1.0) -> Points:
        """The silhouette between two levels as a closed outline."""
        left, right = self.sides(ys, puff)
        return np.concatenate((left, right[::-1]))


@dataclass(frozen=True, slots=True)
class Limb:
    """Three joints: shoulder, elbow, wrist, or hip, knee, ankle. ``side`` is -1 for limb 0, 1 for limb 1."""

    joints: tuple[Spot, Spot, Spot]
    side: int

    @property
    def depth(self) -> float:
        """How far the limb's middle is towards the camera from its root."""
        return self.joints[1][2] * 0.5 + self.joints[2][2] * 0.5

    def along(self, share: float) -> tuple[float, float]:
        """The point at a share of the way from the root (0) over the middle joint (0.5) to the end (1)."""
        a, b, c = self.joints
        p, q, t = (a, b, share * 2) if share < 0.5 else (b, c, share * 2 - 1)
        return mix(p[0], q[0], t), mix(p[1], q[1], t)


@dataclass(frozen=True, slots=True)
class Bones:
    """A posed body. Figures that face left are drawn facing right, and mirrored at the end."""

    build: Build
    pose: Pose
    yaw: float
    head_yaw: float
    pelvis: Spot
    trunk: Frame  # origin at the hip, y towards the shoulders, in adult heights
    head: Frame  # origin at the skull's middle, unit: half the head's height
    arms: tuple[Limb, Limb]
    legs: tuple[Limb, Limb]

    @property
    def behind(self) -> bool:
        """Whether we see the figure's back."""
        return cos(self.yaw) < 0

    def foot(self, leg: int) -> tuple[float, float]:
        """The direction in which a foot points, foreshortened."""
        pitch = radians(min(max(self.pose.legs[leg].shin + 90, -80), 110))
        return sin(pitch) * sin(self.yaw + radians(14) * self.legs[leg].side), -cos(pitch)


def bones(build: Build, pose: Pose) -> Bones:
    """The joints of a body in a pose, standing on the ground at its mark."""
    side = abs(pose.facing)
    yaw = radians(64 * side)
    sign = 1 if pose.facing >= 0 else -1
    head_yaw = radians(min(max(52 * side + 50 * pose.turn * sign, -70), 78))
    if pose.back:
        yaw, head_yaw = pi - yaw, pi - head_yaw
    thigh = (build.leg - 0.035 * build.height) * 0.52
    shin = (build.leg - 0.035 * build.height) * 0.48
    drop = max(_drop(leg, thigh, shin, build) for leg in pose.legs)
    pelvis = (0.0, max(drop, build.hip * 0.62), 0.0)
    lean = radians(pose.lean + build.stoop)
    sway = radians(pose.sway)
    up = _turned((sin(sway), cos(lean) * cos(sway), sin(lean)), yaw)
    length = build.trunk * (1 + 0.012 * pose.breath)
    chest = _plus(pelvis, up, length)
    arms = tuple(_arm(build, pose.arms[i], chest, yaw, (-1, 1)[i]) for i in (0, 1))
    legs = tuple(_leg((thigh, shin), pose.legs[i], (pelvis, build.hip * 0.5), yaw, (-1, 1)[i]) for i in (0, 1))
    angle = -atan2(up[0], up[1])
    upright = up[0] ** 2 + up[1] ** 2
    trunk = Frame(pelvis[0], pelvis[1], sqrt(upright), angle)
    nod = radians(max(pose.nod, 0) * 10)
    crane = _turned((sin(sway), cos(lean * 0.55), sin(lean * 0.7 + nod)), yaw)
    top = _plus(chest, crane, build.head * 0.98 + 0.030 * build.height)
    head = Frame(top[0], top[1], build.head, angle * 0.55 - radians(pose.tilt))
    return Bones(build, pose, yaw, head_yaw, pelvis, trunk, head, (arms[0], arms[1]), (legs[0], legs[1]))


def trunk_solid(b: Bones, puff: float = 1.0) -> Solid:
    """The trunk from the crotch (y = -0.16 trunk lengths) to the neck (1.04)."""
    t = b.build
    breath = 1 + 0.02 * b.pose.breath
    rows = (
        (-0.2, t.hip * 0.9, t.hip * 0.8, 0.0),
        (0.0, t.hip * 1.03, t.hip * 0.82, -t.belly * 0.1),
        (0.2, mix(t.hip, t.waist, 0.65), t.waist * 0.8 + t.belly * 0.35, t.belly * 0.5),
        (0.4, t.waist, t.waist * 0.82 + t.belly * 0.3, t.belly * 0.55),
        (0.7, t.chest * breath, t.chest * 0.74, 0.012 + t.belly * 0.2),
        (0.88, t.shoulder * 0.97, t.chest * 0.60, 0.003),
        (0.97, t.shoulder * 0.82, t.chest * 0.46, -0.004),
        (1.03, t.neck * 1.35, t.neck * 1.1, -0.008),
        (1.10, t.neck, t.neck, -0.006),
    )
    scaled = [(y * t.trunk, w * puff, d * puff, c) for y, w, d, c in rows]
    return Solid(b.trunk, b.yaw, scaled)


def _drop(leg: Leg, thigh: float, shin: float, build: Build) -> float:
    """How far below the hip a leg reaches: to its sole, or its knee where that is lower."""
    knee = thigh * cos(radians(leg.thigh))
    ankle = knee + shin * cos(radians(leg.shin))
    toes = max(0.0, -cos(radians(min(max(leg.shin + 90, -80), 110)))) * -0.05
    sole = 0.035 * build.height * max(0.35, cos(radians(leg.shin)))
    return max(ankle + sole - toes, knee + build.limb * 1.3)


def _arm(build: Build, arm: Arm, chest: Spot, yaw: float, side: int) -> Limb:
    root = _plus(
        chest, _turned((side * (build.shoulder * 0.98 - build.limb * 0.9), -0.010 * build.height - build.limb * 1.2,
        -0.004), yaw), 1.0
    )
    reach = build.shoulders
    elbow = _plus(root, _turned(_direction(arm.swing, arm.spread, side), yaw), 0.205 * reach)
    wrist = _plus(elbow, _turned(_direction(arm.fore_swing, arm.fore_spread, side), yaw), 0.18 * reach)
    return Limb((root, elbow, wrist), side)


def _leg(bone: tuple[float, float], leg: Leg, hip: tuple[Spot, float], yaw: float, side: int) -> Limb:
    root = _plus(hip[0], _turned((side * hip[1], 0.0, 0.0), yaw), 1.0)
    knee = _plus(root, _turned(_direction(leg.thigh, leg.spread, side), yaw), bone[0])
    ankle = _plus(knee, _turned(_direction(leg.shin, leg.spread * 0.3, side), yaw), bone[1])
    return Limb((root, knee, ankle), side)


def _direction(swing: float, spread: float, side: int) -> Spot:
    s, p = radians(swing), radians(spread)
    return side * sin(p), -cos(p) * cos(s), cos(p) * sin(s)


def _turned(v: Spot, yaw: float) -> Spot:
    return v[0] * cos(yaw) + v[2] * sin(yaw), v[1], -v[0] * sin(yaw) + v[2] * cos(yaw)


def _plus(a: Spot, b: Spot, k: float) -> Spot:
    return a[0] + b[0] * k, a[1] + b[1] * k, a[2] + b[2] * k


def bearing(a: Sequence[float], b: Sequence[float]) -> float:
    """The angle of the line from a to b, radians counterclockwise from the right."""
    return atan2(b[1] - a[1], b[0] - a[0])
