"""The finished film, looked at and listened to with other tools than those that made it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pyloudnorm
import pytest

from renderer.sound import wav
from tests.studio import SCREENPLAY, build, pictures, sound


@pytest.fixture(scope="module")
def film(built: Path) -> Path:
    return built / "film.mp4"


def test_picture_stream(film: Path) -> None:
    with av.open(str(film), format="mp4") as container:
        video = container.streams.video[0]
        context = video.codec_context
        assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (context.width, context.height, video.average_rate) == (320, 180, Fraction(24))
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
        packets = [packet for packet in container.demux(video) if packet.size]
        times = sorted(int(packet.pts * packet.time_base * 24) for packet in packets)
        assert times == list(range(len(packets)))
        keys = sorted(int(packet.pts * packet.time_base * 24) for packet in packets if packet.is_keyframe)
        assert max(np.diff([*keys, len(packets)])) <= 24, "a GOP lasts a second at most"


def test_sound_stream_is_as_long_as_the_picture(film: Path) -> None:
    with av.open(str(film), format="mp4") as container:
        audio = container.streams.audio[0]
        assert (audio.codec_context.name, audio.rate, audio.channels) == ("aac", 48_000, 2)
    assert abs(len(sound(film)) - len(pictures(film)) * 2000) <= 1000, "within half a frame"


def test_loudness(film: Path) -> None:
    """ITU-R BS.1770-4 by another implementation, on what a player decodes."""
    heard = sound(film)
    assert abs(pyloudnorm.Meter(48_000).integrated_loudness(heard.astype(np.float64)) + 16) <= 0.5
    spectrum = np.fft.rfft(heard, axis=0)  # true peak: four times oversampled
    padded = np.zeros((len(heard) * 2 + 1, 2), complex)
    padded[: len(spectrum)] = spectrum
    oversampled = np.fft.irfft(padded, n=len(heard) * 4, axis=0) * 4
    assert 20 * np.log10(np.abs(oversampled).max()) <= -1.0


def test_chapters_and_subtitles(film: Path) -> None:
    with av.open(str(film), format="mp4") as container:
        assert [chapter["metadata"]["title"] for chapter in container.chapters()] == ["Morning", "Evening"]
        assert container.metadata["title"] == "The Well"
        track = container.streams.subtitles[0]
        assert track.language == "eng"
        texts = [bytes(packet)[2:].decode() for packet in container.demux(track) if packet.size > 2]
    assert [text for text in texts if text] == ["Is it deep?", "Deeper than you think."]


def test_it_fades_to_black_and_only_there(film: Path) -> None:
    shown = pictures(film)
    assert shown[-1].mean() < 25 < shown[len(shown) // 2].mean()
    assert all(picture.std() > 4 for picture in shown[:-12]), "a picture everywhere"


def test_a_dissolve_blends_and_a_cut_does_not(film: Path) -> None:
    shown = [picture.astype(float) for picture in pictures(film)]
    change = [float(np.abs(after - before).mean()) for before, after in zip(shown, shown[1:], strict=False)]
    assert change[47] > 3 * np.median(change), "the first cut is where the first shot ends"


def test_the_mouth_moves_with_the_voice(tmp_path: Path) -> None:
    """In a close shot with a long silence, the face changes while somebody speaks and rests before."""
    text = SCREENPLAY[: SCREENPLAY.index("scene ")] + (
        'scene "x" at WELL\n  shot close on OTTO, 5s\n    OTTO "Come here, come here at once, all of you!"\n'
    )
    assert build(tmp_path, text).code == 0
    shown = np.array(pictures(tmp_path / "film.mp4"), float)
    heard = np.abs(sound(tmp_path / "film.mp4")).max(axis=1)
    level = np.array([heard[n * 2000 : (n + 1) * 2000].max() for n in range(len(shown) - 1)])
    change = np.abs(np.diff(shown[:, 30:80, 40:120], axis=0)).mean(axis=(1, 2))
    speaking = level > 0.05
    assert 20 < speaking.sum() < 110
    assert change[speaking].mean() > 1.3 * change[~speaking].mean()


@pytest.mark.parametrize("rate", ["23.976", "25", "30"])
def test_other_rates_stay_in_step(tmp_path: Path, rate: str) -> None:
    text = SCREENPLAY.replace("  size     320x180", f"  size     320x180\n  fps      {rate}")
    assert build(tmp_path, text).code == 0
    exact = {"23.976": Fraction(24000, 1001)}.get(rate, Fraction(rate))
    with av.open(str(tmp_path / "film.mp4"), format="mp4") as container:
        video = container.streams.video[0]
        assert video.average_rate == exact
        frames = sum(1 for packet in container.demux(video) if packet.size)
    assert abs(len(sound(tmp_path / "film.mp4")) / 48_000 - frames / exact) <= 0.5 / exact


def test_japanese_and_chinese(tmp_path: Path) -> None:
    text = """\
film "井戸"
  size 320x180
  language ja

character 美咲
  十二歳の少女。短い黒髪、赤いレインコート。

character 小明
  一个男孩，短黑发，蓝色毛衣。

place 井戸
  草原の石の井戸。

scene「朝」 at 井戸、朝
  shot close on 美咲
    美咲（やさしく）「深いのかな。」
  shot close on 小明
    小明「系统坏了吗？我们快走吧！」
"""
    result = build(tmp_path, text)
    assert result.code == 0 and result.done["rendered"] == ["朝/1", "朝/2"]
    heard = np.abs(sound(tmp_path / "film.mp4")).max(axis=1)
    frames = pictures(tmp_path / "film.mp4")
    assert heard[: len(heard) // 3].max() > 0.1 and heard[len(heard) // 2 :].max() > 0.1, "both are heard"
    assert np.abs(frames[10].astype(float) - frames[-10].astype(float)).mean() > 8, "two people, two pictures"
    with av.open(str(tmp_path / "film.mp4"), format="mp4") as container:
        track = container.streams.subtitles[0]
        texts = [bytes(packet)[2:].decode() for packet in container.demux(track) if packet.size > 2]
    assert [text for text in texts if text] == ["深いのかな。", "系统坏了吗？我们快走吧！"]


def test_files_of_the_users_own_are_used(tmp_path: Path) -> None:
    """A sound file is heard where it is put, a reference picture is who somebody is, a given frame begins a shot."""
    click = np.zeros((4800, 2), np.float32)
    click[:240] = 0.8
    wav.write(tmp_path / "click.wav", click)
    portrait = np.full((400, 220, 3), 255, np.uint8)
    cv2.rectangle(portrait, (60, 60), (160, 390), (200, 30, 200), -1)
    cv2.imwrite(str(tmp_path / "portrait.png"), portrait)
    cv2.imwrite(str(tmp_path / "board.png"), np.full((180, 320, 3), (20, 220, 20), np.uint8))
    text = """\
film "Own"
  size 320x180

character BOX
  A box.
  reference "portrait.png"

shot full on BOX, 2s
  sound "click.wav" at 1s, 0 dB

shot wide, 2s
  frame first "board.png"
"""
    assert build(tmp_path, text).code == 0
    heard = np.abs(sound(tmp_path / "film.mp4")).max(axis=1)
    assert abs(int(np.argmax(heard > 0.25 * heard.max())) - 48_000) <= 256
    with av.open(str(tmp_path / "film.mp4"), format="mp4") as container:
        shown = [frame.to_ndarray(format="rgb24").astype(int) for frame in container.decode(video=0)]
    magenta = (shown[24][..., 0] - shown[24][..., 1] > 60) & (shown[24][..., 2] - shown[24][..., 1] > 60)
    assert magenta.sum() > 500, "the person of the picture stands in the shot"
    green = shown[49].mean(axis=(0, 1))
    assert green[1] > 2 * green[0] and green[1] > 2 * green[2], "the shot begins on its given frame"
    (tmp_path / "click.wav").write_bytes(b"RIFF....this is no sound")
    broken = build(tmp_path, text)
    assert broken.code == 1 and "Traceback" not in broken.told and "sound" in broken.told


def test_files_that_play_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "list.wav").write_text("ffconcat version 1.0\nfile /etc/passwd\n")
    text = 'film "x"\n  size 320x180\n\nshot wide, 1s\n  sound "list.wav"\n'
    assert build(tmp_path, text).code == 1
    outside = build(tmp_path, text.replace("list.wav", "../list.wav"))
    assert outside.code == 1 and "LVS405" in outside.told
