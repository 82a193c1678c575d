"""What happens in a build, as values: the terminal, ``--json`` and (later) the studio all show the same ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from lvscript.diagnostics import json_text


@dataclass(frozen=True, slots=True)
class Started:
    """A build begins: so many shots, of which so many pictures are to be made."""

    film: str
    shots: int
    stale: int
    event: str = "started"


@dataclass(frozen=True, slots=True)
class Progress:
    """A task is under way: ``done`` of ``total`` frames of the whole build, and how many seconds are left."""

    shot: str  # the address, "" for tasks that belong to no shot
    task: str
    frame: int
    frames: int
    done: int
    total: int
    remaining: float | None
    event: str = "progress"


@dataclass(frozen=True, slots=True)
class ShotMade:
    """A shot's picture is finished; ``digest`` names its segment in the store."""

    shot: str
    digest: str
    seconds: float
    event: str = "shot"


@dataclass(frozen=True, slots=True)
class Failure:
    """A task failed. ``final`` says whether it is tried again; ``file`` and ``line`` are the shot's place."""

    shot: str
    task: str
    message: str
    final: bool
    file: str = ""
    line: int = 0
    event: str = "failure"


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that the person should know, with the remedy."""

    message: str
    remedy: str = ""
    event: str = "warning"


@dataclass(frozen=True, slots=True)
class Invalid:
    """The screenplay has errors, so nothing was built (``watch`` goes on with the last good film)."""

    diagnostics: int
    event: str = "invalid"


@dataclass(frozen=True, slots=True)
class Done:
    """The build is over. ``rendered`` and ``reused`` are addresses of shots by what became of their pictures."""

    film: str
    rendered: tuple[str, ...]
    reused: tuple[str, ...]
    failed: tuple[str, ...]
    seconds: float
    event: str = "done"


Event = Started | Progress | ShotMade | Failure | Warned | Invalid | Done
Emit = Callable[[Event], None]


def as_json(event: Event) -> str:
    """One line of JSON."""
    fields = asdict(event)
    return json_text({"event": fields.pop("event"), **fields})
