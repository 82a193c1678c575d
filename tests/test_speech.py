"""Tests of spoken lines: what they sound like is measured, never assumed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.backends.speech import engines as speech
from renderer.backends.speech import speak, synthesis
from renderer.backends.speech.pace import estimate
from renderer.backends.speech.voices import Delivery, delivery
from renderer.recipe import SAMPLE_RATE, Voice, VoiceLook
from renderer.sound import level, wav

needs_espeak = pytest.mark.skipif("espeak" not in speech.engines(), reason="eSpeak NG is not installed")
needs_jtalk = pytest.mark.skipif("open_jtalk" not in speech.engines(), reason="Open JTalk is not installed")

GIRL = VoiceLook(description="A girl of twelve with short black hair.")
MAN = VoiceLook(description="A tall man with a scar.")
WOMAN = VoiceLook(description="A woman in a green dress.")
ENGLISH = "The sea can't see us now. Hold on to the rope!"


def line(
    tmp_path: Path, text: str = ENGLISH, look: VoiceLook = WOMAN, manner: str = "", language: str = "en"
) -> np.ndarray:
    meta = speak.make(Voice(text, language, manner, look, speech.engine_for(language)), {}, tmp_path / "line", print)
    samples = wav.read(tmp_path / "line")
    assert samples.shape == (meta["samples"], 1)
    return samples[:, 0]


def pitches(voice: np.ndarray) -> np.ndarray:
    """Pitch in Hz of each voiced frame, by autocorrelation."""
    found = []
    for start in range(0, len(voice) - 2048, 1024):
        frame = voice[start : start + 2048] - voice[start : start + 2048].mean()
        if frame.std() > 0.02:
            correlation = np.fft.irfft(np.abs(np.fft.rfft(frame * np.hanning(2048), 4096)) ** 2)
            lag = 96 + int(np.argmax(correlation[96:800]))
            if correlation[lag] > 0.5 * correlation[0]:
                found.append(SAMPLE_RATE / lag)
    return np.array(found)


def centroid(voice: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(voice)) ** 2
    return float(np.sum(power * np.fft.rfftfreq(len(voice), 1 / SAMPLE_RATE)) / np.sum(power))


# ------------------------------------------------------------------------------------------ the finished line


@needs_espeak
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ENGLISH),
        ("zh", "大海已经看不见我们了。"),
        ("fr", "Je ne vois plus la mer."),
        ("ko", "바다가 보이지 않아요."),
        ("ru", "Я не вижу моря."),
        ("ar", "لا أرى البحر"),
        ("xx", "An unknown tongue."),
    ],
)
def test_a_line_is_trimmed_clean_and_at_its_level(tmp_path: Path, language: str, text: str):
    voice = line(tmp_path, text, language=language)
    assert level.loudness(voice) == pytest.approx(-16.0, abs=0.8)
    assert np.abs(voice).max() <= 10 ** (-3 / 20)
    assert abs(voice.mean()) < 1e-3
    loud = np.flatnonzero(np.abs(voice) > np.abs(voice).max() * 10 ** (-40 / 20))
    assert loud[0] <= 0.065 * SAMPLE_RATE
    assert len(voice) - loud[-1] <= 0.25 * SAMPLE_RATE  # room included
    assert max(abs(voice[0]), abs(voice[-1])) < 1e-3


@needs_jtalk
def test_japanese_reads_kanji(tmp_path: Path):
    kanji = line(tmp_path, "海が見えない。", language="ja")
    kana = line(tmp_path, "うみがみえない。", language="ja")
    assert abs(len(kanji) - len(kana)) < 0.15 * len(kana)
    assert level.loudness(kanji) == pytest.approx(-16.0, abs=0.8)


@needs_espeak
def test_the_same_recipe_makes_the_same_bytes_whatever_was_said_before(tmp_path: Path):
    first = line(tmp_path, look=GIRL, manner="crying softly")
    line(tmp_path, "Something else.", look=MAN, manner="shouting")
    assert np.array_equal(first, line(tmp_path, look=GIRL, manner="crying softly"))


@needs_jtalk
def test_japanese_is_deterministic_too(tmp_path: Path):
    first = line(tmp_path, "もう海からは見えない。", language="ja", manner="ささやいて")
    line(tmp_path, "別の言葉。", language="ja", look=MAN)
    assert np.array_equal(first, line(tmp_path, "もう海からは見えない。", language="ja", manner="ささやいて"))


@pytest.mark.parametrize("engine", ["silence", None])
@pytest.mark.parametrize("text", ["……", "Hello there."])
def test_what_cannot_be_said_is_silence_of_the_estimated_length(tmp_path: Path, text: str, engine: str | None):
    if engine is None and text != "……":
        pytest.skip("this one is spoken")
    spec = Voice(text, "en", "", MAN, engine or speech.engine_for("en"))
    meta = speak.make(spec, {}, tmp_path / "line", print)
    assert meta["samples"] == round(estimate(text, "en", MAN, "") * SAMPLE_RATE)
    assert meta["loudness"] == level.SILENT
    assert not wav.read(tmp_path / "line").any()


# ------------------------------------------------------------------------------------------ who speaks


@needs_espeak
def test_people_have_the_pitch_of_their_kind(tmp_path: Path):
    girl, woman, man = (np.median(pitches(line(tmp_path, look=look))) for look in (GIRL, WOMAN, MAN))
    assert 220 < girl < 330
    assert 165 < woman < 240
    assert 85 < man < 140


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_larger_body_has_lower_formants_at_the_same_pitch_and_pace(language: str):
    if speech.engine_for(language) == speech.SILENCE:
        pytest.skip("no engine for it here")
    text = {"en": ENGLISH, "ja": "もう海からは見えない。"}[language]
    small, large = (
        synthesis.speech(text, language, speech.engine_for(language), Delivery(pitch=200.0, size=size))
        for size in (1.3, 1.02)
    )
    assert centroid(small) > 1.1 * centroid(large)
    assert np.median(pitches(small)) == pytest.approx(np.median(pitches(large)), rel=0.12)
    assert len(small) == pytest.approx(len(large), rel=0.15)


def test_two_people_differ_and_one_is_always_the_same():
    looks = [VoiceLook(description=f"A man with {thing}.") for thing in ("a scar", "a red coat", "a limp", "a lamp")]
    voices = {delivery(look, "") for look in looks}
    assert len(voices) == 4
    assert len({round(voice.pitch / 3) for voice in voices}) >= 3
    assert delivery(looks[0], "") == delivery(looks[0], "")


@given(
    description=st.text(max_size=40),
    manner=st.text(max_size=20),
    pitch=st.none() | st.floats(0.3, 4.0),
    timbre=st.none() | st.floats(0.3, 3.0),
    rate=st.none() | st.floats(0.2, 5.0),
)
@settings(max_examples=150, deadline=None)
def test_every_delivery_can_be_spoken(
    description: str, manner: str, pitch: float | None, timbre: float | None, rate: float | None
):
    spoken = delivery(VoiceLook(description, pitch=pitch, rate=rate, timbre=timbre), manner)
    assert 50 <= spoken.pitch <= 420 and 0.4 <= spoken.rate <= 2.2 and 0.65 <= spoken.size <= 1.45
    assert 0 <= spoken.breath <= 1 and -10 <= spoken.level <= 5


@pytest.mark.parametrize(
    ("description", "kin"),
    [
        ("a young girl", "小さな女の子"),
        ("an old man", "白い髭の老人"),
        ("a giant", "独眼的巨人"),
        ("a robot", "機械のロボット"),
        ("a woman", "年轻的女人"),
    ],
)
def test_descriptions_are_read_in_three_languages(description: str, kin: str):
    one, other = (delivery(VoiceLook(description=words), "") for words in (description, kin))
    assert one.pitch == pytest.approx(other.pitch, rel=0.3)
    assert (one.robot, one.hall) == (other.robot, other.hall)


def test_hair_is_soft_but_only_a_voice_makes_a_voice_soft():
    plain = delivery(VoiceLook(description="A woman with soft hair"), "")
    soft = delivery(VoiceLook(description="A woman with red hair, a soft voice"), "")
    assert plain.breath == 0.0 < soft.breath


def test_factors_count_from_a_neutral_adult():
    low, high = (delivery(VoiceLook(pitch=pitch), "") for pitch in (0.8, 1.6))
    assert high.pitch == pytest.approx(2.0 * low.pitch)
    assert delivery(VoiceLook(pitch=1.0, rate=1.5), "").rate == pytest.approx(1.5)


# ------------------------------------------------------------------------------------------ how they speak


@needs_espeak
def test_whispers_have_no_pitch_and_shouts_are_loud_and_bright(tmp_path: Path):
    plain, whisper, shout = (line(tmp_path, manner=manner) for manner in ("", "whispering", "大喊"))
    assert level.loudness(whisper) == pytest.approx(level.loudness(plain) - 7.0, abs=0.5)
    assert level.loudness(shout) == pytest.approx(level.loudness(plain) + 4.0, abs=0.7)
    assert len(pitches(whisper)) < 0.35 * len(pitches(plain))
    assert np.median(pitches(shout)) > 1.15 * np.median(pitches(plain))
    assert centroid(shout) > 1.3 * centroid(plain)
    assert centroid(whisper) > 1.3 * centroid(plain)


@needs_espeak
def test_a_robot_keeps_one_note_and_a_singer_many(tmp_path: Path):
    robot = pitches(line(tmp_path, look=VoiceLook(description="a robot")))
    plain = pitches(line(tmp_path))
    middle = np.median(robot)
    assert np.mean(np.abs(robot / middle - 1.0) < 0.03) > 0.7
    assert np.mean(np.abs(plain / np.median(plain) - 1.0) < 0.03) < 0.4


@pytest.mark.parametrize(
    ("words", "field", "sign"),
    [
        ("softly", "level", -1), ("やさしく", "level", -1), ("温柔", "level", -1),
        ("angrily", "effort", 1), ("怒って", "effort", 1), ("愤怒地", "effort", 1),
        ("sadly", "rate", -1), ("悲しく", "rate", -1), ("悲伤", "rate", -1),
        ("ささやいて", "breath", 1), ("小声で", "breath", 1), ("低声", "breath", 1),
        ("叫んで", "level", 1), ("in tears", "tremble", 1), ("quickly", "rate", 1), ("slowly", "rate", -1),
    ],
)  # fmt: skip
def test_manners_are_read_in_three_languages(words: str, field: str, sign: int):
    assert sign * (getattr(delivery(MAN, words), field) - getattr(delivery(MAN, ""), field)) > 0.0


def test_unknown_manners_change_nothing():
    assert delivery(MAN, "(v.o.)") == delivery(MAN, "xyzzy") == delivery(MAN, "")


# ------------------------------------------------------------------------------------------ engines


def test_engines_are_found_without_importing_them():
    program = (
        "import sys; from renderer.backends.speech import engines, pace; engines.engines(); engines.engine_for('ja');"
        "pace.estimate('Hello', 'en', __import__('renderer.recipe', fromlist=['x']).VoiceLook(), '');"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'pyopenjtalk', 'espeakng_loader')))"
    )
    root = Path(speech.__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", program], cwd=root).returncode == 0


def test_the_engine_is_named_with_its_version():
    for language, engine in (("ja", "open_jtalk"), ("ja-JP", "open_jtalk"), ("en", "espeak"), ("zh", "espeak")):
        name = speech.engine_for(language)
        if engine in speech.engines():
            assert name.startswith(engine) and speech.engines()[engine] in name
            assert speech.remedy(language) == ""
        else:
            assert name == speech.SILENCE
            assert speech.remedy(language).startswith("pip install")


def test_an_unknown_engine_is_an_error():
    with pytest.raises(synthesis.SpeechError, match="festival"):
        synthesis.speech("Hello.", "en", "festival 2.5", Delivery())


@needs_espeak
def test_a_failing_helper_is_an_error_with_its_reason(monkeypatch: pytest.MonkeyPatch):
    import espeakng_loader

    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: "/nowhere/libespeak-ng.so")
    with pytest.raises(synthesis.SpeechError, match="nowhere"):
        synthesis.speech("Hello.", "en", speech.engine_for("en"), Delivery())
    monkeypatch.undo()
    monkeypatch.setattr(synthesis, "_TIME_OUT", 0.0001)
    with pytest.raises(synthesis.SpeechError, match="did not answer"):
        synthesis.speech("Hello.", "en", speech.engine_for("en"), Delivery())


# ------------------------------------------------------------------------------------------ the estimate

SENTENCES = {
    "en": (
        "No.", "Run!", "That little thing?", "I have waited twenty years for this moment.", "Let us go home.",
        "Why did you leave? You said you would stay forever.", "Captain, there is a strange light in the north.",
        "Once upon a time, in a quiet village by the sea, there lived an old lighthouse keeper.",
        "Everything will be different tomorrow.", "The train leaves at 7 o'clock.",
    ),
    "ja": (
        "いいえ。",
        "走れ！",
        "あの小さなものが？",
        "この時を二十年待っていた。",
        "家に帰ろう。",
        "おはようございます。コーヒーはいかがですか。",
        "船長、北の空に不思議な光が見えます。",
        "昔々、静かな海辺の村に、年老いた灯台守が住んでいました。",
        "明日は何もかも変わるだろう。",
        "電車は七時に出ます。",
    ),
    "zh": (
        "不。",
        "快跑！",
        "就那个小东西？",
        "我等这一刻等了二十年。",
        "我们回家吧。",
        "你为什么离开？你说过会永远留下来的。",
        "船长，北方有一道奇怪的光。",
        "很久很久以前，在海边一个安静的村子里，住着一位年老的灯塔看守人。",
        "明天一切都会不同。",
        "火车七点出发。",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_the_estimate_is_near_the_real_length(tmp_path: Path, language: str):
    if speech.engine_for(language) == speech.SILENCE:
        pytest.skip("no engine for it here")
    ratios = []
    for k, text in enumerate(SENTENCES[language]):
        look, manner = (WOMAN, MAN, GIRL)[k % 3], ("", "sadly", "angrily")[k % 3]
        seconds = len(line(tmp_path, text, look, manner, language)) / SAMPLE_RATE
        ratios.append(estimate(text, language, look, manner) / seconds)
    assert 0.72 < min(ratios) and max(ratios) < 1.3
    assert np.mean(ratios) == pytest.approx(1.0, abs=0.1)


@given(text=st.text(max_size=80), language=st.sampled_from(["en", "ja", "zh", "ko", "hi", "xx"]))
@settings(max_examples=100, deadline=None)
def test_every_text_has_an_estimate(text: str, language: str):
    seconds = estimate(text, language, MAN, "")
    assert 0.1 < seconds < 120.0


@given(text=st.text("あいうえおかき", min_size=1, max_size=30))
@settings(max_examples=20, deadline=None)
def test_a_longer_text_takes_longer(text: str):
    assert estimate(text + "さ", "ja", MAN, "") > estimate(text, "ja", MAN, "")
