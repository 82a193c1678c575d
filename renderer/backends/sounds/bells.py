"""A take comes in, the sound of a bell or of bells goes out."""

from __future__ import annotations

from renderer.backends.sounds.bodies import (
    CHURCH,
    GLOCKENSPIEL,
    HAND,
    TEMPLE,
    TUBE,
    Partials,
    struck,
)
from renderer.backends.sounds.take import (
    Take,
    beats,
    hiss,
    layered,
    moments,
    tap,
)
from renderer.recipe import SAMPLE_RATE
from renderer.sound.signal import (
    Signal,
    bandpass,
    drift,
    highpass,
    modes,
    place,
    pluck,
    samples_of,
    scaled,
    silence,
)
from renderer.sound.space import panned


def church_bell(take: Take) -> Signal:
    """A great bell, tolling where there is time."""
    return _tolling(take, 233.0, CHURCH, 3.2)


def temple_bell(take: Take) -> Signal:
    """A Buddhist temple's bell, struck by a log: low, with a slow beat in it."""
    return _tolling(take, 118.0, TEMPLE, 9.0)


def hand_bell(take: Take) -> Signal:
    """A small bell."""
    return _tolling(take, 1180.0, HAND, 1.3)


def bicycle_bell(take: Take) -> Signal:
    """Ring-ring of a bicycle or a shop door."""
    random = take.random("ring")
    out = silence(take.n)
    ding = modes(samples_of(1.0), struck(2150.0 / take.weight, HAND), random)
    for k, at in enumerate(beats(take.n, 1.9 / take.pace, random)):
        for stroke in range(5):
            place(out, ding, at + samples_of(0.07 * stroke), 0.7 + 0.3 * (k % 2))
    return out


def wind_chime(take: Take) -> Signal:
    """Tubes of a pentatonic scale, stirred by the air."""
    random = take.random("chime")
    out = silence(take.n, 2)
    gust = drift(take.n, 0.4, random)
    pitches = [830.0 * 2.0 ** (step / 12.0) / take.weight for step in (0, 2, 5, 7, 9, 12, 14)]
    tubes = [modes(samples_of(3.0), struck(pitch, TUBE), random) for pitch in pitches]
    for at in [0, *moments(take.n, 3.6 * take.pace, random)]:
        k = int(random.integers(len(tubes)))
        place(out, panned(tubes[k], k / 3.5 - 0.9), at, 0.15 + 0.85 * float(gust[at]) ** 2 * float(random.random()))
    return out


def glitter(take: Take) -> Signal:
    """Magic: a quick rise of tiny bells that hangs in the air."""
    random = take.random("glitter")
    out = silence(take.n, 2)
    count = max(8, int(26 * min(2.0, take.seconds / 2.2)))
    for k in range(count):
        share = k / count
        step = (0, 2, 4, 7, 9, 11)[int(random.integers(6))] + 12 * int(share * 2.4 + 0.6 * float(random.random()))
        ring = modes(samples_of(1.2), struck(1250.0 * 2.0 ** (step / 12.0), GLOCKENSPIEL), random)
        at = int(share**0.8 * min(take.seconds * 0.5, 1.6) * SAMPLE_RATE)
        place(out, panned(ring, float(random.random()) * 1.8 - 0.9), at, 0.3 + 0.7 * float(random.random()))
    air = hiss(take.n, random, highpass(6000.0), channels=2) * pluck(take.n, 0.9, 1.6)[:, None]
    return layered(take.n, (scaled(out), 1.0), (air, 0.02))


def school_chime(take: Take) -> Signal:
    """The chime of a school: the Westminster quarters on tubular bells, as Japanese schools have them."""
    random = take.random("school")
    out = silence(take.n)
    partials = ((1.0, 1.0, 3.0), (2.0, 0.5, 2.2), (2.98, 0.35, 1.6), (4.1, 0.2, 1.0), (0.5, 0.25, 2.4))
    tune = ((0.0, 349.2), (0.62, 440.0), (1.24, 392.0), (1.86, 261.6), (3.4, 349.2), (4.02, 392.0), (4.64, 440.0),
            (5.26, 349.2))  # fmt: skip
    for at, pitch in tune:
        struck = tuple((pitch * ratio, gain, seconds) for ratio, gain, seconds in partials)
        place(out, modes(samples_of(3.0), struck, random), samples_of(at / take.pace))
    return out


def _tolling(take: Take, pitch: float, partials: Partials, period: float) -> Signal:
    """A bell, struck once at the start and again each period for as long as it may ring out."""
    random = take.random("bell")
    n = min(take.n, samples_of(partials[0][2] * 1.1))
    ring = modes(n, struck(pitch / take.weight, partials), random)
    blow = tap(0.02, random, bandpass(min(6000.0, pitch * 6.0), 0.7))
    stroke = layered(n, (scaled(ring), 1.0), (blow, 0.25))
    out = silence(take.n)
    for at in beats(max(1, take.n - samples_of(period * 0.6)), period / take.pace, random, 0.01):
        place(out, stroke, at)
    return out
