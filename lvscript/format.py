"""A screenplay's text comes in, its canonical form goes out: same meaning, every comment kept, idempotent.

Two spaces a level, one space between words, at most one blank line, values of definitions in a column. Lines are
never joined or broken: where a writer ends a line is the writer's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lvscript import ast
from lvscript.diagnostics import Report, cells, has_errors
from lvscript.source import Source
from lvscript.syntax import parse
from lvscript.syntax.lexer import QUOTES, Line, cue_end, quotation_end, read_line

PROSE, CUE, STATEMENT, COLUMN = "prose", "cue", "statement", "column"


@dataclass(slots=True)
class _Row:
    """A line of the output: its level, what it says, its comment, and whether a blank line comes before."""

    kind: str
    level: int
    text: str
    comment: str
    blank: bool


def formatted(source: Source) -> str | None:
    """The canonical form, or None where the text has errors: then nothing is known well enough to be moved."""
    report = Report()
    tree = parse(source, report)
    if has_errors(report.found):
        return None
    rows = list(_rows(source, dict(_kinds(tree))))
    _align(rows)
    lines = []
    for index, row in enumerate(rows):
        if row.blank and index:
            lines.append("")
        parts = [part for part in (row.text, row.comment) if part]
        lines.append("  " * row.level + "  ".join(parts))
    return "\n".join(lines) + "\n" if lines else ""


def _kinds(tree: ast.Screenplay) -> Iterator[tuple[int, str]]:
    """What each line is that isn't prose."""
    for item in tree.items:
        yield item.span.line, STATEMENT
        kind = COLUMN if isinstance(item, ast.Definition | ast.FilmHead) else STATEMENT
        body = item.body if isinstance(item, ast.Definition | ast.FilmHead | ast.Scene | ast.Shot) else ()
        yield from _body(body, kind)


def _body(body: Sequence[object], kind: str) -> Iterator[tuple[int, str]]:
    for item in body:
        if isinstance(item, ast.Cue):
            yield item.span.line, CUE
        elif isinstance(item, ast.Property):
            yield item.span.line, kind
        elif isinstance(item, ast.Join):
            yield item.span.line, STATEMENT
        elif isinstance(item, ast.Shot):
            yield item.span.line, STATEMENT
            yield from _body(item.body, STATEMENT)


def _rows(source: Source, kinds: dict[int, str]) -> Iterator[_Row]:
    lines = [read_line(number, raw) for number, raw in enumerate(source.lines, 1)]
    levels = _levels(lines)
    blank = top = False
    for line, level in zip(lines, levels, strict=True):
        if not line.text and not line.comment and not line.notes:
            blank = True
            continue
        kind = kinds.get(line.number, PROSE)
        definition = level == 0 and bool(line.text) and not line.text.startswith("use")
        yield _Row(kind, level, _text(source, line, kind), line.comment, blank or (definition and not top))
        top = level == 0 and not line.text  # a comment belongs to what follows it
        blank = False


def _levels(lines: Sequence[Line]) -> list[int]:
    """The depth of each line; a comment alone belongs to the line that follows it."""
    stack = [0]
    levels: list[int] = []
    for line in lines:
        if line.text:
            while line.indent < stack[-1]:
                stack.pop()
            if line.indent > stack[-1]:
                stack.append(line.indent)
        levels.append(len(stack) - 1 if line.text else -1)
    following = 0
    for index in range(len(lines) - 1, -1, -1):
        following = levels[index] if levels[index] >= 0 else following
        levels[index] = following
    return levels


def _text(source: Source, line: Line, kind: str) -> str:
    if line.notes:  # a note stands anywhere in a line, which therefore stays as it is
        raw = source.lines[line.number - 1].strip()
        return raw.removesuffix(line.comment).rstrip()
    if kind == CUE:
        return _cue(line.text)
    return " ".join(line.text.split()) if kind == PROSE else _statement(line.text)


def _cue(text: str) -> str:
    """``NAME (manner) "words"``; full-width brackets and quotes stand without spaces."""
    at = cue_end(text)
    if at is None:
        return text
    head, words = text[:at].rstrip(" :："), text[at:]
    for bracket in "(（":
        if bracket in head:
            name, manner = head.split(bracket, 1)
            head = name.rstrip() + (" (" if bracket == "(" else "（") + " ".join(manner[:-1].split()) + manner[-1]
            break
    narrow = words[:1] in ("「", "『")
    return head + ("" if narrow or not words else " ") + words


def _statement(text: str) -> str:
    """One space between words, after a comma, and around quotations; quotations themselves stay as they are."""
    found, at = "", 0
    while at < len(text):
        char = text[at]
        if char in QUOTES and (end := quotation_end(text, at)):
            found = _spaced(found) + text[at:end] + " "
            at = end
            continue
        if char in ",，、:":
            found = found.rstrip() + char + ("" if char in "，、" else " ")
        elif char.isspace():
            found = _spaced(found)
        else:
            found += char
        at += 1
    return found.strip()


def _spaced(text: str) -> str:
    return text if not text or text.endswith((" ", "，", "、")) else text + " "


def _align(rows: list[_Row]) -> None:
    """Puts the values of neighbouring properties of a definition into one column."""
    run: list[_Row] = []
    for row in [*rows, _Row(PROSE, 0, "", "", False)]:
        if row.kind == COLUMN and " " in row.text and not row.blank:
            run.append(row)
            continue
        width = max((cells(one.text.split(" ", 1)[0]) for one in run), default=0)
        for one in run:
            keyword, values = one.text.split(" ", 1)
            one.text = keyword + " " * (width - cells(keyword) + 1) + values.lstrip()
        run = [row] if row.kind == COLUMN and " " in row.text else []
