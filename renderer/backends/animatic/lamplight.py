"""The lamps of a plate come in; their flicker over each frame goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sin

import cv2
import numpy as np

from renderer.backends.animatic.camera import Aim, Framing, depth_factors, seen, turned
from renderer.backends.animatic.light import Lamp
from renderer.backends.animatic.planes import Plane, Video

_LEVELS = 5
_MOST = 6
"""Lamps that flicker at most: the brightest."""


@dataclass(frozen=True, slots=True)
class _Halo:
    """The light that a flickering lamp adds, level by level: to luma, and to the red difference."""

    lamp: Lamp
    luma: tuple[Plane, ...]
    red: tuple[Plane, ...]
    phase: float


class Flicker:
    """Adds the unsteady part of the lamps' light, on threes: the steady part is painted in the plate."""

    def __init__(self, lamps: Sequence[Lamp], size: tuple[int, int], seed: int) -> None:
        self.size = size
        brightest = sorted(lamps, key=lambda lamp: (-lamp.radius * lamp.strength, lamp.x))[:_MOST]
        rng = np.random.default_rng(seed)
        self.halos = [_halo(lamp, size[0], float(rng.uniform(0, 2 * pi))) for lamp in brightest]

    def draw(self, video: Video, framing: Framing, aim: Aim, when: tuple[int, float, float]) -> None:
        """The flicker at a frame. ``when``: the frame, frames a second, the camera's parallax."""
        at, fps, parallax = when
        seconds = at // 3 * 3 / fps
        height, width = self.size
        for halo in self.halos:
            lamp = halo.lamp
            rest = (
                width / 2 + (lamp.x - framing.x) * framing.zoom * height,
                height / 2 + (lamp.y - framing.y) * framing.zoom * height,
            )
            x, y, _ = seen(aim, rest, self.size, depth_factors(lamp.depth, parallax))
            x, y = turned((x, y), aim.roll, self.size)
            wave = 0.5 + 0.28 * sin(7.3 * seconds + halo.phase) + 0.22 * sin(17.9 * seconds + 2 * halo.phase)
            level = min(_LEVELS - 1, max(0, int(wave * _LEVELS)))
            _add(video.y, halo.luma[level], round(x), round(y))
            _add(video.v, halo.red[level], round(x / 2), round(y / 2))


def _halo(lamp: Lamp, height: int, phase: float) -> _Halo:
    radius = max(4, round(min(lamp.radius, 0.5) * height * 0.9))
    axis = np.arange(-radius, radius + 1, dtype=np.float32)
    fall = np.clip(1 - np.sqrt(axis[None] ** 2 + axis[:, None] ** 2) / radius, 0, 1) ** 2
    small = cv2.resize(fall, (radius, radius), interpolation=cv2.INTER_AREA)
    steps = [26 * lamp.strength * level / (_LEVELS - 1) for level in range(_LEVELS)]
    return _Halo(
        lamp,
        tuple((fall * step + 0.5).astype(np.uint8) for step in steps),
        tuple((small * step * 0.3 + 0.5).astype(np.uint8) for step in steps),
        phase,
    )


def _add(plane: Plane, light: Plane, x: int, y: int) -> None:
    """Adds light with its middle at (x, y), cut at the plane's edges."""
    top, left = y - light.shape[0] // 2, x - light.shape[1] // 2
    rows = slice(max(0, top), min(plane.shape[0], top + light.shape[0]))
    columns = slice(max(0, left), min(plane.shape[1], left + light.shape[1]))
    if rows.start < rows.stop and columns.start < columns.stop:
        part = light[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
        cv2.add(plane[rows, columns], part, dst=plane[rows, columns])
