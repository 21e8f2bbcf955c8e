"""Every fact is found on the line it stands on."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.home.fact_lines import FactLines
from minkg.home.turtle import read_facts, write_facts
from minkg.words.names import PREFIXES

ROOT = Path(__file__).parents[2]
E = "http://e/"
NODES = st.builds(
    lambda x: ox.NamedNode(E + x), st.from_regex(r"[a-z][a-z0-9.-]{0,5}", fullmatch=True)
)
TEXTS = st.text(
    st.sampled_from("ab #\"'\\\n\t;.,[](){}<>@^:沙ي") | st.characters(codec="utf-8"), max_size=9
)
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda t: ox.Literal(t, language="en"), TEXTS),
    st.integers().map(ox.Literal),
    st.builds(lambda t: ox.Literal(t, datatype=ox.NamedNode(E + "kind")), TEXTS),
)
QUADS = st.lists(
    st.builds(ox.Quad, NODES, NODES, NODES | LITERALS, NODES | st.just(ox.DefaultGraph())),
    max_size=8,
)


def object_text(term):
    """Give a text without signs that anybody escapes, to look for on the line."""
    if isinstance(term, ox.NamedNode):
        return re.split("[/#]", term.value)[-1]
    return max(re.findall(r"[a-zA-Z0-9 ]+", term.value), key=len, default="")


def check(text, quads):
    lines, rows = FactLines.of(text), ["", *text.split("\n")]
    for quad in quads:
        s, p, o = quad.subject.value, quad.predicate.value, quad.object.value
        at = lines.values.get((s, p, o))
        assert at, f"no line for {quad}"
        assert object_text(quad.object) in rows[at].replace("\\", "")
        assert lines.find(s, p, o) == at
        assert lines.find(s, p) <= at
        assert lines.find(s) <= lines.find(s, p)


@given(QUADS)
def test_canonical_files(quads):
    text = write_facts(quads, Path("x.trig"))  # signs that are composed otherwise are made alike
    check(text, list(ox.parse(text.encode(), format=ox.RdfFormat.TRIG)))


@given(QUADS, st.sampled_from([ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS]))
def test_datasets_of_another_writer(quads, form):
    check(ox.serialize(quads, format=form, prefixes={"e": E, "f": "http://f/"}).decode(), quads)


@given(QUADS, st.sampled_from([ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES]))
def test_triples_of_another_writer(quads, form):
    triples = [quad.triple for quad in quads]
    check(ox.serialize(triples, format=form, prefixes={"e": E}).decode(), triples)


def test_the_files_of_home():
    for path in sorted(ROOT.glob("data/*/*.trig")):
        text = path.read_text(encoding="utf-8")
        lines, rows = FactLines.of(text), ["", *text.split("\n")]
        for quad in read_facts(path):
            at = lines.values[quad.subject.value, quad.predicate.value, quad.object.value]
            assert object_text(quad.object) in rows[at]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("# 'a\" quote\n:s :p 1 . # :x :y 2 .\n:t :p 3 .", {"s p 1": 2, "t p 3": 3}),
        (
            ":s :p '''one\ntwo''' ;\n :q '''a''b\n''' , 2 .",
            {"s p one\ntwo": 1, "s q a''b\n": 3, "s q 2": 4},
        ),
        (':s :p """a\n""b\\"""" ;\n :q 1 .', {'s p a\n""b"': 1, "s q 1": 3}),
        (":s\n a\n :C .", {f"s {PREFIXES['rdf']}type C": 3}),
        ("PREFIX : <http://f/>\n:s :p 1 .\nPREFIX : <http://e/>\n:s :p 2 .", {"s p 2": 4}),
        ("@prefix x: <http://e/> .\nx:s x:p x:o .", {"s p o": 2}),
        ("BASE <http://e/>\n<s> :p <o>, <http://e/t> .", {"s p o": 2, "s p t": 2}),
        ("BASE <http://e/>\n:s :p 1 .", {"s p 1": 2}),
        ("@base <http://e/> .\n:s :p 1 .", {"s p 1": 2}),
        (":s :p [ :q 1 ;\n :r ( 2\n 3 ) ] ;\n :t 4 .", {"s t 4": 4}),
        (":s :p\n[ :q 1 ] ,\n 5 .", {"s p 5": 3}),
        (":s :p ( 1 2\n 3 ) , 6\n.", {"s p 6": 2}),
        ("GRAPH :g {\n:s :p 1 .\n:t :p 2 }\n:u :p 3 .", {"s p 1": 2, "t p 2": 3, "u p 3": 4}),
        ("graph :g { :s :p 1 }", {"s p 1": 1}),
        ("{\n:s :p 1 }\n:g\n{ :t :p 2 }", {"s p 1": 2, "t p 2": 4}),
        (":g { :s :p 1 } :h { :s :q 2 ;\n }", {"s p 1": 1, "s q 2": 1}),
        (":s :p '\\u00e9\\U0001F600\\t\\'' .", {"s p é😀\t'": 1}),
        ("<http://e/\\u00e9> :p\n1 .", {"é p 1": 2}),
        (":a\\,b :p :c\\.d ,\n :x%20y .", {"a,b p c.d": 1, "a,b p x%20y": 2}),
        (
            ":s.1 :p 1.5 .\n:s.2 :p 1.5e3.\n:s.3 :p 2.",
            {"s.1 p 1.5": 1, "s.2 p 1.5e3": 2, "s.3 p 2": 3},
        ),
        (
            ":s :p true,\nfalse;;\n:q 'a'@en-GB,\n'b'^^:k;.",
            {"s p false": 2, "s q a": 3, "s q b": 4},
        ),
        (":s :p 'a'^^\n:k ;\n:q 1 .", {"s p a": 1, "s q 1": 3}),
        ("[] :p 1 .\n:s :p 2 .", {"s p 2": 2}),
        ("[ :p 1 ] :q 3 .\n:s :p 2 .", {"s p 2": 2}),
        ("[ :p 1 ] .\n:s :p 2 .", {"s p 2": 2}),
        ("( 1 2 ) :q 3 .\n:s :p 2 .", {"s p 2": 2}),
        (":s :p\r\n1 ;\r\n:q 2 .", {"s p 1": 2, "s q 2": 3}),
        (":s :p -1, +2 ,\n'#' .", {"s p +2": 1, "s p #": 2}),
        (":s:t :p :u:v .", {"s:t p u:v": 1}),
        (":s :p '' , \"\" ;\n:q 1 .", {"s p ": 1, "s q 1": 2}),
        (":a..b :p :c.d...e.", {"a..b p c.d...e": 1}),
        (":prefix :p 1 .\n:s :p 2 .", {"prefix p 1": 1, "s p 2": 2}),
    ],
)
def test_layouts_that_people_write(text, facts):
    whole = f"PREFIX : <{E}>{text}" if not text.startswith("@prefix x") else text
    assert list(ox.parse(whole.encode(), ox.RdfFormat.TRIG))
    lines = FactLines.of(whole)
    for fact, line in facts.items():
        s, p, o = fact.split(" ", 2)
        predicate = p if p.startswith("http") else E + p
        at = [lines.values.get((E + s, predicate, value)) for value in (o, E + o)]
        assert line in at, (fact, lines.values)


def test_what_is_not_there_is_found_at_the_nearest_place():
    lines = FactLines.of("PREFIX : <http://e/>\n:s\n  :p\n 1 .")
    assert [lines.find(E + "s", E + "p", "1"), lines.find(E + "s", E + "p", "2")] == [4, 3]
    assert [lines.find(E + "s", E + "q"), lines.find(E + "t")] == [2, None]
    assert FactLines.of("").find(E) is None


def test_an_empty_text_is_a_value_too():
    lines = FactLines.of('PREFIX : <http://e/>\n:s :p "0" .\n:s :p "" .')
    assert lines.find("http://e/s", "http://e/p") == 2
    assert lines.find("http://e/s", "http://e/p", "") == 3
