"""The text of a file comes in, its syntax tree and everything that is wrong with its form go out."""

from lvscript.syntax.parser import parse as parse
