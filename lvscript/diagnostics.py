"""What is wrong with a screenplay comes in as values, their text, JSON, SARIF and GitHub forms go out."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from lvscript.source import Source, Span

CODES: Mapping[str, str] = {
    "LVS001": "the file can't be read",
    "LVS101": "this line can't be understood",
    "LVS102": "wrong indentation",
    "LVS103": "a quotation that doesn't end",
    "LVS104": "dialogue outside a shot",
    "LVS105": "a keyword that seems misspelt",
    "LVS106": "a keyword outside its block",
    "LVS107": "a character that doesn't belong here",
    "LVS201": "an unknown name",
    "LVS202": "a name defined twice",
    "LVS203": "a definition built on itself",
    "LVS204": "a file that can't be used",
    "LVS205": "a character in dialogue that nobody defined",
    "LVS301": "a wrong value",
    "LVS302": "a wrong unit",
    "LVS303": "a missing value",
    "LVS304": "a statement that comes twice",
    "LVS305": "a statement without effect so far",
    "LVS401": "dialogue or sound longer than its shot",
    "LVS402": "a transition longer than half of a shot",
    "LVS403": "a transition in the wrong place",
    "LVS404": "nothing to continue",
    "LVS405": "a missing picture or sound file",
    "LVS406": "a lock without a digest",
    "LVS407": "two characters that sound alike",
    "LVS408": "a film without shots",
    "LVS409": "two shots with one address",
    "LVS410": "a speaker who is not in the shot",
    "LVS411": "two lines of dialogue at once",
    "LVS501": "a note to the author",
}


class Severity(StrEnum):
    """How grave it is: an error stops the build, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that helps to understand, in this file or another."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to say about a screenplay: what, where, and what to do about it."""

    severity: Severity
    code: str
    span: Span
    message: str
    help: str = ""
    related: tuple[Related, ...] = ()

    @property
    def order(self) -> tuple[str, int, int, str]:
        """By file and place, so that a report reads from top to bottom."""
        return self.span.path, self.span.line, self.span.column, self.code


@dataclass(slots=True)
class Report:
    """Collects diagnostics while the phases run; the first about a place is kept, repetitions are not."""

    found: list[Diagnostic] = field(default_factory=list)
    _seen: set[tuple[str, Span]] = field(default_factory=set)

    def error(self, code: str, span: Span, message: str, help: str = "", related: Sequence[Related] = ()) -> None:
        """Reports what stops the build."""
        self.add(Diagnostic(Severity.ERROR, code, span, message, help, tuple(related)))

    def warn(self, code: str, span: Span, message: str, help: str = "", related: Sequence[Related] = ()) -> None:
        """Reports what is probably not meant."""
        self.add(Diagnostic(Severity.WARNING, code, span, message, help, tuple(related)))

    def note(self, code: str, span: Span, message: str, help: str = "") -> None:
        """Reports what the author left for later."""
        self.add(Diagnostic(Severity.NOTE, code, span, message, help))

    def add(self, diagnostic: Diagnostic) -> None:
        """Adds a diagnostic, unless the same code was reported at the same place."""
        key = (diagnostic.code, diagnostic.span)
        if key not in self._seen:
            self._seen.add(key)
            self.found.append(diagnostic)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops the build."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or nothing where none is near."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"did you mean {folded[close[0]]}?" if close else ""


_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def printable(text: str) -> str:
    """Text that is safe on a terminal: escapes and bidi controls become visible, tabs one space."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " "))


def json_text(value: object, indent: int | None = None) -> str:
    """JSON that is safe on a terminal, too: what could steer one is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def cells(text: str) -> int:
    """Columns of a terminal that the text takes: two for wide characters, none for combining ones (UAX #11)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def as_text(diagnostics: Sequence[Diagnostic], source_of: Callable[[str], Source | None]) -> str:
    """The form for people: headline, place, the line itself with its label, help; wide characters aligned."""
    return "\n".join(_block(diagnostic, source_of) for diagnostic in diagnostics)


def _block(diagnostic: Diagnostic, source_of: Callable[[str], Source | None]) -> str:
    rows = [f"{diagnostic.severity}[{diagnostic.code}]: {printable(diagnostic.message)}"]
    rows += _excerpt(diagnostic.span, "^", "", source_of)
    for related in diagnostic.related:
        rows += _excerpt(related.span, "-", related.message, source_of)
    if diagnostic.help:
        rows.append(f"  = help: {printable(diagnostic.help)}")
    return "\n".join(rows) + "\n"


def _excerpt(span: Span, mark: str, label: str, source_of: Callable[[str], Source | None]) -> list[str]:
    place = f"  --> {printable(span.path)}:{span.line}:{span.column}"
    source = source_of(span.path)
    if source is None or span.line > len(source.lines):
        return [place + (f": {printable(label)}" if label else "")]
    line = printable(source.lines[span.line - 1])
    end = span.end_column if span.end_line == span.line else len(line) + 1
    gutter = " " * len(str(span.line))
    under = " " * cells(line[: span.column - 1]) + mark * max(1, cells(line[span.column - 1 : end - 1]))
    text = f"{under} {printable(label)}".rstrip()
    return [place, f" {gutter} |", f" {span.line} | {line}", f" {gutter} | {text}"]


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """An array of ``{code, severity, message, file, line, column, end_line, end_column, help, related}``."""
    return json_text([_record(diagnostic) for diagnostic in diagnostics], indent=2)


def _record(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "help": diagnostic.help,
        "related": [{"message": related.message, **_place(related.span)} for related in diagnostic.related],
    }


def _place(span: Span) -> dict[str, Any]:
    return {
        "file": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def as_sarif(diagnostics: Sequence[Diagnostic], version: str) -> str:
    """SARIF 2.1.0 (OASIS), one run."""
    rules = [
        {"id": code, "shortDescription": {"text": CODES[code]}}
        for code in sorted({diagnostic.code for diagnostic in diagnostics})
    ]
    driver = {"name": "lvc", "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints",
           "results": [_sarif_result(diagnostic) for diagnostic in diagnostics]}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json_text({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2)


def _sarif_result(diagnostic: Diagnostic) -> dict[str, Any]:
    message = f"{diagnostic.message}. {diagnostic.help}" if diagnostic.help else diagnostic.message
    return {
        "ruleId": diagnostic.code,
        "level": str(diagnostic.severity),
        "message": {"text": message},
        "locations": [_sarif_location(diagnostic.span)],
        "relatedLocations": [
            {**_sarif_location(related.span), "message": {"text": related.message}} for related in diagnostic.related
        ],
    }


def _sarif_location(span: Span) -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": quote(span.path)}, "region": region}}


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands that GitHub shows beside the lines of a change."""
    return "\n".join(_github_line(diagnostic) for diagnostic in diagnostics)


def _github_line(diagnostic: Diagnostic) -> str:
    level = {"note": "notice"}.get(diagnostic.severity, str(diagnostic.severity))
    span = diagnostic.span
    place = f"file={_escaped(printable(span.path), True)},line={span.line},col={span.column},endLine={span.end_line}"
    text = f"{diagnostic.message}. {diagnostic.help}" if diagnostic.help else diagnostic.message
    return f"::{level} {place},title={diagnostic.code}::{_escaped(printable(text))}"


def _escaped(text: str, value: bool = False) -> str:
    for char, escape in [("%", "%25"), ("\r", "%0D"), ("\n", "%0A")] + ([(":", "%3A"), (",", "%2C")] if value else []):
        text = text.replace(char, escape)
    return text
