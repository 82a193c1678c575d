"""The sounds of a film in time come in, its sound track as windows goes out. Pure: no sound is read.

The track is mixed and encoded in windows of a fixed length, so that a changed line costs a window or two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renderer.recipe import Clip, Mix

PACKET = 1024
"""Samples of an AAC packet."""

PACKETS = 192
"""Packets of a window: 4.096 s."""

ATTACK, RELEASE = 12_000, 28_800
"""Samples, 250 and 600 ms: how long before a speech the others have begun to step back, and are back after it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound on the film's time line: where it comes from (a task or an object), from which sample, how long."""

    source: str
    start: int
    samples: int
    gain: float
    fade_in: int = 0
    fade_out: int = 0
    pan: float = 0.0
    role: str = "effect"

    @property
    def end(self) -> int:
        """The first sample after it."""
        return self.start + self.samples


@dataclass(frozen=True, slots=True)
class Reach:
    """A window's spec, and the cues behind its clips in the same order."""

    spec: Mix
    cues: tuple[Cue, ...]


def window_packets(samples: int) -> list[int]:
    """How many packets each window has; the last one is filled up with silence."""
    packets = -(-samples // PACKET)
    return [min(PACKETS, packets - first) for first in range(0, packets, PACKETS)]


def windows(samples: int, cues: Sequence[Cue], speech: Sequence[tuple[int, int]]) -> Iterator[Reach]:
    """The windows of a track of this length, each with the sounds that reach into it and the speech near it."""
    start = 0
    for packets in window_packets(samples):
        end = start + packets * PACKET
        inside = tuple(sorted((cue for cue in cues if cue.start < end and cue.end > start), key=_order))
        near = tuple(sorted((low - start, high - start) for low, high in speech
                            if low - ATTACK < end and high + RELEASE > start))
        music = any(cue.role != "dialogue" for cue in inside)
        clips = tuple(_clip(cue, start) for cue in inside)
        yield Reach(Mix(end - start, clips, near if music else ()), inside)
        start = end


def _clip(cue: Cue, origin: int) -> Clip:
    return Clip(cue.start - origin, cue.samples, round(cue.gain, 3), cue.fade_in, cue.fade_out, cue.pan, cue.role)


def _order(cue: Cue) -> tuple[int, str, str]:
    return cue.start, cue.role, cue.source


