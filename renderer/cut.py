"""The lengths of shots and transitions come in, which frames of which segment make the film goes out.

Segments are copied, not encoded again, and a copy can only start at a key frame and end before one. So around a
transition whole GOPs are encoded again: these functions say which, and the plan and the assembly both ask them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Frames ``start`` to ``end`` (exclusive) of a segment that play in the film, one piece after the other."""

    transition: bool  # else of a shot
    index: int  # of the shot, or of the transition: the one before shot ``index``
    start: int
    end: int


def untouched(frames: int, head: int, tail: int, gop: int) -> tuple[int, int]:
    """Which frames (first, end) of a shot are copied, if ``head`` frames play in the transition before it and
    ``tail`` in the one after it.

    Both are key frames or the shot's ends, unless no key frame is left between the two transitions. Then nothing is
    copied, and the two numbers are the same: where the one transition hands over to the other.
    Raises ValueError where the shot is shorter than its transitions.
    """
    if min(head, tail) < 0 or head + tail > frames:
        raise ValueError(f"a shot of {frames} frames is too short for transitions of {head} and {tail}")
    first = min(-(-head // gop) * gop, frames)
    end = (frames - tail) // gop * gop if tail else frames
    return (first, end) if first <= end else (head, head)


def cut(shots: Sequence[int], transitions: Sequence[int], gop: int) -> list[Piece]:
    """The pieces of a film of shots of these lengths, in film order.

    ``transitions[i]`` is the length of the transition before shot ``i``, the last one that after the last shot; 0 is
    a straight cut. Between shots both play during it, so it makes the film shorter; from and to black it does not.
    """
    if len(transitions) != len(shots) + 1:
        raise ValueError(f"{len(shots)} shots have {len(shots) + 1} places for transitions, not {len(transitions)}")
    pieces: list[Piece] = []
    left = 0  # frames of the shot before that its transition still has to cover
    for index, (frames, head, tail) in enumerate(zip(shots, transitions, transitions[1:], strict=False)):
        first, end = untouched(frames, head, tail, gop)
        shared = head if index else 0
        pieces += [Piece(True, index, 0, left + first - shared), Piece(False, index, first, end)]
        left = frames - end
    pieces.append(Piece(True, len(shots), 0, left))
    return [piece for piece in pieces if piece.end > piece.start]
