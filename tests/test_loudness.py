"""Loudness and peaks against other people's meters, and the mastering that goes by them."""

from __future__ import annotations

import math
from fractions import Fraction

import av
import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.sound.loudness import STEP, Samples, integrated, peaks, powers, true_peak
from renderer.sound.master import CEILING, CONTEXT, GRAIN, MOST, TARGET, gain_for, mastered

SECOND = 48_000


def tone(seconds: float, hertz: float, level: float) -> Samples:
    """A stereo sine of ``level`` dBFS."""
    wave = 10 ** (level / 20) * np.sin(2 * np.pi * hertz / SECOND * np.arange(int(seconds * SECOND)))
    return np.stack([wave, wave], axis=1).astype(np.float32)


def programme(seed: int, seconds: float = 7) -> Samples:
    """Something like a film: hum, a tune, phrases with pauses, a few knocks; whole steps of ``STEP``."""
    random = np.random.default_rng(seed)
    n = int(seconds * SECOND) // STEP * STEP
    time = np.arange(n) / SECOND
    pauses = np.interp(time, np.arange(0, seconds + 1, 0.5), random.choice([0.0, 0.0, 0.3, 1.0], int(2 * seconds) + 2))
    voice = sum(np.sin(2 * np.pi * 130 * k * time + 3 * np.sin(5 * time)) / k for k in range(1, 12)) * pauses * 0.1
    tune = 0.05 * np.sin(2 * np.pi * (220 + 110 * (time // 2 % 3)) * time)
    knocks = np.zeros(n)
    knocks[random.integers(0, n, 5)] = 0.7
    left = voice + tune + 0.02 * np.sin(2 * np.pi * 45 * time) + knocks + 0.003 * random.standard_normal(n)
    return np.stack([left, voice + 0.7 * tune + knocks], axis=1).astype(np.float32)


def ebur128(samples: Samples) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP) by FFmpeg's meter."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=SECOND, format="flt", layout="stereo", time_base=Fraction(1, SECOND))
    meter = graph.add("ebur128", "metadata=1:peak=true:framelog=quiet")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="stereo")
    frame.sample_rate, frame.pts = SECOND, 0
    source.push(frame)
    source.push(None)
    said: dict[str, str] = {}
    while True:
        try:
            said |= sink.pull().metadata
        except (av.error.EOFError, av.error.BlockingIOError):
            break
    tops = [float(said[f"lavfi.r128.true_peaks_ch{channel}"]) for channel in (0, 1)]
    return float(said["lavfi.r128.I"]), 20 * math.log10(max(tops))


# ---------------------------------------------------------------------------------------------- meters


def test_the_reference_tone_of_ebu_tech_3341() -> None:
    assert abs(integrated(powers(tone(20, 1000, -23))) + 23) < 0.05
    assert abs(integrated(powers(tone(20, 1000, -33))) + 33) < 0.05


def test_the_relative_gate_of_ebu_tech_3341() -> None:
    parts = [tone(10, 1000, -36), tone(20, 1000, -23), tone(10, 1000, -36)]
    assert abs(integrated(powers(np.concatenate(parts))) + 23) < 0.1


@pytest.mark.parametrize("seed", range(3))
def test_loudness_agrees_with_other_meters(seed: int) -> None:
    samples = programme(seed)
    ours = integrated(powers(samples))
    assert abs(ours - pyloudnorm.Meter(SECOND).integrated_loudness(samples)) < 0.1
    assert abs(ours - ebur128(samples)[0]) < 0.1


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("packets", [24, 96, 192])
def test_loudness_of_windows_measured_apart_is_that_of_the_whole(seed: int, packets: int) -> None:
    samples = programme(seed, 10)
    windows = [powers(samples[at : at + packets * STEP]) for at in range(0, len(samples), packets * STEP)]
    assert abs(integrated(np.concatenate(windows)) - integrated(powers(samples))) < 0.05


@pytest.mark.parametrize("hertz", [997, 6000, 11_025, 12_000, 15_000])
def test_true_peaks_between_samples_are_found(hertz: float) -> None:
    n = np.arange(SECOND)
    wave = 0.5 * np.sin(2 * np.pi * hertz / SECOND * n + np.pi / 4) * np.clip(np.minimum(n, SECOND - n) / 4800, 0, 1)
    samples = np.stack([wave, np.zeros(SECOND)], axis=1).astype(np.float32)
    assert abs(20 * math.log10(true_peak(samples) / 0.5)) < 0.1
    assert abs(20 * math.log10(true_peak(samples)) - ebur128(samples)[1]) < 0.2


def test_peaks_over_the_floor_are_exact_and_none_is_missed() -> None:
    samples = programme(1, 3)
    every = peaks(samples, 32, 0.0)
    some = peaks(samples, 32, 0.3)
    assert np.array_equal(some[every > 0.3], every[every > 0.3]) and (every > 0.3).any()
    assert (some <= every).all() and len(every) == len(samples) // 32


def test_silence_has_no_loudness_no_peak_and_no_gain() -> None:
    silence = np.zeros((2 * SECOND, 2), np.float32)
    assert integrated(powers(silence)) == -math.inf and true_peak(silence) == 0
    assert integrated(powers(tone(0.3, 1000, -20))) == -math.inf  # shorter than a block
    assert integrated([]) == -math.inf and not len(powers(silence[:0])) and true_peak(silence[:0]) == 0
    assert gain_for([meta(padded(silence))]) == 0 == gain_for([])


# ---------------------------------------------------------------------------------------------- mastering


def meta(samples: Samples) -> dict[str, list[float]]:
    """What a mix says of itself."""
    return {"blocks": powers(samples).tolist(), "peaks": np.abs(samples).reshape(-1, 2 * STEP).max(axis=1).tolist()}


def padded(samples: Samples) -> Samples:
    """With silence around, and whole steps."""
    return np.pad(samples, ((CONTEXT, CONTEXT + -len(samples) % STEP), (0, 0)))


@pytest.mark.parametrize("level", [15, 0, -12])
@pytest.mark.parametrize("seed", range(3))
def test_a_finished_film_is_at_its_target(seed: int, level: float) -> None:
    samples = padded(programme(seed) * np.float32(10 ** (level / 20)))
    gain = gain_for([meta(samples[: 99 * STEP]), meta(samples[99 * STEP :])])
    finished = mastered(samples, gain)
    assert gain % GRAIN == 0
    assert abs(pyloudnorm.Meter(SECOND).integrated_loudness(finished) - TARGET) < 0.4
    assert true_peak(finished) <= CEILING * 1.002


def test_the_gain_has_its_limits() -> None:
    assert gain_for([meta(padded(tone(5, 1000, -60)))]) == MOST


def test_what_is_not_too_loud_is_only_turned_up() -> None:
    samples = padded(tone(1, 440, -30))
    assert np.array_equal(mastered(samples, 6.0), samples * np.float32(10 ** (6 / 20)))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40_000), st.floats(-4, 4)), min_size=1, max_size=8), st.integers(2, 30))
def test_the_limiter_does_the_same_wherever_a_window_begins(knocks: list[tuple[int, float]], cut: int) -> None:
    samples = padded(tone(1, 70, -9)[:40_960])
    for at, height in knocks:
        samples[CONTEXT + at % 40_960] += height
    whole = mastered(samples, 3.0)
    middle = cut * STEP
    parts = [
        mastered(samples[: middle + CONTEXT], 3.0)[:middle],
        mastered(samples[middle - CONTEXT :], 3.0)[CONTEXT:],
    ]
    assert np.abs(np.concatenate(parts) - whole).max() < 1e-6
    assert true_peak(whole) <= CEILING * 1.002


def test_the_limiter_moves_without_steps() -> None:
    samples = np.full((48 * STEP, 2), 0.1, np.float32)
    samples[20_000] = 4.0
    gains = mastered(samples, 0.0) / samples
    assert gains.min() < 0.2 and np.abs(np.diff(gains, axis=0)).max() < 0.01
