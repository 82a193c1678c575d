"""Paths come in, the texts of screenplays go out, with their places: all reading of screenplays passes here."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from lvscript.resources import folder

MAX_BYTES = 8 * 1024 * 1024
"""A larger file is no screenplay: two thousand pages are 4 MB."""

LIBRARY = "std/"
"""What the name of a source of the standard library begins with."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a source: lines and columns count from 1, in code points; the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, other: Span) -> Span:
        """From the start of this span to the end of the other one."""
        return Span(self.path, self.line, self.column, other.end_line, other.end_column)


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file. ``path`` is what messages show; ``file`` is where it lies, None if nowhere;
    ``digest`` is the SHA-256 of the bytes that were read there."""

    path: str
    text: str
    file: Path | None = None
    digest: str = ""
    lines: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(line.removesuffix("\r") for line in self.text.split("\n")))

    def span(self, line: int, column: int, end_column: int) -> Span:
        """A span within one line."""
        return Span(self.path, line, column, line, end_column)


class SourceError(Exception):
    """A file that can't be read as a screenplay: ``reason`` says why, ``remedy`` what to do."""

    def __init__(self, path: str, reason: str, remedy: str = "") -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason, self.remedy = path, reason, remedy


class Loader(Protocol):
    """The only door through which screenplays are read."""

    def load(self, path: str) -> Source:
        """The source at a path, or SourceError."""
        ...

    def beside(self, source: Source, name: str) -> str:
        """The path of a file that ``source`` names, or SourceError where it leads out of the project."""
        ...


class Disk:
    """Screenplays from the disk. The project is the folder of the root file; nothing outside it is read."""

    def __init__(self, root: Path) -> None:
        self.project = root.resolve().parent

    def load(self, path: str) -> Source:
        if path.startswith(LIBRARY) and not path.endswith(".lvs"):
            return _library(path)
        data = _read(Path(path), path)
        return Source(path, decode(path, data), Path(path), hashlib.sha256(data).hexdigest())

    def beside(self, source: Source, name: str) -> str:
        if name.startswith(LIBRARY) and not name.endswith(".lvs"):
            return name
        return str(inside(self.project, Path(source.path).parent, name))


class Memory:
    """Screenplays held in memory, by path: for tests, editors and programs."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def load(self, path: str) -> Source:
        if path.startswith(LIBRARY):
            return _library(path)
        if path not in self._texts:
            raise SourceError(path, "there is no such file")
        return Source(path, self._texts[path])

    def beside(self, source: Source, name: str) -> str:
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise SourceError(name, "this path leads out of the project's folder")
        return name


def inside(project: Path, folder_of_source: Path, name: str) -> Path:
    """The path that ``name`` means in a source, or SourceError where it leads out of the project: by ``..``,
    an absolute path, a drive, or a link."""
    given = name.replace("\\", "/")
    if not given or "\0" in given or given.startswith("/") or (len(given) > 1 and given[1] == ":"):
        raise SourceError(name, "not a path inside the project", "give a path relative to this file, like \"cast.lvs\"")
    path = folder_of_source / given
    try:
        real = path.resolve()
    except (OSError, RuntimeError):  # links in a circle, a name longer than a file system knows
        raise SourceError(name, "this path leads nowhere", "check the links on its way") from None
    if not real.is_relative_to(project):
        raise SourceError(
            name, "this path leads out of the project's folder", f"copy the file into {project.name}/ and name it there"
        )
    return path


def decode(path: str, data: bytes) -> str:
    """UTF-8 text of a file's bytes; a byte order mark is dropped. Other encodings are a SourceError."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceError(path, "this file is UTF-16", "save it as UTF-8")
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"line {line} is not UTF-8 (byte {data[error.start]:#04x})"
        raise SourceError(path, reason, "save it as UTF-8") from None
    if "\0" in text:
        raise SourceError(path, f"line {text.count(chr(10), 0, text.index(chr(0))) + 1} holds a NUL character",
                          "this is no text file; remove the character")
    return text


def _read(file: Path, path: str) -> bytes:
    try:
        if file.is_dir():
            raise SourceError(path, "this is a folder", "name the .lvs file in it")
        if not file.is_file() and file.exists():
            raise SourceError(path, "this is no file", "name the .lvs file")
        if file.stat().st_size > MAX_BYTES:
            reason = f"larger than {MAX_BYTES // 1024 // 1024} MiB"
            raise SourceError(path, reason, "split it into files joined by `use`")
        return file.read_bytes()
    except FileNotFoundError:
        raise SourceError(path, "there is no such file", _neighbour(file)) from None
    except (OSError, ValueError) as error:
        raise SourceError(path, f"can't be read: {getattr(error, 'strerror', None) or error}") from None


def _neighbour(file: Path) -> str:
    from difflib import get_close_matches

    try:
        names = [entry.name for entry in file.parent.iterdir() if entry.suffix == ".lvs"]
    except OSError:
        return ""
    close = get_close_matches(file.name, names, n=1, cutoff=0.75)
    return f"did you mean {close[0]}?" if close else ""


def _library(path: str) -> Source:
    file = folder("stdlib") / (path.removeprefix(LIBRARY) + ".lvs")
    if not file.is_file() or not file.resolve().is_relative_to(folder("stdlib").resolve()):
        names = ", ".join(sorted(LIBRARY + entry.stem for entry in folder("stdlib").glob("*.lvs")))
        raise SourceError(path, "the library has no such part", f"it has {names}")
    return Source(path, file.read_text(encoding="utf-8"), file)
