"""Pictures: every view in every language and size is legible; the same data, the same bytes."""

import re
import struct
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

import minkg
from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import VIEWS, draw
from minkg.pictures.drawing import fonts
from minkg.pictures.drawing.palettes import PALETTES
from minkg.pictures.drawing.paper import PAPERS
from minkg.pictures.drawing.picture import FORMATS, Picture
from minkg.pictures.drawing.text import measure
from minkg.words import languages as language
from minkg.words.errors import MinkgError, Unavailable
from tests.tools.geometry import SVG, canvas, check_geometry, smallest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[3]
PICTURES = (
    ("stage-topic",), ("coverage",), ("overlap",), ("overlap", "gistm", "cyanide-code"),
    ("pair", "global-sand-observatory", "marine-sand-watch"),
    ("pair", "minamata-convention", "basel-convention"),
    ("entry", "unep"), ("entry", "tailings-management"), ("entry", "gold"),
    ("columns",), ("network",), ("timeline",), ("sets",), ("sets", "topic"),
)  # fmt: skip
BRIEF = (("entry", "gold"), ("pair", "global-sand-observatory", "marine-sand-watch"), ("sets",))


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return minkg.load(ROOT)


def test_every_view_is_looked_at() -> None:
    assert {name for name, *_ in PICTURES} == VIEWS.keys()


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("wanted", PICTURES, ids=" ".join)
def test_all_is_legible(kg: KnowledgeGraph, wanted: tuple[str, ...], lang: str) -> None:
    for size in (None, "slide", "a4", *(("a3", "poster") if lang in ("en", "ar") else ())):
        picture = draw(kg, *wanted, lang=lang, size=size)
        check_geometry(picture.svg)
        least = PAPERS[size].least if size else 7
        assert smallest(picture.svg, picture.points) >= least - 0.02
        if size:
            paper = PAPERS[size]
            assert sorted(picture.points) == pytest.approx([paper.short, paper.long], abs=0.1)


@pytest.mark.parametrize("wanted", PICTURES, ids=" ".join)
def test_every_picture_says_what_it_is(kg: KnowledgeGraph, wanted: tuple[str, ...]) -> None:
    svg = draw(kg, *wanted, size="a4", title="Our own words").svg
    shown = " ".join(text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))
    assert "Our own words" in shown
    assert re.search(
        r"Source: passages read \(\d+\) in documents \(\d+\); data \S+; minkg \S+; newest date in "
        r"the data: \d{4}-\d\d-\d\d",
        shown,
    )


@pytest.mark.parametrize("palette", PALETTES)
def test_few_hues_and_readable_figures(kg: KnowledgeGraph, palette: str) -> None:
    for wanted in (("stage-topic",), ("network",), ("overlap",)):
        svg = draw(kg, *wanted, palette=palette).svg
        hues = {hue for colour in re.findall(r'"#([0-9a-f]{6})"', svg) if (hue := hue_of(colour))}
        assert len(hues) <= (0 if palette == "grey" else 6), hues
    for part in range(101):
        fill, ink = PALETTES[palette].cell(part / 100)
        assert contrast(fill, ink) >= 4.5


def hue_of(colour: str) -> int | None:
    """Give the sixth of the colour circle, counted from 1; nothing for greys."""
    import colorsys

    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, _, _ = colorsys.rgb_to_hls(red, green, blue)
    return None if max(red, green, blue) - min(red, green, blue) < 0.09 else int(hue * 12) + 1


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG counts it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("wanted", PICTURES, ids=" ".join)
def test_same_data_same_bytes(kg: KnowledgeGraph, wanted: tuple[str, ...]) -> None:
    again = minkg.load(ROOT)
    one, other = (draw(graph, *wanted, lang="ar", size="a4") for graph in (kg, again))
    assert one == other
    if wanted in BRIEF:
        assert one.html() == other.html()


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


def test_arabic_is_isolated_mirrored_and_physically_anchored(kg: KnowledgeGraph) -> None:
    svg = draw(kg, "stage-topic", lang="ar").svg
    assert 'direction="ltr" style="direction:ltr"' in svg
    assert "rtl" not in svg
    arabic = re.findall(r"<text[^>]*>([^<]*[\u0600-\u06ff][^<]*)</text>", svg)
    assert arabic
    assert all(text[0] == "\u2067" and text[-1] == "\u2069" for text in arabic)
    assert svg.count('text-anchor="end"') > svg.count('text-anchor="start"')


def test_formats_and_folders_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(MinkgError, match=r"'\.gif' is not a format of pictures"):
        Picture("<svg/>", "").save(tmp_path / "x.gif")
    with pytest.raises(MinkgError, match="cannot be written"):
        Picture("<svg/>", "").save(tmp_path / "no" / "x.svg")


@pytest.mark.parametrize(
    "text", ["سلسلة الإمداد (UNEP)", "开采", "горнодобыча «UNEP» ¶ …", "× – “a”"]
)
def test_every_sign_is_drawn(text: str) -> None:
    if not fonts.HAN.search(text):
        assert fonts.files_for(text) == fonts.own_files()
    elif list(fonts._system_fonts()):
        assert len(fonts.files_for(text)) == 3


def test_isolates_are_invisible() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="30"><text x="190" y="20" '
        'font-family="FiraGO" font-size="16" text-anchor="end">{}</text></svg>'
    )
    plain, isolated = (svg.format(text) for text in ("الاستخراج", "\u2067الاستخراج\u2069"))
    assert Picture(plain, "").png() == Picture(isolated, "").png()


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])


@pytest.mark.usefixtures("without_fonts")
def test_missing_font_is_told_and_svg_still_works(kg: KnowledgeGraph, tmp_path: Path) -> None:
    picture = draw(kg, "entry", "gold", lang="zh")
    for suffix in (".png", ".pdf"):
        with pytest.raises(Unavailable, match="no font on this machine has the signs of 'zh'"):
            picture.save(tmp_path / f"gold{suffix}")
    assert list(tmp_path.iterdir()) == []
    picture.save(tmp_path / "gold.svg")
    picture.save(tmp_path / "gold.html")
    assert draw(kg, "entry", "gold", lang="ru").png(0.2).startswith(b"\x89PNG")


def test_a_picture_is_as_large_as_its_view_box_says(kg: KnowledgeGraph) -> None:
    picture = draw(kg, "sets")
    area = canvas(ElementTree.fromstring(picture.svg))
    assert (area.width * 0.75, area.height * 0.75) == pytest.approx(picture.points, abs=0.1)
