"""Problems of files together with a home, or of a whole home: what `minkg validate` tells."""

from collections.abc import Callable, Sequence
from pathlib import Path

from minkg.checking import Problem, StandingHome, base, problems_of, read_shapes
from minkg.home import Home
from minkg.home.opening import open_home, read_home
from minkg.intake.drafting.companions import confirmable, waiting
from minkg.intake.drafting.reading import read_new


def validate(
    *sources: str | Path,
    home: str | Path | Home | None = None,
    lang: str = "en",
    progress: Callable[[int], None] | None = None,
    languages: Sequence[str] = (),
) -> list[Problem]:
    """Give every problem of these files together with the home, or of the whole home.

    A source is a workbook, a table, JSON, YAML or RDF, a folder of such files, or `-` for
    standard input; `progress` is told the number of rows read, every 1000 rows; `languages` are
    those in which each problem is told beside `lang`. New facts can break an old entry: what the
    files bring about anywhere is told, what was wrong before is not; of what can be taken, what
    waits to be compared. An empty list means that all is well.

    >>> [problem.rule for problem in validate() if problem.severity == "violation"]
    []
    """
    place = home if isinstance(home, Home) else open_home(home)
    if not sources:
        return problems_of(base(read_home(place)), read_shapes(place), lang, languages)
    standing = StandingHome(place)
    new = read_new(sources, place, lang, progress, lambda: (standing.shapes, standing.facts))
    new = confirmable(new, standing)
    found = standing.problems(new.source, lang, replacing=True, languages=languages)
    sound, _ = new.by_place.split(found, standing.entries)
    return [*found, *waiting(sound)]
