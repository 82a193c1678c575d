"""A clip comes in, its loudness goes out, or the clip itself at a wanted loudness and under a ceiling.

Loudness is that of ITU-R BS.1770-4: K-weighted, in blocks of 400 ms, gated at −70 LUFS and at 10 LU below the
mean of what is left. Shorter clips, which have no such block, are taken as one block of their own length.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from renderer.sound.signal import Signal, convolved, gain_of, samples_of

SILENT = -120.0
"""The loudness given to silence, in LUFS: a number, so that it can stand in JSON."""

# BS.1770-4, tables 1 and 2: the biquads of the head's shelf and of the low cut, at 48 kHz.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_CUT = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_BLOCK, _STEP = 19_200, 4_800  # 400 ms, overlapping by three quarters


def loudness(signal: Signal) -> float:
    """Integrated loudness in LUFS of a mono or stereo signal; ``SILENT`` where nothing passes the gate."""
    power = _powers(signal)
    heard = power[power > _power(-70.0)]
    if not len(heard):
        return SILENT
    heard = heard[heard > np.mean(heard) / 10.0]
    return _level(float(np.mean(heard)))


def loudest(signal: Signal) -> float:
    """The loudness in LUFS of the loudest 400 ms."""
    top = float(np.max(_powers(signal), initial=0.0))
    return _level(top) if top > _power(SILENT) else SILENT


def normalised(signal: Signal, level: float, ceiling: float, *, by_peak: bool = False) -> Signal:
    """The signal at an integrated loudness of ``level`` LUFS, no sample above ``ceiling`` dBFS.

    With ``by_peak`` its loudest 400 ms count, as suits a single event. The limiter costs loudness, so the gain
    is corrected twice. Silence stays silence.
    """
    measure = loudest if by_peak else loudness
    out = signal
    for _ in range(3):
        found = measure(out)
        if found <= SILENT or abs(found - level) < 0.02:
            break
        out = limited(out * np.float32(gain_of(level - found)), ceiling)
    return limited(out, ceiling)


def limited(signal: Signal, ceiling: float) -> Signal:
    """The signal with no sample above ``ceiling`` dBFS, by a gain that looks 10 ms ahead and lets go in 40 ms."""
    peaks = np.abs(signal) if signal.ndim == 1 else np.maximum(np.abs(signal[:, 0]), np.abs(signal[:, 1]))
    top = gain_of(ceiling) * 0.999
    if float(peaks.max(initial=0.0)) <= top:
        return signal
    wanted = np.minimum(1.0, top / np.maximum(peaks, 1e-9))
    ahead, back = samples_of(0.010), samples_of(0.030)
    held = _minimum(np.pad(wanted, (back, ahead), constant_values=1.0), ahead + back + 1)
    smooth = _mean(np.minimum(held, 1.0), ahead)[: len(peaks)]
    gain = np.minimum(smooth, wanted).astype(np.float32)
    return signal * (gain if signal.ndim == 1 else gain[:, None])


def _powers(signal: Signal) -> NDArray[np.float64]:
    """The K-weighted power, summed over channels, of each 400 ms block, or of the whole clip if it is shorter."""
    if not len(signal):
        return np.zeros(0)
    weighted = convolved(signal, _weighting())[: len(signal)]
    weighted *= weighted
    power = weighted if weighted.ndim == 1 else weighted[:, 0] + weighted[:, 1]
    if len(power) < _BLOCK:
        return np.array([np.mean(power, dtype=np.float64)])
    steps = power[: len(power) // _STEP * _STEP].reshape(-1, _STEP).sum(axis=1, dtype=np.float64)
    return np.asarray(np.convolve(steps, np.ones(_BLOCK // _STEP), "valid") / _BLOCK)


@lru_cache(maxsize=1)
def _weighting() -> Signal:
    """The impulse response of both biquads in a row."""
    size = 4096  # the low cut rings for a tenth of a second at most
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    gains = np.ones(len(z), np.complex128)
    for over, under in (_SHELF, _CUT):
        gains = gains * (over[0] + over[1] * z + over[2] * z * z) / (under[0] + under[1] * z + under[2] * z * z)
    return np.fft.irfft(gains).astype(np.float32)


def _minimum(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The minimum of each window of ``width`` values, by doubling windows: length n − width + 1."""
    reach, out = 1, values
    while reach * 2 <= width:
        out = np.minimum(out[:-reach], out[reach:])
        reach *= 2
    return np.minimum(out[: len(values) - width + 1], out[width - reach : width - reach + len(values) - width + 1])


def _mean(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The moving mean over ``width`` values and those before them, the first value standing for what was before."""
    total = np.cumsum(np.concatenate([np.full(width, values[0]), values]))
    return np.asarray((total[width:] - total[:-width]) / width)


def _power(level: float) -> float:
    return float(10.0 ** ((level + 0.691) / 10.0))


def _level(power: float) -> float:
    return float(-0.691 + 10.0 * np.log10(power))
