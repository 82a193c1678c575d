"""What tests that build films share: a small screenplay, the real command line, and ways to look at a film."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

SCREENPLAY = """\
use std/styles: storybook, noir

film "The Well"
  size     320x180
  style    storybook

character MIRA
  A girl of twelve with short black hair and a red raincoat.

character OTTO
  An old man with a white beard and a blue coat.

place WELL
  A stone well in a meadow, hills behind.

scene "Morning" at WELL, morning
  A quiet day.
  music "solo flute, calm" at -14 dB, fade in 1s

  shot wide, 2s
    camera dolly in
    Birds cross the sky.
    sound "birds" at 0.5s

  shot close on MIRA
    MIRA "Is it deep?"

  dissolve 0.5s

  shot medium on MIRA and OTTO, 3s
    Mira points at the well.
    OTTO (softly) "Deeper than you think."

scene "Evening" at WELL, dusk
  style noir

  shot "the drop" wide on MIRA, 2s
    Mira throws a stone.

  shot close on OTTO, 2s
    Otto looks down.

  fade 0.5s
"""

ADDRESSES = ["morning/1", "morning/2", "morning/3", "evening/the-drop", "evening/2"]


@dataclass(frozen=True)
class Result:
    """What a run of the command line left: exit code, events, and what it told people."""

    code: int
    events: list[dict[str, Any]]
    told: str

    @property
    def done(self) -> dict[str, Any]:
        """The last event, which must be that the build is over."""
        assert self.events and self.events[-1]["event"] == "done", f"exit {self.code}: {self.told}"
        return self.events[-1]


def environment(**changes: str) -> dict[str, str]:
    """This process's environment for a child that finds the packages of this checkout."""
    root = str(Path(__file__).parent.parent)
    return {**os.environ, "PYTHONPATH": root, "LVC_CACHE_DIR": "", **changes}


def command(*arguments: str) -> list[str]:
    """The command line of ``lvc``."""
    return [sys.executable, "-m", "renderer.cli", *arguments]


def lvc(folder: Path, *arguments: str, timeout: float = 240) -> Result:
    """Runs ``lvc`` in a folder."""
    ran = subprocess.run(
        command(*arguments), cwd=folder, env=environment(), capture_output=True, text=True, timeout=timeout, check=False
    )
    assert "Traceback" not in ran.stderr, ran.stderr
    events = [json.loads(line) for line in ran.stdout.splitlines()] if "--json" in arguments else []
    return Result(ran.returncode, events, ran.stderr)


def build(folder: Path, text: str, *arguments: str) -> Result:
    """Writes ``film.lvs`` and builds it to ``film.mp4``."""
    (folder / "film.lvs").write_text(text, encoding="utf-8")
    return lvc(folder, "build", "film.lvs", "-o", "film.mp4", "--json", *arguments)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pictures(path: Path) -> list[NDArray[np.uint8]]:
    """All frames of a film as small grey pictures."""
    with av.open(str(path), format="mp4") as film:
        return [frame.reformat(160, 90, "gray").to_ndarray() for frame in film.decode(video=0)]


def sound(path: Path) -> NDArray[np.float32]:
    """The sound of a film: (samples, 2), full scale 1."""
    with av.open(str(path), format="mp4") as film:
        blocks = [frame.to_ndarray() for frame in film.decode(audio=0)]
    return np.concatenate(blocks, axis=1).T
