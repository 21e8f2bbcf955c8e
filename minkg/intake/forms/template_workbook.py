"""A template as a workbook: lists to choose from, help in every column, a sheet that explains."""

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from minkg.graph.terms import width
from minkg.intake.forms.hints import AskedOfColumn, language_name
from minkg.intake.forms.template_columns import Slot
from minkg.intake.forms.templates import MOST_NAME, TemplateSheet
from minkg.words import LANGUAGES, N_, is_right_to_left, translate
from minkg.words.place import letters_of

ROWS = 1000  # rows that are ready to be filled in
MOST_HEIGHT = 121  # points; the rest of a long text is seen when its cell is chosen
LISTS = "_lists"
STAR = '@" *"'  # shows a star after the header of what is required; the header stays as it is
MOST_TITLE, MOST_MESSAGE = 32, 255
_SHORT_NUMBER = re.compile(r"0|-?([1-9][0-9]{0,14}|(0|[1-9][0-9]{0,5})\.[0-9]{0,8}[1-9])")
_WIDTHS = {"entry": 20, "words": 44, "date": 13, "number": 13, "boolean": 13, "paragraph": 15}
_COLOURS = {  # background and text of headers, by what their columns are
    "required": ("#1F4E79", "#FFFFFF"), "name": ("#BDD7EE", "#000000"),
    "entry": ("#BDD7EE", "#000000"), "fact": ("#BDD7EE", "#000000"),
    "source": ("#C6E0B4", "#000000"), "rare": ("#D9D9D9", "#000000"),
}  # fmt: skip
_ALLOWED = (
    "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort",
    "autofilter",
)  # fmt: skip
_FORMULAS = {  # of the cells that are right, by kind
    "date": (
        "=OR(ISNUMBER({0}),AND(ISNUMBER(VALUE(LEFT({0},4))),"
        'OR(LEN({0})=4,AND(MID({0},5,1)="-",OR(LEN({0})=7,LEN({0})=10)))))'
    ),
    "address": '=OR(LEFT({0},7)="http://",LEFT({0},8)="https://")',
}
_STEPS = (
    N_(
        "Go to the sheet of the class. Write one row for each entry and each paragraph that says "
        "something of it; for another paragraph write another row that begins in the same way."
    ),
    N_(
        "Begin with the name in English. To add to an entry that is in minkg already, choose its "
        "name in the first column instead."
    ),
    N_(
        "Choose from the lists wherever there is one. Columns with the same header and a number "
        "take several values; for still more of them write another row."
    ),
    N_(
        "Say in every row where you read it: the document, the paragraph, and in your own words "
        "what the paragraph says. Nothing is to be guessed: what no document says is left empty."
    ),
    N_("Save the file and send it back to those who gave it to you."),
)
_GROUPS = {
    "required": N_("required"),
    "fact": N_("what is said"),
    "source": N_("who says it"),
    "rare": N_("seldom needed"),
}
_MEANINGS = {
    "required": N_("Every new entry needs it."),
    "fact": N_("Fill in what the document says."),
    "source": N_("Every row that states something needs document and paragraph."),
    "rare": N_("Leave it aside unless you know that you need it."),
}


def template_workbook(sheets: Sequence[TemplateSheet], lang: str) -> bytes:
    """Write a template as a workbook; the same sheets give the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    usual = {"font_name": "Arial", "font_size": 10, "locked": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_format_properties": usual}) as book:
        book.set_properties({"title": "minkg", "created": datetime.datetime(2000, 1, 1)})
        writer = _TemplateWriter(book, lang)
        writer.explain(sheets)
        for sheet in sheets:
            writer.table(sheet)
        writer.finish()
    return out.getvalue()


class _TemplateWriter:
    """Writes the sheets of one workbook, and then the lists that they choose from."""

    def __init__(self, book: Any, lang: str) -> None:
        self.book, self.lang = book, lang
        self.lists: dict[tuple[str, ...], str] = {}
        cell = {"text_wrap": True, "valign": "top"}
        self.text = self._format(**cell, num_format="@")
        self.number = self._format(**cell)
        self.example = self._format(**cell, num_format="@", italic=True, font_color="#595959")
        # Where Arabic is read, a full stop and a language in brackets stand at the left end.
        order = {"reading_order": 2} if is_right_to_left(lang) else {}
        fixed = {"valign": "top", "locked": True, **order}
        self.plain = self._format(**fixed, text_wrap=True)
        self.title = self._format(**fixed, bold=True, font_size=14)
        self.link = self._format(**fixed, font_color="#0563C1", underline=1)
        head = {**fixed, "bold": True, "text_wrap": True, "border": 1, "border_color": "#7F7F7F"}
        marks = {"required": STAR}
        self.headers = {
            group: self._format(
                **head, bg_color=back, font_color=front, num_format=marks.get(group, "@")
            )
            for group, (back, front) in _COLOURS.items()
        }

    def _format(self, **properties: object) -> Any:
        return self.book.add_format(properties)

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        if is_right_to_left(self.lang):
            sheet.right_to_left()
        sheet.protect("", dict.fromkeys(_ALLOWED, True))
        return sheet

    def explain(self, sheets: Sequence[TemplateSheet]) -> None:
        """Write the first sheet: how to fill in the others. Readers skip it for its name."""
        say = partial(translate, lang=self.lang)
        rows: list[tuple[str, str, Any]] = []
        for at in range(len(_STEPS)):
            rows.append((str(at + 1), say(_STEPS[at]), None))
        ignored = say("A row that begins with # is not read.")
        rows += [("", "", None), (f"# {say('example')}", ignored, self.example)]
        for group in _GROUPS:
            rows.append((say(_GROUPS[group]), say(_MEANINGS[group]), self.headers[group]))
        rows.append(("", "", None))
        for code in LANGUAGES:
            rows.append((f"({code})", language_name(code, self.lang), None))
        page = self._sheet(f"_{say('how to')}"[:MOST_NAME])
        page.hide_gridlines(2)
        page.fit_to_pages(1, 0)
        page.set_landscape()
        page.set_column(0, 0, 32)
        page.set_column(1, 1, 96)
        page.write_string(0, 0, say("How to fill in this workbook"), self.title)
        for at, (first, second, form) in enumerate(rows, 2):
            self._explained(page, at, first, second, form)
        for at, sheet in enumerate(sheets, len(rows) + 3):
            helps = sheet.columns.form.helps
            meaning = helps.get(self.lang) or helps.get("en", "")
            self._explained(page, at, sheet.name, meaning, self.link)
            address = sheet.name.replace("'", "''")
            page.write_url(at, 0, f"internal:'{address}'!A1", self.link, sheet.name)

    def _explained(self, page: Any, at: int, first: str, second: str, form: Any) -> None:
        page.write_string(at, 0, first, form or self.plain)
        page.write_string(at, 1, second, self.plain)
        page.set_row(at, _height(_lines(second, 96)))

    def table(self, sheet: TemplateSheet) -> None:
        """Write a sheet with its headers, rows, lists and help."""
        page = self._sheet(sheet.name)
        end = max(ROWS, len(sheet.rows) + ROWS // 4)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, end, len(sheet.slots) - 1)
        page.set_landscape()
        page.repeat_rows(0)
        sizes = [
            24 if slot.group == "name" else _WIDTHS.get(asked.kind, 24)
            for slot, asked in zip(sheet.slots, sheet.asked, strict=True)
        ]
        page.set_row(0, _height(_most_lines([slot.header for slot in sheet.slots], sizes)))
        for at, (slot, asked) in enumerate(zip(sheet.slots, sheet.asked, strict=True)):
            form = self.number if asked.kind == "number" else self.text
            page.set_column(at, at, sizes[at], form)
            required = slot.required and slot.group != "source"
            header = self.headers["required" if required else slot.group]
            page.write_string(0, at, slot.header, header)
            height = 18 * _lines(asked.help, 45) + 12  # of a comment, in pixels
            page.write_comment(0, at, asked.help, {"width": 340, "height": height})
            page.data_validation(1, at, end, at, self._rule(slot, asked, at))
        kinds = [asked.kind for asked in sheet.asked]
        for number, texts in enumerate([sheet.example] if sheet.example else sheet.rows, 1):
            page.set_row(number, min(_height(_most_lines(texts, sizes)), MOST_HEIGHT))
            self._cells(page, number, texts, kinds, self.example if sheet.example else None)

    def _cells(
        self, page: Any, row: int, texts: Iterable[str], kinds: Iterable[str], form: Any
    ) -> None:
        for at, (text, kind) in enumerate(zip(texts, kinds, strict=True)):
            if kind == "number" and _SHORT_NUMBER.fullmatch(text):
                page.write_number(row, at, float(text), form or self.number)
            elif text:
                page.write_string(row, at, text, form or self.text)

    def _rule(self, slot: Slot, asked: AskedOfColumn, at: int) -> dict[str, object]:
        """Give the validation of a column: what may stand there, and help while it is typed."""
        cell = f"{letters_of(at + 1)}2"
        rule: dict[str, object] = {"validate": "any"}
        if asked.choices:
            rule = {"validate": "list", "source": self._list(asked.choices)}
        elif asked.kind == "number":
            rule = {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
        elif asked.kind in _FORMULAS:
            rule = {"validate": "custom", "value": _FORMULAS[asked.kind].format(cell)}
        title, lines = _cut(slot.header, MOST_TITLE), asked.help.splitlines()
        rule |= {"input_title": title, "input_message": _cut("\n".join(lines[::-1]), MOST_MESSAGE)}
        rule |= {"error_title": title, "error_message": _cut(lines[-1], MOST_MESSAGE)}
        if asked.kind == "entry":
            rule["show_error"] = False
        elif asked.choices and not asked.closed:
            rule["error_type"] = "warning"
        return rule

    def _list(self, choices: tuple[str, ...]) -> str:
        """Give the range in which the texts of a list will stand."""
        if choices not in self.lists:
            letters = letters_of(len(self.lists) + 1)
            self.lists[choices] = f"={LISTS}!${letters}$1:${letters}${len(choices)}"
        return self.lists[choices]

    def finish(self) -> None:
        """Write the lists on a sheet that only programs see."""
        page = self.book.add_worksheet(LISTS)
        page.very_hidden()
        for at, choices in enumerate(self.lists):
            for row, text in enumerate(choices):
                page.write_string(row, at, text, self.text)


def _lines(text: str, size: int) -> int:
    """Count the lines that a text takes in a column."""
    return sum(max(1, -(-width(line) * 11 // (size * 10))) for line in text.splitlines())


def _most_lines(texts: Iterable[str], sizes: Iterable[int]) -> int:
    return max(_lines(text, size) for text, size in zip(texts, sizes, strict=True))


def _height(lines: int) -> int:
    """Give the height of a row with so many lines, in points."""
    return 13 * max(1, lines) + 4


def _cut(text: str, most: int) -> str:
    """Shorten a text to so many signs, as spreadsheet programs count them."""
    if len(text.encode("utf-16-le")) <= 2 * most:
        return text
    kept = text.encode("utf-16-le")[: 2 * most - 2].decode("utf-16-le", "ignore")
    return f"{kept.rstrip()}…"
