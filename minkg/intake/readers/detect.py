"""What kind of file it is: its content tells, its ending decides only where both are possible."""

import codecs
import re
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from minkg.intake.readers.issues import is_issue
from minkg.intake.readers.records import MOST_BYTES
from minkg.words import N_, BadInput
from minkg.words.place import Place

CHOICES = ".xlsx, .csv, .tsv, .json, .yaml, .trig, .ttl, .nt, .nq, .jsonld, .rdf"
RDF_NAMESPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SHEET = N_("open it in a spreadsheet program, and save it as .xlsx or .csv")
_COPY = N_("put its table into a sheet, and save that as .xlsx or .csv")
_UNPACK = N_("unpack it, and give the files inside")
_DATA = N_("give the data itself, in a file such as: {choices}")
_SIGNS = (
    (b"%PDF", N_("is a PDF document"), _COPY),
    (b"{\\rtf", N_("is a text document"), _COPY),
    (b"\xd0\xcf\x11\xe0", N_("is an old Excel or Word file, or has a password"), _SHEET),
    (b"\x89PNG", N_("is a picture"), _COPY),
    (b"\xff\xd8\xff", N_("is a picture"), _COPY),
    (b"GIF8", N_("is a picture"), _COPY),
    (b"II*\x00", N_("is a picture"), _COPY),
    (b"MM\x00*", N_("is a picture"), _COPY),
    (b"\x1f\x8b", N_("is a compressed file"), _UNPACK),
    (b"BZh", N_("is a compressed file"), _UNPACK),
    (b"\xfd7zXZ", N_("is a compressed file"), _UNPACK),
    (b"7z\xbc\xaf", N_("is a compressed file"), _UNPACK),
    (b"Rar!", N_("is a compressed file"), _UNPACK),
    (b"(\xb5/\xfd", N_("is a compressed file"), _UNPACK),
)
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")  # more than PK, which a table may begin with
_INSIDE = (
    ("xl/workbook.bin", N_("is a binary workbook"), _SHEET),
    ("word/", N_("is a Word document"), _COPY),
    ("ppt/", N_("is a presentation"), _COPY),
    ("content.xml", N_("is an OpenDocument file"), _SHEET),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SKIP = re.compile(r"(?:\s++|\#[^\n\r]*+)*+")
_NODE = r"(?:<[^<>\s]*+>|_:[\w.-]*\w)"
_STATEMENT = re.compile(
    rf"""\s*+{_NODE}\s*+<[^<>\s]*+>\s*+
    (?:{_NODE}|"(?:[^"\\]|\\.)*+"(?:@[\w-]++|\^\^<[^<>\s]*+>)?)
    \s*+(?P<graph>{_NODE})?\s*+\.\s*+(?:\#.*+)?""",
    re.VERBOSE,
)
_JSON = re.compile(r"""\{\s*+(?:"|\}\s*+\Z)|\[\s*+(?:["\[0-9]|\{\s*+["}]|\]\s*+\Z)""")
_FLOW = re.compile(r"""(?:\[\s*+)?\{\s*+[\w"'-]++\s*+:\s""")
_LINKED = re.compile(r'"@(?:context|graph|id|type)"\s*+:')
_RDF = re.compile(
    r"""@?prefix\s++[^\s<]*+\s*+< | @?base\s*+< | @?version\s*+["'] | graph\s++(?:<|[\w.-]*+:)
    | <[^<>]*+>\s*+[<{\w:,;.] | _:\S++\s | [\[({]
    | [\w.-]*+:[\w.%\\-][^\s,;]*+\s++(?:a\s|[\w.-]*+:[\w.-]|[<{])""",
    re.VERBOSE | re.IGNORECASE,
)
_YAML = re.compile(
    r"""(?:---|-|\?)(?:\s|\Z) | %YAML
    | (?:"[^"\n]*+"|'[^'\n]*+'|[^\s,;:"'][^,;:\t\n]*+):(?:\s|\Z)""",
    re.VERBOSE,
)
_REMARKS = re.compile(r"(?:\s++|<!--.*?-->)*+", re.DOTALL)
_XML = re.compile(r"<\?xml\b|<!|<[A-Za-z_][\w.:-]*+\s[^<>]*=", re.IGNORECASE)
_PAGE = re.compile(r"(?:<\?xml[^>]*+>\s*+)?<(?:!doctype\s++)?html\b", re.IGNORECASE)
_SEPARATED = re.compile(r"[^\n\r]*?[,;\t|]")
_ENDINGS = {
    ".json": "json", ".yaml": "yaml", ".yml": "yaml", ".csv": "csv", ".tsv": "csv",
    ".jsonld": "jsonld", ".rdf": "rdfxml", ".owl": "rdfxml", ".ttl": "turtle", ".trig": "trig",
    ".nt": "ntriples", ".nq": "nquads",
}  # fmt: skip
_ENOUGH = 2**20


def detect(content: bytes, shown: str) -> str:
    """Give the kind of a file: xlsx, csv, json, yaml, issue, jsonld, rdfxml, or RDF as text.

    >>> detect(b"PREFIX mk: <https://w3id.org/minkg/ontology#>", "x.csv")
    'trig'
    """
    for sign, message, hint in _SIGNS:
        if content.startswith(sign):
            raise BadInput(message, hint=hint, place=shown)
    if content.startswith(_ZIPS):
        return _inside(content, shown)
    text = content[:_ENOUGH].decode(encoding_of(content), "replace").removeprefix("\ufeff")
    if not text.strip():
        hint = N_("give a file with at least one entry")
        raise BadInput("is empty", hint=hint, place=shown)
    if "\0" in text:
        raise _unknown(shown)
    if is_issue(text, shown):
        return "issue"
    kinds = _of_markup(text, shown) or _of_text(text)
    told = _ENDINGS.get(Path(shown).suffix.lower())
    if told and (told in kinds or not kinds):
        return told
    if not kinds:
        raise _unknown(shown)
    return kinds[0]


def encoding_of(content: bytes) -> str:
    """Tell how a text is encoded: by its mark, by the zeros of UTF-16, else UTF-8."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if len(content) > 1 and (content[0] == 0) != (content[1] == 0):
        return "utf-16-be" if content[0] == 0 else "utf-16-le"
    return "utf-8"


def text_of(content: bytes, shown: str) -> str:
    """Give the text of a file without its mark, or tell why it has none."""
    if len(content) > MOST_BYTES:
        hint, most = "split it into several files", MOST_BYTES // 2**20
        raise BadInput("is larger than {most} megabytes", hint=hint, place=shown, most=most)
    try:
        return content.decode(encoding_of(content)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        place = Place(shown, content.count(b"\n", 0, error.start) + 1)
        hint = N_("save the file with the encoding UTF-8")
        raise BadInput("is not UTF-8 text", hint=hint, place=place) from error


def _inside(content: bytes, shown: str) -> str:
    """Tell workbooks from other archives by the names of the files inside."""
    try:
        names = ZipFile(BytesIO(content)).namelist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        hint = N_("get the file again, or save it again")
        raise BadInput("is damaged", hint=hint, place=shown) from error
    for start, message, hint in _INSIDE:
        if any(name.startswith(start) for name in names):
            raise BadInput(message, hint=hint, place=shown)
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise BadInput("is a compressed file", hint=_UNPACK, place=shown)


def _of_markup(text: str, shown: str) -> tuple[str, ...]:
    """Tell RDF/XML from web pages, pictures and other XML; nothing where it is no markup."""
    start = _REMARKS.sub("", text, count=1)
    if _PAGE.match(start):
        raise BadInput("is a web page", hint=_DATA, place=shown, choices=CHOICES)
    if not _XML.match(start):
        return ()
    if RDF_NAMESPACE in text:
        return ("rdfxml",)
    if "<svg" in start:
        raise BadInput("is a picture", hint=_COPY, place=shown)
    hint = N_("save it as RDF/XML or Turtle")
    raise BadInput("is XML, but not RDF", hint=hint, place=shown)


def _of_text(text: str) -> tuple[str, ...]:
    """Give the kinds that a text may be, the likeliest first."""
    bare = _SKIP.sub("", text, count=1)
    rows = [row for row in re.split(r"[\r\n]+", bare) if not _SKIP.fullmatch(row)]
    stated = [match for match in map(_STATEMENT.fullmatch, rows) if match]
    if len(stated) * 2 > len(rows):
        return ("nquads",) if any(match["graph"] for match in stated) else ("ntriples",)
    if _JSON.match(bare):
        return ("jsonld",) if _LINKED.search(bare) else ("json", "jsonld", "yaml")
    if _FLOW.match(bare):
        return ("yaml", "json")
    kinds: tuple[str, ...] = ("trig", "turtle") if _RDF.match(bare) else ()
    kinds += ("yaml",) if _YAML.match(bare) else ()
    return kinds + (("csv",) if _SEPARATED.match(text) and not bare.startswith("<") else ())


def _unknown(shown: str) -> BadInput:
    return BadInput(
        "is of a kind that minkg does not read", hint=_DATA, place=shown, choices=CHOICES
    )
