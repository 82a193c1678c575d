"""``lvc fmt``: screenplays come in, their canonical form goes back to the same files."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from lvscript.diagnostics import Report, as_text, printable
from lvscript.format import formatted
from lvscript.source import Disk, Source, SourceError
from lvscript.syntax import parse


def run(options: argparse.Namespace) -> int:
    """Exit 1 where a file has errors (it is left as it is), or with --check where one would change."""
    code = 0
    for name in options.files:
        try:
            source = Disk(Path(name)).load(name)
        except SourceError as error:
            print(f"lvc: {printable(f'{error.path}: {error.reason}. {error.remedy}'.rstrip())}", file=sys.stderr)
            code = 1
            continue
        text = formatted(source)
        if text is None:
            _complain(source)
            code = 1
        elif text != source.text:
            code = max(code, _change(name, text, options.check))
    return code


def _change(name: str, text: str, only_check: bool) -> int:
    if only_check:
        print(f"{printable(name)} is not in canonical form", file=sys.stderr)
        return 1
    name = os.path.realpath(name)  # a link stays a link
    part = Path(f"{name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.chmod(Path(name).stat().st_mode & 0o777)
        os.replace(part, name)
    finally:
        part.unlink(missing_ok=True)
    return 0


def _complain(source: Source) -> None:
    report = Report()
    parse(source, report)
    print(as_text(report.found, lambda path: source), file=sys.stderr)
