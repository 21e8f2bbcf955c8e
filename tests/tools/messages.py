"""Every message of minkg that can be translated, read from its source text."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from minkg.briefing.sections import SECTIONS
from minkg.checking.telling import IN_A_CELL, OTHER, TEMPLATES
from minkg.cli import commands
from minkg.findings import network_tables
from minkg.findings.facets import FACETS
from minkg.findings.judgements import VERDICTS
from minkg.findings.side_by_side import ComparedValue
from minkg.findings.wording import Wording
from minkg.graph.terms import REVIEW_STATES
from minkg.pictures.drawing.palettes import LOOKS
from minkg.pictures.drawing.picture import STAR
from minkg.site.api.operations import OPERATIONS
from minkg.site.explorer import lists, ontology
from minkg.site.explorer.page_facts import GROUPS
from minkg.site.forms import form_fields as form
from minkg.site.forms.submission import IN_A_FORM
from minkg.words import lookup

FINDING_HEADS = (
    *("first covered", "second covered", "rank stability", "shared stage", "shared topic"),
    *("first", "second", "similarity", "low", "high", "kind", "other passage", "reason"),
    *("aspect", "difference", "differs", "score", "other name", "features"),
)
NETWORK_HEADS = (
    *("links out", "links in", "betweenness", "page rank", "community", "cut off", "other link"),
)
IN_SCRIPT = re.compile(r'\bt\(\s*"((?:[^"\\]|\\.)+)"')
PACKAGE = Path(commands.__file__).parent.parent
ONTOLOGY, QUERIES = (PACKAGE.parent / folder for folder in ("ontology", "queries"))
SELECT = re.MULTILINE | re.DOTALL
ERRORS = ("MinkgError", "NotFound", "BadInput", "Unavailable")
SPEAK: dict[str, tuple[int, ...]] = dict.fromkeys(
    (*ERRORS, "translate", "say", "talk", "_say", "_"), (0,)
)
SPEAK |= {"Problem": (0, 1), "tell": (2, 3), "problem": (2, 3)}
SPEAK |= {"unknown": (0,), "pick": (2,), "hint_of": (1,)}
IN_PAGE = re.compile(r"""\b_\((["'])(.+?)\1""")
GAP = re.compile(r"\{(\w*)[^{}]*\}")
Scope = dict[str, list[ast.expr]]


def messages() -> dict[str, list[str]]:
    """Give every message and the files that say it."""
    found: dict[str, list[str]] = {}
    for text in spoken_by_tables():
        found.setdefault(text, []).append("minkg")
    for path in sorted(PACKAGE.rglob("*.html")):
        for _, text in IN_PAGE.findall(path.read_text(encoding="utf-8")):
            found.setdefault(text, []).append(str(path.relative_to(PACKAGE.parent)))
    for path in sorted((PACKAGE / "briefing" / "formats" / "page").glob("*.js")):
        for text in IN_SCRIPT.findall(path.read_text(encoding="utf-8")):
            found.setdefault(text, []).append(str(path.relative_to(PACKAGE.parent)))
    for path in sorted(PACKAGE.rglob("*.py")):
        for text in File(path).messages():
            found.setdefault(text, []).append(str(path.relative_to(PACKAGE.parent)))
    worth = {
        text: files for text, files in found.items() if re.search(r"[^\W\d_]", GAP.sub("", text))
    }
    return dict(sorted(worth.items()))


def spoken_by_tables() -> Iterator[str]:
    """Give the messages that stand in tables of the program."""
    for pair in (*TEMPLATES.values(), OTHER):
        yield from pair
    for group, those in commands.COMMANDS.items():
        yield group
        yield from (summary for _, summary in those.values())
    yield from (commands.ABOUT, commands.EXAMPLE, "Everywhere", *commands.EVERYWHERE.values())
    for _, title, note in SECTIONS:
        yield from (title, note)
    yield from (look.name for look in LOOKS.values())
    yield from _returned(PACKAGE / "checking" / "reasoner.py", "_left_out")
    for module in ("iris", "suspicious"):
        yield from _in_tuples(PACKAGE / "intake" / "readers" / f"{module}.py")
    yield from IN_A_CELL.values()
    yield from (lookup.NEAR, lookup.SEVERAL, lookup.CHOOSE)
    yield from (*form.GROUPS.values(), *IN_A_FORM.values())
    for operation in OPERATIONS:
        yield from (operation.summary, *(parameter.about for parameter in operation.every))
    yield from (*REVIEW_STATES, "warning", "info", "error", "hint", "rule", STAR)
    yield from (
        *Wording.SENTENCES.values(),
        *Wording.KINDS.values(),
        *Wording.THIN.values(),
        *Wording.DIFFERENCES.values(),
        Wording.NOTHING,
        Wording.UNCONFIRMED,
    )
    yield from (*FACETS, *ComparedValue.OTHERS, *VERDICTS, *FINDING_HEADS)
    yield from (*network_tables.TITLES, *NETWORK_HEADS)
    yield from (*lists.TITLES.values(), *GROUPS.values(), "others", *ontology.PARTS.values())
    yield from columns()


def columns() -> Iterator[str]:
    """Give the heads of tables: of answers to questions, and of what commands list."""
    ontology = "".join(path.read_text(encoding="utf-8") for path in ONTOLOGY.glob("*.ttl"))
    for path in sorted(QUERIES.glob("*.rq")):
        select = re.search(r"^SELECT\b(.+?)\bWHERE\b", path.read_text(encoding="utf-8"), SELECT)
        assert select is not None
        for name in re.findall(r"\?(\w+)\)?(?=\s)", select[1]):
            if f"\nmk:{name}\n" not in ontology:
                yield re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    yield from ("entry", "class", "label", "found", "name", "parameters", "question")


def _in_tuples(path: Path) -> Iterator[str]:
    """Give the sentences that stand in tuples of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for one in node.elts if isinstance(node, ast.Tuple) else ():
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and " " in one.value:
                yield one.value


def _returned(path: Path, name: str) -> Iterator[str]:
    """Give the texts that a function of a file returns."""
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef) and function.name == name:
            for node in ast.walk(function):
                if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant):
                    yield str(node.value.value)


class File:
    """One source file: its messages, however they get to the call that says them."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.module = _assigned(self.tree.body)
        self.helpers: dict[str, set[int]] = {}
        self.texts: list[str] = []
        self.open: list[str] = []

    def messages(self) -> list[str]:
        """Give the messages; a helper that passes its argument on is a speaker too."""
        known = -1
        while known != (now := sum(map(len, self.helpers.values()))):
            known, self.texts = now, []
            self._visit(self.tree, [])
        return self.texts

    def _visit(self, node: ast.AST, functions: list[ast.FunctionDef]) -> None:
        inner = [*functions, node] if isinstance(node, ast.FunctionDef) else functions
        if isinstance(node, ast.Call):
            self._call(node, functions)
        for child in ast.iter_child_nodes(node):
            self._visit(child, inner)

    def _call(self, call: ast.Call, functions: list[ast.FunctionDef]) -> None:
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        for at in {*self.helpers.get(name, ()), *SPEAK.get(name, ())}:
            if at < len(call.args):
                self._take(call.args[at], functions)
        self._hints(call, functions)

    def _hints(self, call: ast.Call, functions: list[ast.FunctionDef]) -> None:
        for keyword in call.keywords:
            if keyword.arg in ("hint", "otherwise"):
                self._take(keyword.value, functions)

    def _take(self, value: ast.expr, functions: list[ast.FunctionDef]) -> None:
        match value:
            case ast.Constant(value=str(text)):
                self.texts.append(text)
            case ast.IfExp(body=one, orelse=other):
                self._take(one, functions)
                self._take(other, functions)
            case ast.BoolOp(values=several) | ast.Tuple(elts=several) | ast.List(elts=several):
                for one in several:
                    self._take(one, functions)
            case ast.Dict(values=several):
                for one in several:
                    self._take(one, functions)
            case ast.Subscript(value=ast.Name() as table):
                self._take(table, functions)
            case ast.Name(id=name) if name not in self.open:
                self.open.append(name)
                self._name(name, functions)
                self.open.pop()

    def _name(self, name: str, functions: list[ast.FunctionDef]) -> None:
        for function in reversed(functions):
            arguments = [a.arg for a in function.args.args if a.arg not in ("self", "cls")]
            if name in arguments:
                self.helpers.setdefault(function.name, set()).add(arguments.index(name))
                return
            scope = _assigned(list(ast.walk(function)))
            if name in scope:
                for value in scope[name]:
                    self._take(value, functions)
                return
        for value in self.module.get(name, []):
            self._take(value, [])


def _assigned(nodes: list[ast.AST] | list[ast.stmt]) -> Scope:
    """Give what is assigned to names, and what loops over written-out tuples give them."""
    scope: Scope = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                scope.setdefault(name, []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                scope.setdefault(name, []).append(value)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                for name_node, value in zip(names, values, strict=False):
                    if isinstance(name_node, ast.Name):
                        scope.setdefault(name_node.id, []).append(value)
    for node in nodes:
        if isinstance(node, ast.For | ast.comprehension):
            _loop(node, scope)
    return scope


def _loop(node: ast.For | ast.comprehension, scope: Scope) -> None:
    rows = scope.get(node.iter.id, []) if isinstance(node.iter, ast.Name) else [node.iter]
    names = node.target.elts if isinstance(node.target, ast.Tuple) else [node.target]
    for row in (r for table in rows if isinstance(table, ast.Tuple | ast.List) for r in table.elts):
        cells = row.elts if isinstance(row, ast.Tuple) else [row]
        for name, cell in zip(names, cells, strict=False):
            if isinstance(name, ast.Name):
                scope.setdefault(name.id, []).append(cell)
