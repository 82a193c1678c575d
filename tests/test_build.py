"""Building films with the real command line: what is made again, what is not, and what a build survives."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.studio import ADDRESSES, SCREENPLAY, build, command, digest, environment, lvc


def replaced(old: str, new: str) -> str:
    assert old in SCREENPLAY
    return SCREENPLAY.replace(old, new)


def test_first_build_renders_every_shot(built: Path) -> None:
    assert (built / "film.mp4").stat().st_size > 10_000
    assert (built / ".lvc" / ".gitignore").read_text() == "*\n"


def test_second_build_renders_nothing_and_writes_nothing(studio: Path) -> None:
    again = build(studio, SCREENPLAY)  # the copy lies elsewhere, so this one cuts the film there once
    assert again.done["rendered"] == []
    film, objects = (studio / "film.mp4").stat(), sorted((studio / ".lvc" / "objects").rglob("*"))
    once_more = build(studio, SCREENPLAY)
    assert once_more.done["rendered"] == [] and once_more.done["reused"] == ADDRESSES
    after = (studio / "film.mp4").stat()
    assert (film.st_ino, film.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert objects == sorted((studio / ".lvc" / "objects").rglob("*"))


EDITS: dict[str, tuple[str, list[str]]] = {
    "an action": (replaced("Mira throws a stone.", "Mira runs to the well."), ["evening/the-drop"]),
    "a camera move": (replaced("camera dolly in", "camera pan left, slow"), ["morning/1"]),
    "a duration": (replaced("shot close on OTTO, 2s", "shot close on OTTO, 1.5s"), ["evening/2"]),
    "words that are spoken": (replaced("Is it deep?", "Is it really very deep?"), ["morning/2"]),
    "a scene's mood": (replaced("A quiet day.", "A loud day."), ["morning/1", "morning/2", "morning/3"]),
    "a style that one scene uses": (replaced("style noir", "style storybook"), ["evening/the-drop", "evening/2"]),
    "what somebody looks like": (
        replaced("short black hair", "long red hair"), ["morning/2", "morning/3", "evening/the-drop"],
    ),
    "music": (replaced("solo flute, calm", "solo cello, sad"), []),
    "a level": (replaced("-14 dB", "-20 dB"), []),
    "a sound's time": (replaced('"birds" at 0.5s', '"birds" at 1s'), []),
    "a transition": (replaced("dissolve 0.5s", "wipe 0.25s"), []),
    "no transition": (replaced("  dissolve 0.5s\n\n", ""), []),
    "a comment": (replaced("A quiet day.", "A quiet day.  # not for long"), []),
    "formatting": (re.sub(r"\n\n+", "\n\n\n", SCREENPLAY).replace("camera dolly", "camera    dolly"), []),
    "an unused character": (replaced("place WELL", "character ZED\n  A tall robot.\n\nplace WELL"), []),
    "a name": (SCREENPLAY.replace("MIRA", "NINA").replace("Mira", "Nina"), []),
    "a place's name": (SCREENPLAY.replace("WELL", "SPRING"), []),
    "a scene's title": (replaced('"Evening"', '"Night falls"'), []),
    "a repeated shot": (
        replaced(
            "  shot close on OTTO, 2s",
            '  shot "again" wide on MIRA, 2s\n    Mira throws a stone.\n\n  shot close on OTTO, 2s',
        ),
        [],
    ),
    "an inserted shot": (
        replaced("  shot close on OTTO, 2s", "  shot wide, 1s\n    The stone falls.\n\n  shot close on OTTO, 2s"),
        ["evening/2"],
    ),
    "a deleted shot": (replaced("  shot close on MIRA\n    MIRA \"Is it deep?\"\n\n", ""), []),
    "another take": (replaced("Mira throws a stone.", "Mira throws a stone.\n    take 2"), ["evening/the-drop"]),
}


@pytest.mark.parametrize("edit", EDITS, ids=[name.replace(" ", "-") for name in EDITS])
def test_an_edit_renders_what_it_changes(studio: Path, edit: str) -> None:
    text, expected = EDITS[edit]
    result = build(studio, text)
    assert result.code == 0, result.told
    assert result.done["rendered"] == expected


def test_reordered_shots_are_reused(studio: Path) -> None:
    first, second = SCREENPLAY.index('  shot "the drop"'), SCREENPLAY.index("  shot close on OTTO, 2s")
    end = SCREENPLAY.index("  fade 0.5s")
    text = SCREENPLAY[:first] + SCREENPLAY[second:end] + SCREENPLAY[first:second] + SCREENPLAY[end:]
    assert build(studio, text).done["rendered"] == []


def test_incremental_equals_clean(studio: Path, tmp_path: Path) -> None:
    text = SCREENPLAY
    edits = [
        ("Mira throws", "Mira drops"), ("dissolve 0.5s", "dissolve 0.75s"), ('"Is it deep?"', '"How deep?"'),
        ("solo flute", "two flutes"), ("shot wide, 2s", "shot wide, 1.5s"),
    ]  # fmt: skip
    for old, new in edits:
        text = text.replace(old, new)
        assert build(studio, text).code == 0
    clean = tmp_path / "clean"
    clean.mkdir()
    assert build(clean, text, "--jobs", "1").code == 0
    assert digest(studio / "film.mp4") == digest(clean / "film.mp4")


def test_a_continued_shot_follows_the_one_before(studio: Path) -> None:
    text = replaced("    Otto looks down.", "    continues\n    Otto looks down.")
    assert build(studio, text).done["rendered"] == ["evening/2"]
    changed = text.replace("Mira throws a stone.", "Mira runs away.")
    assert build(studio, changed).done["rendered"] == ["evening/the-drop", "evening/2"]
    assert build(studio, text).done["rendered"] == []


def test_a_locked_shot_stays_as_it_is(studio: Path) -> None:
    build(studio, SCREENPLAY)
    told = subprocess.run(
        command("explain", "film.lvs", "evening/the-drop"), cwd=studio, env=environment(), capture_output=True,
        text=True, check=True,
    ).stdout
    lock = re.search(r"locked ([0-9a-f]+)", told)
    assert lock
    text = replaced("Mira throws a stone.", f"Mira dances.\n    locked {lock[1]}")
    assert build(studio, text).done["rendered"] == []
    shutil.rmtree(studio / ".lvc")
    gone = build(studio, text)
    assert gone.code == 1 and gone.done["failed"] == ["evening/the-drop"] and "blocked" in gone.told


def test_explain_names_the_field_that_differs(studio: Path) -> None:
    build(studio, SCREENPLAY)
    (studio / "film.lvs").write_text(replaced("Mira throws a stone.", "Mira sleeps."), encoding="utf-8")
    told = subprocess.run(
        command("explain", "film.lvs", "evening/the-drop"), cwd=studio, env=environment(), capture_output=True,
        text=True, check=True,
    ).stdout
    assert "action" in told and "{0} throws a stone." in told and "{0} sleeps." in told


def test_only_renders_what_is_named(tmp_path: Path) -> None:
    result = build(tmp_path, SCREENPLAY, "--only", "evening/2")
    assert result.code == 0 and result.done["rendered"] == ["evening/2"] and result.done["film"] == ""
    wrong = build(tmp_path, SCREENPLAY, "--only", "evening/9")
    assert wrong.code == 1 and "evening/9" in wrong.told


# ---------------------------------------------------------------------------------------------- what a build survives


def interrupted(folder: Path, number: int) -> subprocess.CompletedProcess[str]:
    """Starts a build and sends it a signal as soon as its first picture is finished."""
    (folder / "film.lvs").write_text(SCREENPLAY, encoding="utf-8")
    process = subprocess.Popen(
        command("build", "film.lvs", "-o", "film.mp4", "--json", "--jobs", "1"), cwd=folder, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )
    assert process.stdout
    for line in process.stdout:
        if '"event": "shot"' in line:
            break
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    output, errors = process.communicate(timeout=60)
    return subprocess.CompletedProcess([], process.returncode, output, errors)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path: Path, built: Path, number: int, code: int) -> None:
    stopped = interrupted(tmp_path, number)
    assert stopped.returncode == code and "Traceback" not in stopped.stderr
    time.sleep(1.0 if number == signal.SIGKILL else 0)  # its worker notices the broken pipe
    result = build(tmp_path, SCREENPLAY)
    assert result.code == 0 and result.done["reused"], "the picture that was finished is kept"
    assert digest(tmp_path / "film.mp4") == digest(built / "film.mp4")
    deadline = time.monotonic() + 30  # the orphan of a killed build ends its task before it sees that it is alone
    while list((tmp_path / ".lvc" / "tmp").iterdir()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not list((tmp_path / ".lvc" / "tmp").iterdir())


def test_damaged_objects_are_made_again(studio: Path, built: Path) -> None:
    build(studio, SCREENPLAY)
    for entry in (studio / ".lvc" / "objects").rglob("*"):
        if entry.is_file() and entry.stat().st_size > 5_000:
            stat = entry.stat()
            data = bytearray(entry.read_bytes())
            data[len(data) // 2] ^= 0xFF
            entry.chmod(0o644)
            entry.write_bytes(bytes(data))
            os.utime(entry, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    (studio / "film.mp4").unlink()
    result = build(studio, SCREENPLAY)
    assert result.code == 0 and "damaged" in result.told
    assert digest(studio / "film.mp4") == digest(built / "film.mp4")


def test_a_damaged_index_is_put_aside(studio: Path, built: Path) -> None:
    for entry in (studio / ".lvc").glob("index.sqlite*"):
        entry.unlink()
    (studio / ".lvc" / "index.sqlite").write_bytes(b"this is no database, or not any more" * 99)
    assert build(studio, SCREENPLAY).code == 0
    assert digest(studio / "film.mp4") == digest(built / "film.mp4")


def test_two_builds_at_once_share_a_cache(tmp_path: Path, built: Path) -> None:
    (tmp_path / "film.lvs").write_text(SCREENPLAY, encoding="utf-8")
    processes = [
        subprocess.Popen(
            command("build", "film.lvs", "-o", f"{name}.mp4", "--json", "--jobs", "1"), cwd=tmp_path,
            env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for name in ("a", "b")
    ]
    for process in processes:
        _, errors = process.communicate(timeout=240)
        assert process.returncode == 0, errors
    assert digest(tmp_path / "a.mp4") == digest(tmp_path / "b.mp4") == digest(built / "film.mp4")


def test_a_full_disk_ends_with_74(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "none", str(small)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system needs root; run the tests as root to include this one")
    try:
        result = build(tmp_path, SCREENPLAY, "--cache", str(small / "cache"))
        assert result.code == 74 and "space" in result.told
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; run as another user to include this")
def test_a_read_only_cache_ends_with_74(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0o555)
    assert build(tmp_path, SCREENPLAY, "--cache", str(tmp_path / "cache")).code == 74


# ---------------------------------------------------------------------------------------------- watch


def test_watch_builds_at_every_save_and_survives_mistakes(studio: Path) -> None:
    (studio / "film.lvs").write_text(SCREENPLAY, encoding="utf-8")
    process = subprocess.Popen(
        command("watch", "film.lvs", "-o", "film.mp4", "--json"), cwd=studio, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )
    assert process.stdout
    try:
        assert _next(process, "done")["rendered"] == []
        (studio / "film.lvs").write_text(replaced("shot wide, 2s", "shot wide, 2 apples"), encoding="utf-8")
        assert _next(process, "invalid")["diagnostics"] >= 1
        part = studio / "film.lvs.tmp"
        part.write_text(replaced("Otto looks down.", "Otto waves."), encoding="utf-8")
        os.replace(part, studio / "film.lvs")  # as editors save
        assert _next(process, "done")["rendered"] == ["evening/2"]
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in errors


def _next(process: subprocess.Popen[str], event: str) -> dict[str, object]:
    import json

    assert process.stdout
    for line in process.stdout:
        found: dict[str, object] = json.loads(line)
        if found["event"] == event:
            return found
    raise AssertionError(f"the watch ended without {event}")


def test_a_broken_screenplay_builds_nothing(tmp_path: Path) -> None:
    result = build(tmp_path, "scene \"x\" at NOWHERE\n  shot wide, 2s\n    Rain.\n")
    assert result.code == 1 and "NOWHERE" in result.told and not (tmp_path / "film.mp4").exists()
    assert lvc(tmp_path, "build", "missing.lvs", "--json").code == 1
