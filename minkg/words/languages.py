"""The six languages of the United Nations, and messages in the reader's own.

Messages are written in English in the code and translated from the gettext
catalogues in ``minkg/locale/``; an untranslated message stays English.
"""

from functools import cache

TYPE_CHECKING = False  # as in typing, whose import costs every start
if TYPE_CHECKING:
    from gettext import NullTranslations

__all__ = ["LANGUAGES", "N_", "is_right_to_left", "translate"]

LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")


def translate(text: str, lang: str = "en") -> str:
    """Give a message of minkg in another language.

    >>> translate("no text is like this one", "fr")
    'no text is like this one'
    """
    return _catalogue(lang).gettext(text) if text and lang != "en" else text


def N_(text: str) -> str:  # noqa: N802 - the name that translators' tools know
    """Mark a text as a message where it is written; it is translated where it is said.

    >>> N_("no text is like this one")
    'no text is like this one'
    """
    return text


def is_right_to_left(lang: str) -> bool:
    """Tell whether a language is written from right to left."""
    return lang == "ar"


@cache
def _catalogue(lang: str) -> "NullTranslations":
    from minkg.words.catalogues import opened

    return opened(lang)
