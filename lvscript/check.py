"""A film comes in; what its rules forbid or doubt is reported. One function for each rule; none repairs anything."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from lvscript import ast, ir
from lvscript.diagnostics import Related, Report
from lvscript.resolve import Project
from lvscript.source import SourceError, Span

Rule = Callable[[ir.Film, Project, Report], None]

SECONDS_A_WORD = 0.38
SECONDS_A_CHARACTER = 0.17
"""How long speech takes: English words, Japanese or Chinese characters. The voice knows better; ``check`` has none."""

LEAD, GAP, TAIL = 0.25, 0.35, 0.4
"""Seconds of silence before the first line of a shot, between two lines, and after the last one."""


AIR = 0.8
"""Seconds: how far into a shot with time to spare its dialogue may begin beyond LEAD."""


def air(spare: float) -> float:
    """How much of the seconds to spare stands before the first line."""
    return min(AIR, spare / 3)


def check(film: ir.Film, project: Project, report: Report) -> None:
    """Applies every rule."""
    for rule in RULES:
        rule(film, project, report)


def speech_seconds(line: ir.Line) -> float:
    """About how long a line takes to say."""
    wide = sum(char >= "\u3040" for char in line.text)
    words = len([word for word in line.text.split() if any(char.isalnum() and char < "\u3040" for char in word)])
    pace = line.voice.rate or 1.0
    return (wide * SECONDS_A_CHARACTER + words * SECONDS_A_WORD) / pace


def dialogue_seconds(shot: ir.Shot) -> float:
    """About how long a shot's dialogue takes, with the air around it."""
    return LEAD + sum(map(speech_seconds, shot.lines)) + GAP * (len(shot.lines) - 1) + TAIL


def _has_shots(film: ir.Film, project: Project, report: Report) -> None:
    defines = any(isinstance(item, ast.Definition) for item in project.root.items)
    unread = any(found.code in ("LVS001", "LVS101", "LVS105") for found in report.found)
    if not film.shots and not unread and (project.films or not defines):
        span = Span(project.root.path, 1, 1, 1, 2)
        report.error("LVS408", span, "this film has no shots", "write one: `shot wide, 4s`, and below it what happens")


def _dialogue_fits(film: ir.Film, project: Project, report: Report) -> None:
    for shot in film.shots:
        if shot.frames is None or not shot.lines:
            continue
        needs, has = dialogue_seconds(shot) - TAIL, float(shot.frames / film.fps)
        if needs > has * 1.1:
            report.warn("LVS401", shot.span, f"about {needs:.1f}s of dialogue in a shot of {has:.1f}s",
                        "lengthen the shot, leave its duration out, or let the voice run on under the next shot")


def _transitions_fit(film: ir.Film, project: Project, report: Report) -> None:
    shots = film.shots
    for before, shot in zip([None, *shots], [*shots, None], strict=True):
        join = shot.before if shot else before.after if before else None
        if join is None or not join.frames or join.span is None:
            continue
        for neighbour in (before, shot):
            if neighbour and join.frames * 2 > _at_most(neighbour, film):
                report.error("LVS402", join.span, f"this {join.kind} is longer than half of {neighbour.address}",
                             f"at most {_at_most(neighbour, film) // 2}f",
                             [Related("the shot is here", neighbour.span)])
                break


def _at_most(shot: ir.Shot, film: ir.Film) -> int:
    """The frames of a shot; of one whose dialogue decides, more than that will take."""
    return shot.frames if shot.frames is not None else round(max(2.0, dialogue_seconds(shot) * 1.4) * film.fps)


def _one_speaks_at_a_time(film: ir.Film, project: Project, report: Report) -> None:
    """A transition lets two shots play together; their dialogue should not."""
    for before, shot in zip(film.shots, film.shots[1:], strict=False):
        if not before.lines or not shot.lines or not shot.before.frames or shot.before.span is None:
            continue
        after = TAIL + _spare(before, film) - air(_spare(before, film))
        if shot.before.frames / film.fps > after + LEAD + air(_spare(shot, film)):
            report.warn("LVS411", shot.before.span, f"the dialogue of {before.address} and {shot.address} overlap",
                        "shorten the transition, or give one of the shots a longer duration")


def _spare(shot: ir.Shot, film: ir.Film) -> float:
    """Seconds that a shot has beyond what its dialogue needs."""
    return 0.0 if shot.frames is None else max(0.0, float(shot.frames / film.fps) - dialogue_seconds(shot))


def _sounds_are_heard(film: ir.Film, project: Project, report: Report) -> None:
    for shot in film.shots:
        for sound in (*shot.sounds, *shot.music):
            if shot.frames is not None and sound.start >= shot.frames:
                report.warn("LVS401", sound.span, "this begins after its shot has ended",
                            f"the shot lasts {float(shot.frames / film.fps):g}s")


def _files_exist(film: ir.Film, project: Project, report: Report) -> None:
    for name, span in files(film):
        try:
            file = project.file(name, span)
            if file is not None and not os.path.isfile(file):
                report.error("LVS405", _named(name, span, project), f"there is no file {name}",
                             "give its path relative to this screenplay")
        except SourceError as error:
            report.error("LVS405", _named(name, span, project), f"{error.path}: {error.reason}", error.remedy)


def _named(name: str, span: Span, project: Project) -> Span:
    """Where a file is named: the film keeps the place of the shot or person only, below which it stands."""
    source = project.sources[span.path]
    for number, line in enumerate(source.lines[span.line - 1 :], span.line):
        if (at := line.find(name)) >= 0:
            return source.span(number, at + 1, at + 1 + len(name))
    return span


def files(film: ir.Film) -> Iterator[tuple[str, Span]]:
    """All files that a film names, each with the place that names it."""
    for character in film.characters:
        yield from ((name, character.span) for name in character.references)
    for place in {shot.place.name: shot.place for shot in film.shots if shot.place}.values():
        yield from ((name, place.span) for name in place.references)
    for shot in film.shots:
        yield from ((name, shot.span) for name in (shot.first, shot.last) if name)
    yield from ((sound.file, sound.span) for sound in sounds(film) if sound.file)


def sounds(film: ir.Film) -> Iterator[ir.Sound]:
    """All sounds and pieces of music of a film."""
    yield from film.music
    for scene in film.scenes:
        yield from (*scene.sounds, *scene.music)
        for shot in scene.shots:
            yield from (*shot.sounds, *shot.music)


def _voices_differ(film: ir.Film, project: Project, report: Report) -> None:
    speakers = {line.speaker for shot in film.shots for line in shot.lines}
    heard: dict[ir.Voice, ir.Character] = {}
    for character in film.characters:
        if character.name not in speakers:
            continue
        other = heard.setdefault(character.voice.model_copy(update={"sample": ""}), character)
        if other is not character:
            report.warn("LVS407", character.span, f"{character.name} and {other.name} have the same voice",
                        "describe them differently, or add a word: `voice girl, bright`",
                        [Related("the other one is here", other.span)])


RULES: tuple[Rule, ...] = (
    _has_shots, _dialogue_fits, _transitions_fit, _one_speaks_at_a_time, _sounds_are_heard, _files_exist, _voices_differ
)  # fmt: skip
