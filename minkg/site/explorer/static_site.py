"""The explorer as files for any web host: one file for each page and language, links relative."""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from minkg.home import write_file
from minkg.site.explorer.content import PageContent
from minkg.site.explorer.dispatch import content, lost
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import PageFacts, page_facts
from minkg.site.explorer.paths import FIXED, has_file, pairs_with_file
from minkg.words import LANGUAGES, NotFound, Unavailable

if TYPE_CHECKING:
    from minkg.knowledge import KnowledgeGraph

STATIC = Path(__file__).parents[1] / "static"
ASSETS = ("site.css", "site.js")
MARK = ".minkg-site"
CHUNK = 40


class WrittenSite(NamedTuple):
    """How many files were written, and how many bytes."""

    files: int
    size: int


def write_site(
    graph: "KnowledgeGraph", folder: Path, languages: Sequence[str] = LANGUAGES, base: str = ""
) -> WrittenSite:
    """Write all pages into a folder, English at its top and other languages in theirs.

    Links are relative, so that the folder can be opened from a disk; with `base` they begin
    with that address. A folder that holds anything else is left alone.
    """
    try:
        return _write_all(graph, folder, languages, base)
    except OSError as error:
        raise Unavailable(
            "the folder '{path}' cannot be made: {reason}",
            hint="name a folder that you may write to",
            path=folder,
            reason=error.strerror,
        ) from error


def _write_all(
    graph: "KnowledgeGraph", folder: Path, languages: Sequence[str], base: str
) -> WrittenSite:
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise NotFound(
            "'{path}' holds something else", hint="name an empty or a new folder", path=folder
        )
    shelf = page_facts(graph)
    shelf.warm()
    pairs_with_file(shelf)
    (folder / "static").mkdir(parents=True, exist_ok=True)
    write_file(folder / MARK, b"")
    every = list(paths(shelf))
    _folders(folder, every, languages)
    made = [_asset(folder, name) for name in ASSETS]
    work = [(lang, path) for lang in languages for path in [*every, "404"]]
    made += _written(partial(_page, graph, folder, base, tuple(languages)), work)
    return WrittenSite(sum(one.files for one in made), sum(one.size for one in made))


def paths(shelf: PageFacts) -> Iterator[str]:
    """Give the path of every page that becomes a file."""
    yield from sorted(FIXED)
    yield from (f"class/{kind}" for kind in sorted(shelf.above))
    yield from sorted(shelf.kinds)
    yield from shelf.passages
    yield from (
        f"matrix/{stage}/{topic}" for (stage, topic), c in shelf.cells.items() if c.subjects
    )
    yield from (f"pair/{one}/{other}" for one, other in sorted(pairs_with_file(shelf)))
    yield from (f"proposals/{n}" for n in sorted(shelf.kinds) if has_file(shelf, f"proposals/{n}"))
    yield from (f"questions/{path.stem}" for path in shelf.graph.home.queries)


def _folders(folder: Path, every: Iterable[str], languages: Iterable[str]) -> None:
    """Make the folders in which files will stand."""
    inner = {path.rpartition("/")[0] for path in every}
    for lang in {"en", *languages}:
        for one in inner:
            (folder / ("" if lang == "en" else lang) / one).mkdir(parents=True, exist_ok=True)


def _asset(folder: Path, name: str) -> WrittenSite:
    body = (STATIC / name).read_bytes()
    write_file(folder / "static" / name, body)
    return WrittenSite(1, len(body))


def _written(page: "partial[WrittenSite]", work: Sequence[tuple[str, str]]) -> list[WrittenSite]:
    """Write pages, with all processors where processes can be forked."""
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:  # pragma: no cover - one processor
        return [page(one) for one in work]
    import multiprocessing

    context = multiprocessing.get_context("fork")
    _Forked.page = page  # children find it in the memory that they share; nothing is packed
    with context.Pool(os.cpu_count()) as pool:
        return list(pool.imap_unordered(_forked, work, CHUNK))


class _Forked:
    """What children of this process do."""

    page: "partial[WrittenSite]"


def _forked(work: tuple[str, str]) -> WrittenSite:
    return _Forked.page(work)


def _page(
    graph: "KnowledgeGraph",
    folder: Path,
    base: str,
    languages: tuple[str, ...],
    work: tuple[str, str],
) -> WrittenSite:
    """Write one page in one language, and beside the English one the same for machines."""
    lang, path = work
    frame = Frame(graph, PageQuery(path, lang=lang, still=True, base=base, languages=languages))
    made = content(frame) if path != "404" else _lost(frame)
    root = folder if lang == "en" else folder / lang
    stem = path or "index"
    files: dict[Path, str | bytes] = {
        root / f"{stem}.html": frame.page(made.template, c=made, **made.values)
    }
    if lang == "en":
        files |= {root / f"{stem}.{form}": write() for form, write in made.forms.items()}
    size = 0
    for target, text in files.items():
        body = text.encode() if isinstance(text, str) else text
        body = b"\xef\xbb\xbf" + body if target.suffix == ".csv" else body
        target.write_bytes(body)
        size += len(body)
    return WrittenSite(len(files), size)


def _lost(frame: Frame) -> PageContent:
    return lost(frame, NotFound("there is nothing at this address"))
