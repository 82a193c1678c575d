"""A shot's subjects, action and voices come in; their figures, posed and lit, go out for each frame."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log, pi, sin
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer import recipe
from renderer.backends.animatic import acting
from renderer.backends.animatic.blocking import Mark, Measure
from renderer.backends.animatic.camera import Aim, optics, seen
from renderer.backends.animatic.figure import Puppet, Window, puppet
from renderer.backends.animatic.grade import Matrix
from renderer.backends.animatic.planes import FINER, Overlay, Scratch, Video, View, convert, lay
from renderer.backends.animatic.pose import Pose
from renderer.backends.animatic.sprite import MARGIN, Sprite, overlay_of, padded
from renderer.media import read_samples

_SPRITES = 24_000_000
"""Pixels of drawn layers that a shot keeps: steps, idle cycles and mouths come back."""
_GRID = 16
"""Windows are cut on this grid, so that a moving figure keeps its sprite for a while."""
_SPARE = 1.05
"""How much larger than seen a stretched sprite is at least: near 1, a stretch finds no lead; see `planes.lay`."""
_SHADOW = 0.62
"""How wide the shadow at a figure's feet is, in adult heights."""


@dataclass(frozen=True, slots=True)
class Player:
    """One subject: its figure, its part, and the mouth's opening in each frame."""

    puppet: Puppet
    part: acting.Acting
    mouth: tuple[float, ...]
    manners: tuple[str, ...]  # of each frame: how it speaks, or ""
    seed: int


def players(spec: recipe.Picture, inputs: Mapping[str, Path]) -> list[Player]:
    """The cast of a shot."""
    cast = []
    for slot, subject in enumerate(spec.subjects):
        pictures = [inputs[f"look:{slot}:{at}"] for at in range(subject.look.references)
            if f"look:{slot}:{at}" in inputs]
        mouth, manners = _speech(spec, inputs, slot)
        seed = int(recipe.digest(f"{spec.seed}:{slot}:{recipe.text_of(subject.look)}")[:12], 16)
        part = acting.read_action(spec.action, slot, len(spec.subjects))
        cast.append(Player(puppet(subject.look, pictures), part, mouth, manners, seed))
    return cast


def posed(player: Player, spec: recipe.Picture, at: int) -> Pose:
    """The pose of a player at frame ``at``."""
    fps = float(spec.format.fps)
    return acting.perform(player.part, at / fps, spec.frames / fps, player.mouth[at], player.manners[at], player.seed)


def measure(player: Player, spec: recipe.Picture) -> Measure:
    """The player's measures, in the pose of the middle of the shot."""
    window = player.puppet.extent(posed(player, spec, spec.frames // 2), 200)
    head = player.puppet.head[1]
    return Measure(player.puppet.height, head, -window.top / 200, window.width / 200)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the frame a figure's ground point is, how many pixels an adult has there, and the camera's roll."""

    x: float
    y: float
    size: float
    roll: float

    def moved(self, pixels: tuple[float, float], scale: int) -> _Place:
        """The place so many of a sprite's pixels to the right and down."""
        return replace(self, x=self.x + pixels[0] * self.size / scale, y=self.y + pixels[1] * self.size / scale)

    def view(self, left: float, top: float, scale: float) -> View:
        """The view of an overlay that starts at (left, top) from the ground point, an adult having ``scale`` of its
        pixels."""
        shrink = scale / self.size
        return View(-self.x * shrink - left, -self.y * shrink - top, shrink, self.roll)


class Stage:
    """Draws the players of one shot over each frame, on their marks; drawn poses are kept and used again."""

    def __init__(self, spec: recipe.Picture, cast: Sequence[Player], marks: Sequence[Mark], grade: Matrix) -> None:
        self.spec, self.cast, self.marks, self.grade = spec, cast, marks, grade
        self.size = (spec.format.height, spec.format.width)
        self.step = max(1, round(float(spec.format.fps) / 12))
        self.still = _is_still(spec)
        self._sprites: OrderedDict[tuple[object, ...], Sprite] = OrderedDict()
        self._kept = 0
        self._shadow = _shadow(spec.format.height)

    def draw(self, video: Video, aim: Aim, at: int, closest: float, scratch: Scratch) -> None:
        """All figures at frame ``at``: posed on twos (on fours who only breathes), moved by the camera on ones.
        ``closest``: the shot's largest zoom, at which they are drawn."""
        for mark in self.marks:
            player = self.cast[mark.slot]
            step = self.step if player.part.beats or player.mouth[at] else 2 * self.step
            pose = posed(player, self.spec, at // step * step).quantized()
            pose = pose.mirrored() if mark.mirrored else pose
            x, y, zoom = seen(aim, self._ground(mark, player, pose), self.size, (1.0, 1.0))
            place = _Place(x, y, zoom * mark.scale, aim.roll)
            self._lay_shadow(video, place, scratch)
            if self.still:
                self._lay_at_rest(video, mark, pose, (aim, place), scratch)
                continue
            steps = floor(log(closest * mark.scale / place.size * FINER / _SPARE) / log(FINER))
            scale = max(8, round(closest * mark.scale * FINER ** (1 - steps)))
            for layer in range(player.puppet.layers):
                anchored = place.moved(player.puppet.anchor(pose, scale, layer), scale)
                sprite = self._sprite(mark, pose, layer, (scale, anchored, (0.0, 0.0)))
                if sprite:
                    lay(video, sprite.overlay, anchored.view(sprite.left, sprite.top, scale), scratch)

    def _lay_at_rest(
        self, video: Video, mark: Mark, pose: Pose, seen_at: tuple[Aim, _Place], scratch: Scratch
    ) -> None:
        """A figure before a camera that rests: drawn for the very pixels that it covers, so that none is resampled."""
        aim, place = seen_at
        # who walks goes from one pair of pixels to the next, so that the drawings of a step can be used again; a head
        # on a neck goes from pixel to pixel
        rest_x, rest_y, _ = seen(aim, (mark.x, mark.y), self.size, (1.0, 1.0))
        x, y = rest_x + round((place.x - rest_x) / 2) * 2, rest_y + round((place.y - rest_y) / 2) * 2
        scale, puppet = max(8, round(place.size)), self.cast[mark.slot].puppet
        for layer in range(puppet.layers):
            right, down = puppet.anchor(pose, scale, layer)
            anchored = _Place(x + round(right), y + round(down), float(scale), 0.0)
            phase = (round(anchored.x * 16) % 32 / 16, round(anchored.y * 16) % 32 / 16)
            sprite = self._sprite(mark, pose, layer, (scale, anchored, phase))
            if sprite:
                left, top = round((anchored.x + sprite.left) / 2) * 2, round((anchored.y + sprite.top) / 2) * 2
                lay(video, sprite.overlay, View(-left, -top), scratch)

    def _lay_shadow(self, video: Video, place: _Place, scratch: Scratch) -> None:
        """A soft contact shadow at the feet, where these are in the frame."""
        if place.y > self.size[0] * 1.15:
            return
        height, width = self._shadow.size
        lay(video, self._shadow, place.view(-width / 2, -height / 2, (width - 2 * MARGIN) / _SHADOW), scratch)

    def _ground(self, mark: Mark, player: Player, pose: Pose) -> tuple[float, float]:
        """The ground point in the resting frame: the mark, and where the action has carried the figure."""
        step = player.puppet.height * mark.scale
        return mark.x + pose.travel[0] * step, mark.y - pose.travel[1] * step

    def _sprite(
        self, mark: Mark, pose: Pose, layer: int, where: tuple[int, _Place, tuple[float, float]]
    ) -> Sprite | None:
        """A layer of a figure at its scale and place, and with its phase: how far its anchor is from an even pixel.
        None where the frame shows nothing of it."""
        scale, place, phase = where
        puppet = self.cast[mark.slot].puppet
        extent = puppet.extent(pose, scale, layer)
        window = self._window(extent, place, phase, scale) if extent.width else None
        if window is None:
            return None
        key = (mark.slot, layer, scale, window, puppet.likeness(pose, scale, window, layer))
        if key not in self._sprites:
            self._sprites[key] = self._drawn(puppet, pose, scale, window, layer)
            self._kept += self._sprites[key].overlay.y.size
            while self._kept > _SPRITES and len(self._sprites) > 1:
                self._kept -= self._sprites.popitem(last=False)[1].overlay.y.size
        self._sprites.move_to_end(key)
        return self._sprites[key]

    def _drawn(self, puppet: Puppet, pose: Pose, scale: int, window: Window, layer: int) -> Sprite:
        overlay = overlay_of(puppet.draw(pose, scale, window, layer), self.grade)
        if self.still:
            return Sprite(overlay, window.left, window.top)
        return Sprite(padded(overlay), window.left - MARGIN, window.top - MARGIN)

    def _window(self, extent: Window, place: _Place, phase: tuple[float, float], scale: int) -> Window | None:
        """What of the figure the frame can show, in the figure's own pixels, on a coarse grid."""
        x, y, size = place.x, place.y, place.size / scale
        height, width = self.size
        margin = 0.0 if self.still else 0.15 * height if self.spec.camera.roll != (0.0, 0.0) or self.spec.angle else 2.0
        # the edges of the frame travel over a figure when the camera moves, and are kept a while
        grid = _GRID if self.still else 8 * _GRID
        left = max(_down(extent.left, phase[0]), _down((-x - margin) / size, phase[0], grid))
        top = max(_down(extent.top, phase[1]), _down((-y - margin) / size, phase[1], grid))
        right = min(_up(extent.left + extent.width, phase[0]), _up((width - x + margin) / size, phase[0], grid))
        bottom = min(_up(extent.top + extent.height, phase[1]), _up((height - y + margin) / size, phase[1], grid))
        return Window(left, top, round(right - left), round(bottom - top)) if right > left and bottom > top else None


def _is_still(spec: recipe.Picture) -> bool:
    """Whether the camera rests all through the shot, upright."""
    move, upright = spec.camera, not optics(spec.angle, spec.lens).roll and spec.camera.roll == (0.0, 0.0)
    return upright and not move.shake and all(first == last for first, last in (move.zoom, move.x, move.y))


def _down(value: float, phase: float, grid: int = _GRID) -> float:
    """The grid line below a value."""
    return floor((value + phase) / grid) * grid - phase


def _up(value: float, phase: float, grid: int = _GRID) -> float:
    """The grid line above a value."""
    return ceil((value + phase) / grid) * grid - phase


def _shadow(unit: int) -> Overlay:
    """A flat dark ellipse that fades at its rim, its margin for stretches not looked at."""
    width, height = max(32, unit // 4 * 2), max(8, unit // 16 * 2)
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    depth = np.clip(1.0 - np.sqrt(x**2 + y**2), 0, 1)
    picture = np.zeros((height, width, 4), np.uint8)
    picture[..., 3] = np.clip(150 * depth, 0, 105)
    picture[..., 3] = cv2.blur(picture[..., 3], (5, 3))
    return padded(convert(picture))


def _speech(spec: recipe.Picture, inputs: Mapping[str, Path], slot: int) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """The opening of a mouth and the manner of speech, frame by frame."""
    mouth, manners = np.zeros(spec.frames), [""] * spec.frames
    for at, speech in enumerate(spec.speeches):
        if speech.slot != slot:
            continue
        first, last = max(0, speech.start), min(spec.frames, speech.start + speech.frames)
        open_ = _loudness(inputs.get(f"voice:{at}"), speech.frames, float(spec.format.fps))
        mouth[first:last] = np.maximum(mouth[first:last], open_[first - speech.start : max(0, last - speech.start)])
        manners[first:last] = [speech.manner] * max(0, last - first)
    return tuple(float(value) for value in mouth), tuple(manners)


def _loudness(voice: Path | None, frames: int, fps: float) -> NDArray[np.float64]:
    """How wide a mouth opens in each frame of a line, 0 to 1: the voice's level against its own loud parts, opening
    at once and closing over two frames. Without a voice the mouth moves at the pace of syllables, five a second."""
    if voice is None:
        return np.array([0.5 + 0.5 * sin(2 * pi * 5 * at / fps) * sin(at * 1.7) for at in range(frames)]).clip(0, 1)
    samples = np.asarray(read_samples(voice)).mean(axis=1)
    hop = recipe.SAMPLE_RATE / fps
    edges = (np.arange(frames + 1) * hop).astype(int)
    level = np.array([np.sqrt(np.mean(part**2)) if len(part := samples[a:b]) else 0.0 for a,
        b in zip(edges, edges[1:], strict=False)])
    loud = np.percentile(level, 90) if len(level) else 0.0
    if loud < 1e-4:
        return np.zeros(frames)
    wanted, opened = np.clip(level / loud, 0, 1) ** 0.7, 0.0
    mouth = np.zeros(frames)
    for at, value in enumerate(wanted):
        opened = value if value > opened else max(value, opened - 0.45)
        mouth[at] = opened if opened > 0.12 else 0.0
    return mouth
