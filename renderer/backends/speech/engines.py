"""A language comes in, the speech engine that speaks it on this machine goes out, without importing any.

A line's recipe holds the engine's name and version, so that a film says itself anew when either changes.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

SILENCE = "silence"
"""The engine that is always there: it keeps a line's time and says nothing."""

_REVISION = "v1"  # of this package's own voices: raise it when the same words shall sound different

# The engine's name: the module that it installs, and the packages on PyPI whose versions decide how it sounds
# (Open JTalk takes some of its readings from Sudachi's dictionary).
_PACKAGES = {
    "open_jtalk": ("pyopenjtalk", ("pyopenjtalk-plus", "sudachidict-core")),
    "espeak": ("espeakng_loader", ("espeakng-loader",)),
}
_REMEDY = 'pip install "lvscript[voices]"'


def engines() -> dict[str, str]:
    """The engines that are installed, each with ``package version`` as in ``espeakng-loader 0.2.4``."""
    found = {}
    for engine, (module, packages) in _PACKAGES.items():
        if find_spec(module) is not None:
            found[engine] = " ".join(f"{package} {_version(package)}" for package in packages)
    return found


def engine_for(language: str) -> str:
    """What goes into a line's recipe: engine, package, version and revision, or ``silence``.

    Japanese needs Open JTalk, since eSpeak reads no kanji; every other language is eSpeak's.
    """
    engine = "open_jtalk" if language.lower().startswith("ja") else "espeak"
    package = engines().get(engine)
    return f"{engine} {package} {_REVISION}" if package else SILENCE


def remedy(language: str) -> str:
    """The command that brings a voice to a language that has none here, or nothing where it has one."""
    return _REMEDY if engine_for(language) == SILENCE else ""


@cache
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown version"
