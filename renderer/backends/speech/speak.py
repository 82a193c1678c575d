"""The recipe of one spoken line comes in, a mono WAV file of it goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from renderer import recipe
from renderer.backends.speech.pace import estimate
from renderer.backends.speech.synthesis import speech
from renderer.backends.speech.treatment import treated
from renderer.backends.speech.voices import delivery
from renderer.sound import wav
from renderer.sound.level import loudness
from renderer.sound.signal import samples_of, silence


def make(
    spec: recipe.Voice, inputs: Mapping[str, Path], out: Path, report: Callable[[int], None]
) -> dict[str, int | float]:
    """Makes the task ``voice``. Returns ``samples`` and ``loudness`` (LUFS, rounded to hundredths).

    Where the engine is "silence", or the line has nothing to say, the file is silent for the estimated time.
    Raises SpeechError where the engine is missing or fails.
    """
    spoken = delivery(spec.voice, spec.manner)
    raw = speech(spec.text, spec.language, spec.engine, spoken)
    if np.any(raw):
        line = treated(raw, spoken, spec.engine)
    else:
        line = silence(samples_of(estimate(spec.text, spec.language, spec.voice, spec.manner)))
    wav.write(out, line)
    return {"samples": len(line), "loudness": round(loudness(line), 2)}
