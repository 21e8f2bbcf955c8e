"""Who writes which file of a briefing: what `minkg briefing -o` and `kg.briefing` choose from."""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from minkg.words import NotFound, Unavailable

if TYPE_CHECKING:
    from minkg.graph import Graph

    Writer = Callable[[Graph, Path, str], list[Path]]

WRITERS = MappingProxyType(
    {
        ".html": ("web_page", "write_page"),
        ".pdf": ("pdf", "write_pdf"),
        ".docx": ("word", "write_word"),
        ".pptx": ("slides", "write_slides"),
        ".xlsx": ("workbook", "write_workbook"),
        ".md": ("markdown", "write_markdown"),
        "": ("folder", "write_briefing"),
    }
)

PACKAGES = {"typst": "typst", "docx": "python-docx", "pptx": "python-pptx"}


def writer_of(path: Path) -> "Writer":
    """Give the function that writes such a file; a folder, or no ending, is a folder of files."""
    suffix = "" if path.is_dir() else path.suffix.lower()
    if suffix not in WRITERS:
        raise NotFound(
            "a briefing is not written as '{suffix}'",
            hint="name a file that ends in one of: {choices} — or a folder",
            suffix=suffix,
            choices=", ".join(filter(None, WRITERS)),
        )
    module, name = WRITERS[suffix]
    found: Writer = getattr(importlib.import_module(f"minkg.briefing.formats.{module}"), name)
    return found


def write(graph: "Graph", path: Path, lang: str = "en") -> list[Path]:
    """Write a briefing in a language; give the files written.

    Raises Unavailable where the package that writes such a file is not installed.
    """
    try:
        return writer_of(path)(graph, path, lang)
    except ModuleNotFoundError as problem:
        if problem.name not in PACKAGES:
            raise
        raise Unavailable(
            "'{suffix}' needs the package {package}",
            hint="`pip install {package}`, or write .html, .xlsx or .md",
            suffix=path.suffix,
            package=PACKAGES[problem.name],
        ) from problem
