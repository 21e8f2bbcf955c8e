"""`minkg duplicates`: possible duplicate entries: the same thing perhaps entered twice, with."""


def test_cases(cases) -> None:
    cases("duplicates")
