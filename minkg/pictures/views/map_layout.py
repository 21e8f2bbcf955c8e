"""Where the boxes of a map stand: linked ones near each other, none on another.

The force-directed places come from networkx (ForceAtlas2, seeded); boxes that lie on each
other are then pushed apart, so that every name can be read.
"""

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SEED = 20240226
GAP = 7.0
_STEPS, _ROUNDS = 60, 40
_EVENNESS = (0.55, 0.8, 1.0)  # how far the boxes are spread evenly, the least first


def centres(
    count: int,
    edges: Sequence[tuple[int, int]],
    sizes: "Floats",
    room: tuple[float, float],
    *,
    walls: bool = False,
) -> "Floats | None":
    """Give the centres of so many boxes (count × 2, pixels); `sizes` are widths and heights.

    Without walls the map may become larger than the room; with walls it does not, and where
    there is not enough room the answer is None.
    """
    import numpy as np

    whole = np.array(room)
    placed = _spread(_forces(count, edges), whole[0] / whole[1])
    padded = sizes + GAP
    placed *= whole
    even = _even(placed, padded, whole + GAP)
    if not walls:
        return _apart((even + placed) / 2, padded)
    tries = (_within(even * m + placed * (1 - m), padded, whole + GAP) for m in _EVENNESS)
    return next((found for found in tries if found is not None), None)


def _forces(count: int, edges: Sequence[tuple[int, int]]) -> "Floats":
    """Give raw places by ForceAtlas2; of many boxes fewer steps from a good start."""
    import networkx
    import numpy as np

    if count < 3:
        return np.array([[0.5 * at, 0.0] for at in range(count)])
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(edges)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # networkx divides by the distance of a node to itself
        found = networkx.forceatlas2_layout(
            graph, max_iter=120 if count <= 400 else 30, linlog=True, seed=SEED
        )
    places: Floats = np.array([found[at] for at in range(count)], dtype=float)
    return np.nan_to_num(places)


def _spread(raw: "Floats", aspect: float) -> "Floats":
    """Turn the map so that it is widest across, and even the places out: 0…1 both ways."""
    import numpy as np

    if len(raw) > 2 and aspect > 1:
        middle = raw - raw.mean(axis=0)
        _, _, turn = np.linalg.svd(middle, full_matrices=False)
        turn *= np.sign(turn[np.arange(2), np.abs(turn).argmax(axis=1)])[:, None]
        raw = middle @ turn.T
    ranks = raw.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    even = (ranks + 0.5) / max(len(raw), 1)
    low, high = raw.min(axis=0), raw.max(axis=0)
    linear = (raw - low) / np.where(high > low, high - low, 1.0)
    mixed: Floats = 0.7 * even + 0.3 * linear
    return mixed


def _even(places: "Floats", sizes: "Floats", whole: "Floats") -> "Floats":
    """Give every box a cell of its own: halve the boxes and the room, again and again."""
    import numpy as np

    unit, area = sizes.mean(axis=0), sizes.prod(axis=1)
    found = np.zeros_like(places)
    todo = [(np.arange(len(places)), np.zeros(2), np.asarray(whole, dtype=float))]
    while todo:
        those, corner, room = todo.pop()
        if len(those) == 1:
            found[those[0]] = corner + room / 2
            continue
        axis = int(np.argmax(room / unit))
        order = those[np.argsort(places[those, axis], kind="stable")]
        first, second = order[: len(order) // 2], order[len(order) // 2 :]
        part = area[first].sum() / area[order].sum()
        near, far, middle = room.copy(), room.copy(), corner.copy()
        near[axis], far[axis] = room[axis] * part, room[axis] * (1 - part)
        middle[axis] += near[axis]
        todo += [(first, corner, near), (second, middle, far)]
    return found


def _apart(places: "Floats", sizes: "Floats") -> "Floats":
    """Push overlapping boxes apart along the shorter way; widen the map while some remain."""
    import numpy as np

    if len(places) < 2:
        return places
    for _ in range(_ROUNDS):
        for _ in range(_STEPS):
            first, second = _touching(places, sizes)
            if not len(first):
                return places
            _push(places, sizes, first, second)
        places = (places - places.mean(axis=0)) * np.array([1.05, 1.05])
    return places


def _within(places: "Floats", sizes: "Floats", whole: "Floats") -> "Floats | None":
    """Push overlapping boxes apart between four walls."""
    import numpy as np

    for _ in range(4 * _STEPS):
        places = np.clip(places, sizes / 2, whole - sizes / 2)
        first, second = _touching(places, sizes)
        if not len(first):
            return places - GAP / 2
        _push(places, sizes, first, second)
    return None


def _touching(places: "Floats", sizes: "Floats") -> tuple["NDArray[np.intp]", "NDArray[np.intp]"]:
    """Give the pairs of boxes that lie on each other."""
    import numpy as np
    from scipy.spatial import cKDTree

    unit = sizes.max(axis=0)
    near = cKDTree(places / unit).query_pairs(1.0, p=np.inf, output_type="ndarray")
    near = near[np.lexsort((near[:, 1], near[:, 0]))]
    first, second = near[:, 0], near[:, 1]
    over = (sizes[first] + sizes[second]) / 2 - np.abs(places[first] - places[second])
    hit = (over > 0.01).all(axis=1)
    return first[hit], second[hit]


def _push(
    places: "Floats", sizes: "Floats", first: "NDArray[np.intp]", second: "NDArray[np.intp]"
) -> None:
    """Move both boxes of each pair half of the way that is needed."""
    import numpy as np

    away = places[second] - places[first]
    over = (sizes[first] + sizes[second]) / 2 - np.abs(away)
    across = over[:, 0] < over[:, 1]
    axis = np.where(across, 0, 1)
    row = np.arange(len(first))
    side = np.where(away[row, axis] >= 0, 1.0, -1.0)
    step = side * (over[row, axis] / 2 + 0.05)
    moved = np.zeros_like(places)
    np.add.at(moved, (second, axis), step)
    np.add.at(moved, (first, axis), -step)
    touched = np.zeros(len(places))
    np.add.at(touched, first, 1)
    np.add.at(touched, second, 1)
    places += moved / np.maximum(touched, 1)[:, None] ** 0.5
