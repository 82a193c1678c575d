"""The syntax tree: what was written, as written, with its places. Names are not looked up here, values not judged."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lvscript.source import Span


@dataclass(frozen=True, slots=True)
class Value:
    """One word of a property. ``kind`` is "word", "quotation", "quantity", "raster" or "color"; ``text`` has
    neither quotes nor escapes. A quantity also has its number and its unit ("" where none is written)."""

    kind: str
    text: str
    span: Span
    number: Fraction = Fraction(0)
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Values up to the next comma."""

    values: tuple[Value, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Property:
    """A keyword and what is said about it: ``camera dolly in, slow``."""

    keyword: str
    phrases: tuple[Phrase, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """One line of free text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of dialogue: who, how, and the words that are heard."""

    name: Value
    manner: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Join:
    """How one shot goes over into the next: ``dissolve 1s``."""

    keyword: str
    phrases: tuple[Phrase, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Use:
    """``use "cast.lvs"`` or ``use std/styles: watercolor``; no names mean all."""

    path: Value
    names: tuple[Value, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Definition:
    """A named thing: style, character, place, voice, size, camera, transition or profile.

    ``title`` is its display name, ``base`` what it is built on (``from``), ``span`` its first line.
    """

    keyword: str
    name: Value
    title: Value | None
    base: Value | None
    body: tuple[Property | Prose, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class FilmHead:
    """The ``film`` block."""

    title: Value | None
    body: tuple[Property | Prose, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Shot:
    """A shot: its header (size first, then what follows commas) and its block."""

    title: Value | None
    head: Phrase | None
    subjects: tuple[Value, ...]
    phrases: tuple[Phrase, ...]
    body: tuple[Cue | Property | Prose, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene: header and block."""

    title: Value | None
    place: Value | None
    phrases: tuple[Phrase, ...]
    body: tuple[Shot | Join | Property | Prose, ...]
    span: Span


Item = Use | FilmHead | Definition | Scene | Shot | Join


@dataclass(frozen=True, slots=True)
class Screenplay:
    """A whole file."""

    path: str
    items: tuple[Item, ...]
