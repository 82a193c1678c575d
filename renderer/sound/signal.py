"""Numbers come in, signals go out: oscillators, noise, envelopes, filters and what places one sound in another.

A signal is a float32 array of shape (n,) for mono or (n, 2) for stereo, full scale ±1, at 48 kHz. Frequencies
are in Hz, times in seconds unless said otherwise, levels in dB. Everything is a pure function: chance comes
only from a generator that the caller seeds with :func:`chance`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.recipe import SAMPLE_RATE

Signal = NDArray[np.float32]
Response = Callable[[NDArray[Any]], Any]
"""A filter: its complex gain at the given frequencies."""

_TAPS = 16_384  # length of a filter's impulse response: a third of a second, enough for a corner at 20 Hz


# ---------------------------------------------------------------------------------------------- basics


def chance(*key: object) -> np.random.Generator:
    """A random generator that depends on nothing but the text of ``key``."""
    text = "\x1f".join(str(part) for part in key)
    return np.random.Generator(np.random.PCG64(int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big")))


def samples_of(seconds: float) -> int:
    """The number of samples nearest to a time, at least one."""
    return max(1, round(seconds * SAMPLE_RATE))


def gain_of(level: float) -> float:
    """The factor of a level in dB."""
    return float(10.0 ** (level / 20.0))


def silence(n: int, channels: int = 1) -> Signal:
    """``n`` samples of nothing, mono or stereo."""
    return np.zeros(n if channels == 1 else (n, channels), np.float32)


def scaled(signal: Signal, peak: float = 1.0) -> Signal:
    """The signal with its highest peak at ``peak``; silence stays silence."""
    top = float(np.abs(signal).max(initial=0.0))
    return signal if top < 1e-12 else signal * np.float32(peak / top)


def place(target: Signal, clip: Signal, at: int, gain: float = 1.0) -> None:
    """Adds ``clip`` to ``target`` in place, from sample ``at`` on; what lies outside of ``target`` is cut."""
    first, last = max(0, at), min(len(target), at + len(clip))
    if first < last:
        target[first:last] += clip[first - at : last - at] * np.float32(gain)


# ---------------------------------------------------------------------------------------------- curves


def curve(n: int, *points: tuple[float, float]) -> Signal:
    """Straight lines through ``(place, value)``, the place being a share of the length: shape (n,)."""
    places, values = zip(*points, strict=True)
    return np.asarray(np.interp(np.linspace(0.0, 1.0, n), places, values), np.float32)


def decay(n: int, seconds: float) -> Signal:
    """An exponential from 1 that has fallen by 60 dB after ``seconds``."""
    fall = np.arange(n, dtype=np.float32) * np.float32(-6.9078 / (seconds * SAMPLE_RATE))
    return np.asarray(np.exp(fall), np.float32)


def pluck(n: int, attack: float, seconds: float) -> Signal:
    """A percussive envelope: a rise of ``attack`` seconds, then a decay of 60 dB in ``seconds``."""
    rise = np.minimum(1.0, np.arange(n, dtype=np.float32) / samples_of(attack))
    return np.asarray(decay(n, seconds) * rise, np.float32)


def drift(n: int, rate: float, random: np.random.Generator) -> Signal:
    """A smooth random curve in 0…1 that turns about ``rate`` times a second."""
    knots = max(4, int(n / SAMPLE_RATE * rate * 2) + 4)
    values = random.random(knots)
    at = np.linspace(0.0, knots - 1.001, n)
    index = at.astype(np.int64)
    share = at - index
    share = share * share * (3.0 - 2.0 * share)
    return (values[index] * (1.0 - share) + values[index + 1] * share).astype(np.float32)


def faded(signal: Signal, head: float, tail: float) -> Signal:
    """The signal with a raised-cosine rise of ``head`` seconds and fall of ``tail`` seconds."""
    n = len(signal)
    shape = np.ones(n, np.float32)
    for seconds, edge in ((head, slice(None)), (tail, slice(None, None, -1))):
        length = min(n, round(seconds * SAMPLE_RATE))
        if length:
            shape[edge][:length] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(length, dtype=np.float32) / length)
    return signal * (shape if signal.ndim == 1 else shape[:, None])


# ---------------------------------------------------------------------------------------------- sources


def phase(frequency: float | Signal, n: int) -> NDArray[np.float64]:
    """The phase in turns, modulo 1, of an oscillator at a constant or a varying frequency: shape (n,)."""
    if isinstance(frequency, np.ndarray):
        return np.asarray(np.cumsum(frequency, dtype=np.float64) / SAMPLE_RATE % 1.0)
    return np.arange(n, dtype=np.float64) * (frequency / SAMPLE_RATE) % 1.0


def sine(frequency: float | Signal, n: int, start: float = 0.0) -> Signal:
    """A sine; ``start`` is its first phase in turns."""
    return np.sin(((phase(frequency, n) + start) * (2.0 * np.pi)).astype(np.float32))


def harmonics(frequency: float | Signal, n: int, levels: Sequence[float]) -> Signal:
    """A periodic tone whose k-th harmonic has the amplitude ``levels[k - 1]``, band-limited by table look-up.

    Harmonics above 20 kHz (by the highest frequency that occurs) are left out.
    """
    highest = float(np.max(frequency)) if isinstance(frequency, np.ndarray) else frequency
    count = max(1, min(len(levels), int(20_000.0 / max(highest, 1.0))))
    size = 4096
    spectrum = np.zeros(size // 2 + 1, np.complex128)
    spectrum[1 : count + 1] = -0.5j * size * np.asarray(levels[:count], np.float64)
    table = np.fft.irfft(spectrum).astype(np.float32)
    at = phase(frequency, n) * size
    index = at.astype(np.int64)
    share = (at - index).astype(np.float32)
    return table[index] + share * (table[(index + 1) % size] - table[index])


def white(n: int, random: np.random.Generator, channels: int = 1) -> Signal:
    """White noise of unit power."""
    return random.standard_normal(n if channels == 1 else (n, channels), np.float32)


def modes(n: int, partials: Sequence[tuple[float, float, float]], random: np.random.Generator) -> Signal:
    """A struck body: the sum of decaying sines ``(frequency, amplitude, seconds to −60 dB)``, random phases."""
    body = silence(n)
    for frequency, amplitude, seconds in partials:
        start = float(random.random())
        if frequency < 20_000.0:
            length = min(n, samples_of(seconds * 1.3))
            ring = sine(frequency, length, start) * decay(length, seconds)
            body[:length] += ring * np.float32(amplitude)
    rise = min(n, 24)
    body[:rise] *= np.linspace(0.0, 1.0, rise, dtype=np.float32)
    return body


# ---------------------------------------------------------------------------------------------- filters
# The classical analogue prototypes, brought to 48 kHz by the bilinear transform, which keeps them causal
# (R. Bristow-Johnson, *Audio EQ Cookbook*).


def lowpass(corner: float, order: int = 2) -> Response:
    """A Butterworth low-pass of 6 dB per octave and order."""
    return lambda f: 1.0 / _butterworth(_s(f, corner), order)


def highpass(corner: float, order: int = 2) -> Response:
    """A Butterworth high-pass of 6 dB per octave and order."""
    return lambda f: 1.0 / _butterworth(1.0 / _s(f, corner), order)


def bandpass(centre: float, q: float) -> Response:
    """A resonance of unit gain at its centre; ``q`` is centre over bandwidth."""
    return lambda f: (_s(f, centre) / q) / (_s(f, centre) ** 2 + _s(f, centre) / q + 1.0)


def bell(centre: float, level: float, q: float = 1.0) -> Response:
    """A peak (or dip) of ``level`` dB around its centre."""
    a = gain_of(level / 2.0)
    return lambda f: (_s(f, centre) ** 2 + _s(f, centre) * a / q + 1.0) / (
        _s(f, centre) ** 2 + _s(f, centre) / (a * q) + 1.0
    )


def tilt(centre: float, low: float, high: float) -> Response:
    """``low`` dB below and ``high`` dB above the centre, with a gentle slope between."""
    a, b = gain_of(low), gain_of(high)
    return lambda f: (a + b * _s(f, centre)) / (1.0 + _s(f, centre))


def filtered(signal: Signal, *responses: Response) -> Signal:
    """The signal through all the filters in a row; same shape, causal."""
    grid = np.fft.rfftfreq(_TAPS, 1.0 / SAMPLE_RATE)
    gains = np.ones(len(grid), np.complex128)
    for response in responses:
        gains = gains * response(grid)
    taps = np.fft.irfft(gains).astype(np.float32)
    return convolved(signal, taps)[: len(signal)]


def convolved(signal: Signal, taps: Signal) -> Signal:
    """The full convolution along time, length n + taps − 1, by overlap-add (Stockham 1966).

    ``taps`` is mono, or stereo for a stereo result; a mono signal through stereo taps becomes stereo.
    """
    n, m = len(signal), len(taps)
    size = 1 << max(10, min((n + m - 2).bit_length(), (4 * m - 1).bit_length()))
    hop = size - m + 1
    spectrum = np.fft.rfft(_rows(taps), size)
    rows = _rows(signal)
    out = np.zeros((max(len(rows), len(spectrum)), n + m - 1), np.float32)
    for at in range(0, n, hop):
        block = np.fft.irfft(np.fft.rfft(rows[:, at : at + hop], size) * spectrum, size)
        end = min(out.shape[1], at + size)
        out[:, at:end] += block[:, : end - at]
    return out[0] if len(out) == 1 else np.ascontiguousarray(out.T)


def resampled(signal: Signal, n: int) -> Signal:
    """A mono signal stretched to ``n`` samples in the frequency domain: its pitch changes with its length."""
    spectrum = np.fft.rfft(signal)
    bins = n // 2 + 1
    kept = np.zeros(bins, spectrum.dtype)
    width = min(bins, len(spectrum))
    kept[:width] = spectrum[:width]
    return (np.fft.irfft(kept, n) * (n / max(1, len(signal)))).astype(np.float32)


def warped(signal: Signal, offset: Signal) -> Signal:
    """A mono signal read at ``its own time + offset`` (samples), by cubic interpolation (Catmull–Rom)."""
    n = len(signal)
    at = np.clip(np.arange(n, dtype=np.float64) + offset, 0.0, max(0, n - 1))
    index = at.astype(np.int64)
    t = (at - index).astype(np.float32)
    a, b, c, d = (signal[np.clip(index + step, 0, n - 1)] for step in (-1, 0, 1, 2))
    warp = b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))
    return np.asarray(warp, np.float32)


def _s(f: Any, corner: float) -> Any:
    """The analogue frequency of ``f`` over that of ``corner``, on the imaginary axis, ends excluded."""
    inside = np.clip(f, 1e-3, SAMPLE_RATE / 2.0 - 1e-3)
    return 1j * np.tan(np.pi * inside / SAMPLE_RATE) / np.tan(np.pi * min(corner, 23_500.0) / SAMPLE_RATE)


def _butterworth(s: Any, order: int) -> Any:
    """The Butterworth polynomial of an order at ``s``."""
    value = (1.0 + s) if order % 2 else np.ones_like(s)
    for k in range(order // 2):
        damping = 2.0 * np.sin(np.pi * (2 * k + 1) / (2 * order))
        value = value * (s * s + damping * s + 1.0)
    return value


def _rows(signal: Signal) -> Signal:
    """The channels one after another in memory, which transforms need: shape (channels, n)."""
    return signal[None, :] if signal.ndim == 1 else np.ascontiguousarray(signal.T)
