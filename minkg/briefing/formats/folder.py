"""The report in one folder: a summary page, tables, pictures and the graph.

Everything in it comes from the prepared questions, so every row can be asked again.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from minkg.briefing.sections import SECTIONS
from minkg.exports import export
from minkg.graph import Graph
from minkg.graph.sparql import declared, said
from minkg.graph.terms import Term
from minkg.home import write_file
from minkg.pictures import draw
from minkg.words import VERSION, is_right_to_left, natural, translate
from minkg.words.names import name_of

TEMPLATES = Path(__file__).parents[1] / "templates"
SHOWN = 200  # rows of a table on the page; `overlaps.csv` has all
COUNTS = declared(
    f"""SELECT (COUNT(DISTINCT ?entry) AS ?entries) (COUNT(DISTINCT ?passage) AS ?passages)
       (COUNT(*) AS ?facts) (SUM(IF(?state = "checked", 1, 0)) AS ?checked)
WHERE {{ {said("?entry ?property ?value")} }}"""
)
_CITED = declared(
    """SELECT ?passage ?document ?locator ?summary ?state WHERE {
  ?passage dcterms:isPartOf ?document ; mk:locator ?locator ; mk:summary ?summary ;
    mk:reviewState ?state } ORDER BY ?passage"""
)


def write_briefing(graph: Graph, folder: Path, lang: str = "en") -> list[Path]:
    """Write the briefing into a folder, each file wholly or not at all; give the files.

    `index.html` is the page, `overlaps.csv` and `.xlsx` the table of overlaps with its
    passages, the pictures are SVG and PNG, `minkg.ttl` is the graph.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [*_pictures(graph, folder, lang), *_tables(graph, folder, lang)]
    files += export(graph, "ttl", folder / "minkg.ttl")
    names = [path.name for path in files]
    page = folder / "index.html"
    write_file(page, page_html(graph, lang, names).encode())
    return [page, *files]


def _pictures(graph: Graph, folder: Path, lang: str) -> list[Path]:
    drawn = {"stage-topic": draw(graph, "stage-topic", lang=lang)}
    for entry in graph.entries("proposal"):
        drawn[entry.name] = draw(graph, "entry", entry.name, lang=lang)
    files = []
    for name, picture in drawn.items():
        for suffix in (".svg", ".png"):
            picture.save(folder / f"{name}{suffix}")
            files.append(folder / f"{name}{suffix}")
    return files


def _tables(graph: Graph, folder: Path, lang: str) -> list[Path]:
    overlaps = graph.query("overlaps")
    csv, xlsx = folder / "overlaps.csv", folder / "overlaps.xlsx"
    write_file(csv, overlaps.csv(for_people=True).encode("utf-8-sig"))
    right = is_right_to_left(lang)
    titled = overlaps.titled(graph.titles(overlaps.columns, lang))
    write_file(xlsx, titled.xlsx(lambda term: graph.show(term, lang), right_to_left=right))
    return [csv, xlsx]


def page_html(graph: Graph, lang: str, files: list[str]) -> str:
    """Give the summary page; it needs no script and nothing from outside."""
    import jinja2

    loader = jinja2.FileSystemLoader(TEMPLATES)
    rooms = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    sections = [_section(graph, lang, *section) for section in SECTIONS]
    entries, passages, facts, checked = (int(t.value) for t in graph.select(COUNTS).rows[0] if t)
    return rooms.get_template("briefing.html").render(
        _=_say(lang),
        lang=lang,
        right=is_right_to_left(lang),
        version=VERSION,
        files=files,
        picture=draw(graph, "stage-topic", lang=lang),
        sections=sections,
        cited=_cited(graph, sections),
        entries=entries,
        passages=passages,
        facts=facts,
        checked=checked,
    )


def _say(lang: str) -> Callable[..., str]:
    def say(text: str, **values: object) -> str:
        return translate(text, lang).format(**values)

    return say


def _section(graph: Graph, lang: str, name: str, title: str, note: str) -> dict[str, Any]:
    table = graph.query(name)
    say = _say(lang)
    rows = [[_cell(graph, term, lang) for term in row] for row in table.rows[:SHOWN]]
    said = say(note)
    if len(table) > SHOWN:
        said = f"{said} {say('+ {count} more', count=len(table) - SHOWN)}"
    return {
        "name": name,
        "title": say(title),
        "note": said,
        "columns": graph.titles(table.columns, lang),
        "rows": rows,
        "table": table,
    }


def _cell(graph: Graph, term: Term | None, lang: str) -> dict[str, str]:
    """Give a cell's text, and the passage it cites if it is one."""
    name = name_of(term.value) if isinstance(term, ox.NamedNode) else ""
    cites = name if "." in name and "/" not in name else ""
    language = (term.language or "") if isinstance(term, ox.Literal) else ""
    return {"text": graph.show(term, lang), "cites": cites, "lang": language}


def _cited(graph: Graph, sections: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Give every passage that some section cites, with its summary and review state."""
    wanted = {c["cites"] for s in sections for row in s["rows"] for c in row if c["cites"]}
    rows = [[graph.show(term) for term in row] for row in graph.select(_CITED)]
    chosen = [row for row in rows if row[0] in wanted]
    keys = ("name", "document", "locator", "summary", "state")
    return [
        dict(zip(keys, row, strict=True)) for row in sorted(chosen, key=lambda r: natural(r[0]))
    ]
