"""Tests of the music: that a piece fills its time, keeps to its key, comes to an end, and follows its words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.backends.music import harmony, instruments, piece, score
from renderer.backends.music.character import character
from renderer.backends.music.performance import clock_for
from renderer.recipe import SAMPLE_RATE, Music
from renderer.sound import level, wav

WORDS = (
    "solo cello, slow, anxious",
    "heroic strings and brass",
    "静かなピアノ、さびしい",
    "古筝和二胡，悠扬",
    "playful",
    "shakuhachi, dark",
    "waltz for music box",
)


def notes_of(words: str, seed: int = 0, bars: int = 12) -> tuple[score.Note, ...]:
    return score.composed(character(words, seed), words, seed, bars)


# ------------------------------------------------------------------------------------------ the sound


@pytest.mark.parametrize("words", WORDS)
def test_a_piece_is_clean_at_its_level_and_ends(words: str):
    samples = 12 * SAMPLE_RATE + 7
    sound = piece.piece(words, samples, 0)
    assert sound.shape == (samples, 2)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= 10 ** (-1 / 20)
    assert level.loudness(sound) == pytest.approx(-20.0, abs=0.2)
    assert np.abs(sound.mean(axis=0)).max() < 1e-3
    assert np.abs(sound[-20:]).max() < 1e-4
    assert level.loudest(sound[-3 * SAMPLE_RATE :]) > -45.0  # it ends with its last chord, not before


@given(samples=st.integers(1, 4 * SAMPLE_RATE), words=st.sampled_from(WORDS))
@settings(max_examples=12, deadline=None)
def test_any_length_is_filled_exactly(samples: int, words: str):
    sound = piece.piece(words, samples, 0)
    assert sound.shape == (samples, 2)
    assert np.isfinite(sound).all()


def test_a_recipe_makes_the_same_bytes_again(tmp_path: Path):
    for name in "ab":
        meta = piece.make(Music("tender", 4 * SAMPLE_RATE), {}, tmp_path / name, print)
        assert meta == {"samples": 4 * SAMPLE_RATE, "loudness": pytest.approx(-20.0, abs=0.2)}
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert wav.read(tmp_path / "a").shape == (4 * SAMPLE_RATE, 2)


@pytest.mark.parametrize("name", sorted(instruments.RANGES))
def test_every_instrument_plays_in_tune(name: str):
    low, high = instruments.RANGES[name]
    assert low < high
    for pitch in (low, (low + high) // 2, high):
        tone = instruments.played(name, pitch, 1.0, 0.6)
        assert np.isfinite(tone).all()
        assert 0.005 < np.abs(tone).max() < 6.0
        if name in ("taiko", "drums"):
            continue
        mono = tone if tone.ndim == 1 else tone.mean(axis=1)
        expected = 440.0 * 2.0 ** ((pitch - 69) / 12.0)
        spectrum = np.abs(np.fft.rfft(mono[:SAMPLE_RATE] * np.hanning(len(mono[:SAMPLE_RATE])), 4 * SAMPLE_RATE))
        around = slice(int(3.6 * expected), int(4.4 * expected))
        peak = (around.start + int(np.argmax(spectrum[around]))) / 4.0
        assert abs(1200.0 * np.log2(peak / expected)) < 30.0  # cents: a vibrato's width


def test_the_stronger_a_note_the_brighter():
    def centroid(tone: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(tone)) ** 2
        return float(np.sum(power * np.arange(len(power))) / np.sum(power))

    for name in ("cello", "piano", "flute"):
        soft, strong = (instruments.played(name, 64, 1.0, force) for force in (0.2, 1.0))
        assert centroid(strong) > 1.05 * centroid(soft)
        assert np.abs(strong).max() > 2.0 * np.abs(soft).max()


# ------------------------------------------------------------------------------------------ the composition


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("bars", [1, 3, 9])
def test_notes_keep_to_their_ranges_and_their_time(words: str, bars: int):
    nature = character(words, 0)
    notes = notes_of(words, bars=bars)
    assert notes
    for note in notes:
        low, high = instruments.RANGES[note.instrument]
        assert note.part == "harmony" or low <= note.pitch <= high
        assert 0.0 <= note.start <= (bars + 1) * nature.meter
        assert 0.0 < note.beats and 0.0 < note.force < 1.6


@pytest.mark.parametrize("words", WORDS)
def test_the_tune_stays_in_the_mode_and_ends_on_the_tonic(words: str):
    nature = character(words, 0)
    tones = set(harmony.melody_classes(nature.mode, nature.tonic))
    tune = sorted((note for note in notes_of(words) if note.part == "lead"), key=lambda note: note.start)
    inside = [note.pitch % 12 in tones for note in tune]
    assert np.mean(inside) > 0.9  # a chord's leading note may stand outside
    assert tune[-1].pitch % 12 == nature.tonic
    assert tune[-1].start == 12 * nature.meter


def test_the_tune_has_one_motif_that_comes_back():
    tune = [note for note in notes_of("happy flute and guitar", bars=16) if note.part == "lead"]
    rhythms = [tuple(round(note.start % 4, 2) for note in tune if int(note.start // 4) == bar) for bar in range(16)]
    assert rhythms.count(rhythms[0]) >= 3
    assert len(set(rhythms)) >= 3


def test_other_words_and_other_seeds_make_other_pieces_and_length_alone_does_not():
    def tune(words: str, seed: int, bars: int) -> list[tuple[float, int]]:
        return [(note.start, note.pitch) for note in notes_of(words, seed, bars) if note.part == "lead"]

    assert tune("sad piano", 0, 12) != tune("sad piano", 1, 12) != tune("sad piano, rain", 1, 12)
    short, long = (dict(tune("sad piano", 0, bars)) for bars in (16, 24))
    shared = [start for start in short if start < 11 * 4]
    assert shared and all(long[start] == short[start] for start in shared)


@given(
    mode=st.sampled_from(sorted(harmony.MODES)),
    tonic=st.integers(0, 11),
    roots=st.lists(st.integers(0, 6), min_size=2, max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_voices_move_little_and_hold_the_whole_chord(mode: str, tonic: int, roots: list[int]):
    chords = harmony.led(tuple(roots), mode, tonic)
    for before, after in zip(chords, chords[1:], strict=False):
        assert {voice % 12 for voice in after.voices} == set(after.classes)
        moves = [abs(a - b) for a, b in zip(before.voices, after.voices, strict=False)]
        assert max(moves) <= 7 and sum(moves) <= 14
        assert list(after.voices) == sorted(after.voices)


@given(samples=st.integers(1, 200 * SAMPLE_RATE), tempo=st.floats(45.0, 150.0), meter=st.sampled_from([3, 4]))
@settings(max_examples=80, deadline=None)
def test_the_bars_fill_the_time_at_about_the_tempo(samples: int, tempo: float, meter: int):
    bars, clock = clock_for(samples, tempo, meter, sustained=True)
    total = samples / SAMPLE_RATE
    last = clock.seconds(float(bars * meter))
    assert last <= total
    assert total - last <= 4.6 or bars == 0
    if bars > 3:
        assert 60.0 / clock.beat == pytest.approx(tempo, rel=0.25)
    times = [clock.seconds(beat / 2) for beat in range(2 * bars * meter + 1)]
    steps = np.diff(times)
    assert (steps > 0).all() if len(steps) else True
    assert all(later >= sooner - 1e-9 for sooner, later in zip(steps, steps[1:], strict=False))  # it only slows down


# ------------------------------------------------------------------------------------------ the words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("solo cello, slow, anxious", {"lead": "cello", "harmony": "", "mode": "minor"}),
        ("尺八と琴、静か", {"lead": "shakuhachi", "harmony": "koto", "mode": "hirajoshi"}),
        ("二胡，古筝", {"lead": "erhu", "harmony": "guzheng", "mode": "gong"}),
        ("悲しいピアノ", {"lead": "piano", "mode": "minor"}),
        ("lyre and frame drum", {"lead": "lyre", "drums": "drums"}),
        ("happy waltz", {"meter": 3, "mode": "major"}),
        ("epic choir", {"lead": "choir", "harmony": "strings", "drums": "taiko"}),
        ("women's voices", {"lead": "choir"}),
    ],
)
def test_words_choose_the_forces_and_the_mode(words: str, expected: dict[str, object]):
    nature = character(words, 0)
    assert {name: getattr(nature, name) for name in expected} == expected


def test_slow_is_slower_than_fast():
    assert character("slow", 0).tempo < 0.7 * character("fast", 0).tempo
    assert character("ゆっくり", 0).tempo < 0.7 * character("快速", 0).tempo


@given(st.text(max_size=50), st.integers(0, 5))
@settings(max_examples=100, deadline=None)
def test_any_words_have_a_character(words: str, seed: int):
    nature = character(words, seed)
    assert 40 <= nature.tempo <= 180
    assert nature.mode in harmony.MODES
    assert nature.lead or nature.harmony
    assert {nature.lead, nature.harmony, nature.bass, nature.colour, nature.drums} - {""} <= set(instruments.RANGES)
