"""RDF of people we do not know: nothing is fetched, nothing crashes, hostile terms are told."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from minkg.words.names import DATA_PREFIXES
from tests.tools.told import account, facts, lines, reading

DATA = Path(__file__).parents[2] / "intake"
HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in DATA_PREFIXES.items())
GOOD = f"""{HEADER}
:sand-rules a mk:Standard ; skos:prefLabel "Sand rules"@en .
:unep-ea6-minerals-report.19 {{ :sand-rules mk:statesThat "Sand is counted."@en . }}
"""
RDF_XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:skos="http://www.w3.org/2004/02/skos/core#">"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


FORMS = {
    ".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS, ".jsonld": ox.RdfFormat.JSON_LD,
    ".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".rdf": ox.RdfFormat.RDF_XML,
}  # fmt: skip


@pytest.mark.parametrize("suffix", FORMS)
@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_every_format_is_known_by_its_content(suffix, ending):
    quads = list(ox.parse(GOOD.encode(), ox.RdfFormat.TRIG))
    flat = suffix in (".ttl", ".nt", ".rdf")
    wanted = {q.triple if flat else q for q in quads}
    name = f"x{ending or suffix}"
    Path(name).write_bytes(ox.serialize(wanted, format=FORMS[suffix]) or b"")
    new = reading(name)
    assert lines(new) == []
    assert {q.triple if flat else q for q in new.quads()} == wanted
    assert {piece.entry for piece in new.pieces} == {"sand-rules"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_at_the_start(encoding):
    Path("x.trig").write_bytes(GOOD.replace("Sand is", "Сand is").encode(encoding))
    new = reading("x.trig")
    assert [problem.line for problem in new.problems] == [9]  # the warning of mixed scripts
    assert facts(new).count("sand-rules") == 2
    assert new.source.lines("x.trig").find("https://w3id.org/minkg/sand-rules") == 8


def test_odd_facts(expect):
    Path("odd.trig").write_text(
        f"""{HEADER}
:a mk:buildsOn <javascript:alert(1)> , <file:///etc/passwd> , <https://e/../../x> , :../../x .
:a mk:buildsOn <http://e/a\u202eb> , <https://> , <https://e/{"x" * 3000}> , <urn:isbn:1> .
<../../x> a mk:Standard .
<javascript:x> a mk:Standard .
:b mk:launchedIn "1"^^<javascript:x> .
:c skos:prefLabel "a\\u0000b"@en , "Мinamata"@en , "soft\u00adhyphen"@en , "ok"@en .
:d skos:prefLabel [ skos:prefLabel "nameless"@en ] .
_:e a mk:Standard .
:f mk:statesThat <<( :a a :b )>> .
<https://e/g> a owl:Ontology ; owl:imports <http://evil.example/x> .
<javascript:g> {{ :h a mk:Standard . }}
""".replace(":../../x", "<https://w3id.org/minkg/../../x>"),
        "utf-8",
    )
    expect(DATA / "odd.txt", account(reading("odd.trig")))


XXE = '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
INNER = '<!DOCTYPE rdf:RDF [\n<!ENTITY x "ha"><!ENTITY y "&x;&x;">]>'
BODY = '<rdf:Description rdf:about="http://e/a"><skos:note>&x;</skos:note></rdf:Description>'
ENTITIES = "declares XML entities, which are not read"
FETCHED = "refers to a context elsewhere, which is not fetched"
DEEP = "things are nested inside each other more than 500 times"
NODE = '<rdf:Description><skos:note rdf:parseType="Resource">'
BROKEN = {
    "xxe": (f"{XXE}{RDF_XML}{BODY}</rdf:RDF>", f"x.rdf:1: {ENTITIES}"),
    "laughs": (f"{INNER}{RDF_XML}{BODY}</rdf:RDF>", f"x.rdf:2: {ENTITIES}"),
    "not closed": (f"{RDF_XML}\n<rdf:Description>", "x.rdf:3: no element found"),
    "deep XML": (RDF_XML + "<skos:note>" * 2_000, f"x.rdf:2: {DEEP}"),
    "no RDF/XML": (f"{RDF_XML}<rdf:li/></rdf:RDF>", "x.rdf: "),
    "context": ('{"@context": "https://schema.org/", "@id": "http://e/a"}', f"x.rdf: {FETCHED}"),
    "import": ('{"@context": {"@import": "http://e/"}, "@id": "http://e/a"}', f"x.rdf: {FETCHED}"),
    "broken JSON-LD": ('{"@id": "http://e/a",\n "http://e/p": }', "x.rdf:2: "),
    "deep JSON-LD": ('{"@graph":' * 70_000, "x.rdf:1: "),
    "deep statements": (f"{HEADER}:a :b " + "<<( :a :b " * 30_000, f"x.rdf: {DEEP}"),
    "broken Turtle": (f"{HEADER}:a :b ; ;; ] .", "x.rdf:7: "),
    "an IRI with a space": (f"{HEADER}:a :b <http://e/a b> .", "x.rdf:7: "),
    "no text": (GOOD.encode() + b'\n:a :b "caf\xe9" .', "x.rdf:11: is not UTF-8 text"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_refused(case):
    text, wanted = BROKEN[case]
    content = text.encode() if isinstance(text, str) else text
    Path("x.rdf").write_bytes(content)
    new = reading("x.rdf")
    (told,) = lines(new)
    assert told.startswith(wanted)
    assert "Callback" not in told
    assert list(new.quads()) == []


def test_deep_brackets_are_no_danger():
    Path("x.ttl").write_text(f"{HEADER}:a mk:x " + "[ mk:x " * 50_000 + "1" + "]" * 50_000 + " .")
    new = reading("x.ttl")
    assert {problem.sentence() for problem in new.problems} == {"something here has no name"}


def test_too_many_facts(monkeypatch):
    monkeypatch.setattr("minkg.intake.readers.rdf_files.MOST_FACTS", 3)
    Path("x.ttl").write_text(f"{HEADER}:a mk:x 1 , 2 , 3 , 4 .")
    assert lines(reading("x.ttl"))[0].startswith("x.ttl: more than 3 facts are too many")
