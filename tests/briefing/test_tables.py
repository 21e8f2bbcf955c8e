"""The tables of a report: figures are those of the findings, rows those of the content."""

import pytest

from minkg.briefing.blocks import text_of
from minkg.briefing.tables import TO_JUDGE, Tables, other, share


@pytest.fixture(scope="module")
def tables(content):
    return Tables(content, "en")


def texts(sheet):
    return [[text_of(cell) for cell in row] for row in sheet.rows]


def test_people_judge_what_is_not_yet_judged_different(tables, content):
    assert {f.kind for f in tables.to_judge} <= set(TO_JUDGE)
    assert not [f for f in tables.to_judge if any(j.verdict == "different" for j in f.judgements)]
    assert tables.to_judge
    assert len(tables.to_judge) < len(content.findings)


def test_numbers_count_what_the_content_has(tables, content):
    figures = [row[0] for row in texts(tables.numbers())]
    assert figures[0] == str(len(content.facets.subjects))
    assert figures[1] == str(len(tables.to_judge))
    assert figures[2] == str(len(content.proposals))
    assert figures[4] == str(content.numbers.passages)


def test_shares_of_review_states_make_a_whole(tables, content):
    rows = texts(tables.reviews())
    assert [row[0] for row in rows] == ["checked", "secondary", "unchecked"]
    assert sum(int(row[1]) for row in rows) == content.numbers.facts
    assert 98 <= sum(int(row[2].rstrip("%")) for row in rows) <= 102


def test_one_row_for_each_finding(tables):
    found = tables.to_judge[:5]
    rows = texts(tables.findings(found))
    assert [row[3] for row in rows] == [f"{f.expected:.2f}" for f in found]
    assert [row[6] for row in rows] == [tables.weakest(f) or "—" for f in found]


def test_evidence_has_both_sides(tables):
    finding = tables.to_judge[0]
    sheet = tables.evidence(finding)
    concepts = sum(len(part.narrowest(tables.content.graph.broader))
                   for part in finding.parts.values())  # fmt: skip
    assert len(sheet.rows) == concepts > 0
    assert all(row[2] != "—" != row[3] for row in texts(sheet))
    assert len(tables.shared([finding]).rows) == concepts


def test_proposals_tell_the_best_cover(tables, content):
    rows = texts(tables.proposals())
    for one, row in zip(content.proposals, rows, strict=True):
        best = one.whatif.findings[0] if one.whatif.findings else None
        assert row[3] == (f"{share(best, one.name):.0%}" if best else "—")
        assert row[5:] == [str(sum(map(len, one.whatif.new.values()))), str(len(one.whatif.closes))]
    covers = tables.covers()
    assert len(covers.rows) == sum(len(tables.covering(one).rows) for one in content.proposals)


def test_the_matrix_is_coloured_by_its_figures(tables, content):
    sheet = tables.matrix(tables.top_topics)
    figures = {
        (y, x): int(cell)
        for y, row in enumerate(texts(sheet)) for x, cell in enumerate(row[1:], 1) if cell != "–"
    }  # fmt: skip
    assert figures
    assert sheet.tones == {place: n / max(figures.values()) for place, n in figures.items()}
    assert len(sheet.rows) == len(tables.top_topics)


def test_gaps_by_stage_name_the_empty_topics(tables, content):
    for stage, row in zip(content.matrix.stages, tables.gaps_by_stage().rows, strict=True):
        empty = [t for t in tables.top_topics if content.matrix.cells[stage, t].kind == "gap"]
        assert text_of(row[1]) == text_of(tables.words.entries(empty))


@pytest.mark.parametrize("kind", ["gap", "thin", "covered"])
def test_cells_of_a_kind(tables, content, kind):
    cells = [content.matrix.cells[s, t] for t in tables.top_topics for s in content.matrix.stages]
    assert len(tables.cells(tables.top_topics, [kind]).rows) == sum(c.kind == kind for c in cells)


def test_the_other_side_of_a_finding(tables):
    finding = tables.to_judge[0]
    assert other(finding, finding.first) == finding.second
    assert other(finding, finding.second) == finding.first
    assert share(finding, finding.first) == (finding.first_covered or 0)
    assert share(finding, finding.second) == (finding.second_covered or 0)
