"""Count who sits at the tables, and keep of it only what may be told.

Everything is decided at once for all levels, so that no two of them tell together what neither
tells alone (see `core.stats.pooling`). A single table is told by its place only: inside its range
or below, and how many seats to move; not even these where they would give a count away.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from longtable.core.stats.pooling import (
    FEWEST,
    Level,
    Spread,
    Told,
    leaves_open,
    together,
    told,
)
from longtable.core.stats.representation import parity_range, represented, seats_to_move
from longtable.initiative.models import Initiative
from longtable.tables import queries
from longtable.tables.models import CompositionRule, ReferencePopulation

NEAR = ("works_on_it", "lives_with_it")


def count_levels(initiative: Initiative, *, today: dt.date) -> dict[str, Any]:
    """Return what may be told of all levels today: plain values, as they are kept."""
    levels = queries.people_levels(initiative, today=today)
    return {
        "populations": [
            _against(population, levels) for population in queries.populations_of(initiative)
        ],
        "near": {name: _near(initiative, name, levels) for name in NEAR},
        "rules": _rules(initiative),
    }


def _against(population: ReferencePopulation, levels: list[Level]) -> dict[str, Any]:
    shares = queries.shares_of(population)
    place = {category.pk: at for at, (category, _share) in enumerate(shares)}
    given = population.breakdown.self_descriptions.filter(initiative=population.initiative)
    answers = {
        person: place[category]
        for person, category in given.values_list("person", "category")
        if category in place
    }
    groups, found = told(levels, answers, categories=len(shares))
    summed = together([share for _category, share in shares], groups) if groups else ()
    return {
        "breakdown": population.breakdown.code,
        "name": population.name,
        "source": population.source,
        "year": population.year,
        "groups": [[shares[one][0].code for one in group] for group in groups or ()],
        "shares": list(summed),
        "levels": [_level(one, summed) for one in found],
    }


def _level(one: Told, shares: Sequence[float]) -> dict[str, Any]:
    if one.how == "counts":
        return {"key": one.key, "how": one.how, **_numbers(one.spread, shares)}
    if one.how == "range":
        return {"key": one.key, **_place(one.spread, shares)}
    return {"key": one.key, "how": one.how}


def _numbers(spread: Spread, shares: Sequence[float]) -> dict[str, Any]:
    found = represented(spread, shares)
    return {
        "people": found.seats,
        "counts": list(spread),
        "ranges": [list(one) for one in found.ranges],
        "below": _below(spread, shares),
        "to_move": found.to_move,
        "apart": found.dissimilarity,
        "p": found.p,
        "p_error": found.p_error,
        "chance": found.chance.mean,
        "chance_high": found.chance.high,
        "is_beyond_chance": found.is_beyond_chance,
    }


def _place(spread: Spread, shares: Sequence[float]) -> dict[str, Any]:
    """Return where a level stands, without any count: as much of it as gives no count away."""
    people, groups = sum(spread), len(spread)
    below, to_move = _below(spread, shares), seats_to_move(spread, shares)

    def looks_the_same(other: Spread) -> bool:
        return _below(other, shares) == below

    def and_moves_as_many(other: Spread) -> bool:
        return looks_the_same(other) and seats_to_move(other, shares) == to_move

    if leaves_open(people, groups, and_moves_as_many):
        return {"how": "range", "below": below, "to_move": to_move}
    if leaves_open(people, groups, looks_the_same):
        return {"how": "range", "below": below, "to_move": None}
    return {"how": "few"}


def _below(spread: Spread, shares: Sequence[float]) -> list[bool]:
    people = sum(spread)
    return [
        count < parity_range(people, share)[0] for count, share in zip(spread, shares, strict=True)
    ]


def _near(initiative: Initiative, name: str, levels: list[Level]) -> list[dict[str, Any]]:
    """Return how many of each level say yes, where both answers have enough people."""
    said = initiative.nearness.exclude(**{name: None}).values_list("person", name)
    answers = {person: int(not is_near) for person, is_near in said}
    _groups, found = told(levels, answers, categories=2)
    return [
        {"key": one.key, "how": one.how, "yes": one.spread[0], "people": sum(one.spread)}
        if one.how == "counts"
        else {"key": one.key, "how": "few" if one.how == "range" else one.how}
        for one in found
    ]


def _rules(initiative: Initiative) -> dict[str, Any]:
    rules = CompositionRule.objects.filter(
        table__initiative=initiative, ended=None, category__isnull=False
    ).exclude(table__kind="caucus")
    return {str(rule.pk): _rule(rule) for rule in rules.select_related("table", "category")}


def _rule(rule: CompositionRule) -> dict[str, Any]:
    """Return whether a rule is met by those who described themselves, or untold.

    Untold where fewer than five did, or where the rule asks for all of them: then "met" would say
    what each of them is.
    """
    assert rule.category is not None  # only such rules are asked for
    people = queries.people_at(rule.table)
    given = rule.table.initiative.self_descriptions.filter(breakdown=rule.category.breakdown_id)
    answers: Mapping[int, int] = dict(given.values_list("person", "category"))
    said = [answers[one] for one in people if one in answers]
    needed = queries.least_of(rule, queries.seats_at(rule.table).count())
    asked = [rule.least_percent, rule.least_seats]
    if len(said) < FEWEST or needed >= len(said):
        return {"asked": asked, "state": "untold"}
    is_met = said.count(rule.category.pk) >= needed
    return {"asked": asked, "state": "met" if is_met else "unmet"}
