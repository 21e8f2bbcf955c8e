"""`minkg template`: a workbook or CSV file to fill in: a sheet for each class, with lists to."""


def test_cases(cases) -> None:
    cases("template")
