"""What a folder that somebody brings adds to the demonstration; its files stay where they are.

The folder holds `bridgeport-ct/` and `nyc/`, each with the files as their publishers' repositories
have them. Those repositories name no license, so the files are read here and not shipped.
"""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from longtable.demo.files import COUNTS, EVERYBODY, LIMITS, Row, as_csv
from longtable.demo.loading import Further, Measure
from longtable.measures.actions import NewPlace
from longtable.record.acting import Refusal

NEIGHBORHOODS = "bridgeport-ct/demographics/neighborhoods_acs2022_places2023.csv"
SEATS = "nyc/early-childhood/seats_births_by_puma.csv"
_POVERTY_RATE = "Child poverty rate_2022"
_SEATS = ("occupied_seats", "total_seats")
_BOROUGHS = ("Bronx", "Brooklyn", "Manhattan", "Queens", "Staten Island")
_BRIDGEPORT = "bridgeport-town"

_POVERTY: dict[str, Any] = {
    "name": {"en": "Children in poverty, by neighborhood", "es": "Niños en pobreza, por barrio"},
    "question": {
        "en": "How many children live in poverty in each neighborhood?",
        "es": "¿Cuántos niños viven en pobreza en cada barrio?",
    },
    "numerator": {
        "en": "Children under 18 in households below the federal poverty line",
        "es": "Menores de 18 años en hogares por debajo de la línea federal de pobreza",
    },
    "denominator": {
        "en": "Children under 18 whose poverty status is known",
        "es": "Menores de 18 años cuya situación de pobreza se conoce",
    },
    "people": {"en": "children", "es": "niños"},
    "direction": "down",
    "estimator": "published",
    "place": "Bridgeport, Connecticut",
    "grade_or_age": "Under 18 years",
    "source": "American Community Survey 2018–2022, prepared by DataHaven",
    "source_licence": "The survey is US federal work, public domain; "
    "the repository that prepared it (CT-Data-Haven) names no license",
    "headline_place": _BRIDGEPORT,
    "comparators": ["ct"],
    "cuts": [{"level": level, "by": []} for level in ("state", "town", "neighborhood")],
    "caution": {
        "en": "Estimates of a survey over five years, 2018 to 2022, in whole percent. The source "
        "gives no margin of error, so a neighborhood's number may be far off, above all where few "
        "children live. The survey's counts are estimates too, so no interval is made from them.",
        "es": "Estimaciones de una encuesta de cinco años, 2018 a 2022, en porcentajes enteros. La "
        "fuente no da margen de error: el número de un barrio puede estar lejos de la realidad, "
        "sobre todo donde viven pocos niños. Las cantidades también son estimaciones, así que no "
        "se calcula con ellas ningún intervalo.",
    },
}
_SEATS_TAKEN: dict[str, Any] = {
    "name": {"en": "Early childhood seats that are taken",
             "es": "Cupos de primera infancia ocupados"},
    "question": {
        "en": "How many of the seats for young children are taken in each part of the city?",
        "es": "¿Cuántos de los cupos para niños pequeños están ocupados en cada zona?",
    },
    "numerator": {"en": "Seats that a child has", "es": "Cupos que tiene un niño"},
    "denominator": {"en": "All seats", "es": "Todos los cupos"},
    "people": {"en": "seats", "es": "cupos"},
    "decimals": 1,
    "place": "New York City",
    "grade_or_age": "Before kindergarten",
    "source": "New York City Council, equity projects (early childhood education, 2026)",
    "source_licence": "City data; the repository (NewYorkCityCouncil) names no license",
    "headline_place": "nyc",
    "cuts": [{"level": "city", "by": []}, {"level": "census-area", "by": []}],
    "caution": {
        "en": "Counts are of seats, not of children, for one time only: the source gives no day, "
        "only the year of its publication. The city is added up from its 55 Census areas. A seat "
        "may be empty for many reasons: no child near, wrong hours, or too far away.",
        "es": "Se cuentan cupos, no niños, y una sola vez: la fuente no da el día, solo el año de "
        "publicación. La ciudad se suma a partir de sus 55 zonas censales. Un cupo puede estar "
        "vacío por muchas razones: no hay niños cerca, el horario no sirve o queda muy lejos.",
    },
}  # fmt: skip


def read(folder: Path) -> dict[str, Further]:
    """Return what the folder adds to each city, or refuse: all its files are looked at first."""
    if not folder.is_dir():
        raise Refusal(f"there is no folder {folder}: name the one that holds bridgeport-ct and nyc")
    poverty = _rows(folder / NEIGHBORHOODS, ("level", "name", _POVERTY_RATE))
    seats = _rows(folder / SEATS, ("puma", "puma_name", *_SEATS))
    _refuse_other_than(_is_share, folder / NEIGHBORHOODS, poverty, (_POVERTY_RATE,))
    _refuse_other_than(str.isdecimal, folder / SEATS, seats, _SEATS)
    return {"bridgeport": _bridgeport(poverty), "new-york": _new_york(seats)}


def _rows(path: Path, needed: Iterable[str]) -> list[Row]:
    if not path.is_file():
        raise Refusal(f"there is no file {path}: put it there, or leave --data out")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file, restval=""))
    except (OSError, UnicodeError, csv.Error) as error:
        raise Refusal(f"{path} cannot be read as CSV in UTF-8: {error}") from error
    if not found:
        raise Refusal(f"{path} has no rows: put the whole file there, or leave --data out")
    if missing := [column for column in needed if column not in found[0]]:
        raise Refusal(f"{path} has no column “{missing[0]}”: put the file there as published")
    return found


def _refuse_other_than(
    is_right: Callable[[str], bool], path: Path, rows: list[Row], columns: Iterable[str]
) -> None:
    for number, row in enumerate(rows, start=2):
        for column in columns:
            if not is_right(row[column]):
                raise Refusal(
                    f"{path}, row {number}: “{column}” is “{row[column]}”: "
                    "put the file there as published"
                )


def _is_share(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and 0 <= float(text) <= 1


def _bridgeport(rows: list[Row]) -> Further:
    kept = [row for row in rows if row["level"] in {"state", "town", "neighborhood"}]
    places = {_bridgeport_code(row): row for row in kept}

    def file() -> bytes:
        return as_csv(
            LIMITS,
            (
                ("2022", code, row["name"], *EVERYBODY, f"{float(row[_POVERTY_RATE]) * 100:.0f}",
                 "", "")
                for code, row in places.items()
            ),
        )  # fmt: skip

    return Further(
        credits="Neighborhoods of Bridgeport: American Community Survey 2018–2022 (US federal "
        "work, public domain), prepared by DataHaven (CT-Data-Haven/nhood_profile_data22, which "
        "names no license).",
        places=[
            NewPlace(code, {"en": row["name"]}, row["level"], parent=_bridgeport_parent(row))
            for code, row in places.items()
            if row["level"] != "state"
        ],
        measures=[Measure("child-poverty", _POVERTY, file, kind="contributing")],
    )


def _bridgeport_code(row: Row) -> str:
    if row["level"] == "state":
        return "ct"
    return _BRIDGEPORT if row["level"] == "town" else f"neighborhood-{_slug(row['name'])}"


def _bridgeport_parent(row: Row) -> str:
    return _BRIDGEPORT if row["level"] == "neighborhood" else ""


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _new_york(rows: list[Row]) -> Further:
    def file() -> bytes:
        city = [str(sum(int(row[name]) for row in rows)) for name in _SEATS]
        areas = (
            ("2026", f"puma-{row['puma']}", _area(row), *EVERYBODY, *(row[name] for name in _SEATS))
            for row in rows
        )
        return as_csv(COUNTS, [("2026", "nyc", "New York City", *EVERYBODY, *city), *areas])

    return Further(
        credits="Early childhood seats: New York City Council (NewYorkCityCouncil/equity_projects, "
        "2026, which names no license).",
        places=[
            NewPlace(f"puma-{row['puma']}", {"en": _area(row)}, "census-area", parent=_borough(row))
            for row in rows
        ],
        measures=[Measure("early-childhood-seats", _SEATS_TAKEN, file, kind="contributing")],
    )


def _area(row: Row) -> str:
    """Return "Manhattan Community District 3: Chinatown" from the Census's longer name."""
    name = row["puma_name"].removeprefix("NYC-").removesuffix(" PUMA")
    return name.replace("--", ": ")


def _borough(row: Row) -> str:
    found = next((name for name in _BOROUGHS if _area(row).startswith(name)), "")
    return found.lower().replace(" ", "-") or "nyc"
