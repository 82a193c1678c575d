"""A root file comes in, all files that it uses and the declaration of every name go out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lvscript import ast
from lvscript.diagnostics import Related, Report, did_you_mean
from lvscript.source import LIBRARY, Loader, Source, SourceError, Span, inside
from lvscript.syntax import parse

PRELUDE = tuple(LIBRARY + name for name in ("sizes", "cameras", "transitions", "voices", "profiles"))
"""The parts of the library whose names are always visible."""

Names = dict[tuple[str, str], ast.Definition]
"""Declarations by keyword and name: a style and a place may share a name."""


@dataclass(slots=True)
class Project:
    """All that a film is written in. A project's own definition hides the library's of the same name."""

    root: ast.Screenplay
    sources: dict[str, Source] = field(default_factory=dict)
    own: Names = field(default_factory=dict)
    library: Names = field(default_factory=dict)
    films: list[ast.FilmHead] = field(default_factory=list)
    missing: list[Path] = field(default_factory=list)  # files that were to be used and can't be read
    incomplete: bool = False  # a file that it uses could not be read: names may be missing for no fault of their own

    def find(self, keyword: str, name: str) -> ast.Definition | None:
        """The declaration of a name, the project's before the library's."""
        return self.own.get((keyword, name)) or self.library.get((keyword, name))

    def look_up(self, keyword: str, name: ast.Value, report: Report) -> ast.Definition | None:
        """As ``find``; an unknown name is reported where it stands."""
        found = self.find(keyword, name.text)
        if found is None and name.text and not self.incomplete:
            help = did_you_mean(name.text, self.known(keyword)) or f"define it: `{keyword} {name.text}`"
            report.error("LVS201", name.span, f"unknown {keyword} {name.text}", help)
        return found

    def known(self, keyword: str) -> list[str]:
        """All names of a kind."""
        return [name for kind, name in self.own | self.library if kind == keyword]

    def definitions(self, keyword: str) -> list[ast.Definition]:
        """The project's own definitions of a kind, in the order in which files were read."""
        return [definition for (kind, _), definition in self.own.items() if kind == keyword]

    def holds(self, source: Source) -> bool:
        """Whether the file of this source has been read already, under whatever path."""
        files = {known.file.resolve() for known in self.sources.values() if known.file}
        return source.file is not None and source.file.resolve() in files

    def file(self, name: str, span: Span) -> Path | None:
        """The file that is named at ``span``, inside the project's folder, or SourceError. None where the
        screenplay is on no disk."""
        source, root = self.sources.get(span.path), self.sources.get(self.root.path)
        if source is None or source.file is None or root is None or root.file is None:
            return None
        return inside(root.file.resolve().parent, source.file.parent, name)


def resolve(loader: Loader, path: str, report: Report) -> Project:
    """Reads the root file and everything that it uses, directly or not."""
    root = _load(loader, path, Span(path, 1, 1, 1, 2), report)
    if root is None:
        return Project(ast.Screenplay(path, ()))
    project = Project(parse(root, report), {path: root})
    for name in PRELUDE:
        _declare(project.library, _library_items(project, loader, name), report)
    _take(project, loader, [(root, project.root)], report)
    if len(project.films) > 1:
        first, second = project.films[:2]
        related = [Related("the first one is here", first.span)]
        report.error("LVS202", second.span, "a second `film` block", "keep one of them", related)
    return project


Waiting = list[tuple[Source, ast.Screenplay]]
"""Files whose definitions are still to be taken."""


def _take(project: Project, loader: Loader, waiting: Waiting, report: Report) -> None:
    """Takes a file's definitions, then those of the files that it uses."""
    while waiting:
        source, tree = waiting.pop(0)
        _declare(project.own, tree.items, report)
        project.films += [item for item in tree.items if isinstance(item, ast.FilmHead)]
        for use in tree.items:
            if isinstance(use, ast.Use):
                waiting += _use(project, loader, source, use, report)


def _use(project: Project, loader: Loader, source: Source, use: ast.Use, report: Report) -> Waiting:
    waiting: Waiting = []
    path = _path(loader, source, use, report)
    used = _load(loader, path, use.path.span, report) if path and path not in project.sources else None
    if path.startswith(LIBRARY) and (used or path in project.sources):
        items = _named(_library_items(project, loader, path), use, report)
        _declare(project.library, items, report)
    elif used is None:
        project.incomplete |= path not in project.sources
        project.missing += [Path(path)] if path and path not in project.sources else []
    elif not project.holds(used):
        project.sources[path] = used
        tree = parse(used, report)
        if any(isinstance(item, ast.Scene | ast.Shot) for item in tree.items):
            report.warn("LVS305", use.path.span, f"{use.path.text} has scenes of its own, which are not taken",
                        "a film's scenes stand in its own file; `use` takes definitions")
        kept = tuple(item for item in tree.items if isinstance(item, ast.Use | ast.FilmHead))
        waiting.append((used, ast.Screenplay(path, (*_named(tree.items, use, report), *kept))))
    return waiting


def _path(loader: Loader, source: Source, use: ast.Use, report: Report) -> str:
    """The path that a ``use`` names, "" where it names none inside the project."""
    if not use.path.text:
        return ""  # the parser has reported it
    try:
        return loader.beside(source, use.path.text)
    except SourceError as error:
        report.error("LVS204", use.path.span, f"{error.path}: {error.reason}", error.remedy)
        return ""


def _load(loader: Loader, path: str, span: Span, report: Report) -> Source | None:
    try:
        return loader.load(path)
    except SourceError as error:
        report.error("LVS001" if span.path == path else "LVS204", span, f"{error.path}: {error.reason}", error.remedy)
        return None


def _library_items(project: Project, loader: Loader, path: str) -> tuple[ast.Item, ...]:
    source = project.sources.setdefault(path, loader.load(path))
    return _library_tree(source).items


@cache
def _library_tree(source: Source) -> ast.Screenplay:
    """The library is free of mistakes, so its tree is all there is to know of it."""
    return parse(source, Report())


def _named(items: Iterable[ast.Item], use: ast.Use, report: Report) -> list[ast.Item]:
    """Those of the definitions that a ``use`` names, all where it names none."""
    definitions = [item for item in items if isinstance(item, ast.Definition)]
    known = [definition.name.text for definition in definitions]
    for name in use.names:
        if name.text not in known:
            report.error("LVS201", name.span, f"{use.path.text} defines no {name.text}", did_you_mean(name.text, known))
    wanted = {name.text for name in use.names}
    return [definition for definition in definitions if not wanted or definition.name.text in wanted]


def _declare(names: Names, items: Iterable[ast.Item], report: Report) -> None:
    for item in items:
        if not isinstance(item, ast.Definition) or not item.name.text:
            continue
        key = (item.keyword, item.name.text)
        other = names.setdefault(key, item)
        if other.name.span != item.name.span:
            report.error(
                "LVS202", item.name.span, f"{item.keyword} {item.name.text} is defined twice",
                "rename one of them, or build one `from` the other",
                [Related("the other definition is here", other.name.span)],
            )
