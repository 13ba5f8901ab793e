"""What a list probably says: which row has the headings, and what each column is."""

from collections.abc import Mapping
from typing import Any

from longtable.core.spreadsheets.reading import SheetReading, TableReading
from longtable.core.spreadsheets.sheets import column_letter, column_position
from longtable.tables.roster.layout import ReadSheet, RosterLayout
from longtable.tables.roster.words import role_of, use_of
from longtable.web.folding import folded

LOOKED_AT = 40


def read_sheet(about: SheetReading, rows: list[list[str]]) -> ReadSheet:
    """Return a sheet with its headings: those that speak of people, or as the reader found them."""
    cells = tuple(tuple(text.strip() for text in row) for row in rows)
    table = max(about.tables, key=_known, default=None)
    spoken = max(
        range(1, min(len(cells), LOOKED_AT) + 1), key=lambda row: _spoken(cells[row - 1]), default=0
    )
    if table is not None and (not spoken or _known(table) >= _spoken(cells[spoken - 1])):
        apart = (*table.footnote_rows, *table.section_rows, *table.total_rows)
        names = [""] * max((len(row) for row in cells), default=0)
        for column in table.columns:
            names[column_position(column.letter) - 1] = column.name
        return ReadSheet(
            about.name, cells, table.header_rows, table.first_data_row, apart, tuple(names)
        )
    if spoken and _spoken(cells[spoken - 1]):
        return with_heading(ReadSheet(about.name, cells), spoken)
    return ReadSheet(about.name, cells)


def with_heading(sheet: ReadSheet, row: int) -> ReadSheet:
    """Return the sheet with its headings in one row, and everything below it as data."""
    apart = tuple(one for one in sheet.apart if one > row)
    return ReadSheet(sheet.name, sheet.rows, (row,), row + 1, apart, sheet.rows[row - 1])


def proposed(sheets: list[ReadSheet], known: Mapping[str, Any]) -> RosterLayout:
    """Return how the list is probably to be read, by what was learned from the last one first."""
    if not sheets:
        return RosterLayout()
    layouts = [(sheet, uses_of(sheet, known.get("uses", {}))) for sheet in sheets]
    sheet, columns = max(layouts, key=lambda one: len(set(one[1].values()) - {"ignored"}))
    return RosterLayout(
        sheet=sheet.name,
        columns=columns,
        meanings=known.get("meanings", {}),
        defaults=known.get("defaults", {}),
    )


def uses_of(sheet: ReadSheet, learned: Mapping[str, str]) -> dict[str, str]:
    """Return the use of each column by its letter; each use stands once, the first column has it.

    A heading that was learned goes by what it was; then by its words; then by what stands in it.
    """
    found: dict[str, str] = {}
    for at, name in enumerate(sheet.names):
        use = learned.get(folded(name)) or use_of(name)
        if use == "role" and not _are_roles(sheet, at):
            use = ""
        taken = set(found.values())
        found[column_letter(at + 1)] = use if use and use not in taken else "ignored"
    if "email" not in found.values():
        _by_the_sign(sheet, found)
    return found


def texts_in(sheet: ReadSheet, at: int) -> list[str]:
    """Return the different texts of a column (from 0) below the headings."""
    below = (row[at] for row in sheet.rows[sheet.first - 1 :] if at < len(row))
    return list(dict.fromkeys(text for text in below if text))


def _by_the_sign(sheet: ReadSheet, found: dict[str, str]) -> None:
    """Take the first unused column for addresses in which most cells have the sign of one."""
    for at in range(sheet.width):
        letter, texts = column_letter(at + 1), texts_in(sheet, at)
        unused = found.get(letter, "ignored") == "ignored"
        if unused and texts and sum("@" in text for text in texts) * 2 > len(texts):
            found[letter] = "email"
            return


def _are_roles(sheet: ReadSheet, at: int) -> bool:
    """Whether a column that is called so holds our roles, and not what people do for a living."""
    texts = texts_in(sheet, at)
    return bool(texts) and sum(role_of(text) is not None for text in texts) * 2 > len(texts)


def _known(table: TableReading) -> int:
    return _spoken([column.name for column in table.columns])


def _spoken(texts: Any) -> int:
    return len({use_of(text) for text in texts if text and len(text) < 60} - {""})
