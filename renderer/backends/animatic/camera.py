"""A camera move, an angle and a lens come in; where the camera aims in each frame goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import cos, pi, radians, sin

import numpy as np

from renderer.backends.animatic.planes import View
from renderer.recipe import Move
from renderer.words import Lexicon

ANGLES = {
    "overhead": "overhead|bird's eye|bird's-eye|top down|top-down|aerial|god's eye|真上|鳥瞰|俯瞰|鸟瞰|航拍|顶视",
    "low": "low|low angle|low-angle|worm's eye|from below|looking up|ローアングル|あおり|仰角|下から|仰拍|仰视|低角度",
    "high": "high|high angle|high-angle|from above|looking down|ハイアングル|上から|俯角|俯拍|俯视|高角度",
    "dutch": "dutch|canted|tilted|oblique|ダッチ|斜め|傾き|荷兰角|倾斜|斜角",
}
"""Camera angles and their words."""
_ANGLES = Lexicon(ANGLES)
_HORIZON = {"low": 0.16, "high": -0.17, "overhead": -0.34}
"""How far down the frame an angle moves the horizon."""
_UNSEEN = 0.3
"""Moves below so many pixels are not seen."""
_MILLIMETRES = re.compile(r"(\d+(?:\.\d+)?)\s*mm")


@dataclass(frozen=True, slots=True)
class Optics:
    """What angle and lens do: the horizon's shift (frame heights), roll (radians), growth of figures, blur factor."""

    horizon: float = 0.0
    roll: float = 0.0
    figure: float = 1.0
    blur: float = 1.0


@dataclass(frozen=True, slots=True)
class Aim:
    """The camera at one frame: zoom factor, shift as shares of the frame's width and height, roll in radians."""

    zoom: float
    x: float
    y: float
    roll: float


@dataclass(frozen=True, slots=True)
class Framing:
    """The camera's rest position before the painting: the point at the frame's centre and the magnification."""

    x: float
    y: float
    zoom: float


def optics(angle: str, lens: str) -> Optics:
    """The effect of the words for angle and lens."""
    kind = _ANGLES.first(angle)
    found = _MILLIMETRES.search(lens)
    focal = float(found.group(1)) if found else 50.0
    return Optics(
        horizon=_HORIZON.get(kind, 0.0),
        roll=radians(7) if kind == "dutch" else 0.0,
        figure={"low": 1.07, "high": 0.93, "overhead": 0.82}.get(kind, 1.0),
        blur=min(2.0, max(0.4, focal / 50)),
    )


def path(move: Move, frames: int, fps: float, roll: float, seed: int) -> list[Aim]:
    """The camera in each frame of a shot: eased from the first values to the last, with smooth shake."""
    rng = np.random.default_rng(seed)
    phases = rng.uniform(0, 2 * pi, 8)
    aims = []
    for at in range(frames):
        share = ease(move.ease, at / max(1, frames - 1))
        sway_x, sway_y = _shake(at / fps, phases[:4]), _shake(at / fps, phases[4:])
        zoom = move.zoom[0] * (move.zoom[1] / move.zoom[0]) ** share
        aims.append(
            Aim(
                zoom,
                _between(move.x, share) + move.shake * sway_x * 0.6,
                _between(move.y, share) + move.shake * sway_y,
                roll + radians(_between(move.roll, share)),
            )
        )
    return aims if move.shake else [_steady(aim) for aim in aims]


def held(aims: list[Aim], size: tuple[int, int]) -> list[Aim]:
    """The same path, but where the camera moves no point of the frame by as much as can be seen it rests until it
    does: a slow move costs half, and nobody sees a third of a pixel. The first and the last aim stay."""
    path = aims[:1]
    for aim in aims[1:]:
        path.append(path[-1] if _apart(path[-1], aim, size) < _UNSEEN else aim)
    return [*path[:-1], aims[-1]]


def _apart(first: Aim, second: Aim, size: tuple[int, int]) -> float:
    """Pixels that a point of the frame at most moves between two aims."""
    height, width = size
    turn = abs(second.zoom / first.zoom - 1) + abs(second.roll - first.roll)
    return turn * width / 2 + abs(second.x - first.x) * width * second.zoom + abs(second.y - first.y) * height


def ease(name: str, share: float) -> float:
    """Progress of a move, 0 to 1: "linear", "in", "out", or both ends soft."""
    if name == "linear":
        return share
    if name == "in":
        return share * share
    if name == "out":
        return 1 - (1 - share) ** 2
    return share * share * (3 - 2 * share)


def depth_factors(depth: float, parallax: float) -> tuple[float, float]:
    """How much of the camera's shift, and which power of its zoom, a layer at ``depth`` takes."""
    return 1 + parallax * (depth - 1), max(0.3, 1 + parallax * (min(depth, 1.5) - 1) * 0.55)


def view(aim: Aim, framing: Framing, factors: tuple[float, float], size: tuple[int, int],
        raster: tuple[float, float, float]) -> View:
    """How a frame of ``size`` (height, width) aims at a raster of the painting.

    ``raster``: the painting's x and y at the raster's first pixel, and its pixels a frame height. Frame pixel q shows
    the point p of the painting with q = centre + ((p - framing) * zoom * height - shift) * the camera's own zoom.
    """
    height, width = size
    shift, power = factors
    zoom = aim.zoom**power
    left, top, unit = raster
    scale = unit / (framing.zoom * height)
    x = unit * (framing.x - left) + scale * (-(width - 1) / 2 / zoom + aim.x * width * shift)
    y = unit * (framing.y - top) + scale * (-(height - 1) / 2 / zoom + aim.y * height * shift)
    return View(x - 0.5, y - 0.5, scale / zoom, aim.roll)


def seen(aim: Aim, at: tuple[float, float], size: tuple[int, int], factors: tuple[float, float]) -> tuple[float,
        float, float]:
    """Where a point of the resting frame (pixels) comes to lie, and how much larger things there become. The roll is
    left out: the view of what is laid there has it."""
    height, width = size
    shift, power = factors
    zoom = aim.zoom**power
    x = (width - 1) / 2 + (at[0] - (width - 1) / 2 - aim.x * width * shift) * zoom
    y = (height - 1) / 2 + (at[1] - (height - 1) / 2 - aim.y * height * shift) * zoom
    return x, y, zoom


def turned(point: tuple[float, float], roll: float, size: tuple[int, int]) -> tuple[float, float]:
    """A point of the frame after the roll of the camera about the frame's centre."""
    x, y = point[0] - size[1] / 2, point[1] - size[0] / 2
    return x * cos(roll) + y * sin(roll) + size[1] / 2, y * cos(roll) - x * sin(roll) + size[0] / 2


def _between(ends: tuple[float, float], share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * share


def _shake(seconds: float, phases: np.ndarray) -> float:
    """Smooth unrest of a held camera, about -1 to 1: four slow waves with no common period."""
    rates, weights = (0.6, 1.3, 2.1, 3.7), (0.5, 0.3, 0.18, 0.1)
    return sum(w * sin(2 * pi * r * seconds + float(p)) for r, w, p in zip(rates, weights, phases, strict=True))


def _steady(aim: Aim) -> Aim:
    """Values rounded far below what can be seen, so that equal frames of a resting camera are equal."""
    return Aim(round(aim.zoom, 9), round(aim.x, 9), round(aim.y, 9), round(aim.roll, 9))
