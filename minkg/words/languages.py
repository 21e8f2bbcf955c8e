"""The six languages of the United Nations, and messages in the reader's own.

Messages are written in English in the code and translated from the gettext
catalogues in ``minkg/locale/``; an untranslated message stays English.
"""

from functools import cache
from pathlib import Path

LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")
LOCALE = Path(__file__).parents[1] / "locale"


@cache
def _catalogue(lang: str) -> dict[str, str]:
    """Give what is translated; nothing where the catalogue is not there."""
    from babel.messages.pofile import read_po

    path = LOCALE / f"{lang}.po"
    if not path.is_file():
        return {}
    with path.open("rb") as stream:
        return {str(m.id): str(m.string) for m in read_po(stream, locale=lang) if m.id and m.string}


def translate(text: str, lang: str = "en") -> str:
    """Give a message of minkg in another language.

    >>> translate("no text is like this one", "fr")
    'no text is like this one'
    """
    return text if lang == "en" else _catalogue(lang).get(text, text)


def is_right_to_left(lang: str) -> bool:
    """Tell whether a language is written from right to left."""
    return lang == "ar"
