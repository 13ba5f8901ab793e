"""What was understood of a file: sheets, their tables, columns, marks and problems."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

KINDS = ("number", "percent", "text", "date", "code", "mixed")
ROLES = ("place", "group", "period", "count", "denominator", "estimate", "limit", "note", "other")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `kind` of its cells and `role` in the table, from KINDS and ROLES.

    `carried` names stand only in the first of the rows that they name. `header` is the name as
    it stands in the file, whatever the column has been called since.
    """

    letter: str
    name: str
    kind: str
    role: str
    carried: bool = False
    ignored: bool = False
    header: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign that stands for or beside numbers: how often, its meaning, and who says so.

    `said` holds the footnote's own words; empty when the meaning is the usual one.
    """

    meaning: str
    count: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table on a sheet. Rows are numbered from 1 as a spreadsheet shows them.

    `first_data_row` to `last_data_row` hold the data, summary rows (`total_rows`), labels over
    parts of the table (`section_rows`) and rows to be left out (`skipped_rows`) included.
    """

    header_rows: tuple[int, ...]
    first_data_row: int
    last_data_row: int
    columns: tuple[Column, ...]
    total_rows: tuple[int, ...] = ()
    footnote_rows: tuple[int, ...] = ()
    title_rows: tuple[int, ...] = ()
    section_rows: tuple[int, ...] = ()
    skipped_rows: tuple[int, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    title: str = ""
    period: str = ""
    decimal: str = "."


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the data: where, what, why it matters, how to fix it.

    `cause` groups problems of one sort. `row` is 0 for a whole column, `column` a letter or "".
    """

    cause: str
    sheet: str
    row: int
    column: str
    what: str
    why: str
    fix: str

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet names it, or "" when it is not about one cell."""
        return f"{self.column}{self.row}" if self.column and self.row else ""


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet and the tables found on it; `visible` is visible, hidden or very_hidden."""

    name: str
    tables: tuple[TableReading, ...]
    visible: str = "visible"
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of a file."""

    sheets: tuple[SheetReading, ...]
    problems: tuple[Problem, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data for JSON; `from_dict` takes it back."""
        found = asdict(self)
        for problem, plain in zip(self.problems, found["problems"], strict=True):
            plain["cell"] = problem.cell
        return found

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Reading":
        """Return the reading that `to_dict` described; raises KeyError or TypeError if damaged."""
        return cls(
            sheets=tuple(_sheet(sheet) for sheet in plain["sheets"]),
            problems=tuple(_problem(problem) for problem in plain["problems"]),
        )

    def summary(self) -> dict[str, Any]:
        """Return the plain data that the command line prints."""
        return {
            "sheets": [
                {"name": sheet.name, "tables": [_summary(table) for table in sheet.tables]}
                for sheet in self.sheets
            ],
            "problems": [
                {
                    "sheet": problem.sheet,
                    "row": problem.row or None,
                    "column": problem.column or None,
                    "cell": problem.cell or None,
                    "what": problem.what,
                    "why": problem.why,
                    "fix": problem.fix,
                }
                for problem in self.problems
            ],
        }


def table_from_dict(plain: Mapping[str, Any]) -> TableReading:
    """Return the table that `asdict` described."""
    words = ("header_rows", "total_rows", "footnote_rows", "title_rows")
    lists = {name: tuple(int(row) for row in plain[name]) for name in words}
    return TableReading(
        **lists,
        section_rows=tuple(plain["section_rows"]),
        skipped_rows=tuple(plain["skipped_rows"]),
        first_data_row=int(plain["first_data_row"]),
        last_data_row=int(plain["last_data_row"]),
        columns=tuple(Column(**column) for column in plain["columns"]),
        marks={sign: Mark(**mark) for sign, mark in plain["marks"].items()},
        title=plain["title"],
        period=plain["period"],
        decimal=plain["decimal"],
    )


def _sheet(plain: Mapping[str, Any]) -> SheetReading:
    tables = tuple(table_from_dict(table) for table in plain["tables"])
    return SheetReading(
        plain["name"], tables, plain["visible"], int(plain["rows"]), int(plain["columns"])
    )


def _problem(plain: Mapping[str, Any]) -> Problem:
    return Problem(**{name: value for name, value in plain.items() if name != "cell"})


def _summary(table: TableReading) -> dict[str, Any]:
    return {
        "header_rows": list(table.header_rows),
        "first_data_row": table.first_data_row,
        "last_data_row": table.last_data_row,
        "columns": [
            {"letter": c.letter, "name": c.name, "kind": c.kind, "role": c.role}
            for c in table.columns
        ],
        "total_rows": list(table.total_rows),
        "footnote_rows": list(table.footnote_rows),
        "marks": {
            sign: {"meaning": mark.meaning, "count": mark.count}
            for sign, mark in table.marks.items()
        },
    }
