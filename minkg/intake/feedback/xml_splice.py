"""Change an XML part of a workbook where it must change, and leave every other byte as it is."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from minkg.intake.readers.xlsx_package import damaged

_START_TAG = re.compile(rb"<[^\s/>]+(\s+[^\s=]+\s*=\s*(\"[^\"]*\"|'[^']*'))*\s*(/?)>")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UTF_16 = re.compile(r"(?i)\A(<\?xml\s[^>]*?)utf-16(?:[bl]e)?")
_WRITTEN = re.compile(
    r"<!\[CDATA\[(?P<as_it_is>.*?)]]>|<!--.*?-->|<\?.*?\?>|\r\n?"
    r"|&(?:#x(?P<hex>[0-9A-Fa-f]+)|#(?P<number>[0-9]+)|(?P<name>\w+));",
    re.DOTALL,
)
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


@dataclass
class Element:
    """An element of a part: its name without prefix, and where it starts and ends."""

    name: str
    depth: int
    given: dict[str, str]
    start: int
    inside: int
    empty: bool
    until: int = 0
    end: int = 0


@dataclass
class XmlPart:
    """The bytes of a part with its elements in their order; those inside `skipped` are left out."""

    content: bytes
    skipped: str = ""
    elements: list[Element] = field(default_factory=list)
    edits: list[tuple[int, int, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the elements."""
        if self.content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = self.content.decode("utf-16", "replace")
            self.content = _UTF_16.sub(r"\1UTF-8", text).encode()
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse
        _XmlWalk(self, parser)
        try:
            parser.Parse(self.content, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise damaged() from error

    @property
    def root(self) -> Element:
        """The outermost element."""
        return self.elements[0]

    @property
    def prefix(self) -> str:
        """What stands before the names of elements: mostly nothing."""
        head = self.content[self.root.start + 1 : self.root.inside].split(None, 1)[0]
        return head.decode("latin-1").rstrip("/>").removesuffix(self.root.name)

    def named(self, name: str, within: Element | None = None) -> list[Element]:
        """Give the elements of a name, all of them or those inside another element."""
        low, high = (within.start, within.end) if within else (0, len(self.content))
        return [e for e in self.elements if e.name == name and low <= e.start and e.end <= high]

    def text(self, element: Element) -> str:
        """Give the text that stands in an element that holds nothing else."""
        raw = self.content[element.inside : element.until].decode("utf-8", "replace")
        return _plain(raw)

    def replace(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of these bytes; it is ASCII in any encoding."""
        self.edits.append((start, end, text.encode("ascii", "xmlcharrefreplace")))

    def append(self, element: Element, text: str) -> None:
        """Add something at the end of an element."""
        if not element.empty:
            self.replace(element.until, element.until, text)
            return
        tag = self.content[element.start : element.inside]
        name = tag[1:].split(None, 1)[0].rstrip(b"/>").decode("latin-1")
        self.replace(element.inside - len(tag) + tag.rindex(b"/"), element.inside, ">")
        self.replace(element.inside, element.inside, f"{text}</{name}>")

    def remove(self, element: Element) -> None:
        """Take an element away."""
        self.replace(element.start, element.end, "")

    def set(self, element: Element, name: str, value: str) -> None:
        """Give an attribute another value."""
        tag = self.content[element.start : element.inside]
        found = re.search(rb"\s" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')", tag)
        if found:
            start = element.start + found.start(1)
            self.replace(start, element.start + found.end(1), f'"{escaped(value)}"')

    def written(self) -> bytes:
        """Give the part with all changes."""
        pieces, at = [], 0
        for start, end, text in sorted(self.edits, key=lambda edit: edit[:2]):
            pieces += [self.content[at:start], text]
            at = end
        return b"".join([*pieces, self.content[at:]])


class _XmlWalk:
    """Notes the elements of a part while it is parsed."""

    def __init__(self, part: XmlPart, parser: expat.XMLParserType) -> None:
        self.part, self.parser = part, parser
        self.open: list[Element | None] = []
        self.skipping = 0
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end

    def start(self, name: str, given: dict[str, str]) -> None:
        if self.skipping:
            self.skipping += 1
            return
        bare, at = name.rpartition(":")[2], self.parser.CurrentByteIndex
        tag = _START_TAG.match(self.part.content, at)
        if tag is None:
            raise ValueError(name)
        element = Element(bare, len(self.open), given, at, tag.end(), bool(tag[3]))
        self.part.elements.append(element)
        self.open.append(element)
        self.skipping = int(bare == self.part.skipped)

    def end(self, _: str) -> None:
        if self.skipping > 1:
            self.skipping -= 1
            return
        self.skipping = 0
        element = self.open.pop()
        assert element is not None
        at = self.parser.CurrentByteIndex
        element.until = element.inside if element.empty else at
        element.end = element.inside if element.empty else self.part.content.index(b">", at) + 1


def _refuse(*_: object) -> None:
    raise damaged()


def _plain(text: str) -> str:
    r"""Give the text that a piece of XML stands for: its references, line ends and CDATA read.

    >>> _plain("a &lt; b &#65;&#x91;<![CDATA[ &lt; ]]><!-- no -->\r\n") == "a < b A\x91 &lt; \n"
    True
    """

    def sign(found: re.Match[str]) -> str:
        if found["hex"] or found["number"]:
            return chr(int(found["hex"], 16) if found["hex"] else int(found["number"]))
        if found["name"]:
            return _NAMED.get(found["name"], found[0])
        return "\n" if found[0][0] == "\r" else (found["as_it_is"] or "").replace("\r\n", "\n")

    return _WRITTEN.sub(sign, text)


def escaped(text: str) -> str:
    """Write a text as it stands in a part: XML's signs, and nothing that XML cannot hold.

    >>> escaped('a < "b" _x0041_')
    'a &lt; &quot;b&quot; _x005F_x0041_'
    """
    kept = _ESCAPED.sub("_x005F_", _NOT_XML.sub("\ufffd", text))
    return re.sub('[&<>"]', lambda sign: _SIGNS[sign[0]], kept)
