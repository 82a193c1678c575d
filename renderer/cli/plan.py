"""``lvc plan``: a screenplay comes in; how each shot will be made, from what state, and what it costs, goes out."""

from __future__ import annotations

import argparse
import os
from typing import Any

from lvscript.compiler import Compilation, compile_file
from lvscript.diagnostics import cells, json_text
from renderer.cli.common import reading_store, show_diagnostics
from renderer.cli.terminal import clock
from renderer.cost import makespan, picture_seconds
from renderer.outlook import Outlook, outlook
from renderer.plan import engine, seconds
from renderer.store import Store


def run(options: argparse.Namespace) -> int:
    """Exit 1 where the screenplay has errors."""
    compilation = compile_file(options.file)
    show_diagnostics(compilation)
    if not compilation.ok:
        return 1
    engine(options.profile or compilation.film.profile, options.gpu)
    store = reading_store(options.cache, options.file)
    document = _document(compilation, outlook(compilation, options.file, store), store)
    print(json_text(document, indent=2) if options.json else _text(document))
    return 0


def _document(compilation: Compilation, view: Outlook, store: Store) -> dict[str, Any]:
    film = compilation.film
    pace = store.pace("picture")
    scenes = {shot.address: scene.slug for scene in film.scenes for shot in scene.shots}
    shots, costs = [], []
    for planned in view.plan.shots:
        state = view.states[planned.address]
        cost = 0.0
        if state.status in ("stale", "missing"):
            cost = picture_seconds(planned.placed.frames, film.width * film.height, pace)
            costs.append(cost)
        shots.append({
            "id": planned.address,
            "scene": scenes[planned.address],
            "line": planned.placed.shot.span.line,
            "tool": planned.tool,
            "video_tool": planned.video_tool,
            "model": planned.model,
            "status": state.status,
            "reason": f"{view.reasons[planned.address]}; {planned.reason}",
            "seconds": round(cost, 2),
            "length": seconds(planned.placed.frames, film.fps),
            "known_after_voice": view.estimated[planned.address],
        })
    total = makespan(costs, os.cpu_count() or 1)
    return {
        "film": film.title,
        "length": seconds(view.plan.timeline.frames, film.fps),
        "shots": shots,
        "totals": {"seconds": round(total, 2), "peak_memory_fraction": 0.0, "cost_usd": 0.0},
    }


def _text(document: dict[str, Any]) -> str:
    marks = {"current": " ", "stale": "~", "missing": "+", "blocked": "!"}
    wide = max((cells(shot["id"]) for shot in document["shots"]), default=0)
    lines = [
        f"{marks[shot['status']]} {shot['id']}{' ' * (wide - cells(shot['id']))}  {shot['length']:6.1f}s"
        f"{'?' if shot['known_after_voice'] else ' '}  {shot['status']:<8} {shot['reason']}"
        for shot in document["shots"]
    ]
    counts = {status: sum(shot["status"] == status for shot in document["shots"]) for status in marks}
    told = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    totals = document["totals"]
    cost = f"about {clock(totals['seconds'])} to render, no GPU, 0 USD"
    lines.append(f"{clock(document['length'])} of film; {told}; {cost}")
    return "\n".join(lines)

