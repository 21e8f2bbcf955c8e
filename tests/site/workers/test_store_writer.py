"""A process that changes the store in a folder."""

import gc
import os
import time

import psutil
import pyoxigraph as ox
import pytest

from minkg.site.web.one_answer import answer_waited
from minkg.site.workers import store_writer
from minkg.site.workers.pool import TooLong
from minkg.words.errors import BadInput, Unavailable
from tests.conftest import ROOT
from tests.tools.serving import TOKEN, serving


class AddFact:
    """A change that adds a fact."""

    def __init__(self, name):
        self.name = name

    def apply(self, store):
        """Do it."""
        store.add(ox.Quad(*(ox.NamedNode(f"urn:{x}") for x in ("s", "p", self.name, "g"))))


class Refuse:
    """A change that is refused."""

    def apply(self, store):
        """Do not do it."""
        raise BadInput("'{x}' is not right", x="this")


class Fail:
    """A change that cannot be done."""

    def apply(self, store):
        """Fail."""
        raise OSError("no room")


class Break:
    """A change that ends its process."""

    def apply(self, store):
        """End it."""
        os._exit(3)


class Wait:
    """A change that never ends."""

    def apply(self, store):
        """Wait."""
        time.sleep(60)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give a store in a folder."""
    monkeypatch.syspath_prepend(str(ROOT))
    ox.Store(str(tmp_path / "store")).flush()
    gc.collect()
    return tmp_path / "store"


def objects(folder):
    store = ox.Store.read_only(str(folder))
    return {quad.object.value for quad in store.quads_for_pattern(None, None, None, None)}


def do(folder, change, seconds=20.0):
    return answer_waited(store_writer.write(folder, change, seconds))


def test_a_change_is_in_the_folder(folder):
    do(folder, AddFact("one"))
    do(folder, AddFact("two"))
    assert objects(folder) == {"urn:one", "urn:two"}


@pytest.mark.parametrize(
    ("change", "seconds", "error", "told"),
    [
        (Refuse(), 20.0, BadInput, "'this' is not right"), (Fail(), 20.0, Unavailable, "no room"),
        (Break(), 20.0, Unavailable, "the store was not changed"),
        (Wait(), 0.5, TooLong, "0.5 seconds"),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_cannot_be_done_changes_nothing(folder, change, seconds, error, told):
    with pytest.raises(error, match=told):
        do(folder, change, seconds)
    assert objects(folder) == set()


def test_a_folder_that_is_no_store_is_told(tmp_path):
    (tmp_path / "file").write_text("no store")
    with pytest.raises(Unavailable, match="cannot be changed"):
        do(tmp_path / "file", AddFact("one"))


def test_nothing_is_left_running(folder):
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    with pytest.raises(TooLong):
        do(folder, Wait(), 0.3)
    assert {child.pid for child in psutil.Process().children(recursive=True)} <= before


@pytest.mark.ci
def test_a_folder_is_served_and_changed(tiny_home, tmp_path):
    store, headers = tmp_path / "facts", {"Authorization": f"Bearer {TOKEN}".encode()}
    for expected in (False, True):
        options = ("--store", str(store), "--token", TOKEN)
        with serving(tiny_home.path, tmp_path / "log", *options) as running:
            asked = "ASK { GRAPH <urn:x> { <urn:a> <urn:b> 1 } }"
            assert running.select(asked).json()["boolean"] is expected
            text = {"update": "INSERT DATA { GRAPH <urn:x> { <urn:a> <urn:b> 1 } }"}
            assert running.client.post("/update", data=text, headers=headers).status_code == 204
            assert running.select(asked).json()["boolean"] is True
            table = running.select("SELECT ?x { ?x a mk:Platform }").json()
            assert len(table["results"]["bindings"]) == 1
