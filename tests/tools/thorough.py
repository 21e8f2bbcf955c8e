"""What takes long is done with CI set: all six languages, long property runs, a bare machine."""

import os
import shutil
from collections.abc import Iterable, Mapping
from functools import cache

import pytest
from hypothesis import settings

from minkg.briefing.formats import oxigraph_files
from minkg.pictures.drawing import fonts
from minkg.words.errors import Unavailable
from minkg.words.languages import LANGUAGES

THOROUGH = bool(os.environ.get("CI"))
SPOKEN = LANGUAGES if THOROUGH else ("ar", "zh")  # the other direction, and signs beyond our font
BOTH_WAYS = ("en", "ar") if THOROUGH else ("ar",)  # of writing
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# People draw new cases each time, and mend what they find; CI draws the same ones.
settings.register_profile("quick", max_examples=20, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=100, deadline=None)


def examples(most: int) -> int:
    """Give how many examples a property gets: a fifth of the most where the run is quick."""
    return max(1, most * settings.default.max_examples // 100) if settings.default else most


def browser_program() -> str | None:
    """Give the real browser of this machine."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _is_written(sign: str) -> bool:
    try:
        return bool(fonts.files_for(sign))
    except Unavailable:
        return False


@cache
def missing() -> Mapping[str, str]:
    """Give what tests need and this machine has not, with words for people."""
    found = {
        "browser": browser_program() is not None,
        "engine": (oxigraph_files.VENDOR / "web_bg.wasm").is_file(),
        "han": _is_written("采"),
    }
    told = {"browser": "a browser", "engine": "Oxigraph for the browser", "han": "a Chinese font"}
    return {name: told[name] for name, there in found.items() if not there}


def kept(items: Iterable[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Part the tests into those that run here and those that are left out; CI runs all."""
    run: list[pytest.Item] = []
    rest: list[pytest.Item] = []
    for item in items:
        needs = {name for mark in item.iter_markers("needs") for name in mark.args}
        needs |= {"browser"} & set(getattr(item, "fixturenames", ()))
        left_out = not THOROUGH and (
            (needs and needs & missing().keys()) or item.get_closest_marker("ci")
        )
        (rest if left_out else run).append(item)
    return run, rest
