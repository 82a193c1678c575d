"""A request as JSON on standard input comes in, 16-bit mono samples of eSpeak NG's speech go out on standard output.

This file is a program, run once per line in a process of its own: eSpeak NG keeps state from one sentence to
the next, so only its first sentence is reproducible; and a crash in it costs one line, not the worker. It
imports nothing but the standard library, since it is started hundreds of times.

Request: ``library`` and ``data`` (paths), ``voices`` (names, the first that exists is taken), ``text``, ``rate``
(words a minute), ``pitch`` and ``range`` (0–100, neutral 50). Answer: one line with the sample rate, then the
samples, little-endian. Exit status: 0, or 1 with one line on standard error.
"""

from __future__ import annotations

import array
import ctypes
import json
import os
import sys
from typing import Any

# Constants of espeak-ng/speak_lib.h.
_SYNCHRONOUS, _POS_CHARACTER, _UTF8, _DONT_EXIT = 2, 1, 1, 0x8000
_RATE, _PITCH, _RANGE = 1, 3, 4

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def main() -> int:
    """Reads the request, speaks, and answers."""
    request = json.load(sys.stdin.buffer)
    try:
        rate, samples = _speak(request)
    except (OSError, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if sys.byteorder == "big":
        samples.byteswap()
    sys.stdout.buffer.write(b"%d\n" % rate + samples.tobytes())
    return 0


def _speak(request: dict[str, Any]) -> tuple[int, array.array[int]]:
    library = ctypes.CDLL(request["library"])
    # eSpeak keeps its data path in a short fixed buffer, which a relative path always fits.
    os.chdir(os.path.dirname(request["data"]))
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, os.path.basename(request["data"]).encode(), _DONT_EXIT)
    if rate <= 0:
        raise RuntimeError("eSpeak NG cannot read its data")
    samples = array.array("h")

    def collect(data: Any, count: int, _events: Any) -> int:
        if data and count > 0:
            samples.frombytes(ctypes.string_at(data, count * 2))
        return 0

    callback = _Callback(collect)  # the name keeps it alive while the library calls it
    library.espeak_SetSynthCallback(callback)
    if not any(library.espeak_SetVoiceByName(name.encode()) == 0 for name in request["voices"]):
        raise RuntimeError(f"eSpeak NG has none of the voices {', '.join(request['voices'])}")
    for parameter, name in ((_RATE, "rate"), (_PITCH, "pitch"), (_RANGE, "range")):
        library.espeak_SetParameter(parameter, int(request[name]), 0)
    text = request["text"].encode() + b"\0"
    if library.espeak_Synth(text, len(text), 0, _POS_CHARACTER, 0, _UTF8, None, None) != 0:
        raise RuntimeError("eSpeak NG refused the text")
    library.espeak_Synchronize()
    return rate, samples


if __name__ == "__main__":
    sys.exit(main())
