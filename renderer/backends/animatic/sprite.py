"""A painted figure's pixels come in; it goes out as an overlay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer.backends.animatic.planes import BT709, OFFSETS, Overlay, Part, Plane, as_plane

MARGIN = 40
"""Empty pixels around an overlay that is to be stretched."""


@dataclass(frozen=True, slots=True)
class Sprite:
    """A drawn figure, and where its first pixel lies relative to its ground point, in pixels of its own scale."""

    overlay: Overlay
    left: float
    top: float


def overlay_of(bgra: NDArray[np.uint8], grade: NDArray[np.float64]) -> Overlay:
    """A premultiplied picture of even size as an overlay, its colours through ``grade`` ((3, 4), affine) on the way:
    what `planes.convert` gives but for the last bit, by sums of whole planes, which take a third of its time."""
    mixing, offsets = BT709 @ grade[:, :3], BT709 @ grade[:, 3] + OFFSETS
    planes = [np.ascontiguousarray(plane) for plane in bgra.transpose(2, 0, 1)]
    half = (bgra.shape[1] // 2, bgra.shape[0] // 2)
    small = [as_plane(cv2.resize(plane, half, interpolation=cv2.INTER_AREA)) for plane in planes]
    # offsets are premultiplied too: they scale with alpha
    y, u, v = (
        _sum(source, (*weights, offset / 255))
        for source, weights, offset in zip((planes, small, small), mixing, offsets, strict=True)
    )
    keep, keep_uv = (as_plane(cv2.bitwise_not(alpha)) for alpha in (planes[3], small[3]))
    return Overlay(y, u, v, keep, keep_uv, parts=(Part(0, bgra.shape[0], 0, bgra.shape[1], False),))


def padded(overlay: Overlay) -> Overlay:
    """The overlay with a margin of `MARGIN` pixels, which are not looked at: a stretch may start early in it."""

    def around(plane: Plane, margin: int, value: int) -> Plane:
        return as_plane(cv2.copyMakeBorder(plane, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=value))

    half, (height, width) = MARGIN // 2, overlay.size
    return Overlay(
        around(overlay.y, MARGIN, 0), around(overlay.u, half, 0), around(overlay.v, half, 0),
        around(overlay.keep, MARGIN, 255), around(overlay.keep_uv, half, 255), MARGIN, MARGIN,
        parts=(Part(MARGIN - 2, MARGIN + height + 2, MARGIN - 2, MARGIN + width + 2, False),),
    )


def _sum(planes: Sequence[Plane], weights: Sequence[float]) -> Plane:
    """The weighted sum of planes: the largest weights first, so that no sum on the way falls below 0."""
    order = sorted(range(len(planes)), key=lambda k: -weights[k])
    total = cv2.addWeighted(planes[order[0]], weights[order[0]], planes[order[1]], weights[order[1]], 0)
    for k in order[2:]:
        cv2.addWeighted(total, 1.0, planes[k], weights[k], 0, dst=total)
    return as_plane(total)
