"""Prose in English, Japanese or Chinese comes in, the concepts that its words name go out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Hit:
    """One word of a text that names a concept: the concept, and where it stands (code points)."""

    concept: str
    start: int
    end: int


class Lexicon:
    """A table of words: each concept with the words that name it, separated by ``|``.

    Latin words match whole, in any case, with their common endings (``lantern`` finds ``lanterns``, ``run``
    finds ``running``); words of Chinese and Japanese, which are written without spaces, match anywhere.
    Where two words overlap the longer one counts: ``raincoat`` is no rain.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        words = {word: concept for concept, row in table.items() for word in row.split("|")}
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        self._concepts = [words[word] for word in longest_first]
        self._pattern = re.compile("|".join(f"({_forms(word)})" for word in longest_first), re.IGNORECASE)

    def find(self, text: str) -> tuple[Hit, ...]:
        """All concepts that the text names, in its order."""
        return tuple(
            Hit(self._concepts[(match.lastindex or 1) - 1], match.start(), match.end())
            for match in self._pattern.finditer(text)
        )

    def first(self, text: str, default: str = "") -> str:
        """The concept named first, or ``default``."""
        return next((hit.concept for hit in self.find(text)), default)

    def all(self, text: str) -> tuple[str, ...]:
        """The concepts named, each once, in the text's order."""
        return tuple(dict.fromkeys(hit.concept for hit in self.find(text)))


def _forms(word: str) -> str:
    """A regular expression for a word and its endings: carry/carries, dance/dancing, run/running."""
    if _SPACELESS.search(word):
        return re.escape(word)
    stem, last = re.escape(word[:-1]), re.escape(word[-1])
    endings = rf"{last}(?:e?s|ed|{last}?ing|{last}ed)?"
    if last == "y":
        endings += "|ies|ied"
    elif last == "e":
        endings = "e(?:s|d|n)?|ing"
    return rf"\b{stem}(?:{endings})\b"
