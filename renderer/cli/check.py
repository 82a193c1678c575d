"""``lvc check``: screenplays come in, what is wrong with them goes out."""

from __future__ import annotations

import argparse

from lvscript import __version__, diagnostics
from lvscript.compiler import Compilation, compile_file
from lvscript.source import Source


def run(options: argparse.Namespace) -> int:
    """Exit 0 where no file has an error, 1 else."""
    compilations = [compile_file(file) for file in options.files]
    found = [diagnostic for compilation in compilations for diagnostic in compilation.diagnostics]
    match options.format:
        case "json":
            print(diagnostics.as_json(found))
        case "sarif":
            print(diagnostics.as_sarif(found, __version__))
        case "github":
            print(diagnostics.as_github(found))
        case _:
            print(diagnostics.as_text(found, lambda path: _source(compilations, path)), end="")
            _summary(found)
    return 1 if diagnostics.has_errors(found) else 0


def _source(compilations: list[Compilation], path: str) -> Source | None:
    sources = (compilation.source(path) for compilation in compilations)
    return next((source for source in sources if source is not None), None)


def _summary(found: list[diagnostics.Diagnostic]) -> None:
    errors = sum(one.severity is diagnostics.Severity.ERROR for one in found)
    warnings = sum(one.severity is diagnostics.Severity.WARNING for one in found)
    if errors or warnings:
        print(f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}")
