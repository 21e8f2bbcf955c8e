"""Records become facts, each at its place: how entries and passages are named, what is told."""

import pytest

from minkg.intake.drafting.drafter import Drafter
from minkg.intake.drafting.file_draft import FileDraft
from minkg.intake.readers.csv_tables import read_csv
from minkg.words.names import compact
from tests.tools.small_forms import FACTS, FORMS, node
from tests.tools.told import DOCUMENT, drafted, facts, line, lines

HEAD = "name (en),document,paragraph,covers life-cycle stage,says that (en)"


def table(*rows: str, head: str = HEAD, lang: str = "en") -> FileDraft:
    """Draft a table of standards."""
    content = "\n".join((head, *rows)).encode()
    return Drafter(FORMS, FACTS, lang).draft(read_csv(content, "x.csv", "standard"))


def said(draft: FileDraft) -> list[str]:
    """Give each fact with its cell, and with its passage where it stands in one."""
    found = []
    for quad, place in draft.facts:
        value = getattr(quad.object, "value", "")
        words = [compact(quad.subject.value), compact(quad.predicate.value), value]
        inside = getattr(quad.graph_name, "value", "")
        found.append(" ".join([place.address, *words, *([compact(inside)] if inside else [])]))
    return found


def test_a_row_becomes_the_facts_of_its_entry_in_its_passage():
    draft = table(f"Sand code,{DOCUMENT},19,Extraction,It is.")
    assert draft.problems == []
    mk, entry = "https://w3id.org/minkg/ontology#", "https://w3id.org/minkg/"
    assert said(draft) == [
        f"A2 :sand-code rdf:type {mk}Standard",
        "A2 :sand-code skos:prefLabel Sand code",
        f"D2 :sand-code mk:coversStage {entry}extraction :{DOCUMENT}.19",
        f"E2 :sand-code mk:statesThat It is. :{DOCUMENT}.19",
    ]


def test_what_is_nothing_known_stays_a_text_for_the_shapes_to_tell():
    draft = table(f"Sand code,{DOCUMENT},19,No such thing!,It is.")
    assert draft.problems == []
    assert f"D2 :sand-code mk:coversStage No such thing! :{DOCUMENT}.19" in said(draft)
    assert not draft.rows[0].held


def test_two_rows_of_one_name_are_one_entry():
    draft = table(
        f"Sand code,{DOCUMENT},19,extraction,It is.", f"Sand code,{DOCUMENT},20,use,It was."
    )
    assert {row.entry for row in draft.rows} == {node(":sand-code")}
    assert [row.passage for row in draft.rows] == [node(f":{DOCUMENT}.19"), node(f":{DOCUMENT}.20")]


def test_a_class_that_there_is_not_is_told_once_and_its_records_are_lost():
    new = drafted({"class": "standrad", "name": "A"}, {"class": "standrad", "name": "B"})
    assert lines(new) == [
        "x.json:/0/class: 'standrad' is not a class of entries → did you mean `standard`"
    ]
    assert [(piece.entry, piece.held) for piece in new.pieces] == [("", True)] * 2
    (other,) = lines(drafted({"class": "?!"}))
    assert "into a column 'class': " in other
    assert ", standard, " in other


def test_a_column_that_there_is_not_is_told_once_at_its_header_and_holds_its_rows():
    head = "name,documnet,zzz"
    draft = table("A,x,", "B,,y", "C,,", head=head)
    assert [line(problem) for problem in draft.problems] == [
        "x.csv:B1: no column of 'standard' is called 'documnet' → did you mean `document`",
        "x.csv:C1: no column of 'standard' is called 'zzz' → "
        "see the headers that `minkg template` writes",
    ]
    assert [row.held for row in draft.rows] == [True, True, False]


def test_the_header_of_a_hint_is_in_the_language():
    (told,) = table("entries,x", head="entry,name", lang="fr").problems
    assert told.sentence("fr") != told.sentence("en")
    assert told.values == {"name": "entries", "column": "entrée"}


def test_a_row_without_a_source_is_told_at_the_empty_cell_and_its_rule_is_quiet():
    draft = table(f"A,{DOCUMENT},,extraction,It is.", "B,,,,")
    assert [line(problem) for problem in draft.problems] == [
        "x.csv:C2: this row does not say which paragraph of which document says so → "
        "fill in 'document' and 'paragraph'"
    ]
    assert draft.quiet == {(node(":a"), "Supported-passage")}


def test_what_is_said_of_a_passage_stands_at_its_cells():
    head = "class,document,paragraph,summary in own words (en),language read"
    draft = table(f"passage,{DOCUMENT},77 (a),Sand is named.,en", head=head)
    passage = f":{DOCUMENT}.77.a"
    assert [row.entry for row in draft.rows] == [node(passage)]
    assert {
        f"D2 {passage} mk:summary Sand is named.", f"E2 {passage} mk:languageRead en",
        f"B2 {passage} dcterms:isPartOf https://w3id.org/minkg/{DOCUMENT}",
        f"C2 {passage} mk:locator 77 (a)",
    } <= set(said(draft))  # fmt: skip
    assert draft.problems == []


def test_a_passage_of_a_document_that_nobody_knows_is_not_asked_for_more():
    draft = table("A,no such book,7,extraction,It is.")
    passage = node(":no-such-book.7")
    assert draft.quiet == {(passage, "Passage-languageRead"), (passage, "Passage-summary")}


def test_what_could_do_harm_is_told_and_not_kept_and_what_is_odd_is_told():
    source = {"document": DOCUMENT, "paragraph": "19", "says that": "sa\u00adnd"}
    new = drafted({"name": "A", "was adopted by": "https://a.org/\u202ex", **source})
    assert lines(new) == [
        "x.json:/0/was adopted by: 'https://a.org/\\u202ex' has a sign that an address cannot "
        "have → type the address anew",
        "x.json:/0/says that: warning: a sign stands in 'sa\\xadnd' that cannot be seen: U+00AD "
        "→ type the text anew instead of copying it",
    ]
    assert [piece.held for piece in new.pieces] == [True]
    assert "adoptedBy" not in facts(new)
    assert 'mk:statesThat "sa\u00adnd"@en' in facts(new)


def test_what_is_wrong_in_itself_is_not_told_as_missing_too():
    draft = table(f"A,{DOCUMENT},19,extraction,un\x07seen")
    assert [told.place.file for told in draft.problems] == ["x.csv"]
    assert draft.quiet == {(node(":a"), "https://w3id.org/minkg/ontology#statesThat")}
    assert draft.rows[0].held


def test_files_that_belong_together_know_the_names_of_each_other():
    files = [
        read_csv(b"name,was adopted by\nSand code,New body\n", "a.csv", "standard"),
        read_csv(b"name\nNew body\n", "b.csv", "un-entity"),
    ]
    drafts = Drafter(FORMS, FACTS).drafts(files)
    assert [draft.file for draft in drafts] == ["a.csv", "b.csv"]
    assert "B2 :sand-code mk:adoptedBy https://w3id.org/minkg/new-body" in said(drafts[0])
    alone = Drafter(FORMS, FACTS).draft(files[0])
    assert "B2 :sand-code mk:adoptedBy New body" in said(alone)


TAKEN = (
    "an entry is called '{0}' already → "
    "to add to it, write '{0}' in the column 'entry'; else write another name there"
)
WATCH, COLUMN = "Marine sand watch", "in the column 'entry'"
NAMED = [
    # what is there already is extended only when its name is stated
    ([{"name": WATCH}], ["x.json:/0/name: " + TAKEN.format("marine-sand-watch")]),
    ([{"name": WATCH, "entry": "marine-sand-watch", "class": "platform"}], []),
    ([{"name": WATCH, "entry": "another-watch"}], []),
    ([{"entry": "marine-sand-watch", "class": "platform", "name": "Sea"},
      {"name": "Sea", "class": "platform"}], []),
    # two different names never become one entry
    ([{"name": "Sand, code"}, {"name": "Sand code!"}],
     ["x.json:/1/name: " + TAKEN.format("sand-code")]),
    ([{"name": "Sand code"}, {"name": "Sand code", "class": "meeting"}],
     ["x.json:/1/name: " + TAKEN.format("sand-code")]),
    ([{"name": "Sand code"}, {"name": "Sand code"}], []),
    ([{"name": "Sand code"}, {"name": "Sand code", "entry": "code-of-sand"}], []),
    ([{"name": {"ru": "Кодекс", "en": "Code"}}], []),
    ([{"name": "!?"}],
     [f"x.json:/0: this row names no entry → fill in a name, or {COLUMN} the "
      "name it has in minkg"]),
    ([{"name": "Entries"}],
     [f"x.json:/0: no entry can be called 'entries' → write another name {COLUMN}"]),
]  # fmt: skip
NAMES = [
    ["marine-sand-watch"], ["marine-sand-watch"], ["another-watch"], ["marine-sand-watch", "sea"],
    ["sand-code"] * 2, ["sand-code"] * 2, ["sand-code"] * 2, ["code-of-sand"] * 2, ["code"], [""],
    ["entries"],
]  # fmt: skip


@pytest.mark.parametrize(("case", "names"), list(zip(NAMED, NAMES, strict=True)))
def test_how_entries_are_named(case, names):
    records, wanted = case
    new = drafted(*records)
    assert lines(new) == wanted
    assert [piece.entry for piece in new.pieces] == names
    refused = any("already" in text or "names no" in text for text in wanted)
    assert any(piece.held for piece in new.pieces) == refused


def test_names_are_for_the_unnamed_block_and_facts_for_the_passage():
    every = {
        "name": {"en": "Sand code"},
        "other name": {"en": "SC"},
        "has the acronym": {"en": "SC"},
        "has the unofficial translation": {"fr": "Code"},
        "has the official site": "https://e.org",
        "was adopted by": "unea",
        "has the symbol": "X/1",
        "document": DOCUMENT,
        "paragraph": "19",
    }
    new = drafted(every)
    told = facts(new)
    unnamed, passage = told.split("\n\n")
    assert {text.split()[0] for text in unnamed.splitlines()[1:-1]} == {
        "a",
        "skos:prefLabel",
        "skos:altLabel",
        "mk:acronym",
        "mk:translatedLabel",
    }
    assert {text.split()[0] for text in passage.splitlines()[2:-2]} == {
        "mk:officialSite",
        "mk:symbol",
        "mk:adoptedBy",
    }


STATES = [
    ({}, {}, '"unchecked"'),
    ({"has the review state": "secondary"}, {}, '"secondary"'),
    ({}, {"has the review state": "checked"}, '"checked"'),
]


@pytest.mark.parametrize(("first", "second", "wanted"), STATES)
def test_nobody_has_checked_a_new_passage_unless_a_row_says_so(first, second, wanted):
    source = {"document": DOCUMENT, "says that": "It is."}
    rows = [
        {"name": "A", **source, "paragraph": "77 (a)", **first},
        {"name": "B", **source, "paragraph": "77(a)", **second},
    ]
    told = facts(drafted(*rows))
    states = [text.split()[1] for text in told.splitlines() if "reviewState" in text]
    assert states == [wanted]
    assert told.count("mk:locator") == 1
    assert told.count(":unep-ea6-minerals-report.77.a {") == 1


def test_a_known_passage_is_not_described_again():
    told = facts(drafted({"name": "A", "document": DOCUMENT, "paragraph": "19", "says that": "x"}))
    assert "mk:Passage" not in told
    assert "reviewState" not in told


def test_a_paragraph_without_letters_and_numbers_is_no_place():
    source = {"document": DOCUMENT, "says that": "x"}
    new = drafted({"name": "A", **source, "paragraph": "(…)"}, {"name": "B", **source})
    assert lines(new) == [
        "x.json:/0/paragraph: '(…)' does not name a place in a document → "
        "write the number as it is printed, such as 30 (d) (e)",
        "x.json:/1: this row does not say which paragraph of which document says so → "
        "fill in 'document' and 'paragraph'",
    ]


def test_what_may_mean_several_things_is_asked_back():
    new = drafted(
        {"name": "A", "document": "S", "paragraph": "1"},
        {"name": "S", "class": "document", "entry": "s-1"},
        {"name": "S", "class": "document", "entry": "s-2"},
    )
    assert lines(new) == [
        "x.json:/0/document: 'S' may mean several entries: s-1, s-2 → "
        "write the name of the one you mean"
    ]
