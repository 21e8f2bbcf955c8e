"""The whole site: every room has its addresses, and a browser finds the console."""

import re

from minkg.knowledge import open_graph
from minkg.site import whole_site
from minkg.site.explorer.page_facts import page_facts
from minkg.site.forms.prepared import ready
from minkg.site.web.one_answer import answer_waited, ask_once
from minkg.site.whole_site import application


def test_a_browser_at_the_endpoint_is_sent_to_the_console(site):
    browser = site.get("/sparql", [("accept", "text/html")])
    assert (browser.status, browser.headers["location"]) == (303, "/console")
    assert site.get("/sparql", [("accept", "text/turtle")]).status == 200


def test_every_room_answers(site):
    paths = "/sparql?query=ASK{} /submit /api/entries /openapi.json /console / /unep /metrics"
    for path in (*paths.split(), "/health", "/static/site.css", "/graphs", "/.well-known/void"):
        assert site.get(path).status == 200, path


def test_the_site_may_stand_below_an_address(tiny):
    made = application(tiny, inline=True)

    async def below(scope, receive, send):
        await made({**scope, "root_path": "/kg", "path": f"/kg{scope['path']}"}, receive, send)

    reply = answer_waited(ask_once(below, "/sparql", [("accept", "text/html")]))
    assert (reply.status, reply.headers["location"]) == (303, "/kg/console")
    page = answer_waited(ask_once(below, "/unep", [("accept", "text/html")])).body.decode()
    assert 'href="/kg/static/site.css"' in page
    assert not re.search(r'href="/(?!kg/)', page)


def test_what_all_answers_share_is_made_ready_before_workers_are_forked(tiny, monkeypatch):
    asked = []
    monkeypatch.setattr(whole_site, "app", lambda graph, options, **how: asked.append(how))
    application(tiny)
    application(tiny, inline=True)
    assert [how["warm"] for how in asked] == [whole_site.warm, None]
    assert [how["inline"] for how in asked] == [False, True]


def test_warm_makes_forms_and_pages_ready(tiny_home):
    graph = open_graph(tiny_home.path)
    whole_site.warm(graph)
    assert "standing" in ready(graph).__dict__
    assert "found" in page_facts(graph).__dict__


def test_the_face_of_the_room_is_all_that_the_command_line_needs():
    import minkg.site as room

    for name in room.__all__:
        assert getattr(room, name) is not None
