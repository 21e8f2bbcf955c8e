"""The description of the web API."""

import json
import re

import jsonschema
import pytest

from minkg.findings import FACETS, Finding
from minkg.site.api.openapi import description
from minkg.site.api.operations import KIND, OPERATIONS
from minkg.site.forms.uploads import ENDINGS
from minkg.words import VERSION


def test_the_description_is_served_and_listed(site):
    served = json.loads(site.get("/openapi.json").body)
    assert served == description()
    assert served["openapi"] == "3.1.0"
    page = site.get("/api?lang=en").body.decode()
    ids = [one["operationId"] for path in served["paths"].values() for one in path.values()]
    assert len(ids) == len(set(ids)) == len(OPERATIONS)
    for path in served["paths"]:
        assert path in page
    for name in set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(served))):
        assert name in served["components"]["schemas"]


def test_the_description_is_one_of_openapi_31():
    whole = description()
    assert whole["openapi"] == "3.1.0"
    assert whole["info"]["version"] == VERSION
    for schema in whole["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(whole)) == whole


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_an_operation_is_described_by_the_table(operation):
    said = description()["paths"][operation.path][operation.method.lower()]
    assert said["summary"] == operation.summary
    told = {p["name"] for p in said["parameters"]}
    assert told == {p.name for p in operation.every} | ({"parameters"} if operation.free else set())
    assert ("requestBody" in said) is (operation.method == "POST")
    assert ("415" in said["responses"]) is (operation.method == "POST")
    schema = said["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema["properties"]["kind"] == {"const": operation.name}
    assert schema["properties"]["items"]["items"] == {
        "$ref": f"#/components/schemas/{operation.item}"
    }


def test_every_schema_that_is_named_is_there_and_is_used():
    whole = description()
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(whole)))
    assert named == set(whole["components"]["schemas"])


def test_states_facets_and_kinds_are_those_of_the_graph():
    schemas = description()["components"]["schemas"]
    assert set(schemas["Finding"]["properties"]["kind"]["enum"]) == {*Finding.KINDS, "none"}
    assert [*schemas["Finding"]["properties"]["parts"]["properties"]] == [*FACETS]
    assert set(schemas["Cell"]["properties"]["kind"]["enum"]) == set(KIND)


def test_every_kind_of_file_may_be_sent():
    body = description()["paths"]["/api/validate"]["post"]["requestBody"]["content"]
    assert body.keys() == ENDINGS.keys()
