"""Describe oneself and take it back; set rules of who has to be at a table; count."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative.models import Initiative, Organization
from longtable.measures.models import Breakdown, Category
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import permissions, queries
from longtable.tables.counting import count_levels
from longtable.tables.models import (
    CompositionCount,
    CompositionRule,
    LeadershipDescription,
    Nearness,
    SelfDescription,
    Table,
)

RULE_CHANGEABLE = {"least_percent", "least_seats"}


@dataclass(frozen=True, slots=True)
class Myself:
    """What somebody says of themselves. What is left out, or None, is not said."""

    categories: Mapping[Breakdown, Category | None] = field(default_factory=dict)
    works_on_it: bool | None = None
    lives_with_it: bool | None = None


@action("described themselves in")
def describe_myself(initiative: Initiative, said: Myself, *, by: Person) -> Initiative:
    """Keep what somebody says of themselves, in the place of what they said before.

    The record says that it was done, and nothing of what was said.
    """
    permissions.may_describe_themselves(initiative, by=by)
    asked = {one.pk for one in queries.asked_breakdowns(initiative)}
    for breakdown, category in said.categories.items():
        if breakdown.pk not in asked or (category and category.breakdown_id != breakdown.pk):
            raise Refusal(_("Choose from what is asked here."))
    initiative.self_descriptions.filter(person=by).delete()
    initiative.nearness.filter(person=by).delete()
    SelfDescription.objects.bulk_create(
        SelfDescription(initiative=initiative, person=by, breakdown=breakdown, category=category)
        for breakdown, category in said.categories.items()
        if category
    )
    if said.works_on_it is not None or said.lives_with_it is not None:
        Nearness.objects.create(
            initiative=initiative,
            person=by,
            works_on_it=said.works_on_it,
            lives_with_it=said.lives_with_it,
        )
    return initiative


@action("took back how they described themselves in")
def forget_myself(initiative: Initiative, *, by: Person) -> Initiative:
    """Delete all that somebody said of themselves. Also who has left may do so."""
    permissions.may_take_back(initiative, by=by)
    initiative.self_descriptions.filter(person=by).delete()
    initiative.nearness.filter(person=by).delete()
    return initiative


@action("described the leadership of")
def describe_leadership(
    organization: Organization, text: str, *, version: int | None, today: dt.date, by: Person
) -> LeadershipDescription:
    """Say in an organization's own words who leads it. `version` is None where nothing was said."""
    permissions.may_describe_leadership(organization, by=by)
    if not text.strip():
        raise Refusal(_("Say it in your own words, or take back what was said."))
    found = LeadershipDescription.objects.filter(organization=organization).first()
    if found is None:
        return LeadershipDescription.objects.create(
            organization=organization, text=text.strip(), given=today
        )
    save_if_unchanged(found, {"text": text.strip(), "given": today}, version=version or 0)
    return found


@action("took back the description of the leadership of")
def forget_leadership(organization: Organization, *, by: Person) -> Organization:
    """Delete what an organization said of its leadership."""
    permissions.may_describe_leadership(organization, by=by)
    LeadershipDescription.objects.filter(organization=organization).delete()
    return organization


@action("set a rule for")
def set_composition_rule(table: Table, said: dict[str, Any], *, by: Person) -> CompositionRule:
    """Set how many seats of a table are at least for a constituency, or for a category."""
    permissions.may_run(table, by=by)
    constituency, category = said.get("constituency", ""), said.get("category")
    if bool(constituency) == bool(category):
        raise Refusal(_("Say for whom: one constituency, or one category."))
    if category and category.breakdown not in queries.asked_breakdowns(table.initiative):
        raise Refusal(_("Choose a category that people are asked about."))
    least = _least(said)
    same = queries.composition_rules_of(table).filter(constituency=constituency, category=category)
    if same.exists():
        raise Refusal(_("There is a rule for them already. Change it instead."))
    return CompositionRule.objects.create(
        table=table, constituency=constituency, category=category, **least
    )


@action("changed")
def change_composition_rule(
    rule: CompositionRule, changes: dict[str, Any], *, version: int, by: Person
) -> CompositionRule:
    """Save how many seats a rule asks for. Whom it is for stays."""
    permissions.may_run(rule.table, by=by)
    unknown = changes.keys() - RULE_CHANGEABLE
    if unknown:
        raise ValueError(f"not to be changed: {sorted(unknown)}")
    now = {"least_percent": rule.least_percent, "least_seats": rule.least_seats}
    save_if_unchanged(rule, _least({**now, **changes}), version=version)
    return rule


@action("ended")
def end_composition_rule(
    rule: CompositionRule, *, version: int, today: dt.date, by: Person
) -> CompositionRule:
    """End a rule. What was promised because of it stays."""
    permissions.may_run(rule.table, by=by)
    save_if_unchanged(rule, {"ended": today}, version=version)
    return rule


@action("counted")
def count_composition(initiative: Initiative, *, today: dt.date, by: Person) -> CompositionCount:
    """Count who sits at the tables, and keep only what may be told. At most every ninety days.

    So nobody can see from one day to the next who described themselves, or took it back.
    """
    permissions.may_count(initiative, by=by)
    first = queries.next_count(initiative)
    if first and today < first:
        raise Refusal(
            _("The next count is possible from %(day)s on, so that nobody can be told apart.")
            % {"day": date_format(first)}
        )
    told = count_levels(initiative, today=today)
    return CompositionCount.objects.create(initiative=initiative, day=today, told=told)


def _least(said: dict[str, Any]) -> dict[str, int]:
    """Return what a rule asks for, checked."""
    percent, seats = said.get("least_percent") or 0, said.get("least_seats") or 0
    if not (percent or seats):
        raise Refusal(_("Say a least share, or a least number of seats."))
    if percent > 100:
        raise Refusal(_("A share is at most 100 percent."))
    return {"least_percent": percent, "least_seats": seats}
