"""Where the dots of a briefing's map stand: linked subjects near each other, always the same."""

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from minkg.briefing.content import BriefingContent

MOST = 500  # dots on the map, those with most links
SIZE = 1000  # places run from 0 to this, in both directions
ROUNDS, SEED = 150, 512


def places(content: "BriefingContent") -> list[tuple[str, int, int]]:
    """Give name, x and y (0…SIZE) of the most linked subjects, in the order of names."""
    import networkx
    import numpy as np

    degree = Counter(name for first, _, second, _ in content.links for name in (first, second))
    chosen = {name for name, _ in sorted(degree.items(), key=lambda d: (-d[1], d[0]))[:MOST]}
    net: networkx.Graph[str] = networkx.Graph()
    net.add_nodes_from(sorted(chosen))
    pairs = {(min(s, o), max(s, o)) for s, _, o, _ in content.links if {s, o} <= chosen}
    net.add_edges_from(sorted(pairs))
    if len(net) < 2:
        return [(name, SIZE // 2, SIZE // 2) for name in net]
    with np.errstate(invalid="ignore", divide="ignore"):  # a dot is at no distance from itself
        found = networkx.forceatlas2_layout(net, max_iter=ROUNDS, seed=SEED, linlog=True)
    spots = np.array([found[name] for name in net])
    both = np.stack([_spread(spots[:, 0]), _spread(spots[:, 1])], axis=1)
    return [(name, int(x), int(y)) for name, (x, y) in zip(net, both, strict=True)]


def _spread(values: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Mix places with ranks, so that crowds open and far islands come nearer."""
    import numpy as np

    ranks = np.argsort(np.argsort(values, kind="stable"), kind="stable") / max(1, len(values) - 1)
    span = float(values.max() - values.min()) or 1.0
    own = (values - values.min()) / span
    mixed: NDArray[np.float64] = np.round((0.35 * own + 0.65 * ranks) * (SIZE - 40) + 20)
    return mixed
