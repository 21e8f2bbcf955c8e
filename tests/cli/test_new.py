"""`minkg new`: start the file of a new entry: every field with its meaning, choices and an."""


def test_cases(cases) -> None:
    cases("new")
