"""`minkg overlaps`: where instruments, organizations and proposals cover the same ground, with."""


def test_cases(cases) -> None:
    cases("overlaps")
