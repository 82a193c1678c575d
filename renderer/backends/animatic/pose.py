"""What a body does at one moment: joint angles, face and place, as the figures are drawn from them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Arm:
    """Directions of the upper arm and the forearm in degrees. ``swing``: 0 hangs down, 90 points forward, 180 up;
    ``spread``: 0 at the side, 90 straight out, 180 up, negative across the body. Both are absolute: the forearm does
    not add to the upper arm."""

    swing: float = 4.0
    spread: float = 9.0
    fore_swing: float = 16.0
    fore_spread: float = 4.0


@dataclass(frozen=True, slots=True)
class Leg:
    """Directions of thigh and shin in degrees: 0 hangs down, 90 points forward, -90 backward."""

    thigh: float = 0.0
    shin: float = -2.0
    spread: float = 3.0


@dataclass(frozen=True, slots=True)
class Face:
    """An expression. All shares run from -1 to 1, or from 0 to 1 where noted."""

    mouth: float = 0.0  # 0 closed … 1 wide open
    round: float = 0.0  # 0 … 1 lips rounded, as in "oh"
    smile: float = 0.15  # -1 corners down … 1 up
    brow: float = 0.0  # -1 low … 1 raised
    frown: float = 0.0  # -1 inner ends up (sorrow) … 1 inner ends down (anger)
    lids: float = 0.0  # 0 open … 1 closed; negative is wide open
    gaze: tuple[float, float] = (0.0, 0.0)  # to the right of the picture, up
    tears: float = 0.0  # 0 … 1
    blush: float = 0.3  # 0 … 1


@dataclass(frozen=True, slots=True)
class Pose:
    """A body at one moment. Figures face right where ``facing`` is positive; limbs 0 are then the near ones. Props are
    held in hand 1, the far one: it is in front of the body, and what it lifts does not cover the face.

    ``travel`` is where the figure has gone from its mark, in its own heights (x right, y up). It is the compositor's
    to apply, `Puppet.draw` ignores it, and poses that differ only in it are equal: they share a sprite.
    """

    facing: float = 0.5  # -1 left … 0 towards the camera … 1 right
    back: bool = False  # turned away from the camera
    turn: float = 0.0  # the head's own turn, -1 … 1, added to facing
    nod: float = 0.0  # -1 looks up … 1 looks down
    tilt: float = 0.0  # degrees, the head towards its shoulder
    lean: float = 0.0  # degrees, the trunk forward
    sway: float = 0.0  # degrees, the trunk sideways
    roll: float = 0.0  # degrees, the whole figure about its middle: lying, swimming, flying
    arms: tuple[Arm, Arm] = (Arm(), Arm())
    legs: tuple[Leg, Leg] = (Leg(), Leg())
    face: Face = Face()
    breath: float = 0.0  # 0 out … 1 in
    wind: float = 0.0  # -1 … 1: how hair and cloth trail
    holds: str = ""  # the prop that the action puts into hand 1, where it is not the person's own
    stowed: bool = False  # hands are needed: nothing is held
    grip: float = 0.0  # degrees that the held prop leans forward from upright
    travel: tuple[float, float] = field(default=(0.0, 0.0), compare=False)

    def quantized(self) -> Pose:
        """The pose rounded so that near-equal poses are equal. ``travel`` stays exact."""
        rounded = _rounded(replace(self, travel=(0.0, 0.0)))
        assert isinstance(rounded, Pose)
        return replace(rounded, travel=self.travel)

    def mirrored(self) -> Pose:
        """The same pose the other way round: who stood at the left and looked right, at the right looks left."""
        face = replace(self.face, gaze=(-self.face.gaze[0], self.face.gaze[1]))
        return replace(
            self, facing=-self.facing, turn=-self.turn, face=face, travel=(-self.travel[0], self.travel[1])
        )


def blended(a: Any, b: Any, share: float) -> Any:
    """A pose (or a part of one) between two others. What is no number is taken from the nearer of them."""
    if isinstance(a, bool | str):
        return a if share < 0.5 else b
    if isinstance(a, int | float):
        return a + (b - a) * share
    if isinstance(a, tuple):
        return tuple(blended(x, y, share) for x, y in zip(a, b, strict=True))
    return type(a)(**{f.name: blended(getattr(a, f.name), getattr(b, f.name), share) for f in fields(a)})


_STEPS = {
    "mouth": 1 / 7, "facing": 1 / 16, "turn": 1 / 12, "nod": 1 / 12, "breath": 1 / 4, "wind": 1 / 4, "gaze": 1 / 6
}
_DEGREES = 2.5
_SHARE = 1 / 8
_SHARES = frozenset(("round", "smile", "brow", "frown", "lids", "tears", "blush"))


def _rounded(value: Any, name: str = "") -> Any:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        step = _STEPS.get(name, _SHARE if name in _SHARES else _DEGREES)
        return round(value / step) * step + 0.0  # so that -0.0 is 0.0
    if isinstance(value, tuple):
        return tuple(_rounded(item, name) for item in value)
    return type(value)(**{f.name: _rounded(getattr(value, f.name), f.name) for f in fields(value)})
