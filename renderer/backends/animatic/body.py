"""A person on posed bones comes in; which garment covers what, and where cloth lies on the trunk, go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot

from renderer.backends.animatic.bones import Bones, Solid, trunk_solid
from renderer.backends.animatic.curves import Points, smooth
from renderer.backends.animatic.hues import bgr
from renderer.backends.animatic.ink import Colour, blend
from renderer.backends.animatic.look import Garment, Person

SKIRTS: dict[str, tuple[float, float]] = {  # kind → length along the legs (1: to the ankle), flare at the hem
    "dress": (0.66, 1.75), "robe": (0.97, 1.5), "kimono": (0.95, 1.08), "yukata": (0.92, 1.08), "hanfu": (0.98, 1.65),
    "toga": (0.86, 1.35), "chiton": (0.62, 1.45), "armour": (0.30, 1.4), "tunic": (0.34, 1.35), "skirt": (0.48, 1.6),
    "sailor": (0.46, 1.65), "coat": (0.56, 1.32), "raincoat": (0.54, 1.5), "lab": (0.58, 1.22), "hakama": (0.95, 1.5),
    "apron": (0.45, 1.1), "smock": (0.4, 1.3),
}


@dataclass(frozen=True)
class Body:
    """A clothed body: the bones, the person, and which garment covers what."""

    bones: Bones
    person: Person

    @cached_property
    def trunk(self) -> Solid:
        """The trunk, thicker under heavy cloth."""
        return trunk_solid(self.bones, 1.0 + 0.03 * self.bulk)

    @cached_property
    def bulk(self) -> float:
        """How thick the clothes are."""
        return 1.0 if self.person.wears("coat", "raincoat", "armour", "sweater") else 0.0

    @cached_property
    def full(self) -> Garment | None:
        """What covers trunk and legs in one piece."""
        return self.person.wears(
            "dress", "robe", "kimono", "yukata", "hanfu", "toga", "chiton", "overalls", "suit", "armour", "sailor"
        )

    @cached_property
    def top(self) -> Garment | None:
        """What covers the trunk alone."""
        return self.person.wears("shirt", "stripes", "sweater", "tunic")

    @cached_property
    def over(self) -> Garment | None:
        """What is worn over the rest."""
        return self.person.wears("coat", "raincoat", "jacket", "lab", "vest", "apron")

    @cached_property
    def shirt(self) -> Colour:
        """The colour of what covers the chest below any coat."""
        if self.top and (not self.full or self.full.kind in ("overalls", "armour")):
            return self.top.colour
        if self.full and self.full.kind == "overalls":
            return bgr("e8dcc4")
        if self.full and self.full.kind == "sailor":
            return bgr("f4f1ea")
        return self.full.colour if self.full else (self.top.colour if self.top else bgr("c9b894"))

    @property
    def unit(self) -> float:
        """A length that scales with the body's thickness, for details."""
        return self.bones.build.limb

    def on(self, places: Sequence[tuple[float, float]], puff: float = 1.0) -> Points:
        """Places ``(longitude, share of the trunk's height)`` on its surface."""
        height = self.bones.build.trunk
        return self.trunk.on([(a, y * height) for a, y in places], puff)


def legwear(body: Body) -> tuple[Colour, str]:
    """The colour of the legs, and how they are covered: "long", "shorts", "wide" or "bare"."""
    person = body.person
    bottom, full = person.wears("trousers", "shorts", "hakama", "skirt"), body.full
    if bottom and bottom.kind == "hakama":
        return bottom.colour, "wide"
    if bottom and bottom.kind == "shorts":
        return bottom.colour, "shorts"
    if bottom and bottom.kind == "trousers":
        return bottom.colour, "long"
    if full and full.kind in ("overalls", "suit"):
        return full.colour, "long"
    if full and full.kind == "armour":
        return blend(full.colour, bgr("5a5f6a"), 0.35), "long"
    return person.skin, "bare"


def cloth(body: Body, levels: tuple[float, ...], puff: float) -> Points:
    """Cloth around the trunk between levels, in shares of its height."""
    return smooth(body.trunk.outline([y * body.bones.build.trunk for y in levels], puff), 3)


def toward(a: tuple[float, ...], b: tuple[float, ...], distance: float, share: float = 0.0) -> tuple[float, float]:
    """The point from a towards b."""
    length = max(hypot(b[0] - a[0], b[1] - a[1]), 1e-6)
    k = distance / length + share
    return a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k
