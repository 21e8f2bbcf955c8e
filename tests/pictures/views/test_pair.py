"""Two entries side by side."""

import re

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw


def test_pair_shows_what_is_shared_and_what_is_not(kg: KnowledgeGraph) -> None:
    svg = draw(kg, "pair", "global-sand-observatory", "marine-sand-watch").svg
    at = {
        word: float(re.findall(rf'<text x="([\d.]+)"[^>]*>{word}<', svg)[0])
        for word in ("extraction", "use", "marine extraction")
    }
    assert at["use"] < at["extraction"] < at["marine extraction"]
    assert "unep-ea6-minerals-report 19" in svg
