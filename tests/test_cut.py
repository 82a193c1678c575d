"""Which frames are copied and which are encoded again: the laws of ``renderer.cut``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.cut import Piece, cut, untouched

GOP = 24


@st.composite
def films(draw: st.DrawFn) -> tuple[list[int], list[int], int]:
    """Lengths of shots, of the transitions around them, and of a GOP, such that every shot bears its transitions."""
    shots = draw(st.lists(st.integers(1, 130), min_size=1, max_size=7))
    rooms = [0, *shots, 0]
    transitions = []
    for place in range(len(shots) + 1):
        sides = [rooms[place] if place else shots[0], rooms[place + 1] if place < len(shots) else shots[-1]]
        frames = draw(st.one_of(st.just(0), st.integers(0, min(sides))))
        rooms[place + 1] -= frames
        transitions.append(frames)
    return shots, transitions, draw(st.sampled_from([1, 2, 7, 24, 60]))


def shown(shots: list[int], transitions: list[int], gop: int) -> list[tuple[int, ...]]:
    """What plays in each frame of the film: the (shot, frame) pairs, as a slow and simple editor would have it."""
    films: list[list[tuple[int, int]]] = []
    for shot, (frames, head) in enumerate(zip(shots, transitions, strict=False)):
        at = len(films) - (head if shot else 0)
        films += [[] for _ in range(at + frames - len(films))]
        for frame in range(frames):
            films[at + frame].append((shot, frame))
    return [tuple(sorted(pairs)) for pairs in films]


def played(pieces: list[Piece], shots: list[int], transitions: list[int], gop: int) -> list[tuple[int, ...]]:
    """The same, as the pieces say."""
    spans = [untouched(n, transitions[i], transitions[i + 1], gop) for i, n in enumerate(shots)]
    film = []
    for piece in pieces:
        if not piece.transition:
            film += [((piece.index, frame),) for frame in range(piece.start, piece.end)]
            continue
        b, overlap = piece.index, transitions[piece.index]
        before = [(b - 1, frame) for frame in range(spans[b - 1][1], shots[b - 1])] if b else []
        after = [(b, frame) for frame in range(spans[b][0])] if b < len(shots) else []
        shared = overlap if before and after else 0
        film += [(pair,) for pair in before[: len(before) - shared]]
        film += list(zip(before[len(before) - shared :], after, strict=False)) if shared else []
        film += [(pair,) for pair in after[shared:]]
    return film


@given(films())
def test_every_frame_of_the_film_is_covered_once_and_in_order(film: tuple[list[int], list[int], int]) -> None:
    assert played(cut(*film), *film) == shown(*film)


@given(films())
def test_transitions_between_shots_shorten_the_film_and_others_do_not(film: tuple[list[int], list[int], int]) -> None:
    shots, transitions, _ = film
    total = sum(piece.end - piece.start for piece in cut(*film))
    assert total == sum(shots) - sum(transitions[1:-1])


@given(films())
def test_copies_begin_at_key_frames_and_end_before_one_or_with_the_shot(
    film: tuple[list[int], list[int], int],
) -> None:
    shots, transitions, gop = film
    for piece in cut(*film):
        assert piece.start < piece.end
        if not piece.transition:
            frames = shots[piece.index]
            assert piece.start % gop == 0 and (piece.end % gop == 0 or piece.end == frames)
            assert piece.start >= transitions[piece.index]
            assert piece.end <= frames - transitions[piece.index + 1]


@given(films())
def test_a_straight_cut_encodes_nothing_again(film: tuple[list[int], list[int], int]) -> None:
    shots, _, gop = film
    straight = cut(shots, [0] * (len(shots) + 1), gop)
    assert straight == [Piece(False, index, 0, frames) for index, frames in enumerate(shots)]


@pytest.mark.parametrize(
    ("frames", "head", "tail", "span"),
    [
        (120, 12, 12, (24, 96)),
        (120, 0, 12, (0, 96)),
        (120, 24, 0, (24, 120)),
        (40, 12, 0, (24, 40)),
        (30, 12, 12, (12, 12)),  # no key frame between the transitions: they meet
        (30, 6, 6, (24, 24)),
        (20, 12, 0, (20, 20)),
        (24, 12, 12, (12, 12)),
    ],
)
def test_the_part_of_a_shot_that_is_copied(frames: int, head: int, tail: int, span: tuple[int, int]) -> None:
    assert untouched(frames, head, tail, GOP) == span


def test_a_shot_shorter_than_its_transitions_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        cut([10], [6, 6], GOP)


def test_each_shot_has_a_place_for_a_transition_on_both_sides() -> None:
    with pytest.raises(ValueError, match="places"):
        cut([10, 10], [0, 0], GOP)
