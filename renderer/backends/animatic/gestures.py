"""A pose, and how far an action has come, come in; the pose of that moment goes out: what hands, head and face do."""

from __future__ import annotations

from dataclasses import replace
from math import pi

from renderer.backends.animatic import gaits
from renderer.backends.animatic.gaits import Gesture, Moment, face_with, sit
from renderer.backends.animatic.pose import Arm, Leg, Pose


def _near(pose: Pose, arm: Arm) -> tuple[Arm, Arm]:
    return arm, pose.arms[1]


def _far(pose: Pose, arm: Arm) -> tuple[Arm, Arm]:
    return pose.arms[0], arm


def sleep(pose: Pose, m: Moment) -> Pose:
    """Eyes shut, breath slow."""
    lying = pose if abs(pose.roll) > 40 else replace(pose, nod=0.5, tilt=8.0)
    return replace(lying, face=face_with(lying, lids=1.0, brow=-0.1), breath=0.5 + 0.5 * m.wave(0.22))


def point(pose: Pose, m: Moment) -> Pose:
    """The near arm straight ahead."""
    facing = max(pose.facing, 0.7) if pose.facing >= 0 else min(pose.facing, -0.7)
    return replace(
        pose, arms=_near(pose, Arm(88, 12, 90, 8)), facing=facing,
        face=face_with(pose, brow=0.3, gaze=(0.6 if facing > 0 else -0.6, 0.1))
    )


def wave(pose: Pose, m: Moment) -> Pose:
    """The near hand beside the head, to and fro."""
    return replace(
        pose, arms=_near(pose, Arm(30, 78, 10, 152 + 20 * m.wave(2.0))), face=face_with(pose, smile=0.8, brow=0.3),
        tilt=3.0, stowed=False
    )


def raise_up(pose: Pose, m: Moment) -> Pose:
    """The far hand, with what it holds, up before the face."""
    k = m.eased(0, 0.35)
    arm = Arm(10 + 100 * k, 10, 30 + 108 * k, 4)
    facing = max(pose.facing, 0.35 + 0.3 * k) if pose.facing >= 0 else min(pose.facing, -0.35 - 0.3 * k)
    return replace(
        pose, arms=_far(pose, arm), facing=facing, nod=pose.nod - 0.2 * k,
        face=face_with(pose, gaze=(0.3, 0.5 * k), brow=0.25 * k)
    )


def look_up(pose: Pose, m: Moment) -> Pose:
    """Head and eyes to the sky."""
    return replace(pose, nod=-0.75 * m.eased(0, 0.3), face=face_with(pose, gaze=(0.1, 0.8), brow=0.4))


def look_down(pose: Pose, m: Moment) -> Pose:
    """Head and eyes to the ground."""
    return replace(pose, nod=0.6 * m.eased(0, 0.3), face=face_with(pose, gaze=(0.1, -0.8), lids=0.3))


def look_away(pose: Pose, m: Moment) -> Pose:
    """The head turned from whoever is opposite."""
    sign = -1 if pose.facing >= 0 else 1
    return replace(pose, turn=sign * 0.9 * m.eased(0, 0.35), face=face_with(pose, gaze=(sign * 0.7, 0.0)))


def look_around(pose: Pose, m: Moment) -> Pose:
    """The head from side to side, slowly."""
    return replace(pose, turn=0.8 * m.wave(0.35), face=face_with(pose, gaze=(0.7 * m.wave(0.35, 0.5), 0.1), brow=0.25))


def look_back(pose: Pose, m: Moment) -> Pose:
    """The head over the shoulder."""
    sign = -1 if pose.facing >= 0 else 1
    return replace(pose, turn=sign * 1.4 * m.eased(0, 0.4), face=face_with(pose, gaze=(sign * 0.8, 0.0)))


def turn(pose: Pose, m: Moment) -> Pose:
    """The whole figure to the other side."""
    return replace(pose, facing=pose.facing * (1 - 2 * m.eased(0, 0.5)))


def turn_away(pose: Pose, m: Moment) -> Pose:
    """The back to the camera."""
    return replace(pose, back=True)


def nod(pose: Pose, m: Moment) -> Pose:
    """Yes."""
    return replace(
        pose, nod=pose.nod + (0.22 + 0.38 * m.wave(1.2)) * m.there_and_back(),
        face=face_with(pose, smile=max(pose.face.smile, 0.3))
    )


def shake(pose: Pose, m: Moment) -> Pose:
    """No."""
    return replace(
        pose, turn=pose.turn + 0.5 * m.wave(1.0) * m.there_and_back(),
        face=face_with(pose, frown=0.2, smile=-0.25, brow=-0.1)
    )


def bow(pose: Pose, m: Moment) -> Pose:
    """Bends from the hip and rises."""
    k = m.eased(0, 0.35) - m.eased(0.7, 1.0)
    facing = max(pose.facing, 0.8) if pose.facing >= 0 else min(pose.facing, -0.8)
    return replace(
        pose, lean=pose.lean + 50 * k, nod=0.5 * k, facing=facing,
        arms=(Arm(4 + 20 * k, 8, 10 + 40 * k, -4), Arm(4 + 16 * k, 8, 10 + 34 * k, -4)),
        face=face_with(pose, lids=0.7 * k)
    )


def reach(pose: Pose, m: Moment) -> Pose:
    """The near hand out for something."""
    k = m.eased(0, 0.4)
    facing = max(pose.facing, 0.75) if pose.facing >= 0 else min(pose.facing, -0.75)
    return replace(pose, arms=_near(pose, Arm(10 + 70 * k, 8, 26 + 66 * k, 4)), lean=pose.lean + 10 * k, facing=facing)


def give(pose: Pose, m: Moment) -> Pose:
    """Both hands out with something."""
    k = m.eased(0, 0.4)
    facing = max(pose.facing, 0.7) if pose.facing >= 0 else min(pose.facing, -0.7)
    return replace(
        pose, arms=(Arm(10 + 44 * k, 6, 30 + 56 * k, -4), Arm(10 + 40 * k, 6, 30 + 54 * k, -6)), lean=pose.lean + 6 * k,
        facing=facing, nod=0.1
    )


def throw(pose: Pose, m: Moment) -> Pose:
    """Draws the arm back and lets go."""
    back, fling = m.eased(0.05, 0.4), m.eased(0.45, 0.58)
    swing = 20 + 150 * back - 110 * fling
    facing = 0.85 if pose.facing >= 0 else -0.85
    legs = (Leg(-14 + 30 * fling, -20 + 20 * fling, 4), Leg(18 - 24 * fling, 4 - 20 * fling, 4))
    return replace(
        pose, arms=(Arm(50 - 60 * fling, 10, 70 - 60 * fling, 4), Arm(swing, 14, swing + 30 - 40 * fling, 4)),
        lean=-8 * back + 24 * fling, legs=legs, facing=facing, stowed=m.share > 0.56
    )


def strike(pose: Pose, m: Moment) -> Pose:
    """Blow upon blow with what the far hand holds."""
    w = m.wave(0.9)
    up = 0.5 + 0.5 * w
    facing = 0.85 if pose.facing >= 0 else -0.85
    arms = (Arm(48 + 10 * up, 12, 100, -8), Arm(50 + 100 * up, 14, 70 + 90 * up, 6))
    legs = (Leg(-22, -34, 5), Leg(30, -4, 5))
    return replace(
        pose, arms=arms, legs=legs, lean=4 + 14 * (1 - up), facing=facing, grip=70 - 100 * up,
        face=face_with(pose, frown=0.9, brow=-0.4, smile=-0.4), wind=0.6 * w
    )


def row(pose: Pose, m: Moment) -> Pose:
    """Seated, pulling at an oar."""
    w = m.wave(0.45)
    seated = sit(pose, m)
    facing = 0.85 if pose.facing >= 0 else -0.85
    pull = 0.5 + 0.5 * w
    arms = (Arm(70 - 50 * pull, 8, 80 + 14 * pull, 2), Arm(70 - 50 * pull, 10, 80 + 14 * pull, 2))
    return replace(seated, lean=20 - 32 * pull, arms=arms, facing=facing, holds="oar", grip=52 + 20 * w)


def drink(pose: Pose, m: Moment) -> Pose:
    """The cup to the mouth, the head back."""
    k = m.eased(0.05, 0.3) - m.eased(0.75, 0.95)
    return replace(
        pose, arms=_far(pose, Arm(20 + 26 * k, 4, 60 + 82 * k, -26)), nod=-0.35 * k, holds="cup", grip=-34 * k,
        face=face_with(pose, lids=0.6 * k)
    )


def eat(pose: Pose, m: Moment) -> Pose:
    """Bites and chews."""
    k = 0.5 + 0.5 * m.wave(0.5)
    chew = max(0.0, m.wave(2.4)) * 0.35 * (1 - k)
    return replace(
        pose, arms=_far(pose, Arm(20 + 24 * k, 4, 66 + 72 * k, -26)), holds="fruit", nod=0.1 + 0.1 * k,
        face=face_with(pose, mouth=max(chew, 0.4 * k * k), smile=0.3)
    )


def read(pose: Pose, m: Moment) -> Pose:
    """A book before the chest, eyes along its lines."""
    return replace(
        pose, arms=(Arm(20, 4, 92, -16), Arm(20, 4, 92, -18)), nod=0.35, holds="book", grip=-12.0,
        face=face_with(pose, gaze=(0.35 * m.wave(0.3), -0.8), lids=0.2)
    )


def write(pose: Pose, m: Moment) -> Pose:
    """One hand travels over what the other holds."""
    return replace(
        pose, arms=(Arm(24, 6, 76 + 3 * m.wave(1.7), -14 + 4 * m.wave(0.9)), Arm(26, 4, 70, -26)), nod=0.5,
        lean=pose.lean + 8, face=face_with(pose, gaze=(0.2, -0.9), lids=0.2)
    )


def cry(pose: Pose, m: Moment) -> Pose:
    """Tears and shaking shoulders, then hands to the face."""
    sob = 0.06 * m.wave(1.5)
    return replace(
        pose, nod=0.35 + sob, arms=(Arm(36, 4, 128, -30), Arm(36, 4, 126,
        -30)) if pose.arms == Pose().arms and m.share > 0.3 else pose.arms, lean=pose.lean + 5 + 20 * sob,
                   face=face_with(
                       pose, smile=-0.8, frown=-0.9, brow=0.1, lids=0.55, tears=1.0,
                       mouth=max(pose.face.mouth, 0.15 + sob)
                   ), stowed=True)


def laugh(pose: Pose, m: Moment) -> Pose:
    """Head back, eyes narrow, mouth open in bursts."""
    ha = 0.5 + 0.5 * m.wave(3.0)
    return replace(
        pose, nod=-0.22 + 0.12 * ha, lean=pose.lean - 3 + 3 * ha, breath=ha,
        face=face_with(pose, smile=1.0, lids=0.55, brow=0.4, mouth=max(pose.face.mouth, 0.45 + 0.35 * ha), blush=0.7)
    )


def smile(pose: Pose, m: Moment) -> Pose:
    """A smile that spreads."""
    return replace(
        pose, tilt=3 * m.eased(0, 0.3),
        face=face_with(pose, smile=0.9 * m.eased(0, 0.25), lids=0.12, brow=0.15, blush=0.55)
    )


def sing(pose: Pose, m: Moment) -> Pose:
    """Open hands, long vowels, swaying."""
    vowel = 0.45 + 0.3 * m.wave(0.8)
    return replace(
        pose, arms=(Arm(26, 22, 66 + 10 * m.wave(0.25), 26), Arm(24, 24, 60 - 10 * m.wave(0.25), 28)),
        nod=-0.15 + 0.1 * m.wave(0.4), sway=3 * m.wave(0.4),
                   face=face_with(pose, mouth=max(pose.face.mouth, vowel), round=0.5, smile=0.35, brow=0.5, lids=0.3))


def dance(pose: Pose, m: Moment) -> Pose:
    """Arms and knees to a beat."""
    w, v = m.wave(0.9), m.wave(0.9, pi / 2)
    arms = (Arm(20, 70 + 50 * w, 10, 110 + 50 * v), Arm(20, 70 - 50 * w, 10, 110 - 50 * v))
    legs = (Leg(14 * max(0.0, w), -24 * max(0.0, w), 8), Leg(14 * max(0.0, -w), -24 * max(0.0, -w), 8))
    return replace(
        pose, arms=arms, legs=legs, sway=7 * w, tilt=-6 * w, facing=0.45 * m.wave(0.45), wind=0.8 * v,
        face=face_with(pose, smile=0.85, blush=0.6)
    )


def hug(pose: Pose, m: Moment) -> Pose:
    """Arms around somebody opposite."""
    k = m.eased(0, 0.4)
    facing = 0.8 if pose.facing >= 0 else -0.8
    return replace(
        pose, arms=(Arm(10 + 60 * k, 10 * (1 - k), 20 + 74 * k, -10 * k), Arm(10 + 66 * k, 12, 20 + 76 * k, 2)),
        lean=pose.lean + 6 * k, facing=facing, tilt=6 * k, stowed=True, face=face_with(pose, lids=0.85 * k, smile=0.6)
    )


def pray(pose: Pose, m: Moment) -> Pose:
    """Hands together, head bowed."""
    return replace(
        pose, arms=(Arm(26, 2, 104, -30), Arm(26, 2, 104, -30)), nod=0.4, stowed=True,
        face=face_with(pose, lids=0.95, brow=0.1)
    )


def steer(pose: Pose, m: Moment) -> Pose:
    """Both hands on a wheel or tiller."""
    w = m.wave(0.22)
    return replace(
        pose, arms=(Arm(56 + 10 * w, 12, 80 + 8 * w, 4), Arm(54 - 10 * w, 12, 78 - 8 * w, 4)), sway=2.5 * w, stowed=True
    )


def pull(pose: Pose, m: Moment) -> Pose:
    """Leaning back against a rope."""
    w = m.wave(0.5)
    facing = 0.85 if pose.facing >= 0 else -0.85
    return replace(
        pose, arms=(Arm(62 + 10 * w, 6, 84, 0), Arm(70 + 10 * w, 6, 90, 0)), lean=-14 + 8 * w,
        legs=(Leg(-10, -24, 5), Leg(30, 4, 5)), facing=facing, holds="rope",
        face=face_with(pose, frown=0.5, smile=-0.5, lids=0.3)
    )


def think(pose: Pose, m: Moment) -> Pose:
    """Hand at the chin, eyes up."""
    return replace(
        pose, arms=(Arm(22, 2, 138, -22), Arm(12, 2, 84, -52)), tilt=-6.0, nod=0.12,
        face=face_with(pose, gaze=(0.4, 0.6), brow=0.2, frown=0.25, smile=-0.1)
    )


def shrug(pose: Pose, m: Moment) -> Pose:
    """Shoulders, hands and brows up, and down."""
    k = m.there_and_back(0.4)
    return replace(
        pose, arms=(Arm(14, 10 + 10 * k, 30 + 30 * k, 10 + 50 * k), Arm(14, 10 + 10 * k, 30 + 30 * k, 10 + 50 * k)),
        tilt=8 * k, face=face_with(pose, brow=0.7 * k, smile=-0.2)
    )


def shout(pose: Pose, m: Moment) -> Pose:
    """Hands around the mouth."""
    return replace(
        pose, arms=(Arm(40, 8, 138, -6), Arm(36, 10, 130, -4)), nod=-0.2, lean=pose.lean + 5,
        face=face_with(pose, mouth=max(pose.face.mouth, 0.5 + 0.3 * m.wave(1.2)), brow=0.3, frown=0.4, lids=0.15)
    )


def whisper(pose: Pose, m: Moment) -> Pose:
    """A hand beside the mouth, leaning over."""
    return replace(
        pose, arms=_near(pose, Arm(34, 6, 140, -14)), lean=pose.lean + 7, nod=0.12, tilt=5.0,
        face=face_with(pose, lids=0.15, brow=0.15)
    )


def tremble(pose: Pose, m: Moment) -> Pose:
    """Arms around oneself, shaking."""
    jitter = m.wave(7.3)
    return replace(
        pose, arms=(Arm(20, 0, 98, -40 + 2 * jitter), Arm(20, 0, 96, -42 - 2 * jitter)), sway=0.8 * jitter, nod=0.2,
        lean=pose.lean + 6, face=face_with(pose, frown=-0.8, brow=0.5, smile=-0.5, lids=-0.1)
    )


def carry(pose: Pose, m: Moment) -> Pose:
    """Something heavy before the belly."""
    return replace(pose, arms=(Arm(18, 4, 84, -8), Arm(18, 4, 84, -10)), lean=pose.lean - 4)


def cover(pose: Pose, m: Moment) -> Pose:
    """Both hands before the face."""
    return replace(
        pose, arms=(Arm(44, 2, 146, -22), Arm(44, 2, 146, -22)), nod=0.35, stowed=True,
        face=face_with(pose, lids=0.9, frown=-0.7, smile=-0.5)
    )


def clap(pose: Pose, m: Moment) -> Pose:
    """Hands together, fast."""
    k = 18 * (0.5 + 0.5 * m.wave(2.4))
    return replace(
        pose, arms=(Arm(34, 6, 96, -34 + k), Arm(34, 6, 96, -34 + k)), stowed=True,
        face=face_with(pose, smile=0.9, brow=0.3)
    )


def play(pose: Pose, m: Moment) -> Pose:
    """Plucks an instrument, swaying."""
    return replace(
        pose, arms=(Arm(16, 8, 74, -26 + 7 * m.wave(1.5)), Arm(40, 14, 92, 10)), nod=0.15, sway=2.5 * m.wave(0.4),
        holds="lute", grip=0.0, face=face_with(pose, lids=0.35, smile=0.4)
    )


def aim(pose: Pose, m: Moment) -> Pose:
    """Draws a bow."""
    facing = 0.9 if pose.facing >= 0 else -0.9
    k = m.eased(0.1, 0.5)
    return replace(
        pose, arms=(Arm(80, 30, 92 - 10 * k, -50 * k), Arm(88, 6, 90, 2)), facing=facing, holds="bow",
        face=face_with(pose, lids=0.3, frown=0.4, gaze=(0.5, 0.0))
    )


def fish(pose: Pose, m: Moment) -> Pose:
    """A rod held out over the water."""
    return replace(
        pose, arms=(Arm(40, 6, 84 + 3 * m.wave(0.4), 0), Arm(34, 6, 82, -10)), holds="rod", grip=42.0,
        facing=0.7 if pose.facing >= 0 else -0.7
    )


def watch_far(pose: Pose, m: Moment) -> Pose:
    """A telescope at the eye."""
    return replace(
        pose, arms=_far(pose, Arm(60, 14, 148, -8)), holds="telescope", nod=-0.1,
        facing=0.6 if pose.facing >= 0 else -0.6, grip=90.0, face=face_with(pose, lids=0.25)
    )


GESTURES: dict[str, Gesture] = {
    "stand": gaits.stand, "walk": gaits.walk, "run": gaits.run, "climb": gaits.climb, "sit": gaits.sit,
    "kneel": gaits.kneel, "lie": gaits.lie, "sleep": sleep, "point": point, "wave": wave, "raise": raise_up,
    "look_up": look_up, "look_down": look_down, "look_away": look_away, "look_around": look_around,
    "look_back": look_back, "turn": turn, "turn_away": turn_away, "nod": nod, "shake": shake, "bow": bow,
    "reach": reach, "give": give, "throw": throw, "strike": strike, "row": row, "drink": drink, "eat": eat,
    "read": read, "write": write, "cry": cry, "laugh": laugh, "smile": smile, "sing": sing, "dance": dance, "hug": hug,
    "pray": pray, "fall": gaits.fall, "swim": gaits.swim, "fly": gaits.fly, "steer": steer, "pull": pull,
    "think": think, "shrug": shrug, "shout": shout, "whisper": whisper, "tremble": tremble, "jump": gaits.jump,
    "carry": carry, "cover": cover, "clap": clap, "play": play, "aim": aim, "fish": fish, "telescope": watch_far,
    "enter": gaits.enter, "leave": gaits.leave,
}
LASTING = frozenset(("sit", "kneel", "lie", "turn_away", "sleep"))
"""What goes on until the body is told otherwise."""
WHOLE = frozenset(
    "stand walk run climb sit kneel lie swim fly fall jump dance enter leave row turn_away".split()
)
"""Actions of the whole body: they are posed first, gestures of hands and head on top."""
