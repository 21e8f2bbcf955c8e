"""Queries that want to do harm: that never end, ask others, or are no queries at all."""

from hypothesis import strategies as st

BOMBS = {
    "aggregate": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "construct": "CONSTRUCT { ?a ?b ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c = ?d && ?f < ?g) }",  # noqa: E501
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)*/(!<urn:y>|^!<urn:y>)*/(!<urn:z>|^!<urn:z>)* ?b }",  # noqa: E501
    "sort": "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "text": "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}  # fmt: skip

OUTSIDE = [
    "SELECT * { SERVICE <URL> { ?a ?b ?c } }",
    "SELECT * { service silent <URL> { ?a ?b ?c } }",
    "SELECT * { SERVICESILENT<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p 1e0SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o.SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <URL> { ?a ?b ?c } } } } }",
    "SELECT * { SERVICE # <urn:other> {\r <URL> # }\n { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o # x\rSERVICE <URL> { ?a ?b ?c } }",
    "SELECT * { \\u0053ERVICE <URL> { ?a ?b ?c } }",
    "SELECT * { \\U00000053\\u0045RVICE <URL> { ?a ?b ?c } }",
    "PREFIX x: <URL> SELECT * { SERVICE x: { ?a ?b ?c } }",
    "PREFIX : <URL> SELECT * { ?s ?p trueSERVICE: { ?a ?b ?c } }",
    "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?a ?b ?c } }",
    "SELECT * { BIND(IRI('URL') AS ?x) SERVICE $x { ?a ?b ?c } }",
    "SELECT * { FILTER(?a<1#>'''\n) SERVICE <URL> { ?a ?b ?c } #'''\n }",
    'SELECT * { FILTER(?a<1#>"""\n) ?s <http://x#y> ?o . SERVICE <URL> { ?a ?b ?c } #"""\n }',
    "CONSTRUCT { ?a ?b ?c } { SERVICE <URL> { ?a ?b ?c } }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?a ?b ?c } } }",
    "DESCRIBE ?a { SERVICE <URL> { ?a ?b ?c } }",
    "SELECT * FROM <URL> { ?a ?b ?c }",
    "SELECT * { GRAPH <URL> { ?a ?b ?c } }",
]  # fmt: skip

SIGNS = [
    "SELECT", "ASK", "CONSTRUCT", "WHERE", "{", "}", "(", ")", "?x", "$y", "<urn:a>", "<", ">", "'",
    '"', '"""', "\\", "\\u0041", "#", "\n", "FILTER", "SERVICE", "GRAPH", "OPTIONAL", "a", "mk:x",
    ":", ".", ";", ",", "1", "-", "^", "/", "*", "|", "!", "VALUES", "UNDEF", "BIND", "AS",
    "ORDER BY", "LIMIT", "FROM", "PREFIX x:", "\x00", "\ufeff", "é", "𝄞", "\u202e", "@en",
    "^^", "[]", "_:b", "<<", "LATERAL", "COUNT(*)", "GROUP BY",
]  # fmt: skip
PIECES = st.lists(st.sampled_from(SIGNS) | st.text(max_size=3), max_size=25).map(" ".join)


def screenable(query: str) -> str:
    """Give SERVICE where a query asks another server by it, else nothing."""
    return "" if " FROM <URL>" in query or " GRAPH <URL>" in query else "SERVICE"
