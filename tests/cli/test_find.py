"""`minkg find`: entries with a name that contains TEXT, in any language, script and spelling."""


def test_cases(cases) -> None:
    cases("find")
