"""A place in a sound of the store comes in, its samples go out, without the rest of the file being read."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer.sound import wav

HEAD = 64
"""Bytes within which the sound begins in a file of ours."""

KINDS = {(1, 16): ("<i2", 32768.0), (3, 32): ("<f4", 1.0)}
"""How samples are stored and what full scale is, by WAVE's format tag and bits."""


def excerpt(path: Path, first: int = 0, last: int | None = None) -> NDArray[np.float32]:
    """What ``wav.read(path)[first:last]`` gives, (n, channels) float32. A window of four seconds need not read ten
    minutes of music for it. Raises what ``wav.read`` raises."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        start = head.find(b"data") + 8
        if head[:4] + head[8:16] != b"RIFFWAVEfmt " or not 8 < start <= len(head):
            return wav.read(path)[first:last]  # a layout of somebody else's, or none
        tag, channels, _, _, frame, bits = struct.unpack_from("<HHIIHH", head, 20)
        if (tag, bits) not in KINDS:
            return wav.read(path)[first:last]
        kind, scale = KINDS[tag, bits]
        held = struct.unpack_from("<I", head, start - 4)[0] // frame
        begin, end, _ = slice(first, last).indices(held)
        file.seek(start + begin * frame)
        data = file.read(max(0, end - begin) * frame)
    samples = np.frombuffer(data, kind, len(data) // frame * channels).astype(np.float32)
    return (samples / np.float32(scale)).reshape(-1, channels)
