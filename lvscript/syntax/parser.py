"""A source comes in, its syntax tree and its diagnostics go out: Lark's LALR automaton, driven line by line.

Lark's own recovery restarts the lexer and so loses the indentation; here the parser never stops instead. A
line that goes wrong is reported once and closed with what it lacks, so that the block below it is still read
and one mistake makes one message.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from lark import Lark, Token
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from lvscript import ast
from lvscript.diagnostics import Report, did_you_mean
from lvscript.resources import folder
from lvscript.source import Source, Span
from lvscript.syntax.lexer import BAD, UNCLOSED, Line, cue_end, read_line, tokens
from lvscript.syntax.tree import TreeBuilder

_FILLERS = ("WORD", "QUOTATION", "CUE", "PROSE")
"""What may be put in the place of a missing word, in this order."""

_NAMES = {
    "WORD": "a word",
    "QUOTATION": "a quotation",
    "QUANTITY": "a number",
    "RASTER": "a size",
    "COLOR": "a colour",
    "_COMMA": "a comma",
    "_COLON": "a colon",
    "_NL": "the end of the line",
    "MANNER": "a manner in parentheses",
}

_HOME = {
    "a shot": "camera sound light weather lens angle layout continues frame seed take locked retakes model",
    "a scene": "shot dissolve wipe fade cut",
    "a character": "voice wardrobe reference",
    "a style": "palette avoid",
    "`film`": "fps language",
}
"""Where the keywords belong that are easily written into the wrong block."""


class _NoLexer(Lexer):
    """Lark asks for a lexer; ours runs outside, with the parser's state at hand."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Any:
        return iter(())


@cache
def _grammar() -> tuple[Lark, TreeBuilder, dict[str, str]]:
    """The automaton, the builder that it calls, and the keywords with their token types."""
    builder = TreeBuilder()
    text = (folder("grammar") / "lvs.lark").read_text(encoding="utf-8")
    lark = Lark(text, parser="lalr", lexer=_NoLexer, transformer=builder, maybe_placeholders=True)
    keywords = {terminal.pattern.value: terminal.name for terminal in lark.terminals if terminal.pattern}
    return lark, builder, keywords


def keywords() -> frozenset[str]:
    """All keywords of the language."""
    return frozenset(_grammar()[2])


def parse(source: Source, report: Report) -> ast.Screenplay:
    """The syntax tree of a source. Never raises on a writer's text: what is wrong goes into the report, and
    the tree holds everything else."""
    return _Parser(source, report).run()


class _Parser:
    """One run over one source: the automaton's state and the open indentations."""

    def __init__(self, source: Source, report: Report) -> None:
        lark, builder, self.keywords = _grammar()
        builder.path = source.path
        self.source, self.report = source, report
        self.state = lark.parse_interactive("").parser_state
        self.indents: list[tuple[int, bool]] = [(0, True)]  # column, and whether the grammar knows of it
        self.skip: int | None = None  # lines deeper than this belong to a line that was not understood
        self.last = Line(1, 0, 1, "", "", ())
        self.last_is_prose = False

    def run(self) -> ast.Screenplay:
        lines = [read_line(number, raw) for number, raw in enumerate(self.source.lines, 1)]
        for line in lines:
            for note in line.notes:
                self.report.note("LVS501", self._span(line), f"note: {note[2:-2].strip()}")
        lines = [line for line in lines if line.text]
        for line, after in zip(lines, [*lines[1:], None], strict=False):
            if self.skip is not None and line.indent > self.skip:
                continue
            self.skip = None
            self._tabs(line)
            self._indent(line)
            self._line(line, after is not None and after.indent > line.indent)
            self.last = line
        while len(self.indents) > 1:
            self._dedent()
        screenplay = self._feed(Token("$END", "", 0, 1, 1, 1, 1))
        assert isinstance(screenplay, ast.Screenplay), "the grammar's start symbol builds the tree"
        return screenplay

    # -- indentation ------------------------------------------------------------------------------------

    def _tabs(self, line: Line) -> None:
        raw = self.source.lines[line.number - 1]
        blank = raw[: len(raw) - len(raw.lstrip(" \t\u3000"))]
        if blank.strip(" "):
            span = self.source.span(line.number, 1, len(blank) + 1)
            self.report.error("LVS102", span, "indentation by something else than spaces",
                              "use two spaces for each level")

    def _indent(self, line: Line) -> None:
        span = self.source.span(line.number, 1, max(2, line.column))
        if line.indent > self.indents[-1][0]:
            opened = self._accepts("_INDENT")
            if opened:
                self._feed(line.token("_INDENT", "", 0, 0))
            else:
                self.report.error("LVS102", span, "this line is indented deeper, but the line above opens no block",
                                  f"indent it by {self.indents[-1][0]} spaces")
            self.indents.append((line.indent, opened))
            return
        while line.indent < self.indents[-1][0]:
            left = self._dedent()
            if line.indent > self.indents[-1][0]:
                levels = f"{self.indents[-1][0]} or {left}"
                self.report.error("LVS102", span, f"indented by {line.indent} spaces, where {levels} are expected")
                break

    def _dedent(self) -> int:
        column, opened = self.indents.pop()
        if opened:
            self._feed(self.last.token("_DEDENT", "", 0, 0))
        return column

    # -- lines ------------------------------------------------------------------------------------------

    def _line(self, line: Line, opens_block: bool) -> None:
        for token in tokens(line, self.keywords, self._accepts, opens_block):
            if self._accepts(token.type):
                if token.type == "PROSE" and opens_block and self._means_shot(line):
                    self._repair(line, "shot", opens_block)
                    return
                if token.type == "PROSE":
                    self._doubt(line, token)
                self.last_is_prose = token.type == "PROSE"
                self._feed(token)
                continue
            if token.type == "PROSE" and not self._rescue(line, token, opens_block):
                return
            if token.type != "PROSE":
                self._reject(token)
            if token.type == UNCLOSED and self._accepts("QUOTATION"):
                self._feed(token.update("QUOTATION", token + token[0]))
            break
        self._close(line)

    def _means_shot(self, line: Line) -> bool:
        return self._accepts("SHOT") and _one_slip(_first_word(line), "shot")

    def _repair(self, line: Line, meant: str, opens_block: bool) -> None:
        """Reports that a line begins with a misspelt keyword, and reads it as if it were right."""
        word = _first_word(line)
        span = self.source.span(line.number, line.column, line.column + len(word))
        self.report.error("LVS105", span, f"unknown keyword {word}", f"did you mean {meant}?")
        right = Line(line.number, line.indent, line.column, meant + line.text[len(word):], "", ())
        self._line(right, opens_block)

    def _rescue(self, line: Line, token: Token, opens_block: bool) -> bool:
        """Reports a line that may not stand where it does; False where it was left out with its block."""
        word = _first_word(line)
        here = [text for text, kind in self.keywords.items() if self._accepts(kind)]
        span = self._token_span(token)
        near = here if word.islower() else [text for text in here if text == word.casefold()]
        close = did_you_mean(word, near)
        if close:
            self._repair(line, close.removeprefix("did you mean ").removesuffix("?"), opens_block)
            return False
        cue = cue_end(line.text)
        spoken = cue is not None and (cue < len(line.text) or opens_block)
        message = "dialogue outside a shot" if spoken else "this line can't be understood here"
        self.report.error("LVS104" if spoken else "LVS101", span, message, f"expected {_listing(here)}")
        self.skip = line.indent
        return False

    def _doubt(self, line: Line, token: Token) -> None:
        """Asks about prose that looks like something else."""
        text = line.text
        word = text.split()[0]
        span = self.source.span(line.number, line.column, line.column + len(word))
        if text.startswith("TODO"):
            self.report.note("LVS501", self._span(line), text)
        elif cue_end(text) not in (None, len(text)) and not text.startswith("!"):
            self.report.error("LVS104", self._token_span(token), "dialogue outside a shot",
                              "put it into a shot, or force prose with ! at the start of the line")
        elif word.islower() and word.isascii() and not self._continues_prose(line):
            self._doubt_word(word, span)

    def _doubt_word(self, word: str, span: Span) -> None:
        if word in self.keywords:
            home = next((home for home, words in _HOME.items() if word in words.split()), "")
            if home:
                self.report.warn("LVS106", span, f"`{word}` belongs in {home}; here this line is prose",
                                 "move it, or write ! before it")
            return
        here = [text for text, kind in self.keywords.items() if self._accepts(kind)]
        near = [text for text in here if _one_slip(word, text)]
        if near:
            self.report.warn("LVS105", span, f"this line is read as prose; did you mean `{near[0]}`?",
                             "write ! before it if it is prose")

    def _continues_prose(self, line: Line) -> bool:
        last = self.last
        adjacent = self.last_is_prose and last.number == line.number - 1 and last.indent == line.indent
        return adjacent and last.text[-1:] not in ".!?。！？"

    def _reject(self, token: Token) -> None:
        if token.type == UNCLOSED:
            self.report.error("LVS103", self._token_span(token), "this quotation doesn't end on its line",
                              "close it, or write \\ before a quote that is part of the words")
        elif token.type == BAD:
            self.report.error("LVS107", self._token_span(token), f"unexpected {token}")
        else:
            self.report.error("LVS101", self._token_span(token), f"unexpected {_shown(token)}",
                              f"expected {self._expected()}")

    def _close(self, line: Line) -> None:
        """Ends the line, putting in what it lacks so that the grammar can go on."""
        end = line.token("_NL", "", len(line.text), len(line.text))
        if not self._accepts("_NL"):
            place = self.source.span(line.number, line.column + len(line.text), line.column + len(line.text) + 1)
            if not any(found.span.line == line.number and found.span.path == place.path for found in self.report.found):
                self.report.error("LVS303", place, "something is missing at the end of this line",
                                  f"expected {self._expected()}")
        while not self._accepts("_NL"):
            filler = next(kind for kind in _FILLERS if self._accepts(kind))
            value = '""' if filler == "QUOTATION" else ""
            self._feed(line.token(filler, value, len(line.text), len(line.text)))
        self._feed(end)

    # -- the automaton ----------------------------------------------------------------------------------

    def _feed(self, token: Token) -> Any:
        return self.state.feed_token(token, token.type == "$END")

    def _accepts(self, kind: str) -> bool:
        """Whether the automaton can shift this token now, after the reductions that it would make before.

        (The rows of an LALR table promise more than that: they merge the contexts of a rule.)
        """
        table = self.state.parse_conf.parse_table.states
        stack = list(self.state.state_stack)
        while True:
            action = table[stack[-1]].get(kind)
            if action is None:
                return False
            if action[0] is Shift:
                return True
            rule = action[1]
            if rule.expansion:
                del stack[-len(rule.expansion):]
            stack.append(table[stack[-1]][rule.origin.name][1])

    def _expected(self) -> str:
        words = [f"`{text}`" for text, kind in self.keywords.items() if self._accepts(kind)]
        return _listing(words + [name for kind, name in _NAMES.items() if self._accepts(kind)])

    def _span(self, line: Line) -> Span:
        return self.source.span(line.number, line.column, line.column + max(1, len(line.text)))

    def _token_span(self, token: Token) -> Span:
        return self.source.span(token.line or 1, token.column or 1, max((token.column or 1) + 1, token.end_column or 1))


def _first_word(line: Line) -> str:
    return line.text.split()[0].rstrip(":,")


def _shown(token: Token) -> str:
    return _NAMES[token.type] if token.type in ("_NL", "_COMMA", "_COLON") else str(token)


def _listing(words: list[str]) -> str:
    if len(words) > 8:
        words = [*words[:7], "…"]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words) or "nothing more"


def _one_slip(word: str, keyword: str) -> bool:
    """Whether one letter was dropped, added, changed, or swapped with its neighbour."""
    if word == keyword or min(len(word), len(keyword)) < 4 or abs(len(word) - len(keyword)) > 1:
        return False
    if len(word) == len(keyword):
        differ = [at for at in range(len(word)) if word[at] != keyword[at]]
        swapped = len(differ) == 2 and word[differ[0]] == keyword[differ[1]] and word[differ[1]] == keyword[differ[0]]
        return len(differ) == 1 or swapped
    long, short = max(word, keyword, key=len), min(word, keyword, key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
