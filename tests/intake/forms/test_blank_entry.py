"""A file to fill in can be read as it stands, says what is missing, and passes when filled in."""

import argparse
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from minkg.checking.standing import read_shapes
from minkg.cli.common import CommonOptions, Context
from minkg.cli.new import arguments, run
from minkg.graph.terms import plain
from minkg.home.folder import Home, find_home
from minkg.home.turtle import parse_facts, read_facts, term_text, write_facts
from minkg.intake.drafting.validating import validate
from minkg.intake.forms.blank_entry import FILL_IN, Blanks
from minkg.intake.forms.choices import Choices
from minkg.intake.forms.fields import Forms
from minkg.shacl.fact_index import FactIndex, triple_of
from minkg.words.errors import MinkgError
from minkg.words.languages import LANGUAGES
from minkg.words.names import compact, expand

HERE = Path(__file__).parents[2]
HOME = find_home(HERE.parent)
TINY = HERE / "tiny" / "data"
QUADS = [q for path in (*HOME.ontology, *sorted(TINY.glob("*/*.trig"))) for q in read_facts(path)]
FACTS = FactIndex(triple_of(quad) for quad in QUADS)
FORMS = Forms(read_shapes(HOME), FACTS)
FOLDERS = [folder for folder in FORMS.folders if folder != "passage"]


@cache
def blank(folder: str, lang: str = "en") -> str:
    return Blanks(FORMS, Choices(FACTS, lang), lang).text(folder, f"new-{folder}"[:60])


def quads_of(text: str) -> list[ox.Quad]:
    return parse_facts(text.encode(), ox.RdfFormat.TRIG, "new.trig")


@pytest.mark.parametrize(("folder", "lang"), [("standard", "en"), ("topic", "ar")])
def test_the_file(folder, lang, expect):
    expect(HERE / "template" / f"new-{folder}.{lang}.trig", blank(folder, lang))


@pytest.mark.ci
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_of_every_class_stands_there_once(lang):
    for folder in FOLDERS:
        text, own = blank(folder, lang), FORMS[folder].fields
        sourced = any(field.sourced for field in own)
        for field in (*own, *FORMS["passage"].fields) if sourced else own:
            facts = re.findall(rf"^ *#? +{compact(field.path)} .+;$", text, re.MULTILINE)
            assert facts, (folder, field.key)
            assert re.search(rf"^ *## {re.escape(field.name(lang))}( |$)", text, re.MULTILINE)
        assert max(map(len, text.splitlines())) < 140


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_can_be_read_with_and_without_what_is_optional(folder):
    text = blank(folder)
    own = ox.NamedNode(expand(f"new-{folder}"))
    kinds = {q.object.value for q in quads_of(text) if q.subject == own and "type" in str(q[1])}
    assert kinds == {expand(f"mk:{FORMS[folder].kind}")}
    whole = re.sub(r"^( *)# ", r"\1", text, flags=re.MULTILINE)
    stated = {quad.predicate.value for quad in quads_of(whole) if quad.subject == own}
    assert {field.path for field in FORMS[folder].fields} <= stated
    assert "#" not in write_facts(quads_of(text), Path(f"new-{folder}.trig")).partition("\n\n")[2]


def gaps(text: str) -> set[int]:
    """Give the lines with something to fill in, but for the names of the passage."""
    return {
        number
        for number, line in enumerate(text.splitlines(), 1)
        if f":{FILL_IN}" in line and line.endswith(";") and "#" not in line
    }


@pytest.mark.parametrize("folder", ["standard", "document", "judgement", "meeting", "topic"])
def test_what_is_missing_is_told_at_its_line(folder, tmp_path, tiny_home):
    path = tmp_path / f"new-{folder}.trig"
    path.write_text(blank(folder), "utf-8")
    problems = [p for p in validate(path, home=tiny_home) if p.severity == "violation"]
    head = blank(folder).splitlines().index(f":new-{folder}") + 1
    assert {p.line for p in problems} - {head} == gaps(blank(folder))
    for problem in problems:
        assert problem.line != head or problem.rule.endswith("Name"), str(problem)
        assert problem.hint


DATES = {"date": '"2023-09"^^xsd:gYearMonth', "number": "0.5", "boolean": "true"}
DATES["address"] = '"https://www.unep.org/"^^xsd:anyURI'


def value(folder: str, key: str, gap: str) -> str:
    """Give what a person may write in the place of a gap."""
    field = FORMS[folder].field(key) or FORMS["passage"].field(key)
    assert field is not None
    rest = gap.removeprefix(f":{FILL_IN}").removeprefix("-")
    if field.kind == "words":
        return f'"New {folder} {rest}"@{rest or "en"}'
    if field.key == "reviewState":
        return term_text(ox.Literal("unchecked"))
    if field.choices:
        return term_text(ox.Literal(field.choices[0]))
    if field.kind != "link":
        return DATES.get(field.kind, f'"{folder}"')
    terms = sorted(FACTS.instances(ox.NamedNode(field.wanted or expand("mk:Meeting"))), key=plain)
    return term_text(terms[int(rest or "1") - 1 if len(terms) > 1 else 0])


def filled_in(folder: str) -> str:
    document = "new-document" if folder == "document" else "minkg-reading-notes"
    lines = []
    for line in blank(folder).splitlines():
        fact = re.fullmatch(r" +(\w+):(\w+) (:fill-in[\w-]*) ;", line)
        if fact and fact[2] == "isPartOf":
            line = line.replace(fact[3], f":{document}")
        elif fact:
            line = line.replace(fact[3], value(folder, fact[2], fact[3]))
        lines.append(re.sub(rf"^:[a-z-]+\.{FILL_IN}", f":{document}.{folder}", line))
    return "\n".join(lines) + "\n"


def test_filled_in_every_class_passes(tmp_path, tiny_home):
    for folder in FOLDERS:
        assert FILL_IN not in re.sub("(?m)^ *#.*$", "", filled_in(folder)), folder
        (tmp_path / f"new-{folder}.trig").write_text(filled_in(folder), "utf-8")
    problems = validate(tmp_path, home=tiny_home)
    assert [str(p) for p in problems if p.severity == "violation"] == []
    text = filled_in("standard").replace('mk:statesThat "New standard "@en', "mk:symbol 5")
    (tmp_path / "new-standard.trig").write_text(text, "utf-8")
    rules = {p.rule for p in validate(tmp_path, home=tiny_home) if p.severity == "violation"}
    assert rules == {"Standard-statesThat", "Entry-symbol"}


def command(home: Home, *words: str, lang: str = "en", output: str | None = None) -> int:
    parser = argparse.ArgumentParser()
    arguments(parser)
    options = CommonOptions(home=str(home.path), lang=lang, output=output)
    return run(Context(options), parser.parse_args(words))


def test_the_command_writes_the_file_here(tmp_path, tiny_home, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert command(tiny_home, "norme", "new-standard", lang="fr") == 0
    assert Path("new-standard.trig").read_text("utf-8") == blank("standard", "fr")
    assert "minkg validate new-standard.trig" in capsys.readouterr().err
    assert command(tiny_home, "Topic", "new-topic", output="-") == 0
    assert capsys.readouterr().out == blank("topic")
    assert command(tiny_home, "topic", "new-topic", output="x.trig") == 0
    with pytest.raises(MinkgError, match=r"^x.trig: there is a file of this name already\n\n"):
        command(tiny_home, "topic", "new-topic", output="x.trig")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["standrad", "x"], "no class is called 'standrad'\n\nhint: did you mean `standard`"),
        (["standard", "Sand Standard"], "'Sand Standard' is not a name of entries\n\nhint: use a-z,"
         " 0-9 and single hyphens, a letter first, at most 60 signs: sand-standard"),
        (["standard", "!"], "'!' is not a name of entries\n\nhint: use a-z, 0-9 and single hyphens,"
         " a letter first, at most 60 signs"),
        (["standard", "a" * 61], "is not a name of entries"),
        (["standard", "../x"], "'../x' is not a name of entries"),
        (["topic", "unep"], "an entry is called 'unep' already\n\nhint: `minkg show unep`"),
        (["topic", "fill-in"], "'fill-in' stands for what is to be filled in"),
        (["passage", "x"], "a passage stands in the file of its document"),
    ],
)  # fmt: skip
def test_what_cannot_be_started_is_said(words, said, tiny_home, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MinkgError, match=re.escape(said)):
        command(tiny_home, *words)
    assert list(tmp_path.iterdir()) == []
