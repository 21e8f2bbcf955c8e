"""Work on the graph in this process, where there is no fork or one answer is wanted."""

import asyncio
import secrets
import traceback
from typing import Any, TypeVar

from minkg.knowledge import KnowledgeGraph
from minkg.site.workers.limits import Limits
from minkg.site.workers.pool import Work

T = TypeVar("T")


class Inline:
    """What a `Pool` does, without processes: nothing is stopped."""

    def __init__(self, graph: KnowledgeGraph, limits: Limits) -> None:
        self.graph, self.limits, self.generation = graph, limits, secrets.token_hex(8)
        self.counts = {"done": 0}

    async def run(self, function: "Work[..., T]", *arguments: Any, sealed: bool = False) -> T:
        """Give what a function of a module makes of the graph and these arguments."""
        del sealed
        value = await asyncio.to_thread(_done, function, self.graph, *arguments)
        self.counts["done"] += 1
        return value

    async def change(self, function: "Work[..., KnowledgeGraph]", *arguments: Any) -> None:
        """Let a function give the graph that holds from now on."""
        self.graph = await asyncio.to_thread(function, self.graph, *arguments)
        self.generation = secrets.token_hex(8)

    def wind_down(self) -> None:
        """Do nothing: nobody waits."""

    async def close(self) -> None:
        """Do nothing."""


def _done(function: "Work[..., T]", graph: KnowledgeGraph, *arguments: Any) -> T:
    """Do something; where it fails let go of answers here, as they may be in this thread only."""
    try:
        return function(graph, *arguments)
    except Exception as error:
        one: BaseException | None = error
        while one is not None:
            traceback.clear_frames(one.__traceback__)
            one = one.__cause__ or one.__context__
        raise
