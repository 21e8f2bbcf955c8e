r"""Texts in the cells of tables: none that a program would run, and the way back; column letters.

A spreadsheet program takes a cell for a formula by its first sign, also a full-width one, and also
behind blanks that it drops. A program that splits a line otherwise than it was written (at
semicolons, tabs or line breaks) sees cells that begin inside of one. At each such place an
apostrophe is put before the text, which programs show or take away and never run.
"""

import re
from functools import lru_cache

__all__ = ["column_of", "inert", "letters_of", "markdown", "restored"]

_SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_RUNS = re.compile(rf"[{_UNSEEN}']*[{re.escape(_SIGNS)}]|'*[\t\r\n]")
_INNER = re.compile(rf"[;\t\r\n][{_UNSEEN}']*")  # what may begin a cell inside of a text
_BEGIN, _BEGUN = re.compile(r"(?<=[;\t\r\n])"), re.compile(r"(?<=[;\t\r\n])'")
_NUMBER = re.compile(r"-[0-9]*[.,]?[0-9]+([eE][-+]?[0-9]+|%)?")
_MARKUP = re.compile(r"[\\`*{}\[\]#|~$]|(?<![^\W_])_|_(?![^\W_])")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ITEM = re.compile(r"^([0-9]*)([-+.)](?=\s|$)|[-=]{2,})")


def inert(text: str) -> str:
    r"""Write a text so that no spreadsheet program runs anything in it; a number stays one.

    >>> inert("=1+1"), inert("\n ＝1+1"), inert("a;-b"), inert("-5.2"), inert("a = b")
    ("'=1+1", "'\n' ＝1+1", "a;'-b", '-5.2', 'a = b')
    """
    if _NUMBER.fullmatch(text):
        return text
    return ("'" if _RUNS.match(text) else "") + _inside(text, _BEGIN, "'")


def restored(text: str) -> str:
    """Give the text that `inert` was given.

    >>> restored("'=1+1"), restored("'tis"), restored(inert("'=1"))
    ('=1+1', "'tis", "'=1")
    """
    guarded = text.startswith("'") and _RUNS.match(text, 1)
    return _inside(text[1:] if guarded else text, _BEGUN, "")


def _inside(text: str, where: re.Pattern[str], new: str) -> str:
    """Replace what begins a cell inside of a text that some program would run."""

    def change(blanks: re.Match[str]) -> str:
        runs = blanks.end() < len(text) and text[blanks.end()] in _SIGNS
        return where.sub(new, blanks[0]) if runs else blanks[0]

    return _INNER.sub(change, text)


def markdown(text: str) -> str:
    r"""Write a text on one line so that Markdown, also a cell of its tables, shows it as it is.

    >>> print(markdown("<script> | *x* [1] a_b"))
    &lt;script&gt; \| \*x\* \[1\] a_b
    >>> print(markdown("- no list"), markdown("12. no list"), markdown("-5"))
    \- no list 12\. no list -5
    """
    line = _MARKUP.sub(r"\\\g<0>", " ".join(text.split())).translate(_HTML)
    return _ITEM.sub(r"\1\\\2", line)


@lru_cache(4096)
def letters_of(column: int) -> str:
    """Give the letters of a column.

    >>> [letters_of(column) for column in (1, 26, 27, 16384)]
    ['A', 'Z', 'AA', 'XFD']
    """
    before, last = divmod(column - 1, 26)
    return (letters_of(before) if before else "") + chr(ord("A") + last)


@lru_cache(4096)
def column_of(letters: str) -> int:
    """Give the number of a column by its letters; ValueError where these are none.

    >>> column_of("A"), column_of("AA")
    (1, 27)
    """
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise ValueError(letters)
    return sum(26**at * (ord(letter) - 64) for at, letter in enumerate(reversed(letters)))
