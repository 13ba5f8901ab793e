"""Self-descriptions, named populations, rules of composition, and what was counted of them."""

import datetime as dt
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db.models import QuerySet

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative
from longtable.measures.models import Breakdown, Category
from longtable.tables.models import (
    CompositionCount,
    CompositionRule,
    LeadershipDescription,
    Nearness,
    ReferencePopulation,
    SelfDescription,
    Table,
)
from longtable.tables.queries.table import holders, seats_at

# Between two counts, so that nobody can see from one to the next who described themselves.
DAYS_BETWEEN_COUNTS = 90


@dataclass(frozen=True, slots=True)
class RuleStanding:
    """A rule, how many seats it asks for, and whether it is met.

    `state` is met, unmet or untold: not counted yet, or too few people described themselves.
    `there` counts the held seats for a constituency; it is None for a self-described category,
    whose count is never shown.
    """

    rule: CompositionRule
    needed: int
    seats: int
    there: int | None
    state: str


def populations_of(initiative: Initiative) -> QuerySet[ReferencePopulation]:
    """Return the populations that tables are compared with now, by breakdown."""
    present = initiative.reference_populations.filter(retired=None)
    return present.select_related("breakdown").order_by("breakdown__code")


def retired_populations(initiative: Initiative) -> QuerySet[ReferencePopulation]:
    """Return the populations that were used before, the last one first."""
    past = initiative.reference_populations.exclude(retired=None)
    return past.select_related("breakdown").order_by("-retired", "-pk")


def categories_of(breakdown: Breakdown) -> list[Category]:
    """Return the categories that can be chosen now, in their own order."""
    return [one for one in breakdown.categories.all() if one.retired is None]


def shares_of(population: ReferencePopulation) -> list[tuple[Category, float]]:
    """Return each category with its share of a population; the shares add up to 1."""
    whole = sum(population.shares.values())
    return [
        (one, population.shares[one.code] / whole)
        for one in population.breakdown.categories.all()
        if one.code in population.shares
    ]


def comparable_breakdowns(initiative: Initiative) -> QuerySet[Breakdown]:
    """Return the breakdowns in which everybody is in exactly one category."""
    whole = initiative.breakdowns.filter(covers_everyone=True)
    return whole.prefetch_related("categories").order_by("code")


def asked_breakdowns(initiative: Initiative) -> list[Breakdown]:
    """Return what people are asked about themselves: only what is compared with a population."""
    found = comparable_breakdowns(initiative).filter(
        references__retired=None, references__isnull=False
    )
    return list(found.distinct())


def self_descriptions_of(person: Person, initiative: Initiative) -> QuerySet[SelfDescription]:
    """Return how somebody described themselves. Only they themselves may ask."""
    mine = initiative.self_descriptions.filter(person=person)
    return mine.select_related("breakdown", "category").order_by("breakdown__code")


def nearness_of(person: Person, initiative: Initiative) -> Nearness | None:
    """Return how near somebody said they are. Only they themselves may ask."""
    return initiative.nearness.filter(person=person).first()


def described_themselves(person: Person, initiative: Initiative) -> bool:
    """Whether somebody said anything about themselves that is still kept."""
    if self_descriptions_of(person, initiative).exists():
        return True
    return nearness_of(person, initiative) is not None


def leadership_in(initiative: Initiative) -> QuerySet[LeadershipDescription]:
    """Return how the organizations of an initiative describe their leadership."""
    found = LeadershipDescription.objects.filter(
        organization__initiative=initiative, organization__left=None
    )
    return found.select_related("organization").order_by("organization__name")


def last_count(initiative: Initiative) -> CompositionCount | None:
    """Return the newest count of who sits at the tables."""
    return initiative.composition_counts.order_by("-day").first()


def next_count(initiative: Initiative) -> dt.date | None:
    """Return the first day of the next count; None where there was none yet."""
    last = last_count(initiative)
    return last.day + dt.timedelta(days=DAYS_BETWEEN_COUNTS) if last else None


def composition_rules_of(table: Table) -> QuerySet[CompositionRule]:
    """Return the rules of who has to be at a table."""
    present = table.composition_rules.filter(ended=None)
    return present.select_related("category__breakdown", "table").order_by("pk")


def least_of(rule: CompositionRule, seats: int) -> int:
    """Return how many of a table's seats a rule asks for."""
    return max(rule.least_seats, ceil(rule.least_percent * seats / 100))


def standings_at(table: Table) -> list[RuleStanding]:
    """Return how a table stands by its rules: constituencies now, categories at the last count."""
    rules = list(composition_rules_of(table))
    if not rules:
        return []
    seats = list(seats_at(table))
    counted = last_count(table.initiative)
    states = counted.told.get("rules", {}) if counted else {}
    return [_standing(rule, seats, states) for rule in rules]


def standing_of_rule(rule: CompositionRule) -> RuleStanding:
    """Return how a table stands by one rule."""
    return next(one for one in standings_at(rule.table) if one.rule == rule)


def may_see_categories(person: Person, table: Table) -> bool:
    """Whether somebody sees rules about what people say of themselves: members do."""
    return initiatives.membership_of(person, table.initiative) is not None


def _standing(rule: CompositionRule, seats: list[Any], states: dict[str, Any]) -> RuleStanding:
    needed = least_of(rule, len(seats))
    if rule.category_id:
        told = states.get(str(rule.pk), {})
        same = told.get("asked") == [rule.least_percent, rule.least_seats]
        state = told.get("state", "untold") if same else "untold"
        return RuleStanding(rule, needed, len(seats), None, state)
    there = sum(
        seat.constituency == rule.constituency and "principal" in holders(seat) for seat in seats
    )
    state = "met" if seats and there >= needed else "unmet"
    return RuleStanding(rule, needed, len(seats), there, state)
