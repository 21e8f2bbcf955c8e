"""What is made once for a graph, and forgotten with it."""

import gc
import weakref

from minkg.graph.cached import made_once


class Thing:
    """Something that things are made of."""


def test_each_graph_has_its_own_and_it_is_made_once():
    made = []

    def count(thing):
        made.append(thing)
        return len(made)

    one, other = Thing(), Thing()
    assert [made_once(one, count), made_once(other, count), made_once(one, count)] == [1, 2, 1]
    assert made == [one, other]


def test_different_makers_do_not_mix():
    thing = Thing()
    assert made_once(thing, id) == id(thing)
    assert made_once(thing, type) is Thing
    assert made_once(thing, id) == id(thing)


def test_what_cannot_be_made_is_tried_again():
    tries = []

    def fail(thing):
        tries.append(thing)
        if len(tries) == 1:
            raise OSError("not yet")
        return "made"

    thing = Thing()
    try:
        made_once(thing, fail)
    except OSError:
        tries.append("told")
    assert made_once(thing, fail) == "made"
    assert tries == [thing, "told", thing]


def test_it_is_forgotten_with_the_graph():
    thing = Thing()
    watched = weakref.ref(made_once(thing, lambda thing: Thing()))
    assert watched() is not None
    del thing
    gc.collect()
    assert watched() is None
