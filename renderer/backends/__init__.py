"""Names of task kinds come in, the functions that make them go out. Back ends are imported by name, when needed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

Make = Callable[[Any, Mapping[str, Path], Path, Callable[[int], None]], dict[str, Any]]
"""``make(spec, inputs, out, report)``: writes the artifact to ``out``, returns what is to be known of it."""

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of task: where its function is, and the code and libraries that determine what comes out."""

    make: str  # "module:function"
    code: tuple[str, ...]  # files and folders below renderer/
    libraries: tuple[str, ...] = ("numpy",)


_ANIMATIC = ("backends/animatic", "words.py", "media", "sound/excerpt.py", "sound/wav.py")
_SOUND = ("sound/signal.py", "sound/space.py", "sound/level.py", "sound/wav.py")
_DRAWING = ("numpy", "opencv-python-headless", "av")

KINDS: Mapping[str, Kind] = {
    "plate": Kind("renderer.backends.animatic.plate:make", _ANIMATIC, _DRAWING),
    "picture": Kind("renderer.backends.animatic.picture:make", _ANIMATIC, _DRAWING),
    "still": Kind("renderer.media.still:make", ("media",), _DRAWING),
    "transition": Kind("renderer.media.transition:make", ("media",), _DRAWING),
    "voice": Kind("renderer.backends.speech.speak:make", ("backends/speech", "words.py", *_SOUND)),
    "effect": Kind("renderer.backends.sounds.effect:make", ("backends/sounds", "words.py", *_SOUND)),
    "music": Kind("renderer.backends.music.piece:make", ("backends/music", "words.py", *_SOUND)),
    "recording": Kind("renderer.media.recording:make", ("media/recording.py", "sound/wav.py"), ("numpy", "av")),
    "mix": Kind("renderer.sound.mix:make", ("sound",)),
    "aac": Kind("renderer.media.aac:make", ("media", "sound"), ("numpy", "av")),
}


def maker(kind: str) -> Make:
    """The function that makes artifacts of a kind; its back end is imported now."""
    module, function = KINDS[kind].make.split(":")
    make: Make = getattr(import_module(module), function)
    return make


@cache
def tool(kind: str) -> str:
    """A digest of the code and the libraries behind a kind: part of every key, so that no change of a tool
    can pass an old artifact for a new one."""
    entry = KINDS[kind]
    parts = [code_digest(entry.code), *(f"{name} {library_version(name)}" for name in entry.libraries)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@cache
def code_digest(paths: tuple[str, ...]) -> str:
    """A digest of source files below the package ``renderer``, by name and content."""
    digest = hashlib.sha256()
    for path in paths:
        place = _ROOT / path
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(str(file.relative_to(_ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def library_version(library: str) -> str:
    """The installed version of a library, without importing it."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "missing"
