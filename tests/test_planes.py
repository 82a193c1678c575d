"""Pictures and views come in; that planes are converted, sampled and laid over each other exactly is checked."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.backends.animatic.planes import LEADS, Overlay, View, convert, frame, lay, scratch

HEIGHT, WIDTH = 72, 128


def smooth(height: int, width: int, seed: int = 1) -> np.ndarray:
    noise = np.random.default_rng(seed).integers(0, 256, (height // 8, width // 8, 3), np.uint8)
    return cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)


def opaque(picture: np.ndarray) -> np.ndarray:
    return np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])


def flat(bgra: tuple[int, int, int, int], height: int = HEIGHT, width: int = WIDTH) -> Overlay:
    return convert(np.full((height, width, 4), bgra, np.uint8))


@pytest.mark.parametrize(
    ("bgr", "yuv"),
    [
        ((0, 0, 0), (16, 128, 128)),
        ((255, 255, 255), (235, 128, 128)),
        ((0, 0, 255), (63, 102, 240)),  # the red, green and blue of BT.709 in limited range
        ((0, 255, 0), (173, 42, 26)),
        ((255, 0, 0), (32, 240, 118)),
    ],
)
def test_colours_convert_as_the_standard_says(bgr: tuple[int, int, int], yuv: tuple[int, int, int]) -> None:
    planes = flat((*bgr, 255))
    assert tuple(abs(int(plane[0, 0]) - value) <= 1 for plane,
        value in zip((planes.y, planes.u, planes.v), yuv, strict=True)) == (True,) * 3


def test_odd_sizes_are_padded_with_nothing() -> None:
    planes = convert(np.full((5, 7, 4), 255, np.uint8))
    assert planes.size == (6, 8) and planes.u.shape == (3, 4)
    assert planes.keep[5].min() == 255 and planes.keep[:5, :7].max() == 0


@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3), st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_laying_over_is_the_mean_weighted_by_alpha(low: tuple[int, int, int], high: tuple[int, int, int],
        alpha: int) -> None:
    _, video = frame(HEIGHT, WIDTH)
    lay(video, flat((*low, 255)), View(0, 0), scratch(HEIGHT, WIDTH))
    premultiplied = tuple(round(value * alpha / 255) for value in high)
    lay(video, flat((*premultiplied, alpha)), View(0, 0), scratch(HEIGHT, WIDTH))
    mixed = tuple(round((a * (255 - alpha) + b * alpha) / 255) for a, b in zip(low, high, strict=True))
    expected = flat((*mixed, 255))
    for plane, wanted in ((video.y, expected.y), (video.u, expected.u), (video.v, expected.v)):
        assert abs(int(plane[8, 8]) - int(wanted[4, 4])) <= 3


@given(st.floats(0, 40), st.floats(0, 40), st.floats(0.8, 1.6))
@settings(max_examples=60, deadline=None)
def test_the_short_cuts_show_what_a_warp_shows(x: float, y: float, scale: float) -> None:
    source = smooth(288, 384)
    overlay = convert(opaque(source))
    _, video = frame(HEIGHT, WIDTH)
    lay(video, overlay, View(LEADS + x, LEADS + y, scale), scratch(HEIGHT, WIDTH))
    matrix = np.array([[scale, 0, LEADS + x], [0, scale, LEADS + y]])
    warped = cv2.warpAffine(overlay.y, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    difference = np.abs(video.y.astype(int) - warped)
    assert difference.max() <= 6 and difference.mean() < 1.5


@given(st.floats(-60, 60), st.floats(-40, 40), st.floats(0.7, 1.5), st.sampled_from((0.0, 0.1, -0.3)))
@settings(max_examples=60, deadline=None)
def test_outside_an_overlay_nothing_changes(x: float, y: float, scale: float, roll: float) -> None:
    memory, video = frame(HEIGHT, WIDTH)
    memory[:] = 90
    lay(video, flat((255, 255, 255, 255), 20, 20), View(x, y, scale, roll), scratch(HEIGHT, WIDTH))
    centre = np.array([(WIDTH - 1) / 2, (HEIGHT - 1) / 2])
    columns, rows = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    relative = np.stack([columns, rows], axis=2) - centre
    turn = np.array([[np.cos(roll), np.sin(roll)], [-np.sin(roll), np.cos(roll)]])
    seen = (relative @ turn + centre) * scale + (x, y)
    outside = ((seen < -1.2) | (seen > 20.2)).any(axis=2)
    inside = ((seen > 0.2) & (seen < 18.8)).all(axis=2)
    assert (video.y[outside] == 90).all()
    assert (video.y[inside] >= 230).all()


def test_a_shift_by_whole_pixels_is_exact() -> None:
    overlay = convert(opaque(smooth(160, 240)))
    _, video = frame(HEIGHT, WIDTH)
    lay(video, overlay, View(10, 6), scratch(HEIGHT, WIDTH))
    assert np.array_equal(video.y, overlay.y[6 : 6 + HEIGHT, 10 : 10 + WIDTH])
    assert np.array_equal(video.u, overlay.u[3 : 3 + HEIGHT // 2, 5 : 5 + WIDTH // 2])


def test_solid_rows_hide_all_below_whatever_their_mask_says() -> None:
    picture = opaque(smooth(160, 240))
    plain = convert(picture)
    known = Overlay(plain.y, plain.u, plain.v, plain.keep, plain.keep_uv, top=0, solid=0)
    frames = []
    for overlay in (plain, known):
        memory, video = frame(HEIGHT, WIDTH)
        lay(video, overlay, View(7.4, 3.3), scratch(HEIGHT, WIDTH))
        frames.append(memory)
    assert np.array_equal(*frames)


def test_only_the_rows_asked_for_are_touched() -> None:
    memory, video = frame(HEIGHT, WIDTH)
    before = memory.copy()
    lay(video, flat((255, 255, 255, 255)), View(0, 0), scratch(HEIGHT, WIDTH), (20, 40))
    assert np.array_equal(video.y[:20], before[:20]) and np.array_equal(video.y[40:], before[40:HEIGHT])
    assert video.y[20:40].min() >= 234
