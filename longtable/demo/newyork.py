"""New York City: outcomes by neighborhood and group, with counts."""

from typing import Any

from longtable.demo import files
from longtable.demo.loading import City, Measure
from longtable.measures.actions import NewPlace

_BREAKDOWNS: dict[str, Any] = {
    "race": (
        {"en": "Race and ethnicity", "es": "Raza y etnia"},
        True,
        {
            "asian": ({"en": "Asian", "es": "Asiáticos"}, []),
            "black": ({"en": "Black", "es": "Negros"}, []),
            "hispanic": ({"en": "Hispanic", "es": "Hispanos"}, []),
            "other": (
                {"en": "American Indian, multiracial and not reported, together",
                 "es": "Indígenas, multirraciales y sin dato, juntos"},
                ["Other"],
            ),
            "white": ({"en": "White", "es": "Blancos"}, []),
        },
    ),
}  # fmt: skip
_CITY = {
    "people": {"en": "students", "es": "estudiantes"},
    "place": "New York City",
    "sectors": "Public schools",
    "source": "New York City Department of Education, as kept by NYC Planning",
    "source_licence": "MIT (repository); City data published without use restrictions",
}
_ENGLISH = {
    "name": {"en": "Reading and writing, grades 3 to 8", "es": "Lectura y escritura, grados 3 a 8"},
    "question": {
        "en": "How many students reach the state's level in English?",
        "es": "¿Cuántos estudiantes alcanzan el nivel del estado en inglés?",
    },
    "numerator": {"en": "Students who reached the state's level",
                  "es": "Estudiantes que alcanzaron el nivel del estado"},
    "denominator": {"en": "Students tested", "es": "Estudiantes evaluados"},
    "grade_or_age": "Grades 3 to 8",
}  # fmt: skip
_BOROUGHS = ("Bronx", "Brooklyn", "Manhattan", "Queens", "Staten Island")


def _places() -> list[NewPlace]:
    found = {"nyc": NewPlace("nyc", {"en": "New York City", "es": "Nueva York"}, "city")}
    for name in _BOROUGHS:
        code = name.lower().replace(" ", "-")
        found[code] = NewPlace(code, {"en": name}, "borough", parent="nyc")
    for row in files.rows_of("newyork_education.csv.gz"):
        if row["geo_type"] == "NTA2010":
            code = files.place_code(row)
            parent = row["borough"].lower().replace(" ", "-")
            found[code] = NewPlace(code, {"en": row["geo_name"]}, "neighborhood", parent=parent)
    return list(found.values())


def city() -> City:
    """Return New York as it is set up."""
    return City(
        slug="new-york",
        name="New York City",
        place="New York City",
        promise="Illustrative promise: every student in New York City reads well.",
        credits="New York City agencies, as kept by NYC Planning in its Equitable Development Data "
        "Explorer (repository under the MIT license).",
        places=_places(),
        breakdowns=_BREAKDOWNS,
        measures=[
            Measure(
                "english-city",
                {
                    **_CITY,
                    **_ENGLISH,
                    "estimator": "published",
                    "decimals": 1,
                    "headline_place": "nyc",
                    "headline_breakdown": "race",
                    "cuts": [
                        {"level": "city", "by": []},
                        {"level": "city", "by": ["race"]},
                        {"level": "borough", "by": []},
                        {"level": "borough", "by": ["race"]},
                    ],
                    "caution": {
                        "en": "The City's own percentages, without counts or a margin of error. In "
                        "them counts from 1 to 5 stand as 0, so small groups come out too low. One "
                        "year only: the tests have changed since.",
                        "es": "Porcentajes de la propia Ciudad, sin cantidades ni margen de error. "
                        "En ellos los números de 1 a 5 cuentan como 0, así que los grupos pequeños "
                        "salen demasiado bajos. Un solo año: las pruebas han cambiado.",
                    },
                },
                files.new_york_roll_up("ela"),
            ),
            Measure(
                "english",
                {
                    **_CITY,
                    **_ENGLISH,
                    "name": {"en": "Reading and writing, by neighborhood",
                             "es": "Lectura y escritura, por barrio"},
                    "question": {
                        "en": "How many students reach the state's level in each neighborhood?",
                        "es": "¿Cuántos estudiantes alcanzan el nivel del estado en cada barrio?",
                    },
                    "cuts": [
                        {"level": "neighborhood", "by": []},
                        {"level": "neighborhood", "by": ["race"]},
                    ],
                    "caution": {
                        "en": "One year only: tests and neighborhood borders have changed since, so "
                        "later years can't be compared. The publisher hides counts from 1 to 5.",
                        "es": "Un solo año: las pruebas y los límites de los barrios han cambiado, "
                        "así que no se puede comparar. La fuente oculta los números de 1 a 5.",
                    },
                },
                files.new_york_year("ela_proficient", "2018"),
            ),
        ],
    )  # fmt: skip
