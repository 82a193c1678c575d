"""The sound track as it was mixed comes in, its master gain and the finished sound go out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.sound.loudness import STEP, Samples, integrated, peaks

TARGET = -16.0
"""LUFS of the finished film: the usual level of speech with music for phones and living rooms alike."""

CEILING = 10 ** (-2.5 / 20)
"""The highest true peak before encoding. AAC adds up to a decibel and a half; -1 dBTP is wanted after it."""

LEAST, MOST, GRAIN = -30.0, 30.0, 0.25
"""dB: how far a film is turned down or up, and in which steps, so that a small change leaves the gain as it was."""

CONTROL = 32
"""Samples that share one value of the limiter's gain, before it is drawn into a line."""
SWING = 14
"""Control steps, 9 ms, over which the gain falls before a peak, and over which it rises after it."""

CONTEXT = STEP
"""Samples on both sides that decide on a sample: more than the limiter's two swings and the peaks' own reach."""


def gain_for(windows: Sequence[Mapping[str, Any]]) -> float:
    """The master gain in dB, a multiple of ``GRAIN``, from the metas of all windows of the mix in film order.

    The limiter takes away some loudness, which is foreseen from the peaks and made up for. Silence has no gain.
    """
    steps = np.array([power for window in windows for power in window["blocks"]], np.float64)
    highest = np.array([peak for window in windows for peak in window["peaks"]], np.float64)
    if not math.isfinite(integrated(steps)):
        return 0.0
    gain = 0.0
    for _ in range(6):
        factor = 10 ** (gain / 20)
        reached = integrated(steps * (factor * _foreseen(highest * factor)) ** 2)
        gain = min(MOST, max(LEAST, gain + TARGET - reached))
    return round(gain / GRAIN) * GRAIN


def mastered(samples: Samples, gain: float) -> Samples:
    """``samples`` (n, channels), n a multiple of ``STEP``, with ``gain`` dB and no true peak over ``CEILING``.

    The gain falls and rises without a step, and is the same wherever a window begins: it depends on ``CONTEXT``
    samples around only, so give that much more than you use. Each value is the weighted mean of minima that all
    know of the peak, so it can't be higher than the peak allows.
    """
    loud: Samples = samples * np.float32(10 ** (gain / 20))
    found = peaks(loud, CONTROL, CEILING)
    if found.max(initial=0.0) <= CEILING:
        return loud
    allowed = np.minimum(1.0, CEILING / np.maximum(found, CEILING)).astype(np.float64)
    lowest = _lowest(np.pad(allowed, 2 * SWING + 2, constant_values=1.0))
    window = np.hanning(2 * SWING + 3)[1:-1]
    gains = np.convolve(lowest, window / window.sum(), "valid")  # one for each control step and its two neighbours
    middle = (np.arange(CONTROL) + 0.5) / CONTROL - 0.5
    before, here, after = gains[:-2, None], gains[1:-1, None], gains[2:, None]
    slope = np.where(middle < 0, here - before, after - here)
    line = (here + slope * middle).astype(np.float32)
    return np.asarray(loud * line.reshape(-1, 1))


def _foreseen(highest: NDArray[np.float64]) -> NDArray[np.float64]:
    """The limiter's mean gain in each ``STEP``, given the highest peaks: about half a step on both sides dips too."""
    allowed = np.minimum(1.0, CEILING / np.maximum(highest, CEILING))
    padded = np.pad(allowed, 1, mode="edge")
    return np.asarray((padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4)


def _lowest(allowed: NDArray[np.float64]) -> NDArray[np.float64]:
    """The minimum of each run of 2 * ``SWING`` + 3 values: all that the mean and the line through it can touch."""
    return np.asarray(np.lib.stride_tricks.sliding_window_view(allowed, 2 * SWING + 3).min(axis=1))
