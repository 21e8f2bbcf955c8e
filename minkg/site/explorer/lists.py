"""Lists of entries with facets and counts, and the search."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from minkg.graph import Table, find
from minkg.site.explorer.content import PageContent, items, table_forms, texts
from minkg.site.explorer.frame import Frame
from minkg.words import N_
from minkg.words.lookup import near_names, pick

FACETS = ("class", "stage", "topic", "material", "function", "actor", "place", "force", "state")
TITLES = {"class": N_("class"), "stage": N_("stage"), "topic": N_("topic"),
          "material": N_("material"), "function": N_("function"), "actor": N_("actor"),
          "place": N_("place"), "force": N_("legal force"),
          "state": N_("review state")}  # fmt: skip
ON_A_PAGE = 100
SHOWN = 8  # values of a facet before the rest is folded


@dataclass(frozen=True)
class FacetChoice:
    """A value of a facet: its name, how many have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


def entries(frame: Frame, folder: str = "") -> PageContent:
    """Give the entries that have all chosen values, and how many have each other value."""
    shelf = frame.shelf
    if folder:
        pick(folder, sorted(shelf.above), "no class is called '{name}'")
    asked = {facet: frame.asked.every(facet) for facet in FACETS}
    fixed = {**asked, "class": [folder]} if folder else asked
    text = frame.asked.one("q")
    found = dict(find(frame.graph, text)) if text else dict.fromkeys(shelf.kinds, "")
    chosen = [
        name for name in found
        if name in shelf.tags and all(
            set(values) <= shelf.tags[name].get(facet, frozenset())
            for facet, values in fixed.items()
        )
    ]  # fmt: skip
    chosen.sort(key=lambda name: frame.text(name).casefold())
    page = frame.asked.number("page")
    first = (page - 1) * ON_A_PAGE
    title = frame.kind(folder) if folder else frame.say("Entries")
    facets = {
        facet: choices(frame, facet, chosen, fixed[facet])
        for facet in FACETS if not (folder and facet == "class")
    }  # fmt: skip
    values = {
        "names": chosen if frame.asked.still else chosen[first : first + ON_A_PAGE],
        "folder": folder, "total": len(chosen), "titles": TITLES,
        "asked": {f: v for f, v in asked.items() if v},
        "facets": {f: c for f, c in facets.items() if len(c) > 1 or any(x.chosen for x in c)},
        "page": page, "pages": -(-len(chosen) // ON_A_PAGE), "label_of": value_label(frame),
        "shown": SHOWN, "text": text, "found": found,
        "definition": _definition(frame, folder) if folder else "",
    }  # fmt: skip
    forms = {
        **table_forms(lambda: _table(frame, chosen)),
        "json": items("entries", lambda: [
            {"name": n, "label": frame.text(n), "class": shelf.kinds[n], "facts": shelf.states(n)}
            for n in chosen
        ]),
    }  # fmt: skip
    return PageContent(title, "entries.html", values, forms)


def _definition(frame: Frame, folder: str) -> str:
    from minkg.words.names import class_of

    return definition(frame, f"mk:{class_of(folder)}")


def definition(frame: Frame, term: str) -> str:
    """Give what a term means, in the page's language or in English."""
    said = {
        getattr(f.value, "language", "") or "": f.value.value
        for f in frame.shelf.facts[term] if f.predicate == "skos:definition"
    }  # fmt: skip
    return said.get(frame.lang) or said.get("en") or ""


def value_label(frame: Frame) -> Callable[[str, str], str]:
    """Give a function that names the value of a facet."""

    def label(facet: str, value: str) -> str:
        if facet == "class":
            return frame.kind(value)
        return frame.say(value) if facet == "state" else frame.text(value)

    return label


def choices(frame: Frame, facet: str, names: list[str], chosen: list[str]) -> list[FacetChoice]:
    """Count the values of a facet among these entries, the most frequent first."""
    tags, label = frame.shelf.tags, value_label(frame)
    counts = Counter(value for name in names for value in tags[name].get(facet, ()))
    found = [FacetChoice(v, label(facet, v), n, v in chosen) for v, n in counts.items()]
    return sorted(found, key=lambda c: (not c.chosen, -c.count, c.label))


def _table(frame: Frame, names: list[str]) -> Table:
    shelf = frame.shelf
    rows = [
        (n, frame.text(n), shelf.kinds[n], *(
            ", ".join(sorted(shelf.tags[n].get(facet, ()))) for facet in FACETS[1:]
        ))
        for n in names
    ]  # fmt: skip
    return texts(("entry", "label", *FACETS), rows)


def search(frame: Frame) -> PageContent:
    """Give entries and passages that a text finds."""
    text = frame.asked.one("q")[:200]
    found = find(frame.graph, text) if text.strip() else []
    known = [(n, matched) for n, matched in found if n in frame.shelf.kinds]
    words = text.casefold().split()
    said = [
        p.name for p in frame.shelf.passages.values()
        if words and all(word in p.summary.casefold() for word in words)
    ]  # fmt: skip
    values = {
        "text": text, "found": known[:ON_A_PAGE], "total": len(known), "kinds": frame.shelf.kinds,
        "said": said[:40], "said_total": len(said), "passages": frame.shelf.passages,
        "meant": near_names(text.replace(" ", "-"), frame.shelf.kinds) if not known else [],
    }  # fmt: skip
    forms = {
        **table_forms(lambda: texts(("entry", "label", "class", "found"), [
            (n, frame.text(n), frame.shelf.kinds[n], m) for n, m in known
        ])),
        "json": items("found", lambda: [
            {"name": n, "label": frame.text(n), "class": frame.shelf.kinds[n], "found": m}
            for n, m in known
        ]),
    }  # fmt: skip
    return PageContent(frame.say("Search"), "search.html", values, forms)
