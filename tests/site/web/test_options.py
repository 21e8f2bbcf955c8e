"""What a server holds while it runs: its options, and the answers that it keeps."""

from minkg.site.web.options import LOOPBACK, Cache, Refused, ServerOptions
from minkg.site.workers.jobs import Written
from minkg.words.errors import MinkgError


def sized(size):
    return Written(b"x" * size, "text/plain")


def test_an_answer_is_kept_until_others_need_the_room():
    cache = Cache(80)
    for name in "abcdefgh":
        cache.put(name, sized(10))
    assert cache.held == 80
    assert cache.get("a") == sized(10)
    cache.put("i", sized(10))
    assert cache.get("b") is None, "the one that was asked for longest ago"
    assert cache.get("a") is not None
    assert cache.held == 80


def test_a_large_answer_is_not_kept():
    cache = Cache(80)
    cache.put("a", sized(11))
    assert (cache.get("a"), cache.held) == (None, 0)


def test_an_answer_is_counted_once():
    cache = Cache(80)
    for _ in range(3):
        cache.put("a", sized(10))
    assert cache.held == 10
    cache.clear()
    assert (cache.get("a"), cache.held) == (None, 0)


def test_without_options_a_server_is_for_this_machine_and_read_only():
    options = ServerOptions()
    assert (options.token, options.public, options.queue) == ("", False, None)
    assert options.hosts == LOOPBACK
    assert options.services == frozenset()
    assert "0.0.0.0" not in LOOPBACK


def test_what_is_refused_has_a_status_and_an_error():
    said = Refused(403, MinkgError("no"), {"Allow": "GET"})
    assert (said.status, said.error.message, said.headers) == (403, "no", {"Allow": "GET"})
