"""`minkg serve`: serve the graph on the web: pages for people, SPARQL 1.1 at /sparql, JSON at."""


def test_cases(cases) -> None:
    cases("serve")
