"""The folder of text files: one fact per line, questions, changes that are whole or not at all.

Read in this order: folder, writing, turtle, fact_lines, questions, file_lock, changes, opening,
seals.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = [
    "FactLines",
    "Home",
    "Question",
    "QuestionParameter",
    "canonical_text",
    "find_question",
    "lock",
    "parse_facts",
    "read_facts",
    "read_steadily",
    "term_text",
    "write_facts",
    "write_file",
    "write_files",
]

if TYPE_CHECKING:
    from minkg.home.changes import lock, read_steadily
    from minkg.home.fact_lines import FactLines
    from minkg.home.folder import Home
    from minkg.home.questions import Question, QuestionParameter, find_question
    from minkg.home.turtle import canonical_text, parse_facts, read_facts, term_text, write_facts
    from minkg.home.writing import write_file, write_files

__getattr__ = face(
    __name__,
    {
        "FactLines": "fact_lines",
        "Home": "folder",
        "Question": "questions",
        "QuestionParameter": "questions",
        "canonical_text": "turtle",
        "find_question": "questions",
        "lock": "changes",
        "parse_facts": "turtle",
        "read_facts": "turtle",
        "read_steadily": "changes",
        "term_text": "turtle",
        "write_facts": "turtle",
        "write_file": "writing",
        "write_files": "writing",
    },
)
