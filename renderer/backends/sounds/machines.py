"""A take comes in, the sound of a machine or of a place goes out."""

from __future__ import annotations

import numpy as np

from renderer.backends.sounds.creatures import birds, crickets
from renderer.backends.sounds.people import murmur
from renderer.backends.sounds.take import Take, beats, hiss, layered, series, swept, tap, unsteady
from renderer.backends.sounds.weather import wind
from renderer.sound.signal import (
    Signal,
    bandpass,
    curve,
    drift,
    filtered,
    harmonics,
    highpass,
    lowpass,
    modes,
    place,
    pluck,
    samples_of,
    scaled,
    silence,
    sine,
)
from renderer.sound.space import panned


def engine(take: Take) -> Signal:
    """A motor that idles, pulls and idles: firing pulses through the pipe, and the rattle of the rest."""
    n, random = take.n, take.random("engine")
    speed = curve(n, (0.0, 0.75), (0.25, 1.0), (0.6, 1.35), (0.85, 1.0), (1.0, 0.85)) * np.float32(
        30.0 * take.pace / take.weight
    )
    speed = speed * (0.97 + 0.06 * drift(n, 9.0, random))
    pulses = harmonics(speed, n, [1.0 / k**0.75 for k in range(1, 48)])
    pipe = filtered(pulses, bandpass(95.0, 1.4)) + filtered(pulses, bandpass(260.0, 1.6)) * np.float32(0.5)
    rattle = hiss(n, random, bandpass(1300.0, 0.6)) * np.maximum(0.0, pulses)
    return layered(n, (scaled(pipe), 1.0), (scaled(rattle), 0.25), (hiss(n, random, lowpass(220.0)), 0.04))


def train(take: Take) -> Signal:
    """A train: wheels over the joints of the rails, two by two, over a rolling roar."""
    n, random = take.n, take.random("train")
    out = silence(n)

    def joint(_: int) -> Signal:
        ring = modes(samples_of(0.25), ((140.0, 1.0, 0.12), (390.0, 0.6, 0.1), (980.0, 0.4, 0.08)), random)
        return layered(len(ring), (ring, 1.0), (tap(0.03, random, lowpass(2600.0)), 0.8))

    lags = [samples_of(lag / take.pace) for lag in (0.0, 0.13, 0.4, 0.53)]
    places = [at + lag for at in beats(n, 0.92 / take.pace, random, 0.01) for lag in lags]
    out = series(take, places, joint, "joints")
    roar = hiss(n, random, lowpass(330.0, 1), highpass(35.0), channels=2) * unsteady(n, 1.2, random, 0.7)[:, None]
    steel = hiss(n, random, bandpass(2100.0, 0.7), channels=2)
    return layered(n, (out, 0.8), (roar, 0.22), (steel, 0.02))


def train_horn(take: Take) -> Signal:
    """The horn of a train or a ship: a chord of reeds."""
    n = take.n
    shape = curve(n, (0.0, 0.0), (0.04, 1.0), (0.85, 1.0), (1.0, 0.0))
    chord = sum(
        (harmonics(pitch / take.weight, n, [0.8 ** (k - 1) for k in range(1, 40)]) for pitch in (277.0, 329.6, 415.3)),
        silence(n),
    )
    return filtered(chord, lowpass(3200.0, 1)) * shape


def siren(take: Take) -> Signal:
    """A siren that wails up and down."""
    n = take.n
    wail = np.float32(860.0) * 2.0 ** (0.62 * sine(0.28 * take.pace, n, 0.75))
    tone = harmonics(wail.astype(np.float32), n, [1.0 / k for k in range(1, 16)])
    return filtered(tone, bandpass(1300.0, 0.7)) * np.float32(0.9)


def telephone(take: Take) -> Signal:
    """An old telephone: a clapper between two bells, ringing and resting."""
    random = take.random("telephone")
    out = silence(take.n)
    dings = [modes(samples_of(0.4), tuple((pitch * ratio, gain, 0.5) for ratio, gain in ((1.0, 1.0), (2.71, 0.5),
             (5.1, 0.25))), random) for pitch in (1170.0, 1390.0)]  # fmt: skip
    for start in range(0, take.n, samples_of(3.0 / take.pace)):
        for k in range(26):
            place(out, dings[k % 2], start + samples_of(k * 0.05), 0.8)
    return out


def beep(take: Take) -> Signal:
    """A notification: two clean tones, the second higher."""
    out = silence(take.n)
    for at, pitch in ((0.0, 880.0), (0.16, 1318.5)):
        n = samples_of(0.5)
        place(out, harmonics(pitch / take.weight, n, (1.0, 0.2, 0.08)) * pluck(n, 0.004, 0.5), samples_of(at))
    return out


def alarm(take: Take) -> Signal:
    """An alarm that repeats."""
    out = silence(take.n)
    for k, at in enumerate(beats(take.n, 0.25 / take.pace, take.random("alarm"), 0.0)):
        if k % 4 != 3:
            n = samples_of(0.14)
            tone = harmonics(1000.0 / take.weight, n, (1.0, 0.0, 0.33, 0.0, 0.2))
            place(out, tone * curve(n, (0.0, 0.0), (0.04, 1.0), (0.9, 1.0), (1.0, 0.0)), at)
    return out


def hum(take: Take) -> Signal:
    """A lamp or a transformer: mains hum that flickers now and then."""
    n, random = take.n, take.random("hum")
    tone = harmonics(100.0, n, (1.0, 0.5, 0.3, 0.35, 0.15, 0.2, 0.1, 0.12, 0.05, 0.08))
    buzz = hiss(n, random, bandpass(3200.0, 1.0)) * (0.5 + 0.5 * sine(100.0, n))
    dropped = np.convolve(drift(n, 3.0, random) > 0.12, np.full(400, 1.0 / 400.0), "same").astype(np.float32)
    return layered(n, (tone * (0.35 + 0.65 * dropped), 0.5), (buzz * dropped, 0.03))


def static(take: Take) -> Signal:
    """Radio noise, with crackles and a whistle that wanders."""
    n, random = take.n, take.random("static")
    whistle = sine(700.0 + 1600.0 * drift(n, 0.4, random), n) * drift(n, 0.7, random) ** 3
    noise = hiss(n, random, bandpass(1700.0, 0.5)) * unsteady(n, 6.0, random, 0.4)
    return layered(n, (noise, 0.3), (whistle, 0.1))


def helicopter(take: Take) -> Signal:
    """Rotor blades."""
    n, random = take.n, take.random("rotor")
    chop = (0.5 + 0.5 * sine(11.5 * take.pace, n)) ** 3
    blades = hiss(n, random, bandpass(140.0 / take.weight, 0.8)) + hiss(n, random, bandpass(620.0, 0.7)) * np.float32(
        0.4
    )
    return layered(n, (blades * (0.15 + chop), 0.4), (hiss(n, random, bandpass(2400.0, 1.2)), 0.02))


def city(take: Take) -> Signal:
    """A city from a window: a far roar, cars that pass, somebody's horn."""
    n, random = take.n, take.random("city")
    roar = hiss(n, random, lowpass(210.0, 1), highpass(35.0), channels=2) * unsteady(n, 0.3, random, 0.6)[:, None]
    out = layered(n, (roar, 0.5), (hiss(n, random, bandpass(900.0, 0.4), channels=2), 0.035))
    for at in beats(n, 3.6, random, 0.45):
        length = samples_of(4.0)
        shape = np.sin(np.pi * np.linspace(0.0, 1.0, length, dtype=np.float32)) ** 2
        side = 0.9 if random.random() > 0.5 else -0.9
        passing = swept(curve(length, (0.0, 700.0), (0.5, 950.0), (1.0, 550.0)), random, 0.8)
        place(out, panned(passing * shape, side * 0.7), at - samples_of(1.0), 0.35)
        if random.random() > 0.6:
            pitch = 392.0 + 60.0 * float(random.random())
            honk = filtered(harmonics(pitch, samples_of(0.35), [0.8**k for k in range(14)]), lowpass(1100.0))
            place(out, panned(honk * curve(len(honk), (0.0, 0.0), (0.1, 1.0), (0.9, 1.0), (1.0, 0.0)), -side), at, 0.03)
    return out


def forest(take: Take) -> Signal:
    """A forest by day: leaves, and birds near and far."""
    n, random = take.n, take.random("forest")
    leaves = hiss(n, random, highpass(1800.0), lowpass(7500.0), channels=2) * drift(n, 0.4, random)[:, None] ** 2
    return layered(n, (scaled(birds(take)), 0.8), (scaled(wind(take)), 0.25), (leaves, 0.03))


def night(take: Take) -> Signal:
    """A night out of doors: air, and crickets not too near."""
    return layered(take.n, (scaled(crickets(take)), 0.3), (scaled(wind(take)), 0.35))


def room(take: Take) -> Signal:
    """The tone of a quiet room."""
    n, random = take.n, take.random("room")
    air = hiss(n, random, lowpass(320.0, 1), highpass(30.0), channels=2)
    return layered(n, (air, 1.0), (hiss(n, random, bandpass(1300.0, 0.3), channels=2), 0.12))


def cafe(take: Take) -> Signal:
    """A restaurant or a market hall: people, and their dishes."""
    random = take.random("dishes")
    out = layered(take.n, (scaled(murmur(take)), 1.0))
    for at in beats(take.n, 1.1, random, 0.45):
        pitch = 2600.0 + 2200.0 * float(random.random())
        clink = modes(samples_of(0.3), ((pitch, 1.0, 0.2), (pitch * 1.6, 0.5, 0.12), (pitch * 2.4, 0.3, 0.08)), random)
        place(out, panned(clink, float(random.random()) * 1.6 - 0.8), at, 0.12 * float(random.random()))
    return out


def space_hum(take: Take) -> Signal:
    """A ship in space, or a machine hall: a deep drone that moves."""
    n, random = take.n, take.random("drone")
    out = silence(n, 2)
    for pitch, side in ((41.2, -0.3), (61.9, 0.4), (82.6, -0.6), (123.9, 0.7)):
        out += panned(harmonics(pitch / take.weight, n, (1.0, 0.4, 0.2, 0.1)) * unsteady(n, 0.3, random, 0.3), side)
    return layered(n, (scaled(out), 1.0), (hiss(n, random, bandpass(420.0, 0.5), channels=2), 0.03))
