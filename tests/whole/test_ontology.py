"""Every term of the ontology: named, defined, used; one folder, one class, one shape."""

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

import minkg
from minkg.home.turtle import RDF, read_facts
from minkg.words.languages import LANGUAGES
from minkg.words.names import ONTOLOGY, class_of, folder_of

ROOT = Path(__file__).parents[2]
QUADS = [quad for path in sorted((ROOT / "ontology").glob("*.ttl")) for quad in read_facts(path)]
OWL = "http://www.w3.org/2002/07/owl#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
QUESTIONS = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "queries").glob("*.rq"))
SHAPES = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "shapes").glob("*.ttl"))


def _terms(*kinds: str) -> list[str]:
    return sorted(
        {
            quad.subject.value.removeprefix(ONTOLOGY)
            for quad in QUADS
            if isinstance(quad.subject, ox.NamedNode)
            and quad.subject.value.startswith(ONTOLOGY)
            and quad.predicate.value == f"{RDF}type"
            and isinstance(quad.object, ox.NamedNode)
            and quad.object.value in {OWL + kind for kind in kinds}
        }
    )


CLASSES = _terms("Class")
PROPERTIES = _terms("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
FOLDERS = sorted(path.name for path in (ROOT / "data").iterdir() if path.is_dir())


def _texts(term: str, predicate: str) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for quad in QUADS:
        same = quad.subject == ox.NamedNode(ONTOLOGY + term) and quad.predicate.value == predicate
        if same and isinstance(quad.object, ox.Literal):
            texts.setdefault(quad.object.language or "", []).append(quad.object.value)
    return texts


def test_names_tell_classes_from_properties() -> None:
    assert [name for name in CLASSES if not re.fullmatch(r"([A-Z][a-z]+)+", name)] == []
    assert [name for name in PROPERTIES if not re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", name)] == []


@pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES])
def test_label_and_definition_in_every_language(term: str) -> None:
    for predicate in (LABEL, DEFINITION):
        texts = _texts(term, predicate)
        assert set(texts) == set(LANGUAGES)
        assert all(len(several) == 1 and several[0].strip() for several in texts.values())


@pytest.mark.parametrize("term", CLASSES)
def test_definition_is_not_circular(term: str) -> None:
    label, definition = _texts(term, LABEL)["en"][0], _texts(term, DEFINITION)["en"][0]
    head = re.split(r" (?:that|which|who|whose|where|in|of|for|to|by|with|from)\b", definition)[0]
    assert label.lower() not in head.lower(), f"{label!r} is explained by itself: {definition!r}"
    assert definition.endswith(".")


@pytest.mark.parametrize("terms", [CLASSES, PROPERTIES], ids=["classes", "properties"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_are_unique(lang: str, terms: list[str]) -> None:
    labels = Counter(text for term in terms for text in _texts(term, LABEL).get(lang, []))
    assert [label for label, times in labels.items() if times > 1] == []


@pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES])
def test_every_term_is_asked_about_or_demanded(term: str) -> None:
    word = re.compile(rf"\bmk:{term}(?![\w-])")
    assert word.search(QUESTIONS) or word.search(SHAPES), f"no question or shape knows mk:{term}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_is_a_class_is_a_shape(folder: str) -> None:
    assert class_of(folder) in CLASSES
    shape = (ROOT / "shapes" / f"{folder}.ttl").read_text(encoding="utf-8")
    assert f"sh:targetClass mk:{class_of(folder)} ;" in shape


@pytest.mark.parametrize("term", CLASSES)
def test_a_class_has_a_shape(term: str) -> None:
    path = ROOT / "shapes" / f"{folder_of(term)}.ttl"
    assert path.exists(), f"{path.name} is missing"
    assert f"sh:targetClass mk:{term} ;" in path.read_text(encoding="utf-8")


def test_one_version_everywhere() -> None:
    text = (ROOT / "ontology" / "minkg.ttl").read_text(encoding="utf-8")
    assert f'owl:versionInfo "{minkg.__version__}"' in text
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[?v?(\d+\.\d+\.\d+)", changes, re.MULTILINE)
    assert newest
    assert newest[1] == minkg.__version__
