"""What several commands share: where the cache lies, how diagnostics are shown."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.store import Store, StoreError

if TYPE_CHECKING:
    from lvscript.compiler import Compilation


def cache_folder(option: str, screenplay: str) -> Path:
    """``--cache``, else ``LVC_CACHE_DIR``, else ``.lvc`` beside the screenplay."""
    return Path(option or os.environ.get("LVC_CACHE_DIR") or Path(screenplay).parent / ".lvc")


def reading_store(option: str, screenplay: str) -> Store:
    """The store, to look things up only: an empty one where there is none yet, or where it can't be opened."""
    folder = cache_folder(option, screenplay)
    try:
        if (folder / "index.sqlite").exists():
            return Store(folder)
    except StoreError:
        pass
    empty = Path(tempfile.mkdtemp(prefix="lvc-"))
    atexit.register(shutil.rmtree, empty, ignore_errors=True)
    return Store(empty)


def show_diagnostics(compilation: Compilation) -> None:
    """Prints what is wrong for people, on standard error."""
    from lvscript.diagnostics import as_text

    if compilation.diagnostics:
        print(as_text(compilation.diagnostics, compilation.source), file=sys.stderr)
