"""The forms of the small home: its facts with this checkout's ontology and shapes."""

from functools import cache
from pathlib import Path

import pyoxigraph as ox

from minkg.checking.standing import read_shapes
from minkg.home.folder import find_home
from minkg.home.turtle import read_facts
from minkg.intake.forms.columns import Columns
from minkg.intake.forms.fields import Forms
from minkg.intake.forms.templates import Templates
from minkg.shacl.fact_index import FactIndex, triple_of
from minkg.words.names import expand

HERE = Path(__file__).parents[1]
HOME = find_home(HERE.parent)
QUADS = [
    quad
    for path in (*HOME.ontology, *sorted((HERE / "tiny" / "data").glob("*/*.trig")))
    for quad in read_facts(path)
]
FACTS = FactIndex(triple_of(quad) for quad in QUADS)
SHAPES = read_shapes(HOME)
FORMS = Forms(SHAPES, FACTS)


def node(name: str) -> ox.NamedNode:
    """Give a term by its short name."""
    return ox.NamedNode(expand(name))


def columns(folder: str) -> Columns:
    """Give the columns that a class may have."""
    return Columns(FORMS[folder], FORMS["passage"], FORMS.class_names("Entry"))


@cache
def templates(lang: str = "en") -> Templates:
    """Give what makes templates in a language."""
    return Templates(SHAPES, QUADS, lang)
