"""Work in this process, as a pool would do it."""

import os

import pyoxigraph as ox
import pytest

from minkg.knowledge import KnowledgeGraph, open_graph
from minkg.site.web.one_answer import answer_waited
from minkg.site.workers import jobs
from minkg.site.workers.in_process import Inline
from minkg.site.workers.jobs import QueryJob, TooLarge
from minkg.site.workers.limits import Limits
from minkg.site.workers.media_types import TABLES, ChosenFormat
from minkg.words.errors import NotFound


def inline(graph, work):
    async def run():
        made = Inline(graph, Limits())
        try:
            return await work(made)
        finally:
            made.wind_down()
            await made.close()

    return answer_waited(run())


def with_more(graph, name):
    """Give a graph with another fact."""
    graph.store.extend([ox.Quad(*(ox.NamedNode(f"urn:{name}{x}") for x in "spog"))])
    return KnowledgeGraph(graph.home, graph.store)


def test_work_is_done_in_this_process(tiny):
    async def work(made):
        return await made.run(jobs.size, sealed=True), await made.run(own_number), made.counts

    assert inline(tiny, work) == (len(tiny.store), os.getpid(), {"done": 2})


def own_number(graph):
    """Give the number of this process."""
    return os.getpid()


def test_a_change_gives_another_graph(tiny_home):
    graph = open_graph(tiny_home.path)
    before = len(graph.store)

    async def work(made):
        generation = made.generation
        await made.change(with_more, "a")
        assert made.generation != generation
        return await made.run(jobs.size)

    assert inline(graph, work) == before + 1


def test_a_change_that_fails_changes_nothing(tiny):
    async def work(made):
        generation = made.generation
        with pytest.raises(NotFound):
            await made.change(jobs.graph_exists, "urn:none")
        return made.graph is tiny, made.generation == generation

    assert inline(tiny, work) == (True, True)


def test_an_answer_of_the_store_does_not_outlive_its_thread(tiny):
    """The store's answers may be dropped only where they were made."""

    async def work(made):
        table = ChosenFormat(TABLES[0], TABLES[0].types[0])
        job = QueryJob("SELECT * { ?s ?p ?o }", table=table, rows=3)
        for _ in range(3):
            with pytest.raises(TooLarge):
                await made.run(jobs.query, job)
        return made.counts

    assert inline(tiny, work) == {"done": 0}
