"""``lvc new``: a name comes in, a folder with a first screenplay goes out."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from lvscript.diagnostics import printable

_FIRST = '''# Build it:  lvc build {file}
use std/styles: storybook

film "{title}"
  style storybook

character ADA
  A woman of thirty with short red hair, a green coat and round glasses.

place SHORE
  A sandy beach below grassy dunes, a small wooden boat.

scene "Morning" at SHORE, dawn
  music "solo piano, calm" at -14 dB, fade in 1s

  shot wide, 5s
    camera pan right, slow
    Waves roll onto the beach.

  shot medium on ADA
    Ada waves.
    ADA (softly) "And so it begins."
'''


def run(options: argparse.Namespace) -> int:
    """Exit 1 where something of that name is there already."""
    name = options.name.removesuffix(".lvs")
    if not Path(name).name.strip() or printable(name) != name:
        print("lvc: a film needs a name of visible letters", file=sys.stderr)
        return 2
    file = Path(name) / f"{Path(name).name}.lvs"
    if file.exists():
        print(f"lvc: {file} exists already; choose another name", file=sys.stderr)
        return 1
    file.parent.mkdir(parents=True, exist_ok=True)
    title = Path(name).name.replace("-", " ").replace("_", " ").title().replace('"', "").replace("\\", "")
    file.write_text(_FIRST.format(title=title, file=file), encoding="utf-8")
    print(f"{file} is written; make the film with:  lvc build {shlex.quote(str(file))}", file=sys.stderr)
    return 0
