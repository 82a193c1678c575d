"""A plate's layers and the camera's whole path come in; each layer as one shot needs it goes out: cropped to what is
seen of it, at the resolution of the closest frame, out of focus as it is, flattened with what moves alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, cos, floor, sin

import cv2
import numpy as np

from renderer.backends.animatic.air import Pace, shown_width
from renderer.backends.animatic.camera import Aim, Framing, depth_factors, view
from renderer.backends.animatic.parts import parted
from renderer.backends.animatic.planes import FINER, LEADS, Overlay, Plane, as_plane
from renderer.backends.animatic.plate import Backdrop, PlateLayer

Raster = tuple[float, float, float]
"""The painting's x and y (frame heights) at a raster's first pixel, and its pixels a frame height."""
Factors = tuple[float, float]
"""How a layer follows the camera; see `camera.depth_factors`."""
Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom in the painting's frame heights."""

_COARSE = 1.6
"""Layers that a moving camera enlarges more than this stay as coarse as they are painted; near 1 a stretch would find
no lead."""
_ALIKE = 0.5
"""Layers that the camera moves apart by less than so many pixels move as one."""


@dataclass(frozen=True, slots=True)
class Sheetful:
    """A layer made ready for one shot."""

    name: str
    overlay: Overlay
    raster: Raster
    factors: Factors


@dataclass(frozen=True, slots=True)
class Shot:
    """What the background needs to know of a shot besides its camera."""

    size: tuple[int, int]
    fps: float
    frames: int
    parallax: float
    focus: float  # blur of the farthest layer, frame heights
    drift: bool  # whether the clouds move by themselves
    pace: Pace  # and how
    sway: float  # of the foreground, frame widths


@dataclass(frozen=True, slots=True)
class _Cut:
    """A rectangle of a layer in the layer's own pixels, all even."""

    left: int
    top: int
    columns: int
    rows: int


def ready(
    backdrop: Backdrop, framing: Framing, aims: Sequence[Aim], shot: Shot
) -> tuple[list[Sheetful], list[Sheetful]]:
    """The layers behind and before the figures, back to front. ``aims``: each that the shot takes, once."""
    before = [layer for layer in backdrop.layers if layer.name == "front"]
    # A foreground that frames a wide shot would hide a close one.
    fronts = [_front(layer, backdrop.unit, framing, aims, shot) for layer in before if framing.zoom <= 1.25]
    layers = [layer for layer in backdrop.layers if layer.name != "front"]
    factors = _factors(layers, aims, shot)
    behind: list[Sheetful] = []
    hidden = shot.size[0]  # the row of the frame from which down nearer layers hide all, whatever the camera does
    for layer, moved in zip(reversed(layers), reversed(factors), strict=True):
        if hidden <= 0:
            break
        bounds = _bounds(framing, moved, aims, shot.size, hidden)
        overlay, raster = _ready(layer, backdrop.unit, framing, (bounds, moved, aims), shot)
        behind.insert(0, Sheetful(layer.name, overlay, raster, moved))
        hidden = min(hidden, _hidden(layer, backdrop.unit, framing, (moved, aims), shot))
    return [replace(sheet, overlay=parted(sheet.overlay)) for sheet in _flattened(behind, shot.drift)], fronts


def _front(layer: PlateLayer, unit: float, framing: Framing, aims: Sequence[Aim], shot: Shot) -> Sheetful:
    factors = depth_factors(layer.depth, shot.parallax)
    swaying = [replace(aim, x=aim.x + sway) for aim in aims for sway in (-shot.sway, shot.sway)]
    bounds = _bounds(framing, factors, swaying, shot.size, shot.size[0])
    overlay, raster = _ready(layer, unit, framing, (bounds, factors, aims), shot)
    return Sheetful(layer.name, parted(overlay), raster, factors)


def _factors(layers: Sequence[PlateLayer], aims: Sequence[Aim], shot: Shot) -> list[Factors]:
    """The factors of each layer, those of a nearer one where no frame shows the difference; the clouds are the sky's,
    so that both are one picture."""
    factors: list[Factors] = []
    for layer in reversed(layers):
        own = depth_factors(layer.depth, shot.parallax)
        factors.insert(0, factors[0] if factors and _alike(own, factors[0], aims, shot.size) else own)
    names = [layer.name for layer in layers]
    if "clouds" in names[1:]:
        factors[0] = factors[names.index("clouds")]
    return factors


def _alike(first: Factors, second: Factors, aims: Sequence[Aim], size: tuple[int, int]) -> bool:
    """Whether no point of any frame would move by more than can be seen if one layer took the other's factors."""
    height, width = size
    return all(
        abs(aim.zoom ** first[1] - aim.zoom ** second[1]) * width / 2
        + abs(first[0] - second[0]) * max(abs(aim.x) * width, abs(aim.y) * height) < _ALIKE
        for aim in (replace(aim, x=aim.x - aims[0].x, y=aim.y - aims[0].y, zoom=aim.zoom / aims[0].zoom)
            for aim in aims)
    )  # fmt: skip


def _bounds(framing: Framing, factors: Factors, aims: Sequence[Aim], size: tuple[int, int], hidden: int) -> Bounds:
    """All of the painting that the frames show above the row ``hidden``."""
    height, width = size
    left, top, right, bottom = [], [], [], []
    for aim in aims:
        seen = view(aim, framing, factors, size, (0.0, 0.0, 1.0))
        cosine, sine = abs(cos(aim.roll)), abs(sin(aim.roll))
        across, along = (width * cosine + height * sine) / 2, (height * cosine + width * sine) / 2
        x, y = seen.x + 0.5 + seen.scale * (width - 1) / 2, seen.y + 0.5 + seen.scale * (height - 1) / 2
        left.append(x - seen.scale * across)
        right.append(x + seen.scale * across)
        top.append(y - seen.scale * along)
        bottom.append(y + seen.scale * min(along, hidden - height / 2 if hidden < height else along))
    return min(left), min(top), max(right), max(bottom)


def _hidden(
    layer: PlateLayer, unit: float, framing: Framing, moves: tuple[Factors, Sequence[Aim]], shot: Shot
) -> int:
    """The row of the frame from which down a layer hides all below it in every frame, out of focus as it may be."""
    height, width = shot.size
    if any(aim.roll for aim in moves[1]):
        return height
    if layer.alpha is None:
        return 0
    pierced = np.flatnonzero(layer.alpha.min(axis=1) < 255)
    rows = layer.y.shape[0]
    solid = 0.5 + ((int(pierced[-1]) + 1 if len(pierced) else 0) - rows / 2) / unit + 3.5 * shot.focus / framing.zoom
    lowest = 0.0
    for aim in moves[1]:
        seen = view(aim, framing, moves[0], shot.size, (0.0, 0.0, 1.0))
        lowest = max(lowest, (solid - seen.y - 0.5) / seen.scale)
    return min(height, ceil(lowest) + 8)


def _ready(
    layer: PlateLayer, unit: float, framing: Framing, moves: tuple[Bounds, Factors, Sequence[Aim]], shot: Shot
) -> tuple[Overlay, Raster]:
    """A layer cropped to bounds, at the resolution of the closest frame, and the raster of the result."""
    (left, top, right, bottom), factors, aims = moves
    height = shot.size[0]
    zooms = [aim.zoom ** factors[1] for aim in aims]
    closest, widest = max(zooms), min(zooms)
    target = framing.zoom * height * min(closest * (FINER if closest > widest else 1.0), 1.7 * widest)
    if closest > widest and target > _COARSE * unit:
        target = unit  # each frame stretches it anyway
    # At the left and the top there is room for the leads that a stretch drops.
    rim = LEADS / target if closest > widest else 2 / target
    origin = -layer.y.shape[1] / unit / 2, 0.5 - layer.y.shape[0] / unit / 2
    first = [floor((start - rim - zero) * unit / 2) * 2 for start, zero in zip((left, top), origin, strict=True)]
    past = [ceil(((end - zero) * unit + 10 * unit / target) / 2) * 2
        for end, zero in zip((right, bottom), origin, strict=True)]
    columns = past[0] - first[0]
    if layer.name == "clouds" and shot.drift:
        columns = ceil(shown_width(ceil(columns * target / unit), shot.pace, shot.frames) * unit / target / 2) * 2
    overlay = _cropped(layer, _Cut(first[0], first[1], columns, past[1] - first[1]))
    sigma = shot.focus * (1.15 - min(1.0, layer.depth)) * unit / framing.zoom
    raster = (origin[0] + first[0] / unit, origin[1] + first[1] / unit, target)
    return _resized(_blurred(overlay, sigma), target / unit), raster


def _cropped(layer: PlateLayer, cut: _Cut) -> Overlay:
    """A rectangle of a layer, premultiplied; beyond the layer's border it is mirrored."""
    y, u, v = _piece(layer.y, cut, 1), _piece(layer.u, cut, 2), _piece(layer.v, cut, 2)
    if layer.alpha is None:
        return Overlay(y, u, v, np.zeros_like(y), np.zeros_like(u), top=0, solid=0)
    alpha = _piece(layer.alpha, cut, 1)
    half = as_plane(cv2.resize(alpha, (u.shape[1], u.shape[0]), interpolation=cv2.INTER_AREA))
    y, u, v = (as_plane(cv2.multiply(plane, cover, scale=1 / 255)) for plane, cover in ((y, alpha), (u, half),
        (v, half)))
    return Overlay(y, u, v, as_plane(cv2.bitwise_not(alpha)), as_plane(cv2.bitwise_not(half)))


def _piece(plane: Plane, cut: _Cut, part: int) -> Plane:
    """One plane's rectangle; ``part``: how many times smaller than luma it is."""
    left, top, right, bottom = (
        edge // part for edge in (cut.left, cut.top, cut.left + cut.columns, cut.top + cut.rows)
    )
    height, width = plane.shape
    # What lies beyond the border is drawn on the mirror: at least one pixel is always within.
    inner = plane[max(0, min(top, height - 1)) : min(height, max(bottom, 1)),
        max(0, min(left, width - 1)) : min(width, max(right, 1))]
    rims = (max(0, -top), max(0, bottom - height), max(0, -left), max(0, right - width))
    return as_plane(cv2.copyMakeBorder(inner, *rims, cv2.BORDER_REFLECT)) if any(rims) else inner


def _blurred(overlay: Overlay, sigma: float) -> Overlay:
    """Out of focus; ``sigma`` in pixels of luma."""
    if sigma < 0.4:
        return overlay

    def blur(plane: Plane, amount: float) -> Plane:
        size = max(3, round(amount * 3.0) | 1)
        return as_plane(cv2.stackBlur(plane, (size, size)))

    keep, keep_uv = overlay.keep, overlay.keep_uv
    if overlay.solid:
        keep, keep_uv = blur(keep, sigma), blur(keep_uv, sigma / 2)
    return replace(
        overlay, y=blur(overlay.y, sigma), u=blur(overlay.u, sigma / 2), v=blur(overlay.v, sigma / 2), keep=keep,
        keep_uv=keep_uv,
    )  # fmt: skip


def _resized(overlay: Overlay, factor: float) -> Overlay:
    """Enlarged, and cut at the right and the bottom to even sizes."""
    if factor == 1:
        return overlay
    height, width = (int(side * factor) // 2 * 2 for side in overlay.size)

    def resize(plane: Plane, part: int) -> Plane:
        larger = cv2.resize(plane, None, fx=factor, fy=factor, interpolation=cv2.INTER_LINEAR)
        return as_plane(larger)[: height // part, : width // part]

    y, u, v = resize(overlay.y, 1), resize(overlay.u, 2), resize(overlay.v, 2)
    if overlay.solid == 0:
        return replace(overlay, y=y, u=u, v=v, keep=np.zeros_like(y), keep_uv=np.zeros_like(u))
    return replace(overlay, y=y, u=u, v=v, keep=resize(overlay.keep, 1), keep_uv=resize(overlay.keep_uv, 2))


def _flattened(sheets: Sequence[Sheetful], drifting: bool) -> list[Sheetful]:
    """Neighbouring layers that the camera moves alike become one, but for the sky and the clouds that drift."""
    flat: list[Sheetful] = []
    for sheet in sheets:
        last = flat[-1] if flat else None
        apart = drifting and (sheet.name == "clouds" or (last is not None and last.name == "clouds"))
        if last and not apart and (last.raster, last.factors) == (sheet.raster, sheet.factors):
            flat[-1] = replace(sheet, overlay=_merged(last.overlay, sheet.overlay))
        else:
            flat.append(sheet)
    return flat


def _merged(low: Overlay, high: Overlay) -> Overlay:
    """One overlay over another of the same width, which may end sooner: there the other hides all anyway."""

    def over(below: Plane, keep: Plane, above: Plane) -> Plane:
        whole = above.copy()
        shared = whole[: below.shape[0]]
        cv2.add(cv2.multiply(below, keep[: below.shape[0]], scale=1 / 255), shared, dst=shared)
        return whole

    return Overlay(
        over(low.y, high.keep, high.y), over(low.u, high.keep_uv, high.u), over(low.v, high.keep_uv, high.v),
        _both(low.keep, high.keep), _both(low.keep_uv, high.keep_uv),
    )  # fmt: skip


def _both(low: Plane, high: Plane) -> Plane:
    """What two masks keep together."""
    whole = high.copy()
    shared = whole[: low.shape[0]]
    cv2.multiply(low, shared, dst=shared, scale=1 / 255)
    return whole
