"""The files of a film come in; whether one of them has been saved goes out."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET = 0.08
"""Seconds without a further event before a change counts as whole: editors save in several steps."""


class Watcher(FileSystemEventHandler):
    """Watches the folders of some files: editors replace files, so a watch on a file itself would be lost."""

    def __init__(self) -> None:
        self._saved = threading.Event()
        self._files: frozenset[Path] = frozenset()
        self._folders: set[Path] = set()
        self._observer = Observer()
        self._observer.start()

    def watch(self, files: Iterable[Path]) -> None:
        """Watches these files from now on."""
        self._files = frozenset(file.resolve() for file in files)
        for folder in {file.parent for file in self._files} - self._folders:
            if folder.is_dir():
                self._observer.schedule(self, str(folder))
                self._folders.add(folder)

    def saved(self) -> bool:
        """Whether something was saved since the last `wait`."""
        return self._saved.is_set()

    def wait(self) -> None:
        """Returns when something was saved and a moment of quiet has passed."""
        while not self._saved.wait(0.2):
            pass
        while self._saved.is_set():
            self._saved.clear()
            self._saved.wait(QUIET)

    def stop(self) -> None:
        """Ends the watch."""
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog; files that are only opened or read are none of ours."""
        if event.event_type in ("modified", "closed", "moved", "created", "deleted"):
            paths = {Path(str(path)).resolve() for path in (event.src_path, event.dest_path) if path}
            if paths & self._files:
                self._saved.set()
