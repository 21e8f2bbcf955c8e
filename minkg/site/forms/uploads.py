"""Files that are sent to be looked at: read like those of a command line, and forgotten."""

import re
import tempfile
from pathlib import Path

from minkg.intake.drafting import New, read_named
from minkg.site.forms.prepared import Ready

_ODD = re.compile(r"[^\w .()-]", re.ASCII)
ENDINGS = {
    "application/trig": ".trig", "text/turtle": ".ttl", "application/n-triples": ".nt",
    "application/n-quads": ".nq", "application/ld+json": ".jsonld", "application/rdf+xml": ".rdf",
    "application/json": ".json", "application/yaml": ".yaml", "text/csv": ".csv",
    "text/tab-separated-values": ".tsv", "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/octet-stream": "", "text/plain": "",
}  # fmt: skip


def shown_name(name: str, ending: str = "") -> str:
    """Give what a file is called in problems: never a path.

    >>> shown_name("../../etc/pass wd"), shown_name("", ".csv")
    ('pass wd', 'draft.csv')
    """
    bare = _ODD.sub("", re.split(r"[/\\]", name)[-1]).strip(". ")[:80]
    return bare or f"draft{ending}"


def read_upload(ready: Ready, body: bytes, name: str, lang: str) -> New:
    """Read a file that was sent."""
    standing = ready.standing
    with tempfile.TemporaryDirectory(prefix="minkg-") as folder:
        path = Path(folder) / "sent"
        path.write_bytes(body)
        new = read_named(
            [(name, path)], ready.graph.home, lang, None, lambda: (standing.shapes, standing.facts)
        )
        new.source.paths.pop(name, None)
        new.source.texts[name] = body.decode("utf-8-sig", "replace")
    return new
