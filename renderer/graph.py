"""A plan comes in, the graph of tasks that makes the film goes out: static, inputs before those that need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lvscript.source import Span
from renderer import recipe
from renderer.recipe import digest, text_of


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to make. ``inputs`` name other tasks by id, ``objects`` things in the store by digest."""

    id: str
    spec: recipe.Spec
    inputs: Mapping[str, str] = field(default_factory=dict)
    objects: Mapping[str, str] = field(default_factory=dict)
    shot: str = ""  # the address of the shot whose picture it is
    span: Span | None = None  # the shot's place in the screenplay, for messages
    work: int = 1  # in frames of picture, to order by and to show progress
    pinned: str = ""  # the digest (or its beginning) of the artifact to keep, where one is locked

    @property
    def kind(self) -> str:
        """Which function makes it: the spec's name."""
        return type(self.spec).__name__.lower()


class Graph:
    """Tasks by id, inputs before those that need them."""

    def __init__(self) -> None:
        self.tasks: dict[str, Task] = {}

    def add(self, task: Task) -> str:
        """Adds a task once; its inputs must be there. Returns its id."""
        missing = [name for name in task.inputs.values() if name not in self.tasks]
        if missing:
            raise ValueError(f"{task.id} needs {missing[0]}, which is not in the graph")
        self.tasks.setdefault(task.id, task)
        return task.id

    def shared(
        self, spec: recipe.Spec, objects: Mapping[str, str] | None = None, work: int = 1, span: Span | None = None
    ) -> str:
        """Adds a task that is named by what it makes, so that all who want the same share it."""
        kind = type(spec).__name__.lower()
        name = f"{kind}:{digest(text_of(spec) + text_of(objects or {}))[:24]}"
        return self.add(Task(name, spec, objects=objects or {}, work=work, span=span))

    def dependents(self) -> dict[str, list[str]]:
        """For each task, those that need it."""
        found: dict[str, list[str]] = {name: [] for name in self.tasks}
        for task in self.tasks.values():
            for name in task.inputs.values():
                found[name].append(task.id)
        return found


def recipe_of(task: Task, tool: str, inputs: Mapping[str, str]) -> str:
    """The canonical recipe of a task whose inputs have these digests; its digest is the task's key."""
    return text_of({"kind": task.kind, "tool": tool, "spec": task.spec, "inputs": {**task.objects, **inputs}})
