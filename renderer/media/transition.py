"""The segments on both sides of a change of shot come in, the frames in which both play go out as a segment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.media.segment import Frame, SegmentWriter, decode_frames
from renderer.recipe import Format, Transition

Weight = NDArray[np.uint16]
"""The share of the second picture in 1/256, one for all columns or one for each."""

SOFT = 0.12
"""Width of a wipe's edge as a share of the frame's width."""


def make(spec: Transition, inputs: Mapping[str, Path], out: Path, report: Callable[[int], None]) -> dict[str, Any]:
    """Encodes the transition to ``out``. Meta: that of ``SegmentWriter``, ``a_from``: how many frames of ``a`` play
    before it, ``b_from``: the frame of ``b`` that plays after it.

    Raises MediaError where a segment is damaged or shorter than the spec says.
    """
    with SegmentWriter(out, spec.format, spec.encoder) as segment:
        for frame in _frames(spec, inputs):
            segment.write(frame)
            report(segment.frames)
    return segment.meta | {"a_from": spec.a_start, "b_from": spec.b_end}


def _frames(spec: Transition, inputs: Mapping[str, Path]) -> Iterator[Frame]:
    a, b = _black(spec.format), _black(spec.format)
    if spec.a_frames:
        a = decode_frames(inputs["a"], spec.a_start, spec.a_frames)
        for _ in range(spec.a_frames - spec.frames - spec.a_start):
            yield next(a)
    if spec.b_frames:
        b = decode_frames(inputs["b"], 0, spec.b_end)
    for at in range(spec.frames):
        yield _blended(spec, at, next(a), next(b))
    if spec.b_frames:
        yield from b


def _black(form: Format) -> Iterator[Frame]:
    frame = np.full((form.height * 3 // 2, form.width), 128, np.uint8)
    frame[: form.height] = 16
    while True:
        yield frame


def _blended(spec: Transition, at: int, a: Frame, b: Frame) -> Frame:
    """Frame ``at`` of those in which both play."""
    reached = _reached(spec, at)
    if spec.kind == "wipe":
        return _mixed(a, b, _edge(reached, spec.format.width), _edge(reached, spec.format.width // 2))
    if spec.kind == "dissolve" or not (spec.a_frames and spec.b_frames):
        return _flat(a, b, reached)
    black = next(_black(spec.format))
    return _flat(a, black, 2 * reached) if reached < 0.5 else _flat(black, b, 2 * reached - 1)


def _reached(spec: Transition, at: int) -> float:
    """How far the transition is, 0 to 1. From black it starts at 0 and to black it ends at 1, so that the film's
    first and last frame are black; between shots it is the middle of the frame's time."""
    if not spec.a_frames:
        return at / spec.frames
    return (at + (0.5 if spec.b_frames else 1.0)) / spec.frames


def _edge(reached: float, width: int) -> Weight:
    """The weights of a wipe from left to right: 1 behind the edge, 0 before it, a ramp of ``SOFT`` between."""
    columns = (np.arange(width) + 0.5) / width
    ramp = (reached * (1 + SOFT) - columns) / SOFT
    return np.rint(np.clip(ramp, 0, 1) * 256).astype(np.uint16)


def _flat(a: Frame, b: Frame, share: float) -> Frame:
    weight = np.array([round(share * 256)], np.uint16)
    return _mixed(a, b, weight, weight)


def _mixed(a: Frame, b: Frame, luma: Weight, chroma: Weight) -> Frame:
    """Linear in Y'CbCr. In integers, as a fused multiply-add would round differently from one machine to another."""
    height, width = a.shape[0] * 2 // 3, a.shape[1]
    mixed = np.empty_like(a)
    for rows, columns, weight in (np.s_[:height], width, luma), (np.s_[height:], width // 2, chroma):
        old, new = (frame[rows].reshape(-1, columns).astype(np.uint16) for frame in (a, b))
        sums = old * (256 - weight) + new * weight + 128
        mixed[rows] = (sums >> 8).reshape(-1, width)
    return mixed
