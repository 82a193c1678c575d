"""A film's pieces come in (segments, packets of sound, chapters, subtitles), one MP4 file goes out.

Nothing is encoded or decoded here, and no segment is probed: their metas say where each packet is.
"""

from __future__ import annotations

import base64
import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from renderer.errors import MediaError
from renderer.mp4 import entries
from renderer.mp4.file import CLOCK, Chunk, Counts, Track, write
from renderer.mp4.text import chapter_track, language_code, subtitle_track
from renderer.recipe import SAMPLE_RATE, Format

AAC_FRAME = 1024
"""Samples of an AAC packet, and how late its decoder is: the first packet only primes it."""

PACKETS_AT_ONCE = 47
"""AAC packets that stand together in the file: a second's worth, so that a player reads on and need not seek."""

OFFSET, SIZE, SHOWN, KEY = 0, 1, 2, 4
"""Columns of a segment's packet index; column 3, the decoding time, is counted anew for the film."""


@dataclass(frozen=True, slots=True)
class Take:
    """Frames ``start`` to ``end`` (exclusive) of the segment at ``path``; ``meta`` is ``SegmentWriter``'s.

    A take begins at a key frame and ends before one or with its segment: ``cut.cut`` sees to that.
    """

    path: Path
    meta: Mapping[str, Any]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sound:
    """One window of the sound track: an artifact of task ``aac`` and its meta."""

    path: Path
    meta: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Begins at frame ``start`` of the film and ends where the next one begins."""

    start: int
    title: str


@dataclass(frozen=True, slots=True)
class Subtitle:
    """``text`` stands from frame ``start`` to ``end`` (exclusive) of the film. Several may stand at once."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class FilmCut:
    """The finished film before it is a file. Languages are BCP 47 tags: ``language`` that of the sound and the
    chapters, ``subtitle_language`` that of the subtitles, where it is another."""

    format: Format
    takes: tuple[Take, ...]
    sounds: tuple[Sound, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    subtitles: tuple[Subtitle, ...] = ()
    language: str = "und"
    subtitle_language: str = ""
    title: str = ""

    @property
    def frames(self) -> int:
        """How many frames the film has."""
        return sum(take.end - take.start for take in self.takes)


def write_film(out: Path, film: FilmCut) -> dict[str, int]:
    """Writes the film to ``out``, whole or not at all. Returns its ``frames``, ``samples`` of sound and ``bytes``.

    Raises MediaError where the pieces don't fit together, and OSError where the file cannot be written (a full
    disk, for one). What stood at ``out`` before, then still does.
    """
    tracks = list(_tracks(film))
    chapters = [(_clock(chapter.start, film.format), chapter.title) for chapter in film.chapters]
    part = out.with_name(f".{os.getpid()}.part")  # in the same folder, as a file can only be moved there at once
    try:
        with part.open("wb") as file:
            write(file, tracks, film.title, chapters)
            size = file.tell()
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, out)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
        raise
    return {"frames": film.frames, "samples": _samples(film) if film.sounds else 0, "bytes": size}


def _tracks(film: FilmCut) -> Iterator[Track]:
    yield _picture_track(film)
    if film.sounds:
        yield _sound_track(film)
    length = _clock(film.frames, film.format)
    if film.subtitles:
        cues = [(_clock(s.start, film.format), _clock(s.end, film.format), s.text) for s in film.subtitles]
        raster = film.format.width, film.format.height
        yield subtitle_track(cues, length, raster, film.subtitle_language or film.language)
    if film.chapters:
        chapters = [(_clock(chapter.start, film.format), chapter.title) for chapter in film.chapters]
        yield chapter_track(chapters, length, film.language)


def _clock(frame: int, form: Format) -> int:
    return round(frame * CLOCK / form.fps)


def _samples(film: FilmCut) -> int:
    return round(film.frames * SAMPLE_RATE / film.format.fps)


def _picture_track(film: FilmCut) -> Track:
    records = {take.meta["extradata"] for take in film.takes}
    if len(records) != 1:
        raise MediaError(f"segments of {len(records)} encoder settings; a film needs them all of one, so build it anew")
    parts = list(_parts(film))
    rows = np.concatenate([part for _, part in parts])
    order = np.arange(len(rows))
    late = int((order - rows[:, SHOWN]).max())  # frames are decoded before those that refer to them, so shown late
    scale, tick = _scale(film.format)
    return Track(
        handler=b"vide",
        entry=entries.avc(film.format.width, film.format.height, base64.b64decode(records.pop())),
        scale=scale,
        chunks=[chunk for path, part in parts for chunk in _gops(path, part, film.format)],
        durations=np.full(len(rows), tick, np.int64),
        length=film.frames * tick,
        skip=late * tick,
        delays=(rows[:, SHOWN] + late - order) * tick,
        keys=np.flatnonzero(rows[:, KEY]),
        header=entries.PICTURE_HEADER,
        width=film.format.width,
        height=film.format.height,
    )


def _parts(film: FilmCut) -> Iterator[tuple[Path, Counts]]:
    """The packets of each take, in decoding order, with their frames counted from the film's start."""
    at = 0
    for take in film.takes:
        index = np.array(take.meta["packets"], np.int64)
        rows = index[(index[:, SHOWN] >= take.start) & (index[:, SHOWN] < take.end)]
        if len(rows) != take.end - take.start or not len(rows) or rows[0, SHOWN] != take.start or not rows[0, KEY]:
            raise MediaError(f"frames {take.start} to {take.end} of a segment cannot be cut out; make it again")
        rows[:, SHOWN] += at - take.start
        at += len(rows)
        yield take.path, rows


def _gops(path: Path, rows: Counts, form: Format) -> Iterator[Chunk]:
    """A chunk for each closed GOP; a segment holds nothing else, so that its packets stand side by side."""
    for gop in np.split(rows, np.flatnonzero(rows[1:, KEY]) + 1):
        yield Chunk(_clock(int(gop[0, SHOWN]), form), gop[:, SIZE], path, int(gop[0, OFFSET]))


def _scale(form: Format) -> tuple[int, int]:
    """Time units a second and a frame; over 10,000 a second, as players expect more than the frame rate."""
    scale, tick = form.fps.numerator, form.fps.denominator
    while scale < 10_000:
        scale, tick = scale * 2, tick * 2
    return scale, tick


def _sound_track(film: FilmCut) -> Track:
    samples = _samples(film)
    packets = -(-samples // AAC_FRAME) + 1  # one more than it fills: the first gives nothing
    chunks = list(_packets(film))
    sizes = np.concatenate([chunk.sizes for chunk in chunks])
    if len(sizes) != packets:
        raise MediaError(f"the sound has {len(sizes)} packets, the film needs {packets}; build it anew")
    durations = np.full(packets, AAC_FRAME, np.int64)
    durations[-1] = samples - (packets - 2) * AAC_FRAME
    return Track(
        handler=b"soun",
        entry=entries.aac(int(sizes.sum() * 8 * SAMPLE_RATE // (packets * AAC_FRAME))),
        scale=SAMPLE_RATE,
        chunks=chunks,
        durations=durations,
        length=samples,
        skip=AAC_FRAME,
        language=language_code(film.language),
        header=entries.SOUND_HEADER,
    )


def _packets(film: FilmCut) -> Iterator[Chunk]:
    done = 0
    for sound in film.sounds:
        sizes = np.array(sound.meta["packets"], np.int64)
        places = np.concatenate([[0], np.cumsum(sizes)])
        for at in range(0, len(sizes), PACKETS_AT_ONCE):
            yield Chunk((done + at) * AAC_FRAME, sizes[at : at + PACKETS_AT_ONCE], sound.path, int(places[at]))
        done += len(sizes)
