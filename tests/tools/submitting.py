"""What visitors fill in: all that a form needs, and what is wrong with it."""

import re

from minkg.site.web.one_answer import Reply
from tests.tools.visiting import Fields, Site

ALL_RIGHT = {
    "prefLabel (en)": "Riverbed dredging code", "performsFunction": "auditing",
    "statesThat (en)": "It sets limits for dredging.", "addressesTopic": "tailings-management",
    "coversStage": "extraction", "document": "unep-ea6-minerals-report", "paragraph": "901",
    "summary (en)": "A paragraph in our own words.", "languageRead": "en",
}  # fmt: skip
WRONG = {
    "empty": {},
    "name only": {"prefLabel (en)": "Sand standard"},
    "no document": {"prefLabel (en)": "Sand standard", "statesThat (en)": "Something."},
    "not a choice": {**ALL_RIGHT, "performsFunction": "guidanse", "coversStage": "everywhere"},
    "not a date": {**ALL_RIGHT, "inForceFrom": "yesterday"},
    "two names": {**ALL_RIGHT, "prefLabel (en)": ["One name", "Another name"]},
    "no such document": {**ALL_RIGHT, "document": "a-book-that-is-not-there"},
    "taken": {**ALL_RIGHT, "prefLabel (en)": "Marine Sand Watch"},
    "control sign": {**ALL_RIGHT, "statesThat (en)": "un\0seen"},
}  # fmt: skip


def review(site: Site, fields: Fields, path: str = "/submit/standard?lang=en") -> tuple[Reply, str]:
    """Have a form checked; give the page and the mark that says that it was seen."""
    reply = site.submit(path, {**fields, "-do": "check"})
    mark = re.search(r'name="-seen" value="([0-9a-f]+)"', reply.body.decode())
    return reply, mark[1] if mark else ""
