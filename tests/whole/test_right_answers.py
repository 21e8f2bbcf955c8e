"""Three questions of delegates, with the answers that a reader of the sources found.

What the process decided, and when; who certifies cobalt, on which evidence; which facts of the
Minamata Convention were compared with its text.
"""

import pytest

from minkg.cli.main import main
from minkg.graph.terms import plain
from minkg.home.turtle import read_facts
from minkg.knowledge import KnowledgeGraph
from minkg.words.names import expand

REPORT = "unep-ea6-minerals-report."
PROCESS, ASSEMBLY = "minerals-metals-intergovernmental-process", "unea"
# Paragraphs 6 to 20 and both tables of the report, read for dates: day, event, step, paragraph.
STEPS = """
2022-10    startsOn    nomination-of-national-focal-points           6
2022-12    appointedIn martine-rohn-brossard                         7
2022-12    appointedIn saqlain-syedah                                7
2023-02-14 startsOn    briefing-2023-02-14                           table1.1
2023-02-14 endsOn      briefing-2023-02-14                           table1.1
2023-02-28 startsOn    briefing-2023-02-28                           table1.3
2023-02-28 endsOn      briefing-2023-02-28                           table1.3
2023-03    publishedOn background-document-regional-consultations    9
2023-03-27 startsOn    briefing-2023-03-27                           table1.2
2023-03-27 endsOn      briefing-2023-03-27                           table1.2
2023-04    startsOn    regional-consultations-2023                   11
2023-04    startsOn    regional-consultations-2023                   20
2023-04-19 startsOn    briefing-2023-04-19                           table1.2
2023-04-19 endsOn      briefing-2023-04-19                           table1.2
2023-04-24 startsOn    regional-consultation-eastern-europe          table2.1
2023-04-25 endsOn      regional-consultation-eastern-europe          table2.1
2023-04-27 startsOn    regional-consultation-western-europe          table2.2
2023-04-28 endsOn      regional-consultation-western-europe          table2.2
2023-05-17 startsOn    regional-consultation-latin-america-caribbean table2.3
2023-05-18 endsOn      regional-consultation-latin-america-caribbean table2.3
2023-06-09 startsOn    briefing-2023-06-09                           table1.2
2023-06-09 endsOn      briefing-2023-06-09                           table1.2
2023-06-15 startsOn    regional-consultation-asia-pacific            table2.4
2023-06-16 endsOn      regional-consultation-asia-pacific            table2.4
2023-07    endsOn      regional-consultations-2023                   11
2023-07    endsOn      regional-consultations-2023                   20
2023-07-05 startsOn    regional-consultation-africa                  table2.5
2023-07-06 endsOn      regional-consultation-africa                  table2.5
2023-07-31 deadline    written-submissions-2023                      13
2023-08-23 startsOn    briefing-2023-08-23                           table1.3
2023-08-23 endsOn      briefing-2023-08-23                           table1.3
2023-08-30 startsOn    nexus-dialogue-2023-08-30                     table1.4
2023-08-30 endsOn      nexus-dialogue-2023-08-30                     table1.4
2023-09    startsOn    technical-panel-global-meeting                15
2023-09-07 startsOn    global-meeting-2023                           15
2023-09-08 endsOn      global-meeting-2023                           15
"""
# What was put forward at the global meeting, as two newsletters tell it: proposal, passage.
PUT_FORWARD = {
    ("consumption-and-production-with-circular-economy", "consumption-and-production"),
    ("guidelines-for-mine-closure", "closure"),
    ("international-agreement-on-mining-and-environment", "mining-agreement"),
    ("international-metal-certification-schemes", "certification"),
    ("international-minerals-programme", "minerals-programme"),
    ("regional-networks-of-mining-experts", "expert-networks"),
    ("technical-guidelines-for-tailings-management", "tailings"),
}
RESOLUTIONS = {
    ("2019-03-15", "unea-4", "unea-resolution-4-19"),
    ("2022-03-02", "unea-5-resumed", "unea-resolution-5-12"),
    ("2024-03-01", "unea-6", "unea-6-resolution-on-minerals-and-metals"),
    ("2025-12-12", "unea-7", "unea-7-resolution-on-minerals-and-metals"),
}
# Where a passage names cobalt: who, where the function is said, where cobalt is; what, run by whom.
CERTIFY_COBALT = {
    ("certified-trading-chains", "ctc", "ctc"): (
        {"auditing", "certification"},
        {"bgr", "international-conference-on-the-great-lakes-region"},
    ),
    ("eu-batteries-regulation", "art-51", "annex-x.point-1"): (
        {"auditing"},
        {"european-union-commission"},
    ),
    ("responsible-minerals-assurance-process", "rmap", "rmap"): (
        {"assurance", "auditing"},
        {"responsible-minerals-initiative"},
    ),
    ("responsible-minerals-initiative", "page", "second-paragraph"): ({"assurance"}, {""}),
}
EVIDENCE = {
    "atlas-extractive-industries.ctc": "secondary",
    "atlas-extractive-industries.rmap": "secondary",
    "regulation-eu-2023-1542-batteries.annex-x.point-1": "checked",
    "regulation-eu-2023-1542-batteries.art-51": "checked",
    "rmi-page-on-the-rba-site.second-paragraph": "secondary",
    "what-is-the-rmi-rmi-faq.page": "secondary",
}
# The places of the Minamata Convention whose words stood before whoever recorded the facts.
COMPARED = {
    "annex-c",
    "annex-c.1.g",
    "annex-c.1.h",
    "annex-d",
    "art-1",
    "art-10",
    "art-11.3",
    "art-12",
    "art-13",
    "art-14",
    "art-15",
    "art-16",
    "art-17",
    "art-18",
    "art-19",
    "art-2.i",
    "art-29",
    "art-3.2",
    "art-3.3",
    "art-3.4",
    "art-3.6",
    "art-30",
    "art-34",
    "art-4.1",
    "art-9",
}
NOT_COMPARED = {"art-7", "art-8", "art-11"}


def rows(kg: KnowledgeGraph, name: str, columns: str, **values: object) -> list[tuple[str, ...]]:
    """Answer a question; give these columns, in plain text."""
    answer = kg.query(name, **values)
    places = [answer.columns.index(column) for column in columns.split()]
    return [tuple(plain(row[at]) for at in places) for row in answer]


def place(passage: str) -> str:
    return passage.partition(".")[2]


def test_the_process_has_its_steps_in_order_with_briefings_appointments_and_deadline(
    kg: KnowledgeGraph,
) -> None:
    told = rows(kg, "timeline", "date event step passage")
    assert [row[0] for row in told] == sorted(row[0] for row in told)
    here = [row for row in told if row[3].startswith(REPORT)]
    right = [line.split() for line in STEPS.strip().splitlines()]
    assert sorted(here) == sorted((d, f"mk:{e}", s, REPORT + p) for d, e, s, p in right)
    steps = [step for _, _, step, _ in told]
    assert len({step for step in steps if step.startswith(("briefing", "nexus"))}) == 7
    assert steps.index("saqlain-syedah") < steps.index("global-meeting-2023")


def test_what_the_global_meeting_laid_out_is_dated_and_cited(kg: KnowledgeGraph) -> None:
    told = rows(
        kg, "outcomes", "starts ends event outcome passage datedIn", **{"class": "mk:Proposal"}
    )
    here = [row for row in told if row[2] == "global-meeting-2023"]
    assert {(outcome, place(passage)) for *_, outcome, passage, _ in here} == PUT_FORWARD
    days = {(starts, ends, dated) for starts, ends, _, _, _, dated in here}
    assert days == {("2023-09-07", "2023-09-08", f"{REPORT}15")}


def test_what_the_assembly_decided_before_and_after(kg: KnowledgeGraph) -> None:
    told = rows(kg, "outcomes", "ends event outcome", entry=ASSEMBLY, **{"class": "mk:Resolution"})
    assert set(told) == RESOLUTIONS
    both = rows(kg, "timeline", "date step", entry=[PROCESS, ASSEMBLY])
    order = list(dict.fromkeys(step for _, step in both))
    landmarks = ["unea-5-resumed", "briefing-2023-02-14", "global-meeting-2023", "unea-6", "unea-7"]
    assert [step for step in order if step in landmarks] == landmarks


def test_who_certifies_cobalt_on_which_evidence(kg: KnowledgeGraph) -> None:
    columns = "exactly function entry passage materialIn body"
    told = rows(kg, "certifiers", columns, material="cobalt")
    found: dict[tuple[str, str, str], tuple[set[str], set[str]]] = {}
    for exactly, function, entry, passage, material, body in told:
        if exactly == "cobalt":
            key = (entry, place(passage), place(material))
            functions, bodies = found.setdefault(key, (set(), set()))
            functions.add(function)
            bodies.add(body)
    assert found == CERTIFY_COBALT
    assert {row[0] for row in told} == {"cobalt", "minerals-and-metals"}
    wider = {entry for exactly, _, entry, *_ in told if exactly != "cobalt"}
    assert {"irma-standard-for-responsible-mining", "towards-sustainable-mining"} <= wider
    cited = {name for exactly, *_, p, m, _ in told if exactly == "cobalt" for name in (p, m)}
    assert {name: kg.passage_facts(name)["mk:reviewState"] for name in cited} == EVIDENCE


def test_which_facts_of_the_minamata_convention_were_compared_with_the_text(
    kg: KnowledgeGraph,
) -> None:
    columns = "entry property value passage locator comparedBy comparedOn"
    told = rows(kg, "facts-compared-with-text", columns, entry="minamata-convention")
    assert {place(passage) for _, _, _, passage, *_ in told} == COMPARED
    assert {passage.partition(".")[0] for _, _, _, passage, *_ in told} == {
        "minamata-convention-text"
    }
    assert all(locator and who and day for *_, locator, who, day in told)
    cited = {expand(passage) for _, _, _, passage, *_ in told}
    file = kg.home.path / "data" / "agreement" / "minamata-convention.trig"
    stated = [fact for fact in read_facts(file) if getattr(fact.graph_name, "value", "") in cited]
    assert len(told) == len(stated) >= 54
    assert ("mk:coversStage", "trade", "article 3, paragraph 6") in {
        (p, v, at) for _, p, v, _, at, _, _ in told
    }


def test_the_rest_of_the_minamata_convention_is_shown_as_not_compared(kg: KnowledgeGraph) -> None:
    told = rows(kg, "facts-not-checked", "state passage", entry="minamata-convention")
    here = {
        place(passage) for _, passage in told if passage.startswith("minamata-convention-text.")
    }
    assert here == NOT_COMPARED
    assert {state for state, _ in told} == {"secondary"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["timeline"], "Virtual briefing of 14 February 2023"),
        (["certifiers", "--material", "cobalt"], "Certified Trading Chains"),
        (["facts-compared-with-text", "--entry", "minamata-convention"], "annex C"),
    ],
)
def test_one_command_answers(
    words: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", *words]) == 0
    assert said in capfd.readouterr().out
