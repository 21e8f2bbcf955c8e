"""What everything says: the six languages, errors, names, and "did you mean".

Read in this order: version, place, names, spelling, sheet_text, faces, catalogues, languages,
errors.
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
    "inert",
    "is_right_to_left",
    "names",
    "natural",
    "nearest",
    "translate",
]

if TYPE_CHECKING:
    from minkg.words import names as names
    from minkg.words.errors import BadInput, MinkgError, NotFound, Phrase, Unavailable
    from minkg.words.faces import face
    from minkg.words.languages import LANGUAGES, N_, is_right_to_left, translate
    from minkg.words.sheet_text import inert
    from minkg.words.spelling import natural, nearest
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
        "inert": "sheet_text",
        "is_right_to_left": "languages",
        "names": "names",
        "natural": "spelling",
        "nearest": "spelling",
        "translate": "languages",
    },
)
