"""A shot's subjects, action and voices come in; their figures, posed and lit, go out for each frame."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import pi, sin
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer import recipe
from renderer.backends.animatic import acting
from renderer.backends.animatic.blocking import Mark, Measure
from renderer.backends.animatic.camera import Aim, seen
from renderer.backends.animatic.figure import Puppet, Window, puppet
from renderer.backends.animatic.grade import Matrix
from renderer.backends.animatic.planes import FINER, Overlay, Scratch, Video, View, convert, lay
from renderer.backends.animatic.pose import Pose
from renderer.media import read_samples

_SPRITES = 48
"""Drawn poses that a shot keeps: idle cycles and mouths come back."""
_PAD = 32
"""Empty margin of a sprite, for `planes.LEADS`."""
_GRID = 32
"""Windows are cut on this grid, so that a moving figure keeps its sprite for a while."""


@dataclass(frozen=True, slots=True)
class Sprite:
    """A drawn figure, and where its first pixel lies relative to its ground point, in pixels of its own scale."""

    overlay: Overlay
    left: int
    top: int


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


class Stage:
    """Draws the players of one shot over each frame, on their marks; drawn poses are kept and used again."""

    def __init__(self, spec: recipe.Picture, cast: Sequence[Player], marks: Sequence[Mark], grade: Matrix) -> None:
        self.spec, self.cast, self.marks, self.grade = spec, cast, marks, grade
        self.size = (spec.format.height, spec.format.width)
        self.step = max(1, round(float(spec.format.fps) / 12))
        self.finer = FINER if spec.camera.zoom[0] != spec.camera.zoom[1] else 1.0
        self._sprites: OrderedDict[tuple[object, ...], Sprite | None] = OrderedDict()
        self._extents: dict[tuple[int, Pose, int], Window] = {}
        self._shadow = _shadow(spec.format.height)

    def draw(self, video: Video, aim: Aim, at: int, closest: float, scratch: Scratch) -> None:
        """All figures at frame ``at``: posed on twos (on fours who only breathes), moved by the camera on ones.
        ``closest``: the shot's largest zoom, at which they are drawn."""
        for mark in self.marks:
            player = self.cast[mark.slot]
            step = self.step if player.part.beats or player.mouth[at] else 2 * self.step
            pose = posed(player, self.spec, at // step * step).quantized()
            pose = pose.mirrored() if mark.mirrored else pose
            ground = self._ground(mark, player, pose)
            x, y, zoom = seen(aim, ground, self.size, (1.0, 1.0))
            self._lay_shadow(video, mark, (x, y, zoom * mark.scale, aim.roll), scratch)
            scale = max(8, round(mark.scale * closest * self.finer))
            sprite = self._sprite(mark, pose, scale,
                self._window(pose, mark.slot, scale, (x, y, zoom * mark.scale / scale)))
            if sprite:
                shrink = scale / (mark.scale * zoom)
                lay(video, sprite.overlay,
                    View(-x * shrink - sprite.left, -y * shrink - sprite.top, shrink, aim.roll), scratch)

    def _ground(self, mark: Mark, player: Player, pose: Pose) -> tuple[float, float]:
        """The ground point in the resting frame: the mark, and where the action has carried the figure."""
        step = player.puppet.height * mark.scale
        return mark.x + pose.travel[0] * step, mark.y - pose.travel[1] * step

    def _window(self, pose: Pose, slot: int, scale: int, place: tuple[float, float, float]) -> Window | None:
        """What of the figure the frame can show, in the figure's own pixels, on a coarse grid."""
        extent = self._extent(pose, slot, scale)
        x, y, size = place
        height, width = self.size
        margin = 0.15 * height if self.spec.camera.roll != (0.0, 0.0) or self.spec.angle else 2.0
        left = max(extent.left, _down((-x - margin) / size))
        top = max(extent.top, _down((-y - margin) / size))
        right = min(extent.left + extent.width, _down((width - x + margin) / size) + _GRID)
        bottom = min(extent.top + extent.height, _down((height - y + margin) / size) + _GRID)
        return Window(left, top, right - left, bottom - top) if right > left and bottom > top else None

    def _extent(self, pose: Pose, slot: int, scale: int) -> Window:
        """The bounds of a pose; a figure holds it for two frames and often takes it again."""
        key = (slot, pose, scale)
        if key not in self._extents:
            self._extents[key] = self.cast[slot].puppet.extent(pose, scale)
        return self._extents[key]

    def _sprite(self, mark: Mark, pose: Pose, scale: int, window: Window | None) -> Sprite | None:
        if window is None:
            return None
        key = (mark.slot, pose, scale, window)
        if key not in self._sprites:
            padded = Window(window.left - _PAD, window.top - _PAD, window.width + _PAD, window.height + _PAD)
            overlay = convert(self.cast[mark.slot].puppet.draw(pose, scale, padded), self.grade)
            self._sprites[key] = Sprite(replace(overlay, left=_PAD, top=_PAD), padded.left, padded.top)
            if len(self._sprites) > _SPRITES:
                self._sprites.popitem(last=False)
        self._sprites.move_to_end(key)
        return self._sprites[key]

    def _lay_shadow(self, video: Video, mark: Mark, place: tuple[float, float, float, float], scratch: Scratch) -> None:
        """A soft contact shadow at the feet, where these are in the frame."""
        x, y, scale, roll = place
        if y > self.size[0] * 1.15:
            return
        height, width = self._shadow.size
        shrink = width / (0.62 * scale)
        lay(video, self._shadow, View(width / 2 - x * shrink, height / 2 - y * shrink, shrink, roll), scratch)


def _down(value: float) -> int:
    """The grid line below a value."""
    return int(np.floor(value / _GRID)) * _GRID


def _shadow(unit: int) -> Overlay:
    """A flat dark ellipse that fades at its rim."""
    width, height = max(32, unit // 4 * 2), max(8, unit // 16 * 2)
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    depth = np.clip(1.0 - np.sqrt(x**2 + y**2), 0, 1)
    picture = np.zeros((height, width, 4), np.uint8)
    picture[..., 3] = np.clip(150 * depth, 0, 105)
    picture[..., 3] = cv2.blur(picture[..., 3], (5, 3))
    return convert(picture)


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
