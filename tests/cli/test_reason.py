"""`minkg reason`: tell whether the ontology with all data is consistent (OWL 2 DL, the reasoner."""


def test_cases(cases) -> None:
    cases("reason")
