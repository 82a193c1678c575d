"""Traced pieces and a window come in, a painted sprite (BGRA, premultiplied) goes out."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor

import cv2
import numpy as np

from renderer.backends.animatic.ink import View, Window
from renderer.backends.animatic.trace import NEUTRAL, SHIFT, Flat, Image, Light, Soft, Trace, cell

_BLEED = 2  # pixels


class Paper:
    """Memory that one sprite after the other is painted in: fresh memory costs more than paint."""

    def __init__(self) -> None:
        self._colour = self._planes = np.zeros(0, np.uint8)

    def blank(self, height: int, width: int) -> Image:
        """An empty sheet: (height, width, 4)."""
        self._colour = _room(self._colour, height * width * 4)
        sheet = self._colour[: height * width * 4].reshape(height, width, 4)
        sheet[:] = 0
        return sheet

    def planes(self, height: int, width: int) -> Image:
        """Room for the planes of a sheet: (4, height, width)."""
        self._planes = _room(self._planes, height * width * 4)
        return self._planes[: height * width * 4].reshape(4, height, width)


def _room(memory: Image, size: int) -> Image:
    return memory if memory.size >= size else np.zeros(size * 5 // 4, np.uint8)


def paint(traces: Iterable[Trace], view: View, window: Window, paper: Paper) -> Image:
    """The traces in their order, later ones on top: ``(window.height, window.width, 4)``, premultiplied. In
    memory, which is its own, the colours lie in planes."""
    sheet = _Sheet(view, window, paper)
    for trace in traces:
        for mark in trace:
            if isinstance(mark, Flat):
                sheet.flat(mark)
            else:
                sheet.soft(mark)
    return sheet.lit()


def _light_table() -> Image:
    """Light levels (0 deep shade, 128 none, 255 highlight) to factors of blue, green and red in 128ths: (3, 256)."""
    level = np.arange(256)
    shade, light = np.clip((NEUTRAL - level) / 128, 0, 1), np.clip((level - NEUTRAL) / 128, 0, 1)
    factor = 1 - np.outer((0.50, 0.62, 0.58), shade) + np.outer((0.30, 0.42, 0.48), light)
    table: Image = np.clip(np.rint(factor * 128), 0, 255).astype(np.uint8)
    return table


_LIGHT = _light_table()


class _Sheet:
    """A sheet of paper: flat colours at full size, and the light on them at a coarse one, where soft costs little.

    It is larger than the window: lines are cut roughly at its edge, and the light lies on a grid that starts at the
    ground point, so that a figure's pixels do not depend on the window through which they are seen.
    """

    def __init__(self, view: View, window: Window, paper: Paper) -> None:
        self.window, self.paper, self.step = window, paper, cell(view)
        column, row = floor(window.left), floor(window.top)
        self.left = (column - _BLEED) // self.step
        self.top = (row - _BLEED) // self.step
        self.margin = (column - self.left * self.step, row - self.top * self.step)
        width, height = window.width + self.margin[0] + _BLEED, window.height + self.margin[1] + _BLEED
        self.colour = paper.blank(height, width)
        self.light = np.full((height // self.step + 2, width // self.step + 2), NEUTRAL, np.uint8)
        # the ground point may lie between two pixels
        self.corner = (window.left - self.margin[0], window.top - self.margin[1])
        self.offset = (round(-self.corner[0] * (1 << SHIFT)), round(-self.corner[1] * (1 << SHIFT)))

    def flat(self, mark: Flat) -> None:
        left, top, right, bottom = mark.box
        x, y = self.corner
        if right < x or bottom < y or left > x + self.colour.shape[1] or top > y + self.colour.shape[0]:
            return
        for outline, colour in mark.outlines:
            cv2.fillPoly(self.colour, [outline], colour, cv2.LINE_AA, SHIFT, self.offset)
        if mark.light:
            self._shine(mark.light)

    def soft(self, mark: Soft) -> None:
        height, width = self.colour.shape[:2]
        x, y, rx, ry = mark.center[0] - self.corner[0], mark.center[1] - self.corner[1], mark.rx, mark.ry
        x0, x1 = max(0, floor(x - rx)), min(width, ceil(x + rx))
        y0, y1 = max(0, floor(y - ry)), min(height, ceil(y + ry))
        if x1 <= x0 or y1 <= y0:
            return
        across = ((np.arange(x0, x1, dtype=np.float32) - x) / rx) ** 2
        down = ((np.arange(y0, y1, dtype=np.float32) - y) / ry) ** 2
        share = np.maximum(0, 1 - across[None, :] - down[:, None])[..., None] ** 2 * mark.wash.strength
        under = self.colour[y0:y1, x0:x1].astype(np.float32)
        cover = np.float32(255) if mark.wash.glow else under[..., 3:]
        colour = np.array((*mark.wash.colour, 255), np.float32) * (cover / 255)
        self.colour[y0:y1, x0:x1] = np.rint(under + (colour - under) * share)

    def lit(self) -> Image:
        """The finished sprite: colours times light."""
        soft = cv2.GaussianBlur(self.light, (3, 3), 0)
        (x, y), step = self.margin, self.step
        area = np.s_[y : y + self.window.height, x : x + self.window.width]
        size = (soft.shape[1] * step, soft.shape[0] * step)
        # OpenCV splits a whole picture into memory of its own many times as fast as a part of one
        flat = self.paper.planes(self.colour.shape[0], self.colour.shape[1])
        cv2.split(self.colour, list(flat))
        planes = np.empty((4, self.window.height, self.window.width), np.uint8)
        planes[3] = flat[3][area]
        for plane, colour, table in zip(planes, flat, _LIGHT, strict=False):
            light = cv2.resize(cv2.LUT(soft, table), size, interpolation=cv2.INTER_LINEAR)
            cv2.multiply(colour[area], light[area], dst=plane, scale=1 / 128)
            # rounding may lift a colour above its alpha, which premultiplied pixels never are
            cv2.min(plane, planes[3], dst=plane)
        return planes.transpose(1, 2, 0)

    def _shine(self, light: Light) -> None:
        """Lays the light of a silhouette over what was there."""
        rows, columns = self.light.shape
        left, top = light.left - self.left, light.top - self.top
        height, width = light.mask.shape
        x0, y0, x1, y1 = max(0, left), max(0, top), min(columns, left + width), min(rows, top + height)
        if x1 > x0 and y1 > y0:
            part = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
            cv2.copyTo(light.level[part], light.mask[part], self.light[y0:y1, x0:x1])
