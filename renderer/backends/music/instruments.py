"""An instrument, a pitch, a length and a force come in, one played note goes out.

Strings, winds and voices are read from tables of one period, whose spectrum is that of the string or reed times
that of the body (N. Fletcher & T. Rossing, *The Physics of Musical Instruments*). A plucked string's harmonics
start as its plucking point has them and die away the faster the higher they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from renderer.recipe import SAMPLE_RATE
from renderer.sound.signal import (
    Signal,
    bandpass,
    chance,
    faded,
    filtered,
    gain_of,
    lowpass,
    modes,
    pluck,
    samples_of,
    scaled,
    silence,
    sine,
    white,
)
from renderer.sound.space import panned

_TABLE = 1 << 15


@dataclass(frozen=True, slots=True)
class Bow:
    """A sustained tone: bowed, blown or sung. Times in seconds, vibrato in cents, formants as (Hz, octaves, dB)."""

    slope: float  # harmonic k has the amplitude 1/k^slope, before the body
    attack: float
    release: float
    even: float = 1.0  # factor on the even harmonics
    formants: tuple[tuple[float, float, float], ...] = ()
    vibrato: float = 12.0
    rate: float = 5.4
    breath: float = 0.0
    scoop: float = 0.0  # cents from below at the onset
    players: int = 1


@dataclass(frozen=True, slots=True)
class String:
    """A plucked or hammered string: seconds to −60 dB at middle C, where it is plucked (share of its length), how
    much faster its high harmonics die, how soft the finger or hammer is, and whether it stops with its note."""

    ring: float
    point: float = 0.15
    damping: float = 0.12
    softness: float = 0.9
    stopped: float = 0.0  # seconds in which it is silent after its note; 0: it rings on
    pairs: float = 0.0  # cents between the strings of a pair
    knock: float = 0.12
    scoop: float = 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A struck bar, tongue or bell: its partials as (ratio, amplitude, seconds to −60 dB at middle C)."""

    partials: tuple[tuple[float, float, float], ...]
    knock: float = 0.1


@dataclass(frozen=True, slots=True)
class Drum:
    """A drum: its lower pitch in Hz, its ring in seconds, and how much of it is skin."""

    pitch: float
    ring: float
    skin: float


Body = Bow | String | Bar | Drum

_AH = ((650.0, 0.5, 9.0), (1080.0, 0.4, 6.0), (2650.0, 0.4, 2.0))
_VIOLIN = ((290.0, 0.5, 4.0), (480.0, 0.5, 3.0), (1100.0, 0.6, 3.0), (2600.0, 0.8, 5.0))
_CELLO = ((110.0, 0.6, 3.0), (220.0, 0.6, 4.0), (600.0, 0.7, 3.0), (1700.0, 0.8, 3.0))

# Lowest and highest comfortable pitch (MIDI), level in dB, and the body.
_INSTRUMENTS: dict[str, tuple[int, int, float, Body]] = {
    "cello": (38, 67, 0.0, Bow(1.15, 0.11, 0.28, formants=_CELLO, vibrato=16.0)),
    "viola": (50, 76, 0.0, Bow(1.1, 0.10, 0.26, formants=_CELLO, vibrato=16.0)),
    "violin": (57, 86, -1.0, Bow(1.05, 0.09, 0.25, formants=_VIOLIN, vibrato=17.0, rate=5.8)),
    "erhu": (60, 84, 0.0, Bow(0.9, 0.09, 0.25, formants=((900.0, 0.5, 8.0), (1900.0, 0.5, 5.0)), vibrato=26.0,
             rate=5.9, scoop=70.0)),
    "bass": (28, 52, 1.0, Bow(1.3, 0.06, 0.30, formants=((90.0, 0.7, 4.0), (240.0, 0.6, 3.0)), vibrato=5.0)),
    "strings": (48, 79, -1.5, Bow(1.2, 0.13, 0.45, formants=_VIOLIN, vibrato=12.0, players=4)),
    "flute": (64, 88, -1.0, Bow(2.1, 0.06, 0.16, formants=((1200.0, 1.0, 3.0),), vibrato=10.0, breath=0.05)),
    "shakuhachi": (57, 79, 0.0, Bow(1.9, 0.10, 0.22, formants=((900.0, 0.8, 4.0),), vibrato=22.0, rate=4.9, breath=0.16,
                   scoop=90.0)),
    "clarinet": (53, 79, -1.0, Bow(1.2, 0.05, 0.14, even=0.12, formants=((1500.0, 0.8, 4.0),), vibrato=3.0,
                 breath=0.02)),
    "oboe": (58, 82, -2.0, Bow(0.9, 0.05, 0.14, formants=((1100.0, 0.4, 10.0), (2900.0, 0.5, 6.0)), vibrato=12.0)),
    "accordion": (53, 81, -3.0, Bow(0.8, 0.05, 0.10, formants=((1500.0, 1.0, 3.0),), vibrato=2.0, players=2)),
    "brass": (53, 77, -1.0, Bow(1.0, 0.05, 0.18, formants=((1200.0, 0.8, 7.0),), vibrato=5.0, scoop=25.0, players=2)),
    "horn": (46, 70, -1.0, Bow(1.55, 0.09, 0.24, formants=((450.0, 0.6, 6.0),), vibrato=4.0, scoop=25.0, players=2)),
    "choir": (50, 76, -1.0, Bow(1.15, 0.22, 0.55, formants=_AH, vibrato=22.0, rate=5.2, breath=0.03, players=4)),
    "organ": (40, 80, -3.0, Bow(1.35, 0.04, 0.20, formants=((700.0, 1.5, 2.0),), vibrato=0.0, players=2)),
    "pad": (40, 76, -2.0, Bow(1.5, 0.7, 1.0, formants=((500.0, 1.2, 3.0),), vibrato=6.0, rate=0.7, players=3)),
    "piano": (36, 90, 0.0, String(7.0, 0.12, 0.10, 1.1, 0.25, 1.2, 0.10)),
    "guitar": (43, 79, 0.0, String(3.6, 0.20, 0.16, 0.9, 0.0, 0.0, 0.12)),
    "harp": (38, 88, 0.0, String(4.6, 0.35, 0.22, 1.2, 0.0, 0.0, 0.05)),
    "lyre": (48, 79, 0.0, String(3.0, 0.28, 0.20, 0.9, 0.0, 2.5, 0.10)),
    "koto": (50, 84, 0.0, String(3.4, 0.07, 0.12, 0.55, 0.0, 0.0, 0.22, 35.0)),
    "guzheng": (48, 86, 0.0, String(4.8, 0.10, 0.10, 0.6, 0.0, 0.0, 0.16, 25.0)),
    "pizzicato": (45, 81, 0.5, String(0.9, 0.30, 0.30, 1.1, 0.0, 0.0, 0.10)),
    "music_box": (67, 96, -2.0, Bar(((1.0, 1.0, 3.6), (5.8, 0.14, 0.5), (9.7, 0.05, 0.25)), 0.12)),
    "bells": (67, 93, -3.0, Bar(((1.0, 1.0, 3.4), (2.0, 0.12, 2.0), (2.76, 0.40, 1.3), (5.4, 0.16, 0.6)), 0.08)),
    "marimba": (48, 84, 0.0, Bar(((1.0, 1.0, 1.0), (3.93, 0.25, 0.3), (9.2, 0.06, 0.1)), 0.15)),
    "taiko": (36, 43, 3.0, Drum(58.0, 1.3, 0.45)),
    "drums": (36, 43, 0.0, Drum(92.0, 0.55, 0.7)),
}  # fmt: skip

RANGES: dict[str, tuple[int, int]] = {name: row[:2] for name, row in _INSTRUMENTS.items()}
"""The comfortable range of each instrument, as MIDI pitches."""


SUSTAINED = frozenset(name for name, row in _INSTRUMENTS.items() if isinstance(row[3], Bow))
"""The instruments that can hold a note."""


def played(instrument: str, pitch: int, seconds: float, force: float) -> Signal:
    """One note, its release included: mono, or stereo for instruments that are several players."""
    _, _, level, body = _INSTRUMENTS[instrument]
    frequency = 440.0 * 2.0 ** ((pitch - 69) / 12.0)
    gain = np.float32(gain_of(level) * force**1.2)
    if isinstance(body, Bow):
        return _bowed(body, instrument, frequency, seconds, force) * gain
    if isinstance(body, String):
        return _plucked(body, instrument, frequency, seconds, force) * gain
    if isinstance(body, Bar):
        return _struck(body, instrument, frequency, force) * gain
    return _drummed(body, instrument, pitch, force) * gain


def _bowed(body: Bow, name: str, frequency: float, seconds: float, force: float) -> Signal:
    n = samples_of(seconds + body.release)
    shape = _breathing(n, min(body.attack, seconds * 0.5), body.release, seconds)
    time = np.arange(n, dtype=np.float64) / SAMPLE_RATE
    table = _period(body, frequency, round(force * 4.0) / 4.0)
    random = chance(name, round(frequency))
    if body.players == 1:
        tone = table[_places(body, frequency, time, float(random.random()))] * shape
    else:
        tone = silence(n, 2)
        for k in range(body.players):
            off = (k / (body.players - 1) - 0.5) * 2.0
            place = _places(body, frequency * 2.0 ** (off * 6.0 / 1200.0), time, float(random.random()))
            tone += panned(table[place], 0.75 * (-off if k % 2 else off))
        tone *= (shape / np.float32(body.players**0.6))[:, None]
    if body.breath > 0.0:
        air = filtered(white(n, random), bandpass(frequency * 2.0, 1.2)) * shape * np.float32(body.breath * 4.0)
        tone += air if tone.ndim == 1 else air[:, None]
    return np.asarray(tone, np.float32)


def _plucked(body: String, name: str, frequency: float, seconds: float, force: float) -> Signal:
    """A string's decay, as a fundamental's exponential times a spectrum that darkens, in cross-faded stages."""
    ring = body.ring * (261.6 / frequency) ** 0.55
    length = min(ring * 0.9, seconds + (body.stopped or ring))
    n = samples_of(length)
    time = np.arange(n, dtype=np.float64) / SAMPLE_RATE
    bend = body.scoop / 1200.0 * np.log(2.0) * 0.05 * (np.exp(-time / 0.05) - 1.0) if body.scoop else 0.0
    at = _indices(frequency * (time + bend))
    stages = [0.0, 0.04, 0.12, 0.3, 0.65, 1.01]
    edges = [int(stage * min(n, samples_of(ring * 0.7))) for stage in stages]
    tables = [_string(body, frequency, stage * ring * 0.7, ring, round(force * 4.0) / 4.0) for stage in stages]
    tone = np.empty(n, np.float32)
    for k, (first, last) in enumerate(zip(edges, (*edges[1:-1], n), strict=False)):
        index = at[first:last]
        width = max(1, edges[k + 1] - first)
        share = np.minimum(1.0, np.arange(last - first, dtype=np.float32) / np.float32(width))
        tone[first:last] = tables[k][index] * (1.0 - share) + tables[k + 1][index] * share
    tone *= np.exp(time.astype(np.float32) * np.float32(-6.9 / ring))
    if body.pairs:
        beat = 0.8 + 0.2 * np.cos(2.0 * np.pi * frequency * body.pairs / 1731.0 * time).astype(np.float32)
        tone *= beat
    knock = _knock(name, min(2600.0, frequency * 5.0))[:n]
    tone[: len(knock)] += knock * np.float32(body.knock * force)
    tail = body.stopped if body.stopped and length < ring * 0.9 else min(0.3, length * 0.3)
    return faded(tone, 0.0012, tail)


def _struck(body: Bar, name: str, frequency: float, force: float) -> Signal:
    ring = (261.6 / frequency) ** 0.35
    n = samples_of(body.partials[0][2] * ring)
    bright = 0.5 + 0.7 * force
    partials = [
        (frequency * ratio, amplitude * (bright if ratio > 1.0 else 1.0), max(0.05, seconds * ring))
        for ratio, amplitude, seconds in body.partials
    ]
    tone = modes(n, partials, chance(name, round(frequency)))
    knock = _knock(name, 3500.0)[:n]
    tone[: len(knock)] += knock * np.float32(body.knock)
    return faded(tone, 0.0008, 0.2) * np.float32(0.7)


def _drummed(body: Drum, name: str, pitch: int, force: float) -> Signal:
    """The low stroke in the middle of the skin, the high one at its edge."""
    edge = pitch > 40
    random = chance(name, pitch)
    n = samples_of(body.ring * (0.6 if edge else 1.0) * 1.1)
    base = body.pitch * (1.5 if edge else 1.0)
    fall = sine(np.float32(base) * (1.0 + 0.35 * pluck(n, 0.001, 0.12)), n) * pluck(n, 0.002, body.ring * 0.8)
    ratios = ((1.59, 0.5, 0.5), (2.14, 0.4, 0.35), (2.65, 0.3, 0.25), (3.6, 0.2, 0.15))
    skin = modes(n, [(base * ratio, gain, body.ring * seconds) for ratio, gain, seconds in ratios], random)
    slap = filtered(white(n, random), lowpass(900.0 + 2500.0 * force)) * pluck(n, 0.0008, 0.05)
    share = np.float32(body.skin * (1.4 if edge else 1.0))
    return faded(fall + skin * share * np.float32(0.6) + slap * share, 0.0, 0.1)


def _breathing(n: int, attack: float, release: float, seconds: float) -> Signal:
    """The envelope of a sustained note: a rise, a slight swell, a fall."""
    points = (
        0.0,
        attack * 0.5,
        attack,
        attack + (seconds - attack) * 0.5,
        seconds,
        seconds + release * 0.35,
        n / SAMPLE_RATE,
    )
    levels = (0.0, 0.55, 0.9, 1.0, 0.82, 0.3, 0.0)
    return np.interp(np.arange(n) / SAMPLE_RATE, np.maximum.accumulate(points), levels).astype(np.float32)


def _places(body: Bow, frequency: float, time: NDArray[np.float64], start: float) -> NDArray[np.int64]:
    """Where in the table each sample is read: steady motion, vibrato that sets in late, a scoop from below."""
    cents = np.log(2.0) / 1200.0
    turns = frequency * time + start
    if body.vibrato or body.scoop:
        late = time.astype(np.float32)  # these are small and slow: single precision will do
        depth = frequency * body.vibrato * cents / (2.0 * np.pi * body.rate)
        wave = np.sin(np.float32(2.0 * np.pi * body.rate) * late + np.float32(2.0 * np.pi * start))
        turns += wave * np.minimum(np.float32(depth), np.maximum(0.0, (late - 0.15) * np.float32(2.0 * depth)))
    if body.scoop:
        turns += np.float32(frequency * body.scoop * cents * 0.06) * np.exp(late * np.float32(-1.0 / 0.06))
    return _indices(turns)


def _indices(turns: NDArray[np.float64]) -> NDArray[np.int64]:
    return (turns * _TABLE).astype(np.int64) & (_TABLE - 1)


@lru_cache(maxsize=256)
def _period(body: Bow, frequency: float, force: float) -> Signal:
    """One period of a sustained tone; the stronger, the brighter."""
    k = np.arange(1, max(2, int(16_000.0 / frequency) + 1), dtype=np.float64)
    levels = k ** -(body.slope + 0.5 * (1.0 - force)) * np.where(k % 2 == 0, body.even, 1.0)
    levels = levels * _resonance(body.formants, frequency * k) / (1.0 + (frequency * k / 7500.0) ** 4)
    return _table_of(levels, "bow")


@lru_cache(maxsize=512)
def _string(body: String, frequency: float, age: float, ring: float, force: float) -> Signal:
    """One period of a plucked string of some age in seconds, its fundamental's own decay left out."""
    k = np.arange(1, max(2, int(15_000.0 / frequency) + 1), dtype=np.float64)
    levels = np.abs(np.sin(np.pi * k * body.point)) / k**body.softness
    levels /= 1.0 + (frequency * k / (1800.0 + 5200.0 * force)) ** 2
    start = np.sqrt(np.sum(levels**2))
    aged = levels / start * np.exp(-6.9 * age / ring * body.damping * (k - 1.0) * (frequency / 261.6) ** 0.3)
    return _table_of(aged, "string", norm=False)


def _resonance(
    formants: tuple[tuple[float, float, float], ...], frequencies: NDArray[np.float64]
) -> NDArray[np.float64]:
    level = np.zeros(len(frequencies))
    for centre, width, gain in formants:
        level += gain * np.exp(-0.5 * (np.log2(frequencies / centre) / width) ** 2)
    return np.asarray(10.0 ** (level / 20.0))


def _table_of(levels: NDArray[np.float64], key: str, *, norm: bool = True) -> Signal:
    """A period with these harmonics. Their phases are fixed but scattered, which keeps the peaks low."""
    spectrum = np.zeros(_TABLE // 2 + 1, np.complex128)
    scale = 1.0 / np.sqrt(np.sum(levels**2)) if norm else 1.0
    turns = chance("phases", key).random(len(levels))
    spectrum[1 : len(levels) + 1] = levels * scale * np.exp(2j * np.pi * turns) * _TABLE / 2.0
    return np.fft.irfft(spectrum).astype(np.float32) * np.float32(0.5)


@lru_cache(maxsize=64)
def _knock(name: str, centre: float) -> Signal:
    """The noise of a finger, a nail or a hammer."""
    n = samples_of(0.05)
    return scaled(filtered(white(n, chance("knock", name)), bandpass(centre, 0.8)) * pluck(n, 0.0005, 0.04))
