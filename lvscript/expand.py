"""Declarations come in, resolved styles, characters, places, voices, sizes and moves go out.

``from`` is followed here, and every default filled in: what a thing says itself wins over what it is built on;
its prose stands before the base's, and words that are said first weigh most.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeVar

from lvscript import ast, ir
from lvscript.diagnostics import Related, Report
from lvscript.naming import Anonymizer
from lvscript.resolve import Project
from lvscript.syntax.tree import join_prose
from lvscript.values import Reader, color, words_of

T = TypeVar("T")

NARRATOR = "narrator"
"""The voice that every film has."""

_KINDS: Mapping[str, ir.JoinKind] = {"cut": "cut", "dissolve": "dissolve", "fade": "fade", "wipe": "wipe"}
_EASES = ("in-out", "linear", "in", "out")
LONGEST_CHAIN = 50
"""Definitions that may be built on each other."""

_RANGES = {
    "figure": (0.02, 40.0), "zoom": (0.1, 10.0), "slide": (-1.0, 1.0), "rise": (-1.0, 1.0), "roll": (-360.0, 360.0),
    "shake": (0.0, 0.5), "parallax": (0.0, 4.0), "pitch": (0.2, 5.0), "rate": (0.2, 5.0), "timbre": (0.4, 2.5),
    "breath": (0.0, 1.0),
}  # fmt: skip
"""Between which numbers a property of the library's kinds lies."""

_SPEEDS = {"slow": 0.6, "very slow": 0.35, "slowly": 0.6, "fast": 1.6, "very fast": 2.2, "quick": 1.6}


class Expander:
    """Resolves names to things, each once. ``anonymize`` takes the names of characters out of descriptions."""

    def __init__(self, project: Project, report: Report, fps: Fraction, anonymize: Anonymizer) -> None:
        self.project, self.report, self.fps, self.anonymize = project, report, fps, anonymize
        self._done: dict[tuple[str, str], object] = {}

    def _once(self, definition: ast.Definition, build: Callable[[ast.Definition], T]) -> T:
        key = (definition.keyword, definition.name.text)
        if key not in self._done:
            self._done[key] = build(definition)
        return self._done[key]  # type: ignore[return-value]  # the key's keyword determines the type

    # -- the chain of `from` ------------------------------------------------------------------------------

    def _chain(self, definition: ast.Definition) -> list[ast.Definition]:
        """The definition, what it is built on, and so on. A circle is reported and cut."""
        chain = [definition]
        places = {definition.name.span: 0}
        while (base := chain[-1].base) is not None and len(chain) < LONGEST_CHAIN:
            found = self.project.look_up(definition.keyword, base, self.report)
            if found is None:
                break
            if found.name.span in places:
                self._circle(chain[places[found.name.span] :])
                break
            places[found.name.span] = len(chain)
            chain.append(found)
        if len(chain) == LONGEST_CHAIN:
            self.report.error("LVS203", definition.name.span, f"{definition.name.text} is built on too many others",
                              f"at most {LONGEST_CHAIN - 1}")
        return chain

    def _circle(self, circle: list[ast.Definition]) -> None:
        """Reports a circle once, whichever of its definitions it was found from: at the last of them."""
        *others, last = sorted(circle, key=lambda link: link.name.span)
        assert last.base is not None, "only what is built on something is in a circle"
        related = [Related("by way of this one", link.name.span) for link in others]
        self.report.error("LVS203", last.base.span, f"{last.name.text} is built on itself", "take one `from` away",
                          related)

    def _merged(self, definition: ast.Definition) -> tuple[str, dict[str, list[ast.Property]]]:
        """The prose of the whole chain and, by keyword, the properties that win."""
        prose: list[str] = []
        properties: dict[str, list[ast.Property]] = {}
        for link in self._chain(definition):
            own: dict[str, list[ast.Property]] = {}
            for item in link.body:
                if isinstance(item, ast.Property):
                    own.setdefault(item.keyword, []).append(item)
            properties = own | properties
            prose.append(join_prose([item.text for item in link.body if isinstance(item, ast.Prose)]))
        return join_prose([text for text in prose if text]), properties

    def _reader(self, statement: ast.Property) -> Reader:
        return Reader.of(statement.phrases, statement.span, self.report, self.fps)

    def _single(self, properties: dict[str, list[ast.Property]], keyword: str) -> ast.Property | None:
        found = properties.get(keyword, [])
        if len(found) > 1:
            related = [Related("said first here", found[0].span)]
            self.report.error("LVS304", found[1].span, f"`{keyword}` is said twice", "keep one of them", related)
        return found[0] if found else None

    def _factor(self, properties: dict[str, list[ast.Property]], keyword: str, default: float) -> float:
        statement = self._single(properties, keyword)
        if statement is None:
            return default
        number = self._number(self._reader(statement), keyword)
        return default if number is None else number

    def _number(self, reader: Reader, keyword: str) -> float | None:
        """The next number, which must lie in the keyword's range."""
        span = reader.values[0].span if reader.values else reader.span
        number = reader.take_number(f"a number for `{keyword}`", ("", "%", "°"))
        low, high = _RANGES[keyword]
        if number is not None and not low <= number <= high:
            self.report.error("LVS301", span, f"{float(number):g} is out of range for `{keyword}`",
                              f"from {low:g} to {high:g}")
            return None
        return None if number is None else float(number)

    # -- styles, characters, places -------------------------------------------------------------------------

    def style(self, name: ast.Value) -> ir.Style:
        """The style of this name, or the plain one where there is none."""
        definition = self.project.look_up("style", name, self.report)
        return ir.Style() if definition is None else self._once(definition, self._style)

    def _style(self, definition: ast.Definition) -> ir.Style:
        words, properties = self._merged(definition)
        palette: list[str] = []
        if statement := self._single(properties, "palette"):
            shades = [color(value, self.report) for value in self._reader(statement).some("a colour such as #f2c14e")]
            palette = [shade for shade in shades if shade]
        avoid = self._single(properties, "avoid")
        return ir.Style(
            name=definition.name.text,
            words=words,
            palette=tuple(palette),
            avoid=words_of(avoid, self.report) if avoid else "",
        )

    def character(self, definition: ast.Definition) -> ir.Character:
        """A character as the film shows and hears it."""
        return self._once(definition, self._character)

    def _character(self, definition: ast.Definition) -> ir.Character:
        prose, properties = self._merged(definition)
        description = self.anonymize.described(prose)
        wardrobe = self._single(properties, "wardrobe")
        voice = self._single(properties, "voice")
        return ir.Character(
            name=definition.name.text,
            display=display_name(definition),
            description=description,
            wardrobe=self.anonymize.described(words_of(wardrobe, self.report)) if wardrobe else "",
            references=self._files(properties.get("reference", []), definition),
            voice=self.voice(voice, description) if voice else ir.Voice(description=description),
            span=definition.span,
        )

    def place(self, name: ast.Value) -> ir.Place | None:
        """The place of this name."""
        definition = self.project.look_up("place", name, self.report)
        return None if definition is None else self._once(definition, self._place)

    def _place(self, definition: ast.Definition) -> ir.Place:
        prose, properties = self._merged(definition)
        return ir.Place(
            name=definition.name.text,
            display=display_name(definition),
            description=self.anonymize.described(prose),
            references=self._files(properties.get("reference", []), definition),
            span=definition.span,
        )

    def _files(self, statements: list[ast.Property], definition: ast.Definition) -> tuple[str, ...]:
        """File names as seen from the definition, which may be built on one in another folder."""
        readers = [self._reader(statement) for statement in statements]
        values = [reader.take("quotation", "a file name in quotes") for reader in readers]
        here = posixpath.dirname(definition.span.path)
        names = []
        for value in (value for value in values if value):
            there = posixpath.dirname(value.span.path)
            same = here == there or value.text.startswith("/")
            names.append(value.text if same else posixpath.relpath(posixpath.join(there, value.text), here or "."))
        return tuple(names)

    # -- voices -------------------------------------------------------------------------------------------

    def voice(self, statement: ast.Property, description: str = "") -> ir.Voice:
        """What ``voice girl, brisk`` asks for: defined voices multiply, other words are handed on, a
        quotation is a sample of the voice. Where it asks for nothing else, the person's description decides."""
        words: list[str] = []
        sample = ""
        if not statement.phrases:
            self.report.error("LVS303", statement.span, "a voice is missing", "for example: voice girl, brisk")
        found: list[ast.Definition] = []
        for phrase in statement.phrases:
            if phrase.values[0].kind == "quotation":
                sample = phrase.values[0].text
                self.report.warn("LVS305", phrase.span, "a voice sample has no effect on synthesized voices",
                                 "describe the voice in words as well: `voice girl, brisk`")
                continue
            text = " ".join(value.text for value in phrase.values)
            definition = self.project.find("voice", text.replace(" ", "-"))
            found += [definition] if definition else []
            words += [] if definition else [text]
        if not found and not words:
            return ir.Voice(description=description, sample=sample)
        return self._mixed(found, tuple(words), sample)

    def _mixed(self, found: list[ast.Definition], words: tuple[str, ...], sample: str) -> ir.Voice:
        if not found:
            return ir.Voice(words=words, sample=sample)
        pitch = rate = timbre = 1.0
        breath = 0.0
        for definition in found:
            _, properties = self._merged(definition)
            pitch *= self._factor(properties, "pitch", 1.0)
            rate *= self._factor(properties, "rate", 1.0)
            timbre *= self._factor(properties, "timbre", 1.0)
            breath = max(breath, self._factor(properties, "breath", 0.0))
        return ir.Voice(words=words, sample=sample, pitch=round(pitch, 4), rate=round(rate, 4), timbre=round(timbre, 4),
                        breath=breath)

    def narrator(self) -> ir.Voice:
        """The voice of the narrator."""
        definition = self.project.find("voice", NARRATOR)
        voice = self._mixed([definition] if definition else [], (), "")
        return voice.model_copy(update={"narrator": True})

    # -- sizes, moves, transitions --------------------------------------------------------------------------

    def size(self, words: list[ast.Value]) -> ir.Size | None:
        """The shot size that these words name."""
        name = hyphenated(words)
        definition = self.project.look_up("size", name, self.report)
        if definition is None:
            return None
        prose, properties = self._merged(definition)
        return ir.Size(name=name.text, figure=self._factor(properties, "figure", 1.0), words=prose)

    def move(self, statement: ast.Property) -> ir.Move:
        """The camera move of ``camera dolly in, slow``."""
        if not statement.phrases:
            self.report.error("LVS303", statement.span, "a camera move is missing",
                              "for example: camera dolly in, slow")
            return ir.Move()
        name, *others = statement.phrases
        definition = self.project.look_up("camera", hyphenated(list(name.values)), self.report)
        speed = 1.0
        for phrase in others:
            words = " ".join(value.text for value in phrase.values)
            if words not in _SPEEDS:
                self.report.error("LVS301", phrase.span, f"{words} is no speed", "slow, very slow, fast or very fast")
            speed = _SPEEDS.get(words, speed)
        return ir.Move() if definition is None else self._move(definition, speed)

    def _move(self, definition: ast.Definition, speed: float) -> ir.Move:
        words, properties = self._merged(definition)
        zoom = self._pair(properties, "zoom", 1.0)
        ease = self._single(properties, "ease")
        return ir.Move(
            words=words,
            zoom=(_paced(zoom[0], 1.0, speed), _paced(zoom[1], 1.0, speed)),
            x=_both(self._pair(properties, "slide", 0.0), speed),
            y=_both(self._pair(properties, "rise", 0.0), speed),
            roll=_both(self._pair(properties, "roll", 0.0), speed),
            shake=_paced(self._factor(properties, "shake", 0.0), 0.0, speed),
            parallax=self._factor(properties, "parallax", 1.0),
            ease=self._ease(ease) if ease else "in-out",
        )

    def _ease(self, statement: ast.Property) -> str:
        said = words_of(statement, self.report)
        if said not in _EASES:
            self.report.error("LVS301", statement.span, f"{said} is no way to move", "in-out, linear, in or out")
        return said if said in _EASES else "in-out"

    def _pair(self, properties: dict[str, list[ast.Property]], keyword: str, default: float) -> ir.Pair:
        """``1 to 1.2``, or one value for both ends."""
        statement = self._single(properties, keyword)
        if statement is None:
            return default, default
        reader = self._reader(statement)
        start = self._number(reader, keyword)
        end = self._number(reader, keyword) if reader.maybe_word("to") else start
        reader.end()
        return float(default if start is None else start), float(default if end is None else end)

    def transition(self, name: ast.Value) -> tuple[ir.JoinKind, int]:
        """Kind and usual length (frames) of a defined transition."""
        definition = self.project.look_up("transition", name, self.report)
        if definition is None:
            return "cut", 0
        _, properties = self._merged(definition)
        like, duration = self._single(properties, "like"), self._single(properties, "duration")
        said = words_of(like, self.report) if like else "cut"
        kind = _KINDS.get(said, "cut")
        if like and said not in _KINDS:
            self.report.error("LVS301", like.span, f"{said} is no kind of transition",
                              "`like` cut, dissolve, fade or wipe")
        return kind, (self._reader(duration).take_frames() or 0) if duration and kind != "cut" else 0


def display_name(definition: ast.Definition) -> str:
    """How prose calls a thing: its title, else its name in title case, ``_`` as a space."""
    if definition.title is not None and definition.title.text:
        return definition.title.text
    name = definition.name.text.replace("_", " ")
    return name.title() if name.isupper() else name


def hyphenated(words: list[ast.Value]) -> ast.Value:
    """Several words as one name of the library: ``dolly in`` → ``dolly-in``."""
    span = words[0].span.to(words[-1].span)
    return ast.Value("word", "-".join(word.text for word in words), span)


def _paced(value: float, rest: float, speed: float) -> float:
    return round(rest + (value - rest) * speed, 6)


def _both(pair: ir.Pair, speed: float) -> ir.Pair:
    return _paced(pair[0], 0.0, speed), _paced(pair[1], 0.0, speed)
