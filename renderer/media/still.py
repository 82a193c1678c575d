"""A segment comes in, one of its frames goes out as a PNG."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from renderer.media.picture import bgr_from_i420, png
from renderer.media.segment import count_frames, decode_frames
from renderer.recipe import Still


def make(spec: Still, inputs: Mapping[str, Path], out: Path, report: Callable[[int], None]) -> dict[str, Any]:
    """Writes frame ``spec.at`` of input ``picture`` to ``out``. Meta: ``width`` and ``height`` in pixels."""
    at = spec.at if spec.at >= 0 else count_frames(inputs["picture"]) + spec.at
    pixels = bgr_from_i420(next(decode_frames(inputs["picture"], at, at + 1)))
    out.write_bytes(png(pixels))
    report(1)
    return {"width": pixels.shape[1], "height": pixels.shape[0]}
