"""A compiled screenplay comes in, a finished film and an account of what was made go out: all phases on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lvscript import ir
from lvscript.check import files
from lvscript.compiler import Compilation
from renderer import breakdown, stamp
from renderer.assemble import Chapter, FilmCut, Sound, Subtitle, Take, write_film
from renderer.backends import code_digest
from renderer.backends.speech.engines import remedy
from renderer.breakdown import Pictures, Recorded, asset, transition_frames
from renderer.cut import cut
from renderer.events import Done, Started, Warned
from renderer.execute import Conditions, Damaged, Outcome, execute
from renderer.graph import Graph, Task
from renderer.plan import Plan, engine, plan
from renderer.recipe import SAMPLE_RATE, Aac, Voice, digest, text_of
from renderer.sound.master import gain_for
from renderer.sound.track import PACKETS, window_packets
from renderer.store import Artifact
from renderer.survey import survey
from renderer.timeline import PlacedLine, PlacedShot, Timeline, lay_out


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: the screenplay as the user names it, where the film goes, and how."""

    screenplay: str
    out: Path
    profile: str = ""
    gpu: str = ""
    only: tuple[str, ...] = ()  # addresses; empty for all shots


class BuildError(Exception):
    """A build that can't be done as asked: ``reason`` and ``remedy`` are for people."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


DAMAGE_LIMIT = 3
"""How often a build starts over because objects in the store turned out to be damaged."""


def build(compilation: Compilation, request: Request, conditions: Conditions) -> Done:
    """Makes what is missing and cuts the film. Raises PlanError, BuildError, OSError, Cancelled."""
    began = conditions.clock()
    film = compilation.film
    engine(request.profile or film.profile, request.gpu)
    if not film.shots:
        raise BuildError(f"{request.screenplay} has no shots", "name the screenplay that uses it")
    _warn_of_silence(film, conditions)
    for _ in range(DAMAGE_LIMIT):
        try:
            done = _attempt(compilation, request, conditions, began)
        except BuildError:
            conditions.emit(Done("", (), (), (), round(conditions.clock() - began, 3)))
            raise
        except Damaged as damage:
            conditions.pool.stop()
            damaged = {*damage.digests, *conditions.store.unsound()}  # where one is, others may be: all at once
            conditions.store.forget(damaged)
            text = f"{len(damaged)} damaged objects in the cache are made again"
            conditions.emit(Warned(text, "check the disk if this comes back"))
            continue
        conditions.emit(done)
        return done
    raise BuildError("the cache is damaged again and again", "check the disk, or name another folder with --cache")


def _attempt(compilation: Compilation, request: Request, on: Conditions, began: float) -> Done:
    """One build. Raises Damaged where an object in the store is not what its name says."""
    film = compilation.film
    assets = take_in(compilation, on)
    recorded = _record(film, assets, on)
    timeline = lay_out(film, {line: seconds(artifact) for line, artifact in recorded.lines.items()})
    for placed in timeline.shots[1:]:
        if placed.overlap < placed.shot.before.frames:
            text = f"the {placed.shot.before.kind} before {placed.shot.address} is shortened to half of a shot"
            on.emit(Warned(text, "give its neighbours longer durations, or the transition a shorter one"))
    planned = plan(timeline)
    tasks = breakdown.pictures(planned, recorded, assets)
    graph = _selected(tasks, request.only)
    states = survey(tasks, on.store).values()
    stale = sum(state.status != "current" for state in states)
    on.emit(Started(str(request.out), len(planned.shots), stale))
    outcome = execute(graph, on)
    for task, message in outcome.failed.items():
        if not task.startswith("picture:"):
            on.emit(Warned(f"{task.split(':')[0]} failed: {message}", "run `lvc doctor`"))
    made, reused, failed = _account(tasks, graph, outcome)
    whole = len(outcome.artifacts) == len(tasks.graph.tasks)
    if whole:
        _all_sound(outcome, on)
        places = asset_files(compilation)
        read = {**compilation.files, **{places[name]: digest for name, digest in assets.items()}}
        _finish(request, on, _Cutting(planned, tasks, outcome), read)
    elif request.only and not failed:
        on.emit(Warned("the film was not cut: it lacks shots that --only left out", "build without --only"))
    key = stamp.film_key(request.screenplay)
    recipes = {a: outcome.recipes[task] for a, task in tasks.pictures.items() if task in outcome.artifacts}
    on.store.record_shots(key, recipes if whole else on.store.last_shots(key) | recipes)
    return Done(str(request.out) if whole else "", made, reused, failed, round(on.clock() - began, 3))


def _account(tasks: Pictures, graph: Graph, outcome: Outcome) -> tuple[tuple[str, ...], ...]:
    """The addresses of the shots that were to be made: whose picture was, was there already, is lacking."""
    asked = {address: task for address, task in tasks.pictures.items() if task in graph.tasks}
    made = tuple(address for address, task in asked.items() if task in outcome.made)
    failed = tuple(address for address, task in asked.items() if task not in outcome.artifacts)
    reused = tuple(address for address in asked if address not in made and address not in failed)
    return made, reused, failed


def _all_sound(outcome: Outcome, on: Conditions) -> None:
    """Reads the segments once more before they go into the film: a cache must not lie."""
    segments = [made.digest for made in outcome.artifacts.values() if made.kind in ("picture", "transition")]
    damaged = [digest for digest in segments if not on.store.sound(digest)]
    if damaged:
        raise Damaged(damaged)


# ---------------------------------------------------------------------------------------------- before the pictures


def take_in(compilation: Compilation, on: Conditions) -> dict[breakdown.Asset, str]:
    """Copies the files that the film names into the store: their digests."""
    return {name: on.store.take_in(file) for name, file in asset_files(compilation).items()}


def asset_files(compilation: Compilation) -> dict[breakdown.Asset, Path]:
    """Where the files lie that the film names."""
    named = {asset(span, name): compilation.project.file(name, span) for name, span in files(compilation.film)}
    return {name: file for name, file in named.items() if file is not None}


def _record(film: ir.Film, assets: Mapping[breakdown.Asset, str], on: Conditions) -> Recorded:
    """Voices and effects. A line whose voice fails is silent for about as long: the film goes on."""
    sounds = breakdown.sounds(film, assets)
    outcome = execute(sounds.graph, on)
    if outcome.failed:
        silent = {line: _silent(line) for line, task in sounds.lines.items() if task in outcome.failed}
        again = Graph()
        tasks = {line: again.shared(spec) for line, spec in silent.items()}
        fallback = execute(again, on)
        lost = [task for task in sounds.effects.values() if task in outcome.failed]
        if fallback.failed or lost:
            raise BuildError(next(iter({**fallback.failed, **outcome.failed}.values())), "run `lvc doctor`")
        outcome.artifacts |= {sounds.lines[line]: fallback.artifacts[task] for line, task in tasks.items()}
        on.emit(Warned(f"{len(silent)} lines are silent: {next(iter(outcome.failed.values()))}", "run `lvc doctor`"))
    return Recorded(
        {line: outcome.artifacts[task] for line, task in sounds.lines.items()},
        {sound: outcome.artifacts[task] for sound, task in sounds.effects.items()},
    )


def _silent(line: ir.Line) -> Voice:
    spec = breakdown.voice_spec(line)
    return Voice(spec.text, spec.language, spec.manner, spec.voice, "silence")


def seconds(artifact: Artifact) -> float:
    """How long a recorded sound is."""
    return int(artifact.meta["samples"]) / SAMPLE_RATE


def _warn_of_silence(film: ir.Film, on: Conditions) -> None:
    languages = {line.language for shot in film.shots for line in shot.lines}
    for command in {remedy(language) for language in languages} - {""}:
        names = ", ".join(sorted(language for language in languages if remedy(language)))
        on.emit(Warned(f"no voice for {names} is installed: these lines are silent, with subtitles", command))


def _selected(tasks: Pictures, only: Sequence[str]) -> Graph:
    """The whole graph, or the part of it that the named shots need."""
    if not only:
        return tasks.graph
    unknown = [address for address in only if address not in tasks.pictures]
    if unknown:
        raise BuildError(f"there is no shot {unknown[0]}", "`lvc plan` lists the addresses")
    needed: set[str] = set()
    open_ends = [tasks.pictures[address] for address in only]
    while open_ends:
        task = tasks.graph.tasks[open_ends.pop()]
        if task.id not in needed:
            needed.add(task.id)
            open_ends += task.inputs.values()
    part = Graph()
    for name, task in tasks.graph.tasks.items():
        if name in needed:
            part.add(task)
    return part


# ---------------------------------------------------------------------------------------------- after the pictures


@dataclass(frozen=True, slots=True)
class _Cutting:
    """All that the cutting room has on its table."""

    plan: Plan
    tasks: Pictures
    outcome: Outcome


def _finish(request: Request, on: Conditions, table: _Cutting, read: Mapping[Path, str]) -> None:
    """Encodes the sound, cuts the film, and remembers what it was made of; writes nothing that stands already."""
    sounds = _track(table, on)
    film = film_cut(table.plan, table.tasks, table.outcome, sounds, on)
    content = digest(text_of(_content(film)))
    record = stamp.load(on.store, request.screenplay)
    if record is None or record.content != content or not stamp.stands(record, request.out):
        request.out.parent.mkdir(parents=True, exist_ok=True)
        write_film(request.out, film)
    stamp.save(on.store, request, read, content, [shot.address for shot in table.plan.shots])


def _track(table: _Cutting, on: Conditions) -> tuple[Sound, ...]:
    mixes = [table.outcome.artifacts[name] for name in table.tasks.mixes]
    gain = gain_for([mix.meta for mix in mixes])
    counts = window_packets(table.plan.timeline.samples)
    graph = Graph()
    for index, count in enumerate(counts):
        around = {"before": index - 1, "window": index, "after": index + 1}
        objects = {name: mixes[at].digest for name, at in around.items() if 0 <= at < len(mixes)}
        graph.add(Task(f"aac:{index}", Aac(gain, count), objects=objects, work=max(1, 8 * count // PACKETS)))
    encoded = execute(graph, on)
    if encoded.failed:
        raise BuildError(next(iter(encoded.failed.values())), "run `lvc doctor`")
    return tuple(Sound(on.store.path(artifact.digest), artifact.meta)
                 for artifact in (encoded.artifacts[f"aac:{index}"] for index in range(len(counts))))


def film_cut(plan: Plan, tasks: Pictures, outcome: Outcome, sounds: tuple[Sound, ...], on: Conditions) -> FilmCut:
    """The film as pieces of segments."""
    timeline = plan.timeline
    takes = []
    for piece in cut([shot.placed.frames for shot in plan.shots], transition_frames(timeline), plan.format.gop):
        name = tasks.transitions[piece.index] if piece.transition else tasks.pictures[plan.shots[piece.index].address]
        artifact = outcome.artifacts[name]
        takes.append(Take(on.store.path(artifact.digest), artifact.meta, piece.start, piece.end))
    scenes = [scene for scene in timeline.scenes if scene.scene.title or len(timeline.scenes) > 1]
    chapters = tuple(Chapter(scene.start, scene.scene.title or scene.scene.slug) for scene in scenes)
    subtitles = tuple(_subtitles(timeline))
    film = timeline.film
    return FilmCut(plan.format, tuple(takes), sounds, chapters, subtitles, film.language, film.language, film.title)


def _subtitles(timeline: Timeline) -> list[Subtitle]:
    lines = [(placed, line) for placed in timeline.shots for line in placed.lines]
    starts = sorted(placed.start + line.start for placed, line in lines)
    return sorted((_subtitle(placed, line, starts, timeline) for placed, line in lines), key=lambda cue: cue.start)


def _subtitle(placed: PlacedShot, line: PlacedLine, starts: Sequence[int], timeline: Timeline) -> Subtitle:
    """A line stays to be read for at least a second, but not into the next one."""
    start = placed.start + line.start
    readable = start + max(line.frames, int(timeline.film.fps))
    following = next((other for other in starts if other > start), timeline.frames)
    end = min(max(start + line.frames, min(readable, following)), timeline.frames)
    return Subtitle(start, max(end, start + 1), line.line.text)


def _content(film: FilmCut) -> Mapping[str, object]:
    """What the finished file is made of: objects by their digests, not by where they lie."""
    return {
        "tool": code_digest(("assemble.py", "mp4")),
        "format": film.format,
        "takes": [(take.path.name, take.start, take.end) for take in film.takes],
        "sounds": [sound.path.name for sound in film.sounds],
        "chapters": film.chapters,
        "subtitles": film.subtitles,
        "titles": (film.title, film.language, film.subtitle_language),
    }
