"""What one sound is asked to be comes in, the materials that all sounds are made of go out: noise, grains, voices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from renderer.recipe import SAMPLE_RATE
from renderer.sound.signal import (
    Response,
    Signal,
    bandpass,
    chance,
    convolved,
    drift,
    filtered,
    harmonics,
    place,
    pluck,
    samples_of,
    scaled,
    silence,
    sine,
    white,
)


@dataclass(frozen=True, slots=True)
class Take:
    """One performance of a sound: samples to fill, the text that its chance comes from, its pace (1 is usual),
    its weight (above 1 larger and lower), its force (above 1 harder), and what it is made of or stands on."""

    n: int
    seed: str
    pace: float = 1.0
    weight: float = 1.0
    force: float = 1.0
    material: str = ""
    near: bool = False

    @property
    def seconds(self) -> float:
        """The length in seconds."""
        return self.n / SAMPLE_RATE

    def random(self, *part: object) -> np.random.Generator:
        """The chance of one part of the sound."""
        return chance(self.seed, *part)


def hiss(n: int, random: np.random.Generator, *filters: Response, channels: int = 1) -> Signal:
    """Filtered noise of unit power; two channels are independent of one another."""
    noise = filtered(white(n, random, channels), *filters)
    return noise * np.float32(1.0 / max(float(np.sqrt(np.mean(noise * noise))), 1e-9))


def swept(centre: Signal, random: np.random.Generator, width: float = 0.5) -> Signal:
    """Noise around a frequency (Hz) that varies along the sound, ``width`` octaves to either side."""
    n = len(centre)
    noise = white(n, random)
    at = np.log2(np.maximum(centre, 20.0))
    out = silence(n)
    step = width * 0.8
    for octave in np.arange(float(at.min()) - width, float(at.max()) + width, step):
        weight = np.exp(-0.5 * ((at - octave) / width) ** 2)
        out += filtered(noise, bandpass(float(2.0**octave), 0.9 / width)) * weight.astype(np.float32)
    return scaled(out)


def moments(n: int, rate: float, random: np.random.Generator) -> list[int]:
    """Random places in ``n`` samples, about ``rate`` a second, nowhere regular (a Poisson process)."""
    count = int(random.poisson(rate * n / SAMPLE_RATE))
    return sorted(int(share * n) for share in random.random(count))


def beats(n: int, period: float, random: np.random.Generator, swing: float = 0.06) -> list[int]:
    """Places ``period`` seconds apart, each up to ``swing`` of the period off, the first at the start."""
    times = np.arange(0.0, max(0.01, n / SAMPLE_RATE - 0.02), period)
    shaken = times + (random.random(len(times)) - 0.5) * 2.0 * swing * period * (times > 0.0)
    return [max(0, int(time * SAMPLE_RATE)) for time in shaken]


def shower(take: Take, rate: float, grains: Sequence[Signal], part: str) -> Signal:
    """Very many small sounds at random places and levels, in stereo: shape (n, 2)."""
    out = silence(take.n, 2)
    random = take.random(part)
    for grain in grains:
        spots = silence(take.n, 2)
        count = int(random.poisson(rate * take.seconds / len(grains)))
        where = (random.random(count) * take.n).astype(np.int64)
        level = (random.random(count) ** 3.0).astype(np.float32)
        side = random.random(count).astype(np.float32)
        np.add.at(spots[:, 0], where, level * np.sqrt(1.0 - side))
        np.add.at(spots[:, 1], where, level * np.sqrt(side))
        out += convolved(spots, grain)[: take.n]
    return out


def voiced(frequency: Signal, formants: Sequence[tuple[float, float, float]], bright: float = 1.1) -> Signal:
    """A throat: a buzz at a varying frequency through resonances ``(Hz, q, gain)``. ``bright`` is the slope of
    its harmonics: amplitude falls as 1/kᵇ."""
    buzz = harmonics(frequency, len(frequency), [1.0 / k**bright for k in range(1, 60)])
    out = silence(len(frequency))
    for centre, q, gain in formants:
        out += filtered(buzz, bandpass(centre, q)) * np.float32(gain)
    return scaled(out)


def series(take: Take, places: Sequence[int], sound: Callable[[int], Signal], part: str) -> Signal:
    """A sound again and again, a little different each time: ``sound(k)`` at each place, mono."""
    out = silence(take.n)
    random = take.random(part, "levels")
    variants = [sound(k) for k in range(min(4, len(places)))]
    for k, at in enumerate(places):
        place(out, variants[k % 4], at, 0.8 + 0.35 * float(random.random()))
    return out


def layered(n: int, *parts: tuple[Signal, float]) -> Signal:
    """The sum of parts, each ``(signal, gain)`` and cut or padded to ``n``; stereo if any part is."""
    channels = max(signal.ndim for signal, _ in parts)
    out = silence(n, channels)
    for signal, gain in parts:
        body = signal[:, None] if channels == 2 and signal.ndim == 1 else signal
        place(out, body, 0, gain)
    return out


def unsteady(n: int, rate: float, random: np.random.Generator, low: float) -> Signal:
    """A gain that wanders between ``low`` and 1."""
    return np.float32(low) + np.float32(1.0 - low) * drift(n, rate, random)


def tap(seconds: float, random: np.random.Generator, *filters: Response) -> Signal:
    """A short burst of filtered noise that dies away at once."""
    n = samples_of(seconds)
    noise = filtered(np.concatenate([white(n, random), silence(samples_of(0.01))]), *filters)
    return scaled(noise * np.exp(np.arange(len(noise), dtype=np.float32) * np.float32(-6.0 / n)))


def thump(n: int, pitch: float) -> Signal:
    """A dull blow whose pitch falls."""
    return sine(np.float32(pitch) * (1.0 + 0.9 * pluck(n, 0.001, 0.12)), n) * pluck(n, 0.003, 0.22)
