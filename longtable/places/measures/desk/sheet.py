"""The sheet as it came, with what was found drawn on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from longtable.core.spreadsheets.cells import NUMBER, clean, understand_text
from longtable.core.spreadsheets.reading import TableReading
from longtable.core.spreadsheets.sheets import column_letter, column_position
from longtable.places.measures.desk.words import ROW_WORDS, use_word
from longtable.submissions import queries
from longtable.submissions.models import Submission
from longtable.submissions.queries import Layout, Problem
from longtable.web.desk import SheetCell, SheetColumn, SheetRow, SheetView, Window

FIRST_ROWS = 24
LAST_ROWS = 6
PAGE_ROWS = 100
MOST_MARKED = 40
MOST_COLUMNS = 60
LONGEST_TEXT = 60


def sheet_view(
    submission: Submission, layout: Layout, table: TableReading | None, *, window: Window
) -> SheetView:
    """Return the rows that tell most: head, problems and foot; or one page of rows."""
    number = queries.sheet_number(submission, layout.sheet)
    about = submission.reading["sheets"][number]
    height, width = about["rows"], about["columns"]
    problems = queries.problems_of(submission)
    wanted = _wanted(height, table, problems, window)
    rows = queries.some_rows(submission, layout.sheet, wanted)
    kinds = _kinds(table, layout)
    wrong = {cell for problem in problems for cell in problem.cells}
    letters = [column_letter(at) for at in range(1, min(width, MOST_COLUMNS) + 1)]
    drawn = _drawn(rows, kinds, _Look(layout, table, wrong, tuple(letters), window, height))
    first, last = window.first, window.first + PAGE_ROWS
    return SheetView(
        name=layout.sheet,
        columns=tuple(_column(letter, layout, window) for letter in letters),
        rows=tuple(drawn),
        legend=tuple((kind, str(word)) for kind, word in ROW_WORDS.items() if kind != "data"),
        earlier=window.href(first=max(1, first - PAGE_ROWS)) if first > 1 else "",
        later=window.href(first=last) if first and last <= height else "",
        whole=window.href(first=0) if first else "",
        left_columns=max(0, width - MOST_COLUMNS),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    layout: Layout
    table: TableReading | None
    wrong: set[str]
    letters: tuple[str, ...]
    window: Window
    height: int


def _wanted(
    height: int, table: TableReading | None, problems: Iterable[Problem], window: Window
) -> list[int]:
    if window.first:
        return list(range(window.first, min(window.first + PAGE_ROWS, height + 1)))
    head = (table.first_data_row if table else 1) + FIRST_ROWS
    wanted = set(range(1, min(head, height) + 1))
    marked: list[int] = []
    for problem in problems:
        marked += problem.rows[:3]
    for row in [*marked[:MOST_MARKED], *([window.row] if window.row else [])]:
        wanted |= {row - 1, row, row + 1}
    foot = max([table.last_data_row, *table.footnote_rows]) if table else height
    wanted |= set(range(min(foot, height) - LAST_ROWS, min(foot, height) + 1))
    return sorted(row for row in wanted if 1 <= row <= height)


def _kinds(table: TableReading | None, layout: Layout) -> dict[int, str]:
    kinds: dict[int, str] = {}
    if table is not None:
        groups = (
            ("title", table.title_rows),
            ("footnote", (*table.footnote_rows, *table.section_rows)),
            ("left_out", table.skipped_rows),
            ("total", table.total_rows),
            ("header", table.header_rows),
        )
        kinds |= {row: kind for kind, rows in groups for row in rows}
    return kinds | {int(row): use for row, use in layout.rows.items()}


def _drawn(rows: list[queries.Row], kinds: dict[int, str], look: _Look) -> list[SheetRow]:
    drawn: list[SheetRow] = []
    before = look.window.first - 1 if look.window.first else 0
    for number, texts in rows:
        if number > before + 1:
            drawn.append(_gap(before + 1, number - before - 1))
        drawn.append(_row(number, texts, kinds.get(number, ""), look))
        before = number
    if not look.window.first and before < look.height:
        drawn.append(_gap(before + 1, look.height - before))
    return drawn


def _gap(first: int, hidden: int) -> SheetRow:
    return SheetRow(0, "gap", "", Window().href(first=first), hidden=hidden)


def _row(number: int, texts: Sequence[str], kind: str, look: _Look) -> SheetRow:
    table = look.table
    inside = table is not None and table.first_data_row <= number <= table.last_data_row
    kind = kind or ("data" if inside else "")
    word = ROW_WORDS.get(kind, "") if kind != "data" else ""
    if kind == "total" and _names_everybody(texts, look.layout):
        kind, word = "data", _("everybody")
    chosen = number == look.window.row
    cells = tuple(_cell(number, at, texts, kind, look) for at in range(len(look.letters)))
    return SheetRow(number, kind, str(word), look.window.href(row=number), cells, 0, chosen)


def _names_everybody(texts: Sequence[str], layout: Layout) -> bool:
    """Whether a row that sums up others names everybody in its column of groups."""
    columns = [column_position(column.letter) - 1 for column in layout.using("group")]
    return any(queries.is_everybody(texts[at]) for at in columns if at < len(texts))


def _cell(number: int, at: int, texts: Sequence[str], kind: str, look: _Look) -> SheetCell:
    text = clean(texts[at]) if at < len(texts) else ""
    decimal = look.table.decimal if look.table else "."
    understood = understand_text(text, decimal) if kind in {"data", "total"} else None
    used = look.layout.column(look.letters[at])
    is_value = used is not None and used.use not in {*queries.KEYS, "ignored", "ask"}
    is_mark = bool(understood and understood.mark and understood.number is None and is_value)
    letter = look.letters[at]
    return SheetCell(
        text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…",
        is_mark,
        f"{letter}{number}" in look.wrong or (str(number) in look.wrong and at == 0),
        bool(understood and understood.kind == NUMBER),
    )


def _column(letter: str, layout: Layout, window: Window) -> SheetColumn:
    used = layout.column(letter)
    use = used.use if used else ""
    word = use_word(used) if used and use != "ignored" else _("not used")
    return SheetColumn(letter, use, str(word), window.href(column=letter), letter == window.column)
