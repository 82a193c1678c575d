"""A take comes in, the sound of metal, wood, stone, glass, cloth or water that is moved or broken goes out."""

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
    shower,
    swept,
    tap,
    unsteady,
)
from renderer.recipe import SAMPLE_RATE
from renderer.sound.signal import (
    Signal,
    bandpass,
    curve,
    decay,
    drift,
    filtered,
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


def sword(take: Take) -> Signal:
    """Blades meet: a bright clang, a scrape, and the ring of the steel."""
    random = take.random("sword")

    def clang(k: int) -> Signal:
        n = samples_of(1.3)
        steel = modes(n, struck((1450.0 + 260.0 * k) / take.weight, BLADE), random)
        other = modes(n, struck((1930.0 - 170.0 * k) / take.weight, BLADE), random)
        scrape = swept(curve(samples_of(0.28), (0.0, 3000.0), (1.0, 6500.0)), random, 0.5)
        scrape = scrape * pluck(len(scrape), 0.02, 0.25)
        return layered(n, (steel, 0.6), (other, 0.5), (scrape, 0.45), (tap(0.01, random, highpass(1500.0)), 1.0))

    return series(take, beats(take.n, 1.35 / take.pace, random, 0.3), clang, "clangs")


def glass(take: Take) -> Signal:
    """Glass breaks: the blow, then shards that ring and scatter."""
    n, random = take.n, take.random("glass")
    out = layered(n, (tap(0.06, random, highpass(1200.0)), 1.0), (tap(0.05, random, lowpass(700.0)), 0.4))
    for k in range(46):
        pitch = 2300.0 * 5.5 ** float(random.random()) / take.weight
        length = samples_of(0.12 + 0.3 * float(random.random()))
        shard = modes(length, ((pitch, 1.0, 0.25), (pitch * 1.52, 0.6, 0.18), (pitch * 2.3, 0.4, 0.1)), random)
        place(out, shard, int((k / 46.0) ** 2 * 0.85 * SAMPLE_RATE), 0.5 * float(random.random()) * (1.0 - k / 60.0))
    return out


def chain(take: Take) -> Signal:
    """A chain is dragged, or coins, or armour."""
    random = take.random("chain")
    links = [modes(samples_of(0.25), struck(1900.0 * 2.4 ** float(random.random()) / take.weight, BLADE), random)
             for _ in range(6)]  # fmt: skip
    out = silence(take.n)
    gust = drift(take.n, 2.0, random)
    for at in moments(take.n, 22.0 * take.pace, random) or [0]:
        place(
            out, links[int(random.integers(6))] * decay(samples_of(0.25), 0.15), at, float(gust[at] * random.random())
        )
    return out


def rope(take: Take) -> Signal:
    """Wood and rope that work in a swell: slow groans, some water."""
    n, random = take.n, take.random("rope")
    out = silence(n)
    for at in beats(n, 2.6 / take.pace, random, 0.35):
        length = samples_of(0.9 + 0.9 * float(random.random()))
        top = 26.0 + 34.0 * float(random.random())
        glide = curve(length, (0.0, top * 0.7), (0.4, top), (1.0, top * 0.6)) / np.float32(take.weight)
        groan = stick_slip(glide * (0.85 + 0.3 * drift(length, 6.0, random)), random)
        place(out, groan * curve(length, (0.0, 0.0), (0.3, 1.0), (1.0, 0.0)), at, 0.4 + 0.6 * float(random.random()))
    lapping = hiss(n, random, bandpass(380.0, 0.7)) * drift(n, 0.5, random) ** 2
    return layered(n, (out, 1.0), (lapping, 0.05))


def sail(take: Take) -> Signal:
    """Canvas in the wind: flapping, now taut, now loose. Also flags, and clothes on a line."""
    n, random = take.n, take.random("sail")
    out = silence(n)
    for at in beats(n, 0.19 / take.pace, random, 0.45):
        flap = tap(0.09 + 0.08 * float(random.random()), random, bandpass(260.0 / take.weight, 0.7), lowpass(2400.0))
        place(out, flap, at, float(random.random()) ** 1.5)
    air = hiss(n, random, bandpass(500.0, 0.5)) * drift(n, 0.8, random)
    return layered(n, (out * unsteady(n, 0.5, random, 0.3), 1.0), (air, 0.08))


def unsheathe(take: Take) -> Signal:
    """A blade is drawn: steel along the scabbard, rising, and its ring."""
    n, random = take.n, take.random("draw")
    scrape = swept(curve(n, (0.0, 2200.0), (0.45, 6500.0), (1.0, 5200.0)) / np.float32(take.weight), random, 0.4)
    ring = modes(n, struck(2300.0 / take.weight, BLADE), random)
    start = samples_of(0.3)
    out = layered(n, (scrape * curve(n, (0.0, 0.0), (0.12, 0.6), (0.4, 1.0), (0.5, 0.1), (1.0, 0.0)), 1.0))
    place(out, scaled(ring), start, 0.45)
    return out


def clatter(take: Take) -> Signal:
    """Metal or crockery falls, bounces ever faster, and settles."""
    random = take.random("clatter")
    out = silence(take.n)
    at, gap = 0.0, 0.24 / take.pace
    while at < take.seconds - 0.1 and gap > 0.012:
        pitch = 620.0 * (0.8 + 1.3 * float(random.random())) / take.weight
        ring = modes(samples_of(0.7), struck(pitch, BLADE), random)
        place(
            out,
            layered(len(ring), (scaled(ring), 0.8), (tap(0.01, random, highpass(600.0)), 0.6)),
            samples_of(at),
            min(1.0, gap * 5.0),
        )
        at += gap * (0.7 + 0.6 * float(random.random()))
        gap *= 0.8
    return out


def crack(take: Take) -> Signal:
    """Wood breaks: a snap, splinters, a thud."""
    n, random = take.n, take.random("crack")
    out = layered(n, (tap(0.03, random, highpass(400.0), lowpass(6000.0)), 1.0))
    for _ in range(14):
        splinter = modes(samples_of(0.12), struck(380.0 * 4.0 ** float(random.random()) / take.weight, PANEL), random)
        place(out, scaled(splinter), samples_of(0.3 * float(random.random()) ** 2), 0.6 * float(random.random()))
    place(out, modes(samples_of(0.3), struck(95.0 / take.weight, PANEL), random), samples_of(0.12), 0.7)
    return out


def grinding(take: Take) -> Signal:
    """Stone on stone, or a keel on gravel: something heavy that is pushed."""
    n, random = take.n, take.random("grind")
    effort = curve(n, (0.0, 0.0), (0.1, 0.8), (0.7, 1.0), (0.95, 0.6), (1.0, 0.0)) * unsteady(n, 3.0, random, 0.35)
    low = hiss(n, random, bandpass(95.0 / take.weight, 0.8), channels=2)
    stones = [
        tap(0.02 + 0.03 * float(random.random()), random, bandpass(250.0 * 5.0 ** float(random.random()), 1.5))
        for _ in range(8)
    ]
    grit = shower(take, 160.0 * take.pace, stones, "grit")
    out = layered(n, (low, 0.35), (scaled(grit), 1.0)) * effort[:, None]
    place(out, panned(tap(0.25, random, lowpass(160.0)), 0.0), n - samples_of(0.3), 0.8)
    return out


def slide(take: Take) -> Signal:
    """Wood slides in its groove and stops: a screen, a drawer, a bolt."""
    n, random = take.n, take.random("slide")
    body = hiss(n, random, bandpass(520.0 / take.weight, 0.9), lowpass(3500.0)) * unsteady(n, 22.0, random, 0.4)
    out = body * curve(n, (0.0, 0.0), (0.1, 0.6), (0.55, 0.9), (0.62, 0.0), (1.0, 0.0)) * np.float32(0.3)
    stop = modes(samples_of(0.3), struck(150.0 / take.weight, PANEL), random)
    place(out, scaled(stop), int(n * 0.62), 0.9)
    return out


def loom(take: Take) -> Signal:
    """A loom: the shuttle, the beater, the frame."""
    random = take.random("loom")

    def stroke(k: int) -> Signal:
        out = layered(samples_of(0.6), (scaled(modes(samples_of(0.3), struck(210.0, PANEL), random)), 0.8))
        thread = hiss(samples_of(0.22), random, bandpass(2600.0, 0.8)) * curve(
            samples_of(0.22), (0.0, 0.0), (0.5, 1.0), (1.0, 0.0)
        )
        place(out, thread, samples_of(0.12), 0.12)
        place(out, tap(0.02, random, bandpass(900.0, 1.0)), samples_of(0.36), 0.5 + 0.1 * k)
        return out

    return series(take, beats(take.n, 0.95 / take.pace, random, 0.04), stroke, "strokes")


def steam(take: Take) -> Signal:
    """Embers or iron in water: a hiss that dies down, with sputters."""
    n, random = take.n, take.random("steam")
    breath = hiss(n, random, highpass(2200.0), lowpass(9500.0), channels=2)
    fall = curve(n, (0.0, 0.0), (0.04, 1.0), (0.4, 0.5), (1.0, 0.0)) * unsteady(n, 8.0, random, 0.5)
    spits = [tap(0.006, random, highpass(1500.0)) for _ in range(5)]
    return layered(n, (breath * fall[:, None], 0.3), (scaled(shower(take, 20.0, spits, "spits")), 0.4))


def pour(take: Take) -> Signal:
    """Water in a vessel: gurgles over a thin stream."""
    n, random = take.n, take.random("pour")
    pitch = curve(n, (0.0, 420.0), (1.0, 900.0)) * (0.8 + 0.4 * drift(n, 14.0, random))
    gurgle = sine(pitch.astype(np.float32), n) * drift(n, 16.0, random) ** 3
    stream = hiss(n, random, highpass(1200.0), lowpass(7000.0)) * unsteady(n, 5.0, random, 0.5)
    return layered(
        n,
        (gurgle, 0.8),
        (filtered(gurgle * unsteady(n, 30.0, random, 0.0), bandpass(1300.0, 1.0)), 0.6),
        (stream, 0.07),
    )
