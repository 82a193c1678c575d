"""The action of a shot without people comes in; the thing that it tells of goes out as a moving drawing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import pi, sin

import cv2
import numpy as np

from renderer.backends.animatic.brush import Canvas, Sheet, grain
from renderer.backends.animatic.grade import Grade
from renderer.backends.animatic.light import Lamp, Scene, light_of
from renderer.backends.animatic.parts import parted
from renderer.backends.animatic.planes import LEADS, Overlay, convert
from renderer.backends.animatic.scenery import Scenery
from renderer.backends.animatic.things import THINGS, WORDS
from renderer.recipe import Picture
from renderer.words import Lexicon

_WORDS = Lexicon(WORDS)
_VERBS = Lexicon(
    {
        "rise": "rise|rises|climb|lift|up|昇|上が|のぼ|升起|升|上升",
        "sink": "sink|set|sets|fall|falls|drop|down|沈|落ち|落|降",
        "go": "sail|drift|go|pass|fly|glide|cross|move|run|arrive|leave|roll|進|行く|飛|走|流れ|過ぎ|航|驶|飞|过|漂",
    }
)
_ALOFT = {"moon": 0.16, "sun": 0.18, "star": 0.10, "bird": 0.16}
_AFLOAT = frozenset(("ship", "boat", "wave", "train"))
_SIZES = {"train": 0.42, "wave": 0.75}
"""Things wider than they are high are drawn smaller on their sheet."""
_SHINING = {"moon": ("night",), "sun": ("dawn", "golden", "day", "noon")}
_SHOWN = {"ship": ("voyage",), "wave": (), "train": ("station", "train"), "fire": ("battlefield",)}


@dataclass(frozen=True, slots=True)
class Insert:
    """A drawn thing: its picture, ``finer`` than it rests in the frame, and the middle of it, where that rests (pixels
    of the frame), and how it goes (shares of width and height a second, and a bobbing as a share of height)."""

    overlay: Overlay
    finer: float
    middle: tuple[float, float]
    x: float
    y: float
    speed: tuple[float, float]
    bob: float
    depth: float
    lamp: Lamp | None

    def place(self, seconds: float, size: tuple[int, int]) -> tuple[float, float]:
        """Its middle at a time, in pixels of the resting frame."""
        height, width = size
        x = self.x + self.speed[0] * seconds * width
        return x, self.y + (self.speed[1] * seconds + self.bob * sin(2 * pi * seconds / 3.2)) * height


def insert(spec: Picture, scenery: Scenery, grade: Grade, finer: float) -> Insert | None:
    """The thing that an action without people tells of; None where it names none, or the place shows it already."""
    action, figure, height, width = spec.action, spec.figure, spec.format.height, spec.format.width
    seconds = float(spec.frames / spec.format.fps)
    thing = _WORDS.first(action)
    if not thing or (figure < 1.5 and _already(thing, scenery)):
        return None
    share = _ALOFT.get(thing, 0.34) * (1 + 0.5 * min(figure, 2.0)) if figure < 1.5 else 0.6
    if thing in ("ship", "train") and figure < 1.5:
        share = 0.42
    drawn, middle, lamp = _drawn(thing, scenery, share * height * finer, grade)
    verb = _VERBS.first(action)
    x, y = _rest(thing, figure, share, scenery)
    speed = {"rise": (0.0, -0.22 / seconds), "sink": (0.0, 0.22 / seconds), "go": (0.24 / seconds, 0.0)}.get(verb,
        (0.0, 0.0))
    if thing in ("ship", "boat", "bird", "train") and verb not in ("rise", "sink"):
        speed = (0.12 / seconds if verb != "go" else speed[0], 0.0)
    x, y = x - speed[0] * seconds / 2, y - speed[1] * seconds / 2
    bob = {"ship": 0.004, "boat": 0.006, "bird": 0.012}.get(thing, 0.0)
    return Insert(drawn, finer, middle, x * width, y * height, speed, bob, 0.5 if figure < 1.5 else 0.9, lamp)


def _already(thing: str, scenery: Scenery) -> bool:
    """Whether the plate shows the thing by itself."""
    twin = {"lantern": "lamp", "star": "stars", "bird": "birds", "boat": "boats"}.get(thing, thing)
    if scenery.weather == "clear" and scenery.hour in _SHINING.get(thing, ()):
        return not scenery.indoors
    return scenery.kind in _SHOWN.get(thing,
        ()) or (twin in scenery.details and thing not in ("ship", "boat", "letter", "book"))


def _rest(thing: str, figure: float, share: float, scenery: Scenery) -> tuple[float, float]:
    """Where the middle of the thing rests, in shares of the frame."""
    if figure >= 1.5:
        return 0.5, 0.54
    if thing in _ALOFT:
        return 0.62, 0.26
    ground = 0.60 if thing in _AFLOAT else 0.84
    return (0.46 if thing in _AFLOAT else 0.58), ground - share / 2


def _drawn(
    thing: str, scenery: Scenery, unit: float, grade: Grade
) -> tuple[Overlay, tuple[float, float], Lamp | None]:
    """The thing, ``unit`` pixels tall, the middle of its sheet in its picture, and its lamp."""
    side = max(64, round(unit * 2.6) // 2 * 2)
    sheet = Sheet(side, side, unit)
    noise = grain(sheet, np.random.default_rng(scenery.seed))
    light = light_of(scenery)
    if scenery.lamplit:
        light = replace(light, ambient=(0.96, 0.82, 0.62))
    scene = Scene(scenery, light, sheet, noise, depth=1.0)
    canvas = Canvas(sheet, noise)
    THINGS[thing](canvas, scene, (0.0, 1.0), _SIZES.get(thing, 1.0))
    lamp = scene.lamps[0] if scene.lamps else None
    pixels = np.clip(canvas.pixels + 0.5, 0, 255).astype(np.uint8)
    left, top, columns, rows = cv2.boundingRect(np.asarray(pixels[..., 3] > 2, np.uint8))
    pixels = cv2.copyMakeBorder(pixels[top : top + rows, left : left + columns], LEADS, 16, LEADS, 16,
        cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    middle = side / 2 - left + LEADS, side / 2 - top + LEADS
    return parted(convert(np.asarray(pixels, np.uint8), grade.plate)), middle, lamp
