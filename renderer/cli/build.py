"""``lvc build``: a screenplay comes in, its film goes out."""

from __future__ import annotations

import argparse
import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lvscript.diagnostics import printable
from renderer import stamp
from renderer.cli.common import cache_folder, show_diagnostics
from renderer.cli.terminal import Terminal
from renderer.events import Done
from renderer.store import Store

if TYPE_CHECKING:
    from lvscript.compiler import Compilation
    from renderer.execute import Conditions


def run(options: argparse.Namespace) -> int:
    """Exit 0 with the film made, 1 where the screenplay or a shot failed."""
    began = time.monotonic()
    terminal = Terminal(options.json)
    store = Store(cache_folder(options.cache, options.file)) if os.path.isfile(options.file) else None
    if store and not options.only and (done := unchanged(options, store, began)):
        terminal.show(done)
        return 0
    from lvscript.compiler import compile_file
    from renderer.workers import Pool

    pool = Pool(cache_folder(options.cache, options.file), options.jobs or os.cpu_count() or 1)
    try:
        if store:
            pool.warm()
        compilation = compile_file(options.file)
        show_diagnostics(compilation)
        if not compilation.ok or store is None:
            return 1
        done = build_film(options, compilation, conditions(store, pool, terminal))
    finally:
        pool.stop()
        terminal.clear()
        if store:
            store.sweep()
    return 1 if done.failed or not done.film and not options.only else 0


def out_of(options: argparse.Namespace) -> Path:
    """``-o``, else ``build/NAME.mp4`` under the current folder."""
    return Path(options.out) if options.out else Path("build") / f"{Path(options.file).stem}.mp4"


def unchanged(options: argparse.Namespace, store: Store, began: float) -> Done | None:
    """The result of a build that has nothing to do: nothing is parsed, nothing imported for it."""
    record = stamp.load(store, options.file)
    out = out_of(options)
    if record is None or not stamp.holds(record, out, options.profile):
        return None
    return Done(str(out), (), tuple(record.shots), (), round(time.monotonic() - began, 3))


def conditions(
    store: Store, pool: object, terminal: Terminal, cancelled: Callable[[], bool] = lambda: False
) -> Conditions:
    """What a build works with."""
    from renderer.execute import Conditions
    from renderer.workers import Pool

    assert isinstance(pool, Pool)
    return Conditions(store, pool, terminal.show, time.monotonic, cancelled)


def build_film(options: argparse.Namespace, compilation: Compilation, on: Conditions) -> Done:
    """Builds what was compiled, as the command line says."""
    from renderer.build import Request, build

    out = out_of(options)
    if out.is_dir() or out.suffix.lower() != ".mp4":
        print(f"lvc: {printable(str(out))} is no name for a film; -o takes one that ends with .mp4", file=sys.stderr)
        raise SystemExit(2)
    out.parent.mkdir(parents=True, exist_ok=True)  # said now, not after everything has been rendered
    if not os.access(out.parent, os.W_OK):
        raise PermissionError(errno.EACCES, "the film's folder can't be written", str(out.parent))
    request = Request(options.file, out, options.profile, "", tuple(getattr(options, "only", ())))
    return build(compilation, request, on)
