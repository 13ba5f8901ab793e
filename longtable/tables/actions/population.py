"""Name the populations that those at the tables are compared with."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative.models import Initiative
from longtable.measures.models import Breakdown
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import permissions, queries
from longtable.tables.models import ReferencePopulation

CHANGEABLE = {"name", "source", "year", "shares"}
ROUNDING = 0.005  # as far as shares that were rounded by their source may miss 1


@action("named")
def name_population(
    initiative: Initiative, breakdown: Breakdown, said: dict[str, Any], *, by: Person
) -> ReferencePopulation:
    """Name a population with its source, its year, and the share of each category (0 to 1)."""
    permissions.may_count(initiative, by=by)
    if breakdown.initiative_id != initiative.pk or not breakdown.covers_everyone:
        raise Refusal(_("Choose a breakdown in which everybody is in exactly one category."))
    if queries.populations_of(initiative).filter(breakdown=breakdown).exists():
        raise Refusal(_("One population is named for this already. Change or retire it first."))
    return ReferencePopulation.objects.create(
        initiative=initiative, breakdown=breakdown, **_checked(said, breakdown)
    )


@action("changed")
def change_population(
    population: ReferencePopulation, changes: dict[str, Any], *, version: int, by: Person
) -> ReferencePopulation:
    """Save what a population is, and its shares. Counts taken before keep what was so then."""
    permissions.may_count(population.initiative, by=by)
    if population.retired:
        raise Refusal(_("This population is retired. Name a new one."))
    save_if_unchanged(population, _checked(changes, population.breakdown), version=version)
    return population


@action("retired")
def retire_population(
    population: ReferencePopulation, *, version: int, today: dt.date, by: Person
) -> ReferencePopulation:
    """Retire a population. Until another is named, nobody is asked about its breakdown."""
    permissions.may_count(population.initiative, by=by)
    if population.retired:
        raise Refusal(_("This population is retired already."))
    save_if_unchanged(population, {"retired": today}, version=version)
    return population


def _checked(said: dict[str, Any], breakdown: Breakdown) -> dict[str, Any]:
    unknown = said.keys() - CHANGEABLE
    if unknown:
        raise ValueError(f"not to be said: {sorted(unknown)}")
    if "shares" not in said:
        return said
    shares: dict[str, float] = said["shares"]
    codes = {one.code for one in queries.categories_of(breakdown)}
    if shares.keys() != codes or any(not 0 <= share <= 1 for share in shares.values()):
        raise Refusal(_("Say the share of each category, from 0 to 100 percent."))
    whole = sum(shares.values())
    if abs(whole - 1) > ROUNDING:
        raise Refusal(
            _("The shares add up to 100 percent. Yours add up to %(percent)s percent.")
            % {"percent": f"{whole * 100:.1f}"}
        )
    return said
