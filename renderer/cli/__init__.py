"""The command line comes in, an exit code goes out: `lvc`. Each command is a module, imported when it is used."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

OK, FAILED, USAGE, INTERNAL, DISK, INTERRUPTED, TERMINATED = 0, 1, 2, 70, 74, 130, 143


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs ``lvc`` and exits."""
    with contextlib.suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGTERM, _terminated)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # whatever the locale says
    try:
        code = run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FAILED
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Runs one command; every fault becomes a message and an exit code. Classes of faults are told by their names,
    since importing them would cost every command what only some of them need."""
    try:
        options = _parser().parse_args(list(arguments))
        command: Callable[[argparse.Namespace], int] = import_module(f"renderer.cli.{options.command}").run
        return command(options)
    except KeyboardInterrupt:
        return _say("interrupted; the next build goes on where this one stopped", "", INTERRUPTED)
    except BrokenPipeError:
        raise
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        remedy = "free some space or check the permissions, then run it again"
        return _say(f"{place}{error.strerror or error}", remedy, DISK)
    except Exception as error:
        if os.environ.get("LVC_DEBUG"):
            raise
        reason, remedy = getattr(error, "reason", ""), getattr(error, "remedy", "")
        if reason:
            return _say(reason, remedy, DISK if type(error).__name__ == "StoreError" else FAILED)
        if type(error).__module__ == "sqlite3":
            return _say(f"the cache's index can't be used: {error}",
                        "free some space, close other builds, or name another folder with --cache", DISK)
        return _say(f"internal error: {type(error).__name__}: {error}",
                    "please report it with the screenplay; LVC_DEBUG=1 shows where", INTERNAL)


def _say(message: str, remedy: str, code: int) -> int:
    from lvscript.diagnostics import printable

    print(f"lvc: {printable(message)}", file=sys.stderr)
    if remedy:
        print(f"     {printable(remedy)}", file=sys.stderr)
    return code


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(TERMINATED)


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from lvscript import __version__

        print(f"lvc {__version__}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lvc", description="Turns a screenplay (.lvs) into a film.")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    new = commands.add_parser("new", help="start a film: a folder with a first screenplay")
    new.add_argument("name")

    check = commands.add_parser("check", help="say what is wrong with screenplays")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument("--format", choices=("text", "json", "sarif", "github"), default="text")

    fmt = commands.add_parser("fmt", help="bring screenplays into their canonical form")
    fmt.add_argument("files", nargs="+", metavar="FILE")
    fmt.add_argument("--check", action="store_true", help="change nothing; exit 1 if something would change")

    plan = commands.add_parser("plan", help="show how each shot will be made, and what it costs")
    _film(plan)
    plan.add_argument("--gpu", default="", metavar="NAME")

    build = commands.add_parser("build", help="make the film; only what changed is rendered")
    _film(build)
    _out(build)
    build.add_argument("--only", nargs="+", default=[], metavar="SHOT", help="render these shots only")

    watch = commands.add_parser("watch", help="build, and again whenever the screenplay is saved")
    _film(watch)
    _out(watch)

    explain = commands.add_parser("explain", help="say why a shot would be rendered again, or not")
    explain.add_argument("file", metavar="FILE")
    explain.add_argument("shot", metavar="SHOT")
    _cache(explain)

    doctor = commands.add_parser("doctor", help="say what this machine has, and what is missing")
    doctor.add_argument("--json", action="store_true")
    return parser


def _film(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--profile", default="", metavar="NAME", help="the render profile; the film's own by default")
    parser.add_argument("--json", action="store_true", help="print for machines, on standard output")
    _cache(parser)


def _out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--out", default="", metavar="OUT", help="where the film goes; build/NAME.mp4 by default")
    parser.add_argument("--jobs", type=_positive, default=0, metavar="N",
                        help="processes at once; one a core by default")


def _cache(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cache", default="", metavar="DIR", help="the cache; .lvc beside the screenplay by default")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number above 0")
    return int(text)
