"""Keys come in, artifacts go out: a content-addressed store with an index, safe to interrupt at any moment.

Objects are files named by the SHA-256 of their content. The index (SQLite) maps a task's key to its object, and
keeps the recipe beside it, so that "why again?" compares two recipes. Order of a commit: the object is written
beside its place, flushed, moved there; only then does the index learn of it. The first writer of a key wins.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_SCHEMA = """
create table if not exists artifact (
  key text primary key, kind text not null, digest text not null, size integer not null, mtime integer not null,
  meta text not null, recipe text not null, seconds real not null) without rowid;
create table if not exists shot (
  film text, address text, key text not null, recipe text not null, primary key (film, address)) without rowid;
create table if not exists built (film text primary key, record text not null) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Artifact:
    """Something that was made: what by (key), its content's digest, and what its maker says of it."""

    key: str
    kind: str
    digest: str
    meta: Mapping[str, Any]
    seconds: float  # what it took to make; an estimate for the next one, never part of a key


@dataclass(frozen=True, slots=True)
class Made:
    """What a worker hands over: an object that already lies in its place."""

    digest: str
    size: int
    mtime: int
    meta: Mapping[str, Any]
    seconds: float


class StoreError(Exception):
    """The store can't be used: ``reason`` and ``remedy`` are for people."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


@dataclass(slots=True)
class Store:
    """One cache folder. Several processes may use it at once."""

    folder: Path
    _index: sqlite3.Connection = field(init=False)
    _sound: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            for name in ("objects", "tmp"):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            ignore = self.folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
        except OSError as error:
            raise StoreError(f"the cache {self.folder} can't be written: {error.strerror}",
                             "free some space, or name another folder with --cache or LVC_CACHE_DIR") from None
        self._index = self._open()

    # -- the index ------------------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        file = self.folder / "index.sqlite"
        for attempt in range(6):
            try:
                return _connect(file)
            except sqlite3.OperationalError as error:
                # A fresh WAL may be locked for a moment by a process that was killed.
                if attempt == 5:
                    raise StoreError(f"the index {file} can't be opened: {error}",
                                     "close other builds that hang, or remove the file: all is made again") from None
                time.sleep(0.05 * 2**attempt)
            except sqlite3.DatabaseError:
                # Damaged: put aside, never repaired by guessing. What it knew is made again.
                for part in self.folder.glob("index.sqlite*"):
                    with contextlib.suppress(FileNotFoundError):
                        part.replace(part.with_name(part.name.replace("index", "damaged")))
        raise StoreError(f"the index {file} is damaged", "remove the file: all is made again")

    def get(self, key: str) -> Artifact | None:
        """The artifact of a key, if its object lies unchanged in its place."""
        row = self._index.execute(
            "select kind, digest, size, mtime, meta, seconds from artifact where key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        kind, digest, size, mtime, meta, seconds = row
        try:
            stat = self.path(digest).stat()
        except OSError:
            return None
        if stat.st_size != size or (stat.st_mtime_ns != mtime and not self.sound(digest)):
            return None
        return Artifact(key, kind, digest, json.loads(meta), seconds)

    def put(self, key: str, kind: str, recipe: str, made: Made) -> Artifact:
        """Enters what was made; where the key is known with a sound object already, that one stays."""
        known = self.get(key)
        if known is not None:
            return known
        row = (key, kind, made.digest, made.size, made.mtime, json.dumps(made.meta, separators=(",", ":")), recipe,
               made.seconds)
        with self._index:
            self._index.execute("insert or replace into artifact values (?, ?, ?, ?, ?, ?, ?, ?)", row)
        return Artifact(key, kind, made.digest, made.meta, made.seconds)

    def expected(self, key: str) -> str | None:
        """The digest that the artifact of a key had, whether its object is still there or not."""
        row = self._index.execute("select digest from artifact where key = ?", (key,)).fetchone()
        return row[0] if row else None

    def pinned(self, prefix: str) -> Artifact | None:
        """The artifact whose digest begins with ``prefix``, if there is just one such picture."""
        rows = self._index.execute(
            "select distinct digest, key from artifact where kind = 'picture' and substr(digest, 1, ?) = ? limit 2",
            (len(prefix), prefix),
        ).fetchall()
        return self.get(rows[0][1]) if len({digest for digest, _ in rows}) == 1 else None

    def recipe(self, key: str) -> str | None:
        """The recipe behind a key."""
        row = self._index.execute("select recipe from artifact where key = ?", (key,)).fetchone()
        return row[0] if row else None

    def pace(self, kind: str) -> float | None:
        """Median of the seconds a frame that this machine took for artifacts of a kind."""
        rows = self._index.execute(
            "select seconds / json_extract(meta, '$.frames') from artifact where kind = ? and seconds > 0 "
            "and json_extract(meta, '$.frames') > 0 order by 1", (kind,)
        ).fetchall()
        return float(rows[len(rows) // 2][0]) if rows else None

    def forget(self, digests: Iterable[str]) -> None:
        """Drops all knowledge of damaged objects and puts them aside, so that they are made again."""
        damaged = self.folder / "damaged"
        damaged.mkdir(exist_ok=True)
        for digest in digests:
            self._sound.pop(digest, None)
            with self._index:
                self._index.execute("delete from artifact where digest = ?", (digest,))
            with contextlib.suppress(FileNotFoundError):
                self.path(digest).replace(damaged / digest)

    # -- what was built ---------------------------------------------------------------------------------------

    def last_shots(self, film: str) -> dict[str, tuple[str, str]]:
        """Key and recipe of each shot's picture as of the film's last build, by address."""
        rows = self._index.execute("select address, key, recipe from shot where film = ?", (film,))
        return {address: (key, recipe) for address, key, recipe in rows}

    def record_shots(self, film: str, shots: Mapping[str, tuple[str, str]]) -> None:
        """Remembers key and recipe of each shot's picture, in the place of what was remembered before."""
        with self._index:
            self._index.execute("delete from shot where film = ?", (film,))
            rows = [(film, address, key, recipe) for address, (key, recipe) in shots.items()]
            self._index.executemany("insert into shot values (?, ?, ?, ?)", rows)

    def record_built(self, film: str, record: str) -> None:
        """Remembers a finished build."""
        with self._index:
            self._index.execute("insert or replace into built values (?, ?)", (film, record))

    def built(self, film: str) -> str | None:
        """The record of the film's last finished build."""
        row = self._index.execute("select record from built where film = ?", (film,)).fetchone()
        return row[0] if row else None

    # -- objects ----------------------------------------------------------------------------------------------

    def path(self, digest: str) -> Path:
        """Where the object of a digest lies, or would lie."""
        return object_path(self.folder, digest)

    def sound(self, digest: str) -> bool:
        """Whether an object's content is what its name says; each object is read once for it."""
        if digest not in self._sound:
            try:
                self._sound[digest] = digest_of(self.path(digest)) == digest
            except OSError:
                self._sound[digest] = False
        return self._sound[digest]

    def unsound(self) -> list[str]:
        """All objects whose content is not what their name says; reads the whole store."""
        self._sound.clear()
        names = [entry.name for entry in (self.folder / "objects").glob("*/*")]
        return [name for name in names if not self.sound(name)]

    def take_in(self, file: Path) -> str:
        """Copies a file of the user's into the store, so that its later changes can't reach a running build."""
        with temporary(self.folder) as copy:
            copy.write_bytes(file.read_bytes())
            return commit(self.folder, copy)[0]

    def sweep(self) -> None:
        """Removes what processes left in the middle of writing that no longer run."""
        for entry in (self.folder / "tmp").iterdir():
            owner = entry.name.split("-")[0]
            if owner.isdigit() and not _alive(int(owner)):
                with contextlib.suppress(OSError):
                    entry.unlink()

    def close(self) -> None:
        """Closes the index."""
        self._index.close()


def _connect(file: Path) -> sqlite3.Connection:
    index = sqlite3.connect(file, timeout=30, isolation_level="DEFERRED")
    try:
        index.execute("pragma journal_mode = wal")
        index.execute("pragma synchronous = normal")
        index.executescript(_SCHEMA)
    except sqlite3.Error:
        index.close()
        raise
    return index


def object_path(folder: Path, digest: str) -> Path:
    """Where the object of a digest lies in the store at ``folder``."""
    return folder / "objects" / digest[:2] / digest


@contextlib.contextmanager
def temporary(folder: Path) -> Iterator[Path]:
    """A fresh file to write an object to. It is gone afterwards unless it was committed."""
    (folder / "tmp").mkdir(parents=True, exist_ok=True)  # somebody may have cleared the cache meanwhile
    handle, name = tempfile.mkstemp(prefix=f"{os.getpid()}-", dir=folder / "tmp")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def commit(folder: Path, file: Path) -> tuple[str, int, int]:
    """Moves a finished file to its place among the objects: its digest, size and time of change."""
    with file.open("rb+") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
        os.fsync(handle.fileno())
    place = object_path(folder, digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists() or digest_of(place) != digest:
        file.chmod(0o444)
        os.replace(file, place)
        _flush(place.parent)
    stat = place.stat()
    return digest, stat.st_size, stat.st_mtime_ns


def digest_of(file: Path) -> str:
    """The SHA-256 of a file's content."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
