"""A film comes in, the graphs of tasks that make it go out: first its voices and sounds, then pictures and music
(when the lengths of the voices are known), last the encoded sound track (when its loudness is known)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lvscript import ir
from lvscript.check import sounds as all_sounds
from lvscript.source import Span
from renderer import recipe
from renderer.backends.speech.engines import engine_for
from renderer.cut import untouched
from renderer.graph import Graph, Task
from renderer.plan import Plan, PlannedShot, setting
from renderer.recipe import SAMPLE_RATE
from renderer.sound.track import Cue, Reach, windows
from renderer.store import Artifact
from renderer.timeline import PlacedShot, Timeline

Asset = tuple[str, str]
"""A file of the user's: the screenplay that names it, and its name there."""

REFERENCE = {"effect": -20.0, "music": -20.0}
DIALOGUE = -16.0
"""LUFS: how loud synthesized sounds come, and dialogue, to which levels in a screenplay are relative."""

MUSIC_END = 1.5
"""Seconds over which music fades out where the screenplay says nothing."""


def asset(span: Span, name: str) -> Asset:
    """The key of a file that is named at ``span``."""
    return span.path, name


def voice_spec(line: ir.Line) -> recipe.Voice:
    """What a line's sound is made from."""
    voice = line.voice
    look = recipe.VoiceLook(
        voice.description, voice.words, voice.pitch, voice.rate, voice.timbre, voice.breath, voice.narrator
    )
    return recipe.Voice(line.text, line.language, line.manner, look, engine_for(line.language))


def effect_spec(sound: ir.Sound, film: ir.Film) -> recipe.Effect:
    """What a sound is made from; its seed is its own words."""
    samples = None if sound.frames is None else round(sound.frames * SAMPLE_RATE / film.fps)
    return recipe.Effect(sound.words, samples, int(recipe.digest(sound.words)[:8], 16))


@dataclass(slots=True)
class Sounds:
    """The first graph: every line, effect and sound file by the task that makes it."""

    graph: Graph = field(default_factory=Graph)
    lines: dict[ir.Line, str] = field(default_factory=dict)
    effects: dict[ir.Sound, str] = field(default_factory=dict)


def sounds(film: ir.Film, assets: Mapping[Asset, str]) -> Sounds:
    """The tasks whose lengths the time line needs."""
    found = Sounds()
    for sound in all_sounds(film):
        if sound.file:
            file = {"file": assets[asset(sound.span, sound.file)]}
            found.effects[sound] = found.graph.shared(recipe.Recording(), file, span=sound.span)
    for scene in film.scenes:
        for effect in (*scene.sounds, *(effect for shot in scene.shots for effect in shot.sounds)):
            if not effect.file:
                found.effects[effect] = found.graph.shared(effect_spec(effect, film))
        for line in (line for shot in scene.shots for line in shot.lines):
            found.lines[line] = found.graph.shared(voice_spec(line))
    return found


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the first graph has made: the artifact of each line and effect."""

    lines: Mapping[ir.Line, Artifact]
    effects: Mapping[ir.Sound, Artifact]


@dataclass(slots=True)
class Pictures:
    """The second graph: pictures by address, transitions by the index of the shot after them, mixes in order."""

    graph: Graph = field(default_factory=Graph)
    pictures: dict[str, str] = field(default_factory=dict)
    transitions: dict[int, str] = field(default_factory=dict)
    mixes: list[str] = field(default_factory=list)


def pictures(plan: Plan, recorded: Recorded, assets: Mapping[Asset, str]) -> Pictures:
    """The tasks for all that is seen, and for the sound track before mastering."""
    found = Pictures()
    for planned in _in_order(plan.shots):
        found.pictures[planned.address] = _picture(found, planned, recorded, assets)
    found.pictures = {planned.address: found.pictures[planned.address] for planned in plan.shots}
    for spec, a, b, index in _transitions(plan):
        inputs = {name: found.pictures[shot.address] for name, shot in (("a", a), ("b", b)) if shot}
        work = max(1, (spec.a_frames - spec.a_start + spec.b_end) // 2)
        found.transitions[index] = found.graph.add(Task(f"transition:{index}", spec, inputs, work=work))
    _mixes(found, plan.timeline, recorded)
    return found


def _in_order(shots: Sequence[PlannedShot]) -> Iterator[PlannedShot]:
    """Every shot after the one that it continues, else in the order of the film."""
    by_address = {shot.address: shot for shot in shots}
    done: set[str] = set()
    for shot in shots:
        chain = [shot]
        while (before := chain[-1].placed.shot.continues) and before not in done:
            chain.append(by_address[before])
        for link in reversed(chain):
            if link.address not in done:
                done.add(link.address)
                yield link


def _picture(found: Pictures, planned: PlannedShot, recorded: Recorded, assets: Mapping[Asset, str]) -> str:
    shot, spec = planned.placed.shot, planned.picture
    name = f"picture:{planned.address}"
    if shot.locked:
        return found.graph.add(Task(name, spec, shot=planned.address, span=shot.span, pinned=shot.locked))
    place_files = {} if shot.place is None else _files("place", shot.place.span, shot.place.references, assets)
    place = shot.place.span if shot.place and shot.place.references else shot.span
    plate = recipe.Plate(setting(shot), spec.format)
    inputs = {"plate": found.graph.shared(plate, place_files, work=30, span=place)}
    if shot.continues:
        before = found.pictures[shot.continues]
        inputs["opening"] = found.graph.add(Task(f"still:{shot.continues}", recipe.Still(), {"picture": before}))
    heard = enumerate(planned.placed.seen)
    objects = {f"voice:{number}": recorded.lines[line.line].digest for number, line in heard}
    for slot, subject in enumerate(shot.subjects):
        objects |= _files(f"look:{slot}", subject.character.span, subject.character.references, assets)
    for frame, file in (("first", shot.first), ("last", shot.last)):
        if file:
            objects[frame] = assets[asset(shot.span, file)]
    return found.graph.add(Task(name, spec, inputs, objects, planned.address, shot.span, max(1, spec.frames)))


def _files(prefix: str, span: Span, names: Sequence[str], assets: Mapping[Asset, str]) -> dict[str, str]:
    return {f"{prefix}:{number}": assets[asset(span, name)] for number, name in enumerate(names)}


def _transitions(plan: Plan) -> Iterator[tuple[recipe.Transition, PlannedShot | None, PlannedShot | None, int]]:
    """Each transition with the shots on its sides and the index of the one after it."""
    lengths = transition_frames(plan.timeline)
    gop = plan.format.gop
    for index, frames in enumerate(lengths):
        if not frames:
            continue
        a = plan.shots[index - 1] if index else None
        b = plan.shots[index] if index < len(plan.shots) else None
        a_start = untouched(a.placed.frames, lengths[index - 1], frames, gop)[1] if a else 0
        b_end = untouched(b.placed.frames, frames, lengths[index + 1], gop)[0] if b else 0
        kind = b.placed.shot.before.kind if b else plan.timeline.shots[-1].shot.after.kind
        spec = recipe.Transition(
            kind, frames, a.placed.frames if a else 0, b.placed.frames if b else 0, a_start, b_end,
            plan.format, plan.encoder,
        )
        yield spec, a, b, index


def transition_frames(timeline: Timeline) -> list[int]:
    """The length of the transition before each shot, and of the one after the last."""
    shots = timeline.shots
    first = min(shots[0].shot.before.frames, shots[0].frames // 2)
    last = min(shots[-1].shot.after.frames, shots[-1].frames // 2)
    return [first, *(shot.overlap for shot in shots[1:]), last]


# ---------------------------------------------------------------------------------------------- sound


def _mixes(found: Pictures, timeline: Timeline, recorded: Recorded) -> None:
    """Every window of the track with the sounds that reach into it."""
    music = _music(found.graph, timeline, recorded)
    cues = [*_dialogue(timeline, recorded), *_effects(timeline, recorded), *music]
    speech = [(cue.start, cue.start + cue.samples) for cue in cues if cue.role == "dialogue"]
    for reach in windows(timeline.samples, cues, speech):
        found.mixes.append(_mix(found.graph, reach))


def _mix(graph: Graph, reach: Reach) -> str:
    named = [(f"clip:{number}", cue.source) for number, cue in enumerate(reach.cues)]
    inputs = {name: source for name, source in named if source in graph.tasks}
    objects = {name: source for name, source in named if source not in graph.tasks}
    return graph.add(Task(f"mix:{len(graph.tasks)}", reach.spec, inputs, objects, work=2))


def _dialogue(timeline: Timeline, recorded: Recorded) -> Iterator[Cue]:
    for placed in timeline.shots:
        for line in placed.lines:
            artifact = recorded.lines[line.line]
            start = timeline.sample(placed.start + line.start)
            pan = _pan(line.line, placed)
            yield Cue(artifact.digest, start, int(artifact.meta["samples"]), 0.0, role="dialogue", pan=pan)


def _pan(line: ir.Line, placed: PlacedShot) -> float:
    """A voice comes a little from where its speaker stands."""
    side = placed.shot.subjects[line.slot].side if line.slot is not None else ""
    return {"left": -0.2, "right": 0.2}.get(side, 0.0)


def _effects(timeline: Timeline, recorded: Recorded) -> Iterator[Cue]:
    for placed in timeline.shots:
        for sound in placed.shot.sounds:
            yield _effect(sound, placed.start, timeline, recorded)
    for scene in timeline.scenes:
        for sound in scene.scene.sounds:
            yield _effect(sound, scene.start, timeline, recorded)


def _effect(sound: ir.Sound, origin: int, timeline: Timeline, recorded: Recorded) -> Cue:
    artifact = recorded.effects[sound]
    samples = int(artifact.meta["samples"])
    return Cue(
        artifact.digest,
        timeline.sample(origin + sound.start),
        samples if sound.frames is None else min(samples, timeline.sample(sound.frames)),
        sound.level + DIALOGUE - REFERENCE["effect"],
        timeline.sample(sound.fade_in),
        timeline.sample(sound.fade_out),
    )


def _music(graph: Graph, timeline: Timeline, recorded: Recorded) -> Iterator[Cue]:
    """Music plays to the end of its film or scene, or until the next piece begins there."""
    film = [(sound.start, sound) for sound in timeline.film.music]
    yield from (_piece(graph, timeline, recorded, place) for place in _places(film, timeline.frames, timeline))
    for scene in timeline.scenes:
        found = [(scene.start + sound.start, sound) for sound in scene.scene.music]
        inside = [placed for placed in timeline.shots if scene.start <= placed.start < scene.end]
        own = {id(shot) for shot in scene.scene.shots}
        found += [
            (placed.start + sound.start, sound)
            for placed in inside if id(placed.shot) in own for sound in placed.shot.music
        ]
        found.sort(key=lambda entry: entry[0])
        yield from (_piece(graph, timeline, recorded, place) for place in _places(found, scene.end, timeline))


Place = tuple[ir.Sound, int, int]
"""A piece of music with its first sample and the first one after it."""


def _places(cues: Sequence[tuple[int, ir.Sound]], end: int, timeline: Timeline) -> Iterator[Place]:
    for index, (start, sound) in enumerate(cues):
        following = cues[index + 1][0] if index + 1 < len(cues) else end
        stop = min(following, end) if sound.frames is None else min(start + sound.frames, timeline.frames)
        if stop > start:
            yield sound, timeline.sample(start), timeline.sample(stop)


def _piece(graph: Graph, timeline: Timeline, recorded: Recorded, place: Place) -> Cue:
    sound, start, stop = place
    samples = stop - start
    if sound.file:
        artifact = recorded.effects[sound]
        source, samples = artifact.digest, min(samples, int(artifact.meta["samples"]))
    else:
        seed = int(recipe.digest(sound.words)[:8], 16)
        source = graph.shared(recipe.Music(sound.words, samples, seed), work=max(1, samples // SAMPLE_RATE))
    return Cue(
        source,
        start,
        samples,
        sound.level + DIALOGUE - REFERENCE["music"],
        timeline.sample(sound.fade_in),
        timeline.sample(sound.fade_out) or int(min(MUSIC_END * SAMPLE_RATE, samples // 3)),
        role="music",
    )
