"""A few points come in, smooth outlines and lines come out: the geometry that figures are drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, pi, sin

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]
"""N x 2, x to the right, y up."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A part's own coordinates: where its origin lies, how it is turned (radians, counterclockwise), its unit."""

    x: float
    y: float
    size: float = 1.0
    angle: float = 0.0

    def place(self, points: ArrayLike) -> Points:
        """Points of the part in the coordinates of the figure."""
        local = np.asarray(points, dtype=np.float64).reshape(-1, 2) * self.size
        c, s = cos(self.angle), sin(self.angle)
        turned = np.array(((c, s), (-s, c)))
        placed: Points = local @ turned + (self.x, self.y)
        return placed

    def at(self, x: float, y: float, size: float = 1.0, angle: float = 0.0) -> Frame:
        """A frame within this one."""
        (px, py) = self.place((x, y))[0]
        return Frame(float(px), float(py), self.size * size, self.angle + angle)


@lru_cache(maxsize=32)
def _basis(samples: int) -> NDArray[np.float64]:
    t = np.arange(samples) / samples
    return 0.5 * np.stack(
        (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, -(t**2) + t**3), axis=1
    )


def smooth(points: ArrayLike, samples: int = 6) -> Points:
    """The closed curve through the points (Catmull-Rom 1974), ``samples`` to each of its pieces."""
    p = np.asarray(points, dtype=np.float64)
    around = np.concatenate((p[-1:], p, p[:2]))
    count = len(p)
    controls = np.stack((around[:count], p, around[2 : count + 2], around[3 : count + 3]), axis=1)
    curve: Points = (_basis(samples) @ controls).reshape(-1, 2)
    return curve


def flow(points: ArrayLike, samples: int = 6) -> Points:
    """The open curve through the points."""
    p = np.asarray(points, dtype=np.float64)
    q = np.concatenate((2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]))
    controls = np.stack((q[:-3], q[1:-2], q[2:-1], q[3:]), axis=1)
    return np.concatenate(((_basis(samples) @ controls).reshape(-1, 2), p[-1:]))


def ellipse(center: Sequence[float], rx: float, ry: float, angle: float = 0.0, count: int = 28) -> Points:
    """An ellipse as ``count`` points."""
    return Frame(float(center[0]), float(center[1]), 1.0, angle).place(_circle(count) * (rx, ry))


@lru_cache(maxsize=32)
def _circle(count: int) -> Points:
    t = np.arange(count) * (2 * pi / count)
    return np.stack((np.cos(t), np.sin(t)), axis=1)


def capsule(a: Sequence[float], b: Sequence[float], ra: float, rb: float) -> Points:
    """The outline around two discs: a limb between two joints, thicker at one of them."""
    along = np.array((b[0] - a[0], b[1] - a[1]), dtype=np.float64)
    along /= max(hypot(along[0], along[1]), 1e-9)
    turned = np.array((along, (-along[1], along[0])))
    disc = _circle(20) @ turned
    return np.concatenate((disc[15:] * rb + b[:2], disc[:6] * rb + b[:2], disc[5:16] * ra + a[:2]))


def ribbon(line: Points, widths: ArrayLike) -> Points:
    """The outline of a line with a width at each of its points: brush strokes, tails, locks of hair."""
    half = np.asarray(widths, dtype=np.float64).reshape(-1, 1) / 2
    tangent = np.concatenate((line[1:2] - line[:1], line[2:] - line[:-2], line[-1:] - line[-2:-1]))
    tangent /= np.maximum(np.hypot(tangent[:, :1], tangent[:, 1:]), 1e-9)
    normal = np.stack((-tangent[:, 1], tangent[:, 0]), axis=1)
    return np.concatenate((line + normal * half, (line - normal * half)[::-1]))


def lock(points: ArrayLike, root: float, tip: float = 0.0, belly: float = 1.0) -> Points:
    """A tapered ribbon along a curve: ``root`` wide at its start, ``tip`` at its end, fuller between by ``belly``."""
    line = flow(points)
    t = np.linspace(0, 1, len(line))
    rounded = np.sqrt(np.minimum(1.0, t * 7 + 0.02))
    return ribbon(line, (root + (tip - root) * t + np.sin(t * pi) * root * (belly - 1)) * rounded)


def bumpy(outline: Points, depth: float, bumps: int) -> Points:
    """An outline whose edge swells and dips: curls, wool, clouds of hair."""
    center = outline.mean(axis=0)
    t = np.linspace(0, 2 * pi * bumps, len(outline), endpoint=False)
    swell = 1 + depth * (np.abs(np.sin(t / 2)) - 0.6)
    swollen: Points = center + (outline - center) * swell[:, None]
    return swollen


def mix(a: float, b: float, t: float) -> float:
    """The value at share ``t`` of the way from a to b."""
    return a + (b - a) * t
