"""What each class asks for, read from its shapes."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from minkg.home.turtle import parse_facts
from minkg.intake.forms.fields import Field, Forms, folded
from minkg.shacl.fact_index import FactIndex, triple_of
from minkg.words.names import PREFIXES, expand
from tests.tools.small_forms import FACTS, FORMS, HOME, node

PREFIXED = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
PREFIXED += "PREFIX sh: <http://www.w3.org/ns/shacl#>\n"


def planted(shapes):
    """Give the forms of a home with these shapes only."""
    quads = parse_facts(f"{PREFIXED}{shapes}".encode(), ox.RdfFormat.TURTLE, "x.ttl")
    return Forms(FactIndex(map(triple_of, quads)), FACTS)


def test_a_class_has_its_fields_with_names_and_kinds():
    form = FORMS["standard"]
    assert (form.folder, form.kind, form.name("fr")) == ("standard", "Standard", "norme")
    assert form.name("de") == "standard"
    kinds = {
        key: form.field(key).kind
        for key in ("prefLabel", "coversStage", "inForceFrom", "officialSite", "deprecated",
                    "symbol", "statesThat")
    }  # fmt: skip
    assert kinds == {
        "prefLabel": "words", "coversStage": "link", "inForceFrom": "date",
        "officialSite": "address", "deprecated": "boolean", "symbol": "text",
        "statesThat": "words",
    }  # fmt: skip
    quantity = FORMS["quantity"]
    assert [quantity.field(key).kind for key in ("minimum", "unit")] == ["number", "choice"]
    assert form.field("nothing") is None
    assert FORMS["standard"] is form


@pytest.mark.parametrize(
    ("folder", "key", "required", "least", "most", "sourced", "general"),
    [
        ("standard", "prefLabel", True, 1, None, False, True),
        ("standard", "performsFunction", True, 1, None, True, False),
        ("standard", "editorialNote", False, 0, None, None, True),
        ("standard", "deprecated", False, 0, 1, None, True),
        ("topic", "broader", False, 0, 1, None, False),
        ("passage", "locator", True, 1, 1, False, False),
        ("weight", "facet", True, 1, 1, None, False),
    ],
)
def test_how_many_values_and_where_they_stand(folder, key, required, least, most, sourced, general):
    field = FORMS[folder].field(key)
    found = (field.required, field.least, field.most, field.sourced, field.general)
    assert found == (required, least, most, sourced, general)


def test_where_links_lead():
    assert FORMS["standard"].field("coversStage").wanted == expand("mk:LifecycleStage")
    assert FORMS["passage"].field("isPartOf").wanted == expand("mk:Document")
    assert FORMS["topic"].field("exactMatch").wanted == ""


def test_what_minkg_itself_writes_is_no_field():
    keys = {field.key for field in FORMS["passage"].fields}
    assert {"locator", "summary"} <= keys
    assert not keys & {"seal", "comparedBy", "comparedOn", "type"}


SHAPES = """
mks:One a sh:NodeShape ; sh:targetClass mk:Standard ; sh:property
    [ sh:path mk:later ; sh:minCount 2 ; sh:maxCount 5 ; sh:datatype xsd:string ; sh:order 2 ;
      sh:name "later"@en , "später"@de ; skos:example "mk:later :…" ] ,
    [ sh:path mk:first ; sh:datatype xsd:gYear ; sh:order 1 ] ,
    [ sh:path mk:warned ; sh:minCount 1 ; sh:severity sh:Warning ; sh:datatype xsd:boolean ] ,
    [ sh:path mk:bare ; sh:maxCount 1 ] ,
    [ sh:path mk:seal ; sh:minCount 1 ] , [ sh:path rdf:type ; sh:minCount 1 ] ,
    [ sh:path skos:note ; sh:minCount 0 ; sh:datatype rdf:langString ; sh:order 0 ] ,
    [ sh:path skos:altLabel ; sh:datatype rdf:langString ; sh:order 9 ] ,
    [ sh:path ( mk:a mk:b ) ; sh:minCount 1 ] .
mks:Two a sh:NodeShape ; sh:targetClass mk:Standard ; sh:property
    [ sh:path mk:later ; sh:minCount 1 ; sh:maxCount 3 ; sh:in ( "a" "b" ) ] .
"""


def test_fields_of_shapes_of_ones_own():
    form = planted(SHAPES)["standard"]
    assert {field.key: field.kind for field in form.fields} == {
        "altLabel": "words", "first": "date", "later": "text", "bare": "text",
        "warned": "boolean", "note": "words",
    }  # fmt: skip
    assert [field.key for field in form.fields] == [  # names, what passages say, what may be loose
        "altLabel", "first", "later", "bare", "warned", "note",
    ]  # fmt: skip
    assert not form.field("note").required
    later, warned = form.field("later"), form.field("warned")
    assert (later.least, later.most, later.required) == (2, 3, True)  # the stricter of both
    assert (later.choices, later.example) == (("a", "b"), "mk:later :…")
    assert later.names == {"en": "later"}  # German is not spoken here
    assert (warned.required, warned.least) == (False, 0)  # a warning does not demand


def test_a_class_without_shapes_has_no_field():
    assert planted("")["standard"].fields == ()
    assert FORMS["no-such-class"].names == {"en": "no-such-class"}


@pytest.mark.parametrize("text", ["standard", "Standard", "norme", "стандарт", "معيار", "标准"])
def test_a_class_is_known_by_any_of_its_names(text):
    assert FORMS.known(text) == "standard"


def test_a_label_that_is_cut_as_the_name_of_a_sheet_is_known():
    for folder in FORMS.folders:
        for label in FORMS[folder].names.values():
            assert FORMS.known(label[:31]) == FORMS.known(label)


def test_unknown_names_have_near_ones():
    assert FORMS.known("standrad") is None
    assert FORMS.near("standrad")[0] == "standard"
    assert FORMS.near("qqqqqqqq") == []


def test_the_classes_that_entries_may_be_of():
    assert {"passage", "standard", "topic"} <= FORMS.folders.keys()
    assert list(FORMS.folders) == sorted(FORMS.folders)
    assert not {"entry", "concept"} & FORMS.folders.keys()  # only what stands below them
    kept = {Path(file).parent.name for file in HOME.data}
    assert kept <= FORMS.folders.keys()


def test_the_class_of_an_entry():
    assert FORMS.of(node("marine-sand-watch")) == "platform"
    assert FORMS.of(node("unep-ea6-minerals-report.19")) == "passage"
    assert FORMS.of(node("nobody")) == ""
    assert FORMS.class_names("Entry")["fr"] == "entrée"
    assert FORMS.class_names("Nothing") == {}


def test_names_and_help_are_in_the_language_else_in_english_else_the_key():
    field = Field(
        expand("mk:coversStage"), "link", {"en": "covers", "fr": "couvre"}, {"en": "Help"}
    )
    assert [field.name(lang) for lang in ("fr", "ru")] == ["couvre", "covers"]
    assert [field.help(lang) for lang in ("en", "ru")] == ["Help", "Help"]
    bare = Field(expand("mk:coversStage"), "link", {}, {})
    assert (bare.name("en"), bare.help("en")) == ("coversStage", "")


@pytest.mark.parametrize(
    ("text", "same"),
    [("Life–cycle  «Stage»", 'life-cycle "stage"'), ("a_b", "A b"), ("the state’s", "the state's"),
     (" a\n\tb ", "a b"), ("STRASSE", "straße")],
)  # fmt: skip
def test_what_makes_no_difference(text, same):
    assert folded(text) == folded(same)
    assert folded("sand") != folded("sands")
