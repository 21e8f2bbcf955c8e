"""Templates can be filled in by people and read back: headers, lists, and every entry as it is."""

import argparse
import datetime
import io
import re
import shutil
import unicodedata
from functools import cache
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minkg.cli.common import CommonOptions, Context
from minkg.cli.template import arguments, run
from minkg.graph.terms import plain
from minkg.home.folder import Home
from minkg.home.turtle import parse_facts, read_facts
from minkg.intake.drafting.drafter import Drafter
from minkg.intake.forms.fields import Forms
from minkg.intake.forms.template_workbook import template_workbook
from minkg.intake.forms.templates import MOST_NAME, Templates
from minkg.intake.readers.csv_tables import read_csv
from minkg.intake.readers.xlsx_sheets import read_workbook
from minkg.shacl.fact_index import FactIndex, triple_of
from minkg.words.errors import MinkgError, NotFound
from minkg.words.languages import LANGUAGES
from minkg.words.names import PREFIXES, expand, is_name
from tests.tools.small_forms import FORMS as SMALL
from tests.tools.small_forms import HOME, QUADS, SHAPES
from tests.tools.small_forms import templates as small

HERE = Path(__file__).parents[2]
TINY = HERE / "tiny" / "data"
TYPE = ox.NamedNode(expand("rdf:type"))
DATA = [quad for path in HOME.data for quad in read_facts(path)]
WHOLE = [*(quad for path in HOME.ontology for quad in read_facts(path)), *DATA]
FORMS = Forms(SHAPES, FactIndex(triple_of(quad) for quad in WHOLE))


@cache
def templates(lang: str = "en") -> Templates:
    return Templates(SHAPES, WHOLE, lang)


def opened(made: Templates, *folders: str, names=()) -> openpyxl.Workbook:
    rows = made.filled(names) if names else None
    return openpyxl.load_workbook(
        io.BytesIO(template_workbook(list(made.sheets(folders, rows)), made.lang))
    )


def facts_of(content: bytes, path: Path, drafter: Drafter) -> set[ox.Quad]:
    """Read a workbook back; nothing may be wrong with it."""
    path.write_bytes(content)
    draft = drafter.draft(read_workbook(path, path.name))
    assert [str(p) for p in draft.problems if p.severity == "violation"] == []
    return {quad for quad, _ in draft.facts}


@pytest.mark.ci
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_has_a_name_that_can_be_read_back(lang):
    folders = list(FORMS.folders)
    sheets = list(templates(lang).sheets(folders))
    assert [FORMS.known(sheet.name) for sheet in sheets] == folders
    assert [s.name for s in sheets if len(s.name.encode("utf-16-le")) > 2 * MOST_NAME] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_template_says_nothing(lang, tmp_path):
    made = small(lang)
    content = template_workbook(list(made.sheets(["standard", "judgement", "passage"])), lang)
    (tmp_path / "empty.xlsx").write_bytes(content)
    gathered = read_workbook(tmp_path / "empty.xlsx", "empty.xlsx")
    assert (gathered.records, gathered.problems) == ([], [])
    gathered = read_csv(made.csv("standard").encode(), "x.csv", "standard")
    assert (gathered.records, gathered.problems) == ([], [])


def test_a_csv_template(expect):
    expect(HERE / "template" / "meeting.csv", small().csv("meeting"))
    assert small().csv("meeting").encode().startswith(b"\xef\xbb\xbf")


def test_the_example_is_said_by_its_passage():
    (sheet,) = small().sheets(["meeting"])
    shown = dict(zip([slot.header for slot in sheet.slots], sheet.example, strict=True))
    assert shown["entry"] == "# example"
    assert (
        shown["document"] == "Report of the Executive Director on progress in implementing "
        "Environment Assembly resolution 5/12"
    )
    graph = ox.NamedNode(expand(f"unep-ea6-minerals-report.{shown['paragraph']}"))
    said = {quad.predicate.value for quad in QUADS if quad.graph_name == graph}
    stated = {
        slot.column.field.path
        for slot, text in zip(sheet.slots, sheet.example, strict=True)
        if text and slot.group in ("fact", "rare")
    }
    assert stated
    assert stated <= said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_people_fill_in_is_read_as_they_meant_it(lang, tmp_path):
    made = small(lang)
    (sheet,) = made.sheets(["standard"])
    text = {term: made.choices.text(ox.NamedNode(expand(term))) for term in ("auditing", "unep")}
    filled_in = {
        "prefLabel": "Sand Standard",
        "performsFunction": text["auditing"],
        "administeredBy": text["unep"],
        "statesThat": "It is new.",
        "publishedOn": datetime.date(2023, 9, 7),
        "adoptedOn": 2021,
        "deprecated": False,
        "document": made.choices.text(ox.NamedNode(expand("minkg-reading-notes"))),
        "paragraph": "7 (b)",
        "summary": "It tells of a standard.",
        "languageRead": "ru",
    }
    book = openpyxl.load_workbook(io.BytesIO(template_workbook([sheet], lang)))
    for at, slot in enumerate(sheet.slots, 1):
        key, language = slot.key
        wanted = language in ("", "en") or key == "summary"
        if slot.number == 1 and wanted and key in filled_in:
            book[sheet.name].cell(3, at, filled_in[key])
    book.save(tmp_path / "in.xlsx")
    draft = Drafter(SMALL, SMALL.facts, lang).draft(read_workbook(tmp_path / "in.xlsx", "in.xlsx"))
    assert draft.problems == []
    expected = (HERE / "template" / "sand-standard.trig").read_bytes()
    summary = expected.replace(b'standard."@en', f'standard."@{lang}'.encode())
    facts = set(parse_facts(summary, ox.RdfFormat.TRIG, "sand-standard.trig"))
    assert {quad for quad, _ in draft.facts} == facts


NOT_IN_SHAPES = {
    *("skos:relatedMatch", "skos:broadMatch", "mk:organizedBy"),
    *("mk:seal", "mk:comparedBy", "mk:comparedOn"),  # only a review writes them
}


@pytest.mark.ci
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_home_comes_back_as_it_is(lang, tmp_path):
    made = templates(lang)
    rows = made.filled([name for folder in FORMS.folders for name in made.names(folder)])
    assert {plain(q.predicate) for q in rows.left} <= NOT_IN_SHAPES
    content = template_workbook(list(made.sheets(list(rows.rows), rows)), lang)
    drafter = Drafter(made.forms, made.facts, lang)
    stayed = set(DATA) - set(rows.left)
    assert facts_of(content, tmp_path / "all.xlsx", drafter) == stayed
    tables = [(made.csv(folder, rows), folder) for folder in rows.rows]
    drafts = [drafter.draft(read_csv(text.encode(), "x.csv", folder)) for text, folder in tables]
    assert {quad for draft in drafts for quad, _ in draft.facts} == stayed


XSD = PREFIXES["xsd"]
SIGNS = st.characters(exclude_categories=["Cc", "Cs", "Cn"])
WORDS = (
    st.text(SIGNS, min_size=1, max_size=30)
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(bool)
)
PASSAGES = sorted(plain(q.subject) for q in QUADS if q.predicate.value == expand("mk:locator"))
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True).filter(
    lambda name: is_name(name) and not SMALL.of(ox.NamedNode(expand(name)))
)


def typed(text, kind):
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


DATES = st.dates().map(str).filter(lambda text: text >= "1000")
VALUES = {
    "words": st.builds(ox.Literal, WORDS, language=st.sampled_from(LANGUAGES)),
    "text": WORDS.map(ox.Literal),
    "date": st.one_of(
        DATES.map(lambda text: typed(text, "date")),
        DATES.map(lambda text: typed(text[:7], "gYearMonth")),
        DATES.map(lambda text: typed(text[:4], "gYear")),
    ),
    "number": st.from_regex(r"-?[0-9]{1,20}(\.[0-9]{1,9})?", fullmatch=True).map(
        lambda text: typed(text, "decimal")
    ),
    "boolean": st.sampled_from(["true", "false"]).map(lambda text: typed(text, "boolean")),
    "address": st.from_regex(r"https?://[a-z]{1,9}\.org/[a-z0-9=&?#-]{0,20}", fullmatch=True).map(
        lambda text: typed(text, "anyURI")
    ),
}


def values_of(field):
    if field.choices and field.kind == "link":
        return st.sampled_from(field.choices).map(ox.NamedNode)
    if field.choices:
        return st.sampled_from(field.choices).map(ox.Literal)
    if field.kind != "link":
        return VALUES[field.kind]
    kind = ox.NamedNode(field.wanted or expand("mk:Entry"))
    outside = ox.NamedNode("http://www.wikidata.org/entity/Q42")
    return st.sampled_from([*SMALL.facts.instances(kind), outside])


@st.composite
def entries(draw):
    """Give an entry that is not there yet: its class and its facts."""
    folder = draw(st.sampled_from([f for f in SMALL.folders if f != "passage"]))
    entry, kind = (
        ox.NamedNode(expand(draw(NAMES))),
        ox.NamedNode(expand(f"mk:{SMALL[folder].kind}")),
    )
    quads = {ox.Quad(entry, TYPE, kind)}
    passage = st.sampled_from(PASSAGES).map(lambda name: ox.NamedNode(expand(name)))
    for field in draw(st.lists(st.sampled_from(SMALL[folder].fields), max_size=8)):
        loose = {False: st.none(), True: passage, None: st.one_of(st.none(), passage)}
        for value in draw(st.lists(values_of(field), max_size=12)):
            graph = draw(loose[field.sourced]) or ox.DefaultGraph()
            quads.add(ox.Quad(entry, ox.NamedNode(field.path), value, graph))
    return folder, plain(entry), quads


@pytest.mark.ci
@settings(max_examples=60)
@given(entries(), st.sampled_from(LANGUAGES))
def test_any_entry_comes_back_as_it_was(tmp_path_factory, entry, lang):
    folder, name, quads = entry
    made = Templates(SHAPES, [*QUADS, *quads], lang)
    rows = made.filled([name])
    assert rows.left == []
    content = template_workbook(list(made.sheets([folder], rows)), lang)
    drafter = Drafter(SMALL, SMALL.facts, lang)
    path = tmp_path_factory.getbasetemp() / "one.xlsx"
    assert facts_of(content, path, drafter) == quads


def command(folder: Path, *words: str, output: str = "x.xlsx", lang="en", home=HOME) -> Path:
    parser = argparse.ArgumentParser()
    arguments(parser)
    path = str(folder / output) if output else None
    options = CommonOptions(home=str(home.path), lang=lang, output=path)
    assert run(Context(options), parser.parse_args(words)) == 0
    return folder / output


def test_the_command_writes_a_sheet_for_each_class(tmp_path, tiny_home):
    path = command(tmp_path, "standard", "UnEntity", "norme", lang="fr", home=tiny_home)
    assert openpyxl.load_workbook(path).sheetnames[1:-1] == ["norme", "entité des Nations Unies"]
    path = command(tmp_path, "Topic", output="x.csv", home=tiny_home)
    assert path.read_bytes() == small().csv("topic").encode()


def test_the_command_writes_entries(tmp_path, tiny_home):
    def names(*words):
        book = openpyxl.load_workbook(command(tmp_path, *words, home=tiny_home))
        rows = {s.title: [cell.value for cell in s["A"][1:]] for s in book.worksheets[1:-1]}
        return {name: list(dict.fromkeys(cells)) for name, cells in rows.items()}

    assert names("topic", "--filled") == {
        "topic": sorted(p.stem for p in (TINY / "topic").iterdir())
    }
    assert names("--entry", "sand", "GISTM") == {
        "material": ["sand"],
        "standard": ["global-industry-standard-on-tailings-management"],
    }
    found = names("passage", "--entry", "sand-workshop-2023", "minkg-reading-notes")
    assert found["meeting"] == ["sand-workshop-2023"]
    assert found["document"] == ["minkg-reading-notes"]
    owned = [name for name in PASSAGES if name.startswith("minkg-reading-notes.")]
    assert set(owned) < set(found["passage"])
    assert all("." in name for name in found["passage"])


def grown(home: Home, path: Path, text: str) -> Home:
    """Copy a home and add a file."""
    shutil.copytree(home.path, path)
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    (path / "data" / "topic" / "more.trig").write_text(prefixes + text, "utf-8")
    return Home(path)


def test_the_command_tells_what_it_leaves_out(tmp_path, tiny_home, capsys):
    home = grown(tiny_home, tmp_path / "home", ':sand mk:unknown "x", "y" .')
    command(tmp_path, "--entry", "sand", home=home)
    said = "left out, as there is no column for it: 'mk:unknown' of sand\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("words", "output", "said"),
    [
        ([], "", "a template is for a class\n\nhint: name one or several of: actor-group, "),
        (["standard"], "", "a template needs a file"),
        (["standard"], "x.pdf", "'.pdf' is not a format of templates"),
        (["standard", "topic"], "x.csv", "a CSV file holds one class"),
        (["standrad"], "x.xlsx", "no class is called 'standrad'\n\nhint: did you mean `standard`"),
        (["qqqq"], "x.xlsx", "no class is called 'qqqq'\n\nhint: choose one of: actor-group, "),
        (["--entry", "unpe"], "x.xlsx",
         "no entry is called 'unpe'\n\nhint: did you mean `unea` or `unep`"),
        (["--entry", "qqqq"], "x.xlsx", "no entry is called 'qqqq'\n\nhint: `minkg find TEXT`"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(tmp_path, tiny_home, words, output, said):
    with pytest.raises(MinkgError, match=re.escape(said)):
        command(tmp_path, *words, output=output, home=tiny_home)


def test_a_name_of_two_entries_is_not_chosen_from(tmp_path, tiny_home):
    text = ':other-sand a mk:Topic ; skos:prefLabel "Sand"@en .'
    with pytest.raises(NotFound, match="'Sand' may mean several entries: other-sand, sand"):
        command(tmp_path, "--entry", "Sand", home=grown(tiny_home, tmp_path / "home", text))
