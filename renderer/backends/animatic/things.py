"""A scene comes in; ships, boats, trains and the small things that a shot may show go out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from renderer.backends.animatic.brush import Canvas, Colour, Paint, Point
from renderer.backends.animatic.light import Scene, mix

Draw = Callable[[Canvas, Scene, Point, float], None]
"""Draws a thing with its foot at a point, of a given size (frame heights)."""


def _rect(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def ship(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A sailing ship with two masts, billowing sails, a foaming bow."""
    x, y = at
    wood: Colour = (124, 84, 62)
    for mast, high in ((-0.14, 0.86), (0.18, 1.0)):
        mx = x + mast * size
        canvas.line([(mx, y - 0.1 * size), (mx, y - high * size)], 0.016 * size, scene.paint((96, 70, 54)))
        for low, top, wide in ((0.24, 0.5, 0.2), (0.52, 0.72, 0.16), (0.74, 0.88, 0.11)):
            if top <= high:
                sail = [(mx - wide * size, y - low * size), (mx - wide * 0.86 * size, y - top * size),
                    (mx + wide * 0.86 * size, y - top * size), (mx + wide * 1.12 * size, y - (low + top) / 2 * size),
                    (mx + wide * size, y - low * size), (mx + 0.1 * wide * size, y - (low + 0.035) * size)]
                canvas.poly(sail, scene.paint((248, 238, 216), (214, 194, 164), texture=0.12, edge=0.18, side=0.08))
    canvas.poly([(x + 0.2 * size, y - 0.96 * size), (x + 0.32 * size, y - 0.98 * size),
        (x + 0.2 * size, y - 1.02 * size)], scene.paint((190, 60, 54)))
    hull = [(x - 0.5 * size, y - 0.2 * size), (x - 0.36 * size, y - 0.15 * size), (x + 0.3 * size, y - 0.14 * size),
        (x + 0.56 * size, y - 0.21 * size), (x + 0.42 * size, y - 0.01 * size), (x + 0.3 * size, y + 0.03 * size),
        (x - 0.34 * size, y + 0.03 * size), (x - 0.46 * size, y - 0.04 * size)]
    canvas.poly(hull, scene.paint(mix(wood, (200, 150, 100), 0.2), mix(wood, (30, 18, 20), 0.5), texture=0.2,
        edge=0.18))
    canvas.line([(x - 0.44 * size, y - 0.1 * size), (x + 0.46 * size, y - 0.11 * size)], 0.014 * size,
        scene.paint((214, 170, 96)))
    foam = [(x - 0.5 * size, y + 0.03 * size), (x - 0.1 * size, y + 0.005 * size),
        (x + 0.3 * size, y + 0.015 * size), (x + 0.52 * size, y + 0.04 * size)]
    canvas.poly(foam, scene.paint((240, 246, 248), opacity=0.75, edge=0, soft=0.004))
    if scene.dark:
        scene.lamp(canvas, (x - 0.42 * size, y - 0.24 * size), 0.2 * size)


def boat(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A small boat with one triangular sail."""
    x, y = at
    canvas.line([(x, y - 0.1 * size), (x, y - size)], 0.02 * size, scene.paint((104, 78, 60)))
    canvas.poly([(x + 0.03 * size, y - 0.97 * size), (x + 0.46 * size, y - 0.2 * size),
        (x + 0.03 * size, y - 0.2 * size)], scene.paint((246, 236, 216), (220, 196, 164), texture=0.1))
    canvas.poly([(x - 0.03 * size, y - 0.85 * size), (x - 0.3 * size, y - 0.2 * size),
        (x - 0.03 * size, y - 0.2 * size)], scene.paint((206, 88, 70), (166, 70, 62), texture=0.1))
    hull = [(x - 0.45 * size, y - 0.16 * size), (x + 0.55 * size, y - 0.16 * size),
        (x + 0.36 * size, y + 0.03 * size), (x - 0.34 * size, y + 0.03 * size)]
    canvas.poly(hull, scene.paint((120, 84, 66), (60, 42, 42), texture=0.18, edge=0.2))
    canvas.line([(x - 0.4 * size, y + 0.05 * size), (x + 0.5 * size, y + 0.05 * size)], 0.02 * size,
        scene.paint((236, 244, 246), opacity=0.5, edge=0))


def train(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """An engine and three carriages, windows lit in the dark."""
    x, y = at
    for index in range(4):
        left = x + (index - 2) * size * 1.06
        body: Colour = (64, 84, 108) if index else (150, 60, 54)
        canvas.poly(_rect(left, y - 0.42 * size, left + size, y - 0.06 * size),
            scene.paint(mix(body, (255, 255, 255), 0.16), mix(body, (20, 20, 30), 0.4), texture=0.1, edge=0.15))
        canvas.polys([_rect(left + size * (0.08 + 0.22 * k), y - 0.34 * size, left + size * (0.23 + 0.22 * k),
            y - 0.2 * size) for k in range(4)], scene.window())
        for wheel in (0.2, 0.8):
            canvas.disc((left + wheel * size, y - 0.04 * size), 0.055 * size, scene.paint((46, 46, 54), edge=0.3))
    canvas.line([(x - 3 * size, y), (x + 3 * size, y)], 0.02 * size, scene.paint((90, 84, 84)))


def moon(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A full moon in its halo."""
    x, y = at[0], at[1] - size / 2
    canvas.glow((x, y), size * 2.4, (156, 182, 236), 0.42)
    canvas.disc((x, y), size / 2, Paint((252, 250, 236), (232, 232, 228), texture=0.05, edge=0.05))
    for dx, dy, part in ((-0.3, -0.2, 0.26), (0.25, 0.1, 0.2), (-0.1, 0.4, 0.17), (0.35, -0.4, 0.12)):
        canvas.disc((x + dx * size / 2, y + dy * size / 2), part * size / 2,
            Paint((208, 210, 208), opacity=0.5, soft=0.01, edge=0))


def sun(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """The sun in its glow."""
    x, y = at[0], at[1] - size / 2
    canvas.glow((x, y), size * 3.4, scene.light.glow, 0.75)
    canvas.disc((x, y), size / 2, Paint((255, 250, 222), (255, 232, 170), texture=0.03, edge=0, soft=0.008))


def star(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A bright star with four rays."""
    x, y = at[0], at[1] - size / 2
    canvas.glow((x, y), size * 1.6, (200, 216, 255), 0.7)
    for turn in (0.0, np.pi / 2):
        dx, dy = float(np.cos(turn)), float(np.sin(turn))
        canvas.poly([(x - dx * size, y - dy * size), (x - dy * size * 0.05, y + dx * size * 0.05),
            (x + dx * size, y + dy * size), (x + dy * size * 0.05, y - dx * size * 0.05)],
            Paint((250, 250, 255), texture=0, edge=0, soft=0.003))
    canvas.disc((x, y), size * 0.12, Paint((255, 255, 255), texture=0, edge=0))


def bird(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A gliding bird."""
    x, y = at
    paint = scene.paint((240, 240, 244) if not scene.dark else (160, 166, 186), (150, 150, 164), texture=0.08,
        edge=0.12)
    canvas.poly([(x - 0.02 * size, y - 0.2 * size), (x - 0.3 * size, y - 0.42 * size),
        (x - 0.62 * size, y - 0.3 * size), (x - 0.28 * size, y - 0.3 * size), (x, y - 0.1 * size)], paint)
    canvas.poly([(x + 0.02 * size, y - 0.2 * size), (x + 0.3 * size, y - 0.46 * size),
        (x + 0.66 * size, y - 0.36 * size), (x + 0.3 * size, y - 0.32 * size), (x + 0.06 * size, y - 0.1 * size)],
        paint)
    canvas.poly([(x - 0.16 * size, y - 0.12 * size), (x + 0.1 * size, y - 0.2 * size),
        (x + 0.22 * size, y - 0.14 * size), (x + 0.06 * size, y - 0.07 * size)], paint)


def lantern(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A brass lantern with its flame."""
    x, y = at
    brass: Colour = (196, 146, 70)
    turn = np.linspace(np.pi, 2 * np.pi, 14)
    canvas.line([(x + 0.2 * size * float(np.cos(a)), y - 0.8 * size + 0.2 * size * float(np.sin(a))) for a in turn],
        0.025 * size, scene.paint(brass))
    canvas.poly([(x - 0.24 * size, y - 0.14 * size), (x - 0.2 * size, y - 0.66 * size),
        (x + 0.2 * size, y - 0.66 * size), (x + 0.24 * size, y - 0.14 * size)],
        Paint((255, 226, 150), (236, 160, 70), texture=0.08, edge=0.15, opacity=0.92))
    for dx in (-0.22, 0.22, 0.0):
        canvas.line([(x + dx * size, y - 0.12 * size), (x + dx * 0.84 * size, y - 0.68 * size)], 0.022 * size,
            scene.paint(mix(brass, (60, 36, 20), 0.4)))
    for y0, y1, w in ((0.0, 0.14, 0.28), (0.66, 0.74, 0.25), (0.74, 0.86, 0.12)):
        canvas.poly(_rect(x - w * size, y - y1 * size, x + w * size, y - y0 * size),
            scene.paint(mix(brass, (255, 230, 160), 0.3), mix(brass, (70, 40, 24), 0.4), edge=0.2, side=0.2))
    canvas.poly([(x, y - 0.56 * size), (x + 0.07 * size, y - 0.34 * size), (x, y - 0.22 * size),
        (x - 0.07 * size, y - 0.34 * size)], Paint((255, 252, 220), (255, 210, 110), edge=0, soft=0.006))
    scene.lamp(canvas, (x, y - 0.4 * size), size * 1.5)


def fire(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A fire on logs."""
    x, y = at
    for dx, high, colour in ((-0.2, 0.8, (255, 140, 50)), (0.18, 0.9, (255, 150, 56)), (0.0, 1.1, (255, 190, 80)),
            (0.0, 0.62, (255, 240, 170))):
        wide = size * 0.22 * (high / 1.1)
        cx = x + dx * size
        tongue = [(cx - wide, y), (cx - wide * 0.9, y - size * 0.3), (cx + wide * 0.2, y - size * high),
            (cx + wide * 0.9, y - size * 0.34), (cx + wide, y)]
        canvas.poly(tongue, Paint(colour, mix(colour, (255, 110, 40), 0.3), opacity=0.9, edge=0, soft=0.008))
    for tilt in (-0.08, 0.08):
        canvas.poly([(x - size * 0.42, y - tilt * size), (x + size * 0.42, y + tilt * size),
            (x + size * 0.42, y + (tilt + 0.1) * size), (x - size * 0.42, y + (0.1 - tilt) * size)],
            scene.paint((96, 64, 48), (52, 34, 32)))
    scene.lamp(canvas, (x, y - size * 0.35), size * 3.2, (255, 160, 80))


def wave(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """One great breaking wave with claws of foam."""
    x, y = at
    body = [(x - 1.6 * size, y + 0.2 * size), (x - 0.9 * size, y - 0.1 * size), (x - 0.4 * size, y - 0.6 * size),
        (x + 0.05 * size, y - 0.9 * size), (x + 0.45 * size, y - 0.86 * size), (x + 0.62 * size, y - 0.6 * size),
        (x + 0.4 * size, y - 0.66 * size), (x + 0.22 * size, y - 0.5 * size), (x + 0.3 * size, y - 0.1 * size),
        (x + 1.2 * size, y + 0.05 * size), (x + 1.6 * size, y + 0.25 * size)]
    canvas.poly(body, scene.paint((74, 140, 168), (22, 62, 100), texture=0.15, edge=0.1))
    rng = scene.rng("foam")
    for px, py in body[3:7]:
        for _ in range(16):
            canvas.disc((px + float(rng.normal(0, 0.09)) * size, py + float(rng.normal(0.02, 0.05)) * size),
                float(rng.uniform(0.015, 0.05)) * size, scene.paint((248, 252, 252), texture=0.05))


def door(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A panelled door, a little open, light in the gap."""
    x, y = at
    canvas.poly(_rect(x - 0.29 * size, y - 1.05 * size, x + 0.29 * size, y),
        scene.paint((116, 84, 64), (84, 60, 50), texture=0.2))
    canvas.poly(_rect(x - 0.24 * size, y - size, x + 0.24 * size, y),
        Paint((255, 230, 170), (255, 206, 130), texture=0.05))
    canvas.poly([(x - 0.24 * size, y - size), (x + 0.14 * size, y - 0.96 * size), (x + 0.14 * size, y + 0.04 * size),
        (x - 0.24 * size, y)], scene.paint((158, 108, 74), (110, 74, 56), texture=0.2, edge=0.16))
    canvas.polys([_rect(x - 0.18 * size, y - top * size, x + 0.08 * size, y - (top - 0.36) * size)
        for top in (0.88, 0.46)], scene.paint((128, 86, 62), texture=0.2, edge=0.25))
    canvas.disc((x + 0.1 * size, y - 0.48 * size), 0.022 * size, scene.paint((226, 190, 110), edge=0.3))
    scene.lamp(canvas, (x + 0.19 * size, y - 0.5 * size), size * 0.7, (255, 216, 150))


def letter(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """An envelope with a red seal, and no writing."""
    x, y = at
    canvas.poly([(x - 0.62 * size, y - 0.02 * size), (x - 0.56 * size, y - 0.82 * size),
        (x + 0.62 * size, y - 0.74 * size), (x + 0.56 * size, y + 0.06 * size)],
        scene.paint((244, 232, 206), (222, 202, 166), texture=0.12, edge=0.16))
    canvas.line([(x - 0.56 * size, y - 0.82 * size), (x + 0.02 * size, y - 0.36 * size),
        (x + 0.62 * size, y - 0.74 * size)], 0.014 * size, scene.paint((170, 146, 112)))
    canvas.disc((x + 0.02 * size, y - 0.36 * size), 0.09 * size,
        scene.paint((190, 50, 48), (140, 30, 36), texture=0.12, edge=0.3))


def book(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """An open book, its lines too far off to read."""
    x, y = at
    canvas.poly([(x - 0.76 * size, y - 0.46 * size), (x, y - 0.34 * size), (x + 0.76 * size, y - 0.46 * size),
        (x + 0.8 * size, y + 0.06 * size), (x, y + 0.14 * size), (x - 0.8 * size, y + 0.06 * size)],
        scene.paint((128, 56, 50), (92, 40, 42)))
    for side in (-1, 1):
        page = [(x, y - 0.36 * size), (x + side * 0.3 * size, y - 0.52 * size),
            (x + side * 0.72 * size, y - 0.5 * size), (x + side * 0.74 * size, y),
            (x + side * 0.3 * size, y - 0.02 * size), (x, y + 0.1 * size)]
        canvas.poly(page, scene.paint((250, 242, 222), (228, 212, 180), texture=0.08, edge=0.14))
        for line in range(6):
            ly = y - 0.4 * size + 0.06 * line * size
            canvas.line([(x + side * 0.14 * size, ly + 0.03 * size), (x + side * 0.62 * size, ly - 0.01 * size)],
                0.008 * size, scene.paint((150, 136, 122), opacity=0.6))


def apple(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A red apple with a leaf."""
    x, y = at
    for dx in (-0.14, 0.14):
        canvas.disc((x + dx * size, y - 0.36 * size), 0.3 * size,
            scene.paint((220, 74, 56), (150, 34, 40), texture=0.12, edge=0.16, side=0.12), 1.08)
    canvas.line([(x, y - 0.6 * size), (x + 0.05 * size, y - 0.8 * size)], 0.035 * size, scene.paint((100, 70, 50)))
    canvas.poly([(x + 0.05 * size, y - 0.72 * size), (x + 0.2 * size, y - 0.88 * size),
        (x + 0.4 * size, y - 0.8 * size), (x + 0.22 * size, y - 0.7 * size)], scene.paint((112, 156, 76)))
    canvas.disc((x - 0.18 * size, y - 0.48 * size), 0.07 * size,
        Paint((255, 236, 220), opacity=0.55, soft=0.012, edge=0))


def flower(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """One flower with two leaves."""
    x, y = at
    canvas.line([(x, y), (x - 0.03 * size, y - 0.4 * size), (x, y - 0.66 * size)], 0.03 * size,
        scene.paint((92, 134, 70)))
    for side in (-1, 1):
        canvas.poly([(x, y - 0.16 * size), (x + side * 0.18 * size, y - 0.36 * size),
            (x + side * 0.36 * size, y - 0.34 * size), (x + side * 0.2 * size, y - 0.2 * size)],
            scene.paint((104, 150, 78)))
    for petal in range(7):
        a = petal * 2 * np.pi / 7
        canvas.disc((x + 0.16 * size * float(np.cos(a)), y - 0.74 * size + 0.15 * size * float(np.sin(a))),
            0.115 * size, scene.paint((240, 138, 150), (214, 96, 124), texture=0.12, edge=0.2))
    canvas.disc((x, y - 0.74 * size), 0.09 * size, scene.paint((250, 206, 96), edge=0.25))


def cup(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A steaming cup on its saucer."""
    x, y = at
    china: Colour = (232, 226, 214)
    canvas.disc((x, y - 0.02 * size), 0.46 * size, scene.paint(china, mix(china, (110, 100, 104), 0.3), edge=0.2), 0.22)
    canvas.disc((x + 0.32 * size, y - 0.3 * size), 0.13 * size,
        scene.paint(mix(china, (120, 110, 110), 0.25), edge=0.2))
    canvas.disc((x + 0.32 * size, y - 0.3 * size), 0.08 * size, scene.paint((120, 104, 98)))
    canvas.poly([(x - 0.3 * size, y - 0.52 * size), (x + 0.3 * size, y - 0.52 * size),
        (x + 0.26 * size, y - 0.2 * size), (x + 0.14 * size, y - 0.04 * size), (x - 0.14 * size, y - 0.04 * size),
        (x - 0.26 * size, y - 0.2 * size)],
        scene.paint(china, mix(china, (120, 110, 116), 0.35), texture=0.08, edge=0.15, side=0.12))
    canvas.disc((x, y - 0.52 * size), 0.3 * size, scene.paint((150, 94, 60), (104, 62, 46), edge=0.15), 0.24)
    for dx in (-0.1, 0.06):
        steam = [(x + dx * size, y - 0.6 * size), (x + (dx + 0.07) * size, y - 0.76 * size),
            (x + (dx - 0.05) * size, y - 0.9 * size), (x + (dx + 0.04) * size, y - 1.05 * size)]
        canvas.line(steam, 0.05 * size, Paint((255, 255, 255), opacity=0.25, edge=0, soft=0.02))


def sword(canvas: Canvas, scene: Scene, at: Point, size: float) -> None:
    """A sword standing on its point."""
    x, y = at
    canvas.poly([(x, y), (x - 0.05 * size, y - 0.1 * size), (x - 0.045 * size, y - 0.72 * size),
        (x + 0.045 * size, y - 0.72 * size), (x + 0.05 * size, y - 0.1 * size)],
        scene.paint((222, 228, 238), (150, 160, 180), texture=0.08, edge=0.2, side=0.25))
    canvas.line([(x, y - 0.06 * size), (x, y - 0.7 * size)], 0.012 * size, scene.paint((120, 130, 150)))
    canvas.poly(_rect(x - 0.19 * size, y - 0.76 * size, x + 0.19 * size, y - 0.71 * size),
        scene.paint((206, 162, 80), (140, 100, 50), edge=0.2))
    canvas.poly(_rect(x - 0.025 * size, y - 0.96 * size, x + 0.025 * size, y - 0.76 * size),
        scene.paint((110, 60, 50), (70, 36, 36)))
    canvas.disc((x, y - 0.98 * size), 0.045 * size, scene.paint((216, 172, 90), edge=0.25))


THINGS: dict[str, Draw] = {
    "ship": ship, "boat": boat, "train": train, "moon": moon, "sun": sun, "star": star, "bird": bird,
        "lantern": lantern,
    "fire": fire, "wave": wave, "door": door, "letter": letter, "book": book, "apple": apple, "flower": flower,
        "cup": cup, "sword": sword,
}  # fmt: skip
"""What can be drawn into a shot without people."""

WORDS = {
    "ship": "ship|galleon|galley|vessel|warship|sails|船|大船|艦|帆船|战船|轮船",
    "boat": "boat|raft|sailboat|canoe|小舟|舟|ボート|小船|木筏",
    "train": "train|locomotive|tram|列車|電車|汽車|火车|电车",
    "moon": "moon|月|月亮|满月|明月",
    "sun": "sun|sunrise|太陽|朝日|夕日|太阳|日出",
    "star": "star|stars|comet|meteor|星|流れ星|星星|流星",
    "bird": "bird|gull|seagull|crow|crane|eagle|dove|owl|swallow|鳥|カモメ|烏|鶴|鷹|鸟|海鸥|乌鸦|鹰|燕子",
    "lantern": "lantern|lamp|candle|lamplight|ランプ|提灯|灯|蝋燭|灯笼|油灯|蜡烛",
    "fire": "fire|campfire|flame|bonfire|hearth|火|焚き火|炎|篝火|火焰",
    "wave": "wave|breaker|波|大波|浪|巨浪|海浪",
    "door": "door|gate|doorway|扉|ドア|門|戸|门|大门",
    "letter": "letter|envelope|note|parcel|手紙|封筒|信|书信|信封",
    "book": "book|diary|scroll|page|notebook|本|日記|巻物|书|日记|书卷",
    "apple": "apple|fruit|peach|pomegranate|林檎|りんご|リンゴ|桃|果実|苹果|桃子|水果|果子",
    "flower": "flower|rose|blossom|lily|花|薔薇|百合|花朵|玫瑰|莲花",
    "cup": "cup|tea|coffee|mug|goblet|teacup|茶|コーヒー|湯呑み|茶杯|杯子|咖啡",
    "sword": "sword|blade|dagger|spear|katana|staff|刀|剣|槍|剑|宝剑|长枪|金箍棒",
}
"""The words by which an action names them."""


def fleet(canvas: Canvas, scene: Scene) -> None:
    """Small boats on the water."""
    rng = scene.rng("fleet")
    for _ in range(3):
        x, depth = float(rng.uniform(-0.85, 0.85)) * scene.half, float(rng.uniform(0.3, 0.7))
        boat(canvas, scene.at(depth), (x, scene.horizon + 0.02 + 0.06 * depth), 0.05 + 0.10 * depth)


def great_ship(canvas: Canvas, scene: Scene) -> None:
    """One ship under sail, off the middle."""
    side = float(scene.rng("side").choice([-1.0, 1.0]))
    ship(canvas, scene, (side * 0.3 * scene.half, scene.horizon + 0.13), 0.56)


def birds(canvas: Canvas, scene: Scene) -> None:
    """A few birds in the sky."""
    rng = scene.rng("birds")
    for _ in range(6):
        bird(canvas, scene, (float(rng.uniform(-0.8, 0.8)) * scene.half, float(rng.uniform(0.1, 0.34))),
            float(rng.uniform(0.02, 0.045)))


def campfire(canvas: Canvas, scene: Scene) -> None:
    """A fire on the ground, off the middle."""
    side = float(scene.rng("side").choice([-1.0, 1.0]))
    fire(canvas, scene, (-side * 0.34 * scene.half, scene.horizon + 0.30), 0.12)


def halted_train(canvas: Canvas, scene: Scene) -> None:
    """A train at the platform."""
    train(canvas, scene, (0.1, scene.horizon + 0.17), 0.62)


def deck(canvas: Canvas, scene: Scene) -> None:
    """The planks of a deck in perspective, the bulwark behind."""
    y = scene.horizon + 0.17
    wood: Colour = (178, 138, 98)
    canvas.poly(_rect(-scene.reach, y, scene.reach, scene.sheet.bottom + 0.05),
        scene.paint(mix(wood, (70, 50, 44), 0.3), wood, texture=0.16, edge=0))
    for x in np.linspace(-3.6, 3.6, 52) * scene.half:
        canvas.poly([(float(x) * 0.42 - 0.001, y), (float(x) * 0.42 + 0.001, y), (float(x) + 0.004, 1.2),
            (float(x) - 0.004, 1.2)], scene.paint((84, 60, 50), opacity=0.6, edge=0))
    canvas.poly(_rect(-scene.reach, y - 0.11, scene.reach, y + 0.01),
        scene.paint((142, 100, 72), (90, 62, 50), texture=0.2))
    canvas.poly(_rect(-scene.reach, y - 0.13, scene.reach, y - 0.105),
        scene.paint((190, 148, 104), (140, 100, 74), texture=0.15))


def rigging(canvas: Canvas, scene: Scene) -> None:
    """Mast, shrouds and a furled sail."""
    side = float(scene.rng("side").choice([-1.0, 1.0]))
    x = side * 0.5 * scene.half
    canvas.poly(_rect(x - 0.028, scene.sheet.top, x + 0.028, scene.horizon + 0.26),
        scene.paint((146, 108, 80), (110, 78, 62), texture=0.2, side=0.2))
    for k in range(6):
        foot = x + side * (0.28 + 0.07 * k)
        canvas.line([(x, -0.1), (foot, scene.horizon + 0.1)], 0.004, scene.paint((70, 56, 50), edge=0))
    for k in np.linspace(0.1, 0.9, 12):
        y = -0.1 + float(k) * (scene.horizon + 0.2)
        canvas.line([(x + side * 0.28 * float(k), y), (x + side * 0.63 * float(k), y)], 0.003,
            scene.paint((70, 56, 50), edge=0))
    canvas.poly([(x - 0.5, 0.03), (x + 0.5, 0.03), (x + 0.46, 0.10), (x + 0.1, 0.085), (x - 0.2, 0.11),
        (x - 0.48, 0.085)], scene.paint((236, 222, 196), (196, 176, 150), texture=0.15, edge=0.2))
    if scene.dark:
        scene.lamp(canvas, (x - side * 0.05, scene.horizon - 0.02), 0.4)
