"""A mode and a plan of roots come in, chords in good voice leading go out, as MIDI pitches."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

MODES: dict[str, tuple[int, ...]] = {  # seven steps, in semitones above the tonic
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "hirajoshi": (0, 2, 3, 5, 7, 8, 10),
    "gong": (0, 2, 4, 5, 7, 9, 11),
    "yu": (0, 2, 3, 5, 7, 9, 10),
}
_FIVE_TONES = {"hirajoshi": (0, 1, 2, 4, 5), "gong": (0, 1, 2, 4, 5), "yu": (0, 2, 3, 4, 6)}
_LEADING = frozenset({"minor", "dorian"})  # a dominant in these borrows the leading note


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord: its root as a step of the scale, its pitch classes (root first), and its voices, low to high."""

    root: int
    classes: tuple[int, ...]
    voices: tuple[int, ...]


def melody_classes(mode: str, tonic: int) -> tuple[int, ...]:
    """The pitch classes that a tune uses, from the tonic up: five in the modes of East Asia, seven in the others."""
    scale = MODES[mode]
    return tuple((tonic + scale[step]) % 12 for step in _FIVE_TONES.get(mode, range(7)))


def chord_classes(mode: str, tonic: int, root: int, *, cadence: bool = False) -> tuple[int, ...]:
    """Pitch classes of the triad on a step of the scale. Where the mode has five tones, thirds that are not among
    them give way to fourths; ``cadence`` sharpens the leading note of a minor dominant."""
    scale = MODES[mode]
    classes = [(tonic + scale[(root + step) % 7]) % 12 for step in (0, 2, 4)]
    if mode in _FIVE_TONES:
        tones = melody_classes(mode, tonic)
        third, fourth = classes[1], (tonic + scale[(root + 3) % 7]) % 12
        classes[1] = third if third in tones else fourth if fourth in tones else classes[0]
    elif cadence and root == 4 and mode in _LEADING:
        classes[1] = (tonic + 11) % 12
    return tuple(dict.fromkeys(classes))


def led(roots: tuple[int, ...], mode: str, tonic: int, centre: int = 62) -> tuple[Chord, ...]:
    """Chords on the roots, each voiced in three parts so that the voices move as little as they can."""
    chords: list[Chord] = []
    for place, root in enumerate(roots):
        final = place + 1 < len(roots) and roots[place + 1] == 0
        classes = chord_classes(mode, tonic, root, cadence=final)
        before = chords[-1].voices if chords else (centre - 5, centre, centre + 4)
        chords.append(Chord(root, classes, _voicing(classes, before, centre)))
    return tuple(chords)


def nearest(classes: tuple[int, ...], pitch: float, low: int = 0, high: int = 127) -> int:
    """The pitch of one of the classes that is nearest to a pitch, between ``low`` and ``high``."""
    candidates = [note for note in range(low, high + 1) if note % 12 in classes] or [round(pitch)]
    return min(candidates, key=lambda note: (abs(note - pitch), note))


def _voicing(classes: tuple[int, ...], before: tuple[int, ...], centre: int) -> tuple[int, ...]:
    """Three different pitches with all classes among them, nearest to the voices before and to the centre."""
    options = [[note for note in range(voice - 7, voice + 8) if note % 12 in classes] for voice in before]
    spread = [
        voices for voices in product(*options)
        if voices[0] < voices[1] < voices[2] and voices[2] - voices[0] <= 16
        and len({voice % 12 for voice in voices}) == min(3, len(classes))
    ]  # fmt: skip
    if not spread:
        base = nearest(classes[:1], centre - 4)
        return tuple(sorted(nearest((one,), base + 4 * k) for k, one in enumerate(classes)))
    return min(
        spread,
        key=lambda voices: (
            sum(abs(new - old) for new, old in zip(voices, before, strict=True)) + 0.3 * abs(voices[1] - centre),
            voices,
        ),
    )
