"""What people correct: each correction is plain data, made from a form or from a button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from longtable.core.spreadsheets.reading import Column, TableReading
from longtable.core.spreadsheets.sheets import column_position
from longtable.submissions.understanding.layout import (
    EVERYBODY,
    LEAVE_OUT,
    ColumnUse,
    Layout,
    NotALayout,
    with_column,
    with_mark,
    with_meaning,
    with_row,
    without_rows,
)
from longtable.submissions.understanding.naming import period_of, text_at
from longtable.submissions.understanding.vocabulary import Vocabulary

Change = Mapping[str, Any]
MOST_ROWS = 5_000  # that one correction may be about
LAST_ROW = 1_048_576  # of any sheet


def corrected(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    """Return the layout after one correction; raises NotALayout when it makes no sense.

    `change["do"]` is column, row, mark, meaning, period, place, totals, leave_out, replace,
    drop_missing or many.
    """
    act = _ACTS.get(str(change.get("do")))
    if act is None:
        raise NotALayout(f"not a correction: {change.get('do')!r}")
    try:
        return act(layout, change, vocabulary)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise NotALayout(str(error)) from error


def corrected_table(table: TableReading, layout: Layout, rows: Sequence[Any]) -> TableReading:
    """Return the table with the header rows and footnotes that people pointed at.

    `rows` are the rows at the top of the sheet (number and texts), for the names of columns.
    """
    said = {int(number): use for number, use in layout.rows.items()}
    headers = {row for row in table.header_rows if said.get(row, "header") == "header"}
    headers |= {row for row, use in said.items() if use == "header"}
    if headers == set(table.header_rows):
        return _stretched(table, said)
    first = max(headers, default=0) + 1
    names = {number: cells for number, cells in rows if number in headers}
    columns = tuple(
        replace(column, name=_name(column, [names[row] for row in sorted(names)]))
        for column in table.columns
    )
    changed = replace(
        table, header_rows=tuple(sorted(headers)), first_data_row=first, columns=columns
    )
    return _stretched(changed, said)


def _stretched(table: TableReading, said: Mapping[int, str]) -> TableReading:
    """Return the table stretched to the rows that were called data."""
    data = [row for row, use in said.items() if use in {"data", "total"}]
    return replace(
        table,
        first_data_row=min([table.first_data_row, *data]),
        last_data_row=max([table.last_data_row, *data]),
    )


def _name(column: Column, headers: list[Sequence[str]]) -> str:
    at = column_position(column.letter) - 1
    parts = list(dict.fromkeys(text for cells in headers if (text := text_at(cells, at))))
    return ": ".join(parts)[:160] or f"Column {column.letter}"


def _column(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    column = layout.column(str(change["letter"]))
    if column is None:
        raise NotALayout(_("There is no column %(letter)s.") % {"letter": change["letter"]})
    breakdown = str(change.get("breakdown", column.breakdown))
    category = str(change.get("category", ""))
    if breakdown and breakdown not in vocabulary.breakdowns:
        raise NotALayout(f"There is no breakdown {breakdown}.")
    if category and (breakdown, category) not in vocabulary.categories:
        raise NotALayout(f"There is no category {category} of {breakdown}.")
    changed = ColumnUse(
        column.letter,
        column.name,
        str(change["use"]),
        breakdown=breakdown,
        category=category,
        period=str(change.get("period", "")),
        keep=tuple(map(str, change.get("keep", ()))),
        scale=int(change.get("scale", column.scale)),
        zero_is_masked=bool(change.get("zero_is_masked", False)),
    )
    if changed.scale not in {1, 100}:
        raise NotALayout(f"not a scale: {changed.scale}")
    return with_column(layout, changed)


def _row(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    first, last = int(change["row"]), int(change.get("to") or change["row"])
    if not 0 <= last - first < MOST_ROWS or last > LAST_ROW:
        raise NotALayout(f"not rows that one correction can be about: {first} to {last}")
    for number in range(first, last + 1):
        layout = with_row(layout, number, str(change["use"]))
    return layout


def _mark(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    return with_mark(layout, str(change["sign"]), str(change["meaning"]))


def _meaning(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    to = str(change["to"])
    places = to in vocabulary.places and change["kind"] == "place"
    groups = tuple(to.split("/", 1)) in vocabulary.categories and change["kind"] == "group"
    if not (places or groups or to == LEAVE_OUT or (to == EVERYBODY and change["kind"] == "group")):
        raise NotALayout(_("There is nothing called “%(to)s”.") % {"to": to})
    return with_meaning(layout, str(change["kind"]), str(change["text"]), to)


def _period(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    period = period_of(str(change["period"]))[:40]
    if not period:
        raise NotALayout(_("Say the period, such as 2025 or 2024-25."))
    return replace(layout, period=period, period_from="person")


def _place(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    if change["place"] not in vocabulary.places:
        raise NotALayout(_("There is no place “%(place)s”.") % {"place": change["place"]})
    return replace(layout, place=str(change["place"]))


def _totals(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    if change["totals"] not in {EVERYBODY, LEAVE_OUT}:
        raise NotALayout(f"not a use of totals: {change['totals']!r}")
    return replace(layout, totals=str(change["totals"]))


def _leave_out(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    return without_rows(layout, [int(row) for row in change["rows"]])


def _replace(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    earlier = int(change["submission"])
    return replace(layout, replaces=tuple(dict.fromkeys((*layout.replaces, earlier))))


def _drop_missing(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    kept = tuple(item for item in layout.differences if item[1] != change["name"])
    return replace(layout, differences=kept)


def _many(layout: Layout, change: Change, vocabulary: Vocabulary) -> Layout:
    for single in change["changes"]:
        if single.get("do") == "many":
            raise NotALayout("A correction can't hold others of its kind.")
        layout = corrected(layout, single, vocabulary)
    return layout


_ACTS = {
    "column": _column,
    "row": _row,
    "mark": _mark,
    "meaning": _meaning,
    "period": _period,
    "place": _place,
    "totals": _totals,
    "leave_out": _leave_out,
    "replace": _replace,
    "drop_missing": _drop_missing,
    "many": _many,
}
