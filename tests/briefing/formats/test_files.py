"""The report as PDF, Word, slides, workbook and Markdown: complete, accessible, safe, steady."""

import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdf
import pytest
from docx.oxml.ns import qn

from minkg.briefing.blocks import TableBlock, text_of
from minkg.briefing.catalogue import WRITERS
from minkg.briefing.content import BriefingContent
from minkg.briefing.formats.markdown import markdown_report
from minkg.briefing.formats.pdf import pdf
from minkg.briefing.formats.slides import slides
from minkg.briefing.formats.word import word
from minkg.briefing.formats.workbook import workbook
from minkg.briefing.report import report
from minkg.briefing.speaker import Speaker
from minkg.briefing.tables import Tables
from minkg.cli.main import main
from minkg.knowledge import open_graph
from minkg.pictures.drawing import fonts
from minkg.words.errors import NotFound, Unavailable

SENTENCE = {"en": 40, "ar": 40, "zh": 15}  # so many signs are more than a title
ROOT = Path(__file__).parents[3]
LANGS = ("en", "ar", "zh")
SUFFIXES = (".pdf", ".docx", ".pptx", ".xlsx", ".md")
NAME = "=HYPERLINK(1) <script>hacked = 1</script> | [x] *y* #set \u0007 $z$"
HOSTILE = f"""PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

:hostile
    a mk:Proposal ;
    skos:prefLabel "{NAME}"@en ;
.

:unep-ea6-minerals-report.19 {{
    :hostile
        mk:addressesTopic :sustainable-sand-management ;
        mk:coversStage :extraction ;
        mk:statesThat "-1+1 #panic() \\\\ <b>said</b>"@en ;
        mk:supportLevel :general-support ;
    .
}}
"""
WORDS = {
    "en": ("Global sand observatory", "unchecked", "Method and limits"),
    "ar": ("المدخل الأول", "موضوع مشترك"),  # pypdf moves some letters that are drawn back
    "zh": ("开采", "共同主题"),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """Give the small graph with a proposal whose texts try to be formulas, markup and code."""
    home = tmp_path_factory.mktemp("hostile")
    for folder in ("ontology", "shapes", "queries"):
        (home / folder).symlink_to(ROOT / folder)
    shutil.copytree(ROOT / "tests" / "tiny" / "data", home / "data")
    (home / "data" / "proposal" / "hostile.trig").write_text(HOSTILE, "utf-8")
    return open_graph(home)


@pytest.fixture(scope="module")
def content(graph):
    return BriefingContent(graph)


@pytest.fixture(scope="module", params=LANGS)
def told(request, content):
    """Give the report in a language."""
    return report(content, request.param)


@pytest.fixture(scope="module")
def printed(told):
    return told.lang, pypdf.PdfReader(io.BytesIO(pdf(told)))


@pytest.fixture(scope="module")
def written(told):
    return told.lang, docx.Document(io.BytesIO(word(told)))


@pytest.fixture(scope="module", params=LANGS)
def deck(request, content):
    return request.param, pptx.Presentation(io.BytesIO(slides(content, request.param)))


@pytest.fixture(scope="module", params=LANGS)
def book(request, content):
    file = io.BytesIO(workbook(content, request.param))
    return request.param, openpyxl.load_workbook(file)


def tags(element):
    """Walk the structure of a tagged PDF."""
    element = element.get_object()
    if "/S" in element:
        yield element
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if isinstance(child.get_object(), dict):
            yield from tags(child)


def plain(text):
    """Give letters alone, in their basic forms, so that layout and shaping do not count."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).lower()


def test_pdf_is_tagged_with_title_language_and_headings(printed, told):
    lang, read = printed
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == lang
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata.title == told.title
    found = Counter(str(tag["/S"]) for tag in tags(root["/StructTreeRoot"]))
    assert found["/H1"] > 5
    assert found["/H2"] > 3
    heads = [len(block.heads) for block in told.blocks if isinstance(block, TableBlock)]
    assert found["/TH"] == sum(heads)
    assert found["/Table"] == len(heads)


def test_citations_in_pdf_lead_to_their_passages(printed):
    _, read = printed
    found = Counter(str(tag["/S"]) for tag in tags(read.trailer["/Root"]["/StructTreeRoot"]))
    notes = [note.get_object() for page in read.pages for note in page.get("/Annots", [])]
    assert len(notes) >= found["/Link"] > 20
    assert all(note["/Subtype"] == "/Link" and note["/Contents"] for note in notes)


def test_pdf_pictures_are_told_in_words(printed):
    lang, read = printed
    figures = [t for t in tags(read.trailer["/Root"]["/StructTreeRoot"]) if t["/S"] == "/Figure"]
    assert len(figures) == 2
    assert all(len(figure["/Alt"]) > SENTENCE[lang] for figure in figures)


def test_pdf_text_can_be_found(printed):
    lang, read = printed
    pages = [plain(page.extract_text()) for page in read.pages]
    for said in WORDS[lang]:
        words = [plain(one) for one in said.split()]
        assert any(all(one in page or one[::-1] in page for one in words) for page in pages), said


def test_a_report_of_the_shipped_graph_is_not_too_long(kg):
    told = report(BriefingContent(kg), "ru")
    read = pypdf.PdfReader(io.BytesIO(pdf(told)))
    assert len(read.pages) <= 40
    text = "".join(page.extract_text() for page in read.pages)
    assert "minkg briefing -o FILE.xlsx" in text


def test_every_citation_has_its_passage(told):
    cited = {span.text.strip("\u200e") for span in spans(told) if span.passage}
    (listed,) = [
        block for block in told.blocks if isinstance(block, TableBlock) and block.name == "cited"
    ]
    numbers = [text_of(row[0]) for row in listed.rows]
    assert numbers == [f"[{at}]" for at in range(1, len(numbers) + 1)]
    assert cited == set(numbers)


def spans(told):
    for block in told.blocks:
        if isinstance(block, TableBlock):
            yield from (span for row in block.rows for cell in row for span in cell)
        else:
            texts = getattr(block, "items", None) or [getattr(block, "text", "")]
            yield from (span for text in texts if isinstance(text, tuple) for span in text)


def test_unchecked_evidence_says_so(content):
    told = report(content, "en")
    warned = {span.text for span in spans(told) if span.look == "warn"}
    assert "unchecked" in warned


def test_word_has_headings_and_native_tables(written, told):
    lang, read = written
    styles = Counter(p.style.name for p in read.paragraphs)
    assert styles["Title"] == 1
    assert styles["Heading 1"] > 5
    assert len(read.tables) == sum(isinstance(block, TableBlock) for block in told.blocks)
    for table in read.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert (table._tbl.tblPr.find(qn("w:bidiVisual")) is not None) == (lang == "ar")
    about = read.core_properties
    assert about.title == told.title
    assert about.language.startswith(lang)


def test_word_pictures_have_texts_and_letters_a_language(written):
    lang, read = written
    assert len(read.inline_shapes) == 2
    alts = [shape._inline.docPr.get("descr") for shape in read.inline_shapes]
    assert all(len(alt) > SENTENCE[lang] for alt in alts)
    body = read.element.body
    languages = {element.get(qn("w:val")) for element in body.iter(qn("w:lang"))}
    assert {"en": "en-GB", "ar": "ar-SA", "zh": "zh-CN"}[lang] in languages
    right = len(list(body.iter(qn("w:rtl"))))
    assert (right > 100) == (lang == "ar")
    filled = [p for p in body.iter(qn("w:p")) if p.findall(qn("w:r"))]
    bidi = [p for p in filled if p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None]
    assert len(bidi) >= len(filled) - 2 if lang == "ar" else not bidi  # pictures stand alone


def test_slides_have_a_title_and_one_picture_or_table(deck):
    lang, read = deck
    assert len(read.slides) > 10
    for slide in read.slides:
        assert slide.shapes.title.text_frame.text
        shown = [
            s
            for s in slide.shapes
            if s.shape_type is not None and (s.has_table or s.shape_type == 13)
        ]
        assert len(shown) <= 1
        for shape in shown:
            assert shape._element.xpath("./*/p:cNvPr")[0].get("descr")
            if shape.has_table:
                assert (shape.table._tbl.tblPr.get("rtl") == "1") == (lang == "ar")
                assert shape.table.first_row


def test_nothing_runs_over_the_edge_of_a_slide(deck):
    _, read = deck
    for slide in read.slides:
        for shape in slide.shapes:
            outside = shape.top < 0  # the title of a picture, for screen readers
            assert outside == (
                shape == slide.shapes.title
                and any(s.shape_type == 13 and s.width == read.slide_width for s in slide.shapes)
            )
            if not outside:
                assert shape.left >= 0
                assert shape.left + shape.width <= read.slide_width + 10
                assert shape.top + shape.height <= read.slide_height + 10


def test_workbook_has_no_formulas_and_can_be_filtered(book):
    lang, read = book
    assert len(read.sheetnames) >= 10
    for sheet in read.worksheets:
        assert bool(sheet.sheet_view.rightToLeft) == (lang == "ar")
        assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        if sheet is not read.worksheets[0]:
            assert sheet.freeze_panes
            assert sheet.auto_filter.ref.startswith("A1:")
            assert all(isinstance(cell.value, str) for cell in sheet[1])


def test_workbook_has_everything(content, book):
    lang, read = book
    rows = {sheet.title: sheet.max_row - 1 for sheet in read.worksheets}
    tables = Tables(content, lang)
    for sheet in (tables.findings(content.findings), tables.facts(), tables.passages()):
        title = re.sub(r"[\[\]:*?/\\']", " ", sheet.title)[:31]
        assert rows[title] == sheet.total > 5
    values = {cell.value for sheet in read.worksheets for row in sheet.iter_rows() for cell in row}
    if lang == "en":
        assert NAME.replace("\u0007", "") in values
        assert "-1+1 #panic() \\ <b>said</b>" in values
        assert 1 in values  # figures are figures


def test_markdown_is_text_with_tables(content):
    told = report(content, "en")
    text = markdown_report(told)
    assert "<" not in text
    assert "&lt;script&gt;" in text
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    assert lines
    for block in re.split(r"\n\n+", text):
        if block.startswith("| "):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(widths) == 1, block
    assert text.startswith("# ")


@pytest.mark.parametrize("lang", LANGS)
def test_names_keep_their_direction(content, lang):
    words = Speaker(content, lang)
    assert words.framed("UNEP (Nairobi)") == (
        "\u200eUNEP (Nairobi)\u200e" if lang == "ar" else "UNEP (Nairobi)"
    )
    assert words.framed("12 / 140") == "12 / 140"
    assert words.framed("الرمال") == ("الرمال" if lang == "ar" else "\u200fالرمال\u200f")


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


def test_a_missing_font_is_told(content, monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "_system_fonts", lambda: iter(()))
    with pytest.raises(Unavailable) as caught:
        content.graph.briefing(tmp_path / "x.pdf", "zh")
    assert "no font on this machine has the signs of 'zh'" in str(caught.value)
    assert not list(tmp_path.iterdir())


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


def test_on_the_command_line(tiny_home, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["briefing", "--home", str(tiny_home.path), "--lang", "fr", "-o"]
    assert main([*words, "x.md"]) == 0
    assert capsys.readouterr().err == "x.md\n"
    assert main([*words, "missing/x.xlsx"]) == 2
    assert "écriture impossible" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["x.md"]


def test_every_writer_is_there():
    assert {*SUFFIXES, ".html", ""} == WRITERS.keys()
