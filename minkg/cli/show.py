"""Everything known about one entry, with the passages that say it.

ENTRY is a name, an official name, an acronym, or the name of a passage, such as
unep-ea6-minerals-report.19.

Example: minkg show marine-sand-watch
"""

import argparse
from collections.abc import Iterator
from itertools import groupby

import pyoxigraph as ox

from minkg.cli.common import Context
from minkg.graph import TABLE_FORMATS, Entry, Fact, Table
from minkg.words.names import class_of, expand

NAMES = ("skos:prefLabel", "skos:altLabel", "mk:acronym", "mk:translatedLabel")
COLUMNS = Table.column_names("subject predicate value passage state")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("entry", metavar="ENTRY", help="an entry or a passage")


def run(context: Context, args: argparse.Namespace) -> int:
    """Print the entry for people, or its facts as a table."""
    entry = context.graph.passage(args.entry) or context.graph[args.entry]
    if context.chosen(TABLE_FORMATS) == "table":
        context.put("\n".join(page(context, entry)) + "\n")
    else:
        context.put_table(facts_table([*entry.facts, *entry.supported]))
    return 0


def facts_table(facts: list[Fact]) -> Table:
    """Write facts as a table of subject, predicate, value, passage and review state."""
    rows = [
        (
            ox.NamedNode(expand(fact.subject)),
            ox.NamedNode(expand(fact.predicate)),
            fact.value,
            ox.NamedNode(expand(fact.passage)) if fact.passage else None,
            ox.Literal(fact.state) if fact.state else None,
        )
        for fact in facts
    ]
    return Table(COLUMNS, rows)


def page(context: Context, entry: Entry) -> Iterator[str]:
    """Give the lines of an entry's page."""
    graph, lang = context.graph, context.options.lang
    kind = graph.label(expand(f"mk:{class_of(entry.kind)}"), lang).text
    yield f"{graph.label(entry.iri, lang)}"
    yield f"{kind} · {entry.name} · {entry.iri}"
    yield ""
    facts = entry.facts
    for fact in facts:
        if fact.predicate in NAMES and isinstance(fact.value, ox.Literal):
            ours = f"  ({context.say('our translation')})" if fact.predicate == NAMES[3] else ""
            yield f"  {fact.value.language or '':<3} {fact.value.value}{ours}"
    rest = [f for f in facts if f.predicate not in (*NAMES, "rdf:type")]
    for passage, said in groupby(rest, key=lambda fact: fact.passage):
        yield from _heading(context, passage)
        yield from (f"  {_line(context, fact)}" for fact in said)
    if supported := entry.supported:
        yield ""
        yield context.say("what it says")
        yield from (
            f"  {context.show(ox.NamedNode(expand(f.subject)))}: {_line(context, f)}"
            for f in supported
        )
    if links := entry.links_in:
        yield ""
        yield context.say("named by")
        for fact in links:
            at = f"  [{fact.passage}]" if fact.passage else ""
            subject = context.show(ox.NamedNode(expand(fact.subject)))
            yield f"  {subject}: {_line(context, fact)}{at}"


def _heading(context: Context, passage: str) -> Iterator[str]:
    yield ""
    if not passage:
        return
    facts = context.graph.passage_facts(passage)
    yield f"{passage} · {context.say(facts.get('mk:reviewState', ''))}"
    if "mk:summary" in facts:
        yield f"  “{facts['mk:summary']}”"


def _line(context: Context, fact: Fact) -> str:
    name = context.graph.label(expand(fact.predicate), context.options.lang).text
    tag = ""
    if isinstance(fact.value, ox.Literal) and fact.value.language not in (
        None,
        context.options.lang,
    ):
        tag = f" ({fact.value.language})"
    return f"{name}: {context.show(fact.value)}{tag}"
