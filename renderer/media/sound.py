"""A sound of the store comes in, the samples that are needed of it go out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer.sound.excerpt import excerpt


def read_samples(path: Path, first: int = 0, last: int | None = None) -> NDArray[np.float32]:
    """Samples ``first`` to ``last`` (exclusive; None: to the end) of a sound of the store: (n, channels) float32,
    48 kHz, full scale 1. Fewer where the sound ends before."""
    return excerpt(path, first, last)
