"""A being that is no human comes in; how it is drawn goes out: beasts, birds, robots, ghosts, dragons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import radians, sin

import numpy as np

from renderer.backends.animatic import hats, heads, limbs
from renderer.backends.animatic.beasts import BEASTS, beast_shapes, head_place, round_head
from renderer.backends.animatic.body import Body
from renderer.backends.animatic.bones import Build, bones, trunk_solid
from renderer.backends.animatic.curves import Frame, Points, capsule, ellipse, flow, lock, smooth
from renderer.backends.animatic.hues import bgr
from renderer.backends.animatic.ink import Colour, Fill, Layer, Layers, Piece, Placed, Shape, Stroke, Wash, blend, tint
from renderer.backends.animatic.look import Person
from renderer.backends.animatic.pose import Pose


@dataclass(frozen=True, slots=True)
class Cast:
    """A being ready to be drawn: its height and the centre of its head in adult heights, its painter, and how many
    layers that paints."""

    height: float
    head: tuple[float, float]
    layers: Callable[[Pose], Layers]
    count: int = 1


_GROUND = Frame(0.0, 0.0)
_FREE = ("robot", "ghost", "system", "dragon", "owl", "bird")


def cast_of(person: Person) -> Cast | None:
    """How a being is drawn, or None where it has a human body."""
    if person.species in BEASTS:
        beast = BEASTS[person.species]
        size = 1.35 if "giant" in person.build else (0.7 if person.age in ("baby", "child") else 1.0)
        x, y = head_place(beast)
        return Cast(
            (y + beast.head) * size, (x * size, y * size),
            lambda pose: _whole(beast_shapes(person, beast, pose), Frame(0.0, 0.0, size)),
        )
    if person.species not in _FREE:
        return None
    height, head, painter = {
        "owl": (0.36, (0.0, 0.27), _owl), "bird": (0.26, (0.05, 0.20), _bird), "ghost": (0.95, (0.0, 0.68), _ghost),
        "system": (0.95, (0.0, 0.78), _orb),
        "robot": (1.0, (0.0, 0.90), _robot), "dragon": (1.5, (0.42, 1.26), _dragon),
    }[person.species]
    return Cast(height, head, lambda pose: _whole(painter(person, pose)))


def _whole(shapes: list[Shape], frame: Frame = _GROUND) -> Layers:
    """A being that moves as a whole."""
    return (Layer((Placed(Piece(shapes), frame),)),)


def _bird(person: Person, pose: Pose) -> list[Shape]:
    skin, u = person.skin, 0.1
    flap = max(0.0, (pose.arms[0].spread + pose.arms[0].fore_spread) / 2 - 15) / 90
    f = Frame(0.0, 0.0, u)
    legs: list[Shape] = [
        Stroke(f.place([(x, 0.75), (x + 0.1 * s, 0.0), (x + 0.35, 0.02)]), u * 0.11, bgr("d98a3a"), (1, 0.7)) for x,
        s in ((-0.15, 1), (0.2, 1))
    ]
    body = smooth(
        f.place([(-1.15, 1.15), (-0.5, 1.55), (0.15, 1.9), (0.75, 1.5), (0.7, 0.9), (0.2, 0.55), (-0.4, 0.6)])
    )
    tail = f.place([(-0.8, 1.25), (-1.9, 1.5), (-1.95, 1.15), (-0.8, 0.9)])
    wing = smooth(
        f.place([(0.3, 1.45), (-0.3, 1.5 + flap * 1.4), (-1.25, 1.2 + flap * 2.4), (-0.9, 0.95 + flap * 1.2),
        (-0.2, 0.85)])
    )
    belly = smooth(f.place([(0.66, 1.4), (0.6, 0.9), (0.15, 0.62), (-0.2, 0.68), (0.2, 1.1)]))
    head = round_head(person, pose, Frame(0.05 + 0.03, 0.205 - pose.nod * 0.01, u * 0.62, -radians(pose.tilt)), 0.0)
    gape = pose.face.mouth * 0.3
    beak_x = 0.55 + 0.4 * sin(head.solid.yaw)
    beak = [
        head.frame.place([(beak_x, 0.1), (beak_x + 0.75, -0.12 + gape * 0.3), (beak_x, -0.16)]),
        head.frame.place([(beak_x - 0.05, -0.16), (beak_x + 0.55, -0.2 - gape), (beak_x - 0.05, -0.32 - gape * 0.4)])
    ]
    return [
        *legs, Fill((tail,), tint(skin, 0.8)), Fill((body, head.frame.place(ellipse((0, 0), 1, 0.98))), skin),
        Fill((belly,), tint(skin, 1.5), 0.0, 0.0), Fill((wing,), tint(skin, 0.82)),
            *(Fill((b,), bgr("e59a3a"), 0.7, 0.8) for b in beak[::-1]), *heads.eye(head, -1), *heads.eye(head, 1),
            *(hats.before(head, person.hat) if person.hat else ())]


def _owl(person: Person, pose: Pose) -> list[Shape]:
    skin, u = person.skin, 0.1
    f = Frame(0.0, 0.0, u)
    flap = max(0.0, (pose.arms[0].spread + pose.arms[0].fore_spread) / 2 - 15) / 90
    feet = [Fill((f.place(ellipse((s * 0.45, 0.12), 0.26, 0.13)),), bgr("d98a3a"), 0.7, 0.8) for s in (-1, 1)]
    body = smooth(
        f.place([(-1.05, 1.2), (-0.85, 2.2), (0, 2.5), (0.85, 2.2), (1.05, 1.2), (0.7, 0.25), (0, 0.1), (-0.7, 0.25)])
    )
    wings = [
        Fill((smooth(f.place([(s * 0.8, 2.0), (s * (1.2 + flap), 1.4 + flap * 1.2),
        (s * (1.05 + flap * 1.3), 0.5 + flap * 1.4), (s * 0.75, 0.9)])),), tint(skin, 0.8)) for s in (-1, 1)
    ]
    breast = smooth(f.place([(-0.6, 1.5), (0, 1.75), (0.6, 1.5), (0.55, 0.55), (0, 0.3), (-0.55, 0.55)]))
    flecks = [
        Stroke(flow(f.place([(x - 0.12, y), (x, y - 0.1), (x + 0.12, y)])), u * 0.07, tint(skin, 0.7)) for y,
        xs in ((1.35, (-0.3, 0.0, 0.3)), (1.05, (-0.4, -0.13, 0.13, 0.4)), (0.75, (-0.28, 0.0, 0.28))) for x in xs
    ]
    head = round_head(person, pose, Frame(0.0, 0.27, u * 0.98, -radians(pose.tilt)), 0.0)
    tufts = [
        Fill((smooth(head.frame.place([(s * 0.45, 0.75), (s * 0.98, 1.28), (s * 0.92, 0.5)])),),
        tint(skin, 0.82)) for s in (-1, 1)
    ]
    discs = [
        Fill((head.frame.place(ellipse((s * 0.4 + 0.2 * sin(head.solid.yaw), 0.08), 0.46, 0.5)),), tint(skin, 1.5), 0.3,
        0.0) for s in (-1, 1)
    ]
    x, gape = 0.25 * sin(head.solid.yaw) * 1.6, pose.face.mouth * 0.25
    beak = [
        Fill((smooth(head.frame.place([(x - 0.13, -0.08), (x + 0.13, -0.08), (x, -0.46 - gape)])),), bgr("b8742c"), 0.6,
        0.7), Fill((smooth(head.frame.place([(x - 0.15, -0.02), (x + 0.15, -0.02), (x, -0.40)])),), bgr("e5a23a"), 0.7,
        0.7)
    ]
    return [
        *feet, Fill((body,), skin), Fill((breast,), tint(skin, 1.4), 0.5, 0.0), *flecks, *wings, *tufts,
        Fill((head.frame.place(ellipse((0, 0), 1.02, 0.92)),), skin), *discs, *heads.eye(head, -1), *heads.eye(head, 1),
        *beak,
            *(hats.before(head, person.hat) if person.hat else ())]


def _ghost(person: Person, pose: Pose) -> list[Shape]:
    pale = blend(bgr("e9eef6"), person.skin, 0.12)
    float_up = 0.05 + 0.02 * pose.breath
    t = np.linspace(0, 1, 11)
    hem = [(0.24 - 0.48 * s + 0.05 * pose.wind, float_up + 0.06 * (k % 2) + 0.02) for k, s in enumerate(t)]
    side = [
        (-0.27 + 0.03 * pose.wind, 0.25), (-0.23, 0.55), (-0.18, 0.78), (0.0, 0.93), (0.18, 0.78), (0.23, 0.55),
        (0.27 + 0.03 * pose.wind, 0.25)
    ]
    sheet = np.concatenate((smooth([*side, (0.0, 0.12)], 5)[:31], np.array(hem)))
    raised = pose.arms[0].fore_swing / 90
    arms = [
        Fill((lock([(s * 0.17, 0.60), (s * 0.30, 0.50 + 0.06 * raised),
        (s * 0.36, 0.46 + 0.14 * raised * (1 if s < 0 else 0.6))], 0.10, 0.05, 1.1),), tint(pale, 0.96)) for s in (-1,
        1)
    ]
    head = round_head(person, pose, Frame(0.0, 0.70, 0.17, -radians(pose.tilt)), 0.0)
    glow = Wash((0.0, 0.55), 0.55, 0.65, bgr("cfe2ff"), 0.28, True)
    return [
        glow, Fill((sheet,), pale, 0.9, 0.6), *arms, *heads.eye(head, -1), *heads.eye(head, 1), *heads.mouth(head),
        *heads.cheeks(head)
    ]


def _orb(person: Person, pose: Pose) -> list[Shape]:
    y = 0.78 + 0.02 * pose.breath
    head = round_head(person, pose, Frame(0.0, y, 0.14, -radians(pose.tilt)), 0.0)
    glow = bgr("58c8f2")
    halo = head.frame.place(ellipse((0, 0), 1.75, 0.42, 0.35 + pose.wind * 0.2, 40))
    bars = [
        Fill((head.frame.place([(x - 0.06, -0.42 - h), (x + 0.06, -0.42 - h), (x + 0.06, -0.42 + h),
        (x - 0.06, -0.42 + h)]),), bgr("e8fbff"), 0.0, 0.0) for x,
        h in ((k * 0.17, (0.03 + pose.face.mouth * (0.26 - 0.05 * abs(k)))) for k in range(-3, 4))
    ]
    lights = [
        Fill((head.frame.place(ellipse((s * 0.4 + 0.3 * sin(head.solid.yaw), 0.12), 0.13,
        max(0.02, 0.2 * (1 - pose.face.lids)))),), bgr("e8fbff"), 0.0, 0.0) for s in (-1, 1)
    ]
    return [
        Wash((0.0, y), 0.42, 0.42, glow, 0.5, True), Stroke(halo[:21], 0.016, tint(glow, 0.7)),
        Fill((head.frame.place(ellipse((0, 0), 1, 1, 0, 40)),), bgr("2a5f9e"), 1.2), *lights, *bars,
        Stroke(halo[20:], 0.018, glow)
    ]


def _robot(person: Person, pose: Pose) -> list[Shape]:
    steel = person.skin if person.skin != bgr("3a3638") else bgr("9aa7b4")
    build = Build(1.0, 0.105, 0.12, 0.1, 0.085, 0.078, 0.0, 0.026, 0.03, 0.0, 0.55)
    b = bones(build, pose)
    trunk, r = trunk_solid(b), build.limb
    dark = blend(steel, bgr("3a424c"), 0.65)
    shapes: list[Shape] = []
    order = sorted((0, 1), key=lambda k: b.arms[k].depth)

    def limb(joints: tuple[tuple[float, float, float], ...], wide: float) -> list[Shape]:
        a, m, z = joints
        return [
            Fill((capsule(a, m, r * wide * 0.55, r * wide * 0.55),), dark),
            Fill((capsule(m, z, r * wide * 0.9, r * wide),), steel),
            *(Fill((ellipse(j[:2], r * wide * 0.75, r * wide * 0.75),), tint(steel, 0.85)) for j in (a, m))
        ]

    def claw(k: int) -> list[Shape]:
        _, elbow, wrist = b.arms[k].joints
        body = Body(b, person)
        return [*limb(b.arms[k].joints, 1.0), *limbs.hand(body, k, "rest")]

    shapes += claw(order[0])
    for k in (1, 0):
        shapes += limb(b.legs[k].joints, 1.25)
        (x, y, _), (dx, _) = b.legs[k].joints[2], b.foot(k)
        shapes.append(
            Fill((smooth([(x - r * 1.7, y - r * 1.2), (x - r * 1.3, y + r * 0.6), (x + r * 1.2, y + r * 0.6),
            (x + r * (1.9 + dx), y - r * 1.2)]),), tint(steel, 0.9))
        )
    ys = [y * build.trunk for y in (-0.1, 0.0, 0.25, 0.5, 0.75, 0.9, 0.96)]
    shapes += [
        Fill((capsule(b.trunk.place((0, build.trunk * 0.9))[0], b.head.place((0, -0.8))[0], r * 0.9, r * 0.9),), dark),
        Fill((smooth(trunk.outline(ys, 1.12), 3),), steel)
    ]
    panel = trunk.on([(a, y * build.trunk) for a, y in ((-32, 0.45), (-32, 0.78), (32, 0.78), (32, 0.45))], 1.13)
    heart = trunk.on([(0, 0.62 * build.trunk)], 1.13)[0]
    shapes += [
        Fill((smooth(panel, 2),), tint(steel, 0.8), 0.6, 0.7), Wash((float(heart[0]), float(heart[1])), 0.06, 0.06,
        bgr("6fe3ff"), 0.8), Fill((ellipse(heart, 0.018, 0.018),), bgr("c8f6ff"), 0.0, 0.6)
    ]
    return [*shapes, *_robot_head(person, pose, (b.head, b.head_yaw, steel)), *claw(order[1])]


def _robot_head(person: Person, pose: Pose, built: tuple[Frame, float, Colour]) -> list[Shape]:
    f, yaw, steel = built
    s = 0.22 * sin(yaw)
    box = smooth(
        f.place([(-0.95, -0.85), (-1.05, 0.0), (-0.92, 0.82), (0, 0.96), (0.92, 0.82), (1.05, 0.0), (0.95, -0.85),
        (0, -0.95)]), 5
    )
    visor = smooth(
        f.place([(-0.78 + s, -0.68), (-0.84 + s, 0.1), (-0.7 + s, 0.52), (s, 0.58), (0.7 + s, 0.52), (0.84 + s, 0.1),
        (0.78 + s, -0.68), (s, -0.74)]), 5
    )
    lids = max(0.05, 1 - max(0.0, pose.face.lids))
    gx, gy = pose.face.gaze[0] * 0.08, pose.face.gaze[1] * 0.06
    glow = bgr("8df0ff") if pose.face.frown < 0.6 else bgr("ff8a6a")
    eyes = [
        Fill((f.place(ellipse((k * 0.36 + s * 1.5 + gx, 0.1 + gy), 0.17, 0.22 * lids)),), glow, 0.0, 0.0) for k in (-1,
        1)
    ]
    shine = [
        Fill((f.place(ellipse((k * 0.36 + s * 1.5 + gx - 0.05, 0.18 + gy), 0.05, 0.06 * lids)),), bgr("ffffff"), 0.0,
        0.0) for k in (-1, 1)
    ]
    half = 0.04 + 0.2 * pose.face.mouth
    t = np.linspace(-1, 1, 9)
    curl = pose.face.smile * 0.1 * t**2
    mouth = np.concatenate(
        (np.stack((t * 0.3 + s * 1.6, -0.42 + curl + half * 0.4), 1),
        np.stack((t * 0.3 + s * 1.6, -0.42 + curl - half), 1)[::-1])
    )
    antenna: list[Shape] = [
        Stroke(f.place([(0.0, 0.9), (0.03 + 0.1 * pose.wind, 1.35)]), f.size * 0.07, tint(steel, 0.6), (1, 1)),
        Fill((f.place(ellipse((0.03 + 0.1 * pose.wind, 1.42), 0.13, 0.13)),), bgr("ff7a5c"), 0.9, 0.8)
    ]
    ears = [Fill((f.place(ellipse((k * 1.04 - s * 0.8, 0.0), 0.16, 0.3)),), tint(steel, 0.75)) for k in (-1, 1)]
    bright: list[Shape] = []
    for k in (-1, 1):
        (x, y) = f.place((k * 0.36 + s * 1.5, 0.1))[0]
        bright.append(Wash((float(x), float(y)), f.size * 0.42, f.size * 0.42, glow, 0.4))
    return [
        *antenna, *ears, Fill((box,), steel), Fill((visor,), bgr("23303c"), 0.6, 0.8), *bright, *eyes, *shine,
        Fill((f.place(mouth),), glow, 0.0, 0.0)
    ]


def _dragon(person: Person, pose: Pose) -> list[Shape]:
    skin = person.skin
    belly = blend(tint(skin, 1.4), bgr("f0d9a0"), 0.5)
    step = pose.legs[0].thigh * 0.5
    hx, hy = 0.42 + 0.04 * pose.wind, 1.26 - 0.10 * pose.nod + 0.01 * pose.breath
    flap = max(0.0, pose.arms[0].spread - 12) / 90 + 0.15 * pose.breath
    tail = lock([(-0.28, 0.42), (-0.62, 0.22), (-0.98, 0.16), (-1.22, 0.34 + 0.1 * pose.wind)], 0.30, 0.0, 0.95)
    barb = smooth([(-1.18, 0.3 + 0.1 * pose.wind), (-1.38, 0.42 + 0.1 * pose.wind), (-1.2, 0.5 + 0.1 * pose.wind)])
    neck = lock([(0.05, 0.62), (0.22, 0.86), (0.20, 1.08), (hx - 0.06, hy - 0.03)], 0.30, 0.15, 0.98)
    body = smooth([(-0.42, 0.42), (-0.30, 0.68), (0.0, 0.80), (0.22, 0.66), (0.24, 0.42), (0.05, 0.24), (-0.25, 0.24)])
    spine = [(-0.36, 0.62), (-0.2, 0.76), (-0.02, 0.84), (0.08, 0.96), (0.08, 1.1), (0.2, 1.25)]
    spikes = [
        Fill((smooth([(x - 0.05, y - 0.02), (x - 0.05, y + 0.10), (x + 0.05, y + 0.01)]),), bgr("e0a84a"), 0.8,
        0.7) for x, y in spine
    ]
    plates = [
        Stroke(flow([(0.30 - k * 0.014, 0.95 - k * 0.085), (0.23 - k * 0.01, 0.92 - k * 0.085),
        (0.16 - k * 0.01, 0.94 - k * 0.085)]), 0.012, tint(belly, 0.7)) for k in range(7)
    ]
    front = lock([(0.31, 1.08), (0.31, 0.84), (0.22, 0.58), (0.10, 0.32)], 0.07, 0.12, 1.4)
    shapes: list[Shape] = [
        _wing(flap, -1, tint(skin, 0.7)), Fill((barb,), bgr("c2503a")), Fill((tail,), skin),
        *_claws(0.04, step, tint(skin, 0.8)), *_claws(-0.28, -step, tint(skin, 0.8)), *spikes,
                           Fill((body, neck), skin), Fill((front,), belly, 0.6, 0.4), *plates,
                           *_claws(0.16, -step, skin), *_claws(-0.16, step, skin),
                           _wing(flap, 1, blend(skin, bgr("c2503a"), 0.4))]
    return [*shapes, *_dragon_head(person, pose, Frame(hx, hy, 0.17, -radians(pose.tilt)))]


def _wing(flap: float, side: int, colour: Colour) -> Fill:
    up = 0.35 * flap
    x = -0.1 if side > 0 else 0.06
    tips: list[tuple[float, float]] = [
        (x, 0.70), (x - 0.18, 1.12 + up), (x - 0.42, 1.34 + up * 1.4), (x - 0.52, 1.05 + up),
        (x - 0.66, 1.02 + up * 0.8), (x - 0.60, 0.82 + up * 0.5), (x - 0.66, 0.66 + up * 0.3), (x - 0.36, 0.62)
    ]
    return Fill((flow([*tips, tips[0]], 4),), colour)


def _claws(x: float, step: float, colour: Colour) -> list[Shape]:
    foot = x + sin(radians(step)) * 0.3
    leg = (
        capsule((x, 0.42), ((x + foot) / 2 - 0.02, 0.2), 0.12, 0.075),
        capsule(((x + foot) / 2 - 0.02, 0.2), (foot, 0.045), 0.075, 0.05),
        capsule((foot, 0.045), (foot + 0.09, 0.035), 0.045, 0.035)
    )
    nails = [
        Fill((smooth([(foot + 0.07 + k * 0.03, 0.05), (foot + 0.13 + k * 0.03, 0.005),
        (foot + 0.07 + k * 0.03, 0.01)]),), bgr("f0e6cf"), 0.6, 0.6) for k in (-1, 0, 1)
    ]
    return [Fill(leg, colour), *nails]


def _dragon_head(person: Person, pose: Pose, frame: Frame) -> list[Shape]:
    skin = person.skin
    head = round_head(person, pose, frame, 0.4)
    jaw = pose.face.mouth * 0.55
    horns = [
        Fill((lock(frame.place([(s * 0.4 - 0.2, 0.7), (s * 0.55 - 0.5, 1.3), (s * 0.4 - 1.0, 1.7)]), frame.size * 0.34,
        0.0, 1.0),), bgr("f0e0b8")) for s in (1, -1)
    ]
    lower = smooth(
        frame.place([(-0.3, -0.6), (0.5, -0.72 - jaw), (1.3, -0.66 - jaw * 1.2), (1.5, -0.45 - jaw),
        (0.8, -0.4 - jaw * 0.4), (-0.1, -0.3)])
    )
    mouth = smooth(frame.place([(0.1, -0.35), (1.4, -0.35), (1.42, -0.5 - jaw), (0.5, -0.62 - jaw)]))
    upper = smooth(
        frame.place([(-0.9, 0.1), (-0.6, 0.75), (0.05, 0.88), (0.6, 0.5), (1.2, 0.22), (1.62, 0.05), (1.66, -0.3),
        (1.2, -0.42), (0.4, -0.42), (-0.2, -0.62), (-0.75, -0.45)])
    )
    nostril = [Fill((frame.place(ellipse((x, 0.0), 0.08, 0.05, 0.5)),), tint(skin, 0.4), 0.0, 0.0) for x in (1.3, 1.52)]
    fangs = [
        Fill((frame.place([(x, -0.38), (x + 0.1, -0.66), (x + 0.2, -0.38)]),), bgr("fbf6ea"), 0.4, 0.6) for x in (0.7,
        1.25)
    ]
    return [
        *horns, Fill((lower,), tint(skin, 0.85)), Fill((mouth,), bgr("7a2228"), 0.0, 0.4), *fangs, Fill((upper,), skin),
        *nostril, *heads.eye(head, -1), *heads.eye(head, 1)
    ]


def fish_tail(b_pelvis: tuple[float, float], size: tuple[float, float], colour: Colour, sway: float) -> list[Shape]:
    """A mermaid's tail from the hip to the ground: ``size`` is the hip's half width and its height."""
    (x, y), (w, h) = b_pelvis, size
    line = [
        (x, y + h * 0.10), (x + w * 0.3, y - h * 0.35), (x - w * 0.5 + sway * w, y - h * 0.72),
        (x + w * 0.9 + sway * w * 2, y - h * 0.93)
    ]
    tail = lock(line, w * 2.15, w * 0.5, 1.1)
    tip: Points = np.array(line[-1])
    fin = smooth(
        [tip + (0, 0), tip + (w * 1.7, h * 0.16), tip + (w * 2.3, h * 0.02), tip + (w * 1.0, -h * 0.02),
        tip + (w * 1.2, -h * 0.09), tip + (-w * 0.9, -h * 0.07)], 4
    )
    scales = [
        Stroke(flow([(x - w * 0.5 + k % 2 * w * 0.3 + j * w * 0.55, y - h * (0.02 + 0.1 * k)),
        (x - w * 0.28 + k % 2 * w * 0.3 + j * w * 0.55, y - h * (0.06 + 0.1 * k)),
        (x - w * 0.05 + k % 2 * w * 0.3 + j * w * 0.55, y - h * (0.02 + 0.1 * k))]), w * 0.07,
        tint(colour, 0.7)) for k in range(5) for j in range(2)
    ]
    return [Fill((fin,), tint(colour, 1.15)), Fill((tail,), colour), *scales]
