"""A person comes in; the pieces that it is drawn from go out, for any pose.

Most poses differ from the one before in a mouth or an arm. So each piece is made from only those fields of the pose
that it depends on, and kept until one of them changes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import lru_cache
from math import cos, sin

from renderer.backends.animatic import garments, hair, hats, heads, ink, limbs
from renderer.backends.animatic import props as things
from renderer.backends.animatic.body import Body
from renderer.backends.animatic.bones import Bones, Build, bones
from renderer.backends.animatic.creatures import fish_tail
from renderer.backends.animatic.curves import Frame
from renderer.backends.animatic.ink import Fill, Layer, Layers, Piece, Placed, Shape
from renderer.backends.animatic.look import Garment, Person
from renderer.backends.animatic.pose import Arm, Face, Pose

_BODY = ("facing", "back", "lean", "sway", "legs", "breath", "wind")
_ARM = (*_BODY, "arms", "holds", "stowed", "grip")
_HEAD = ("facing", "back", "turn", "nod")
_KEPT = 24
"""Versions of a piece that are kept."""

_AGES: dict[str, Build] = {
    "baby": Build(0.44, 0.096, 0.066, 0.064, 0.064, 0.062, 0.012, 0.0200, 0.022, 0.0, 0.44),
    "child": Build(0.70, 0.104, 0.078, 0.064, 0.058, 0.062, 0.006, 0.0205, 0.023, 0.0, 0.53),
    "teen": Build(0.88, 0.106, 0.094, 0.074, 0.062, 0.070, 0.0, 0.0230, 0.027, 0.0, 0.58),
    "adult": Build(1.0, 0.112, 0.118, 0.092, 0.074, 0.080, 0.0, 0.0275, 0.036, 0.0, 0.585),
    "old": Build(0.93, 0.110, 0.106, 0.088, 0.082, 0.082, 0.014, 0.0260, 0.031, 11.0, 0.56),
}


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


class Human:
    """A person's pieces, made when a pose needs them."""

    def __init__(self, person: Person) -> None:
        self.person, self.build = person, build_of(person)
        # an instance's own, so that what another figure was asked for changes nothing
        self._bones = lru_cache(maxsize=_KEPT)(lambda pose: bones(self.build, pose))
        self._piece = lru_cache(maxsize=_KEPT * 16)(self._made)
        self._known: dict[Hashable, Piece] = {}

    def layers(self, pose: Pose) -> Layers:
        """What hangs behind the body, and behind the head; the body; its head; and the arms that are raised before
        that. Each layer from its back to its front."""
        b = self._bones(replace(pose, face=Face(), travel=(0.0, 0.0)))
        near, far = (0, 1) if not b.behind else (1, 0)
        arms = {i: Placed(self._piece((_near_arm, _far_arm)[i], _arm_pose(pose, i))) for i in (0, 1)}
        hidden = [i for i in (far, near) if _is_hidden(b, i, i == far)]
        raised = [i for i in (far, near) if i not in hidden and _is_raised(b, i)]
        hanging = [i for i in (far, near) if i not in hidden and i not in raised]
        trunk = _only(pose, _BODY)
        neck = replace(trunk, nod=round(max(pose.nod, 0.0) * 2) / 2, tilt=round(pose.tilt / 8) * 8.0)
        body = [Placed(self._piece(make, key)) for make, key in ((_legs, trunk), (_neck, neck), (_trunk, trunk))]
        body = [*(arms[i] for i in hidden), *body, *(arms[i] for i in hanging), Placed(self._piece(_scarf, trunk))]
        behind = self._on_head(_BEHIND, pose, b)
        head = self._on_head(_FRONT, pose, b)
        if b.behind:
            behind, head = (), (*head, *behind)
        cloak = () if b.behind else (Placed(self._piece(_cloak, trunk)),)
        at = b.head.x, b.head.y
        return (
            Layer(cloak), Layer(behind, *at), Layer(tuple(body)), Layer(head, *at),
            Layer(tuple(arms[i] for i in raised)),
        )

    def head(self, pose: Pose) -> heads.Head:
        """The head in a pose, in its own coordinates."""
        return heads.head_of(self._bones(pose), self.person)

    def body(self, pose: Pose) -> Body:
        """The clothed body in a pose."""
        return Body(self._bones(pose), self.person)

    def _made(self, make: _Make, pose: Pose) -> Piece:
        """A piece; the one that was there before where nothing about it has changed: breath moves no bare leg."""
        piece = Piece(make(self, pose))
        if len(self._known) > _KEPT * 16:
            self._known.clear()
        return self._known.setdefault((make, piece.content()), piece)

    def _on_head(self, recipes: Sequence[_Recipe], pose: Pose, b: Bones) -> tuple[Placed, ...]:
        """Pieces that the head carries along as it moves, about its middle."""
        placed, frame = [], Frame(0.0, 0.0, b.head.size, b.head.angle)
        for make, names, features in recipes:
            face = Face(**{name: getattr(pose.face, name) for name in features})
            placed.append(Placed(self._piece(make, replace(_only(pose, names), face=face)), frame))
        return tuple(placed)


_Make = Callable[[Human, Pose], list[Shape]]
_Recipe = tuple[_Make, tuple[str, ...], tuple[str, ...]]
"""How a piece is made, and from which fields of the pose and of its face."""


def _only(pose: Pose, names: tuple[str, ...]) -> Pose:
    """A pose that is at rest but for some of its fields."""
    return Pose(**{name: getattr(pose, name) for name in names})


def _arm_pose(pose: Pose, index: int) -> Pose:
    """What one arm depends on."""
    arm = pose.arms[index]
    return replace(_only(pose, _ARM), arms=(arm, Arm()) if index == 0 else (Arm(), arm))


def _is_hidden(b: Bones, index: int, far: bool) -> bool:
    """Whether an arm goes behind the trunk."""
    depth = b.arms[index].depth
    return depth < -0.028 * b.build.height or (far and abs(sin(b.yaw)) > 0.75 and depth < 0)


def _is_raised(b: Bones, index: int) -> bool:
    """Whether an arm may come before the head."""
    return b.arms[index].joints[2][1] > b.head.y - b.head.size * 1.3


def _cloak(human: Human, pose: Pose) -> list[Shape]:
    return garments.behind(human.body(pose))


def _legs(human: Human, pose: Pose) -> list[Shape]:
    body = human.body(pose)
    b, person = body.bones, human.person
    if person.species == "mermaid":
        scales = ink.blend((132, 140, 44), person.eyes, 0.15)
        return fish_tail((b.pelvis[0], b.pelvis[1]), (b.build.hip, b.pelvis[1]), scales, pose.wind)
    return [shape for i in sorted((0, 1), key=lambda i: b.legs[i].depth) for shape in limbs.leg(body, i)]


def _neck(human: Human, pose: Pose) -> list[Shape]:
    return garments.neck(human.body(pose))


def _trunk(human: Human, pose: Pose) -> list[Shape]:
    body = human.body(pose)
    hooded = human.person.hat is not None and human.person.hat.kind == "hood"
    return [
        *garments.trunk(body), *garments.coat(body), *([] if hooded else _hood_down(body)), *garments.mantle(body)
    ]


def _scarf(human: Human, pose: Pose) -> list[Shape]:
    return garments.scarf(human.body(pose))


def _near_arm(human: Human, pose: Pose) -> list[Shape]:
    return _arm(human, pose, 0)


def _far_arm(human: Human, pose: Pose) -> list[Shape]:
    return _arm(human, pose, 1)


def _arm(human: Human, pose: Pose, index: int) -> list[Shape]:
    """An arm with its hand, and what that holds."""
    body = human.body(pose)
    held = _in_hand(body.bones, human.person, index)
    return [*limbs.arm(body, index), *held, *limbs.hand(body, index, _grip(body.bones, human.person, index))]


def _hair_behind(human: Human, pose: Pose) -> list[Shape]:
    hat, head = human.person.hat, human.head(pose)
    standing = human.person.hair in ("bun", "topknot", "spiky", "afro")
    loose = [] if hats.hides_hair(hat) and standing else hair.behind(head, pose.wind)
    return [*(hats.behind(head, hat) if hat else ()), *loose]


def _skull(human: Human, pose: Pose) -> list[Shape]:
    head = human.head(pose)
    return [*heads.skull(head), *hair.beard(head)]


def _hair_before(human: Human, pose: Pose) -> list[Shape]:
    """The hair on the skull, where no hat covers all of it, and the hat."""
    hat, style, head = human.person.hat, human.person.hair, human.head(pose)
    covered = hat is not None and hat.kind in ("hood", "kerchief", "helmet") and style not in ("long", "wavy", "bob")
    covered = covered or (hat is not None and hat.kind == "helmet" and style not in ("bald", "receding"))
    return [*([] if covered else hair.before(head, pose.wind)), *(hats.before(head, hat) if hat else ())]


_BEHIND: tuple[_Recipe, ...] = ((_hair_behind, (*_HEAD, "wind"), ()),)
_FRONT: tuple[_Recipe, ...] = (
    (_skull, _HEAD, ("mouth",)),
    (lambda human, pose: heads.flesh(human.head(pose)), _HEAD, ("blush",)),
    (lambda human, pose: heads.lips(human.head(pose)), _HEAD, ("mouth", "round", "smile")),
    (lambda human, pose: heads.eyes(human.head(pose)), _HEAD, ("gaze", "lids", "smile", "brow", "frown", "tears")),
    (lambda human, pose: heads.marks(human.head(pose)), _HEAD, ("smile",)),
    (lambda human, pose: hair.moustache(human.head(pose)), _HEAD, ()),
    (_hair_before, (*_HEAD, "wind"), ()),
)


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


def _grip(b: Bones, person: Person, index: int) -> str:
    """How a hand is held."""
    if _held(b, person, index):
        return "hold"
    arm = b.pose.arms[index]
    lifted = arm.fore_spread > 120 or arm.fore_swing > 150
    if abs(arm.swing - arm.fore_swing) < 16 and arm.swing > 60 and not lifted:
        return "point"
    return "open" if lifted or arm.fore_spread > 50 else "rest"


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
