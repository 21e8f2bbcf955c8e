"""Broken rules in the reader’s language, with place and way out; OWL consistency.

Read in this order: problem, suggestions, telling, sourced_facts, standing, contradictions,
reasoner, review.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = [
    "Examples",
    "Problem",
    "Review",
    "Reviewing",
    "SourcedFacts",
    "StandingHome",
    "Teller",
    "Verdict",
    "base",
    "consistency",
    "problems_of",
    "read_shapes",
]

if TYPE_CHECKING:
    from minkg.checking.problem import Problem
    from minkg.checking.reasoner import Verdict, consistency
    from minkg.checking.review import Review, Reviewing
    from minkg.checking.sourced_facts import SourcedFacts
    from minkg.checking.standing import StandingHome, base, problems_of, read_shapes
    from minkg.checking.suggestions import Examples
    from minkg.checking.telling import Teller

__getattr__ = face(
    __name__,
    {
        "Review": "review",
        "Reviewing": "review",
        "Examples": "suggestions",
        "Problem": "problem",
        "SourcedFacts": "sourced_facts",
        "StandingHome": "standing",
        "Teller": "telling",
        "Verdict": "reasoner",
        "base": "standing",
        "consistency": "reasoner",
        "problems_of": "standing",
        "read_shapes": "standing",
    },
)
