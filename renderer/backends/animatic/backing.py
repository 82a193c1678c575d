"""A decoded plate and a camera path come in; the background of each frame goes out, composited layer by layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import pi, sin

import cv2
import numpy as np

from renderer.backends.animatic.camera import Aim, Framing, depth_factors, view
from renderer.backends.animatic.planes import FINER, LEADS, Overlay, Plane, Scratch, Video, View, as_plane, lay
from renderer.backends.animatic.plate import Backdrop, PlateLayer, cut, trimmed

Raster = tuple[float, float, float]
"""The painting's x and y (frame heights) at a raster's first pixel, and its pixels a frame height."""


@dataclass(frozen=True, slots=True)
class Sheetful:
    """A layer made ready for one shot: cropped to what the camera sees, at its resolution, out of focus as it is."""

    name: str
    overlay: Overlay
    raster: Raster
    factors: tuple[float, float]
    drift: float = 0.0  # frame widths a second


@dataclass(frozen=True, slots=True)
class Backing:
    """The layers behind and before the figures."""

    behind: tuple[Sheetful, ...]
    before: tuple[Sheetful, ...]
    framing: Framing
    size: tuple[int, int]
    fps: float
    sway: float  # of the foreground, frame widths

    @property
    def still(self) -> bool:
        """Whether nothing in it moves by itself."""
        return not any(sheet.drift for sheet in self.behind)

    def draw(self, video: Video, aim: Aim, at: int, scratch: Scratch) -> None:
        """Everything behind the figures, as the camera sees it at frame ``at``."""
        views = [self._view(sheet, aim, at) for sheet in self.behind]
        floor = self.size[0]
        bounds = []
        for sheet, seen in zip(reversed(self.behind), reversed(views), strict=True):
            bounds.append(floor)
            floor = min(floor, _covered_from(sheet.overlay, seen, self.size))
        for sheet, seen, bottom in zip(self.behind, views, reversed(bounds), strict=True):
            lay(video, sheet.overlay, seen, scratch, (0, bottom))

    def draw_front(self, video: Video, aim: Aim, at: int, scratch: Scratch) -> None:
        """What stands before the figures: leaves and grass, swaying on twos."""
        sway = self.sway * sin(2 * pi * (at // 2 * 2) / self.fps / 2.9)
        for sheet in self.before:
            lay(video, sheet.overlay, self._view(sheet, replace(aim, x=aim.x + sway), at), scratch)

    def _view(self, sheet: Sheetful, aim: Aim, at: int) -> View:
        moved = replace(aim, x=aim.x + sheet.drift * (at // 3 * 3) / self.fps) if sheet.drift else aim
        return view(moved, self.framing, sheet.factors, self.size, sheet.raster)


def prepare(backdrop: Backdrop, framing: Framing, aims: Sequence[Aim], shot: Shot) -> Backing:
    """Makes a plate ready for a shot: layers cropped, scaled, blurred; those that move as one, flattened."""
    behind: list[Sheetful] = []
    before: list[Sheetful] = []
    for layer in backdrop.layers:
        if layer.name == "front" and framing.zoom > 1.25:
            continue  # a foreground that frames a wide shot would hide a close one
        drift = shot.drift if layer.name == "clouds" else 0.0
        sheet = _ready(layer, backdrop.unit, framing, aims, replace(shot, drift=drift))
        (before if layer.name == "front" else behind).append(sheet)
    return Backing(tuple(_flattened(behind)), tuple(before), framing, shot.size, shot.fps, shot.sway)


@dataclass(frozen=True, slots=True)
class Shot:
    """What the background needs to know of a shot besides its camera."""

    size: tuple[int, int]
    fps: float
    parallax: float
    focus: float  # blur of the farthest layer, frame heights
    drift: float  # of the clouds, frame widths a second
    sway: float  # of the foreground, frame widths
    seconds: float


def _ready(layer: PlateLayer, unit: float, framing: Framing, aims: Sequence[Aim], shot: Shot) -> Sheetful:
    """Crops a layer to all that the camera will see of it, at the resolution of the closest frame."""
    height, width = shot.size
    factors = depth_factors(layer.depth, shot.parallax)
    drift = shot.drift * shot.seconds
    ends = [replace(aim, x=aim.x + extra) for aim in aims for extra in ((0.0, drift) if drift else (0.0,))]
    closest = max(aim.zoom ** factors[1] for aim in aims)
    widest = min(aim.zoom ** factors[1] for aim in aims)
    target = framing.zoom * height * min(closest * (FINER if closest > widest else 1.0), 1.7 * widest)
    corners = [_corners(view(aim, framing, factors, shot.size, (0.0, 0.0, 1.0)), shot.size) for aim in ends]
    low = np.min([corner[0] for corner in corners], axis=0) + 0.5
    high = np.max([corner[1] for corner in corners], axis=0) + 0.5
    left, top = float(low[0]) - LEADS / target, float(low[1]) - LEADS / target
    # Even sizes, with room at the left for the leads that a stretch drops.
    columns = (int((high[0] - left) * target) + 14) // 2 * 2
    rows = (int((high[1] - top) * target) + 14) // 2 * 2
    raster = (left, top, target)
    sheet_left, sheet_top = -layer.y.shape[1] / unit / 2, 0.5 - layer.y.shape[0] / unit / 2
    origin = ((left - sheet_left) * unit, (top - sheet_top) * unit)
    overlay = _cropped(cut(layer), origin, unit / target, (rows, columns))
    sigma = shot.focus * height * (1.15 - min(1.0, layer.depth)) * (target / (framing.zoom * height))
    return Sheetful(layer.name, trimmed(_blurred(overlay, sigma)), raster, factors, shot.drift)


def _corners(seen: View, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """The smallest and largest x and y that a frame shows, turned as it may be."""
    height, width = size
    half = np.array([width, height]) / 2
    if seen.roll:
        cosine, sine = abs(np.cos(seen.roll)), abs(np.sin(seen.roll))
        half = np.array([half[0] * cosine + half[1] * sine, half[1] * cosine + half[0] * sine])
    centre = np.array([seen.x, seen.y]) + seen.scale * np.array([width, height]) / 2
    return centre - half * seen.scale, centre + half * seen.scale


def _cropped(overlay: Overlay, origin: tuple[float, float], scale: float, size: tuple[int, int]) -> Overlay:
    """A window of a layer at another resolution; beyond the layer's border it is mirrored."""
    rows, columns = size

    def warp(plane: Plane, part: int) -> Plane:
        shift = [(offset + scale * part / 2) / part - 0.5 for offset in origin]
        matrix = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
        size, flags = (columns // part, rows // part), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return as_plane(cv2.warpAffine(plane, matrix, size, flags=flags, borderMode=cv2.BORDER_REFLECT_101))

    return Overlay(warp(overlay.y, 1), warp(overlay.u, 2), warp(overlay.v, 2), warp(overlay.keep, 1),
        warp(overlay.keep_uv, 2))


def _blurred(overlay: Overlay, sigma: float) -> Overlay:
    """Out of focus; ``sigma`` in pixels of luma."""
    if sigma < 0.4:
        return overlay

    def blur(plane: Plane, amount: float) -> Plane:
        size = max(3, round(amount * 3.0) | 1)
        return as_plane(cv2.stackBlur(plane, (size, size)))

    return Overlay(
        blur(overlay.y, sigma), blur(overlay.u, sigma / 2), blur(overlay.v, sigma / 2),
        blur(overlay.keep, sigma), blur(overlay.keep_uv, sigma / 2),
    )  # fmt: skip


def _flattened(sheets: Sequence[Sheetful]) -> list[Sheetful]:
    """Neighbouring layers that the camera moves alike become one."""
    flat: list[Sheetful] = []
    for sheet in sheets:
        last = flat[-1] if flat else None
        if last and (last.raster, last.factors, last.drift, last.overlay.size) == (
            sheet.raster, sheet.factors, sheet.drift, sheet.overlay.size,
        ):  # fmt: skip
            flat[-1] = replace(last, overlay=trimmed(_merged(last.overlay, sheet.overlay)))
        else:
            flat.append(sheet)
    return flat


def _merged(low: Overlay, high: Overlay) -> Overlay:
    """One overlay over another of the same size."""

    def over(below: Plane, keep: Plane, above: Plane) -> Plane:
        return as_plane(cv2.add(cv2.multiply(below, keep, scale=1 / 255), above))

    return Overlay(
        over(low.y, high.keep, high.y), over(low.u, high.keep_uv, high.u), over(low.v, high.keep_uv, high.v),
        as_plane(cv2.multiply(low.keep, high.keep, scale=1 / 255)),
        as_plane(cv2.multiply(low.keep_uv, high.keep_uv, scale=1 / 255)),
    )  # fmt: skip


def _covered_from(overlay: Overlay, seen: View, size: tuple[int, int]) -> int:
    """The first row of the frame from which down this layer hides all below it, even."""
    height, width = size
    if seen.roll or overlay.solid >= overlay.size[0]:
        return height
    if seen.x < 0 or seen.x + seen.scale * (width - 1) > overlay.size[1] - 1:
        return height
    row = int(np.ceil((overlay.solid + 1 - seen.y) / seen.scale))
    return min(height, max(0, row + row % 2))
