"""Office files that are the same bytes whenever they are written."""

import datetime
import io
import zipfile

MOMENT = datetime.datetime(2000, 1, 1)
_STAMP = (2000, 1, 1, 0, 0, 0)


def steady(content: bytes) -> bytes:
    """Give the same archive with one date on every file in it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()
