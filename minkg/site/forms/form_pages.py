"""The pages of the forms: what a form shows, and what becomes of what is sent."""

from typing import NamedTuple

from minkg.findings import Wording
from minkg.knowledge import KnowledgeGraph
from minkg.site.explorer.content import PageContent
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts
from minkg.site.forms.form_fields import filled
from minkg.site.forms.prepared import Ready, ready
from minkg.site.forms.submission import COMPARED, Submission, Values, judge, known_values
from minkg.site.workers.jobs import Written
from minkg.site.workers.media_types import HTML
from minkg.words.lookup import pick

_GROUPS = ("instruments", "organizations", "process", "documents", "others", "vocabularies")


class Sent(NamedTuple):
    """What a form sends: the values, and what is to be done with them."""

    values: Values
    do: str = ""
    more: str = ""
    seen: str = ""
    distinct: bool = False


class FormOutcome(NamedTuple):
    """What became of it: a page with its status, or a draft that is accepted."""

    page: Written
    name: str = ""
    trig: bytes = b""
    about: tuple[str, ...] = ()


def list_page(graph: KnowledgeGraph, asked: PageQuery) -> Written:
    """Write the page that lists the classes."""
    frame, above = Frame(graph, asked), page_facts(graph).above
    found = [(above.get(one[0], "others"), one) for one in ready(graph).classes(asked.lang)]
    groups = [(group, [one for own, one in found if own == group]) for group in _GROUPS]
    content = PageContent(frame.say("Submit an entry"), "submit.html", {})
    return frame.written("submit.html", c=content, groups=[g for g in groups if g[1]])


def thanks_page(graph: KnowledgeGraph, asked: PageQuery, file: str) -> Written:
    """Write the page that says that a draft has come."""
    frame = Frame(graph, asked)
    content = PageContent(frame.say("The draft has come"), "submitted.html", {})
    return frame.written("submitted.html", c=content, file=file)


def form_page(
    graph: KnowledgeGraph, asked: PageQuery, folder: str, sent: Sent, queued: bool
) -> FormOutcome:
    """Write the form, with what is wrong or what it is like; or give the draft."""
    known = ready(graph)
    pick(folder, known.folders, "no class is called '{name}'")
    values = known_values(known, folder, sent.values)
    draft = Submission(())
    judged = sent.do in ("check", "send") and not sent.more
    if judged:
        draft = judge(known, folder, values, asked.lang)
        agreed = sent.do == "send" and sent.seen == draft.mark
        if agreed and not draft.blocked and not _doubtful(draft, sent):
            return FormOutcome(Written(b"", HTML), draft.name, draft.trig, _about(draft))
    return _shown(known, asked, folder, sent._replace(values=values), draft, judged, queued)


class _DraftWording(Wording):
    """Writes findings with the name that was typed for the draft."""

    def __init__(self, known: Ready, lang: str, draft: str, values: Values) -> None:
        super().__init__(known.graph, lang)
        typed = [values.get(f"prefLabel ({one})", ("",))[0] for one in (lang, "en")]
        self.draft, self.typed = draft, next(filter(None, typed), "")

    def name(self, name: str) -> str:
        """Give the label of an entry."""
        return self.typed if name == self.draft and self.typed else super().name(name)


def _doubtful(draft: Submission, sent: Sent) -> bool:
    return bool(draft.alike) and not sent.distinct


def _about(draft: Submission) -> tuple[str, ...]:
    """Say above the draft what a curator should look at."""
    alike = (
        f"May be the same as :{pair.second if pair.first == draft.name else pair.first} "
        f"({pair.score:.2f}); whoever sent it says that it is another thing."
        for pair in draft.alike
    )
    near = (
        f"Near: :{finding.second if finding.first == draft.name else finding.first} "
        f"({finding.kind or 'none'}, {finding.expected:.2f})"
        for answer in draft.answers
        for finding in answer.findings[:COMPARED]
    )
    return (*alike, *near)


def _shown(
    known: Ready,
    asked: PageQuery,
    folder: str,
    sent: Sent,
    draft: Submission,
    judged: bool,
    queued: bool,
) -> FormOutcome:
    frame = Frame(known.graph, asked)
    problems = [problem for problem in draft.problems if problem.severity != "info"]
    form = filled(known, folder, sent.values, asked.lang, problems, sent.more)
    blocked = judged and draft.blocked
    title = frame.say("Submit: {name}", name=form.title)
    if blocked:
        title = f"{frame.say('Not right yet')} — {title}"
    page = frame.written(
        "submit_form.html",
        422 if blocked else 200,
        c=PageContent(title, "submit_form.html", {}),
        form=form,
        draft=draft,
        blocked=blocked,
        review=judged and not draft.blocked,
        queued=queued,
        doubtful=sent.do == "send" and sent.seen == draft.mark and _doubtful(draft, sent),
        trig=draft.trig.decode(),
        lang=asked.lang,
        distinct=sent.distinct,
        words=_DraftWording(known, asked.lang, draft.name, sent.values),
    )
    return FormOutcome(page)
