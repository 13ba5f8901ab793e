"""Milwaukee: the founding riddle, city indicators with limits, and a number that did move."""

from typing import Any

from longtable.demo import files
from longtable.demo.loading import City, Measure
from longtable.measures.actions import NewPlace

_BREAKDOWNS: dict[str, Any] = {
    "race": (
        {"en": "Race and ethnicity", "es": "Raza y etnia"},
        False,
        {
            "black": ({"en": "Black", "es": "Negros"}, ["Black, Non-Hispanic"]),
            "hispanic": ({"en": "Hispanic", "es": "Hispanos"}, []),
            "other": (
                {
                    "en": "Other races and ethnicities, together",
                    "es": "Otras razas y etnias, juntas",
                },
                ["Other Races and Ethnicities"],
            ),
            "white": ({"en": "White", "es": "Blancos"}, ["White, Non-Hispanic"]),
        },
    ),
}
_URBAN = {
    "estimator": "published",
    "source": "Urban Institute, Upward Mobility Data",
    "source_licence": "Offered for reuse with attribution",
    "headline_place": "milwaukee",
    "headline_breakdown": "race",
    "place": "City of Milwaukee",
    "cuts": [{"level": "city", "by": []}, {"level": "city", "by": ["race"]}],
}


def _places() -> list[NewPlace]:
    counties = {row["fips"]: row["county"] for row in files.rows_of("wisconsin_teen_births.csv")}
    return [
        NewPlace("milwaukee", {"en": "Milwaukee"}, "city"),
        *(
            NewPlace(code, {"en": f"{name} County"}, "county", comparator=name != "Milwaukee")
            for code, name in counties.items()
        ),
    ]


_READING = {
    "name": {"en": "Reading in grade 4, mean score", "es": "Lectura en 4.º grado, puntaje medio"},
    "question": {
        "en": "How well do children read in grade 4?",
        "es": "¿Qué tan bien leen los niños en 4.º grado?",
    },
    "numerator": {
        "en": "Mean score in the national reading test, on a scale from 0 to 500",
        "es": "Puntaje medio en la prueba nacional de lectura, en una escala de 0 a 500",
    },
    "denominator": {
        "en": "A sample of grade 4 children in Milwaukee's public schools",
        "es": "Una muestra de niños de 4.º grado en las escuelas públicas de Milwaukee",
    },
    "unit": "score",
    "unit_words": {"en": "score, 0 to 500", "es": "puntaje, de 0 a 500"},
    "people": {"en": "children", "es": "niños"},
    "estimator": "published",
    "source": "National Assessment of Educational Progress (NAEP), trial urban districts",
    "source_licence": "US federal work, public domain",
    "place": "Milwaukee Public Schools",
    "grade_or_age": "Grade 4",
    "lag": "Every two to three years",
    "headline_place": "milwaukee",
    "headline_breakdown": "race",
    "cuts": _URBAN["cuts"],
    "caution": {
        "en": "The scores come from samples, and the files used here give neither an error nor a "
        "count. So nobody can tell from them whether a change is more than chance.",
        "es": "Los puntajes provienen de muestras, y los archivos usados aquí no dan ni el error ni "
        "la cantidad de niños. Por eso no se puede saber si un cambio es más que azar.",
    },
    "story": {
        "en": "Every program reports success. The number for the city does not show it.",
        "es": "Cada programa informa de su éxito. El número de la ciudad no lo muestra.",
    },
}
_BIRTHS = {
    "name": {"en": "Births to teenagers", "es": "Nacimientos de madres adolescentes"},
    "question": {
        "en": "How many women of 15 to 19 have a child in a year?",
        "es": "¿Cuántas mujeres de 15 a 19 años tienen un hijo en un año?",
    },
    "numerator": {
        "en": "Births to women of 15 to 19, estimated by a model",
        "es": "Nacimientos de mujeres de 15 a 19 años, estimados con un modelo",
    },
    "denominator": {"en": "Women of 15 to 19", "es": "Mujeres de 15 a 19 años"},
    "unit": "number",
    "unit_words": {
        "en": "births per 1,000 women of 15 to 19",
        "es": "por 1,000 mujeres de 15 a 19",
    },
    "people": {"en": "women", "es": "mujeres"},
    "direction": "down",
    "decimals": 1,
    "estimator": "published",
    "source": "National Center for Health Statistics, county rates 2003 to 2015",
    "source_licence": "US federal work, public domain",
    "place": "Milwaukee County",
    "grade_or_age": "15 to 19 years",
    "headline_place": "55079",
    "cuts": [{"level": "county", "by": []}],
    "caution": {
        "en": "The rate fell in almost every county of the state, too. Compare before crediting.",
        "es": "La tasa bajó en casi todos los condados del estado. Compare antes de atribuir.",
    },
}


def _city_indicator(code: str, words: dict[str, Any], **more: Any) -> Measure:
    file = files.milwaukee_indicator(code, percent=more.pop("percent", True))
    return Measure(code.replace("_", "-"), {**_URBAN, **words, **more}, file, kind="contributing")


def city() -> City:
    """Return Milwaukee as it is set up."""
    counties = [place.code for place in _places() if place.level == "county"]
    births = {**_BIRTHS, "comparators": [code for code in counties if code != "55079"]}
    return City(
        slug="milwaukee",
        name="Milwaukee",
        place="Milwaukee, Wisconsin",
        promise="Illustrative promise: every child in Milwaukee reads well by grade 4.",
        credits="NAEP and National Center for Health Statistics: US federal works, public domain. "
        "Urban Institute, Upward Mobility Data.",
        places=_places(),
        breakdowns=_BREAKDOWNS,
        measures=[
            Measure("reading-grade-4", _READING, files.milwaukee_reading),
            Measure("teen-births", births, files.wisconsin_teen_births),
            _city_indicator(
                "share_in_preschool",
                {
                    "name": {"en": "Children in preschool", "es": "Niños en preescolar"},
                    "question": {
                        "en": "How many children of 3 and 4 go to preschool?",
                        "es": "¿Cuántos niños de 3 y 4 años van a preescolar?",
                    },
                    "people": {"en": "children", "es": "niños"},
                },
                decimals=0,
            ),
            _city_indicator(
                "share_hs_degree",
                {
                    "name": {"en": "High school degree at 19", "es": "Diploma a los 19 años"},
                    "question": {
                        "en": "How many people of 19 and 20 have a high school degree?",
                        "es": "¿Cuántas personas de 19 y 20 años tienen diploma de secundaria?",
                    },
                    "people": {"en": "people", "es": "personas"},
                },
                decimals=0,
            ),
        ],
    )
