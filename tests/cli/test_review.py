"""`minkg review`: show what a passage is said to say, and say that you compared it with the."""


def test_cases(cases) -> None:
    cases("review")
