"""`minkg conflicts`: passages that contradict each other, side by side; both stay, people."""


def test_cases(cases) -> None:
    cases("conflicts")
