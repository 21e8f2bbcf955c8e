"""How much one client and all of them may take."""

import pytest

from minkg.site.workers import limits
from minkg.site.workers.limits import MEGABYTE, Limits, Rate, client_of


def test_a_client_may_come_as_often_as_allowed_and_ten_times_at_once():
    rate = Rate(2.0)
    assert [rate.wait("a", 0.0) for _ in range(20)] == [0.0] * 20
    assert rate.wait("a", 0.0) == pytest.approx(0.5)
    assert rate.wait("b", 0.0) == 0.0
    assert rate.wait("a", 0.49) > 0
    assert rate.wait("a", 0.5) == 0.0
    assert rate.wait("a", 1_000.0) == 0.0


def test_who_is_refused_does_not_wait_longer_by_asking():
    rate = Rate(0.1)
    rate.wait("a", 0.0)
    assert [rate.wait("a", float(at)) for at in (1, 2, 9)] == [9.0, 8.0, pytest.approx(1.0)]
    assert rate.wait("a", 10.1) == 0.0


def test_without_a_rate_nobody_is_counted():
    rate = Rate(0.0)
    assert [rate.wait("a", 0.0) for _ in range(100)] == [0.0] * 100
    assert not rate.buckets


def test_only_so_many_clients_are_remembered(monkeypatch):
    monkeypatch.setattr(limits, "CLIENTS", 3)
    rate = Rate(0.1)
    for name in "abcd":
        rate.wait(name, 0.0)
    assert [*rate.buckets] == ["b", "c", "d"]


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("127.0.0.1", "127.0.0.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"), ("::1", "::/64"), ("", ""), ("a:b", "a:b"),
    ],
)  # fmt: skip
def test_what_counts_as_one_client(address, client):
    assert client_of(address) == client


def test_limits_without_options():
    limits = Limits()
    assert (limits.seconds, limits.rate, limits.workers >= 2) == (30.0, 0.0, True)
    assert limits.cache == limits.answer == 64 * MEGABYTE
