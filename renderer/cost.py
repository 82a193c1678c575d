"""A plan and this machine's own experience come in, seconds and memory of a render go out. Pure arithmetic."""

from __future__ import annotations

from fractions import Fraction

USUAL_PACE = 0.05
"""CPU seconds that the animatic takes for a frame of 1080p, drawn and encoded, where no own experience says more."""

HD = 1920 * 1080


def picture_seconds(frames: int, pixels: int, pace: float | None) -> float:
    """CPU seconds for a shot; ``pace`` is this machine's own, in seconds a frame, None before its first render."""
    return frames * (pace if pace is not None else USUAL_PACE * float(Fraction(pixels, HD)))


def makespan(seconds: list[float], workers: int) -> float:
    """Wall seconds on so many workers: never less than the longest shot, nor than an even share (Graham 1966)."""
    return max(max(seconds, default=0.0), sum(seconds) / max(1, workers))
