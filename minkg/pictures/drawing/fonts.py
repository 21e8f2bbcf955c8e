"""Fonts for all six languages.

FiraGO (SIL Open Font License, from the package pymupdf-fonts) has the Latin,
Cyrillic and Arabic signs; for Chinese a font of the machine is looked for. The
SVG itself needs no font: fonts are for measuring and for PNG.
"""

import os
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from minkg.home import write_file
from minkg.words import Unavailable

FAMILY = "FiraGO"
HAN = re.compile(
    r"[\u2e80-\u2fdf\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN_FAMILIES = ("Fira Sans", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif")
_HAN_FAMILIES = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "sans-serif",
)  # fmt: skip
_ARABIC_FAMILIES = ("Noto Naskh Arabic", "Segoe UI", "Geeza Pro", "Arial", "sans-serif")
_KNOWN = ("notosanscjk", "notosanssc", "sourcehansans", "pingfang", "msyh", "wqy-microhei", "wqy",
          "droidsansfallback", "notoserifcjk")  # fmt: skip
_FACES = {False: "figo", True: "figbo"}
_LAST = "\u0622\u0623\u0624\u0625\u0627\u0629\u062f\u0630\u0631\u0632\u0648\u0671"  # join no next
_ISOLATES = "\u2066\u2067\u2068\u2069"


def families(text: str) -> str:
    """Give the `font-family` for a text by its script."""
    if HAN.search(text):
        rest: tuple[str, ...] = _HAN_FAMILIES
    else:
        rest = _ARABIC_FAMILIES if ARABIC.search(text) else _LATIN_FAMILIES
    return ", ".join(f"'{name}'" if " " in name else name for name in (FAMILY, *rest))


@cache
def face(bold: bool) -> bytes:
    """Give the bytes of FiraGO, regular or bold."""
    import pymupdf_fonts

    return bytes(pymupdf_fonts.myfont(_FACES[bold]))


@cache
def _advances(bold: bool) -> dict[tuple[str, str], float]:
    """Give the width of every sign of FiraGO in em, and of its forms where it joins others.

    Keys are (sign, form); the form is "" for a sign alone.
    """
    import io

    from fontTools.ttLib import TTFont

    font: Any = TTFont(io.BytesIO(face(bold)))
    widths, em, signs = font["hmtx"].metrics, font["head"].unitsPerEm, font.getBestCmap()
    known = {(chr(sign), ""): widths[glyph][0] / em for sign, glyph in signs.items()}
    arabic = {chr(sign): glyph for sign, glyph in signs.items() if ARABIC.match(chr(sign))}
    for form in ("init", "medi", "fina"):
        joined = _substitutes(font["GSUB"].table, form)
        for sign, glyph in arabic.items():
            known[sign, form] = widths[joined.get(glyph, glyph)][0] / em
    return known


def _substitutes(table: Any, feature: str) -> dict[str, str]:
    """Give the glyphs that a feature of a font puts in the place of others, one for one."""
    records = [one.Feature for one in table.FeatureList.FeatureRecord if one.FeatureTag == feature]
    found: dict[str, str] = {}
    for index in sorted({index for record in records for index in record.LookupListIndex}):
        for part in table.LookupList.Lookup[index].SubTable:
            mapping = getattr(getattr(part, "ExtSubTable", part), "mapping", {})
            found |= {old: new for old, new in mapping.items() if isinstance(new, str)}
    return found


@lru_cache(maxsize=50_000)
def advance(text: str, *, bold: bool = False) -> float:
    """Give the width of a text in em; signs that FiraGO lacks are estimated.

    >>> 0.4 < advance("a") < 0.7, advance("开采")
    (True, 2.0)
    """
    widths = _advances(bold)
    signs = "".join(sign for sign in text if sign not in _ISOLATES)
    forms = _forms(signs) if ARABIC.search(signs) else [""] * len(signs)
    return sum(
        widths.get((sign, form), _estimate(sign)) for sign, form in zip(signs, forms, strict=True)
    )


def _forms(text: str) -> list[str]:
    """Tell of every sign how it joins its neighbours: init, medi, fina, or "" for not at all."""
    letters = [at for at, sign in enumerate(text) if not unicodedata.combining(sign)]
    forms = [""] * len(text)
    joins = False
    for at, following in zip(letters, [*letters[1:], -1], strict=True):
        onward = _joins(text[at]) and text[at] not in _LAST and following > 0
        onward = onward and _joins(text[following])
        forms[at] = {(False, True): "init", (True, True): "medi", (True, False): "fina"}.get(
            (joins, onward), ""
        )
        joins = onward
    return forms


def _joins(sign: str) -> bool:
    """Tell whether a sign is an Arabic letter that joins the one before it."""
    return sign == "\u0640" or (
        sign.isalpha() and ARABIC.match(sign) is not None and sign != "\u0621"
    )


def _estimate(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.62


def own_files() -> list[Path]:
    """Give the two files of FiraGO, written once to a folder for temporary files."""
    import hashlib

    mark = hashlib.sha256(face(False) + face(True)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"minkg-fonts-{mark}"
    files = {folder / f"{name}.ttf": face(bold) for bold, name in _FACES.items()}
    try:
        folder.mkdir(exist_ok=True)
        for path, content in files.items():
            if not path.exists() or path.read_bytes() != content:
                write_file(path, content)
    except OSError as problem:
        raise Unavailable(
            "the fonts of pictures cannot be written to '{path}'",
            hint="`TMPDIR=FOLDER minkg …` names another folder, or save as .svg",
            path=folder,
        ) from problem
    return list(files)


def files_for(text: str) -> list[Path]:
    """Give the font files that have every sign of a text.

    Raises Unavailable where FiraGO and the fonts of this machine lack one.
    """
    missing = frozenset(sign for sign in text if _is_drawn(sign)) - _signs_of_ours()
    if not missing:
        return own_files()
    for path in _system_fonts():
        if missing <= _signs(path):
            return [*own_files(), path]
    raise Unavailable(
        "no font on this machine has the signs of '{language}'",
        hint="`apt-get install fonts-wqy-microhei` for Chinese; SVG needs no font: save as .svg",
        language=_language(missing),
    )


def _is_drawn(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc")


def _language(signs: frozenset[str]) -> str:
    if HAN.search("".join(signs)):
        return "zh"
    return unicodedata.name(min(signs), "?").split()[0].lower()


@cache
def _signs_of_ours() -> frozenset[str]:
    return frozenset().union(*(_signs(path) for path in own_files()))


def folders() -> list[Path]:
    """Give the folders where systems keep fonts, and those of the user."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [
        *(Path(one) / "fonts" for one in shared.split(":")),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    ]


def _system_fonts() -> Iterator[Path]:
    """Go through the font files of the machine, known Chinese fonts first, regular before bold."""
    found = {
        path
        for folder in folders()
        if folder.is_dir()
        for path in folder.rglob("*")
        if path.suffix.lower() in (".ttf", ".ttc", ".otf")
    }
    yield from sorted(found, key=_rank)


def _rank(path: Path) -> tuple[int, bool, str]:
    name = path.name.lower().replace(" ", "")
    place = next((at for at, known in enumerate(_KNOWN) if known in name), len(_KNOWN))
    return place, not name.endswith(("regular.ttc", "regular.otf", "regular.ttf")), str(path)


@cache
def _signs(path: Path) -> frozenset[str]:
    """Give the signs that a font file has; none where it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as stream, TTFont(stream, fontNumber=0, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or ()))
    except (TTLibError, OSError, KeyError, ValueError):
        return frozenset()
