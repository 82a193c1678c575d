"""The phrases of a piece and its chords come in, its tune goes out, made from one motif and an answer to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from renderer.backends.music.character import Character
from renderer.backends.music.harmony import Chord, melody_classes, nearest
from renderer.backends.music.instruments import RANGES
from renderer.sound.signal import chance


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some bars that belong together: the first, how many, the letter of its material, and how often that
    material was heard before."""

    first: int
    bars: int
    letter: str
    again: int


@dataclass(frozen=True, slots=True)
class Tone:
    """One note of the tune: start and length in beats, MIDI pitch, and whether it opens a bar."""

    start: float
    beats: float
    pitch: int
    strong: bool


Rhythm = tuple[float, ...]

# Rhythms of a bar in beats, from calm to lively, for bars of four and of three. Negative values are rests.
_RHYTHMS: dict[int, tuple[Rhythm, ...]] = {
    4: ((4.0,), (3.0, 1.0), (2.0, 2.0), (2.0, 1.0, 1.0), (1.5, 0.5, 2.0), (1.0, 1.0, 2.0), (1.5, 0.5, 1.0, 1.0),
        (1.0, 0.5, 0.5, 2.0), (1.0, 0.5, 0.5, 1.0, 1.0), (0.5, 0.5, 1.0, 0.5, 0.5, 1.0),
        (1.5, 0.25, 0.25, 1.0, 0.5, 0.5), (-0.5, 0.5, 1.0, 0.5, 0.5, 0.5, 0.5)),
    3: ((3.0,), (2.0, 1.0), (1.0, 2.0), (1.5, 0.5, 1.0), (1.0, 1.0, 1.0), (1.0, 0.5, 0.5, 1.0),
        (1.5, 0.5, 0.5, 0.5), (0.5, 0.5, 1.0, 0.5, 0.5)),
}  # fmt: skip
_CLOSES: dict[int, tuple[Rhythm, ...]] = {
    4: ((4.0,), (1.0, 3.0), (1.0, 1.0, 2.0), (1.5, 0.5, 2.0), (0.5, 0.5, 3.0)),
    3: ((3.0,), (1.0, 2.0), (0.5, 0.5, 2.0)),
}
# A motif's shape in steps of the scale from its first note; and where each bar of a phrase starts.
_SHAPES = (
    (0, 1, 2, 4, 3, 2), (0, 2, 1, 0, -1, 0), (0, -1, 0, 2, 1, 3), (0, 4, 3, 2, 1, 2), (0, 2, 4, 2, 3, 1),
    (0, -1, -2, 0, 1, 0), (0, 1, -1, 0, 2, 1), (0, -3, -2, -1, 0, 1), (0, 3, 2, 4, 3, 1), (0, -1, 2, 1, 0, -2),
)  # fmt: skip
_ARCS = ((0, 1, 3, 0), (0, 2, 1, -1), (2, 1, 3, 0), (0, 2, 4, 1), (1, -1, 2, 0), (0, 0, 3, 1))


def tune(character: Character, key: str, phrases: tuple[Phrase, ...], chords: tuple[Chord, ...]) -> tuple[Tone, ...]:
    """The whole tune, its last note on the tonic with the final chord."""
    low, high = RANGES[character.lead]
    tones = melody_classes(character.mode, character.tonic)
    ladder = [pitch for pitch in range(low, high + 1) if pitch % 12 in tones]
    notes: list[Tone] = []
    for phrase in phrases:
        alone = phrase.first == 0 and len(phrases) > 3 and character.energy < 0.6 and character.harmony
        if not alone:  # a quiet piece lets its harmony begin by itself
            notes += _sung(character, key, phrase, chords, ladder)
    end = float(character.meter * (len(chords) - 1))
    goal = notes[-1].pitch if notes else ladder[len(ladder) // 2]
    return (*notes, Tone(end, float(character.meter), nearest((character.tonic,), goal, low, high), True))


def _sung(character: Character, key: str, phrase: Phrase, chords: tuple[Chord, ...], ladder: list[int]) -> list[Tone]:
    """One phrase: the motif, the motif moved, an answer, a close; heard again, it is varied."""
    random, varied = chance(key, "tune", phrase.letter), chance(key, "tune", phrase.letter, phrase.again)
    motif, answer, close = _rhythms(character, random)
    shapes = [_SHAPES[int(k)] for k in random.permutation(len(_SHAPES))[:2]]
    arc = _ARCS[int(random.integers(len(_ARCS)))]
    home = len(ladder) // 2 + (1 if phrase.letter == "B" else -1)
    notes: list[Tone] = []
    for bar in range(phrase.bars):
        last = bar == phrase.bars - 1
        chord, start = chords[phrase.first + bar], float((phrase.first + bar) * character.meter)
        rhythm = close if last else answer if bar % 4 == 2 else motif
        shape = _closing(len(rhythm)) if last else shapes[1] if bar % 4 == 2 else shapes[0]
        base = home + arc[bar % 4] + (phrase.again % 3 if bar % 4 in (1, 2) else 0)
        line = _bar(rhythm, shape, _step_of(ladder, chord, base), ladder, start)
        if last and line:
            line[-1] = _settled(line[-1], chord, ladder)
        notes += line if last or not phrase.again else _ornamented(line, ladder, varied, character.energy)
    return notes


def _rhythms(character: Character, random: np.random.Generator) -> tuple[Rhythm, Rhythm, Rhythm]:
    """Rhythms of the motif, of the answer and of the close; the more energy and the slower, the more notes a beat."""
    table, closes = _RHYTHMS[character.meter], _CLOSES[character.meter]
    pace = (len(table) - 1) * (0.22 + 0.62 * character.energy) * min(1.25, 0.35 + 62.0 / character.tempo)

    def pick(offset: float) -> Rhythm:
        place = pace + offset + 2.4 * (float(random.random()) - 0.5)
        return table[min(len(table) - 1, max(1, round(place)))]

    motif = pick(0.0)
    return motif, pick(1.4), closes[int(random.integers(len(closes)))]


def _closing(count: int) -> tuple[int, ...]:
    """A close goes down by steps to its last note."""
    return tuple(range(count - 1, -1, -1))


def _bar(rhythm: Rhythm, shape: tuple[int, ...], base: int, ladder: list[int], start: float) -> list[Tone]:
    """A bar on a motif's shape, which is turned upside down where it would leave the instrument's range."""
    notes = []
    beat = start
    way = 1 if 0 <= base + min(shape) and base + max(shape) < len(ladder) else -1
    for k, beats in enumerate(rhythm):
        if beats > 0.0:
            step = min(len(ladder) - 1, max(0, base + way * shape[k % len(shape)]))
            notes.append(Tone(beat, beats, ladder[step], k == 0))
        beat += abs(beats)
    return notes


def _settled(tone: Tone, chord: Chord, ladder: list[int]) -> Tone:
    """The last note of a phrase: a note of the chord, its root if that is near, with a breath after it."""
    near = nearest(chord.classes, tone.pitch, ladder[0], ladder[-1])
    root = nearest(chord.classes[:1], tone.pitch, ladder[0], ladder[-1])
    return Tone(tone.start, max(0.5, tone.beats - 0.25), root if abs(root - tone.pitch) <= 3 else near, tone.strong)


def _ornamented(line: list[Tone], ladder: list[int], random: np.random.Generator, energy: float) -> list[Tone]:
    """Some notes of a beat or more turn to their neighbour and on, as a player varies a tune that comes back."""
    out: list[Tone] = []
    for tone in line:
        if tone.beats >= 1.0 and random.random() < 0.15 + 0.25 * energy:
            place = min(range(len(ladder)), key=lambda i: abs(ladder[i] - tone.pitch))
            turn = ladder[min(len(ladder) - 1, max(0, place + (1 if random.random() < 0.6 else -1)))]
            first = tone.beats - 0.5
            out += [Tone(tone.start, first, tone.pitch, tone.strong), Tone(tone.start + first, 0.5, turn, False)]
        else:
            out.append(tone)
    return out


def _step_of(ladder: list[int], chord: Chord, base: int) -> int:
    """The step of the ladder nearest to ``base`` that is a note of the chord."""
    steps = [step for step, pitch in enumerate(ladder) if pitch % 12 in chord.classes] or [base]
    return min(steps, key=lambda step: (abs(step - base), step))
