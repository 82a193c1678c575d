"""Tracks of samples that already exist come in, an MP4 file that begins with its index goes out.

The boxes are those of ISO/IEC 14496-12 (files), 14496-14 (MPEG-4 audio), 14496-15 (AVC), 3GPP TS 26.245 (subtitles)
and Apple's QuickTime File Format (chapters, title). No clock and no random number is in the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from renderer.errors import MediaError

Counts = NDArray[np.int64]

CLOCK = 48_000
"""Units a second of the film's own time line: a multiple of the usual frame rates, and exact for sound."""

MATRIX = struct.pack(">9I", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
COMPATIBLE = b"isom" + struct.pack(">I", 0x200) + b"isomiso2avc1mp41"
TITLE = b"\xa9nam"
CHAPTERS_AT_MOST = 255
"""What Nero's list can count; the chapter track has no limit."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Samples that stand side by side: ``data``, or the bytes of file ``path`` from ``offset`` on."""

    time: int  # when it is needed, 1/CLOCK s; decides where in the file it stands
    sizes: Counts  # bytes of each sample
    path: Path | None = None
    offset: int = 0
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Track:
    """One track: its samples in decoding order and how they are shown. Times in 1/``scale`` s."""

    handler: bytes  # "vide", "soun", "sbtl", or "text" for chapters
    entry: bytes  # the sample entry box
    scale: int
    chunks: Sequence[Chunk]
    durations: Counts  # of each sample
    length: int  # how long the track plays
    skip: int = 0  # where in the samples' time it starts to play
    delays: Counts | None = None  # from decoding to showing, where they differ
    keys: Counts | None = None  # samples at which decoding can start, where it isn't all
    language: str = "und"  # ISO 639-2/T
    enabled: bool = True
    header: bytes = b""  # the media header box of its handler
    width: int = 0
    height: int = 0
    top: int = 0  # where on the picture it begins


def write(file: BinaryIO, tracks: Sequence[Track], title: str, chapters: Sequence[tuple[int, str]]) -> None:
    """Writes the film: index first, then the samples in the order in which they are needed.

    ``chapters`` are (start in 1/CLOCK s, title). Raises MediaError where a source is shorter than its index says,
    and OSError where reading or writing fails.
    """
    order = sorted((chunk.time, number, at) for number, t in enumerate(tracks) for at, chunk in enumerate(t.chunks))
    sizes = np.array([tracks[number].chunks[at].sizes.sum() for _, number, at in order], np.int64)
    places = np.concatenate([[0], np.cumsum(sizes)])
    wide = int(places[-1]) > 0xF000_0000
    offsets = [np.zeros(len(track.chunks), np.int64) for track in tracks]
    for (_, number, at), place in zip(order, places, strict=False):
        offsets[number][at] = place
    extras = _extras(title, chapters)
    head = _head(tracks, offsets, wide, extras)  # for its length: the places in the file depend on it
    start = len(head) + (16 if wide else 8)
    file.write(_head(tracks, [places + start for places in offsets], wide, extras))
    file.write(_large_box_header(places[-1]) if wide else struct.pack(">I4s", int(places[-1]) + 8, b"mdat"))
    for _, number, at in order:
        file.write(_bytes(tracks[number].chunks[at]))


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box (14496-12, 4.2): size, kind, content."""
    return struct.pack(">I4s", 8 + sum(map(len, parts)), kind) + b"".join(parts)


def full_box(kind: bytes, version_flags: int, *parts: bytes) -> bytes:
    """A box with a version (top 8 bits) and flags."""
    return box(kind, struct.pack(">I", version_flags), *parts)


def _bytes(chunk: Chunk) -> bytes:
    if chunk.path is None:
        return chunk.data
    wanted = int(chunk.sizes.sum())
    with chunk.path.open("rb") as source:
        source.seek(chunk.offset)
        data = source.read(wanted)
    if len(data) < wanted:
        raise MediaError("an artifact is shorter than its index; make it again (lvc cache verify)")
    return data


def _head(tracks: Sequence[Track], offsets: Sequence[Counts], wide: bool, extras: bytes) -> bytes:
    numbered = list(enumerate(zip(tracks, offsets, strict=True), 1))
    length = max(_on_clock(track.length, track) for track in tracks)
    film = struct.pack(">5IH10x", 0, 0, CLOCK, length, 1 << 16, 1 << 8) + MATRIX
    mvhd = full_box(b"mvhd", 0, film, bytes(24), struct.pack(">I", len(tracks) + 1))
    chapters = next((number for number, (track, _) in numbered if track.handler == b"text"), 0)
    traks = [_trak(number, track, places, (wide, chapters)) for number, (track, places) in numbered]
    return box(b"ftyp", COMPATIBLE) + box(b"moov", mvhd, *traks, extras)


def _large_box_header(content: int) -> bytes:
    return struct.pack(">I4sQ", 1, b"mdat", int(content) + 16)


def _on_clock(time: int, track: Track) -> int:
    return (time * CLOCK + track.scale // 2) // track.scale


def _trak(number: int, track: Track, places: Counts, film: tuple[bool, int]) -> bytes:
    wide, chapters = film
    group = {b"soun": 1, b"sbtl": 3}.get(track.handler, 0)
    place = struct.pack(">9I", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, track.top << 16, 1 << 30)
    length = _on_clock(track.length, track)
    facts = struct.pack(">5I8x4H", 0, 0, number, 0, length, 0, group, 0x100 if track.handler == b"soun" else 0, 0)
    size = struct.pack(">2I", track.width << 16, track.height << 16)
    tkhd = full_box(b"tkhd", 2 + track.enabled, facts, place, size)
    edit = struct.pack(">3I2H", 1, length, track.skip, 1, 0)
    chap = box(b"tref", box(b"chap", struct.pack(">I", chapters))) if chapters not in (0, number) else b""
    return box(b"trak", tkhd, box(b"edts", full_box(b"elst", 0, edit)), chap, _mdia(track, places, wide))


def _mdia(track: Track, places: Counts, wide: bool) -> bytes:
    length = int(track.durations.sum())
    version, layout = (1, ">2QIQ2H") if length >> 32 else (0, ">4I2H")
    times = struct.pack(layout, 0, 0, track.scale, length, _language(track.language), 0)
    name = {b"vide": b"Picture", b"soun": b"Sound", b"sbtl": b"Subtitles", b"text": b"Chapters"}[track.handler]
    hdlr = full_box(b"hdlr", 0, bytes(4), track.handler, bytes(12), name, b"\0")
    dinf = box(b"dinf", full_box(b"dref", 0, struct.pack(">I", 1), full_box(b"url ", 1)))
    minf = box(b"minf", track.header, dinf, _stbl(track, places, wide))
    return box(b"mdia", full_box(b"mdhd", version << 24, times), hdlr, minf)


def _language(code: str) -> int:
    """Three letters in 5 bits each (14496-12, 8.4.2.3)."""
    first, second, third = (ord(letter) - 0x60 for letter in code)
    return first << 10 | second << 5 | third


def _stbl(track: Track, places: Counts, wide: bool) -> bytes:
    sizes = np.concatenate([chunk.sizes for chunk in track.chunks])
    counts = np.array([len(chunk.sizes) for chunk in track.chunks], np.int64)
    first, filled = _runs(counts)
    spread = np.column_stack([np.cumsum(np.concatenate([[1], first[:-1]])), filled, np.ones_like(filled)])
    tables = [
        full_box(b"stsd", 0, struct.pack(">I", 1), track.entry),
        _table(b"stts", np.column_stack(_runs(track.durations))),
        b"" if track.keys is None else _table(b"stss", track.keys[:, None] + 1),
        b"" if track.delays is None else _table(b"ctts", np.column_stack(_runs(track.delays))),
        _table(b"stsc", spread),
        full_box(b"stsz", 0, struct.pack(">2I", 0, len(sizes)), sizes.astype(">u4").tobytes()),
        _table(b"co64", places[:, None], ">u8") if wide else _table(b"stco", places[:, None]),
        _preroll(len(sizes)) if track.handler == b"soun" else b"",
    ]
    return box(b"stbl", *tables)


def _table(kind: bytes, rows: Counts, width: str = ">u4") -> bytes:
    return full_box(kind, 0, struct.pack(">I", len(rows)), rows.astype(width).tobytes())


def _runs(values: Counts) -> tuple[Counts, Counts]:
    """Run lengths: how many times in a row, and which value."""
    starts = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
    return np.diff(np.append(starts, len(values))), values[starts]


def _preroll(samples: int) -> bytes:
    """Says that sound needs one packet before the one that is sought (14496-12, 10.1)."""
    described = full_box(b"sgpd", 1 << 24, b"roll", struct.pack(">2Ih", 2, 1, -1))
    return described + full_box(b"sbgp", 0, b"roll", struct.pack(">3I", 1, samples, 1))


def _extras(title: str, chapters: Sequence[tuple[int, str]]) -> bytes:
    """Apple's title and Nero's chapter list, each where there is one."""
    name = full_box(b"data", 1, bytes(4), title.encode())  # type 1: UTF-8
    hdlr = full_box(b"hdlr", 0, bytes(4), b"mdirappl", bytes(9))
    listed = chapters[:CHAPTERS_AT_MOST]
    parts = [
        full_box(b"meta", 0, hdlr, box(b"ilst", box(TITLE, name))) if title else b"",
        full_box(b"chpl", 1 << 24, struct.pack(">IB", 0, len(listed)), *_nero(listed)) if listed else b"",
    ]
    return box(b"udta", *parts) if any(parts) else b""


def _nero(chapters: Sequence[tuple[int, str]]) -> Iterator[bytes]:
    for start, title in chapters:
        name = title.encode()[:255].decode(errors="ignore").encode()  # whole characters only
        yield struct.pack(">QB", start * 10_000_000 // CLOCK, len(name)) + name
