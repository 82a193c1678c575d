"""A take comes in, the sound of sky, water or fire goes out."""

from __future__ import annotations

import numpy as np

from renderer.backends.sounds.take import Take, hiss, layered, moments, shower, swept, tap, unsteady
from renderer.recipe import SAMPLE_RATE
from renderer.sound.signal import (
    Signal,
    bandpass,
    bell,
    curve,
    decay,
    drift,
    highpass,
    lowpass,
    place,
    pluck,
    samples_of,
    scaled,
    silence,
    sine,
)


def thunder(take: Take) -> Signal:
    """A crack, where it is near, and rolling rumbles that die away."""
    n, random = take.n, take.random("thunder")
    rolls = silence(n)
    for k in range(7):
        at = int(n * (0.02 if k == 0 else 0.03 + 0.55 * float(random.random())))
        length = samples_of(1.2 + 2.6 * float(random.random()))
        place(rolls, pluck(length, 0.05 if k == 0 else 0.25, length / SAMPLE_RATE * 1.1), at, 0.9**k)
    rumble = hiss(n, random, lowpass(110.0 / take.weight, 2), highpass(30.0), channels=2)
    body = hiss(n, random, bandpass(240.0, 0.6), lowpass(900.0), channels=2) * (rolls**1.5)[:, None]
    crack = silence(n)
    for _ in range(9 if take.near else 4):
        burst = tap(0.05 + 0.12 * float(random.random()), random, highpass(350.0), lowpass(7000.0))
        place(crack, burst, samples_of(0.05 + 0.4 * float(random.random()) ** 1.5), float(random.random()))
    crackle = scaled(crack) * np.float32(2.2 if take.near else 0.35)
    return layered(n, (rumble * rolls[:, None], 1.0), (body, 0.45), (crackle, 1.0))


def rain(take: Take) -> Signal:
    """Drops of many sizes over a hiss that comes and goes a little."""
    n, random = take.n, take.random("rain")
    drops = []
    for k in range(28):
        pitch = 800.0 * 8.0 ** ((k + float(random.random())) / 28.0) / take.weight
        length = samples_of(0.012)
        drops.append(sine(pitch, length) * decay(length, 0.004 + 4.0 / pitch))
    fall = shower(take, 420.0 * take.force, drops, "drops")
    wash = hiss(n, random, highpass(500.0), bell(2600.0, 4.0), lowpass(8500.0), channels=2)
    low = hiss(n, random, bandpass(320.0, 0.7), channels=2)
    swell = unsteady(n, 0.3, random, 0.75)[:, None]
    return layered(n, (scaled(fall), 0.9), (wash * swell, 0.075 * take.force), (low * swell, 0.03 * take.force))


def drip(take: Take) -> Signal:
    """Single drops into water."""
    out, random = silence(take.n, 2), take.random("drip")
    for at in moments(take.n, 1.3 * take.pace, random) or [0]:
        place(out, _bubble(random, 700.0, 1800.0)[:, None] * _sides(random), at, 0.5 + 0.5 * float(random.random()))
    return out


def wind(take: Take) -> Signal:
    """Gusts: noise in bands that swell one after another, with a whistle where they are strongest."""
    n, random = take.n, take.random("wind")
    gust = drift(n, 0.22 * take.pace, random)
    sides = []
    for _ in range(2):
        bands = [(hiss(n, random, lowpass(130.0)), 0.45 + 0.5 * gust)]
        for centre, q, power in ((260.0, 1.2, 1.0), (480.0, 1.6, 1.6), (850.0, 2.5, 2.4), (1500.0, 5.0, 4.0)):
            own = 0.75 * gust + 0.25 * drift(n, 0.9, random)
            bands.append((hiss(n, random, bandpass(centre / take.weight**0.5, q)), own**power))
        sides.append(sum((band * level for band, level in bands), silence(n)))
    return np.stack(sides, axis=1)


def storm(take: Take) -> Signal:
    """Wind, heavy rain, and thunder now and then."""
    out = layered(take.n, (scaled(wind(take)), 1.0), (scaled(rain(take)), 0.8))
    random = take.random("storm")
    for at in range(samples_of(1.0), take.n, samples_of(9.0)):
        clap = Take(samples_of(6.0), f"{take.seed}{at}", weight=1.2)
        place(out, scaled(thunder(clap)), at + int(random.random() * samples_of(4.0)), 0.8)
    return out


def sea(take: Take) -> Signal:
    """Waves that rise, break and run out, each its own; under them the deep."""
    n, random = take.n, take.random("sea")
    sides = []
    for _ in range(2):
        swell = silence(n)
        at = -3.0
        while at < take.seconds:
            length = samples_of((6.0 + 3.0 * float(random.random())) / take.pace)
            wave = curve(length, (0.0, 0.0), (0.3, 0.5), (0.42, 1.0), (0.55, 0.55), (1.0, 0.0)) ** 1.5
            place(swell, wave, int(at * SAMPLE_RATE), 0.6 + 0.4 * float(random.random()))
            at += length / SAMPLE_RATE * 0.62
        deep = hiss(n, random, lowpass(160.0), highpass(35.0)) * (0.25 + 0.5 * swell)
        surf = hiss(n, random, bandpass(520.0, 0.5)) * (0.12 + swell) * np.float32(0.8)
        foam = hiss(n, random, highpass(1800.0), lowpass(7500.0)) * swell**2 * np.float32(0.45)
        sides.append(deep + surf + foam)
    return np.stack(sides, axis=1)


def river(take: Take) -> Signal:
    """A brook: bubbles of all sizes over a soft rush."""
    n, random = take.n, take.random("river")
    bubbles = [_bubble(random, 350.0, 2200.0) for _ in range(14)]
    rush = hiss(n, random, highpass(300.0), bell(900.0, 5.0), lowpass(4200.0), channels=2)
    low = hiss(n, random, bandpass(220.0, 0.8), channels=2) * unsteady(n, 0.6, random, 0.5)[:, None]
    return layered(n, (scaled(shower(take, 110.0, bubbles, "bubbles")), 1.0), (rush, 0.07), (low, 0.05))


def waterfall(take: Take) -> Signal:
    """A steady roar with grain in it."""
    n, random = take.n, take.random("fall")
    roar = hiss(n, random, lowpass(1100.0, 1), highpass(40.0), channels=2)
    spray = hiss(n, random, highpass(1500.0), lowpass(9000.0, 1), channels=2)
    return layered(n, (roar, 1.0), (spray * unsteady(n, 3.0, random, 0.7)[:, None], 0.4))


def bubbles(take: Take) -> Signal:
    """Bubbles that rise under water."""
    random = take.random("bubbles")
    return shower(take, 16.0 * take.pace, [_bubble(random, 220.0 / take.weight, 1100.0) for _ in range(16)], "rise")


def splash(take: Take) -> Signal:
    """Something falls into water: a slap, a crown of spray, and bubbles."""
    n, random = take.n, take.random("splash")
    slap = swept(curve(n, (0.0, 500.0 / take.weight), (0.1, 1400.0), (1.0, 3200.0)), random, 0.9)
    spray = hiss(n, random, highpass(1400.0), lowpass(8000.0)) * pluck(n, 0.05, 0.9)
    after = silence(n)
    for at in moments(int(n * 0.6), 26.0, random):
        place(after, _bubble(random, 350.0, 1500.0), at + samples_of(0.12), 0.6 * float(random.random()))
    return layered(n, (slap * pluck(n, 0.004, 0.55), 1.0), (spray, 0.12), (after, 0.5))


def fire(take: Take) -> Signal:
    """Crackles, few of them loud, over the breath of the flames."""
    n, random = take.n, take.random("fire")
    snaps = [tap(0.002 + 0.007 * float(random.random()), random, highpass(900.0), lowpass(9000.0)) for _ in range(8)]
    pops = [tap(0.02, random, bandpass(420.0 + 700.0 * float(random.random()), 2.0)) for _ in range(4)]
    breath = hiss(n, random, lowpass(230.0), highpass(40.0), channels=2) * unsteady(n, 3.5, random, 0.3)[:, None]
    air = hiss(n, random, bandpass(1500.0, 0.5), channels=2) * unsteady(n, 1.5, random, 0.4)[:, None]
    crackle = layered(n, (shower(take, 26.0 * take.pace, snaps, "snaps"), 1.0), (shower(take, 3.0, pops, "pops"), 0.9))
    return layered(n, (scaled(crackle), 1.0), (breath, 0.06 * take.weight), (air, 0.012))


def snowfall(take: Take) -> Signal:
    """The hush of snow: hardly more than air."""
    random = take.random("snow")
    return hiss(take.n, random, bandpass(700.0, 0.4), channels=2) * unsteady(take.n, 0.3, random, 0.6)[:, None]


def _bubble(random: np.random.Generator, low: float, high: float) -> Signal:
    """One bubble: a sine that rises as it dies (M. Minnaert, *On Musical Air-Bubbles and the Sounds of Running
    Water*, 1933, has its pitch go with the inverse of its radius; small ones ring shorter)."""
    pitch = low * (high / low) ** float(random.random())
    ring = 40.0 / pitch + 0.01
    n = samples_of(ring * 1.2)
    rising = np.float32(pitch) * (1.0 + 0.5 * curve(n, (0.0, 0.0), (1.0, 1.0)) ** 2)
    return sine(rising, n) * pluck(n, 0.002, ring)


def _sides(random: np.random.Generator) -> Signal:
    side = float(random.random())
    return np.array([np.sqrt(1.0 - side), np.sqrt(side)], np.float32)
