"""Every file of data, ontology and shapes: its form, its name, its passages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from minkg.home.turtle import RDF, canonical_text, read_facts
from minkg.words.languages import LANGUAGES
from minkg.words.names import DATA_PREFIXES, ENTRY, class_of, compact, is_name

ROOT = Path(__file__).parents[2]
TINY = Path(__file__).parents[1] / "tiny"
ENTRIES = sorted((ROOT / "data").glob("*/*.trig"))
FOLDERS = [p for home in (ROOT, TINY) for p in sorted((home / "data").iterdir()) if p.is_dir()]
TYPE = f"{RDF}type"


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def _quads(folder: Path) -> list[ox.Quad]:
    return [quad for path in sorted(folder.glob("*/*.trig")) for quad in read_facts(path)]


def _form(path: Path) -> Iterator[str]:
    text = path.read_bytes().decode("utf-8")
    if "\r" in text:
        yield "a carriage return"
    if not unicodedata.is_normalized("NFC", text):
        yield "not in normal form C"
    if any(line.lstrip().startswith("#") for line in text.splitlines()):
        yield "a comment"
    if text != canonical_text(path):
        yield f"not canonical: run `minkg fmt {_name(path)}`"


def _entry(path: Path, quads: list[ox.Quad]) -> Iterator[str]:
    iri = ox.NamedNode(ENTRY + path.stem)
    if not is_name(path.stem):
        yield "not a name"
    if quads[0].subject != iri:
        yield "the first subject is not the entry that the file is named after"
    kinds = [quad.object for quad in quads if quad.subject == iri and quad.predicate.value == TYPE]
    if kinds != [ox.NamedNode(DATA_PREFIXES["mk"] + class_of(path.parent.name))]:
        yield "not of the class that the folder is named after"
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        if quad.subject != iri and not quad.subject.value.startswith(f"{iri.value}."):
            yield f"{compact(quad.subject.value)} has, or needs, a file of its own"


def _texts(quads: list[ox.Quad]) -> Iterator[str]:
    names: Counter[tuple[str, str]] = Counter()
    for quad in quads:
        if isinstance(quad.object, ox.Literal) and (tag := quad.object.language):
            if tag not in LANGUAGES:
                yield f"a text in {tag}"
            if quad.predicate.value.endswith("#prefLabel"):
                names[str(quad.subject), tag] += 1
    yield from (f"two names in {tag} for {who}" for (who, tag), times in names.items() if times > 1)


def _faults(folder: Path, judge: Callable[[Path], Iterable[str]]) -> list[str]:
    files = sorted(folder.glob("*.t*"))
    assert files
    return [f"{_name(path)}: {fault}" for path in files for fault in judge(path)]


@pytest.mark.parametrize("folder", [*FOLDERS, ROOT / "ontology", ROOT / "shapes"], ids=_name)
def test_form(folder: Path) -> None:
    assert _faults(folder, _form) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=_name)
def test_entries(folder: Path) -> None:
    def judge(path: Path) -> Iterator[str]:
        quads = read_facts(path)
        yield from _entry(path, quads)
        yield from _texts(quads)

    assert _faults(folder, judge) == []


def test_faults_are_told(tmp_path: Path) -> None:
    """Plant each fault once: what judges the files sees it."""
    who, other = ENTRY + "one", ENTRY + "other"
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    path = tmp_path / "One.trig"
    path.write_bytes(
        f"# so\r\n<{other}> a <{who}> ; {label} 'e\u0301'@en, 'b'@en, 'c'@de .".encode()
    )
    assert len(list(_form(path))) == 4
    quads = read_facts(path)
    assert len(list(_entry(path, quads))) == 3 + len(quads)
    assert list(_texts(quads)) == ["a text in de", f"two names in en for <{other}>"]


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


def test_no_footnote_sign_was_read_as_a_digit() -> None:
    """Find the trap of the report: 5/12 and the mark of footnote 2 look like 5/122."""
    lines = [
        f"{_name(path)}: {line.strip()}"
        for path in ENTRIES
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"5[/-]122|4[/-]192", line)
    ]
    assert [line for line in lines if ": mk:ambiguity " not in line] == []
