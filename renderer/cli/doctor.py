"""``lvc doctor``: what this machine has goes out, what is missing, and the command that installs it."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from lvscript import __version__
from renderer.backends import library_version
from renderer.backends.speech.engines import engines, remedy
from renderer.machine import Machine, probe

_NEEDED = {
    "numpy": "arithmetic", "opencv-python-headless": "drawing", "av": "video and sound files", "lark": "the grammar",
    "pydantic": "the film as data", "watchdog": "lvc watch",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what for, what was found, and what to do where it is missing."""

    name: str
    purpose: str
    found: str
    needed: bool
    remedy: str = ""


def run(options: argparse.Namespace) -> int:
    """Exit 1 where something is missing that a build can't do without."""
    machine = probe(Path.cwd())
    findings = [*_libraries(), _encoder(), *_voices()]
    if options.json:
        document = {"version": __version__, "machine": asdict(machine), "findings": [asdict(one) for one in findings]}
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_text(machine, findings)))
    return 1 if any(finding.needed and not finding.found for finding in findings) else 0


def _libraries() -> list[Finding]:
    found = {name: library_version(name) for name in _NEEDED}
    return [
        Finding(name, purpose, "" if found[name] == "missing" else found[name], True, f"{_pip()} install {name}")
        for name, purpose in _NEEDED.items()
    ]


def _encoder() -> Finding:
    try:
        from renderer.media.segment import encoder_version

        found = encoder_version()
    except (ImportError, ValueError) as error:
        return Finding("libx264", f"H.264 ({error})", "", True, f"{_pip()} install --force-reinstall av")
    return Finding("libx264", "H.264", found, True)


def _voices() -> list[Finding]:
    have = engines()
    wanted = {"open_jtalk": ("ja", "Japanese voices"), "espeak": ("en", "English, Chinese and other voices")}
    return [
        Finding(name, purpose, have.get(name, ""), False, "" if name in have else remedy(language))
        for name, (language, purpose) in wanted.items()
    ]


def _pip() -> str:
    return f"{Path(sys.executable).name} -m pip"


def _text(machine: Machine, findings: list[Finding]) -> list[str]:
    lines = [
        f"lvc {__version__} on {machine.system}, Python {machine.python}",
        f"{machine.cores} cores, {machine.memory / 2**30:.1f} GiB of memory, "
        f"{machine.disk / 2**30:.1f} GiB of free disk",
        f"GPU: {', '.join(machine.gpus) or 'none (the animatic needs none)'}",
        "",
    ]
    for finding in findings:
        mark = "ok     " if finding.found else "MISSING" if finding.needed else "missing"
        lines.append(f"{mark} {finding.name} {finding.found} - {finding.purpose}")
        if not finding.found:
            lines.append(f"        {finding.remedy}")
    return lines
