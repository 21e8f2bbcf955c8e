"""The report in Word: headings, native tables, pictures with texts, a language for every letter."""

import io
from collections import Counter

import docx
import pytest
from docx.oxml.ns import qn

from minkg.briefing.blocks import TableBlock
from minkg.briefing.formats.word import word


@pytest.fixture(scope="module")
def written(told):
    return told.lang, docx.Document(io.BytesIO(word(told)))


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
    assert all(len(alt) > (15 if lang == "zh" else 40) for alt in alts)
    body = read.element.body
    languages = {element.get(qn("w:val")) for element in body.iter(qn("w:lang"))}
    assert {"en": "en-GB", "ar": "ar-SA", "zh": "zh-CN"}[lang] in languages
    right = len(list(body.iter(qn("w:rtl"))))
    assert (right > 100) == (lang == "ar")
    filled = [p for p in body.iter(qn("w:p")) if p.findall(qn("w:r"))]
    bidi = [p for p in filled if p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None]
    assert len(bidi) >= len(filled) - 2 if lang == "ar" else not bidi  # pictures stand alone
