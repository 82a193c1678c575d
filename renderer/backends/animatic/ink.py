"""Colours and outlines come in; the shapes that figures are made of go out, and how they become pixels."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import cos, sin

import numpy as np

from renderer.backends.animatic.curves import Frame, Points

Colour = tuple[int, int, int]
"""Blue, green, red."""

@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of pixels relative to the ground point between the feet, y down: ``top`` is negative. Where ``left``
    and ``top`` are no whole numbers, the ground point lies between two pixels."""

    left: float
    top: float
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class Fill:
    """A painted part: outlines that count as one silhouette. ``shade`` rounds it by light from the upper left
    (0: flat, it takes the light of what it lies on); ``ink`` is the weight of its contour."""

    outlines: tuple[Points, ...]
    colour: Colour
    shade: float = 1.0
    ink: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """A brush line, ``width`` wide in the middle and tapering to the shares ``taper`` of it at its ends."""

    line: Points
    width: float
    colour: Colour
    taper: tuple[float, float] = (0.15, 0.15)


@dataclass(frozen=True, slots=True, eq=False)
class Wash:
    """A soft spot: on what is painted already (a blush), or, where ``glow``, around it as well (a lamp)."""

    center: tuple[float, float]
    rx: float
    ry: float
    colour: Colour
    strength: float = 0.5
    glow: bool = False


Shape = Fill | Stroke | Wash


class Piece:
    """Shapes that move together, in coordinates of their own. A piece is itself, never equal to another."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self.shapes = tuple(shapes)
        spans = [span for shape in self.shapes for span in _spans(shape)]
        self.points = np.concatenate([points for points, _ in spans]) if spans else np.zeros((0, 2))
        """All points that bound it."""
        self.reach = np.repeat([reach for _, reach in spans], [len(points) for points, _ in spans])
        """How far paint reaches around each of them."""

    def content(self) -> Hashable:
        """What pieces that look the same have in common."""
        return self.points.tobytes(), tuple(_look(shape) for shape in self.shapes)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece, and where on the figure it is."""

    piece: Piece
    frame: Frame = Frame(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Layer:
    """Pieces that lie over each other, from the back to the front, about an anchor in adult heights: where only that
    moves, none of them changes."""

    pieces: tuple[Placed, ...]
    x: float = 0.0
    y: float = 0.0


Layers = tuple[Layer, ...]
"""A figure, from its back to its front."""


def _look(shape: Shape) -> Hashable:
    if isinstance(shape, Fill):
        return tuple(map(len, shape.outlines)), shape.colour, shape.shade, shape.ink
    if isinstance(shape, Stroke):
        return len(shape.line), shape.width, shape.colour, shape.taper
    return shape.center, shape.rx, shape.ry, shape.colour, shape.strength, shape.glow


def _spans(shape: Shape) -> list[tuple[Points, float]]:
    if isinstance(shape, Fill):
        return [(outline, 0.0) for outline in shape.outlines]
    if isinstance(shape, Stroke):
        return [(shape.line, shape.width / 2)]
    return [(np.array((shape.center,)), max(shape.rx, shape.ry))] if shape.glow else []


@dataclass(frozen=True)
class View:
    """How body heights become pixels: the scale, the mirror (-1 flips), and a turn about a point."""

    scale: float
    mirror: float = 1.0
    roll: float = 0.0
    pivot: tuple[float, float] = (0.0, 0.0)
    lift: float = 0.0  # body heights that the turned figure is raised, so that it rests on the ground

    def of(self, frame: Frame) -> Sight:
        """How points of a piece in that frame become pixels."""
        c, s = cos(self.roll), sin(self.roll)
        turn = np.array(((c, s), (-s, c)))
        size = np.array((self.scale * self.mirror, -self.scale))
        pivot = np.array(self.pivot)
        linear, shift = turn * size, (pivot - pivot @ turn + (0.0, self.lift)) * size
        c, s = cos(frame.angle), sin(frame.angle)
        own = np.array(((c, s), (-s, c))) * frame.size
        return Sight(own @ linear, np.array((frame.x, frame.y)) @ linear + shift, self.scale * frame.size)


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """How a piece's points become pixels relative to the ground point, y down, and how many pixels its unit has."""

    linear: Points
    shift: Points
    unit: float

    def pixels(self, points: Points) -> Points:
        """Points of the piece in pixels."""
        return points @ self.linear + self.shift


def ink_of(colour: Colour) -> Colour:
    """The contour's colour: a deep, warm shade of the part's own."""
    b, g, r = colour
    return (int(b * 0.34 + 16), int(g * 0.30 + 12), int(r * 0.36 + 20))


def tint(colour: Colour, factor: float) -> Colour:
    """A lighter (above 1) or darker (below 1) colour; dark ones lean to violet as shadows in paint do."""
    b, g, r = colour
    if factor >= 1:
        k = min(1.0, factor - 1)
        return (int(b + (255 - b) * k * 0.9), int(g + (255 - g) * k), int(r + (255 - r) * k))
    return (int(b * (factor * 0.85 + 0.15)), int(g * factor), int(r * (factor * 0.95 + 0.05)))


def blend(a: Colour, b: Colour, t: float) -> Colour:
    """The colour at share ``t`` of the way from a to b."""
    return (int(a[0] + (b[0] - a[0]) * t), int(a[1] + (b[1] - a[1]) * t), int(a[2] + (b[2] - a[2]) * t))
