"""A number as it may be shown: never without what belongs to it."""

from longtable.numbers.queries.number import Number, number_of, vintage
from longtable.numbers.queries.pictures import (
    Beside,
    chart_words,
    groups_picture,
    needle_picture,
    strip_picture,
)
from longtable.numbers.queries.points import latest_first, ordered, series_of
from longtable.numbers.queries.verdicts import Verdict, verdict_on
from longtable.numbers.queries.writing import Writing, people_text

__all__ = [
    "Beside",
    "Number",
    "Verdict",
    "Writing",
    "chart_words",
    "groups_picture",
    "latest_first",
    "needle_picture",
    "number_of",
    "ordered",
    "people_text",
    "series_of",
    "strip_picture",
    "verdict_on",
    "vintage",
]
