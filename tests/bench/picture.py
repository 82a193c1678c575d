"""A built film comes in; the CPU time of its pictures, drawn and encoded, against encoding alone, goes out as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import cv2

from lvscript.compiler import compile_file
from renderer.backends.animatic.picture import make
from renderer.media import SegmentWriter, decode_frames
from renderer.outlook import outlook
from renderer.recipe import Picture
from renderer.store import Store

EVERY = 8
"""Each so-and-so-many-th shot is measured."""


def measured(film: Path) -> dict[str, object]:
    """Totals over the sample, in CPU seconds."""
    cv2.setNumThreads(1)
    store = Store(film.parent / ".lvc")
    view = outlook(compile_file(str(film)), str(film), store)
    frames, whole, alone = 0, 0.0, 0.0
    for planned in view.plan.shots[::EVERY]:
        task = view.tasks.graph.tasks[view.tasks.pictures[planned.address]]
        assert isinstance(task.spec, Picture)
        recipe = json.loads(view.states[planned.address].recipe)
        inputs = {name: store.path(digest) for name, digest in recipe["inputs"].items()}
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "segment"
            began = time.process_time()
            make(task.spec, inputs, out, lambda done: None)
            whole += time.process_time() - began
            pictures = list(decode_frames(out, 0, task.spec.frames))
            began = time.process_time()
            with SegmentWriter(Path(folder) / "again", task.spec.format, task.spec.encoder) as segment:
                for picture in pictures:
                    segment.write(picture)
            alone += time.process_time() - began
        frames += task.spec.frames
    return {
        "frames": frames,
        "picture_ms_a_frame": round(1000 * whole / frames, 2),
        "encode_ms_a_frame": round(1000 * alone / frames, 2),
        "ratio_to_encoding_alone": round(whole / alone, 3),
        "limit_ratio": 2.0,
    }


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
