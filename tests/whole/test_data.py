"""Every file of data, ontology and shapes: its form, its name, its passages."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from minkg.home.turtle import RDF, canonical_text, read_facts
from minkg.words.languages import LANGUAGES
from minkg.words.names import DATA_PREFIXES, ENTRY, class_of, compact, is_name

ROOT = Path(__file__).parents[2]
TINY = Path(__file__).parents[1] / "tiny"
ENTRIES = sorted((ROOT / "data").glob("*/*.trig"))
FROZEN = sorted((TINY / "data").glob("*/*.trig"))
TURTLE = [*sorted((ROOT / "ontology").glob("*.ttl")), *sorted((ROOT / "shapes").glob("*.ttl"))]
TYPE = f"{RDF}type"


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _quads(folder: Path) -> list[ox.Quad]:
    return [quad for path in sorted(folder.glob("*/*.trig")) for quad in read_facts(path)]


@pytest.mark.parametrize("path", [*ENTRIES, *FROZEN, *TURTLE], ids=_name)
def test_form(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert unicodedata.is_normalized("NFC", text)
    assert not any(line.lstrip().startswith("#") for line in text.splitlines()), "a comment"
    assert text == canonical_text(path), f"not canonical: run `minkg fmt {_name(path)}`"


@pytest.mark.parametrize("path", [*ENTRIES, *FROZEN], ids=_name)
def test_entry(path: Path) -> None:
    quads = read_facts(path)
    assert is_name(path.stem)
    iri = ox.NamedNode(ENTRY + path.stem)
    assert quads[0].subject == iri, "the first subject is the entry that the file is named after"
    kinds = [quad.object for quad in quads if quad.subject == iri and quad.predicate.value == TYPE]
    assert kinds == [ox.NamedNode(DATA_PREFIXES["mk"] + class_of(path.parent.name))]
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        own = quad.subject == iri or quad.subject.value.startswith(f"{iri.value}.")
        assert own, f"{compact(quad.subject.value)} has, or needs, a file of its own"


@pytest.mark.parametrize("path", [*ENTRIES, *FROZEN], ids=_name)
def test_languages(path: Path) -> None:
    texts = [
        quad
        for quad in read_facts(path)
        if isinstance(quad.object, ox.Literal) and quad.object.language
    ]
    tags = {quad.object.language for quad in texts if isinstance(quad.object, ox.Literal)}
    assert tags <= set(LANGUAGES)
    names = Counter(
        (quad.subject, quad.object.language)
        for quad in texts
        if quad.predicate.value.endswith("#prefLabel") and isinstance(quad.object, ox.Literal)
    )
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("folder", [ROOT / "data", TINY / "data"], ids=_name)
def test_every_block_is_a_described_passage_of_a_document(folder: Path) -> None:
    quads = _quads(folder)
    graphs = {str(quad.graph_name) for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    typed = {
        (str(q.subject), compact(str(q.object)[1:-1])) for q in quads if q.predicate.value == TYPE
    }
    passages = {subject for subject, kind in typed if kind == "mk:Passage"}
    documents = {subject for subject, kind in typed if kind == "mk:Document"}
    assert graphs - passages == set(), "blocks without a description in the file of their document"
    parts = {
        str(q.subject): str(q.object) for q in quads if q.predicate.value.endswith("/isPartOf")
    }
    assert passages - parts.keys() == set(), "passages without a document"
    assert {parts[passage] for passage in passages} <= documents
    assert all(passage.startswith(f"{parts[passage][:-1]}.") for passage in passages)


def test_no_name_is_used_twice() -> None:
    assert [name for name, times in Counter(p.stem for p in ENTRIES).items() if times > 1] == []


def test_there_is_enough() -> None:
    facts = {str(q) for q in _quads(ROOT / "data") if isinstance(q.graph_name, ox.NamedNode)}
    assert len(ENTRIES) >= 180
    assert len(facts) >= 350


@pytest.mark.parametrize("path", ENTRIES, ids=_name)
def test_no_footnote_sign_was_read_as_a_digit(path: Path) -> None:
    """Find the trap of the report: 5/12 and the mark of footnote 2 look like 5/122."""
    lines = path.read_text(encoding="utf-8").splitlines()
    facts = [line for line in lines if not line.lstrip().startswith("mk:ambiguity ")]
    assert [line for line in facts if re.search(r"5[/-]122|4[/-]192", line)] == []
