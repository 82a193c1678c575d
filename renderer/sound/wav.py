"""A WAV file comes in and its samples go out, or samples come in and the one WAV file that holds them goes out.

The files are RIFF/WAVE as of Microsoft's *Multimedia Programming Interface and Data Specifications 1.0*: 16-bit
integers or 32-bit floats (format tags 1 and 3, or either in WAVE_FORMAT_EXTENSIBLE), one or two channels, always
at 48 kHz. The standard library's ``wave`` knows no floats, hence this file. Equal samples give equal bytes.
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from renderer.recipe import SAMPLE_RATE

_INTEGER, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_FULL_SCALE = 32768.0


class WavError(ValueError):
    """The file is not a WAV file of the kind that the store holds."""


def read(path: Path) -> NDArray[np.float32]:
    """The samples of a WAV file: shape (n, channels), full scale ±1.

    A file whose data chunk was cut short gives the frames that are there. Raises WavError on anything that is
    not 16-bit or float32 PCM at 48 kHz, and OSError where the file cannot be read.
    """
    data = path.read_bytes()
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise WavError(f"{path.name} is not a WAV file")
    chunks = _chunks(data)
    if b"fmt " not in chunks or b"data" not in chunks or len(chunks[b"fmt "]) < 16:
        raise WavError(f"{path.name} has no format or no data chunk")
    layout = chunks[b"fmt "]
    tag, channels, rate, _, frame, bits = struct.unpack("<HHIIHH", layout[:16])
    if tag == _EXTENSIBLE and len(layout) >= 26:
        tag = struct.unpack("<H", layout[24:26])[0]  # the sub-format's GUID starts with the plain tag
    kind = {(_INTEGER, 16): "<i2", (_FLOAT, 32): "<f4"}.get((tag, bits))
    if kind is None or rate != SAMPLE_RATE or channels not in (1, 2):
        raise WavError(f"{path.name}: format {tag}, {bits} bits, {rate} Hz, {channels} channels; expected 48 kHz PCM")
    body = chunks[b"data"]
    raw = np.frombuffer(body, kind, len(body) // frame * channels)
    samples = raw.astype(np.float32) / np.float32(_FULL_SCALE) if kind == "<i2" else raw.astype(np.float32)
    return samples.reshape(-1, channels)


def write(path: Path, samples: ArrayLike, *, float32: bool = False) -> None:
    """Writes samples of shape (n,) or (n, channels), full scale ±1, as 16-bit integers or as 32-bit floats.

    Integers are rounded to even and clipped to the range; floats are kept as they are. Raises WavError on
    samples that are not finite or have more than two channels.
    """
    frames = np.asarray(samples, dtype=np.float32)
    frames = frames[:, None] if frames.ndim == 1 else frames
    if frames.ndim != 2 or frames.shape[1] not in (1, 2) or not np.isfinite(frames).all():
        raise WavError(f"samples of shape {frames.shape} are not one or two channels of finite numbers")
    if float32:
        body = frames.astype("<f4").tobytes()
    else:
        body = np.clip(np.rint(frames * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1).astype("<i2").tobytes()
    path.write_bytes(_header(len(body), frames.shape[1], float32) + body)


def _chunks(data: bytes) -> dict[bytes, memoryview]:
    """The file's chunks by name; the first of each name counts."""
    found: dict[bytes, memoryview] = {}
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        found.setdefault(name, memoryview(data)[at + 8 : at + 8 + size])
        at += 8 + size + size % 2  # chunks stand on even places
    return found


def _header(size: int, channels: int, float32: bool) -> bytes:
    """RIFF header, format chunk (with the fact chunk that floats require), and the data chunk's own header."""
    tag, width = (_FLOAT, 4) if float32 else (_INTEGER, 2)
    frame = channels * width
    layout = struct.pack("<HHIIHH", tag, channels, SAMPLE_RATE, SAMPLE_RATE * frame, frame, width * 8)
    fact = struct.pack("<4sII", b"fact", 4, size // frame) if float32 else b""
    riff = 4 + 8 + len(layout) + len(fact) + 8 + size
    return (
        struct.pack("<4sI4s4sI", b"RIFF", riff, b"WAVE", b"fmt ", len(layout))
        + layout
        + fact
        + struct.pack("<4sI", b"data", size)
    )
