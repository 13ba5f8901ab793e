"""The sheet of a list as it came, with what was understood drawn on it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.core.spreadsheets.sheets import column_letter
from longtable.tables.queries import roster as rosters
from longtable.web.desk import SheetCell, SheetColumn, SheetRow, SheetView, Window

FIRST_ROWS, LAST_ROWS, PAGE_ROWS, MOST_MARKED, LONGEST_TEXT = 24, 4, 100, 40, 60
ROW_WORDS = {
    "title": gettext_lazy("title"),
    "header": gettext_lazy("heading"),
    "footnote": gettext_lazy("note"),
    "left_out": gettext_lazy("left out"),
}


@dataclass(frozen=True, slots=True)
class _Look:
    """What the sheet is drawn with."""

    sheet: rosters.ReadSheet
    layout: rosters.RosterLayout
    wrong: set[str]
    window: Window


def sheet_view(
    sheet: rosters.ReadSheet, layout: rosters.RosterLayout, plan: rosters.Plan, *, window: Window
) -> SheetView:
    """Return the rows that tell most: head, problems and foot; or one page of rows."""
    wrong = {cell for problem in plan.problems if problem.blocking for cell in problem.cells}
    look = _Look(sheet, layout, wrong, window)
    height, first, last = len(sheet.rows), window.first, window.first + PAGE_ROWS
    return SheetView(
        name=sheet.name,
        columns=tuple(_column(at, look) for at in range(sheet.width)),
        rows=tuple(_drawn(_wanted(look, plan), look)),
        legend=tuple((kind, str(word)) for kind, word in ROW_WORDS.items()),
        earlier=window.href(first=max(1, first - PAGE_ROWS)) if first > 1 else "",
        later=window.href(first=last) if first and last <= height else "",
        whole=window.href(first=0) if first else "",
    )


def _wanted(look: _Look, plan: rosters.Plan) -> list[int]:
    height, window = len(look.sheet.rows), look.window
    if window.first:
        return list(range(window.first, min(height, window.first + PAGE_ROWS - 1) + 1))
    marked = [row for problem in plan.problems for row in problem.rows[:3]][:MOST_MARKED]
    wanted = set(range(1, min(look.sheet.first + FIRST_ROWS, height) + 1))
    for row in [*marked, *([window.row] if window.row else [])]:
        wanted |= {row - 1, row, row + 1}
    wanted |= set(range(height - LAST_ROWS + 1, height + 1))
    return sorted(row for row in wanted if 1 <= row <= height)


def _drawn(wanted: list[int], look: _Look) -> list[SheetRow]:
    drawn: list[SheetRow] = []
    before = look.window.first - 1 if look.window.first else 0
    for number in wanted:
        if number > before + 1:
            drawn.append(_gap(before + 1, number - before - 1))
        drawn.append(_row(number, look))
        before = number
    if not look.window.first and before < len(look.sheet.rows):
        drawn.append(_gap(before + 1, len(look.sheet.rows) - before))
    return drawn


def _gap(first: int, hidden: int) -> SheetRow:
    return SheetRow(0, "gap", "", Window().href(first=first), hidden=hidden)


def _row(number: int, look: _Look) -> SheetRow:
    kind = rosters.row_kind(look.sheet, look.layout, number)
    texts = look.sheet.rows[number - 1]
    cells = tuple(_cell(number, at, texts, look) for at in range(look.sheet.width))
    href, chosen = look.window.href(row=number), number == look.window.row
    return SheetRow(number, kind, str(ROW_WORDS.get(kind, "")), href, cells, 0, chosen)


def _cell(number: int, at: int, texts: tuple[str, ...], look: _Look) -> SheetCell:
    text = texts[at] if at < len(texts) else ""
    shown = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
    is_wrong = f"{column_letter(at + 1)}{number}" in look.wrong
    return SheetCell(shown, is_mark=False, is_problem=is_wrong, is_number=False)


def _column(at: int, look: _Look) -> SheetColumn:
    letter = column_letter(at + 1)
    use = look.layout.columns.get(letter, "ignored")
    word = rosters.USES[use] if use != "ignored" else _("not used")
    chosen = letter == look.window.column
    return SheetColumn(letter, use, str(word), look.window.href(column=letter), chosen)
