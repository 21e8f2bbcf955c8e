"""Entries side by side, up to ten."""

from minkg.findings import tables
from minkg.site.explorer.content import PageContent, items, table_forms
from minkg.site.explorer.frame import Frame
from minkg.words import NotFound
from minkg.words.names import is_name

MOST = 10


def compared(frame: Frame) -> PageContent:
    """Give what the chosen entries state, facet by facet, with the passages."""
    graph, names, wrong = frame.graph, [], []
    for text in frame.asked.every("entry")[:MOST]:
        try:
            names.append(graph[text].name)
        except NotFound as error:
            wrong.append(error)
    names = list(dict.fromkeys(names))
    lines = graph.compare(*names) if names else []
    if frame.asked.one("show") == "differences":
        lines = [line for line in lines if line.differs]
    facets = list(dict.fromkeys(line.facet for line in lines))
    values = {
        "names": names,
        "lines": {f: [x for x in lines if x.facet == f] for f in facets},
        "wrong": [(error.sentence(frame.lang), error.values.get("meant", ())) for error in wrong],
        "most": MOST,
        "only": frame.asked.one("show") == "differences",
        "value": _value(frame),
        "addable": sorted(frame.shelf.compared.at, key=lambda n: frame.text(n).casefold()),
    }
    forms = {
        **table_forms(lambda: tables.comparison_table(lines, names, frame.words)),
        "json": items(
            "comparison",
            lambda: [
                {
                    "facet": x.facet,
                    "value": x.value,
                    "differs": x.differs,
                    "stated": {
                        n: None if s is None else [e._asdict() for e in s]
                        for n, s in zip(names, x.stated, strict=True)
                    },
                }
                for x in lines
            ],
        ),
    }
    return PageContent(frame.say("Compare"), "compare.html", values, forms)


def _value(frame: Frame) -> object:
    """Give a function that shows a value: an entry as a link, anything else as it is."""
    return lambda v: frame.link(v) if is_name(v) and v in frame.shelf.kinds else v
