"""Subtitles or chapters with their times come in, the MP4 track that shows or lists them goes out."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from renderer.mp4 import entries
from renderer.mp4.file import CLOCK, Chunk, Counts, Track

Cue = tuple[int, int, str]
"""(start, end, text), times in 1/CLOCK s."""

UNDETERMINED = "und"

ISO_639_2 = dict(
    ar="ara", bg="bul", bn="ben", ca="cat", cs="ces", da="dan", de="deu", el="ell", en="eng", es="spa", et="est",
    eu="eus", fa="fas", fi="fin", fr="fra", ga="gle", he="heb", hi="hin", hr="hrv", hu="hun", id="ind", it="ita",
    ja="jpn", ko="kor", la="lat", lt="lit", lv="lav", ms="msa", nb="nob", nl="nld", no="nor", pl="pol", pt="por",
    ro="ron", ru="rus", sk="slk", sl="slv", sr="srp", sv="swe", sw="swa", ta="tam", te="tel", th="tha", tl="tgl",
    tr="tur", uk="ukr", ur="urd", vi="vie", zh="zho",
)  # fmt: skip
"""The three letters that MP4 wants (ISO 639-2/T), from the two of ISO 639-1. ``is`` is a keyword of Python."""


def language_code(tag: str) -> str:
    """The ISO 639-2/T code of a BCP 47 tag ("ja-JP" is "jpn"); "und" where it has none that is known here."""
    primary = tag.lower().replace("_", "-").split("-")[0]
    three = primary if len(primary) == 3 and primary.isascii() and primary.isalpha() else UNDETERMINED
    return ISO_639_2.get(primary, three)


def subtitle_track(cues: Sequence[Cue], length: int, raster: tuple[int, int], language: str) -> Track:
    """Subtitles that a viewer can turn on, in the lowest part of a picture of ``raster`` (width, height) pixels.

    A timed text track shows one text at a time and no gaps (3GPP TS 26.245), so cues that overlap are joined, line
    by line, and an empty text stands between cues.
    """
    width, height = raster
    strip = height * 3 // 20
    named = {time for start, end, _ in cues for time in (start, end) if 0 < time < length}
    borders = [0, *sorted(named), length]
    chunks = []
    for time in borders[:-1]:
        words = "\n".join(text for start, end, text in cues if start <= time < end).encode()
        data = struct.pack(">H", len(words)) + words
        chunks.append(Chunk(time, np.array([len(data)]), data=data))
    return Track(
        handler=b"sbtl",
        entry=entries.subtitle(width, strip),
        scale=CLOCK,
        chunks=chunks,
        durations=_between(borders),
        length=length,
        language=language_code(language),
        enabled=False,
        header=entries.SUBTITLE_HEADER,
        width=width,
        height=strip,
        top=height - strip,
    )


def chapter_track(chapters: Sequence[tuple[int, str]], length: int, language: str) -> Track:
    """The (start, title) of chapters, ascending, as the track that QuickTime and its heirs read. What is before the
    first has no title."""
    listed = chapters if chapters[0][0] == 0 else [(0, ""), *chapters]
    samples = [struct.pack(">H", len(title.encode())) + title.encode() + entries.UTF8 for _, title in listed]
    sizes = np.array([len(sample) for sample in samples], np.int64)
    return Track(
        handler=b"text",
        entry=entries.chapter(),
        scale=CLOCK,
        chunks=[Chunk(0, sizes, data=b"".join(samples))],
        durations=_between([*(start for start, _ in listed), length]),
        length=length,
        language=language_code(language),
        enabled=False,
        header=entries.CHAPTER_HEADER,
    )


def _between(times: Sequence[int]) -> Counts:
    return np.array([after - before for before, after in pairwise(times)], np.int64)
