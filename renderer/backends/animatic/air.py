"""A painted sky and the clouds over it come in; one opaque picture of both, its clouds drifted, goes out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2

from renderer.backends.animatic.planes import Overlay, Plane


@dataclass(frozen=True, slots=True)
class Pace:
    """How clouds drift: so many pixels (even) every so many frames, so that no frame has to resample them."""

    pixels: int
    frames: int

    def travelled(self, at: int) -> int:
        """Pixels gone at frame ``at``."""
        return at // self.frames * self.pixels


def pace_of(speed: float, finest: int) -> Pace:
    """The pace nearest to ``speed``, pixels a frame, that moves no sooner than every ``finest`` frames."""
    frames = max(finest, round(2 / speed))
    return Pace(max(2, round(speed * frames / 2) * 2), frames)


class Air:
    """Sky and clouds as one opaque overlay. The clouds are as wide as the sky and their whole drift."""

    def __init__(self, sky: Overlay, clouds: Overlay, pace: Pace) -> None:
        self._sky, self._clouds, self._pace = sky, clouds, pace
        self._overlay = replace(sky, y=sky.y.copy(), u=sky.u.copy(), v=sky.v.copy())
        self._shown = -1
        low = min((part.top for part in clouds.parts), default=0)
        high = max((part.bottom for part in clouds.parts), default=0)
        self._rows = low, min(high, sky.size[0])

    def step(self, at: int) -> int:
        """Which picture frame ``at`` shows."""
        return at // self._pace.frames

    def overlay(self, at: int) -> Overlay:
        """Sky and clouds at frame ``at``; the overlay shows them until it is asked for another step."""
        if self.step(at) != self._shown:
            self._shown = self.step(at)
            self._compose(self._pace.travelled(at))
        return self._overlay

    def _compose(self, gone: int) -> None:
        sky, clouds, air = self._sky, self._clouds, self._overlay
        for part, plane, below, above, keep in (
            (1, air.y, sky.y, clouds.y, clouds.keep),
            (2, air.u, sky.u, clouds.u, clouds.keep_uv),
            (2, air.v, sky.v, clouds.v, clouds.keep_uv),
        ):
            rows = slice(self._rows[0] // part, self._rows[1] // part)
            columns = slice(gone // part, gone // part + plane.shape[1])
            _over(plane[rows], below[rows], above[rows, columns], keep[rows, columns])


def _over(target: Plane, below: Plane, above: Plane, keep: Plane) -> None:
    if target.size:
        cv2.multiply(below, keep, dst=target, scale=1 / 255)
        cv2.add(target, above, dst=target)


def shown_width(width: int, pace: Pace, frames: int) -> int:
    """How wide clouds must be to drift over ``width`` columns for so many frames."""
    return width + pace.travelled(max(0, frames - 1))
