"""The table of operations."""

import re

import jsonschema
import pytest

from minkg.findings import Finding
from minkg.site.api.operations import KIND, OPERATIONS


def test_every_operation_has_its_own_name_and_address():
    names = [operation.name for operation in OPERATIONS]
    assert len(names) == len(set(names))
    assert len({(o.path, o.method) for o in OPERATIONS}) == len(OPERATIONS)
    assert all(operation.path.startswith("/api/") for operation in OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_parameters_are_told_once_and_those_of_the_path_are_needed(operation):
    names = [(parameter.name, parameter.inside) for parameter in operation.every]
    assert len(names) == len(set(names))
    inside = {p.name for p in operation.parameters if p.inside == "path"}
    assert inside == set(re.findall(r"\{(\w+)\}", operation.path))
    assert all(p.required for p in operation.parameters if p.inside == "path")
    assert ("lang", "query") in names


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_lists_come_in_pages_and_single_things_do_not(operation):
    names = {parameter.name for parameter in operation.every}
    assert ("offset" in names) is operation.is_list
    assert operation.is_list is (operation.name not in ("entry", "pair", "whatif"))


def test_every_parameter_has_a_schema_that_takes_its_default():
    for operation in OPERATIONS:
        for parameter in operation.every:
            assert parameter.about
            jsonschema.Draft202012Validator.check_schema(dict(parameter.schema))
            if "default" in parameter.schema:
                jsonschema.validate(parameter.schema["default"], dict(parameter.schema))
            assert parameter.several is (parameter.schema.get("type") == "array")


def test_kinds_are_those_of_the_findings():
    by_name = {operation.name: operation for operation in OPERATIONS}
    kinds = next(p for p in by_name["overlaps"].parameters if p.name == "kind")
    assert tuple(kinds.schema["items"]["enum"]) == tuple(Finding.KINDS)
    cells = next(p for p in by_name["gaps"].parameters if p.name == "kind")
    assert tuple(cells.schema["items"]["enum"]) == KIND
