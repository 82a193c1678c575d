"""A take comes in, the sound of an animal goes out."""

from __future__ import annotations

import numpy as np

from renderer.backends.sounds.take import Take, beats, hiss, layered, series, shower, tap, thump, unsteady, voiced
from renderer.recipe import SAMPLE_RATE
from renderer.sound.signal import (
    Signal,
    bandpass,
    curve,
    drift,
    lowpass,
    modes,
    place,
    samples_of,
    silence,
    sine,
)
from renderer.sound.space import panned


def birds(take: Take) -> Signal:
    """A few small birds, each with a call of its own, in different places."""
    out = silence(take.n, 2)
    for bird in range(4):
        random = take.random("bird", bird)
        call, side = _birdcall(random), float(random.random()) * 1.6 - 0.8
        for at in beats(take.n, (1.5 + 2.5 * float(random.random())) / take.pace, random, 0.4):
            place(out, panned(call, side), at + int(random.random() * 20_000), 0.4 + 0.6 * float(random.random()))
    return out


def gulls(take: Take) -> Signal:
    """Seagulls: cries that go up, break, and fall, in fading rows."""
    out = silence(take.n, 2)
    for bird in range(3):
        random = take.random("gull", bird)
        pitch, side = 820.0 + 380.0 * float(random.random()), float(random.random()) * 1.6 - 0.8
        for at in beats(take.n, 3.1 / take.pace, random, 0.4):
            start = at + int(random.random() * samples_of(1.5)) * (bird > 0)
            for k in range(int(random.integers(2, 6))):
                n = samples_of(0.34 - 0.03 * k)
                rise = curve(n, (0.0, 0.75), (0.25, 1.25), (0.6, 1.1), (1.0, 0.7)) * np.float32(pitch)
                cry = voiced(rise, ((1500.0, 2.0, 1.0), (2900.0, 4.0, 0.7)), 0.9) * _hump(n, 0.15)
                place(out, panned(cry, side), start + k * samples_of(0.37), 0.9 - 0.13 * k)
    return out


def crickets(take: Take) -> Signal:
    """Crickets: pulses of a pure high tone, three to a chirp, from several places."""
    out = silence(take.n, 2)
    time = np.arange(take.n, dtype=np.float32) / SAMPLE_RATE
    for insect in range(4):
        random = take.random("cricket", insect)
        pitch, rate = 3900.0 + 1100.0 * float(random.random()), (1.6 + 0.8 * float(random.random())) * take.pace
        share = (time * rate + float(random.random())) % 1.0
        pulses = np.sin(np.pi * np.minimum(1.0, share / 0.42) * 3.0) ** 2 * (share < 0.42)
        out += panned(sine(pitch, take.n) * pulses.astype(np.float32), float(random.random()) * 1.8 - 0.9)
    return out


def cicadas(take: Take) -> Signal:
    """Cicadas of a hot day: buzzing noise that swells and sinks in long waves."""
    out = silence(take.n, 2)
    for insect in range(3):
        random = take.random("cicada", insect)
        centre = 3800.0 + 2600.0 * float(random.random())
        buzz = hiss(take.n, random, bandpass(centre, 5.0), bandpass(centre * 1.05, 4.0))
        rattle = 0.5 + 0.5 * sine(70.0 + 50.0 * float(random.random()), take.n)
        wave = 0.35 + 0.65 * (0.5 + 0.5 * sine((0.55 + 0.4 * float(random.random())) * take.pace, take.n)) ** 2
        out += panned(buzz * rattle * wave * unsteady(take.n, 0.3, random, 0.4), float(random.random()) * 1.6 - 0.8)
    return out


def owl(take: Take) -> Signal:
    """An owl: hoo, and after a while hoo-hoo-hoo."""
    out, random = silence(take.n), take.random("owl")
    pitch = (340.0 + 60.0 * float(random.random())) / take.weight**0.5
    for at in beats(take.n, 4.5 / take.pace, random, 0.1):
        for start, length in ((0.0, 0.45), (0.85, 0.16), (1.06, 0.16), (1.28, 0.62)):
            n = samples_of(length)
            glide = curve(n, (0.0, 0.93), (0.3, 1.03), (1.0, 0.94)) * np.float32(pitch)
            hoot = sine(glide, n) + 0.16 * sine(glide * 2.0, n) + 0.04 * hiss(n, random, bandpass(pitch, 3.0))
            place(out, hoot * _hump(n, 0.3), at + samples_of(start))
    return out


def dog(take: Take) -> Signal:
    """A dog barks, two or three times in a row."""
    random = take.random("dog")
    pitch = (430.0 + 160.0 * float(random.random())) / take.weight
    formants = ((650.0, 3.0, 1.0), (1250.0, 4.0, 0.8), (2700.0, 5.0, 0.35))

    def bark(_: int) -> Signal:
        n = samples_of(0.19)
        throat = voiced(curve(n, (0.0, 0.7), (0.2, 1.15), (1.0, 0.55)) * np.float32(pitch), formants, 0.8)
        breath = hiss(n, random, bandpass(1100.0, 0.8))
        return np.tanh((throat * 2.0 + breath * 0.16) * _hump(n, 0.12)).astype(np.float32)

    places: list[int] = []
    for at in beats(take.n, 1.9 / take.pace, random, 0.25):
        places += [at, at + samples_of(0.36), at + samples_of(0.78)][: int(random.integers(2, 4))]
    return series(take, places, bark, "dog")


def cat(take: Take) -> Signal:
    """A cat: mi-a-ow, the mouth opening and closing."""
    random = take.random("cat")

    def meow(k: int) -> Signal:
        n = samples_of(0.65 + 0.15 * (k % 2))
        pitch = curve(n, (0.0, 480.0), (0.25, 700.0), (0.6, 640.0), (1.0, 430.0)) / np.float32(take.weight**0.5)
        closed = voiced(pitch, ((420.0, 3.0, 1.0), (2300.0, 6.0, 0.8)), 1.0)
        opened = voiced(pitch, ((950.0, 4.0, 1.0), (1600.0, 5.0, 0.8), (3000.0, 6.0, 0.4)), 0.9)
        share = curve(n, (0.0, 0.0), (0.35, 1.0), (0.6, 0.9), (1.0, 0.1))
        return np.asarray((closed * (1.0 - share) + opened * share) * _hump(n, 0.2), np.float32)

    return series(take, beats(take.n, 2.2 / take.pace, random, 0.2), meow, "cat")


def wolf(take: Take) -> Signal:
    """A wolf howls: up, held, and slowly down."""
    n, random = take.n, take.random("wolf")
    top = (520.0 + 120.0 * float(random.random())) / take.weight**0.5
    pitch = curve(n, (0.0, 0.55), (0.12, 0.98), (0.2, 1.0), (0.62, 0.97), (0.85, 0.8), (1.0, 0.6)) * np.float32(top)
    howl = voiced(pitch * (1.0 + 0.008 * sine(4.5, n)), ((600.0, 3.0, 1.0), (1150.0, 5.0, 0.35)), 1.7)
    return howl * _hump(n, 0.15)


def gallop(take: Take) -> Signal:
    """A horse at a gallop: three hooves close together and a gap."""
    random = take.random("gallop")
    places: list[int] = []
    for at in beats(take.n, 0.52 / take.pace, random, 0.03):
        places += [at, at + samples_of(0.11 / take.pace), at + samples_of(0.21 / take.pace)]

    def hoof(k: int) -> Signal:
        n = samples_of(0.16)
        knock = modes(n, ((170.0, 1.0, 0.12), (430.0 + 60.0 * k, 0.7, 0.06), (950.0 + 90.0 * k, 0.35, 0.04)), random)
        return layered(n, (knock, 1.0), (tap(0.03, random, lowpass(1800.0)), 0.6), (thump(n, 75.0), 0.9))

    return series(take, places, hoof, "hooves")


def neigh(take: Take) -> Signal:
    """A horse neighs: a long trembling fall."""
    n = take.n
    pitch = curve(n, (0.0, 700.0), (0.15, 1350.0), (0.6, 900.0), (1.0, 420.0)) * (1.0 + 0.09 * sine(11.0, n))
    call = voiced(pitch, ((1100.0, 2.0, 1.0), (2300.0, 3.0, 0.8)), 0.9)
    return call * _hump(n, 0.1) * (0.65 + 0.35 * sine(11.0, n, 0.2))


def flock(take: Take) -> Signal:
    """Wings: a flock takes off."""
    random = take.random("wings")
    flaps = [tap(0.07, random, bandpass(420.0 + 300.0 * float(random.random()), 0.9)) for _ in range(6)]
    thin = curve(take.n, (0.0, 1.0), (0.3, 0.9), (1.0, 0.0))[:, None]
    return shower(take, 34.0 * take.pace, flaps, "flaps") * thin


def roar(take: Take) -> Signal:
    """A beast or a giant roars."""
    n, random = take.n, take.random("roar")
    pitch = curve(n, (0.0, 70.0), (0.25, 112.0), (0.7, 92.0), (1.0, 55.0)) / np.float32(take.weight)
    rough = pitch * (0.9 + 0.25 * drift(n, 28.0, random))
    throat = voiced(rough.astype(np.float32), ((420.0, 2.0, 1.0), (900.0, 3.0, 0.6), (2300.0, 4.0, 0.25)), 0.7)
    breath = hiss(n, random, bandpass(700.0, 0.7)) * np.float32(0.25)
    return np.tanh((throat + breath) * 2.0 * _hump(n, 0.3)).astype(np.float32)


def pig(take: Take) -> Signal:
    """Pigs squeal and grunt."""
    random = take.random("pig")

    def squeal(k: int) -> Signal:
        n = samples_of(0.45 if k % 2 else 0.16)
        low, high = (750.0, 1250.0) if k % 2 else (110.0, 150.0)
        pitch = curve(n, (0.0, low), (0.4, high), (1.0, low)) * (0.92 + 0.16 * drift(n, 30.0, random))
        return voiced(pitch.astype(np.float32), ((900.0, 2.0, 1.0), (2400.0, 3.0, 0.7)), 0.7) * _hump(n, 0.2)

    return series(take, beats(take.n, 0.5 / take.pace, random, 0.4), squeal, "pig")


def sheep(take: Take) -> Signal:
    """Sheep and goats bleat."""
    random = take.random("sheep")

    def bleat(k: int) -> Signal:
        n = samples_of(0.7 + 0.2 * (k % 2))
        pitch = (260.0 + 60.0 * k) * (1.0 + 0.05 * sine(9.0, n)) * curve(n, (0.0, 1.05), (1.0, 0.9))
        call = voiced(pitch.astype(np.float32), ((650.0, 3.0, 1.0), (1750.0, 4.0, 0.8), (2700.0, 5.0, 0.4)), 0.8)
        return call * _hump(n, 0.15) * (0.7 + 0.3 * sine(9.0, n))

    return series(take, beats(take.n, 1.7 / take.pace, random, 0.35), bleat, "sheep")


def _birdcall(random: np.random.Generator) -> Signal:
    """A bird's own phrase of two to seven notes, each a quick glide."""
    base = 2300.0 + 2600.0 * float(random.random())
    out = silence(samples_of(1.3))
    at = 0.0
    for _ in range(int(random.integers(2, 8))):
        length = 0.04 + 0.12 * float(random.random())
        n = samples_of(length)
        first, last = base * (0.8 + 0.5 * float(random.random())), base * (0.8 + 0.5 * float(random.random()))
        trill = 1.0 + 0.05 * sine(28.0, n) * float(random.random() < 0.4)
        note = sine(curve(n, (0.0, first), (0.5, (first + last) / 1.9), (1.0, last)) * trill, n)
        place(out, note * _hump(n, 0.3), int(at * SAMPLE_RATE))
        at += length + 0.03 + 0.05 * float(random.random())
    return out


def _hump(n: int, rise: float) -> Signal:
    """A smooth swell with its top at the share ``rise``."""
    return np.asarray(np.sin(np.pi / 2.0 * curve(n, (0.0, 0.0), (rise, 1.0), (1.0, 0.0))) ** 1.2, np.float32)
