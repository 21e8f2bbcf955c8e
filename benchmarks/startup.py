"""Cold starts, side by side: minkg, a bare Python process with pyoxigraph, and an rdflib script.

Every figure is a whole process, from start to exit, in milliseconds: the median and the
fastest of ROUNDS runs, the programs taking turns. All read the same files; all but the
first two ask the same question.

Run: .venv/bin/python benchmarks/startup.py
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
ROOT = Path(__file__).parents[1]
QUESTION = "people-and-roles"
FILES = "[*sorted(p.glob('ontology/*.ttl')), *sorted(p.glob('data/*/*.trig'))]"
BARE = f"""
from pathlib import Path
import pyoxigraph as ox
p, store = Path({str(ROOT)!r}), ox.Store()
for file in {FILES}:
    store.load(path=file)
"""
ASKED = f"""
query = (p / 'queries/{QUESTION}.rq').read_text()
rows = list(store.query(query, use_default_graph_as_union=True))
assert rows
"""
RDFLIB = f"""
from pathlib import Path
import rdflib
p, data = Path({str(ROOT)!r}), rdflib.Dataset(default_union=True)
for file in {FILES}:
    data.parse(file, format='turtle' if file.suffix == '.ttl' else 'trig')
rows = list(data.query((p / 'queries/{QUESTION}.rq').read_text()))
assert rows
"""
SCRIPT = Path(sys.executable).with_name("minkg")
MINKG = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "minkg"]
PROGRAMS = {
    "bare Python, pyoxigraph loads the files": [sys.executable, "-c", BARE],
    "minkg --help": [*MINKG, "--help"],
    "bare Python, the files and the question": [sys.executable, "-c", BARE + ASKED],
    f"minkg query {QUESTION}": [*MINKG, "query", QUESTION],
    f"minkg query {QUESTION} --format csv": [*MINKG, "query", QUESTION, "--format", "csv"],
    f"minkg query {QUESTION} --lang ar": [*MINKG, "query", QUESTION, "--lang", "ar"],
    "rdflib script, the files and the question": [sys.executable, "-W", "ignore", "-c", RDFLIB],
}


def once(words: list[str]) -> float:
    """Run a program and give its time in milliseconds."""
    start = time.perf_counter()
    subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Take turns, then print a table."""
    times: dict[str, list[float]] = {name: [once(words)] for name, words in PROGRAMS.items()}
    for name in times:
        times[name].clear()
    for turn in range(ROUNDS):
        for name, words in PROGRAMS.items():
            if "rdflib" not in name or turn < 3:
                times[name].append(once(words))
    base = statistics.median(times["bare Python, pyoxigraph loads the files"])
    print(f"{'program':<45} {'median ms':>10} {'fastest':>8} {'× bare':>7}")
    for name, measured in times.items():
        middle = statistics.median(measured)
        print(f"{name:<45} {middle:>10.0f} {min(measured):>8.0f} {middle / base:>7.2f}")


if __name__ == "__main__":
    main()
