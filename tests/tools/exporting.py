"""Exports as tests read them again."""

from pathlib import Path
from typing import Any

from minkg import KnowledgeGraph
from minkg.exports.formats import EXPORT_FORMATS, export


def written(
    kg: KnowledgeGraph, form: str, folder: Path, lang: str = "en", entry: str | None = None
) -> Path:
    """Give the file that an export wrote, the first of two."""
    files = export(kg, form, folder / f"minkg{EXPORT_FORMATS[form][0]}", lang, entry)
    assert all(file.is_file() for file in files)
    assert {file.name for file in folder.iterdir()} == {file.name for file in files}
    return files[0]


def links(net: Any) -> list[tuple[str, ...]]:
    return sorted(
        (source, target, data["predicate"], data["label"], data["passage"], data["state"])
        for source, target, data in net.edges(data=True)
    )


def nodes(net: Any) -> dict[str, tuple[str, str, str, bool]]:
    return {
        name: (data["label"], data["kind"], data["language"], data["official"])
        for name, data in net.nodes(data=True)
    }
