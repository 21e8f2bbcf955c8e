"""What each class asks for, read from its shapes."""

import pytest

from minkg.intake.forms.fields import folded
from tests.tools.small_forms import FORMS, node


def test_a_class_has_its_fields_with_names_and_kinds():
    form = FORMS["standard"]
    assert (form.folder, form.kind, form.name("fr")) == ("standard", "Standard", "norme")
    kinds = {
        key: form.field(key).kind
        for key in ("prefLabel", "coversStage", "inForceFrom", "officialSite")
    }
    assert kinds == {
        "prefLabel": "words", "coversStage": "link", "inForceFrom": "date",
        "officialSite": "address",
    }  # fmt: skip
    assert form.field("prefLabel").required
    assert form.field("prefLabel").sourced is False
    assert form.field("nothing") is None
    assert FORMS["standard"] is form


def test_what_minkg_itself_writes_is_no_field():
    keys = {field.key for field in FORMS["passage"].fields}
    assert {"locator", "summary"} <= keys
    assert not keys & {"seal", "comparedBy", "comparedOn", "type"}


@pytest.mark.parametrize("text", ["standard", "Standard", "norme", "стандарт", "معيار", "标准"])
def test_a_class_is_known_by_any_of_its_names(text):
    assert FORMS.known(text) == "standard"


def test_unknown_names_have_near_ones():
    assert FORMS.known("standrad") is None
    assert FORMS.near("standrad")[0] == "standard"


def test_the_class_of_an_entry():
    assert FORMS.of(node(":marine-sand-watch")) == "platform"
    assert FORMS.of(node(":nobody")) == ""
    assert {"passage", "standard", "topic"} <= FORMS.folders.keys()


def test_quotation_marks_and_dashes_make_no_difference():
    assert folded("Life–cycle  «Stage»") == folded('life-cycle "stage"')
