"""A film and the lengths of its voices come in; the exact place of every shot, line and sound goes out.

Time is a whole number of frames; sounds are placed in samples, each computed from the film's start, so that no
error can grow with the number of cuts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from lvscript import ir
from lvscript.check import GAP, LEAD, TAIL, air, speech_seconds
from renderer.recipe import SAMPLE_RATE

SHORTEST = 1.5
"""Seconds: the least that a shot lasts whose dialogue decides."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of dialogue: when it begins (frames from its shot's start) and how long it is heard (frames)."""

    line: ir.Line
    start: int
    frames: int


@dataclass(frozen=True, slots=True)
class PlacedShot:
    """A shot: where it begins in the film, its own length, and the overlap with the shot before."""

    shot: ir.Shot
    start: int
    frames: int
    overlap: int
    lines: tuple[PlacedLine, ...]

    @property
    def seen(self) -> tuple[PlacedLine, ...]:
        """The lines whose speaker is in the frame: only these can move anything in the picture."""
        return tuple(line for line in self.lines if line.line.slot is not None)

    @property
    def end(self) -> int:
        """The first frame after the shot."""
        return self.start + self.frames


@dataclass(frozen=True, slots=True)
class PlacedScene:
    """A scene from the first frame of its first shot to the end of its last one."""

    scene: ir.Scene
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole film in time."""

    film: ir.Film
    shots: tuple[PlacedShot, ...]
    scenes: tuple[PlacedScene, ...]

    @property
    def frames(self) -> int:
        """The film's length."""
        return self.shots[-1].end if self.shots else 0

    @property
    def samples(self) -> int:
        """The length of its sound."""
        return self.sample(self.frames)

    def sample(self, frame: int) -> int:
        """The sample that is heard as a frame begins."""
        return sample_at(frame, self.film.fps)


def sample_at(frame: int, fps: Fraction) -> int:
    """The nearest sample to the start of a frame."""
    return round(Fraction(frame * SAMPLE_RATE) / fps)


def lay_out(film: ir.Film, seconds: Mapping[ir.Line, float]) -> Timeline:
    """The time line. ``seconds`` are the measured lengths of lines; a line that it lacks is estimated."""
    lines = [place_lines(shot, film.fps, [_length(line, seconds) for line in shot.lines]) for shot in film.shots]
    lengths = [shot_frames(shot, film.fps, [_length(line, seconds) for line in shot.lines]) for shot in film.shots]
    shots: list[PlacedShot] = []
    for index, shot in enumerate(film.shots):
        overlap = _overlap(shot.before, lengths[max(0, index - 1) : index + 1]) if index else 0
        start = shots[-1].end - overlap if shots else 0
        shots.append(PlacedShot(shot, start, lengths[index], overlap, lines[index]))
    return Timeline(film, tuple(shots), _scenes(film, shots))


def _length(line: ir.Line, seconds: Mapping[ir.Line, float]) -> float:
    return seconds[line] if line in seconds else speech_seconds(line)


def _overlap(join: ir.Join, neighbours: Sequence[int]) -> int:
    """A transition is never longer than half of its shots, even where dialogue has made one short."""
    return min(join.frames, *(length // 2 for length in neighbours))


def _scenes(film: ir.Film, shots: Sequence[PlacedShot]) -> tuple[PlacedScene, ...]:
    placed: list[PlacedScene] = []
    index = 0
    for scene in film.scenes:
        own = shots[index : index + len(scene.shots)]
        index += len(scene.shots)
        if own:
            placed.append(PlacedScene(scene, own[0].start, own[-1].end))
    return tuple(placed)


def shot_frames(shot: ir.Shot, fps: Fraction, seconds: Sequence[float]) -> int:
    """The shot's own length: as it says, else as its dialogue needs."""
    return shot.frames if shot.frames is not None else ceil(max(SHORTEST, _needs(seconds)) * fps)


def place_lines(shot: ir.Shot, fps: Fraction, seconds: Sequence[float]) -> tuple[PlacedLine, ...]:
    """Lines follow each other; where the shot leaves time, they begin a little later."""
    spare = max(0.0, float(shot_frames(shot, fps, seconds) / fps) - _needs(seconds))
    at = LEAD + air(spare)
    placed = []
    for line, length in zip(shot.lines, seconds, strict=True):
        placed.append(PlacedLine(line, round(at * fps), max(1, ceil(length * fps))))
        at += length + GAP
    return tuple(placed)


def _needs(seconds: Sequence[float]) -> float:
    return LEAD + sum(seconds) + GAP * (len(seconds) - 1) + TAIL if seconds else 0.0
