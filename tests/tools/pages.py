"""The pages of the explorer: which there are, and a strict reader of them."""

import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox

from minkg.site.web.one_answer import Reply
from tests.tools.visiting import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(sys.prefix, "axe", "axe.min.js")
PAGE = [("accept", "text/html,application/xhtml+xml,*/*;q=0.8")]
VOID = frozenset(["meta", "link", "input", "br", "img", "hr"])
PAIR = "pair/global-sand-observatory/marine-sand-watch"
EVERY = (
    "", "entries", "class/standard", "search?q=sand", "matrix", "matrix?show=all", "gaps",
    "matrix/extraction/sustainable-sand-management", "gaps?kind=thin", "findings", PAIR, "compare",
    "compare?entry=marine-sand-watch&entry=global-sand-observatory", "proposals", "questions",
    "proposals/global-sand-observatory", "questions/overlaps", "about", "quality", "changes",
    "ontology", "marine-sand-watch", "sand", "unep-ea6-minerals-report", "nothing",
    "unep-ea6-minerals-report.19", "entries?class=standard&state=checked",
    "findings?kind=overlap&least=0.2",
)  # fmt: skip
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}'&amp;"
RDF = {"ttl": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
KINDS = (
    "", "search?q=sand", "entries", "marine-sand-watch", "unep-ea6-minerals-report.19", "matrix",
    "matrix/extraction/sustainable-sand-management", "gaps", "findings", PAIR,
    "compare?entry=marine-sand-watch&entry=global-sand-observatory", "proposals",
    "proposals/global-sand-observatory", "questions", "questions/overlaps", "about", "quality",
    "changes", "ontology", "nothing",
)  # fmt: skip


def page(site: Site, path: str) -> Reply:
    """Ask for a page as a browser does."""
    reply = site.get(f"/{path}", PAGE)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    return reply


class Reader(HTMLParser):
    """Reads a page strictly: what is open is closed, ids are unique, nothing is inline."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.wrong = [], set(), [], []
        self.feed(text)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        """Open an element."""
        names = [name for name, _ in attrs]
        self.wrong += [f"<{tag} {n}>" for n in names if n == "style" or n.startswith("on")]
        self.wrong += [f"<{tag}> has an attribute twice"] * (len(names) != len(set(names)))
        said = dict(attrs)
        if said.get("id") in self.ids:
            self.wrong.append(f"id {said['id']} is there twice")
        self.ids |= {said["id"]} if "id" in said else set()
        self.wrong += [f"<{tag}> leads nowhere"] * (tag == "a" and not said.get("href"))
        self.wrong += ["inline script"] * (tag == "script" and not said.get("src"))
        if tag in ("a", "link", "script") and (said.get("href") or said.get("src")):
            self.links.append(said.get("href") or said.get("src"))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Open an element and close it."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        """Close an element."""
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-2:]}")
        elif self.open:
            self.open.pop()


def inner(address: str, base: str) -> str | None:
    """Give path and query of a link inside the site, without its fragment; None outside."""
    whole = urlsplit(urljoin(f"http://localhost{base}", address))
    if whole.netloc != "localhost" or whole.scheme != "http":
        return None
    return f"{whole.path}?{whole.query}" if whole.query else whole.path


def violations(tab: "Page") -> list[tuple[str, str]]:
    """Give what axe finds wrong with the page that is open: rule and first place."""
    tab.evaluate(AXE.read_text("utf-8"))
    found = tab.evaluate(
        "axe.run(document, {resultTypes: ['violations']})"
        ".then(all => all.violations.map(one => [one.id, one.nodes[0].html]))"
    )
    return [tuple(one) for one in found]
