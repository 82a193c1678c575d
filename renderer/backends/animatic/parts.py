"""An overlay comes in; the few rectangles in which it shows anything go out with it, so that no more is drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from renderer.backends.animatic.planes import Overlay, Part, Plane

_BLOCK = 48
"""Pixels a side of the blocks that rectangles are made of."""
_REACH = 2
"""Pixels around a block that count with it: a bilinear sample, in the half-sized planes too, reaches no farther."""
_RIM = 4
"""Pixels at the right and the bottom that nobody looks at: room for the last samples."""
_FAINT = 253
"""What keeps so much of what lies below is not seen."""
_OPAQUE, _CALLS = 0.45, 14.0
"""What drawing an opaque block costs, and what each rectangle costs beside its blocks, in mixed blocks."""

_EMPTY, _MIXED, _SOLID = 0, 1, 2


def parted(overlay: Overlay) -> Overlay:
    """The same overlay, knowing its parts, the rows that are empty above and those that are solid below."""
    height, width = overlay.size
    blocks = _blocks(overlay.keep)
    parts = tuple(
        Part(part.top * _BLOCK, min(height - _RIM, part.bottom * _BLOCK), part.left * _BLOCK,
            min(width - _RIM, part.right * _BLOCK), part.opaque)
        for part in _cut(blocks, 0, 0)
    )  # fmt: skip
    keep = overlay.keep
    shown = np.flatnonzero(blocks.max(axis=1) > _EMPTY)
    pierced = np.flatnonzero(blocks.min(axis=1) < _SOLID)
    top = max(0, int(shown[0]) * _BLOCK - _REACH) if len(shown) else height
    solid = _solid_from(keep, int(pierced[-1]) * _BLOCK) if len(pierced) else 0
    # An overlay that shows nowhere has one part of no size: no parts would mean anywhere.
    return replace(overlay, top=top, solid=solid, parts=parts or (Part(0, 0, 0, 0, False),))


def _solid_from(keep: Plane, first: int) -> int:
    """The row after the last pierced one, of those from ``first`` on."""
    pierced = np.flatnonzero(keep[first:].max(axis=1) > 0)
    return first + (int(pierced[-1]) + 1 if len(pierced) else 0)


def _blocks(keep: Plane) -> NDArray[np.uint8]:
    """What each block is: empty, mixed or solid."""
    height, width = keep.shape
    rows, columns = -(-height // _BLOCK), -(-width // _BLOCK)
    low, high = (np.empty((rows, width), np.uint8) for _ in range(2))
    for row in range(rows):
        band = keep[max(0, row * _BLOCK - _REACH) : (row + 1) * _BLOCK + _REACH]
        band.min(axis=0, out=low[row])
        band.max(axis=0, out=high[row])
    blocks = np.full((rows, columns), _MIXED, np.uint8)
    for column in range(columns):
        span = slice(max(0, column * _BLOCK - _REACH), (column + 1) * _BLOCK + _REACH)
        blocks[low[:, span].min(axis=1) >= _FAINT, column] = _EMPTY
        blocks[high[:, span].max(axis=1) == 0, column] = _SOLID
    return blocks


def _cut(blocks: NDArray[np.uint8], top: int, left: int) -> list[Part]:
    """Rectangles (in blocks) over all that is not empty: halved at the best place for as long as that pays (a
    guillotine cut, as of the columns of a page: Nagy and Seth 1984)."""
    shown = blocks > _EMPTY
    rows, columns = np.flatnonzero(shown.any(axis=1)), np.flatnonzero(shown.any(axis=0))
    if not len(rows):
        return []
    inner = blocks[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    top, left = top + int(rows[0]), left + int(columns[0])
    height, width = inner.shape
    opaque = bool(inner.min() == _SOLID)
    if not opaque:
        across = [(_cost(inner[:at]) + _cost(inner[at:]), at, True) for at in range(1, height)]
        along = [(_cost(inner[:, :at]) + _cost(inner[:, at:]), at, False) for at in range(1, width)]
        cost, at, level = min(across + along, default=(np.inf, 0, False))
        if cost < _cost(inner) - 1e-9:
            low, high = (inner[:at], inner[at:]) if level else (inner[:, :at], inner[:, at:])
            return _cut(low, top, left) + _cut(high, top + at * level, left + at * (not level))
    return [Part(top, top + height, left, left + width, opaque)]


def _cost(blocks: NDArray[np.uint8]) -> float:
    """What it costs to draw the blocks as one rectangle around those that are not empty."""
    rows, columns = np.flatnonzero(blocks.max(axis=1)), np.flatnonzero(blocks.max(axis=0))
    if not len(rows):
        return 0.0
    height, width = int(rows[-1] - rows[0]) + 1, int(columns[-1] - columns[0]) + 1
    share = _OPAQUE if blocks.min() == _SOLID else 1.0
    return _CALLS + share * height * width
