"""Forms for projects that take entries as GitHub issues, and the workflow that checks them.

A form has the columns of the class's sheet in a workbook, so that an issue says what a row
says; what is seldom needed is left to workbooks.
"""

import re
from collections.abc import Mapping

from minkg.intake.forms.hints import NEEDED, AskedOfColumn
from minkg.intake.forms.template_columns import Slot
from minkg.intake.forms.templates import TemplateSheet
from minkg.words import N_, translate

LABEL = "new entry"
_TITLE = N_("New entry: {name}")
_INTRO = N_(
    "Fill in what a document says, and name the document and the paragraph. What no document says "
    "is left empty: nothing is to be guessed. The entry is checked as soon as the issue is there."
)
_CLASS = N_("Leave this as it is.")
_GOOD = N_("This entry keeps all rules. Thank you; now a person reads it.")
_BAD = N_("Please edit the issue and mend what is said below; it is checked again then.")
_LINES = ("statesThat", "purpose", "definition", "summary", "editorialNote", "changeNote")
_CHECK = """\
python -c '
import json, os
with open(os.environ["GITHUB_EVENT_PATH"], encoding="utf-8") as event:
    body = json.load(event)["issue"]["body"] or ""
with open("entry.md", "w", encoding="utf-8") as file:
    file.write(body)
'
status=0
minkg validate entry.md --lang "$ANSWER_IN" > problems.txt 2>&1 || status=$?
[ "$status" -le 1 ]
if [ "$status" -eq 0 ]; then echo "$GOOD"; else echo "$BAD"; fi > answer.md
echo >> answer.md
tr '\\r' '\\n' < problems.txt | sed 's/^/    /' >> answer.md
"""
_ANSWER = """\
gh issue comment "$NUMBER" --edit-last --body-file answer.md ||
gh issue comment "$NUMBER" --body-file answer.md
"""


def issue_form(sheet: TemplateSheet, lang: str) -> str:
    """Write the form of a class, for a file such as `.github/ISSUE_TEMPLATE/standard.yml`."""
    kind = sheet.columns.form
    name, meaning = kind.name(lang), kind.helps.get(lang) or kind.helps.get("en", "")
    body: list[dict[str, object]] = [
        {"type": "markdown", "attributes": {"value": translate(_INTRO, lang)}},
        {
            "type": "dropdown",
            "id": "class",
            "attributes": {
                "label": "class",
                "description": translate(_CLASS, lang),
                "options": [kind.folder],
                "default": 0,
            },
            "validations": {"required": True},
        },
    ]
    examples = sheet.example or [""] * len(sheet.slots)
    for slot, asked, example in zip(sheet.slots, sheet.asked, examples, strict=True):
        if slot.group != "rare":
            body.append(_element(slot, _help(asked, lang), asked, example))
    title = translate(_TITLE, lang).format(name=name)
    whole = {
        "name": title,
        "description": meaning or title,
        "title": f"{name}: ",
        "labels": [LABEL],
        "body": body,
    }
    return _yaml(whole)


def _help(asked: AskedOfColumn, lang: str) -> str:
    """Give the help of a column as it is said where there are no columns."""
    lines = (line for line in asked.help.splitlines() if line != translate(NEEDED, lang))
    return " ".join(" ".join(lines).split())


def _element(slot: Slot, said: str, asked: AskedOfColumn, example: str) -> dict[str, object]:
    """Ask for one value as a list to choose from, a line, or a text of several lines."""
    attributes: dict[str, object] = {"label": slot.header, "description": said}
    choices = list(dict.fromkeys(asked.choices)) if asked.closed else []
    usable = choices and all(choice.casefold() != "none" for choice in choices)
    key, language = slot.key
    if usable:
        kind = "dropdown"
        attributes["options"] = choices
    else:
        kind = "textarea" if key in _LINES else "input"
        if example and slot.group != "entry":
            attributes["placeholder"] = " ".join(example.split())
    parts = (key, language, str(slot.number) if slot.number > 1 else "")
    found: dict[str, object] = {
        "type": kind,
        "id": re.sub(r"[^A-Za-z0-9_-]", "-", "-".join(filter(None, parts))),
        "attributes": attributes,
    }
    return found | ({"validations": {"required": True}} if slot.required else {})


def issue_workflow(lang: str) -> str:
    """Write the workflow that answers an issue with what is wrong, `.github/workflows/…`.

    What people wrote is read from a file and never by the shell, and it is answered as a block
    of code, where it links to nobody and nothing.
    """
    check = {
        "name": "Check the entry",
        "env": {
            "PYTHONUTF8": "1",
            "ANSWER_IN": lang,
            "GOOD": translate(_GOOD, lang),
            "BAD": translate(_BAD, lang),
        },
        "run": _CHECK,
    }
    answer = {
        "name": "Answer",
        "env": {
            "GH_TOKEN": "${{ github.token }}",
            "GH_REPO": "${{ github.repository }}",
            "NUMBER": "${{ github.event.issue.number }}",
        },
        "run": _ANSWER,
    }
    job = {
        "if": f"contains(github.event.issue.labels.*.name, '{LABEL}')",
        "runs-on": "ubuntu-latest",
        "steps": [
            {"uses": "actions/checkout@v4"},
            {"uses": "actions/setup-python@v5", "with": {"python-version": "3.12"}},
            {"name": "Install minkg", "run": "pip install minkg"},
            check,
            answer,
        ],
    }
    whole = {
        "name": "Check new entries",
        "on": {"issues": {"types": ["opened", "edited"]}},
        "permissions": {"contents": "read", "issues": "write"},
        "concurrency": {
            "group": "entry-${{ github.event.issue.number }}",
            "cancel-in-progress": True,
        },
        "jobs": {"check": job},
    }
    return _yaml(whole)


def _yaml(whole: Mapping[str, object]) -> str:
    import yaml

    class Writer(yaml.SafeDumper):
        """Writes texts of several lines as blocks, and `on` as the plain word that it is."""

    def text(writer: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = "|" if "\n" in value else None
        return writer.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Writer.add_representer(str, text)
    return yaml.dump(whole, Dumper=Writer, sort_keys=False, allow_unicode=True, width=100)
