"""Pitches and motions come in, the resonances of bells, blades, panels and hinges go out."""

from __future__ import annotations

import numpy as np

from renderer.recipe import SAMPLE_RATE
from renderer.sound.signal import (
    Signal,
    bandpass,
    filtered,
    scaled,
    silence,
)

Partials = tuple[tuple[float, float, float], ...]

# Partials of bells: (ratio to the strike note, amplitude, seconds to −60 dB). The church bell's are those that a
# founder tunes: hum, prime, tierce, quint, nominal (N. Fletcher & T. Rossing, *The Physics of Musical Instruments*).
CHURCH: Partials = ((0.5, 0.8, 11.0), (1.0, 1.0, 7.0), (1.005, 0.5, 6.0), (1.19, 0.8, 5.0), (1.5, 0.45, 4.0),
                    (2.0, 0.9, 3.4), (2.51, 0.4, 2.0), (3.01, 0.35, 1.5), (4.1, 0.3, 1.0), (5.4, 0.2, 0.6))  # fmt: skip
TEMPLE: Partials = ((1.0, 1.0, 13.0), (1.012, 0.9, 12.0), (1.96, 0.55, 7.0), (1.98, 0.5, 7.0), (2.8, 0.35, 4.0),
                     (3.62, 0.25, 2.6), (4.7, 0.2, 1.6), (5.9, 0.12, 1.0))  # fmt: skip
HAND: Partials = ((1.0, 1.0, 2.6), (1.003, 0.5, 2.4), (2.0, 0.25, 1.5), (3.0, 0.55, 1.1), (4.2, 0.3, 0.7),
                   (5.4, 0.25, 0.5), (6.8, 0.15, 0.3))  # fmt: skip
TUBE: Partials = ((1.0, 1.0, 3.4), (2.76, 0.5, 1.8), (5.4, 0.25, 0.8), (8.93, 0.1, 0.4))
GLOCKENSPIEL: Partials = ((1.0, 1.0, 2.2), (2.002, 0.15, 1.0), (2.76, 0.4, 0.8), (5.4, 0.15, 0.4))
BLADE: Partials = ((1.0, 0.8, 0.9), (1.47, 1.0, 0.8), (2.09, 0.9, 0.7), (2.56, 0.7, 0.6), (3.39, 0.8, 0.5),
                    (4.51, 0.6, 0.4), (5.83, 0.5, 0.3), (7.2, 0.4, 0.2))  # fmt: skip
PANEL: Partials = ((1.0, 1.0, 0.18), (1.63, 0.8, 0.14), (2.4, 0.7, 0.10), (3.9, 0.5, 0.07), (6.3, 0.35, 0.05))


def struck(pitch: float, partials: Partials) -> Partials:
    """The partials of a body whose strike note is at ``pitch`` Hz."""
    return tuple((pitch * ratio, gain, seconds) for ratio, gain, seconds in partials)


def stick_slip(rate: Signal, random: np.random.Generator) -> Signal:
    """Slips at a varying rate (Hz) through the resonances of wood."""
    turns = np.cumsum(rate.astype(np.float64)) / SAMPLE_RATE
    slips = np.zeros(len(rate), np.float32)
    slips[np.flatnonzero(np.diff(np.floor(turns), prepend=0.0))] = 1.0
    slips *= 0.5 + random.random(len(rate), np.float32)
    body = sum(
        (filtered(slips, bandpass(centre, q)) * np.float32(gain) for centre, q, gain in
         ((410.0, 9.0, 1.0), (780.0, 11.0, 1.2), (1240.0, 12.0, 1.1), (2150.0, 12.0, 0.8), (3300.0, 8.0, 0.4))),
        silence(len(rate)),
    )  # fmt: skip
    return scaled(body)
