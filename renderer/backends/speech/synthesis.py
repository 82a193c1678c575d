"""A line and its delivery come in, the raw speech of an engine goes out, at the pitch, pace and size wanted.

A body's size is heard in the formants. Neither engine has a setting for it, so the line is spoken at a pitch and
a pace that are too low (or high) by the size, and the result is then played faster (or slower) by just that.
"""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from contextlib import redirect_stdout
from io import StringIO
from math import log2
from pathlib import Path

import numpy as np

from renderer.backends.speech.engines import SILENCE
from renderer.backends.speech.pace import LANGUAGE_PACE, primary
from renderer.backends.speech.voices import Delivery
from renderer.recipe import SAMPLE_RATE
from renderer.sound.signal import Signal, resampled, silence

_TIME_OUT = 60.0  # seconds; a line takes a twentieth of one

# eSpeak's name of a language, where it is not the primary subtag itself.
_ESPEAK_LANGUAGES = {"en": "en-us", "zh": "cmn", "pt": "pt-br", "no": "nb", "tl": "id"}
_ESPEAK_REGIONS = {"en-gb": "en", "en-au": "en", "zh-hk": "yue", "zh-yue": "yue", "pt-pt": "pt", "es-mx": "es-419"}
# eSpeak's variants: (name, median pitch in Hz at pitch 50, size of its formants against a neutral adult). Not among
# them are those with a ``breath``: its noise comes from memory that nobody has set, and so is never twice the same.
_FEMALE = (
    ("f1", 179.0, 1.08),
    ("f4", 179.0, 1.12),
    ("belinda", 230.0, 1.08),
    ("linda", 230.0, 1.13),
)
_MALE = (
    ("", 103.0, 0.95),
    ("m1", 95.0, 0.93),
    ("m3", 109.0, 0.92),
    ("m7", 110.0, 0.95),
    ("adam", 103.0, 0.95),
    ("max", 108.0, 0.94),
)
_REACH = (0.72, 1.6)  # how far a variant can be taken from its pitch
_MEI = (335.0, 1.08)  # Open JTalk's one voice: its median pitch and its size
# Factors on the pitch asked for: Japanese is spoken higher, and eSpeak speaks Chinese lower than it is told.
_JAPANESE_PITCH, _ESPEAK_PITCH = 1.12, {"zh": 1.15, "cmn": 1.15}


class SpeechError(RuntimeError):
    """A line could not be spoken: the engine is missing, crashed, hung, or has no such voice."""


def speech(text: str, language: str, engine: str, spoken: Delivery) -> Signal:
    """The line as spoken, mono at 48 kHz, not yet treated; empty where it has nothing to say (``……``).

    ``engine`` is what ``engine_for`` gave. Raises SpeechError.
    """
    name = engine.split()[0]
    if name == SILENCE or not any(letter.isalnum() for letter in text):
        return silence(0)
    if name == "open_jtalk":
        return _by_open_jtalk(text, spoken)
    if name == "espeak":
        return _by_espeak(text, language, spoken)
    raise SpeechError(f"there is no speech engine {name}")


def _by_open_jtalk(text: str, spoken: Delivery) -> Signal:
    """Japanese by Open JTalk, in this process: it is deterministic, and loads its dictionary but once."""
    try:
        with redirect_stdout(StringIO()):  # it greets with advice on optional packages
            import pyopenjtalk
    except ImportError as error:
        raise SpeechError(f"Open JTalk is not installed: {error}") from error
    pitch, size = _MEI
    shift = spoken.size / size
    tones = 12.0 * log2(spoken.pitch * _JAPANESE_PITCH / (pitch * shift))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own use of its dictionaries is not the user's concern
            raw, rate = pyopenjtalk.tts(text, speed=spoken.rate / shift, half_tone=tones, predict_nani=False)
    except (RuntimeError, ValueError) as error:
        raise SpeechError(f"Open JTalk cannot say {text!r}: {error}") from error
    return _stretched(np.asarray(raw, np.float32) / np.float32(32768.0), SAMPLE_RATE / rate / shift)


def _by_espeak(text: str, language: str, spoken: Delivery) -> Signal:
    """Any other language by eSpeak NG, in a process of its own: see ``espeak.py``."""
    try:
        import espeakng_loader  # type: ignore[import-untyped]
    except ImportError as error:
        raise SpeechError(f"eSpeak NG is not installed: {error}") from error
    variant, pitch, size = _variant(spoken)
    shift = spoken.size / size
    ratio = log2(spoken.pitch * _ESPEAK_PITCH.get(primary(language), 1.0) / (pitch * shift))
    tag = language.lower().replace("_", "-")
    tongue = _ESPEAK_LANGUAGES.get(primary(language), primary(language))
    names = (_ESPEAK_REGIONS.get(tag, tongue if tag == primary(tag) else tag), tongue, "en-us")
    request = {
        "library": espeakng_loader.get_library_path(),
        "data": espeakng_loader.get_data_path(),
        "voices": [f"{name}+{variant}" if variant else name for name in names],
        "text": text,
        "rate": _within(80, 165.0 * LANGUAGE_PACE.get(primary(language), 1.0) * spoken.rate / shift, 450),
        "pitch": _within(0, 50.0 + ratio * (63.0 if ratio > 0.0 else 76.0), 100),
        "range": _within(0, 50.0 * spoken.range, 100),
    }
    rate, raw = _answer(request)
    return _stretched(raw, SAMPLE_RATE / rate / shift)


def _answer(request: dict[str, object]) -> tuple[int, Signal]:
    """Runs the helper process: the sample rate and the samples that it answers with."""
    program = [sys.executable, "-I", "-S", str(Path(__file__).with_name("espeak.py"))]
    try:
        done = subprocess.run(program, input=json.dumps(request).encode(), capture_output=True, timeout=_TIME_OUT)
    except subprocess.TimeoutExpired as error:
        raise SpeechError(f"eSpeak NG did not answer within {_TIME_OUT:.0f} s") from error
    head, found, body = done.stdout.partition(b"\n")
    if done.returncode or not found:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1] if said else f"exit status {done.returncode}"
        raise SpeechError(f"eSpeak NG failed: {reason}")
    return int(head), np.frombuffer(body, "<i2").astype(np.float32) / np.float32(32768.0)


def _stretched(signal: Signal, factor: float) -> Signal:
    return resampled(signal, max(1, round(len(signal) * factor))) if len(signal) else signal


def _variant(spoken: Delivery) -> tuple[str, float, float]:
    """One of eSpeak's variants, by the speaker's digest, of those that can reach the pitch."""
    choices = _FEMALE if spoken.size >= 1.0 else _MALE
    able = [
        choice
        for choice in choices
        if _REACH[0] * choice[1] <= spoken.pitch * choice[2] / spoken.size <= _REACH[1] * choice[1]
    ]
    able = able or [min(choices, key=lambda choice: abs(log2(spoken.pitch * choice[2] / spoken.size / choice[1])))]
    return able[spoken.variant % len(able)]


def _within(low: int, value: float, high: int) -> int:
    return min(high, max(low, round(value)))
