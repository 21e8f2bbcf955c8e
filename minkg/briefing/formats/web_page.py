"""The briefing as one HTML file that needs no network: view, filter, read the evidence, ask, print.

The page is a small program over packed data; what it says is translated by the same
catalogues as everything else. A content policy forbids it to load anything.
"""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minkg.briefing.content import MOST, BriefingContent
from minkg.briefing.formats.oxigraph_files import program, script
from minkg.briefing.formats.page_data import CELLS, Encoder
from minkg.briefing.sections import SECTIONS
from minkg.exports import quads_text
from minkg.findings import FACETS, VERDICTS, Cell, Overlaps, Wording
from minkg.graph.terms import REVIEW_STATES
from minkg.home import write_file
from minkg.words import LANGUAGES, VERSION, is_right_to_left, translate
from minkg.words.names import PREFIXES

if TYPE_CHECKING:
    from minkg.graph import Graph

PARTS = Path(__file__).parent / "page"
TEMPLATES = Path(__file__).parents[1] / "templates"
SAID = re.compile(r'\bt\(\s*"((?:[^"\\]|\\.)+)"')
EXAMPLE = """SELECT ?passage ?platform ?date WHERE {
  ?platform a mk:Platform .
  GRAPH ?passage { ?platform mk:launchedIn ?date }
} ORDER BY ?date ?platform ?passage
"""


def write_page(graph: "Graph", path: Path, lang: str = "en") -> list[Path]:
    """Write the briefing as one HTML file that opens in this language; give the file."""
    write_file(path, page(BriefingContent(graph), lang).encode())
    return [path]


def page(content: BriefingContent, lang: str = "en") -> str:
    """Give the briefing as the text of one HTML file; the same content gives the same text."""
    import jinja2

    loader = jinja2.FileSystemLoader(TEMPLATES)
    rooms = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    quads = quads_text(content.graph).encode()
    encoder = Encoder(content)
    detail = encoder.detail()
    core = encoder.core() | _frame(content, lang, hashlib.sha256(quads).hexdigest()[:12])
    worker = script() + (PARTS / "worker.js").read_text(encoding="utf-8")
    packed = {
        "core": _json(core),
        "detail": _json(detail),
        "graph": quads,
        "wasm": program(),
        "engine": worker.encode(),
    }
    code = page_script()
    return rooms.get_template("page.html").render(
        _=lambda text: translate(text, lang),
        lang=lang,
        right=is_right_to_left(lang),
        script=code,
        style=(PARTS / "style.css").read_text(encoding="utf-8"),
        version=VERSION,
        hash=base64.b64encode(hashlib.sha256(code.encode()).digest()).decode(),
        packed={name: _pack(data) for name, data in packed.items()},
    )


def page_script() -> str:
    """Give the page's own program, one script from the parts in the order of their names."""
    parts = [path.read_text(encoding="utf-8") for path in sorted(PARTS.glob("[0-9]*.js"))]
    return "\n".join(['(() => {\n"use strict";', *parts, "begin();\n})();"])


def _frame(content: BriefingContent, lang: str, digest: str) -> dict[str, Any]:
    """Give what is not of the graph: languages, words, names of kinds, limits."""
    titles = {name: [title, note] for name, title, note in SECTIONS}
    return {
        "version": VERSION,
        "digest": digest,
        "lang": lang,
        "order": LANGUAGES,
        "words": words(),
        "sentences": Wording.SENTENCES,
        "kindNames": Wording.KINDS,
        "nothing": Wording.NOTHING,
        "unconfirmed": Wording.UNCONFIRMED,
        "differences": [*Wording.DIFFERENCES.values()],
        "thin": [Wording.THIN[reason] for reason in Cell.REASONS],
        "cells": CELLS,
        "thresholds": {
            "overlap": Overlaps.THRESHOLDS["overlap"],
            "covered": Overlaps.THRESHOLDS["covered"],
            "twin": Overlaps.THRESHOLDS["twin"],
        },
        "left": len(content.findings) >= MOST,
        "prefixes": PREFIXES,
        "example": EXAMPLE,
        "tables": {name: titles[name] for name in content.tables},
    }


def words() -> dict[str, dict[str, str]]:
    """Give by language every message that the page can say, where it differs from English."""
    told = [*SAID.findall(page_script()), *FACETS, *VERDICTS, *REVIEW_STATES]
    told += [Wording.NOTHING, Wording.UNCONFIRMED]
    told += [*Wording.SENTENCES.values(), *Wording.KINDS.values(), *Wording.THIN.values()]
    told += Wording.DIFFERENCES.values()
    told += [text for _, *texts in SECTIONS for text in texts]
    return {
        lang: {text: said for text in sorted(set(told)) if (said := translate(text, lang)) != text}
        for lang in LANGUAGES
        if lang != "en"
    }


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _pack(data: bytes) -> str:
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()
