"""The table in ARCHITECTURE.md is true: who may use whom, through which door; and sizes."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import minkg

ROOT = Path(__file__).parents[2]
HEAVY = (
    "rdflib", "pyshacl", "owlready2", "networkx", "SPARQLWrapper", "babel", "pyoxigraph",
    "resvg_py", "jinja2", "typst", "docx", "pptx", "yaml",
)  # fmt: skip
Function = ast.FunctionDef | ast.AsyncFunctionDef
Texts = Mapping[str, str]  # source by dotted name below minkg; packages without `__init__`


class Room(NamedTuple):
    """A row of the table."""

    floor: int
    name: str
    uses: frozenset[str]


def read_texts() -> dict[str, str]:
    """Give the source of every module by its dotted name; a package has its `__init__`."""
    found = {}
    for path in sorted((ROOT / "minkg").rglob("*.py")):
        parts = path.relative_to(ROOT / "minkg").with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name and name != "__main__":
            found[name] = path.read_text(encoding="utf-8")
    return found


def read_rooms(text: str) -> list[Room]:
    """Read the table of rooms, from the ground up."""
    part = text.partition("## The rooms")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| .+ \| *([\w ]*?) *\|$", part, re.MULTILINE)
    return [Room(int(floor), name, frozenset(uses.split())) for floor, name, uses in rows]


TEXTS = read_texts()
MAP = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
ROOMS = read_rooms(MAP)
OWN_FACE = tuple(re.findall(r"`(\w+\.\w+)`", MAP.partition("face of their own:")[2].split(";")[0]))
PACKAGES = {name for name in TEXTS if any(other.startswith(f"{name}.") for other in TEXTS)}
MODULES = [name for name in TEXTS if name not in PACKAGES]


def all_of(text: str) -> list[str]:
    """Give the names in `__all__` of a module; an empty list where it has none."""
    for node in tree(text).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [ast.literal_eval(one) for one in getattr(node.value, "elts", [])]
    return []


def parsed(module: str) -> ast.Module:
    """Give what the source of a module says."""
    return tree(TEXTS[module])


@cache
def tree(text: str) -> ast.Module:
    """Read a source once for all tests."""
    return ast.parse(text)


@cache
def imports(text: str) -> tuple[tuple[str, str], ...]:
    """Give all imports from minkg as (module below minkg, name), type-checking ones too."""
    return tuple(_imports(text))


def _imports(text: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("minkg."):
                    yield alias.name.removeprefix("minkg."), ""
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "write imports from the top: from minkg.words import …"
            base = node.module or ""
            if base == "minkg" or base.startswith("minkg."):
                yield from ((base[6:], alias.name) for alias in node.names)


def breaks(texts: Texts, rooms: list[Room]) -> list[str]:
    """Tell every import that the table does not allow."""
    uses = {room.name: room.uses for room in rooms}
    found = []
    for name, text in texts.items():
        mine = name.partition(".")[0]
        for module, what in imports(text):
            its = (module or what).partition(".")[0]
            full = f"{module}.{what}".strip(".")
            if its == mine:
                continue
            if its not in uses.get(mine, frozenset()):
                found.append(f"{name} may not use {its}: {full}")
            elif not _through_a_face(texts, module, what):
                found.append(f"{name} goes past the face of {its}: {full}")
    return found


def _through_a_face(texts: Texts, module: str, what: str) -> bool:
    """Whether a name is one that a room, or a module with a face of its own, gives to others."""
    room = module.partition(".")[0]
    if module in OWN_FACE or room not in PACKAGES:
        return what in all_of(texts[module])
    under = module == room or (room == "intake" and module.count(".") == 1)
    return under and module in texts and what in all_of(texts[module])


def order(package: str) -> list[str]:
    """Give the reading order that a package's docstring tells."""
    told = ast.get_docstring(ast.parse(TEXTS[package])) or ""
    found = re.search(r"Read in this order: ([\w,\s]+)\.", told)
    return re.split(r",\s+", found[1].strip()) if found else []


def test_rooms_stand_on_floors() -> None:
    floors = [room.floor for room in ROOMS]
    assert floors == sorted(floors)
    assert len(ROOMS) == 14
    place = {room.name: at for at, room in enumerate(ROOMS)}
    for room in ROOMS:
        assert all(ROOMS[place[used]].floor < room.floor for used in room.uses), room.name


def test_every_module_has_a_room_and_every_room_modules() -> None:
    assert {name.partition(".")[0] for name in TEXTS} == {room.name for room in ROOMS}


def test_the_map_fits_on_two_screens() -> None:
    assert len(MAP.splitlines()) <= 90


def test_imports_follow_the_table() -> None:
    assert breaks(TEXTS, ROOMS) == []


def test_the_table_names_no_room_that_is_not_used() -> None:
    used: dict[str, set[str]] = {room.name: set() for room in ROOMS}
    for name, text in TEXTS.items():
        for module, what in imports(text):
            used[name.partition(".")[0]].add((module or what).partition(".")[0])
    for room in ROOMS:
        assert room.uses <= used[room.name], room.name


@pytest.mark.parametrize(
    ("module", "line", "told"),
    [
        ("graph.entry", "from minkg.findings import Finding", "graph.entry may not use findings"),
        (
            "home.turtle",
            "if TYPE_CHECKING:\n    from minkg.graph import Graph",
            "home.turtle may not use graph",
        ),
        (
            "cli.gaps",
            "from minkg.findings.pairs import candidates",
            "cli.gaps goes past the face of findings",
        ),
    ],
    ids=["upwards", "upwards for type checkers", "past a face"],
)
def test_a_planted_break_is_told(module: str, line: str, told: str) -> None:
    planted = {**TEXTS, module: f"{TEXTS[module]}\n{line}\n"}
    assert [text for text in breaks(planted, ROOMS) if text.startswith(told)] != []


@pytest.mark.parametrize("package", sorted(PACKAGES - {"cli"}))
def test_the_reading_order_of_a_room_is_true(package: str) -> None:
    """A module uses only those that its room's docstring names before it."""
    told = order(package)
    inside = [name for name in TEXTS if name.rpartition(".")[0] == package]
    assert sorted(told) == sorted(name.rpartition(".")[2] for name in inside)
    for name in TEXTS:
        if name.startswith(f"{package}."):
            mine = name[len(package) + 1 :].partition(".")[0]
            for module, what in imports(TEXTS[name]):
                full = f"{module}.{what}"
                if full.startswith(f"{package}."):
                    its = full[len(package) + 1 :].partition(".")[0]
                    assert its == mine or told.index(its) < told.index(mine), f"{name}: {full}"


@pytest.mark.parametrize("name", [*sorted(PACKAGES), *OWN_FACE])
def test_a_face_is_small_sorted_and_real(name: str) -> None:
    names = all_of(TEXTS[name])
    assert len(names) <= 15
    module = importlib.import_module(f"minkg.{name}")
    for one in names:
        assert getattr(module, one) is not None
    assert names == sorted(names, key=lambda n: (not n.isupper(), not n[0].isupper(), n))


def test_commands_share_only_what_is_common() -> None:
    shared = {"common", "commands", "complete", "validate", "template", "reason"}
    for name in MODULES:
        if name.startswith("cli.") and name != "cli.main":
            used = {m.partition(".")[2] for m, _ in imports(TEXTS[name]) if m.startswith("cli.")}
            assert used <= shared - {name.partition(".")[2]}, name


def test_sizes() -> None:
    assert [module for module in MODULES if len(TEXTS[module].splitlines()) > 300] == []
    long = {
        f"{module}.{node.name}": node.end_lineno - node.lineno + 1
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, Function) and node.end_lineno and node.end_lineno - node.lineno >= 50
    }
    assert long == {}


def test_a_class_name_stands_once() -> None:
    found: dict[str, list[str]] = {}
    for name, text in TEXTS.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(name)
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


TALKS = {"site.api.mcp", "site.workers.store_writer"}  # with a program, over the standard streams


def test_only_the_command_line_prints() -> None:
    printing = {
        module
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.Call | ast.Attribute)
        and ast.unparse(node).startswith(("print(", "input(", "sys.stdout"))
    }
    assert {name for name in printing if not name.startswith("cli.")} == TALKS
    assert "cli.common" in printing


@pytest.mark.parametrize("module", ["minkg", "minkg.cli.main"])
def test_heavy_packages_are_imported_late(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({set(HEAVY)!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_public_names() -> None:
    assert minkg.__all__ == sorted(minkg.__all__)


@pytest.mark.parametrize("name", minkg.__all__)
def test_a_public_name_stays_what_it_is(name: str) -> None:
    """A module of the same name must not take its place once it is imported."""
    for module in MODULES:
        if not module.startswith("cli."):
            importlib.import_module(f"minkg.{module}")
    assert callable(getattr(minkg, name))


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_a_face_stays_what_it_is(package: str) -> None:
    """No module of a room hides a name of its face."""
    names = all_of(TEXTS[package])
    inside = {name.rpartition(".")[2] for name in TEXTS if name.rpartition(".")[0] == package}
    for name in inside & set(names):
        assert f"import {name} as {name}" in TEXTS[package], f"{package}.{name} is hidden"


def test_a_module_has_its_tests() -> None:
    """The tests of `graph.store` stand in `tests/graph/test_store.py`; findings come later."""

    def tested(module: str) -> bool:
        room, _, name = module.rpartition(".")
        file = ROOT.joinpath("tests", *filter(None, room.split(".")), f"test_{name}.py")
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        return bool(re.search(r"^ *(async )?def test_", text, re.MULTILINE))

    mine = [name for name in MODULES if not name.startswith("findings.")]
    assert [module for module in mine if not tested(module)] == []
    assert not tested("graph.nothing")
