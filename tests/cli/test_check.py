"""`minkg check`: check everything: the form of files, shapes, questions, and OWL consistency."""


def test_cases(cases) -> None:
    cases("check")
