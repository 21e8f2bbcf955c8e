"""Cold starts, side by side: minkg, a bare Python process with pyoxigraph, and an rdflib script.

Every figure is a whole process, from start to exit, in milliseconds: the median and the
fastest of ROUNDS runs, the programs taking turns. Those that read files read the same ones, and
those that ask ask the same question. `minkg --help` in any language is to cost no more than three
times what Python costs that does nothing.

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
    "bare Python": [sys.executable, "-c", "pass"],
    "minkg --help": [sys.executable, "-m", "minkg", "--help"],
    **{
        f"minkg --help --lang {lang}": [sys.executable, "-m", "minkg", "--help", "--lang", lang]
        for lang in ("fr", "ar", "zh")
    },
    "bare Python, pyoxigraph loads the files": [sys.executable, "-c", BARE],
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
    python, loads = (
        statistics.median(times[name])
        for name in ("bare Python", "bare Python, pyoxigraph loads the files")
    )
    print(f"{'program':<45} {'median ms':>10} {'fastest':>8} {'× Python':>9} {'× loads':>8}")
    for name, measured in times.items():
        middle = statistics.median(measured)
        print(
            f"{name:<45} {middle:>10.0f} {min(measured):>8.0f} {middle / python:>9.2f} "
            f"{middle / loads:>8.2f}"
        )


if __name__ == "__main__":
    main()
