"""The report as PDF: tagged, searchable, told in words, with letters of every language."""

import io
import unicodedata
from collections import Counter

import pypdf
import pytest

from minkg.briefing.blocks import TableBlock
from minkg.briefing.content import BriefingContent
from minkg.briefing.formats.pdf import pdf
from minkg.briefing.report import report
from minkg.pictures.drawing import fonts
from minkg.words.errors import Unavailable

SENTENCE = {"en": 40, "ar": 40, "zh": 15}  # so many signs are more than a title

WORDS = {
    "en": ("Global sand observatory", "unchecked", "Method and limits"),
    "ar": ("المدخل الأول", "موضوع مشترك"),  # pypdf moves some letters that are drawn back
    "zh": ("开采", "共同主题"),
}


@pytest.fixture(scope="module")
def printed(told):
    return told.lang, pypdf.PdfReader(io.BytesIO(pdf(told)))


def plain(text):
    """Give the letters of a text without marks of direction."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def tags(element):
    """Walk the structure of a tagged PDF."""
    element = element.get_object()
    if "/S" in element:
        yield element
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if isinstance(child.get_object(), dict):
            yield from tags(child)


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


@pytest.mark.ci
def test_pdf_text_can_be_found(printed):
    lang, read = printed
    pages = [plain(page.extract_text()) for page in read.pages]
    for said in WORDS[lang]:
        words = [plain(one) for one in said.split()]
        assert any(all(one in page or one[::-1] in page for one in words) for page in pages), said


@pytest.mark.ci
def test_a_report_of_the_shipped_graph_is_not_too_long(kg):
    told = report(BriefingContent(kg), "ru")
    read = pypdf.PdfReader(io.BytesIO(pdf(told)))
    assert len(read.pages) <= 50
    text = "".join(page.extract_text() for page in read.pages)
    assert "minkg briefing -o FILE.xlsx" in text


def test_a_missing_font_is_told(content, monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "_system_fonts", lambda: iter(()))
    with pytest.raises(Unavailable) as caught:
        content.graph.briefing(tmp_path / "x.pdf", "zh")
    assert "no font on this machine has the signs of 'zh'" in str(caught.value)
    assert not list(tmp_path.iterdir())
