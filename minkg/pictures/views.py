"""The pictures by name: what `minkg draw VIEW` and `kg.picture(VIEW)` give."""

from typing import TYPE_CHECKING, Any

from minkg.errors import NotFound
from minkg.language import LANGUAGES
from minkg.names import nearest
from minkg.pictures import matrix, neighbourhood
from minkg.pictures.picture import Picture

if TYPE_CHECKING:
    from minkg.graph import Graph

VIEWS = {"stage-topic": "matrix", "entry": "neighbourhood"}


def draw(
    kg: "Graph", view: str, entry: str | None = None, lang: str = "en", **options: Any
) -> Picture:
    """Draw a view of the graph in a language.

    `stage-topic` counts on topics and stages (option `of`: the folder of a class,
    "instrument"); `entry` shows one entry and its links (option `most`: how many,
    60). Raises NotFound for a view, an entry, a class or a language that is not there.
    """
    if view not in VIEWS:
        raise _no("no view is called '{name}'", view, tuple(VIEWS))
    if lang not in LANGUAGES:
        raise _no("no language is called '{name}'", lang, LANGUAGES)
    if view == "stage-topic":
        if entry is not None:
            raise NotFound("the view '{view}' shows the whole graph, not '{entry}'",
                           hint="leave '{entry}' out, or ask for the view `entry`",
                           view=view, entry=entry)  # fmt: skip
        return matrix.draw(kg, lang, **options)
    if entry is None:
        raise NotFound("the view '{view}' needs the argument ENTRY: whose links to draw",
                       hint="`minkg draw entry NAME -o FILE.svg`", view=view)  # fmt: skip
    return neighbourhood.draw(kg, entry, lang, **options)


def _no(message: str, name: str, choices: tuple[str, ...]) -> NotFound:
    close = nearest(name, choices)
    hint = "did you mean `{close}`?" if close else "choose one of: {choices}"
    return NotFound(message, hint=hint, name=name, close=close, choices=", ".join(choices))
