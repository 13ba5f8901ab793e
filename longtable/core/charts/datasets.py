"""The same numbers in rows: for those who do not see the picture, and for other programs."""

import csv
import io
from collections.abc import Iterable, Iterator

from longtable.core.charts.spec import (
    Category,
    Chart,
    DotRange,
    Needle,
    Point,
    Series,
    SmallMultiples,
    State,
    Strip,
)
from longtable.core.charts.words import Words

Row = tuple[str, ...]
Raw = tuple[str | float | int | None, ...]


def header(spec: Chart, words: Words) -> Row:
    """Return the names of the columns of `rows`."""
    ends = (words.value_name, words.low, words.high, words.people, words.note)
    if isinstance(spec, Needle | SmallMultiples):
        return (words.period, words.who, *ends)
    return (words.who, *ends)


def rows(spec: Chart, words: Words) -> list[Row]:
    """Return every number and word of the picture as text, as the reader's language writes it."""
    match spec:
        case Needle():
            found = [
                (point.label, series.name, *_texts(point, words, point.break_before))
                for series in (spec.series, *spec.comparators)
                for point in series.points
            ]
        case SmallMultiples():
            found = [row for group in spec.categories for row in _past(group, words)]
        case _:
            found = [(group.name, *_texts(group, words, "")) for group in spec.categories]
    return found + list(_said(spec, words, len(header(spec, words))))


def csv_text(spec: Chart, words: Words) -> str:
    """Return the numbers as CSV: plain numbers with a point, and the reason where there is none."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(header(spec, words))
    for row in _raw(spec, words):
        writer.writerow([_safe(cell) for cell in row])
    return file.getvalue()


def _raw(spec: Chart, words: Words) -> Iterator[Raw]:
    if isinstance(spec, Needle):
        for series in (spec.series, *spec.comparators):
            yield from _raw_series(series, words)
    else:
        for group in spec.categories:
            first = ("", group.name) if isinstance(spec, SmallMultiples) else (group.name,)
            yield (*first, *_numbers(group, words, group.distance))
            if isinstance(spec, SmallMultiples) and group.series:
                yield from _raw_series(group.series, words, name=group.name)
    if isinstance(spec, Needle | SmallMultiples | DotRange) and spec.goal:
        ends = (spec.goal.value, None, None, None, spec.goal.by)
        timed = not isinstance(spec, DotRange)
        yield ((spec.goal.by, words.goal_name) if timed else (words.goal_name,)) + ends


def _raw_series(series: Series, words: Words, *, name: str = "") -> Iterator[Raw]:
    for point in series.points:
        yield (point.label, name or series.name, *_numbers(point, words, point.break_before))


def _past(group: Category, words: Words) -> Iterable[Row]:
    """Return a group's rows: each period, and first what is said of it now."""
    yield ("", group.name, *_texts(group, words, group.distance))
    for point in group.series.points if group.series else ():
        yield (point.label, group.name, *_texts(point, words, point.break_before))


def _texts(one: Point | Category, words: Words, note: str) -> Row:
    limits = [words.value(limit) if limit is not None else "" for limit in (one.low, one.high)]
    value = words.value(one.value) if one.value is not None else words.absence(one.state)
    people = words.count(one.people) if one.people is not None else ""
    return (value, *limits, people, _note(one, words, note))


def _numbers(one: Point | Category, words: Words, note: str) -> Raw:
    absence = words.absence(one.state) if one.value is None else ""
    said = "; ".join(filter(None, (absence, _note(one, words, note))))
    return (one.value, one.low, one.high, one.people, said)


def _note(one: Point | Category, words: Words, note: str) -> str:
    if isinstance(one, Category) and not note:
        note = one.distance
    return "; ".join(filter(None, (words.caution if one.caution else "", note)))


def _said(spec: Chart, words: Words, wide: int) -> Iterator[Row]:
    """Return what the picture says beside its points: the goal, the distance, the gap, the rest."""
    if isinstance(spec, Needle | SmallMultiples | DotRange) and spec.goal:
        value = words.value(spec.goal.value)
        first = (spec.goal.by, words.goal_name) if wide == 7 else (words.goal_name,)
        yield _row((*first, value), wide, words.goal_text(spec.goal.value, spec.goal.by))
    if isinstance(spec, Needle) and spec.distance:
        yield _row(("", words.left), wide, spec.distance)
    if isinstance(spec, DotRange) and spec.gap:
        yield _row((words.gap,), wide, spec.gap)
    if isinstance(spec, Strip):
        yield from _counted(spec.categories, words, wide)


def _counted(groups: tuple[Category, ...], words: Words, wide: int) -> Iterator[Row]:
    states: tuple[State, ...] = ("withheld", "masked", "missing")
    for state in states:
        count = sum(group.state == state for group in groups)
        if count:
            yield _row((words.absence(state),), wide, words.count(count))


def _row(start: Row, wide: int, note: str) -> Row:
    return (*start, *[""] * (wide - len(start) - 1), note)


def _safe(cell: str | float | int | None) -> str | float | int:
    """Keep a spreadsheet from taking text for a formula."""
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {*"=+-@\t\r"} else cell
