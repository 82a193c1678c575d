"""A style, its palette and the light come in; the colour transform of plates and of figures goes out."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer.backends.animatic.light import light_of
from renderer.backends.animatic.scenery import Scenery

Matrix = NDArray[np.float64]
"""Affine transform of blue, green, red in 0 to 255: shape (3, 4)."""

_LUMA = np.array([0.0722, 0.7152, 0.2126])
"""Weights of blue, green, red in luma, ITU-R BT.709."""

_LOOKS = {
    # style: saturation, contrast, lift (added to all), tint of blue, green, red
    "storybook": (1.08, 1.08, 0.0, (0.97, 1.0, 1.03)),
    "watercolor": (1.02, 0.98, 12.0, (1.0, 1.01, 1.02)),
    "anime": (1.30, 1.10, 4.0, (1.03, 1.01, 1.0)),
    "oil": (1.22, 1.16, -6.0, (0.94, 1.0, 1.05)),
    "pastel": (0.82, 0.80, 40.0, (1.0, 1.0, 1.03)),
    "ink": (0.16, 1.16, 14.0, (0.93, 0.98, 1.01)),
    "pencil": (0.08, 0.98, 26.0, (0.97, 0.99, 1.0)),
    "noir": (0.0, 1.55, -12.0, (1.0, 1.0, 1.0)),
    "cyberpunk": (1.34, 1.18, -4.0, (1.16, 0.90, 1.08)),
}
_LINES = {"ink": 1.5, "pencil": 1.2, "anime": 0.35, "storybook": 0.22, "watercolor": 0.18, "noir": 0.3}
"""How dark contours are drawn into the plates of a style."""
_PIVOTS = {"night": 56.0, "dusk": 84.0}
"""The grey that contrast turns around: darker hours have a darker middle."""
_PULL = 0.30
"""How far a palette pulls the colours of a film."""


@dataclass(frozen=True, slots=True)
class Grade:
    """The colour of a film in one setting: ``plate`` for backgrounds, ``figure`` for people lit by it."""

    style: str
    plate: Matrix
    figure: Matrix

    def paint(self, bgra: NDArray[np.uint8], unit: float) -> NDArray[np.uint8]:
        """A painted layer in the film's colours, with the contours of its style. ``unit``: pixels a frame height."""
        whole = np.zeros((4, 5))
        whole[:3, :3], whole[:3, 4], whole[3, 3] = self.plate[:, :3], self.plate[:, 3], 1
        graded = cv2.transform(bgra, whole)
        strength = _LINES.get(self.style, 0.0)
        if strength:
            lines = _contours(bgra, unit, strength)
            graded = cv2.multiply(graded, cv2.merge([lines, lines, lines, np.full_like(lines, 255)]), scale=1 / 255)
        if self.style == "oil":
            size = max(3, round(0.006 * unit)) | 1
            graded = cv2.merge([*cv2.split(cv2.medianBlur(graded[..., :3], size)), bgra[..., 3]])
        return np.asarray(graded, np.uint8)


def grade_of(scenery: Scenery) -> Grade:
    """The grade of a scenery."""
    look = _look(_LOOKS[scenery.style], _PIVOTS.get(scenery.hour, 118.0))
    if scenery.tone == "sepia":
        look = _then(_look((0.12, 0.95, 8.0, (0.78, 0.95, 1.08)), 118.0), look)
    film = _then(_palette(scenery.palette), look)
    ambient = np.array(light_of(scenery).ambient[::-1])
    if scenery.indoors:
        ambient = 0.5 * ambient + 0.5 * np.array([0.72, 0.84, 0.98] if scenery.lamplit else [0.98, 0.98, 1.0])
    # People stay readable in the dark: only part of the ambient light falls on them.
    lit = np.hstack([np.diag(0.62 + 0.38 * np.clip(ambient, 0.2, 1.08)), np.zeros((3, 1))])
    return Grade(scenery.style, film, _then(film, lit))


def _look(row: tuple[float, float, float, tuple[float, float, float]], pivot: float) -> Matrix:
    """Saturation around luma, contrast around ``pivot``, lift, tint."""
    saturation, contrast, lift, tint = row
    mixing = saturation * np.eye(3) + (1 - saturation) * np.tile(_LUMA, (3, 1))
    mixing = np.diag(tint) @ mixing * contrast
    offset = np.full((3, 1), pivot * (1 - contrast) + lift)
    return np.hstack([mixing, offset])


def _palette(palette: tuple[str, ...]) -> Matrix:
    """Pulls every colour towards the line from the palette's darkest to its lightest colour, at equal luma."""
    colours = sorted((_bgr(colour) for colour in palette), key=lambda colour: float(_LUMA @ colour))
    identity = np.hstack([np.eye(3), np.zeros((3, 1))])
    if len(colours) < 2:
        return identity
    dark, light = colours[0], colours[-1]
    span = max(float(_LUMA @ (light - dark)), 20.0)
    slope = (light - dark) / span
    start = dark - slope * float(_LUMA @ dark)
    ramp = np.hstack([np.outer(slope, _LUMA), start[:, None]])
    return (1 - _PULL) * identity + _PULL * ramp


def _bgr(colour: str) -> NDArray[np.float64]:
    """``#rrggbb`` as blue, green, red."""
    return np.array([int(colour[start : start + 2], 16) for start in (5, 3, 1)], np.float64)


def _then(outer: Matrix, inner: Matrix) -> Matrix:
    """``outer`` after ``inner``."""
    return np.hstack([outer[:, :3] @ inner[:, :3], outer[:, :3] @ inner[:, 3:] + outer[:, 3:]])


def _contours(bgra: NDArray[np.uint8], unit: float, strength: float) -> NDArray[np.uint8]:
    """Dark lines (255: none) where a layer's tone changes sharply or its outline runs."""
    tone = cv2.GaussianBlur(cv2.cvtColor(bgra, cv2.COLOR_BGRA2GRAY), (0, 0), max(0.8, 0.0014 * unit))
    alpha = cv2.GaussianBlur(bgra[..., 3], (0, 0), max(0.8, 0.0011 * unit))
    # 255 - (edge - 14) * strength, of both fields' slopes together
    line = np.full(tone.shape, 255 + 14 * strength, np.float32)
    for field, weight in ((tone, 3.2), (alpha, 1.1)):
        dx, dy = cv2.Scharr(field, cv2.CV_32F, 1, 0), cv2.Scharr(field, cv2.CV_32F, 0, 1)
        cv2.scaleAdd(cv2.magnitude(dx, dy), -strength * weight / 32 * (unit / 1080) ** 0.5, line, dst=line)
    np.clip(line, 255 - 170 * min(1.0, strength), 255, out=line)
    return line.astype(np.uint8)
