"""The cases of ``suite/*.lvs``, and whole small films against their golden form.

A file holds cases, each after a line ``#### name``; ``#### file NAME`` begins a further file of the same case. What is
wrong with a line stands in a comment at its end, or alone on the lines above: ``# error LVS201 unknown character``
names severity, code and a part of the message. Exactly these diagnostics are demanded. ``␀`` stands for NUL.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from lvscript.compiler import Compilation, compile_file
from lvscript.diagnostics import CODES
from tests.keys import compiled, film_of, without_places

TESTS = Path(__file__).resolve().parent
GRAMMAR = (TESTS.parent / "grammar" / "lvs.lark").read_text(encoding="utf-8")

_EXPECTED = re.compile(r"(?:^|  )# (error|warning|note) (LVS\d{3})(?: (.*))?$")


@dataclass(frozen=True, slots=True)
class Expected:
    """One diagnostic that a case demands."""

    file: str
    line: int
    severity: str
    code: str
    part: str


@dataclass(slots=True)
class Case:
    """A named case: its files by name, the first of which is ``film.lvs``."""

    name: str
    files: dict[str, list[str]] = field(default_factory=lambda: {"film.lvs": []})

    @property
    def expected(self) -> list[Expected]:
        """What its comments demand."""
        found = []
        for file, lines in self.files.items():
            waiting: list[re.Match[str]] = []
            for number, line in enumerate(lines, 1):
                match = _EXPECTED.search(line)
                waiting += [match] if match else []
                if match and not line[: match.start()].strip():
                    continue
                found += [Expected(file, number, one[1], one[2], one[3] or "") for one in waiting]
                waiting = []
        return found

    def compile(self, folder: Path) -> Compilation:
        """Writes the files and compiles the first one."""
        for name, lines in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("\n".join(lines).replace("␀", "\0") + "\n", encoding="utf-8")
        return compile_file(str(folder / "film.lvs"))


def cases() -> list[Case]:
    found: list[Case] = []
    for file in sorted((TESTS / "suite").glob("*.lvs")):
        lines: list[str] = []
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("#### file "):
                lines = found[-1].files.setdefault(line.removeprefix("#### file "), [])
            elif line.startswith("#### "):
                found.append(Case(f"{file.stem}: {line.removeprefix('#### ')}"))
                lines = found[-1].files["film.lvs"]
            else:
                lines.append(line)
    return found


CASES = {case.name: case for case in cases()}


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    compilation = case.compile(tmp_path)
    wanted = case.expected
    unexpected = []
    for found in compilation.diagnostics:
        file = str(Path(found.span.path).relative_to(tmp_path)) if found.span.path.startswith("/") else found.span.path
        fits = [one for one in wanted if (one.file, one.line, one.severity, one.code)
                == (file, found.span.line, str(found.severity), found.code) and one.part in found.message]
        if fits:
            wanted.remove(fits[0])
        else:
            unexpected.append(f"{file}:{found.span.line}: {found.severity} {found.code} {found.message}")
    assert (wanted, unexpected) == ([], [])


def test_names_are_given_once() -> None:
    assert len(cases()) == len(CASES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_case_and_its_remedy(code: str) -> None:
    failing = [case for case in CASES.values() if any(one.code == code for one in case.expected)]
    fixed = [CASES[f"{case.name}, fixed"] for case in failing if f"{case.name}, fixed" in CASES]
    assert [case.name for case in fixed if not any(one.code == code for one in case.expected)]


# ---------------------------------------------------------------------------------------------- every statement

SAMPLE = """\
film "A sample"
  # film here

style plain
  # style here
  A style.

style other
  Another style.

character ANN
  # character here
  A woman.

character BEN
  voice own
  A man.

place HALL
  # place here
  A hall.

voice own
  # voice here
  A voice.

size huge
  # size here
  Very near.

camera turning
  # camera here
  A move.

transition blur
  # transition here
  like     {like}
  duration {duration}

profile mine
  # profile here
  Mine.

scene "one" at HALL, night
  # scene here
  The mood.

  shot huge on ANN
    camera turning
    style plain
    Ann waits.

  transition blur

  shot wide on ANN, 4s
    # shot here
    Ann waits.
    ANN "Yes."
    BEN (o.s.) "No."
"""
"""A film in which everything is used, with a place for one more statement in each block."""

STATEMENTS: dict[str, dict[str, str]] = {
    "film": {
        "size": "size 640x360", "fps": "fps 25", "language": "language ja", "style": "style other",
        "profile": "profile mine", "duration": "duration 9s", "music": 'music "flute"',
    },
    "style": {"palette": "palette #123456", "avoid": 'avoid "text"'},
    "character": {"reference": 'reference "a.png"', "voice": "voice girl", "wardrobe": "wardrobe red coat"},
    "place": {"reference": 'reference "a.png"'},
    "voice": {"pitch": "pitch 1.2", "rate": "rate 1.2", "timbre": "timbre 1.2", "breath": "breath 20%"},
    "size": {"figure": "figure 150%"},
    "camera": {
        "zoom": "zoom 1 to 1.3", "slide": "slide 1% to 3%", "rise": "rise 1% to 3%", "roll": "roll 0° to 5°",
        "shake": "shake 1%", "parallax": "parallax 0.5", "ease": "ease linear",
    },
    "transition": {"like": "like wipe", "duration": "duration 0.5s"},
    "profile": {"video": "video mine", "limits": "limits memory 92%", "upscale": "upscale 1920x1080"},
    "scene": {
        "music": 'music "flute"', "sound": 'sound "rain"', "style": "style other", "light": "light golden",
        "weather": "weather rain",
    },
    "shot": {
        "camera": "camera dolly in", "sound": 'sound "rain"', "music": 'music "flute"', "style": "style other",
        "light": "light golden", "weather": "weather rain", "lens": "lens 85mm", "angle": "angle low",
        "layout": "layout ANN left", "wardrobe": "wardrobe red coat", "continues": "continues",
        "frame": 'frame first "a.png"', "seed": "seed 7", "take": "take 2", "locked": "locked 0123456789ab",
        "pose": 'pose "a.mp4"', "depth": 'depth "a.mp4"', "lines": 'lines "a.mp4"', "video": 'video "a.mp4"',
        "drive": 'drive "a.wav"', "turnaround": "turnaround", "model": "model m",
        "retakes": "retakes 3 until identity > 0.8", "same": 'same camera as "one"',
    },
}
"""For each block, a statement with each of its keywords."""

NOT_YET = {"profile": {"video", "limits", "upscale"},
           "shot": {"wardrobe", "pose", "depth", "lines", "video", "drive", "turnaround", "model", "retakes", "same"}}
"""What is understood but has no effect so far: the writer is told."""


def with_statement(block: str, statement: str) -> str:
    """The sample with one statement more in a block."""
    text = SAMPLE.replace(f"# {block} here", statement)
    if block == "transition" and statement:  # it has both of its statements already, so that it is seen
        text = text.replace(f"  {statement.split()[0]:<8} {{{statement.split()[0]}}}\n", "")
    return text.format(like="dissolve", duration="1s")


@pytest.mark.parametrize(
    ("block", "keyword"), [(block, keyword) for block, found in STATEMENTS.items() for keyword in found]
)
def test_every_statement_changes_the_film(block: str, keyword: str) -> None:
    statement = STATEMENTS[block][keyword]
    plain = compiled(with_statement(block, ""))
    assert plain.ok and not plain.diagnostics, [found.message for found in plain.diagnostics]
    said = compiled(with_statement(block, statement))
    assert said.ok, [found.message for found in said.diagnostics]
    if keyword in NOT_YET.get(block, ()):
        assert [found.code for found in said.diagnostics] == ["LVS305"]
        assert without_places(said.film) == without_places(plain.film)
    else:
        assert not said.diagnostics, [found.message for found in said.diagnostics]
        assert without_places(said.film) != without_places(plain.film)


def test_the_statements_are_those_of_the_grammar() -> None:
    rules = re.findall(r"^(\w+)_key:\s*((?:[A-Z]+|[|\s])+)", GRAMMAR, re.MULTILINE)
    assert {block: set(re.findall(r"[A-Z]+", words.lower().upper())) for block, words in rules} == {
        block: {keyword.upper() for keyword in found} for block, found in STATEMENTS.items()
    }


# ---------------------------------------------------------------------------------------------- golden films


@pytest.mark.parametrize("name", sorted(file.stem for file in (TESTS / "golden").glob("*.lvs")))
def test_golden(name: str) -> None:
    """``LVC_UPDATE_GOLDEN=1`` writes the golden form anew; read the difference before you keep it."""
    text = (TESTS / "golden" / f"{name}.lvs").read_text(encoding="utf-8")
    golden = TESTS / "golden" / f"{name}.json"
    film = film_of(text).model_dump(mode="json", exclude_defaults=True)
    found = json.dumps(_placed(film), ensure_ascii=False, indent=1)
    if os.environ.get("LVC_UPDATE_GOLDEN"):
        golden.write_text(found + "\n", encoding="utf-8")
    assert found + "\n" == golden.read_text(encoding="utf-8")


def _placed(node: Any) -> Any:
    """Spans as ``line:column-line:column``, so that a golden file can be read."""
    if isinstance(node, dict):
        if "end_column" in node:
            return f"{node['line']}:{node['column']}-{node['end_line']}:{node['end_column']}"
        return {name: _placed(value) for name, value in node.items()}
    return [_placed(value) for value in node] if isinstance(node, list) else node
