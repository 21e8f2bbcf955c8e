"""Texts in spreadsheets: what a program there would take for a formula."""

import re


def inert(text: str) -> str:
    """Write a text so that no spreadsheet program takes it for a formula.

    >>> inert("=1+1"), inert("-5"), inert("a = b")
    ("'=1+1", '-5', 'a = b')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
