"""Oxigraph for the page: a plain script and its program; what is told where it is missing."""

import pytest

from minkg.briefing.formats import oxigraph_files as vendor
from minkg.words.errors import Unavailable


def test_a_missing_engine_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(vendor, "VENDOR", tmp_path)
    with pytest.raises(Unavailable) as told:
        vendor.program()
    assert "web_bg.wasm" in str(told.value)
    assert "make" in told.value.hint
