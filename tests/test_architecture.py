"""The map in ARCHITECTURE.md is true: who may use whom, and how large things may be."""

import ast
import fnmatch
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import minkg

ROOT = Path(__file__).parent.parent
FILES = {
    ".".join(path.relative_to(ROOT / "minkg").with_suffix("").parts): path
    for path in sorted((ROOT / "minkg").rglob("*.py"))
    if path.name not in ("__init__.py", "__main__.py")
}
HEAVY = (
    "rdflib", "pyshacl", "owlready2", "networkx", "SPARQLWrapper", "babel", "pyoxigraph",
    "resvg_py", "jinja2", "typst", "docx", "pptx", "yaml",
)  # fmt: skip
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _map() -> list[tuple[int, str]]:
    """Read floor and module of every row of the map, from the ground up."""
    part = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## The map")[2]
    rows, floor = [], -1
    for number, module in re.findall(r"^\| *(\d*)[^|]*\| `([\w.*]+)` \|", part, re.MULTILINE):
        floor = int(number) if number else floor
        rows.append((floor, module))
    return rows


MAP = _map()


def _row(module: str) -> int:
    """Give the place of a module on the map; its own name counts more than a pattern."""
    names = [name for _, name in MAP]
    if module in names:
        return names.index(module)
    return next((at for at, name in enumerate(names) if fnmatch.fnmatch(module, name)), -1)


def _may_use(module: str, other: str) -> bool:
    """Tell whether a module stands before another; neighbours in a row with a star may share."""
    shared = _row(other) == _row(module) and "*" in MAP[_row(module)][1]
    return _row(other) < _row(module) or (shared and module not in _used(other))


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a syntax tree, except what only type checkers see."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from _nodes(child)


def _imports(path: Path) -> Iterator[str]:
    for node in _nodes(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "write imports from the top: from minkg.names import …"
            base = node.module or ""
            for alias in node.names:
                inside = f"{base}.{alias.name}".removeprefix("minkg.")
                yield f"minkg.{inside}" if inside in FILES else base


def _used(module: str) -> set[str]:
    names = _imports(FILES[module])
    return {name.removeprefix("minkg.") for name in names if name.startswith("minkg.")}


def test_the_map_has_rows_upwards() -> None:
    floors = [floor for floor, _ in MAP]
    assert floors == sorted(floors)
    assert set(floors) == set(range(6))


@pytest.mark.parametrize("module", FILES)
def test_every_module_is_on_the_map(module: str) -> None:
    assert _row(module) >= 0, f"give `{module}` a row in ARCHITECTURE.md"


@pytest.mark.parametrize("name", [name for _, name in MAP])
def test_every_row_of_the_map_is_a_module(name: str) -> None:
    assert fnmatch.filter(FILES, name)


@pytest.mark.parametrize("module", FILES)
def test_imports_go_down(module: str) -> None:
    assert [name for name in sorted(_used(module)) if not _may_use(module, name)] == []


@pytest.mark.parametrize("module", FILES)
def test_sizes(module: str) -> None:
    text = FILES[module].read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, Function) and node.end_lineno and node.end_lineno - node.lineno >= 50
    }
    assert long == {}


@pytest.mark.parametrize("module", [name for name in FILES if not name.startswith("cli.")])
def test_only_the_command_line_prints(module: str) -> None:
    calls = [
        n for n in ast.walk(ast.parse(FILES[module].read_text("utf-8"))) if isinstance(n, ast.Call)
    ]
    assert [call.lineno for call in calls if ast.unparse(call.func) in ("print", "input")] == []


@pytest.mark.parametrize("module", ["minkg", "minkg.cli.main"])
def test_heavy_packages_are_imported_late(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({HEAVY!r} & sys.modules.keys()))"
    code = code.replace(repr(HEAVY), repr(set(HEAVY)))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_public_names() -> None:
    assert minkg.__all__ == sorted(minkg.__all__)
    for name in minkg.__all__:
        assert callable(getattr(minkg, name))


@pytest.mark.parametrize("name", minkg.__all__)
def test_a_public_name_stays_what_it_is(name: str) -> None:
    """A module of the same name must not take its place once it is imported."""
    for module in FILES:
        if not module.startswith("cli."):
            importlib.import_module(f"minkg.{module}")
    assert callable(getattr(minkg, name))
