r"""Texts in the cells of tables: none that a program would run, and the way back.

A spreadsheet program takes a cell for a formula by its first sign, also a full-width one, and also
behind blanks that it drops. A program that splits a line otherwise than it was written (at
semicolons, tabs or line breaks) sees cells that begin inside of one. At each such place an
apostrophe is put before the text, which programs show or take away and never run.
"""

import re

__all__ = ["inert", "markdown", "restored"]

_SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_RUNS = re.compile(rf"[{_UNSEEN}']*[{re.escape(_SIGNS)}]|'*[\t\r\n]")
_INNER = re.compile(rf"[;\t\r\n][{_UNSEEN}']*")  # what may begin a cell inside of a text
_BEGIN, _BEGUN = re.compile(r"(?<=[;\t\r\n])"), re.compile(r"(?<=[;\t\r\n])'")
_NUMBER = re.compile(r"-[0-9]*[.,]?[0-9]+([eE][-+]?[0-9]+|%)?")
_MARKUP = re.compile(r"[\\`*{}\[\]#|~$]|(?<![^\W_])_|_(?![^\W_])")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ITEM = re.compile(r"^([0-9]*)([-+.)](?=\s|$)|[-=]{2,}|=(?=\s*$))")


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
