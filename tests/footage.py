"""A seed comes in, small moving pictures go out, as frames or as a segment: footage for the tests of the media."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.media import SegmentWriter
from renderer.recipe import Encoder, Format

Frame = NDArray[np.uint8]

SMALL = Format(96, 54, Fraction(24))
FAST = Encoder(preset="ultrafast")


def frames(n: int, seed: int = 0, form: Format = SMALL) -> Iterator[Frame]:
    """``n`` different pictures: a texture that moves, under a bar whose brightness counts the frames."""
    texture = np.random.default_rng(seed).integers(40, 200, (form.height * 3 // 2, form.width), np.uint8)
    texture[form.height :] = 128
    for at in range(n):
        picture = texture.copy()
        picture[: form.height] = np.roll(texture[: form.height], 2 * at, 1)
        picture[: form.height // 4] = 20 + at * 3 % 200
        yield picture


def flat(n: int, luma: int, form: Format = SMALL) -> Iterator[Frame]:
    """``n`` grey pictures."""
    for _ in range(n):
        picture = np.full((form.height * 3 // 2, form.width), 128, np.uint8)
        picture[: form.height] = luma
        yield picture


def segment(out: Path, pictures: Iterable[Frame], form: Format = SMALL, encoder: Encoder = FAST) -> dict[str, Any]:
    """Encodes ``pictures`` to ``out`` and gives the meta."""
    with SegmentWriter(out, form, encoder) as writer:
        for picture in pictures:
            writer.write(picture)
    return writer.meta


def marks(pictures: Iterable[Frame]) -> list[str]:
    """A digest of each picture."""
    return [hashlib.md5(picture.tobytes()).hexdigest() for picture in pictures]
