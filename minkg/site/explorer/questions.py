"""Prepared questions: a form made from the header of each, and its answer as a table."""

from typing import NamedTuple

import pyoxigraph as ox

from minkg.graph import Table
from minkg.home import Question, QuestionParameter
from minkg.site.explorer.content import PageContent, items, table_forms
from minkg.site.explorer.frame import Frame
from minkg.words import MinkgError
from minkg.words.names import name_of

ON_A_PAGE = 100
SMALL = {"stage": "lifecycle-stage", "topic": "topic", "material": "material",
         "modality": "modality", "support": "support-level", "proposal": "proposal",
         "document": "document"}  # fmt: skip
FILE = 1_000  # rows of an answer in a file


class QuestionField(NamedTuple):
    """One parameter as a form shows it; with `choices` it is a list to choose from."""

    name: str
    help: str
    value: str
    default: str
    choices: tuple[tuple[str, str], ...] = ()
    number: bool = False


def every(frame: Frame) -> PageContent:
    """Give all questions by their first tag."""
    found: dict[str, list[Question]] = {}
    for question in frame.graph.questions():
        found.setdefault(question.tags[0] if question.tags else "", []).append(question)
    forms = {
        "json": items(
            "questions",
            lambda: [
                {
                    "name": q.name,
                    "summary": q.summary,
                    "question": q.question,
                    "tags": list(q.tags),
                    "description": q.description,
                    "parameters": {p.name: p.help for p in q.parameters.values()},
                }
                for those in found.values()
                for q in those
            ],
        )
    }
    values = {"found": dict(sorted(found.items()))}
    return PageContent(frame.say("Questions"), "questions.html", values, forms)


def one(frame: Frame, name: str) -> PageContent:
    """Give a question with its form, and its answer."""
    graph, asked = frame.graph, frame.asked
    question = graph.question(name)
    given = {
        p: v for p in question.parameters if (v := [x.strip() for x in asked.every(p) if x.strip()])
    }
    error: MinkgError | None = None
    answer, text = Table((), []), question.text
    try:
        values = {
            p: [_meant(frame, question.parameters[p], x) for x in v] for p, v in given.items()
        }
        text = question.fill(values)
        answer = graph.query(name, **values)
    except MinkgError as wrong:
        if asked.form not in ("", "html"):
            raise
        error = wrong
    page = asked.number("page")
    rows = list(answer.rows)
    first = (page - 1) * ON_A_PAGE
    made = {
        "fields": [_field(frame, p, given) for p in question.parameters.values()],
        "question": question,
        "titles": graph.titles(answer.columns, frame.lang),
        "answer": answer,
        "rows": rows[first : first + ON_A_PAGE],
        "total": len(rows),
        "first": first,
        "text": text,
        "page": page,
        "pages": -(-len(rows) // ON_A_PAGE),
        "error": error and error.sentence(frame.lang),
        "meant": error.values.get("meant", ()) if error else (),
        "is_code": _is_code,
    }
    forms = {**table_forms(lambda: answer), "rq": lambda: text}
    return PageContent(question.summary, "question.html", made, forms)


def _meant(frame: Frame, parameter: QuestionParameter, text: str) -> str:
    """Give the name that a text means; an official name or an acronym will do as well."""
    if not parameter.takes_names or ":" in text or text in frame.shelf.passages:
        return text
    if text in frame.shelf.kinds or parameter.name in ("class", "property", "passage"):
        return text
    return frame.graph[text].name


def _field(
    frame: Frame, parameter: QuestionParameter, given: dict[str, list[str]]
) -> QuestionField:
    """Make a field from a parameter."""
    default = "" if parameter.default == "UNDEF" else parameter.default.strip('":')
    value = given.get(parameter.name, [default])[0]
    names = [n for n, kind in frame.shelf.kinds.items() if kind == SMALL.get(parameter.name)]
    if parameter.name == "class":
        terms = {c for c in frame.shelf.facts if _is_class(frame, c)}
        choices = sorted(((c, frame.text(c)) for c in terms), key=lambda c: c[1].casefold())
    elif parameter.name == "language":
        from minkg.site.explorer.frame import OWN

        choices = list(OWN.items())
    else:
        choices = sorted(((n, frame.text(n)) for n in names), key=lambda c: c[1].casefold())
    if value and choices and value not in dict(choices):
        choices.insert(0, (value, value))
    number = parameter.default[:1].isdigit()
    return QuestionField(parameter.name, parameter.help, value, default, tuple(choices), number)


def _is_class(frame: Frame, name: str) -> bool:
    return name.startswith("mk:") and any(
        f.predicate == "rdf:type" and name_of(getattr(f.value, "value", "")) == "owl:Class"
        for f in frame.shelf.facts[name]
    )


def _is_code(term: object) -> bool:
    """Tell whether a value is a figure or a date, which is read in columns."""
    return isinstance(term, ox.Literal) and not term.language and term.value[:1].isdigit()
