"""Pictures in blue, green, red and alpha come in; planes of video come out, and are laid over each other fast.

Video here is planar YUV 4:2:0 in 8 bits, limited range, with the matrix of ITU-R BT.709: what the encoder takes,
so that no frame is ever converted. Colours are premultiplied, and instead of alpha a picture holds ``keep``, the
share of what lies below that stays visible: laying over is one product and one sum.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    """Spare memory for laying overlays over frames of one size, so that no frame allocates any."""

    keep: Plane
    keep_uv: Plane
    y: Plane
    uv: Plane


@dataclass(frozen=True, slots=True)
class _Window:
    """A view of a rectangle of the frame, and the centre of the frame as that rectangle counts pixels."""

    view: View
    centre: tuple[float, float]


def scratch(height: int, width: int) -> Scratch:
    """Spare memory for frames of this size."""
    full, half = (height, width), (height // 2, width // 2)
    return Scratch(np.zeros(full, np.uint8), np.zeros(half, np.uint8), np.zeros(full, np.uint8),
        np.zeros(half, np.uint8))


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
    height, width = target.y.shape
    first, last = rows or (0, height)
    box = _footprint(overlay, view, (height, width), (first, last))
    if box is None:
        return
    top, bottom, left, right = box
    solid = bottom
    if not view.roll and overlay.solid < overlay.size[0]:
        covers = view.x >= 0 and view.x + view.scale * (width - 1) <= overlay.size[1] - 1
        reach = int(np.ceil((overlay.solid + 1 - view.y) / view.scale)) if covers else bottom
        solid = min(bottom, max(top, reach + reach % 2))
    for low, high, opaque in ((top, solid, False), (solid, bottom, True)):
        if low < high:
            _blend(target, overlay, view, scratch, (low, high, left, right, opaque))


def _blend(
    target: Video, overlay: Overlay, view: View, scratch: Scratch, box: tuple[int, int, int, int, bool]
) -> None:
    """One rectangle of ``lay``: opaque parts are sampled straight into the frame."""
    top, bottom, left, right, opaque = box
    height, width = target.y.shape
    full = (slice(top, bottom), slice(left, right))
    half = (slice(top // 2, bottom // 2), slice(left // 2, right // 2))
    fine = _Window(_within(view, left, top), ((width - 1) / 2 - left, (height - 1) / 2 - top))
    coarse = _Window(
        _within(View((view.x + view.scale / 2 - 0.5) / 2, (view.y + view.scale / 2 - 0.5) / 2, view.scale,
            view.roll), left // 2, top // 2),
        ((width / 2 - 1) / 2 - left // 2, (height / 2 - 1) / 2 - top // 2),
    )
    if opaque:
        sample(overlay.y, fine, target.y[full], 0)
        sample(overlay.u, coarse, target.u[half], 0)
        sample(overlay.v, coarse, target.v[half], 0)
        return
    sample(overlay.keep, fine, scratch.keep[full], 255)
    sample(overlay.keep_uv, coarse, scratch.keep_uv[half], 255)
    sample(overlay.y, fine, scratch.y[full], 0)
    _over(target.y[full], scratch.keep[full], scratch.y[full])
    for area, colour in ((target.u[half], overlay.u), (target.v[half], overlay.v)):
        sample(colour, coarse, scratch.uv[half], 0)
        _over(area, scratch.keep_uv[half], scratch.uv[half])


def _over(area: Plane, keep: Plane, colour: Plane) -> None:
    """Porter and Duff's "over" (1984) for premultiplied colours, in place."""
    cv2.multiply(area, keep, dst=area, scale=1 / 255)
    cv2.add(area, colour, dst=area)


def _within(view: View, left: int, top: int) -> View:
    """The view of a rectangle that starts at (left, top) of the frame."""
    return View(view.x + view.scale * left, view.y + view.scale * top, view.scale, view.roll)


def _footprint(
    overlay: Overlay, view: View, size: tuple[int, int], rows: tuple[int, int]
) -> tuple[int, int, int, int] | None:
    """The rectangle of the frame that an overlay may touch: top, bottom, left, right, on even pixels."""
    height, width = overlay.size
    low_x, low_y = overlay.left - 1, overlay.top - 1
    corners = np.array([[low_x, low_y], [width, low_y], [low_x, height], [width, height]], np.float64)
    centre = np.array([(size[1] - 1) / 2, (size[0] - 1) / 2])
    flat = (corners - (view.x, view.y)) / view.scale - centre
    cosine, sine = np.cos(view.roll), np.sin(view.roll)
    turned = flat @ np.array([[cosine, -sine], [sine, cosine]]) + centre
    left, top = np.floor(turned.min(axis=0)).astype(int) // 2 * 2
    right, bottom = (np.ceil(turned.max(axis=0)).astype(int) + 2) // 2 * 2
    top, bottom, left, right = max(rows[0], top), min(rows[1], bottom), max(0, left), min(size[1], right)
    return (int(top), int(bottom), int(left), int(right)) if top < bottom and left < right else None


def sample(source: Plane, window: _Window, target: Plane, outside: int) -> None:
    """Fills ``target`` with ``source`` as ``window`` sees it, bilinear; beyond its border with ``outside``.

    Whole and fractional shifts and pure stretches take short cuts that give the same picture; all else goes
    through a general affine warp.
    """
    view = window.view
    if not view.roll and abs(view.scale - 1) * max(target.shape) < 0.5 and _shift(source, view, target):
        return
    if not view.roll and _stretch(source, view, target):
        return
    cosine, sine = np.cos(view.roll) * view.scale, np.sin(view.roll) * view.scale
    x, y = window.centre
    matrix = np.array(
        [
            [cosine, -sine, view.x + view.scale * x - cosine * x + sine * y],
            [sine, cosine, view.y + view.scale * y - sine * x - cosine * y],
        ]
    )
    cv2.warpAffine(
        source, matrix, (target.shape[1], target.shape[0]), dst=target,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_CONSTANT, borderValue=outside,
    )  # fmt: skip


def _shift(source: Plane, view: View, target: Plane) -> bool:
    """Unscaled: the weighted sum of two or four neighbouring windows. False where these leave the source."""
    height, width = target.shape
    column, row = int(np.floor(view.x)), int(np.floor(view.y))
    right, down = view.x - column, view.y - row
    column, right = (column + 1, 0.0) if right > 1 - _STILL else (column, right if right > _STILL else 0.0)
    row, down = (row + 1, 0.0) if down > 1 - _STILL else (row, down if down > _STILL else 0.0)
    rows, columns = slice(row, row + height + (down > 0)), slice(column, column + width + (right > 0))
    if min(column, row) < 0 or columns.stop > source.shape[1] or rows.stop > source.shape[0]:
        return False
    window: Plane = source[rows, columns]
    if right and down:
        across = cv2.addWeighted(window[:, :-1], 1 - right, window[:, 1:], right, 0)
        cv2.addWeighted(across[:-1], 1 - down, across[1:], down, 0, dst=target)
    elif right:
        cv2.addWeighted(window[:, :-1], 1 - right, window[:, 1:], right, 0, dst=target)
    elif down:
        cv2.addWeighted(window[:-1], 1 - down, window[1:], down, 0, dst=target)
    else:
        np.copyto(target, window)
    return True


def _stretch(source: Plane, view: View, target: Plane) -> bool:
    """Scaled: OpenCV's resize is three times as fast as its warp, but starts at whole pixels only. So the stretch
    starts some target pixels early, where a whole source pixel comes close enough to the wanted fraction."""
    across = _lead(view.x, view.scale, target.shape[1], source.shape[1])
    along = _lead(view.y, view.scale, target.shape[0], source.shape[0])
    if across is None or along is None:
        return False
    (skip_x, start_x, span_x), (skip_y, start_y, span_y) = across, along
    window = source[start_y : start_y + span_y, start_x : start_x + span_x]
    stretched = cv2.resize(window, None, fx=1 / view.scale, fy=1 / view.scale, interpolation=cv2.INTER_LINEAR)
    part = stretched[skip_y : skip_y + target.shape[0], skip_x : skip_x + target.shape[1]]
    if part.shape != target.shape:
        return False
    np.copyto(target, part)
    return True


def _lead(offset: float, scale: float, wanted: int, available: int) -> tuple[int, int, int] | None:
    """Target pixels to drop, first source pixel and source pixels to take, so that ``offset`` is met to a twelfth of
    a pixel; None where no lead does, or the source ends too early."""
    # Resize puts the centre of target pixel k at (k + 0.5) * scale - 0.5 of its window.
    leads = np.arange(LEADS)
    starts = offset - (leads + 0.5) * scale + 0.5
    errors = np.abs(starts - np.round(starts)) + leads * 1e-4
    errors[starts < -0.5] = 1
    best = int(np.argmin(errors))
    start = round(float(starts[best]))
    span = int(np.ceil((wanted + best) * scale)) + 2
    if errors[best] > 1 / 12 or start < 0 or start + span > available:
        return None
    return best, start, span
