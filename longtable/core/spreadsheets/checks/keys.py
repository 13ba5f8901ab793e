"""Rows that can't be told apart, or do not say whom they are about."""

from collections.abc import Iterator

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.checks.view import TableView
from longtable.core.spreadsheets.reading import Column, Problem
from longtable.core.spreadsheets.sheets import column_position

MOST_SHARE = 0.1
NAMING = ("place", "group", "period")


def key_problems(view: TableView) -> Iterator[Problem]:
    """Return doubled rows and blank labels."""
    if not view.values or not any(column.role in NAMING for column in view.keys):
        return
    yield from _blank(view)
    yield from _doubled(view)


def _blank(view: TableView) -> Iterator[Problem]:
    for column in view.keys:
        if column.role not in NAMING or column.carried:
            continue
        values = view.cells(column)
        empty = [row for row, v in zip(view.rows, values, strict=True) if v in ("", None)]
        if column.role == "place":
            empty = _without(empty, view, column)
        if not empty or len(empty) > max(MOST_SHARE * len(values), 1):
            continue
        for row in empty:
            said = (
                f'"{column.name}" is empty in this row.',
                "It can't be told whom its numbers are about.",
                "Fill in the cell, or mark the row as one to leave out.",
            )
            yield view.problem("blank_key", row, column.letter, said)


def _without(rows: list[int], view: TableView, blank: Column) -> list[int]:
    """Return the rows that no other column of places names; a district's row has no school."""
    others = [c for c in view.keys if c.role == "place" and c is not blank]
    places = [column_position(column.letter) for column in others]
    return [row for row in rows if all(view.sheet.cell(row, at) in ("", None) for at in places)]


def _doubled(view: TableView) -> Iterator[Problem]:
    texts = [_labels(view, column) for column in view.keys]
    seen: dict[tuple[object, ...], int] = {}
    pairs = []
    section = iter(sorted(view.table.section_rows))
    part, ahead = 0, next(section, 0)
    for row, key in zip(view.rows, zip(*texts, strict=True), strict=True):
        while ahead and ahead < row:
            part, ahead = ahead, next(section, 0)
        first = seen.setdefault((part, *key), row)
        if first != row:
            pairs.append((first, row))
    if 5 * len(pairs) > len(view.rows) and len(pairs) > 3:
        yield _many(view, len(pairs), pairs[0])
        return
    for first, row in pairs:
        said = (
            f"This row has the same labels as row {first}.",
            "The same people would be counted twice.",
            "Remove one of the two, or correct its labels.",
        )
        yield view.problem("duplicate_row", row, "", said)


def _many(view: TableView, times: int, pair: tuple[int, int]) -> Problem:
    said = (
        f"{times} rows have the same labels as another row, the first are {pair[0]} and {pair[1]}.",
        "What tells them apart is not among the columns taken as labels.",
        "Say which column tells these rows apart, or remove the doubled rows.",
    )
    return view.problem("duplicate_row", pair[1], "", said)


def _labels(view: TableView, column: Column) -> list[object]:
    values = view.cells(column)
    if not column.carried:
        return [v.strip() if isinstance(v, str) else v for v in values]
    kept: list[object] = []
    for value in values:
        kept.append(cells.clean(value) or (kept[-1] if kept else ""))
    return kept
