"""A decoded plate and a camera path come in; what moves by itself far away goes out over each frame: light on water,
twinkling stars, birds."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin

import cv2
import numpy as np

from renderer.backends.animatic.camera import Aim, Framing, depth_factors, seen, turned
from renderer.backends.animatic.light import Glint
from renderer.backends.animatic.planes import Plane, Video
from renderer.backends.animatic.plate import Backdrop
from renderer.backends.animatic.scenery import Scenery

_MOST = 56
"""Glints that a shot shows at most."""
_LEVELS = 4
_CLOSEST = 1.6
"""Enlargements of the painting from which on the distance is out of focus, and nothing in it is seen to move."""
_DAY = frozenset(("dawn", "day", "noon", "golden"))
_BIRDLESS = frozenset(("space", "underwater", "underworld", "volcano", "neon", "clouds"))


@dataclass(frozen=True, slots=True)
class _Spark:
    """A glint with its light at each level, its pace (turns a second) and its phase."""

    glint: Glint
    light: tuple[Plane, ...]
    rate: float
    phase: float


@dataclass(frozen=True, slots=True)
class _Bird:
    """A bird: where it is at the start (frame heights, as glints are), its speed in them a second, its span, its beat
    (a second) and the phase of that."""

    x: float
    y: float
    speed: float
    span: float
    rate: float
    phase: float


class Life:
    """Draws the distance's own life, on threes, behind the figures."""

    def __init__(
        self, backdrop: Backdrop, scenery: Scenery, framing: Framing, size: tuple[int, int], seed: int
    ) -> None:
        self.framing, self.size = framing, size
        self.sparks: list[_Spark] = []
        self.birds: list[_Bird] = []
        if framing.zoom >= _CLOSEST:
            return
        rng = np.random.default_rng(seed ^ 0x11FE)
        unit = framing.zoom * size[0]
        for glint in backdrop.glints[:: len(backdrop.glints) // _MOST + 1]:
            self.sparks.append(_Spark(glint, _light(glint, unit), float(rng.uniform(0.25, 0.6)), float(rng.random())))
        if _birds_fly(scenery) and rng.random() < 0.6:
            self.birds = _flock(rng, backdrop.horizon, size[1] / size[0])

    def draw(self, video: Video, aim: Aim, when: tuple[int, float, float]) -> None:
        """The life at a frame. ``when``: the frame, frames a second, the camera's parallax."""
        at, fps, parallax = when
        seconds = at // 3 * 3 / fps
        for spark in self.sparks:
            wave = sin(2 * pi * (spark.rate * seconds + spark.phase))
            if wave > 0:
                x, y = self._place((spark.glint.x, spark.glint.y), aim, spark.glint.depth, parallax)
                _add(video.y, spark.light[min(_LEVELS - 1, int(wave * _LEVELS))], round(x), round(y))
        for bird in self.birds:
            self._draw_bird(video.y, bird, seconds, (aim, parallax))

    def _draw_bird(self, luma: Plane, bird: _Bird, seconds: float, camera: tuple[Aim, float]) -> None:
        """Two wings that beat."""
        aim, parallax = camera
        beat = sin(2 * pi * (bird.rate * seconds + bird.phase))
        drift = 0.006 * sin(1.1 * seconds + 9 * bird.phase)
        x, y = self._place((bird.x + bird.speed * seconds, bird.y + drift), aim, 0.3, parallax)
        span = bird.span * self.framing.zoom * self.size[0]
        lift = (0.10 + 0.32 * beat) * span
        wings = np.array([(-span, -lift), (-0.45 * span, -0.5 * lift - 0.16 * span), (0, 0),
            (0.45 * span, -0.5 * lift - 0.16 * span), (span, -lift)]) + (x, y)
        if 0 < y < self.size[0] and -span < x < self.size[1] + span:
            points = np.round(wings * 16).astype(np.int32)
            cv2.polylines(luma, [points], False, 46, max(1, round(span * 0.16)), cv2.LINE_AA, 4)

    def _place(self, point: tuple[float, float], aim: Aim, depth: float, parallax: float) -> tuple[float, float]:
        """The pixel of the frame that shows a point of the painting."""
        height, width = self.size
        rest = (
            width / 2 + (point[0] - self.framing.x) * self.framing.zoom * height,
            height / 2 + (point[1] - self.framing.y) * self.framing.zoom * height,
        )
        x, y, _ = seen(aim, rest, self.size, depth_factors(depth, parallax))
        return turned((x, y), aim.roll, self.size) if aim.roll else (x, y)


def _light(glint: Glint, unit: float) -> tuple[Plane, ...]:
    """The light of a glint at each level: a soft lens as wide as it is, or a point."""
    width, height = max(3, round(glint.width * unit) | 1), max(3, round(glint.width * unit * glint.flat) | 1)
    x = np.linspace(-1, 1, width + 2, dtype=np.float32)[None, 1:-1]
    y = np.linspace(-1, 1, height + 2, dtype=np.float32)[1:-1, None]
    fall = np.clip(1 - x**2 - y**2, 0, 1)
    return tuple((fall * glint.light * level / _LEVELS + 0.5).astype(np.uint8) for level in range(1, _LEVELS + 1))


def _birds_fly(scenery: Scenery) -> bool:
    fine = scenery.weather in ("clear", "wind", "cloud") and scenery.hour in _DAY
    return fine and not scenery.indoors and scenery.kind not in _BIRDLESS


def _flock(rng: np.random.Generator, horizon: float, aspect: float) -> list[_Bird]:
    """Two to four birds that cross the sky together."""
    way = float(rng.choice([-1, 1]))
    x, y = float(rng.uniform(-0.3, 0.3)) * aspect - way * 0.15 * aspect, horizon * float(rng.uniform(0.22, 0.5))
    speed, span = way * float(rng.uniform(0.035, 0.06)), float(rng.uniform(0.010, 0.016))
    return [
        _Bird(x - way * 0.05 * index + float(rng.normal(0, 0.012)), y + float(rng.normal(0, 0.022)), speed,
            span * float(rng.uniform(0.8, 1.15)), float(rng.uniform(1.1, 1.7)), float(rng.random()))
        for index in range(int(rng.integers(2, 5)))
    ]  # fmt: skip


def _add(plane: Plane, light: Plane, x: int, y: int) -> None:
    """Adds light with its middle at (x, y), where all of it is in the plane."""
    top, left = y - light.shape[0] // 2, x - light.shape[1] // 2
    area = plane[max(0, top) : top + light.shape[0], max(0, left) : left + light.shape[1]]
    if area.shape == light.shape:
        cv2.add(area, light, dst=area)
