"""A compiled screenplay and a store come in; what a build would do with every shot goes out, and nothing is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lvscript import ir
from lvscript.check import files
from lvscript.check import sounds as all_sounds
from lvscript.compiler import Compilation
from renderer import breakdown, stamp
from renderer.backends import tool
from renderer.backends.speech.pace import estimate
from renderer.breakdown import Pictures, Recorded, asset, sounds
from renderer.graph import recipe_of
from renderer.plan import Plan, plan
from renderer.recipe import SAMPLE_RATE, digest
from renderer.store import Artifact, Store, digest_of
from renderer.survey import Difference, Status, differences, survey
from renderer.timeline import lay_out


@dataclass(frozen=True, slots=True)
class Outlook:
    """A film before its build: the plan, each shot's state, the reason for it in a few words, and whether the
    shot waits for its voices to be known."""

    plan: Plan
    tasks: Pictures
    states: Mapping[str, Status]
    reasons: Mapping[str, str]
    changes: Mapping[str, list[Difference]]
    estimated: Mapping[str, bool]


def outlook(compilation: Compilation, screenplay: str, store: Store) -> Outlook:
    """Looks ahead. Voices that are not recorded yet are estimated, and their shots are known only after them."""
    film = compilation.film
    assets = _assets(compilation)
    known = _recorded(compilation, assets, store)
    measured = {line: int(artifact.meta["samples"]) / SAMPLE_RATE for line, artifact in known.lines.items()}
    lengths = {line: _expected(line) for shot in film.shots for line in shot.lines} | measured
    planned = plan(lay_out(film, lengths))
    stand_in = Artifact("", "", "known after voice", {"samples": SAMPLE_RATE}, 0.0)
    whole = Recorded(
        {line: known.lines.get(line, stand_in) for shot in film.shots for line in shot.lines},
        {sound: known.effects.get(sound, stand_in) for sound in all_sounds(film)},
    )
    tasks = breakdown.pictures(planned, whole, assets)
    last = store.last_shots(stamp.film_key(screenplay))
    states = survey(tasks, store, last)
    estimated = {shot.address: any(line not in known.lines for line in shot.lines) for shot in film.shots}
    changes = {
        address: differences(last[address][1], state.recipe)
        for address, state in states.items()
        if state.status == "stale" and last[address][1]
    }
    reasons = {
        address: _reason(state, changes.get(address, []), estimated[address]) for address, state in states.items()
    }
    return Outlook(planned, tasks, states, reasons, changes, estimated)


def _expected(line: ir.Line) -> float:
    """Seconds that a line will take which nobody has spoken yet."""
    spec = breakdown.voice_spec(line)
    return estimate(spec.text, spec.language, spec.voice, spec.manner)


def _recorded(compilation: Compilation, assets: Mapping[breakdown.Asset, str], store: Store) -> Recorded:
    """The voices and effects that the store has."""
    first = sounds(compilation.film, assets)
    artifacts = {
        name: store.get(digest(recipe_of(task, tool(task.kind), {}))) for name, task in first.graph.tasks.items()
    }
    return Recorded(
        {line: artifact for line, name in first.lines.items() if (artifact := artifacts[name])},
        {sound: artifact for sound, name in first.effects.items() if (artifact := artifacts[name])},
    )


def _assets(compilation: Compilation) -> dict[breakdown.Asset, str]:
    found = {}
    for name, span in files(compilation.film):
        file = compilation.project.file(name, span)
        if file is not None and file.is_file():
            found[asset(span, name)] = digest_of(file)
    return found


def _reason(state: Status, changes: list[Difference], estimated: bool) -> str:
    match state.status:
        case "current":
            return "nothing has changed"
        case "blocked":
            return "the cache has no such picture"
        case "missing":
            return "not made yet" + (", its length known after voice" if estimated else "")
    named = ", ".join(dict.fromkeys(change.field.split("[")[0] for change in changes[:3]))
    return f"changed: {named}" if named else "its artifact is missing from the cache"
