"""What pairs share, where nobody acts, what a draft would add; and the words for it.

Read in this order: facets, judgements, links, finding, similarity, bounded_search,
most_similar, pairs, overlaps, gaps, whatif, side_by_side, centrality, network_tables, wording,
tables, read_next, findings.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = [
    "FACETS",
    "VERDICTS",
    "Cell",
    "ComparedValue",
    "Evidence",
    "Facets",
    "Finding",
    "Findings",
    "Overlaps",
    "Subject",
    "WhatIf",
    "Wording",
    "parse_weights",
    "tables",
]

if TYPE_CHECKING:
    from minkg.findings import tables as tables
    from minkg.findings.facets import FACETS, Evidence, Facets, Subject
    from minkg.findings.finding import Finding
    from minkg.findings.findings import Findings
    from minkg.findings.gaps import Cell
    from minkg.findings.judgements import VERDICTS, parse_weights
    from minkg.findings.overlaps import Overlaps
    from minkg.findings.side_by_side import ComparedValue
    from minkg.findings.whatif import WhatIf
    from minkg.findings.wording import Wording

__getattr__ = face(
    __name__,
    {
        "Cell": "gaps",
        "ComparedValue": "side_by_side",
        "Evidence": "facets",
        "FACETS": "facets",
        "Facets": "facets",
        "Finding": "finding",
        "Findings": "findings",
        "Overlaps": "overlaps",
        "Subject": "facets",
        "VERDICTS": "judgements",
        "WhatIf": "whatif",
        "Wording": "wording",
        "parse_weights": "judgements",
        "tables": "tables",
    },
)
