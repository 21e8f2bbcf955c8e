"""Who writes which file: the same bytes for the same facts, and what cannot be written is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from minkg.briefing.catalogue import WRITERS
from minkg.knowledge import open_graph
from minkg.words.errors import NotFound, Unavailable

ROOT = Path(__file__).parents[2]

SUFFIXES = (".pdf", ".docx", ".pptx", ".xlsx", ".md")


@pytest.mark.ci
def test_the_same_facts_give_the_same_bytes(graph, tmp_path):
    code = (
        "import sys, pathlib, minkg; kg = minkg.load(sys.argv[1]); "
        "[kg.briefing(pathlib.Path(sys.argv[2]) / f'x{s}', 'ar') for s in sys.argv[3:]]"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", code, graph.home.path, tmp_path, *SUFFIXES],
        check=True,
        env=environment,
    )
    for suffix in SUFFIXES:
        (file,) = graph.briefing(tmp_path / f"y{suffix}", "ar")
        assert file.read_bytes() == (tmp_path / f"x{suffix}").read_bytes(), suffix


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_home_without_entries_has_a_report(suffix, tmp_path):
    for folder in ("ontology", "shapes", "queries"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "data").mkdir()
    (file,) = open_graph(tmp_path).briefing(tmp_path / f"empty{suffix}")
    assert file.stat().st_size > 500


@pytest.mark.parametrize(
    ("path", "lang", "said"),
    [
        ("x.odt", "en", "a briefing is not written as '.odt'"),
        ("x.pdf", "de", "does not speak 'de'"),
    ],
)
def test_what_cannot_be_written_is_told(graph, path, lang, said, tmp_path):
    with pytest.raises(NotFound) as caught:
        graph.briefing(tmp_path / path, lang)
    assert said in str(caught.value)
    assert "hint: " in str(caught.value)


@pytest.mark.parametrize(
    ("suffix", "module", "package"),
    [
        (".pdf", "typst", "typst"),
        (".docx", "docx", "python-docx"),
        (".pptx", "pptx", "python-pptx"),
    ],
)
def test_a_missing_package_is_told(tiny, suffix, module, package, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Unavailable) as caught:
        tiny.briefing(tmp_path / f"x{suffix}")
    assert f"needs the package {package}" in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_every_writer_is_there():
    assert {*SUFFIXES, ".html", ""} == WRITERS.keys()
