"""A shot's spec and its artifacts come in; its frames, drawn and encoded, go out as a segment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer import recipe
from renderer.backends.animatic import backing, weather
from renderer.backends.animatic.air import pace_of
from renderer.backends.animatic.backing import Backing
from renderer.backends.animatic.blocking import block, eye_line
from renderer.backends.animatic.camera import Aim, Framing, Optics, depth_factors, ease, held, optics, path, seen
from renderer.backends.animatic.cast import Stage, measure, players
from renderer.backends.animatic.grade import grade_of
from renderer.backends.animatic.insert import Insert, insert
from renderer.backends.animatic.lamplight import Flicker
from renderer.backends.animatic.life import Life
from renderer.backends.animatic.planes import (
    FINER,
    Overlay,
    Plane,
    Scratch,
    Video,
    View,
    as_plane,
    convert,
    frame,
    lay,
    scratch,
)
from renderer.backends.animatic.plate import Backdrop, load
from renderer.backends.animatic.scenery import Scenery, read_setting
from renderer.backends.animatic.sheets import Shot
from renderer.media import SegmentWriter, read_picture

_MELT = 12
"""Frames in which a shot melts out of the last frame of the one that it continues."""
_REPORT = 6
_BANDS = 9
"""Rows are darkened in so many bands: the middle of each stays as it is."""


def make(spec: recipe.Picture, inputs: Mapping[str, Path], out: Path, report: Callable[[int], None]) -> dict[str, Any]:
    """Draws and encodes a shot. Inputs as `recipe.Picture` says; meta as `SegmentWriter` gives it."""
    shot = _Shot(spec, inputs)
    memory, video = frame(spec.format.height, spec.format.width)
    with SegmentWriter(out, spec.format, spec.encoder) as segment:
        for at in range(spec.frames):
            shot.draw(video, at)
            segment.write(memory)
            if (at + 1) % _REPORT == 0 or at + 1 == spec.frames:
                report(at + 1)
    return dict(segment.meta)


class _Shot:
    """Everything of a shot that is prepared once, and the drawing of its frames, in their order."""

    def __init__(self, spec: recipe.Picture, inputs: Mapping[str, Path]) -> None:
        self.spec = spec
        self.size = (spec.format.height, spec.format.width)
        self.fps = float(spec.format.fps)
        scenery = read_setting(spec.setting)
        grade = grade_of(scenery)
        optic = optics(spec.angle, spec.lens)
        cast = players(spec, inputs)
        measures = [measure(player, spec) for player in cast]
        marks = block(spec, measures, optic.figure)
        self.aims = held(path(spec.camera, spec.frames, self.fps, optic.roll, spec.seed), self.size)
        self.closest = max(aim.zoom for aim in self.aims)
        backdrop = load(inputs["plate"])
        self.framing = _framing(spec, backdrop, eye_line(spec, marks, measures), optic)
        self.backing = _backing(spec, backdrop, self.framing, self.aims, (scenery, optic))
        self.life = Life(backdrop, scenery, self.framing, self.size, spec.seed)
        self.stage = Stage(spec, cast, marks, grade.figure)
        zooms = spec.camera.zoom[0] != spec.camera.zoom[1]
        self.insert = None if cast else insert(spec, scenery, grade, self.closest * FINER if zooms else 1.0)
        self.flicker = Flicker(backdrop.lamps, self.size, spec.seed)
        kind = "" if scenery.indoors or scenery.kind in ("space", "underwater") else scenery.weather
        self.weather = weather.prepare(kind, self.size, spec.frames, self.fps, spec.seed)
        self.vignette = _Vignette(self.size)
        self.given = _given(spec, inputs)
        self.scratch = scratch(*self.size)
        self._behind = frame(*self.size)[1]
        self._behind_key: object = None

    def draw(self, video: Video, at: int) -> None:
        """Draws frame ``at`` over whatever ``video`` holds."""
        aim = self.aims[at]
        self._draw_behind(video, aim, at)
        self.life.draw(video, aim, (at, self.fps, self.spec.camera.parallax))
        if self.insert:
            self._draw_insert(video, self.insert, aim, at)
        self.stage.draw(video, aim, at, self.closest, self.scratch)
        self.backing.draw_front(video, aim, at, self.scratch)
        self.flicker.draw(video, self.framing, aim, (at, self.fps, self.spec.camera.parallax))
        weather.fall(video, self.weather, at, self.fps)
        self.vignette.draw(video.y)
        for given in self.given:
            given.draw(video, at, self.size, self.scratch)

    def _draw_behind(self, video: Video, aim: Aim, at: int) -> None:
        """The background; where neither it nor the camera has moved, the last one again."""
        key = (aim, self.backing.step(at))
        if key == self._behind_key:
            video.copy_from(self._behind)
            return
        self.backing.draw(video, aim, at, self.scratch)
        resting = at + 1 < len(self.aims) and self.aims[at + 1] == aim
        if resting:
            self._behind.copy_from(video)
            self._behind_key = key

    def _draw_insert(self, video: Video, thing: Insert, aim: Aim, at: int) -> None:
        """The thing that the action tells of, moved by itself and by the camera."""
        place = thing.place(at / self.fps, self.size)
        x, y, zoom = seen(aim, place, self.size, depth_factors(thing.depth, self.spec.camera.parallax))
        scale = thing.finer / zoom
        view = View(thing.middle[0] - x * scale, thing.middle[1] - y * scale, scale, aim.roll)
        lay(video, thing.overlay, view, self.scratch)


def _framing(spec: recipe.Picture, backdrop: Backdrop, eyes: float, optic: Optics) -> Framing:
    """Which part of the painting the camera rests on: closer sizes see less of it; its horizon follows the eyes."""
    closeness = max(0.0, float(np.log2(max(spec.figure, 0.2) / 0.45)))
    zoom = min(2.6, 1 + (0.24 if spec.subjects else 0.30) * closeness**1.1)
    if optic.roll:
        zoom = max(zoom, 1.16)
    wanted = backdrop.horizon + optic.horizon
    if spec.subjects:
        wanted += 0.5 * (eyes - backdrop.horizon) * min(1.0, closeness)
    layer = backdrop.layers[0]
    room_y = layer.y.shape[0] / backdrop.unit / 2 - 0.5 / zoom
    room_x = layer.y.shape[1] / backdrop.unit / 2 - 0.5 * spec.format.width / spec.format.height / zoom
    y = backdrop.horizon - (wanted - 0.5) / zoom
    rng = np.random.default_rng(int(recipe.digest(recipe.text_of(spec.subjects))[:12], 16))
    aside = float(rng.uniform(-0.75, 0.75)) * min(1.0, closeness / 2) if spec.subjects else 0.0
    focus = _focus(backdrop, zoom) if not spec.subjects else (aside * room_x, y)
    return Framing(
        float(np.clip(focus[0], -room_x, room_x)), float(np.clip(focus[1], 0.5 - room_y, 0.5 + room_y)), zoom
    )


def _focus(backdrop: Backdrop, zoom: float) -> tuple[float, float]:
    """What an empty close shot looks at: the brightest lamp, where there is one."""
    lamp = max(backdrop.lamps, key=lambda lamp: (lamp.radius * lamp.strength, lamp.x), default=None)
    share = min(1.0, (zoom - 1) * 1.4)
    return (lamp.x * share, 0.5 + (lamp.y - 0.5) * share) if lamp else (0.0, 0.5)


def _backing(
    spec: recipe.Picture, backdrop: Backdrop, framing: Framing, aims: list[Aim], words: tuple[Scenery, Optics]
) -> Backing:
    """The painted layers, made ready for this shot."""
    scenery, optic = words
    height, fps = spec.format.height, float(spec.format.fps)
    outdoors = not scenery.indoors and scenery.kind != "space"
    speed = {"wind": 0.022, "storm": 0.034, "rain": 0.014}.get(scenery.weather, 0.006)
    closeness = max(0.0, framing.zoom - 1.12)
    shot = Shot(
        size=(height, spec.format.width),
        fps=fps,
        frames=spec.frames,
        parallax=spec.camera.parallax,
        focus=0.0056 * closeness * optic.blur * (1.0 if spec.subjects else 0.35),
        drift=outdoors and framing.zoom < 1.5,
        pace=pace_of(speed * spec.format.width * framing.zoom / fps, 3),
        sway=0.0028 if scenery.weather in ("wind", "storm") else 0.0009,
    )
    return backing.prepare(backdrop, framing, aims, shot)


class _Vignette:
    """Darker corners, the same in every frame, so that they cost the encoder nothing."""

    def __init__(self, size: tuple[int, int]) -> None:
        height, width = size
        x = np.linspace(-1, 1, width, dtype=np.float32)[None] ** 2
        y = np.linspace(-1, 1, height, dtype=np.float32)[:, None] ** 2
        fall = np.clip((x + y) * 0.5 - 0.28, 0, None) ** 1.4
        keep = as_plane(np.clip(255 * (1 - 0.34 * fall) + 0.5, 0, 255).astype(np.uint8))
        self._areas = []
        for rows in (slice(at * height // _BANDS, (at + 1) * height // _BANDS) for at in range(_BANDS)):
            light = np.flatnonzero(keep[rows].min(axis=0) == 255)
            left, right = (int(light[0]), int(light[-1]) + 1) if len(light) else (width // 2, width // 2)
            for columns in (slice(0, left), slice(right, width)):
                self._areas.append((rows, columns, np.ascontiguousarray(keep[rows, columns])))

    def draw(self, luma: Plane) -> None:
        """Darkens a plane of luma."""
        for rows, columns, keep in self._areas:
            cv2.multiply(luma[rows, columns], keep, dst=luma[rows, columns], scale=1 / 255)


@dataclass(frozen=True, slots=True)
class _Given:
    """A given frame that the shot starts from or ends on, and its share in each frame."""

    overlay: Overlay
    shares: tuple[float, ...]
    push: float  # growth over the whole shot

    def draw(self, video: Video, at: int, size: tuple[int, int], spare: Scratch) -> None:
        """Mixes the picture in, by its share at frame ``at``."""
        share = self.shares[at]
        if share <= 0:
            return
        scale = 1 / (1 + self.push * at / max(1, len(self.shares) - 1))
        middle = ((size[1] - 1) / 2, (size[0] - 1) / 2)
        view = View(middle[0] * (1 - scale), middle[1] * (1 - scale), scale)
        if share >= 1:
            lay(video, self.overlay, view, spare)
            return
        mixed = frame(*size)[1]
        lay(mixed, self.overlay, view, spare)
        for plane, other in ((video.y, mixed.y), (video.u, mixed.u), (video.v, mixed.v)):
            cv2.addWeighted(plane, 1 - share, other, share, 0, dst=plane)


def _given(spec: recipe.Picture, inputs: Mapping[str, Path]) -> list[_Given]:
    """The given frames: ``opening`` melts away, ``first`` and ``last`` hold a third of the shot."""
    frames, third = spec.frames, max(1, spec.frames // 3)
    melt = min(_MELT, third)
    mixes = {
        "first": [1 - ease("in-out", min(1.0, max(0.0, (at - third) / third))) for at in range(frames)],
        "last": [ease("in-out", min(1.0, max(0.0, (at - (frames - 2 * third)) / third))) for at in range(frames)],
        "opening": [1 - ease("in-out", min(1.0, at / melt)) for at in range(frames)],
    }
    return [
        _Given(_covering(read_picture(inputs[name]), spec.format), tuple(shares), 0.0 if name == "opening" else 0.05)
        for name, shares in mixes.items()
        if name in inputs
    ]


def _covering(picture: NDArray[np.uint8], format: recipe.Format) -> Overlay:
    """A picture cut to the frame's shape, opaque."""
    height, width = picture.shape[:2]
    scale = max(format.width / width, format.height / height)
    size = (max(format.width, round(width * scale)), max(format.height, round(height * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    fitted = picture[..., :3] if size == (width, height) else cv2.resize(picture[..., :3], size, interpolation=method)
    left, top = (size[0] - format.width) // 2, (size[1] - format.height) // 2
    fitted = fitted[top : top + format.height, left : left + format.width]
    opaque = convert(np.dstack([fitted, np.full(fitted.shape[:2], 255, np.uint8)]))
    return Overlay(opaque.y, opaque.u, opaque.v, opaque.keep, opaque.keep_uv, top=0, solid=0)
