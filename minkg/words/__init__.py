"""What everything says: the six languages, errors, names, and "did you mean".

Read in this order: version, languages, errors, names, spelling, lookup, sheet_text, faces.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = [
    "LANGUAGES",
    "VERSION",
    "BadInput",
    "MinkgError",
    "NotFound",
    "Unavailable",
    "face",
    "is_right_to_left",
    "names",
    "natural",
    "translate",
    "with_article",
]

if TYPE_CHECKING:
    from minkg.words import names as names
    from minkg.words.errors import BadInput, MinkgError, NotFound, Unavailable
    from minkg.words.faces import face
    from minkg.words.languages import LANGUAGES, is_right_to_left, translate
    from minkg.words.spelling import natural, with_article
    from minkg.words.version import VERSION

__getattr__ = face(
    __name__,
    {
        "BadInput": "errors",
        "LANGUAGES": "languages",
        "MinkgError": "errors",
        "NotFound": "errors",
        "Unavailable": "errors",
        "VERSION": "version",
        "face": "faces",
        "is_right_to_left": "languages",
        "names": "names",
        "natural": "spelling",
        "translate": "languages",
        "with_article": "spelling",
    },
)
