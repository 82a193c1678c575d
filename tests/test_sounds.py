"""Tests of sound effects: that words find them, and that they sound like what they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.backends.sounds import effect, vocabulary
from renderer.backends.sounds.catalogue import CATALOGUE
from renderer.recipe import SAMPLE_RATE, Effect
from renderer.sound import level, wav


def sound(words: str, seconds: float | None = None, seed: int = 0) -> np.ndarray:
    return effect.effect(words, None if seconds is None else round(seconds * SAMPLE_RATE), seed)


def centroid(clip: np.ndarray) -> float:
    middle = clip.mean(axis=1)
    power = np.abs(np.fft.rfft(middle)) ** 2
    return float(np.sum(power * np.fft.rfftfreq(len(middle), 1 / SAMPLE_RATE)) / np.sum(power))


def onsets(clip: np.ndarray) -> int:
    """Attacks: rises of the 10 ms envelope by 9 dB within 40 ms, at least 80 ms apart."""
    power = np.mean(clip**2, axis=1)
    envelope = 10 * np.log10(power[: len(power) // 480 * 480].reshape(-1, 480).mean(axis=1) + 1e-9)
    envelope = np.concatenate([np.full(8, -90.0), envelope])
    rises = np.flatnonzero((envelope[4:] - envelope[:-4] > 9.0) & (envelope[4:] > envelope.max() - 20.0))
    return int(np.sum(np.diff(rises, prepend=-100) > 8))


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_sound_is_clean_and_at_its_level(name: str):
    words = vocabulary.SOUND_WORDS.get(name, "zzz").split("|")[0]
    assert [one.sound for one in vocabulary.named(words)] == ([] if name == "swell" else [name])
    clip = sound(words, 2.5)
    assert clip.shape == (2.5 * SAMPLE_RATE, 2)
    assert np.isfinite(clip).all()
    assert np.abs(clip).max() <= 10 ** (-1 / 20)
    assert np.abs(clip.mean(axis=0)).max() < 2e-3
    assert level.loudest(clip) == pytest.approx(-20.0, abs=0.5) or np.abs(clip).max() > 0.8
    assert max(np.abs(clip[0]).max(), np.abs(clip[-1]).max()) < 0.01


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("thunder, close", ["thunder"]),
        ("遠くの雷", ["thunder"]),
        ("雷声", ["thunder"]),
        ("rain on the roof", ["rain"]),
        ("雨の音", ["rain"]),
        ("下着小雨", ["rain"]),
        ("the door creaks, then slams", ["door_creak", "door_slam"]),
        ("ドアが閉まる", ["door_slam"]),
        ("敲门声", ["knock"]),
        ("church bell", ["church_bell"]),
        ("寺の鐘", ["temple_bell"]),
        ("ship's bell", ["hand_bell"]),
        ("风铃", ["wind_chime"]),
        ("wind howls", ["wind"]),
        ("a wolf howls", ["wolf"]),
        ("waves and gulls", ["sea", "gulls"]),
        ("海浪声", ["sea"]),
        ("footsteps on the wooden deck of a ship", ["footsteps"]),
        ("heavy doors closing", ["door_slam"]),
        ("a blade drawn", ["unsheathe"]),
        ("蝉の声", ["cicadas"]),
        ("校铃", ["school_chime"]),
        ("xyzzy", []),
    ],
)
def test_words_find_their_sounds(words: str, names: list[str]):
    assert [one.sound for one in vocabulary.named(words)] == names


def test_a_word_about_a_sound_counts_for_the_nearest():
    rain, thunder = vocabulary.named("rain, distant thunder")
    assert rain.distance == 0.0 < thunder.distance
    near = vocabulary.named("thunder, close")[0]
    assert near.distance < 0.0
    assert vocabulary.named("a door closing")[0].distance == 0.0


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_words_can_be_read(words: str):
    found = vocabulary.named(words)
    assert len(found) <= 4
    assert len({one.sound for one in found}) == len(found)
    assert all(one.sound in CATALOGUE for one in found)


def test_a_recipe_makes_the_same_bytes_again_and_a_seed_others(tmp_path: Path):
    spec = Effect("rain and wind", SAMPLE_RATE)
    for name, one in (("a", spec), ("b", spec), ("c", Effect("rain and wind", SAMPLE_RATE, 1))):
        meta = effect.make(one, {}, tmp_path / name, print)
        assert meta == {"samples": SAMPLE_RATE, "loudness": pytest.approx(-20.0, abs=1.5)}
        wav.read(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != (tmp_path / "c").read_bytes()


@given(samples=st.integers(1, 9000), words=st.sampled_from(["thunder", "rain", "gate", "qwerty", "clock, bell"]))
@settings(max_examples=25, deadline=None)
def test_any_length_can_be_asked_for(samples: int, words: str):
    clip = effect.effect(words, samples, 0)
    assert clip.shape == (samples, 2)
    assert np.isfinite(clip).all()


def test_a_lasting_sound_fills_minutes_and_an_event_rings_out():
    rain = sound("rain", 60.0)
    thirds = [level.loudness(rain[k * SAMPLE_RATE : (k + 20) * SAMPLE_RATE]) for k in (3, 22, 38)]
    assert max(thirds) - min(thirds) < 2.0
    slam = sound("door slams", 6.0)
    assert not slam[4 * SAMPLE_RATE :].any()
    assert len(sound("door slams")) < 3 * SAMPLE_RATE


def test_sounds_lie_where_they_should_in_the_spectrum():
    thunder, drum, rain, crickets, glass = (
        centroid(sound(words)) for words in ("thunder", "drum", "rain", "crickets", "glass")
    )
    assert thunder < 400 and drum < 400
    assert 1500 < rain < 7000
    assert 3500 < crickets < 6000
    assert glass > 3000


def test_events_come_as_often_as_they_should():
    assert onsets(sound("clock", 4.0)) in range(7, 10)
    assert onsets(sound("knock on the door")) == 3
    slow, fast = (onsets(sound(f"footsteps on gravel, {pace}", 5.0)) for pace in ("slow", "fast"))
    assert fast > 1.5 * slow
    assert onsets(sound("rain", 4.0)) < 3


def test_what_is_far_is_quieter_and_duller():
    near, far = sound("thunder, close"), sound("thunder, distant")
    assert level.loudest(far) < level.loudest(near) - 4.0
    near, far = sound("dog"), sound("dog, far away")
    assert centroid(far) < 0.8 * centroid(near)


def test_steps_sound_of_their_ground():
    wood, gravel = (centroid(sound(f"footsteps on {ground}", 3.0)) for ground in ("wood", "gravel"))
    assert gravel > 2.0 * wood


def test_unknown_words_make_a_soft_swell_of_their_own():
    one, other = sound("zxq"), sound("qxz")
    assert not np.array_equal(one, other)
    assert onsets(one) == 0
