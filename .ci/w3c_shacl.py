"""Put the W3C's tests of SHACL into a folder: they travel in the source of pySHACL.

The source is that of the version and hash which requirements.txt locks.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
INSIDE = "/test/resources/sht_tests/"


def take(folder: Path) -> None:
    """Fetch the source and write its tests."""
    locked = re.search(r"^pyshacl==(?:.*\\\n)*.*\n", (ROOT / "requirements.txt").read_text(), re.M)
    assert locked is not None
    with tempfile.TemporaryDirectory() as draft:
        lock = Path(draft, "locked.txt")
        lock.write_text(locked[0])
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        more = ["--require-hashes", "--no-deps", "--no-binary", "pyshacl", "--dest", draft]
        subprocess.run([*pip, *more, "-r", str(lock)], check=True)
        (archive,) = Path(draft).glob("*.tar.gz")
        with tarfile.open(archive) as source:
            for member in source.getmembers():
                _, inside, rest = member.name.partition(INSIDE)
                content = source.extractfile(member) if inside else None
                if content is not None:
                    target = folder / rest
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content.read())


if __name__ == "__main__":
    take(Path(sys.argv[1]))
