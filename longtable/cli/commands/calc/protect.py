"""`longtable calc protect`: withhold small counts, and what would give them away."""

import argparse
import csv
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from longtable.cli.counted import Counted, add_arguments, read_counted
from longtable.cli.trouble import Trouble
from longtable.cli.witnessed import write_witnesses
from longtable.core.stats.disclosure import Protection, TableError, protect, table_from_keys

_EXPLANATION = """\
One row per cell; rows for totals have the value Total. The same rows come back as CSV with a
column `shown`: yes, small (a count of 1 to fewest - 1) or protects (another count that would give
a small one away), and the count left empty where it is not yes. `masked`: the count was empty
already. The column `shown` is for whoever approves the release: leave it out of what is published,
because "this blank is small" narrows other blanks. The bound and the gap go to standard error: no
safe choice costs less than the bound, and the gap is how far the answer lies above it, first of the
counts that protect, then of all that is withheld (the small ones go whatever is chosen).

--witnesses writes the tables that prove it, as CSV: a row for each withheld count (and for each
combination behind the rows, if any), the columns of the key, then `table 1`, `table 2`, …, each a
way to fill in all the blanks. They may hold parts of people. Some table puts each small count at 1
or less, another at fewest or more: the file tells which counts are small, so it is not published.
`calc attack --witnesses` checks it without a solver.
"""


def register(subparsers: Any) -> None:
    """Add `calc protect`."""
    parser = subparsers.add_parser(
        "protect",
        help="withhold small counts, and what would give them away",
        description=_EXPLANATION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_arguments(parser)
    parser.add_argument(
        "--objective",
        choices=("cells", "people", "communities"),
        default="cells",
        help="what to keep: as many cells or people as possible, or small communities first",
    )
    parser.add_argument(
        "--seconds",
        type=float,
        default=50.0,
        help="how long to look for something better than the first safe answer (50)",
    )
    parser.add_argument(
        "--witnesses", metavar="FILE", help="where to write the tables that prove it; not public"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Protect one file."""
    counted = read_counted(chosen)
    _refuse_copies(counted)
    try:
        table = table_from_keys(counted.keys, counted.counts, hierarchies=counted.hierarchies)
    except TableError as error:
        where = counted.place(error.cell) if error.cell is not None else counted.file
        raise Trouble(f"{where}: column {counted.column}: {error}") from error
    if len(counted.rows) > _MANY:
        print(f"protecting {len(counted.rows)} cells …", file=sys.stderr, flush=True)
    found = protect(
        table,
        fewest=chosen.fewest,
        objective=chosen.objective,
        seconds=chosen.seconds,
        tell=_progress(),
    )
    if chosen.witnesses:
        write_witnesses(chosen.witnesses, counted, table, found)
    _write(counted.rows, counted.column, found.shown)
    for row in sorted({blocked.cell for blocked in found.blocked}):
        print(
            f"note: {counted.place(row)}: the other counts of the file bound this one whatever "
            "is withheld",
            file=sys.stderr,
        )
    for note in table.notes:
        print(f"note: {note}", file=sys.stderr)
    print(_summary(found, len(counted.rows)), file=sys.stderr)
    return 0


_MANY = 1000
"""Rows for which even the first safe answer can take over two seconds."""


def _progress() -> Callable[[float, float], None]:
    """Return what says, every two seconds or so, how far the search is."""
    began = time.monotonic()

    def tell(weight: float, least: float) -> None:
        seconds = time.monotonic() - began
        print(
            f"… {seconds:.0f} s: safe at {weight:g}, proven least {least:g}",
            file=sys.stderr,
            flush=True,
        )

    return tell


def _refuse_copies(counted: Counted) -> None:
    """Refuse a second column with the counts in it; warn of other numbers."""
    for column in counted.rows[0]:
        if column in {counted.column, "shown", *counted.by}:
            continue
        texts = [row[column].strip() for row in counted.rows]
        if texts == [row[counted.column].strip() for row in counted.rows]:
            raise Trouble(
                f"{counted.file}: column {column} repeats {counted.column}: "
                "it would show what is withheld. Take it out first."
            )
        if any(text.lstrip("-").replace(".", "", 1).isdigit() for text in texts):
            print(
                f"note: column {column} holds numbers and is passed through unchanged; "
                "make sure that it does not give a withheld count away",
                file=sys.stderr,
            )


def _write(rows: Sequence[Mapping[str, str]], column: str, shown: Sequence[str]) -> None:
    fields = [*(name for name in rows[0] if name != "shown"), "shown"]
    writer = csv.DictWriter(sys.stdout, fields, lineterminator="\n")
    writer.writeheader()
    for row, word in zip(rows, shown, strict=False):
        count = row[column] if word == "yes" else ""
        writer.writerow({**row, column: count, "shown": word})


def _summary(found: Protection, rows: int) -> str:
    words = found.shown[:rows]
    small, protecting = words.count("small"), words.count("protects")
    masked = words.count("masked")
    parts = f"{small} small, {protecting} protect" + (f", {masked} masked" if masked else "")
    return (
        f"withheld {small + protecting + masked} of {rows} cells: {parts}; "
        f"weight {found.weight:g}, bound {found.bound:g}, gap {100 * found.gap:.1f} %; "
        f"with the small ones {found.forced + found.weight:g} where at least "
        f"{found.forced + found.bound:g} are needed, gap {100 * found.whole_gap:.1f} %"
    )
