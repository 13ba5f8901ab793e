"""One table of a sheet, from its rows to its columns, totals and marks."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.detection.area import Area
from longtable.core.spreadsheets.detection.arithmetic import percent_triples
from longtable.core.spreadsheets.detection.columns import (
    column_kind,
    column_role,
    settle_denominators,
)
from longtable.core.spreadsheets.detection.names import column_names
from longtable.core.spreadsheets.detection.profiles import Profile, profile
from longtable.core.spreadsheets.detection.segments import Region
from longtable.core.spreadsheets.detection.totals import LABEL_ROLES, total_rows
from longtable.core.spreadsheets.distinct import Codes
from longtable.core.spreadsheets.marks import (
    SENTINELS,
    meanings_from_notes,
    usual_meaning,
    usual_meaning_beside_a_number,
)
from longtable.core.spreadsheets.reading import Column, Mark, TableReading
from longtable.core.spreadsheets.sheets import column_letter

LABELS = ("text", "code", "date")
LEADING = 2
VALUE_ROLES = ("count", "denominator", "estimate", "limit")
PERIOD_IN_TEXT = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d)(?!\d)|"
    r"(?:(?:Q[1-4]|fall|spring|summer|winter)\s+)?(?<!\d)(?:19|20)\d\d(?!\d)",
    re.IGNORECASE,
)


def read_table(region: Region) -> TableReading | None:
    """Return what was understood of a region, None when it holds no column."""
    area = region.area
    body = _body(region)
    columns = [at for at in range(area.left, area.right) if _is_used(region, body, at)]
    if not columns or not len(body):
        return None
    profiles = [profile(area.sheet.column(at).at(body), area.decimal) for at in columns]
    names = column_names(area, region.headers, columns)
    kinds = _kinds(area, columns, names, profiles)
    roles = _roles(area, body, columns, names, kinds=kinds, profiles=profiles)
    measured = any(role in VALUE_ROLES for role in roles)
    totals = _totals(area, body, columns, roles, kinds=kinds) if measured else []
    title = "\n".join(area.text(row) for row in region.titles)
    return TableReading(
        header_rows=tuple(row + 1 for row in region.headers),
        first_data_row=region.first + 1,
        last_data_row=region.last + 1,
        columns=tuple(
            Column(column_letter(at + 1), name, kind, role, carried, header=name)
            for at, name, kind, role, carried in zip(
                columns, names, kinds, roles, _carried(area, body, columns, kinds), strict=True
            )
        ),
        total_rows=tuple(row + 1 for row in totals),
        footnote_rows=tuple(sorted(row + 1 for row in region.footnotes)),
        title_rows=tuple(row + 1 for row in region.titles),
        section_rows=tuple(row + 1 for row in region.sections),
        skipped_rows=tuple(row + 1 for row in region.skipped),
        marks=_marks(region, profiles, roles),
        title=title,
        period=period_in(title) or period_in(area.sheet.name),
        decimal=area.decimal,
    )


def period_in(text: str) -> str:
    """Return the year, school year or quarter that a title names, "" where it names none or two."""
    found = {re.sub(r"\s+", " ", match) for match in PERIOD_IN_TEXT.findall(text)}
    return found.pop() if len(found) == 1 else ""


def _body(region: Region) -> Codes:
    """Return the rows of data, counted from 0."""
    area = region.area
    rows = np.arange(region.first, region.last + 1)
    apart = [*region.sections, *region.skipped]
    if len(rows) > 1:
        apart += region.footnotes
        rows = rows[area.sheet.filled(area.left, area.right)[rows] > 0]
    return rows[~np.isin(rows, apart)]


def _is_used(region: Region, body: Codes, column: int) -> bool:
    rows = region.area.rows
    headed = any(rows[row][column] not in ("", None) for row in region.headers)
    return headed or not region.area.sheet.column(column).at(body).blank().all()


def _kinds(
    area: Area, columns: Sequence[int], names: Sequence[str], profiles: Sequence[Profile]
) -> list[str]:
    percents = area.sheet.percent_columns
    return [
        column_kind(found, name, percent_format=at in percents and found.typed_numbers > 0)
        for at, name, found in zip(columns, names, profiles, strict=True)
    ]


def _roles(
    area: Area,
    body: Codes,
    columns: Sequence[int],
    names: Sequence[str],
    *,
    kinds: list[str],
    profiles: Sequence[Profile],
) -> list[str]:
    roles = [
        column_role(found, name, kind, first=at == columns[0])
        for at, name, kind, found in zip(columns, names, kinds, profiles, strict=True)
    ]
    numbers = [
        at
        for at, (role, found) in enumerate(zip(roles, profiles, strict=True))
        if role in ("count", "denominator") and found.whole == found.numbers
    ]
    estimates = [at for at, role in enumerate(roles) if role == "estimate"]
    position = {at: place for place, at in enumerate(columns)}
    triples = percent_triples(
        area,
        body,  # type: ignore[arg-type]
        counts=[columns[at] for at in numbers],
        percents=[columns[at] for at in estimates],
    )
    placed = [(position[a], position[b], position[c]) for a, b, c in triples]
    for _, _, percent in placed:
        kinds[percent] = "percent"
    return settle_denominators(roles, placed)


def _totals(
    area: Area,
    body: Codes,
    columns: Sequence[int],
    roles: Sequence[str],
    *,
    kinds: list[str],
) -> list[int]:
    labels = [
        at
        for at, role, kind in zip(columns, roles, kinds, strict=True)
        if role in LABEL_ROLES and kind in ("text", "code", "mixed", "date", "number")
    ]
    numbers = [
        (at, role) for at, role, kind in zip(columns, roles, kinds, strict=True) if kind == "number"
    ]
    counts = [at for at, role in numbers if role in ("count", "denominator")]
    counts = counts or [at for at, role in numbers if role == "estimate"]
    return total_rows(area, body, labels=labels, counts=counts)


def _carried(area: Area, body: Codes, columns: Sequence[int], kinds: Sequence[str]) -> list[bool]:
    """Tell which columns name a row only where the name changes, as merged cells do."""
    merged = {at for a, b, c, d in area.sheet.merged if c > a for at in range(b, d + 1)}
    found = []
    for place, at in enumerate(columns):
        if place > LEADING or kinds[place] not in LABELS:
            found.append(False)
            continue
        blank = area.sheet.column(at).at(body).blank()
        blanks = int(blank.sum())
        labels_right = any(kind in LABELS for kind in kinds[place + 1 :])
        starts = len(body) > 0 and not blank[0]
        sparse = starts and 10 * blanks >= 4 * len(body) and blanks < len(body)
        found.append(labels_right and starts and blanks > 0 and (at in merged or sparse))
    return found


def _sentinels(profiles: Sequence[Profile], roles: Sequence[str]) -> Counter[str]:
    """Count numbers like -9 that stand for a mark: below zero where nothing else is.

    A table in which any other number is below zero (a change, a balance) has none.
    """
    pairs = zip(profiles, roles, strict=True)
    measured = [found.below_zero for found, role in pairs if role in VALUE_ROLES]
    below = sum(measured, Counter[str]())
    counted = any(
        found.below_zero
        for found, role in zip(profiles, roles, strict=True)
        if role in ("count", "denominator") or (role == "estimate" and found.most > 0)
    )
    return below if counted and set(below) <= SENTINELS else Counter()


def _marks(region: Region, profiles: Sequence[Profile], roles: Sequence[str]) -> dict[str, Mark]:
    """Count the marks, with the meaning that a note gives or the usual one."""
    alone: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    measured: set[str] = set()
    for found, role in zip(profiles, roles, strict=True):
        alone.update(found.signs)
        measured.update(found.signs if role != "limit" else ())
        if role in VALUE_ROLES or (found.has_only_marks and role == "other"):
            alone.update(found.words)
        beside.update(found.attached)
    alone.update(_sentinels(profiles, roles))
    notes = [region.area.text(row) for row in (*region.footnotes, *region.titles)]
    notes += [cells.clean(v) for row in region.headers for v in region.area.rows[row] if v]
    said = meanings_from_notes(notes, {*alone, *beside})
    marks = {}
    for mark, count in alone.items():
        # The Census Bureau writes ** and *** where a margin of error could not be computed.
        usual = usual_meaning(mark) if mark in measured or set(mark) != {"*"} else "not_available"
        meaning, words = said.get(mark, (usual, ""))
        marks[mark] = Mark(meaning if meaning != "unknown" else usual, count, words)
    for mark, count in beside.items():
        meaning, words = said.get(mark, ("unknown", ""))
        usual = usual_meaning_beside_a_number(mark)
        meaning = "unknown" if meaning == "suppressed" else meaning
        key = f"n{mark}" if mark in marks else mark
        marks[key] = Mark(meaning if meaning != "unknown" else usual, count, words)
    return marks
