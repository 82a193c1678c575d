"""A weather comes in; rain, snow, fog and lightning over each frame go out."""

from __future__ import annotations

from dataclasses import dataclass
from math import sin

import cv2
import numpy as np

from renderer.backends.animatic.brush import fractal
from renderer.backends.animatic.planes import Plane, Video, as_plane
from renderer.recipe import digest


@dataclass(frozen=True, slots=True)
class Fall:
    """Something that falls: a tile of light that repeats, and its speed in frame heights a second (x, y)."""

    tile: Plane
    speed: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Fog:
    """A bank of fog wider than the frame, so that it can drift: what it keeps of the picture and the light that it
    adds, in luma and in both colour differences, and the rows of the frame (even) that it lies on."""

    keep: Plane
    light: Plane
    keep_uv: Plane
    light_uv: Plane
    rows: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Weather:
    """What lies in front of the picture."""

    falls: tuple[Fall, ...] = ()
    fog: Fog | None = None
    lightning: tuple[int, ...] = ()  # frames at which it strikes


def prepare(kind: str, size: tuple[int, int], frames: int, fps: float, seed: int) -> Weather:
    """The weather of a shot. ``size``: height and width of the frame."""
    rng = np.random.default_rng(int(digest(f"weather:{kind}:{seed}")[:12], 16))
    if kind in ("rain", "storm"):
        slant = 0.32 if kind == "storm" else 0.12
        falls = (_rain(size, rng, slant, 0.6), _rain(size, rng, slant, 1.0))
        return Weather(falls, lightning=_strikes(rng, frames, fps) if kind == "storm" else ())
    if kind == "snow":
        return Weather((_snow(size, rng, 0.5), _snow(size, rng, 1.0)))
    if kind == "fog":
        return Weather(fog=_fog(size, rng))
    return Weather()


def fall(video: Video, weather: Weather, at: int, fps: float) -> None:
    """Draws the weather of frame ``at``: drops on twos as everything drawn, fog on ones as it drifts slowly."""
    height, width = video.y.shape
    seconds = at // 2 * 2 / fps
    for index, drop in enumerate(weather.falls):
        down = round(drop.speed[1] * seconds * height) % height
        across = round((drop.speed[0] * seconds + 0.01 * sin(seconds * 1.3 + index)) * height) % width
        _add_wrapped(video.y, drop.tile, down, across)
    if weather.fog is not None:
        _drift(video, weather.fog, round(at / fps * 0.03 * width / 2) * 2)
    if any(strike <= at < strike + 3 or at == strike + 5 for strike in weather.lightning):
        cv2.convertScaleAbs(video.y, dst=video.y, alpha=1.25, beta=34)
        np.minimum(video.y, 235, out=video.y)


def _add_wrapped(luma: Plane, tile: Plane, down: int, across: int) -> None:
    """Adds a tile of the frame's size, moved right and down, its overhang coming in on the other side."""
    height, width = luma.shape
    for target_rows, tile_rows in ((slice(0, down), slice(height - down, height)),
            (slice(down, height), slice(0, height - down))):
        for target_columns, tile_columns in (
            (slice(0, across), slice(width - across, width)),
            (slice(across, width), slice(0, width - across)),
        ):
            area = luma[target_rows, target_columns]
            if area.size:
                cv2.add(area, tile[tile_rows, tile_columns], dst=area)


def _rain(size: tuple[int, int], rng: np.random.Generator, slant: float, near: float) -> Fall:
    """Slanting streaks; near ones are longer, brighter, faster and fewer."""
    height, width = size
    tile: Plane = np.zeros(size, np.uint8)
    for _ in range(int(150 * width / height / 1.78 * (1.6 - near))):
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        length = height * rng.uniform(0.03, 0.06) * (0.6 + near)
        bright = int(rng.uniform(16, 34) * (0.6 + 0.5 * near))
        for dx in (-width, 0, width):
            for dy in (-height, 0):
                start = (round((x + dx) * 8), round((y + dy) * 8))
                end = (round((x + dx - slant * length) * 8), round((y + dy + length) * 8))
                cv2.line(tile, start, end, bright, max(1, round(height / 900 * near)), cv2.LINE_AA, 3)
    speed = 1.9 * (0.6 + near)
    return Fall(as_plane(cv2.blur(tile, (1, 3))), (-slant * speed, speed))


def _snow(size: tuple[int, int], rng: np.random.Generator, near: float) -> Fall:
    """Soft flakes."""
    height, width = size
    tile: Plane = np.zeros(size, np.uint8)
    for _ in range(int(170 * width / height / 1.78 * (1.5 - near))):
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        radius = height * rng.uniform(0.0012, 0.0042) * (0.5 + near)
        bright = int(rng.uniform(60, 150))
        for dx in (-width, 0, width):
            for dy in (-height, 0, height):
                cv2.circle(tile, (round((x + dx) * 8), round((y + dy) * 8)), round(radius * 8), bright, -1,
                    cv2.LINE_AA, 3)
    return Fall(as_plane(cv2.GaussianBlur(tile, (0, 0), 0.6 + 1.2 * near)), (-0.04 * near, 0.10 + 0.14 * near))


def _fog(size: tuple[int, int], rng: np.random.Generator) -> Fog:
    """A bank of fog twice as wide as the frame, thin above and dense below."""
    height, width = size[0] // 2, size[1]
    coarse = fractal((height // 4, width // 4), (height / 12, width / 12), 4, rng)
    field = np.asarray(cv2.resize(coarse, (width, height)), np.float32)
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    thick = np.clip(0.30 + 0.12 * field, 0, 0.7) * np.exp(-(((rows - 0.62) / 0.30) ** 2))
    ramp = np.minimum(1, np.minimum(np.arange(width), np.arange(width)[::-1]) / (width / 8)).astype(np.float32)
    keep = as_plane(np.clip(255 * (1 - thick * (0.55 + 0.45 * ramp[None])) + 0.5, 0, 255).astype(np.uint8))
    shown = np.flatnonzero(keep.min(axis=1) < 254)
    full = as_plane(cv2.resize(keep, (2 * width, size[0]), interpolation=cv2.INTER_LINEAR))
    lights = (as_plane(cv2.convertScaleAbs(cv2.bitwise_not(plane), alpha=level / 255))
        for plane, level in ((full, _FOG_LUMA), (keep, 128)))
    return Fog(full, next(lights), keep, next(lights), (2 * int(shown[0]), 2 * int(shown[-1]) + 2))


def _drift(video: Video, fog: Fog, shift: int) -> None:
    """Fades the frame towards the grey of the fog, ``shift`` pixels (even) into its bank and back again."""
    room = fog.keep.shape[1] - video.y.shape[1]
    start = abs((shift + room) % (2 * room) - room)
    for plane, keep, light, part in (
        (video.y, fog.keep, fog.light, 1), (video.u, fog.keep_uv, fog.light_uv, 2),
        (video.v, fog.keep_uv, fog.light_uv, 2),
    ):  # fmt: skip
        rows = slice(fog.rows[0] // part, fog.rows[1] // part)
        columns = slice(start // part, start // part + plane.shape[1])
        cv2.multiply(plane[rows], keep[rows, columns], dst=plane[rows], scale=1 / 255)
        cv2.add(plane[rows], light[rows, columns], dst=plane[rows])


_FOG_LUMA = 176


def _strikes(rng: np.random.Generator, frames: int, fps: float) -> tuple[int, ...]:
    """Lightning about every six seconds, at least one in a shot of two seconds, none in its first half second."""
    first = int(fps * 0.5)
    count = max(1, round(frames / fps / 6)) if frames > 2 * fps else 0
    return tuple(sorted(int(at) for at in rng.integers(first, max(first + 1, frames - 6), count)))
