"""What `protect` and `attack` both read: rows with a count, their keys, and hierarchies."""

import argparse
from dataclasses import dataclass

from longtable.cli.tables import read_table
from longtable.cli.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Counted:
    """A file of counts. `counts` holds None where the file leaves one empty."""

    file: str
    column: str
    by: tuple[str, ...]
    rows: list[dict[str, str]]
    keys: list[tuple[str, ...]]
    counts: list[int | None]
    hierarchies: dict[int, dict[str, str]]

    def place(self, row: int | None) -> str:
        """Return words for a row, numbered as a spreadsheet shows it (the header is row 1)."""
        return self.file if row is None else f"{self.file}: row {row + 2}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say where the counts and their keys are."""
    parser.add_argument("file", metavar="FILE", help="CSV or JSON; - is standard input")
    parser.add_argument("--count", required=True, metavar="COL", help="the column of counts")
    parser.add_argument("--by", required=True, metavar="A,B,…", help="the columns of the key")
    parser.add_argument("--fewest", type=_fewest, default=10, help="smallest count shown (10)")
    parser.add_argument(
        "--hierarchy",
        action="append",
        default=[],
        metavar="COL:FILE",
        help="a CSV child,parent for a column; may be given for several",
    )


def read_counted(chosen: argparse.Namespace) -> Counted:
    """Read the file that the arguments name. Raises Trouble with the row and the column."""
    by = tuple(name.strip() for name in chosen.by.split(","))
    rows = read_table(chosen.file)
    if chosen.count in by or len(set(by)) != len(by):
        raise Trouble(f"--by {chosen.by}: a column stands twice, or is the column of counts")
    for column in (chosen.count, *by):
        if any(column not in row for row in rows):
            raise Trouble(f"{chosen.file}: there is no column {column!r}")
    keys = [tuple(row[column].strip() for column in by) for row in rows]
    _refuse_doubles(chosen.file, by, keys)
    return Counted(
        file=chosen.file,
        column=chosen.count,
        by=by,
        rows=rows,
        keys=keys,
        counts=[_count(chosen, number, row) for number, row in enumerate(rows, start=2)],
        hierarchies=dict(_hierarchy(text, by) for text in chosen.hierarchy),
    )


def _fewest(text: str) -> int:
    if not text.isdigit() or int(text) < 2:
        raise argparse.ArgumentTypeError("must be a whole number from 2 up")
    return int(text)


def _refuse_doubles(file: str, by: tuple[str, ...], keys: list[tuple[str, ...]]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for number, key in enumerate(keys, start=2):
        if "" in key:
            raise Trouble(f"{file}: row {number}: column {by[key.index('')]} is empty")
        if key in seen:
            raise Trouble(
                f"{file}: row {number}: columns {', '.join(by)}: "
                f"{' / '.join(key)} stands in row {seen[key]} already"
            )
        seen[key] = number


def _count(chosen: argparse.Namespace, number: int, row: dict[str, str]) -> int | None:
    text = row[chosen.count].strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise Trouble(
            f"{chosen.file}: row {number}: column {chosen.count}: "
            f"{text!r} is not a whole number from 0 up (leave it empty where it is withheld)"
        )
    return int(text)


def _hierarchy(text: str, by: tuple[str, ...]) -> tuple[int, dict[str, str]]:
    column, colon, file = text.partition(":")
    if not colon or column not in by:
        raise Trouble(f"--hierarchy {text}: expected COL:FILE with COL one of {', '.join(by)}")
    parents: dict[str, str] = {}
    for number, row in enumerate(read_table(file), start=2):
        if "child" not in row or "parent" not in row:
            raise Trouble(f"{file}: expected the columns child,parent")
        child, parent = row["child"].strip(), row["parent"].strip()
        if parents.get(child, parent) != parent:
            raise Trouble(f"{file}: row {number}: column parent: {child} has two parents")
        if child == parent or not child or not parent:
            raise Trouble(f"{file}: row {number}: a child and its parent, both named and different")
        parents[child] = parent
    _refuse_circles(file, parents)
    return by.index(column), parents


def _refuse_circles(file: str, parents: dict[str, str]) -> None:
    for start in parents:
        passed, value = {start}, parents[start]
        while value in parents:
            if value in passed:
                raise Trouble(f"{file}: {value} is its own parent over some steps")
            passed.add(value)
            value = parents[value]
