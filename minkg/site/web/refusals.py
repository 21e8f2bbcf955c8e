"""What is refused before anything is run."""

import pyoxigraph as ox
from starlette.requests import Request

from minkg.site.web.options import Refused
from minkg.site.workers.media_types import GRAPHS, NAMES, TABLES, ChosenFormat, MediaFormat, choose
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


def formats(request: Request, name: str | None) -> tuple[ChosenFormat | None, ChosenFormat | None]:
    """Give the best format of tables and of facts for a client, or refuse."""
    if name is not None and name not in NAMES:
        raise Refused(400, unknown("'{name}' is not a format", name, NAMES))
    accept = request.headers.get("accept")
    table, graph = choose(accept, TABLES, name), choose(accept, GRAPHS, name)
    if table is None and graph is None:
        raise not_acceptable((*TABLES, *GRAPHS))
    return table, graph


def not_acceptable(forms: tuple[MediaFormat, ...]) -> Refused:
    """Tell which formats there are."""
    error = BadInput(
        "this answer has none of the formats that you accept",
        hint="accept one of: {choices}",
        choices=", ".join(form.types[0] for form in forms),
    )
    return Refused(406, error)
