"""The parser's reductions come in, the nodes of ``lvscript.ast`` go out."""

from __future__ import annotations

from typing import Any

from lark import Token, Transformer

from lvscript import ast
from lvscript.source import Span
from lvscript.syntax.lexer import quantity, unquoted


class TreeBuilder(Transformer[Token, ast.Screenplay]):
    """Builds the tree while the text is parsed. Its methods are named after the grammar's rules; an absent
    optional part comes as None."""

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self.path = path

    def start(self, items: list[ast.Item]) -> ast.Screenplay:
        return ast.Screenplay(self.path, tuple(items))

    def use(self, parts: list[Any]) -> ast.Use:
        keyword, path, names = parts
        return ast.Use(self._value(path), names or (), self._span(keyword, path))

    def names(self, parts: list[Token]) -> tuple[ast.Value, ...]:
        return tuple(map(self._value, parts))

    def film(self, parts: list[Any]) -> ast.FilmHead:
        keyword, title, *body = parts
        return ast.FilmHead(self._optional(title), self._body(body), self._span(keyword, title or keyword))

    def _definition(self, parts: list[Any]) -> ast.Definition:
        keyword, name, title, from_, base, *body = parts
        span = self._span(keyword, base or title or name)
        return ast.Definition(
            str(keyword), self._value(name), self._optional(title), self._optional(base), self._body(body), span
        )

    style = character = place = voice = size = camera = profile = _definition

    def transition(self, parts: list[Any]) -> ast.Definition | ast.Join:
        definition = self._definition(parts)
        if definition.title or definition.base or definition.body:
            return definition
        # A name alone defines nothing: between shots at the top level it says which transition to take.
        return ast.Join("transition", (ast.Phrase((definition.name,), definition.name.span),), definition.span)

    def scene(self, parts: list[Any]) -> ast.Scene:
        keyword, title, _, place, *rest = parts
        phrases = tuple(part for part in rest if isinstance(part, ast.Phrase))
        body = tuple(part for part in rest if part is not None and not isinstance(part, ast.Phrase))
        return ast.Scene(self._optional(title), self._optional(place), phrases, body, self._span(keyword, keyword))

    def join(self, parts: list[Any]) -> ast.Join:
        keyword, *phrases = parts
        return ast.Join(str(keyword), self._body(phrases), self._span(keyword, keyword))

    def shot(self, parts: list[Any]) -> ast.Shot:
        keyword, title, head, subjects, *rest = parts
        phrases = tuple(part for part in rest if isinstance(part, ast.Phrase))
        body = tuple(part for part in rest if part is not None and not isinstance(part, ast.Phrase))
        return ast.Shot(
            self._optional(title), head, subjects or (), phrases, body, self._span(keyword, keyword)
        )

    def subjects(self, parts: list[Token]) -> tuple[ast.Value, ...]:
        return tuple(self._value(part) for part in parts if part.type == "WORD")

    def cue(self, parts: list[Token | None]) -> ast.Cue:
        name, manner, text = parts
        assert name is not None and text is not None, "the grammar demands both"
        return ast.Cue(self._value(name), str(manner or ""), unquoted(text), self._span(name, text))

    def speech(self, parts: list[Any]) -> ast.Cue:
        name, manner, *lines = parts
        text = join_prose([line.text for line in lines])
        return ast.Cue(self._value(name), str(manner or ""), text, self._span(name, name).to(lines[-1].span))

    def prose(self, parts: list[Token]) -> ast.Prose:
        return ast.Prose(str(parts[0]), self._span(parts[0], parts[0]))

    def property(self, parts: list[Any]) -> ast.Property:
        keyword, *phrases = parts
        end = phrases[-1].span if phrases and phrases[-1] else None
        span = self._span(keyword, keyword)
        return ast.Property(str(keyword), self._body(phrases), span.to(end) if end else span)

    def phrase(self, parts: list[Token]) -> ast.Phrase:
        return ast.Phrase(tuple(map(self._value, parts)), self._span(parts[0], parts[-1]))

    def _key(self, parts: list[Token]) -> Token:
        return parts[0]

    film_key = style_key = character_key = place_key = voice_key = size_key = camera_key = _key
    transition_key = profile_key = scene_key = shot_key = _key

    def _value(self, token: Token) -> ast.Value:
        span = self._span(token, token)
        if token.type == "QUOTATION":
            return ast.Value("quotation", unquoted(token), span)
        if token.type == "QUANTITY":
            number, unit = quantity(token)
            return ast.Value("quantity", str(token), span, number, unit)
        kind = {"RASTER": "raster", "COLOR": "color"}.get(token.type, "word")
        return ast.Value(kind, str(token), span)

    def _optional(self, token: Token | None) -> ast.Value | None:
        return self._value(token) if token is not None else None

    def _body(self, parts: list[Any]) -> tuple[Any, ...]:
        return tuple(part for part in parts if part is not None)

    def _span(self, start: Token, end: Token) -> Span:
        return Span(self.path, start.line or 0, start.column or 0, end.end_line or 0, end.end_column or 0)


def join_prose(lines: list[str]) -> str:
    """Lines of prose as one text: joined by a space, by none between Chinese or Japanese characters."""
    text = ""
    for line in lines:
        between = "" if not text or (spaceless(text[-1]) and spaceless(line[:1])) else " "
        text += between + line
    return text


def spaceless(char: str) -> bool:
    """Whether a character belongs to a script that is written without spaces (or to its punctuation)."""
    return "\u3000" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"
