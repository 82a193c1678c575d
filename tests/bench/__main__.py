"""Measures what the product promises, and prints it as ratios against named limits.

    python -m tests.bench [noop] [picture] [change] [--film examples/odyssey/odyssey.lvs]

Builds the film first where it isn't built (ten minutes of film: several minutes). Results go to
``tests/bench/results/``, each with the machine that they were measured on. No test calls this.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.studio import command, environment

ROOT = Path(__file__).parent.parent.parent
WORK = Path(tempfile.gettempdir()) / "lvscript-bench"
RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Runs the measures that are named, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("measures", nargs="*", choices=[[], *MEASURES], default=[])
    parser.add_argument("--film", default=str(ROOT / "examples/odyssey/odyssey.lvs"))
    options = parser.parse_args()
    film = prepared(Path(options.film))
    for name in options.measures or MEASURES:
        result = {"machine": f"{platform.machine()}, {_cores()} cores, Python {platform.python_version()}",
                  **MEASURES[name](film)}
        (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
        print(name, json.dumps(result, indent=2))


def prepared(film: Path) -> Path:
    """A copy of the film's folder outside the checkout, built once."""
    folder = WORK / film.stem
    folder.mkdir(parents=True, exist_ok=True)
    for source in film.parent.glob("*.lvs"):
        (folder / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    began = time.perf_counter()
    events = _events(folder / film.name)[-1]
    if events["rendered"]:
        seconds = time.perf_counter() - began
        whole = {"shots": len(events["rendered"]), "seconds": round(seconds, 1), "film": _length(folder / film.name)}
        whole["ratio_to_film_length"] = round(seconds / whole["film"], 3)
        (RESULTS / "whole.json").write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")
    return folder / film.name


def noop(film: Path) -> dict[str, Any]:
    """A build with nothing to do, against ninja on 120 files and against the bare interpreter."""
    ninja = _ninja_folder()
    runs = {
        "lvc": lambda: _run(command("build", film.name, "-o", "film.mp4"), film.parent),
        "python": lambda: _run([sys.executable, "-c", "pass"], film.parent),
        **({"ninja": lambda: _run(["ninja"], ninja)} if ninja else {}),
    }
    medians = _interleaved(runs, 15)
    return {
        "seconds": medians,
        "over_python_seconds": round(medians["lvc"] - medians["python"], 4),
        "limit_over_python_seconds": 0.25,
        "ratio_to_ninja": round(medians["lvc"] / medians["ninja"], 2) if ninja else None,
    }


def picture(film: Path) -> dict[str, Any]:
    """CPU time of drawing and encoding a sample of the film's shots, against encoding the same frames alone."""
    program = [sys.executable, "-m", "tests.bench.picture", str(film)]
    ran = subprocess.run(program, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(ran.stdout)
    return result


def change(film: Path) -> dict[str, Any]:
    """One changed shot: the whole command, less the time that the shot itself took."""
    text = film.read_text(encoding="utf-8")
    found: dict[str, Any] = {}
    for name, edit, limit in (("sound_unchanged", _other_action, 1.5), ("sound_changed", _other_words, 3.0)):
        runs = []
        for number in range(3):
            film.write_text(edit(text, number), encoding="utf-8")
            began = time.perf_counter()
            events = _events(film)
            wall = time.perf_counter() - began
            own = sum(event["seconds"] for event in events if event["event"] == "shot")
            runs.append((wall - own, own, len(events[-1]["rendered"])))
            film.write_text(text, encoding="utf-8")
            _events(film)
        found[name] = {
            "over_seconds": round(statistics.median(run[0] for run in runs), 2),
            "limit_seconds": limit,
            "shot_seconds": round(statistics.median(run[1] for run in runs), 2),
            "rendered": [run[2] for run in runs],
        }
    return found


ADVERBS = ("Slowly.", "Quite slowly.", "Very slowly.")


def _other_action(text: str, number: int) -> str:
    """Another action in a wide shot of the film's second half."""
    lines = text.splitlines(keepends=True)
    for index in range(len(lines) // 2, len(lines) - 1):
        action = lines[index + 1]
        if lines[index].strip().startswith("shot wide") and action.strip()[:1].isupper() and '"' not in action:
            return "".join([*lines[: index + 1], action.rstrip() + f" {ADVERBS[number]}\n", *lines[index + 2 :]])
    raise SystemExit("there is no shot to edit")


def _other_words(text: str, number: int) -> str:
    """One other word in a line of the film's second half."""
    at = text.index('narrator "', len(text) // 2) + len('narrator "')
    return text[:at] + ("Now", "Then", "There")[number] + text[text.index(" ", at) :]


def _events(film: Path) -> list[dict[str, Any]]:
    program = command("build", film.name, "-o", "film.mp4", "--json")
    ran = subprocess.run(program, cwd=film.parent, env=environment(), capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def _length(film: Path) -> float:
    ran = subprocess.run(command("plan", film.name, "--json"), cwd=film.parent, env=environment(), capture_output=True,
                         text=True, check=True)
    return float(json.loads(ran.stdout)["length"])


def _ninja_folder() -> Path | None:
    """120 files copied by ninja, built once; None where there is no ninja (pip install ninja)."""
    folder = WORK / "ninja"
    folder.mkdir(parents=True, exist_ok=True)
    rules = ["rule copy", "  command = cp $in $out"]
    for number in range(120):
        (folder / f"in{number}").touch()
        rules.append(f"build out{number}: copy in{number}")
    (folder / "build.ninja").write_text("\n".join(rules) + "\n", encoding="utf-8")
    try:
        subprocess.run(["ninja"], cwd=folder, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return folder


def _run(program: Sequence[str], folder: Path) -> None:
    subprocess.run(program, cwd=folder, env=environment(), capture_output=True, check=True)


def _interleaved(runs: dict[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds + 1):  # the first round warms up
        for name, run in runs.items():
            began = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - began)
    return {name: round(statistics.median(found[1:]), 4) for name, found in times.items()}


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


MEASURES: dict[str, Callable[[Path], dict[str, Any]]] = {"noop": noop, "picture": picture, "change": change}

if __name__ == "__main__":
    main()
