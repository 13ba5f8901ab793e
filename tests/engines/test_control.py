"""The specification catches engines that are wrong on purpose: else its green means nothing."""

from dataclasses import replace

import pytest

from longtable.core.warehouse.duck import DuckDBEngine
from longtable.core.warehouse.reference import PythonEngine
from tests.engines.specification import RULES


class CountsTotalsTwice(PythonEngine):
    """Reads the totals that a source gives beside their parts."""

    def facts(self, query):
        given = super().facts(replace(query, cut="", groupings=((),), keep={}))
        unsplit = tuple((breakdown, None) for breakdown in query.breakdowns)
        totals = [replace(fact, categories=unsplit) for fact in given] if query.cut else []
        return super().facts(query) + totals


class TakesMasksForZero(DuckDBEngine):
    def cells(self, query):
        return [
            cell._replace(numerator=cell.known_numerator, denominator=cell.known_denominator)
            for cell in super().cells(query)
        ]


class TakesUnknownForSubtotals(DuckDBEngine):
    def cells(self, query):
        return [cell for cell in super().cells(query) if None not in cell.at.values()]


class CountsAPlaceForEachAncestor(PythonEngine):
    def cells(self, query):
        facts = super().facts(query)
        above = sum(place == fact.place for place, _ in query.roll_up for fact in facts)
        return [
            cell if "place" in cell.at else cell._replace(denominator=cell.denominator + above)
            for cell in super().cells(query)
        ]


class WrapsAround(DuckDBEngine):
    def cells(self, query):
        return [
            cell._replace(denominator=cell.denominator and cell.denominator % 2**63)
            for cell in super().cells(query)
        ]


class ReadsOneSource(DuckDBEngine):
    def cells(self, query):
        parts = self.catalog()
        return super().cells(replace(query, sources=[parts[0].source] if parts else []))


class NeverLooksAgain(DuckDBEngine):
    def cells(self, query):
        self.known = getattr(self, "known", {})
        return self.known.setdefault(repr(query), super().cells(query))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "caught_by"),
    [
        (CountsTotalsTwice, "a_total_given_beside_its_parts_counts_once"),
        (TakesMasksForZero, "a_masked_fact_leaves_every_total_unknown"),
        (TakesUnknownForSubtotals, "an_unknown_category_is_no_subtotal"),
        (CountsAPlaceForEachAncestor, "places_roll_up_through_a_ragged_tree"),
        (WrapsAround, "huge_counts_are_exact"),
        (ReadsOneSource, "several_sources_add_up"),
        (NeverLooksAgain, "a_replaced_source_is_read_anew"),
    ],
)
def test_a_wrong_engine_breaks_its_rule(wrong, caught_by, tmp_path):
    (rule,) = [rule for rule in RULES if rule.__name__ == caught_by]

    with pytest.raises(AssertionError):
        rule(wrong, tmp_path)
