"""A screenplay's path and its film's path come in; whether the last build still holds goes out, without compiling.

A finished build leaves a record: the digests of all files that it read, of the tool's own code, and where the
film lies. As long as all of these are the same, so is the film, and nothing has to be parsed or imported.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renderer.build import Request
    from renderer.store import Store

_PACKAGES = Path(__file__).resolve().parent, Path(__file__).resolve().parent.parent / "lvscript"


@dataclass(frozen=True, slots=True)
class Record:
    """What a finished build was made from and where it went."""

    files: dict[str, str]  # absolute path → SHA-256 of screenplays and assets
    tools: str
    profile: str
    out: str
    size: int
    mtime: int
    content: str  # the digest of what the film file consists of
    shots: list[str]


def film_key(screenplay: str) -> str:
    """Under which name the store keeps a film: its screenplay's real path."""
    return os.path.realpath(screenplay)


def load(store: Store, screenplay: str) -> Record | None:
    """The record of the last finished build."""
    text = store.built(film_key(screenplay))
    if text is None:
        return None
    try:
        return Record(**json.loads(text))
    except (TypeError, ValueError):
        return None  # written by another version


def stands(record: Record, out: Path) -> bool:
    """Whether the film file is the one that the record speaks of."""
    try:
        stat = out.stat()
    except OSError:
        return False
    return os.path.realpath(out) == record.out and (stat.st_size, stat.st_mtime_ns) == (record.size, record.mtime)


def holds(record: Record, out: Path, profile: str) -> bool:
    """Whether a build now would make the same film again."""
    return (
        record.profile == profile
        and stands(record, out)
        and record.tools == tools()
        and all(_digest(path) == digest for path, digest in record.files.items())
    )


def save(store: Store, request: Request, files: Mapping[Path, str], content: str, shots: Sequence[str]) -> None:
    """Leaves the record of a finished build; ``files`` are those that it read, with their digests as it read them."""
    stat = request.out.stat()
    record = Record(
        {os.path.abspath(path): digest for path, digest in files.items()},
        tools(),
        request.profile,
        os.path.realpath(request.out),
        stat.st_size,
        stat.st_mtime_ns,
        content,
        list(shots),
    )
    store.record_built(film_key(request.screenplay), json.dumps(asdict(record)))


def _digest(path: str) -> str:
    try:
        with open(path, "rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""


@cache
def tools() -> str:
    """A digest of lvscript itself: its code, grammar and library, and the versions of what it draws and speaks with."""
    from lvscript.resources import folder
    from renderer.backends import KINDS, library_version
    from renderer.backends.speech.engines import engines

    digest = hashlib.sha256()
    for root in (*_PACKAGES, folder("grammar"), folder("stdlib")):
        for file in sorted(root.rglob("*")):
            if file.suffix in (".py", ".lark", ".lvs"):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    libraries = sorted({name for kind in KINDS.values() for name in kind.libraries})
    digest.update(json.dumps([[name, library_version(name)] for name in libraries]).encode())
    digest.update(json.dumps(engines(), sort_keys=True).encode())
    return digest.hexdigest()
