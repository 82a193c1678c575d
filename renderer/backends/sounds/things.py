"""A take comes in, the sound of a thing that is struck, shot or handled goes out."""

from __future__ import annotations

import numpy as np

from renderer.backends.sounds.bodies import (
    BLADE,
    PANEL,
    stick_slip,
    struck,
)
from renderer.backends.sounds.take import (
    Take,
    beats,
    hiss,
    layered,
    moments,
    series,
    swept,
    tap,
    unsteady,
)
from renderer.sound.signal import (
    Signal,
    bandpass,
    bell,
    chance,
    curve,
    decay,
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


def clock(take: Take) -> Signal:
    """A clock: tick, tock."""
    random = take.random("clock")
    out = silence(take.n)
    for k, at in enumerate(beats(take.n, 0.5 / take.pace, random, 0.004)):
        pitch = (2050.0 if k % 2 else 2500.0) / take.weight
        tick = modes(samples_of(0.12), ((pitch, 1.0, 0.03), (pitch * 1.9, 0.6, 0.02), (640.0, 0.5, 0.05)), random)
        place(out, tick, at)
        place(out, tick, at + samples_of(0.018), 0.3)  # the escapement drops before it locks
    return out


def door_creak(take: Take) -> Signal:
    """A hinge: stick and slip, its pitch gliding with the door."""
    n, random = take.n, take.random("creak")
    glide = curve(n, (0.0, 38.0), (0.25, 95.0), (0.5, 62.0), (0.8, 130.0), (1.0, 70.0)) / np.float32(take.weight)
    return stick_slip(glide * (0.8 + 0.4 * drift(n, 5.0, random)), random) * unsteady(n, 4.0, random, 0.15)


def door_slam(take: Take) -> Signal:
    """A door falls shut: the blow, the panel, the latch that rattles after."""
    n, random = take.n, take.random("slam")
    blow = sine(62.0 / take.weight * (1.0 + 0.8 * pluck(n, 0.001, 0.15)), n) * pluck(n, 0.002, 0.45)
    panel = modes(n, struck(105.0 / take.weight, PANEL), random)
    crash = hiss(n, random, lowpass(2600.0), highpass(90.0)) * pluck(n, 0.001, 0.16)
    latch = silence(n)
    for at in (0.03, 0.075, 0.11):
        place(latch, tap(0.02, random, bandpass(2300.0, 3.0)), samples_of(at), 0.6)
    return layered(n, (blow, 1.0), (scaled(panel), 0.8), (scaled(crash), 0.8), (latch, 0.35))


def knock(take: Take) -> Signal:
    """Knuckles on a door, three times."""
    random = take.random("knock")
    period = 0.24 / take.pace

    def rap(k: int) -> Signal:
        body = modes(samples_of(0.3), struck((190.0 + 8.0 * k) / take.weight, PANEL), random)
        return layered(len(body), (scaled(body), 1.0), (tap(0.01, random, lowpass(2500.0)), 0.6))

    rows = range(0, max(1, take.n - samples_of(0.6)), samples_of(2.2 / take.pace))
    return series(take, [row + samples_of(k * period) for row in rows for k in range(3)], rap, "raps")


def lock(take: Take) -> Signal:
    """A key turns in a lock."""
    random = take.random("lock")
    out = silence(take.n)
    for at, gain, pitch in ((0.0, 0.4, 3600.0), (0.09, 0.3, 4400.0), (0.3, 0.5, 2900.0), (0.52, 1.0, 1500.0)):
        ring = modes(samples_of(0.2), struck(pitch, BLADE[:4]), random) * decay(samples_of(0.2), 0.09)
        place(
            out, layered(len(ring), (ring, 0.4), (tap(0.02, random, bandpass(pitch, 1.0)), 1.0)), samples_of(at), gain
        )
    return out


def switch(take: Take) -> Signal:
    """A click: a switch, a shutter, a button."""
    random = take.random("click")
    out = silence(take.n)
    place(out, tap(0.008, random, bandpass(2600.0, 1.0)), 0)
    place(out, tap(0.012, random, bandpass(1700.0, 1.0)), samples_of(0.055), 0.8)
    return out


def whoosh(take: Take) -> Signal:
    """Something passes fast: noise whose band rises and falls, from one side to the other."""
    n, random = take.n, take.random("whoosh")
    centre = curve(n, (0.0, 350.0), (0.45, 1900.0), (0.6, 1500.0), (1.0, 300.0)) / np.float32(take.weight)
    body = swept(centre, random, 0.6) * curve(n, (0.0, 0.0), (0.2, 0.15), (0.45, 1.0), (0.65, 0.45), (1.0, 0.0)) ** 1.3
    side = curve(n, (0.0, 0.1), (0.3, 0.2), (0.6, 0.8), (1.0, 0.9))
    return np.stack([body * np.sqrt(1.0 - side), body * np.sqrt(side)], axis=1)


def arrow(take: Take) -> Signal:
    """A bow: the string's snap, the flight, and the hit."""
    n, random = take.n, take.random("arrow")
    out = silence(n)
    string = harmonics(140.0, samples_of(0.25), [1.0 / k for k in range(1, 20)]) * pluck(samples_of(0.25), 0.001, 0.14)
    place(out, string, 0, 0.5)
    flight = swept(curve(samples_of(0.42), (0.0, 2300.0), (1.0, 4200.0)), random, 0.35)
    place(out, flight * curve(len(flight), (0.0, 0.0), (0.3, 0.8), (0.9, 1.0), (1.0, 0.0)), samples_of(0.03), 0.7)
    hit = layered(samples_of(0.4), (modes(samples_of(0.4), struck(150.0, PANEL), random), 0.9),
                  (tap(0.02, random, lowpass(3000.0)), 1.0))  # fmt: skip
    place(out, hit, samples_of(0.46))
    return out


def explosion(take: Take) -> Signal:
    """A blast: the shock, the roar, debris and a long rumble."""
    n, random = take.n, take.random("blast")
    shock = hiss(n, random, lowpass(5000.0), highpass(25.0), channels=2) * pluck(n, 0.001, 0.5)[:, None]
    fall = np.float32(58.0 / take.weight) * (0.5 + pluck(n, 0.001, 0.9))
    rumble = hiss(n, random, lowpass(90.0), highpass(24.0), channels=2) * pluck(n, 0.08, take.seconds)[:, None]
    roar = hiss(n, random, lowpass(600.0, 1), channels=2) * pluck(n, 0.03, take.seconds * 0.55)[:, None]
    out = layered(n, (shock, 0.8), (sine(fall, n) * pluck(n, 0.004, 1.1), 2.2), (rumble, 0.9), (roar, 0.5))
    for at in moments(int(n * 0.6), 9.0, random):
        debris = panned(tap(0.03, random, bandpass(700.0, 0.8)), float(random.random()) * 1.6 - 0.8)
        place(out, debris, at + samples_of(0.35), 0.4 * float(random.random()))
    return np.tanh(out).astype(np.float32)


def gunshot(take: Take) -> Signal:
    """A shot: crack and echo."""
    n, random = take.n, take.random("shot")
    crack = hiss(n, random, highpass(250.0), lowpass(9000.0)) * pluck(n, 0.0005, 0.12)
    boom = sine(90.0 * (0.6 + pluck(n, 0.001, 0.2)), n) * pluck(n, 0.001, 0.25)
    echo = hiss(n, random, lowpass(900.0), highpass(120.0)) * pluck(n, 0.15, 1.2)
    return np.tanh(layered(n, (crack, 1.5), (boom, 1.0), (echo, 0.08))).astype(np.float32)


def impact(take: Take) -> Signal:
    """A dull, heavy blow: something falls, a fist, a body."""
    n, random = take.n, take.random("thud")
    blow = sine(72.0 / take.weight * (0.8 + 0.9 * pluck(n, 0.001, 0.1)), n) * pluck(n, 0.002, 0.3)
    return layered(
        n, (blow, 1.0), (tap(0.05, random, lowpass(900.0)), 0.7), (tap(0.015, random, lowpass(3500.0)), 0.25)
    )


def drum(take: Take) -> Signal:
    """A big drum, beaten in a slow pattern."""
    random = take.random("drum")
    skin = (
        (1.0, 1.0, 0.7),
        (1.59, 0.6, 0.45),
        (2.14, 0.45, 0.32),
        (2.3, 0.3, 0.3),
        (2.65, 0.25, 0.25),
        (3.6, 0.15, 0.2),
    )

    def beat(_: int) -> Signal:
        n = samples_of(1.0)
        body = sine(68.0 / take.weight * (1.0 + 0.25 * pluck(n, 0.001, 0.1)), n) * pluck(n, 0.003, 0.9)
        head = modes(n, struck(74.0 / take.weight, skin), random)
        return layered(n, (body, 1.0), (scaled(head), 0.5), (tap(0.02, random, lowpass(1800.0)), 0.35))

    return series(take, beats(take.n, 0.8 / take.pace, random, 0.01), beat, "beats")


def horn(take: Take) -> Signal:
    """A horn or a conch: a long note that brightens as it grows."""
    n, random = take.n, take.random("horn")
    note = 174.6 / take.weight
    pitch = np.float32(note) * (curve(n, (0.0, 0.94), (0.06, 1.0), (0.9, 1.0), (1.0, 0.97)) + 0.004 * sine(4.8, n))
    swell = curve(n, (0.0, 0.0), (0.12, 0.7), (0.6, 1.0), (0.85, 0.8), (1.0, 0.0))
    dark = harmonics(pitch, n, [0.55 ** (k - 1) for k in range(1, 30)])
    bright = harmonics(pitch, n, [0.82 ** (k - 1) for k in range(1, 50)])
    breath = hiss(n, random, bandpass(note * 3.0, 1.0)) * np.float32(0.03)
    return filtered((dark * (1.0 - 0.6 * swell) + bright * 0.45 * swell + breath) * swell, bell(620.0, 5.0, 1.0))


def page(take: Take) -> Signal:
    """A page is turned."""
    n, random = take.n, take.random("page")
    sweep = swept(curve(n, (0.0, 1800.0), (0.4, 3600.0), (1.0, 2400.0)), random, 0.8)
    rustle = silence(n)
    for at in moments(int(n * 0.8), 90.0, random):
        place(rustle, tap(0.004, random, highpass(2500.0), lowpass(9000.0)), at, float(random.random()) ** 2)
    shape = curve(n, (0.0, 0.0), (0.15, 0.5), (0.5, 1.0), (0.75, 0.35), (1.0, 0.0))
    return layered(n, (sweep * shape, 0.6), (rustle * shape, 0.8), (tap(0.05, random, lowpass(900.0)), 0.15))


def typing(take: Take) -> Signal:
    """Keys, in bursts as of thought."""
    random = take.random("keys")
    keys = []
    for _ in range(4):
        down, up = tap(0.012, random, bandpass(2400.0, 0.8)), tap(0.008, random, bandpass(3600.0, 1.0))
        keys.append(layered(samples_of(0.2), (down, 1.0), (modes(2000, ((310.0, 0.5, 0.03),), random), 0.7)))
        place(keys[-1], up, samples_of(0.07), 0.4)
    places = [at for at in beats(take.n, 0.13 / take.pace, random, 0.35) if random.random() > 0.22]
    return series(take, places, lambda k: keys[k], "typing")


def writing(take: Take) -> Signal:
    """A pen on paper."""
    n, random = take.n, take.random("pen")
    strokes = drift(n, 4.5 * take.pace, random) ** 2 * (drift(n, 0.9, random) > 0.35)
    smooth = np.convolve(strokes, np.full(480, 1.0 / 480.0), "same").astype(np.float32)
    return hiss(n, random, bandpass(3800.0, 0.8), highpass(1200.0)) * smooth


def swell(take: Take) -> Signal:
    """What stands for a sound that has no recipe: a soft chord that grows and fades, its notes from the words."""
    n, random = take.n, chance(take.seed, "swell")
    base = 110.0 * 2.0 ** (float(random.integers(0, 12)) / 12.0)
    shape = (0.5 - 0.5 * np.cos(np.pi * curve(n, (0.0, 0.0), (0.4, 1.0), (1.0, 2.0)))) ** 1.5
    out = silence(n, 2)
    for step in (0, 7, 12, int((14, 15, 16, 17)[int(random.integers(4))])):
        pitch = base * 2.0 ** (step / 12.0)
        for side, cents in ((-0.6, -4.0), (0.6, 4.0)):
            tone = harmonics(pitch * 2.0 ** (cents / 1200.0), n, (1.0, 0.3, 0.12, 0.05))
            out += panned(tone * unsteady(n, 0.7, random, 0.5), side)
    air = hiss(n, random, bandpass(base * 8.0, 1.0), channels=2)
    return np.asarray(layered(n, (scaled(out), 1.0), (air, 0.05)) * shape[:, None], np.float32)
