"""The report in one folder: every file, and a page whose every row cites its passage."""

import csv
import re

import pytest

from minkg.briefing.formats import folder as folders
from minkg.briefing.formats.folder import page_html, write_briefing
from minkg.briefing.sections import SECTIONS


@pytest.fixture(scope="module")
def made(graph, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out") / "new"
    return folder, write_briefing(graph, folder, "ar")


@pytest.mark.ci
def test_every_file_is_told_and_there(graph, made):
    folder, files = made
    assert {path.name for path in folder.iterdir()} == {path.name for path in files}
    drawn = {"stage-topic", *(entry.name for entry in graph.entries("proposal"))}
    assert {path.name for path in files} == {
        "index.html", "overlaps.csv", "overlaps.xlsx", "minkg.ttl",
        *(f"{name}.svg" for name in drawn), *(f"{name}.png" for name in drawn),
    }  # fmt: skip


def test_the_table_of_overlaps_is_the_answer(graph, made):
    with (made[0] / "overlaps.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    table = graph.query("overlaps")
    assert rows[0] == list(table.columns)
    assert len(rows) == len(table) + 1


def test_the_page_is_in_the_language_and_needs_nothing(made):
    text = (made[0] / "index.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in text
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    for name in re.findall(r'(?:src|href)="([^"#:]+)"', text):
        assert (made[0] / name).is_file()
    for name, *_ in SECTIONS:
        assert f'id="{name}"' in text


def test_every_passage_that_is_cited_is_listed(graph):
    text = page_html(graph, "en", [])
    cited = set(re.findall(r'href="#([\w.-]+\.[\w.-]+)"', text))
    assert cited
    assert cited <= set(re.findall(r'id="([^"]+)"', text))


def test_of_long_tables_the_first_rows_are_shown(graph, monkeypatch):
    monkeypatch.setattr(folders, "SHOWN", 2)
    section = folders._section(graph, "en", "timeline", "Timeline", "A note.")
    rest = len(graph.query("timeline")) - 2
    assert (len(section["rows"]), section["note"]) == (2, f"A note. + {rest} more")
