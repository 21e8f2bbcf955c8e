"""`minkg show`: everything known about one entry, with the passages that say it."""


def test_cases(cases) -> None:
    cases("show")
