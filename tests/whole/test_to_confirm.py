"""Nobody makes a fact look checked by citing a passage that was checked: through no door."""

import csv
import json
import re
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest

from minkg.cli.main import main
from minkg.home import Home
from minkg.knowledge import open_graph
from minkg.site.forms import queue
from minkg.site.web.options import ServerOptions
from tests.tools.visiting import Site, text_of

PASSAGE = "unep-ea6-minerals-report.19"
BESIDE = f"{PASSAGE}.to-confirm"
SAID = {
    "name": "invented-dredging-standard", "prefLabel": "Invented dredging standard",
    "performsFunction": "norm-setting", "statesThat": "It sets limits nobody ever wrote.",
    "addressesTopic": "sustainable-sand-management", "coversStage": "marine-extraction",
    "appliesToMaterial": "sand", "document": "unep-ea6-minerals-report", "paragraph": "19",
}  # fmt: skip
TRIG = f"""PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
:invented-dredging-standard a mk:Standard ; skos:prefLabel "Invented dredging standard"@en .
:{PASSAGE} {{
  :invented-dredging-standard mk:performsFunction :norm-setting ;
    mk:statesThat "It sets limits nobody ever wrote."@en ; mk:coversStage :marine-extraction ;
    mk:addressesTopic :sustainable-sand-management ; mk:appliesToMaterial :sand .
}}
"""


@pytest.fixture
def home(tmp_path, tiny_home, monkeypatch):
    """Give a small home of its own, and stand beside it."""
    place = tmp_path / "home"
    shutil.copytree(tiny_home.path, place, symlinks=False)
    monkeypatch.chdir(tmp_path)
    return Home(place)


def worded(key):
    """Give the key with its language where it holds words."""
    return f"{key} (en)" if key in ("prefLabel", "statesThat") else key


def as_csv():
    with Path("standard.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        keys = [key for key in SAID if key != "name"]
        writer.writerow([worded(key) for key in keys])
        writer.writerow([SAID[key] for key in keys])
    return "standard.csv"


def as_workbook():
    book = openpyxl.Workbook()
    book.worksheets[0].title = "standard"
    keys = [key for key in SAID if key != "name"]
    book.worksheets[0].append([worded(key) for key in keys])
    book.worksheets[0].append([SAID[key] for key in keys])
    book.save("entries.xlsx")
    return "entries.xlsx"


def as_json():
    item = {worded(key): value for key, value in SAID.items() if key != "name"}
    item = {**item, "class": "standard"}
    Path("entries.json").write_text(json.dumps([item]), encoding="utf-8")
    return "entries.json"


def as_trig():
    Path("new.trig").write_text(TRIG, encoding="utf-8")
    return "new.trig"


@pytest.mark.parametrize("write", [as_csv, as_workbook, as_json, as_trig])
def test_what_is_added_under_a_checked_passage_waits(home, capsys, write):
    main(["--home", str(home.path), "add", write(), "--accept-new"])
    told = capsys.readouterr()
    waits(home, told.out + told.err)


def waits(home, told=""):
    """Check that the invented standard is there, and nowhere but in the companion."""
    graph = open_graph(home.path)
    facts = [f for f in graph["invented-dredging-standard"].facts if f.passage]
    assert {fact.passage for fact in facts} == {BESIDE}, told
    assert {fact.state for fact in facts} == {"unchecked"}
    for seen in (graph.checked(), graph.without_unchecked()):
        assert [f for f in seen["invented-dredging-standard"].facts if f.passage] == []
    beside = graph.passage_facts(BESIDE)
    own = graph.passage_facts(PASSAGE)
    assert beside["mk:locator"] == own["mk:locator"]
    assert beside["dcterms:isPartOf"] == own["dcterms:isPartOf"]
    assert main(["--home", str(home.path), "validate"]) == 0


def test_what_a_visitor_submits_waits(home, tmp_path):
    folder = queue.prepare(tmp_path / "queue", home)
    site = Site(open_graph(home.path), ServerOptions(queue=folder))
    fields = {worded(key): value for key, value in SAID.items() if key != "name"}
    reply = site.submit("/submit/standard?lang=en", {**fields, "-do": "check"})
    mark = re.search(r'name="-seen" value="([0-9a-f]+)"', reply.body.decode())
    assert mark, text_of(reply)
    sent = {**fields, "-do": "send", "-seen": mark[1], "-distinct": "yes"}
    assert site.submit("/submit/standard", sent).status == 303
    (file,) = folder.iterdir()
    assert f":{BESIDE} {{" in file.read_text(encoding="utf-8")
    assert main(["--home", str(home.path), "add", str(file), "--accept-new"]) == 0
    waits(home)


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (f':{PASSAGE} mk:reviewState "checked" .', None),  # as it is
        (':invented.1 mk:reviewState "checked" .', "checked"),
        (':invented.1 mk:reviewState "secondary" .', "secondary"),
        (':invented.1 mk:seal "0123" .', "0123"),
        (':invented.1 mk:comparedBy "Nobody" .', "Nobody"),
    ],
)
def test_a_review_state_from_outside_is_refused(home, capsys, fact, told):
    Path("new.trig").write_text(TRIG + fact, encoding="utf-8")
    main(["--home", str(home.path), "validate", "new.trig"])
    out = capsys.readouterr().out
    if told is None:
        assert "from outside" not in out
    else:
        assert f"is given the review state '{told}' from outside" in out
        assert "`minkg review " in out


def edit(home, old, new):
    path = next(path for path in home.data if path.stem == "marine-sand-watch")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_sealed_passage_that_was_edited_fails_check(home, capsys):
    path = edit(home, "mk:coversStage :marine-extraction ;", "mk:coversStage :extraction ;")
    assert main(["--home", str(home.path), "check"]) == 1
    out = capsys.readouterr().out
    assert f"the facts of '{PASSAGE}' have changed since they were compared" in out
    assert path.name
    assert main(["--home", str(home.path), "review", PASSAGE, "--by", "A reader"]) == 0
    assert main(["--home", str(home.path), "validate"]) == 0
    assert open_graph(home.path).passage_facts(PASSAGE)["mk:comparedBy"] == "A reader"


def test_a_checked_passage_says_who_compared_it(home, capsys):
    path = next(p for p in home.data if p.name == "unep-ea6-minerals-report.trig")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r".*mk:comparedBy .*\n", "", text, count=1), encoding="utf-8")
    assert main(["--home", str(home.path), "validate"]) == 1
    assert "but not who compared its facts" in capsys.readouterr().out


def test_what_waited_joins_the_passage_when_it_was_compared(home, capsys):
    main(["--home", str(home.path), "add", as_trig(), "--accept-new"])
    main(["--home", str(home.path), "review", PASSAGE])
    assert "invented-dredging-standard" in capsys.readouterr().out
    assert main(["--home", str(home.path), "review", BESIDE, "--by", "A reader"]) == 1
    assert f"`minkg review {PASSAGE} --by NAME`" in capsys.readouterr().err
    words = ["review", PASSAGE, "--by", "A reader", "--on", "2026-11-30"]
    assert main(["--home", str(home.path), *words]) == 0
    sys.stdout.flush()
    graph = open_graph(home.path)
    facts = [f for f in graph["invented-dredging-standard"].facts if f.passage]
    assert {(f.passage, f.state) for f in facts} == {(PASSAGE, "checked")}
    assert graph.passage(BESIDE) is None
    assert main(["--home", str(home.path), "validate"]) == 0


def test_a_companion_cannot_be_checked(home, capsys):
    main(["--home", str(home.path), "add", as_trig(), "--accept-new"])
    path = next(p for p in home.data if p.name == "unep-ea6-minerals-report.trig")
    text = path.read_text(encoding="utf-8")
    block = re.search(rf"^:{re.escape(BESIDE)}\n(?:    .*\n)+", text, re.MULTILINE)
    assert block
    better = block[0].replace('mk:reviewState "unchecked"', 'mk:reviewState "secondary"')
    path.write_text(text.replace(block[0], better), encoding="utf-8")
    capsys.readouterr()
    assert main(["--home", str(home.path), "validate"]) == 1
    assert f"'{BESIDE}' waits to be compared" in capsys.readouterr().out


def test_a_passage_needs_a_document_with_an_address(home, capsys):
    path = next(p for p in home.data if p.name == "unep-ea6-minerals-report.trig")
    text = path.read_text(encoding="utf-8")
    block = re.compile(r"\n:unep-ea6-minerals-report\.source \{.*?\n\}\n", re.DOTALL)
    assert block.search(text)
    path.write_text(block.sub("", text), encoding="utf-8")
    main(["--home", str(home.path), "validate"])
    assert "was read in a document without an address" in capsys.readouterr().out
