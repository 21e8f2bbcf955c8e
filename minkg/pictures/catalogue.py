"""The pictures by name: what `minkg draw VIEW` and `kg.picture(VIEW)` give."""

import importlib
from typing import TYPE_CHECKING, Any, NamedTuple

from minkg.pictures.drawing.paper import PictureView, compose
from minkg.pictures.drawing.picture import Picture
from minkg.pictures.drawing.scene import Scene, Wish
from minkg.words import N_, MinkgError, NotFound
from minkg.words.lookup import known_language, pick

if TYPE_CHECKING:
    from minkg.graph import Graph


class Kind(NamedTuple):
    """A view: its module, and how many entries it takes at least and at most."""

    module: str
    least: int
    most: int


VIEWS = {
    "stage-topic": Kind("matrix", 0, 0),
    "coverage": Kind("coverage", 0, 200),
    "overlap": Kind("similarity", 0, 60),
    "pair": Kind("pair", 2, 2),
    "entry": Kind("neighbourhood", 1, 1),
    "columns": Kind("columns", 0, 0),
    "network": Kind("network", 0, 0),
    "timeline": Kind("timeline", 0, 0),
    "sets": Kind("sets", 0, 1),
}


def draw(kg: "Graph", view: str, *entries: str, lang: str = "en", **options: Any) -> Picture:
    """Draw a view of the graph in a language.

    Options: `of` (the folder of a class), `topic`, `stage`, `material` (names), `size` (slide,
    a4, a3, poster: then no letters are smaller than is legible there), `title`, `palette`
    (violet, blue, green, grey) and `most` (how many are shown). Raises NotFound for a view, an
    entry, a class or a language that is not there.
    """
    kind = pick(view, VIEWS, "no view is called '{name}'")
    _count(view, kind, entries)
    wish = Wish(**options)
    if wish.most is not None and wish.most < 1:
        raise MinkgError("such a number makes no sense here", hint="`--most` is from 1 on")
    scene = Scene(kg, known_language(lang), wish)
    return compose(scene, module_of(view)(scene, *entries))


def module_of(view: str) -> "ViewMaker":
    """Give the function that makes a view."""
    module = importlib.import_module(f"minkg.pictures.views.{VIEWS[view].module}")
    made: ViewMaker = module.view
    return made


class ViewMaker:
    """What a module of a view offers (only for type checkers)."""

    def __call__(self, scene: Scene, *entries: str) -> PictureView:
        """Give the view of these entries."""
        raise NotImplementedError


def _count(view: str, kind: Kind, entries: tuple[str, ...]) -> None:
    """Refuse too few or too many entries."""
    if len(entries) < kind.least:
        raise NotFound(
            N_("the view '{view}' needs the argument ENTRY: whose links to draw")
            if kind.least == 1
            else N_("the view '{view}' needs two entries"),
            view=view,
            hint=N_("`minkg draw entry NAME -o FILE.svg`")
            if kind.least == 1
            else N_("`minkg draw pair NAME NAME -o FILE.svg`"),
        )
    if len(entries) > kind.most:
        raise NotFound(
            N_("the view '{view}' shows the whole graph, not '{entry}'")
            if not kind.most
            else N_("the view '{view}' takes at most {most}: '{entry}' is too much"),
            hint="leave '{entry}' out, or ask for the view `entry`",
            view=view,
            entry=entries[kind.most],
            most=kind.most,
        )
