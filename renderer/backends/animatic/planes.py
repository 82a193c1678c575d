"""Pictures in blue, green, red and alpha come in; planes of video come out, and are laid over each other fast.

Video here is planar YUV 4:2:0 in 8 bits, limited range, with the matrix of ITU-R BT.709: what the encoder takes,
so that no frame is ever converted. Colours are premultiplied, and instead of alpha a picture holds ``keep``, the
share of what lies below that stays visible: laying over is one product and one sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, floor, sin

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]

_KR, _KB = 0.2126, 0.0722
_KG = 1 - _KR - _KB
BT709 = np.array(
    [
        [_KB, _KG, _KR],
        [0.5, -0.5 * _KG / (1 - _KB), -0.5 * _KR / (1 - _KB)],
        [-0.5 * _KB / (1 - _KR), -0.5 * _KG / (1 - _KR), 0.5],
    ]
) * np.array([[219 / 255], [224 / 255], [224 / 255]])
"""Blue, green, red (0 to 255) to luma and the colour differences, without their offsets (ITU-R BT.709-6, 3 and 4)."""
OFFSETS = np.array([16.0, 128.0, 128.0])
"""Black level of luma, and the zero of the colour differences."""

LEADS = 64
"""Pixels of margin at the left and the top that let a stretch start early; see `sample`."""
FINER = 1.0625
"""How much finer than its largest picture a zoomed overlay is kept: near 1 a stretch finds no lead."""
_STILL = 1 / 48
"""Shifts and stretches below this many pixels are not seen."""
_UNSCALED = 0.25
"""Stretches that move no pixel by more than half of this pass for shifts."""
_CLOSE, _CLOSER = 1 / 10, 1 / 18
"""How near to a whole pixel a stretch must start, in pixels; and how near is near enough to look no further."""


@dataclass(frozen=True, slots=True)
class Video:
    """One frame's three planes; y is (height, width), u and v have half the size."""

    y: Plane
    u: Plane
    v: Plane

    def copy_from(self, other: Video) -> None:
        """Takes over another frame's pixels."""
        np.copyto(self.y, other.y)
        np.copyto(self.u, other.u)
        np.copyto(self.v, other.v)


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of an overlay in which something shows; ``opaque`` where it hides everything below."""

    top: int
    bottom: int
    left: int
    right: int
    opaque: bool


@dataclass(frozen=True, slots=True)
class Overlay:
    """A picture with transparency, premultiplied: ``keep`` is 255 where it is transparent, 0 where it hides all."""

    y: Plane
    u: Plane
    v: Plane
    keep: Plane
    keep_uv: Plane
    top: int = 0  # the first row that shows anything
    left: int = 0  # the first column that does
    solid: int = 1 << 30  # from this row down all of it is opaque
    parts: tuple[Part, ...] = ()  # where it shows anything; see `parts.parted`. None: anywhere

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the luma plane."""
        return self.y.shape[0], self.y.shape[1]


@dataclass(frozen=True, slots=True)
class View:
    """Where a frame looks at an overlay: frame pixel (c, r) shows overlay pixel (x + scale c, y + scale r), pixel
    centres at integers, turned by ``roll`` (radians, clockwise) around the frame's own centre."""

    x: float
    y: float
    scale: float = 1.0
    roll: float = 0.0


@dataclass(frozen=True, slots=True)
class Scratch:
    """Spare memory for laying overlays over frames of one size, so that no frame allocates any: two planes of luma
    and, one-dimensional, two with room for the leads of a stretch."""

    keep: Plane
    y: Plane
    first: Plane
    second: Plane


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle of a frame, on even pixels; ``opaque`` where the overlay hides all below."""

    top: int
    bottom: int
    left: int
    right: int
    opaque: bool


@dataclass(frozen=True, slots=True)
class _Shift:
    """A window of the source, with one row and column more where it starts ``right`` and ``down`` within a pixel."""

    rows: slice
    columns: slice
    right: float
    down: float


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch as OpenCV's resize does it: these source pixels, so many times larger, and what is kept of that."""

    rows: slice
    columns: slice
    kept: tuple[slice, slice]
    factor: float


@dataclass(frozen=True, slots=True)
class _Warp:
    """Any affine view: the matrix from target to source pixels, and the target's height and width."""

    matrix: tuple[tuple[float, float, float], tuple[float, float, float]]
    shape: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Window:
    """A view of a rectangle of the frame, and the centre of the frame as that rectangle counts pixels."""

    view: View
    centre: tuple[float, float]


def scratch(height: int, width: int) -> Scratch:
    """Spare memory for frames of this size."""
    size, room = (height, width), (height + LEADS + 8) * (width + LEADS + 8)
    return Scratch(
        np.zeros(size, np.uint8), np.zeros(size, np.uint8), np.zeros(room, np.uint8), np.zeros(room, np.uint8)
    )


def frame(height: int, width: int) -> tuple[Plane, Video]:
    """A frame's memory as the encoder takes it, (height * 3 / 2, width), and the planes within it."""
    memory: Plane = np.zeros((height * 3 // 2, width), np.uint8)
    flat, area = memory.reshape(-1), height * width
    luma = flat[:area].reshape(height, width)
    u = flat[area : area + area // 4].reshape(height // 2, width // 2)
    v = flat[area + area // 4 :].reshape(height // 2, width // 2)
    luma[:], u[:], v[:] = 16, 128, 128
    return memory, Video(luma, u, v)


def convert(bgra: NDArray[np.uint8], grade: NDArray[np.float64] | None = None) -> Overlay:
    """A premultiplied picture as an overlay, its colours through ``grade`` ((3, 4), affine) on the way.

    Odd sizes are padded to even ones at the right and the bottom.
    """
    height, width = bgra.shape[:2]
    if height % 2 or width % 2:
        border = (0, height % 2, 0, width % 2)
        bgra = as_plane(cv2.copyMakeBorder(bgra, *border, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)))
    grade = np.hstack([np.eye(3), np.zeros((3, 1))]) if grade is None else grade
    mixing = np.zeros((4, 4))
    mixing[:3, :3] = BT709 @ grade[:, :3]
    # Offsets are premultiplied too: they scale with alpha.
    mixing[:3, 3] = (BT709 @ grade[:, 3] + OFFSETS) / 255
    mixing[3, 3] = 1
    y, u, v, alpha = (as_plane(plane) for plane in cv2.split(cv2.transform(bgra, mixing)))
    half = (y.shape[1] // 2, y.shape[0] // 2)
    u, v, alpha_uv = (as_plane(cv2.resize(plane, half, interpolation=cv2.INTER_AREA)) for plane in (u, v, alpha))
    return Overlay(y, u, v, 255 - alpha, 255 - alpha_uv)


def as_plane(pixels: object) -> Plane:
    """What OpenCV returns, as the array of bytes that it is (its type hints say less). Nothing is copied."""
    return np.asarray(pixels, np.uint8)


def lay(target: Video, overlay: Overlay, view: View, scratch: Scratch, rows: tuple[int, int] | None = None) -> None:
    """Lays an overlay over a frame, within ``rows`` (even) of it."""
    size = target.y.shape[0], target.y.shape[1]
    boxes = _boxes if overlay.parts and not view.roll else _footprint
    for box in boxes(overlay, view, size, rows or (0, size[0])):
        _blend(target, overlay, view, scratch, box)


def _boxes(overlay: Overlay, view: View, size: tuple[int, int], rows: tuple[int, int]) -> list[_Box]:
    """Where the overlay's parts fall on the frame: parts that meet there meet here too."""

    def at(edge: int, start: float, low: int, high: int) -> int:
        return min(high, max(low, ceil((edge - start) / view.scale / 2) * 2))

    found = []
    for part in overlay.parts:
        top, bottom = at(part.top, view.y, *rows), at(part.bottom, view.y, *rows)
        left, right = at(part.left, view.x, 0, size[1]), at(part.right, view.x, 0, size[1])
        if top < bottom and left < right:
            found.append(_Box(top, bottom, left, right, part.opaque))
    return found


def _footprint(overlay: Overlay, view: View, size: tuple[int, int], rows: tuple[int, int]) -> list[_Box]:
    """The rectangle of the frame that an overlay may touch, and below it the one that it hides."""
    height, width = overlay.size
    low_x, low_y = overlay.left - 1, overlay.top - 1
    corners = np.array([[low_x, low_y], [width, low_y], [low_x, height], [width, height]], np.float64)
    centre = np.array([(size[1] - 1) / 2, (size[0] - 1) / 2])
    flat = (corners - (view.x, view.y)) / view.scale - centre
    cosine, sine = np.cos(view.roll), np.sin(view.roll)
    turned = flat @ np.array([[cosine, -sine], [sine, cosine]]) + centre
    left, top = (int(edge) for edge in np.floor(turned.min(axis=0)) // 2 * 2)
    right, bottom = (int(edge) for edge in (np.ceil(turned.max(axis=0)) + 2) // 2 * 2)
    top, bottom, left, right = max(rows[0], top), min(rows[1], bottom), max(0, left), min(size[1], right)
    solid = max(top, min(bottom, covered_from(overlay, view, size)))
    boxes = (_Box(top, solid, left, right, False), _Box(solid, bottom, left, right, True))
    return [box for box in boxes if box.top < box.bottom and box.left < box.right]


def covered_from(overlay: Overlay, view: View, size: tuple[int, int]) -> int:
    """The first row (even) of a frame of ``size`` from which down an overlay hides all below it."""
    height, width = size
    if view.roll or overlay.solid >= overlay.size[0]:
        return height
    if view.x < 0 or view.x + view.scale * (width - 1) > overlay.size[1] - 1:
        return height
    return min(height, max(0, ceil((overlay.solid + 1 - view.y) / view.scale / 2) * 2))


def _blend(target: Video, overlay: Overlay, view: View, scratch: Scratch, box: _Box) -> None:
    """One rectangle of ``lay``: opaque parts are sampled straight into the frame."""
    height, width = target.y.shape
    full = (slice(box.top, box.bottom), slice(box.left, box.right))
    half = (slice(box.top // 2, box.bottom // 2), slice(box.left // 2, box.right // 2))
    fine = _Window(within(view, box.left, box.top), ((width - 1) / 2 - box.left, (height - 1) / 2 - box.top))
    middle = View((view.x + view.scale / 2 - 0.5) / 2, (view.y + view.scale / 2 - 0.5) / 2, view.scale, view.roll)
    coarse = _Window(
        within(middle, box.left // 2, box.top // 2),
        ((width / 2 - 1) / 2 - box.left // 2, (height / 2 - 1) / 2 - box.top // 2),
    )
    shape = box.bottom - box.top, box.right - box.left
    small = shape[0] // 2, shape[1] // 2
    luma, chroma = _approach(overlay.y, fine, shape), _approach(overlay.u, coarse, small)
    first, second = scratch.first, scratch.second
    if box.opaque:
        np.copyto(target.y[full], _sampled(overlay.y, luma, first, 0))
        np.copyto(target.u[half], _sampled(overlay.u, chroma, first, 0))
        np.copyto(target.v[half], _sampled(overlay.v, chroma, first, 0))
        return
    _over(target.y[full], _sampled(overlay.keep, luma, first, 255), _sampled(overlay.y, luma, second, 0))
    keep = _sampled(overlay.keep_uv, chroma, first, 255)
    _over(target.u[half], keep, _sampled(overlay.u, chroma, second, 0))
    _over(target.v[half], keep, _sampled(overlay.v, chroma, second, 0))


def _over(area: Plane, keep: Plane, colour: Plane) -> None:
    """Porter and Duff's "over" (1984) for premultiplied colours, in place."""
    cv2.multiply(area, keep, dst=area, scale=1 / 255)
    cv2.add(area, colour, dst=area)


def within(view: View, left: float, top: float) -> View:
    """The view of a rectangle that starts at (left, top) of the frame."""
    return View(view.x + view.scale * left, view.y + view.scale * top, view.scale, view.roll)


def _approach(source: Plane, window: _Window, shape: tuple[int, int]) -> _Shift | _Stretch | _Warp:
    """How to sample planes like ``source``: shifts and pure stretches take short cuts that give the same picture; all
    else goes through a general warp."""
    view = window.view
    if not view.roll:
        growth = abs(view.scale - 1) * max(shape)
        short: _Shift | _Stretch | None = None
        if growth < _UNSCALED:
            short = _shift(source, view, shape)
        elif growth > 0.5:  # below, resize takes the sizes for equal and only copies
            short = _stretch(source, view, shape)
        if short:
            return short
    cosine, sine = cos(view.roll) * view.scale, sin(view.roll) * view.scale
    x, y = window.centre
    matrix = (
        (cosine, -sine, view.x + view.scale * x - cosine * x + sine * y),
        (sine, cosine, view.y + view.scale * y - sine * x - cosine * y),
    )
    return _Warp(matrix, shape)


def _sampled(source: Plane, approach: _Shift | _Stretch | _Warp, spare: Plane, outside: int) -> Plane:
    """What an approach sees of ``source``, bilinear; beyond its border ``outside``. It lies in ``spare``, or is a part
    of ``source`` itself."""
    if isinstance(approach, _Shift):
        return _shifted(source, approach, spare)
    if isinstance(approach, _Stretch):
        return _stretched(source, approach, spare)
    height, width = approach.shape
    target = spare[: height * width].reshape(height, width)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    cv2.warpAffine(source, np.array(approach.matrix), (width, height), dst=target, flags=flags,
        borderMode=cv2.BORDER_CONSTANT, borderValue=outside)
    return target


def _shift(source: Plane, view: View, shape: tuple[int, int]) -> _Shift | None:
    """Unscaled. None where the window leaves the source."""
    # Exact in the middle, should there be a stretch too small to be seen.
    x, y = (start + (view.scale - 1) * side / 2 for start, side in ((view.x, shape[1]), (view.y, shape[0])))
    column, row = floor(x), floor(y)
    right, down = x - column, y - row
    column, right = (column + 1, 0.0) if right > 1 - _STILL else (column, right if right > _STILL else 0.0)
    row, down = (row + 1, 0.0) if down > 1 - _STILL else (row, down if down > _STILL else 0.0)
    rows, columns = slice(row, row + shape[0] + (down > 0)), slice(column, column + shape[1] + (right > 0))
    if min(column, row) < 0 or columns.stop > source.shape[1] or rows.stop > source.shape[0]:
        return None
    return _Shift(rows, columns, right, down)


def _shifted(source: Plane, shift: _Shift, spare: Plane) -> Plane:
    """The weighted sum of one, two or four neighbouring windows."""
    window: Plane = source[shift.rows, shift.columns]
    right, down = shift.right, shift.down
    if not right and not down:
        return window
    height, width = window.shape[0] - (down > 0), window.shape[1] - (right > 0)
    target = spare[: height * width].reshape(height, width)
    if right and down:
        cv2.getRectSubPix(window, (width, height), (right + (width - 1) / 2, down + (height - 1) / 2), patch=target)
    elif right:
        cv2.addWeighted(window[:, :-1], 1 - right, window[:, 1:], right, 0, dst=target)
    else:
        cv2.addWeighted(window[:-1], 1 - down, window[1:], down, 0, dst=target)
    return target


def _stretch(source: Plane, view: View, shape: tuple[int, int]) -> _Stretch | None:
    """Scaled: OpenCV's resize is three times as fast as its warp, but starts at whole pixels only. So the stretch
    starts some target pixels early, where a whole source pixel comes close enough to the wanted fraction."""
    across = _lead(view.x, view.scale, shape[1], source.shape[1])
    along = _lead(view.y, view.scale, shape[0], source.shape[0])
    if across is None or along is None:
        return None
    (skip_x, left, columns), (skip_y, top, rows) = across, along
    kept = slice(skip_y, skip_y + shape[0]), slice(skip_x, skip_x + shape[1])
    return _Stretch(slice(top, top + rows), slice(left, left + columns), kept, 1 / view.scale)


def _stretched(source: Plane, stretch: _Stretch, spare: Plane) -> Plane:
    """Carries a stretch out."""
    window, factor = source[stretch.rows, stretch.columns], stretch.factor
    # The size that OpenCV gives to the result, rounding halves to even as Python does.
    height, width = round(window.shape[0] * factor), round(window.shape[1] * factor)
    whole = spare[: height * width].reshape(height, width) if height * width <= spare.size else None
    stretched = cv2.resize(window, None, dst=whole, fx=factor, fy=factor, interpolation=cv2.INTER_LINEAR)
    return as_plane(stretched)[stretch.kept]


def _lead(offset: float, scale: float, wanted: int, available: int) -> tuple[int, int, int] | None:
    """Target pixels to drop, first source pixel and source pixels to take, so that ``offset`` is met to a few
    hundredths of a pixel; None where no lead does, or the source ends too early."""
    # Resize puts the centre of target pixel k at (k + 0.5) * scale - 0.5 of its window.
    best, least = 0, _CLOSE
    for lead in range(LEADS):
        start = offset - (lead + 0.5) * scale + 0.5
        if start < -0.5:
            break
        error = abs(start - round(start))
        if error < least:
            best, least = lead, error
            if error < _CLOSER:
                break
    start = round(offset - (best + 0.5) * scale + 0.5)
    span = ceil((wanted + best) * scale) + 2
    if least == _CLOSE or start < 0 or start + span > available:
        return None
    return best, start, span
