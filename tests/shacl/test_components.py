"""Every constraint, path and target is judged as pySHACL, the reference, judges it."""

import pytest

from tests.tools.reference import BASE
from tests.tools.things import agree

PROPERTY = {
    "class": "sh:path :link ; sh:class :Thing",
    "class below": "sh:path :link ; sh:class :Part",
    "two classes": "sh:path :link ; sh:class :Part , :Thing",
    "datatype": "sh:path :p ; sh:datatype xsd:integer",
    "datatype byte": "sh:path :small ; sh:datatype xsd:byte",
    "datatype date": "sh:path :when ; sh:datatype xsd:date",
    "datatype text": "sh:path :p ; sh:datatype rdf:langString",
    "kind IRI": "sh:path :link ; sh:nodeKind sh:IRI",
    "kind literal": "sh:path :link ; sh:nodeKind sh:Literal",
    "kind blank": "sh:path :link ; sh:nodeKind sh:BlankNode",
    "kind blank or IRI": "sh:path :link ; sh:nodeKind sh:BlankNodeOrIRI",
    "kind blank or literal": "sh:path :link ; sh:nodeKind sh:BlankNodeOrLiteral",
    "kind IRI or literal": "sh:path :link ; sh:nodeKind sh:IRIOrLiteral",
    "least count": "sh:path :q ; sh:minCount 2",
    "least count of nothing": "sh:path :nothing ; sh:minCount 1",
    "most count": "sh:path :p ; sh:maxCount 2",
    "no count": "sh:path :link ; sh:maxCount 0",
    "min exclusive": "sh:path :q ; sh:minExclusive 3",
    "min inclusive": "sh:path :q ; sh:minInclusive 5",
    "max exclusive": "sh:path :q ; sh:maxExclusive 5",
    "max inclusive": "sh:path :q ; sh:maxInclusive 5.0",
    "bound of texts": "sh:path :p ; sh:minInclusive 2",
    "least length": "sh:path :n ; sh:minLength 4",
    "most length": "sh:path :n ; sh:maxLength 3",
    "length of names": "sh:path :link ; sh:maxLength 24",
    "pattern": 'sh:path :n ; sh:pattern "^[ot]"',
    "pattern with flag": 'sh:path :n ; sh:pattern "^E" ; sh:flags "i"',
    "pattern of names": 'sh:path :link ; sh:pattern "/b$"',
    "languages": 'sh:path :n ; sh:languageIn ( "en" )',
    "languages of numbers": 'sh:path :p ; sh:languageIn ( "en" "de" )',
    "one per language": "sh:path :n ; sh:uniqueLang true",
    "not one per language": "sh:path :n ; sh:uniqueLang false ; sh:maxCount 2",
    "equals": "sh:path :p ; sh:equals :q",
    "disjoint": "sh:path :p ; sh:disjoint :q",
    "less than": "sh:path :p ; sh:lessThan :q",
    "less than or equals": "sh:path :p ; sh:lessThanOrEquals :q",
    "has value": "sh:path :link ; sh:hasValue :c",
    "in": "sh:path :link ; sh:in ( :b :c )",
    "in numbers": "sh:path :p ; sh:in ( 1 2 5 )",
    "not": "sh:path :link ; sh:not [ sh:class :Part ]",
    "and": "sh:path :link ; sh:and ( [ sh:class :Thing ]"
    " [ sh:property [ sh:path :p ; sh:maxCount 1 ] ] )",
    "or": "sh:path :p ; sh:or ( [ sh:datatype xsd:integer ] [ sh:datatype xsd:decimal ] )",
    "xone": "sh:path :q ; sh:xone ( [ sh:minInclusive 4 ] [ sh:maxInclusive 4 ]"
    " [ sh:minInclusive 8 ] )",
    "node": "sh:path :link ; sh:node [ sh:property [ sh:path :when ; sh:minCount 1 ] ]",
    "property in property": "sh:path :link ; sh:property :Inner",
    "qualified least": "sh:path :link ; sh:qualifiedMinCount 1 ;"
    " sh:qualifiedValueShape [ sh:class :Part ]",
    "qualified most": "sh:path :link ; sh:qualifiedMaxCount 1 ;"
    " sh:qualifiedValueShape [ sh:class :Thing ]",
    "switched off": "sh:path :p ; sh:maxCount 0 ; sh:deactivated true",
    "warning": "sh:path :p ; sh:maxCount 1 ; sh:severity sh:Warning",
    "information": "sh:path :p ; sh:maxCount 1 ; sh:severity sh:Info",
}
NODE = {
    "class": "sh:class :Part",
    "in": "sh:in ( :a :b )",
    "pattern": 'sh:pattern "[ab]$"',
    "kind": "sh:nodeKind sh:BlankNode",
    "closed": "sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path :p ]",
    "not closed": "sh:closed false ; sh:nodeKind sh:Literal",
    "not": "sh:not [ sh:property [ sh:path :q ; sh:minInclusive 5 ] ]",
    "and": "sh:and ( [ sh:class :Thing ] [ sh:class :Part ] )",
    "or": "sh:or ( [ sh:class :Part ] [ sh:property [ sh:path :q ; sh:maxInclusive 3 ] ] )",
    "xone": "sh:xone ( [ sh:class :Part ] [ sh:class :Thing ] )",
    "node": "sh:node [ sh:property [ sh:path :when ; sh:maxCount 1 ] ]",
    "has value": "sh:hasValue :a",
    "property": "sh:property :Inner",
    "disjoint siblings": """sh:property
        [ sh:path :link ; sh:qualifiedValueShape [ sh:class :Part ] ;
          sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 ] ,
        [ sh:path :link ; sh:qualifiedValueShape [ sh:class :Thing ] ;
          sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 2 ]""",
}
TARGETS = {
    "class": "sh:targetClass :Thing",
    "class below": "sh:targetClass :Part",
    "node": "sh:targetNode :a , 5 , :missing",
    "subjects": "sh:targetSubjectsOf :when",
    "objects": "sh:targetObjectsOf :link",
    "none": "rdfs:label 'nothing'",
}


@pytest.mark.parametrize("name", PROPERTY)
def test_constraints_on_values(name: str) -> None:
    found = agree(f":S a sh:PropertyShape ; sh:targetClass :Thing ; {PROPERTY[name]} .")
    assert bool(found) == (name != "switched off"), "each example is broken somewhere"


@pytest.mark.parametrize("name", NODE)
def test_constraints_on_nodes(name: str) -> None:
    assert agree(f":S a sh:NodeShape ; sh:targetClass :Thing ; {NODE[name]} .")


@pytest.mark.parametrize("name", TARGETS)
def test_targets(name: str) -> None:
    found = agree(f":S a sh:NodeShape ; {TARGETS[name]} ; sh:nodeKind sh:BlankNode .")
    assert bool(found) == (name != "none")


def test_a_shape_that_is_a_class_is_about_its_instances() -> None:
    assert agree(":Thing a sh:NodeShape , rdfs:Class ; sh:nodeKind sh:Literal .")


def test_a_query_is_a_constraint() -> None:
    select = "SELECT $this ?value WHERE { $this e:p ?value . FILTER(?value = 9) }"
    text = f""":S a sh:NodeShape ; sh:targetClass :Thing ; sh:severity sh:Warning ;
        sh:sparql [ sh:select "{select}" ; sh:prefixes :names ; sh:message "no" ] .
        :names a owl:Ontology ; sh:declare [ sh:prefix "e" ;
          sh:namespace "{BASE}"^^xsd:anyURI ] ."""
    assert agree(text)
