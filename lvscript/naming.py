"""Prose and names come in, prose without names and slugs for addresses go out.

Names are labels: in prose that determines a picture, ``{0}`` stands for the subject of slot 0 and ``{~0}`` for
the first other character that is named. So a new name makes no new picture.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_BRACES = str.maketrans("{}", "｛｝")
_TOPIC = re.compile(r"['’]s\b|,? (?:is|was|has|had|wears|carries|looks|never|always)\b|[のはが的是]")
_WORDLESS = re.compile(r"[^\w]+")


class Anonymizer:
    """Takes the names of all characters of a film out of its prose."""

    def __init__(self, characters: Mapping[str, str]) -> None:
        """``characters`` are display names by name."""
        self._owner: dict[str, str] = {}
        for name, display in characters.items():
            for alias in _aliases(name, display):
                self._owner.setdefault(alias, name)
        longest_first = sorted(self._owner, key=lambda alias: (-len(alias), alias))
        self._pattern = re.compile("|".join(map(_bounded, longest_first))) if longest_first else None

    def described(self, text: str, looks: bool = True) -> str:
        """A description with the names in it replaced, but not the words that only look like one: of somebody
        called ROBOT, "Robot with one eye" still says that it is a robot. So where a sentence begins, a name
        counts only as its topic or as an owner (Mira is …, Mira's mother, 美咲の祖父), and within a sentence that
        says what somebody looks like, only in scripts that have capitals."""
        text = text.translate(_BRACES)
        if self._pattern is None:
            return text
        others: dict[str, int] = {}

        def slot(match: re.Match[str]) -> str:
            begins = text[: match.start()].rstrip()[-1:] in ("", *"。．.!！?？")
            if begins and not _TOPIC.match(text, match.end()) or looks and not begins and match[0][0] >= "\u3040":
                return match[0]
            return f"{{~{others.setdefault(self._owner[match[0]], len(others))}}}"

        return self._pattern.sub(slot, text)

    def __call__(self, text: str, slots: Mapping[str, int]) -> str:
        """The prose with its names replaced; ``slots`` are the subjects of the shot by name."""
        text = text.translate(_BRACES)
        if self._pattern is None:
            return text
        others: dict[str, int] = {}

        def slot(match: re.Match[str]) -> str:
            name = self._owner[match[0]]
            if name in slots:
                return f"{{{slots[name]}}}"
            return f"{{~{others.setdefault(name, len(others))}}}"

        return self._pattern.sub(slot, text)


def _aliases(name: str, display: str) -> set[str]:
    """How prose may call a character: its display name, its name as written and in title case."""
    aliases = {display, name, name.replace("_", " ").title()}
    if display.lower().startswith(("the ", "a ")):
        aliases.add(display[0].lower() + display[1:])
    return {alias for alias in aliases if alias}


def _bounded(alias: str) -> str:
    """A pattern for a whole name; scripts without spaces have no bounds of words."""
    before = r"(?<![^\W\u3040-\u9fff])" if alias[0] < "\u3040" else ""
    after = r"(?![^\W\u3040-\u9fff])" if alias[-1] < "\u3040" else ""
    return before + re.escape(alias) + after


def slug(title: str) -> str:
    """A title as part of an address: lower case, hyphens between the words, any script."""
    return _WORDLESS.sub("-", unicodedata.normalize("NFC", title).casefold()).strip("-_")
