"""The same thing entered twice: names that are alike.

Read in this order: name_forms, acronyms, likeness, neighbours, known_names, candidates.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = ["Candidate", "Names", "names_in", "possible_duplicates", "read_names"]

if TYPE_CHECKING:
    from minkg.duplicates.candidates import Candidate, possible_duplicates
    from minkg.duplicates.known_names import Names, names_in, read_names

__getattr__ = face(
    __name__,
    {
        "Candidate": "candidates",
        "Names": "known_names",
        "names_in": "known_names",
        "possible_duplicates": "candidates",
        "read_names": "known_names",
    },
)
