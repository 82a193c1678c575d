"""Prose in three languages: who does what, in which order, and how a body moves while doing it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.backends.animatic.acting import Acting, perform, read_action
from renderer.backends.animatic.gestures import GESTURES
from renderer.backends.animatic.pose import Pose, blended


@pytest.mark.parametrize(
    ("action", "slot", "subjects", "beats"),
    [
        ("{0} holds up her lantern. {1} shakes his head.", 0, 2, (("raise",),)),
        ("{0} holds up her lantern. {1} shakes his head.", 1, 2, (("shake",),)),
        ("{0}はランタンを掲げる。{1}は首を振る。", 0, 2, (("raise",),)),
        ("{0}はランタンを掲げる。{1}は首を振る。", 1, 2, (("shake",),)),
        ("{0}和{1}走进房间，然后坐下。", 1, 2, (("enter",), ("sit",))),
        ("She climbs the spiral stairs, the lantern swinging.", 0, 1, (("climb",),)),
        ("{0} sits down. She waves.", 0, 2, (("sit",), ("wave",))),
        ("{0} sits down. She waves.", 1, 2, ()),
        ("They dance.", 1, 2, (("dance",),)),
        ("{~0} runs away. He laughs.", 0, 1, ()),
        ("{0} walks while {1} sleeps", 1, 2, ()),
        ("", 0, 1, ()),
    ],
)
def test_a_sentence_belongs_to_who_opens_it(
    action: str, slot: int, subjects: int, beats: tuple[tuple[str, ...], ...]
) -> None:
    assert read_action(action, slot, subjects).beats == beats


@given(
    st.sampled_from(sorted(GESTURES)), st.floats(0, 6), st.floats(0, 1), st.sampled_from(("", "whispering", "angrily")),
    st.integers(0, 2**40),
)
@settings(max_examples=60, deadline=None)
def test_a_pose_is_a_function_of_its_moment(name: str, at: float, mouth: float, manner: str, seed: int) -> None:
    acting = Acting((("walk",), (name,)))
    pose = perform(acting, at, 6.0, mouth, manner, seed)
    assert pose == perform(acting, at, 6.0, mouth, manner, seed)
    assert pose.face.mouth >= mouth * 0.5 - 0.02
    assert -1.0 <= pose.facing <= 1.0
    quantized = pose.quantized()
    assert quantized.quantized() == quantized
    assert quantized.travel == pose.travel


@pytest.mark.parametrize("name", sorted(GESTURES))
def test_a_body_never_jumps(name: str) -> None:
    acting = Acting((("nod",), (name,)))
    frames = [perform(acting, at / 48, 4.0, 0.0, "", 5) for at in range(2 * 48)]
    for before, after in zip(frames, frames[1:], strict=False):
        for a, b in zip(before.arms, after.arms, strict=True):
            assert abs(a.swing - b.swing) < 30 and abs(a.fore_spread - b.fore_spread) < 30
        assert abs(before.travel[0] - after.travel[0]) < 0.2


def test_a_mirrored_pose_is_its_own_mirror_image() -> None:
    pose = perform(Acting((("wave",),)), 1.0, 3.0, 0.4, "", 9)
    assert pose.mirrored().facing == -pose.facing
    assert pose.mirrored().mirrored() == pose


def test_people_who_leave_are_gone_and_people_who_enter_arrive() -> None:
    gone = perform(read_action("{0} leaves", 0, 1), 3.9, 4.0, 0.0, "", 1)
    come = perform(read_action("{0} enters", 0, 1), 3.9, 4.0, 0.0, "", 1)
    assert gone.travel[0] > 2
    assert come.travel == (0.0, 0.0)
    assert perform(read_action("{0} enters", 0, 1), 0.0, 4.0, 0.0, "", 1).travel[0] < -2


def test_sitting_lasts_until_somebody_stands_up() -> None:
    acting = read_action("{0} sits down. {0} waves. {0} stands up.", 0, 1)
    legs = [perform(acting, at, 9.0, 0.0, "", 1).legs[0].thigh for at in (1.5, 5.0, 8.5)]
    assert legs[0] > 60 and legs[1] > 60 and legs[2] < 20


def test_everybody_blinks_and_nobody_in_step() -> None:
    shut = [
        {at for at in range(24 * 20) if perform(Acting(), at / 24, 20.0, 0.0, "", seed).face.lids > 0.5}
        for seed in (1, 2)
    ]
    assert all(len(frames) >= 8 for frames in shut)
    assert shut[0] != shut[1]


@pytest.mark.parametrize(("manner", "sign"), [("happily", 1), ("悲しそうに", -1), ("愤怒", -1), ("嬉しそうに", 1)])
def test_a_manner_shows_in_the_face(manner: str, sign: int) -> None:
    assert perform(Acting(), 1.0, 3.0, 0.3, manner, 4).face.smile * sign > 0.3


@given(st.floats(0, 1))
def test_blending_stays_between(share: float) -> None:
    a, b = Pose(lean=10.0, holds="cup"), replace(Pose(lean=-20.0), nod=1.0)
    mixed = blended(a, b, share)
    assert -20 <= mixed.lean <= 10 and 0 <= mixed.nod <= 1
    assert mixed.holds == ("cup" if share < 0.5 else "")
