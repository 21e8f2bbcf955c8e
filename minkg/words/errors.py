"""What can go wrong.

MinkgError        something that the user asked for cannot be done
├── NotFound      no entry, class, question, parameter … of that name
├── BadInput      a file that cannot be read as what it should be; it has a place
└── Unavailable   a program, a font or an endpoint that is needed is not there

Every error is a sentence with gaps and the values for the gaps, so that it can
be told in the user's language where it is shown, and a hint: the way out.
"""

from minkg.words.languages import translate

TYPE_CHECKING = False  # as in typing, whose import costs every start
if TYPE_CHECKING:
    from minkg.words.place import Place


class Phrase(str):
    """A value of a message that is itself a message, and is told in the same language."""

    __slots__ = ()


class MinkgError(Exception):
    """A request that cannot be met: one sentence, its place, and the way out.

    >>> error = NotFound("no entry is called '{name}'", hint="see `{tool}`", name="x", tool="find")
    >>> print(error)
    error: no entry is called 'x'
    <BLANKLINE>
    hint: see `find`
    """

    exit_code = 2

    def __init__(
        self, message: str, *, hint: str = "", place: "Place | str" = "", **values: object
    ) -> None:
        from minkg.words.place import Place  # where something is wrong it may take a moment

        super().__init__(message)
        self.message, self.hint, self.values = message, hint, values
        self.place = Place(place) if isinstance(place, str) else place

    def sentence(self, lang: str = "en") -> str:
        """Say what is wrong."""
        return translate(self.message, lang).format(**self._told(lang))

    def remedy(self, lang: str = "en") -> str:
        """Say what can be done; empty where nothing is known."""
        return translate(self.hint, lang).format(**self._told(lang)) if self.hint else ""

    def _told(self, lang: str) -> dict[str, object]:
        """Give the values for the gaps, those that are messages in the language."""
        return {
            name: translate(value, lang) if isinstance(value, Phrase) else value
            for name, value in self.values.items()
        }

    def text(self, lang: str = "en") -> str:
        """Give the whole error in a language: place and sentence, then the hint."""
        first = f"{self.place or translate('error', lang)}: {self.sentence(lang)}"
        return f"{first}\n\n{translate('hint', lang)}: {self.remedy(lang)}" if self.hint else first

    def __str__(self) -> str:
        """Give the English text."""
        return self.text()


class NotFound(MinkgError):
    """Nothing of that name is there."""


class BadInput(MinkgError):
    """A file that cannot be read as what it should be."""

    exit_code = 1


class Unavailable(MinkgError):
    """A program, a font or an endpoint that is needed is not there."""
