"""One line of a screenplay comes in, its tokens go out.

What a word is depends on where it stands, so each function asks ``accepts`` (the parser's state) before it
calls a word a keyword. Nothing here raises: what can't be read becomes a token of the type ``BAD``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lark import Token

QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "«": "»"}
"""What opens a quotation and what closes it."""

BAD, UNCLOSED = "BAD", "UNCLOSED"
"""Token types that no grammar accepts: a stray character, a quotation that doesn't end."""

_COMMAS = ",，、"
_STOP = re.escape(_COMMAS + ":：()（）" + "".join(QUOTES) + "".join(QUOTES.values()))
_FIRST_WORD = re.compile(rf"[a-z]+(?=$|\s|[{_STOP}])")
_WORD = re.compile(rf"[^\s{_STOP}]+")
_RASTER = re.compile(r"(\d+)[x×](\d+)(?!\w)")
_COLOR = re.compile(r"#[0-9A-Fa-f]+(?!\w)")
_CLOCK = re.compile(r"(?:(\d{1,9})h)?(?:(\d{1,9})m)(?:(\d{1,9}(?:\.\d{1,9})?)s)?(?!\w)")
_QUANTITY = re.compile(
    r"([-+−－＋]?\d{1,12}(?:[.．]\d{1,9})?)(?: ?(dB|LUFS|GiB|MiB|USD|EUR|JPY)(?!\w)|([^\W\d_]+|[%％°])?(?!\w))"
)
_CUE = re.compile(rf"@?([^\s{_STOP}]+)[ \t　]*([(（][^()（）]*[)）])?[ \t　]*[:：]?[ \t　]*")
_MANNER = re.compile(r"[(（]([^()（）]*)[)）]")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_NOTE = re.compile(r"\[\[(?:(?!\[\[).)*?\]\]")

Accepts = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number, its indentation in columns, its text without indentation, comment and notes, the
    column at which that text begins, and the comment (with its ``#``) or ""."""

    number: int
    indent: int
    column: int
    text: str
    comment: str
    notes: tuple[str, ...]

    def token(self, kind: str, value: str, start: int, end: int) -> Token:
        """A token of this line; ``start`` and ``end`` count in ``text``."""
        return Token(kind, value, start, self.number, self.column + start, self.number, self.column + end, end)


def read_line(number: int, raw: str) -> Line:
    """Cuts indentation, comment and notes off a line. A tab counts as a level: the parser reports it."""
    body = raw.lstrip(" \t\u3000")
    blank = raw[: len(raw) - len(body)]
    indent = len(blank) + blank.count("\t") + blank.count("\u3000")
    text, comment = _cut_comment(body.rstrip())
    notes = tuple(_NOTE.findall(text))
    if notes:
        text = _NOTE.sub(lambda match: " " * len(match[0]), text).rstrip()
    column = len(blank) + len(text) - len(text.lstrip()) + 1
    return Line(number, indent, column, text.lstrip(), comment, notes)


def _cut_comment(body: str) -> tuple[str, str]:
    """A comment is ``#`` and a space, at the start or after two spaces, outside quotations."""
    at, unclosed = 0, False  # behind an opening quote that nothing closes, no quotation is looked for
    while at < len(body):
        char = body[at]
        if char in QUOTES and not unclosed:
            end = quotation_end(body, at)
            unclosed = end is None
            at = end or at + 1
            continue
        starts = char == "#" and (at == 0 or body[at - 2 : at] == "  ")
        if starts and body[at + 1 : at + 2] in ("", " "):
            return body[:at].rstrip(), body[at:]
        at += 1
    return body, ""


def quotation_end(text: str, start: int) -> int | None:
    """The index after the quotation that opens at ``start``, or None where it doesn't end. Pairs of the same
    kind nest, a backslash takes the next character as it is."""
    opening, closing = text[start], QUOTES[text[start]]
    depth, at = 0, start
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char == closing and (depth == 1 or opening == closing) and at > start:
            return at + 1
        elif char == opening:
            depth += 1
        elif char == closing:
            depth -= 1
        at += 1
    return None


def unquoted(token: str) -> str:
    """The words inside a quotation, NFC, escapes resolved."""
    return unicodedata.normalize("NFC", re.sub(r"\\(.)", r"\1", token[1:-1]))


def tokens(line: Line, keywords: Mapping[str, str], accepts: Accepts, opens_block: bool) -> Iterator[Token]:
    """The tokens of a line, drawn one by one so that ``accepts`` speaks of the state after the last one.

    ``opens_block`` says whether the next line is indented deeper: a name alone is a cue only then.
    """
    first = _FIRST_WORD.match(line.text)
    kind = keywords.get(first[0]) if first else None
    if first and kind and accepts(kind):
        yield line.token(kind, first[0], 0, first.end())
        yield from _values(line, first.end(), keywords, accepts)
        return
    if (cue := cue_end(line.text)) is not None and accepts("CUE") and (cue < len(line.text) or opens_block):
        yield from _cue(line, cue)
        return
    text = line.text.removeprefix("!").lstrip() if line.text.startswith("!") else line.text
    yield line.token("PROSE", unicodedata.normalize("NFC", " ".join(text.split())), 0, len(line.text))


def cue_end(text: str) -> int | None:
    """Where the quotation of a line of dialogue begins, the text's length for a name (and manner) alone,
    None where the line is no dialogue."""
    match = _CUE.match(text)
    if match is None or text.startswith("!"):
        return None
    at = match.end()
    if at == len(text):
        return at if not text.endswith((":", "：")) else None
    if text[at] not in QUOTES:
        return None
    end = quotation_end(text, at)
    return at if end is None or end == len(text) else None


def _cue(line: Line, at: int) -> Iterator[Token]:
    match = _CUE.match(line.text)
    assert match is not None, "cue_end has matched this text"
    yield line.token("CUE", unicodedata.normalize("NFC", match[1]), match.start(1), match.end(1))
    if match[2]:
        manner = " ".join(match[2][1:-1].split())
        yield line.token("MANNER", unicodedata.normalize("NFC", manner), match.start(2), match.end(2))
    if at < len(line.text):
        yield _quotation(line, at)


def _quotation(line: Line, at: int) -> Token:
    end = quotation_end(line.text, at)
    if end is None:
        return line.token(UNCLOSED, line.text[at:], at, len(line.text))
    return line.token("QUOTATION", line.text[at:end], at, end)


def _values(line: Line, at: int, keywords: Mapping[str, str], accepts: Accepts) -> Iterator[Token]:
    text = line.text
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _value(line, at, keywords, accepts)
        yield token
        at = token.end_pos or len(text)


def _value(line: Line, at: int, keywords: Mapping[str, str], accepts: Accepts) -> Token:
    text, char = line.text, line.text[at]
    if char in QUOTES:
        return _quotation(line, at)
    if char in _COMMAS:
        return line.token("_COMMA", char, at, at + 1)
    if char in ":：":
        return line.token("_COLON", char, at, at + 1)
    for kind, pattern in (("RASTER", _RASTER), ("COLOR", _COLOR), ("QUANTITY", _CLOCK), ("QUANTITY", _QUANTITY)):
        if match := pattern.match(text, at):
            return line.token(kind, match[0], at, match.end())
    word = _WORD.match(text, at)
    if word is None:
        return line.token(BAD, char, at, at + 1)
    kind = keywords.get(word[0], "WORD")
    normal = unicodedata.normalize("NFC", word[0])
    return line.token(kind if kind != "WORD" and accepts(kind) else "WORD", normal, at, word.end())


def quantity(text: str) -> tuple[Fraction, str]:
    """The number and the unit of a QUANTITY; hours and minutes come out as seconds. Full-width forms count as what
    they stand for, other compatible ones don't: 6½s is no time."""
    text = _FULL_WIDTH.sub(lambda match: chr(ord(match[0]) - 0xFEE0), text).replace("−", "-")
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (Fraction(part or 0) for part in clock.groups())
        return hours * 3600 + minutes * 60 + seconds, "s"
    match = _QUANTITY.fullmatch(text)
    assert match is not None, "the lexer has matched this text"
    return Fraction(match[1]), match[2] or match[3] or ""
