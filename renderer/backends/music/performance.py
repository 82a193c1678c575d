"""A score, its beats in time and a length come in, the performance goes out: stereo, in its hall, with an end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from renderer.backends.music.instruments import played
from renderer.backends.music.score import Note
from renderer.recipe import SAMPLE_RATE
from renderer.sound.signal import Signal, chance, faded, filtered, highpass, place, silence
from renderer.sound.space import Room, panned, reverberated

_LEVELS = {"lead": 1.0, "drone": 0.9, "harmony": 0.62, "bass": 0.72, "colour": 0.42, "drums": 0.62}
_PLACES = {"lead": -0.08, "drone": 0.1, "harmony": 0.28, "bass": -0.18, "colour": -0.42, "drums": 0.1}
_GRID = 16  # lengths are rounded to this part of a second, so that notes alike are rendered once


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of a piece: seconds a beat, beats before the final chord, how many of those slow down, and by how
    much the last is longer than the first."""

    beat: float
    beats: float
    slowing: float
    stretch: float = 0.5

    def seconds(self, beat: float) -> float:
        """When a beat falls. Over the slowing beats the length of a beat grows evenly."""
        over = max(0.0, min(beat, self.beats) - (self.beats - self.slowing))
        late = self.stretch * over * over / (2.0 * self.slowing) if self.slowing else 0.0
        return self.beat * (beat + late)


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A note as it is rendered; equal ones are rendered once."""

    instrument: str
    pitch: int
    length: int  # in parts of a second
    force: int  # in eighths


def performed(notes: Sequence[Note], clock: Clock, samples: int, hall: float) -> Signal:
    """The performance: just ``samples`` long, shape (n, 2), at no particular level."""
    dry = silence(samples, 2)
    players = {part: silence(samples) for part in dict.fromkeys(note.part for note in notes)}
    end = samples / SAMPLE_RATE
    rendered: dict[_Stroke, Signal] = {}
    for count, note in enumerate(notes):
        start = clock.seconds(note.start)
        final = note.start >= clock.beats
        seconds = end - start if final else clock.seconds(note.start + note.beats) - start
        stroke = _Stroke(note.instrument, note.pitch, max(1, round(seconds * _GRID)), max(1, round(note.force * 8.0)))
        if stroke not in rendered:
            rendered[stroke] = played(stroke.instrument, stroke.pitch, stroke.length / _GRID, stroke.force / 8.0)
        loose = 0.0 if note.start == 0.0 else 0.012 * (float(chance(count, note.pitch).random()) - 0.5)
        tone = rendered[stroke]
        target = players[note.part] if tone.ndim == 1 else dry
        place(target, tone, max(0, round((start + loose) * SAMPLE_RATE)), _LEVELS[note.part])
    for part, line in players.items():
        dry += panned(line, _PLACES[part])
    wet = reverberated(filtered(dry, highpass(28.0)), Room(hall, 0.55, 0.022, -15.0 + 2.0 * (hall > 3.0)))
    return faded(wet, 0.004, min(1.5, end * 0.4))


def clock_for(samples: int, tempo: float, meter: int, *, sustained: bool) -> tuple[int, Clock]:
    """How many bars fit, and the tempo nearest to the one wanted that fills the time with them exactly.

    The final chord is held for a sixth of the piece, between 1.8 and 4.5 seconds, or 2.8 where nobody can sustain.
    """
    total = samples / SAMPLE_RATE
    hold = min(total, max(1.8, min(4.5 if sustained else 2.8, total / 6.0)))
    bars = round((total - hold) / (60.0 / tempo * meter))
    if bars < 1:
        return 0, Clock(60.0 / tempo, 0.0, 0.0)
    beats = float(bars * meter)
    slowing = min(float(meter), beats / 2.0)
    stretch = 0.5 if bars > 1 else 0.2
    length = (total - hold) / (beats + stretch * slowing / 2.0)
    return bars, Clock(length, beats, slowing, stretch)
