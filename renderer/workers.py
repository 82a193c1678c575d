"""Jobs come in, artifacts in the store go out: processes that make one thing at a time.

A worker that crashes costs its job only; another takes its place. Workers write objects to the store
themselves and send back digests.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from renderer.backends import maker
from renderer.errors import MediaError
from renderer.recipe import Spec
from renderer.store import Made, commit, object_path, temporary

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Job:
    """A task with everything that it needs: the digests of its inputs by name."""

    key: str
    kind: str
    spec: Spec
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tick:
    """A job has done so many frames."""

    key: str
    frames: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A job's artifact lies in the store."""

    key: str
    made: Made


@dataclass(frozen=True, slots=True)
class Broken:
    """A job failed. ``errno`` is the system's number where the disk was the cause; ``final`` says that another
    try would fail the same way, since an input of the user's is to blame."""

    key: str
    message: str
    errno: int | None = None
    final: bool = False


Report = Tick | Finished | Broken


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    job: Job | None = None


@dataclass(slots=True)
class Pool:
    """Up to ``size`` processes over one store. They start with their first job and stay for the next build."""

    folder: Path
    size: int
    _workers: list[_Worker] = field(default_factory=list)

    @property
    def idle(self) -> int:
        """How many jobs could start now."""
        return self.size - sum(worker.job is not None for worker in self._workers)

    def warm(self) -> None:
        """Starts all workers ahead of their first jobs, so that they import while the screenplay is compiled."""
        while len(self._workers) < self.size:
            self._hire()

    def start(self, job: Job) -> None:
        """Hands a job to a free worker."""
        worker = next((worker for worker in self._workers if worker.job is None), None) or self._hire()
        worker.job = job
        try:
            worker.pipe.send(job)
        except OSError:
            pass  # it died while it waited: `reports` sees that next

    def reports(self, timeout: float) -> Iterator[Report]:
        """What the workers have to say within the next ``timeout`` seconds."""
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), timeout):
            worker = pipes[pipe]  # type: ignore[index]  # wait returns what it was given
            try:
                report: Report = worker.pipe.recv()
            except (EOFError, OSError):
                self._workers.remove(worker)
                worker.process.join()
                if worker.job is not None:
                    yield Broken(worker.job.key, f"the process that made it died (exit code {worker.process.exitcode})")
                continue
            if not isinstance(report, Tick):
                worker.job = None
            yield report

    def stop(self) -> None:
        """Ends all workers at once; what they were writing is swept away."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _hire(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_work, args=(theirs, self.folder), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker


def _work(pipe: Connection, folder: Path) -> None:
    """A worker's life: take a job, make it, say so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.dup2(sys.stderr.fileno(), 1)  # standard output belongs to the parent's events
    # One thread each: as many workers as cores, and results that don't depend on the number of cores.
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    maker("picture")  # the heaviest import: done while nobody waits for it
    while True:
        try:
            job: Job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send(_make(job, folder, pipe))
        except OSError:
            return  # nobody listens any more


def _make(job: Job, folder: Path, pipe: Connection) -> Report:
    try:
        inputs = {name: object_path(folder, digest) for name, digest in job.inputs.items()}
        began = time.perf_counter()
        with temporary(folder) as out:
            meta = maker(job.kind)(job.spec, inputs, out, lambda frames: pipe.send(Tick(job.key, frames)))
            digest, size, mtime = commit(folder, out)
        return Finished(job.key, Made(digest, size, mtime, meta, time.perf_counter() - began))
    except MediaError as error:
        return Broken(job.key, str(error), final=True)
    except OSError as error:
        return Broken(job.key, f"{type(error).__name__}: {error}", error.errno)
    except Exception as error:  # whatever a back end raises costs this job only
        return Broken(job.key, f"{type(error).__name__}: {error}")
