"""Possible duplicate entries: every kind of variation is found, every trap is not."""

from collections.abc import Collection, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minkg import KnowledgeGraph
from minkg.duplicates.candidates import FEATURES, Candidate, possible_duplicates
from minkg.duplicates.known_names import Names, read_names
from tests.tools.thorough import examples

CROWD = [
    "International Seabed Authority",
    "World Gold Council",
    "International Council on Mining and Metals",
    "Global Battery Alliance",
    "Responsible Minerals Initiative",
    "Initiative for Responsible Mining Assurance",
    "International Labour Organization",
    "European Chemicals Agency",
    "African Minerals Development Centre",
    "Ministry of Mines of Zambia",
    "Geological Survey of Finland",
    "Extractive Industries Transparency Initiative",
]


def entry(
    name: str, *labels: str | tuple[str, str], kind: str = "platform", **more: object
) -> Names:
    pairs = tuple((label, "en") if isinstance(label, str) else label for label in labels)
    return Names(name, kind, pairs, **more)


def crowd(kind: str = "platform") -> list[Names]:
    return [entry(f"crowd-{at}", label, kind=kind) for at, label in enumerate(CROWD)]


def found(*entries: Names, least: float = 0.75, kind: str = "platform") -> list[Candidate]:
    """Give the candidates among entries that stand in a crowd of others."""
    return possible_duplicates([*entries, *crowd(kind)], least=least)


def pairs(candidates: Sequence[Candidate]) -> list[tuple[str, str]]:
    return [(candidate.first, candidate.second) for candidate in candidates]


VARIATIONS = {
    "typo": ("Global Tailings Portal", "Global Tailngs Portal"),
    "two typos": ("Intergovernmental Panel on Sand", "Intergovermental Panal on Sand"),
    "word order": ("Observatory for Global Sand", "Global Sand Observatory"),
    "article": ("The Marine Sand Watch", "Marine Sand Watch"),
    "preposition": ("Institute of Tailings Management", "Institute for Tailings Management"),
    "abbreviation": ("Intl. Dept. of Mine Mgmt.", "International Department of Mine Management"),
    "ampersand": ("Sand & Gravel Association", "Sand and Gravel Association"),
    "legal suffix": ("Copper Traders Ltd.", "Copper Traders Limited"),
    "dotted suffix": ("Minera Andina S.A.", "Minera Andina"),
    "spelling": ("Centre for Labour Organisation", "Center for Labour Organization"),
    "joined words": ("ConnectivityMap", "Connectivity Map"),
    "plural": ("Global Tailings Standard", "Global Tailings Standards"),
    "united nations": ("U.N. Environment Programme", "United Nations Environment Programme"),
    "ordinal": ("6th session of the Sand Forum", "Sixth session of the Sand Forum"),
    "roman number": ("Annex II on tailings dams", "Annex 2 on tailings dams"),
    "date order": ("Sand briefing of 14 February 2023", "Sand briefing, February 14, 2023"),
    "accent": ("Société de l’étain", "Societe de l'etain"),
    "swapped letters": ("Latvia", "Lativa"),
    "hyphen": ("International Sea-Bed Registry", "International Seabed Registry"),
    "case": ("GLOBAL SAND WATCH", "Global sand watch"),
    "short form beside it": ("Sand Resource Panel (SRP)", "Sand Resource Panel"),
    "short title": ("Minamata Convention", "Minamata Convention on Mercury"),
}


@pytest.mark.parametrize(("first", "second"), VARIATIONS.values(), ids=VARIATIONS)
def test_every_kind_of_variation_is_found(first: str, second: str) -> None:
    assert pairs(found(entry("a", first), entry("b", second))) == [("a", "b")]


LANGUAGES = {
    "russian": (("Программа по окружающей среде", "ru"), ("Программа по окружаюшей среде", "ru")),
    "russian prepositions": (("Комитет по песку", "ru"), ("Комитет о песку", "ru")),
    "french elision": (("Agence de l'environnement", "fr"), ("L'Agence d’environnement", "fr")),
    "spanish order": (("Agencia de agua del Perú", "es"), ("Perú, Agencia del agua", "es")),
    "arabic article": (
        ("برنامج الأمم المتحدة للبيئة", "ar"),
        ("برنامج الامم المتحدة البيئة", "ar"),
    ),
    "chinese particle": (("全球的尾矿门户", "zh"), ("全球尾矿门户", "zh")),
    "transliteration": (
        ("Министерство природных ресурсов", "ru"),
        ("Ministerstvo prirodnykh resursov", "en"),
    ),
    "another romanization": (
        ("Министерство природных ресурсов", "ru"),
        ("Ministerstvo prirodnyh resursov", ""),
    ),
    "pinyin": (("尾矿门户", "zh"), ("wei kuang men hu", "en")),
    "number signs": (("خطة 2030", "ar"), ("خطة ٢٠٣٠", "ar")),
}


@pytest.mark.parametrize(("first", "second"), LANGUAGES.values(), ids=LANGUAGES)
def test_in_six_languages(first: tuple[str, str], second: tuple[str, str]) -> None:
    assert pairs(found(entry("a", first), entry("b", second))) == [("a", "b")]


def test_an_acronym_fits_the_initials_in_both_directions() -> None:
    short = entry("a", "GISTM")
    long = entry("b", "Global Industry Standard on Tailings Management")
    assert pairs(found(short, long)) == [("a", "b")]
    assert pairs(found(short._replace(name="c"), long)) == [("b", "c")]
    assert pairs(found(short, entry("b", "Global Index of Tailings Managers"))) == []
    acronym = next(f for f in found(short, long)[0].features if f.name == "acronym")
    assert (acronym.first, acronym.second) == ("gistm", long.labels[0][0])


def test_initials_with_and_without_small_words() -> None:
    for acronym in ("MOSAG", "MSG"):
        both = found(entry("a", acronym), entry("b", "Ministry of Sand and Gold"))
        assert pairs(both) == [("a", "b")]


OFFICIAL = {
    "UNEP": "UN Environment Programme",
    "UNECE": "United Nations Economic Commission for Europe",
    "OECD": "Organisation for Economic Co-operation and Development",
    "EITI": "Extractive Industries Transparency Initiative",
}


@pytest.mark.parametrize(("acronym", "name"), OFFICIAL.items())
def test_acronyms_as_they_are(acronym: str, name: str) -> None:
    others = [other for other in crowd() if other.labels[0][0] != name]
    candidates = possible_duplicates([entry("a", acronym), entry("b", name), *others])
    assert pairs(candidates) == [("a", "b")]


def test_an_acronym_that_fits_many_says_little() -> None:
    many = [entry("x", "Institute for Rare Pits"), entry("y", "Institute for Rare Places")]
    assert found(entry("a", "IRP"), *many) == []


def test_the_same_acronym_of_different_full_names_says_little() -> None:
    first = entry("a", "Committee of Permanent Representatives", acronyms=("CPR",))
    second = entry("b", "Centre for Petroleum Research", acronyms=("CPR",))
    assert found(first, second) == []


def test_a_shared_alias_across_languages() -> None:
    first = entry("a", ("国际资源小组", "zh"), ("International Resource Panel", "en"))
    second = entry("b", ("International Resource Panel", "en"), ("Международная группа", "ru"))
    assert pairs(found(first, second)) == [("a", "b")]
    arabic = entry("c", ("الفريق الدولي", "ar"), acronyms=("IRP",))
    assert pairs(found(entry("d", ("Groupe international", "fr"), acronyms=("IRP",)), arabic)) == [
        ("c", "d")
    ]


def test_shared_identifiers() -> None:
    symbol = (("symbol", "unep/ea.5/res.12"),)
    first = entry("a", "Resolution on minerals", identifiers=symbol)
    second = entry("b", ("Résolution 5/12", "fr"), identifiers=symbol)
    candidate = found(first, second)[0]
    assert candidate.score == 0.95
    assert ("identifier", "symbol unep/ea.5/res.12") in [
        (f.name, f.first) for f in candidate.features
    ]


def test_an_official_site_counts_with_alike_names_only() -> None:
    site = (("officialSite", "sand.org"),)
    first = entry("a", "Sand Watch of the Marine Institute", identifiers=site)
    near = entry("b", "Marine Sand Watch of the Institute in Geneva", identifiers=site)
    far = entry("c", "Lithium Price Index", identifiers=site)
    assert pairs(found(first, near, far)) == [("a", "b")]


REGISTRY = [
    entry("cmap", "Connectivity Map"),
    entry("connectivitymap", "Connectivity Map"),
    entry("expression-atlas", "Expression Atlas"),
    entry("expressionatlas", "Expression Atlas"),
    entry("genetics-kp", "Genetics KP"),
    entry("geneticskp", "Genetics KP"),
    entry("drugrephub", "Drug Repurposing Hub"),
    entry("repohub", "Drug Repurposing Hub"),
    entry("foodb", "FooDB"),
    entry("fooddb", "Food Database FooDB"),
    entry("go", "GO"),
    entry("gene-ontology", "Gene Ontology"),
    entry("drugbank", "DrugBank"),
    entry("drugcentral", "Drug Central"),
    entry("single-cell-atlas", "Single Cell Expression Atlas"),
    entry("genomics-kp", "Multiomics KP"),
    entry("human-phenotype-ontology", "Human Phenotype Ontology"),
    entry("mouse-phenotype-ontology", "Mammalian Phenotype Ontology"),
]


def test_the_twins_of_a_real_registry_are_found_and_nothing_else() -> None:
    assert set(pairs(possible_duplicates(REGISTRY))) == {
        ("cmap", "connectivitymap"),
        ("expression-atlas", "expressionatlas"),
        ("genetics-kp", "geneticskp"),
        ("drugrephub", "repohub"),
        ("foodb", "fooddb"),
        ("gene-ontology", "go"),
    }


TRAPS = {
    "days": ("Virtual briefing of 14 February 2023", "Virtual briefing of 28 February 2023"),
    "months": ("Sand workshop, June 2023", "Sand workshop, July 2023"),
    "resolutions": ("Environment Assembly resolution 4/19", "Environment Assembly resolution 5/12"),
    "swapped numbers": ("Resolution 12/5", "Resolution 5/12"),
    "sessions": ("Fifth session of the Forum", "Sixth session of the Forum"),
    "annexes": ("Annex A", "Annex B"),
    "roman": ("Protocol II on mine waste", "Protocol III on mine waste"),
    "regions": (
        "Summary report of the regional consultation of African States",
        "Summary report of the regional consultation of Eastern European States",
    ),
    "countries": ("Government of Niger", "Government of Nigeria"),
    "alike countries": ("Geological Survey of Austria", "Geological Survey of Australia"),
    "countries in names": ("Government of Guinea", "Government of Guinea-Bissau"),
    "acronyms": ("UNEP", "UNDP"),
    "long acronyms": ("IIECF", "IIECG"),
    "part": ("International Affairs Division of the Sand Office", "Sand Office"),
    "one word more": ("Number of written submissions received", "Number of submissions received"),
    "institute of a standard": ("Global Tailings Standard", "Global Tailings Institute"),
    "secretariat": ("Minamata Convention", "Secretariat of the Minamata Convention"),
    "states and observers": (
        "Number of written submissions from Member States",
        "Number of written submissions from observer organizations",
    ),
}


@pytest.mark.parametrize(("first", "second"), TRAPS.values(), ids=TRAPS)
def test_traps(first: str, second: str) -> None:
    assert found(entry("a", first), entry("b", second)) == []


def test_a_short_form_of_two_different_longer_names_is_no_evidence() -> None:
    first = entry("a", "Secretariat of the Basel Convention", "Secretariat")
    second = entry("b", "Secretariat of the Minamata Convention", "Secretariat")
    assert found(first, second) == []
    assert pairs(found(first, entry("c", "Secretariat"))) == [("a", "c")]


def test_one_word_for_two_things_in_one_language() -> None:
    first = entry("a", "tailings", ("хвосты", "ru"), ("résidus", "fr"), ("relaves", "es"))
    second = entry("b", "remnants", ("хвосты", "ru"), ("restes", "fr"), ("sobras", "es"))
    assert found(first, second) == []


def test_classes() -> None:
    def score(one: str, two: str) -> float:
        both = possible_duplicates(
            [entry("a", "Sand Code", kind=one), entry("b", "Sand Code", kind=two)], least=0.1
        )
        return both[0].score if both else 0.0

    assert score("standard", "standard") == 1
    assert 0.75 < score("standard", "framework") < 1
    assert 0.5 < score("standard", "un-entity") < 0.75
    assert score("topic", "topic") == 1
    assert score("topic", "function") == 0
    assert score("topic", "platform") == 0


def test_other_years_and_symbols_speak_against() -> None:
    first = entry("a", "Sand Report", years=(2021,))
    second = entry("b", "Sand Report", years=(2022,))
    assert found(first, second)[0].score == 0.8
    assert found(first, second._replace(years=(2021, 2022)))[0].score == 1
    numbered = [e._replace(identifiers=(("symbol", f"unep/{e.name}"),)) for e in (first, second)]
    assert found(*numbered) == []


def test_only_pairs_with_a_new_entry() -> None:
    assert pairs(possible_duplicates(REGISTRY, new=["go", "foodb", "drugbank"])) == [
        ("foodb", "fooddb"),
        ("gene-ontology", "go"),
    ]
    assert possible_duplicates(REGISTRY, new=[]) == []


def test_nothing_to_compare() -> None:
    assert possible_duplicates([]) == []
    assert possible_duplicates([entry("a"), entry("b"), entry("c", "—"), entry("d", "")]) == []


def test_the_evidence_is_there() -> None:
    candidate = found(entry("a", "Global Tailings Portal"), entry("b", "Global Tailngs Portal"))[0]
    assert [f.name for f in candidate.features][:4] == list(FEATURES[:4])
    assert {f.name for f in candidate.features} <= set(FEATURES)
    words = candidate.features[1]
    assert (words.first, words.second) == ("global tailings portal", "global tailngs portal")
    assert all(0 <= f.value <= 1 for f in candidate.features)


TEXTS = st.lists(
    st.sampled_from(
        ["Global", "Sand", "Sands", "Watch", "GSW", "Tailings", "of", "5/12", "2023", "Песок", "沙"]
    ),
    max_size=4,
).map(" ".join)
ENTRIES = st.lists(
    st.builds(
        Names,
        name=st.just(""),
        kind=st.sampled_from(["platform", "standard", "topic", ""]),
        labels=st.lists(st.tuples(TEXTS, st.sampled_from(["en", "ru", ""])), max_size=3).map(tuple),
        acronyms=st.sampled_from([(), ("GSW",)]),
        identifiers=st.sampled_from([(), (("symbol", "a"),), (("officialSite", "b.org"),)]),
        years=st.sampled_from([(), (2022,), (2023,)]),
    ),
    max_size=7,
).map(lambda entries: [e._replace(name=f"n{at}") for at, e in enumerate(entries)])


@settings(max_examples=examples(150), deadline=None)
@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(entries: list[Names], random: object) -> None:
    mixed = list(entries)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert possible_duplicates(mixed, least=0.3) == possible_duplicates(entries, least=0.3)


@settings(max_examples=examples(150), deadline=None)
@given(ENTRIES)
def test_renaming_changes_nothing_and_pairs_are_symmetric(entries: list[Names]) -> None:
    """Names that sort the other way round turn every pair round, and nothing else."""
    turned = [e._replace(name=f"z{9 - int(e.name[1:])}") for e in entries]

    def plain(candidates: Collection[Candidate], names: dict[str, str]) -> set[tuple[object, ...]]:
        return {
            (
                frozenset({(names[c.first], c.names[0]), (names[c.second], c.names[1])}),
                c.score,
                frozenset((f.name, f.value, frozenset((f.first, f.second))) for f in c.features),
            )
            for c in candidates
        }

    before = plain(possible_duplicates(entries, least=0.3), {e.name: e.name for e in entries})
    back = {new.name: old.name for new, old in zip(turned, entries, strict=True)}
    after = plain(possible_duplicates(turned, least=0.3), back)
    assert {(item[0], item[1]) for item in before} == {(item[0], item[1]) for item in after}


@settings(max_examples=examples(100), deadline=None)
@given(ENTRIES)
def test_scores_are_between_0_and_1_and_identical_names_score_1(entries: list[Names]) -> None:
    twin = entry("twin", "Sand Hub", ("Песчаный центр", "ru"))
    both = [twin, twin._replace(name="twin-too")]
    candidates = possible_duplicates([*entries, *both], least=0.3)
    assert all(0.3 <= c.score <= 1 for c in candidates)
    assert all(c.first < c.second for c in candidates)
    assert [c.score for c in candidates if (c.first, c.second) == ("twin", "twin-too")] == [1]


@settings(max_examples=examples(100), deadline=None)
@given(ENTRIES)
def test_new_is_a_part_of_all(entries: list[Names]) -> None:
    every = possible_duplicates(entries)
    assert possible_duplicates(entries, new=["n1"]) == [
        c for c in every if "n1" in (c.first, c.second)
    ]


REVIEWED = {  # what a reader looked at and left as two entries
    ("grid-geneva-sand", "grid-geneva-sand-report-2019"),  # a page, and a report
    ("irma-standard-2-0-draft", "irma-standard-for-responsible-mining"),  # the next edition
}


def test_the_shipped_graph_has_no_unreviewed_candidate(kg: KnowledgeGraph) -> None:
    assert set(pairs(possible_duplicates(read_names(kg)))) == REVIEWED


def test_a_second_entry_of_a_shipped_thing_is_found(kg: KnowledgeGraph) -> None:
    entries = read_names(kg)
    again = [
        entry("one", "Global Tailing Portal"),
        entry("two", "UN Environment Programme", kind="un-entity"),
        entry("three", "GISTM", kind="standard"),
        entry("four", "Tailings management, Global Industry Standard on", kind="standard"),
        entry("five", ("Accord de Paris", "fr"), kind="agreement"),
    ]
    names = {e.name for e in again}
    candidates = possible_duplicates([*entries, *again], new=names)
    assert {(set(pair) & names).pop() for pair in pairs(candidates)} == names
