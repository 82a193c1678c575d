"""``lvc watch``: builds, and builds again whenever a file of the film is saved, until it is stopped."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from lvscript.compiler import compile_file
from renderer.build import BuildError, asset_files
from renderer.cli.build import build_film, conditions, unchanged
from renderer.cli.common import cache_folder, show_diagnostics
from renderer.cli.terminal import Terminal
from renderer.events import Invalid, Warned
from renderer.execute import Cancelled
from renderer.plan import PlanError
from renderer.store import Store
from renderer.watch import Watcher
from renderer.workers import Pool


def run(options: argparse.Namespace) -> int:
    """Runs until Ctrl-C (exit 130). A save during a build stops it and starts the next one."""
    if not os.path.isfile(options.file):
        show_diagnostics(compile_file(options.file))
        return 1
    store = Store(cache_folder(options.cache, options.file))
    pool = Pool(store.folder, options.jobs or os.cpu_count() or 1)
    watcher, terminal = Watcher(), Terminal(options.json)
    try:
        while True:
            _round(options, store, pool, watcher, terminal)
            watcher.wait()
    finally:
        watcher.stop()
        pool.stop()
        terminal.clear()
        store.sweep()


def _round(options: argparse.Namespace, store: Store, pool: Pool, watcher: Watcher, terminal: Terminal) -> None:
    """One build. What goes wrong is said, and the watch goes on."""
    watcher.watch([Path(options.file)])
    if done := unchanged(options, store, time.monotonic()):
        compilation = compile_file(options.file)
        watcher.watch([*compilation.files, *asset_files(compilation).values()])
        terminal.show(done)
        return
    compilation = compile_file(options.file)
    watcher.watch([Path(options.file), *compilation.files])
    show_diagnostics(compilation)
    if not compilation.ok:
        terminal.show(Invalid(len(compilation.diagnostics)))
        return
    watcher.watch([*compilation.files, *asset_files(compilation).values()])
    try:
        build_film(options, compilation, conditions(store, pool, terminal, watcher.saved))
    except Cancelled:
        pool.stop()
    except (BuildError, PlanError) as error:
        terminal.show(Warned(error.reason, error.remedy))
