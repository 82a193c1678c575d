"""A shot's size and subjects come in; where each stands, how large and which way it faces go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from renderer.recipe import Picture, Subject

EYE = 0.03
"""How far the eyes lie above the middle of the head, in adult heights."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure's measures in adult heights: standing, the middle of its head, and its top in the pose it takes."""

    height: float
    head: float
    top: float
    width: float

    @property
    def eyes(self) -> float:
        """The height of the eyes: lower when the figure sits or lies."""
        return max(0.12, self.head + EYE - max(0.0, self.height - self.top))


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a figure stands: its ground point in pixels, the pixels of a standing adult, whether it is mirrored to
    face left, and its place in the drawing order."""

    slot: int
    x: float
    y: float
    scale: float
    mirrored: bool
    order: float


def block(spec: Picture, measures: Sequence[Measure], growth: float) -> list[Mark]:
    """The marks of all subjects, in drawing order: farther ones first."""
    width, height = spec.format.width, spec.format.height
    count = len(spec.subjects)
    scale = spec.figure * growth * height * _shrink(spec, count, max((m.width for m in measures), default=0.4))
    ground = _ground(spec.figure * growth, measures, scale / height) * height
    places = [_place(spec, slot) for slot in range(count)]
    marks = []
    for slot, subject in enumerate(spec.subjects):
        back = _rank(slot, spec.subjects)
        x = places[slot] if subject.behind is None else places[_front(slot, spec.subjects)] + 0.13 * back * _aside(slot)
        size = scale * 0.86**back
        # Who stands behind, stands higher in the frame: its eyes stay near the common eye line.
        eyes = measures[slot].eyes
        y = ground - (scale - size) * eyes * 0.85 if back else ground
        y = _raised(spec.figure * growth, y, measures[slot].eyes * size, height)
        mark = Mark(slot, x * width, y, size, x > 0.5 or (count == 1 and subject.side == "right"),
            -back + y / height * 1e-3)
        marks.append(_boxed(mark, subject, spec, measures[slot]) if subject.box else mark)
    return sorted(marks, key=lambda mark: (mark.order, mark.slot))


def eye_line(spec: Picture, marks: Sequence[Mark], measures: Sequence[Measure]) -> float:
    """The mean height of the eyes in the frame, in frame heights from the top."""
    eyes = [mark.y - measures[mark.slot].eyes * mark.scale for mark in marks]
    return sum(eyes) / len(eyes) / spec.format.height if eyes else 0.5


def _shrink(spec: Picture, count: int, width: float) -> float:
    """So that all fit side by side: narrow frames and many people make each smaller."""
    if not count:
        return 1.0
    room = float(spec.format.width / spec.format.height)
    across = (0.26 + 0.34 * width) if spec.figure > 1 else width
    wanted = float(count**0.85) * across * spec.figure
    return max(0.45, min(1.0, room / wanted))


def _ground(figure: float, measures: Sequence[Measure], scale: float) -> float:
    """The y of the ground in frame heights: feet show in wide shots, else the eyes lie on the upper third."""
    if figure < 1.0 or not measures:
        return 0.70 + 0.27 * figure
    eyes = sum(measure.eyes for measure in measures) / len(measures)
    line = 0.36 if figure < 3 else 0.41 if figure < 6 else 0.45
    tallest = max(measure.eyes for measure in measures)
    # The tallest keep air above their heads: about an eighth of a head under the frame's edge.
    return max(line + eyes * scale, 0.0 if figure > 3 else 0.05 + (tallest + 0.12) * scale)


def _raised(figure: float, ground: float, eyes: float, height: int) -> float:
    """The ground of one figure: in close shots small people stand on boxes and tall ones in pits, as on a film set, so
    that all eyes lie in the frame's upper half."""
    if figure < 1.5:
        return ground
    line = (0.36 if figure < 3 else 0.41) * height
    slack = (0.22 if figure < 3 else 0.07) * height
    return min(max(ground - eyes, line - 0.6 * slack), line + slack) + eyes


def _place(spec: Picture, slot: int) -> float:
    """The x of a subject as a share of the frame's width."""
    subject, count = spec.subjects[slot], len(spec.subjects)
    sides = {"left": 0.29, "center": 0.5, "right": 0.71}
    if subject.side in sides:
        return sides[subject.side] if count > 1 or spec.figure < 3 else 0.5 + (sides[subject.side] - 0.5) * 0.6
    if count == 1:
        # Looking room: who faces right stands a little to the left.
        return 0.44 if spec.figure < 6 else 0.48
    if count == 2:
        gap = min(0.22, max(0.13, 0.20 * spec.figure * spec.format.height / spec.format.width + 0.06))
        taken = next((other.side for at, other in enumerate(spec.subjects) if at != slot and other.side), "")
        left = slot == 0 if not taken else taken == "right"
        return 0.5 - gap if left else 0.5 + gap
    spread = min(0.36, 0.11 * count * max(1.0, spec.figure))
    return 0.5 + spread * (2 * slot / (count - 1) - 1)


def _rank(slot: int, subjects: Sequence[Subject]) -> float:
    """How many steps behind the front line: as told, or every other one of a crowd half a step."""
    behind, steps = subjects[slot].behind, 0
    while behind is not None and behind != slot and 0 <= behind < len(subjects) and steps < len(subjects):
        steps, behind = steps + 1, subjects[behind].behind
    if steps:
        return float(steps)
    return 0.5 if len(subjects) > 2 and slot % 2 else 0.0


def _front(slot: int, subjects: Sequence[Subject]) -> int:
    """The slot that a subject stands behind, or its own where that one does not exist."""
    behind = subjects[slot].behind
    return behind if behind is not None and 0 <= behind < len(subjects) else slot


def _aside(slot: int) -> int:
    """Who stands behind somebody looks past them on one side."""
    return 1 if slot % 2 else -1


def _boxed(mark: Mark, subject: Subject, spec: Picture, measure: Measure) -> Mark:
    """A figure fitted into its box: whole in wide shots, by its head in closer ones."""
    box = subject.box
    assert box is not None
    width, height = spec.format.width, spec.format.height
    x = (box.x0 + box.x1) / 2000 * width
    tall = (box.y1 - box.y0) / 1000 * height
    across = (box.x1 - box.x0) / 1000 * width
    if spec.figure < 1.0:
        scale = min(tall / max(measure.top, 0.2), across / max(measure.width, 0.2))
        return Mark(mark.slot, x, box.y1 / 1000 * height, scale, x > width / 2, mark.order)
    scale = spec.figure * tall
    y = box.y0 / 1000 * height + 0.36 * tall + measure.eyes * scale
    return Mark(mark.slot, x, y, scale, x > width / 2, mark.order)
