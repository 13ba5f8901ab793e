"""J1: take in and check a partner's table, and store its facts.

Ours is the whole way of a file: read in the limited process, understood as the partner's last one
was, every cell judged, taken in with its record entry, and stored for the engine. The peers are the
scripts that a data lead would write for the same file: types, code lists, doubled rows, parts above
their whole and percentages that do not fit are checked, and the rows are stored. The limit only
parses. Each contestant answers how many facts it stored, and `judged` how many faults it found in
a file with as many planted: it must be all, and none besides.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import partner_file as partner
from bench.measure import PEERS, Row, compared, own_folder, rows

ROWS, QUICK_ROWS = 1_000_000, 100_000
SHEET_ROWS, QUICK_SHEET_ROWS = 100_000, 10_000
COUNTS = ("Tested", "Proficient")


def run(*, quick: bool, rows: int | None = None) -> list[Row]:
    """Measure CSV and XLSX; `rows` says how many the CSV has, a tenth of it the XLSX."""
    many = rows or (QUICK_ROWS if quick else ROWS)
    few = max(rows // 10, 1000) if rows else (QUICK_SHEET_ROWS if quick else SHEET_ROWS)
    return [*_csv(many), *_xlsx(few)]


def _csv(size: int) -> list[Row]:
    path, faulty = (partner.path_of(size, "csv", faults=faults) for faults in (False, True))
    limit = "limit: DuckDB parses"
    cases: dict[str, tuple[str, Path | str]] = {
        limit: ("parse_csv", sys.executable),
        "ours": ("ours", sys.executable),
        "peer: csv loop": ("csv_loop", sys.executable),
    }
    if PEERS.exists():
        cases["peer: pandas"] = ("pandas", PEERS)
    results = compared(__name__, cases, path, size)
    found = compared(__name__, {"ours, faults judged": ("judged", sys.executable)}, faulty, size)
    assert found["ours, faults judged"].answer == f"{partner.faulty(size)} faults", found
    stored = {who: result.answer for who, result in results.items() if who != limit}
    assert len(set(stored.values())) == 1, f"not the same facts: {stored}"
    return _rows(f"J1 CSV {size:,}", {**results, **found}, limit)


def _xlsx(size: int) -> list[Row]:
    path = partner.path_of(size, "xlsx", faults=False)
    limit = "limit: calamine parses"
    cases: dict[str, tuple[str, Path | str]] = {
        limit: ("parse_xlsx", sys.executable),
        "ours": ("ours", sys.executable),
        "ours, reader alone": ("reader", sys.executable),
        "peer: openpyxl loop": ("openpyxl_loop", sys.executable),
    }
    return _rows(f"J1 XLSX {size:,}", compared(__name__, cases, path, size), limit)


def _rows(job: str, results: dict[str, Any], limit: str) -> list[Row]:
    return rows(job, results, limit=limit)


def _parse_csv(path: str, _size: str) -> Callable[[], object]:
    import duckdb

    connection = duckdb.connect(config={"threads": 2})
    counts = ", ".join(f'count("{name}")' for name in partner.HEAD)
    sql = f"SELECT count(*), {counts} FROM '{path}'"
    return lambda: connection.execute(sql).fetchall()


def _parse_xlsx(path: str, _size: str) -> Callable[[], object]:
    import python_calamine

    def timed() -> object:
        with python_calamine.load_workbook(path) as book:
            return len(book.get_sheet_by_index(0).to_python())

    return timed


def _reader(path: str, _size: str) -> Callable[[], object]:
    from longtable.core.spreadsheets.limited import read_and_code

    return lambda: sum(
        each[1].rows for each in read_and_code(Path(path)) if isinstance(each, tuple)
    )


def _site(size: int) -> Any:
    """Set up an installation that knows the places and groups, and how the file is read."""
    os.environ["LONGTABLE_DATA"] = own_folder()
    os.environ["DJANGO_SETTINGS_MODULE"] = "longtable.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from bench.partner_site import made

    return made(size)


def _ours(path: str, size: str) -> Callable[[], object]:
    site = _site(int(size))

    def timed() -> object:
        submission = site.sent(Path(path))
        site.taken_in(submission)
        return f"{submission.counted['facts']} facts"

    return timed


def _judged(path: str, size: str) -> Callable[[], object]:
    site = _site(int(size))

    def timed() -> object:
        submission = site.sent(Path(path))
        found = sum(problem["count"] for problem in submission.problems)
        assert submission.counted["need_you"] == found, submission.problems
        return f"{found} faults"

    return timed


def _pandas(path: str, _size: str) -> Callable[[], object]:
    import pandas

    def timed() -> object:
        read = pandas.read_csv(path, dtype=str, keep_default_na=False)
        groups = {"Race": partner.RACES, "Sex": partner.SEXES, "Grade": partner.GRADES}
        wrong = ~read["Year"].isin(partner.YEARS)
        for column, known in groups.items():
            wrong |= ~read[column].isin(known)
        hidden = read["Tested"] == "*"
        numbers = {n: pandas.to_numeric(read[n], errors="coerce") for n in COUNTS}
        share = pandas.to_numeric(read["Percent Proficient"], errors="coerce")
        top, bottom = numbers["Proficient"], numbers["Tested"]
        bad = (top < 0) | (bottom < 0) | (top > bottom) | top.isna() | bottom.isna()
        wrong |= ~hidden & (bad | ((100 * top / bottom - share).abs() > 0.051))
        wrong |= read.duplicated(["School Code", "Year", "Race", "Sex", "Grade"])
        good = read[~wrong]
        good.to_parquet(f"{own_folder()}/facts.parquet")
        return f"{len(good)} facts"

    return timed


def _loop(lines: Any) -> int:
    """Check line by line, and write what is good as CSV."""
    import csv

    head = list(next(lines))
    at = {name: head.index(name) for name in partner.HEAD}
    groups = (("Race", set(partner.RACES)), ("Sex", set(partner.SEXES)),
              ("Grade", set(partner.GRADES)), ("Year", set(partner.YEARS)))  # fmt: skip
    seen: set[tuple[object, ...]] = set()
    stored = 0
    with open(f"{own_folder()}/facts.csv", "w", newline="") as stream:
        writer = csv.writer(stream)
        for line in lines:
            key = tuple(line[at[n]] for n in ("School Code", "Year", "Race", "Sex", "Grade"))
            named = all(line[at[name]] in known for name, known in groups)
            if named and key not in seen and _fits([line[at[n]] for n in partner.NUMBERS]):
                seen.add(key)
                writer.writerow(line)
                stored += 1
    return stored


def _fits(said: list[Any]) -> bool:
    if said[0] == "*":
        return True
    try:
        bottom, top, share = map(float, said)
    except ValueError:
        return False
    return 0 <= top <= bottom and (not bottom or abs(100 * top / bottom - share) <= 0.051)


def _csv_loop(path: str, _size: str) -> Callable[[], object]:
    import csv

    def timed() -> object:
        with open(path, newline="") as stream:
            return f"{_loop(csv.reader(stream))} facts"

    return timed


def _openpyxl_loop(path: str, _size: str) -> Callable[[], object]:
    import openpyxl

    def timed() -> object:
        book = openpyxl.load_workbook(path, read_only=True)
        return f"{_loop(iter(book.active.values))} facts"

    return timed


CASES = {
    "parse_csv": _parse_csv,
    "parse_xlsx": _parse_xlsx,
    "reader": _reader,
    "ours": _ours,
    "judged": _judged,
    "pandas": _pandas,
    "csv_loop": _csv_loop,
    "openpyxl_loop": _openpyxl_loop,
}
