"""Shapes in body heights come in, a painted sprite (BGRA, premultiplied) goes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil, cos, floor, hypot, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer.backends.animatic.curves import Points, ribbon

Colour = tuple[int, int, int]
"""Blue, green, red."""
Image = NDArray[np.uint8]

_SHIFT = 4  # fractional bits of the rasterizer's coordinates
_NEUTRAL = 128
_BLEED = 2  # pixels
_CONTOURED = 5.0  # pixels: smaller shapes would be all contour
_THINNEST = 0.4  # pixels: thinner strokes would only grey what they lie on


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of pixels relative to the ground point between the feet, y down: ``top`` is negative."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class Fill:
    """A painted part: outlines that count as one silhouette. ``shade`` rounds it by light from the upper left
    (0: flat, it takes the light of what it lies on); ``ink`` is the weight of its contour."""

    outlines: tuple[Points, ...]
    colour: Colour
    shade: float = 1.0
    ink: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """A brush line, ``width`` wide in the middle and tapering to the shares ``taper`` of it at its ends."""

    line: Points
    width: float
    colour: Colour
    taper: tuple[float, float] = (0.15, 0.15)


@dataclass(frozen=True, slots=True, eq=False)
class Wash:
    """A soft spot: on what is painted already (a blush), or, where ``glow``, around it as well (a lamp)."""

    center: tuple[float, float]
    rx: float
    ry: float
    colour: Colour
    strength: float = 0.5
    glow: bool = False


Shape = Fill | Stroke | Wash


@dataclass(frozen=True)
class View:
    """How body heights become pixels: the scale, the mirror (-1 flips), and a turn about a point."""

    scale: float
    mirror: float = 1.0
    roll: float = 0.0
    pivot: tuple[float, float] = (0.0, 0.0)
    lift: float = 0.0  # body heights that the turned figure is raised, so that it rests on the ground

    @cached_property
    def _affine(self) -> tuple[Points, Points]:
        c, s = cos(self.roll), sin(self.roll)
        turn = np.array(((c, s), (-s, c)))
        size = np.array((self.scale * self.mirror, -self.scale))
        pivot = np.array(self.pivot)
        return turn * size, (pivot - pivot @ turn + (0.0, self.lift)) * size

    def pixels(self, points: Points) -> Points:
        """Pixels relative to the ground point, y down."""
        linear, shift = self._affine
        return points @ linear + shift


def ink_of(colour: Colour) -> Colour:
    """The contour's colour: a deep, warm shade of the part's own."""
    b, g, r = colour
    return (int(b * 0.34 + 16), int(g * 0.30 + 12), int(r * 0.36 + 20))


def tint(colour: Colour, factor: float) -> Colour:
    """A lighter (above 1) or darker (below 1) colour; dark ones lean to violet as shadows in paint do."""
    b, g, r = colour
    if factor >= 1:
        k = min(1.0, factor - 1)
        return (int(b + (255 - b) * k * 0.9), int(g + (255 - g) * k), int(r + (255 - r) * k))
    return (int(b * (factor * 0.85 + 0.15)), int(g * factor), int(r * (factor * 0.95 + 0.05)))


def blend(a: Colour, b: Colour, t: float) -> Colour:
    """The colour at share ``t`` of the way from a to b."""
    return (int(a[0] + (b[0] - a[0]) * t), int(a[1] + (b[1] - a[1]) * t), int(a[2] + (b[2] - a[2]) * t))


def bounds(shapes: Iterable[Shape], view: View) -> Window:
    """The smallest window that holds the shapes, contours included."""
    groups: list[Points] = []
    margins: list[float] = []
    for shape in shapes:
        if isinstance(shape, Fill):
            groups += shape.outlines
            margins += [0.0] * len(shape.outlines)
        elif isinstance(shape, Stroke):
            groups.append(shape.line)
            margins.append(shape.width / 2)
        elif shape.glow:
            groups.append(np.array((shape.center,)))
            margins.append(max(shape.rx, shape.ry))
    if not groups:
        return Window(0, -1, 1, 1)
    points = view.pixels(np.concatenate(groups))
    reach = np.repeat(margins, [len(group) for group in groups])[:, None] * view.scale + 2.5 + 0.003 * view.scale
    low, high = (points - reach).min(axis=0), (points + reach).max(axis=0)
    left, top = floor(low[0]), floor(low[1])
    return Window(left, top, max(1, ceil(high[0]) - left), max(1, ceil(high[1]) - top))


def paint(shapes: Iterable[Shape], view: View, window: Window) -> Image:
    """The shapes in their order, later ones on top: ``(window.height, window.width, 4)``, premultiplied."""
    step = _coarse(view)
    # the paper is larger than the window: lines are cut roughly at its edge, and light lies on a grid that starts at
    # the ground point, so that a figure's pixels do not depend on the window through which they are seen
    left, top = _BLEED + (window.left - _BLEED) % step, _BLEED + (window.top - _BLEED) % step
    size = (window.width + left + _BLEED, window.height + top + _BLEED)
    sheet = _Sheet(view, Window(window.left - left, window.top - top, *size))
    for shape in shapes:
        if isinstance(shape, Fill):
            sheet.fill(shape)
        elif isinstance(shape, Stroke):
            sheet.stroke(shape)
        else:
            sheet.wash(shape)
    return np.ascontiguousarray(sheet.lit()[top : top + window.height, left : left + window.width])


@lru_cache(maxsize=128)
def _profile(count: int) -> tuple[Points, Points]:
    """Shares along a stroke of so many points, and how wide a brush is there."""
    t = np.linspace(0, 1, count)
    return t, np.sin(t * np.pi) ** 0.6


def _light_table() -> Image:
    """Light levels (0 deep shade, 128 none, 255 highlight) to factors of blue, green, red, alpha in 128ths."""
    level = np.arange(256)
    shade = np.clip((_NEUTRAL - level) / 128, 0, 1)[:, None]
    light = np.clip((level - _NEUTRAL) / 128, 0, 1)[:, None]
    factor = 1 - shade * np.array((0.50, 0.62, 0.58, 0.0)) + light * np.array((0.30, 0.42, 0.48, 0.0))
    table: Image = np.clip(np.rint(factor * 128), 0, 255).astype(np.uint8)
    return table


_LIGHT = _light_table()


def _coarse(view: View) -> int:
    """Pixels to a cell of the light."""
    return max(1, round(view.scale / 320))


class _Sheet:
    """The paper: flat colours at full size, and the light on them at a coarse one, where soft costs little."""

    def __init__(self, view: View, window: Window) -> None:
        self.view, self.window = view, window
        self.corner = np.array((window.left, window.top), dtype=np.float64)
        self.colour = np.zeros((window.height, window.width, 4), np.uint8)
        self.step = _coarse(view)
        shape = (window.height // self.step + 2, window.width // self.step + 2)
        self.light = np.full(shape, _NEUTRAL, np.uint8)
        self.contour = 0.55 + view.scale * 0.0011
        self.finer = (view.scale > 1200) + (view.scale > 3200)

    def fill(self, shape: Fill) -> None:
        points = self._pixels(shape.outlines[0] if len(shape.outlines) == 1 else np.concatenate(shape.outlines))
        low, high = points.min(axis=0), points.max(axis=0)
        if not self._seen(low, high, 4 + self.contour) or max(high - low) < _THINNEST:
            return
        ends = np.cumsum([len(outline) for outline in shape.outlines])
        outlines = [points[end - len(outline) : end] for end, outline in zip(ends, shape.outlines, strict=True)]
        for _ in range(self.finer):
            outlines = [_rounded(outline) for outline in outlines]
        if shape.ink and max(high - low) > _CONTOURED:
            dark = ink_of(shape.colour)
            for outline in outlines:
                self._flat(_grown(outline, self.contour * shape.ink), dark)
        for outline in outlines:
            self._flat(outline, shape.colour)
        if shape.shade:
            self._round(outlines, shape.shade, (low, high))

    def stroke(self, shape: Stroke) -> None:
        width = shape.width * self.view.scale
        if width < _THINNEST:
            return
        line = self._pixels(shape.line)
        if not self._seen(line.min(axis=0), line.max(axis=0), width):
            return
        t, swell = _profile(len(line))
        start, end = shape.taper
        widths = np.maximum(swell, start + (end - start) * t) * max(width, 0.8)
        self._flat(ribbon(line, np.maximum(widths, 0.5)), shape.colour)

    def wash(self, shape: Wash) -> None:
        (x, y) = self._pixels(np.array((shape.center,)))[0]
        rx, ry = shape.rx * self.view.scale, shape.ry * self.view.scale
        x0, x1 = max(0, floor(x - rx)), min(self.window.width, ceil(x + rx))
        y0, y1 = max(0, floor(y - ry)), min(self.window.height, ceil(y + ry))
        if x1 <= x0 or y1 <= y0:
            return
        across = ((np.arange(x0, x1, dtype=np.float32) - x) / rx) ** 2
        down = ((np.arange(y0, y1, dtype=np.float32) - y) / ry) ** 2
        share = np.maximum(0, 1 - across[None, :] - down[:, None])[..., None] ** 2 * shape.strength
        under = self.colour[y0:y1, x0:x1].astype(np.float32)
        cover = np.float32(255) if shape.glow else under[..., 3:]
        paint = np.array((*shape.colour, 255), np.float32) * (cover / 255)
        self.colour[y0:y1, x0:x1] = np.rint(under + (paint - under) * share)

    def lit(self) -> Image:
        """The finished sprite: colours times light."""
        soft = cv2.GaussianBlur(self.light, (3, 3), 0)
        height, width = self.colour.shape[:2]
        step = self.step
        grown = cv2.resize(_LIGHT[soft], (soft.shape[1] * step, soft.shape[0] * step), interpolation=cv2.INTER_LINEAR)
        result = cv2.multiply(self.colour, grown[:height, :width], scale=1 / 128)
        # rounding may lift a colour above its alpha, which premultiplied pixels never are
        np.minimum(result, result[..., 3:], out=result)
        return np.asarray(result, np.uint8)

    def _pixels(self, points: Points) -> Points:
        return self.view.pixels(points) - self.corner

    def _seen(self, low: Points, high: Points, margin: float) -> bool:
        right, bottom = self.window.width + margin, self.window.height + margin
        return bool(high[0] > -margin and high[1] > -margin and low[0] < right and low[1] < bottom)

    def _flat(self, outline: Points, colour: Colour) -> None:
        fixed = np.rint(outline * (1 << _SHIFT)).astype(np.int32)
        cv2.fillPoly(self.colour, [fixed], (*colour, 255), cv2.LINE_AA, _SHIFT)

    def _round(self, outlines: list[Points], strength: float, box: tuple[Points, Points]) -> None:
        """Gives a silhouette volume: shade where the shape ends towards the lower right, light at the other rim."""
        small = [outline / self.step for outline in outlines]
        thick = max(_thickness(outline) for outline in small)
        if thick < 1.8:  # a shape of a pixel or two has no sides to tell apart
            return
        reach = max(1, round(thick * 0.7))
        pad = reach + 1
        rows, columns = self.light.shape
        left = max(floor(box[0][0] / self.step) - pad, -2 * pad)
        top = max(floor(box[0][1] / self.step) - pad, -2 * pad)
        width = min(ceil(box[1][0] / self.step) + pad + 1, columns + 2 * pad) - left
        height = min(ceil(box[1][1] / self.step) + pad + 1, rows + 2 * pad) - top
        if width <= 0 or height <= 0:
            return
        mask = np.zeros((height, width), np.uint8)
        for outline in small:
            cv2.fillPoly(
                mask, [np.rint((outline - (left, top)) * (1 << _SHIFT)).astype(np.int32)], 255, cv2.LINE_8, _SHIFT
            )
        kernel = 2 * reach + 1
        blurred = cv2.blur(mask, (kernel, kernel), borderType=cv2.BORDER_CONSTANT)
        off = max(1, round(thick * 0.45))
        edges = cv2.copyMakeBorder(blurred, off, off, off, off, cv2.BORDER_CONSTANT, value=0)
        away, toward = edges[2 * off :, 2 * off :], edges[: height, : width]
        level = cv2.addWeighted(away, 0.36 * strength, toward, -0.16 * strength, 255 * -0.20 * strength + _NEUTRAL + 2)
        x0, y0, x1, y1 = max(0, left), max(0, top), min(columns, left + width), min(rows, top + height)
        if x1 <= x0 or y1 <= y0:
            return
        part = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
        cv2.copyTo(level[part], mask[part], self.light[y0:y1, x0:x1])


def _thickness(outline: Points) -> float:
    """About half of a shape's narrow side: twice its area over its perimeter."""
    x, y = outline[:, 0], outline[:, 1]
    area = abs(float(np.dot(x[:-1], y[1:]) - np.dot(y[:-1], x[1:]) + x[-1] * y[0] - y[-1] * x[0])) / 2
    step = np.diff(outline, axis=0)
    around = float(np.hypot(step[:, 0], step[:, 1]).sum() + hypot(x[0] - x[-1], y[0] - y[-1]))
    return 2 * area / max(around, 1e-6)


def _rounded(outline: Points) -> Points:
    """Corners of shallow turns cut (Chaikin 1974), so that a curve sampled for a small figure stays one when large."""
    if len(outline) < 12:
        return outline
    around = np.concatenate((outline[-1:], outline, outline[:1]))
    step = np.diff(around, axis=0)
    before, after = step[:-1], step[1:]
    dot = (before * after).sum(axis=1)
    sharp = dot < 0.8 * np.hypot(*before.T) * np.hypot(*after.T)
    cut = np.where(sharp, 0.0, 0.25)[:, None]
    pair = np.stack((outline - before * cut, outline + after * cut), axis=1)
    keep = np.stack((np.ones(len(outline), bool), ~sharp), axis=1)
    rounded: Points = pair[keep]
    return rounded


def _grown(outline: Points, weight: float) -> Points:
    """The outline moved outwards by the contour's weight: heavier below and to the right, away from the light."""
    around = np.concatenate((outline[-1:], outline, outline[:1]))
    tangent = around[2:] - around[:-2]
    tangent /= np.maximum(np.hypot(tangent[:, :1], tangent[:, 1:]), 1e-6)
    normal = np.stack((tangent[:, 1], -tangent[:, 0]), axis=1)
    x, y = outline[:, 0], outline[:, 1]
    if np.dot(x, around[2:, 1]) < np.dot(y, around[2:, 0]):
        normal = -normal
    heavy = 0.55 + 0.55 * np.clip(normal @ np.array((0.55, 0.83)), -0.2, 1)
    grown: Points = outline + normal * (heavy * weight)[:, None]
    return grown
