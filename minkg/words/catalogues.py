"""Catalogues of messages: people write them as .po files, the program reads them as .mo files.

A build makes the .mo files, and an installed package has no others. In a checkout a .po file that
has changed is compiled when it is first needed; the .mo file is kept beside it where the folder
can be written, with the same time, by which the two are known to belong together.

Every start of the program in another language than English comes here: what is imported at the
top costs each of them, so pathlib is not.
"""

import os
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

__all__ = ["FOLDER", "compiled", "kept", "opened"]

FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale")


def opened(lang: str, folder: str = FOLDER) -> NullTranslations:
    """Open the catalogue of a language; an empty one where there is none."""
    written, made = (os.path.join(folder, f"{lang}.{kind}") for kind in ("po", "mo"))
    stamp, known = _time(written), _time(made)
    if known is not None and stamp in (None, known):
        with open(made, "rb") as stream:
            return GNUTranslations(stream)
    return NullTranslations() if stamp is None else GNUTranslations(BytesIO(kept(written)))


def kept(written: str) -> bytes:
    """Compile a .po file and keep the .mo file beside it, if that can be written."""
    stamp, content = _time(written) or 0, compiled(written)
    made = written.removesuffix(".po") + ".mo"
    fresh = f"{made}.{os.getpid()}"
    try:
        with open(fresh, "wb") as stream:
            stream.write(content)
        os.utime(fresh, ns=(stamp, stamp))
        os.replace(fresh, made)
    except OSError:
        if _time(fresh) is not None:
            os.unlink(fresh)
    return content


def compiled(written: str) -> bytes:
    """Compile a .po file; the same file gives the same bytes, and what is not translated is out."""
    from datetime import UTC, datetime

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with open(written, "rb") as stream:
        catalogue = read_po(stream, abort_invalid=True)
    catalogue.creation_date = datetime.fromtimestamp(0, UTC)
    content = BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


def _time(path: str) -> int | None:
    try:
        return os.stat(path).st_mtime_ns
    except FileNotFoundError:
        return None
