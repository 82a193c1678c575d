"""Segments, pictures, stills and transitions, made and read again."""

from __future__ import annotations

import base64
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from renderer.cut import untouched
from renderer.media import (
    MediaError,
    SegmentWriter,
    bgr_from_i420,
    count_frames,
    decode_frames,
    png,
    read_picture,
    read_samples,
    still,
    transition,
)
from renderer.media.segment import encoder_version
from renderer.recipe import Encoder, Format, Still, Transition
from renderer.sound import wav
from tests.footage import FAST, SMALL, flat, frames, marks, segment

RATES = [Fraction(24), Fraction(25), Fraction(60), Fraction(24000, 1001), Fraction(30000, 1001), Fraction(1, 2)]


def ignore(done: int) -> None:
    """A report that nobody reads."""


# ---------------------------------------------------------------------------------------------- segments


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize("n", [1, 2, 5, 61])
def test_key_frames_stand_at_multiples_of_the_gop(tmp_path: Path, fps: Fraction, n: int) -> None:
    form = Format(96, 54, fps)
    meta = segment(tmp_path / "s", frames(n), form, Encoder())
    assert meta["frames"] == n == count_frames(tmp_path / "s")
    assert sorted(shown for _, _, shown, _, _ in meta["packets"]) == list(range(n))
    assert [shown for _, _, shown, _, key in meta["packets"] if key] == list(range(0, n, form.gop))


@pytest.mark.parametrize("fps", RATES)
def test_gops_are_closed_and_packets_in_decoding_order(tmp_path: Path, fps: Fraction) -> None:
    form = Format(96, 54, fps)
    packets = segment(tmp_path / "s", frames(61), form, Encoder())["packets"]
    key = 0
    for _, _, shown, decoded, is_key in packets:
        key = shown if is_key else key
        assert key <= shown < key + form.gop and decoded <= shown
    assert all(before[3] + 1 == after[3] and sum(before[:2]) == after[0] for before, after in pairwise(packets))


def test_the_index_points_at_whole_nal_units(tmp_path: Path) -> None:
    packets = segment(tmp_path / "s", frames(30))["packets"]
    data = (tmp_path / "s").read_bytes()
    for offset, size, _, _, key in packets:
        at, kinds = offset, set()
        while at < offset + size:
            kinds.add(data[at + 4] & 31)
            at += 4 + int.from_bytes(data[at : at + 4], "big")
        assert at == offset + size
        assert (5 in kinds) == bool(key)  # 5: a slice of a picture at which decoding can begin (H.264, table 7-1)


def test_equal_frames_give_equal_bytes_and_all_segments_share_parameter_sets(tmp_path: Path) -> None:
    takes = [(40, 1, 20), (40, 1, 20), (1, 2, 20), (9, 3, 28)]  # frames, seed, crf
    metas = [
        segment(tmp_path / str(at), frames(n, seed), SMALL, Encoder(crf=crf)) for at, (n, seed, crf) in enumerate(takes)
    ]
    assert (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes()
    assert len({meta["extradata"] for meta in metas}) == 1
    assert base64.b64decode(metas[0]["extradata"])[1] == 100  # profile_idc: High


@pytest.mark.parametrize("fps", RATES)
def test_the_stream_says_bt709_and_its_exact_rate(tmp_path: Path, fps: Fraction) -> None:
    segment(tmp_path / "s", frames(4), Format(96, 54, fps), Encoder())
    with av.open(str(tmp_path / "s"), format="mp4") as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert stream.average_rate == fps
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
        assert context.pix_fmt == "yuv420p" and context.profile == "High"
        assert "creation_time" not in container.metadata | stream.metadata


def test_any_range_decodes_to_the_same_frames_as_the_whole(tmp_path: Path) -> None:
    segment(tmp_path / "s", frames(61), SMALL, Encoder())
    whole = marks(decode_frames(tmp_path / "s", 0, 61))
    assert len(set(whole)) == 61
    for first, last in [(0, 1), (5, 9), (23, 25), (24, 25), (47, 61), (60, 61), (7, 7)]:
        assert marks(decode_frames(tmp_path / "s", first, last)) == whole[first:last]


def test_the_decoded_picture_is_close_to_the_one_encoded(tmp_path: Path) -> None:
    segment(tmp_path / "s", frames(10), SMALL, Encoder(crf=1))
    for before, after in zip(frames(10), decode_frames(tmp_path / "s", 0, 10), strict=True):
        assert np.abs(before.astype(int) - after).mean() < 3


def test_what_is_no_segment_is_refused(tmp_path: Path) -> None:
    segment(tmp_path / "secret", frames(2))
    (tmp_path / "list").write_text(f"ffconcat version 1.0\nfile {tmp_path / 'secret'}\n")
    segment(tmp_path / "s", frames(5))
    with pytest.raises(MediaError, match="no MP4"):
        next(decode_frames(tmp_path / "list", 0, 1))
    with pytest.raises(MediaError, match="ends after 5"):
        list(decode_frames(tmp_path / "s", 3, 9))
    with pytest.raises(FileNotFoundError):
        count_frames(tmp_path / "absent")


def test_the_writer_checks_its_frames(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="uint8"), SegmentWriter(tmp_path / "a", SMALL, FAST) as writer:
        writer.write(np.zeros((54, 96), np.uint8))
    with pytest.raises(MediaError, match="one frame"), SegmentWriter(tmp_path / "b", SMALL, FAST):
        pass


# ---------------------------------------------------------------------------------------------- pictures, sounds


def picture(width: int, height: int, channels: int) -> np.ndarray:
    """Smooth colours that even a lossy format keeps."""
    ramp = np.linspace(0, 255, width * height * channels).reshape(height, width, channels)
    return ramp.astype(np.uint8)


@pytest.mark.parametrize(("suffix", "channels"), [("png", 3), ("png", 4), ("webp", 3), ("webp", 4), ("jpg", 3)])
def test_pictures_are_read_by_their_content_not_their_name(tmp_path: Path, suffix: str, channels: int) -> None:
    pixels = picture(40, 30, channels)
    (tmp_path / "p").write_bytes(cv2.imencode(f".{suffix}", pixels)[1].tobytes())
    read = read_picture(tmp_path / "p")
    assert read.shape == pixels.shape and read.dtype == np.uint8
    assert np.abs(read.astype(int) - pixels).max() < (1 if suffix == "png" else 24)


def test_grey_and_deep_pictures_become_8_bit_colour(tmp_path: Path) -> None:
    deep = picture(40, 30, 1)[:, :, 0].astype(np.uint16) * 257
    (tmp_path / "p").write_bytes(cv2.imencode(".png", deep)[1].tobytes())
    assert np.array_equal(read_picture(tmp_path / "p"), np.dstack([picture(40, 30, 1)] * 3))


def huge(kind: str) -> bytes:
    """The first bytes of a file that claims 9000x9000 pixels."""
    tall = (9000).to_bytes(2, "big")
    return {
        "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (9000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0",
        "jpeg": b"\xff\xd8\xff\xe0\0\x10" + bytes(14) + b"\xff\xff\xc0\0\x11\x08" + tall + tall + bytes(20),
        "webp": b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + (8999).to_bytes(3, "little") * 2,
        "lossless": b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (8999 | 8999 << 14).to_bytes(4, "little"),
        "lossy": b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + (9000).to_bytes(2, "little") * 2,
    }[kind]


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "lossless", "lossy"])
def test_a_picture_too_large_is_refused_before_it_is_decoded(tmp_path: Path, kind: str) -> None:
    (tmp_path / "p").write_bytes(huge(kind))
    with pytest.raises(MediaError, match="9000x9000.*scale it down"):
        read_picture(tmp_path / "p")


def test_pictures_of_other_kinds_or_damaged_are_refused(tmp_path: Path) -> None:
    for data in (b"", b"GIF89a" + bytes(40), b"<svg/>"):
        (tmp_path / "p").write_bytes(data)
        with pytest.raises(MediaError, match="convert it to PNG"):
            read_picture(tmp_path / "p")
    whole = cv2.imencode(".png", picture(40, 30, 3))[1].tobytes()
    for data in (whole[:60], b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP"):
        (tmp_path / "p").write_bytes(data)
        with pytest.raises(MediaError):
            read_picture(tmp_path / "p")


def test_samples_of_the_store_are_read_as_they_were_written(tmp_path: Path) -> None:
    samples = np.linspace(-1, 1, 3000, dtype=np.float32).reshape(-1, 2)
    wav.write(tmp_path / "w", samples, float32=True)
    assert np.array_equal(read_samples(tmp_path / "w"), samples)
    assert np.array_equal(read_samples(tmp_path / "w", 100, 300), samples[100:300])
    assert np.array_equal(read_samples(tmp_path / "w", 1400, 9000), samples[1400:])


# BT.709 limited range (Y, Cb, Cr) of pure colours and greys, from ITU-R BT.709-6
@pytest.mark.parametrize(
    ("yuv", "bgr"),
    [
        ((16, 128, 128), (0, 0, 0)),
        ((235, 128, 128), (255, 255, 255)),
        ((63, 102, 240), (0, 0, 255)),
        ((173, 42, 26), (0, 255, 0)),
        ((32, 240, 118), (255, 0, 0)),
        ((126, 128, 128), (128, 128, 128)),
    ],
)
def test_colours_are_those_of_bt709(yuv: tuple[int, int, int], bgr: tuple[int, int, int]) -> None:
    frame = np.concatenate([np.full((4, 8), yuv[0]), np.full((1, 8), yuv[1]), np.full((1, 8), yuv[2])])
    assert np.abs(bgr_from_i420(frame.astype(np.uint8)).astype(int) - bgr).max() <= 2


@pytest.mark.parametrize("at", [0, 7, 23, -1])
def test_a_still_is_that_frame(tmp_path: Path, at: int) -> None:
    segment(tmp_path / "s", frames(30))
    meta = still.make(Still(at), {"picture": tmp_path / "s"}, tmp_path / "p", ignore)
    frame = list(decode_frames(tmp_path / "s", 0, 30))[at]
    assert np.array_equal(read_picture(tmp_path / "p"), bgr_from_i420(frame))
    assert (tmp_path / "p").read_bytes() == png(bgr_from_i420(frame))
    assert meta == {"width": 96, "height": 54}


# ---------------------------------------------------------------------------------------------- transitions


def spec(kind: str, overlap: int, a: int, b: int) -> Transition:
    """A transition between shots of these lengths that have no other."""
    a_start = untouched(a, 0, overlap, SMALL.gop)[1] if a else 0
    b_end = untouched(b, overlap, 0, SMALL.gop)[0] if b else 0
    return Transition(kind, overlap, a, b, a_start, b_end, SMALL, Encoder(preset="ultrafast", crf=4))


@pytest.fixture
def shots(tmp_path: Path) -> dict[str, Path]:
    segment(tmp_path / "a", flat(60, 60))
    segment(tmp_path / "b", flat(50, 200))
    return {"a": tmp_path / "a", "b": tmp_path / "b"}


def lumas(path: Path, n: int) -> list[float]:
    """Mean luma of each frame."""
    return [float(frame[: SMALL.height].mean()) for frame in decode_frames(path, 0, n)]


def test_a_dissolve_goes_from_one_shot_to_the_other(tmp_path: Path, shots: dict[str, Path]) -> None:
    done: list[int] = []
    meta = transition.make(spec("dissolve", 10, 60, 50), shots, tmp_path / "t", done.append)
    assert (meta["a_from"], meta["b_from"], meta["frames"]) == (48, 24, 60 - 48 + 24 - 10)
    assert done == list(range(1, meta["frames"] + 1))
    seen = lumas(tmp_path / "t", meta["frames"])
    wanted = [60.0] * 2 + [60 + 140 * (at + 0.5) / 10 for at in range(10)] + [200.0] * 14
    assert np.abs(np.subtract(seen, wanted)).max() < 2


def test_a_fade_goes_through_black(tmp_path: Path, shots: dict[str, Path]) -> None:
    meta = transition.make(spec("fade", 20, 60, 50), shots, tmp_path / "t", ignore)
    seen = lumas(tmp_path / "t", meta["frames"])
    start = 40 - meta["a_from"]  # where the overlap begins
    assert min(seen) < 20 and seen.index(min(seen)) - start in (9, 10)
    assert all(after < before for before, after in pairwise(seen[start : start + 10]))
    assert all(after > before for before, after in pairwise(seen[start + 10 : start + 20]))


@pytest.mark.parametrize("kind", ["fade", "dissolve"])
def test_films_begin_and_end_in_black(tmp_path: Path, shots: dict[str, Path], kind: str) -> None:
    opening = transition.make(spec(kind, 12, 0, 50), {"b": shots["b"]}, tmp_path / "o", ignore)
    seen = lumas(tmp_path / "o", opening["frames"])
    assert opening["frames"] == opening["b_from"] == 24 and abs(seen[0] - 16) < 1 and abs(seen[12] - 200) < 2
    ending = transition.make(spec(kind, 12, 60, 0), {"a": shots["a"]}, tmp_path / "e", ignore)
    seen = lumas(tmp_path / "e", ending["frames"])
    assert ending["a_from"] + ending["frames"] == 60 and abs(seen[-1] - 16) < 1 and abs(seen[0] - 56) < 2


def test_a_wipe_uncovers_the_new_shot_from_the_left(tmp_path: Path, shots: dict[str, Path]) -> None:
    meta = transition.make(spec("wipe", 20, 60, 50), shots, tmp_path / "t", ignore)
    middle = list(decode_frames(tmp_path / "t", 0, meta["frames"]))[40 - meta["a_from"] + 10][: SMALL.height]
    columns = middle.mean(axis=0)
    assert np.abs(columns[:32] - 200).max() < 4 and np.abs(columns[-32:] - 60).max() < 4
    assert (np.diff(columns) < 3).all()


def test_two_transitions_of_a_short_shot_meet_between_key_frames(tmp_path: Path, shots: dict[str, Path]) -> None:
    segment(tmp_path / "m", flat(30, 120))
    meeting, again = untouched(30, 12, 12, SMALL.gop)
    assert meeting == again == 12
    encoder = Encoder(preset="ultrafast", crf=4)
    first = Transition("dissolve", 12, 60, 30, 48, meeting, SMALL, encoder)
    second = Transition("dissolve", 12, 30, 50, again, 24, SMALL, encoder)
    transition.make(first, {"a": shots["a"], "b": tmp_path / "m"}, tmp_path / "t", ignore)
    meta = transition.make(second, {"a": tmp_path / "m", "b": shots["b"]}, tmp_path / "u", ignore)
    seen = lumas(tmp_path / "t", 12) + lumas(tmp_path / "u", meta["frames"])
    rise = [60 + 60 * (at + 0.5) / 12 for at in range(12)]
    wanted = rise + [120.0] * 6 + [120 + 80 * (at + 0.5) / 12 for at in range(12)] + [200.0] * 12
    assert np.abs(np.subtract(seen, wanted)).max() < 2


def test_a_transition_is_the_same_on_rerun(tmp_path: Path, shots: dict[str, Path]) -> None:
    for name in ("t", "u"):
        transition.make(spec("wipe", 9, 60, 50), shots, tmp_path / name, ignore)
    assert (tmp_path / "t").read_bytes() == (tmp_path / "u").read_bytes()


def test_the_encoder_is_told_by_name_and_version() -> None:
    assert "H.264" in encoder_version() and "libavcodec" in encoder_version()
    with pytest.raises(ValueError, match="no_such"):
        encoder_version("no_such")
