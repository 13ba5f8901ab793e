"""What people are told apart by, and the groups, by the names that they chose."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative.models import Initiative
from longtable.measures import permissions
from longtable.measures.models import Breakdown, Category
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.web.spoken import Spoken, spoken

_BREAKDOWN = {"name", "covers_everyone"}
_CATEGORY = {"name", "spellings", "position", "retired"}


@action("added the breakdown")
def add_breakdown(
    initiative: Initiative,
    *,
    code: str,
    name: Spoken,
    covers_everyone: bool = True,
    by: Person,
) -> Breakdown:
    """Add a breakdown, without categories so far. Its code stays as it is."""
    permissions.may_define(initiative, by=by)
    if code in {"", "period", "place"} or slugify(code) != code:
        raise Refusal(_("A code is made of small letters, digits and hyphens."))
    if initiative.breakdowns.filter(code=code).exists():
        raise Refusal(_("“%(code)s” is there already.") % {"code": code})
    return Breakdown.objects.create(
        initiative=initiative, code=code, name=name, covers_everyone=covers_everyone
    )


@action("changed the breakdown")
def change_breakdown(
    breakdown: Breakdown, changes: dict[str, Any], *, version: int, by: Person
) -> Breakdown:
    """Rename a breakdown, or say whether its categories cover everyone."""
    permissions.may_define(breakdown.initiative, by=by)
    _refuse_others(changes, _BREAKDOWN)
    save_if_unchanged(breakdown, changes, version=version)
    return breakdown


@action("added the category")
def add_category(
    breakdown: Breakdown,
    *,
    code: str,
    name: Spoken,
    spellings: list[str] | None = None,
    by: Person,
) -> Category:
    """Add a group, with other spellings that files use for it."""
    permissions.may_define(breakdown.initiative, by=by)
    if not code or slugify(code) != code:
        raise Refusal(_("A code is made of small letters, digits and hyphens."))
    if breakdown.categories.filter(code=code).exists():
        raise Refusal(_("“%(code)s” is there already.") % {"code": code})
    _refuse_doubles(breakdown, spellings or [])
    return Category.objects.create(
        breakdown=breakdown,
        code=code,
        name=name,
        spellings=spellings or [],
        position=breakdown.categories.count(),
    )


@action("changed the category")
def change_category(
    category: Category, changes: dict[str, Any], *, version: int, by: Person
) -> Category:
    """Rename a group, put it elsewhere, add spellings, or retire it. Its code stays as it is.

    `position` is its place among the others, from 0; they close up around it.
    """
    permissions.may_define(category.breakdown.initiative, by=by)
    _refuse_others(changes, _CATEGORY)
    _refuse_doubles(category.breakdown, changes.get("spellings", []), but=category)
    save_if_unchanged(category, changes, version=version)
    if "position" in changes:
        _make_room(category)
    return category


def _make_room(category: Category) -> None:
    rows = list(category.breakdown.categories.exclude(pk=category.pk))
    rows.insert(category.position, category)
    for position, row in enumerate(rows):
        row.position = position
    Category.objects.bulk_update(rows, ["position"])


def _refuse_others(changes: dict[str, Any], allowed: set[str]) -> None:
    if wrong := set(changes) - allowed:
        raise ValueError(f"cannot be changed: {', '.join(sorted(wrong))}")


def _refuse_doubles(
    breakdown: Breakdown, spellings: list[str], but: Category | None = None
) -> None:
    wanted = {spelling.strip().casefold() for spelling in spellings}
    for other in breakdown.categories.exclude(pk=but.pk if but else 0):
        taken = {text.strip().casefold() for text in other.spellings}
        if both := wanted & taken:
            raise Refusal(
                _("“%(spelling)s” is a spelling of “%(name)s” already.")
                % {"spelling": min(both), "name": spoken(other.name)}
            )
