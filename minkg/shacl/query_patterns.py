"""The triple patterns of a SPARQL query, as constraints are written.

Understood are basic patterns, property paths, FILTER with and without EXISTS, OPTIONAL,
UNION, MINUS and BIND. For anything else the answer is nothing: the query may look at any fact.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from minkg.graph.query_tokens import Token, tokens
from minkg.shacl.fact_index import RDF
from minkg.shacl.paths import Alternative, Path, Repeat, Step, joined

THIS = "?this"
_SUMS = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}
_CLAUSES = {"FILTER", "OPTIONAL", "MINUS", "UNION", "BIND"}


class _Unknown(Exception):
    """Something that is not read here."""


@dataclass(frozen=True)
class Pattern:
    """The path between two variables; None for a name or a value, `verb` for a variable path."""

    subject: str | None
    path: Path
    value: str | None
    verb: str | None = None

    @property
    def variables(self) -> set[str]:
        """The variables that it binds."""
        return {v for v in (self.subject, self.value, self.verb) if v is not None}


@dataclass(eq=False)
class PatternGroup:
    """Patterns that hold together, inside of another group.

    `known` are the patterns of the other that bind what both share, where not all of them do.
    `denied` tells of a FILTER NOT EXISTS with nothing but patterns where it begins, where its
    brace opens, and which variables the patterns before it bind.
    """

    above: "PatternGroup | None" = None
    known: list[Pattern] | None = None
    denied: tuple[int, int, set[str]] | None = None
    patterns: list[Pattern] = field(default_factory=list)
    among: dict[str, list[str]] = field(default_factory=dict)

    def scope(self) -> Iterator["PatternGroup"]:
        """Give this group and those around it."""
        group: PatternGroup | None = self
        while group is not None:
            yield group
            group = group.above


def groups_of(query: str) -> tuple[int, list[PatternGroup]]:
    """Give where the braces of a SELECT open, and its groups, the outermost first.

    >>> _, (group,) = groups_of("SELECT $this WHERE { $this a ?class . ?class <p:q>* ?x }")
    >>> [sorted(pattern.variables) for pattern in group.patterns]
    [['?class', '?this'], ['?class', '?x']]
    """
    reader = _QueryReader(query)
    try:
        return reader.query(), reader.groups
    except _Unknown:
        return 0, []


def variables(patterns: Iterable[Pattern]) -> set[str]:
    """Give the variables that any of these patterns binds."""
    return {variable for pattern in patterns for variable in pattern.variables}


def _conjuncts(tokens: list[Token]) -> list[list[Token]]:
    """Split an expression at its outermost `&&`."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth == 0 and token.text == "&&":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


class _QueryReader:
    """Reads a query token by token."""

    def __init__(self, query: str) -> None:
        self.tokens = [*tokens(query), Token("end", "", len(query))]
        self.at, self.groups, self.prefixes = 0, list[PatternGroup](), dict[str, str]()

    def kind(self) -> str:
        return self.tokens[self.at].kind

    def word(self) -> str:
        """Give the token that is next, if it is a sign, or a word: that in capitals."""
        kind, text, _ = self.tokens[self.at]
        return text.upper() if kind == "word" else text if kind == "sign" else ""

    def take(self) -> str:
        if self.kind() in ("end", "other"):
            raise _Unknown
        self.at += 1
        return self.tokens[self.at - 1].text

    def took(self, *words: str) -> bool:
        """Take one of these, if it is next."""
        if self.word() in words:
            self.at += 1
            return True
        return False

    def need(self, word: str) -> None:
        if not self.took(word):
            raise _Unknown

    def query(self) -> int:
        while self.took("PREFIX"):
            name = self.take()
            self.prefixes[name] = self.take()[1:-1]
        self.need("SELECT")
        self.took("DISTINCT", "REDUCED")
        while self.word() not in ("WHERE", "{"):
            if self.word() in _SUMS or self.kind() == "end":
                raise _Unknown
            is_named = self.took("AS")
            if self._variable(self.take()) == THIS and is_named:
                raise _Unknown
        self.took("WHERE")
        opening = self.tokens[self.at].place + 1
        self.group(None)
        if self.kind() != "end":
            raise _Unknown
        return opening

    def group(
        self, above: PatternGroup | None, known: list[Pattern] | None = None
    ) -> tuple[PatternGroup, bool]:
        """Read a group; tell whether there is nothing in it but patterns."""
        group = PatternGroup(above, known)
        self.groups.append(group)
        self.need("{")
        is_plain = True
        while not self.took("}"):
            is_plain = is_plain and self.word() not in {"{", *_CLAUSES}
            if self.took("OPTIONAL", "MINUS"):
                self.group(group, list(group.patterns))
            elif self.took("UNION") or self.word() == "{":
                self.group(group)
            elif self.took("FILTER"):
                self.filter(group)
            elif self.took("BIND"):
                if THIS not in variables(group.patterns):
                    raise _Unknown
                self.brackets(group, list(group.patterns))
            elif not self.took("."):
                self.facts(group)
        return group, is_plain

    def filter(self, group: PatternGroup) -> None:
        start = self.tokens[self.at - 1].place
        if self.took("NOT", "EXISTS"):
            is_denied = self.took("EXISTS")
            brace, bound = self.tokens[self.at].place, variables(group.patterns)
            inner, is_plain = self.group(group, group.patterns)
            inner.denied = (start, brace, bound) if is_denied and is_plain else None
            return
        if self.word() != "(":
            self.take()
            self.brackets(group, group.patterns)
            return
        for part in _conjuncts(self.brackets(group, group.patterns)[1:-1]):
            listed = [token for token in part[3:-1] if token.text != ","]
            signs = [token.text.upper() for token in [*part[1:3], *part[-1:]]]
            if signs == ["IN", "(", ")"] and {token.kind for token in listed} <= {"iri", "name"}:
                group.among[self._variable(part[0].text)] = [self.iri(token) for token in listed]

    def brackets(self, group: PatternGroup, known: list[Pattern]) -> list[Token]:
        """Give all tokens of an expression in brackets; read the groups in it."""
        start, depth = self.at, 0
        while depth or self.at == start:
            if self.took("EXISTS"):
                self.group(group, known)
                continue
            depth += {"(": 1, ")": -1}.get(self.word(), 0)
            if self.word() in ("{", "}"):
                raise _Unknown
            self.take()
        return self.tokens[start : self.at]

    def facts(self, group: PatternGroup) -> None:
        subject = self.term()
        while True:
            verb = self._variable(self.take()) if self.kind() == "var" else None
            path = Step(None) if verb else self.path()
            group.patterns.append(Pattern(subject, path, self.term(), verb))
            while self.took(","):
                group.patterns.append(Pattern(subject, path, self.term(), verb))
            while self.took(";"):
                pass
            if self.word() in {".", "}", "{", *_CLAUSES}:
                return

    def term(self) -> str | None:
        """Give a variable; None for anything else that can stand in a fact."""
        kind, text = self.kind(), self.take()
        if kind == "var":
            return self._variable(text)
        if kind == "text" and not self.took("^^"):
            if self.kind() == "word" and self.tokens[self.at].text.startswith("@"):
                self.take()
        elif kind == "text":
            self.take()
        elif kind not in ("iri", "name", "number") and text not in ("true", "false"):
            raise _Unknown
        return None

    def path(self) -> Path:
        ways = [self.sequence()]
        while self.took("|"):
            ways.append(self.sequence())
        return ways[0] if len(ways) == 1 else Alternative(tuple(ways))

    def sequence(self) -> Path:
        parts = [self.element()]
        while self.took("/"):
            parts.append(self.element())
        return joined(*parts)

    def element(self) -> Path:
        if self.took("^"):
            return self.element().turned()
        path: Path
        if self.took("("):
            path = self.path()
            self.need(")")
        else:
            path = Step(self.iri(self.tokens[self.at]))
            self.take()
        sign = self.word()
        if self.took("*", "+", "?"):
            return Repeat(path, zero=sign != "+", many=sign != "?")
        return path

    def iri(self, token: Token) -> str:
        kind, text, _ = token
        prefix, _, rest = text.partition(":")
        if kind == "iri":
            return text[1:-1]
        if kind == "name" and f"{prefix}:" in self.prefixes and "\\" not in rest:
            return self.prefixes[f"{prefix}:"] + rest
        if kind == "word" and text == "a":
            return f"{RDF}type"
        raise _Unknown

    def _variable(self, text: str) -> str:
        return f"?{text[1:]}" if text[0] in "?$" else text
