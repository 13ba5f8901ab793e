"""The rows of a list as lines: for each use of a column, what stands there."""

from collections.abc import Iterator
from dataclasses import dataclass

from longtable.core.spreadsheets.sheets import column_position
from longtable.tables.roster.layout import ReadSheet, RosterLayout
from longtable.tables.roster.proposing import with_heading


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number and its texts by use."""

    number: int
    texts: dict[str, str]
    letters: dict[str, str]

    def __getitem__(self, use: str) -> str:
        """Return what stands in the column of a use, "" when there is none."""
        return self.texts.get(use, "")

    def cell(self, use: str) -> str:
        """Return the cell as a spreadsheet names it."""
        letter = self.letters.get(use, "")
        return f"{letter}{self.number}" if letter else ""

    @property
    def person(self) -> str:
        """The name of the person, from one column or from two."""
        two = " ".join(text for text in (self["first_name"], self["last_name"]) if text)
        return self["name"] or two

    @property
    def person_cell(self) -> str:
        """The cell with the name of the person."""
        return self.cell("name") or self.cell("first_name") or self.cell("last_name")


def headed(sheet: ReadSheet, layout: RosterLayout) -> ReadSheet:
    """Return the sheet with its headings in the row that people pointed at, if they did."""
    pointed = next((int(row) for row, use in layout.rows.items() if use == "header"), 0)
    if not 1 <= pointed <= len(sheet.rows) or sheet.header_rows == (pointed,):
        return sheet
    return with_heading(sheet, pointed)


def lines_of(sheet: ReadSheet, layout: RosterLayout) -> Iterator[Line]:
    """Yield the rows that hold something: no titles, notes, repeated headings, or left-out rows."""
    letters = {use: letter for letter, use in layout.columns.items() if use != "ignored"}
    places = {use: column_position(letter) - 1 for use, letter in letters.items()}
    for number, row in enumerate(sheet.rows, start=1):
        if row_kind(sheet, layout, number) != "data" or not any(row):
            continue
        texts = {use: row[at] for use, at in places.items() if at < len(row)}
        yield Line(number, {use: _plain(text) for use, text in texts.items()}, letters)


def row_kind(sheet: ReadSheet, layout: RosterLayout, number: int) -> str:
    """Return what a row is: title, header, data, footnote or left_out."""
    said = layout.rows.get(str(number))
    if said in {"data", "left_out"}:
        return said
    if number in sheet.header_rows or _repeats(sheet, number):
        return "header"
    if number in sheet.apart:
        return "footnote"
    return "data" if number >= sheet.first else "title"


def _repeats(sheet: ReadSheet, number: int) -> bool:
    """Whether a row says the headings again, as long lists do on every page."""
    row = sheet.rows[number - 1]
    return bool(sheet.names) and any(row) and tuple(row) == sheet.names[: len(row)]


def _plain(text: str) -> str:
    return " ".join(text.split())
