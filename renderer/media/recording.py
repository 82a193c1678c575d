"""A sound file of anybody's comes in, a stereo WAV file of the store goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from renderer.errors import MediaError
from renderer.recipe import SAMPLE_RATE, Recording
from renderer.sound import wav

MAGIC = {
    "wav": (0, b"RIFF"), "flac": (0, b"fLaC"), "ogg": (0, b"OggS"), "mp4": (4, b"ftyp"),
    "mp3": (0, b"ID3"), "mp3 ": (0, b"\xff\xfb"), "mp3  ": (0, b"\xff\xf3"), "mp3   ": (0, b"\xff\xf2"),
}  # fmt: skip
"""Which demuxer reads a file that has these bytes there. Play lists are none: they would open other files."""

MINUTES = 60
"""A longer file is refused: it would not fit into memory beside the film."""


def make(spec: Recording, inputs: Mapping[str, Path], out: Path, report: Callable[[int], None]) -> dict[str, Any]:
    """Makes the task ``recording`` from input ``file``. Meta: ``samples``.

    Raises MediaError where the file holds no sound that can be read.
    """
    samples = read_recording(inputs["file"])
    wav.write(out, samples)
    return {"samples": len(samples)}


def read_recording(path: Path) -> NDArray[np.float32]:
    """The sound of a WAV, FLAC, Ogg, MP3 or MP4 file: (n, 2) float32, 48 kHz, full scale 1."""
    with path.open("rb") as file:
        head = file.read(16)
    demuxer = next((name.strip() for name, (at, magic) in MAGIC.items() if head[at : at + len(magic)] == magic), "")
    if not demuxer:
        raise MediaError("not a WAV, FLAC, Ogg, MP3 or MP4 sound file; convert it to WAV")
    try:
        blocks = list(_blocks(path, demuxer))
    except av.error.FFmpegError as error:
        raise MediaError(f"the sound file can't be decoded: {error.strerror}") from error
    if not blocks:
        raise MediaError("the sound file is empty")
    return np.concatenate(blocks, axis=1).T


def _blocks(path: Path, demuxer: str) -> Iterator[NDArray[np.float32]]:
    resampler = av.AudioResampler("fltp", "stereo", SAMPLE_RATE)
    count = 0
    with av.open(str(path), format=demuxer) as container:
        if not container.streams.audio:
            raise MediaError("the file has no sound")
        for frame in container.decode(audio=0):
            for block in resampler.resample(frame):
                count += block.samples
                if count > MINUTES * 60 * SAMPLE_RATE:
                    raise MediaError(f"the sound is longer than {MINUTES} minutes; cut it")
                yield np.asarray(block.to_ndarray(), np.float32)
    for block in resampler.resample(None):
        yield np.asarray(block.to_ndarray(), np.float32)
