"""The content as compact JSON: numbers stand for names, and tell the same as the library."""

import json

import pytest

from minkg.briefing.formats.page_data import CELLS, GROUPS, PARTS, Encoder, NameNumbers
from minkg.findings.facets import FACETS


@pytest.fixture(scope="module")
def made(content):
    encoder = Encoder(content)
    detail = encoder.detail()
    return encoder, json.loads(json.dumps(encoder.core())), json.loads(json.dumps(detail))


def test_names_are_numbered_once():
    numbers = NameNumbers(["a", "b"])
    assert [numbers["b"], numbers["c"], numbers["a"], numbers["c"]] == [1, 2, 0, 2]
    assert numbers.all(["c", "a"]) == [2, 0]
    assert numbers.names == ["a", "b", "c"]


def test_subjects_are_those_of_the_facets(made, content):
    encoder, core, _ = made
    found = {encoder.entries.names[entry]: GROUPS[group] for entry, group, *_ in core["subjects"]}
    assert found == {name: one.group for name, one in content.facets.subjects.items()}


def test_pairs_are_the_findings(made, content):
    encoder, core, _ = made
    names, pairs = encoder.entries.names, core["pairs"]
    assert [(names[a], names[b]) for a, b in zip(pairs["first"], pairs["second"], strict=True)] == [
        (f.first, f.second) for f in content.findings
    ]
    width = len(FACETS)
    for at, finding in enumerate(content.findings[:20]):
        shared = pairs["shared"][at * width : (at + 1) * width]
        wanted = [sum(finding.parts[facet].shared.values()) * PARTS for facet in FACETS]
        assert shared == [round(value) for value in wanted]


def test_cells_are_those_of_the_matrix(made, content):
    encoder, core, _ = made
    shown = content.matrix
    order = [shown.cells[s, t] for t, _ in shown.topics for s in shown.stages]
    assert [CELLS[kind] for kind, *_ in core["matrix"]["cells"]] == [cell.kind for cell in order]
    assert [encoder.entries.names[at] for at in core["matrix"]["stages"]] == list(shown.stages)


def test_labels_stand_in_six_languages_and_english_once(made, content):
    encoder, core, _ = made
    labels, at = core["entries"]["labels"], encoder.entries["marine-sand-watch"]
    assert labels["en"][at] == "Marine Sand Watch"
    for lang in ("fr", "ar", "zh", "ru", "es"):
        label = content.graph.label("https://w3id.org/minkg/marine-sand-watch", lang)
        assert labels[lang][at] == (label.text if label.language == lang else 0)


def test_details_have_every_fact_and_passage(made, content):
    _, core, detail = made
    assert len(detail["summaries"]) == len(core["passages"]) == len(content.passages)
    kept = [
        fact for those in content.facts.values() for fact in those
        if fact.predicate not in ("rdf:type", "skos:prefLabel", "mk:translatedLabel")
    ]  # fmt: skip
    assert sum(map(len, detail["facts"])) == len(kept)
    assert len(detail["events"]) == len(content.timeline)
