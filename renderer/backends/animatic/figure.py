"""A look comes in, a puppet goes out that draws it in any pose, at any scale."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import lru_cache
from math import cos, radians, sin
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from renderer.backends.animatic.bones import bones
from renderer.backends.animatic.creatures import Cast, cast_of
from renderer.backends.animatic.curves import Frame
from renderer.backends.animatic.cutout import Cutout
from renderer.backends.animatic.ink import Layers, Placed, View
from renderer.backends.animatic.ink import Window as Window
from renderer.backends.animatic.look import Person, read
from renderer.backends.animatic.paper import Paper, paint
from renderer.backends.animatic.people import Human, build_of
from renderer.backends.animatic.pose import Pose
from renderer.backends.animatic.trace import bounds, box_of, trace
from renderer.recipe import Look


class Puppet(Protocol):
    """A figure that can be drawn in any pose.

    ``height``: of this figure standing, a standing adult being 1. ``head``: the centre of its head in adult heights
    (x to the right of its feet, y up), standing. Multiply either by the scale for pixels. ``layers``: of how many
    pictures it consists, which lie over each other and change at different times; ``layer`` is one of them, from 0 at
    its back, None all of them in one.
    """

    height: float
    head: tuple[float, float]
    layers: int

    def anchor(self, pose: Pose, scale: int, layer: int) -> tuple[float, float]:
        """From where the windows of a layer count: pixels to the right of the ground point, and down."""
        ...

    def draw(self, pose: Pose, scale: int, window: Window, layer: int | None = None) -> NDArray[np.uint8]:
        """The figure as BGRA, premultiplied, ``(window.height, window.width, 4)``. ``scale`` is the height of a
        standing adult in pixels; the window counts from the point on the ground between the feet, or from the
        layer's anchor."""
        ...

    def extent(self, pose: Pose, scale: int, layer: int | None = None) -> Window:
        """The tight bounds of what `draw` would paint; a layer that shows nothing has no width."""
        ...

    def likeness(self, pose: Pose, scale: int, window: Window, layer: int) -> Hashable:
        """What `draw` would paint: of two poses that are alike through the window, only one need be drawn."""
        ...


class Drawn:
    """A figure that is drawn from shapes."""

    def __init__(self, cast: Cast) -> None:
        self.height, self.head, self.layers = cast.height, cast.head, cast.count
        # an instance is asked for the bounds of a pose, then for its pixels: the pieces are looked up once
        self._paper = Paper()
        self._layers: Callable[[Pose], Layers] = lru_cache(maxsize=8)(cast.layers)

    def anchor(self, pose: Pose, scale: int, layer: int) -> tuple[float, float]:
        """See `Puppet.anchor`."""
        about = self._layers(pose)[layer]
        x, y = self._standing(pose, scale).of(Frame(about.x, about.y)).shift
        return float(x), float(y)

    def draw(self, pose: Pose, scale: int, window: Window, layer: int | None = None) -> NDArray[np.uint8]:
        """See `Puppet.draw`."""
        pieces, view = self._seen(pose, scale, window, layer)
        return paint((trace(placed, view) for placed in pieces), view, window, self._paper)

    def extent(self, pose: Pose, scale: int, layer: int | None = None) -> Window:
        """See `Puppet.extent`."""
        return bounds(*self._pieces(pose, scale, layer))

    def likeness(self, pose: Pose, scale: int, window: Window, layer: int) -> Hashable:
        """See `Puppet.likeness`."""
        pieces, view = self._seen(pose, scale, window, layer)
        return view, *pieces

    def _pieces(self, pose: Pose, scale: int, layer: int | None) -> tuple[Sequence[Placed], View]:
        if layer is not None:
            view = self._standing(pose, scale)
            return self._layers(pose)[layer].pieces, View(view.scale, view.mirror, view.roll)
        pieces = [
            Placed(placed.piece, replace(placed.frame, x=placed.frame.x + about.x, y=placed.frame.y + about.y))
            for about in self._layers(pose) for placed in about.pieces
        ]
        return pieces, self._standing(pose, scale)

    def _seen(self, pose: Pose, scale: int, window: Window, layer: int | None) -> tuple[list[Placed], View]:
        """The pieces that may have a pixel within the window."""
        right, bottom = window.left + window.width, window.top + window.height
        pieces, view = self._pieces(pose, scale, layer)
        seen = []
        for placed in pieces:
            box = box_of(placed, view)
            if box and box[0] < right and box[1] < bottom and box[2] > window.left and box[3] > window.top:
                seen.append(placed)
        return seen, view

    def _standing(self, pose: Pose, scale: int) -> View:
        """The whole figure about its ground point."""
        mirror = 1.0 if pose.facing >= 0 else -1.0
        middle = self.height * 0.5
        roll = radians(pose.roll)
        lift = 0.1 * self.height * abs(sin(roll)) - middle * (1 - abs(cos(roll)))
        return View(float(scale), mirror, -roll, (0.0, middle), lift)


def puppet(look: Look, pictures: Sequence[Path]) -> Puppet:
    """The figure of a look: cut out of its first reference picture where there is one, else drawn from its words."""
    person = read(look.description, look.wardrobe)
    if pictures:
        return Cutout(pictures[0], build_of(person).height)
    return Drawn(cast_of(person) or _human(person))


def _human(person: Person) -> Cast:
    human = Human(person)
    still = bones(human.build, Pose(facing=0.0))
    return Cast(human.build.height, (still.head.x, still.head.y), human.layers, 5)
