"""What kind of samples a track has comes in, the MP4 sample entry and media header that say so go out."""

from __future__ import annotations

import struct

from renderer.mp4.file import MATRIX, box, full_box

AAC_LC_48K_STEREO = b"\x11\x90"
"""AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1): object type 2, frequency index 3, 2 channels, 1024 samples."""

PICTURE_HEADER = full_box(b"vmhd", 1, bytes(8))
SOUND_HEADER = full_box(b"smhd", 0, bytes(4))
SUBTITLE_HEADER = full_box(b"nmhd", 0)
_GMIN = full_box(b"gmin", 0, struct.pack(">4H4x", 0x40, 0x8000, 0x8000, 0x8000))
CHAPTER_HEADER = box(b"gmhd", _GMIN, box(b"text", MATRIX))

UTF8 = box(b"encd", struct.pack(">I", 0x100))
"""Stands behind a QuickTime text sample that is UTF-8."""


def avc(width: int, height: int, record: bytes) -> bytes:
    """H.264 with its parameter sets in ``record``, BT.709 limited range, square pixels (14496-15, 14496-12)."""
    raster = struct.pack(">6xH16x2H2I4xH32x2H", 1, width, height, 72 << 16, 72 << 16, 1, 24, 0xFFFF)
    colour = box(b"colr", b"nclx", struct.pack(">3HB", 1, 1, 1, 0))
    return box(b"avc1", raster, box(b"avcC", record), colour, box(b"pasp", struct.pack(">2I", 1, 1)))


def aac(bitrate: int) -> bytes:
    """AAC-LC, 48 kHz, stereo (ISO/IEC 14496-14, 5.6), with its mean bit rate."""
    specific = _descriptor(5, AAC_LC_48K_STEREO)
    decoder = _descriptor(4, struct.pack(">2B3xII", 0x40, 0x15, bitrate, bitrate), specific)
    stream = _descriptor(3, struct.pack(">HB", 0, 0), decoder, _descriptor(6, b"\x02"))
    sound = struct.pack(">6xH8x2H4xI", 1, 2, 16, 48_000 << 16)
    return box(b"mp4a", sound, full_box(b"esds", 0, stream))


def subtitle(width: int, height: int) -> bytes:
    """Timed text (3GPP TS 26.245): white, centred at the bottom of a box of this size."""
    place = struct.pack(">6xHI2b4B4H", 1, 0, 1, -1, 0, 0, 0, 255, 0, 0, height, width)
    size = min(max(12, height * 2 // 5), 255)
    return box(b"tx3g", place, _style(size, 255), _fonts(b"Sans-Serif"))


def chapter() -> bytes:
    """Text of which players read the words only; laid out as FFmpeg does, which QuickTime and others know."""
    return box(b"text", struct.pack(">6xHI2b4B4H", 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), _style(0, 0), _fonts(b""))


def _style(size: int, grey: int) -> bytes:
    """TS 26.245, 5.16: no characters of its own, font 1, plain."""
    return struct.pack(">3H2B4B", 0, 0, 1, 0, size, grey, grey, grey, grey)


def _fonts(name: bytes) -> bytes:
    return box(b"ftab", struct.pack(">2HB", 1, 1, len(name)), name)


def _descriptor(tag: int, *parts: bytes) -> bytes:
    """ISO/IEC 14496-1, 8.3.3; all of ours are shorter than 128 bytes."""
    content = b"".join(parts)
    return struct.pack(">2B", tag, len(content)) + content
