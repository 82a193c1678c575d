"""A character and a number of bars come in, the score goes out: every note of every part, in beats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from renderer.backends.music.character import Character
from renderer.backends.music.harmony import Chord, led, nearest
from renderer.backends.music.instruments import RANGES
from renderer.backends.music.melody import Phrase, tune
from renderer.sound.signal import chance


@dataclass(frozen=True, slots=True)
class Note:
    """One note: who plays it, when and for how long (beats), which pitch (MIDI), and how strongly (0…1)."""

    instrument: str
    part: str
    start: float
    beats: float
    pitch: int
    force: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """The form of a piece: a root for each bar, and how strongly each bar is played."""

    roots: tuple[int, ...]
    phrases: tuple[Phrase, ...]
    dynamics: tuple[float, ...]


_FIGURES = {  # broken chords: indices into (bass, voices…, octave above), eighth by eighth
    4: ((0, 1, 2, 3, 2, 1, 2, 3), (0, 2, 1, 3, 2, 3, 1, 2), (0, 1, 2, 3, 4, 3, 2, 1), (0, 2, 3, 4, 3, 2, 3, 2)),
    3: ((0, 2, 3, 4, 3, 2), (0, 1, 2, 3, 2, 1), (0, 2, 3, 2, 3, 2)),
}


def composed(character: Character, words: str, seed: int, bars: int) -> tuple[Note, ...]:
    """The piece: ``bars`` bars, then its final chord, which starts on the beat ``bars × meter`` and has no end of
    its own (its length is given as one bar)."""
    key = f"{words}\x1f{seed}"
    plan = _form(character, key, bars)
    chords = led((*plan.roots, 0), character.mode, character.tonic, _centre(character.harmony))
    notes: list[Note] = []
    if character.lead:
        notes += _lead(character, key, plan, chords)
    if character.harmony:
        notes += _accompaniment(character, key, plan, chords)
    if character.figure == "drone":
        notes += _drone(character, plan, chords)
    if character.bass:
        notes += _bass(character, plan, chords)
    if character.colour and character.colour != character.lead:
        notes += _colour(character, plan, chords)
    if character.drums:
        notes += _drums(character, key, plan)
    return tuple(notes)


def _form(character: Character, key: str, bars: int) -> _Plan:
    """Phrases of four bars, A A B A and again; each half closes on the dominant or on the tonic; an arch of force."""
    random = chance(key, "form")
    first, other = (character.progressions[int(k)] for k in random.permutation(len(character.progressions))[:2])
    roots: list[int] = []
    phrases: list[Phrase] = []
    while len(roots) < bars:
        left = bars - len(roots)
        length = left if left < 7 and left != 4 else 4
        letter = "AABA"[len(phrases) % 4]
        bar = [(first if letter == "A" else other)[k % 4] for k in range(length)]
        last = left == length
        if length > 1:
            bar[-1] = 4 if last or len(phrases) % 2 == 0 else 0
        phrases.append(Phrase(len(roots), length, letter, sum(phrase.letter == letter for phrase in phrases)))
        roots += bar
    arch = np.sin(np.pi * (np.arange(bars) + 0.5) / max(1, bars)) ** 0.7
    dynamics = tuple(float(0.62 + 0.38 * value) for value in arch)
    return _Plan(tuple(roots), tuple(phrases), dynamics)


def _lead(character: Character, key: str, plan: _Plan, chords: tuple[Chord, ...]) -> list[Note]:
    """The tune, stronger on the first beat of a bar and in the middle of the piece."""
    notes = []
    for tone in tune(character, key, plan.phrases, chords):
        bar = min(len(plan.roots) - 1, int(tone.start // character.meter))
        force = (0.74 if tone.strong else 0.64) * (plan.dynamics[bar] if bar >= 0 else 0.9)
        force *= 0.75 + 0.35 * character.energy
        notes.append(Note(character.lead, "lead", tone.start, tone.beats * 0.98, tone.pitch, force))
    return notes


def _accompaniment(character: Character, key: str, plan: _Plan, chords: tuple[Chord, ...]) -> list[Note]:
    """The chords, in the figure that the character asks for, and the last one, spread where the figure is broken."""
    notes: list[Note] = []
    patterns = _FIGURES[character.meter]
    pattern = patterns[int(chance(key, "figure").integers(len(patterns)))]
    for bar in range(len(plan.roots)):
        notes += _bar_of(character, chords[bar], float(bar * character.meter), plan.dynamics[bar], pattern)
    end = float(len(plan.roots) * character.meter)
    spread = 0.14 if character.figure == "broken" else 0.0
    final = (_low_root(character, chords[-1]), *chords[-1].voices, chords[-1].voices[0] + 12)
    return notes + [
        Note(character.harmony, "harmony", end + spread * k, float(character.meter), pitch, 0.5)
        for k, pitch in enumerate(final)
    ]


def _bar_of(character: Character, chord: Chord, beat: float, force: float, pattern: tuple[int, ...]) -> list[Note]:
    """One bar of the accompaniment in the piece's figure."""
    force *= 0.38 + 0.3 * character.energy
    if character.figure == "broken":
        return _broken(character, chord, beat, force, pattern)
    if character.figure == "struck":
        return _struck(character, chord, beat, force)
    if character.figure == "pulse":
        return _pulse(character, chord, beat, force)
    return [Note(character.harmony, "harmony", beat, float(character.meter), pitch, force) for pitch in chord.voices]


def _broken(character: Character, chord: Chord, beat: float, force: float, pattern: tuple[int, ...]) -> list[Note]:
    """The chord's notes one after another, from its root up and back; in quarters where the piece is fast."""
    tones = (_low_root(character, chord), *chord.voices, chord.voices[0] + 12, chord.voices[1] + 12)
    step, picks = (0.5, pattern) if character.tempo < 100.0 else (1.0, pattern[::2])
    notes = []
    for k, pick in enumerate(picks):
        beats = max(1.0, character.meter / 2 - step * (k % 2))
        weight = 1.0 if k else 1.15
        notes.append(
            Note(character.harmony, "harmony", beat + step * k, beats, tones[pick % len(tones)], force * weight)
        )
    return notes


def _struck(character: Character, chord: Chord, beat: float, force: float) -> list[Note]:
    """The whole chord on each beat, or after it where the piece is light."""
    late = 0.5 if character.tempo > 90.0 and character.energy < 0.7 else 0.0
    return [
        Note(character.harmony, "harmony", beat + k + late, 0.5, pitch, force * (1.0 if k % 2 else 0.85))
        for k in range(character.meter)
        for pitch in chord.voices
    ]


def _pulse(character: Character, chord: Chord, beat: float, force: float) -> list[Note]:
    """Restless eighths on two notes of the chord, the third held above them."""
    notes = [Note(character.harmony, "harmony", beat, float(character.meter), chord.voices[2], force * 0.6)]
    for k in range(character.meter * 2):
        pitch = chord.voices[0 if k % 4 else 1] - (12 if k % 2 else 0)
        weight = 1.1 if k % 4 == 0 else 0.75
        notes.append(Note(character.harmony, "harmony", beat + 0.5 * k, 0.45, pitch, force * weight))
    return notes


def _drone(character: Character, plan: _Plan, chords: tuple[Chord, ...]) -> list[Note]:
    """A player alone: under the tune, where it rests, the chord's root or fifth on the open strings."""
    low, high = RANGES[character.lead]
    notes = []
    for bar in range(len(plan.roots) + 1):
        pitch = nearest(chords[bar].classes[:1], low + 4, low, high)
        force = 0.34 * (plan.dynamics[bar] if bar < len(plan.roots) else 0.9)
        notes.append(Note(character.lead, "drone", float(bar * character.meter), character.meter * 0.98, pitch, force))
    return notes


def _bass(character: Character, plan: _Plan, chords: tuple[Chord, ...]) -> list[Note]:
    """The roots; with more energy also the fifths, or a walking pulse."""
    notes = []
    low, high = RANGES[character.bass]
    for bar in range(len(plan.roots) + 1):
        chord, beat = chords[bar], float(bar * character.meter)
        root = nearest(chord.classes[:1], max(low + 5, 40), low, high)
        fifth = nearest(chord.classes[-1:], root + 5, low, high)
        force = (0.5 + 0.2 * character.energy) * (plan.dynamics[bar] if bar < len(plan.roots) else 0.9)
        if bar == len(plan.roots) or character.energy < 0.45:
            notes.append(Note(character.bass, "bass", beat, float(character.meter), root, force))
        elif character.energy < 0.75:
            half = character.meter / 2
            notes.append(Note(character.bass, "bass", beat, half, root, force))
            notes.append(Note(character.bass, "bass", beat + half, half, fifth, force * 0.85))
        else:
            for k in range(character.meter):
                notes.append(Note(character.bass, "bass", beat + k, 0.9, fifth if k == 3 else root, force))
    return notes


def _colour(character: Character, plan: _Plan, chords: tuple[Chord, ...]) -> list[Note]:
    """A second voice that joins after the first phrase: held notes above or within the harmony."""
    low, high = RANGES[character.colour]
    notes = []
    entry = min(4, len(plan.roots) // 2)
    for bar in range(entry, len(plan.roots) + 1):
        force = 0.36 * (plan.dynamics[bar] if bar < len(plan.roots) else 0.9)
        beat = float(bar * character.meter)
        for voice in chords[bar].voices[1:]:
            pitch = nearest((voice % 12,), (low + high) / 2, low, high)
            notes.append(Note(character.colour, "colour", beat, float(character.meter), pitch, force))
    return notes


def _drums(character: Character, key: str, plan: _Plan) -> list[Note]:
    """A pattern of a bar, fuller at the ends of phrases, and one stroke with the final chord."""
    random = chance(key, "drums")
    cells = character.meter * 2
    grid = [0.9 if k == 0 else 0.65 if k % 4 == 0 else 0.35 + 0.3 * float(random.random()) for k in range(cells)]
    played = [k == 0 or k % 4 == 0 or random.random() < 0.25 + 0.35 * character.energy for k in range(cells)]
    closing = {phrase.first + phrase.bars - 1 for phrase in plan.phrases}
    notes = []
    for bar in range(len(plan.roots)):
        for k in range(cells):
            if played[k] or (bar in closing and k >= cells - 3):
                pitch = 36 if k == 0 or (k % 4 == 0 and grid[k] > 0.6) else 43
                force = grid[k] * plan.dynamics[bar] * (0.5 + 0.5 * character.energy)
                notes.append(Note(character.drums, "drums", bar * character.meter + 0.5 * k, 1.0, pitch, force))
    return [*notes, Note(character.drums, "drums", float(len(plan.roots) * character.meter), 2.0, 36, 0.8)]


def _low_root(character: Character, chord: Chord) -> int:
    low, high = RANGES[character.harmony]
    return nearest(chord.classes[:1], max(low, chord.voices[0] - 12), low, high)


def _centre(harmony: str) -> int:
    """Where the chords lie: the middle of the instrument's comfortable range."""
    low, high = RANGES.get(harmony, (48, 76))
    return min(67, max(55, (low + high) // 2))
