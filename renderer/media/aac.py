"""A window of the mix and its neighbours come in, the window's AAC packets go out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import av
import numpy as np

from renderer.errors import MediaError
from renderer.recipe import SAMPLE_RATE, Aac
from renderer.sound.excerpt import excerpt
from renderer.sound.loudness import STEP, Samples
from renderer.sound.master import CONTEXT, mastered

PACKET = STEP
"""Samples of an AAC packet. The encoder is one packet late: packet n begins with what was heard in n - 1."""

RUN_UP, RUN_OUT = 8, 2
"""Packets encoded and thrown away before the window, by when the encoder has forgotten that it began there, and
after it, as the encoder looks ahead."""


def make(spec: Aac, inputs: Mapping[str, Path], out: Path, report: Callable[[int], None]) -> dict[str, Any]:
    """Writes the window's packets to ``out``, one after the other. Meta: ``packets``, their sizes in bytes.

    They are ``spec.packets``, and one more where no window follows: the packet that completes the film's end.
    Raises MediaError where the window isn't ``spec.packets`` long.
    """
    length = spec.packets * PACKET
    window = excerpt(inputs["window"], 0, length + 1)
    if len(window) != length:
        raise MediaError(f"the window has {len(window)} samples, not {length}; make it again (lvc cache verify)")
    before, after = RUN_UP * ("before" in inputs), RUN_OUT * ("after" in inputs)
    finished = mastered(np.concatenate([_before(inputs), window, _after(inputs)]), spec.gain)
    start = CONTEXT + (RUN_UP - before) * PACKET
    finished = finished[start : start + (before + spec.packets + after) * PACKET]
    packets = encoded(finished, spec.bitrate)[before : before + spec.packets + (not after)]
    out.write_bytes(b"".join(packets))
    return {"packets": [len(packet) for packet in packets]}


def encoded(samples: Samples, bitrate: int) -> list[bytes]:
    """AAC-LC packets of (n, 2) float32 at 48 kHz, n a multiple of 1024: one for each 1024 samples, and one more."""
    codec = av.CodecContext.create("aac", "w")
    codec.sample_rate, codec.layout, codec.format, codec.bit_rate = SAMPLE_RATE, "stereo", "fltp", bitrate
    # The fast search takes a third of the time of the thorough one, which at this bit rate nobody hears.
    codec.options = {"aac_coder": "fast", "flags": "+bitexact"}
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T), format="fltp", layout="stereo")
    frame.sample_rate = SAMPLE_RATE
    frame.pts = 0
    return [bytes(packet) for packet in (*codec.encode(frame), *codec.encode(None))]


def _before(inputs: Mapping[str, Path]) -> Samples:
    """What is heard before the window, for the run-up and the limiter; silence before the film begins."""
    wanted = RUN_UP * PACKET + CONTEXT
    sound = excerpt(inputs["before"], -wanted) if "before" in inputs else np.zeros((0, 2), np.float32)
    return np.pad(sound, ((wanted - len(sound), 0), (0, 0)))


def _after(inputs: Mapping[str, Path]) -> Samples:
    """What is heard after it; silence once the film has ended."""
    wanted = RUN_OUT * PACKET + CONTEXT
    sound = excerpt(inputs["after"], 0, wanted) if "after" in inputs else np.zeros((0, 2), np.float32)
    return np.pad(sound, ((0, wanted - len(sound)), (0, 0)))
