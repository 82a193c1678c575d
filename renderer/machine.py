"""Nothing comes in; what this machine has goes out. Called when asked, never at import."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """Cores that this process may use, memory and free disk in bytes, GPUs by name."""

    system: str
    python: str
    cores: int
    memory: int
    disk: int
    gpus: tuple[str, ...]


def probe(folder: Path) -> Machine:
    """Looks at this machine; the disk is the one that ``folder`` lies on."""
    return Machine(
        f"{platform.system()} {platform.machine()}",
        platform.python_version(),
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        _memory(),
        shutil.disk_usage(folder).free,
        _gpus(),
    )


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return 0


def _gpus() -> tuple[str, ...]:
    """Names of NVIDIA GPUs by the driver's own files; no library is loaded for it."""
    folder = Path("/proc/driver/nvidia/gpus")
    found = []
    for entry in sorted(folder.glob("*/information")):
        lines = entry.read_text(encoding="utf-8", errors="replace").splitlines()
        found += [line.split(":", 1)[1].strip() for line in lines if line.startswith("Model:")]
    return tuple(found)
