"""What tests of stores need: servers of this machine are asked directly, and probed afresh."""

import os

import pytest

from minkg.graph import probe


@pytest.fixture(scope="package", autouse=True)
def _no_proxy():
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.lower().endswith("_proxy"):
                patch.delenv(name)
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield


@pytest.fixture(autouse=True)
def _none_has_passed(monkeypatch):
    monkeypatch.setattr(probe, "_passed", set())
