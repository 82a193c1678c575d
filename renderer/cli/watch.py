"""``lvc watch``: builds, and builds again whenever a file of the film is saved, until it is stopped."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from lvscript.compiler import Compilation, compile_file
from lvscript.source import SourceError
from renderer.build import BuildError, asset_files
from renderer.cli.build import build_film, conditions, unchanged
from renderer.cli.common import cache_folder, show_diagnostics
from renderer.cli.terminal import Terminal
from renderer.events import Invalid, Warned
from renderer.execute import Cancelled
from renderer.plan import PlanError
from renderer.store import Store, StoreError
from renderer.watch import Watcher
from renderer.workers import Pool


def run(options: argparse.Namespace) -> int:
    """Runs until Ctrl-C (exit 130). A save during a build stops it and starts the next one."""
    if not os.path.isfile(options.file):
        show_diagnostics(compile_file(options.file))
        return 1
    folder = cache_folder(options.cache, options.file)
    pool = Pool(folder, options.jobs or os.cpu_count() or 1)
    watcher, terminal = Watcher(), Terminal(options.json)
    try:
        while True:
            try:
                _round(options, pool, watcher, terminal)
            except OSError as error:
                terminal.show(Warned(str(error.strerror or error), "free some space or check the permissions"))
            except (BuildError, PlanError, StoreError) as error:
                terminal.show(Warned(error.reason, error.remedy))
            watcher.wait()
    finally:
        watcher.stop()
        pool.stop()
        terminal.clear()


def _round(options: argparse.Namespace, pool: Pool, watcher: Watcher, terminal: Terminal) -> None:
    """One build. The store is opened anew: somebody may have cleared the cache since the last one."""
    store = Store(pool.folder)
    try:
        done = unchanged(options, store, time.monotonic())
        compilation = compile_file(options.file)
        watcher.watch([Path(options.file), *compilation.files, *compilation.project.missing, *_assets(compilation)])
        if done:
            terminal.show(done)
            return
        show_diagnostics(compilation)
        if not compilation.ok:
            terminal.show(Invalid(len(compilation.diagnostics)))
            return
        build_film(options, compilation, conditions(store, pool, terminal, watcher.saved))
    except Cancelled:
        pool.stop()
    finally:
        store.sweep()
        store.close()


def _assets(compilation: Compilation) -> list[Path]:
    """Files that the film names; those that are not there yet, too."""
    try:
        return list(asset_files(compilation).values())
    except SourceError:
        return []  # one of them leads out of the project, which has been reported
