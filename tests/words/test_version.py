"""The version stands in one place, from where the package and the build take it."""

import re
import tomllib
from pathlib import Path

import minkg
from minkg.words.version import VERSION

ROOT = Path(__file__).parents[2]


def test_the_version_is_one():
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["version"]
    found = re.search(build["pattern"], (ROOT / build["path"]).read_text("utf-8"))
    assert found is not None
    assert found["version"] == VERSION == minkg.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
