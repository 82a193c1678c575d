"""A film's tasks and the store come in; the state of every shot, and why, goes out. Nothing is made, nothing stored.

State is computed when somebody asks, by comparing keys, so it can't lie.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from renderer.backends import tool
from renderer.breakdown import Pictures
from renderer.graph import Graph, recipe_of
from renderer.recipe import digest
from renderer.store import Artifact, Store

MISSING = object()


@dataclass(frozen=True, slots=True)
class Status:
    """A shot's picture: "current", "stale", "missing" or "blocked"; its key where it is known already, else what
    must be made first; the recipe as far as it is known; the digest of a current picture."""

    status: str
    key: str
    recipe: str
    known_after: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a recipe that isn't as it was."""

    field: str
    old: Any
    new: Any


def survey(tasks: Pictures, store: Store, last: Mapping[str, tuple[str, str]] | None = None) -> dict[str, Status]:
    """The state of each shot's picture by address; ``last`` is what the last build recorded."""
    artifacts, recipes = _known(tasks.graph, store)
    found = {}
    held = {artifacts[name].key for name in tasks.pictures.values() if name in artifacts}
    for address, name in tasks.pictures.items():
        task = tasks.graph.tasks[name]
        recipe = recipes[name]
        pending = tuple(source for source in task.inputs.values() if source not in artifacts)
        artifact = artifacts.get(name)
        if artifact is not None:
            found[address] = Status("current", artifact.key, recipe, (), artifact.digest)
        elif task.pinned:
            found[address] = Status("blocked", "", recipe)
        else:
            # An address whose picture another shot shows now has moved: the shot at it is a new one.
            known = last is not None and address in last and last[address][0] not in held
            status = "stale" if known else "missing"
            found[address] = Status(status, "" if pending else digest(recipe), recipe, pending)
    return found


def _known(graph: Graph, store: Store) -> tuple[dict[str, Artifact], dict[str, str]]:
    """What the store has of a graph, and the recipes; an input that isn't built is named in its place."""
    artifacts: dict[str, Artifact] = {}
    digests: dict[str, str] = {}
    recipes: dict[str, str] = {}
    for name, task in graph.tasks.items():
        if task.pinned:
            artifact = store.pinned(task.pinned)
            recipes[name] = store.recipe(artifact.key) or "" if artifact else ""
        else:
            inputs = {
                slot: digests.get(source, f"known after {source.split(':')[0]}")
                for slot, source in task.inputs.items()
            }
            recipes[name] = recipe_of(task, tool(task.kind), inputs)
            ready = all(source in digests for source in task.inputs.values())
            artifact = store.get(digest(recipes[name])) if ready else None
            # An object that is gone will come out the same, and what was made from it is current all the same.
            expected = store.expected(digest(recipes[name])) if ready else None
            digests |= {name: expected} if expected else {}
        if artifact is not None:
            artifacts[name] = artifact
            digests[name] = artifact.digest
    return artifacts, recipes


def differences(old: str, new: str) -> list[Difference]:
    """The fields in which two recipes differ: what the screenplay says, or else the tool and the inputs (a picture
    on the disk, a voice), or else the seed, which follows from the rest."""
    found = list(_differences("", json.loads(old), json.loads(new)))
    said = [one for one in found if not one.field.startswith("inputs.") and one.field not in ("seed", "tool")]
    telling = [one for one in found if one.field not in ("seed",)]
    return said or telling or found


def _differences(path: str, old: Any, new: Any) -> Iterator[Difference]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            inner = f"{path}.{name}" if path else name
            yield from _differences(inner, old.get(name, MISSING), new.get(name, MISSING))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (was, now) in enumerate(zip(old, new, strict=True)):
            yield from _differences(f"{path}[{index}]", was, now)
    elif old is MISSING or new is MISSING or old != new:
        shown = [None if value is MISSING else value for value in (old, new)]
        yield Difference(path.removeprefix("spec."), *shown)
