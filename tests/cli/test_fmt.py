"""`minkg fmt`: write RDF files one fact per line, always in the same order."""


def test_cases(cases) -> None:
    cases("fmt")
