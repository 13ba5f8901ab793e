"""The demonstration's data, as rows of the file that the site offers to be filled in."""

import csv
import gzip
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).with_name("data")
COUNTS = ("Period", "Place code", "Place", "Group type", "Group", "Count", "Total number")
LIMITS = ("Period", "Place code", "Place", "Group type", "Group", "Estimate", "Lower limit",
          "Upper limit")  # fmt: skip
EVERYBODY = ("All", "All students")
Row = dict[str, str]


def rows_of(name: str) -> Iterator[Row]:
    """Yield the rows of a data file by their headings; `.gz` is unpacked."""
    raw = (DATA / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8-sig")
    yield from csv.DictReader(io.StringIO(text))


def as_csv(header: Iterable[str], rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return rows as the bytes of a CSV file with a heading."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def bridgeport_graduation() -> bytes:
    """Return graduates of cohorts, five years, by state, district, school and group."""
    kinds = {"race": "Race and ethnicity", "gender": "Gender", "english_learner": "English",
             "disability": "Special education", "lunch_3": "School lunch"}  # fmt: skip

    def place(row: Row) -> tuple[str, str]:
        if row["level"] == "state":
            return "ct", "Connecticut"
        if row["level"] == "school":
            return row["school_code"], row["school"]
        return row["district_code"], row["district"]

    return as_csv(
        COUNTS,
        (
            (
                row["school_year"],
                *place(row),
                *_group(row, kinds),
                row["graduates"],
                row["cohort"],
            )
            for row in rows_of("bridgeport_graduation.csv")
        ),
    )  # fmt: skip


def _group(row: Row, kinds: dict[str, str]) -> tuple[str, str]:
    kind = row["group_type"]
    return EVERYBODY if kind == "all" else (kinds[kind], row["group"])


def milwaukee_reading() -> bytes:
    """Return mean scores in grade 4 reading, by group; the source gives no error and no counts."""
    groups = [
        (row["years"], "Race and ethnicity", row["groups"], row["Score"])
        for row in rows_of("milwaukee_naep.csv")
        if (row["subjects"], row["grades"]) == ("Reading", "4")
    ]
    everybody = [
        (row["year"], *EVERYBODY, row["average_scale_score"])
        for row in rows_of("milwaukee_naep_all.csv")
    ]
    return as_csv(
        LIMITS,
        (
            (year, "milwaukee", "Milwaukee", kind, group, score, "", "")
            for year, kind, group, score in [*everybody, *groups]
        ),
    )


def milwaukee_indicator(code: str, *, percent: bool) -> Callable[[], bytes]:
    """Return a function that gives one city indicator with its limits, by race and ethnicity."""

    def shown(text: str) -> str:
        if not text or not percent:
            return text
        digits = max(0, len(text.partition(".")[2]) - 2)
        return f"{float(text) * 100:.{digits}f}"

    def made() -> bytes:
        kinds = {"all": EVERYBODY, "race-ethnicity": None}
        return as_csv(
            LIMITS,
            (
                (
                    row["year"],
                    "milwaukee",
                    "Milwaukee",
                    *(kinds[row["subgroup_type"]] or ("Race and ethnicity", row["subgroup"])),
                    *(shown(row[name]) for name in ("value", "lower", "upper")),
                )
                for row in rows_of("milwaukee_city_indicators.csv")
                if row["indicator"] == code and row["subgroup_type"] in kinds
            ),
        )

    return made


def wisconsin_teen_births() -> bytes:
    """Return births per 1,000 women of 15 to 19 with limits, for every county of Wisconsin."""
    return as_csv(
        LIMITS,
        (
            (
                row["year"],
                row["fips"],
                f"{row['county']} County",
                *EVERYBODY,
                row["births_per_1000_women_15_19"],
                row["lower95"],
                row["upper95"],
            )
            for row in rows_of("wisconsin_teen_births.csv")
        ),
    )


def new_york_year(measure: str, year: str) -> Callable[[], bytes]:
    """Return a function that gives a measure of one year by neighborhood and group, with counts.

    What the publisher wrote as 0 but may be up to 5, and what it left out, stays hidden: `*`.
    """

    def made() -> bytes:
        rows = (
            row
            for row in rows_of("newyork_education.csv.gz")
            if (row["measure"], row["year"]) == (measure, year)
            and row["flag"] not in {"missing", "no_students"}
        )
        return as_csv(COUNTS, map(_new_york_row, rows))

    return made


def _new_york_row(row: Row) -> tuple[str, ...]:
    everybody = row["group"] == "All Students"
    group = EVERYBODY if everybody else ("Race and ethnicity", row["group"])
    only_numerator = row["flag"].startswith("numerator_")
    hidden = bool(row["flag"])
    return (
        row["year"],
        place_code(row),
        row["geo_name"],
        *group,
        "*" if hidden else row["numerator"],
        "*" if hidden and not only_numerator else row["denominator"],
    )


def new_york_roll_up(subject: str) -> Callable[[], bytes]:
    """Return a function that gives the City's own percentages for the city and its boroughs."""
    groups = {"": EVERYBODY} | {
        f"{code}_": ("Race and ethnicity", name)
        for code, name in (("anh", "Asian"), ("bnh", "Black"), ("hsp", "Hispanic"),
                           ("onh", "Other"), ("wnh", "White"))
    }  # fmt: skip
    boroughs = {"BK": "brooklyn", "BX": "bronx", "MN": "manhattan", "QN": "queens",
                "SI": "staten-island"}  # fmt: skip

    def made() -> bytes:
        city = [("nyc", "New York City", row) for row in rows_of("newyork_citywide.csv")]
        parts = [
            (boroughs[row["borough"]], boroughs[row["borough"]], row)
            for row in rows_of("newyork_borough.csv")
        ]
        return as_csv(
            LIMITS,
            (
                ("2018", code, name, *group, row[f"edu_{subject}_{start}pct"], "", "")
                for code, name, row in [*city, *parts]
                for start, group in groups.items()
            ),
        )

    return made


def place_code(row: Row) -> str:
    """Return a neighborhood's code with the year of its borders: the two never mix."""
    return f"{row['geo_id']}-{row['geo_type'].removeprefix('NTA')}"
