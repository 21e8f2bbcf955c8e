"""What entries are known by, and which of them are worth comparing."""

import pyoxigraph as ox
import pytest

from minkg import KnowledgeGraph
from minkg.duplicates.known_names import Known, Names, identifier, names_in, read_names
from minkg.graph.store import Embedded


def test_read_names(kg: KnowledgeGraph) -> None:
    entries = {names.name: names for names in read_names(kg)}
    assert set(entries) <= kg.names
    assert not [name for name in entries if "." in name]
    unep = entries["unep"]
    assert unep.kind == "un-entity"
    assert ("United Nations Environment Programme", "en") in unep.labels
    assert set(unep.acronyms) >= {"UNEP", "PNUE"}
    assert ("symbol", "unep/ea.5/res.12") in entries["unea-resolution-5-12"].identifiers
    assert entries["marine-sand-watch"].years == (2023,)


def test_the_preferred_name_comes_first(kg: KnowledgeGraph) -> None:
    grid = next(names for names in read_names(kg) if names.name == "grid-geneva")
    assert next(text for text, lang in grid.labels if lang == "en") == "GRID-Geneva"


DATA = """
PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
:sand-hub a mk:Platform ; skos:altLabel "A hub for sand"@en ; skos:prefLabel "Sand Hub"@en ;
    mk:translatedLabel "مركز الرمال"@ar ; mk:acronym "SH"@en ; mk:symbol "SAND/EA.1/2 " ;
    mk:officialSite "https://www.Sand.org/hub/"^^xsd:anyURI ;
    skos:exactMatch <http://www.wikidata.org/entity/Q5> ;
    mk:launchedIn "2023-07"^^xsd:gYearMonth ; mk:startsOn "2024"^^xsd:gYear .
:old-hub a mk:Platform ; skos:prefLabel "Sand Hub"@en ; owl:deprecated true .
:report.1 a mk:Passage ; skos:prefLabel "Sand Hub"@en .
"""


def test_read_names_gives_everything_that_is_compared(kg: KnowledgeGraph) -> None:
    store = ox.Store()
    store.load(DATA, format=ox.RdfFormat.TRIG)
    assert read_names(KnowledgeGraph(kg.home, Embedded(store))) == [
        Names(
            "sand-hub",
            "platform",
            (("Sand Hub", "en"), ("مركز الرمال", "ar"), ("A hub for sand", "en")),
            ("SH",),
            (
                ("exactMatch", "wikidata:Q5"),
                ("officialSite", "sand.org/hub"),
                ("symbol", "sand/ea.1/2"),
            ),
            (2023, 2024),
        )
    ]


def test_a_draft_is_known_by_what_it_says() -> None:
    by_name = {names.name: names for names in names_in(ox.parse(DATA, ox.RdfFormat.TRIG))}
    hub = by_name["sand-hub"]
    assert hub.labels == (("Sand Hub", "en"), ("مركز الرمال", "ar"), ("A hub for sand", "en"))
    assert ("exactMatch", "wikidata:Q5") in hub.identifiers
    assert (hub.kind, hub.acronyms) == ("platform", ("SH",))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("officialSite", "https://www.UNEP.org/sand/", "http://unep.org/sand"),
        ("symbol", "UNEP/EA.5/Res. 12", "unep/ea.5/res.12"),
        ("exactMatch", "http://www.wikidata.org/entity/Q5", "https://wikidata.org/wiki/Q5"),
    ],
)
def test_identifiers_are_compared_without_what_does_not_count(
    kind: str, one: str, other: str
) -> None:
    assert identifier(kind, one) == identifier(kind, other)
    assert identifier(
        kind, f"x{one}" if kind == "symbol" else one.replace("Q5", "Q6").replace("sand", "x")
    ) != identifier(kind, other)


def test_paths_of_addresses_keep_their_case() -> None:
    assert identifier("officialSite", "https://E.org/A") == "e.org/A"


KNOWN = [
    Names("a", "platform", (("Minamata Convention", "en"),)),
    Names("b", "agreement", (("Minamata Convention on Mercury", "en"), ("Convenio", "es"))),
    Names("c", "topic", (("Mercury", "en"),)),
    Names("d", "material", (("Mercury", "en"),)),
    Names("e", "platform", (("Global Sand Watch (GSW)", "en"),)),
    Names("f", "platform", (("Geo Sand Wells", "en"),), identifiers=(("symbol", "x/1"),)),
]


def place(known: Known, name: str) -> int:
    return [entry.name for entry in known.entries].index(name)


def test_names_that_share_a_key_are_near() -> None:
    known = Known(KNOWN)
    near = {
        tuple(sorted(known.entries[at].name for at in pair))
        for pair in known.near(None, quick=True)
    }
    assert {("a", "b"), ("e", "f")} <= near
    assert ("c", "d") not in near, "concepts of different vocabularies are different things"


def test_only_what_is_wanted_is_looked_for() -> None:
    known = Known(KNOWN)
    wanted = {place(known, "e")}
    trigrams = set(known.trigrams.nearest([n for n, o in enumerate(known.owner) if o in wanted]))
    assert {known.owner[one] for one, _ in trigrams} == wanted


def test_a_short_form_stands_for_the_longer_name() -> None:
    known = Known([Names("a", "platform", (("Sand Resource Panel", "en"), ("SRP", "en")))])
    short = next(at for at, form in enumerate(known.forms) if form.text == "SRP")
    long = next(at for at, form in enumerate(known.forms) if form.text == "Sand Resource Panel")
    assert known.fuller(short) == long == known.fuller(long)
    assert known.spelt(0, "srp") == "Sand Resource Panel"
    assert known.spelt(0, "xyz") == "xyz"
    assert known.long_languages(0) == {"en"}


def test_who_has_a_longer_name_that_begins_with_this_one() -> None:
    known = Known(KNOWN)
    number = known.languages[place(known, "a")]["en"][0]
    assert known.heads(number) == {place(known, "b")}
    assert known.beginning(place(known, "b"), known.forms[number]) == KNOWN[1].labels[0][0]


def test_the_order_follows_what_entries_say() -> None:
    one, other = Known(KNOWN), Known([*reversed(KNOWN)])
    assert [e.name for e in one.entries] == [e.name for e in other.entries]
    assert one.forms == other.forms
