"""The syntax of a shot comes in, with what surrounds it; the resolved shot goes out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from lvscript import ast, ir
from lvscript.diagnostics import Related, Report, did_you_mean
from lvscript.expand import NARRATOR, Expander
from lvscript.naming import Anonymizer, slug
from lvscript.syntax.tree import join_prose
from lvscript.values import Reader, language_of, words_of

PREVIOUS = "\N{BLACK LEFT-POINTING TRIANGLE}"
"""What ``continues`` holds for "the shot before" until all addresses are known."""

_ANGLES = {"low": "low", "high": "high", "dutch": "dutch", "overhead": "overhead", "eye": "eye",
           "bird's-eye": "overhead", "worm's-eye": "low"}
_WEATHER = re.compile(
    r"\b(rain|rainy|drizzle|storm|stormy|thunderstorm|snow|snowy|blizzard|fog|foggy|mist|misty|haze|wind|windy|clear"
    r"|cloudy|overcast|sunny|hail)\b|[雨雪雷嵐霧雾風风晴曇]"
)
_OFF_SCREEN = ("o.s.", "os", "v.o.", "vo", "off", "off screen", "voice over")
_LATER = {
    "pose": "control by poses", "depth": "control by depth", "lines": "control by line art",
    "video": "style transfer from a video", "drive": "a mouth driven by a sound file", "turnaround": "a full turn",
    "model": "a model of one's own", "retakes": "retakes by judges", "same": "the same camera as another shot",
    "wardrobe": "a change of clothes within a scene",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a shot inherits: from the film first, then from its scene."""

    expander: Expander
    report: Report
    characters: Mapping[str, ir.Character]
    anonymize: Anonymizer
    fps: Fraction
    language: str
    default_frames: int
    style: ir.Style = ir.Style()
    place: ir.Place | None = None
    time: str = ""
    weather: str = ""
    light: str = ""
    mood: str = ""

    def within(self, style: ir.Style) -> Surroundings:
        """The same under another style."""
        return replace(self, style=style)

    def scene(self, node: ast.Scene) -> Surroundings:
        """What the shots of this scene inherit."""
        words = [" ".join(value.text for value in phrase.values) for phrase in node.phrases]
        said: dict[str, ast.Property] = {}
        for item in node.body:
            if isinstance(item, ast.Property) and item.keyword not in ("music", "sound"):
                if (first := said.setdefault(item.keyword, item)) is not item:
                    self.report.error("LVS304", item.span, f"`{item.keyword}` is said twice", "keep one of them",
                                      [Related("said first here", first.span)])
        text = {keyword: words_of(said[keyword], self.report) for keyword in ("weather", "light") if keyword in said}
        style = self.style
        if "style" in said:
            reader = Reader.of(said["style"].phrases, said["style"].span, self.report)
            name = reader.take("word", "the name of a style")
            reader.end()
            style = self.expander.style(name) if name else style
        return replace(
            self,
            style=style,
            place=self.expander.place(node.place) if node.place else None,
            time=", ".join(words),
            weather=text.get("weather", ""),
            light=text.get("light", ""),
            mood=self.anonymize.described(_prose(node), looks=False),
        )


class ShotReader:
    """Reads shots that share their surroundings."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.around = surroundings
        self.expander, self.report = surroundings.expander, surroundings.report
        self.sure = True  # whether the subjects of the shot that is being read are all known

    def read(self, node: ast.Shot, numbered: str, prefix: str) -> ir.Shot:
        """The shot; its address is its title's slug under ``prefix``, or ``numbered``."""
        title = node.title.text if node.title else ""
        subjects = self._subjects(node)
        self.sure = len(subjects) == len(node.subjects)
        fields = self._header(node, subjects)
        subjects = self._layout(node, subjects)
        slots = {subject.character.name: slot for slot, subject in enumerate(subjects)}
        lines = tuple(line for item in node.body if isinstance(item, ast.Cue) and (line := self._line(item, slots)))
        fields |= self._properties(node)
        if fields.get("frames") is None and not lines:
            fields["frames"] = self.around.default_frames
        around = self.around
        inherited = {key: getattr(around, key) for key in ("place", "time", "weather", "light", "mood", "style")}
        prose = _prose(node)
        return ir.Shot(
            address=prefix + slug(title) if slug(title) else numbered,
            title=title,
            subjects=tuple(subjects),
            action=around.anonymize(prose, slots),
            lines=lines,
            sounds=self._sounds(node, "sound"),
            music=self._sounds(node, "music"),
            span=node.span,
            **(inherited | fields),
        )

    # -- the header -----------------------------------------------------------------------------------------

    def _subjects(self, node: ast.Shot) -> list[ir.Subject]:
        subjects: list[ir.Subject] = []
        for name in node.subjects:
            if not name.text:
                continue  # the parser has reported that it is missing
            character = self.around.characters.get(name.text)
            if character is None:
                self._unknown(name)
            elif any(subject.character.name == name.text for subject in subjects):
                self.report.error("LVS304", name.span, f"{name.text} is in this shot twice", "name everybody once")
            else:
                subjects.append(ir.Subject(character=character))
        return subjects

    def _unknown(self, name: ast.Value) -> None:
        if not self.expander.project.incomplete:
            help = did_you_mean(name.text, self.around.characters) or f"define it: `character {name.text}`"
            self.report.error("LVS201", name.span, f"unknown character {name.text}", help)

    def _header(self, node: ast.Shot, subjects: list[ir.Subject]) -> dict[str, object]:
        fields: dict[str, object] = {}
        head = list(node.head.values) if node.head else []
        if head and head[-1].kind == "quantity" and head[-1].unit != "mm":
            fields["frames"] = self._duration(head.pop())
        size = self.expander.size(head) if head else None
        if size is None:
            default = ast.Value("word", "medium" if subjects else "wide", node.span)
            size = self.expander.size([default]) or ir.Size(name=default.text, figure=1.75 if subjects else 0.46)
        fields["size"] = size
        for phrase in node.phrases:
            self._header_phrase(phrase, fields)
        return fields

    def _header_phrase(self, phrase: ast.Phrase, fields: dict[str, object]) -> None:
        """One of duration, angle, lens, light, weather, in any order."""
        first = phrase.values[0]
        words = " ".join(value.text for value in phrase.values)
        key, value = "light", words
        if first.kind == "quantity" and first.unit == "mm":
            key = "lens"
        elif first.kind == "quantity" and first.unit != "K":
            self._header_duration(phrase, fields)
            return
        elif first.text in _ANGLES:
            if words.removesuffix(" angle").removesuffix(" level") not in _ANGLES:
                self.report.error("LVS301", phrase.span, f"{words} is no angle", f"write: {first.text} angle")
            key, value = "angle", _ANGLES[first.text]
        elif first.kind == "word" and first.text[0].isnumeric():
            self.report.error("LVS301", first.span, f"{first.text} can't be read", "write a duration as 6s or 48f")
        elif _WEATHER.search(words):
            key = "weather"
        if key in fields:
            self.report.error("LVS304", phrase.span, f"{words}: {key} is said twice", "keep one of them")
        fields[key] = value

    def _header_duration(self, phrase: ast.Phrase, fields: dict[str, object]) -> None:
        value, *rest = phrase.values
        if "frames" in fields:
            self.report.error("LVS304", phrase.span, f"{value.text}: the duration is said twice", "keep one of them")
        fields["frames"] = self._duration(value)
        if fields["frames"] is not None:
            Reader(rest, phrase.span, self.report).end()

    def _duration(self, value: ast.Value) -> int | None:
        reader = Reader([], value.span, self.report, self.around.fps)
        frames = reader.frames(value, "a duration")
        if frames == 0:
            self.report.error("LVS301", value.span, "a shot lasts at least one frame", "for example 4s")
            return 1
        return frames

    # -- dialogue -------------------------------------------------------------------------------------------

    def _line(self, cue: ast.Cue, slots: Mapping[str, int]) -> ir.Line | None:
        manners = [part.strip() for part in re.split("[,，、]", cue.manner) if part.strip()]
        off = [manner for manner in manners if manner.lower() in _OFF_SCREEN]
        manner = ", ".join(part for part in manners if part not in off)
        name = cue.name.text
        if not cue.text.strip():
            self.report.error("LVS303", cue.span, "a line of dialogue without words", "write what is heard")
            return None
        if name == NARRATOR:
            return self._spoken(cue, manner, None, self.expander.narrator())
        character = self.around.characters.get(name)
        if character is None:
            if self.expander.project.incomplete:
                return None
            known = [*self.around.characters, NARRATOR]
            help = did_you_mean(name, known) or f"define `character {name}`, or force prose with ! at the line's start"
            self.report.error("LVS205", cue.name.span, f"nobody is called {name}", help)
            return None
        slot = None if off else slots.get(name)
        if slot is None and not off and self.sure:
            self.report.warn("LVS410", cue.name.span, f"{name} speaks but is not in this shot",
                             f"add `on {name}` to the shot, or mark the line (o.s.) or (v.o.)")
        return self._spoken(cue, manner, slot, character.voice)

    def _spoken(self, cue: ast.Cue, manner: str, slot: int | None, voice: ir.Voice) -> ir.Line:
        language = language_of(cue.text, self.around.language)
        return ir.Line(speaker=cue.name.text, slot=slot, voice=voice, manner=manner, text=cue.text, language=language,
                       span=cue.span)

    # -- properties -----------------------------------------------------------------------------------------

    def _properties(self, node: ast.Shot) -> dict[str, object]:
        fields: dict[str, object] = {}
        seen: dict[str, ast.Property] = {}
        for item in node.body:
            if not isinstance(item, ast.Property) or item.keyword in ("sound", "music", "layout"):
                continue
            if item.keyword in _LATER:
                self.report.warn("LVS305", item.span, f"`{item.keyword}` has no effect yet ({_LATER[item.keyword]})")
                continue
            if item.keyword in seen and item.keyword != "frame":
                self.report.error("LVS304", item.span, f"`{item.keyword}` is said twice", "keep one of them",
                                  [Related("said first here", seen[item.keyword].span)])
            seen[item.keyword] = item
            fields |= self._property(item)
        return fields

    def _property(self, item: ast.Property) -> dict[str, object]:
        reader = Reader.of(item.phrases, item.span, self.report, self.around.fps)
        match item.keyword:
            case "camera":
                return {"camera": self.expander.move(item)}
            case "style":
                name = reader.take("word", "the name of a style")
                reader.end()
                return {"style": self.expander.style(name)} if name else {}
            case "light" | "weather" | "lens":
                return {item.keyword: words_of(item, self.report)}
            case "angle":
                word = reader.take("word", "an angle: low, high, eye, overhead or dutch")
                if word and word.text not in _ANGLES:
                    self.report.error("LVS301", word.span, f"{word.text} is no angle",
                                      "low, high, eye, overhead or dutch")
                reader.maybe_word("angle", "level")
                reader.end()
                return {"angle": _ANGLES.get(word.text, "")} if word else {}
            case "continues":
                title = reader.take("quotation", "the title of a shot in quotes") if reader.values else None
                reader.end()
                return {"continues": title.text if title else PREVIOUS}
            case "frame":
                return self._frame(reader)
            case "seed" | "take":
                return self._counted(item.keyword, reader)
            case _:
                return self._locked(item, reader)

    def _frame(self, reader: Reader) -> dict[str, object]:
        which = reader.maybe_word("first", "last")
        if not which:
            self.report.error("LVS301", reader.span, "`frame` says first or last",
                              'for example: frame first "board.png"')
            return {}
        file = reader.take("quotation", "a file name in quotes")
        reader.end()
        return {which: file.text} if file else {}

    def _counted(self, keyword: str, reader: Reader) -> dict[str, object]:
        number = reader.take_number(f"a whole number for `{keyword}`")
        reader.end()
        if number is None:
            return {}
        if number.denominator != 1 or not (keyword == "take") <= number < 2**32:
            self.report.error("LVS301", reader.span, f"`{keyword}` takes a whole number below 4294967296")
            return {}
        return {keyword: int(number)}

    def _locked(self, item: ast.Property, reader: Reader) -> dict[str, object]:
        if not reader.values:
            self.report.error("LVS406", item.span, "`locked` needs the digest of the picture to keep",
                              "`lvc explain FILE SHOT` prints it")
            return {}
        digest = reader.values.pop(0).text
        reader.end()
        if not re.fullmatch(r"[0-9a-f]{12,64}", digest):
            self.report.error("LVS301", item.span, f"{digest} is no digest", "12 to 64 digits from 0 to 9 and a to f")
            return {}
        return {"locked": digest}

    # -- layout and sound -----------------------------------------------------------------------------------

    def _layout(self, node: ast.Shot, subjects: list[ir.Subject]) -> list[ir.Subject]:
        slots = {subject.character.name: slot for slot, subject in enumerate(subjects)}
        for item in node.body:
            if isinstance(item, ast.Property) and item.keyword == "layout":
                Reader.of(item.phrases, item.span, self.report).some("who stands where")
                for phrase in item.phrases:
                    name, *rest = phrase.values
                    if name.text not in slots:
                        self._absent(name, slots)
                        continue
                    update = self._position(Reader(rest, phrase.span, self.report), slots, slots[name.text])
                    subjects[slots[name.text]] = subjects[slots[name.text]].model_copy(update=update)
        return subjects

    def _absent(self, name: ast.Value, slots: Mapping[str, int]) -> None:
        if self.sure:
            help = did_you_mean(name.text, slots) or f"add `on {name.text}` to the shot"
            self.report.error("LVS201", name.span, f"{name.text} is not in this shot", help)

    def _position(self, reader: Reader, slots: Mapping[str, int], slot: int) -> dict[str, object]:
        if side := reader.maybe_word("left", "center", "right"):
            reader.end()
            return {"side": side}
        if reader.maybe_word("behind"):
            name = reader.take("word", "the name of somebody in this shot")
            if name and name.text not in slots:
                self._absent(name, slots)
            elif name and slots[name.text] == slot:
                self.report.error("LVS301", name.span, f"{name.text} can't stand behind {name.text}")
            reader.end()
            return {"behind": slots[name.text]} if name and slots.get(name.text, slot) != slot else {}
        if reader.maybe_word("box"):
            numbers = [reader.take_number("an edge of the box (0 to 1000)") for _ in range(4)]
            reader.end()
            corners = [int(number) for number in numbers if number is not None]
            if len(corners) == 4 and 0 <= corners[0] < corners[2] <= 1000 and 0 <= corners[1] < corners[3] <= 1000:
                return {"box": ir.Box(x0=corners[0], y0=corners[1], x1=corners[2], y1=corners[3])}
            if len(corners) == 4:
                self.report.error("LVS301", reader.span, "this box has no area inside the frame",
                                  "write its left, top, right and bottom edge in thousandths: box 100 300 400 900")
            return {}
        self.report.error("LVS301", reader.span, "a layout says left, center, right, behind NAME or box X0 Y0 X1 Y1")
        return {}

    def _sounds(self, node: ast.Shot, keyword: str) -> tuple[ir.Sound, ...]:
        statements = [item for item in node.body if isinstance(item, ast.Property) and item.keyword == keyword]
        return tuple(sound for item in statements if (sound := self.sound(item)) is not None)

    def sound(self, item: ast.Property) -> ir.Sound | None:
        """``"thunder, close" at 3s, -6 dB, fade in 2s, fade out 1s, for 5s``."""
        reader = Reader.of(item.phrases, item.span, self.report, self.around.fps)
        words = reader.take("quotation", "the sound in quotes")
        if words is None:
            return None
        fields: dict[str, object] = {"level": -14.0 if item.keyword == "music" else -6.0}
        while reader.values:
            if not self._sound_option(reader, fields):
                break
        return ir.Sound.model_validate({"words": words.text, "span": item.span, **fields})

    def _sound_option(self, reader: Reader, fields: dict[str, object]) -> bool:
        if reader.maybe_word("fade"):
            way = reader.maybe_word("in", "out")
            if not way:
                self.report.error("LVS301", reader.span, "a fade goes in or out", "for example: fade in 2s")
                return False
            fields[f"fade_{way}"] = reader.take_frames() or 0
            return True
        if reader.maybe_word("for"):
            fields["frames"] = reader.take_frames()
            return True
        reader.maybe_word("at")
        if reader.values and reader.values[0].unit == "dB":
            level = reader.values.pop(0).number
            if not -80 <= level <= 20:
                self.report.error("LVS301", reader.span, "a level lies between -80 dB and 20 dB")
            fields["level"] = float(level)
            return True
        frames = reader.take_frames("a time such as 3s or a level such as -6 dB")
        fields["start"] = frames or 0
        return frames is not None


def _prose(node: ast.Scene | ast.Shot) -> str:
    return join_prose([item.text for item in node.body if isinstance(item, ast.Prose)])
