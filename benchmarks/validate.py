"""Validation side by side: one new entry and whole graphs, minkg and public SHACL engines.

1. One new entry against the shipped graph from a cold process, and pySHACL on the same facts.
2. A generated graph is opened once; then new entries are validated against it, one by one.
3. The whole of a generated graph, by minkg and by the engines that pip installs into a folder
   that is thrown away. All get the same N-Triples and the same shapes. The last column compares
   what is told (who breaks which shape by which value) with minkg.

Every engine runs in a process of its own, with at most LIMIT seconds of processor time and
MEMORY; the times are those of the whole process, reading and report included: wall, and of all
processors. None is tried where it would be too slow if its time only grew with the size.

A generated graph is the shipped one with its entries and passages again and again under other
names, with PLANTED mistakes in each copy. A pattern in the shapes looks ahead, which XPath has
not, and some engines fail on it: they all get it without.

Run: .venv/bin/python benchmarks/validate.py [FACTS …]    (default: 200000 2000000)
"""

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pyoxigraph as ox

from minkg.checking.sourced_facts import SUPPORTS, SourcedFacts
from minkg.checking.standing import base, read_shapes
from minkg.graph.terms import Term
from minkg.home.folder import find_home
from minkg.home.opening import read_home
from minkg.home.turtle import read_facts
from minkg.shacl.engine import Run, Shapes
from minkg.shacl.fact_index import SH, FactIndex, Triple, asking, triple_of
from minkg.shacl.incremental import Checked
from minkg.words.names import ENTRY, expand

SIZES, PLANTED, ENTRIES = (200_000, 2_000_000), 8, 40
LIMIT, MEMORY = 240, 12 << 30
HOME, SELF = find_home(), (sys.executable, __file__)
CONCEPT, TYPE = expand("skos:inScheme"), ox.NamedNode(expand("rdf:type"))
NAMING = ["skos:prefLabel", "mk:translatedLabel", "mk:officialSite", "mk:symbol", "skos:exactMatch"]
UNIQUE = {expand(name) for name in NAMING}
WRONG: list[Term] = [ox.NamedNode(f"{ENTRY}nowhere"), ox.NamedNode(f"{ENTRY}unep"), ox.Literal("")]
Verdict = tuple[str, ...]
# How each engine validates the file `data` with the file `shapes`, and prints a report in Turtle.
ENGINES = {
    "shifty": ("pyshifty==0.5.1", """
import shifty._shifty as engine
print(engine._validate_w3c(data_path=data, data_format="ntriples", shapes_path=shapes,
    shapes_format="turtle", graph_mode="data", run_infer=False).report_turtle)"""),
    "rudof": ("pyrudof==0.3.35", """
import pyrudof, pathlib
engine = pyrudof.Rudof(pyrudof.RudofConfig())
engine.read_data(pathlib.Path(data), pyrudof.RDFFormat.NTriples)
engine.read_shacl(pathlib.Path(shapes), pyrudof.ShaclFormat.Turtle)
engine.validate_shacl()
print(engine.serialize_shacl_validation_results(pyrudof.ResultShaclValidationFormat.Turtle))"""),
    "shacl": ("shacl==0.3.4", """
import shacl
report = shacl.validate(data, shapes)
print(report.turtle() if callable(report.turtle) else report.turtle)"""),
    "pyshacl-turbo": ("pyshacl-turbo==0.6.5", """
import pyshacl_turbo
print(pyshacl_turbo.validate(data, shacl_graph=shapes, data_graph_format="nt",
    shacl_graph_format="turtle", serialize_report_graph="turtle")[1].decode())"""),
}  # fmt: skip
PYSHACL = """
import pyshacl, rdflib, logging
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
rdflib.NORMALIZE_LITERALS = False
data, shapes = rdflib.Graph().parse(data, format="nt"), rdflib.Graph().parse(shapes)
print(pyshacl.validate(data, shacl_graph=shapes, inference="none")[1].serialize(format="turtle"))"""


class Done(NamedTuple):
    """What a process printed, its wall and processor time, the most memory in MB, how it failed."""

    text: str
    seconds: float
    used: float
    memory: float
    error: str = ""


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run(command: list[str], *, limited: bool = True) -> Done:
    """Run a command in a process of its own."""
    start, before = time.perf_counter(), _limit if limited else None
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, preexec_fn=before)
        _, status, used = os.wait4(process.pid, 0)
        seconds, processors = time.perf_counter() - start, used.ru_utime + used.ru_stime
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        text, error = out.read().decode(), err.read().decode().strip().rpartition("\n")[2]
    if process.returncode in (0, 1) and text:
        error = ""
    elif processors > LIMIT - 2 and limited:
        error = f"no answer in {processors:.0f} s"
    return Done(text, seconds, processors, used.ru_maxrss / 1024, error)


def told(text: str) -> frozenset[Verdict]:
    """Read what an engine printed."""
    if text.startswith("ROWS"):
        return frozenset(tuple(line.split("\t")) for line in text.splitlines()[1:])
    report = FactIndex(triple_of(quad) for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
    names = ("focusNode", "sourceShape", "value")
    return frozenset(
        tuple(str(report.value(result, f"{SH}{name}") or "") for name in names)
        for result in report.by_subject(f"{SH}sourceShape")
    )


def _other(value: Term, number: int) -> Term:
    text = f"{value.value}?{number}" if "://" in value.value else f"{value.value} {number}"
    if not isinstance(value, ox.Literal):
        return ox.NamedNode(text)
    language = value.language
    return ox.Literal(text, datatype=None if language else value.datatype, language=language)


def copied(facts: list[Triple], number: int) -> Iterator[Triple]:
    """Give facts of the entries under other names, with mistakes in some of them."""
    chosen = random.Random(number)
    kinds: dict[Term, Term] = {s: o for s, p, o in facts if p == TYPE}
    broken = dict.fromkeys(chosen.sample(range(len(facts)), PLANTED))

    def renamed(term: Term) -> Term:
        if not isinstance(term, ox.NamedNode) or term not in kinds:
            return term
        name, dot, place = term.value.removeprefix(ENTRY).partition(".")
        return ox.NamedNode(f"{ENTRY}{name[:52].rstrip('-')}-{number}{dot}{place}")

    for at, (subject, predicate, value) in enumerate(facts):
        if predicate.value in UNIQUE:
            value = _other(value, number)
        new = renamed(subject), predicate, renamed(value)
        if at not in broken or (mistake := chosen.randrange(4)) == 3:
            yield new
        if at in broken and mistake:  # else the fact is left out
            yield new[0], predicate, WRONG[mistake - 1]


def generate(size: int) -> Iterator[Triple]:
    """Give about as many facts as asked for: the shipped ones and changed copies of them."""
    shipped = list(base(read_home(HOME)).files)
    concepts = {s for s, p, _ in shipped if p.value == CONCEPT or "#" in s.value}
    own = [f for f in shipped if f[0] not in concepts]
    yield from shipped
    for number in range(round((size - len(shipped)) / len(own))):
        yield from copied(own, number)


def entries(number: int) -> list[list[Triple]]:
    """Give new entries one by one: entries of another copy, mistakes included."""
    shipped = list(base(read_home(HOME)).files)
    passages = {s for s, _, o in shipped if "#" in s.value or o.value == expand("mk:Passage")}
    own = [f for f in shipped if f[0] not in passages or f[1] == SUPPORTS]
    by_name: dict[Term, list[Triple]] = {}
    for fact in copied(own, 9999):
        by_name.setdefault(fact[2] if fact[1] == SUPPORTS else fact[0], []).append(fact)
    return random.Random(0).sample(list(by_name.values()), number)


def write(facts: Iterable[Triple], path: Path) -> None:
    """Write facts as N-Triples."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{s} {p} {o} .\n" for s, p, o in facts)


def opened(data: str) -> tuple[FactIndex, ox.Store]:
    """Read a file."""
    store = ox.Store()
    store.bulk_load(path=data, format=ox.RdfFormat.N_TRIPLES)
    quads = ox.parse(path=data, format=ox.RdfFormat.N_TRIPLES)
    return FactIndex(triple_of(quad) for quad in quads), store


def minkg_whole(data: str, shapes: str) -> None:
    """Validate a whole file, and print what is wrong."""
    facts, store = opened(data)
    print("ROWS")
    graph = FactIndex(triple_of(quad) for quad in ox.parse(path=shapes, format=ox.RdfFormat.TURTLE))
    for one in Run(Shapes(graph), facts, asking(store)).results():
        value = None if one.component == "uniqueLang" else one.value
        print(one.focus, one.shape, value or "", sep="\t")


def minkg_open(data: str, _shapes: str) -> None:
    """Open a file, then validate new entries against it, each on its own; print processor times."""
    start = time.process_time()
    facts, _ = opened(data)
    checked = Checked(Shapes(read_shapes(HOME)), facts)
    ready, times, problems = time.process_time() - start, list[float](), 0
    for entry in entries(ENTRIES):
        start = time.process_time()
        change = checked.change(entry)
        times.append(time.process_time() - start)
        problems += len(change.brought)
        checked.undo(change)
    print(
        f"opened in {ready:.1f} s; a new entry in {median(times) * 1e3:.1f} ms (median), "
        f"{max(times) * 1e3:.1f} ms (longest of {ENTRIES}); {problems} problems told"
    )


def row(name: str, done: Done, known: frozenset[Verdict] = frozenset()) -> frozenset[Verdict]:
    """Print a line of a table; give what was told."""
    head = f"{name:<36}{done.memory:>8,.0f} MB{done.seconds:>9.2f} s{done.used:>9.2f} s"
    if done.error:
        print(f"{head}  {done.error[:60]}", flush=True)
        return frozenset()
    found = told(done.text)
    same = f"{len(found & known)} of {len(known)} the same, {len(found - known)} others"
    print(f"{head}{len(found):>8,} results  {same if known else ''}", flush=True)
    return found


def one_entry(folder: Path, shapes: Path) -> None:
    """Validate one new entry with a mistake against the shipped graph."""
    old = next(path for path in HOME.data if path.stem == "marine-sand-watch")
    text = re.sub(r".*@ru.*\n", "", old.read_text("utf-8")).replace("marine-sand", "new-sand")
    new = folder / "new-sand-watch.trig"
    text = text.replace("Marine Sand", "New Sand").replace(":marine-extraction", ":marine-mining")
    new.write_text(text, "utf-8")
    source, data = SourcedFacts(), folder / "one.nt"
    source.take_file(read_facts(new), new, new.name)
    write(source.over(base(read_home(HOME))).files, data)
    print(f"\nOne new entry against the shipped graph ({len(source.files)} facts and 21 thousand)")
    command = [sys.executable, "-m", "minkg", "--home", str(HOME.path), "validate"]
    for _ in range(3):
        done = run([*command, "--format", "json", str(new)])
        items = json.loads(done.text)["items"]
        rules = "ROWS\n" + "\n".join(item["rule"] for item in items)
        row("minkg validate FILE", done._replace(text=rules))
    known = row("minkg, all of it", run([*SELF, "--whole", str(data), str(shapes)]))
    done = run(peer(sys.executable, PYSHACL, data, shapes), limited=False)
    row("pySHACL, all of it", done, known)


def peer(python: str, code: str, data: Path, shapes: Path) -> list[str]:
    """Give the command that runs an engine."""
    return [python, "-c", f"data, shapes = {str(data)!r}, {str(shapes)!r}\n{code}"]


def whole_graph(size: int, folder: Path, shapes: Path, speed: dict[str, float]) -> None:
    """Open and validate a generated graph; leave out engines that would be too slow."""
    data = folder / f"{size}.nt"
    write(generate(size), data)
    with data.open("rb") as file:
        print(f"\nA generated graph of {sum(1 for _ in file):,} facts")
    done = run([*SELF, "--open", str(data), str(shapes)])
    print(f"{'minkg, kept open':<36}{done.memory:>8,.0f} MB  {done.text.strip() or done.error}")
    known = row("minkg", run([*SELF, "--whole", str(data), str(shapes)]))
    python = str(folder / "peers" / "bin" / "python")
    for name, (package, code) in ENGINES.items():
        if speed.get(name, 0) * size > LIMIT:
            print(f"{package:<36} not tried: with fewer facts it failed or was too slow")
            continue
        done = run(peer(python, code, data, shapes))
        row(package, done, known)
        speed[name] = float(LIMIT) if done.error else done.used / size
    data.unlink()


def main(words: list[str]) -> None:
    """Run everything, or one part in this process."""
    if words[:1] in (["--whole"], ["--open"]):
        return (minkg_whole if words[0] == "--whole" else minkg_open)(*words[1:])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shapes = folder / "shapes.ttl"
        text = "".join(path.read_text("utf-8") for path in HOME.shapes)
        shapes.write_text(text.replace("(?=.{1,60}$)", ""), "utf-8")
        one_entry(folder, shapes)
        subprocess.check_call([sys.executable, "-m", "venv", str(folder / "peers")])
        install = [str(folder / "peers" / "bin" / "python"), "-m", "pip", "install", "-qq"]
        packages = [package for package, _ in ENGINES.values()]
        subprocess.check_call([*install, "--disable-pip-version-check", *packages])
        speed: dict[str, float] = {}
        for size in [int(word) for word in words] or SIZES:
            whole_graph(size, folder, shapes, speed)


if __name__ == "__main__":
    main(sys.argv[1:])
