"""A small home with a proposal whose texts try to be formulas, markup and code."""

NAME = "=HYPERLINK(1) <script>hacked = 1</script> | [x] *y* #set \u0007 $z$"

HOSTILE = f"""PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

:hostile
    a mk:Proposal ;
    skos:prefLabel "{NAME}"@en ;
.

:unep-ea6-minerals-report.19 {{
    :hostile
        mk:addressesTopic :sustainable-sand-management ;
        mk:coversStage :extraction ;
        mk:statesThat "-1+1 #panic() \\\\ <b>said</b>"@en ;
        mk:supportLevel :general-support ;
    .
}}
"""
