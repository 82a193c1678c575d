"""The clips of one window of the film's time come in, the window's sound before mastering goes out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.recipe import Clip, Mix
from renderer.sound import wav
from renderer.sound.excerpt import excerpt
from renderer.sound.loudness import STEP, Samples, powers, true_peak
from renderer.sound.track import ATTACK, RELEASE

DUCKED = {"music": -9.0, "effect": -3.0}
"""How many dB a clip of a role steps back while somebody speaks; roles that are not here don't."""

DIGITS = 5
"""Significant digits of the levels in a meta: 0.0001 dB."""


def make(spec: Mix, inputs: Mapping[str, Path], out: Path, report: Callable[[int], None]) -> dict[str, Any]:
    """Writes the window to ``out``: stereo, float32, ``spec.samples`` long, not clipped.

    Meta: ``blocks``, the K-weighted power of every 1024 samples, ``peaks``, the highest sample in each, and
    ``peak``, the true peak of all; full scale is 1.
    """
    mixed = np.zeros((spec.samples, 2), np.float32)
    for number, clip in enumerate(spec.clips):
        _add(mixed, clip, inputs[f"clip:{number}"], spec.speech)
    wav.write(out, mixed, float32=True)
    count = -(-spec.samples // STEP)
    tops = np.abs(np.pad(mixed, ((0, count * STEP - spec.samples), (0, 0)))).reshape(count, -1).max(axis=1)
    return {"blocks": _rounded(powers(mixed)), "peaks": _rounded(tops), "peak": _rounded([true_peak(mixed)])[0]}


def _add(mixed: Samples, clip: Clip, source: Path, speech: tuple[tuple[int, int], ...]) -> None:
    """Adds the part of the clip that falls into the window. A clip that is longer than its sound ends in silence."""
    first = max(0, -clip.start)
    last = min(clip.samples, len(mixed) - clip.start)
    if last <= first:
        return
    sound = excerpt(source, first, last)
    at = clip.start + first  # in the window
    level = _faded(clip, first, len(sound)) * _ducked(clip.role, at, len(sound), speech)
    mixed[at : at + len(sound)] += sound * level[:, None] * _sides(clip, sound.shape[1])


def _sides(clip: Clip, channels: int) -> NDArray[np.float32]:
    """The factors of left and right: a mono clip is panned at constant power, a stereo clip's far side is lowered."""
    gain = 10 ** (clip.gain / 20)
    if channels == 1:
        angle = (clip.pan + 1) * math.pi / 4
        return np.array([gain * math.cos(angle), gain * math.sin(angle)], np.float32)
    return np.array([gain * min(1.0, 1 - clip.pan), gain * min(1.0, 1 + clip.pan)], np.float32)


def _faded(clip: Clip, first: int, count: int) -> NDArray[np.float32]:
    """The clip's fades for ``count`` of its samples from ``first`` on."""
    if clip.fade_in <= first and first + count <= clip.samples - clip.fade_out:
        return np.ones(count, np.float32)
    place = np.arange(first, first + count) + 0.5
    # The first and last sample stand half a sample from the clip's ends, so a fade of half a sample is none.
    return _smooth(np.minimum(place / max(0.5, clip.fade_in), (clip.samples - place) / max(0.5, clip.fade_out)))


def _ducked(role: str, at: int, count: int, speech: tuple[tuple[int, int], ...]) -> NDArray[np.float32]:
    """The level of a role for ``count`` samples from ``at`` in the window on: a function of the distance to the
    speech alone, so that windows join without a step."""
    depth = np.zeros(count, np.float32)
    for start, end in speech if role in DUCKED else ():
        first = min(max(start - ATTACK - at, 0), count)
        last = min(max(end + RELEASE - at, first), count)
        place = np.arange(first, last) + at
        near = _smooth(np.minimum((place - start + ATTACK) / ATTACK, (end + RELEASE - place) / RELEASE))
        np.maximum(depth[first:last], near, out=depth[first:last])
    return 1 - depth * np.float32(1 - 10 ** (DUCKED.get(role, 0.0) / 20))


def _smooth(share: NDArray[np.float64]) -> NDArray[np.float32]:
    """From 0 to 1 without a corner: 3p² - 2p³. A polynomial, as every machine computes it alike."""
    part = np.clip(share, 0, 1)
    return (part * part * (3 - 2 * part)).astype(np.float32)


def _rounded(levels: Iterable[float]) -> list[float]:
    return [float(f"{level:.{DIGITS}g}") for level in levels]
