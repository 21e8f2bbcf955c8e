"""The words and signs of SPARQL: what is a text, a name, a comment; and the form of a query."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.graph.query_tokens import keywords, tokens

ROOT = Path(__file__).parents[2]
SIGNS = ("{", "}", "(", ")", ".", ";", ",", "/", "|", "^", "*", "+", "?", "!", "=", "!=", "<", ">",
         "<=", ">=", "&&", "||", "^^", "-")  # fmt: skip


def kinds(text):
    return [(token.kind, token.text) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<http://e/#a>", [("iri", "<http://e/#a>")]),
        ("?a<5", [("var", "?a"), ("sign", "<"), ("number", "5")]),
        ("# a\n# b\n?x#c", [("var", "?x")]),
        ('"a # b"', [("text", '"a # b"')]),
        ("'it\\'s'", [("text", "'it\\'s'")]),
        ('"""a\n"b" c"""@en', [("text", '"""a\n"b" c"""'), ("word", "@en")]),
        ('"5"^^xsd:int', [("text", '"5"'), ("sign", "^^"), ("name", "xsd:int")]),
        ("ex:a.b.", [("name", "ex:a.b"), ("sign", ".")]),
        (r"ex:a\-b ex:a%20b", [("name", r"ex:a\-b"), ("name", "ex:a%20b")]),
        (":a/^:b*", [("name", ":a"), ("sign", "/"), ("sign", "^"), ("name", ":b"), ("sign", "*")]),
        ("_:b $x", [("var", "_:b"), ("var", "$x")]),
        ("1.5 .5", [("number", "1.5"), ("number", ".5")]),
        ('"open\n', [("other", '"'), ("word", "open")]),
        ("", []),
    ],
)
def test_tokens(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize("path", sorted((ROOT / "queries").glob("*.rq")), ids=lambda p: p.stem)
def test_a_question_without_comments_and_breaks_is_the_same(path):
    """Oxigraph, which has a reader of its own, understands what the tokens leave."""
    text = path.read_text(encoding="utf-8")
    found = list(tokens(text))
    assert all(token.kind != "other" for token in found)
    assert all(text.startswith(token.text, token.place) for token in found)
    store = ox.Store()
    again, end = "", 0
    for token in found:
        again += ("" if token.place == end else " ") + token.text
        end = token.place + len(token.text)
    names = [[v.value for v in store.query(one).variables] for one in (text, again)]
    assert names[0] == names[1] != []


@given(st.text(st.sampled_from("\"'\\#<>?:{}.@a \n") | st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_read_to_its_end(text):
    end = 0
    for token in tokens(text):
        assert token.place >= end
        assert text[token.place : token.place + len(token.text)] == token.text
        end = token.place + len(token.text)


@given(
    st.lists(st.sampled_from((*SIGNS, "?x", "<u:a>", "'t'", ":n", "ask", "from", "7")), max_size=9)
)
def test_what_is_put_together_is_taken_apart(parts):
    assert [text for _, text in kinds(" ".join(parts))] == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ASK {}", ["ASK"]),
        ("select * from <u:a> where {}", ["SELECT", "FROM"]),
        ("SELECT * { GRAPH ?g { ?from :FROM ex:from . from:x ?p '''FROM''' } }", ["SELECT"]),
        ("DESCRIBE <u:FROM> # FROM", ["DESCRIBE"]),
        ('CONSTRUCT { ?s ?p "FROM"@from } WHERE { ?s ?p ?o }', ["CONSTRUCT"]),
        ("PREFIX select: <u:> ASK FROM NAMED <u:x> {}", ["ASK", "FROM"]),
        ('ASK { ?s ?p "it\'s FROM" }', ["ASK"]),
    ],
)
def test_the_form_and_the_dataset(text, words):
    assert keywords(text) == words
