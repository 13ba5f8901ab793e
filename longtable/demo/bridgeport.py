"""Bridgeport, Connecticut: graduation with counts, by school and group; and a file to take in."""

from typing import Any

from longtable.demo import files
from longtable.demo.loading import City, Measure
from longtable.measures.actions import NewPlace

_RACE: dict[str, tuple[dict[str, str], list[str]]] = {
    "asian": ({"en": "Asian", "es": "Asiáticos"}, ["Asian"]),
    "black": ({"en": "Black", "es": "Negros"}, ["Black", "Black or African American"]),
    "hispanic": ({"en": "Hispanic", "es": "Hispanos"}, ["Hispanic/Latino of any race"]),
    "native": (
        {"en": "American Indian or Alaska Native", "es": "Indígenas de EE. UU. o Alaska"},
        ["Indian or Alaska Native"],
    ),
    "pacific": (
        {"en": "Native Hawaiian or Pacific Islander", "es": "Nativos de Hawái o del Pacífico"},
        ["Hawaiian or Pacific Islander", "Native Hawaiian or Other Pacific Islander"],
    ),
    "two-or-more": ({"en": "Two or more races", "es": "Dos o más razas"}, ["Two or More Races"]),
    "white": ({"en": "White", "es": "Blancos"}, ["White"]),
}
_BREAKDOWNS: dict[str, Any] = {
    "race": ({"en": "Race and ethnicity", "es": "Raza y etnia"}, True, _RACE),
    "gender": (
        {"en": "Gender", "es": "Género"},
        True,
        {
            "female": ({"en": "Female", "es": "Mujeres"}, []),
            "male": ({"en": "Male", "es": "Hombres"}, []),
        },
    ),
    "english": (
        {"en": "English", "es": "Inglés"},
        True,
        {
            "learners": ({"en": "English learners", "es": "Aprenden inglés"}, ["ELL"]),
            "others": ({"en": "Not English learners", "es": "No aprenden inglés"}, ["Non-ELL"]),
        },
    ),
    "special-education": (
        {"en": "Special education", "es": "Educación especial"},
        True,
        {
            "with": (
                {"en": "Students in special education", "es": "En educación especial"},
                ["Special Education"],
            ),
            "without": (
                {"en": "Students not in special education", "es": "No en educación especial"},
                ["Non-Special Education"],
            ),
        },
    ),
    "lunch": (
        {"en": "School lunch", "es": "Almuerzo escolar"},
        True,
        {
            "free": ({"en": "Free lunch", "es": "Gratis"}, ["Eligible For Free Lunch"]),
            "reduced": (
                {"en": "Reduced-price lunch", "es": "Precio reducido"},
                ["Eligible For Reduced Lunch"],
            ),
            "full": ({"en": "Full-price lunch", "es": "Precio completo"}, ["Not Eligible For Lunch"]),
        },
    ),
}  # fmt: skip
_SOURCE = {
    "source": "Connecticut State Department of Education, EdSight, "
    "collected by the CT Data Collaborative",
    "source_licence": "Open Data Commons Attribution (ODC-By)",
}
_DISTRICT = "0150011"


def _places() -> list[NewPlace]:
    found = {
        "ct": NewPlace("ct", {"en": "Connecticut"}, "state", comparator=True),
    }
    for row in files.rows_of("bridgeport_graduation.csv"):
        if row["level"] in {"district", "school"}:
            code = row["district_code"]
            found[code] = NewPlace(code, {"en": row["district"]}, "district")
        if row["level"] == "school":
            found[row["school_code"]] = NewPlace(
                row["school_code"], {"en": row["school"]}, "school", parent=row["district_code"]
            )
    return list(found.values())


_GRADUATION = {
    "name": {"en": "Graduation in four years", "es": "Graduación en cuatro años"},
    "question": {
        "en": "How many students finish high school within four years?",
        "es": "¿Cuántos estudiantes terminan la secundaria en cuatro años?",
    },
    "numerator": {
        "en": "Students who received a regular diploma within four years",
        "es": "Estudiantes que recibieron un diploma regular en cuatro años",
    },
    "denominator": {
        "en": "Students who entered grade 9 together (the cohort)",
        "es": "Estudiantes que entraron juntos al grado 9 (la cohorte)",
    },
    "people": {"en": "students", "es": "estudiantes"},
    "decimals": 1,
    "place": "Bridgeport, Connecticut",
    "sectors": "Public schools of two local districts",
    "grade_or_age": "Four years from grade 9",
    "lag": "About one year",
    "baseline_period": "2010-11",
    "target": 85.0,
    "target_period": "2019-20",
    "cuts": [
        {"level": "state", "by": []},
        {"level": "district", "by": []},
        *({"level": "district", "by": [code]} for code in _BREAKDOWNS),
        {"level": "school", "by": []},
        *({"level": "school", "by": [code]} for code in ("race", "gender", "english")),
    ],
    "headline_place": _DISTRICT,
    "headline_breakdown": "race",
    "comparators": ["ct"],
    "caution": {
        "en": "The goal of 85% is illustrative: nobody has set it. What the state hides is not "
        "shown here either. 2011-12 is added up from groups: the state gave no number for all.",
        "es": "La meta del 85 % es ilustrativa: nadie la ha fijado. Lo que el estado oculta tampoco "
        "se muestra aquí. 2011-12 se suma a partir de grupos: el estado no dio un total.",
    },
    **_SOURCE,
}
_READING = {
    "name": {"en": "Reading at grade level", "es": "Lectura al nivel del grado"},
    "question": {
        "en": "How many students read at grade level?",
        "es": "¿Cuántos estudiantes leen al nivel de su grado?",
    },
    "numerator": {
        "en": "Students who met or exceeded the standard (levels 3 and 4)",
        "es": "Estudiantes que alcanzaron o superaron el estándar (niveles 3 y 4)",
    },
    "denominator": {
        "en": "Students with a scored test",
        "es": "Estudiantes con una prueba calificada",
    },
    "people": {"en": "students", "es": "estudiantes"},
    "decimals": 1,
    "place": "Bridgeport, Connecticut",
    "sectors": "Public schools of two local districts",
    "grade_or_age": "One grade at a time",
    "cuts": [
        {"level": "district", "by": []},
        {"level": "district", "by": ["race"]},
    ],
    "headline_place": _DISTRICT,
    "headline_breakdown": "race",
    **_SOURCE,
}


def city() -> City:
    """Return Bridgeport as it is set up."""
    return City(
        slug="bridgeport",
        name="Bridgeport",
        place="Bridgeport, Connecticut",
        promise="Illustrative promise: every student in Bridgeport finishes high school.",
        credits="Connecticut State Department of Education, EdSight, collected by the CT Data "
        "Collaborative. Open Data Commons Attribution (ODC-By).",
        places=_places(),
        breakdowns=_BREAKDOWNS,
        measures=[
            Measure("graduation", _GRADUATION, files.bridgeport_graduation),
            Measure("reading", _READING),
        ],
    )
