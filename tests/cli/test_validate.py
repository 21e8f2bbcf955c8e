"""`minkg validate`: say what is wrong with entries and how to mend it: all problems at once."""


def test_cases(cases) -> None:
    cases("validate")
