"""What is measured and what of it is public. Pages read releases, never the counts behind."""

from longtable.measures.queries.definitions import (
    breakdowns_of,
    has_facts,
    indicator_at,
    indicators_of,
    levels_of,
    places_of,
    templates,
)
from longtable.measures.queries.names import Names, names_of
from longtable.measures.queries.releases import (
    current_release,
    current_releases,
    prepared_release,
    published_places,
    release_at,
    releases_of,
    releases_waiting,
    withdrawn_release,
)
from longtable.measures.queries.values import Change, Value, differences, series, values_of
from longtable.measures.witnessing import Filled, proof_of

__all__ = [
    "Change",
    "Filled",
    "Names",
    "Value",
    "breakdowns_of",
    "current_release",
    "current_releases",
    "differences",
    "has_facts",
    "indicator_at",
    "indicators_of",
    "levels_of",
    "names_of",
    "places_of",
    "prepared_release",
    "proof_of",
    "published_places",
    "release_at",
    "releases_of",
    "releases_waiting",
    "series",
    "templates",
    "values_of",
    "withdrawn_release",
]
