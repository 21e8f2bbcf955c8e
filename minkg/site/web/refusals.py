"""What is refused before anything is run."""

from collections.abc import Collection

import pyoxigraph as ox
from starlette.requests import Request

from minkg.site.web.options import Refused
from minkg.site.workers.media_types import (
    GRAPHS,
    NAMES,
    TABLES,
    ChosenFormat,
    MediaFormat,
    choose,
    not_acceptable,
)
from minkg.words import N_, BadInput
from minkg.words.lookup import unknown


def check_iri(iri: str) -> None:
    """Refuse what cannot be the name of a graph."""
    try:
        ox.NamedNode(iri)
    except ValueError as error:
        hint = N_("a graph is named by a whole address, such as {example}")
        raise Refused(
            400,
            BadInput(
                "'{iri}' is not the name of a graph",
                hint=hint,
                iri=iri[:200],
                example="https://w3id.org/minkg/entries",
            ),
        ) from error


def check_format(name: str | None, forms: Collection[MediaFormat]) -> None:
    """Refuse a name that none of these formats has."""
    names = [known for known, form in NAMES.items() if form in forms]
    if name is not None and name not in names:
        raise Refused(400, unknown("'{name}' is not a format", name, names))


def formats(request: Request, name: str | None) -> tuple[ChosenFormat | None, ChosenFormat | None]:
    """Give the best format of tables and of facts for a client, or refuse."""
    check_format(name, (*TABLES, *GRAPHS))
    accept = request.headers.get("accept")
    table, graph = choose(accept, TABLES, name), choose(accept, GRAPHS, name)
    if table is None and graph is None:
        raise not_acceptable((*TABLES, *GRAPHS))
    return table, graph
