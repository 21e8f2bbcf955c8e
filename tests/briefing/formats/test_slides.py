"""The report as slides: a title and one picture or table on each, nothing over the edge."""

import io

import pptx
import pytest

from minkg.briefing.formats.slides import slides

LANGS = ("en", "ar", "zh")


@pytest.fixture(scope="module", params=LANGS)
def deck(request, content):
    return request.param, pptx.Presentation(io.BytesIO(slides(content, request.param)))


@pytest.mark.ci
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


@pytest.mark.ci
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
