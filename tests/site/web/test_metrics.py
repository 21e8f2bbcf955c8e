"""Counts of what a server did, as Prometheus reads them."""

import os
import re

import psutil
import pytest

from minkg.site.web.metrics import Metrics, resident


def test_requests_are_counted_by_route_method_and_status():
    metrics = Metrics()
    metrics.count("/a", "GET", 200, 0.004, 10)
    metrics.count("/a", "GET", 200, 0.3, 20)
    metrics.count("/b", "POST", 404, 99.0, 0)
    lines = metrics.text(()).splitlines()
    assert 'minkg_requests_total{route="/a",method="GET",status="200"} 2' in lines
    assert 'minkg_requests_total{route="/b",method="POST",status="404"} 1' in lines
    assert "minkg_sent_bytes_total 30" in lines
    assert "minkg_request_seconds_count 3" in lines
    assert "minkg_request_seconds_sum 99.304" in lines


def test_steps_of_time_hold_all_that_is_below():
    metrics = Metrics()
    for seconds in (0.004, 0.005, 0.3, 99.0):
        metrics.count("/", "GET", 200, seconds, 0)
    text = metrics.text(())
    steps = dict(re.findall(r'_bucket\{le="([^"]+)"\} (\d+)', text))
    assert (steps["0.005"], steps["0.25"], steps["0.5"], steps["30"]) == ("2", "2", "3", "3")
    assert steps["+Inf"] == "4"
    assert [*map(int, steps.values())] == sorted(map(int, steps.values()))


def test_every_family_says_its_kind_once_before_its_values():
    metrics = Metrics()
    metrics.count("/", "GET", 200, 0.1, 5)
    more = [("tasks_total", "counter", 'end="done"', 3.0), ("tasks_total", "counter", "", 1.0)]
    lines = metrics.text(more).splitlines()
    kinds = [line.split()[2] for line in lines if line.startswith("#")]
    assert len(kinds) == len(set(kinds))
    seen = set()
    for line in lines:
        if line.startswith("# TYPE "):
            seen.add(line.split()[2])
        else:
            assert any(line.startswith(family) for family in seen), line
    assert 'minkg_tasks_total{end="done"} 3' in lines


def test_the_memory_of_a_process():
    assert resident(os.getpid()) == pytest.approx(psutil.Process().memory_info().rss, rel=0.2)
    assert resident(-1) == 0
