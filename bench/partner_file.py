"""A made-up partner's file for J1: schools by year, race, sex and grade, with faults planted.

Every cell comes from the number of its row, so that the same size is always the same file.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from bench.measure import CACHE

YEARS = [f"{year}-{(year + 1) % 100:02d}" for year in range(2015, 2025)]
RACES = ["Asian", "Black", "Hispanic", "Native", "Pacific", "Two or more", "White", "Other"]
SEXES = ["Female", "Male"]
GRADES = [f"Grade {grade}" for grade in range(1, 9)]
EACH = len(YEARS) * len(RACES) * len(SEXES) * len(GRADES)
HEAD = ["County", "Region", "District", "District Code", "School", "School Code", "Type", "Charter",
        "ZIP", "Year", "Race", "Sex", "Grade", "Tested", "Proficient", "Percent Proficient",
        "Mean Scale Score", "Reported", "Note"]  # fmt: skip
NUMBERS = ("Tested", "Proficient", "Percent Proficient")
SUPPRESSED, FAULTY = 50, 200


def path_of(rows: int, ending: str, *, faults: bool) -> Path:
    """Return the file of so many rows as "csv" or "xlsx", made when it is not there yet."""
    path = CACHE / f"partner-{rows}{'-faulty' if faults else ''}.{ending}"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"unfinished-{path.name}")
        {"csv": _csv, "xlsx": _xlsx}[ending](unfinished, lines(rows, faults=faults))
        unfinished.rename(path)
    return path


def school(number: int) -> tuple[str, str]:
    """Return the name and the code of a school."""
    return f"{number:04d} Lincoln School", f"S{number:06d}"


def schools(rows: int) -> int:
    """Return how many schools so many rows name."""
    return -(-rows // EACH)


def faulty(rows: int) -> int:
    """Return how many rows have a fault: a count above its whole, a minus, a word, a strange group.

    One row in two hundred has exactly one.
    """
    return rows // FAULTY


def lines(rows: int, *, faults: bool) -> Iterator[list[object]]:
    """Yield the head and the lines below it, numbers as numbers."""
    yield list(HEAD)
    for n in range(rows):
        line = _line(n)
        if faults and n % FAULTY == FAULTY - 1:
            _spoil(line, kind=n // FAULTY % 4)
        yield line


def _line(n: int) -> list[object]:
    at, within = divmod(n, EACH)
    within, grade = divmod(within, len(GRADES))
    within, sex = divmod(within, len(SEXES))
    year, race = divmod(within, len(RACES))
    name, code = school(at)
    tested = 10 + (n * 7919) % 391
    passed = (tested * (20 + (n * 104729) % 70)) // 100
    line: list[object] = [
        f"County {at % 40}", f"Region {at % 6}", f"District {at % 90}", f"D{at % 90:04d}", name,
        code, ("Public", "Magnet")[at % 2], "NY"[at % 7 == 0], 60000 + at % 900, YEARS[year],
        RACES[race], SEXES[sex], GRADES[grade], tested, passed,
        round(100 * passed / tested, 1), 400 + (n * 31) % 300, f"2025-0{1 + n % 9}-1{n % 10}",
        ("", "", "", "late", "revised")[n % 5],
    ]  # fmt: skip
    if n % SUPPRESSED == 7:
        line[13:16] = ["*", "*", "*"]
    return line


def _spoil(line: list[object], *, kind: int) -> None:
    match kind:
        case 0:
            line[14] = int(str(line[13])) + 1
        case 1:
            line[13] = -int(str(line[13]))
        case 2:
            line[14] = "see note"
        case _:
            line[10] = "Unknwon"


def _csv(path: Path, lines: Iterator[list[object]]) -> None:
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows(lines)


def _xlsx(path: Path, lines: Iterator[list[object]]) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for line in lines:
        sheet.append(line)
    book.save(path)
