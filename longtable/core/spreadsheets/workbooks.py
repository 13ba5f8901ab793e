"""XLSX, XLS and ODS workbooks to sheets, with what their format tells beyond the values."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import chain
from pathlib import Path, PurePosixPath

import numpy as np
import python_calamine

from longtable.core.spreadsheets import limits, wording
from longtable.core.spreadsheets.distinct import Distinct, distinct
from longtable.core.spreadsheets.sheets import CodedRows, Sheet, Value, column_position
from longtable.core.spreadsheets.trouble import CannotRead

PIECE = 1 << 20
LOOKED_AT = 1 << 19
CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(/?)>(<f)?')
ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?t="e"[^>]*>.{0,2000}?<v>([^<]*)</v>', re.DOTALL)
ERRS = b't="e"'
STYLE = re.compile(rb'\bs="(\d+)"')
VISIBLE = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "very_hidden"}


@dataclass(slots=True)
class Hints:
    """What one part of an XLSX file says beside the values; cells are counted from 0."""

    percent: set[int] = field(default_factory=set)
    formulas: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def read_workbook(path: Path, kind: str) -> list[Sheet]:
    """Read all sheets of a workbook of `kind` xlsx, xlsb, xls or ods; raises CannotRead."""
    hints = _hints(path) if kind == "xlsx" else {}
    try:
        with python_calamine.load_workbook(str(path)) as workbook:
            return [
                _sheet(workbook, position, hints.get(about.name, Hints()))
                for position, about in enumerate(workbook.sheets_metadata)
                if about.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
    except python_calamine.PasswordError as error:
        raise CannotRead(wording.LOCKED) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise CannotRead(wording.DAMAGED) from error


def _sheet(workbook: python_calamine.CalamineWorkbook, position: int, hints: Hints) -> Sheet:
    about = workbook.sheets_metadata[position]
    found = workbook.get_sheet_by_index(position)
    if found.total_width > limits.MAX_COLUMNS or found.total_height > limits.MAX_ROWS:
        raise CannotRead(wording.TOO_WIDE)
    if found.end and (found.end[0] + 1) * (found.end[1] + 1) > limits.MAX_CELLS:
        raise CannotRead(
            wording.SHEET_REACHES % {"sheet": about.name, "most": f"{limits.MAX_CELLS:,}"}
        )
    return Sheet(
        about.name,
        _rows(found),
        visible=VISIBLE.get(str(about.visible).rpartition(".")[2], "visible"),
        merged=tuple((a[0], a[1], b[0], b[1]) for a, b in found.merged_cell_ranges or ()),
        percent_columns=frozenset(hints.percent),
        formula_columns=frozenset(hints.formulas),
        errors=hints.errors,
    )


def _rows(found: python_calamine.CalamineSheet) -> CodedRows:
    """Return the rows from the first of the sheet on, empty ones and empty columns included.

    They are asked for one by one and put in a single list, which is twice as fast as all at once.
    """
    if found.start is None or found.end is None:
        return CodedRows([], 0)
    height, width, left = found.end[0] + 1, found.width, found.start[1]
    cells: list[Value] = list(chain.from_iterable(found.iter_rows()))
    assert len(cells) == height * width, "every row is as long"
    empty = Distinct([""], np.zeros(height, np.int32))
    return CodedRows([empty] * left + [_column(cells[at::width]) for at in range(width)], height)


def _column(cells: Sequence[Value]) -> Distinct:
    """Return the cells of a column, each once; what is only spaces is nothing."""
    found = distinct(cells)
    if any(isinstance(value, str) and value and not value.strip() for value in found.values):
        return distinct(["" if isinstance(v, str) and not v.strip() else v for v in cells])
    return found


def _hints(path: Path) -> dict[str, Hints]:
    try:
        with zipfile.ZipFile(path) as container:
            names = set(container.namelist())
            percent = _percent_styles(container) if "xl/styles.xml" in names else set()
            return {
                name: _hints_of(container, part, percent)
                for name, part in _parts(container).items()
                if part in names
            }
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, ValueError) as error:
        raise CannotRead(wording.DAMAGED) from error


def _parts(container: zipfile.ZipFile) -> dict[str, str]:
    """Return the part that holds each sheet."""
    workbook = container.read("xl/workbook.xml").decode("utf-8", "replace")
    links = container.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for link in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
        target = _attribute(link, "Target")
        targets[_attribute(link, "Id")] = (
            target[1:] if target.startswith("/") else str(PurePosixPath("xl") / target)
        )
    return {
        unescape(_attribute(sheet, "name")): targets.get(_attribute(sheet, r"\w+:id"), "")
        for sheet in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", workbook)
    }


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}=(?:\"([^\"]*)\"|'([^']*)')", tag)
    return (found[1] or found[2] or "") if found else ""


def _percent_styles(container: zipfile.ZipFile) -> set[int]:
    """Return the numbers of the cell styles that show a percent sign."""
    text = container.read("xl/styles.xml").decode("utf-8", "replace")
    formats = {"9", "10"}
    for tag in re.findall(r"<numFmt\b[^>]*>", text):
        if "%" in _attribute(tag, "formatCode"):
            formats.add(_attribute(tag, "numFmtId"))
    cells = re.search(r"<cellXfs\b.*?</cellXfs>", text, re.DOTALL)
    styles = re.findall(r"<xf\b[^>]*>", cells[0]) if cells else []
    return {at for at, tag in enumerate(styles) if _attribute(tag, "numFmtId") in formats}


def _hints_of(container: zipfile.ZipFile, part: str, percent: set[int]) -> Hints:
    hints = Hints()
    with container.open(part) as stream:
        piece, rest = stream.read(LOOKED_AT), b""
        _look(piece, percent, hints)
        while piece:
            if ERRS in piece or ERRS in rest + piece[: len(ERRS)]:
                _errors(rest + piece, hints)
            rest = piece[-4096:]
            piece = stream.read(PIECE)
    return hints


def _look(head: bytes, percent: set[int], hints: Hints) -> None:
    percents: dict[int, int] = {}
    for letters, _, attributes, _, formula in CELL.findall(head):
        column = column_position(letters.decode()) - 1
        style = STYLE.search(attributes)
        if style and int(style[1]) in percent:
            percents[column] = percents.get(column, 0) + 1
        if formula:
            hints.formulas.add(column)
    hints.percent = set(percents)


def _errors(window: bytes, hints: Hints) -> None:
    for letters, row, text in ERROR.findall(window):
        if len(hints.errors) < limits.MOST_PROBLEMS_OF_A_KIND:
            at = int(row) - 1, column_position(letters.decode()) - 1
            hints.errors[at] = text.decode("utf-8", "replace")
