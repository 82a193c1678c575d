"""A graph comes in; every task that the store doesn't know is made, and all their artifacts go out.

The scheduler is topological, its rebuilder keeps constructive traces (*Build Systems à la Carte*): a task's
key holds the digests of its inputs, so an input that was made again and came out the same stops the work there.
"""

from __future__ import annotations

import errno
import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from renderer.backends import tool
from renderer.events import Emit, Failure, Progress, ShotMade
from renderer.graph import Graph, Task, recipe_of
from renderer.recipe import digest
from renderer.schedule import ranks
from renderer.store import Artifact, Made, Store
from renderer.workers import Broken, Finished, Job, Pool, Tick

ATTEMPTS = 2
"""How often a task is tried before it counts as failed."""

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EFBIG)


class Cancelled(Exception):
    """Somebody asked for the build to stop; nothing is lost."""


class Damaged(Exception):
    """Objects in the store are not what their names say; ``digests`` are theirs."""

    def __init__(self, digests: Sequence[str]) -> None:
        super().__init__(f"{len(digests)} damaged objects")
        self.digests = digests


@dataclass(slots=True)
class Outcome:
    """What became of a graph: artifacts, keys and recipes by task, what was made now, what failed and why."""

    artifacts: dict[str, Artifact] = field(default_factory=dict)
    recipes: dict[str, tuple[str, str]] = field(default_factory=dict)  # key and canonical text
    made: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Conditions:
    """What an execution works with: the store, the workers, whom to tell, the time, and when to stop."""

    store: Store
    pool: Pool
    emit: Emit
    clock: Callable[[], float]
    cancelled: Callable[[], bool] = lambda: False


def execute(graph: Graph, conditions: Conditions) -> Outcome:
    """Makes what is missing, on all workers, the longest chains first."""
    return _Execution(graph, conditions).run()


class _Execution:
    def __init__(self, graph: Graph, conditions: Conditions) -> None:
        self.graph, self.on = graph, conditions
        self.outcome = Outcome()
        self.dependents = graph.dependents()
        self.waiting = {name: len(set(task.inputs.values())) for name, task in graph.tasks.items()}
        self.ranks = ranks(graph)
        self.queue: list[tuple[int, str]] = []  # ready and unknown to the store, by rank
        self.running: dict[str, list[Task]] = {}  # by key: tasks that turned out to be the same share a job
        self.attempts: dict[str, int] = {}
        self.ticks: dict[str, int] = {}
        self.keys_made: set[str] = set()
        self.total = self.finished = 0
        self.began = conditions.clock()

    def run(self) -> Outcome:
        for name, count in list(self.waiting.items()):
            if not count:
                self._ready(self.graph.tasks[name])
        while self.queue or self.running:
            if self.on.cancelled():
                raise Cancelled
            while self.queue and self.on.pool.idle:
                self._start(self.graph.tasks[heapq.heappop(self.queue)[1]])
            for report in self.on.pool.reports(0.1):
                if isinstance(report, Tick):
                    self._tick(report)
                elif isinstance(report, Finished):
                    self._finish(report)
                else:
                    self._broken(report)
        return self.outcome

    def _ready(self, task: Task) -> None:
        """All inputs are there: the key is known, and with it whether there is anything to do."""
        if task.pinned:
            self._pinned(task)
            return
        inputs = {name: self.outcome.artifacts[source].digest for name, source in task.inputs.items()}
        recipe = recipe_of(task, tool(task.kind), inputs)
        self.outcome.recipes[task.id] = (digest(recipe), recipe)
        artifact = self.on.store.get(digest(recipe))
        if artifact is not None:
            self._have(task, artifact)
        else:
            self.total += task.work
            heapq.heappush(self.queue, (-self.ranks[task.id], task.id))

    def _pinned(self, task: Task) -> None:
        """A locked artifact is kept whatever its recipe says now, or the task is blocked."""
        artifact = self.on.store.pinned(task.pinned)
        wanted = getattr(task.spec, "frames", 0)
        if artifact is None:
            self._fail(task, f"blocked: the cache has no artifact {task.pinned}")
        elif artifact.meta.get("frames") != wanted:
            self._fail(task, f"blocked: the locked picture has {artifact.meta.get('frames')} frames, the shot {wanted}")
        else:
            self.outcome.recipes[task.id] = (artifact.key, self.on.store.recipe(artifact.key) or "")
            self._have(task, artifact)

    def _fail(self, task: Task, message: str) -> None:
        self.outcome.failed[task.id] = message
        self._tell(task, message, True)

    def _tell(self, task: Task, message: str, final: bool) -> None:
        file, line = (task.span.path, task.span.line) if task.span else ("", 0)
        self.on.emit(Failure(task.shot, task.kind, message, final, file, line))

    def _start(self, task: Task) -> None:
        key, _ = self.outcome.recipes[task.id]
        if key in self.running:
            self.running[key].append(task)
            return
        artifact = self.on.store.get(key)  # another task, or another process, may have made it meanwhile
        if artifact is not None:
            self.finished += task.work
            if key in self.keys_made:
                self.outcome.made.add(task.id)
            self._have(task, artifact)
            return
        inputs = {name: self.outcome.artifacts[source].digest for name, source in task.inputs.items()}
        inputs |= task.objects
        damaged = [digest for digest in inputs.values() if not self.on.store.sound(digest)]
        if damaged:
            raise Damaged(damaged)
        self.running[key] = [task]
        self.on.pool.start(Job(key, task.kind, task.spec, inputs))

    def _have(self, task: Task, artifact: Artifact) -> None:
        self.outcome.artifacts[task.id] = artifact
        for name in self.dependents[task.id]:
            self.waiting[name] -= 1
            if not self.waiting[name]:
                self._ready(self.graph.tasks[name])

    def _tick(self, report: Tick) -> None:
        tasks = self.running.get(report.key)
        if tasks:
            self.ticks[report.key] = report.frames
            self._progress(tasks[0], report.frames)

    def _progress(self, task: Task, frame: int) -> None:
        done = self.finished + sum(self.ticks.values())
        elapsed = self.on.clock() - self.began
        remaining = elapsed / done * (self.total - done) if done else None
        self.on.emit(Progress(task.shot, task.kind, frame, task.work, done, self.total,
                              round(remaining, 1) if remaining is not None else None))

    def _finish(self, report: Finished) -> None:
        tasks = self.running.pop(report.key)
        self.ticks.pop(report.key, None)
        self._enter(tasks, report.made)
        self._progress(tasks[0], tasks[0].work)

    def _enter(self, tasks: list[Task], made: Made) -> None:
        key, recipe = self.outcome.recipes[tasks[0].id]
        artifact = self.on.store.put(key, tasks[0].kind, recipe, made)
        self.keys_made.add(key)
        for task in tasks:
            self.finished += task.work
            self.outcome.made.add(task.id)
            if task.kind == "picture":
                self.on.emit(ShotMade(task.shot, artifact.digest, round(made.seconds, 3)))
            self._have(task, artifact)

    def _broken(self, report: Broken) -> None:
        tasks = self.running.pop(report.key, [])
        self.ticks.pop(report.key, None)
        self.attempts[report.key] = self.attempts.get(report.key, 0) + 1
        if report.errno in _DISK:
            raise OSError(report.errno, report.message)
        final = report.final or self.attempts[report.key] >= ATTEMPTS
        for task in tasks:
            if final:
                self._fail(task, report.message)
            else:
                self._tell(task, report.message, False)
                heapq.heappush(self.queue, (-self.ranks[task.id], task.id))
