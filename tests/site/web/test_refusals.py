"""What is refused before anything is run."""

import pytest

from minkg.site.web.options import Refused
from minkg.site.web.refusals import check_format, check_iri, formats
from minkg.site.workers.media_types import DATASETS, GRAPHS, TABLES, NotAcceptable
from tests.tools.visiting import request_of


@pytest.mark.parametrize(
    "iri", ["urn:a", "http://example.org/data1", "https://w3id.org/minkg/sand"]
)
def test_the_name_of_a_graph(iri):
    check_iri(iri)


@pytest.mark.parametrize(
    "iri", ["", "relative", "no address", "urn:a b", "http://x/>", "\n", "<urn:a>"]
)
def test_what_cannot_be_the_name_of_a_graph(iri):
    with pytest.raises(Refused) as told:
        check_iri(iri)
    assert told.value.status == 400
    assert "such as https://w3id.org/minkg/entries" in told.value.error.text()


def test_a_format_is_one_of_those_that_are_there():
    for name in (None, "csv", "turtle", "ttl", "nt"):
        check_format(name, (*TABLES, *GRAPHS))
    for name, forms, hint in (
        ("jsno", TABLES, "json"), ("turtle", DATASETS, "trig, nquads, jsonld"),
        ("", TABLES, "json, xml, csv, tsv"), ("x" * 500, TABLES, "json, xml, csv, tsv"),
    ):  # fmt: skip
        with pytest.raises(Refused) as told:
            check_format(name, forms)
        assert told.value.status == 400
        assert hint in told.value.error.text()
        assert len(told.value.error.text()) < 200


@pytest.mark.parametrize(
    ("accept", "name", "table", "graph"),
    [
        ("", None, "json", "turtle"), ("text/csv", None, "csv", None),
        ("text/turtle", None, None, "turtle"), ("image/png", "tsv", "tsv", None),
        ("application/json", None, "json", "jsonld"), ("*/*", "nt", None, "ntriples"),
    ],
)  # fmt: skip
def test_the_best_formats_for_a_client(accept, name, table, graph):
    found = formats(request_of(accept=accept), name)
    assert tuple(choice and choice.form.name for choice in found) == (table, graph)


def test_a_client_that_takes_none_of_the_formats_is_told_which_there_are():
    with pytest.raises(NotAcceptable) as told:
        formats(request_of(accept="image/png"), None)
    for form in (*TABLES, *GRAPHS):
        assert form.types[0] in told.value.text()
