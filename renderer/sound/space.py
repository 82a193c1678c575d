"""A dry signal and a room come in, the signal as it sounds in that room goes out, in stereo."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from renderer.sound.signal import Signal, chance, convolved, filtered, gain_of, lowpass, samples_of, silence, white


@dataclass(frozen=True, slots=True)
class Room:
    """A room by what it does to sound: seconds to −60 dB, how soon the highs are gone (1: at once, 0: never),
    seconds before its first reflection, and the level of its reverberation against the dry sound (dB)."""

    seconds: float
    damping: float = 0.5
    delay: float = 0.012
    level: float = -12.0


def panned(signal: Signal, place: float) -> Signal:
    """A mono signal placed between left (−1) and right (1), at constant power: shape (n, 2)."""
    angle = (place + 1.0) * np.pi / 4.0
    out = np.empty((len(signal), 2), np.float32)
    np.multiply(signal, np.float32(np.cos(angle) * np.sqrt(2.0)), out=out[:, 0])
    np.multiply(signal, np.float32(np.sin(angle) * np.sqrt(2.0)), out=out[:, 1])
    return out


def reverberated(signal: Signal, room: Room, *, dry: float = 1.0) -> Signal:
    """The signal, mono or stereo, with the room's reverberation added; as long as before, shape (n, 2).

    ``dry`` is the factor of the direct sound: 0 leaves the reverberation alone, as from far away.
    """
    stereo = panned(signal, 0.0) if signal.ndim == 1 else signal
    wet = convolved(stereo, _impulse(room))[: len(stereo)]
    return np.asarray(stereo * np.float32(dry) + wet * np.float32(gain_of(room.level)), np.float32)


@lru_cache(maxsize=16)
def _impulse(room: Room) -> Signal:
    """The room's impulse response, unit energy a side: decaying noise in four bands, the higher the sooner gone.

    After J. A. Moorer, *About This Reverberation Business* (1979): late reverberation is exponentially decaying noise.
    """
    random = chance("room", room.seconds, room.damping)
    start, n = samples_of(room.delay), samples_of(room.seconds)
    time = np.arange(n, dtype=np.float32)[:, None] / np.float32(n)
    rest = white(n, random, 2)
    tail = silence(n, 2)
    for corner, order in ((5500.0, 0), (2200.0, 1), (700.0, 2)):
        low = filtered(rest, lowpass(corner))
        shorter = 1.0 + room.damping * (5.0, 2.5, 1.0)[order]
        tail += (rest - low) * np.exp(-6.9 * shorter * time)
        rest = low
    tail += rest * np.exp(np.float32(-6.9) * time)
    tail *= np.minimum(1.0, np.arange(n, dtype=np.float32) / samples_of(0.02))[:, None]
    tail *= 1.0 / np.sqrt(np.sum(tail.astype(np.float64) ** 2, axis=0))
    return np.concatenate([silence(start, 2), tail.astype(np.float32)])
