"""The recipe of a piece of music comes in, a stereo WAV file of it goes out, composed, played and just as long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from renderer import recipe
from renderer.backends.music.character import character
from renderer.backends.music.performance import clock_for, performed
from renderer.backends.music.score import composed
from renderer.sound import wav
from renderer.sound.level import loudness, normalised
from renderer.sound.signal import Signal

LEVEL = -20.0
"""Integrated loudness of a piece at level 0, LUFS."""
CEILING = -1.5
"""Highest sample, dBFS."""


def make(
    spec: recipe.Music, inputs: Mapping[str, Path], out: Path, report: Callable[[int], None]
) -> dict[str, int | float]:
    """Makes the task ``music``. Returns ``samples`` and ``loudness`` (LUFS, rounded to hundredths)."""
    sound = piece(spec.words, spec.samples, spec.seed)
    wav.write(out, sound)
    return {"samples": len(sound), "loudness": round(loudness(sound), 2)}


def piece(words: str, samples: int, seed: int) -> Signal:
    """The piece: shape (samples, 2). Other words or another seed give another piece; a change of length alone
    keeps the tune and changes only where it ends."""
    nature = character(words, seed)
    bars, clock = clock_for(samples, nature.tempo, nature.meter, sustained=nature.sustained)
    sound = performed(composed(nature, words, seed, bars), clock, samples, nature.hall)
    return normalised(sound, LEVEL, CEILING)
