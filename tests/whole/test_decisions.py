"""What was decided of facts verified in public texts stands in the data.

`tests/gold/decisions.tsv` has a line for every decision: `take` (the fact stands in that
passage), `gone` (it does not stand there, or anywhere unchecked), `left` (nothing was changed,
for the reason given). A later line about the same fact overrides an earlier one.
"""

import csv
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from minkg.home import read_facts
from minkg.home.folder import find_home
from minkg.words.names import expand, name_of

ROOT = Path(__file__).parents[2]
DECISIONS = ROOT / "tests" / "gold" / "decisions.tsv"
VERIFIED = {"agreements": 1009, "standards": 684, "organizations": 997, "process": 106}
Fact = tuple[str, str, str]


def rows():
    with DECISIONS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def canonical(value):
    """Give a value of the table as the data has it."""
    text = f"@prefix : <{expand('')}> . @prefix xsd: <{expand('xsd:')}> . :x :y {value} ."
    (triple,) = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
    return str(triple.object)


@pytest.fixture(scope="module")
def standing():
    """Give the passages in which each fact stands, and the state of every passage."""
    where: dict[Fact, set[str]] = {}
    states: dict[str, str] = {}
    home = find_home(ROOT)
    for path in home.data:
        for quad in read_facts(path, path.name):
            subject = name_of(quad.subject.value)
            if quad.predicate.value == expand("mk:reviewState"):
                states[subject] = quad.object.value
            if isinstance(quad.graph_name, ox.NamedNode):
                fact = (subject, name_of(quad.predicate.value), str(quad.object))
                where.setdefault(fact, set()).add(name_of(quad.graph_name.value))
    return where, states


def last_words():
    """Give the last decision about each fact: decision, passage, reason."""
    found = {}
    for row in rows():
        if row["decision"] in ("take", "gone"):
            key = (row["entry"], row["property"], canonical(row["value"]), row["passage"])
            found[key] = row
    return found


def test_every_row_was_decided_and_every_refusal_has_a_reason():
    decided = {row["id"] for row in rows()}
    for name, count in VERIFIED.items():
        missing = [n for n in range(2, count + 2) if f"{name}:{n}" not in decided]
        assert missing == [], name
    assert [row["id"] for row in rows() if row["decision"] != "take" and not row["reason"]] == []
    assert {row["decision"] for row in rows()} <= {"take", "gone", "left"}


def test_what_was_accepted_stands_and_is_not_unchecked(standing):
    where, states = standing
    lost = []
    for (entry, predicate, value, passage), row in last_words().items():
        if row["decision"] == "take":
            found = where.get((entry, predicate, value), set())
            if passage not in found or states[passage] == "unchecked":
                lost.append((row["id"], entry, predicate, value[:60], passage))
    assert lost == []


def test_what_was_wrong_is_gone(standing):
    where, states = standing
    kept = []
    for (entry, predicate, value, passage), row in last_words().items():
        if row["decision"] == "gone":
            found = where.get((entry, predicate, value), set())
            named = {passage} if passage and passage != "*" else set()
            vague = set() if named else {p for p in found if states.get(p) == "unchecked"}
            if found & named or vague:
                kept.append((row["id"], entry, predicate, value[:60], passage))
    assert kept == []


def test_no_instrument_rests_on_memory_alone(standing):
    where, states = standing
    home = find_home(ROOT)
    folders = ("agreement", "resolution", "standard", "framework", "regulation", "initiative")
    instruments = {path.stem for path in home.data if path.parent.name in folders}
    read: Counter[str] = Counter()
    for (entry, _, _), passages in where.items():
        read[entry] += sum(states.get(p) in ("checked", "secondary") for p in passages)
    assert sorted(name for name in instruments if not read[name]) == []
