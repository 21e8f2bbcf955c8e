"""Oxigraph for the page: a plain script and its program; what is told where it is missing."""

import re

import pytest

from minkg.briefing.formats import oxigraph_files as vendor
from minkg.words.errors import Unavailable


def test_a_missing_engine_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(vendor, "VENDOR", tmp_path)
    with pytest.raises(Unavailable) as told:
        vendor.program()
    assert "web_bg.wasm" in str(told.value)
    assert "make" in told.value.hint


@pytest.fixture
def files(monkeypatch, tmp_path):
    """Give a module and a program that are quickly told apart."""
    (tmp_path / "web.js").write_text(
        "export class Store {}\nexport function initSync(x) { return import.meta.url; }\n"
        "export { initSync as default, Store };\n"
    )
    (tmp_path / "web_bg.wasm").write_bytes(b"\0asm")
    monkeypatch.setattr(vendor, "VENDOR", tmp_path)


@pytest.mark.usefixtures("files")
def test_a_module_becomes_one_plain_script():
    text = vendor.script()
    assert text.startswith("const oxigraph = (() => {")
    assert text.endswith("return { initSync, Store };\n})();\n")
    assert "export" not in text
    assert "import.meta" not in text
    assert vendor.program() == b"\0asm"


@pytest.mark.needs("engine")
def test_the_real_module_has_no_module_syntax_left():
    text = vendor.script()
    assert not re.search(r"^(export|import) ", text, re.MULTILINE)
    assert "import.meta" not in text
    assert vendor.program().startswith(b"\0asm")
