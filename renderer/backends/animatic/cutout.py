"""A reference picture comes in, a puppet goes out: the figure cut from its background, swaying, breathing, speaking."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from math import ceil, cos, floor, radians, sin
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer.backends.animatic.ink import Window
from renderer.backends.animatic.pose import Pose

Image = NDArray[np.uint8]

_LARGEST = 1600  # pixels of a picture's longer side that are kept
_PLAIN = 14  # how much a border may vary, of 255, to count as a plain background
_TALL = 1.55  # height over width from which a cut-out counts as a whole body


class Cutout:
    """The figure of a reference picture. It can't bend its limbs: poses move it as a whole.

    Raises ``ValueError`` where the file is no picture that OpenCV reads.
    """

    def __init__(self, picture: Path, height: float) -> None:
        self.height = height
        self._sprite = cut_out(picture)
        rows, columns = self._sprite.shape[:2]
        whole = rows / columns >= _TALL
        span = height if whole else height * 0.62  # a bust or a half figure ends at the hip
        self._unit = span / rows
        self._low = height - span
        self.head = (0.0, height - span * (0.09 if whole else 0.22))
        self._sized = lru_cache(maxsize=4)(self._resized)

    layers = 1

    def anchor(self, pose: Pose, scale: int, layer: int) -> tuple[float, float]:
        """See `figure.Puppet.anchor`."""
        return 0.0, 0.0

    def draw(self, pose: Pose, scale: int, window: Window, layer: int | None = None) -> Image:
        """See `figure.Puppet.draw`."""
        sprite, matrix = self._placed(pose, scale)
        matrix = matrix - np.array(((0, 0, window.left), (0, 0, window.top)))
        size = (window.width, window.height)
        return np.asarray(
            cv2.warpAffine(sprite, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT), np.uint8
        )

    def extent(self, pose: Pose, scale: int, layer: int | None = None) -> Window:
        """See `figure.Puppet.extent`."""
        sprite, matrix = self._placed(pose, scale)
        rows, columns = sprite.shape[:2]
        corners = matrix @ np.array(((0, columns, 0, columns), (0, 0, rows, rows), (1, 1, 1, 1)), dtype=np.float64)
        left, top = (floor(v) - 1 for v in corners.min(axis=1))
        right, bottom = (ceil(v) + 1 for v in corners.max(axis=1))
        return Window(left, top, right - left, bottom - top)

    def likeness(self, pose: Pose, scale: int, window: Window, layer: int) -> Hashable:
        """See `figure.Puppet.likeness`: the fields that `_placed` reads."""
        return (pose.facing < 0, pose.breath, pose.face.mouth, pose.roll, pose.sway, pose.tilt, pose.lean, pose.wind,
            pose.nod)

    def _resized(self, scale: int) -> Image:
        share = self._unit * scale
        rows, columns = self._sprite.shape[:2]
        size = (max(1, round(columns * share)), max(1, round(rows * share)))
        how = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
        sized = np.asarray(cv2.resize(self._sprite, size, interpolation=how), np.uint8)
        return np.minimum(sized, sized[..., 3:])

    def _placed(self, pose: Pose, scale: int) -> tuple[Image, NDArray[np.float64]]:
        """The sprite, and the matrix that takes it to pixels around the ground point."""
        sprite = self._sized(scale)
        rows, columns = sprite.shape[:2]
        flip = -1.0 if pose.facing < 0 else 1.0
        stretch = 1 + 0.008 * pose.breath + 0.014 * pose.face.mouth
        angle = radians(pose.roll + 0.35 * pose.sway + 0.3 * pose.tilt + flip * 0.35 * pose.lean)
        lean = 0.02 * pose.wind
        shear = np.array(((flip, -lean), (0.0, stretch)))
        turn = np.array(((cos(angle), -sin(angle)), (sin(angle), cos(angle))))
        linear = turn @ shear
        anchor = np.array((columns / 2, float(rows)))
        ground = np.array((0.0, -self._low * scale + 0.03 * scale * min(0.0, -pose.nod)))
        if abs(pose.roll) > 40:
            ground[1] -= columns / 2 * abs(sin(angle))
        return sprite, np.concatenate((linear, (ground - linear @ anchor)[:, None]), axis=1)


def cut_out(picture: Path) -> Image:
    """The figure of a picture as BGRA, premultiplied, cropped to itself: by the picture's own alpha, else by its plain
    background, else by GrabCut (Rother et al. 2004)."""
    data = np.frombuffer(picture.read_bytes(), np.uint8)
    image = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    if image is None:
        raise ValueError("not a picture that can be read")
    image = _limited(_bgra(np.asarray(image)))
    alpha = image[..., 3]
    if int(alpha.min()) > 250:
        alpha = _plain(image) if _is_plain(image) else _grabbed(image)
    rows, columns = np.flatnonzero(alpha.max(axis=1) > 24), np.flatnonzero(alpha.max(axis=0) > 24)
    if rows.size < 8 or columns.size < 8:
        alpha, rows, columns = np.full_like(alpha, 255), np.arange(alpha.shape[0]), np.arange(alpha.shape[1])
    area = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    cover = alpha[area][..., None].astype(np.uint16)
    colour = (image[area][..., :3].astype(np.uint16) * cover + 127) // 255
    return np.concatenate((colour, cover), axis=2).astype(np.uint8)


def _bgra(image: Image) -> Image:
    if image.dtype == np.uint16:
        image = (image >> 8).astype(np.uint8)
    if image.ndim == 2:
        return np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGRA), np.uint8)
    return image if image.shape[2] == 4 else np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2BGRA), np.uint8)


def _limited(image: Image) -> Image:
    share = _LARGEST / max(image.shape[:2])
    if share >= 1:
        return image
    size = (max(1, round(image.shape[1] * share)), max(1, round(image.shape[0] * share)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _border(image: Image) -> Image:
    """The pixels of the upper three edges: a standing figure may well touch the lower one."""
    return np.concatenate((image[0], image[:, 0], image[:, -1]))[:, :3]


def _is_plain(image: Image) -> bool:
    return bool(
        np.percentile(np.abs(_border(image).astype(int) - np.median(_border(image), axis=0)).max(axis=1), 90) < _PLAIN
    )


def _plain(image: Image) -> Image:
    """What differs from the border's colour, or is enclosed by what does."""
    away = np.abs(image[..., :3].astype(np.int16) - np.median(_border(image), axis=0).astype(np.int16)).max(axis=2)
    near = np.pad((away < _PLAIN * 1.6).astype(np.uint8), ((1, 0), (1, 1)), constant_values=1)
    cv2.floodFill(near, None, (0, 0), 2)
    mask = np.where(near[1:, 1:-1] == 2, 0, 255).astype(np.uint8)
    return np.asarray(cv2.GaussianBlur(cv2.erode(mask, np.ones((3, 3), np.uint8)), (3, 3), 0), np.uint8)


def _grabbed(image: Image) -> Image:
    """GrabCut on a small copy, seeded by the picture's middle."""
    share = min(1.0, 320 / max(image.shape[:2]))
    small = cv2.resize(np.ascontiguousarray(image[..., :3]), None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    rows, columns = small.shape[:2]
    mask = np.zeros((rows, columns), np.uint8)
    inset = (round(columns * 0.08), round(rows * 0.04), round(columns * 0.84), round(rows * 0.95))
    cv2.setRNGSeed(7)  # its Gaussian mixtures start from k-means, which draws from OpenCV's own generator
    cv2.grabCut(small, mask, inset, np.zeros((1, 65)), np.zeros((1, 65)), 5, cv2.GC_INIT_WITH_RECT)
    alpha = np.where((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD), 255, 0).astype(np.uint8)
    grown = cv2.resize(
        cv2.GaussianBlur(alpha, (3, 3), 0), (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR
    )
    return np.asarray(grown, np.uint8)
