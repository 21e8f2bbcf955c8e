"""A pool of workers: what runs away is stopped, what is too much waits or is refused."""

import asyncio
import contextlib
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import psutil
import pyoxigraph as ox
import pytest

from minkg.knowledge import KnowledgeGraph, open_graph
from minkg.site.sparql.app import app
from minkg.site.web.one_answer import answer_waited, ask_once
from minkg.site.web.options import ServerOptions
from minkg.site.workers import jobs
from minkg.site.workers import worker as workers
from minkg.site.workers.limits import Limits
from minkg.site.workers.pool import Broken, Busy, Pool, TooLong
from minkg.words.errors import BadInput, Unavailable
from tests.tools.hostile import BOMBS
from tests.tools.serving import SECONDS, at_work, memory


@pytest.mark.ci
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_stopped_and_the_machine_comes_back(bomb, limited):
    limited.select("ASK {}")
    before = memory(limited.process)
    began = time.monotonic()
    reply = limited.client.post("/sparql", data={"query": BOMBS[bomb]})
    took = time.monotonic() - began
    assert reply.status_code in (503, 413), reply.text
    assert "was stopped" in reply.text or "larger than" in reply.text
    assert took < SECONDS + 2
    assert at_work(limited.process) < 0.25
    assert memory(limited.process) < before + 20_000_000
    assert limited.select("ASK {}").status_code == 200


def test_two_bombs_at_once_leave_the_server_alive(limited):
    with ThreadPoolExecutor(4) as pool:
        bombs = [pool.submit(limited.select, BOMBS["aggregate"]) for _ in range(2)]
        time.sleep(0.2)
        began = time.monotonic()
        assert limited.client.get("/metrics").status_code == 200
        assert time.monotonic() - began < 0.5
        assert [bomb.result().status_code for bomb in bombs] == [503, 503]


def test_a_query_ends_when_its_client_leaves(limited):
    gone = limited.metric('tasks_total{end="given_up"}')
    with contextlib.suppress(httpx.ReadTimeout):
        limited.client.get("/sparql", params={"query": BOMBS["aggregate"]}, timeout=0.3)
    for _ in range(40):
        if limited.metric('tasks_total{end="given_up"}') > gone:
            break
        time.sleep(0.02)
    assert limited.metric('tasks_total{end="given_up"}') == gone + 1
    assert limited.metric("tasks_running") == 0
    assert at_work(limited.process) < 0.25


def test_overload_is_told_at_once_and_passes(tiny_home):
    async def run():
        limits = Limits(seconds=1.0, workers=1, waiting=2, patience=5)
        made = app(open_graph(tiny_home.path), ServerOptions(limits=limits))
        bomb = "/sparql?query=" + BOMBS["aggregate"].replace(" ", "+").replace("{", "%7B")
        async with made.router.lifespan_context(made):
            tasks = [asyncio.ensure_future(ask_once(made, bomb)) for _ in range(3)]
            await asyncio.sleep(0.1)
            began = time.monotonic()
            replies = [await ask_once(made, f"/sparql?query=ASK+{{}}&n={n}") for n in range(5)]
            assert time.monotonic() - began < 0.3
            assert {reply.status for reply in replies} == {503}
            assert replies[0].headers["retry-after"]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            assert (await ask_once(made, "/sparql?query=ASK+{}")).status == 200

    answer_waited(run())


def pooled(graph, work, warm=None, **limits):
    """Do something with a pool, in a loop of its own."""

    async def run():
        pool = Pool(graph, Limits(**{"seconds": 5.0, "workers": 1, **limits}), warm)
        try:
            return await work(pool)
        finally:
            await pool.close()

    return answer_waited(run())


def count(graph, name):
    """Count the entries of a class by a question."""
    return len(graph.query(name).rows)


def forever(graph):
    """Never end."""
    while True:
        len(graph.store)


def break_down(graph):
    """End this process."""
    os._exit(3)


def sleep(graph, seconds):
    """Take time."""
    time.sleep(seconds)


def with_more(graph):
    """Give a graph with another fact."""
    graph.store.extend([ox.Quad(*(ox.NamedNode(f"urn:{x}") for x in "spog"))])
    return KnowledgeGraph(graph.home, graph.store)


def with_mistake(graph):
    """Change the facts, then fail."""
    with_more(graph)
    raise BadInput("no")


def test_python_work_has_the_same_limits(tiny):
    async def work(pool):
        assert await pool.run(count, "proposals") == count(tiny, "proposals")
        with pytest.raises(TooLong, match=r"more than 0\.5 seconds"):
            await pool.run(forever)
        with pytest.raises(Broken):
            await pool.run(break_down)
        assert await pool.run(jobs.size) == len(tiny.store)
        return pool.counts

    counts = pooled(tiny, work, seconds=0.5)
    assert counts == {"done": 2, "busy": 0, "too_long": 1, "broken": 1, "given_up": 0}


def test_a_worker_is_used_again(tiny):
    async def work(pool):
        numbers = {await pool.run(own_number) for _ in range(3)}
        return numbers, len(pool.free)

    numbers, free = pooled(tiny, work)
    assert (len(numbers), free) == (1, 1)


def test_what_the_server_itself_holds_does_not_tire_a_worker(tiny):
    async def work(pool):
        return len({await pool.run(own_number) for _ in range(3)})

    held = psutil.Process().memory_info().rss
    assert pooled(tiny, work, memory=held // 2) == 1


def own_number(graph):
    """Give the number of this process."""
    return os.getpid()


def test_who_gives_up_stops_the_work(tiny):
    async def work(pool):
        task = asyncio.ensure_future(pool.run(forever))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert pool.active == 0
        return pool.counts["given_up"], await pool.run(jobs.size)

    assert pooled(tiny, work) == (1, len(tiny.store))


def test_changed_facts_hold_for_all_from_then_on(tiny_home):
    graph = open_graph(tiny_home.path)
    before = len(graph.store)

    async def work(pool):
        generation = pool.generation
        assert await pool.run(jobs.size) == before
        await pool.change(with_more)
        assert pool.generation != generation
        return [await pool.run(jobs.size) for _ in range(2)]

    assert pooled(graph, work) == [before + 1] * 2
    assert len(graph.store) == before, "this process keeps what it had"


def test_a_change_that_fails_changes_nothing(tiny_home):
    graph = open_graph(tiny_home.path)

    async def work(pool):
        generation = pool.generation
        with pytest.raises(BadInput):
            await pool.change(with_mistake)
        with pytest.raises(TooLong):
            await pool.change(forever)
        with pytest.raises(Broken):
            await pool.change(break_down)
        assert pool.generation == generation
        return await pool.run(jobs.size)

    assert pooled(graph, work, seconds=0.5) == len(graph.store)


def test_who_waits_too_long_is_told(tiny):
    async def work(pool):
        first = asyncio.ensure_future(pool.run(sleep, 1.5))
        await asyncio.sleep(0.2)
        began = time.monotonic()
        with pytest.raises(Busy):
            await pool.run(jobs.size)
        assert 0.2 < time.monotonic() - began < 1
        await first
        return pool.waiting, pool.active, await pool.run(jobs.size)

    assert pooled(tiny, work, patience=0.3) == (0, 0, len(tiny.store))


def test_at_the_end_whoever_waits_is_told_and_what_runs_goes_on(tiny):
    async def work(pool):
        first = asyncio.ensure_future(pool.run(sleep, 0.8))
        await asyncio.sleep(0.2)
        others = [asyncio.ensure_future(pool.run(jobs.size)) for _ in range(3)]
        await asyncio.sleep(0.1)
        assert pool.waiting == 3
        pool.wind_down()
        began = time.monotonic()
        told = await asyncio.gather(*others, return_exceptions=True)
        assert [type(one) for one in told] == [Busy] * 3
        with pytest.raises(Busy):
            await pool.run(jobs.size)
        assert time.monotonic() - began < 0.3
        await first
        return pool.counts["busy"], pool.counts["done"]

    assert pooled(tiny, work) == (4, 1)


def test_a_keeper_is_not_left_behind_when_the_start_is_given_up(tiny, monkeypatch):
    monkeypatch.setattr(workers, "PATIENT", 0.05)
    waited = []

    def give_up(seconds):
        waited.append(seconds)
        if len(waited) == 3:
            raise KeyboardInterrupt

    before = {child.pid for child in psutil.Process().children()}
    with pytest.raises(KeyboardInterrupt):
        Pool(tiny, Limits(), forever, give_up)
    assert len(waited) == 3
    assert {child.pid for child in psutil.Process().children()} <= before


def test_facts_that_cannot_be_made_ready_are_told(tiny):
    with pytest.raises(Unavailable, match="the facts cannot be made ready"):
        Pool(tiny, Limits(), break_down)


def test_a_keeper_that_is_gone_is_told(tiny):
    async def work(pool):
        os.killpg(pool.group, signal.SIGKILL)
        with pytest.raises(Unavailable, match="the process that holds the facts is gone"):
            await pool.run(jobs.size)

    pooled(tiny, work)
