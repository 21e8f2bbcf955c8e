"""`minkg query`: answer a prepared question; without one, list them all."""


def test_cases(cases) -> None:
    cases("query")
