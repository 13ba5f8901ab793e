"""Tie results, strategies, programs and measures together."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.agenda import permissions
from longtable.agenda.models import Clause, Program, ResultIndicator, StrategyResult
from longtable.initiative.models import Organization
from longtable.measures.models import Indicator
from longtable.record.acting import Refusal, action, save_if_unchanged


@action("tied")
def link_indicators(
    result: Clause, indicators: Iterable[Indicator], *, version: int, by: Person
) -> Clause:
    """Say by which indicators a result is seen."""
    permissions.may_write(result.initiative, by=by)
    wanted = list(indicators)
    _belong(result, Clause.Part.RESULT, wanted)
    save_if_unchanged(result, {}, version=version)
    result.indicators.exclude(indicator__in=wanted).delete()
    for one in wanted:
        ResultIndicator.objects.get_or_create(result=result, indicator=one)
    return result


@action("tied")
def link_results(
    strategy: Clause, results: Iterable[Clause], *, version: int, by: Person
) -> Clause:
    """Say which results a strategy is to bring about."""
    permissions.may_write(strategy.initiative, by=by)
    wanted = list(results)
    _belong(strategy, Clause.Part.STRATEGY, wanted)
    save_if_unchanged(strategy, {}, version=version)
    strategy.serves.exclude(result__in=wanted).delete()
    for one in wanted:
        StrategyResult.objects.get_or_create(strategy=strategy, result=one)
    return strategy


@action("added")
def add_program(
    strategy: Clause,
    *,
    organization: Organization,
    name: str,
    by: Person,
    measure: Indicator | None = None,
) -> Program:
    """Put an organization's program under a strategy, with the measure that it is seen by."""
    permissions.may_write(strategy.initiative, by=by)
    _belong(strategy, Clause.Part.STRATEGY, [organization, *([measure] if measure else [])])
    return Program.objects.create(
        strategy=strategy, organization=organization, name=name, measure=measure
    )


@action("changed")
def change_program(
    program: Program, changes: dict[str, Any], *, version: int, by: Person
) -> Program:
    """Save a program's name, organization or measure."""
    permissions.may_write(program.strategy.initiative, by=by)
    unknown = changes.keys() - {"name", "organization", "measure"}
    if unknown:
        raise ValueError(f"not to be changed: {sorted(unknown)}")
    given = [changes[name] for name in ("organization", "measure") if changes.get(name)]
    _belong(program.strategy, Clause.Part.STRATEGY, given)
    save_if_unchanged(program, changes, version=version)
    return program


@action("ended")
def end_program(program: Program, *, today: dt.date, version: int, by: Person) -> Program:
    """Take a program off the map."""
    permissions.may_write(program.strategy.initiative, by=by)
    save_if_unchanged(program, {"ended": today}, version=version)
    return program


def _belong(clause: Clause, part: str, others: Iterable[Any]) -> None:
    if clause.part != part or clause.retired:
        raise Refusal(_("This clause is no longer in the draft."))
    if any(one.initiative_id != clause.initiative_id for one in others):
        raise Refusal(_("Choose what belongs to this initiative."))
