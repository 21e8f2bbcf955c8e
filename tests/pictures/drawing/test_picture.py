"""A picture as files: always the same bytes, the right size, and a page that asks nothing."""

import re
import struct
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw
from minkg.pictures.drawing.picture import FORMATS, Detail, Picture
from minkg.pictures.drawing.svg import SvgWriter
from minkg.pictures.drawing.text import measure
from minkg.words.errors import MinkgError, Unavailable

if TYPE_CHECKING:
    from playwright.sync_api import Browser


BRIEF = (("entry", "gold"), ("pair", "global-sand-observatory", "marine-sand-watch"), ("sets",))


@pytest.mark.ci
def test_files_are_the_same_twice(kg: KnowledgeGraph, tmp_path: Path) -> None:
    for suffix in FORMATS:
        for folder in ("one", "two"):
            (tmp_path / folder).mkdir(exist_ok=True)
            draw(kg, "entry", "gold", lang="ar").save(tmp_path / folder / f"gold{suffix}")
        assert (tmp_path / "one" / f"gold{suffix}").read_bytes() == (
            tmp_path / "two" / f"gold{suffix}"
        ).read_bytes()
        assert len(list((tmp_path / "one").iterdir())) == FORMATS.index(suffix) + 1


@pytest.mark.parametrize("size", [None, "slide"])
def test_png_has_the_expected_size(kg: KnowledgeGraph, tmp_path: Path, size: str | None) -> None:
    picture = draw(kg, "entry", "gold", size=size)
    picture.save(tmp_path / "gold.PNG")
    content = (tmp_path / "gold.PNG").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    found = struct.unpack(">II", content[16:24])
    assert found == pytest.approx([side * 2 * 4 / 3 for side in picture.points], abs=3)


@pytest.mark.parametrize("lang", ["en", "ar", "zh", "ru"])
def test_pdf_is_one_tagged_page_of_letters(kg: KnowledgeGraph, lang: str) -> None:
    content = draw(kg, "entry", "gold", lang=lang, size="a4").pdf()
    assert content.startswith(b"%PDF-")
    packed = re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    whole = content + b"".join(zlib.decompressobj().decompress(part) for part in packed)
    assert b"/StructTreeRoot" in whole
    assert re.search(rb"/MediaBox ?\[0 0 841\.9 595\.3\]", whole)
    assert b"+FiraGO-Regular" in whole
    assert b"/Subtype /Image" not in whole
    assert b"/Subtype/Image" not in whole


def test_pdf_without_typst_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Unavailable, match="PDF needs the package typst"):
        Picture("<svg/>", "").pdf()


def test_svg_brings_its_letters(kg: KnowledgeGraph, tmp_path: Path) -> None:
    picture = draw(kg, "entry", "gold", lang="ru")
    picture.save(tmp_path / "gold.svg")
    written = (tmp_path / "gold.svg").read_text("utf-8")
    assert written.count("@font-face") == 2
    assert re.sub(r"<style>.*?</style>\n", "", written) == picture.svg
    assert len(written) - len(picture.svg) < 80_000


@pytest.mark.ci
@pytest.mark.parametrize("lang", ["en", "ar", "zh"])
@pytest.mark.parametrize("wanted", BRIEF, ids=" ".join)
def test_browser_draws_what_was_measured(
    kg: KnowledgeGraph, browser: "Browser", tmp_path: Path, wanted: tuple[str, ...], lang: str
) -> None:
    picture = draw(kg, *wanted, lang=lang, size="a4")
    picture.save(tmp_path / "picture.html")
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "picture.html").as_uri())
    page.wait_for_function("document.fonts.ready.then(() => true)")
    drawn = page.evaluate(
        "[...document.querySelectorAll('svg text')].map(t => [t.textContent, "
        "+t.getAttribute('font-size'), t.hasAttribute('font-weight'), t.getBBox().width])"
    )
    page.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    wide = [
        (text, found, measure(text, size, bold=bold))
        for text, size, bold, found in drawn
        if abs(found - measure(text, size, bold=bold)) > 0.06 * found + 1.5
    ]
    assert drawn
    assert wide == []


def test_cells_of_the_page_lead_to_their_evidence(kg: KnowledgeGraph) -> None:
    page = draw(kg, "overlap", "global-sand-observatory", "marine-sand-watch").html()
    place = "global-sand-observatory--marine-sand-watch"
    assert f'<a href="#{place}">' in page
    section = page.partition(f'<section id="{place}"')[2].partition("</section>")[0]
    assert "unep-ea6-minerals-report 19" in section
    assert "<td>sustainable sand management</td>" in section
    for wanted in (("stage-topic",), ("sets",)):
        page = draw(kg, *wanted).html()
        links = set(re.findall(r'<a href="#([^"]+)"', page)) - {"picture"}
        assert links
        assert links <= set(re.findall(r' id="([^"]+)"', page))
        assert "<script" not in page


def test_links_stand_only_in_pages(kg: KnowledgeGraph) -> None:
    assert "<a " not in draw(kg, "stage-topic").svg


def test_formats_and_folders_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(MinkgError, match=r"'\.gif' is not a format of pictures"):
        Picture("<svg/>", "").save(tmp_path / "x.gif")
    with pytest.raises(MinkgError, match="cannot be written"):
        Picture("<svg/>", "").save(tmp_path / "no" / "x.svg")


def test_isolates_are_invisible() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="30"><text x="190" y="20" '
        'font-family="FiraGO" font-size="16" text-anchor="end">{}</text></svg>'
    )
    plain, isolated = (svg.format(text) for text in ("الاستخراج", "\u2067الاستخراج\u2069"))
    assert Picture(plain, "").png() == Picture(isolated, "").png()


def test_details_are_made_for_the_page_only(
    kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = []

    def details(matrix: object) -> list[Detail]:
        made.append(matrix)
        return [Detail("here", "A cell", "A note", ("head",), (("value <b>",),))]

    monkeypatch.setattr("minkg.pictures.views.matrix._Matrix._details", details)
    written = []
    document = SvgWriter.document
    monkeypatch.setattr(
        SvgWriter, "document", lambda *given: written.append(given[0].links) or document(*given)
    )
    picture = draw(kg, "stage-topic")
    picture.png(0.1)
    picture.save(tmp_path / "picture.svg")
    assert (made, written) == ([], [False])
    page = picture.html()
    assert (len(made), written) == (1, [False, True])
    assert '<section id="here" tabindex="-1"><h2>A cell</h2><p>A note</p>' in page
    assert "<td>value &lt;b&gt;</td>" in page


def test_a_picture_without_details_is_a_page_as_well(kg: KnowledgeGraph) -> None:
    page = draw(kg, "timeline").html()
    assert "<svg" in page
    assert "<section" not in page
    assert Picture("<svg/>", "Only this").html().count("<svg/>") == 1


def test_what_is_seen_are_the_signs_without_tooltips() -> None:
    svg = "<svg><title>a</title><text>b &amp; c</text><g><title>d\n</title><text>e</text></g></svg>"
    assert Picture(svg, "").texts == "b & ce"


def test_the_way_to_the_details_is_no_part_of_what_a_picture_is() -> None:
    one, other = (Picture("<svg/>", "a", linked=list) for _ in range(2))
    assert one == other
    assert "linked" not in repr(one)
