"""Recipes: what determines an artifact's content comes in, a canonical text and its digest go out.

A task is made from a *spec* (one of the frozen dataclasses below) and from the artifacts of other tasks.
Its key is the digest of its kind, the kind's version, the spec, and the digests of those inputs; nothing
else. Where and when a task runs, and the names and places that a screenplay gives to things, are in no spec.

Units: time in frames of the film's own rate, or in samples at 48 kHz; levels in dB; pictures in pixels.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Any

SAMPLE_RATE = 48_000
"""Samples a second of every sound in the store."""

# ---------------------------------------------------------------------------------------------- pictures


@dataclass(frozen=True, slots=True)
class Format:
    """The raster and rate of the film: width and height in pixels (both even), frames a second."""

    width: int
    height: int
    fps: Fraction

    @property
    def gop(self) -> int:
        """Frames between key frames: one second at most, so that a transition re-encodes little."""
        return max(1, int(self.fps))


@dataclass(frozen=True, slots=True)
class Encoder:
    """How segments are compressed. All segments of a film share one, else they could not be joined."""

    codec: str = "libx264"
    preset: str = "veryfast"
    crf: int = 20
    threads: int = 1  # libx264's output depends on its thread count, so it is fixed and part of the key


@dataclass(frozen=True, slots=True)
class Box:
    """A region of the frame in thousandths, origin top left."""

    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True, slots=True)
class Look:
    """What a character looks like: the words of its description, and how many reference pictures it has.

    The pictures themselves are inputs of the task, named ``look:SLOT:N``.
    """

    description: str
    wardrobe: str = ""
    references: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """A character in the frame. Its slot is its index in the shot; its name is not here."""

    look: Look
    side: str = ""  # "left", "center", "right", or "" for the compositor's own choice
    behind: int | None = None  # the slot that it stands behind
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How the film is drawn: its words, its palette as ``#rrggbb``, and what it must not show."""

    words: str = ""
    palette: tuple[str, ...] = ()
    avoid: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when: all that a background is painted from. Words in any language."""

    place: str = ""
    time: str = ""  # "night", "dawn, after the rain", "夜"
    weather: str = ""
    light: str = ""
    mood: str = ""  # the scene's prose
    style: Style = Style()
    references: int = 0  # pictures of the place: inputs ``place:N``


@dataclass(frozen=True, slots=True)
class Plate:
    """Spec of the task ``plate``: the painted layers of a setting, shared by all shots that look at it."""

    setting: Setting
    format: Format


@dataclass(frozen=True, slots=True)
class Move:
    """A camera move from its first value to its last. Zoom is a factor; x and y are shares of the frame's
    width and height; roll is in degrees; shake is an amplitude as a share of the frame's height."""

    zoom: tuple[float, float] = (1.0, 1.0)
    x: tuple[float, float] = (0.0, 0.0)
    y: tuple[float, float] = (0.0, 0.0)
    roll: tuple[float, float] = (0.0, 0.0)
    shake: float = 0.0
    parallax: float = 1.0  # 1: the camera travels (near layers move more); 0: it only turns or zooms
    ease: str = "in-out"  # "in-out", "linear", "in", "out"


@dataclass(frozen=True, slots=True)
class Speech:
    """A line as the picture needs it: who moves the mouth, when, and how. Its sound is input ``voice:N``,
    N being its index among the speeches."""

    slot: int | None  # None: nobody in the frame speaks it (narrator, off screen)
    start: int  # frames from the start of the shot
    frames: int
    manner: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Spec of the task ``picture``: one shot, resolved. Inputs: ``plate``, ``voice:N``, ``look:SLOT:N``,
    ``first``/``last`` (given frames) and ``opening`` (the last frame of the shot that it continues)."""

    format: Format
    encoder: Encoder
    frames: int
    size: str  # the shot size in words: "People from head to foot"
    figure: float  # a standing adult's height as a share of the frame's height at this size: 0.45, 3.8
    setting: Setting
    subjects: tuple[Subject, ...] = ()
    action: str = ""  # prose; ``{0}`` stands for the subject of slot 0, ``{~0}`` for somebody not in the frame
    speeches: tuple[Speech, ...] = ()
    camera: Move = Move()
    angle: str = ""
    lens: str = ""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Still:
    """Spec of the task ``still``: one frame of input ``picture`` as a PNG; ``at`` counts from its start,
    -1 is its last."""

    at: int = -1


@dataclass(frozen=True, slots=True)
class Transition:
    """Spec of the task ``transition``: the frames around a change of shot, encoded as closed GOPs.

    Inputs ``a`` and ``b`` are segments; either may be absent at the film's ends, where black takes its place. The
    result covers ``a`` from frame ``a_start`` on, of which the last ``frames`` play together with the first
    ``frames`` of ``b``, and ``b`` up to frame ``b_end`` (exclusive). Both borders come from ``cut.untouched``:
    key frames where the shot has one to spare, else the frame at which its two transitions meet.
    """

    kind: str  # "dissolve", "fade", "wipe"
    frames: int
    a_frames: int  # length of a, 0 where there is none
    b_frames: int
    a_start: int  # 0 where there is no a
    b_end: int  # 0 where there is no b
    format: Format
    encoder: Encoder


# ---------------------------------------------------------------------------------------------- sound


@dataclass(frozen=True, slots=True)
class VoiceLook:
    """What a voice is made from: either the words and settings of a ``voice``, or a person's description."""

    description: str = ""  # the character's own description, where no voice was given
    words: tuple[str, ...] = ()  # the words of the ``voice`` statement that no definition explains
    pitch: float | None = None  # factor on a neutral adult's pitch, from voice definitions
    rate: float | None = None  # factor on the pace
    timbre: float | None = None  # factor on the formants: below 1 a larger body, above 1 a smaller one
    breath: float = 0.0  # 0 clear … 1 whispered
    narrator: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Spec of the task ``voice``: one spoken line → mono WAV, 48 kHz, 16 bit. ``engine`` names the
    synthesizer and its version, "silence" where none is installed."""

    text: str
    language: str  # "en", "ja", "zh", … of this line
    manner: str
    voice: VoiceLook
    engine: str


@dataclass(frozen=True, slots=True)
class Effect:
    """Spec of the task ``effect``: a sound from its words → stereo WAV, 48 kHz, 16 bit."""

    words: str
    samples: int | None = None  # its length, or None for its natural one
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Music:
    """Spec of the task ``music``: a piece from its words → stereo WAV, 48 kHz, 16 bit, just this long."""

    words: str
    samples: int
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Recording:
    """Spec of the task ``recording``: input ``file``, a sound file of the user's → stereo WAV, 48 kHz, 16 bit."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One sound on the film's time line, as one window of the mix sees it. Its samples are input ``clip:N``."""

    start: int  # samples from the window's start to the clip's own first sample; may be negative
    samples: int  # length of the clip on the time line
    gain: float  # dB
    fade_in: int = 0  # samples
    fade_out: int = 0
    pan: float = 0.0  # -1 left … 1 right
    role: str = "effect"  # "dialogue", "effect", "music"; music ducks under dialogue


@dataclass(frozen=True, slots=True)
class Mix:
    """Spec of the task ``mix``: one window of the sound track before mastering → stereo float32 WAV.

    ``speech`` are the intervals (samples, relative to the window) in which somebody speaks near the window:
    music ducks under them with the ramps that the mixer defines.
    """

    samples: int
    clips: tuple[Clip, ...] = ()
    speech: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Aac:
    """Spec of the task ``aac``: one window of the mastered track as AAC packets.

    Inputs ``before``, ``window`` and ``after`` are mixes; the neighbours give the encoder and the limiter
    their run-up, so that windows encoded apart play as one track. ``gain`` is the film's master gain.
    """

    gain: float  # dB, a multiple of a quarter
    packets: int
    bitrate: int = 192_000


Spec = Plate | Picture | Still | Transition | Voice | Effect | Music | Recording | Mix | Aac

# ---------------------------------------------------------------------------------------------- keys


def canonical(value: Any) -> Any:
    """The JSON value that stands for ``value`` in a recipe. Every field is in it, so that a changed default
    can never pass for the old content."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: canonical(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [canonical(item) for item in value]
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): canonical(item) for name, item in value.items()}
    return value


def text_of(value: Any) -> str:
    """The canonical text of a recipe: JSON, keys sorted, no spaces, UTF-8 as it is."""
    return json.dumps(canonical(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: bytes | str) -> str:
    """SHA-256 (FIPS 180-4) as 64 hexadecimal digits."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
