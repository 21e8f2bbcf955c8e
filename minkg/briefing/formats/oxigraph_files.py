"""Oxigraph compiled to WebAssembly, as it is put beside this package when minkg is built."""

import re
from pathlib import Path

from minkg.words import Unavailable

VENDOR = Path(__file__).parents[2] / "vendor" / "oxigraph"
_EXPORT = re.compile(r"^export (?=class|function)", re.MULTILINE)
_LAST = re.compile(r"^export \{.*?\};?\s*$", re.MULTILINE | re.DOTALL)


def program() -> bytes:
    """Give the WebAssembly program."""
    return _file("web_bg.wasm").read_bytes()


def script() -> str:
    """Give its JavaScript as one plain script that defines `oxigraph`, without module syntax."""
    text = _EXPORT.sub("", _LAST.sub("", _file("web.js").read_text(encoding="utf-8")))
    text = text.replace("import.meta.url", "self.location.href")
    return f"const oxigraph = (() => {{\n{text}\nreturn {{ initSync, Store }};\n}})();\n"


def _file(name: str) -> Path:
    path = VENDOR / name
    if not path.is_file():
        raise Unavailable(
            "the SPARQL engine for the page is not there: '{file}' is missing",
            hint="in a checkout run `make vendor`",
            file=name,
        )
    return path
