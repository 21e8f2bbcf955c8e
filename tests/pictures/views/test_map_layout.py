"""Where the boxes of a map stand: none on another, all in the room."""

import pytest

from minkg.pictures.views import map_layout as layout


@pytest.mark.parametrize("count", [1, 2, 3, 40, 500])
def test_no_box_of_a_map_lies_on_another(count: int) -> None:
    import numpy as np

    sizes = np.array([[60.0 + at % 7 * 11, 20.0 + at % 3 * 15] for at in range(count)])
    edges = [(at, at // 2) for at in range(1, count)]
    room = (float(sizes[:, 0].sum()), float(sizes[:, 1].sum()))
    area = (sizes + layout.GAP).prod(axis=1).sum() * 2.5
    for walls in (False, True):
        room = ((area * 1.5) ** 0.5 + 100, (area / 1.5) ** 0.5 + 60)
        found = layout.centres(count, edges, sizes, room, walls=walls)
        assert found is not None
        away = np.abs(found[:, None] - found[None])
        need = (sizes[:, None] + sizes[None]) / 2 + layout.GAP - 0.05
        clash = (away < need).all(axis=2)
        np.fill_diagonal(clash, val=False)
        assert not clash.any()
        if walls:
            assert (found - sizes / 2 >= -0.01).all()
            assert (found + sizes / 2 <= np.array(room) + 0.01).all()
