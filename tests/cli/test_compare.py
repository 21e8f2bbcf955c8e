"""`minkg compare`: entries side by side: what each states, facet by facet, with the passages."""


def test_cases(cases) -> None:
    cases("compare")
