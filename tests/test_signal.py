"""Tests of the sound building blocks: WAV files, filters, rooms, loudness."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.sound import level, signal, space, wav

RATE = 48_000
lengths = st.integers(1, 3000)


def noise(n: int, channels: int = 1, seed: object = 0) -> signal.Signal:
    return signal.white(n, signal.chance("test", seed), channels)


# ------------------------------------------------------------------------------------------ WAV


@given(n=st.integers(0, 500), channels=st.sampled_from([1, 2]), seed=st.integers(0, 9))
@settings(max_examples=30, deadline=None)
def test_float_files_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, n: int, channels: int, seed: int):
    path = tmp_path_factory.mktemp("wav") / "clip"
    samples = noise(n, 2, seed)[:, :channels] * 3.0
    wav.write(path, samples, float32=True)
    assert np.array_equal(wav.read(path), samples)


@given(values=st.lists(st.integers(-32768, 32767), min_size=1, max_size=200))
@settings(max_examples=30, deadline=None)
def test_integer_files_keep_every_value(tmp_path_factory: pytest.TempPathFactory, values: list[int]):
    path = tmp_path_factory.mktemp("wav") / "clip"
    samples = np.array(values, np.float32) / 32768.0
    wav.write(path, samples)
    back = wav.read(path)
    assert back.shape == (len(values), 1)
    assert np.array_equal(back[:, 0] * 32768.0, np.array(values, np.float32))


def test_integers_are_clipped_and_never_wrap(tmp_path: Path):
    wav.write(tmp_path / "clip", np.array([2.0, -2.0, 1.0]))
    assert wav.read(tmp_path / "clip")[:, 0] == pytest.approx([32767 / 32768, -1.0, 32767 / 32768])


def test_equal_samples_make_equal_bytes(tmp_path: Path):
    samples = noise(400, 2) * 0.1
    wav.write(tmp_path / "a", samples)
    wav.write(tmp_path / "b", samples)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_other_programs_read_the_files(tmp_path: Path):
    import av

    for float32, codec in ((False, "pcm_s16le"), (True, "pcm_f32le")):
        wav.write(tmp_path / "clip", noise(4800, 2) * 0.1, float32=float32)
        with av.open(str(tmp_path / "clip")) as container:
            stream = container.streams.audio[0]
            assert (stream.codec_context.name, stream.rate, stream.channels) == (codec, RATE, 2)
            assert sum(frame.samples for frame in container.decode(audio=0)) == 4800


def test_unknown_chunks_are_passed_over_and_a_cut_file_gives_what_is_there(tmp_path: Path):
    wav.write(tmp_path / "clip", noise(100, 2) * 0.1)
    data = (tmp_path / "clip").read_bytes()
    (tmp_path / "odd").write_bytes(data[:12] + struct.pack("<4sI", b"note", 3) + b"abc\0" + data[12:])
    assert np.array_equal(wav.read(tmp_path / "odd"), wav.read(tmp_path / "clip"))
    (tmp_path / "cut").write_bytes(data[:-6])
    assert wav.read(tmp_path / "cut").shape == (98, 2)


@pytest.mark.parametrize("data", [b"", b"RIFF", b"RIFF\0\0\0\0WAVE", b"ID3" * 50])
def test_what_is_no_wav_file_is_refused(tmp_path: Path, data: bytes):
    (tmp_path / "clip").write_bytes(data)
    with pytest.raises(wav.WavError):
        wav.read(tmp_path / "clip")


def test_another_rate_is_refused_and_so_are_nan(tmp_path: Path):
    wav.write(tmp_path / "clip", noise(10))
    data = bytearray((tmp_path / "clip").read_bytes())
    data[24:28] = struct.pack("<I", 44_100)
    (tmp_path / "clip").write_bytes(data)
    with pytest.raises(wav.WavError, match="44100"):
        wav.read(tmp_path / "clip")
    with pytest.raises(wav.WavError):
        wav.write(tmp_path / "clip", np.array([np.nan]))


# ------------------------------------------------------------------------------------------ signals


@given(n=lengths, m=st.integers(1, 400), a=st.sampled_from([1, 2]), b=st.sampled_from([1, 2]))
@settings(max_examples=30, deadline=None)
def test_convolution_is_that_of_the_definition(n: int, m: int, a: int, b: int):
    x, taps = noise(n, a, "x"), noise(m, b, "taps")
    out = signal.convolved(x, taps)
    for side in range(max(a, b)):
        left = x if a == 1 else x[:, side]
        right = taps if b == 1 else taps[:, side]
        expected = np.convolve(left.astype(float), right.astype(float))
        found = out if out.ndim == 1 else out[:, side]
        assert np.allclose(found, expected, atol=1e-3 * np.abs(expected).max())


@pytest.mark.parametrize(
    ("response", "frequency", "expected"),
    [
        (signal.lowpass(1000.0, 4), 1000.0, -3.0),
        (signal.lowpass(1000.0, 4), 4000.0, -48.9),
        (signal.highpass(1000.0, 1), 100.0, -20.0),
        (signal.highpass(1000.0, 3), 8000.0, 0.0),
        (signal.bandpass(2000.0, 4.0), 2000.0, 0.0),
        (signal.bell(2000.0, 6.0), 2000.0, 6.0),
        (signal.tilt(1000.0, 3.0, -6.0), 20.0, 3.0),
        (signal.tilt(1000.0, 3.0, -6.0), 20_000.0, -6.0),
    ],
)
def test_filters_have_the_gain_that_they_promise(response: signal.Response, frequency: float, expected: float):
    tone = signal.sine(frequency, RATE)
    out = signal.filtered(tone, response)[RATE // 4 : -RATE // 4]
    gain = 20.0 * np.log10(out.std() / tone[RATE // 4 : -RATE // 4].std())
    assert gain == pytest.approx(expected, abs=0.4)


def test_filters_are_causal():
    click = signal.silence(RATE)
    click[1000] = 1.0
    out = signal.filtered(click, signal.lowpass(800.0, 4), signal.bell(3000.0, 6.0))
    assert np.abs(out[:999]).max() < 1e-4 * np.abs(out).max()


@given(frequency=st.floats(60.0, 4000.0))
@settings(max_examples=20, deadline=None)
def test_harmonics_never_alias(frequency: float):
    tone = signal.harmonics(frequency, RATE, [1.0] * 200)
    spectrum = np.abs(np.fft.rfft(tone * np.hanning(RATE)))
    assert spectrum[20_400:].max() < 0.003 * spectrum.max()
    peak = int(np.argmax(spectrum[: int(frequency * 1.5)]))
    assert abs(peak - frequency) <= 1.5


@given(n=st.integers(2, 20_000), factor=st.floats(0.6, 1.7))
@settings(max_examples=20, deadline=None)
def test_resampling_has_the_length_asked_for_and_moves_the_pitch(n: int, factor: float):
    m = max(1, round(n * factor))
    assert len(signal.resampled(noise(n), m)) == m
    tone = signal.faded(signal.sine(1000.0, RATE), 0.1, 0.1)
    moved = signal.resampled(tone, round(RATE * factor))
    peak = np.argmax(np.abs(np.fft.rfft(moved, RATE)))
    assert peak == pytest.approx(1000.0 / factor, abs=2.0)


@given(at=st.integers(-50, 150), n=st.integers(0, 100))
def test_placing_cuts_at_both_ends(at: int, n: int):
    target, clip = signal.silence(100), np.ones(n, np.float32)
    signal.place(target, clip, at)
    inside = [k for k in range(at, at + n) if 0 <= k < 100]
    assert np.flatnonzero(target).tolist() == inside


def test_chance_is_the_same_for_the_same_text_only():
    assert np.array_equal(signal.chance("a", 1).random(5), signal.chance("a", 1).random(5))
    assert not np.array_equal(signal.chance("a", 1).random(5), signal.chance("a1").random(5))


@given(n=st.integers(1, 5000), rate=st.floats(0.1, 50.0))
@settings(max_examples=30, deadline=None)
def test_drift_stays_between_nought_and_one(n: int, rate: float):
    curve = signal.drift(n, rate, signal.chance(n, rate))
    assert curve.shape == (n,)
    assert curve.min() >= 0.0 and curve.max() <= 1.0


# ------------------------------------------------------------------------------------------ space


def test_reverberation_dies_away_in_the_time_given():
    click = signal.silence(3 * RATE)
    click[0] = 1.0
    tail = space.reverberated(click, space.Room(1.5, 0.0, 0.0, 0.0), dry=0.0)[:, 0]
    early = 20 * np.log10(tail[int(0.25 * RATE) : int(0.35 * RATE)].std())
    late = 20 * np.log10(tail[int(1.0 * RATE) : int(1.1 * RATE)].std())
    assert early - late == pytest.approx(60.0 * 0.75 / 1.5, abs=3.0)


@given(place=st.floats(-1.0, 1.0))
def test_panning_keeps_the_power(place: float):
    stereo = space.panned(np.ones(10, np.float32), place)
    assert float(np.sum(stereo[0] ** 2)) == pytest.approx(2.0, rel=1e-4)
    assert (stereo[0, 1] >= stereo[0, 0]) == (place >= 0.0) or abs(place) < 1e-3


# ------------------------------------------------------------------------------------------ level


@pytest.mark.parametrize("channels", [1, 2])
def test_loudness_agrees_with_an_independent_meter(channels: int):
    pyloudnorm = pytest.importorskip("pyloudnorm")
    n = 5 * RATE
    clip = noise(n, 2)[:, :channels] * 0.1 * signal.drift(n, 1.0, signal.chance("d"))[:, None]
    clip = clip + signal.sine(90.0, n)[:, None] * 0.2
    clip[2 * RATE : 3 * RATE] *= 0.001  # a pause, which the gate must leave out
    expected = pyloudnorm.Meter(RATE).integrated_loudness(clip.astype(float))
    found = level.loudness(clip.astype(np.float32) if channels == 2 else clip[:, 0].astype(np.float32))
    assert found == pytest.approx(expected, abs=0.15)


def test_a_full_scale_sine_has_the_loudness_of_the_standard():
    """BS.1770-4: a 997 Hz sine at full scale in one channel reads −3.01 LUFS."""
    assert level.loudness(signal.sine(997.0, 4 * RATE)) == pytest.approx(-3.01, abs=0.05)


@given(gain=st.floats(-30.0, 24.0), wanted=st.floats(-30.0, -12.0), seconds=st.sampled_from([0.1, 0.7, 2.0]))
@settings(max_examples=25, deadline=None)
def test_normalising_reaches_the_level_and_never_passes_the_ceiling(gain: float, wanted: float, seconds: float):
    clip = noise(int(seconds * RATE), 2, gain) * signal.gain_of(gain - 10.0)
    out = level.normalised(clip, wanted, -1.0)
    assert np.abs(out).max() <= signal.gain_of(-1.0)
    assert level.loudness(out) == pytest.approx(wanted, abs=0.3)


@given(ceiling=st.floats(-20.0, -0.5), seed=st.integers(0, 5))
@settings(max_examples=20, deadline=None)
def test_the_limiter_holds_its_ceiling_and_leaves_quiet_clips_alone(ceiling: float, seed: int):
    clip = noise(9000, 1, seed)
    assert np.abs(level.limited(clip, ceiling)).max() <= signal.gain_of(ceiling)
    quiet = signal.scaled(clip, signal.gain_of(ceiling) * 0.9)
    assert np.array_equal(level.limited(quiet, ceiling), quiet)


def test_silence_stays_silence():
    out = level.normalised(signal.silence(RATE, 2), -16.0, -1.0)
    assert not out.any()
    assert level.loudness(out) == level.SILENT
