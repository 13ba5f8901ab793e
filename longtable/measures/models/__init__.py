"""Indicators, what they are broken down by, and what has been released of them."""

from longtable.measures.models.breakdown import Breakdown, Category, Place
from longtable.measures.models.indicator import Definition, Indicator, SeriesBreak
from longtable.measures.models.release import PublishedValue, Release, ReleaseInputs

__all__ = [
    "Breakdown",
    "Category",
    "Definition",
    "Indicator",
    "Place",
    "PublishedValue",
    "Release",
    "ReleaseInputs",
    "SeriesBreak",
]
