"""A plate's spec comes in, a file of its painted layers goes out; and such files come in again, decoded and kept."""

from __future__ import annotations

import io
import json
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer import recipe
from renderer.backends.animatic.brush import OVERSCAN, Sheet
from renderer.backends.animatic.grade import Grade, grade_of
from renderer.backends.animatic.light import Glint, Lamp, light_of
from renderer.backends.animatic.paint import DEPTHS, Layer, Painting, paint
from renderer.backends.animatic.planes import as_plane, convert
from renderer.backends.animatic.scenery import Scenery, read_setting
from renderer.media import read_picture

_QUALITY = [cv2.IMWRITE_JPEG_QUALITY, 93]
_KEPT = 3
"""Decoded plates a process keeps: about 25 MB each at 1080p."""
_ROWS = 1080
"""Plates are painted no finer than this many rows a frame: a brush has no more detail."""


@dataclass(frozen=True, slots=True)
class PlateLayer:
    """A layer in planes, not premultiplied; ``alpha`` is None where all of it is opaque."""

    name: str
    depth: float
    y: NDArray[np.uint8]
    u: NDArray[np.uint8]
    v: NDArray[np.uint8]
    alpha: NDArray[np.uint8] | None


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A decoded plate. ``unit``: its pixels a frame height; ``horizon`` in frame heights from the frame's top."""

    layers: tuple[PlateLayer, ...]
    lamps: tuple[Lamp, ...]
    unit: float
    horizon: float
    glints: tuple[Glint, ...] = ()


def make(spec: recipe.Plate, inputs: Mapping[str, Path], out: Path, report: Callable[[int], None]) -> dict[str, object]:
    """Paints a plate. Inputs: ``place:N`` pictures; the first one becomes the background where there is one.

    The file is an uncompressed zip with fixed dates: ``plate.json`` and, for each layer, its luma and colour
    differences as JPEG and its alpha as PNG. Meta: ``kind``, ``layers``.
    """
    scenery = read_setting(spec.setting)
    sheet = sheet_of(spec.format)
    grade = grade_of(scenery)
    if spec.setting.references and "place:0" in inputs:
        picture = _photographed(inputs["place:0"], sheet, scenery)
        painting = Painting((Layer("far", picture),), light_of(scenery), (), 0.5)
    else:
        painting = paint(scenery, sheet)
    members: dict[str, bytes] = {}
    for layer in painting.layers:
        members |= _encode(layer, grade, sheet.unit)
    heading = {
        "unit": sheet.unit,
        "horizon": painting.horizon,
        "layers": [{"name": layer.name, "alpha": f"{layer.name}.a" in members} for layer in painting.layers],
        "lamps": [asdict(lamp) for lamp in painting.lamps],
        "glints": [asdict(glint) for glint in painting.glints],
    }
    _write(out, {"plate.json": json.dumps(heading, sort_keys=True).encode()} | members)
    return {"kind": scenery.kind, "layers": [layer.name for layer in painting.layers]}


def sheet_of(format: recipe.Format) -> Sheet:
    """The raster that plates of a film are painted on: the frame with overscan, even sizes."""
    unit = min(format.height, _ROWS)
    width = round(format.width / format.height * unit * OVERSCAN / 2) * 2
    return Sheet(width, round(unit * OVERSCAN / 2) * 2, float(unit))


def load(path: Path) -> Backdrop:
    """Decodes a plate, or hands out the one that this process decoded before: files of one name never change."""
    if path.name not in _kept:
        _kept[path.name] = _decode(path)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(path.name)
    return _kept[path.name]


_kept: OrderedDict[str, Backdrop] = OrderedDict()


def _photographed(path: Path, sheet: Sheet, scenery: Scenery) -> NDArray[np.uint8]:
    """A given picture, fitted so that it covers the sheet, in the light of the hour."""
    picture = read_picture(path)[..., :3]
    scale = max(sheet.width / picture.shape[1], sheet.height / picture.shape[0])
    size = (max(sheet.width, round(picture.shape[1] * scale)), max(sheet.height, round(picture.shape[0] * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    fitted = cv2.resize(picture, size, interpolation=method)
    left, top = (size[0] - sheet.width) // 2, (size[1] - sheet.height) // 2
    fitted = fitted[top : top + sheet.height, left : left + sheet.width]
    ambient = light_of(scenery).ambient[::-1]
    lit = cv2.transform(fitted, np.diag(0.35 + 0.65 * np.array(ambient)))
    return np.dstack([lit, np.full(lit.shape[:2], 255, np.uint8)])


def _encode(layer: Layer, grade: Grade, unit: float) -> dict[str, bytes]:
    """The members of the file for one layer."""
    name, bgra = layer.name, layer.bgra
    alpha = bgra[..., 3].copy()
    opaque = bool(alpha.min() == 255)
    graded = grade.paint(bgra, unit)
    if not opaque:
        _bleed(graded)
    planes = convert(graded)
    members = {
        f"{name}.{letter}": cv2.imencode(".jpg", plane, _QUALITY)[1].tobytes()
        for letter, plane in (("y", planes.y), ("u", planes.u), ("v", planes.v))
    }
    if not opaque:
        members[f"{name}.a"] = cv2.imencode(".png", alpha, [cv2.IMWRITE_PNG_COMPRESSION, 3])[1].tobytes()
    return members


def _bleed(bgra: NDArray[np.uint8]) -> None:
    """Spreads colours into the transparent parts, so that compression leaves no dark rims, and makes all opaque."""
    alpha = bgra[..., 3].copy()
    size = (max(1, bgra.shape[1] // 16), max(1, bgra.shape[0] // 16))
    weight = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA).astype(np.float32)[..., None] / 255
    bgra[..., 3] = 255
    premultiplied = cv2.multiply(bgra, cv2.merge([alpha] * 4), scale=1 / 255)
    colour = cv2.resize(premultiplied, size, interpolation=cv2.INTER_AREA)[..., :3]
    wide = np.concatenate([colour.astype(np.float32), weight], axis=2)
    spread = cv2.GaussianBlur(wide, (0, 0), 2.0) + 1e-3 * cv2.GaussianBlur(wide, (0, 0),
        40.0) + 1e-6 * wide.mean(axis=(0, 1))
    spread = spread[..., :3] / np.maximum(spread[..., 3:], 1e-9)
    opaque = np.concatenate([np.clip(spread, 0, 255), np.full((*spread.shape[:2], 1), 255)], axis=2).astype(np.uint8)
    full = cv2.resize(opaque, (bgra.shape[1], bgra.shape[0]))
    cv2.copyTo(full, cv2.threshold(alpha, 23, 255, cv2.THRESH_BINARY_INV)[1], dst=bgra)


def _write(out: Path, members: Mapping[str, bytes]) -> None:
    """A zip file whose bytes depend on its members only."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    out.write_bytes(memory.getvalue())


def _decode(path: Path) -> Backdrop:
    with zipfile.ZipFile(path) as archive:
        heading = json.loads(archive.read("plate.json"))

        def plane(name: str) -> NDArray[np.uint8]:
            return as_plane(cv2.imdecode(np.frombuffer(archive.read(name), np.uint8), cv2.IMREAD_GRAYSCALE))

        layers = tuple(
            PlateLayer(
                row["name"],
                DEPTHS[row["name"]],
                plane(f"{row['name']}.y"),
                plane(f"{row['name']}.u"),
                plane(f"{row['name']}.v"),
                plane(f"{row['name']}.a") if row["alpha"] else None,
            )
            for row in heading["layers"]
        )
    lamps = tuple(Lamp(**lamp) for lamp in heading["lamps"])
    glints = tuple(Glint(**glint) for glint in heading["glints"])
    return Backdrop(layers, lamps, heading["unit"], heading["horizon"], glints)
