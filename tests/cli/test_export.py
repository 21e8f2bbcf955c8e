"""`minkg export`: the whole graph for other programs."""


def test_cases(cases) -> None:
    cases("export")
