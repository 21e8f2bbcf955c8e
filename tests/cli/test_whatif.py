"""`minkg whatif`: what a draft would add: what covers it already, what would be new, which gaps."""


def test_cases(cases) -> None:
    cases("whatif")
