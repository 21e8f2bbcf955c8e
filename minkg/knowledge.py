"""The knowledge graph as users meet it: the graph, and all that can be made of it."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from minkg.graph import Graph, open_store
from minkg.graph.store import is_address
from minkg.graph.terms import states_seen
from minkg.home.opening import open_home
from minkg.words.lookup import known_language

if TYPE_CHECKING:
    import networkx
    import rdflib

    from minkg.duplicates import Candidate
    from minkg.findings import Cell, ComparedValue, Facets, Finding, Findings, Overlaps, WhatIf
    from minkg.pictures import Picture

__all__ = ["KnowledgeGraph", "open_graph"]


class KnowledgeGraph(Graph):
    """A graph with its home (questions and shapes) and its store (facts)."""

    def seen(self, review: str) -> "KnowledgeGraph":
        """Give the graph as far as it was confirmed: each is made once.

        `review` is everything, without-unchecked or checked-only.
        """
        from minkg.graph import made_once

        if review == "without-unchecked":
            return made_once(self, KnowledgeGraph.without_unchecked)
        if review == "checked-only":
            return made_once(self, KnowledgeGraph.checked)
        return self

    @property
    def findings(self) -> "Findings":
        """All that can be found in this graph; each part is computed once."""
        from minkg.findings import Findings
        from minkg.graph import made_once

        return made_once(self, Findings)

    def facets(self) -> "Facets":
        """Give what instruments, organizations and proposals state, facet by facet."""
        return self.findings.facets

    def compared(self, weights: Mapping[str, float] | None = None) -> "Overlaps":
        """Give all subjects compared, to ask many things of it; weights are by facet."""
        return (self.findings.weighed(weights) if weights else self.findings).overlaps

    def overlaps(
        self,
        entry: str | None = None,
        other: str | None = None,
        *,
        weights: Mapping[str, float] | None = None,
        least: float = 0.0,
        top: int = 50,
        wanted: Callable[["Finding"], bool] = lambda finding: True,
    ) -> "list[Finding]":
        """Give the `top` findings about pairs, the most similar first; of one entry, or one pair.

        Similarity and coverage run from 0 to 1; every finding has its evidence. With
        `wanted` only findings that pass it are counted.

        >>> import minkg
        >>> found = minkg.load().overlaps("global-sand-observatory", "marine-sand-watch")
        >>> found[0].kind, sorted(found[0].parts["stage"].shared)
        ('overlap', ['extraction'])
        """
        from itertools import islice

        every = self.compared(weights)
        first = every.subject(self[entry].name) if entry is not None else None
        if first is not None and other is not None:
            return [every.pair(first, every.subject(self[other].name))]
        ranked = every.ranked(entry=first, least=least, top=top)
        return list(islice(filter(wanted, ranked), top))

    def gaps(
        self,
        stage: str | None = None,
        topic: str | None = None,
        *,
        functions: Iterable[str] = (),
        legal_forces: Iterable[str] = (),
    ) -> "list[Cell]":
        """Give cells of stage and topic: the top ones, or one with all that is narrower."""
        return self.findings.cells(
            self.below("lifecycle-stage", stage),
            self.below("topic", topic),
            functions=frozenset(self[name].name for name in functions),
            legal_forces=frozenset(self[name].name for name in legal_forces),
        )

    def below(self, folder: str, name: str | None = None) -> list[str]:
        """Give the top concepts of a vocabulary, or one concept with all narrower ones."""
        concepts = sorted(self.vocabulary(folder))
        if name is None:
            return [concept for concept, depth in concepts if depth == 0]
        top = self.concept(folder, name)
        return [c for c, _ in concepts if c == top or top in self.broader.get(c, frozenset())]

    def whatif(self, draft: str | Path, *, top: int = 20) -> "list[WhatIf]":
        """Say what a draft would add: a file with entries of any kind, or the name of an entry."""
        from dataclasses import replace

        from minkg.duplicates import names_in, possible_duplicates, read_names
        from minkg.intake import read_new

        names = {one.name: one for one in read_names(self)}
        if Path(draft).suffix and Path(draft).exists():
            quads = list(read_new([draft], self.home).quads())
            subjects = self.findings.drafts(quads)
            names |= {one.name: one for one in names_in(quads)}
        else:
            subjects = [self.findings.subject(self[str(draft)].name)]
        alike = possible_duplicates(list(names.values()), new={one.name for one in subjects})
        return [
            replace(
                self.findings.whatif(subject, top),
                duplicates=tuple(c for c in alike if subject.name in (c.first, c.second)),
            )
            for subject in subjects
        ]

    def compare(self, *names: str) -> "list[ComparedValue]":
        """Put entries side by side: what each states in each facet, with the passages."""
        return self.findings.compare([self[name].name for name in names])

    def duplicates(self, least: float = 0.75) -> "list[Candidate]":
        """Give possible duplicate entries, with the names that are alike; people decide."""
        from minkg.duplicates import possible_duplicates, read_names

        return possible_duplicates(read_names(self), least=least)

    @property
    def rdflib(self) -> "rdflib.Dataset":
        """All facts as an rdflib Dataset whose default graph is the union of its graphs."""
        import warnings

        import rdflib

        from minkg.exports import quads_text

        dataset = rdflib.Dataset(default_union=True)
        with warnings.catch_warnings():  # rdflib's own parser uses what rdflib deprecates
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(data=quads_text(self), format="nquads")
        return dataset

    def picture(
        self, view: str, *entries: str, lang: str = "en", **options: "str | int | None"
    ) -> "Picture":
        """Draw a view, such as `stage-topic`, or `pair` with the names of two entries.

        Options are those of `minkg draw`: of (a class), topic, stage, material, size, title,
        palette, most.
        """
        from minkg.pictures import draw

        return draw(self, view, *entries, lang=lang, **options)

    def briefing(self, path: str | Path, lang: str = "en") -> list[Path]:
        """Write the briefing: .html, .pdf, .docx, .pptx, .xlsx, .md or a folder; give the files."""
        from minkg.briefing import write

        return write(self, Path(path), known_language(lang))

    def networkx(self) -> "networkx.MultiDiGraph[str]":
        """Entries and the links between them as a networkx graph."""
        from minkg.graph import network

        return network(self)


def open_graph(
    source: str | Path | None = None,
    *,
    store: str | None = None,
    checked_only: bool = False,
    without_unchecked: bool = False,
) -> KnowledgeGraph:
    """Open a graph: the shipped one, a home, or the facts of a store with the home's questions.

    `source` is a home or the address of a SPARQL endpoint; `store` is a folder on
    disk or such an address. With `without_unchecked` facts that nobody has confirmed in a
    text are left out, with `checked_only` all that nobody compared with the text at hand.
    """
    states = states_seen(checked_only=checked_only, without_unchecked=without_unchecked)
    if source is not None and is_address(str(source)):
        source, store = None, str(source)
    home = open_home(source)
    return KnowledgeGraph(home, open_store(store, home), states=states)
