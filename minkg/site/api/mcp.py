"""The graph for language models: an MCP server on standard input and output, read-only.

Its tools give the items of the web API: every fact and finding with the passages that say so.
"""

import sys
from threading import Lock
from typing import TYPE_CHECKING, Any

from minkg.findings import Finding
from minkg.knowledge import KnowledgeGraph
from minkg.site.api import items
from minkg.site.api.operations import KIND, OPERATIONS
from minkg.site.api.routes import enveloped
from minkg.site.forms.prepared import ready
from minkg.site.forms.uploads import shown_name
from minkg.words import VERSION, BadInput, MinkgError, Unavailable
from minkg.words.lookup import known_language

if TYPE_CHECKING:
    from mcp.server import MCPServer

MOST_TEXT, MOST_DRAFT = 200, 1_000_000
_BY_NAME = {operation.name: operation for operation in OPERATIONS}
INSTRUCTIONS = (
    "Who does what for the environment along the life cycle of minerals and metals. Every fact "
    "names the passage that says it and its review state (checked, secondary, unchecked): cite "
    "them. A finding about two entries is for people to judge, not a verdict. What is not stated "
    "is unknown, not absent: a gap means that none was found in the passages read."
)
Answer = dict[str, Any]


class Tools:
    """What a model may ask; one thing at a time."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.ready, self._one = ready(graph), Lock()

    def _do(self, name: str, lang: str, values: items.Values, body: bytes | None = None) -> Answer:
        known_language(lang)
        given = {key: value for key, value in values.items() if value not in ("", None, [])}
        for value in given.values():
            if isinstance(value, str) and (len(value) > MOST_TEXT or "\0" in value):
                raise BadInput("a name or a text is too long", hint="give at most 200 signs")
        given["limit"] = min(max(1, int(given.get("limit", 20))), items.MOST)
        given["offset"] = min(max(0, int(given.get("offset", 0))), 1_000_000)
        sent = () if body is None else (body,)
        with self._one:
            page = _BY_NAME[name].work(self.ready, lang, given, *sent)
        answer = enveloped(_BY_NAME[name], given, page)
        answer["next"] = given["offset"] + given["limit"] if page.more else None
        return answer

    def find(self, text: str, limit: int = 20, offset: int = 0, lang: str = "en") -> Answer:
        """Find entries by a part of a name, an acronym or a symbol, in any language and script."""
        return self._do("search", lang, {"q": text, "limit": limit, "offset": offset})

    def show(self, entry: str, lang: str = "en") -> Answer:
        """Give everything known about an entry or a passage, with the passages that say it."""
        return self._do("entry", lang, {"name": entry})

    def query(
        self,
        question: str = "",
        parameters: dict[str, list[str]] | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Answer:
        """Answer a prepared question by its name; without one, list the questions."""
        paging = {"limit": limit, "offset": offset}
        if not question:
            return self._do("questions", "en", paging)
        values = {"name": question, "parameters": parameters or {}, **paging}
        return self._do("answer", "en", values)

    def overlaps(
        self,
        entry: str = "",
        other: str = "",
        kind: str = "",
        limit: int = 10,
        offset: int = 0,
        lang: str = "en",
    ) -> Answer:
        """Tell who covers the same ground and which passages say so: all, of one entry, or a pair.

        Kinds: possible-duplication, overlap, covered-proposal, complementarity, alignment.
        """
        if entry and other:
            return self._do("pair", lang, {"first": entry, "second": other})
        if kind and kind not in Finding.KINDS:
            raise BadInput("'{kind}' is not a kind", hint=", ".join(Finding.KINDS), kind=kind[:50])
        values = {"entry": entry, "kind": [kind] if kind else [], "limit": limit, "offset": offset}
        return self._do("overlaps", lang, values)

    def gaps(
        self, stage: str = "", topic: str = "", kind: str = "", limit: int = 50, offset: int = 0
    ) -> Answer:
        """Tell at which life-cycle stages and topics nobody acts in the passages read, or few.

        Kinds: gap, thin, fragmentation, covered.
        """
        if kind and kind not in KIND:
            raise BadInput("'{kind}' is not a kind", hint=", ".join(KIND), kind=kind[:50])
        kinds = [kind] if kind else []
        values = {"stage": stage, "topic": topic, "kind": kinds, "limit": limit, "offset": offset}
        return self._do("gaps", "en", values)

    def whatif(
        self,
        draft: str = "",
        entry: str = "",
        file: str = "draft.trig",
        limit: int = 5,
        lang: str = "en",
    ) -> Answer:
        """Tell what covers a draft already, and what it would add; nothing is stored.

        The draft is the text of a file: TriG, Turtle, JSON, YAML or CSV; its name may say which.
        Or give the name of an entry that is there.
        """
        if entry:
            return self._of_entry(entry, limit, lang)
        body = draft.encode(errors="replace")
        if len(body) > MOST_DRAFT:
            raise BadInput(
                "the draft is larger than {size} kB",
                hint="send less at a time",
                size=MOST_DRAFT // 1000,
            )
        values = {"name": shown_name(file, ".trig"), "limit": min(limit, 100)}
        return self._do("whatif", lang, values, body)

    def _of_entry(self, entry: str, limit: int, lang: str) -> Answer:
        known = self.ready
        with self._one:
            page = items.whatif_of(known, lang, entry[:MOST_TEXT], min(max(1, limit), 100))
        return enveloped(_BY_NAME["whatif"], {}, page)


def server(graph: KnowledgeGraph) -> "MCPServer":
    """Make the server, with its tools."""
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise Unavailable(
            "the package 'mcp' is not there", hint="pip install 'minkg[mcp]'"
        ) from error
    import functools

    made = MCPServer("minkg", version=VERSION, instructions=INSTRUCTIONS, log_level="ERROR")
    tools = Tools(graph)
    hints = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for work in (tools.find, tools.show, tools.query, tools.overlaps, tools.gaps, tools.whatif):

        def told(*args: Any, _work: Any = work, **values: Any) -> Answer:
            try:
                return _work(*args, **values)  # type: ignore[no-any-return]
            except MinkgError as error:
                raise ToolError(error.text()) from error

        made.tool(annotations=hints)(functools.wraps(work)(told))
    return made


def serve_mcp(graph: KnowledgeGraph) -> None:
    """Answer on standard input and output until it ends."""
    if sys.stdin is None or sys.stdout is None:
        raise Unavailable(
            "standard input or output is closed", hint="see `{prog} --help`", prog="minkg serve"
        )
    server(graph).run("stdio")
