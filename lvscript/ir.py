"""The film as data: what ``lower`` makes of a screenplay and all that the renderer knows of it.

Everything is resolved and explicit: names have become the things they stand for, defaults are filled in, times
are frames. All of it is frozen and has a versioned JSON form. Each field says which *layer* of the film it
determines; the layer of a field that says nothing is the picture, so that a new field makes pictures again
unless somebody decides otherwise.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator

from lvscript.source import Span

SOUND_FILES = (".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a")
"""How the name of a sound file ends."""


class Layer(StrEnum):
    """What a field determines."""

    PICTURE = "picture"
    VOICE = "voice"  # how a line sounds; its length may move the picture
    SOUND = "sound"  # music, effects, levels
    EDIT = "edit"  # order, transitions, titles of the finished film
    LABEL = "label"  # names, addresses, places in the text: nothing that is seen or heard


Rate = Annotated[Fraction, PlainValidator(lambda value: Fraction(value)), PlainSerializer(str)]
"""Frames a second, exact: 24, 24000/1001."""

Pair = tuple[float, float]

JoinKind = Literal["cut", "dissolve", "fade", "wipe"]


class Node(BaseModel):
    """What all parts of a film share: they are frozen, closed, and compare by value."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Style(Node):
    """How a film is drawn: words, palette (``#rrggbb``), and what must not be seen."""

    name: Annotated[str, Layer.LABEL] = ""
    words: str = ""
    palette: tuple[str, ...] = ()
    avoid: str = ""


class Voice(Node):
    """What a voice is made from: settings and words of a ``voice`` statement, else the person's description.

    ``pitch``, ``rate`` and ``timbre`` are factors on a neutral adult voice, ``breath`` goes from 0 to 1.
    """

    description: str = ""
    words: tuple[str, ...] = ()
    pitch: float | None = None
    rate: float | None = None
    timbre: float | None = None
    breath: float = 0.0
    sample: str = ""
    narrator: bool = False


class Character(Node):
    """A person (or beast, or ghost) of the story. Paths of references are relative to the screenplay."""

    name: Annotated[str, Layer.LABEL]
    display: Annotated[str, Layer.LABEL]
    description: str = ""
    wardrobe: str = ""
    references: tuple[str, ...] = ()
    voice: Annotated[Voice, Layer.VOICE] = Voice()
    span: Annotated[Span, Layer.LABEL]


class Place(Node):
    """Where a scene plays."""

    name: Annotated[str, Layer.LABEL]
    display: Annotated[str, Layer.LABEL]
    description: str = ""
    references: tuple[str, ...] = ()
    span: Annotated[Span, Layer.LABEL]


class Size(Node):
    """A shot size: the height of a standing adult as a share of the frame's height, and the size in words."""

    name: Annotated[str, Layer.LABEL]
    figure: float
    words: str = ""


class Move(Node):
    """A camera move, each value from its first to its last; see ``renderer.recipe.Move`` for the units."""

    words: str = ""
    zoom: Pair = (1.0, 1.0)
    x: Pair = (0.0, 0.0)
    y: Pair = (0.0, 0.0)
    roll: Pair = (0.0, 0.0)
    shake: float = 0.0
    parallax: float = 1.0
    ease: str = "in-out"


class Box(Node):
    """A region of the frame in thousandths, origin top left."""

    x0: int
    y0: int
    x1: int
    y1: int


class Subject(Node):
    """A character in a shot. Its slot is its place in ``Shot.subjects``."""

    character: Character
    side: str = ""
    behind: int | None = None
    box: Box | None = None


class Line(Node):
    """A line of dialogue. ``slot`` is the speaker's slot, None for somebody who isn't in the frame."""

    speaker: Annotated[str, Layer.LABEL]
    slot: int | None
    voice: Annotated[Voice, Layer.VOICE]
    manner: str = ""
    text: Annotated[str, Layer.VOICE]
    language: Annotated[str, Layer.VOICE]
    span: Annotated[Span, Layer.LABEL]


class Sound(Node):
    """A sound or a piece of music: words or a file, when (frames from the start of the shot or scene), how loud
    (dB relative to dialogue), how long (frames; None for as long as it lasts, or as its scene), its fades."""

    words: Annotated[str, Layer.SOUND]
    start: Annotated[int, Layer.SOUND] = 0
    frames: Annotated[int | None, Layer.SOUND] = None
    level: Annotated[float, Layer.SOUND] = 0.0
    fade_in: Annotated[int, Layer.SOUND] = 0
    fade_out: Annotated[int, Layer.SOUND] = 0
    span: Annotated[Span, Layer.LABEL]

    @property
    def file(self) -> str:
        """The name of the sound file, "" where the words describe a sound."""
        return self.words if self.words.lower().endswith(SOUND_FILES) else ""


class Join(Node):
    """How a shot goes over into the next one (or begins, or ends the film): kind and frames of overlap."""

    kind: Annotated[JoinKind, Layer.EDIT] = "cut"
    frames: Annotated[int, Layer.EDIT] = 0
    span: Annotated[Span | None, Layer.LABEL] = None


class Shot(Node):
    """A shot, resolved: all that it says, with all that it uses.

    ``frames`` is None where the dialogue decides. In ``action`` and ``mood``, ``{0}`` stands for the subject of
    slot 0 and ``{~0}`` for somebody who is named but not in the frame: names are labels and enter no key.
    """

    address: Annotated[str, Layer.LABEL]
    title: Annotated[str, Layer.LABEL] = ""
    frames: int | None = None
    size: Size
    subjects: tuple[Subject, ...] = ()
    place: Place | None = None
    time: str = ""
    weather: str = ""
    light: str = ""
    mood: str = ""
    style: Style = Style()
    action: str = ""
    camera: Move = Move()
    angle: str = ""
    lens: str = ""
    lines: tuple[Line, ...] = ()
    sounds: Annotated[tuple[Sound, ...], Layer.SOUND] = ()
    music: Annotated[tuple[Sound, ...], Layer.SOUND] = ()
    continues: str = ""  # the address of the shot that this one goes on from
    first: str = ""  # a picture to begin with
    last: str = ""  # a picture to end with
    seed: int | None = None
    take: int = 1
    locked: str = ""
    before: Annotated[Join, Layer.EDIT] = Join()
    after: Annotated[Join, Layer.EDIT] = Join()  # of the film's last shot only
    span: Annotated[Span, Layer.LABEL]


class Scene(Node):
    """Consecutive shots under one heading."""

    slug: Annotated[str, Layer.LABEL]
    title: Annotated[str, Layer.EDIT] = ""
    music: Annotated[tuple[Sound, ...], Layer.SOUND] = ()
    sounds: Annotated[tuple[Sound, ...], Layer.SOUND] = ()
    shots: tuple[Shot, ...] = ()
    span: Annotated[Span, Layer.LABEL]


class Film(Node):
    """A whole film. ``ir_version`` is raised with every change of the JSON form."""

    ir_version: Annotated[Literal[1], Layer.LABEL] = 1
    title: Annotated[str, Layer.EDIT] = ""
    width: int = 1920
    height: int = 1080
    fps: Rate = Fraction(24)
    language: Annotated[str, Layer.EDIT] = "en"
    profile: Annotated[str, Layer.LABEL] = "draft"
    music: Annotated[tuple[Sound, ...], Layer.SOUND] = ()
    characters: Annotated[tuple[Character, ...], Layer.LABEL] = ()
    scenes: tuple[Scene, ...] = ()

    @property
    def shots(self) -> tuple[Shot, ...]:
        """All shots in the order of the film."""
        return tuple(shot for scene in self.scenes for shot in scene.shots)


def layer_of(field: Any) -> Layer:
    """The layer that a pydantic field declares, the picture if none."""
    return next((mark for mark in field.metadata if isinstance(mark, Layer)), Layer.PICTURE)
