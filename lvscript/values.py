"""Written values come in, numbers of the film's own units go out; what is wrong is reported at its own column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lvscript import ast
from lvscript.diagnostics import Report, did_you_mean
from lvscript.source import Span

SECONDS = {"s": 1, "m": 60, "h": 3600}
_LANGUAGES = "ar cs da de el en es fi fr he hi hu id it ja ko nl no pl pt ro ru sv th tr uk vi zh".split()


@dataclass(slots=True)
class Reader:
    """Reads the values of one statement from left to right. A method whose name begins with ``take`` demands
    a value and reports where it is missing or wrong; ``maybe`` looks whether the next one fits."""

    values: list[ast.Value]
    span: Span
    report: Report
    fps: Fraction = Fraction(24)

    @classmethod
    def of(cls, phrases: Sequence[ast.Phrase], span: Span, report: Report, fps: Fraction = Fraction(24)) -> Reader:
        """A reader over all values of a statement, commas left aside."""
        return cls([value for phrase in phrases for value in phrase.values], span, report, fps)

    def take(self, kind: str, what: str) -> ast.Value | None:
        """The next value, which must be of this kind; ``what`` names it in the writer's words."""
        if not self.values:
            self.report.error("LVS303", self.span, f"{what} is missing")
            return None
        value = self.values.pop(0)
        if value.kind != kind:
            self.report.error("LVS301", value.span, f"{value.text} is not {what}")
            return None
        return value

    def some(self, what: str) -> list[ast.Value]:
        """All values that are left, of which there must be one at least."""
        if not self.values:
            self.report.error("LVS303", self.span, f"{what} is missing")
        return self.values

    def maybe_word(self, *words: str) -> str:
        """The next word if it is one of these, else ""."""
        if self.values and self.values[0].kind == "word" and self.values[0].text in words:
            return self.values.pop(0).text
        return ""

    def take_number(self, what: str, units: Sequence[str] = ("",)) -> Fraction | None:
        """A number in one of the units; a percentage comes out as a share of 1."""
        value = self.take("quantity", what)
        if value is None:
            return None
        if value.unit not in units:
            wanted = " or ".join(unit or "no unit" for unit in units)
            self.report.error("LVS302", value.span, f"{value.text} has a wrong unit for {what}", f"expected {wanted}")
            return None
        return value.number / 100 if value.unit == "%" else value.number

    def take_frames(self, what: str = "a duration such as 6s or 48f") -> int | None:
        """A time in frames, rounded half up; it must not be negative."""
        value = self.take("quantity", what)
        return None if value is None else self.frames(value, what)

    def frames(self, value: ast.Value, what: str) -> int | None:
        """The frames of a time that has already been taken."""
        if value.unit != "f" and value.unit not in SECONDS:
            help = "expected seconds (6s), frames (48f), minutes (2m30s) or hours"
            self.report.error("LVS302", value.span, f"{value.text} has a wrong unit for {what}", help)
            return None
        exact = value.number if value.unit == "f" else value.number * SECONDS[value.unit] * self.fps
        if exact < 0 or exact > 6 * 3600 * self.fps:
            self.report.error("LVS301", value.span, f"{value.text} is out of range", "a time lies between 0s and 6h")
            return None
        return int(exact + Fraction(1, 2))

    def end(self) -> None:
        """Reports what is left over."""
        if self.values:
            self.report.error("LVS301", self.values[0].span, f"unexpected {self.values[0].text}")


def words_of(statement: ast.Property, report: Report) -> str:
    """What a statement of free words says, its commas kept; one that says nothing is reported."""
    if not statement.phrases:
        report.error("LVS303", statement.span, f"`{statement.keyword}` says nothing", "write some words after it")
    return ", ".join(" ".join(value.text for value in phrase.values) for phrase in statement.phrases)


def raster(value: ast.Value, report: Report) -> tuple[int, int] | None:
    """Width and height of ``1920x1080``: even, between 64 and 8192 pixels."""
    width, height = (int(part[:6]) for part in value.text.replace("×", "x").split("x"))
    if not (64 <= width <= 8192 and 64 <= height <= 8192):
        report.error("LVS301", value.span, f"a picture of {value.text} can't be made", "from 64x64 to 8192x8192")
        return None
    if width % 2 or height % 2:
        even = f"{width + width % 2}x{height + height % 2}"
        report.error("LVS301", value.span, f"{value.text}: width and height must be even", f"write {even}")
        return None
    return width, height


_NTSC = {Fraction("23.976"): 24, Fraction("23.98"): 24, Fraction("29.97"): 30, Fraction("47.952"): 48,
         Fraction("59.94"): 60, Fraction("119.88"): 120}


def frame_rate(number: Fraction) -> Fraction:
    """The exact rate behind its written form: 23.976 is 24000/1001 (SMPTE ST 12-1)."""
    return Fraction(_NTSC[number] * 1000, 1001) if number in _NTSC else number


def color(value: ast.Value, report: Report) -> str | None:
    """``#rgb`` or ``#rrggbb`` as ``#rrggbb`` in lower case."""
    digits = value.text[1:].lower()
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if value.kind != "color" or len(digits) != 6:
        report.error("LVS301", value.span, f"{value.text} is not a colour", "write it as #f2c14e")
        return None
    return f"#{digits}"


def language_code(value: ast.Value, report: Report) -> str:
    """An ISO 639-1 code; a region (``en-GB``) is kept."""
    code = value.text.split("-")[0].lower()
    if code not in _LANGUAGES:
        report.error("LVS301", value.span, f"unknown language {value.text}",
                     did_you_mean(code, _LANGUAGES) or "write its ISO 639-1 code: en, ja, zh")
        return "en"
    return value.text


_SCRIPTS = (("\u3041", "\u30ff", "ja"), ("\u1100", "\u11ff", "ko"), ("\uac00", "\ud7af", "ko"),
            ("\u0400", "\u04ff", "ru"), ("\u0370", "\u03ff", "el"), ("\u0590", "\u05ff", "he"),
            ("\u0600", "\u06ff", "ar"), ("\u0900", "\u097f", "hi"), ("\u0e00", "\u0e7f", "th"))
_CYRILLIC = ("ru", "uk")


def language_of(text: str, film: str) -> str:
    """The language in which a line is spoken: the film's own where the script allows it, else what the script
    says. Kana is Japanese; Han alone is the film's language if that is written in Han, else Chinese."""
    found = [language for low, high, language in _SCRIPTS if any(low <= char <= high for char in text)]
    base = film.split("-")[0]
    if found:
        return film if base == found[0] or (found[0] == "ru" and base in _CYRILLIC) else found[0]
    if any("\u4e00" <= char <= "\u9fff" for char in text):
        return film if base in ("ja", "zh") else "zh"
    latin = any(char.isascii() and char.isalpha() for char in text)
    other_script = base in {language for _, _, language in _SCRIPTS} | {"zh", "uk"}
    return "en" if latin and other_script else film
