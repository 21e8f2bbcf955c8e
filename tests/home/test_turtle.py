"""RDF files: what is written is read again, one fact per line, in one order."""

import difflib
import random
import unicodedata
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.home.folder import find_home
from minkg.home.turtle import (
    FIRST,
    FORMATS,
    RDF,
    XSD,
    canonical_text,
    parse_facts,
    read_facts,
    term_text,
    write_facts,
)
from minkg.words.errors import BadInput
from minkg.words.names import ENTRY, ONTOLOGY, PREFIXES

HOME = find_home(Path(__file__).parents[2])
TRIG, TTL = Path("x.trig"), Path("x.ttl")
LOCALS = st.from_regex(r"([A-Za-z0-9_.~/é沙-]|%2B){0,8}", fullmatch=True)
IRIS = st.builds(
    lambda base, local: ox.NamedNode(base + local),
    st.sampled_from([*PREFIXES.values(), "https://example.org/", "urn:x:", f"{ENTRY}report.30.d."]),
    LOCALS,
)
# the sign NUL has no escape in Turtle
SIGNS = st.characters(codec="utf-8", exclude_characters="\x00")
TEXTS = st.one_of(
    st.text(SIGNS, max_size=12),
    st.sampled_from(
        ['"', '"""', "\\", "\\n", "a\nb\r\tc", "الرمال", "沙子", "]\n;\n.", "'", "\u2028"]
    ),
).map(lambda text: unicodedata.normalize("NFC", text))
NUMBERS = st.sampled_from(
    ["01", "+5", "-0", "1.", ".5", "1.50", "1e3", "true", "1", "TRUE", "٣", "x"]
)
KINDS = st.sampled_from([f"{XSD}{k}" for k in ("integer", "decimal", "double", "boolean", "date")])
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(
        lambda t, g: ox.Literal(t, language=g), TEXTS, st.sampled_from(["en", "zh-hans", "ar"])
    ),
    st.builds(lambda t, k: ox.Literal(t, datatype=ox.NamedNode(k)), NUMBERS | TEXTS, KINDS),
    st.builds(
        lambda t, k: ox.Literal(t, datatype=k), TEXTS, IRIS.filter(lambda i: RDF not in i.value)
    ),
)
PREDICATES = st.one_of(IRIS, st.sampled_from(FIRST).map(ox.NamedNode))
GRAPHS = st.one_of(st.just(ox.DefaultGraph()), IRIS)
QUADS = st.lists(st.builds(ox.Quad, IRIS, PREDICATES, IRIS | LITERALS, GRAPHS), max_size=12)


@st.composite
def nests(draw):
    """Give triples with blank nodes and lists, each used once, below one named subject."""
    triples = []

    def value(depth):
        kind = draw(st.sampled_from(["term", "node", "list"])) if depth else "term"
        if kind == "term":
            return draw(IRIS | LITERALS)
        if kind == "node":
            node = ox.BlankNode()
            for _ in range(draw(st.integers(0, 3))):
                triples.append(ox.Quad(node, draw(PREDICATES), value(depth - 1)))
            return node
        head = ox.NamedNode(f"{RDF}nil")
        for _ in range(draw(st.integers(0, 3))):
            node = ox.BlankNode()
            triples.append(ox.Quad(node, ox.NamedNode(f"{RDF}first"), value(depth - 1)))
            triples.append(ox.Quad(node, ox.NamedNode(f"{RDF}rest"), head))
            head = node
        return head

    for _ in range(draw(st.integers(1, 3))):
        triples.append(ox.Quad(draw(IRIS), draw(PREDICATES), value(3)))
    return triples


def again(text, path):
    return parse_facts(text.encode(), FORMATS[path.suffix], str(path))


def same(one, other):
    sets = [ox.Dataset(quads) for quads in (one, other)]
    for dataset in sets:
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(sets[0]) == set(sets[1])


@given(QUADS)
def test_what_is_written_is_read_again(quads):
    text = write_facts(quads, TRIG)
    assert set(again(text, TRIG)) == set(quads)
    assert write_facts(again(text, TRIG), TRIG) == text


@given(nests())
def test_what_is_nested_is_read_again(quads):
    text = write_facts(quads, TTL)
    assert same(again(text, TTL), quads)
    assert write_facts(again(text, TTL), TTL) == text


@given(QUADS, st.randoms())
def test_the_order_of_facts_does_not_count(quads, chance):
    shuffled = [*quads, *quads]
    chance.shuffle(shuffled)
    assert write_facts(shuffled, TRIG) == write_facts(quads, TRIG)


@given(QUADS.filter(bool), LITERALS)
def test_a_fact_is_a_line(quads, value):
    """Another value for one predicate that stays there is one line more and one less."""
    first = quads[0]
    old = [
        *quads,
        ox.Quad(first.subject, first.predicate, ox.Literal("this stays"), first.graph_name),
    ]
    new = [quad for quad in old if quad != first]
    new.append(ox.Quad(first.subject, first.predicate, value, first.graph_name))
    lines = [write_facts(q, TRIG).partition("\n\n")[2].split("\n") for q in (old, new)]
    changed = [line for line in difflib.ndiff(*lines) if line[0] in "+-"]
    assert sorted(line[0] for line in changed) == ["+"] * (len(set(new) - set(old))) + ["-"] * (
        len(set(old) - set(new))
    )


@given(QUADS)
def test_every_fact_has_one_line_and_every_block_an_end(quads):
    body = write_facts(quads, TRIG).partition("\n\n")[2]
    ends = [line for line in body.split("\n") if line.endswith(" ;")]
    assert len(ends) == len(set(quads))
    assert body.count("\n.\n") + body.count("\n    .\n") + body.startswith(".\n") == len(
        {(q.subject, q.graph_name) for q in quads}
    )


@given(TEXTS, st.sampled_from(["NFD", "NFC"]))
def test_texts_are_written_composed(text, form):
    quads = [ox.Quad(ox.NamedNode(f"{ENTRY}x"), ox.NamedNode(f"{ONTOLOGY}p"), ox.Literal(text))]
    loose = [
        ox.Quad(q.subject, q.predicate, ox.Literal(unicodedata.normalize(form, text)))
        for q in quads
    ]
    assert write_facts(loose, TRIG) == write_facts(quads, TRIG)


@given(LITERALS)
def test_a_literal_is_one_line(literal):
    assert "\n" not in term_text(literal)
    assert "\r" not in term_text(literal)


@pytest.mark.parametrize("text", ["01", "+5", "-0", "1.50", ".5", "true"])
def test_the_spelling_of_numbers_is_kept(text):
    kind = "boolean" if text == "true" else "decimal" if "." in text else "integer"
    literal = ox.Literal(text, datatype=ox.NamedNode(XSD + kind))
    assert term_text(literal) == text


@pytest.mark.parametrize(
    ("text", "kind"), [("1.", "decimal"), ("1e3", "integer"), ("٣", "integer")]
)
def test_numbers_that_turtle_would_read_otherwise_stand_in_quotes(text, kind):
    literal = ox.Literal(text, datatype=ox.NamedNode(XSD + kind))
    assert term_text(literal) == f'"{text}"^^xsd:{kind}'


def test_only_iris_and_literals_have_a_text():
    with pytest.raises(TypeError, match="not an IRI or a literal"):
        term_text(ox.BlankNode("x"))


def test_passages_and_facts_are_in_natural_order():
    text = write_facts(
        again(
            "PREFIX : <https://w3id.org/minkg/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
            ":r.10 { :x :p 1 } :r.9 { :x :p 1 . :a :p 1 }"
            ":x skos:altLabel 'b'@fr ; :p 10, 9 ; skos:prefLabel 'x'@fr, 'y'@en ; a :C .",
            TRIG,
        ),
        TRIG,
    )
    assert text.partition("\n\n")[2] == (
        ":x\n    a :C ;\n"
        '    skos:prefLabel "y"@en ;\n    skos:prefLabel "x"@fr ;\n    skos:altLabel "b"@fr ;\n'
        "    :p 9 ;\n    :p 10 ;\n.\n\n"
        ":r.9 {\n    :x\n        :p 1 ;\n    .\n    :a\n        :p 1 ;\n    .\n}\n\n"
        ":r.10 {\n    :x\n        :p 1 ;\n    .\n}\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<x:s> <x:p> _:b . <x:t> <x:p> _:b . _:b <x:q> 1 .",
        "_:b <x:q> 1 .",
        "[] <x:q> 1 .",
        "_:a <x:q> _:b . _:b <x:q> _:a .",
        "_:a <x:q> _:a .",
        "GRAPH _:g { <x:s> <x:p> 1 }",
        "_:b <x:q> 1 . <x:s> <x:p> _:c . _:c <x:q> _:c .",
        "<x:g> { <x:s> <x:p> _:b } <x:h> { _:b <x:q> 1 }",
    ],
)
def test_what_has_no_name_is_refused(text):
    with pytest.raises(BadInput) as told:
        write_facts(again(text, TRIG), Path("data/x/y.trig"))
    assert told.value.text() == (
        "data/x/y.trig: something here has no name\n\n"
        "hint: give every entry and every part of it a name"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<x:s> <x:p> _:a . _:a <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 .",
        "PREFIX r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "<x:s> <x:p> _:a . _:a r:first 1 ; r:rest r:nil ; <x:q> 2 .",
        "PREFIX r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "<x:s> <x:p> _:a . _:a r:first 1 ; r:first 2 ; r:rest r:nil .",
        "PREFIX r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "<x:s> <x:p> _:a . _:a r:first 1 ; r:rest <x:end> .",
        "PREFIX r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "<x:s> <x:p> _:a . _:a r:first 1 ; r:rest _:b . _:b r:first 2 ; r:rest _:b .",
    ],
)
def test_lists_that_are_not_lists_lose_nothing(text):
    quads = again(text, TTL)
    try:
        written = write_facts(quads, TTL)
    except BadInput:
        return
    assert same(again(written, TTL), quads)


def test_the_files_of_home_are_canonical():
    for path in [*HOME.ontology, *HOME.data, *HOME.shapes]:
        assert canonical_text(path) == path.read_text(encoding="utf-8"), path


def test_any_order_of_the_lines_of_a_file_gives_the_same_file():
    path = next(p for p in HOME.data if p.stem == "marine-sand-watch")
    quads = read_facts(path)
    random.Random(1).shuffle(quads)
    assert write_facts(quads, path) == path.read_text(encoding="utf-8")


def told(path):
    with pytest.raises(BadInput) as caught:
        read_facts(path, "here")
    return caught.value.text()


@pytest.mark.parametrize(
    ("content", "start"),
    [
        ("PREFIX : <https://w3id.org/minkg/>\n:a :b\n", "here:3: "),
        ("PREFIX : <https://w3id.org/minkg/>\n:a :b x:c .\n", "here:2: "),
        ("PREFIX : <https://w3id.org/minkg/>\n\n:a :b <not an iri> .\n", "here:3: "),
        ("PREFIX : <https://w3id.org/minkg/>\n:a :b 'x'@ .\n", "here:2: "),
        ("PREFIX : <https://w3id.org/minkg/>\n:a :b 'x .\n:c :d 1 .\n", "here:2: "),
        ("{", "here:1: "),
    ],
)
def test_broken_files_are_told_with_their_line(tmp_path, content, start):
    path = tmp_path / "x.trig"
    path.write_text(content)
    text = told(path)
    assert text.startswith(start)
    assert "Parser error" not in text
    assert "hint: one fact is one line" in text


def test_the_wrong_encoding_is_told_with_its_line(tmp_path):
    path = tmp_path / "x.trig"
    path.write_bytes("# one\n# société\n".encode("latin-1"))
    assert told(path) == "here:2: is not UTF-8 text\n\nhint: save the file with the encoding UTF-8"


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    assert told(tmp_path / "x.ttl") == "here: cannot be read: No such file or directory"
    (tmp_path / "y.ttl").mkdir()
    assert told(tmp_path / "y.ttl") == "here: cannot be read: Is a directory"


def test_an_unknown_suffix_is_told(tmp_path):
    assert told(tmp_path / "x.doc") == (
        "here: '.doc' is not a format that minkg reads\n\n"
        "hint: give a file that ends in one of: .trig, .ttl, .nt, .nq, .jsonld, .rdf"
    )


def test_an_empty_file_has_no_facts(tmp_path):
    path = tmp_path / "x.trig"
    path.write_bytes(b"")
    assert read_facts(path) == []
