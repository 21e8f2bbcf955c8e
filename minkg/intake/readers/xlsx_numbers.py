"""Numbers of a workbook as they were meant: plain numbers, and dates as precise as shown."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from math import isfinite

from minkg.words import N_, BadInput

BUILT_IN = {  # the formats that a workbook need not spell out
    14: "mdy", 15: "dmy", 16: "dm", 17: "my", 18: "hm", 19: "hms", 20: "hm", 21: "hms",
    22: "mdyhm", 45: "ms", 47: "ms",
    **dict.fromkeys([*range(27, 32), 36, *range(50, 55), 57, 58], "ymd"),
    **dict.fromkeys([*range(32, 36), 55, 56], "hms"),
}  # fmt: skip
_NOT_SIGNS = re.compile(r'"[^"]*"|\\.|_.|\*.|General|E[+-]|AM/PM|A/P', re.IGNORECASE | re.DOTALL)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


def parts_shown(code: str) -> str:
    """Tell which parts of a date a number format shows, of `ymdhs`; none for other numbers.

    >>> parts_shown("[$-409]mmm yyyy;@"), parts_shown('#,##0.00 "days"'), parts_shown("[h]:mm")
    ('my', '', '')
    """
    signs = _NOT_SIGNS.sub("", code).partition(";")[0].lower()
    if _ELAPSED.search(signs):
        return ""
    signs = re.sub(r"\[[^\]]*\]", "", signs).replace("e", "y").replace("b", "y")
    return "".join(dict.fromkeys(sign for sign in signs if sign in "ymdhs"))


def number_text(text: str) -> str:
    """Write a number without exponent, as short as it can be; raises ValueError where it is none.

    >>> [number_text(text) for text in ("5.0", "0.1", "1.1000000000000001", "1E+16", "-0")]
    ['5', '0.1', '1.1', '10000000000000000', '0']
    """
    whole = re.fullmatch(r"-?[0-9]{1,40}", text)
    plain = format(Decimal(text if whole else repr(_finite(text))), "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def date_text(text: str, parts: str, since_1904: bool) -> str:
    """Write a date as precisely as it is shown: the first of a month may stand for the month.

    Raises ValueError where the text is no number.

    >>> date_text("45170", "dmy", False), date_text("45170", "my", False)
    ('2023-09-01', '2023-09')
    """
    number = _finite(text)
    timely = not set("yd") & set(parts) and bool(set("hs") & set(parts))
    try:
        moment = _moment(number, since_1904)
    except (OverflowError, ValueError):
        moment = None
    if not since_1904 and int(number) == 60:
        moment = None  # a 29 February 1900 never was
    if moment is None or number < (0 if timely or since_1904 else 1):
        hint = N_("write it as a text, such as 2023-09-07")
        raise BadInput("'{value}' is shown as a date but is none", hint=hint, value=f"{number:g}")
    if timely and number < 1:
        return moment.time().isoformat()
    if not timely and "y" not in parts:
        raise BadInput(
            "what was typed here became a date, shown without its year: {value}",
            hint="format the cell as text and type it again",
            value=moment.date().isoformat(),
        )
    if moment.hour or moment.minute or moment.second:
        return moment.isoformat()
    return moment.date().isoformat()[: _length(moment, parts)]


def _finite(text: str) -> float:
    """Read a number; what is none, or is too large for a program, cannot stand in a cell."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _moment(number: float, since_1904: bool) -> datetime:
    """Find the day of a number; programs that count from 1900 count a 29 February 1900."""
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if number < 60 else 30)
    return first + timedelta(days=int(number), seconds=round(number % 1 * 86_400))


def _length(moment: datetime, parts: str) -> int:
    """Tell how much of an ISO date was meant: a program adds day and month where none is typed."""
    if set("dhs") & set(parts) or moment.day > 1:
        return 10
    if "m" in parts:
        return 7
    return 4 if moment.month == 1 else 10
