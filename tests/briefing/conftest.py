"""The small graph with hostile texts, and its report, for all tests of briefings."""

import shutil
from pathlib import Path

import pytest

from minkg.briefing.content import BriefingContent
from minkg.briefing.report import report
from minkg.knowledge import open_graph
from tests.tools.hostile_home import HOSTILE

ROOT = Path(__file__).parents[2]

LANGS = ("en", "ar", "zh")


@pytest.fixture(scope="session")
def graph(tmp_path_factory):
    """Give the small graph with a proposal whose texts try to be formulas, markup and code."""
    home = tmp_path_factory.mktemp("hostile")
    for folder in ("ontology", "shapes", "queries"):
        (home / folder).symlink_to(ROOT / folder)
    shutil.copytree(ROOT / "tests" / "tiny" / "data", home / "data")
    (home / "data" / "proposal" / "hostile.trig").write_text(HOSTILE, "utf-8")
    return open_graph(home)


@pytest.fixture(scope="session")
def content(graph):
    return BriefingContent(graph)


@pytest.fixture(scope="session", params=LANGS)
def told(request, content):
    """Give the report in a language."""
    return report(content, request.param)
