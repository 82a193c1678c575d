"""A pose, and how far an action has come, come in; the pose of that moment goes out: what the whole body does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import pi, sin

from renderer.backends.animatic.pose import Arm, Face, Leg, Pose


@dataclass(frozen=True, slots=True)
class Moment:
    """Where an action stands: seconds since it began, its share done (0 … 1), its length, and a phase of the figure's
    own, so that two people never move in step."""

    seconds: float
    share: float
    length: float
    phase: float

    def wave(self, rate: float, offset: float = 0.0) -> float:
        """A sine of so many cycles a second."""
        return sin(2 * pi * rate * self.seconds + self.phase + offset)

    def eased(self, start: float = 0.0, end: float = 1.0) -> float:
        """0 before ``start``, 1 after ``end`` (shares of the action), smooth between."""
        t = min(max((self.share - start) / max(end - start, 1e-6), 0.0), 1.0)
        return t * t * (3 - 2 * t)

    def there_and_back(self, seconds: float = 0.35) -> float:
        """Rises from 0 to 1 at the action's start and falls back at its end."""
        rise, fall = self.seconds / seconds, (self.length - self.seconds) / seconds
        t = min(max(min(rise, fall), 0.0), 1.0)
        return t * t * (3 - 2 * t)


Gesture = Callable[[Pose, Moment], Pose]


def face_with(pose: Pose, **changes: float | tuple[float, float]) -> Face:
    """The expression of a pose with some of it changed."""
    return replace(pose.face, **changes)  # type: ignore[arg-type]


def stand(pose: Pose, m: Moment) -> Pose:
    """Upright again, both feet on the ground."""
    return replace(pose, legs=(Leg(), Leg()), roll=0.0)


def walk(pose: Pose, m: Moment) -> Pose:
    """An easy walk in profile."""
    return _stride(pose, m, 1.0, 26, 24)


def run(pose: Pose, m: Moment) -> Pose:
    """Leaning forward, elbows bent, long strides."""
    moved = _stride(pose, m, 1.5, 44, 44)
    bent = tuple(replace(arm, fore_swing=arm.swing + 75) for arm in moved.arms)
    return replace(moved, lean=14.0, arms=(bent[0], bent[1]))


def _stride(pose: Pose, m: Moment, rate: float, reach: float, swing: float) -> Pose:
    """A walking cycle: thighs swing against each other, the trailing knee bends, arms go against legs. Rates are chosen
    so that a cycle, drawn on twos, comes back to the same drawings; nobody sees a walker breathe."""
    legs, arms = [], []
    for side in (0, 1):
        w = m.wave(rate, side * pi)
        lag = m.wave(rate, side * pi + pi / 2)
        thigh = reach * w + 4
        legs.append(Leg(thigh, thigh - 6 - max(0.0, lag) * reach * 1.5, 1.5))
        arms.append(Arm(-swing * w, 8, -swing * w + 22, 4))
    facing = pose.facing if abs(pose.facing) > 0.7 else (0.85 if pose.facing >= 0 else -0.85)
    bob = 0.05 * m.wave(rate * 2)
    return replace(
        pose, legs=(legs[0], legs[1]), arms=(arms[0], arms[1]), facing=facing, lean=pose.lean + 3, nod=pose.nod + bob,
        wind=-0.4 + 0.3 * m.wave(rate * 2), breath=0.5
    )


def climb(pose: Pose, m: Moment) -> Pose:
    """Hand over hand, knee after knee."""
    w = m.wave(0.7)
    up, down = max(0.0, w), max(0.0, -w)
    legs = (Leg(12 + 58 * up, 12 - 62 * up + 20 * up, 2), Leg(12 + 58 * down, 12 - 42 * down, 2))
    arms = (Arm(60 + 60 * down, 8, 110 + 40 * down, 0), Arm(60 + 60 * up, 8, 110 + 40 * up, 0))
    facing = 0.8 if pose.facing >= 0 else -0.8
    return replace(
        pose, legs=legs, arms=(pose.arms[0] if pose.holds else arms[0], arms[1]), lean=12.0, facing=facing, nod=-0.25
    )


def sit(pose: Pose, m: Moment) -> Pose:
    """On something as high as the knee, hands in the lap."""
    return replace(pose, legs=(Leg(84, 4, 6), Leg(82, -4, 7)), arms=(Arm(26, 6, 62, -6), Arm(24, 6, 60, -8)), roll=0.0)


def kneel(pose: Pose, m: Moment) -> Pose:
    """On one knee."""
    return replace(
        pose, legs=(Leg(2, -88, 4), Leg(72, -12, 4)), arms=(Arm(12, 8, 40, 0), Arm(30, 6, 62, 0)), lean=6.0, roll=0.0
    )


def lie(pose: Pose, m: Moment) -> Pose:
    """On the back along the ground."""
    sign = -1 if pose.facing >= 0 else 1
    return replace(
        pose, roll=sign * 88.0, facing=0.25 if pose.facing >= 0 else -0.25, legs=(Leg(6, 0, 3), Leg(14, -10, 3)),
        arms=(Arm(14, 10, 50, -20), Arm(4, 10, 10, 6))
    )


def fall(pose: Pose, m: Moment) -> Pose:
    """Tips over forward and stays on the ground."""
    k = m.eased(0.1, 0.45)
    sign = 1 if pose.facing >= 0 else -1
    return replace(
        pose, roll=sign * 86 * k, arms=(Arm(70 + 80 * k, 30, 80 + 80 * k, 20), Arm(70 + 70 * k, 40, 90 + 70 * k, 30)),
        legs=(Leg(20, -20, 6), Leg(-8, -30, 6)), face=face_with(pose, lids=0.0 if k < 0.9 else 0.7, brow=0.8 * (1 - k),
        mouth=0.5 * (1 - k))
    )


def swim(pose: Pose, m: Moment) -> Pose:
    """Flat in the water, arms in turn."""
    w = m.wave(0.6)
    sign = 1 if pose.facing >= 0 else -1
    arms = (Arm(100 + 70 * w, 10, 110 + 60 * w, 6), Arm(100 - 70 * w, 10, 110 - 60 * w, 6))
    legs = (Leg(12 * m.wave(1.5), 12 * m.wave(1.5) - 14, 3), Leg(-12 * m.wave(1.5), -12 * m.wave(1.5) - 14, 3))
    return replace(pose, roll=sign * 72.0, arms=arms, legs=legs, facing=0.8 * sign, nod=-0.7, stowed=True)


def fly(pose: Pose, m: Moment) -> Pose:
    """Arms spread like wings."""
    sign = 1 if pose.facing >= 0 else -1
    flap = m.wave(1.1)
    return replace(
        pose, roll=sign * 52.0, arms=(Arm(120, 30 + 24 * flap, 140, 30), Arm(120, 34 + 24 * flap, 140, 34)),
        legs=(Leg(-8, -20, 3), Leg(4, -14, 3)), facing=0.7 * sign, wind=-0.9, nod=-0.4
    )


def jump(pose: Pose, m: Moment) -> Pose:
    """Crouches and springs, again and again."""
    w = m.wave(0.75)
    up, crouch = max(0.0, w), max(0.0, -w)
    legs = (Leg(46 * crouch, -44 * crouch - 24 * up, 4), Leg(44 * crouch + 10 * up, -46 * crouch - 30 * up, 4))
    travel = (pose.travel[0], pose.travel[1] + 0.24 * up)
    return replace(
        pose, legs=legs, arms=(Arm(20 + 120 * up, 30, 40 + 120 * up, 30), Arm(20 + 120 * up, 32, 40 + 120 * up, 32)),
        travel=travel, face=face_with(pose, smile=0.8, brow=0.4)
    )


def enter(pose: Pose, m: Moment) -> Pose:
    """Walks in from outside the frame to its mark."""
    moved = walk(pose, m) if m.share < 0.8 else pose
    sign = 1 if pose.facing >= 0 else -1
    return replace(moved, travel=(sign * -2.4 * (1 - m.eased(0, 0.8)), pose.travel[1]))


def leave(pose: Pose, m: Moment) -> Pose:
    """Walks away from its mark, out of the frame."""
    moved = walk(pose, m)
    sign = 1 if pose.facing >= 0 else -1
    return replace(moved, travel=(pose.travel[0] + sign * 2.8 * m.share * m.share, pose.travel[1]))
