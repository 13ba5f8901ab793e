"""Tables that prove a protected file, as a plain CSV: one column a table, one row a blank."""

import csv
from pathlib import Path
from typing import Any

from longtable.cli.counted import Counted
from longtable.cli.tables import read_table
from longtable.cli.trouble import Trouble
from longtable.core.stats.disclosure import Protection, Table, fillings


def write_witnesses(name: str, counted: Counted, table: Table, found: Protection) -> None:
    """Write the witnesses of a protection. Raises Trouble where the file cannot be written."""
    known = [{key[column] for key in counted.keys} for column in range(len(counted.by))]
    try:
        with Path(name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            numbers = range(1, len(found.witnesses.tables) + 1)
            writer.writerow([*counted.by, *(f"table {number}" for number in numbers)])
            for index, values in fillings(found):
                key: Any = table.cells[index].key
                if all(value in known[column] for column, value in enumerate(key)):
                    writer.writerow([*key, *(f"{value:.9g}" for value in values)])
    except OSError as error:
        raise Trouble(f"{name}: {error.strerror or error}") from error


def read_witnesses(name: str, by: tuple[str, ...]) -> dict[tuple[str, ...], list[float]]:
    """Return the numbers of each blank, one a table; none where nothing is withheld.

    Raises Trouble with the row at fault."""
    found: dict[tuple[str, ...], list[float]] = {}
    for number, row in enumerate(read_table(name, empty=True), start=2):
        if any(column not in row for column in by):
            raise Trouble(f"{name}: expected the columns {', '.join(by)}")
        key = tuple(row[column].strip() for column in by)
        if key in found:
            raise Trouble(f"{name}: row {number}: {' / '.join(key)} stands there twice")
        texts = [text for column, text in row.items() if column not in by]
        try:
            found[key] = [float(text) for text in texts]
        except ValueError as error:
            raise Trouble(f"{name}: row {number}: expected numbers ({error})") from error
    return found
