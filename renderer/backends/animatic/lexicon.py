"""The lexicon of the animatic: see ``renderer.words``."""

from renderer.words import Lexicon as Lexicon
