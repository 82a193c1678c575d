"""Pieces on their places come in; their outlines in pixels, ready for the rasterizer, go out.

Everything about a piece's outlines is computed at once, for numpy's calls cost more than its sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer.backends.animatic.curves import Points
from renderer.backends.animatic.ink import Fill, Placed, Sight, Stroke, View, Wash, Window, ink_of

Image = NDArray[np.uint8]
Outline = NDArray[np.int32]

SHIFT = 4
"""Fractional bits of an outline's coordinates."""
NEUTRAL = 128
"""The level of light that changes nothing."""
_CONTOURED = 5.0  # pixels: smaller shapes would be all contour
_THINNEST = 0.4  # pixels: thinner strokes would only grey what they lie on


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """The light on a silhouette, on the coarse grid that starts at the ground point: the first cell, levels, cells."""

    left: int
    top: int
    level: Image
    mask: Image


@dataclass(frozen=True, slots=True, eq=False)
class Flat:
    """Outlines to be filled one after the other; ``box``: left, top, right and bottom, in pixels."""

    box: tuple[float, float, float, float]
    outlines: tuple[tuple[Outline, tuple[int, int, int, int]], ...]
    light: Light | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Soft:
    """A wash, in pixels."""

    center: tuple[float, float]
    rx: float
    ry: float
    wash: Wash


Trace = tuple[Flat | Soft, ...]


def cell(view: View) -> int:
    """Pixels to a cell of the light."""
    return max(1, round(view.scale / 320))


def bounds(pieces: Iterable[Placed], view: View) -> Window:
    """The smallest window that holds the pieces, contours included."""
    boxes = [box for placed in pieces if (box := box_of(placed, view))]
    if not boxes:
        return Window(0, 0, 0, 0)
    left, top = floor(min(box[0] for box in boxes)), floor(min(box[1] for box in boxes))
    right, bottom = ceil(max(box[2] for box in boxes)), ceil(max(box[3] for box in boxes))
    return Window(left, top, max(1, right - left), max(1, bottom - top))


@lru_cache(maxsize=512)
def box_of(placed: Placed, view: View) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of a piece in pixels, contours included; None where it is empty."""
    if not len(placed.piece.points):
        return None
    sight = view.of(placed.frame)
    points = sight.pixels(placed.piece.points)
    reach = (placed.piece.reach * sight.unit + 2.5 + 0.003 * view.scale)[:, None]
    left, top = (points - reach).min(axis=0)
    right, bottom = (points + reach).max(axis=0)
    return float(left), float(top), float(right), float(bottom)


@lru_cache(maxsize=256)
def trace(placed: Placed, view: View) -> Trace:
    """The piece's shapes in their order, without those too small to be seen."""
    sight = view.of(placed.frame)
    shapes = placed.piece.shapes
    traced: dict[int, Flat | Soft] = {}
    fills = [(at, shape) for at, shape in enumerate(shapes) if isinstance(shape, Fill)]
    lines = [(at, shape) for at, shape in enumerate(shapes)
        if isinstance(shape, Stroke) and shape.width * sight.unit >= _THINNEST]
    if fills:
        traced |= _filled(fills, sight, view)
    if lines:
        traced |= _stroked(lines, sight)
    for at, shape in enumerate(shapes):
        if isinstance(shape, Wash):
            (x, y) = sight.pixels(np.array((shape.center,)))[0]
            traced[at] = Soft((float(x), float(y)), shape.rx * sight.unit, shape.ry * sight.unit, shape)
    return tuple(traced[at] for at in sorted(traced))


class _Outlines:
    """Closed outlines, one after the other in one array."""

    def __init__(self, points: Points, lengths: NDArray[np.intp]) -> None:
        self.points, self.lengths = points, lengths
        self.ends = np.cumsum(lengths)
        self.starts = self.ends - lengths
        self.after = np.arange(1, len(points) + 1)
        self.after[self.ends - 1] = self.starts
        self.before = np.arange(-1, len(points) - 1)
        self.before[self.starts] = self.ends - 1

    def spread(self, values: Points) -> Points:
        """A value of each outline at each of its points."""
        return np.repeat(values, self.lengths)

    def rounded(self) -> _Outlines:
        """Corners of shallow turns cut (Chaikin 1974), so that a curve sampled for a small figure stays one when
        large."""
        p = self.points
        after = p[self.after] - p
        before = after[self.before]
        long = np.hypot(after[:, 0], after[:, 1])
        sharp = (before * after).sum(axis=1) < 0.8 * long[self.before] * long
        sharp |= np.repeat(self.lengths < 12, self.lengths)
        cut = np.where(sharp, 0.0, 0.25)[:, None]
        pair = np.stack((p - before * cut, p + after * cut), axis=1)
        keep = np.stack((np.ones(len(p), bool), ~sharp), axis=1)
        return _Outlines(pair[keep], np.add.reduceat(keep.sum(axis=1), self.starts))

    def grown(self, weights: Points) -> Points:
        """The outlines moved outwards by their contours' weights: heavier below and to the right, away from the
        light."""
        p, after = self.points, self.points[self.after]
        tangent = after - p[self.before]
        tangent /= np.maximum(np.hypot(tangent[:, :1], tangent[:, 1:]), 1e-6)
        inside_out = np.add.reduceat(p[:, 0] * after[:, 1] - p[:, 1] * after[:, 0], self.starts) < 0
        sign = self.spread(np.where(inside_out, -1.0, 1.0))
        normal = np.stack((tangent[:, 1] * sign, -tangent[:, 0] * sign), axis=1)
        heavy = 0.55 + 0.55 * np.clip(normal @ np.array((0.55, 0.83)), -0.2, 1)
        grown: Points = p + normal * (heavy * self.spread(weights))[:, None]
        return grown

    def thickness(self) -> Points:
        """About half of each outline's narrow side: twice its area over its perimeter."""
        p, after = self.points, self.points[self.after]
        area = np.abs(np.add.reduceat(p[:, 0] * after[:, 1] - p[:, 1] * after[:, 0], self.starts)) / 2
        step = after - p
        return 2 * area / np.maximum(np.add.reduceat(np.hypot(step[:, 0], step[:, 1]), self.starts), 1e-6)


def _filled(fills: Sequence[tuple[int, Fill]], sight: Sight, view: View) -> dict[int, Flat | Soft]:
    """Silhouettes with their contours and their light."""
    counts = np.array([len(fill.outlines) for _, fill in fills])
    flat = [outline for _, fill in fills for outline in fill.outlines]
    outlines = _Outlines(sight.pixels(np.concatenate(flat)), np.array([len(outline) for outline in flat]))
    firsts = outlines.starts[np.cumsum(counts) - counts]
    low, high = np.minimum.reduceat(outlines.points, firsts), np.maximum.reduceat(outlines.points, firsts)
    size = (high - low).max(axis=1)
    for _ in range((view.scale > 1200) + (view.scale > 3200)):
        outlines = outlines.rounded()
    contour = 0.55 + view.scale * 0.0011
    weights = np.where(size > _CONTOURED, np.array([fill.ink for _, fill in fills]) * contour, 0.0)
    grown, inner = _fixed(outlines.grown(np.repeat(weights, counts))), _fixed(outlines.points)
    step, thick = cell(view), outlines.thickness()
    spans = [slice(a, b) for a, b in zip(outlines.starts, outlines.ends, strict=True)]
    traced: dict[int, Flat | Soft] = {}
    first = 0
    for k, (at, fill) in enumerate(fills):
        own = spans[first : first + counts[k]]
        thickest = max(thick[first : first + counts[k]]) / step
        first += counts[k]
        if size[k] < _THINNEST:
            continue
        dark = [(grown[span], (*ink_of(fill.colour), 255)) for span in own] if weights[k] else []
        box = (*(low[k] - contour - 2), *(high[k] + contour + 2))
        # a shape of a cell or two has no sides to tell apart
        light = _rounded_by([outlines.points[span] / step for span in own], fill.shade,
            thickest) if fill.shade and thickest >= 1.8 else None
        traced[at] = Flat(box, (*dark, *((inner[span], (*fill.colour, 255)) for span in own)), light)
    return traced


def _rounded_by(outlines: Sequence[Points], strength: float, thick: float) -> Light:
    """Gives a silhouette volume: shade where the shape ends towards the lower right, light at the other rim."""
    reach = max(1, round(thick * 0.7))
    points = np.concatenate(outlines)
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    x, y = floor(left) - reach - 1, floor(top) - reach - 1
    mask = np.zeros((ceil(bottom) + reach + 2 - y, ceil(right) + reach + 2 - x), np.uint8)
    for outline in outlines:
        cv2.fillPoly(mask, [_fixed(outline - (x, y))], 255, cv2.LINE_8, SHIFT)
    height, width = mask.shape
    kernel, off = 2 * reach + 1, max(1, round(thick * 0.45))
    blurred = cv2.blur(mask, (kernel, kernel), borderType=cv2.BORDER_CONSTANT)
    edges = cv2.copyMakeBorder(blurred, off, off, off, off, cv2.BORDER_CONSTANT, value=0)
    away, toward = edges[2 * off :, 2 * off :], edges[:height, :width]
    level = cv2.addWeighted(away, 0.36 * strength, toward, -0.16 * strength, 255 * -0.20 * strength + NEUTRAL + 2)
    return Light(x, y, np.asarray(level, np.uint8), mask)


def _stroked(lines: Sequence[tuple[int, Stroke]], sight: Sight) -> dict[int, Flat | Soft]:
    """Brush lines as ribbons."""
    lengths = np.array([len(stroke.line) for _, stroke in lines])
    points = sight.pixels(np.concatenate([stroke.line for _, stroke in lines]))
    ends = np.cumsum(lengths)
    starts = ends - lengths
    order = np.arange(len(points))
    before, after = order - 1, order + 1
    before[starts], after[ends - 1] = starts, ends - 1
    tangent = points[after] - points[before]
    tangent /= np.maximum(np.hypot(tangent[:, :1], tangent[:, 1:]), 1e-9)
    widths = np.concatenate([_swell(len(stroke.line), stroke.taper, stroke.width * sight.unit) for _, stroke in lines])
    half = np.stack((-tangent[:, 1], tangent[:, 0]), axis=1) * (widths / 2)[:, None]
    reach = np.repeat(np.array([stroke.width for _, stroke in lines]) * sight.unit, lengths)[:, None]
    low, high = np.minimum.reduceat(points - reach, starts), np.maximum.reduceat(points + reach, starts)
    left, right = _fixed(points + half), _fixed(points - half)
    return {
        at: Flat((*low[k], *high[k]), ((np.concatenate((left[a:b], right[a:b][::-1])), (*stroke.colour, 255)),))
        for k, (a, b, (at, stroke)) in enumerate(zip(starts, ends, lines, strict=True))
    }


def _swell(count: int, taper: tuple[float, float], width: float) -> Points:
    """How wide a brush is along a stroke of so many points."""
    t, swell = _profile(count)
    start, end = taper
    return np.maximum(np.maximum(swell, start + (end - start) * t) * max(width, 0.8), 0.5)


@lru_cache(maxsize=128)
def _profile(count: int) -> tuple[Points, Points]:
    """Shares along a stroke of so many points, and how wide a brush is there."""
    t = np.linspace(0, 1, count)
    return t, np.sin(t * np.pi) ** 0.6


def _fixed(points: Points) -> Outline:
    return np.rint(points * (1 << SHIFT)).astype(np.int32)
