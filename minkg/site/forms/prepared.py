"""What many answers need of a graph, made once: in a server before its workers are forked."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

from minkg.checking import Problem, SourcedFacts, StandingHome
from minkg.duplicates import Names, read_names
from minkg.findings import Overlaps
from minkg.graph import made_once
from minkg.intake import Choices, Forms
from minkg.intake.forms import Columns
from minkg.knowledge import KnowledgeGraph

T = TypeVar("T")
_NO_FORM = ("passage",)  # it is described together with what it says


class Ready:
    """A graph with its home as it stands, its forms, its names and its comparisons."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self._choices: dict[str, Choices] = {}
        self._columns: dict[str, Columns] = {}

    @cached_property
    def standing(self) -> StandingHome:
        """The files of the home, with their shapes."""
        return StandingHome(self.graph.home)

    @cached_property
    def forms(self) -> Forms:
        """The fields of all classes."""
        return Forms(self.standing.shapes, self.standing.facts)

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The classes that have a form."""
        return tuple(folder for folder in self.forms.folders if folder not in _NO_FORM)

    def classes(self, lang: str) -> Iterator[tuple[str, str, str]]:
        """Give folder, name and meaning of every class that has a form."""
        for folder in self.folders:
            form = self.forms[folder]
            yield folder, form.name(lang), form.helps.get(lang) or form.helps.get("en", "")

    @cached_property
    def names(self) -> list[Names]:
        """The names of all entries."""
        return read_names(self.graph)

    @cached_property
    def compared(self) -> Overlaps:
        """All pairs that are worth comparing."""
        return self.graph.findings.overlaps

    def choices(self, lang: str) -> Choices:
        """Give what may be chosen, in a language."""
        if lang not in self._choices:
            self._choices[lang] = Choices(self.standing.facts, lang)
        return self._choices[lang]

    def columns(self, folder: str) -> Columns:
        """Give what may be said of entries of a class."""
        if folder not in self._columns:
            forms = self.forms
            self._columns[folder] = Columns(
                forms[folder], forms["passage"], forms.class_names("Entry")
            )
        return self._columns[folder]

    def safely(self, work: Callable[[], T]) -> T:
        """Do what changes the checked facts for a moment; read them anew if it fails midway."""
        try:
            return work()
        except BaseException:
            self.__dict__.pop("standing", None)
            self.__dict__.pop("forms", None)
            self._choices.clear()
            self._columns.clear()
            raise

    def problems(self, source: SourcedFacts, lang: str) -> list[Problem]:
        """Tell what is wrong with new facts, as `minkg validate` does."""
        return self.safely(lambda: self.standing.problems(source, lang, replacing=True))


def ready(graph: KnowledgeGraph) -> Ready:
    """Give what is known of a graph; it is made when it is first asked for."""
    return made_once(graph, Ready)


def warm(graph: KnowledgeGraph) -> None:
    """Make everything, so that workers share it."""
    made = ready(graph)
    made.standing.checked.about(())
    for folder in made.folders:
        made.columns(folder)
    made.names.sort(key=lambda names: names.name)
    next(made.compared.ranked(), None)
