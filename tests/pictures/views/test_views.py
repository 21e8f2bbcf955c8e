"""What the views show, that nothing breaks them, and what is told where nothing can be shown."""

import re
from pathlib import Path

import pytest

import minkg
from minkg.cli.main import main
from minkg.graph.vocabularies import STAGES
from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import VIEWS, draw
from minkg.pictures.drawing import fonts
from minkg.pictures.drawing.entry_links import groups, joined, links, share
from minkg.pictures.drawing.text import Style, measure, wrap
from minkg.pictures.views import map_layout as layout
from minkg.pictures.views.stage_topic import grid
from minkg.words.errors import MinkgError, NotFound
from tests.tools.geometry import check_geometry

ROOT = Path(__file__).parents[3]


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


def passage(*facts: str) -> list[str]:
    return [
        ':d a mk:Document ; skos:prefLabel "D"@en . :d.7 a mk:Passage ; dcterms:isPartOf :d ;',
        'mk:locator "7" ; mk:reviewState "checked" .',
        ":d.7 {",
        *facts,
        "}",
    ]


@pytest.mark.parametrize(
    "name",
    ['<script>alert(1)</script> & \\"q\\"', "long words " * 18 + "end", "w" * 200, "开" * 99],
    ids=["script", "words", "letters", "signs"],
)
def test_names_are_harmless_and_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(
        "minkg.pictures.drawing.picture.font_faces", lambda signs: ""
    )  # it takes time
    called = f'skos:prefLabel "{name}"@en'
    kg = small(
        tmp_path,
        f":one a mk:Platform ; {called} . :two a mk:Platform ; {called} .",
        f":t a mk:Topic ; {called} . :s a mk:LifecycleStage ; {called} . :p a mk:Proposal ;",
        f"{called} . :o a mk:UnEntity ; {called} .",
        *passage(
            ":one mk:coversStage :s ; mk:addressesTopic :t ; mk:operatedBy :o .",
            ':two mk:partOf :one ; mk:coversStage :s ; mk:addressesTopic :t ; mk:launchedIn "2023"'
            "^^xsd:gYear .",
            ":p mk:addressesTopic :t ; mk:coversStage :s .",
        ),
    )
    for view, kind in VIEWS.items():
        for size in (None, "slide", "a4"):
            picture = draw(kg, view, *("one", "two")[: kind.least], size=size)
            check_geometry(picture.svg)
            assert "<script" not in picture.svg + picture.html()
        if "开" not in name:
            assert picture.png(0.3).startswith(b"\x89PNG")


def test_nothing_to_show_is_said(tmp_path: Path) -> None:
    kg = small(tmp_path, ':one a mk:Platform ; skos:prefLabel "One"@en .')
    for view, kind in VIEWS.items():
        if view == "overlap":
            with pytest.raises(MinkgError, match="there are not two entries to compare"):
                draw(kg, view)
            continue
        for size in (None, "a4"):
            check_geometry(draw(kg, view, *("one", "one")[: kind.least], size=size).svg)
    assert "No passage read links this entry to another." in draw(kg, "entry", "one").svg
    assert "Nothing is stated that could be shown." in draw(kg, "sets").svg


def test_five_hundred_topics(tmp_path: Path) -> None:
    facts = [
        f':t{at} a mk:Topic ; skos:prefLabel "Topic {at}"@en . :x{at} a mk:Platform ; '
        f'skos:prefLabel "X {at}"@en .'
        for at in range(500)
    ]
    said = [
        f":x{at} mk:addressesTopic :t{at} ; mk:coversStage :s ; mk:partOf :x{(at * 7) % 500} ."
        for at in range(500)
    ]
    said += [f":p mk:addressesTopic :t{at} ." for at in range(500)]
    facts.append(':p a mk:Proposal ; skos:prefLabel "P"@en .')
    kg = small(
        tmp_path, *facts, ':s a mk:LifecycleStage ; skos:prefLabel "S"@en .', *passage(*said)
    )
    for wanted in (("stage-topic",), ("coverage",), ("columns",), ("network",), ("sets", "topic")):
        check_geometry(draw(kg, *wanted).svg)
        picture = draw(kg, *wanted, size="a4")
        check_geometry(picture.svg)
        assert re.search(r"\d+ of \d+|At most \d+|left out", picture.svg)


def test_many_links_are_counted_not_drawn(tmp_path: Path) -> None:
    facts = [
        f':x{at} a mk:Platform ; skos:prefLabel "X {at}"@en ; mk:partOf :one .' for at in range(99)
    ]
    kg = small(tmp_path, ':one a mk:Platform ; skos:prefLabel "One"@en .', *facts)
    svg = draw(kg, "entry", "one").svg
    assert "+ 39 more" in svg
    check_geometry(svg)
    assert "+ 94 more" in draw(kg, "entry", "one", most=5).svg


def test_unchecked_facts_and_unofficial_names_are_marked(tmp_path: Path) -> None:
    kg = small(
        tmp_path,
        ':one a mk:Platform ; mk:translatedLabel "Un"@en .',
        ':two a mk:Platform ; skos:prefLabel "Two"@en .',
        ':d a mk:Document ; skos:prefLabel "D"@en . :d.7 a mk:Passage ; dcterms:isPartOf :d ;',
        'mk:locator "7" ; mk:reviewState "unchecked" . :d.7 { :one mk:partOf :two . }',
    )
    svg = draw(kg, "entry", "two").svg
    assert ">Un *<" in svg
    assert ">? 7<" in svg
    assert ">? Un *<" in draw(kg, "entry", "two", size="a4").svg
    assert "? not yet checked against a text" in svg
    assert "* translated by minkg, not an official name" in svg
    assert draw(kg.checked(), "entry", "two").svg.count("<g>") == 0


def test_counts_are_closed_upwards_over_broader(tmp_path: Path) -> None:
    kg = small(
        tmp_path,
        ":sea a mk:LifecycleStage ; skos:broader :extraction .",
        ":extraction a mk:LifecycleStage . :use a mk:LifecycleStage . :waste a mk:Topic .",
        ":tailings a mk:Topic ; skos:broader :waste . :air a mk:Topic ; skos:broader :waste .",
        ":one a mk:Platform ; mk:coversStage :sea ; mk:addressesTopic :tailings .",
        ":plan a mk:Proposal ; mk:coversStage :use ; mk:addressesTopic :waste .",
        ":old a mk:Platform ; mk:coversStage :use ; mk:addressesTopic :waste .",
        ":old owl:deprecated true .",
    )
    shown = grid(kg)
    assert shown.stages == ["extraction", "use"]
    assert shown.topics == [("waste", 0), ("tailings", 1)]
    assert shown.found["waste", "extraction"] == {"one"} == shown.found["tailings", "extraction"]
    assert ("waste", "use") not in shown.found
    assert shown.planned["waste", "use"] == {"plan"}
    assert grid(kg, "proposal").found["waste", "use"] == {"plan"}
    assert grid(kg, "proposal").planned == {}


def test_stages_stand_in_the_order_of_the_life_cycle(kg: KnowledgeGraph) -> None:
    assert tuple(grid(kg).stages) == STAGES


def test_figures_of_the_matrix_are_those_of_the_graph(kg: KnowledgeGraph) -> None:
    found = grid(kg).found["tailings-management", "mine-waste-management"]
    assert "global-industry-standard-on-tailings-management" in found
    assert {groups(kg)[name] for name in found} == {"instrument"}


def test_thin_cells_are_those_of_the_gaps(kg: KnowledgeGraph) -> None:
    svg = draw(kg, "stage-topic").svg
    assert svg.count("only unchecked facts") > 5
    assert "thin: only voluntary instruments, one document, or unchecked facts" in svg
    cell = re.search(r"<title>wetlands \+ extraction: -</title>", svg)
    assert cell


def test_similarity_is_that_of_the_findings(kg: KnowledgeGraph) -> None:
    finding = kg.overlaps("global-sand-observatory", "marine-sand-watch")[0]
    svg = draw(kg, "overlap", "marine-sand-watch", "global-sand-observatory").svg
    assert f": {finding.expected:.2f}, overlap." in svg
    assert f">{finding.expected * 100:.0f}<" in svg
    named = draw(kg, "overlap", "global-sand-observatory", most=5).svg
    assert named.count("<title>") == 1 + 5 + 10


def test_pair_shows_what_is_shared_and_what_is_not(kg: KnowledgeGraph) -> None:
    svg = draw(kg, "pair", "global-sand-observatory", "marine-sand-watch").svg
    at = {
        word: float(re.findall(rf'<text x="([\d.]+)"[^>]*>{word}<', svg)[0])
        for word in ("extraction", "use", "marine extraction")
    }
    assert at["use"] < at["extraction"] < at["marine extraction"]
    assert "unep-ea6-minerals-report 19" in svg


def test_filters_limit_what_is_shown(kg: KnowledgeGraph) -> None:
    every, gold = draw(kg, "coverage").svg, draw(kg, "coverage", material="gold").svg
    assert "Only material: gold." in gold
    assert gold.count("<circle") < every.count("<circle")
    rows = draw(kg, "stage-topic", topic="waste", stage="extraction").svg
    assert "tailings management" in rows
    assert "marine extraction" in rows
    assert "climate change" not in rows
    bodies = draw(kg, "sets", of="un-entity").svg
    assert bodies != draw(kg, "sets").svg


def test_other_classes_can_be_counted(kg: KnowledgeGraph) -> None:
    svg = draw(kg, "stage-topic", of="recommendation").svg
    assert "Topics and life-cycle stages: recommendation" in svg
    check_geometry(svg)


def test_links_have_their_places(kg: KnowledgeGraph) -> None:
    parts = {link.name: link.places for link in links(kg, "unep")[True, "mk:partOf"]}
    assert parts["united-nations"] == {("unep-ea6-minerals-report", "1")}
    assert ("unep", "united-nations") in joined(kg)


@pytest.mark.parametrize("count", [1, 2, 3, 40, 500])
def test_no_box_of_a_map_lies_on_another(count: int) -> None:
    import numpy as np

    sizes = np.array([[60.0 + at % 7 * 11, 20.0 + at % 3 * 15] for at in range(count)])
    edges = [(at, at // 2) for at in range(1, count)]
    room = (float(sizes[:, 0].sum()), float(sizes[:, 1].sum()))
    area = (sizes + layout.GAP).prod(axis=1).sum() * 2.5
    for walls in (False, True):
        room = ((area * 1.5) ** 0.5 + 100, (area / 1.5) ** 0.5 + 60)
        found = layout.centres(count, edges, sizes, room, walls=walls)
        assert found is not None
        away = np.abs(found[:, None] - found[None])
        need = (sizes[:, None] + sizes[None]) / 2 + layout.GAP - 0.05
        clash = (away < need).all(axis=2)
        np.fill_diagonal(clash, val=False)
        assert not clash.any()
        if walls:
            assert (found - sizes / 2 >= -0.01).all()
            assert (found + sizes / 2 <= np.array(room) + 0.01).all()


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        (("stage-topics",), {}, "did you mean `stage-topic`"),
        (("zzz",), {}, "choose one of: stage-topic, coverage"),
        (("entry",), {}, "needs the argument ENTRY"),
        (("pair", "unep"), {}, "needs two entries"),
        (("pair", "unep", "gold", "sand"), {}, "'sand' is too much"),
        (("entry", "uneq"), {}, "no entry is called 'uneq'"),
        (("overlap", "gold", "unep"), {}, "'gold' is not an instrument, an organization"),
        (("coverage", "gold"), {}, "'gold' is not an instrument, an organization"),
        (("stage-topic", "unep"), {}, "shows the whole graph"),
        (("sets", "topics"), {}, "did you mean `topic`"),
        (("stage-topic",), {"lang": "xx"}, "no language is called 'xx'"),
        (("stage-topic",), {"of": "instruments"}, "did you mean `instrument`"),
        (("coverage",), {"of": "instrumentz"}, "no class is called 'instrumentz'"),
        (("coverage",), {"topic": "gold"}, "'gold' is not among the concepts of 'topic'"),
        (("coverage",), {"size": "a5"}, "choose one of: slide, a4"),
        (("coverage",), {"size": "slides"}, "did you mean `slide`"),
        (("coverage",), {"palette": "gray"}, "did you mean `grey`"),
    ],
)
def test_what_is_not_there_is_told(
    kg: KnowledgeGraph, arguments: tuple[str, ...], options: dict[str, str], said: str
) -> None:
    with pytest.raises(NotFound, match=re.escape(said)):
        draw(kg, *arguments, **options)


def test_a_number_that_makes_no_sense(kg: KnowledgeGraph) -> None:
    with pytest.raises(MinkgError, match="from 1 on"):
        draw(kg, "coverage", most=0)


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf", "html"])
def test_the_command_draws(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"picture.{suffix}"
    words = ["draw", "coverage", "--class", "standard", "--stage", "extraction", "--size", "a4"]
    more = ["--palette", "grey", "--most", "9", "--title", "Standards", "--lang", "fr"]
    assert main([*words, *more, "--home", str(ROOT), "-o", str(target)]) == 0
    assert target.stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["draw", "sets"], "a picture needs a file"),
        (["draw", "sets", "-o", "no/where/x.svg"], "cannot be written"),
        (["draw", "sets", "-o", "x.gif"], "is not a format of pictures"),
        (["draw", "setz", "-o", "x.svg"], "did you mean `sets`"),
    ],
)
def test_the_command_says_what_is_wrong(
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*words, "--home", str(ROOT)]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


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
