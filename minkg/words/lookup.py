"""Nothing is called so: what may be meant, or what there is to choose from; said in one way."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar, overload

from minkg.words.errors import MinkgError, NotFound
from minkg.words.languages import LANGUAGES, N_

__all__ = ["CHOOSE", "hint_of", "known_language", "listed", "near_names", "pick", "unknown"]

T = TypeVar("T")
NEAR = N_("did you mean {near}")
SEVERAL = N_("did you mean {near} or {other}")
CHOOSE = N_("choose one of: {choices}")
MOST = 40  # choices in a hint; of more only those that are most like the word
_LIKE, _BESIDE = 0.7, 0.05  # what is near, and what is as near as the nearest
_NEAR, _LONGEST = 3, 80


def near_names(word: str, choices: Iterable[str]) -> list[str]:
    """Give the names that are spelt most like a word, the best first; several where several fit.

    Capitals do not count. Of several names for one thing, as a mapping has them, one is given.

    >>> near_names("extration", ["extraction", "recycling"])
    ['extraction']
    >>> near_names("annex-d", ["annex-a", "annex-b", "report"])
    ['annex-a', 'annex-b']
    >>> near_names("sable", {"sable": ":sand", "sables": ":sand", "table": ":table"})
    ['sable']
    """
    from difflib import SequenceMatcher, get_close_matches

    wanted = word[:_LONGEST].casefold()
    names = {name.casefold(): name for name in choices}
    if wanted in names:
        return [names[wanted]]
    found = get_close_matches(wanted, names, n=3 * _NEAR, cutoff=_LIKE)
    like = {name: SequenceMatcher(None, name, wanted).ratio() for name in found}
    least = max(like.values(), default=0.0) - _BESIDE
    of_thing: dict[object, str] = {}
    for name in sorted(found, key=lambda name: (-like[name], name)):
        if like[name] >= least:
            own = names[name]
            of_thing.setdefault(choices[own] if isinstance(choices, Mapping) else own, own)
    return list(of_thing.values())[:_NEAR]


def listed(choices: Collection[str], word: str = "", most: int = MOST) -> str:
    """List choices; of too many to be read those that are spelt most like a word, and `…`.

    >>> listed(["sand", "gold", "tin"]), listed(["sand", "gold", "tin"], "godl", 1)
    ('sand, gold, tin', 'gold, …')
    """
    if len(choices) <= most:
        return ", ".join(choices)
    if not word:
        return ", ".join([*list(choices)[:most], "…"])
    from rapidfuzz import fuzz, process

    ratio, fold = fuzz.WRatio, str.casefold
    found = process.extract(word, choices, scorer=ratio, processor=fold, limit=most)
    return ", ".join([*(choice for choice, *_ in found), "…"])


def hint_of(
    near: Sequence[str], otherwise: str = CHOOSE, show: Callable[[str], str] = "`{}`".format
) -> tuple[str, dict[str, str]]:
    """Give the hint that tells what is near, with the values for its gaps; else another hint.

    >>> hint_of(["annex-a", "annex-b"])
    ('did you mean {near} or {other}', {'near': '`annex-a`', 'other': '`annex-b`'})
    >>> hint_of([], "see `minkg --help`")
    ('see `minkg --help`', {})
    """
    if not near:
        return otherwise, {}
    *several, last = map(show, near)
    if not several:
        return NEAR, {"near": last}
    return SEVERAL, {"near": ", ".join(several), "other": last}


def unknown(
    sentence: str,
    name: str,
    choices: Collection[str] = (),
    /,
    *,
    near: Sequence[str] | None = None,
    show: Callable[[str], str] = "`{}`".format,
    otherwise: str = CHOOSE,
    error: type[MinkgError] = NotFound,
    **values: Any,
) -> MinkgError:
    """Make the error that tells that nothing is called so, and what may be meant.

    What is near is looked for among the choices, unless it is known; `show` writes a name as it
    is to be typed. Where nothing is near the choices are told, or what `otherwise` says.

    >>> print(unknown("no size is called '{name}'", "a33", ["a3", "a4", "poster"]))
    error: no size is called 'a33'
    <BLANKLINE>
    hint: did you mean `a3`
    """
    if near is None:
        near = near_names(name, choices)
    hint, gaps = hint_of(near, otherwise, show)
    if hint == CHOOSE:
        gaps = {"choices": listed(choices, name)}
    shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    return error(sentence, hint=hint, **{"name": shown, "meant": tuple(near), **gaps, **values})


@overload
def pick(name: str, choices: Mapping[str, T], sentence: str, /, **how: Any) -> T: ...


@overload
def pick(name: str, choices: Collection[str], sentence: str, /, **how: Any) -> str: ...


def pick(name: str, choices: Collection[str], sentence: str, /, **how: Any) -> object:
    """Give the thing of that name, or the name of a list, or raise the error that nothing has it.

    >>> pick("a4", {"a4": (210, 297), "a3": (297, 420)}, "no size is called '{name}'")
    (210, 297)
    """
    if name not in choices:
        raise unknown(sentence, name, list(choices), **how)
    return choices[name] if isinstance(choices, Mapping) else name


def known_language(lang: str) -> str:
    """Give a language that minkg speaks, or raise the error that tells which there are.

    >>> known_language("fr")
    'fr'
    """
    return pick(lang, LANGUAGES, "minkg does not speak '{name}'")
