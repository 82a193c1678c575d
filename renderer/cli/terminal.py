"""Events come in; lines for people go to standard error, and with ``--json`` lines for machines to standard output."""

from __future__ import annotations

import sys

from lvscript.diagnostics import cells, printable
from renderer.events import Done, Event, Failure, Invalid, Progress, ShotMade, Started, Warned, as_json


class Terminal:
    """Shows a build as it goes. The line that moves is only drawn where standard error is a terminal."""

    def __init__(self, machine: bool) -> None:
        self.machine = machine
        self.live = sys.stderr.isatty()
        self._drawn = 0
        self._made = self._stale = 0

    def show(self, event: Event) -> None:
        """Shows one event."""
        if self.machine:
            print(as_json(event), flush=True)
        if isinstance(event, Progress):
            self._draw(_progress(event, self._made, self._stale))
            return
        if isinstance(event, Started):
            self._made, self._stale = 0, event.stale
        if isinstance(event, ShotMade):
            self._made += 1
        line = _line(event, self._made, self._stale)
        if line:
            self.clear()
            print(printable(line), file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Removes the moving line."""
        if self._drawn:
            print("\r" + " " * self._drawn + "\r", end="", file=sys.stderr, flush=True)
            self._drawn = 0

    def _draw(self, line: str) -> None:
        if self.live:
            text = printable(line)
            padding = " " * max(0, self._drawn - cells(text))
            print("\r" + text + padding, end="", file=sys.stderr, flush=True)
            self._drawn = cells(text)


def _progress(event: Progress, made: int, stale: int) -> str:
    share = event.done / event.total if event.total else 1.0
    bar = "█" * round(share * 20) + "░" * (20 - round(share * 20))
    left = f"{clock(event.remaining)} left" if event.remaining is not None else ""
    return f"{bar} {share:4.0%}  {made}/{stale} shots  {event.shot or event.task}  {left}"


def clock(seconds: float) -> str:
    """Seconds as people say them: 45s, 2m05s, 1h02m."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}s"
    return f"{whole // 60}m{whole % 60:02}s" if whole < 3600 else f"{whole // 3600}h{whole % 3600 // 60:02}m"


def _line(event: Event, made: int, stale: int) -> str:
    match event:
        case Started(stale=0):
            return "all pictures are current"
        case Started():
            return f"{event.stale} of {event.shots} shots to render"
        case ShotMade():
            return f"  {made}/{max(made, stale)} {event.shot} ({event.seconds:.1f}s)"
        case Failure():
            again = "" if event.final else "; it is tried again"
            place = f"{event.file}:{event.line}: " if event.file else ""
            return f"{place}{event.shot or event.task} failed: {event.message}{again}"
        case Warned():
            return f"warning: {event.message}" + (f"\n         {event.remedy}" if event.remedy else "")
        case Invalid():
            return "the screenplay has errors; the last film stays"
        case Done():
            count = f"{len(event.rendered)} rendered, {len(event.reused)} reused"
            failed = f", {len(event.failed)} failed" if event.failed else ""
            return f"{event.film or 'no film'}: {count}{failed}, {clock(event.seconds)}"
    return ""
