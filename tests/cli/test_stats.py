"""`minkg stats`: how much the graph holds: the questions tagged `count`, one table after the."""


def test_cases(cases) -> None:
    cases("stats")
