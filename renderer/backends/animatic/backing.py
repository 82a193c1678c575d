"""A decoded plate and a camera path come in; the background of each frame goes out, composited layer by layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, pi, sin

import cv2
import numpy as np

from renderer.backends.animatic.air import Air
from renderer.backends.animatic.camera import Aim, Framing, view
from renderer.backends.animatic.planes import Overlay, Scratch, Video, View, covered_from, frame, lay, scratch, within
from renderer.backends.animatic.plate import Backdrop
from renderer.backends.animatic.sheets import Sheetful, Shot, ready


@dataclass(frozen=True, slots=True)
class _Canvas:
    """A picture larger than the frame, on which everything is drawn upright before the camera's roll turns it."""

    video: Video
    margin: tuple[int, int]  # above and to the left of the frame, even
    scratch: Scratch


@dataclass(frozen=True, slots=True)
class Backing:
    """The layers behind and before the figures."""

    behind: tuple[Sheetful, ...]
    before: tuple[Sheetful, ...]
    air: Air | None  # what takes the place of the farthest layer where clouds drift over it
    framing: Framing
    shot: Shot
    canvas: _Canvas | None

    def step(self, at: int) -> int:
        """Counts the pictures that the background shows by itself: equal for frames that look alike."""
        return self.air.step(at) if self.air else 0

    def draw(self, video: Video, aim: Aim, at: int, scratch: Scratch) -> None:
        """Everything behind the figures, as the camera sees it at frame ``at``."""
        if not aim.roll or self.canvas is None:
            self._draw_upright(video, aim, at, scratch, (0, 0))
            return
        canvas = self.canvas
        self._draw_upright(canvas.video, replace(aim, roll=0.0), at, canvas.scratch, canvas.margin)
        for part, plane, source in (
            (1, video.y, canvas.video.y), (2, video.u, canvas.video.u), (2, video.v, canvas.video.v),
        ):  # fmt: skip
            _turn(source, (canvas.margin[0] // part, canvas.margin[1] // part), aim.roll, plane)

    def draw_front(self, video: Video, aim: Aim, at: int, scratch: Scratch) -> None:
        """What stands before the figures: leaves and grass, swaying on twos."""
        sway = self.shot.sway * sin(2 * pi * (at // 2 * 2) / self.shot.fps / 2.9)
        for sheet in self.before:
            lay(video, sheet.overlay, self._view(sheet, replace(aim, x=aim.x + sway)), scratch)

    def _draw_upright(self, video: Video, aim: Aim, at: int, scratch: Scratch, margin: tuple[int, int]) -> None:
        size = video.y.shape[0], video.y.shape[1]
        layers: list[tuple[Overlay, View, int]] = []
        floor = size[0]
        for index in reversed(range(len(self.behind))):
            sheet = self.behind[index]
            overlay = self.air.overlay(at) if self.air and not index else sheet.overlay
            seen = within(self._view(sheet, aim), -margin[1], -margin[0])
            layers.append((overlay, seen, floor))
            floor = min(floor, covered_from(overlay, seen, size))
        for overlay, seen, bottom in reversed(layers):
            lay(video, overlay, seen, scratch, (0, bottom))

    def _view(self, sheet: Sheetful, aim: Aim) -> View:
        return view(aim, self.framing, sheet.factors, self.shot.size, sheet.raster)


def prepare(backdrop: Backdrop, framing: Framing, aims: Sequence[Aim], shot: Shot) -> Backing:
    """Makes a plate ready for a shot: layers cropped, scaled, blurred; those that move as one, flattened; clouds that
    drift, an air of their own."""
    distinct = sorted(set(aims), key=lambda aim: (aim.zoom, aim.x, aim.y, aim.roll))
    behind, before = ready(backdrop, framing, distinct, shot)
    air = None
    if len(behind) > 1 and behind[1].name == "clouds" and shot.drift:
        air = Air(behind[0].overlay, behind[1].overlay, shot.pace)
        del behind[1]
    steepest = max(abs(aim.roll) for aim in aims)
    canvas = _canvas(shot.size, steepest) if steepest else None
    return Backing(tuple(behind), tuple(before), air, framing, shot, canvas)


def _canvas(size: tuple[int, int], roll: float) -> _Canvas:
    """Room for a frame that is turned by up to ``roll`` (radians)."""
    height, width = size
    rows = (height * np.cos(roll) + width * np.sin(roll) - height) / 2
    columns = (width * np.cos(roll) + height * np.sin(roll) - width) / 2
    margin = max(0, ceil(rows / 2) * 2) + 2, max(0, ceil(columns / 2) * 2) + 2
    large = height + 2 * margin[0], width + 2 * margin[1]
    return _Canvas(frame(*large)[1], margin, scratch(*large))


def _turn(source: np.ndarray, margin: tuple[int, int], roll: float, target: np.ndarray) -> None:
    """The frame as a camera sees it that is turned by ``roll`` around the frame's centre."""
    cosine, sine = np.cos(roll), np.sin(roll)
    y, x = (target.shape[0] - 1) / 2, (target.shape[1] - 1) / 2
    matrix = np.array(
        [[cosine, -sine, x + margin[1] - cosine * x + sine * y], [sine, cosine, y + margin[0] - sine * x - cosine * y]]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    cv2.warpAffine(source, matrix, (target.shape[1], target.shape[0]), dst=target, flags=flags)
