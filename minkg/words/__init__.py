"""What everything says: the six languages, errors, names, and "did you mean".

Read in this order: version, place, names, spelling, sheet_text, faces, catalogues, languages,
errors, lookup.
"""

from minkg.words.faces import face

TYPE_CHECKING = False  # as in typing, whose import costs every start

__all__ = [
    "LANGUAGES",
    "N_",
    "VERSION",
    "BadInput",
    "MinkgError",
    "NotFound",
    "Phrase",
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
    from minkg.words.errors import BadInput, MinkgError, NotFound, Phrase, Unavailable
    from minkg.words.faces import face
    from minkg.words.languages import LANGUAGES, N_, is_right_to_left, translate
    from minkg.words.spelling import natural, with_article
    from minkg.words.version import VERSION

__getattr__ = face(
    __name__,
    {
        "BadInput": "errors",
        "LANGUAGES": "languages",
        "MinkgError": "errors",
        "N_": "languages",
        "NotFound": "errors",
        "Phrase": "errors",
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
