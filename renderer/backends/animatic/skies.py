"""A scene comes in, its sky goes out: gradient, stars, sun or moon, clouds."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer.backends.animatic.brush import Canvas, Colour, Paint, fractal
from renderer.backends.animatic.light import Glint, Light, Scene, mix


def sky(canvas: Canvas, scene: Scene) -> None:
    """The whole sky behind everything, with what shines in it."""
    _gradient(canvas, scene)
    if _stars_show(scene):
        _stars(canvas, scene)
    if scene.scenery.kind == "space":
        _nebula(canvas, scene)
    _sun_or_moon(canvas, scene)


def clouds(canvas: Canvas, scene: Scene) -> None:
    """A layer of clouds from noise, lit from above, denser with worse weather; it is wide enough to drift."""
    cover = {"clear": 0.30, "wind": 0.42, "cloud": 0.72, "rain": 0.85, "storm": 0.95, "snow": 0.8, "fog": 0.55}
    density = cover.get(scene.scenery.weather, 0.4)
    rng = scene.rng("clouds")
    shape = (canvas.sheet.height, canvas.sheet.width)
    unit = canvas.sheet.unit
    rows = np.linspace(canvas.sheet.top, canvas.sheet.bottom, shape[0], dtype=np.float32)[:, None]
    field = fractal(shape, (0.16 * unit, 0.55 * unit), 5, rng)
    # Towards the horizon clouds are thin and lie flat; above they tower.
    height = np.clip((scene.horizon - rows) / max(scene.horizon, 0.1), 0, 1.3)
    threshold = 1.25 - 1.9 * density - 0.35 * np.sin(np.clip(height, 0, 1) * np.pi)
    body = np.clip((field - threshold) * 1.1, 0, 1) * np.clip(height * 6, 0, 1)
    body = cv2.GaussianBlur(body, (0, 0), unit * 0.0025)
    # The light comes from above: what has more cloud above it lies in shade.
    above = np.roll(cv2.GaussianBlur(body, (0, 0), unit * 0.014), int(0.022 * unit), axis=0)
    shade = np.clip(body - above, -1, 1)
    canvas.pixels[:] = _cloud_colours(scene.light, body, shade, density)


def _cloud_colours(
    light: Light, body: NDArray[np.float32], shade: NDArray[np.float32], density: float
) -> NDArray[np.float32]:
    """Premultiplied pixels of clouds: bright heads in the colour of the glow, bellies in that of the sky."""
    dark = sum(light.low) < 330
    bright = mix(light.middle, light.low, 0.8) if dark else mix(mix(light.low, light.glow, 0.35), (255, 255, 255), 0.35)
    head = np.array(bright[::-1], np.float32)
    belly = np.array(mix(light.middle, light.zenith, 0.4)[::-1], np.float32) * (1.04 - 0.34 * density)
    lift = np.clip(0.55 + 1.1 * shade, 0, 1)
    alpha = np.clip(body * 1.5, 0, 1) * np.float32(0.80 + 0.15 * density)
    colours = [(np.float32(low) + np.float32(high - low) * lift) * alpha for low, high in zip(belly, head, strict=True)]
    return np.asarray(cv2.merge([*colours, alpha * np.float32(255)]), np.float32)


def _gradient(canvas: Canvas, scene: Scene) -> None:
    """Zenith to horizon in three colours, brushed in broad horizontal strokes."""
    light, sheet = scene.light, canvas.sheet
    stops = np.array([sheet.top, scene.horizon * 0.5, scene.horizon, sheet.bottom])
    colours = np.array([light.zenith, light.middle, light.low, mix(light.low, light.middle, 0.5)])[:, ::-1]
    rows = np.linspace(sheet.top, sheet.bottom, sheet.height)
    # Noise moves the colours up and down, as a wide wet brush does.
    sway = np.linspace(0, 1, sheet.height)
    ramp = np.stack([np.interp(rows, stops, colours[:, channel]) for channel in range(3)], axis=1)
    shift = (scene.noise.wash * np.float32(0.02 * sheet.unit)).astype(np.float32)
    index = np.clip(np.arange(sheet.height, dtype=np.float32)[:, None] + shift, 0, sheet.height - 1).astype(np.int32)
    tone = 1 + np.float32(0.012) * scene.noise.stroke + (0.02 * sway[:, None]).astype(np.float32)
    planes = [ramp[:, channel].astype(np.float32)[index] * tone for channel in range(3)]
    cv2.merge([*planes, np.full_like(tone, 255)], dst=canvas.pixels)


def _stars_show(scene: Scene) -> bool:
    scenery = scene.scenery
    clear = scenery.weather in ("clear", "wind") or "stars" in scenery.details
    return scenery.kind == "space" or (clear and scenery.hour in ("night", "dusk") and scenery.kind != "underwater")


def _stars(canvas: Canvas, scene: Scene) -> None:
    """Stars of three sizes, fewer at dusk and near the horizon, with a milky band where stars are spoken of."""
    rng = scene.rng("stars")
    many = 420 if scene.scenery.hour == "night" else 90
    if "stars" in scene.scenery.details or scene.scenery.kind == "space":
        many *= 2
    limit = canvas.sheet.bottom if scene.scenery.kind == "space" else scene.horizon * 0.95
    xs = rng.uniform(-scene.reach, scene.reach, many)
    ys = canvas.sheet.top + (limit - canvas.sheet.top) * rng.power(1.0, many) ** 1.25
    sizes = 0.0009 + 0.0022 * rng.random(many) ** 5
    tints = rng.random(many)
    for x, y, size, tint in zip(xs, ys, sizes, tints, strict=True):
        colour: Colour = mix((200, 214, 255), (255, 236, 206), float(tint))
        canvas.disc((float(x), float(y)), float(size), Paint(colour, texture=0, edge=0, opacity=0.9))
        if size > 0.0022:
            canvas.glow((float(x), float(y)), float(size) * 9, colour, 0.5)
            if scene.scenery.weather in ("clear", "wind"):  # else clouds hide most of them, and come and go
                scene.glints.append(Glint(float(x), float(y), float(size) * 3, 1.0, scene.depth, 80.0))


def _nebula(canvas: Canvas, scene: Scene) -> None:
    """Coloured gas, and a planet with its shadow side."""
    rng = scene.rng("nebula")
    unit = canvas.sheet.unit
    shape = (canvas.sheet.height, canvas.sheet.width)
    for colour in ((150, 70, 190), (50, 110, 200), (210, 90, 120)):
        veil = np.clip(fractal(shape, (0.4 * unit, 0.6 * unit), 5, rng) * 0.5 - 0.15, 0, 1)[..., None]
        canvas.pixels[..., :3] += veil * np.array(colour[::-1], np.float32) * 0.55
    np.clip(canvas.pixels, 0, 255, out=canvas.pixels)
    x, y, size = rng.uniform(-0.5, 0.5) * scene.half, rng.uniform(0.22, 0.4), rng.uniform(0.12, 0.22)
    canvas.glow((x, y), size * 2.2, (120, 150, 230), 0.5)
    canvas.disc((x, y), size, Paint((196, 160, 140), (120, 96, 130), texture=0.3, edge=0.3, side=0.25))
    canvas.disc((x + size * 0.28, y + size * 0.1), size * 0.98, Paint((8, 8, 22), opacity=0.62, soft=0.05, texture=0))


def _sun_or_moon(canvas: Canvas, scene: Scene) -> None:
    """The sun, low at dawn and in the evening, or the moon; bad weather hides both, unless the words name them."""
    scenery, light = scene.scenery, scene.light
    named = "moon" in scenery.details or "sun" in scenery.details
    if scenery.kind in ("space", "underworld", "cave", "underwater") or (
        scenery.weather not in ("clear", "wind") and not named
    ):
        return
    rng = scene.rng("sun")
    x = float(rng.choice([-1, 1]) * rng.uniform(0.3, 0.62) * scene.half)
    if scenery.hour in ("night", "dusk") and (scenery.hour == "night" or "moon" in scenery.details):
        _moon(canvas, (x, float(rng.uniform(0.14, 0.22))), 0.055 if "moon" in scenery.details else 0.04)
        return
    heights = {"dawn": 0.86, "golden": 0.72, "dusk": 0.97, "day": 0.3, "noon": 0.12}
    y = scene.horizon * heights.get(scenery.hour, 0.4)
    canvas.glow((x, y), 0.75, light.glow, 0.55)
    canvas.glow((x, y), 0.28, mix(light.glow, (255, 255, 240), 0.5), 0.7)
    low = scenery.hour in ("dawn", "golden", "dusk")
    canvas.disc((x, y), 0.048 if low else 0.034, Paint((255, 250, 226), texture=0.02, edge=0, soft=0.006))


def _moon(canvas: Canvas, centre: tuple[float, float], radius: float) -> None:
    """A full moon with its seas, in a wide halo."""
    canvas.glow(centre, radius * 9, (150, 176, 230), 0.34)
    canvas.glow(centre, radius * 3, (214, 226, 255), 0.5)
    canvas.disc(centre, radius, Paint((250, 248, 232), (232, 232, 226), texture=0.04, edge=0.05))
    for dx, dy, size in ((-0.3, -0.2, 0.26), (0.25, 0.1, 0.2), (-0.1, 0.4, 0.17), (0.35, -0.4, 0.12)):
        spot = (centre[0] + dx * radius, centre[1] + dy * radius)
        canvas.disc(spot, size * radius, Paint((206, 208, 208), opacity=0.5, soft=0.006, texture=0.04, edge=0))
