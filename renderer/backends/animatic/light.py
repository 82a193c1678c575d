"""An hour and its weather come in; the colours of the sky, of the air and of lit things go out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from renderer.backends.animatic.brush import Canvas, Colour, Grain, Paint, Sheet
from renderer.backends.animatic.scenery import Scenery
from renderer.recipe import digest


@dataclass(frozen=True, slots=True)
class Light:
    """The colours of an hour. Local colours are multiplied by ``ambient`` and drown in ``haze`` with distance."""

    zenith: Colour
    middle: Colour
    low: Colour  # the sky at the horizon
    ambient: Colour  # factors on local colours, 1 = midday
    glow: Colour  # what sun, moon or lamps cast
    haze: float = 0.55  # share of haze on the farthest things
    lamps: float = 0.0  # how bright windows and lanterns shine

    @property
    def air(self) -> Colour:
        """The colour that distance takes on: the sky just over the horizon."""
        return mix(self.low, self.middle, 0.35)


HOURS = {
    "dawn": Light((104, 132, 182), (214, 176, 184), (255, 216, 172), (0.86, 0.78, 0.78), (255, 214, 160), 0.62, 0.35),
    "day": Light((92, 152, 208), (156, 202, 228), (226, 236, 228), (1.0, 0.99, 0.95), (255, 246, 214), 0.5),
    "noon": Light((58, 132, 206), (128, 192, 232), (214, 236, 240), (1.06, 1.04, 0.98), (255, 250, 228), 0.42),
    "golden": Light((122, 140, 176), (242, 190, 132), (255, 206, 120), (1.02, 0.84, 0.64), (255, 196, 104), 0.6, 0.2),
    "dusk": Light((44, 50, 106), (136, 88, 136), (244, 150, 112), (0.58, 0.50, 0.64), (255, 168, 110), 0.55, 0.75),
    "night": Light((14, 24, 58), (30, 52, 102), (78, 110, 156), (0.46, 0.54, 0.74), (196, 214, 255), 0.5, 1.0),
}

_OVERCAST = {
    # weather: share of grey laid over the sky, brightness, haze added
    "cloud": (0.45, 0.92, 0.05),
    "rain": (0.62, 0.78, 0.12),
    "storm": (0.62, 0.74, 0.14),
    "snow": (0.55, 0.98, 0.12),
    "fog": (0.60, 0.96, 0.32),
}

_TONES: dict[str, tuple[Colour, float]] = {
    "warm": ((1.07, 1.0, 0.88), 1.0),
    "cold": ((0.88, 0.98, 1.1), 0.97),
    "dark": ((0.94, 0.96, 1.0), 0.76),
    "bright": ((1.03, 1.03, 1.0), 1.1),
}

_REALMS = {
    "space": Light((6, 8, 22), (18, 16, 46), (48, 34, 84), (0.62, 0.62, 0.78), (230, 220, 255), 0.2, 0.8),
    "underworld": Light((22, 8, 14), (70, 20, 22), (190, 66, 30), (0.52, 0.36, 0.36), (255, 132, 60), 0.5, 1.0),
    "underwater": Light((120, 214, 220), (34, 138, 168), (12, 66, 104), (0.52, 0.86, 0.92), (190, 250, 240), 0.7),
    "cave": Light((20, 22, 34), (44, 46, 62), (140, 160, 178), (0.52, 0.52, 0.62), (255, 190, 120), 0.5, 0.9),
    "volcano": Light((40, 18, 26), (112, 40, 36), (236, 110, 50), (0.66, 0.46, 0.42), (255, 140, 60), 0.5, 0.8),
}
"""Places with a light of their own at any hour."""


def light_of(scenery: Scenery) -> Light:
    """The light of a scenery: its hour, clouded by its weather, tinted by its tone."""
    light = _REALMS.get(scenery.kind, HOURS[scenery.hour])
    if scenery.weather in _OVERCAST and scenery.kind not in ("space", "underwater", "underworld"):
        light = _overcast(light, *_OVERCAST[scenery.weather])
    tint, level = _TONES.get(scenery.tone, ((1.0, 1.0, 1.0), 1.0))
    factor = (tint[0] * level, tint[1] * level, tint[2] * level)
    return replace(
        light,
        zenith=times(light.zenith, factor),
        middle=times(light.middle, factor),
        low=times(light.low, factor),
        ambient=times(light.ambient, factor),
    )


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """``first`` with ``share`` of ``second``."""
    return tuple(a + (b - a) * share for a, b in zip(first, second, strict=True))  # type: ignore[return-value]


def times(first: Colour, second: Colour) -> Colour:
    """Channel by channel product."""
    return first[0] * second[0], first[1] * second[1], first[2] * second[2]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a painter of one element needs beside the canvas."""

    scenery: Scenery
    light: Light
    sheet: Sheet
    noise: Grain
    depth: float = 1.0  # 0 the horizon … 1 where people stand
    horizon: float = 0.5  # frame heights from the frame's top
    lamps: list[Lamp] = field(default_factory=list)  # lights that the painters of this plate have lit so far

    glints: list[Glint] = field(default_factory=list)  # what shimmers by itself, far away

    @property
    def half(self) -> float:
        """Half the frame's width, frame heights."""
        return self.sheet.half

    @property
    def reach(self) -> float:
        """Half the layer's width, frame heights."""
        return self.sheet.reach

    @property
    def dark(self) -> bool:
        """Whether lamps are lit."""
        return self.light.lamps > 0.3

    def rng(self, name: str) -> np.random.Generator:
        """The random numbers of one element: they depend on the place and the element, on nothing else."""
        return np.random.default_rng(int(digest(f"{self.scenery.seed}:{name}")[:16], 16))

    def at(self, depth: float) -> Scene:
        """The same scene, seen by the painters of another layer."""
        return replace(self, depth=depth)

    def lit(self, colour: Colour, depth: float | None = None) -> Colour:
        """A local colour as it looks in this light at this depth."""
        depth = self.depth if depth is None else depth
        return mix(times(colour, self.light.ambient), self.light.air, self.light.haze * (1 - min(1.0, depth)) ** 1.3)

    def paint(self, colour: Colour, low: Colour | None = None, **options: float) -> Paint:
        """Paint of a local colour, or from one to another, in this light."""
        return Paint(self.lit(colour), self.lit(low) if low else None, **options)

    def window(self) -> Paint:
        """A window seen from outside: lit when it is dark."""
        if self.dark:
            return Paint((255, 214, 122), (246, 164, 74), texture=0.05)
        return self.paint((92, 104, 118), (64, 76, 92))

    def lamp(self, canvas: Canvas, centre: tuple[float, float], radius: float, colour: Colour = (255, 190, 96)) -> None:
        """Lights a lamp: a glow on the canvas, remembered so that it can flicker."""
        strength = 0.35 + 0.65 * self.light.lamps
        canvas.glow(centre, radius, colour, 0.55 * strength)
        canvas.glow(centre, radius * 0.3, (255, 240, 200), 0.9 * strength)
        self.lamps.append(Lamp(centre[0], centre[1], radius, self.depth, strength))


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light in the picture: where (frame heights), how far it reaches, in which depth, how bright (0 to 1)."""

    x: float
    y: float
    radius: float
    depth: float
    strength: float


@dataclass(frozen=True, slots=True)
class Glint:
    """A light that comes and goes, on water or in the sky: where (frame heights), how wide, how high for its width,
    its depth, and how much luma it adds at most."""

    x: float
    y: float
    width: float
    flat: float
    depth: float
    light: float


def _overcast(light: Light, grey: float, level: float, haze: float) -> Light:
    """Clouds take the colour out of a sky and of the light that falls through it."""
    if light.lamps >= 1:
        level = 1 - 0.3 * (1 - level)  # a night is dark enough: people must be seen

    def cloud(colour: Colour) -> Colour:
        luma = 0.3 * colour[0] + 0.55 * colour[1] + 0.15 * colour[2]
        faded = mix(colour, (luma * 0.98, luma, luma * 1.05), grey)
        return faded[0] * level, faded[1] * level, faded[2] * level

    return replace(
        light,
        zenith=mix(cloud(light.zenith), cloud(light.middle), 0.3),
        middle=cloud(light.middle),
        low=mix(cloud(light.low), cloud(light.middle), 0.4),
        ambient=tuple(channel * (0.6 + 0.4 * level) for channel in cloud(light.ambient)),  # type: ignore[arg-type]
        haze=min(0.9, light.haze + haze),
        lamps=min(1.0, light.lamps + 0.25 * (1 - level) + (0.2 if haze > 0.2 else 0)),
    )
