"""`minkg gaps`: life-cycle stages and topics where nobody acts, or where the ground is thin."""


def test_cases(cases) -> None:
    cases("gaps")
