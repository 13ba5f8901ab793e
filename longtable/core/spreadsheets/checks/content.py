"""Cells that do not fit their column: words among numbers, rates beyond 100 %, odd dates."""

import datetime
import re
from collections.abc import Iterable, Iterator

import numpy as np

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.checks.view import TableView
from longtable.core.spreadsheets.reading import Column, Problem
from longtable.core.spreadsheets.sheets import Value, shown

EARLIEST, LATEST = 1900, 2100
DATE_SHAPES = (
    ("year first", re.compile(r"^\d{4}[-/]\d{1,2}[-/]\d{1,2}")),
    ("day first", re.compile(r"^(?:1[3-9]|2\d|3[01])[-/.]\d{1,2}[-/.]\d{2,4}")),
    ("month first", re.compile(r"^\d{1,2}[-/.](?:1[3-9]|2\d|3[01])[-/.]\d{2,4}")),
    ("month as a word", re.compile(r"[A-Za-z]{3}")),
)


def content_problems(view: TableView) -> Iterator[Problem]:
    """Return the cells that do not fit their column."""
    for column in view.values:
        if column.kind == "mixed":
            yield _mixed(view, column)
        else:
            yield from _words_among_numbers(view, column)
        if column.kind == "percent" and column.role == "estimate":
            yield from _beyond_all(view, column)
    for column in view.table.columns:
        if column.kind == "date" and not column.ignored:
            yield from _dates(view, column)


def _mixed(view: TableView, column: Column) -> Problem:
    said = (
        f'The column "{column.name}" mixes numbers and words.',
        "It can't be told which of its cells are data.",
        "Say what the column is, or move the words to a column of notes.",
    )
    return view.problem("mixed_column", 0, column.letter, said)


def _words_among_numbers(view: TableView, column: Column) -> Iterator[Problem]:
    here = view.column(column)
    values = [value for value, *_ in here.counted()]
    texts = {value for value in values if isinstance(value, str) and value}
    numeric = {text for text in texts if _number(view, text) is not None}
    words = {text for text in texts - numeric if not _is_mark(view, text)}
    if words:
        for at in np.flatnonzero(here.marked(words.__contains__)):
            yield _word(view, view.rows[at], column, here.values[here.codes[at]])
    if numeric and any(value.__class__ is float for value in values):
        stored = view.rows[here.marked(numeric.__contains__)]
        yield _stored_as_text(view, column, stored[0], len(stored))


def _number(view: TableView, text: str) -> float | None:
    return cells.understand_text(text, view.table.decimal).number


def _is_mark(view: TableView, value: Value) -> bool:
    return isinstance(value, str) and value.strip() in view.table.marks


def _word(view: TableView, row: int, column: Column, value: Value) -> Problem:
    said = (
        f'"{shown(value)[:60]}" stands in the column of numbers "{column.name}".',
        "It is neither a number nor a known mark, so it can't be counted.",
        "Type the number, leave the cell empty, or say what this mark means.",
    )
    return view.problem("text_in_numbers", row, column.letter, said)


def _stored_as_text(view: TableView, column: Column, row: int, times: int) -> Problem:
    said = (
        f'{times} number(s) in "{column.name}" are stored as text, the first here.',
        "A spreadsheet leaves them out of its own sums.",
        "They are read as numbers here; mend them in the file if its sums matter.",
    )
    return view.problem("number_as_text", row, column.letter, said)


def _beyond_all(view: TableView, column: Column) -> Iterator[Problem]:
    numbers = view.numbers(column)
    known = np.sort(numbers[~np.isnan(numbers)])
    if not len(known):
        return
    whole = (
        1.0
        if known[int(0.9 * (len(known) - 1))] <= 1 and not _says_percent(view, column)
        else 100.0
    )
    if known[0] >= 0 and known[-1] <= whole + 1e-9:
        return
    for at in np.flatnonzero((numbers < 0) | (numbers > whole + 1e-9)):
        said = (
            f'{numbers[at]:g} in "{column.name}" is not between 0 and {whole:g}.',
            "A share of people can't be less than none or more than all.",
            "Check the number, or say that the column is not a percentage.",
        )
        yield view.problem("percent_out_of_range", view.rows[at], column.letter, said)


def _says_percent(view: TableView, column: Column) -> bool:
    first = view.column(column).at(np.arange(min(50, len(view.rows)))).each()
    return any(isinstance(value, str) and "%" in value for value in first)


def _dates(view: TableView, column: Column) -> Iterator[Problem]:
    here = view.column(column)
    counted = here.counted()
    if any(_is_far(value) for value, *_ in counted):
        for at in np.flatnonzero(here.marked(_is_far)):
            yield _far(view, view.rows[at], column, here.values[here.codes[at]])
    shapes = _shapes((value, view.rows[at]) for value, at, _ in counted)
    if len(shapes) > 1:
        ways = ", ".join(f"{name} (row {row})" for name, row in shapes.items())
        said = (
            f'The dates in "{column.name}" are written in different ways: {ways}.',
            "03/04 can be the third of April or the fourth of March.",
            "Write all dates as 2023-04-03.",
        )
        yield view.problem("mixed_dates", 0, column.letter, said)


def _shapes(first: Iterable[tuple[Value, int]]) -> dict[str, int]:
    """Return the ways in which dates are written, each with the first row that writes so."""
    shapes: dict[str, int] = {}
    for value, row in first:
        if isinstance(value, str):
            for name, pattern in DATE_SHAPES:
                if pattern.search(value.strip()):
                    shapes.setdefault(name, row)
    return shapes


def _is_far(value: Value) -> bool:
    year = _year(value)
    return bool(year) and not EARLIEST < year <= LATEST


def _far(view: TableView, row: int, column: Column, value: Value) -> Problem:
    said = (
        f"The date {shown(value)} lies far outside of what can be meant.",
        "An empty or mistyped cell often turns into such a date.",
        "Type the right date, or leave the cell empty.",
    )
    return view.problem("date_out_of_range", row, column.letter, said)


def _year(value: Value) -> int:
    if isinstance(value, datetime.date):
        return value.year
    if isinstance(value, str) and cells.understand_text(value).kind == cells.DATE:
        found = re.search(r"(?<!\d)(\d{4})(?!\d)", value)
        return int(found[1]) if found else 0
    return 0
