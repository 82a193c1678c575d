"""Sound comes in, how loud it is goes out: integrated loudness and true peak (ITU-R BS.1770-4, EBU R 128).

Loudness is computed in two steps, so that a film's can be had from what is known of its windows: the K-weighted
power of every ``STEP`` samples, and from those the gated mean.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""(n, channels) at 48 kHz, full scale 1."""
Powers = NDArray[np.float64]
"""One K-weighted mean square for every ``STEP`` samples, the sum of both channels."""

STEP = 1024
"""Samples that one power stands for; the windows of a sound track are multiples of it."""

BLOCK, HOP = 19_200, 4_800
"""Samples of a gating block, 400 ms, and from one to the next: they overlap by three quarters."""

ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0
"""LUFS; LU below the mean of what passes the absolute gate."""

# Numerators and denominators at 48 kHz of BS.1770-4, tables 1 (the head's shelf) and 2 (the low cut).
K_WEIGHTING = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
TAPS, SPAN = 2048, 16_384
"""Length to which the response of both is cut, as their slower pole has sunk to 4e-5 by then, and that of the
Fourier transforms."""

PHASES, REACH = 4, 8
"""True peaks are looked for at 192 kHz; an interpolated value is made of 8 samples on each side."""


def powers(samples: Samples) -> Powers:
    """The K-weighted power of every ``STEP`` samples; a rest counts as if silence followed."""
    count = -(-len(samples) // STEP)
    if not count:
        return np.zeros(0)
    padded = np.zeros((count * STEP, samples.shape[1]))
    for channel in range(samples.shape[1]):
        padded[: len(samples), channel] = _weighted(samples[:, channel])
    return np.asarray((padded**2).reshape(count, -1).sum(axis=1) / STEP)


def integrated(steps: Powers | Sequence[float]) -> float:
    """Integrated loudness in LUFS, -inf for silence and for less than 400 ms.

    Blocks begin every 100 ms, between two steps, where the power is taken to be even within a step; against the
    exact power this makes less than 0.02 LU.
    """
    energy = np.concatenate([[0.0], np.cumsum(np.asarray(steps, np.float64)) * STEP])
    length = (len(energy) - 1) * STEP
    if length < BLOCK:
        return -math.inf
    starts = np.arange(0, length - BLOCK + 1, HOP)
    places = np.arange(len(energy)) * STEP
    blocks = (np.interp(starts + BLOCK, places, energy) - np.interp(starts, places, energy)) / BLOCK
    heard = blocks[blocks > _power(ABSOLUTE_GATE)]
    if not len(heard):
        return -math.inf
    return _level(float(heard[heard > _power(_level(float(heard.mean())) + RELATIVE_GATE)].mean()))


def true_peak(samples: Samples) -> float:
    """The highest value between samples (BS.1770-4, annex 2), full scale 1."""
    highest = float(np.abs(samples).max(initial=0.0))
    return max(highest, float(peaks(samples, STEP, highest).max(initial=0.0)))


def peaks(samples: Samples, step: int, floor: float) -> NDArray[np.float32]:
    """The highest value, between samples too, of all channels in every ``step`` samples; ``step`` divides ``STEP``.

    Only those above ``floor`` need be exact, which saves most of the work: where no sample comes near, no value
    between samples can.
    """
    count = -(-len(samples) // STEP)
    if not count:
        return np.zeros(0, np.float32)
    padded = np.zeros((count * STEP + 2 * REACH, samples.shape[1]), np.float32)
    padded[REACH : REACH + len(samples)] = samples
    highest = np.abs(padded[REACH:-REACH]).reshape(count * STEP // step, -1).max(axis=1)
    found = np.asarray(highest, np.float32)
    taps = _interpolation()
    possible = float(np.abs(taps).sum(axis=1).max())
    rows = np.lib.stride_tricks.sliding_window_view(padded, STEP + 2 * REACH, axis=0)[::STEP]
    near = np.flatnonzero(np.abs(rows).max(axis=(1, 2)) * possible > floor)
    between = found.reshape(count, -1)
    for channel in range(samples.shape[1]):
        between[near] = np.maximum(between[near], _between(rows[near, channel], taps, step))
    return found


def _between(rows: NDArray[np.float32], taps: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """The highest interpolated value of every ``step`` samples of each row, whose ends are context."""
    highest = np.zeros((len(rows), STEP // step), np.float32)
    for phase in taps:
        values = np.zeros((len(rows), STEP), np.float32)
        for at, tap in enumerate(phase):
            values += tap * rows[:, at + 1 : at + 1 + STEP]
        np.maximum(highest, np.abs(values).reshape(*highest.shape, step).max(axis=2), out=highest)
    return highest


def _weighted(channel: NDArray[np.float32]) -> Powers:
    """A channel through the K filter, by overlap-save.

    What was before a window is not known here, so its own beginning stands in, turned around.
    Silence there would make a tone set in all at once, and the window's first powers too high.
    """
    hop = SPAN - TAPS
    head = channel[: TAPS + 1].astype(np.float64)
    past = np.zeros(TAPS)
    past[TAPS - len(head[1:]) :] = head[:0:-1]
    blocks = -(-len(channel) // hop)
    padded = np.zeros(blocks * hop + TAPS)
    padded[: TAPS + len(channel)] = np.concatenate([past, channel])
    rows = np.lib.stride_tricks.sliding_window_view(padded, SPAN)[::hop]
    filtered = np.fft.irfft(np.fft.rfft(rows, axis=1) * _response(), SPAN, axis=1)[:, TAPS:]
    return filtered.reshape(-1)[: len(channel)]


@cache
def _response() -> NDArray[np.complex128]:
    """The spectrum of the K filter's impulse response, cut to ``TAPS`` and padded for the blocks."""
    response = np.zeros(TAPS)
    response[0] = 1.0
    for (b0, b1, b2), (_, a1, a2) in K_WEIGHTING:
        x1 = x2 = y1 = y2 = 0.0
        for at, x in enumerate(response.tolist()):
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            response[at] = y
            x1, x2, y1, y2 = x, x1, y, y1
    return np.fft.rfft(response, SPAN)


@cache
def _interpolation() -> NDArray[np.float32]:
    """The taps for a quarter, a half and three quarters of the way between two samples: a sinc under a Kaiser
    window, each scaled so that a constant stays one."""
    away = np.arange(1 - REACH, REACH + 1) - np.arange(1, PHASES)[:, None] / PHASES
    window = np.i0(6.0 * np.sqrt(np.clip(1 - (away / REACH) ** 2, 0, 1)))
    taps = np.sinc(away) * window
    return np.asarray(taps / taps.sum(axis=1, keepdims=True), np.float32)


def _power(level: float) -> float:
    return float(10 ** ((level + 0.691) / 10))


def _level(power: float) -> float:
    return float(-0.691 + 10 * math.log10(power)) if power > 0 else -math.inf
