"""Counts of what a server did, in the text format of Prometheus."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator

STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counts requests by route, method and status, their time, and bytes sent."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self.steps: Counter[float] = Counter()
        self.seconds = 0.0
        self.sent = self.hits = self.open = 0

    def count(self, route: str, method: str, status: int, seconds: float, size: int) -> None:
        """Count one request."""
        self.requests[route, method, status] += 1
        self.seconds += seconds
        self.sent += size
        self.steps[next((step for step in STEPS if seconds <= step), float("inf"))] += 1

    def text(self, more: Iterable[tuple[str, str, str, float]]) -> str:
        """Write all counts, and more: name, kind, labels, value."""
        lines: list[str] = []
        seen: set[str] = set()
        for name, kind, labels, value in (*self._own(), *more):
            base = name.removesuffix("_bucket").removesuffix("_sum").removesuffix("_count")
            family = base if kind == "histogram" else name
            if family not in seen:
                seen.add(family)
                lines.append(f"# TYPE minkg_{family} {kind}")
            lines.append(f"minkg_{name}{f'{{{labels}}}' if labels else ''} {value:g}")
        return "\n".join([*lines, ""])

    def _own(self) -> Iterator[tuple[str, str, str, float]]:
        for (route, method, status), number in sorted(self.requests.items()):
            labels = f'route="{route}",method="{method}",status="{status}"'
            yield "requests_total", "counter", labels, number
        below = 0
        for step in (*STEPS, float("inf")):
            below += self.steps[step]
            label = "+Inf" if step == float("inf") else f"{step:g}"
            yield "request_seconds_bucket", "histogram", f'le="{label}"', below
        yield "request_seconds_sum", "histogram", "", self.seconds
        yield "request_seconds_count", "histogram", "", below
        yield "sent_bytes_total", "counter", "", self.sent
        yield "cache_hits_total", "counter", "", self.hits
        yield "open_requests", "gauge", "", self.open
        yield "resident_bytes", "gauge", "", resident(os.getpid())


def resident(process: int) -> int:
    """Give the memory that a process holds, in bytes; 0 where that cannot be told."""
    try:
        with open(f"/proc/{process}/statm", "rb") as file:  # noqa: PTH123
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
