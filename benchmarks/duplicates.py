"""Possible duplicates among generated names of organizations: minkg beside simpler ways.

One entry in four is another one entered again, in one of the ways below. Every method runs in
a process of its own; printed are its time, its peak memory, its precision and its recall for
each way. The two methods that need a threshold get the one that suits them best, found with
the answers at hand; minkg has its own.

Run: .venv/bin/python benchmarks/duplicates.py [SIZE…]
"""

import json
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

from minkg.duplicates import Names, possible_duplicates

SIZES = (1_000, 10_000, 100_000)
ALL_PAIRS = 10_000  # as many names as comparing all with all can take
Pairs = dict[tuple[str, str], float]
Truth = dict[tuple[str, str], str]

_SYLLABLES = [c + v for c in (*"bdfgklmnprstvz", "ch", "st", "tr") for v in "aeiou"]
_CYRILLIC = [c + v for c in "бдгклмнпрств" for v in "аеиоу"]
_HEADS = (
    "Agency Authority Institute Commission Council Centre Secretariat Forum Partnership Initiative "
    "Programme Observatory Association Federation Committee Ministry Department Network Panel"
)
_FIRST = "International Global Regional National European African Asian Independent Technical"
_MIDDLE = "Sustainable Responsible Critical Artisanal Marine Industrial Environmental Geological"
_SUBJECTS = "Minerals Mining Metals Tailings Sand Water Waste Energy Cobalt Lithium Copper Mercury"
_RUSSIAN = (
    "Институт Агентство Комитет Ассоциация Центр Союз Фонд Совет",
    "минералов металлов песка воды отходов золота меди лития хвостов ртути",
)
_ARABIC = ("هيئة معهد مركز لجنة اتحاد مجلس صندوق", "المعادن الرمال المياه النفايات الذهب النحاس")
_ABBREVIATED = {
    "International": "Int'l", "National": "Natl.", "Department": "Dept.", "Institute": "Inst.",
    "Association": "Assn.", "Environmental": "Environmental", "Ministry": "Min.",
    "Centre": "Ctr.", "Committee": "Cttee", "Federation": "Federation",
}  # fmt: skip


def english(rng: random.Random, places: list[str]) -> str:
    first, head, middle, subject = (
        rng.choice(words.split()) for words in (_FIRST, _HEADS, _MIDDLE, _SUBJECTS)
    )
    place = " ".join(rng.sample(places, rng.choice((1, 2))))
    form = rng.randrange(3)
    if form == 0:
        return f"{first} {head} for {middle} {subject} of {place}"
    return (
        f"{place} {head} of {subject}" if form == 1 else f"{head} on {middle} {subject} in {place}"
    )


def foreign(rng: random.Random, script: str) -> str:
    heads, subjects = (words.split() for words in (_RUSSIAN if script == "ru" else _ARABIC))
    signs = _CYRILLIC if script == "ru" else list("بتجدرزسشفقكلمنهوي")
    count = (2, 4) if script == "ru" else (4, 6)
    place = ("".join(rng.choices(signs, k=rng.randint(*count))).capitalize() for _ in range(2))
    return " ".join((rng.choice(heads), rng.choice(subjects), *place))


def typo(rng: random.Random, text: str) -> str:
    words = text.split()
    at = rng.choice([n for n, word in enumerate(words) if len(word) > 4])
    word, place = words[at], rng.randrange(1, len(words[at]) - 1)
    changed = rng.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + rng.choice("aeioulnrst") + word[place:],
            word[:place] + rng.choice("bcdfgmpvz") + word[place + 1 :],
        )
    )
    words[at] = changed if changed != word else word + word[-1]
    return " ".join(words)


def order(rng: random.Random, text: str) -> str:
    words = text.split()
    cut = rng.randrange(1, len(words))
    return " ".join(words[cut:]) + ", " + " ".join(words[:cut])


def article(rng: random.Random, text: str) -> str:
    text = re.sub(" (for|of|on) ", lambda found: rng.choice((" for the ", " of ", " on ")), text)
    return f"The {text}"


def initials(text: str) -> str:
    return "".join(word[0] for word in text.split() if word[0].isupper())


def again(rng: random.Random, kind: str, text: str) -> Names:
    """Give the same thing entered again in a way."""
    changed = {
        "typo": lambda: typo(rng, text),
        "word order": lambda: order(rng, text),
        "article": lambda: article(rng, text),
        "legal suffix": lambda: f"{text} {rng.choice(('Ltd.', 'Inc.', 'S.A.', 'GmbH', 'e.V.'))}",
        "abbreviation": lambda: " ".join(_ABBREVIATED.get(word, word) for word in text.split()),
        "acronym behind it": lambda: f"{text} ({initials(text)})",
        "acronym alone": lambda: initials(text),
        "typo and order": lambda: order(rng, typo(rng, text)),
    }
    if kind == "shared alias":
        return Names("", "", ((foreign(rng, "ru"), "ru"), (text, "en")))
    if kind.startswith("transliteration"):
        from anyascii import anyascii

        return Names("", "", ((anyascii(text).title(), "en"),))
    return Names("", "", ((changed[kind](), "en"),))


KINDS = (
    "typo", "word order", "typo and order", "article", "legal suffix", "abbreviation",
    "acronym behind it", "acronym alone", "shared alias", "transliteration ru",
    "transliteration ar",
)  # fmt: skip


def generate(size: int) -> tuple[list[Names], Truth]:
    """Give entries in a mixed order, and the pairs that are the same with the way it was done."""
    rng = random.Random(size)
    places = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).title() for _ in range(4000)]
    entries: list[Names] = []
    truth: Truth = {}
    seen: set[frozenset[str]] = set()
    while len(entries) < size:
        kind = KINDS[len(truth) % len(KINDS)] if rng.random() < 1 / 7 else ""
        lang = (
            kind[-2:] if kind.startswith("trans") else rng.choices(("en", "ru", "ar"), (8, 1, 1))[0]
        )
        lang = lang if kind.startswith("trans") or not kind else "en"
        text = english(rng, places) if lang == "en" else foreign(rng, lang)
        if frozenset(text.lower().split()) in seen:
            continue
        seen.add(frozenset(text.lower().split()))
        name = f"e{len(entries):06}"
        entries.append(Names(name, "", ((text, lang),)))
        if kind:
            entries.append(again(rng, kind, text)._replace(name=f"{name}-again"))
            truth[name, f"{name}-again"] = kind
    rng.shuffle(entries)
    return entries, truth


def _pair(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first < second else (second, first)


def with_minkg(entries: list[Names]) -> Pairs:
    return {(c.first, c.second): c.score for c in possible_duplicates(entries)}


def with_equal_labels(entries: list[Names]) -> Pairs:
    """Compare labels after lower-casing and dropping punctuation."""
    known: dict[str, list[str]] = {}
    for entry in entries:
        for text, _ in entry.labels:
            known.setdefault(" ".join(re.findall(r"\w+", text.lower())), []).append(entry.name)
    return {
        _pair(first, second): 1.0
        for names in known.values()
        for at, first in enumerate(names)
        for second in names[at + 1 :]
    }


def _labels(entries: list[Names]) -> list[tuple[str, str, str]]:
    return [(text, lang, entry.name) for entry in entries for text, lang in entry.labels]


def with_all_pairs(entries: list[Names]) -> Pairs:
    """Compare all labels with all: rapidfuzz, words sorted."""
    import numpy
    from rapidfuzz import fuzz, process, utils

    labels = _labels(entries)
    texts = [utils.default_process(text) for text, _, _ in labels]
    found: Pairs = {}
    for start in range(0, len(texts), 500):
        block = process.cdist(
            texts[start : start + 500],
            texts,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=75,
            dtype=numpy.uint8,
            workers=2,
        )
        for row, column in zip(*(axis.tolist() for axis in block.nonzero()), strict=True):
            one, two = labels[start + row][2], labels[column][2]
            if one != two:
                key = _pair(one, two)
                found[key] = max(found.get(key, 0), float(block[row, column]) / 100)
    return found


def with_trigrams(entries: list[Names]) -> Pairs:
    """Take names whose trigrams (TF-IDF of Latin letters, sparse_dot_topn) have a high cosine."""
    from minkg.duplicates.name_forms import form
    from minkg.duplicates.neighbours import Trigrams

    labels = _labels(entries)
    trigrams = Trigrams([form(text, lang) for text, lang, _ in labels])
    found: Pairs = {}
    for one, two in trigrams.nearest():
        first, second = labels[one][2], labels[two][2]
        if first != second and (cosine := trigrams.cosine(one, two)) >= 0.5:
            key = _pair(first, second)
            found[key] = max(found.get(key, 0), cosine)
    return found


METHODS: dict[str, Callable[[list[Names]], Pairs]] = {
    "minkg": with_minkg,
    "equal labels": with_equal_labels,
    "trigrams alone": with_trigrams,
    "rapidfuzz, all pairs": with_all_pairs,
}


def _thresholds(method: str) -> Iterator[float]:
    fixed = method in ("minkg", "equal labels")
    yield from (0.0,) if fixed else (number / 100 for number in range(50, 100))


def measure(method: str, size: int) -> dict[str, object]:
    """Run a method in this process and compare its pairs with the planted ones."""
    entries, truth = generate(size)
    start = time.perf_counter()
    found = METHODS[method](entries)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    best: tuple[float, float, float] = (-1, 0, 0)
    for threshold in _thresholds(method):
        kept = {pair for pair, score in found.items() if score >= threshold}
        right = len(kept & truth.keys())
        both = 2 * right / (len(kept) + len(truth)) if kept else 0.0
        best = max(best, (both, threshold, right / len(kept) if kept else 1.0))
    kept = {pair for pair, score in found.items() if score >= best[1]}
    planted, right_kinds = Counter(truth.values()), Counter(truth[p] for p in kept & truth.keys())
    return {
        "seconds": seconds,
        "MB": peak,
        "threshold": best[1],
        "precision": best[2],
        "recall": len(kept & truth.keys()) / len(truth),
        "kinds": {kind: right_kinds[kind] / planted[kind] for kind in KINDS if planted[kind]},
    }


def main(words: list[str]) -> None:
    """Run every method on every size in processes of their own, then print the tables."""
    if words[:1] == ["--one"]:
        print(json.dumps(measure(words[1], int(words[2]))))
        return
    for size in [int(word) for word in words] or SIZES:
        rows = {}
        for method in METHODS:
            if method != "rapidfuzz, all pairs" or size <= ALL_PAIRS:
                command = [sys.executable, __file__, "--one", method, str(size)]
                rows[method] = json.loads(subprocess.check_output(command))
        print(f"\n{size:,} names" + "".join(f"{method:>22}" for method in rows))
        for title in ("seconds", "MB", "threshold", "precision", "recall"):
            print(f"{title:<20}" + "".join(f"{row[title]:>22.3f}" for row in rows.values()))
        for kind in KINDS:
            values = (row["kinds"].get(kind, float("nan")) for row in rows.values())
            print(f"  {kind:<18}" + "".join(f"{value:>22.3f}" for value in values))


if __name__ == "__main__":
    main(sys.argv[1:])
