"""Windows of the sound track: where clips stand, how loud they are, and that windows join without a seam."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.media import aac
from renderer.recipe import Aac, Clip, Mix
from renderer.sound import mix, wav
from renderer.sound.excerpt import excerpt
from renderer.sound.loudness import STEP, Samples, powers, true_peak
from renderer.sound.track import ATTACK, RELEASE

SECOND = 48_000


def ignore(done: int) -> None:
    """A report that nobody reads."""


def mixed(folder: Path, spec: Mix, sounds: list[Samples]) -> tuple[Samples, dict[str, Any]]:
    """The window that is made of these sounds, and its meta."""
    for number, sound in enumerate(sounds):
        wav.write(folder / f"clip{number}", sound, float32=True)
    return window(folder, spec)


def window(folder: Path, spec: Mix) -> tuple[Samples, dict[str, Any]]:
    """The same, of the sounds that are in the folder."""
    inputs = {f"clip:{number}": folder / f"clip{number}" for number in range(len(spec.clips))}
    meta = mix.make(spec, inputs, folder / "mix", ignore)
    return wav.read(folder / "mix"), meta


def noise(n: int, channels: int, seed: int = 0) -> Samples:
    """White noise at -20 dBFS."""
    return np.random.default_rng(seed).normal(0, 0.1, (n, channels)).astype(np.float32)


def ones(n: int, channels: int = 2) -> Samples:
    """A constant, in which a gain can be read off."""
    return np.ones((n, channels), np.float32)


# ---------------------------------------------------------------------------------------------- excerpts


@given(first=st.integers(-600, 600), last=st.one_of(st.none(), st.integers(-600, 600)))
@pytest.mark.parametrize(("channels", "float32"), [(1, False), (2, False), (2, True)])
def test_an_excerpt_is_a_slice_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, channels: int, float32: bool, first: int, last: int | None
) -> None:
    path = tmp_path_factory.getbasetemp() / f"{channels}{float32}"
    if not path.exists():
        wav.write(path, noise(500, channels), float32=float32)
    assert np.array_equal(excerpt(path, first, last), wav.read(path)[first:last])


def test_an_excerpt_of_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"RIFF, but nothing else")
    with pytest.raises(wav.WavError):
        excerpt(tmp_path / "x")


# ---------------------------------------------------------------------------------------------- clips


@pytest.mark.parametrize("start", [-300, 0, 1, 700, 1000, 1500, -800])
def test_clips_stand_on_their_sample(tmp_path: Path, start: int) -> None:
    sound = noise(500, 2)
    found, _ = mixed(tmp_path, Mix(STEP, (Clip(start, 500, 0.0),)), [sound])
    film = np.zeros((4000, 2), np.float32)
    film[1000 + start : 1500 + start] = sound
    assert np.array_equal(found, film[1000 : 1000 + STEP])


def test_a_clip_that_is_longer_than_its_sound_ends_in_silence_and_a_shorter_one_is_cut(tmp_path: Path) -> None:
    found, _ = mixed(tmp_path, Mix(STEP, (Clip(0, 900, 0.0), Clip(950, 20, 0.0))), [ones(400), ones(400)])
    assert np.array_equal(np.flatnonzero(found[:, 0]), [*range(400), *range(950, 970)])


@pytest.mark.parametrize("gain", [-12.0, 0.0, 6.0])
def test_a_mono_clip_keeps_its_power_wherever_it_is(tmp_path: Path, gain: float) -> None:
    for pan in (-1.0, -0.5, 0.0, 0.3, 1.0):
        found, _ = mixed(tmp_path, Mix(STEP, (Clip(0, STEP, gain, pan=pan),)), [ones(STEP, 1)])
        left, right = found[10].astype(float)
        assert math.isclose(10 * math.log10(left**2 + right**2), gain, abs_tol=1e-3)
        assert (left < right) if pan > 0 else (left > right) if pan < 0 else left == pytest.approx(right)


def test_a_stereo_clip_is_balanced(tmp_path: Path) -> None:
    found, _ = mixed(tmp_path, Mix(STEP, (Clip(0, STEP, 0.0, pan=0.5),)), [ones(STEP)])
    assert found[0] == pytest.approx([0.5, 1.0])


def test_fades_run_from_and_to_silence(tmp_path: Path) -> None:
    found, _ = mixed(tmp_path, Mix(STEP, (Clip(0, 1000, 0.0, fade_in=200, fade_out=300),)), [ones(1000)])
    level = found[:1000, 0]
    assert level[0] < 0.001 and level[-1] < 0.001 and (level[200:700] == 1).all()
    assert (np.diff(level[:200]) > 0).all() and (np.diff(level[700:]) < 0).all()


# ---------------------------------------------------------------------------------------------- ducking


@pytest.mark.parametrize(("role", "level"), [("music", -9.0), ("effect", -3.0), ("dialogue", 0.0)])
def test_others_step_back_while_somebody_speaks(tmp_path: Path, role: str, level: float) -> None:
    speech = (SECOND, 2 * SECOND)
    spec = Mix(96 * STEP * 2, (Clip(0, 4 * SECOND, 0.0, role=role),), (speech,))
    found = mixed(tmp_path, spec, [ones(4 * SECOND)])[0][:, 0]
    assert np.allclose(found[slice(*speech)], 10 ** (level / 20), atol=1e-6)
    assert (found[: speech[0] - ATTACK] == 1).all() and (found[speech[1] + RELEASE : 4 * SECOND] == 1).all()
    assert (np.diff(found[: speech[0]]) <= 0).all() and (np.diff(found[speech[1] : 4 * SECOND]) >= 0).all()


def test_between_two_speeches_music_does_not_jump(tmp_path: Path) -> None:
    speech = ((20_000, 40_000), (45_000, 60_000), (58_000, 70_000))
    spec = Mix(96 * STEP, (Clip(0, 98_304, 0.0, role="music"),), speech)
    found = mixed(tmp_path, spec, [ones(98_304)])[0][:, 0]
    assert np.abs(np.diff(found)).max() < 2 / ATTACK and found[42_000] < 0.4


# ---------------------------------------------------------------------------------------------- windows


@st.composite
def tracks(draw: st.DrawFn) -> Mix:
    """A sound track of 12 windows of 8 steps, in one piece."""
    length = 96 * STEP
    place = st.integers(-20_000, length + 5_000)
    pair = st.tuples(place, st.integers(1, 30_000)).map(lambda found: (found[0], found[0] + found[1]))
    clips = st.builds(
        Clip,
        start=place,
        samples=st.integers(1, 60_000),
        gain=st.floats(-20, 6),
        fade_in=st.sampled_from([0, 1, 5_000]),
        fade_out=st.sampled_from([0, 7, 9_000]),
        pan=st.floats(-1, 1),
        role=st.sampled_from(["music", "effect", "dialogue"]),
    )
    return Mix(length, tuple(draw(st.lists(clips, max_size=4))), tuple(draw(st.lists(pair, max_size=3))))


@settings(max_examples=25, deadline=None)
@given(spec=tracks(), size=st.sampled_from([8, 24, 40]))
def test_windows_joined_are_one_long_window(tmp_path_factory: pytest.TempPathFactory, spec: Mix, size: int) -> None:
    folder = tmp_path_factory.mktemp("mix")
    sounds = [noise(50_000, 1 + number % 2, number) for number in range(len(spec.clips))]
    whole, _ = mixed(folder, spec, sounds)
    parts = []
    for start in range(0, spec.samples, size * STEP):
        length = min(size * STEP, spec.samples - start)
        clips = tuple(moved(clip, start) for clip in spec.clips)
        near = [(a - start, b - start) for a, b in spec.speech if a - ATTACK < start + length and b + RELEASE > start]
        parts.append(window(folder, Mix(length, clips, tuple(near)))[0])
    assert np.array_equal(np.concatenate(parts), whole)


def moved(clip: Clip, by: int) -> Clip:
    """The clip as a window sees it that begins ``by`` samples later."""
    fields = {name: getattr(clip, name) for name in ("samples", "gain", "fade_in", "fade_out", "pan", "role")}
    return Clip(start=clip.start - by, **fields)


def test_the_meta_says_how_loud_a_window_is(tmp_path: Path) -> None:
    found, meta = mixed(tmp_path, Mix(96 * STEP, (Clip(100, 90_000, -3.0),)), [noise(90_000, 2)])
    assert len(meta["blocks"]) == len(meta["peaks"]) == 96
    assert meta["blocks"] == pytest.approx(powers(found).tolist(), rel=1e-4)
    assert max(meta["peaks"]) == pytest.approx(float(np.abs(found).max()), rel=1e-4)
    assert meta["peak"] == pytest.approx(true_peak(found), rel=1e-4)


def test_a_window_without_clips_is_silence(tmp_path: Path) -> None:
    found, meta = mixed(tmp_path, Mix(2 * STEP), [])
    assert not found.any() and found.shape == (2 * STEP, 2)
    assert meta == {"blocks": [0.0, 0.0], "peaks": [0.0, 0.0], "peak": 0.0}


# ---------------------------------------------------------------------------------------------- packets


def test_packets_are_as_many_as_asked_and_one_more_at_the_end(tmp_path: Path) -> None:
    for name in "abc":
        wav.write(tmp_path / name, noise(24 * STEP, 2), float32=True)
    spec = Aac(0.0, 24)
    inside = {"before": tmp_path / "a", "window": tmp_path / "b", "after": tmp_path / "c"}
    for inputs, count in [
        (inside, 24),
        ({"window": tmp_path / "b", "after": tmp_path / "c"}, 24),
        ({"before": tmp_path / "a", "window": tmp_path / "b"}, 25),
        ({"window": tmp_path / "b"}, 25),
    ]:
        meta = aac.make(spec, inputs, tmp_path / "out", ignore)
        assert len(meta["packets"]) == count and sum(meta["packets"]) == (tmp_path / "out").stat().st_size
    first = (tmp_path / "out").read_bytes()
    aac.make(spec, {"window": tmp_path / "b"}, tmp_path / "again", ignore)
    assert (tmp_path / "again").read_bytes() == first


def test_a_window_of_another_length_is_refused(tmp_path: Path) -> None:
    wav.write(tmp_path / "w", noise(24 * STEP, 2), float32=True)
    for packets in (23, 25):
        with pytest.raises(aac.MediaError, match="make it again"):
            aac.make(Aac(0.0, packets), {"window": tmp_path / "w"}, tmp_path / "out", ignore)
