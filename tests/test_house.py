"""The architecture as data: which rooms there are, in the order in which data passes, and what is not done in them."""

from __future__ import annotations

import ast
import importlib.util
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from lvscript.compiler import compile_file

ROOT = Path(__file__).resolve().parent.parent

ROOMS = (
    "lvscript", "lvscript.resources", "lvscript.source", "lvscript.diagnostics", "lvscript.ast", "lvscript.syntax",
    "lvscript.format", "lvscript.resolve", "lvscript.values", "lvscript.ir", "lvscript.naming", "lvscript.expand",
    "lvscript.shot", "lvscript.lower", "lvscript.check", "lvscript.compiler",
    "renderer", "renderer.errors", "renderer.events", "renderer.words", "renderer.recipe", "renderer.machine",
    "renderer.cut", "renderer.timeline", "renderer.plan", "renderer.graph", "renderer.schedule", "renderer.cost",
    "renderer.mp4", "renderer.sound", "renderer.media", "renderer.backends.speech", "renderer.backends.sounds",
    "renderer.backends.music", "renderer.backends.animatic", "renderer.backends", "renderer.store",
    "renderer.breakdown", "renderer.survey", "renderer.stamp", "renderer.outlook", "renderer.assemble",
    "renderer.workers", "renderer.execute", "renderer.build", "renderer.watch", "renderer.cli",
)
"""A file imports only from its own room and from those above it. A folder is one room."""

DOORS = ("renderer.cli", "renderer.watch")
"""Nobody imports these, but a door another door."""

PURE = (
    *(room for room in ROOMS if room.startswith("lvscript")),
    *(f"renderer.{name}" for name in "events recipe words graph cost schedule plan timeline cut breakdown survey "
      "outlook stamp sound.track backends.speech.engines".split()),
)
"""Planning costs milliseconds: none of these brings in anything of HEAVY."""

HEAVY = ("numpy", "cv2", "av", "watchdog", "torch")

BANNED_NAMES = ("utils", "util", "helper", "helpers", "manager", "handler", "processor", "misc")

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
MANY_PARAMETERS: dict[str, str] = {
    "renderer/backends/animatic/acting.py:perform": "a pose is a function of six plain numbers and words",
}
SPEAK_FOR_THEIR_METHODS = {
    "TreeBuilder": "its methods are named after the rules of the grammar",
    "Disk": "implements Loader, where the methods are described",
    "Memory": "implements Loader, where the methods are described",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files() -> list[Path]:
    return sorted(file for name in ("lvscript", "renderer") for file in (ROOT / name).rglob("*.py"))


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def module_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """The longest room that a module lies in."""
    found = [room for room in ROOMS if module == room or module.startswith(room + ".")]
    return max(found, key=len, default="")


def room_or_file(module: str) -> str:
    """As ``room_of``; a module right below ``lvscript`` or ``renderer`` is no part of the package's own room."""
    room = room_of(module)
    return "" if room in ("lvscript", "renderer") and module != room else room


def functions(file: Path) -> Iterator[Function]:
    yield from (node for node in ast.walk(tree(file)) if isinstance(node, Function))


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports when it runs, at its top or in a function; types alone do not count."""
    typing = {id(inner) for node in ast.walk(tree(file)) if isinstance(node, ast.If) and _is_typing(node)
              for inner in ast.walk(node)}
    for node in ast.walk(tree(file)):
        if id(node) in typing:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = ROOT / node.module.replace(".", "/") / alias.name
                is_module = inner.is_dir() or inner.with_suffix(".py").is_file()
                yield (f"{node.module}.{alias.name}" if is_module else node.module), node.lineno


def _is_typing(node: ast.If) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def test_every_file_is_in_a_room() -> None:
    assert [shown(file) for file in files() if not room_or_file(module_of(file))] == []


def test_every_room_is_there() -> None:
    rooms = {room_or_file(module_of(file)) for file in files()}
    assert [room for room in ROOMS if room not in rooms] == []


def test_a_file_imports_only_from_rooms_above_it() -> None:
    wrong = []
    for file in files():
        own = room_or_file(module_of(file))
        for name, line in imports(file):
            if name.split(".")[0] not in ("lvscript", "renderer"):
                continue
            other = room_or_file(name)
            if not other or ROOMS.index(other) > ROOMS.index(own):
                wrong.append(f"{shown(file)}:{line} imports {name}")
    assert wrong == []


def test_doors_are_imported_by_doors_only() -> None:
    assert [
        f"{shown(file)}:{line}" for file in files() for name, line in imports(file)
        if room_of(name) in DOORS and room_of(module_of(file)) not in DOORS
    ] == []


def test_back_ends_do_not_know_each_other() -> None:
    wrong = []
    for file in files():
        own = room_of(module_of(file))
        if own.startswith("renderer.backends."):
            wrong += [f"{shown(file)}:{line} imports {name}" for name, line in imports(file)
                      if name.startswith("renderer.backends") and room_of(name) != own]
    assert wrong == []


def test_pure_rooms_bring_in_nothing_heavy() -> None:
    modules = [module_of(file) for file in files()
               if module_of(file) in PURE or room_or_file(module_of(file)) in PURE]
    script = (
        "import importlib, sys\n"
        f"for name in {modules!r}:\n"
        "    importlib.import_module(name)\n"
        f"    heavy = [other for other in {HEAVY!r} if other in sys.modules]\n"
        "    if heavy:\n"
        "        sys.exit(f'{name} brings in {heavy}')\n"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(("library", "room"), [("av", "renderer.media"), ("watchdog", "renderer.watch")])
def test_a_library_of_effects_has_one_owner(library: str, room: str) -> None:
    assert [
        f"{shown(file)}:{line}" for file in files() for name, line in imports(file)
        if name.split(".")[0] == library and room_of(module_of(file)) != room
    ] == []


def test_lvscript_needs_lark_and_pydantic_only() -> None:
    allowed = {"lark", "pydantic", "lvscript", *sys.stdlib_module_names}
    assert [
        f"{shown(file)}:{line} imports {name}" for file in files() for name, line in imports(file)
        if shown(file).startswith("lvscript/") and name.split(".")[0] not in allowed
    ] == []


def test_only_the_command_line_prints() -> None:
    assert [
        f"{shown(file)}:{node.lineno}" for file in files() if room_of(module_of(file)) != "renderer.cli"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Name) and node.id == "print"
    ] == []


def test_files_are_short() -> None:
    lengths = {shown(file): len(file.read_text(encoding="utf-8").splitlines()) for file in files()}
    assert {name: length for name, length in lengths.items() if length > 500 and name not in LONG_FILES} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{shown(file)}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for file in files() for node in functions(file)
    }
    assert {name: length for name, length in lengths.items() if length > 60 and name not in LONG_FUNCTIONS} == {}


def test_more_than_five_parameters_are_a_type() -> None:
    counts = {f"{shown(file)}:{node.name}": len(_parameters(node)) for file in files() for node in functions(file)}
    assert {name: count for name, count in counts.items() if count > 5 and name not in MANY_PARAMETERS} == {}


def _parameters(node: Function) -> list[str]:
    arguments = node.args
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [one.arg for one in found if one.arg not in ("self", "cls")]


def test_no_global_state_and_no_shortcuts() -> None:
    wrong = []
    for file in files():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Global):
                wrong.append(f"{shown(file)}:{node.lineno} global")
            elif isinstance(node, ast.ExceptHandler) and node.type is None:
                wrong.append(f"{shown(file)}:{node.lineno} bare except")
            elif isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
                wrong.append(f"{shown(file)}:{node.lineno} star import")
            elif isinstance(node, Function) and any(map(_mutable, [*node.args.defaults, *node.args.kw_defaults])):
                wrong.append(f"{shown(file)}:{node.lineno} mutable default")
    assert wrong == []


def _mutable(node: ast.expr | None) -> bool:
    made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("list", "dict", "set")
    return made or isinstance(node, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)


def test_names_of_files_say_something() -> None:
    assert [shown(file) for file in files() if any(word in file.stem.split("_") for word in BANNED_NAMES)] == []


def test_every_module_says_what_it_is() -> None:
    assert [shown(file) for file in files() if not ast.get_docstring(tree(file))] == []


def test_everything_public_is_described() -> None:
    wrong = []
    for file in files():
        for node in _public(tree(file).body):
            if not ast.get_docstring(node):
                wrong.append(f"{shown(file)}:{node.lineno} {node.name}")
            if isinstance(node, ast.ClassDef) and node.name not in SPEAK_FOR_THEIR_METHODS:
                wrong += [f"{shown(file)}:{method.lineno} {node.name}.{method.name}" for method in _public(node.body)
                          if not ast.get_docstring(method)]
    assert wrong == []


def _public(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node


def test_nothing_is_left_for_later_in_comments() -> None:
    wrong = []
    for file in files():
        for token in tokenize.generate_tokens(io.StringIO(file.read_text(encoding="utf-8")).readline):
            if token.type == tokenize.COMMENT and re.search(r"\b(TODO|FIXME|XXX)\b", token.string):
                wrong.append(f"{shown(file)}:{token.start[0]}")
    assert wrong == []


# ---------------------------------------------------------------------------------------------- the grammar

GRAMMAR = (ROOT / "grammar" / "lvs.lark").read_text(encoding="utf-8")
KEYWORDS = re.findall(r'^([A-Z]+): "(.*)"$', GRAMMAR, re.MULTILINE)


def test_keywords_are_lower_case_and_defined_once() -> None:
    words = [word for _, word in KEYWORDS]
    assert words == sorted(set(words))
    assert [name for name, word in KEYWORDS if name.lower() != word] == []


def test_every_keyword_is_used_by_a_rule() -> None:
    rules = re.sub(r'^[A-Z]+: ".*"$|^//.*$|^%.*$', "", GRAMMAR, flags=re.MULTILINE)
    used = set(re.findall(r"\b[A-Z]+\b", rules))
    assert [name for name, _ in KEYWORDS if name not in used] == []


def test_every_keyword_has_a_case_in_the_suite() -> None:
    text = "\n".join(re.sub(r"(^|  )#.*", "", line)
                     for file in sorted((ROOT / "tests" / "suite").glob("*.lvs"))
                     for line in file.read_text(encoding="utf-8").splitlines())
    used = set(re.findall(r"(?<![\w-])[a-z]+(?![\w-])", text))
    assert [word for _, word in KEYWORDS if word not in used] == []


def test_the_library_is_free_of_mistakes() -> None:
    for part in sorted((ROOT / "stdlib").glob("*.lvs")):
        found = compile_file(str(part)).diagnostics
        assert [(one.span.path, one.span.line, one.message) for one in found] == []


# ---------------------------------------------------------------------------------------------- other judges


@pytest.mark.parametrize("judge", ["ruff check --quiet --output-format=concise", "mypy"])
def test_other_judges_are_content(judge: str) -> None:
    tool = judge.split()[0]
    if importlib.util.find_spec(tool) is None:
        pytest.skip(f"{tool} is not installed: pip install {tool}")
    command = [sys.executable, "-m", *judge.split()]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]
