"""A look comes in, a puppet goes out that draws it in any pose, at any scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, radians, sin
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from renderer.backends.animatic import garments, hair, hats, heads, ink, limbs
from renderer.backends.animatic import props as things
from renderer.backends.animatic.body import Body
from renderer.backends.animatic.bones import Bones, Build, bones
from renderer.backends.animatic.creatures import Cast, cast_of, fish_tail
from renderer.backends.animatic.cutout import Cutout
from renderer.backends.animatic.ink import Fill, Shape, View
from renderer.backends.animatic.ink import Window as Window
from renderer.backends.animatic.look import Garment, Person, read
from renderer.backends.animatic.pose import Pose
from renderer.recipe import Look


class Puppet(Protocol):
    """A figure that can be drawn in any pose.

    ``height``: of this figure standing, a standing adult being 1. ``head``: the centre of its head in adult heights
    (x to the right of its feet, y up), standing. Multiply either by the scale for pixels.
    """

    height: float
    head: tuple[float, float]

    def draw(self, pose: Pose, scale: int, window: Window) -> NDArray[np.uint8]:
        """The figure as BGRA, premultiplied, ``(window.height, window.width, 4)``. ``scale`` is the height of a
        standing adult in pixels; the window counts from the point on the ground between the feet."""
        ...

    def extent(self, pose: Pose, scale: int) -> Window:
        """The tight bounds of what `draw` would paint."""
        ...


_AGES: dict[str, Build] = {
    "baby": Build(0.44, 0.096, 0.066, 0.064, 0.064, 0.062, 0.012, 0.0200, 0.022, 0.0, 0.44),
    "child": Build(0.70, 0.104, 0.078, 0.064, 0.058, 0.062, 0.006, 0.0205, 0.023, 0.0, 0.53),
    "teen": Build(0.88, 0.106, 0.094, 0.074, 0.062, 0.070, 0.0, 0.0230, 0.027, 0.0, 0.58),
    "adult": Build(1.0, 0.112, 0.118, 0.092, 0.074, 0.080, 0.0, 0.0275, 0.036, 0.0, 0.585),
    "old": Build(0.93, 0.110, 0.106, 0.088, 0.082, 0.082, 0.014, 0.0260, 0.031, 11.0, 0.56),
}


class Drawn:
    """A figure that is drawn from shapes."""

    def __init__(self, cast: Cast) -> None:
        self.height, self.head = cast.height, cast.head
        # an instance is asked for the bounds of a pose, then for its pixels: the shapes are made once
        self._shapes = lru_cache(maxsize=8)(cast.shapes)

    def draw(self, pose: Pose, scale: int, window: Window) -> NDArray[np.uint8]:
        """See `Puppet.draw`."""
        return ink.paint(self._shapes(pose), self._view(pose, scale), window)

    def extent(self, pose: Pose, scale: int) -> Window:
        """See `Puppet.extent`."""
        return ink.bounds(self._shapes(pose), self._view(pose, scale))

    def _view(self, pose: Pose, scale: int) -> View:
        mirror = 1.0 if pose.facing >= 0 else -1.0
        middle = self.height * 0.5
        roll = radians(pose.roll)
        lift = 0.1 * self.height * abs(sin(roll)) - middle * (1 - abs(cos(roll)))
        return View(float(scale), mirror, -roll, (0.0, middle), lift)


def puppet(look: Look, pictures: Sequence[Path]) -> Puppet:
    """The figure of a look: cut out of its first reference picture where there is one, else drawn from its words."""
    person = read(look.description, look.wardrobe)
    if pictures:
        return Cutout(pictures[0], build_of(person).height)
    return Drawn(cast_of(person) or _human(person))


def _human(person: Person) -> Cast:
    build = build_of(person)
    still = bones(build, Pose(facing=0.0))
    return Cast(build.height, (still.head.x, still.head.y), lambda pose: person_shapes(bones(build, pose), person))


def build_of(person: Person) -> Build:
    """The body of a person: age and build words, and a little of its own."""
    b = _AGES[person.age]
    lady = person.gender == "f" and person.age in ("teen", "adult", "old")
    words = person.build
    tall = 1 + 0.02 * (person.vary("tall",
    5) - 2) + 0.09 * ("tall" in words) - 0.12 * ("short" in words) + 0.6 * ("giant" in words)
    tall *= 0.95 if lady else 1.0
    tall += 0.75 if person.species == "cyclops" else 0.0
    wide = 1 + 0.03 * (person.vary("wide", 4) - 1.5) + 0.30 * ("stout" in words) - 0.16 * ("thin" in words)
    wide *= tall**0.5 if tall < 1.3 else tall * 0.95
    strong = 0.16 * ("muscular" in words) + 0.16 * (person.species == "cyclops")
    belly = b.belly + 0.05 * ("stout" in words)
    return Build(
        height=b.height * tall,
        head=b.head * (tall**0.35 if tall < 1.3 else tall * 0.92),
        shoulder=b.shoulder * wide * (0.86 if lady else 1.0) * (1 + strong),
        chest=b.chest * wide * (0.90 if lady else 1.0) * (1 + strong * 0.8),
        waist=b.waist * wide * (0.84 if lady else 1.0) * (1.18 if "stout" in words else 1.0),
        hip=b.hip * wide * (1.02 if lady else 0.95),
        belly=belly * wide,
        limb=b.limb * wide * (0.84 if lady else 1.0) * (1 + strong * 1.3),
        neck=b.neck * wide * (0.80 if lady else 1.0) * (1 + strong),
        stoop=b.stoop,
        legs=b.legs,
    )


def person_shapes(b: Bones, person: Person) -> list[Shape]:
    """A person on posed bones, from the back to the front."""
    body = Body(b, person)
    head = heads.head_of(b, person)
    near, far = (0, 1) if not b.behind else (1, 0)
    grips = _grips(b, person)
    arms = [[*limbs.arm(body, i), *_in_hand(b, person, i), *limbs.hand(body, i, grips[i])] for i in (0, 1)]
    behind_trunk = [i for i in (far,
    near) if b.arms[i].depth < -0.028 * b.build.height or (i == far and abs(sin(b.yaw)) > 0.75 and b.arms[i].depth < 0)]
    in_front = [i for i in (far, near) if i not in behind_trunk]
    raised = [i for i in in_front if b.arms[i].joints[2][1] > b.head.y - b.head.size * 1.3]
    hanging = [i for i in in_front if i not in raised]
    wind = b.pose.wind
    loose = () if hats.hides_hair(person.hat) and person.hair in ("bun", "topknot", "spiky",
    "afro") else hair.behind(head, wind)
    back = [*(hats.behind(head, person.hat) if person.hat else ()), *loose]
    parts: list[Shape] = [*(garments.behind(body) if not b.behind else ()), *(back if not b.behind else ())]
    for i in behind_trunk:
        parts += arms[i]
    if person.species == "mermaid":
        parts += fish_tail((b.pelvis[0], b.pelvis[1]), (b.build.hip, b.pelvis[1]), _tail_colour(person), b.pose.wind)
    else:
        for i in sorted((0, 1), key=lambda i: b.legs[i].depth):
            parts += limbs.leg(body, i)
    parts += [*garments.neck(body), *garments.trunk(body), *garments.coat(body)]
    if person.hat is None or person.hat.kind != "hood":
        parts += _hood_down(body)
    parts += [*garments.mantle(body), *(shape for i in hanging for shape in arms[i])]
    parts += [*garments.scarf(body), *_front_head(head, person, wind), *(back if b.behind else ())]
    return [*parts, *(shape for i in raised for shape in arms[i])]


def _tail_colour(person: Person) -> ink.Colour:
    return ink.blend((132, 140, 44), person.eyes, 0.15)


def _front_head(head: heads.Head, person: Person, wind: float) -> list[Shape]:
    """Skull, beard, face, hair and hat, in the order in which they cover each other."""
    hat = person.hat
    worn = hair.before(head, wind) if not (
        hat and hat.kind in ("hood", "kerchief", "helmet") and person.hair not in ("long", "wavy", "bob")
    ) else []
    own = heads.skull(head)
    front = [*own, *hair.beard(head), *heads.face(head), *hair.moustache(head), *worn]
    if head.person.hair not in ("bald", "receding") and hat and hat.kind == "helmet":
        front = [*own, *hair.beard(head), *heads.face(head), *hair.moustache(head)]
    return [*front, *(hats.before(head, hat) if hat else ())]


def _hood_down(body: Body) -> list[Shape]:
    """A raincoat's hood, fallen back on the shoulders."""
    over = body.over
    if not over or over.kind != "raincoat":
        return []
    ring = [
        (-118, 0.98), (-90, 1.10), (-50, 1.12), (-20, 1.0), (0, 0.95), (20, 1.0), (50, 1.12), (90, 1.10), (118, 0.98),
        (70, 0.92), (30, 0.90), (0, 0.86), (-30, 0.90), (-70, 0.92)
    ]
    turned = [(a + 180, y) for a, y in ring] if body.bones.behind else ring
    return [Fill((body.on(turned, 1.12),), ink.tint(over.colour, 1.08), 0.9, 0.9)]


def _held(b: Bones, person: Person, hand: int) -> Garment | None:
    """What a hand holds: the action's prop before the person's own; a second one goes into the other hand."""
    pose = b.pose
    if pose.stowed:
        return None
    own = list(person.props)
    if pose.holds and not any(item.kind == pose.holds for item in own):
        own.insert(0, Garment(pose.holds, ink.blend((60, 90, 150), (200, 220, 235), 0.4)))
    elif pose.holds:
        own.sort(key=lambda item: item.kind != pose.holds)
    return own[1 - hand] if 1 - hand < len(own) else None


def _grips(b: Bones, person: Person) -> tuple[str, str]:
    """How each hand is held."""
    grips = []
    for i in (0, 1):
        arm = b.pose.arms[i]
        straight = abs(arm.swing - arm.fore_swing) < 16 and arm.swing > 60
        lifted = arm.fore_spread > 120 or arm.fore_swing > 150
        grips.append(
            "hold" if _held(b, person,
            i) else "point" if straight and not lifted else "open" if lifted or arm.fore_spread > 50 else "rest"
        )
    return grips[0], grips[1]


def _in_hand(b: Bones, person: Person, hand: int) -> list[Shape]:
    held = _held(b, person, hand)
    if held is None:
        return []
    _, elbow, wrist = b.arms[hand].joints
    reach = max(((wrist[0] - elbow[0]) ** 2 + (wrist[1] - elbow[1]) ** 2) ** 0.5, 1e-6)
    r = b.build.limb
    at = (wrist[0] + (wrist[0] - elbow[0]) / reach * r * 1.1, wrist[1] + (wrist[1] - elbow[1]) / reach * r * 1.1)
    lean = b.pose.grip * (1 if cos(b.yaw) > -0.2 else -1) + (6 if hand == 1 else -4)
    return things.prop(held.kind, held.colour, at, max(r * 1.15, 0.016), lean)
