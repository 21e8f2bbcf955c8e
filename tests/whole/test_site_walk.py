"""The whole way of a reader who becomes a contributor, in a real browser: from search to queue."""

from functools import partial

import pytest

from minkg.words.names import expand
from tests.tools.pages import violations
from tests.tools.serving import serving
from tests.tools.submitting import ALL_RIGHT
from tests.tools.thorough import BOTH_WAYS
from tests.tools.visiting import walk


def put(tab, name, value, kg):
    """Fill in the first control of a name; from a list one chooses what an entry is called."""
    lang = tab.locator("html").get_attribute("lang")
    if not tab.locator(f'[name="{name}"]').count():  # texts are asked for in the reader's language
        name = name.replace("(en)", f"({lang})")
    control = tab.locator(f'[name="{name}"]').first
    tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    if control.evaluate("element => element.tagName") == "SELECT":
        named = control.locator(f'option[value="{value}"]').count()
        control.select_option(value if named else kg.label(expand(value), lang).text)
    else:
        control.fill(value)


def onward(tab, address, lang, kg):
    """Ask SPARQL, submit a draft with mistakes, mend it, and send it."""
    tab.goto(f"{address}console?lang={lang}")
    tab.fill('textarea[name="query"]', "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c")
    tab.locator('form:has(textarea[name="query"]) button').first.click()
    assert tab.locator("main table tbody tr").count() > 10
    yield "sparql"
    tab.goto(f"{address}submit/standard?lang={lang}")
    put(tab, "prefLabel (en)", ALL_RIGHT["prefLabel (en)"], kg)
    put(tab, "inForceFrom", "yesterday", kg)
    tab.locator("form").last.evaluate("form => { form.noValidate = true }")
    tab.click('button[value="check"]')
    assert tab.locator("section.summary a").count() > 2
    assert tab.locator('[name="inForceFrom"]').first.input_value() == "yesterday"
    assert tab.locator('[name="inForceFrom"]').first.get_attribute("aria-invalid") == "true"
    yield "problems"
    for name, value in {**ALL_RIGHT, "inForceFrom": "2021"}.items():
        put(tab, name, value, kg)
    tab.click('button[value="check"]')
    assert tab.locator("section.summary a").count() == 0
    yield "review"
    tab.click('button[value="send"]')
    yield "thanks"


@pytest.mark.parametrize("lang", BOTH_WAYS)
def test_from_search_to_the_queue(tiny, tiny_home, tmp_path, browser, lang):
    queue = tmp_path / "queue"
    context = browser.new_context(bypass_csp=True)
    tab = context.new_page()
    asked, said = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    with serving(tiny_home.path, tmp_path / "log", "--queue", str(queue)) as server:
        for steps in (walk, partial(onward, kg=tiny)):
            for step in steps(tab, server.url, lang):
                assert tab.locator("html").get_attribute("lang") == lang, step
                if step in ("problems", "review", "thanks"):
                    assert violations(tab) == [], step
        assert [url for url in asked if not url.startswith((server.url, "data:"))] == []
    assert [text for text in said if "422" not in text] == []  # the page with the problems is one
    (draft,) = queue.glob("*.trig")
    assert ":riverbed-dredging-code" in draft.read_text("utf-8")
    context.close()
