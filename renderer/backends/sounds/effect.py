"""The recipe of one sound effect comes in, a stereo WAV file of it goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from renderer import recipe
from renderer.backends.sounds.catalogue import CATALOGUE, STONE, Entry
from renderer.backends.sounds.take import Take
from renderer.backends.sounds.vocabulary import Named, named, way_of
from renderer.sound import wav
from renderer.sound.level import loudness, normalised
from renderer.sound.signal import Signal, faded, filtered, highpass, lowpass, place, samples_of, silence
from renderer.sound.space import Room, panned, reverberated

LEVEL = -20.0
"""Loudness of an effect at level 0, LUFS, by its loudest 400 ms: a little under dialogue."""
CEILING = -1.5
"""Highest sample, dBFS."""

_LOOP = 40.0  # seconds: a longer sound repeats this much, with cross-fades, so that its cost stays small
_CROSS = 3.0


def make(
    spec: recipe.Effect, inputs: Mapping[str, Path], out: Path, report: Callable[[int], None]
) -> dict[str, int | float]:
    """Makes the task ``effect``. Returns ``samples`` and ``loudness`` (LUFS, rounded to hundredths)."""
    sound = effect(spec.words, spec.samples, spec.seed)
    wav.write(out, sound)
    return {"samples": len(sound), "loudness": round(loudness(sound), 2)}


def effect(words: str, samples: int | None, seed: int) -> Signal:
    """The sound that the words name, several of them together, or a soft swell for words that name none.

    ``samples`` None: as long as the longest of them by nature. Otherwise sounds that last fill the time, the
    others ring out in it or are cut. Shape (n, 2).
    """
    sounds = named(words) or (way_of(words),)
    n = samples or max(_natural(sound) for sound in sounds)
    mix = silence(n, 2)
    for sound in sounds:
        entry = CATALOGUE[sound.sound]
        length = n if entry.lasting else min(n, _natural(sound))
        take = Take(length, f"{words}\x1f{seed}\x1f{sound.sound}", sound.pace, sound.weight, sound.force,
                    sound.material, sound.distance < 0.0)  # fmt: skip
        place(mix, _heard(_performed(entry, take), sound, entry), 0)
    return faded(normalised(mix, LEVEL + _loudest(sounds), CEILING, by_peak=True), 0.002, 0.0)


def _natural(sound: Named) -> int:
    """Samples that a sound takes by itself, its reverberation included."""
    entry = CATALOGUE[sound.sound]
    return samples_of(entry.seconds * (1.0 if entry.lasting else sound.pace**-0.5) + 0.3)


def _performed(entry: Entry, take: Take) -> Signal:
    """The sound of a take, looped where it is long."""
    loop, cross = samples_of(_LOOP), samples_of(_CROSS)
    if take.n <= loop:
        return _stereo(entry.play(take))
    once = faded(_stereo(entry.play(replace(take, n=loop))), _CROSS, _CROSS)
    out = silence(take.n, 2)
    for at in range(0, take.n, loop - cross):
        place(out, once, at)
    return out


def _heard(sound: Signal, how: Named, entry: Entry) -> Signal:
    """The sound in its room and at its distance: far away it is dull, diffuse and narrow; edges are soft."""
    far = min(1.0, max(0.0, how.distance))
    room = STONE if how.echo else entry.room
    if far > 0.0:
        room = Room(max(1.4, room.seconds), 0.9, 0.05, room.level + 10.0 * far)
    body = sound if far == 0.0 else filtered(sound, lowpass(4500.0 * 0.2**far, 1), lowpass(7000.0 * 0.3**far, 1))
    wet = filtered(reverberated(body, room, dry=1.0 - 0.45 * far), highpass(24.0))
    edges = (0.35, 0.7) if entry.lasting and len(sound) > samples_of(3.0) else (0.0, 0.15)
    level = normalised(faded(wet, *edges), LEVEL + how.level, CEILING, by_peak=True)
    return np.asarray(level, np.float32)


def _loudest(sounds: tuple[Named, ...]) -> float:
    return max(sound.level for sound in sounds)


def _stereo(sound: Signal) -> Signal:
    return panned(sound, 0.0) if sound.ndim == 1 else sound
