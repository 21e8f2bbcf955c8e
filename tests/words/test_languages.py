"""Six languages: every message has a catalogue entry, and a missing one stays English."""

import io
import os
import re
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from minkg.cli.main import help_text
from minkg.words import LANGUAGES, N_, NotFound, catalogues, is_right_to_left, languages, translate
from tests.tools.messages import GAP, ROOT, SPEAKERS, messages

OTHERS = [lang for lang in LANGUAGES if lang != "en"]
MESSAGES = messages()


def catalogue(lang):
    path = Path(catalogues.FOLDER, f"{lang}.po")
    if os.environ.get("UPDATE"):
        update(path, lang)
    assert path.exists(), f"{path} is missing; `UPDATE=1 pytest` writes it"
    with path.open("rb") as stream:
        return {m.id: m.string for m in read_po(stream, locale=lang) if m.id}


def update(path, lang):
    """Add what is new with an empty translation, and drop what is no longer said."""
    old = {}
    if path.exists():
        with path.open("rb") as stream:
            old = {m.id: m.string for m in read_po(stream, locale=lang) if m.id}
    fresh = Catalog(locale=lang, project="minkg", fuzzy=False)
    for text in MESSAGES:
        fresh.add(text, old.get(text, ""))
    out = io.BytesIO()
    write_po(out, fresh, width=0, omit_header=True, sort_output=True)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(out.getvalue())


@pytest.mark.parametrize("lang", OTHERS)
def test_the_catalogue_has_every_message_and_no_other(lang):
    found = catalogue(lang)
    assert sorted(MESSAGES.keys() - found.keys()) == [], "missing; `UPDATE=1 pytest` adds them"
    assert sorted(found.keys() - MESSAGES.keys()) == [], (
        "not said, or not marked with `N_()`; `UPDATE=1 pytest` drops them"
    )


@pytest.mark.parametrize("lang", OTHERS)
def test_every_message_is_translated(lang):
    assert [text for text, said in catalogue(lang).items() if not said] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_translations_have_the_gaps_of_the_message(lang):
    for text, said in catalogue(lang).items():
        if said:
            assert Counter(GAP.findall(said)) == Counter(GAP.findall(text)), text


def test_messages_are_found_however_they_are_written():
    for text in (
        "no entry is called '{name}'",
        "did you mean {near} or {other}",
        "`minkg find TEXT` searches all names",
        "no view is called '{name}'",
        "choose one of: {choices}",
        'one fact is one line, such as:  skos:prefLabel "…"@en ;',
        "is not in canonical form",
        "form of files",
        "our translation",
        "checked",
        "Look",
        "add a line such as:  {example} ;",
    ):
        assert text in MESSAGES, text


def test_every_kind_of_error_speaks():
    texts = [path.read_text("utf-8") for path in (ROOT / "minkg").rglob("*.py")]
    bases = dict(re.findall(r"^class (\w+)\((\w+)\):", "\n".join(texts), re.MULTILINE))
    errors = {"MinkgError"}
    while more := {name for name, base in bases.items() if base in errors} - errors:
        errors |= more
    assert len(errors) > 4
    assert errors - SPEAKERS.keys() == set(), "add them to SPEAKERS in tests/tools/messages.py"


def test_messages_are_worded_as_the_others():
    def well_worded(text):
        gaps = GAP.findall(text)
        return not text.endswith("!") and text == text.strip() and gaps == [g.lower() for g in gaps]

    assert [text for text in MESSAGES if not well_worded(text) or "" in GAP.findall(text)] == []
    assert not any(map(well_worded, ("Stop!", " a", "{Name} is")))


def test_what_is_not_translated_stays_english(tmp_path, monkeypatch):
    languages._catalogue.cache_clear()
    monkeypatch.setattr(catalogues, "opened", partial(catalogues.opened, folder=str(tmp_path)))
    (tmp_path / "fr.po").write_text('msgid "one"\nmsgstr ""\n\nmsgid "two"\nmsgstr "deux"\n')
    try:
        words = ["one", "two", "three", ""]
        assert [translate(word, "fr") for word in words] == ["one", "deux", "three", ""]
        assert [translate(N_("two"), lang) for lang in ("en", "ar")] == ["two", "two"]
        error = NotFound("two", hint="one")
        assert error.text("fr") == "error: deux\n\nhint: one"
        assert str(error) == "error: two\n\nhint: one"
    finally:
        languages._catalogue.cache_clear()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_keeps_its_form_in_every_language(lang):
    english, told = help_text().splitlines(), help_text(lang).splitlines()
    assert len(english) == len(told)
    for one, other in zip(english, told, strict=True):
        if one.startswith("  "):
            assert other[:22] == one[:22]


def test_arabic_runs_from_right_to_left():
    assert [lang for lang in LANGUAGES if is_right_to_left(lang)] == ["ar"]
