"""A named population, a breakdown without one, and a table whose rule is not met."""

import datetime as dt

from longtable.accountability import actions as promises
from longtable.accountability.actions import Promise
from longtable.tables import actions
from longtable.tables.models import CompositionRule, ReferencePopulation, Table
from tests.factories import (
    BreakdownFactory,
    CategoryFactory,
    CompositionRuleFactory,
    HoldingFactory,
    ReferencePopulationFactory,
    SeatFactory,
    TableFactory,
)

TODAY = dt.date(2026, 3, 3)
NOW = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
LEFT_OUT_POST = {"tables:retire_population", "tables:end_rule", "tables:forget_leadership"}
SAID = {"name": "New", "source": "The state", "year": 2025, "shares": {"north": 0.4, "south": 0.6}}


def things(initiative, people):
    """Return the parts of addresses of populations and rules."""
    named = _breakdown(initiative, "named")
    _breakdown(initiative, "unnamed")
    population = ReferencePopulationFactory(
        initiative=initiative, breakdown=named, shares=SAID["shares"]
    )
    table = TableFactory(initiative=initiative, slug="composed")
    rule = CompositionRuleFactory(table=table, least_seats=2)
    seat = SeatFactory(table=table, number=1, constituency="provider")
    HoldingFactory(seat=seat, person=people["facilitator"])
    one = {"table": table.slug, "pk": rule.pk}
    return {
        "tables:new_population": {"code": "unnamed"},
        "tables:population": {"pk": population.pk},
        "tables:retire_population": {"pk": population.pk},
        "tables:rules": {"table": table.slug},
        **dict.fromkeys(("tables:rule", "tables:end_rule", "tables:plan_rule"), one),
    }


def _breakdown(initiative, code):
    found = BreakdownFactory(initiative=initiative, code=code)
    for name in ("north", "south"):
        CategoryFactory(breakdown=found, code=name)
    return found


def _table(rows):
    return Table.objects.get(initiative=rows.initiative, slug="composed")


def _rule(rows):
    return CompositionRule.objects.get(table=_table(rows))


def _population(rows):
    return ReferencePopulation.objects.get(initiative=rows.initiative)


def _plan(rows):
    said = Promise(what="Ask at the school gate.", due=dt.date(2026, 6, 1))
    leaders = [rows.world.people["facilitator"]]
    promises.promise_plan(_rule(rows), said, leaders, now=NOW, by=rows.by)


DEEDS = {
    "tables.describe_myself": lambda rows: actions.describe_myself(
        rows.initiative, actions.Myself(lives_with_it=True), by=rows.by
    ),
    "tables.forget_myself": lambda rows: actions.forget_myself(rows.initiative, by=rows.by),
    "tables.describe_leadership": lambda rows: actions.describe_leadership(
        rows.partner, "Two parents and a teacher.", version=None, today=TODAY, by=rows.by
    ),
    "tables.forget_leadership": lambda rows: actions.forget_leadership(rows.partner, by=rows.by),
    "tables.name_population": lambda rows: actions.name_population(
        rows.initiative, rows.initiative.breakdowns.get(code="unnamed"), SAID, by=rows.by
    ),
    "tables.change_population": lambda rows: actions.change_population(
        _population(rows), {"name": "New"}, version=1, by=rows.by
    ),
    "tables.retire_population": lambda rows: actions.retire_population(
        _population(rows), version=1, today=TODAY, by=rows.by
    ),
    "tables.count_composition": lambda rows: actions.count_composition(
        rows.initiative, today=TODAY, by=rows.by
    ),
    "tables.set_composition_rule": lambda rows: actions.set_composition_rule(
        _table(rows), {"constituency": "funder", "least_seats": 1}, by=rows.by
    ),
    "tables.change_composition_rule": lambda rows: actions.change_composition_rule(
        _rule(rows), {"least_seats": 3}, version=1, by=rows.by
    ),
    "tables.end_composition_rule": lambda rows: actions.end_composition_rule(
        _rule(rows), version=1, today=TODAY, by=rows.by
    ),
    "accountability.promise_plan": _plan,
}
