"""The raw speech of an engine and a delivery come in, the finished line goes out."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from renderer.backends.speech.voices import HALL_TAIL, Delivery
from renderer.sound.level import normalised
from renderer.sound.signal import (
    Response,
    Signal,
    bell,
    chance,
    drift,
    faded,
    filtered,
    harmonics,
    highpass,
    lowpass,
    samples_of,
    scaled,
    silence,
    sine,
    tilt,
    warped,
    white,
)
from renderer.sound.space import Room, reverberated

DIALOGUE = -16.0
"""Loudness of a line in the normal manner, LUFS."""
CEILING = -3.0
"""Highest sample of any line, dBFS."""

_HEAD, _TAIL = 0.050, 0.110  # seconds of quiet left before and after the words
_FRAME, _HOP = 1024, 256
_LIFTER = 84  # quefrency in samples: 1.75 ms is shorter than any pitch period, so only the formants stay

_ESPEAK_TONE = (bell(3300.0, -4.0, 1.2), bell(6200.0, -3.0, 1.0), lowpass(9000.0, 3), bell(240.0, 2.5, 0.8))
_MEI_TONE = (bell(260.0, 1.5, 0.8), bell(4200.0, -1.5, 1.0), lowpass(13_000.0, 2))


def treated(raw: Signal, spoken: Delivery, engine: str) -> Signal:
    """The finished line, mono: trimmed, toned, in a room, at its level. ``raw`` must not be empty."""
    voice = scaled(_trimmed(raw), 0.5)
    voice = _whispered(_trembling(_intoned(voice, spoken), spoken.tremble), spoken)
    voice = _roughened(voice, spoken)
    tone = _ESPEAK_TONE if engine.startswith("espeak") else _MEI_TONE
    voice = filtered(voice, *tone, *_character(spoken))
    voice = _compressed(voice, 0.35 + 0.25 * max(0.0, spoken.effort))
    voice = _driven(voice, spoken.effort)
    voice = _in_room(voice, spoken.hall)
    return faded(normalised(_trimmed(voice), DIALOGUE + spoken.level, CEILING), 0.005, 0.020)


def _trimmed(voice: Signal) -> Signal:
    """The line from just before its first sound to just after its last, padded where the engine left less."""
    power = np.convolve(voice.astype(np.float64) ** 2, np.full(240, 1.0 / 240.0), "same")
    heard = np.flatnonzero(power > power.max(initial=0.0) * 10.0**-4.5)
    if not len(heard):
        return voice
    head, tail = samples_of(_HEAD), samples_of(_TAIL)
    first, last = int(heard[0]) - head, int(heard[-1]) + tail
    body = faded(voice[max(0, first) : last], 0.003, 0.003)
    return np.concatenate([silence(max(0, -first)), body, silence(max(0, last - len(voice)))])


def _trembling(voice: Signal, amount: float) -> Signal:
    """Pitch and level that shake about five times a second, not quite regularly."""
    if amount <= 0.0:
        return voice
    n = len(voice)
    random = chance("tremble", n)
    shake = sine(4.2 + 2.6 * drift(n, 1.5, random), n)
    # A vibrato of d samples at f Hz moves the pitch by 2πfd/48000: 45 samples are about half a semitone.
    bent = warped(voice, shake * np.float32(45.0 * amount) * (0.4 + 0.6 * drift(n, 0.8, random)))
    throb = 0.5 + 0.5 * sine(5.6 + drift(n, 2.0, random), n)
    return np.asarray(bent * (1.0 - np.float32(0.45 * amount) * throb), np.float32)


def _whispered(voice: Signal, spoken: Delivery) -> Signal:
    """Breath mixed in: the same formants, excited by noise. A whisper has no voice left in it."""
    if spoken.breath <= 0.01:
        return voice
    air = _excited(voice, white(len(voice), chance("breath", len(voice))))
    air = _as_strong(filtered(air, highpass(320.0, 2), tilt(1500.0, -5.0, 3.0)), voice)
    share = spoken.breath
    return np.asarray(voice * np.float32(max(0.0, 1.0 - share) ** 0.8) + air * np.float32(share), np.float32)


def _intoned(voice: Signal, spoken: Delivery) -> Signal:
    """The same formants on a pitch of our own: a melody for who sings, one note for a machine."""
    if not (spoken.song or spoken.robot):
        return voice
    pitch = _sung_pitch(len(voice), spoken.pitch) if spoken.song else np.full(len(voice), spoken.pitch, np.float32)
    buzz = harmonics(pitch, len(voice), [1.0] * 120)
    tone = filtered(_excited(voice, buzz), lowpass(5000.0, 2))
    consonants = filtered(voice, highpass(4200.0, 2))
    share = np.float32(0.9 if spoken.song else 0.8 * spoken.robot)
    return np.asarray(_as_strong(tone, voice) * share + consonants + voice * (1.0 - share), np.float32)


def _sung_pitch(n: int, centre: float) -> Signal:
    """A simple tune in five tones about a pitch: a new note each 0.42 s, a short glide, and a vibrato."""
    random = chance("song", n)
    count = n // samples_of(0.42) + 2
    steps = np.clip(np.cumsum(random.integers(-2, 3, count)), -3, 4)
    notes = np.array([-8.0, -5.0, -3.0, 0.0, 2.0, 4.0, 7.0, 9.0])[steps + 3]
    at = np.arange(n) / samples_of(0.42)
    index = at.astype(np.int64)
    glide = np.clip((at - index) / 0.16, 0.0, 1.0)
    tune = notes[np.maximum(index - 1, 0)] * (1.0 - glide) + notes[index] * glide
    return (centre * 2.0 ** ((tune + 0.35 * sine(5.4, n)) / 12.0)).astype(np.float32)


def _excited(voice: Signal, source: Signal) -> Signal:
    """A source of flat spectrum through the line's own formants: the smoothed cepstrum of each of its frames."""
    span = (_FRAME, _FRAME + (-len(voice)) % _HOP)
    window = np.hanning(_FRAME + 1)[:-1].astype(np.float32)
    frames = sliding_window_view(np.pad(voice, span), _FRAME)[::_HOP] * window
    sources = sliding_window_view(np.pad(source, span), _FRAME)[::_HOP] * window
    cepstrum = np.fft.irfft(np.log(np.abs(np.fft.rfft(frames)) + 1e-5))
    cepstrum[:, _LIFTER : _FRAME - _LIFTER + 1] = 0.0
    envelope = np.exp(np.fft.rfft(cepstrum).real)
    excited = np.fft.irfft(np.fft.rfft(sources) * envelope).astype(np.float32) * window
    out = silence(len(voice) + sum(span))
    for lane in range(_FRAME // _HOP):  # frames of one lane do not overlap, so a lane is added in one go
        part = excited[lane :: _FRAME // _HOP].reshape(-1)
        out[lane * _HOP : lane * _HOP + len(part)] += part
    return out[_FRAME : _FRAME + len(voice)]


def _as_strong(signal: Signal, other: Signal) -> Signal:
    return signal * np.float32(_rms(other) / max(_rms(signal), 1e-9))


def _roughened(voice: Signal, spoken: Delivery) -> Signal:
    """Hoarseness: an irregular flutter at half the pitch; and the hollow comb of a machine."""
    n = len(voice)
    if spoken.rough > 0.01:
        flutter = 0.5 + 0.5 * sine(spoken.pitch * (0.47 + 0.06 * drift(n, 30.0, chance("rough", n))), n)
        voice = np.multiply(voice, 1.0 - np.float32(0.75 * spoken.rough) * flutter, dtype=np.float32)
    if spoken.robot > 0.01:
        for lag in (samples_of(0.0062), samples_of(0.0093)):
            voice = np.add(voice, np.float32(0.5) * np.concatenate([silence(lag), voice])[:n], dtype=np.float32)
    return np.asarray(voice, np.float32)


def _character(spoken: Delivery) -> tuple[Response, ...]:
    """The tone that goes with effort and warmth."""
    tone: list[Response] = [highpass(65.0 if spoken.pitch < 100.0 else 80.0, 2)]
    if spoken.warmth:
        tone.append(tilt(300.0, spoken.warmth, 0.0))
    if spoken.effort > 0.0:
        tone += [bell(2600.0, 6.0 * spoken.effort, 0.7), tilt(500.0, -5.0 * spoken.effort, 1.0)]
    elif spoken.effort < 0.0:
        tone.append(tilt(1800.0, 0.0, 7.0 * spoken.effort))
    return tuple(tone)


def _compressed(voice: Signal, amount: float) -> Signal:
    """Evens out the syllables: the gain follows the envelope of 40 ms with a slope of ``amount``."""
    width = samples_of(0.040)
    total = np.cumsum(np.pad(voice.astype(np.float64) ** 2, (width // 2 + 1, width - width // 2 - 1)))
    envelope = np.sqrt(np.maximum(total[width:] - total[:-width], 0.0) / width)
    envelope = np.resize(envelope, len(voice))
    reference = max(float(envelope.max(initial=0.0)) * 0.4, 1e-6)
    gain = (np.maximum(envelope, reference * 0.25) / reference) ** -amount
    return np.asarray(voice * gain, np.float32)


def _driven(voice: Signal, effort: float) -> Signal:
    """The strain of a raised voice: soft saturation."""
    if effort <= 0.3:
        return voice
    drive = np.float32(1.0 + 2.5 * effort)
    return np.asarray(np.tanh(scaled(voice, 0.9) * drive) / drive, np.float32)


def _in_room(voice: Signal, hall: float) -> Signal:
    """A touch of a small room, so that a voice from a machine stands somewhere; or a hall."""
    room = Room(0.22, 0.8, 0.006, -17.0) if hall <= 0.0 else Room(0.6 + 2.2 * hall, 0.6, 0.02, -15.0 + 9.0 * hall)
    tail = silence(samples_of(0.15 + hall * HALL_TAIL))
    wet = filtered(reverberated(np.concatenate([voice, tail]), room), highpass(60.0))
    return np.asarray((wet[:, 0] + wet[:, 1]) * np.float32(0.5), np.float32)


def _rms(voice: Signal) -> float:
    return float(np.sqrt(np.mean(voice.astype(np.float64) ** 2)))
