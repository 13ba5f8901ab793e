"""Disclosure control: which counts to withhold so that no small one comes out, with proof."""

from longtable.core.stats.disclosure.building import table_from_keys
from longtable.core.stats.disclosure.model import Cell, Rule, State, Table, TableError, table_of
from longtable.core.stats.disclosure.problem import Objective, weigh
from longtable.core.stats.disclosure.protecting import (
    Blocked,
    Protection,
    UnsafePattern,
    fillings,
    protect,
)
from longtable.core.stats.disclosure.proving import Witnesses, check_witnesses
from longtable.core.stats.disclosure.rates import RateTable, rates_from_keys

__all__ = [
    "Blocked",
    "Cell",
    "Objective",
    "Protection",
    "RateTable",
    "Rule",
    "State",
    "Table",
    "TableError",
    "UnsafePattern",
    "Witnesses",
    "check_witnesses",
    "fillings",
    "protect",
    "rates_from_keys",
    "table_from_keys",
    "table_of",
    "weigh",
]
