"""A take comes in, the sound of people goes out: their steps, their voices, their hearts."""

from __future__ import annotations

import numpy as np

from renderer.backends.sounds.take import (
    Take,
    beats,
    hiss,
    layered,
    series,
    shower,
    tap,
    thump,
    voiced,
)
from renderer.recipe import SAMPLE_RATE
from renderer.sound.signal import (
    Signal,
    bandpass,
    curve,
    drift,
    filtered,
    highpass,
    lowpass,
    modes,
    place,
    samples_of,
    scaled,
    silence,
    sine,
)
from renderer.sound.space import panned

_VOWELS = (  # formants of open and closed vowels: (Hz, q, gain)
    ((730.0, 6.0, 1.0), (1090.0, 8.0, 0.6), (2440.0, 10.0, 0.2)),
    ((530.0, 5.0, 1.0), (1840.0, 9.0, 0.4), (2480.0, 10.0, 0.2)),
    ((570.0, 6.0, 1.0), (840.0, 8.0, 0.6), (2410.0, 10.0, 0.15)),
)
_LOOSE = {  # lowest and highest frequency of a grain, how many, and over how many seconds
    "gravel": (1500.0, 9000.0, 26, 0.11),
    "snow": (350.0, 3200.0, 34, 0.14),
    "grass": (2200.0, 7000.0, 18, 0.12),
    "sand": (700.0, 4200.0, 30, 0.12),
    "leaves": (2600.0, 10_000.0, 24, 0.16),
}
_HARD: dict[str, tuple[tuple[float, float, float], ...]] = {
    "stone": ((620.0, 0.5, 0.03), (1350.0, 0.6, 0.025), (2600.0, 0.4, 0.02)),
    "wood": ((118.0, 1.0, 0.16), (205.0, 0.8, 0.12), (410.0, 0.5, 0.08), (1100.0, 0.3, 0.03)),
    "metal": ((190.0, 0.7, 0.35), (530.0, 0.6, 0.5), (1270.0, 0.5, 0.45), (2890.0, 0.4, 0.3)),
}


def footsteps(take: Take) -> Signal:
    """Steps on stone, wood, gravel, snow, grass, water or metal, heel and toe, from foot to foot."""
    return _walk(take, 0.56)


def running(take: Take) -> Signal:
    """Running feet."""
    return _walk(take, 0.3)


def murmur(take: Take) -> Signal:
    """People talking, none to be understood."""
    return _voices(take, 16, 4.3, 0.0)


def laughter(take: Take) -> Signal:
    """People laughing together."""
    return _voices(take, 10, 5.2, 1.0)


def cheer(take: Take) -> Signal:
    """A crowd cheers: held voices over noise and some clapping."""
    shout = _voices(take, 14, 0.7, 2.0)
    roar = hiss(take.n, take.random("roar"), bandpass(1100.0, 0.6), channels=2)
    swell = curve(take.n, (0.0, 0.2), (0.15, 1.0), (0.6, 0.8), (1.0, 0.3))[:, None]
    return layered(take.n, (scaled(shout), 1.0), (roar * swell, 0.12), (scaled(applause(take)), 0.4))


def applause(take: Take) -> Signal:
    """Clapping hands, many of them, swelling and thinning out."""
    random = take.random("applause")
    claps = [tap(0.016, random, bandpass(900.0 + 1500.0 * float(random.random()), 1.3)) for _ in range(12)]
    swell = curve(take.n, (0.0, 0.3), (0.12, 1.0), (0.7, 0.85), (1.0, 0.2))[:, None]
    return shower(take, 130.0 * take.force, claps, "claps") * swell


def heartbeat(take: Take) -> Signal:
    """A heart: lub-dub, felt more than heard."""
    random = take.random("heart")
    out = silence(take.n)
    n = samples_of(0.3)
    skin = filtered(np.concatenate([tap(0.05, random, lowpass(300.0)), silence(n)])[:n], lowpass(320.0))
    for at in beats(take.n, 0.92 / take.pace, random, 0.015):
        place(out, layered(n, (thump(n, 52.0), 1.0), (skin, 0.5)), at)
        place(out, layered(n, (thump(n, 64.0), 0.7), (skin, 0.3)), at + samples_of(0.27 / take.pace**0.5), 0.75)
    return out


def breathing(take: Take) -> Signal:
    """Someone breathes, in and out."""
    random = take.random("breath")
    n = samples_of(2.6 / take.pace)
    inward = curve(n, (0.0, 0.0), (0.2, 0.7), (0.36, 0.0), (1.0, 0.0))
    outward = curve(n, (0.0, 0.0), (0.45, 0.0), (0.6, 1.0), (0.95, 0.0), (1.0, 0.0))

    def breath(_: int) -> Signal:
        return (
            hiss(n, random, bandpass(1700.0, 1.2)) * inward
            + hiss(n, random, bandpass(850.0, 0.9), lowpass(3500.0)) * outward
        )

    return series(take, beats(take.n, 2.8 / take.pace, random, 0.03), breath, "breath")


def whispers(take: Take) -> Signal:
    """Many whispering voices."""
    n, out = take.n, silence(take.n, 2)
    for person in range(7):
        random = take.random("whisper", person)
        noise = hiss(n, random, highpass(900.0))
        vowels = drift(n, 5.0 * take.pace, random)
        speech = filtered(noise, bandpass(1400.0, 2.0)) * vowels + filtered(noise, bandpass(3600.0, 1.5)) * (
            1.0 - vowels
        )
        out += panned(speech * drift(n, 5.5 * take.pace, random) ** 2.5, float(random.random()) * 1.8 - 0.9)
    return out


def shouts(take: Take) -> Signal:
    """Several people cry out."""
    return _voices(take, 7, 1.1, 2.0) * curve(take.n, (0.0, 0.2), (0.08, 1.0), (0.7, 0.9), (1.0, 0.0))[:, None]


def _walk(take: Take, period: float) -> Signal:
    random = take.random("steps")
    material = take.material or "stone"
    out = silence(take.n, 2)
    steps = [_step(take, material, foot) for foot in range(4)]
    for k, at in enumerate(beats(take.n, period / take.pace, random, 0.04)):
        place(out, panned(steps[k % 4], 0.12 if k % 2 else -0.12), at, 0.8 + 0.3 * float(random.random()))
    return out


def _step(take: Take, material: str, foot: int) -> Signal:
    """One step: the heel, then the ball of the foot, on its ground."""
    random, n, heavy = take.random("step", material, foot), samples_of(0.42), take.weight
    out = layered(n, (thump(n, 82.0 / heavy), 0.55 * heavy))
    for at, gain in ((0.0, 1.0), (0.085, 0.6)):
        start = samples_of(at)
        if material in ("gravel", "snow", "grass", "sand", "leaves"):
            low, high, count, spread = _LOOSE[material]
            for spot in random.random(count):
                grain = tap(0.004 + 0.012 * float(random.random()), random, highpass(low), lowpass(high))
                place(out, grain, start + int(spot**1.3 * spread * SAMPLE_RATE), gain * float(random.random()))
        elif material == "water":
            place(out, tap(0.12, random, bandpass(900.0, 0.7), highpass(250.0)), start, gain)
        else:
            place(out, modes(n, _HARD[material], random), start, gain * 0.8)
            place(out, tap(0.012, random, highpass(500.0), lowpass(_HARD[material][-1][0] * 2.0)), start, gain * 0.7)
    return out


def _voices(take: Take, count: int, rate: float, mode: float) -> Signal:
    """Many voices at once: mode 0 talks, 1 laughs (its syllables even and falling), 2 calls out (held vowels)."""
    n, out = take.n, silence(take.n, 2)
    for person in range(count):
        random = take.random("voice", person)
        pitch = (105.0 if person % 2 else 195.0) * (0.85 + 0.4 * float(random.random())) * (1.0 + 0.35 * (mode > 0))
        tune = np.float32(pitch) * (0.85 + 0.35 * drift(n, 1.6, random))
        speech = voiced(tune, _VOWELS[person % 3], 1.2)
        pulse = drift(n, rate * take.pace, random) ** 2
        if mode == 1.0:
            burst = drift(n, 0.6, random) ** 1.5
            pulse = (0.5 + 0.5 * sine(rate * (0.85 + 0.3 * float(random.random())), n)) ** 2 * burst
        out += panned(speech * pulse, float(random.random()) * 1.8 - 0.9)
    return filtered(out, lowpass(3600.0, 1), highpass(120.0))
