"""A screenplay's text comes in, the recipes of all that its film would be made from go out; nothing is rendered.

The digest of every input that would have to be made first is the digest of that input's own recipe.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lvscript import ir
from lvscript.check import speech_seconds
from lvscript.compiler import Compilation, compile_file
from lvscript.source import Memory
from renderer.breakdown import Asset, Pictures, Recorded, effect_spec, pictures, transition_frames, voice_spec
from renderer.graph import recipe_of
from renderer.plan import plan
from renderer.recipe import SAMPLE_RATE, digest, text_of
from renderer.store import Artifact
from renderer.timeline import Timeline, lay_out

TOOL = "the same tool for everything"


@dataclass(frozen=True, slots=True)
class Keys:
    """What determines a film: the recipe of each shot's picture by address, of each line by its number in the film,
    of the sound track's windows, of the transitions by the number of the shot after them, and the cut's metadata."""

    pictures: Mapping[str, str]
    voices: tuple[str, ...]
    sounds: tuple[str, ...]
    transitions: Mapping[int, str]
    cut: str

    @property
    def in_order(self) -> list[str]:
        """The recipes of the pictures in the order of the film."""
        return list(self.pictures.values())


def compiled(text: str, others: Mapping[str, str] | None = None) -> Compilation:
    """The compilation of a screenplay in memory; ``others`` are further files."""
    return compile_file("film.lvs", Memory({"film.lvs": text, **(others or {})}))


def film_of(text: str, others: Mapping[str, str] | None = None) -> ir.Film:
    """The film of a screenplay that must be free of errors."""
    compilation = compiled(text, others)
    assert compilation.ok, [f"{found.span.line}: {found.message}" for found in compilation.diagnostics]
    return compilation.film


def keys(text: str, others: Mapping[str, str] | None = None) -> Keys:
    """The keys of a screenplay's film."""
    return keys_of(film_of(text, others))


def keys_of(film: ir.Film) -> Keys:
    """The keys of a film."""
    timeline = lay_out(film, {line: speech_seconds(line) for shot in film.shots for line in shot.lines})
    tasks = pictures(plan(timeline), _recorded(film), _Assets())
    recipes = _recipes(tasks)
    by_place = {shot.address: recipes[tasks.pictures[shot.address]] for shot in film.shots}
    return Keys(
        by_place,
        tuple(text_of(voice_spec(line)) for shot in film.shots for line in shot.lines),
        tuple(recipes[name] for name in tasks.mixes),
        {index: recipes[name] for index, name in tasks.transitions.items()},
        _cut(film, timeline),
    )


def without_places(film: ir.Film) -> Any:
    """A film as JSON without its places in the text: what it is, however it was written."""
    def bare(node: Any) -> Any:
        if isinstance(node, dict):
            return {name: bare(value) for name, value in node.items() if name != "span"}
        return [bare(value) for value in node] if isinstance(node, list) else node

    return bare(film.model_dump(mode="json"))


class _Assets(dict[Asset, str]):
    """The digest of every file that a film may name."""

    def __missing__(self, name: Asset) -> str:
        return digest(name[1])


def _recorded(film: ir.Film) -> Recorded:
    """Artifacts that stand in for recordings: their digest is that of what they are made from."""
    lines = {
        line: Artifact("", "voice", digest(text_of(voice_spec(line))), _samples(speech_seconds(line)), 0.0)
        for shot in film.shots for line in shot.lines
    }
    heard = [*(sound for scene in film.scenes for sound in scene.sounds),
             *(sound for shot in film.shots for sound in shot.sounds)]
    effects = {
        sound: Artifact("", "effect", digest(text_of(effect_spec(sound, film))), _samples(1.0), 0.0) for sound in heard
    }
    return Recorded(lines, effects)


def _samples(seconds: float) -> dict[str, int]:
    return {"samples": round(seconds * SAMPLE_RATE)}


def _recipes(tasks: Pictures) -> dict[str, str]:
    """Every task's recipe; a locked picture's is its lock."""
    found: dict[str, str] = {}
    for name, task in tasks.graph.tasks.items():
        inputs = {slot: digest(found[source]) for slot, source in task.inputs.items()}
        found[name] = f"locked {task.pinned}" if task.pinned else recipe_of(task, TOOL, inputs)
    return found


def _cut(film: ir.Film, timeline: Timeline) -> str:
    """What the film file itself says: its title, language, chapters, subtitles and lengths."""
    chapters = [(scene.scene.title, scene.start) for scene in timeline.scenes]
    subtitles = [(shot.start + line.start, line.frames, line.line.text)
                 for shot in timeline.shots for line in shot.lines]
    return text_of([film.title, film.language, chapters, subtitles, timeline.frames, transition_frames(timeline)])
