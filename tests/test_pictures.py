"""Pictures: nothing overlaps, nothing is clipped, the same data give the same bytes."""

import re
import struct
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

import minkg
from minkg import language
from minkg.errors import MinkgError, NotFound, Unavailable
from minkg.knowledge import KnowledgeGraph
from minkg.pictures import fonts, matrix, views
from minkg.pictures.links import groups, links, share
from minkg.pictures.picture import Picture
from minkg.pictures.svg import Box, Style, measure, wrap

ROOT = Path(__file__).parent.parent
SVG = "{http://www.w3.org/2000/svg}"
PICTURES = [("stage-topic", None), ("entry", "unep"), ("entry", "tailings-management"),
            ("entry", "global-meeting-2023"), ("entry", "gold")]  # fmt: skip


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return minkg.load(ROOT)


def small(folder: Path, *facts: str) -> KnowledgeGraph:
    """Load a home with our ontology and a few facts of our own."""
    for name in ("ontology", "data/platform", "shapes", "queries"):
        (folder / name).mkdir(parents=True)
    for module in (ROOT / "ontology").glob("*.ttl"):
        (folder / "ontology" / module.name).write_bytes(module.read_bytes())
    prefixes = (ROOT / "data/platform/marine-sand-watch.trig").read_text().split("\n\n")[0]
    (folder / "data/platform/one.trig").write_text("\n".join([prefixes, *facts]) + "\n")
    return minkg.load(folder)


def text_box(text: ElementTree.Element) -> Box:
    """Measure a text element where it stands."""
    size, x = float(text.attrib["font-size"]), float(text.attrib["x"])
    width = measure(text.text or "", size, bold="font-weight" in text.attrib)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[text.attrib["text-anchor"]]
    return Box(left, float(text.attrib["y"]) - 0.8 * size, width, size)


def rect_box(rect: ElementTree.Element) -> Box:
    return Box(*(float(rect.attrib[name]) for name in ("x", "y", "width", "height")))


def inside(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x - 0.5
        and inner.y >= outer.y - 0.5
        and inner.x + inner.width <= outer.x + outer.width + 0.5
        and inner.y + inner.height <= outer.y + outer.height + 0.5
    )


def overlap(a: Box, b: Box) -> bool:
    across = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    down = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    return across > 0.5 and down > 0.5


def check_geometry(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    canvas = Box(0, 0, float(root.attrib["width"]), float(root.attrib["height"]))
    texts = [(text_box(text), text.text) for text in root.iter(f"{SVG}text")]
    assert texts
    assert [words for box, words in texts if not inside(box, canvas)] == []
    assert [(v, w) for (a, v), (b, w) in combinations(texts, 2) if overlap(a, b)] == []
    for tile in root.iter(f"{SVG}g"):
        frame = rect_box(next(tile.iter(f"{SVG}rect")))
        assert [t.text for t in tile.iter(f"{SVG}text") if not inside(text_box(t), frame)] == []


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize(("view", "entry"), PICTURES)
def test_no_text_overlaps_or_leaves_its_box(
    kg: KnowledgeGraph, view: str, entry: str | None, lang: str
) -> None:
    check_geometry(views.draw(kg, view, entry, lang).svg)


@pytest.mark.parametrize(("view", "entry"), PICTURES)
def test_same_data_same_bytes(kg: KnowledgeGraph, view: str, entry: str | None) -> None:
    again = minkg.load(ROOT)
    assert views.draw(kg, view, entry, "ar").svg == views.draw(again, view, entry, "ar").svg
    picture = views.draw(kg, view, entry)
    assert picture.png(0.5) == picture.png(0.5)


def test_png_has_the_expected_size(kg: KnowledgeGraph, tmp_path: Path) -> None:
    picture = views.draw(kg, "entry", "gold")
    picture.save(tmp_path / "gold.PNG")
    content = (tmp_path / "gold.PNG").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    root = ElementTree.fromstring(picture.svg)
    wide, high = struct.unpack(">II", content[16:24])
    assert wide == pytest.approx(2 * float(root.attrib["width"]), abs=2)
    assert high == pytest.approx(2 * float(root.attrib["height"]), abs=2)


def test_saving_leaves_one_file(kg: KnowledgeGraph, tmp_path: Path) -> None:
    picture = views.draw(kg, "entry", "gold")
    picture.save(str(tmp_path / "gold.svg"))
    assert [path.name for path in tmp_path.iterdir()] == ["gold.svg"]
    assert (tmp_path / "gold.svg").read_text("utf-8") == picture.svg


def test_formats_and_folders_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(MinkgError, match=r"'\.gif' is not a format of pictures"):
        Picture("<svg/>", "").save(tmp_path / "x.gif")
    with pytest.raises(MinkgError, match="cannot be written"):
        Picture("<svg/>", "").save(tmp_path / "no" / "x.svg")


def test_arabic_is_isolated_mirrored_and_physically_anchored(kg: KnowledgeGraph) -> None:
    svg = views.draw(kg, "stage-topic", lang="ar").svg
    assert 'direction="ltr" style="direction:ltr"' in svg
    assert "rtl" not in svg
    arabic = re.findall(r"<text[^>]*>([^<]*[\u0600-\u06ff][^<]*)</text>", svg)
    assert arabic
    assert all(text[0] == "\u2067" and text[-1] == "\u2069" for text in arabic)
    assert svg.count('text-anchor="end"') > svg.count('text-anchor="start"')


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
    picture = views.draw(kg, "entry", "gold", "zh")
    with pytest.raises(Unavailable, match="no font on this machine has the signs of 'zh'"):
        picture.save(tmp_path / "gold.png")
    assert list(tmp_path.iterdir()) == []
    picture.save(tmp_path / "gold.svg")
    assert views.draw(kg, "entry", "gold", "ru").png(0.2).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name", ['<script>alert(1)</script> & \\"q\\"', "long words " * 18 + "end", "w" * 200]
)
def test_names_are_harmless_and_fit(tmp_path: Path, name: str) -> None:
    kg = small(
        tmp_path, f':one a mk:Platform ; skos:prefLabel "{name}"@en .',
        f':two a mk:Platform ; skos:prefLabel "{name}"@en ; mk:partOf :one .',
        f':t a mk:Topic ; skos:prefLabel "{name}"@en . :s a mk:LifecycleStage ;',
        f'skos:prefLabel "{name}"@en . :one mk:coversStage :s ; mk:addressesTopic :t .',
    )  # fmt: skip
    for picture in (views.draw(kg, "entry", "one"), views.draw(kg, "stage-topic")):
        assert "<script" not in picture.svg
        check_geometry(picture.svg)
        assert picture.png(0.3).startswith(b"\x89PNG")


def test_entry_without_links(tmp_path: Path) -> None:
    kg = small(tmp_path, ':one a mk:Platform ; skos:prefLabel "One"@en .')
    picture = views.draw(kg, "entry", "one")
    assert "No passage read links this entry to another." in picture.svg
    check_geometry(picture.svg)
    check_geometry(views.draw(kg, "stage-topic").svg)


def test_many_links_are_counted_not_drawn(tmp_path: Path) -> None:
    facts = [
        f':x{at} a mk:Platform ; skos:prefLabel "X {at}"@en ; mk:partOf :one .' for at in range(99)
    ]
    kg = small(tmp_path, ':one a mk:Platform ; skos:prefLabel "One"@en .', *facts)
    svg = views.draw(kg, "entry", "one").svg
    assert "+ 39 more" in svg
    check_geometry(svg)


def test_unchecked_facts_and_unofficial_names_are_marked(tmp_path: Path) -> None:
    kg = small(
        tmp_path,
        ':one a mk:Platform ; mk:translatedLabel "Un"@en .',
        ':two a mk:Platform ; skos:prefLabel "Two"@en .',
        ':d a mk:Document ; skos:prefLabel "D"@en . :d.7 a mk:Passage ; dcterms:isPartOf :d ;',
        'mk:locator "7" ; mk:reviewState "unchecked" . :d.7 { :one mk:partOf :two . }',
    )
    svg = views.draw(kg, "entry", "two").svg
    assert ">Un *<" in svg
    assert ">? 7<" in svg
    assert "? not yet checked against a text" in svg
    assert "* translated by minkg, not an official name" in svg
    assert views.draw(kg.checked(), "entry", "two").svg.count("<g>") == 0


def test_counts_are_closed_upwards_over_broader(tmp_path: Path) -> None:
    kg = small(
        tmp_path, ":sea a mk:LifecycleStage ; skos:broader :extraction .",
        ":extraction a mk:LifecycleStage . :use a mk:LifecycleStage . :waste a mk:Topic .",
        ":tailings a mk:Topic ; skos:broader :waste . :air a mk:Topic ; skos:broader :waste .",
        ":one a mk:Platform ; mk:coversStage :sea ; mk:addressesTopic :tailings .",
        ":plan a mk:Proposal ; mk:coversStage :use ; mk:addressesTopic :waste .",
        ":old a mk:Platform ; mk:coversStage :use ; mk:addressesTopic :waste .",
        ":old owl:deprecated true .",
    )  # fmt: skip
    shown = matrix.grid(kg)
    assert shown.stages == ["extraction", "use"]
    assert shown.topics == [("waste", 0), ("tailings", 1)]
    assert shown.found["waste", "extraction"] == {"one"} == shown.found["tailings", "extraction"]
    assert ("waste", "use") not in shown.found
    assert shown.planned["waste", "use"] == {"plan"}
    assert matrix.grid(kg, "proposal").found["waste", "use"] == {"plan"}
    assert matrix.grid(kg, "proposal").planned == {}


def test_stages_stand_in_the_order_of_the_life_cycle(kg: KnowledgeGraph) -> None:
    assert tuple(matrix.grid(kg).stages) == matrix.STAGES


def test_figures_of_the_matrix_are_those_of_the_graph(kg: KnowledgeGraph) -> None:
    found = matrix.grid(kg).found["tailings-management", "mine-waste-management"]
    assert "global-industry-standard-on-tailings-management" in found
    assert {groups(kg)[name] for name in found} == {"instrument"}


def test_links_have_their_places(kg: KnowledgeGraph) -> None:
    parts = {link.name: link.places for link in links(kg, "unep")[True, "mk:partOf"]}
    assert parts["united-nations"] == {("unep-ea6-minerals-report", "1")}


def test_other_classes_can_be_counted(kg: KnowledgeGraph) -> None:
    svg = views.draw(kg, "stage-topic", of="recommendation").svg
    assert "Topics and life-cycle stages: recommendation" in svg
    check_geometry(svg)


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        (("stage-topics",), {}, "did you mean `stage-topic`"),
        (("zzz",), {}, "choose one of: stage-topic, entry"),
        (("entry",), {}, "needs the argument ENTRY"),
        (("entry", "uneq"), {}, "no entry is called 'uneq'"),
        (("stage-topic", "unep"), {}, "shows the whole graph"),
        (("stage-topic", None, "xx"), {}, "no language is called 'xx'"),
        (("stage-topic",), {"of": "instruments"}, "did you mean `instrument`"),
    ],
)
def test_what_is_not_there_is_told(
    kg: KnowledgeGraph, arguments: tuple[str, ...], options: dict[str, str], said: str
) -> None:
    with pytest.raises(NotFound, match=re.escape(said)):
        views.draw(kg, *arguments, **options)


def test_lines_fit_and_break_where_they_may() -> None:
    style = Style(13)
    for text in (
        "关于尾矿管理所涉环境方面知识差距的报告（2023年）。",
        "well-known 5/12 risks",
        "w" * 99,
    ):
        lines = wrap(text, 90, style)
        assert len(lines) <= 3
        assert all(measure(line, 13) <= 90 for line in lines)
    assert wrap("resolution 5/12", 75, style) == ["resolution", "5/12"]
    assert wrap("开采。", 27, style) == ["开", "采。"]


def test_arabic_is_measured_as_it_is_joined() -> None:
    assert fonts._forms("\u0628\u0627\u0628") == ["init", "fina", ""]
    assert fonts._forms("\u0633\u064e\u0645\u0643") == ["init", "", "medi", "fina"]
    assert fonts._forms("\u0645\u0627\u0621 5") == ["init", "fina", "", "", ""]
    word = "التقييم"
    assert fonts.advance(word) < 0.7 * sum(fonts.advance(sign) for sign in word)


def test_share_is_even() -> None:
    assert share([], 60) == 1
    assert share([100], 60) == 60
    assert share([3, 100, 40], 60) == 28
