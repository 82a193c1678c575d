"""A graph comes in, the rank of each task goes out: what has most work behind it goes first, so that no core idles."""

from __future__ import annotations

from renderer.graph import Graph


def ranks(graph: Graph) -> dict[str, int]:
    """The longest chain of work that begins with each task (its *bottom level*; Graham's list scheduling keeps
    the makespan within 2 - 1/m of the best, and near it for many small tasks)."""
    dependents = graph.dependents()
    found: dict[str, int] = {}
    for name, task in reversed(graph.tasks.items()):
        found[name] = task.work + max((found[other] for other in dependents[name]), default=0)
    return found
