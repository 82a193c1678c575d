"""A film comes in, one picture with a frame of each of its shots goes out.

    python scripts/contact_sheet.py build/lantern.mp4 examples/lantern/contact.png [COLUMNS] [WIDTH]
"""

from __future__ import annotations

import sys
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

CUT = 24.0
"""Mean change of the small grey picture from frame to frame that counts as a cut."""


def frames_of_shots(path: Path) -> list[Image]:
    """A frame from the middle of each stretch between two cuts (BGR)."""
    shots: list[list[Image]] = [[]]
    before: Image | None = None
    with av.open(str(path), format="mp4") as container:
        container.streams.video[0].thread_type = "AUTO"
        for frame in container.decode(video=0):
            picture = frame.reformat(480, 270, "bgr24").to_ndarray()
            small = cv2.resize(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (32, 18), interpolation=cv2.INTER_AREA)
            if before is not None and cv2.absdiff(small, before).mean() > CUT and len(shots[-1]) > 12:
                shots.append([])
            shots[-1].append(picture)
            before = small
    return [shot[len(shot) // 2] for shot in shots if shot]


def sheet(pictures: list[Image], columns: int, width: int) -> Image:
    """The pictures in rows, on a dark ground."""
    height = width * 9 // 16
    rows = -(-len(pictures) // columns)
    ground = np.full((rows * (height + 6) + 6, columns * (width + 6) + 6, 3), 24, np.uint8)
    for number, picture in enumerate(pictures):
        x, y = 6 + number % columns * (width + 6), 6 + number // columns * (height + 6)
        ground[y : y + height, x : x + width] = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return ground


if __name__ == "__main__":
    film, out, *numbers = sys.argv[1:]
    columns, width = [*map(int, numbers), 4, 320][:2] if numbers else (4, 320)
    cv2.imwrite(out, sheet(frames_of_shots(Path(film)), columns, width))
