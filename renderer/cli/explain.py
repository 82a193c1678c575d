"""``lvc explain FILE SHOT``: why a shot would be rendered again or not, naming the fields that differ, old and new."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from lvscript.compiler import compile_file
from lvscript.diagnostics import did_you_mean, printable
from renderer.cli.common import reading_store, show_diagnostics
from renderer.outlook import Outlook, outlook


def run(options: argparse.Namespace) -> int:
    """Exit 1 where the screenplay has errors or no such shot."""
    compilation = compile_file(options.file)
    if not compilation.ok:
        show_diagnostics(compilation)
        return 1
    view = outlook(compilation, options.file, reading_store(options.cache, options.file))
    if options.shot not in view.states:
        help = did_you_mean(options.shot, view.states) or "`lvc plan` lists the addresses"
        print(f"lvc: there is no shot {printable(options.shot)}\n     {help}", file=sys.stderr)
        return 1
    print(printable_lines(_explained(options.shot, view)))
    return 0


def printable_lines(lines: list[str]) -> str:
    """Lines of text that are safe on a terminal."""
    return "\n".join(map(printable, lines))


def _explained(address: str, view: Outlook) -> list[str]:
    state = view.states[address]
    match state.status:
        case "current":
            return [f"{address} is current: every field of its recipe is as it was rendered",
                    f"  picture {state.digest}", f"  keep it whatever changes:  locked {state.digest[:16]}"]
        case "missing":
            return [f"{address} is missing: it has not been rendered yet"]
        case "blocked":
            return [f"{address} is blocked: the cache has no picture of the digest that it is locked to"]
    changes = view.changes.get(address, [])
    if not changes:
        return [f"{address} is stale: its picture is missing from the cache"]
    lines = [f"{address} would be rendered again:"]
    for change in changes:
        lines += [f"  {change.field}", f"    was  {_shown(change.old)}", f"    is   {_shown(change.new)}"]
    return lines


def _shown(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 300 else text[:297] + "..."
