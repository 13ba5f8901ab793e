"""Count who sits at the tables, and keep of it only what may be told.

Everything is decided at once for all levels, so that no two of them tell together what neither
tells alone (see `core.stats.pooling`). A single table is told by its place only: inside its range
or below, and how many seats to move; not even these where they would give a count away.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from longtable.core.stats.pooling import (
    FEWEST,
    Groups,
    Level,
    Spread,
    Told,
    leaves_open,
    limits_leave_open,
    may_say,
    together,
    told,
    too_many_to_list,
)
from longtable.core.stats.representation import parity_range, represented, seats_to_move
from longtable.initiative.models import Initiative
from longtable.tables import queries
from longtable.tables.models import CompositionRule, ReferencePopulation, Table

Saying = Callable[[Spread], Hashable]
NEAR = ("works_on_it", "lives_with_it")


def count_levels(initiative: Initiative, *, today: dt.date) -> dict[str, Any]:
    """Return what may be told of all levels today: plain values, as they are kept."""
    levels = queries.people_levels(initiative, today=today)
    return {
        "populations": [
            _against(population, levels) for population in queries.populations_of(initiative)
        ],
        "near": {name: _near(initiative, name, levels) for name in NEAR},
        "rules": _rules(initiative, levels),
    }


def _against(population: ReferencePopulation, levels: list[Level]) -> dict[str, Any]:
    shares = queries.shares_of(population)
    groups, found = _told(population, levels)
    summed = together([share for _category, share in shares], groups) if groups else ()
    return {
        "breakdown": population.breakdown.code,
        "name": population.name,
        "source": population.source,
        "year": population.year,
        "groups": [[shares[one][0].code for one in group] for group in groups or ()],
        "shares": list(summed),
        "levels": [_level(one, summed, most=found[0].spread) for one in found],
    }


def _told(population: ReferencePopulation, levels: list[Level]) -> tuple[Groups | None, list[Told]]:
    place = {one.pk: at for at, (one, _share) in enumerate(queries.shares_of(population))}
    given = population.breakdown.self_descriptions.filter(initiative=population.initiative)
    answers = {
        person: place[category]
        for person, category in given.values_list("person", "category")
        if category in place
    }
    return told(levels, answers, categories=len(place))


def _level(one: Told, shares: Sequence[float], *, most: Spread) -> dict[str, Any]:
    if one.how == "counts":
        return {"key": one.key, "how": one.how, **_numbers(one.spread, shares)}
    if one.how == "range":
        return {"key": one.key, **_place(one.spread, shares, most=most)}
    return {"key": one.key, "how": one.how}


def _numbers(spread: Spread, shares: Sequence[float]) -> dict[str, Any]:
    found = represented(spread, shares)
    return {
        "people": found.seats,
        "counts": list(spread),
        "ranges": [list(one) for one in found.ranges],
        "below": [x < low for x, (low, _high) in zip(spread, found.ranges, strict=True)],
        "to_move": found.to_move,
        "apart": found.dissimilarity,
        "p": found.p,
        "p_error": found.p_error,
        "chance": found.chance.mean,
        "chance_high": found.chance.high,
        "is_beyond_chance": found.is_beyond_chance,
    }


def _place(spread: Spread, shares: Sequence[float], *, most: Spread) -> dict[str, Any]:
    """Return where a level stands, without any count: as much of it as gives no count away."""
    below, moving = _sayings(spread, shares)
    if too_many_to_list(sum(spread), len(spread)):
        limits = [
            _limits(one, sum(spread)) for one in zip(below(spread), shares, most, strict=True)
        ]
        if not limits_leave_open(sum(spread), *zip(*limits, strict=True)):
            return {"how": "few"}
        return {"how": "range", "below": list(below(spread)), "to_move": None}
    said, _left = may_say(spread, [moving, below], most=most)
    if said is None:
        return {"how": "few"}
    to_move = seats_to_move(spread, shares) if said == 0 else None
    return {"how": "range", "below": list(below(spread)), "to_move": to_move}


def _limits(one: tuple[bool, float, int], people: int) -> tuple[int, int]:
    """Return the fewest and the most of a group of whom it is said that it is below, or not."""
    is_below, share, most = one
    low, _high = parity_range(people, share)
    return (0, min(low - 1, most)) if is_below else (low, min(people, most))


def _sayings(
    spread: Spread, shares: Sequence[float]
) -> tuple[Callable[[Spread], tuple[bool, ...]], Saying]:
    """Return what is said of a level: which groups are below; that, and how many seats to move."""
    lows = [parity_range(sum(spread), share)[0] for share in shares]

    def below(one: Spread) -> tuple[bool, ...]:
        return tuple(count < low for count, low in zip(one, lows, strict=True))

    def moving(one: Spread) -> tuple[tuple[bool, ...], int]:
        return below(one), seats_to_move(one, shares)

    return below, moving


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


def _rules(initiative: Initiative, levels: list[Level]) -> dict[str, Any]:
    rules = CompositionRule.objects.filter(
        table__initiative=initiative, table__ended=None, ended=None, category__isnull=False
    ).exclude(table__kind=Table.Kind.CAUCUS)
    return {str(rule.pk): _rule(rule, levels) for rule in rules.select_related("table", "category")}


def _rule(rule: CompositionRule, levels: list[Level]) -> dict[str, Any]:
    """Return whether a rule is met by those who described themselves, or untold.

    Untold where fewer than five did; where the rule asks for all of them, as "met" would say what
    each of them is; and where it would give a count away beside what is told of the table.
    """
    assert rule.category is not None  # only such rules are asked for
    people = queries.people_at(rule.table)
    given = rule.table.initiative.self_descriptions.filter(breakdown=rule.category.breakdown_id)
    answers: Mapping[int, int] = dict(given.values_list("person", "category"))
    said = [answers[one] for one in people if one in answers]
    needed = queries.least_of(rule, queries.seats_at(rule.table).count())
    asked = [rule.least_percent, rule.least_seats]
    if len(said) < FEWEST or needed >= len(said) or not _leaves_open(rule, needed, levels):
        return {"asked": asked, "state": "untold"}
    is_met = said.count(rule.category.pk) >= needed
    return {"asked": asked, "state": "met" if is_met else "unmet"}


def _leaves_open(rule: CompositionRule, needed: int, levels: list[Level]) -> bool:
    """Whether "met" and "not met" both leave counts open, beside what is told of the same table.

    Only a steering committee is told of alone, as a level. A category that is counted together
    with others there is not told of.
    """
    assert rule.category is not None  # only such rules are asked for
    present = queries.populations_of(rule.table.initiative)
    population = present.filter(breakdown=rule.category.breakdown_id).first()
    if population is None:
        return False
    groups, found = _told(population, levels)
    steering = next(one for one in found if one.key == "steering")
    codes = [category.pk for category, _share in queries.shares_of(population)]
    here = (codes.index(rule.category.pk),) if rule.category.pk in codes else ()
    if rule.table.kind != Table.Kind.STEERING or groups is None or here not in groups:
        return True
    if steering.how != "range":
        return True
    shares = together([share for _category, share in queries.shares_of(population)], groups)
    below, moving = _sayings(steering.spread, shares)
    _said, left = may_say(steering.spread, [moving, below], most=found[0].spread)
    at = groups.index(here)
    met = [one for one in left if one[at] >= needed]
    unmet = [one for one in left if one[at] < needed]
    return bool(left) and all(not part or leaves_open(part) for part in (met, unmet))
