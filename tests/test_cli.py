"""``lvc`` from outside: what it prints where, and with which code it ends. Nothing is rendered here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

import pytest

from lvscript import __version__

ROOT = Path(__file__).resolve().parent.parent

GOOD = 'use std/styles: noir\n\nfilm "Fine"\n  size  320x180\n  style noir\n\nshot "the dog" wide, 2s\n  A dog runs.\n'
BAD = 'character MIRA\n  A girl.\n\nshot wide on MIRO, 2s\n  camra dolly in.\n  MIRO "Who?"\n'
HEAVY = ("numpy", "cv2", "av", "torch", "watchdog")


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left: its exit code, standard output and standard error."""

    code: int
    out: str
    told: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def lvc(*arguments: str, folder: Path, **environment: str) -> Result:
    """Runs the real command line; whatever happens, no traceback may reach the writer."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **environment}
    surroundings.pop("LVC_DEBUG", None)
    command = [sys.executable, "-m", "renderer.cli", *arguments]
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, check=False, timeout=60)
    result = Result(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in result.told + result.out
    assert "internal error" not in result.told
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.lvs").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.lvs").write_text(BAD, encoding="utf-8")
    return tmp_path


# ---------------------------------------------------------------------------------------------- check


def test_check_says_nothing_of_a_good_film(folder: Path) -> None:
    assert lvc("check", "good.lvs", folder=folder) == Result(0, "", "")


def test_check_as_text(folder: Path) -> None:
    result = lvc("check", "bad.lvs", folder=folder)
    assert result.code == 1 and result.told == ""
    assert result.out == (
        "error[LVS201]: unknown character MIRO\n"
        "  --> bad.lvs:4:14\n"
        "   |\n"
        " 4 | shot wide on MIRO, 2s\n"
        "   |              ^^^^\n"
        "  = help: did you mean MIRA?\n"
        "\n"
        "warning[LVS105]: this line is read as prose; did you mean `camera`?\n"
        "  --> bad.lvs:5:3\n"
        "   |\n"
        " 5 |   camra dolly in.\n"
        "   |   ^^^^^\n"
        "  = help: write ! before it if it is prose\n"
        "\n"
        "error[LVS205]: nobody is called MIRO\n"
        "  --> bad.lvs:6:3\n"
        "   |\n"
        ' 6 |   MIRO "Who?"\n'
        "   |   ^^^^\n"
        "  = help: did you mean MIRA?\n"
        "2 errors, 1 warning\n"
    )


def test_check_as_json(folder: Path) -> None:
    result = lvc("check", "--format", "json", "bad.lvs", folder=folder)
    assert result.code == 1 and result.told == ""
    assert [list(one) for one in result.json] == 3 * [
        ["code", "severity", "message", "file", "line", "column", "end_line", "end_column", "help", "related"]
    ]
    first = result.json[0]
    assert (first["code"], first["severity"], first["file"]) == ("LVS201", "error", "bad.lvs")
    assert [first[key] for key in ("line", "column", "end_line", "end_column")] == [4, 14, 4, 18]
    assert lvc("check", "--format", "json", "good.lvs", folder=folder).json == []


def test_check_as_json_tells_related_places(folder: Path) -> None:
    (folder / "twice.lvs").write_text("style s\n  A.\nstyle s\n  B.\nshot wide\n", encoding="utf-8")
    (found,) = lvc("check", "--format", "json", "twice.lvs", folder=folder).json
    assert [list(one) for one in found["related"]] == [["message", "file", "line", "column", "end_line", "end_column"]]
    assert found["related"][0]["line"] == 1


def test_check_as_sarif(folder: Path) -> None:
    result = lvc("check", "--format", "sarif", "bad.lvs", folder=folder)
    assert result.code == 1
    assert list(result.json) == ["$schema", "version", "runs"] and result.json["version"] == "2.1.0"
    (run,) = result.json["runs"]
    assert run["tool"]["driver"]["version"] == __version__
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {"LVS201", "LVS105", "LVS205"}
    assert [one["level"] for one in run["results"]] == ["error", "warning", "error"]
    where = run["results"][0]["locations"][0]["physicalLocation"]
    assert where["region"] == {"startLine": 4, "startColumn": 14, "endLine": 4, "endColumn": 18}


def test_check_as_github(folder: Path) -> None:
    result = lvc("check", "--format", "github", "bad.lvs", folder=folder)
    assert result.code == 1
    assert result.out.splitlines()[0] == (
        "::error file=bad.lvs,line=4,col=14,endLine=4,title=LVS201::unknown character MIRO. did you mean MIRA?"
    )
    assert [line.split(" ")[0] for line in result.out.splitlines()] == ["::error", "::warning", "::error"]


def test_check_of_several_files(folder: Path) -> None:
    result = lvc("check", "good.lvs", "bad.lvs", "missing.lvs", folder=folder)
    assert result.code == 1 and "missing.lvs: there is no such file" in result.out
    assert result.out.endswith("3 errors, 1 warning\n")


def test_warnings_alone_are_no_failure(folder: Path) -> None:
    (folder / "warned.lvs").write_text("shot wide\n  camra dolly in.\n", encoding="utf-8")
    result = lvc("check", "warned.lvs", folder=folder)
    assert result.code == 0 and result.out.endswith("0 errors, 1 warning\n")


def test_wide_characters_stand_above_their_marks(folder: Path) -> None:
    (folder / "wide.lvs").write_text("shot wide on 美咲、祖父\n", encoding="utf-8")
    lines = lvc("check", "wide.lvs", folder=folder).out.splitlines()
    assert lines[3:5] == [" 1 | shot wide on 美咲、祖父", "   |              ^^^^"]


# ---------------------------------------------------------------------------------------------- wrong usage


@pytest.mark.parametrize("arguments", [
    [], ["check"], ["frobnicate"], ["check", "--format", "xml", "good.lvs"], ["build", "good.lvs", "--jobs", "0"],
    ["explain", "good.lvs"], ["plan"], ["plan", "good.lvs", "--nonsense"],
])
def test_wrong_usage_ends_with_2(folder: Path, arguments: list[str]) -> None:
    result = lvc(*arguments, folder=folder)
    assert result.code == 2 and result.told.startswith("usage: lvc") and result.out == ""


@pytest.mark.parametrize(("command", "name"), [
    ("check", "missing.lvs"), ("check", "."), ("plan", "missing.lvs"), ("build", "missing.lvs"), ("build", "."),
    ("fmt", "."), ("watch", "."),
])
def test_a_file_that_is_none_ends_with_1(folder: Path, command: str, name: str) -> None:
    result = lvc(command, name, folder=folder)
    reason = "this is a folder" if name == "." else "there is no such file"
    assert result.code == 1 and reason in result.out + result.told
    assert not (folder / ".lvc").exists()


def test_a_bad_screenplay_is_neither_planned_nor_built(folder: Path) -> None:
    for command in ("plan", "build", "explain"):
        result = lvc(command, "bad.lvs", *(["x"] if command == "explain" else ["--json"]), folder=folder)
        assert result.code == 1 and result.out == "" and "unknown character MIRO" in result.told


# ---------------------------------------------------------------------------------------------- fmt


def test_fmt_writes_the_canonical_form_once(folder: Path) -> None:
    file = folder / "rough.lvs"
    file.write_bytes(GOOD.replace("  ", "      ").replace("\n", "\r\n").encode())
    file.chmod(0o640)
    assert lvc("fmt", "--check", "rough.lvs", folder=folder).code == 1
    assert file.read_bytes().count(b"\r\n") == GOOD.count("\n")
    assert lvc("fmt", "rough.lvs", folder=folder) == Result(0, "", "")
    assert file.read_bytes() == GOOD.encode() and file.stat().st_mode & 0o777 == 0o640
    before = file.stat().st_mtime_ns
    assert lvc("fmt", "rough.lvs", folder=folder).code == 0 and file.stat().st_mtime_ns == before
    assert lvc("fmt", "--check", "rough.lvs", folder=folder) == Result(0, "", "")
    assert sorted(entry.name for entry in folder.iterdir()) == ["bad.lvs", "good.lvs", "rough.lvs"]


def test_fmt_leaves_broken_files_alone_and_does_the_others(folder: Path) -> None:
    broken = "shot wide, 4s )\n   A dog.\n"
    (folder / "broken.lvs").write_text(broken, encoding="utf-8")
    (folder / "rough.lvs").write_text("shot    wide\n", encoding="utf-8")
    result = lvc("fmt", "broken.lvs", "missing.lvs", "rough.lvs", folder=folder)
    assert result.code == 1 and "LVS107" in result.told and "missing.lvs: there is no such file" in result.told
    assert (folder / "broken.lvs").read_text(encoding="utf-8") == broken
    assert (folder / "rough.lvs").read_text(encoding="utf-8") == "shot wide\n"


# ---------------------------------------------------------------------------------------------- plan and explain


def test_plan_as_json(folder: Path) -> None:
    (folder / "two.lvs").write_text(
        GOOD + '\ncharacter ANN\n  A woman.\n\nscene "One night" at HILL, night\n  shot close on ANN\n'
        '    ANN "Yes."\n\nplace HILL\n  A hill.\n', encoding="utf-8")
    result = lvc("plan", "--json", "two.lvs", folder=folder)
    assert result.code == 0 and result.told == ""
    document = result.json
    assert list(document) == ["film", "length", "shots", "totals"]
    assert (document["film"], list(document["totals"])) == ("Fine", ["seconds", "peak_memory_fraction", "cost_usd"])
    assert [list(shot) for shot in document["shots"]] == 2 * [
        ["id", "scene", "line", "tool", "video_tool", "model", "status", "reason", "seconds", "length",
         "known_after_voice"]
    ]
    first, second = document["shots"]
    assert (first["id"], first["scene"], first["line"], first["length"]) == ("the-dog/the-dog", "the-dog", 7, 2.0)
    assert (second["id"], second["status"], second["known_after_voice"]) == ("one-night/1", "missing", True)
    assert document["length"] == pytest.approx(first["length"] + second["length"])
    assert not (folder / ".lvc").exists()


def test_plan_as_text(folder: Path) -> None:
    result = lvc("plan", "good.lvs", folder=folder)
    assert result.code == 0 and result.told == ""
    assert result.out.startswith("+ the-dog/the-dog     2.0s   missing ") and "2s of film; 1 missing;" in result.out


@pytest.mark.parametrize(("option", "message"), [
    (["--gpu", "rtx4090"], "lvc: --gpu rtx4090: planning for a GPU is not available yet\n"),
    (["--profile", "final"], "lvc: the profile final is not available yet\n"),
])
def test_what_is_not_there_yet_says_so(folder: Path, option: list[str], message: str) -> None:
    result = lvc("plan", "good.lvs", *option, folder=folder)
    assert result.code == 1 and result.out == "" and result.told.startswith(message)


def test_explain(folder: Path) -> None:
    result = lvc("explain", "good.lvs", "the-dog/the-dgo", folder=folder)
    assert (result.code, result.out) == (1, "")
    assert result.told == "lvc: there is no shot the-dog/the-dgo\n     did you mean the-dog/the-dog?\n"
    result = lvc("explain", "good.lvs", "the-dog/the-dog", folder=folder)
    assert result == Result(0, "the-dog/the-dog is missing: it has not been rendered yet\n", "")


# ---------------------------------------------------------------------------------------------- new and doctor


def test_new_writes_a_film_that_is_fine(folder: Path) -> None:
    result = lvc("new", 'my "first" film', folder=folder)
    file = folder / 'my "first" film' / 'my "first" film.lvs'
    assert result.code == 0 and result.out == ""
    assert lvc("check", str(file), folder=folder) == Result(0, "", "")
    assert lvc("fmt", "--check", str(file), folder=folder) == Result(0, "", "")
    text = file.read_text(encoding="utf-8")
    result = lvc("new", 'my "first" film', folder=folder)
    assert result.code == 1 and "exists already" in result.told and file.read_text(encoding="utf-8") == text


def test_doctor(folder: Path) -> None:
    result = lvc("doctor", "--json", folder=folder)
    assert result.code == 0 and list(result.json) == ["version", "machine", "findings"]
    assert {"name", "purpose", "found", "needed", "remedy"} == set(result.json["findings"][0])
    assert all(finding["remedy"] for finding in result.json["findings"] if not finding["found"])
    assert result.json["machine"]["cores"] >= 1
    assert lvc("doctor", folder=folder).out.startswith(f"lvc {__version__} on ")


# ---------------------------------------------------------------------------------------------- safety

ESCAPES = ("\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\u202e", "\u2066", "\r", "\x08", "\u200f", "\u2028")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_nothing_in_a_screenplay_steers_the_terminal(folder: Path, form: str) -> None:
    evil = "".join(ESCAPES)
    text = f'film "{evil}"\n  fps 24 {evil}\nshot "{evil}" wide on {evil}X, 2s\n  {evil}Y "{evil}"\n  camra {evil}.\n'
    name = f"evil{evil}.lvs".replace("/", "")
    (folder / name).write_text(text + f'  frame first "{evil}.png"\n', encoding="utf-8", newline="\n")
    result = lvc("check", "--format", form, name, folder=folder)
    assert result.code == 1 and not _steers(result)
    if form == "text":
        assert not _steers(lvc("fmt", "--check", name, f"missing{evil}", folder=folder))


def test_nothing_in_a_good_screenplay_steers_the_terminal_either(folder: Path) -> None:
    evil = "".join(ESCAPES).replace("\r", "")
    (folder / "evil.lvs").write_text(f'film "{evil}"\nshot "a{evil}b" wide, 2s\n  {evil}\n', encoding="utf-8")
    for command in (["plan", "evil.lvs"], ["plan", "--json", "evil.lvs"], ["explain", "evil.lvs", f"x{evil}"]):
        assert not _steers(lvc(*command, folder=folder))
    assert lvc("plan", "--json", "evil.lvs", folder=folder).json["film"] == evil


def _steers(result: Result) -> list[str]:
    output = unescape(result.out + result.told)
    return [char for char in output if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160
            or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u2028\u2029")]


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_any_locale_shows_any_script(folder: Path, locale: str) -> None:
    (folder / "wide.lvs").write_text("shot wide on 美咲\n", encoding="utf-8")
    result = lvc("check", "wide.lvs", folder=folder, LC_ALL=locale, PYTHONUTF8="0")
    assert result.code == 1 and "LVS201" in result.out


def test_a_reader_who_goes_away_is_no_fault(folder: Path) -> None:
    text = "".join(f"shot wide on X{number}\n" for number in range(3000))
    (folder / "long.lvs").write_text(text, encoding="utf-8")
    command = f"{sys.executable} -m renderer.cli check long.lvs | head -1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, capture_output=True, check=False)
    assert done.stdout == b"error[LVS201]: unknown character X0\n" and done.stderr == b""


@pytest.mark.parametrize("arguments", [["--version"], ["check", "good.lvs"], ["plan", "good.lvs"], ["fmt", "good.lvs"],
                                       ["explain", "good.lvs", "the-dog/the-dog"]])
def test_looking_imports_nothing_heavy(folder: Path, arguments: list[str]) -> None:
    script = (
        "import sys\nfrom renderer.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit as end:\n    assert not end.code\n"
        f"sys.exit(' '.join(name for name in {HEAVY!r} if name in sys.modules) or None)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
