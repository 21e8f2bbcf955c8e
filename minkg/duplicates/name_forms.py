"""Names as they are compared: what counts in a name.

Two names have the same form when they differ only in case, marks, punctuation, articles,
prepositions, the legal form of a company, a usual abbreviation or the spelling of a number.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from minkg.graph import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SMALL = {
    "en": _set("a an and at by for from in of on or s the to under with"),
    "fr": _set("a au aux d dans de des du en et l la le les par pour sous sur un une"),
    "es": _set("a al con de del e el en la las lo los o para por sobre un una y"),
    "ru": _set("в во для до и из к на о об от по под при с со"),
    "ar": _set("الى بشان بين على عن في من و"),
    "zh": _set("与 和 及 的"),
}
ANY_SMALL = frozenset().union(*SMALL.values()) - {"un"}
_LEGAL = _set(
    "ab ag as bv co company corp corporation cv eirl ev gmbh inc incorporated kg kk limited llc "
    "llp ltd ltda nv oy oyj plc pte pty sa sarl sas spa srl ао зао оао ооо пао"
)
_USUAL = {
    "assn": "association", "assoc": "association", "center": "centre", "cttee": "committee",
    "ctr": "centre", "db": "database", "dept": "department", "dev": "development",
    "env": "environment", "fdn": "foundation", "fed": "federal", "gov": "government",
    "govt": "government", "inst": "institute",
    "int": "international", "intergov": "intergovernmental",
    "intl": "international", "mgmt": "management", "mgt": "management", "min": "ministry",
    "nat": "national", "natl": "national", "onu": "un", "org": "organization",
    "prog": "programme", "program": "programme", "tech": "technical", "univ": "university",
    "мин": "министерство",
}  # fmt: skip
_ORDINALS = {
    word: str(number)
    for words in (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "premiere deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme "
        "dixieme",
        "primera segunda tercera cuarta quinta sexta septima octava novena decima",
        "первая вторая третья четвертая пятая шестая седьмая восьмая девятая десятая",
    )
    for number, word in enumerate(words.split(), 1)
}
_UN = re.compile(
    r"\b(united nations|nations unies|naciones unidas|организаци[яию] объединенных наций)\b"
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_FRACTION = re.compile(r"(?<=\d)[/.:](?=\d)")
_WORD = re.compile(r"[㐀-鿿]|[^\W㐀-鿿]+")
_NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th|e|er|eme|o|a)")
_ROMAN = re.compile(r"(?=..)(x{0,3})(ix|iv|v?i{0,3})")
_ARABIC = str.maketrans("ةى", "هي")


class NameForm(NamedTuple):
    """A name as it is compared.

    `plain` is its text without case, marks and punctuation, `words` are those that carry
    meaning, `latin` the same in Latin letters; `script` is `Latin`, `Han` or the first word of
    the Unicode name of its letters.
    """

    text: str
    lang: str
    plain: str
    words: tuple[str, ...]
    latin: tuple[str, ...]
    script: str

    @property
    def letters(self) -> str:
        """The words in Latin letters without the spaces between them."""
        return "".join(self.latin)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The words with digits, sorted."""
        return tuple(sorted(word for word in self.latin if any(map(str.isdigit, word))))


def form(text: str, lang: str = "") -> NameForm:
    """Give the form in which a name is compared with others.

    >>> form("The Int'l Agency for Sand, Ltd.", "en").words
    ('international', 'agency', 'sand')
    >>> form("Sixième session de l'ONU", "fr").words
    ('6', 'session', 'un')
    """
    raw = tokens(text)
    words = tuple(map(_usual, _content(raw, lang))) or raw
    if text.isascii():
        return NameForm(text, lang, " ".join(raw), words, words, "Latin")
    latin = tuple(part for word in words for part in _in_latin(word))
    letters = script(raw)
    if letters == "Arabic":
        words = tuple(map(_stem_arabic, words))
    return NameForm(text, lang, " ".join(raw), words, latin or words, letters)


@lru_cache(1 << 14)
def _in_latin(word: str) -> tuple[str, ...]:
    from anyascii import anyascii

    return tuple(re.findall(r"\w+", anyascii(word).lower()))


@lru_cache(1 << 14)
def tokens(text: str) -> tuple[str, ...]:
    """Give every word of a name without case, marks and punctuation; a Han sign is a word.

    >>> tokens("Resolution 5/12 of the U.N."), tokens("采矿")
    (('resolution', '5_12', 'of', 'the', 'un'), ('采', '矿'))
    """
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text.replace("t'l", "tl"))
    text = _FRACTION.sub("_", text)
    plain = text.lower() if text.isascii() else fold(text)
    return tuple(_WORD.findall(plain))


def _content(raw: Sequence[str], lang: str) -> list[str]:
    """Leave out small words, except a last letter (`Annex A`), and legal forms at the end."""
    small = SMALL.get(lang, ANY_SMALL)
    words = [word for word in raw[:-1] if word not in small]
    words += [word for word in raw[-1:] if word not in small or len(word) == 1]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return _UN.sub(lambda found: "оон" if found[0][0] == "о" else "un", " ".join(words)).split()


def _stem_arabic(word: str) -> str:
    bare = re.sub("^(وال|بال|ال|لل)(?=...)", "", word)
    return bare.translate(_ARABIC)


@lru_cache(1 << 14)
def _usual(word: str) -> str:
    """Give the one spelling of a number, a usual abbreviation and of British and American words."""
    if word.isdecimal():
        return str(int(word))
    if numbered := _NUMBERED.fullmatch(word):
        return str(int(numbered[1]))
    if roman := _ROMAN.fullmatch(word):
        ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix").index(roman[2])
        return str(10 * len(roman[1]) + ones)
    word = _ORDINALS.get(word) or _USUAL.get(word, word)
    return word.replace("isation", "ization")


def script(words: Sequence[str]) -> str:
    """Give the script of the first letter: `Latin`, `Han`, `Arabic` ….

    >>> script(["5", "песок"]), script(["沙"])
    ('Cyrillic', 'Han')
    """
    import unicodedata

    letter = next((sign for word in words for sign in word if sign.isalpha()), "a")
    first = unicodedata.name(letter, "LATIN").split()[0]
    return "Han" if first == "CJK" else first.capitalize()
