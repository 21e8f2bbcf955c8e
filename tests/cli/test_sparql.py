"""`minkg sparql`: run your own SPARQL on the graph (- reads standard input)."""


def test_cases(cases) -> None:
    cases("sparql")
