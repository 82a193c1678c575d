"""Films written and read again by FFmpeg: frames, times, sound, subtitles, chapters, and what happens when it fails."""

from __future__ import annotations

import errno
import os
import pickle
import struct
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.assemble import Chapter, FilmCut, Sound, Subtitle, Take, write_film
from renderer.cut import cut, untouched
from renderer.errors import MediaError
from renderer.media import aac, decode_frames, transition
from renderer.mp4.text import language_code
from renderer.recipe import SAMPLE_RATE, Aac, Encoder, Format, Transition
from renderer.sound import wav
from tests.footage import FAST, SMALL, frames, marks, segment

PACKET = 1024
RATES = [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001)]


def ignore(done: int) -> None:
    """A report that nobody reads."""


def takes(folder: Path, lengths: list[int], form: Format = SMALL) -> tuple[Take, ...]:
    """Shots of these lengths, whole."""
    made = []
    for number, length in enumerate(lengths):
        path = folder / f"shot{number}"
        made.append(Take(path, segment(path, frames(length, number, form), form), 0, length))
    return tuple(made)


def sounds(folder: Path, samples: np.ndarray, packets: int) -> tuple[Sound, ...]:
    """A sound track of windows of ``packets``, each encoded apart."""
    size = packets * PACKET
    whole = np.pad(samples, ((0, -len(samples) % PACKET), (0, 0)))
    starts = range(0, len(whole), size)
    for number, start in enumerate(starts):
        wav.write(folder / f"mix{number}", whole[start : start + size], float32=True)
    made = []
    for number, start in enumerate(starts):
        near = {"before": number - 1, "window": number, "after": number + 1}
        inputs = {name: folder / f"mix{at}" for name, at in near.items() if 0 <= at < len(starts)}
        length = len(whole[start : start + size]) // PACKET
        made.append(Sound(folder / f"aac{number}", aac.make(Aac(0.0, length), inputs, folder / f"aac{number}", ignore)))
    return tuple(made)


def clicks(count: int, samples: int, places: list[int]) -> np.ndarray:
    """Silence with short bursts at these samples."""
    track = np.zeros((samples, 2), np.float32)
    burst = (0.5 * np.sin(2 * np.pi * 3000 / SAMPLE_RATE * np.arange(240)) * np.hanning(240)).astype(np.float32)
    for place in places[:count]:
        track[place : place + 240] += burst[:, None]
    return track


def heard(path: Path) -> np.ndarray:
    """The decoded sound, (n, 2)."""
    with av.open(str(path), format="mp4") as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1).T


def seen(path: Path) -> tuple[list[Fraction], list[str]]:
    """The time in frames and the digest of every decoded picture."""
    with av.open(str(path), format="mp4") as container:
        stream = container.streams.video[0]
        stream.codec_context.options = {"err_detect": "explode"}
        shown = [(frame.pts, frame.to_ndarray()) for frame in container.decode(stream)]
        frame_time = 1 / (stream.time_base * stream.average_rate)
    return [time / frame_time for time, _ in shown], marks(picture for _, picture in shown)


# ---------------------------------------------------------------------------------------------- pictures


@pytest.mark.parametrize("fps", RATES)
def test_the_film_is_its_segments_frame_by_frame(tmp_path: Path, fps: Fraction) -> None:
    form = Format(96, 54, fps)
    pieces = takes(tmp_path, [30, 1, 2, 61, 3], form)
    path, meta = pieces[3].path, pieces[3].meta
    pieces = (*pieces, Take(path, meta, form.gop, 61), Take(path, meta, 0, form.gop))
    told = write_film(tmp_path / "film", FilmCut(form, pieces))
    times, pictures = seen(tmp_path / "film")
    wanted = [mark for take in pieces for mark in marks(decode_frames(take.path, take.start, take.end))]
    assert times == list(range(len(wanted))) and pictures == wanted
    assert told == {"frames": len(wanted), "samples": 0, "bytes": (tmp_path / "film").stat().st_size}


@pytest.mark.parametrize("encoder", [Encoder(), FAST])
def test_pictures_that_refer_forward_are_shown_in_order(tmp_path: Path, encoder: Encoder) -> None:
    meta = segment(tmp_path / "s", frames(50), SMALL, encoder)
    swapped = Take(tmp_path / "s", meta, 24, 50), Take(tmp_path / "s", meta, 0, 24)
    write_film(tmp_path / "film", FilmCut(SMALL, swapped))
    times, pictures = seen(tmp_path / "film")
    whole = marks(decode_frames(tmp_path / "s", 0, 50))
    assert times == list(range(50)) and pictures == whole[24:] + whole[:24]


def test_the_stream_says_what_it_is(tmp_path: Path) -> None:
    for fps in RATES:
        form = Format(96, 54, fps)
        write_film(tmp_path / "film", FilmCut(form, takes(tmp_path, [40], form)))
        with av.open(str(tmp_path / "film"), format="mp4") as container:
            stream = container.streams.video[0]
            context = stream.codec_context
            assert (stream.width, stream.height, stream.frames, stream.average_rate) == (96, 54, 40, fps)
            assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
            assert stream.start_time == 0 and stream.duration * stream.time_base == 40 / fps


@settings(max_examples=12, deadline=None)
@given(
    lengths=st.lists(st.integers(12, 70), min_size=2, max_size=4),
    overlaps=st.lists(st.sampled_from([0, 0, 3, 6]), min_size=5, max_size=5),
    kind=st.sampled_from(["dissolve", "fade", "wipe"]),
)
def test_films_with_transitions_have_every_frame(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], overlaps: list[int], kind: str
) -> None:
    folder = tmp_path_factory.mktemp("film")
    shots = takes(folder, lengths)
    joins = overlaps[: len(lengths) + 1]
    film = FilmCut(SMALL, tuple(played(folder, shots, joins, kind)))
    write_film(folder / "film", film)
    times, pictures = seen(folder / "film")
    assert times == list(range(sum(lengths) - sum(joins[1:-1])))
    for take, start in zip(film.takes, np.cumsum([0] + [take.end - take.start for take in film.takes]), strict=False):
        assert pictures[start : start + take.end - take.start] == marks(decode_frames(take.path, take.start, take.end))


def played(folder: Path, shots: tuple[Take, ...], joins: list[int], kind: str) -> list[Take]:
    """The takes of a film, its transitions made."""
    lengths = [take.end for take in shots]
    spans = [untouched(n, joins[at], joins[at + 1], SMALL.gop) for at, n in enumerate(lengths)]
    found = []
    for piece in cut(lengths, joins, SMALL.gop):
        if not piece.transition:
            found.append(Take(shots[piece.index].path, shots[piece.index].meta, piece.start, piece.end))
            continue
        a, b = piece.index - 1, piece.index
        has_a, has_b = a >= 0 and joins[b], b < len(shots) and joins[b]
        if not joins[b]:
            raise AssertionError("a piece of a transition where there is none")
        spec = Transition(
            kind=kind,
            frames=joins[b],
            a_frames=lengths[a] if has_a else 0,
            b_frames=lengths[b] if has_b else 0,
            a_start=spans[a][1] if has_a else 0,
            b_end=spans[b][0] if has_b else 0,
            format=SMALL,
            encoder=FAST,
        )
        inputs = {name: shots[at].path for name, at, has in (("a", a, has_a), ("b", b, has_b)) if has}
        meta = transition.make(spec, inputs, folder / f"t{b}", ignore)
        assert meta["frames"] == piece.end
        found.append(Take(folder / f"t{b}", meta, 0, piece.end))
    return found


# ---------------------------------------------------------------------------------------------- sound


def test_sound_stays_in_step_over_120_cuts(tmp_path: Path) -> None:
    form = Format(32, 32, Fraction(24000, 1001))
    length = 7
    shot = takes(tmp_path, [length], form)[0]
    total = round(120 * length * SAMPLE_RATE / form.fps)
    places = [round(number * length * SAMPLE_RATE / form.fps) + 2400 for number in range(120)]
    film = FilmCut(form, (shot,) * 120, sounds(tmp_path, clicks(120, total, places), 192))
    told = write_film(tmp_path / "film", film)
    track = heard(tmp_path / "film")
    assert told["samples"] == total and 0 <= len(track) - total < PACKET
    wanted = clicks(1, 1000, [300])[:, 0]
    offsets = []
    for place in places:
        near = track[place - 300 : place + 700, 0]
        found = np.correlate(near, wanted[100:900], "valid")
        offsets.append(int(np.argmax(found)) - 100)
    assert max(map(abs, offsets)) <= 1 and np.ptp(offsets) <= 1


@pytest.mark.parametrize("packets", [16, 48, 100])
def test_windows_encoded_apart_play_as_one_track(tmp_path: Path, packets: int) -> None:
    random = np.random.default_rng(1)
    time = np.arange(160 * PACKET) / SAMPLE_RATE
    tune = sum(0.1 * np.sin(2 * np.pi * 220 * k * time) / k for k in range(1, 6)) * (1 + np.sin(9 * time))
    samples = np.stack([tune, 0.7 * tune], axis=1) + 0.002 * random.standard_normal((len(time), 2))
    samples[random.integers(0, len(time), 12)] += 0.3
    joined = [packet for sound in sounds(tmp_path, samples.astype(np.float32), packets) for packet in split(sound)]
    whole = aac.encoded(samples.astype(np.float32), 192_000)
    error, usual = (np.abs(decoded(track)[PACKET:] - samples) for track in (joined, whole))
    joins = range(packets * PACKET, len(time), packets * PACKET)
    assert len(joined) == len(whole) == 161
    assert max(error[join - 2048 : join + 2048].max() for join in joins) < 1.5 * usual.max()
    assert np.square(error).mean() < 1.3 * np.square(usual).mean()


def split(sound: Sound) -> list[bytes]:
    """The packets of an artifact."""
    data, ends = sound.path.read_bytes(), np.cumsum([0, *sound.meta["packets"]])
    return [data[first:last] for first, last in zip(ends, ends[1:], strict=False)]


def decoded(packets: list[bytes]) -> np.ndarray:
    """Raw AAC packets decoded, (n, 2)."""
    codec = av.CodecContext.create("aac", "r")
    codec.extradata, codec.sample_rate = b"\x11\x90", SAMPLE_RATE
    found = []
    for number, data in enumerate(packets):
        packet = av.Packet(data)
        packet.pts, packet.time_base = number * PACKET, Fraction(1, SAMPLE_RATE)
        found += [frame.to_ndarray() for frame in codec.decode(packet)]
    return np.concatenate(found + [frame.to_ndarray() for frame in codec.decode(None)], axis=1).T


# ---------------------------------------------------------------------------------------------- texts


def lines(path: Path) -> list[tuple[float, float, str]]:
    """The subtitles as FFmpeg reads them: first frame, last frame, text."""
    with av.open(str(path), format="mp4") as container:
        stream = container.streams.subtitles[0]
        rate = container.streams.video[0].average_rate
        found = []
        for packet in container.demux(stream):
            text = "".join(sub.dialogue.decode() for sub in packet.decode()) if packet.size else ""
            if text:
                start, end = (time * stream.time_base * rate for time in (packet.pts, packet.pts + packet.duration))
                found.append((start, end, text))
    return found


def test_subtitles_and_chapters_are_read_as_they_were_written(tmp_path: Path) -> None:
    film = FilmCut(
        SMALL,
        takes(tmp_path, [72]),
        subtitles=(
            Subtitle(6, 30, "Who is there?"),
            Subtitle(24, 40, "誰もいない。\n風だけだ。"),
            Subtitle(48, 72, "…"),
        ),
        chapters=(Chapter(0, "The lighthouse"), Chapter(36, "夜明け")),
        language="en-GB",
        subtitle_language="ja",
        title="Lantern 灯",
    )
    write_film(tmp_path / "film", film)
    both = "Who is there?\n誰もいない。\n風だけだ。"
    assert lines(tmp_path / "film") == [
        (6, 24, "Who is there?"),
        (24, 30, both),
        (30, 40, "誰もいない。\n風だけだ。"),
        (48, 72, "…"),
    ]
    with av.open(str(tmp_path / "film"), format="mp4") as container:
        starts = [mark["start"] * mark["time_base"] * 24 for mark in container.chapters()]
        titles = [mark["metadata"]["title"] for mark in container.chapters()]
        assert starts == [0, 36] and titles == ["The lighthouse", "夜明け"]
        assert container.metadata["title"] == "Lantern 灯" and "creation_time" not in container.metadata
        subtitles = container.streams.subtitles[0]
        assert subtitles.language == "jpn" and not subtitles.disposition & av.stream.Disposition.default


def test_chapters_may_begin_late_and_have_long_titles(tmp_path: Path) -> None:
    film = FilmCut(SMALL, takes(tmp_path, [30]), chapters=(Chapter(12, "長" * 200),))
    write_film(tmp_path / "film", film)
    with av.open(str(tmp_path / "film"), format="mp4") as container:
        assert [mark["start"] * mark["time_base"] * 24 for mark in container.chapters()][-1] == 12
    assert ("長" * 200).encode() in (tmp_path / "film").read_bytes()


def test_languages_are_told_by_iso_639_2() -> None:
    tags = ["en", "ja-JP", "zh_Hant", "EN-us", "gsw", "x-klingon", "", "日本"]
    assert [language_code(tag) for tag in tags] == ["eng", "jpn", "zho", "eng", "gsw", "und", "und", "und"]


# ---------------------------------------------------------------------------------------------- the file


def boxes(data: bytes) -> list[bytes]:
    """The kinds of the outermost boxes."""
    at, found = 0, []
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        found.append(kind)
        at += size
    assert at == len(data)
    return found


def whole_film(folder: Path) -> FilmCut:
    """A film with everything in it."""
    track = np.full((96_000, 2), 0.1, np.float32)
    return FilmCut(
        SMALL,
        takes(folder, [20, 28]),
        sounds(folder, track, 48),
        (Chapter(0, "One"),),
        (Subtitle(2, 9, "Hello"),),
        "en",
        title="Film",
    )


def test_the_index_comes_first_and_equal_films_are_equal_bytes(tmp_path: Path) -> None:
    film = whole_film(tmp_path)
    write_film(tmp_path / "a", film)
    write_film(tmp_path / "b", film)
    assert boxes((tmp_path / "a").read_bytes()) == [b"ftyp", b"moov", b"mdat"]
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with av.open(str(tmp_path / "a"), format="mp4") as container:
        sound = container.streams.audio[0]
        assert [stream.type for stream in container.streams] == ["video", "audio", "subtitle", "data"]
        assert (sound.language, sound.duration, sound.rate, sound.layout.name) == ("eng", 96_000, 48_000, "stereo")


def test_a_film_in_the_way_is_replaced_and_stays_if_writing_fails(tmp_path: Path) -> None:
    film = whole_film(tmp_path)
    out = tmp_path / "out" / ("夜" * 80 + ".mp4")
    out.parent.mkdir()
    out.write_bytes(b"the old film")
    lost = FilmCut(SMALL, (*film.takes, Take(tmp_path / "gone", film.takes[0].meta, 0, 20)))
    with pytest.raises(FileNotFoundError):
        write_film(out, lost)
    assert out.read_bytes() == b"the old film" and list(out.parent.iterdir()) == [out]
    write_film(out, film)
    assert boxes(out.read_bytes())[0] == b"ftyp" and list(out.parent.iterdir()) == [out]


def test_a_full_disk_is_said_as_such(tmp_path: Path) -> None:
    film = FilmCut(SMALL, takes(tmp_path, [60]))
    out = tmp_path / "out"
    out.mkdir()
    code = (
        "import pickle, resource, signal, sys, pathlib\n"
        "from renderer.assemble import write_film\n"
        "film = pickle.load(open(sys.argv[1], 'rb'))\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "write_film(pathlib.Path(sys.argv[2]), film)\n"
    )
    (tmp_path / "cut").write_bytes(pickle.dumps(film))
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "cut"), str(out / "film.mp4")],
        capture_output=True,
        text=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        check=False,
    )
    assert f"OSError: [Errno {errno.EFBIG}]" in done.stderr and not list(out.iterdir())


def test_pieces_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    film = whole_film(tmp_path)
    one, two = film.takes
    other = segment(tmp_path / "other", frames(5), SMALL, Encoder(preset="medium"))
    for wrong, reason in [
        (FilmCut(SMALL, (one, Take(tmp_path / "other", other, 0, 5))), "encoder settings"),
        (FilmCut(SMALL, ()), "encoder settings"),
        (FilmCut(SMALL, (Take(two.path, two.meta, 3, 28),)), "cannot be cut out"),
        (FilmCut(SMALL, (Take(two.path, two.meta, 0, 40),)), "cannot be cut out"),
        (FilmCut(SMALL, (one,), film.sounds), "packets"),
    ]:
        with pytest.raises(MediaError, match=reason):
            write_film(tmp_path / "film", wrong)
    (tmp_path / "shot1").write_bytes((tmp_path / "shot1").read_bytes()[:4000])
    with pytest.raises(MediaError, match="shorter than its index"):
        write_film(tmp_path / "film", film)
    assert not (tmp_path / "film").exists()
