"""An animal on four legs and a pose come in, its shapes go out."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from renderer.backends.animatic import hats, heads
from renderer.backends.animatic.bones import Solid
from renderer.backends.animatic.curves import Frame, Points, bumpy, capsule, ellipse, flow, lock, mix, smooth
from renderer.backends.animatic.hues import bgr
from renderer.backends.animatic.ink import Colour, Fill, Shape, Stroke, blend, tint
from renderer.backends.animatic.look import Person
from renderer.backends.animatic.pose import Pose


@dataclass(frozen=True, slots=True)
class Beast:
    """A four-legged animal by its measures, in adult heights."""

    leg: float
    length: float
    thick: float
    head: float  # half the head's height
    neck: float
    ears: str = "point"  # point, flop, round, long, horse
    muzzle: float = 0.3  # how far it sticks out, in half head heights
    tail: str = "thin"  # thin, bushy, short, hair, tuft
    extra: str = ""  # mane, wool, stripes, mask, snout


BEASTS: dict[str, Beast] = {
    "cat": Beast(0.11, 0.21, 0.062, 0.101, 0.05, "point", 0.10, "thin", "whiskers"),
    "dog": Beast(0.15, 0.252, 0.075, 0.113, 0.07, "flop", 0.34, "curl", "mask"),
    "fox": Beast(0.15, 0.252, 0.064, 0.103, 0.07, "point", 0.36, "bushy", "mask"),
    "wolf": Beast(0.23, 0.353, 0.095, 0.126, 0.11, "point", 0.42, "bushy", "mask"),
    "bear": Beast(0.24, 0.47, 0.17, 0.17, 0.12, "round", 0.34, "short", "mask"),
    "rabbit": Beast(0.08, 0.16, 0.066, 0.0882, 0.04, "long", 0.10, "short", "whiskers"),
    "mouse": Beast(0.04, 0.109, 0.045, 0.0693, 0.02, "round", 0.18, "thin", "whiskers"),
    "horse": Beast(0.52, 0.521, 0.15, 0.158, 0.34, "horse", 0.95, "hair", "mane"),
    "sheep": Beast(0.18, 0.302, 0.12, 0.107, 0.08, "flop", 0.30, "short", "wool"),
    "lion": Beast(0.26, 0.42, 0.115, 0.158, 0.12, "round", 0.34, "tuft", "ruff"),
    "tiger": Beast(0.25, 0.437, 0.115, 0.149, 0.11, "round", 0.30, "thin", "stripes"),
    "pig": Beast(0.13, 0.302, 0.115, 0.116, 0.05, "flop", 0.20, "curl", "snout"),
}
_DARK: Colour = bgr("2a2023")


def beast_shapes(person: Person, beast: Beast, pose: Pose) -> list[Shape]:
    """The animal in a pose, from its tail to its head."""
    fur = person.skin
    sits = _sits(pose)
    hip, chest, hx, hy = _spine(beast, pose)
    head = Frame(hx, hy, beast.head, -radians(pose.tilt) - radians(pose.lean) * 0.2)
    near: list[Shape] = []
    far: list[Shape] = []
    for k, (root, bucket) in enumerate(((hip, far), (chest, far), (hip, near), (chest, near))):
        colour = fur if bucket is near else tint(fur, 0.78)
        bucket += _paw(beast, (root, k), pose, colour) if not (sits and root is hip) else _haunch(beast, hip, colour)
    body = [
        capsule(hip, chest, beast.thick * 1.18, beast.thick) if sits else _barrel(hip, chest, beast.thick),
        capsule(chest, (mix(chest[0], hx, 0.7), mix(chest[1], hy, 0.7)), beast.thick * 0.95,
        beast.head * (0.5 if beast.extra == "mane" else 0.62))
    ]
    shapes: list[Shape] = [*_tail(beast, hip, pose, fur), *far]
    if beast.extra == "wool":
        body[0] = bumpy(capsule(hip, chest, beast.thick * 1.15, beast.thick * 1.15), 0.12, 11)
        shapes.append(Fill(tuple(body), bgr("f1ece0")))
    else:
        shapes.append(Fill(tuple(body), fur))
        shapes += _coat(beast, hip, chest, fur)
    shapes += near
    return [*shapes, *_collar(person, beast, (chest, (hx, hy))), *_beast_head(person, beast, pose, head)]


def head_place(beast: Beast) -> tuple[float, float]:
    """Where the middle of the head is, standing."""
    return beast.length * 0.46 + beast.neck * 0.4, beast.leg + beast.thick * 1.1 + beast.neck + beast.head * 0.5


def _sits(pose: Pose) -> bool:
    return pose.legs[0].thigh + pose.legs[1].thigh > 110


def _spine(beast: Beast, pose: Pose) -> tuple[tuple[float, float], tuple[float, float], float, float]:
    hx, hy = head_place(beast)
    breath = 1 + 0.015 * pose.breath
    bob = -0.25 * pose.nod * beast.head
    if _sits(pose):
        hip = (-beast.length * 0.22, beast.thick * 1.25)
        chest = (beast.length * 0.16, beast.leg * 0.75 + beast.thick * 1.3)
        hy = (chest[1] + beast.neck + beast.head * 1.15) * breath + bob
        return hip, chest, beast.length * 0.22 + beast.neck * 0.3, hy
    low = max(0.0, -cos(radians(pose.legs[0].thigh))) * beast.leg
    hip = (-beast.length * 0.42, (beast.leg + beast.thick) * breath - low)
    chest = (beast.length * 0.36, (beast.leg + beast.thick * 1.08) * breath - low)
    return hip, chest, hx, hy * breath + bob - low


def _barrel(hip: tuple[float, float], chest: tuple[float, float], t: float) -> Points:
    """The body's outline: rump, back, deep chest, drawn-up belly."""
    x, y = (hip[0] + chest[0]) / 2, (hip[1] + chest[1]) / 2
    return smooth([
        (hip[0] - t * 0.98, hip[1] + t * 0.05), (hip[0] - t * 0.4, hip[1] + t * 0.92), (x, y + t * 0.80),
        (chest[0] + t * 0.1, chest[1] + t * 1.02),
        (chest[0] + t * 0.95, chest[1] + t * 0.1), (chest[0] + t * 0.35, chest[1] - t * 0.98), (x, y - t * 0.74),
        (hip[0] + t * 0.2, hip[1] - t * 0.74),
        (hip[0] - t * 0.7, hip[1] - t * 0.72),
    ], 6)


def _paw(beast: Beast, which: tuple[tuple[float, float], int], pose: Pose, colour: Colour) -> list[Shape]:
    """A leg; k counts far hind, far fore, near hind, near fore."""
    root, k = which
    swing = pose.legs[(k + k // 2) % 2].thigh * 0.75
    lift = pose.arms[0].fore_spread > 90 or pose.arms[0].fore_swing > 130 if k == 3 else False
    thick = beast.thick * (0.40 if beast.leg < 0.4 else 0.27)
    x = root[0] + (beast.thick * 0.25 if k < 2 else -beast.thick * 0.1)
    length = root[1] - thick * 0.55
    angle = radians(swing if not lift else 80)
    knee = (x + sin(angle) * length * 0.5, root[1] - cos(angle) * length * 0.5)
    bend = radians(swing * 0.35 - max(0.0, -swing) * 0.7) if not lift else radians(-15)
    foot = (knee[0] + sin(bend) * length * 0.5, knee[1] - cos(bend) * length * 0.5)
    toe = (foot[0] + thick * 0.7, foot[1] - thick * 0.12)
    top = thick * (1.75 if k % 2 == 0 else 1.3)
    hoof = beast.ears == "horse" or beast.extra in ("wool", "snout")
    shapes: list[Shape] = [
        Fill((capsule((x, root[1]), knee, top, thick * 0.85), capsule(knee, foot, thick * 0.85, thick * 0.66),
        capsule(foot, toe, thick * 0.84, thick * 0.7)), colour)
    ]
    if k > 1:
        shapes.append(
            Fill((ellipse((x - thick * 0.1, root[1] + thick * 0.5), top * 1.12, top * 0.98),), colour, 0.0, 0.0)
        )
    if hoof:
        shapes.append(Fill((capsule(foot, toe, thick * 0.82, thick * 0.66),), bgr("4a3a34"), 0.8, 0.8))
    return shapes


def _haunch(beast: Beast, hip: tuple[float, float], colour: Colour) -> list[Shape]:
    ball = ellipse((hip[0] + beast.thick * 0.5, beast.thick * 0.95), beast.thick * 1.05, beast.thick * 0.95)
    foot = capsule(
        (hip[0] + beast.thick * 0.6, beast.thick * 0.28), (hip[0] + beast.thick * 1.7, beast.thick * 0.25),
        beast.thick * 0.3, beast.thick * 0.25
    )
    return [Fill((foot, ball), colour)]


def _tail(beast: Beast, hip: tuple[float, float], pose: Pose, fur: Colour) -> list[Shape]:
    wag = 0.4 * pose.wind + 0.5 * max(0.0, pose.face.smile)
    x, y = hip[0] - beast.thick * 0.85, hip[1] + beast.thick * 0.3
    u = beast.length
    if beast.tail == "short":
        return [Fill((bumpy(ellipse((x, y), beast.thick * 0.42, beast.thick * 0.4), 0.15, 6),), tint(fur, 1.2))]
    if beast.tail == "hair":
        return [
            Fill((lock([(x + 0.03, y), (x - 0.10, y - 0.02), (x - 0.13 - 0.05 * wag, y - 0.22),
            (x - 0.10 - 0.1 * wag, y - 0.42)], 0.075, 0.0, 1.7),), _hair(fur))
        ]
    if beast.tail == "bushy":
        line = [
            (x + u * 0.08, y - u * 0.02), (x - u * 0.28, y + u * 0.02), (x - u * 0.48, y + u * (0.2 + 0.15 * wag)),
            (x - u * 0.42, y + u * (0.5 + 0.2 * wag))
        ]
        brush = lock(line, u * 0.13, 0.0, 2.3)
        tip = lock(
            [mixed for mixed in (np.array(line[2]) * 0.45 + np.array(line[3]) * 0.55, np.array(line[3]))], u * 0.16,
            0.0, 1.2
        )
        return [Fill((brush,), fur), Fill((tip,), bgr("f4efe4"), 0.8, 0.5)]
    curl = 0.5 if beast.tail == "curl" else 0.0
    line = [
        (x + u * 0.06, y), (x - u * 0.16, y + u * 0.06), (x - u * (0.28 - curl * 0.2), y + u * (0.28 + 0.1 * wag)),
        (x - u * (0.20 - curl * 0.4) + u * 0.1 * wag, y + u * (0.46 - curl * 0.3))
    ]
    shapes: list[Shape] = [Fill((lock(line, beast.thick * 0.42, beast.thick * 0.25, 1.05),), fur)]
    if beast.tail == "tuft":
        shapes.append(Fill((bumpy(ellipse(line[-1], beast.thick * 0.4, beast.thick * 0.5), 0.2, 6),), _hair(fur)))
    return shapes


def _hair(fur: Colour) -> Colour:
    return tint(fur, 0.5) if sum(fur) > 330 else tint(fur, 1.5)


def _coat(beast: Beast, hip: tuple[float, float], chest: tuple[float, float], fur: Colour) -> list[Shape]:
    shapes: list[Shape] = []
    if beast.extra == "stripes":
        for k in range(6):
            x = mix(hip[0], chest[0], k / 5)
            y = mix(hip[1], chest[1], k / 5)
            shapes.append(
                Stroke(flow([(x - 0.01, y + beast.thick * 0.98), (x + 0.012, y + beast.thick * 0.5),
                (x - 0.004, y + beast.thick * 0.05)]), beast.thick * 0.17, _DARK, (0.9, 0.05))
            )
    elif beast.extra == "mask":
        belly = ellipse(
            ((hip[0] + chest[0]) / 2 + beast.thick * 0.3, hip[1] - beast.thick * 0.45), beast.length * 0.36,
            beast.thick * 0.4
        )
        shapes.append(Fill((belly,), tint(fur, 1.42), 0.0, 0.0))
    return shapes


def _collar(person: Person, beast: Beast, neck: tuple[tuple[float, float], tuple[float, float]]) -> list[Shape]:
    worn = person.wears("scarf", "belt", "necklace", "tie", "bowtie", "cloak")
    if not worn:
        return []
    (cx, cy), (hx, hy) = neck
    x, y = mix(cx, hx, 0.62), mix(cy, hy - beast.head * 0.9, 0.62)
    r = beast.head
    tail = smooth([(x + r * 0.1, y), (x + r * 0.55, y), (x + r * 0.5, y - r * 1.15), (x + r * 0.05, y - r * 1.05)])
    return [
        Fill((tail,), tint(worn.colour, 0.92), 0.8, 0.8), Fill((ellipse((x + r * 0.1, y + r * 0.05), r * 0.82, r * 0.3,
        0.1),), worn.colour, 0.9, 0.9)
    ]


def _beast_head(person: Person, beast: Beast, pose: Pose, frame: Frame) -> list[Shape]:
    fur = person.skin if beast.extra != "wool" else blend(person.skin, bgr("5a4c48"), 0.7)
    head = round_head(person, pose, frame, beast.muzzle)
    turn = sin(head.solid.yaw)
    shapes: list[Shape] = []
    if beast.extra == "ruff":
        shapes.append(Fill((bumpy(frame.place(ellipse((-0.1 * turn, -0.1), 1.55, 1.5, 0, 84)), 0.14, 14),), _hair(fur)))
    shapes += _ears(beast, head, fur)
    skull = frame.place(
        [(x + 0.0, y) for x, y in ((-0.95, -0.1), (-0.78, 0.55), (-0.35, 0.88), (0.2, 0.9), (0.7, 0.62), (0.95, 0.0),
        (0.9, -0.45), (0.5, -0.82), (0.0, -0.92), (-0.55, -0.82), (-0.92, -0.5))]
    )
    shapes.append(Fill((smooth(skull),), fur))
    if beast.extra == "mane":
        mane = [
            (-0.1, 1.0), (-0.6, 0.9), (-1.15, 0.3), (-1.7, -0.9), (-2.1, -2.2), (-1.5, -1.8), (-1.0, -0.7), (-0.7, 0.1),
            (-0.3, 0.6)
        ]
        shapes.append(Fill((bumpy(smooth(frame.place(mane), 5), 0.03, 9),), _hair(fur)))
    if beast.extra == "wool":
        shapes.append(Fill((bumpy(frame.place(ellipse((-0.05, 0.72), 0.72, 0.42, 0, 54)), 0.15, 9),), bgr("f1ece0")))
    if beast.extra == "stripes":
        shapes += [
            Stroke(frame.place([(x, 0.86), (x * 0.8 + 0.1 * turn, 0.5)]), frame.size * 0.1, _DARK,
            (0.9, 0.1)) for x in (-0.3, 0.0, 0.3)
        ]
    shapes += _muzzle(person, beast, head, fur)
    shapes += [*heads.eye(head, -1), *heads.eye(head, 1)]
    return [*shapes, *(hats.before(head, person.hat) if person.hat else ())]


def round_head(person: Person, pose: Pose, frame: Frame, muzzle: float) -> heads.Head:
    """The head of an animal, with eyes and mouth as a person has them; `muzzle`: how far its snout sticks out."""
    rows = [
        (-1.0, 0.3, 0.4, 0.3), (-0.5, 0.85, 0.8, 0.1), (0.0, 0.95, 0.9, 0.0), (0.5, 0.85, 0.85, 0.0),
        (1.0, 0.1, 0.1, 0.0)
    ]
    yaw = radians(
        min(max(16 + 26 * min(abs(pose.facing), 1) + 60 * pose.turn * (1 if pose.facing >= 0 else -1), -65), 65)
    )
    solid = Solid(frame, yaw, rows, pose.nod * 0.8)
    features = heads.Features(
        eye_x=0.42, eye_y=0.12, eye_w=0.2, eye_h=0.22, brow=0.045, nose_y=-0.22, mouth_w=0.26 + 0.1 * muzzle,
        mouth_y=-0.52, lashes=1.0 if person.gender == "f" else 0.0
    )
    return heads.Head(solid, person, pose.face, features, frame, person.skin, False)


def _ears(beast: Beast, head: heads.Head, fur: Colour) -> list[Shape]:
    shapes: list[Shape] = []
    frame, turn = head.frame, -0.12 * sin(head.solid.yaw)
    inner = blend(fur, bgr("f0a8a0"), 0.55)
    outlines: dict[str, list[tuple[float, float]]] = {
        "point": [
            (-0.86, 0.35), (-0.92, 1.0), (-0.84, 1.38), (-0.5, 1.05), (-0.18, 0.82)
        ], "round": [(-0.85, 0.5), (-1.05, 0.85), (-0.85, 1.15), (-0.5, 1.12), (-0.36, 0.8)],
        "flop": [
            (-0.6, 0.8), (-1.0, 0.75), (-1.32, 0.2), (-1.25, -0.45), (-0.98, -0.4), (-0.82, 0.2)
        ], "long": [(-0.5, 0.7), (-0.72, 1.5), (-0.6, 2.25), (-0.32, 2.3), (-0.2, 1.6), (-0.12, 0.85)],
        "horse": [(-0.5, 0.7), (-0.55, 1.2), (-0.36, 1.5), (-0.16, 1.2), (-0.14, 0.8)],
    }
    for side in (1, -1):
        ear = np.array([(x if side < 0 else -x, y) for x, y in outlines[beast.ears]]) + (turn, 0.0)
        shapes.append(Fill((smooth(frame.place(ear), 5),), tint(fur, 0.92)))
        if beast.ears != "flop":
            small = ear.mean(axis=0) + (ear - ear.mean(axis=0)) * 0.55
            shapes.append(Fill((smooth(frame.place(small), 5),), inner, 0.5, 0.0))
    return shapes


def _muzzle(person: Person, beast: Beast, head: heads.Head, fur: Colour) -> list[Shape]:
    """Snout, nose and a mouth that moves."""
    out, f, face = beast.muzzle, head.frame, head.face
    pale = tint(fur, 1.5) if beast.extra in ("mask", "whiskers", "ruff", "stripes") else tint(fur, 1.12)
    shift = sin(head.solid.yaw) * (0.42 + out)
    drop = -head.solid.nod * 0.3 - out * 0.28
    cx, cy = shift, -0.42 + drop
    long = 0.44 + out * 0.22
    jaw = face.mouth * 0.30
    cheek = f.place(
        [(cx - long - 0.12, cy + 0.02), (cx - long * 0.6, cy + 0.30), (cx, cy + 0.36 + out * 0.12),
        (cx + long * 0.7, cy + 0.28), (cx + long, cy), (cx + long * 0.6, cy - 0.25 - jaw), (cx, cy - 0.32 - jaw * 1.1),
        (cx - long * 0.7, cy - 0.25 - jaw)]
    )
    shapes: list[Shape] = [Fill((smooth(cheek),), pale, 0.9, 0.45 if out < 0.25 else 0.8)]
    ny = cy + 0.22 + out * 0.08
    nx = cx + sin(head.solid.yaw) * (0.08 + out * 0.2)
    if face.mouth > 0.08:
        gape = smooth(
            f.place([(nx - 0.28, cy - 0.06), (nx, cy - 0.02), (nx + 0.26, cy - 0.06), (nx + 0.16, cy - 0.16 - jaw),
            (nx, cy - 0.22 - jaw), (nx - 0.16, cy - 0.16 - jaw)])
        )
        tongue = ellipse(f.place([(nx, cy - 0.15 - jaw * 0.8)])[0], f.size * 0.13, f.size * 0.08)
        shapes += [Fill((gape,), bgr("6b2328"), 0.0, 0.6), Fill((tongue,), bgr("e08a84"), 0.0, 0.0)]
    up = 0.06 + 0.08 * face.smile
    for s in (-1, 1):
        lip = f.place(
            [(nx, ny - 0.10), (nx + s * 0.02, cy - 0.03), (nx + s * 0.16, cy - 0.10), (nx + s * 0.30, cy - 0.08 + up)]
        )
        shapes.append(Stroke(flow(lip), f.size * 0.045, _DARK, (0.5, 0.2)))
    if beast.extra == "snout":
        shapes.append(Fill((f.place(ellipse((nx, cy + 0.12), 0.30, 0.22)),), blend(fur, bgr("e88a90"), 0.5)))
        return [
            *shapes, *(Fill((f.place(ellipse((nx + s * 0.1, cy + 0.12), 0.05, 0.08)),), _DARK, 0.0, 0.0) for s in (-1,
            1))
        ]
    w = 0.13 + 0.06 * min(out, 0.4)
    nose = smooth(
        f.place([(nx - w, ny + 0.07), (nx, ny + 0.10), (nx + w, ny + 0.07), (nx + w * 0.5, ny - 0.06), (nx, ny - 0.1),
        (nx - w * 0.5, ny - 0.06)])
    )
    shapes.append(Fill((nose,), bgr("d9808a") if beast.extra == "whiskers" and sum(fur) > 500 else _DARK, 0.7, 0.5))
    if beast.extra == "whiskers":
        shapes += [
            Stroke(f.place([(cx + s * 0.25, cy + y * 0.3), (cx + s * 0.95, cy + 0.05 + y)]), f.size * 0.02,
            tint(_DARK, 1.3)) for s in (-1, 1) for y in (-0.12, 0.02, 0.16)
        ]
    return shapes
