"""Shapes in frame heights and the paint they are filled with come in, a painted layer of pixels goes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Colour = tuple[float, float, float]
"""Red, green, blue, 0 to 255."""
Point = tuple[float, float]
"""x and y in frame heights: x from the frame's centre to the right, y from the frame's top down."""
Box = tuple[slice, slice]

OVERSCAN = 1.25
"""How far a layer reaches beyond the frame, so that the camera has room to move."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The raster of a layer: its size in pixels, and pixels per frame height."""

    width: int
    height: int
    unit: float

    @property
    def half(self) -> float:
        """Half the frame's width in frame heights, without the overscan."""
        return self.width / self.unit / OVERSCAN / 2

    @property
    def reach(self) -> float:
        """Half the layer's width in frame heights."""
        return self.width / self.unit / 2

    @property
    def top(self) -> float:
        """The y of the layer's first row."""
        return 0.5 - self.height / self.unit / 2

    @property
    def bottom(self) -> float:
        """The y of the layer's last row."""
        return 0.5 + self.height / self.unit / 2


@dataclass(frozen=True, slots=True)
class Paint:
    """What a shape is filled with: a gradient from its top to its bottom, and how the paint lies."""

    top: Colour
    bottom: Colour | None = None
    texture: float = 0.10  # how strongly the pigment clouds
    edge: float = 0.10  # how much darker the pigment dries at the rim
    opacity: float = 1.0
    soft: float = 0.0  # blur of the outline, frame heights
    side: float = 0.0  # light from the left (positive) or the right (negative)


@dataclass(frozen=True, slots=True)
class Grain:
    """Noise fields of a sheet's size, mean 0, standard deviation about 1: clouding, strokes and paper."""

    wash: NDArray[np.float32]
    stroke: NDArray[np.float32]
    paper: NDArray[np.float32]


def fractal(shape: tuple[int, int], cell: tuple[float, float], octaves: int,
        rng: np.random.Generator) -> NDArray[np.float32]:
    """Value noise, (height, width): ``octaves`` random grids, each half the cell and half the strength of the last.

    ``cell`` is the size in pixels (along y, along x) of the coarsest grid. Normalised to mean 0, deviation 1.
    """
    height, width = shape
    field: NDArray[np.float32] = np.zeros((2, 2), np.float32)
    for octave in range(octaves):
        rows = max(2, int(np.ceil(height / cell[0] * 2**octave)) + 1)
        columns = max(2, int(np.ceil(width / cell[1] * 2**octave)) + 1)
        grid = rng.standard_normal((min(rows, height), min(columns, width)), np.float32)
        # Each octave is added at its own resolution: only the last one is enlarged to all pixels.
        larger = cv2.resize(field, (grid.shape[1], grid.shape[0]), interpolation=cv2.INTER_CUBIC)
        field = np.asarray(larger + grid * np.float32(0.5**octave), np.float32)
    mean, deviation = cv2.meanStdDev(field)
    field -= np.float32(mean[0, 0])
    field *= np.float32(1 / max(float(deviation[0, 0]), 1e-6))
    return np.asarray(cv2.resize(field, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def grain(sheet: Sheet, rng: np.random.Generator) -> Grain:
    """The noise of one plate. All its layers share it, each rolled by its own amount."""
    shape, unit = (sheet.height, sheet.width), sheet.unit
    return Grain(
        wash=fractal(shape, (0.22 * unit, 0.3 * unit), 6, rng),
        stroke=fractal(shape, (0.012 * unit, 0.05 * unit), 2, rng),
        paper=fractal(shape, (0.004 * unit, 0.004 * unit), 2, rng),
    )


def rounded(points: Sequence[Point], closed: bool = False) -> list[Point]:
    """The outline with its corners cut twice (Chaikin 1974): a polygon becomes a curve."""
    curve = np.asarray(points, np.float64)
    for _ in range(2):
        ends = np.roll(curve, -1, axis=0) if closed else curve[1:]
        starts = curve if closed else curve[:-1]
        cut = np.stack([0.75 * starts + 0.25 * ends, 0.25 * starts + 0.75 * ends], axis=1).reshape(-1, 2)
        curve = cut if closed else np.concatenate([curve[:1], cut, curve[-1:]])
    return [(float(x), float(y)) for x, y in curve]


class Canvas:
    """One layer being painted: premultiplied blue, green, red, alpha as float32, 0 to 255."""

    def __init__(self, sheet: Sheet, noise: Grain) -> None:
        self.sheet = sheet
        self.noise = noise
        self.pixels: NDArray[np.float32] = np.zeros((sheet.height, sheet.width, 4), np.float32)

    def poly(self, points: Sequence[Point], paint: Paint) -> None:
        """Fills one polygon."""
        self.polys((points,), paint)

    def polys(self, shapes: Iterable[Sequence[Point]], paint: Paint) -> None:
        """Fills polygons that share one gradient; where they overlap the paint lies once."""
        rasters = [self._raster(points) for points in shapes if len(points) > 2]
        if rasters:
            box = self._box(np.concatenate(rasters) / 16, paint.soft)
            self._fill(rasters, box, paint)

    def line(self, points: Sequence[Point], width: float, paint: Paint) -> None:
        """A stroke of even width (frame heights) with round corners."""
        pixels = self._raster(points)
        box = self._box(pixels / 16, width + paint.soft)
        mask = self._mask(box)
        if mask.size == 0:
            return
        offset = np.array([box[1].start, box[0].start]) * 16
        thickness = max(1, round(width * self.sheet.unit))
        cv2.polylines(mask, [(pixels - offset).astype(np.int32)], False, 255, thickness, cv2.LINE_AA, 4)
        fade = min(1.0, width * self.sheet.unit)
        self.fill(mask if fade >= 1 else (mask * fade).astype(np.uint8), box, paint)

    def disc(self, centre: Point, radius: float, paint: Paint, flat: float = 1.0) -> None:
        """A disc, or an ellipse ``flat`` times as high as wide."""
        turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        x, y = centre[0] + radius * np.cos(turn), centre[1] + radius * flat * np.sin(turn)
        self.poly(list(zip(x.tolist(), y.tolist(), strict=True)), paint)

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float) -> None:
        """Light around a point, falling off to nothing at ``radius``; it brightens what is there already."""
        box = self._box(np.array([self._pixel(centre)]), radius)
        if box[0].start >= box[0].stop or box[1].start >= box[1].stop:
            return
        x, y = self._pixel(centre)
        rows = (np.arange(box[0].start, box[0].stop, dtype=np.float32) - y)[:, None]
        columns = (np.arange(box[1].start, box[1].stop, dtype=np.float32) - x)[None]
        distance = np.sqrt(rows**2 + columns**2) / (radius * self.sheet.unit)
        light = (np.clip(1 - distance, 0, 1) ** 2 * strength)[..., None]
        area = self.pixels[box]
        target = np.array([*colour[::-1], 255], np.float32)
        area += light * (target - area * np.array([0.6, 0.6, 0.6, 1], np.float32))
        np.clip(area, 0, 255, out=area)

    def fill(self, mask: NDArray[np.uint8], box: Box, paint: Paint) -> None:
        """Lays paint through ``mask`` (uint8, the size of ``box``)."""
        height = box[0].stop - box[0].start
        top, bottom = np.array(paint.top[::-1]), np.array((paint.bottom or paint.top)[::-1])
        fall = np.linspace(0, 1, height)[:, None]
        colour = (top * (1 - fall) + bottom * fall).astype(np.float32)[:, None]
        cover = mask.astype(np.float32) * np.float32(paint.opacity / 255)
        tone = self._tone(mask, box, paint)
        area = self.pixels[box]
        area *= (1 - cover)[..., None]
        area[..., :3] += colour * (tone * cover)[..., None]
        area[..., 3] += cover * 255

    def whole(self) -> Box:
        """The box of all pixels."""
        return slice(0, self.sheet.height), slice(0, self.sheet.width)

    def _tone(self, mask: NDArray[np.uint8], box: Box, paint: Paint) -> NDArray[np.float32]:
        """The local brightness of the paint: clouding pigment, dark rims, the side that faces the light."""
        tone = 1 + np.float32(paint.texture * 0.55) * self.noise.wash[box]
        tone += np.float32(paint.texture * 0.16) * self.noise.stroke[box]
        if paint.edge:
            size = max(3, round(0.012 * self.sheet.unit)) | 1
            inside = cv2.blur(mask, (size, size)).astype(np.float32)
            tone -= np.float32(paint.edge * 1.6 / 255) * (255 - inside)
        if paint.side:
            tone += np.linspace(paint.side, -paint.side, box[1].stop - box[1].start, dtype=np.float32)[None]
        return tone

    def _fill(self, rasters: list[NDArray[np.float64]], box: Box, paint: Paint) -> None:
        mask = self._mask(box)
        if mask.size == 0:
            return
        offset = np.array([box[1].start, box[0].start]) * 16
        for raster in rasters:
            cv2.fillPoly(mask, [(raster - offset).astype(np.int32)], 255, cv2.LINE_AA, 4)
        if paint.soft:
            mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), max(0.6, paint.soft * self.sheet.unit / 2)), np.uint8)
        self.fill(mask, box, paint)

    def _pixel(self, point: Point) -> tuple[float, float]:
        x, y = point
        return x * self.sheet.unit + self.sheet.width / 2, (y - self.sheet.top) * self.sheet.unit

    def _raster(self, points: Sequence[Point]) -> NDArray[np.float64]:
        """The points in sixteenths of pixels, as OpenCV draws them."""
        array = np.asarray(points, np.float64).reshape(-1, 2)
        centre = np.array([self.sheet.width / 2, -self.sheet.top * self.sheet.unit])
        sixteenths: NDArray[np.float64] = np.round((array * self.sheet.unit + centre) * 16)
        return sixteenths

    def _box(self, pixels: NDArray[np.float64], margin: float) -> Box:
        """The rows and columns that a shape may touch, within the sheet."""
        pad = margin * self.sheet.unit * 1.5 + 2
        left, top = np.floor(pixels.min(axis=0) - pad).astype(int)
        right, bottom = np.ceil(pixels.max(axis=0) + pad).astype(int)
        rows = slice(min(max(0, top), self.sheet.height), max(0, min(self.sheet.height, bottom)))
        columns = slice(min(max(0, left), self.sheet.width), max(0, min(self.sheet.width, right)))
        return slice(rows.start, max(rows.stop, rows.start)), slice(columns.start, max(columns.stop, columns.start))

    def _mask(self, box: Box) -> NDArray[np.uint8]:
        return np.zeros((box[0].stop - box[0].start, box[1].stop - box[1].start), np.uint8)
