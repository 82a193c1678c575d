"""A path comes in, a Film and everything that is wrong with it go out: all phases on one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lvscript import ir
from lvscript.check import check
from lvscript.diagnostics import Diagnostic, Report, has_errors
from lvscript.lower import lower
from lvscript.resolve import Project, resolve
from lvscript.source import Disk, Loader, Source


@dataclass(frozen=True, slots=True)
class Compilation:
    """What became of a screenplay. Where there are errors, the film is as whole as it could be made."""

    film: ir.Film
    diagnostics: tuple[Diagnostic, ...]
    project: Project

    @property
    def ok(self) -> bool:
        """Whether the film can be built."""
        return not has_errors(self.diagnostics)

    def source(self, path: str) -> Source | None:
        """The text behind a diagnostic."""
        return self.project.sources.get(path)

    @property
    def files(self) -> Mapping[Path, str]:
        """The screenplay files that the film is made of, the library's aside, with the digests of what was read."""
        sources = self.project.sources.values()
        return {source.file: source.digest for source in sources if source.file and source.digest}


def compile_file(path: str, loader: Loader | None = None) -> Compilation:
    """Text → syntax tree → names → film → checks."""
    report = Report()
    project = resolve(loader or Disk(Path(path)), path, report)
    film = lower(project, report)
    check(film, project, report)
    return Compilation(film, tuple(sorted(report.found, key=lambda found: found.order)), project)
