"""How much one request, one client and all of them together may take."""

import os
from collections import OrderedDict
from typing import NamedTuple

MEGABYTE = 1_000_000
CLIENTS = 10_000  # whose requests are counted at the same time


class Limits(NamedTuple):
    """The limits of a server; times in seconds, sizes in bytes, 0 for no limit of `rate`."""

    seconds: float = 30.0  # that a query may take
    rows: int = 1_000_000  # of an answer
    answer: int = 64 * MEGABYTE  # of an answer, written out
    request: int = MEGABYTE  # of a request's body
    upload: int = 32 * MEGABYTE  # of a graph that is put into the store
    url: int = 32_000  # characters after the question mark
    depth: int = 250  # brackets in brackets
    memory: int = 1_000 * MEGABYTE  # that a query may take beside the facts
    workers: int = max(2, os.cpu_count() or 2)  # queries at the same time
    waiting: int = 128  # requests that wait for a worker
    patience: float = 10.0  # that a request waits for a worker
    idle: float = 30.0  # that a client may take to send a request, or to take the next piece
    held: int = 512 * MEGABYTE  # of answers that clients have not taken yet
    rate: float = 0.0  # requests of one client in a second
    cache: int = 64 * MEGABYTE  # of answers kept for the next who asks the same


class Rate:
    """Counts the requests of each client: a bucket that holds ten seconds' worth."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.most = max(1.0, rate * 10)
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float) -> float:
        """Count a request at a time; give 0, or the seconds after which the client may come again.

        >>> rate = Rate(0.1)
        >>> rate.wait("one", 0.0), rate.wait("one", 0.0), rate.wait("one", 10.0)
        (0.0, 10.0, 0.0)
        """
        if not self.rate:
            return 0.0
        left, then = self.buckets.pop(client, (self.most, now))
        left = min(self.most, left + (now - then) * self.rate)
        enough = left >= 1
        self.buckets[client] = (left - 1 if enough else left, now)
        if len(self.buckets) > CLIENTS:
            self.buckets.popitem(last=False)
        return 0.0 if enough else (1 - left) / self.rate


def client_of(address: str) -> str:
    """Give what counts as one client: an IPv4 address, or the network of an IPv6 address.

    >>> client_of("127.0.0.1"), client_of("2001:db8:1:2:3:4:5:6"), client_of("odd")
    ('127.0.0.1', '2001:db8:1:2::/64', 'odd')
    """
    if ":" not in address:
        return address
    import ipaddress

    try:
        return str(ipaddress.ip_network(f"{address.partition('%')[0]}/64", strict=False))
    except ValueError:
        return address
