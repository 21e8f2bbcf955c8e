"""A few things with facts of every kind, and shapes that both engines judge."""

from minkg.shacl.fact_index import Triple
from tests.tools.reference import ours, reference, triples

DATA = """
:a a :Thing ; :p 1 , 5 , "x" ; :q 3 ; :n "one"@en , "eins"@de , "zwei"@de ; :link :b , :c .
:b a :Part ; :p 2 , 9 ;
   :small "5"^^xsd:byte , "500"^^xsd:byte ; :q 9 ; :n "two"@en-GB ; :link :c ;
   :when "2023-09-07"^^xsd:date .
:c a :Thing ; :p "5"^^xsd:byte , 5.0 ; :q 5 ; :link :a , [ :p 1 ] , "text" ;
   :when "2023-02-30"^^xsd:date , "2023-02-01"^^xsd:date , "2023-02"^^xsd:gYearMonth .
:Part rdfs:subClassOf :Thing .
"""

INNER = ":Inner a sh:PropertyShape ; sh:path :q ; sh:minInclusive 4 ; sh:minCount 1 .\n"

FACTS = triples(DATA)


def agree(shape: str, data: list[Triple] = FACTS) -> set[tuple[str, str, str, str]]:
    """Check that both engines say the same; give what they say."""
    shapes = triples(INNER + shape)
    found = ours(data, shapes)
    assert found == reference(data, shapes)
    return found
