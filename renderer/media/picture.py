"""An encoded picture of anybody's comes in, checked pixels go out; or a frame comes in and a PNG goes out."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from renderer.errors import MediaError

Pixels = NDArray[np.uint8]
"""(height, width, 3 or 4) uint8: B, G, R and straight alpha; sRGB."""

SIDE = 8192
"""Pixels that a side may have: 256 MB decoded is the most that a file of a few bytes can ask for."""

MAGIC = {"PNG": (0, b"\x89PNG\r\n\x1a\n"), "JPEG": (0, b"\xff\xd8\xff"), "WebP": (8, b"WEBP")}
"""Where each accepted kind of file has which bytes. The name's suffix says nothing: artifacts have none."""

# BT.709 limited range to full range R, G, B in 1/65536: 255/219 and, over 224, 2 * (1 - Kr), 2 * (1 - Kb) and their
# shares of G with Kr = 0.2126, Kb = 0.0722 (ITU-R BT.709-6, item 3). Integers, so that every machine agrees.
LUMA, RED_V, GREEN_U, GREEN_V, BLUE_U = 76309, 117489, -13975, -34925, 138438


def read_picture(path: Path) -> Pixels:
    """The pixels of a PNG, JPEG or WebP file, turned upright: (height, width, 3) BGR, or 4 with its alpha.

    Raises MediaError where it is none of these, is damaged, or has a side over ``SIDE``; OSError where unreadable.
    """
    data = path.read_bytes()
    if not any(data[at : at + len(magic)] == magic for at, magic in MAGIC.values()):
        raise MediaError(f"not a {', '.join(MAGIC)} picture; convert it to PNG")
    width, height = _size(data)
    if max(width, height) > SIDE:
        raise MediaError(f"picture of {width}x{height} pixels; at most {SIDE}x{SIDE}, so scale it down")
    return _decoded(data)


def png(pixels: Pixels) -> bytes:
    """``pixels`` as a PNG file."""
    done, data = cv2.imencode(".png", pixels, (cv2.IMWRITE_PNG_COMPRESSION, 4))
    if not done:
        raise MediaError(f"cannot write a PNG of shape {pixels.shape}")
    return data.tobytes()


def bgr_from_i420(i420: NDArray[np.uint8]) -> Pixels:
    """A frame (height * 3 // 2, width), BT.709 limited range, as (height, width, 3) BGR full range."""
    height, width = i420.shape[0] * 2 // 3, i420.shape[1]
    chroma = i420[height:].reshape(2, height // 2, width // 2)
    u, v = (_enlarged(plane, (width, height)).astype(np.int32) - 128 for plane in chroma)
    luma = (i420[:height].astype(np.int32) - 16) * LUMA + 32768
    planes = (luma + BLUE_U * u, luma + GREEN_U * u + GREEN_V * v, luma + RED_V * v)
    return np.dstack([np.clip(plane >> 16, 0, 255).astype(np.uint8) for plane in planes])


def _size(data: bytes) -> tuple[int, int]:
    """Width and height that the header claims, read before any decoder allocates them."""
    if data.startswith(MAGIC["PNG"][1]):
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data.startswith(MAGIC["JPEG"][1]):
        return _jpeg_size(data)
    return _webp_size(data)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """From the first frame header (ITU-T T.81, B.2.2): markers C0 to CF without DHT, JPG and DAC."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if 0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        # fill bytes may stand before a marker; they have no length
        at += 1 if data[at + 1] == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise MediaError("JPEG picture without a frame header; save it again")


def _webp_size(data: bytes) -> tuple[int, int]:
    """From the first chunk (RFC 9649): extended, lossless or lossy."""
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF


def _decoded(data: bytes) -> Pixels:
    # UNCHANGED keeps the alpha but ignores the orientation, which only cameras write, and they write JPEG.
    mode = cv2.IMREAD_COLOR if data.startswith(MAGIC["JPEG"][1]) else cv2.IMREAD_UNCHANGED
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), mode)
    except cv2.error:
        pixels = None
    if pixels is None:
        raise MediaError("picture is damaged; save it again")
    if pixels.dtype == np.uint16:
        pixels = (pixels // 256).astype(np.uint8)
    if pixels.ndim == 2:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR)
    return np.asarray(pixels, np.uint8)


def _enlarged(plane: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR_EXACT), np.uint8)
