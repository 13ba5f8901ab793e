"""What is measured: defined once, and numbered anew once it has been released."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative.models import Initiative, Organization
from longtable.measures import permissions
from longtable.measures.cuts import refuse_unknown_cuts
from longtable.measures.models import Definition, Indicator, SeriesBreak
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.web.spoken import Spoken

TOLD = {"story", "caution"}
CHANGEABLE = {column.name for column in Definition._meta.concrete_fields} - {
    "id",
    "indicator",
    "number",
    "version",
    "made",
    "holds_from",
}
_INDICATOR = {"kind", "owner", "position"}
# Addresses below /measures/ that are no indicators.
RESERVED = {"submissions", "define", "breakdowns", "places", "releases"}


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a new version of a definition takes over: from which period on, and what changed.

    There the series breaks, unless a `bridge` says why the line may go on all the same.
    """

    holds_from: str
    reason: Spoken
    bridge: Spoken = field(default_factory=dict)


@action("defined the indicator")
def define_indicator(
    initiative: Initiative,
    *,
    code: str,
    owner: Organization,
    kind: str = Indicator.Kind.POPULATION,
    definition: dict[str, Any],
    by: Person,
) -> Indicator:
    """Define an indicator, with the first version of what it means.

    `definition` maps field names of Definition to values. The code becomes its address.
    """
    permissions.may_define(initiative, by=by)
    if not code or slugify(code) != code:
        raise Refusal(_("A code is made of small letters, digits and hyphens."))
    if code in RESERVED or initiative.indicators.filter(code=code).exists():
        raise Refusal(_("“%(code)s” is there already.") % {"code": code})
    _refuse_stranger(initiative, owner)
    indicator = Indicator.objects.create(
        initiative=initiative,
        code=code,
        kind=kind,
        owner=owner,
        position=initiative.indicators.count(),
    )
    _refuse_others(definition, CHANGEABLE)
    _save_checked(Definition(indicator=indicator, number=1, **definition))
    return indicator


@action("changed the indicator")
def change_indicator(
    indicator: Indicator, changes: dict[str, Any], *, version: int, by: Person
) -> Indicator:
    """Change who looks after an indicator, its kind, or its place in the order."""
    permissions.may_define(indicator.initiative, by=by)
    _refuse_others(changes, _INDICATOR)
    if owner := changes.get("owner"):
        _refuse_stranger(indicator.initiative, owner)
    save_if_unchanged(indicator, changes, version=version)
    return indicator


@action("changed the definition")
def change_definition(
    definition: Definition,
    changes: dict[str, Any],
    *,
    version: int,
    turn: Turn | None = None,
    by: Person,
) -> Definition:
    """Change what an indicator means.

    A definition that was never released is edited in place. Else the next number is made, and
    somebody has to say, in `turn`, from which period it holds and what changed.
    """
    permissions.may_define(definition.indicator.initiative, by=by)
    _refuse_others(changes, CHANGEABLE)
    if not _was_released(definition):
        save_if_unchanged(definition, changes, version=version)
        _save_checked(definition)
        return definition
    return _next(definition, changes, version, turn or Turn("", {}))


@action("told the story of")
def tell_story(
    definition: Definition, changes: dict[str, Any], *, version: int, by: Person
) -> Definition:
    """Write the story behind the curve, or the caution. It may change at any time."""
    permissions.may_define(definition.indicator.initiative, by=by)
    _refuse_others(changes, TOLD)
    save_if_unchanged(definition, changes, version=version)
    return definition


@action("retired the indicator")
def retire_indicator(indicator: Indicator, *, today: Any, by: Person) -> Indicator:
    """Stop measuring something. What was released stays readable."""
    permissions.may_define(indicator.initiative, by=by)
    if indicator.retired:
        raise Refusal(_("It was retired already."))
    save_if_unchanged(indicator, {"retired": today}, version=indicator.version)
    return indicator


def _next(definition: Definition, changes: dict[str, Any], version: int, turn: Turn) -> Definition:
    indicator = definition.indicator
    if not turn.holds_from.strip() or not any(turn.reason.values()):
        raise Refusal(
            _("This definition was released. Say from which period the new one holds, and why.")
        )
    save_if_unchanged(definition, {}, version=version)
    newest = indicator.definitions.aggregate(Max("number"))["number__max"]
    if definition.number != newest:
        raise Refusal(_("Only the newest definition can be changed."))
    values = {name: getattr(definition, name) for name in CHANGEABLE} | changes
    made = Definition(
        indicator=indicator, number=newest + 1, holds_from=turn.holds_from.strip(), **values
    )
    _save_checked(made)
    SeriesBreak.objects.update_or_create(
        indicator=indicator,
        period=made.holds_from,
        defaults={"reason": turn.reason, "bridge": turn.bridge},
    )
    return made


def _was_released(definition: Definition) -> bool:
    return definition.releases.filter(number__isnull=False).exists()


def _save_checked(definition: Definition) -> None:
    if not any(definition.name.values()):
        raise Refusal(_("Give the indicator a short name."))
    refuse_unknown_cuts(definition)
    try:
        definition.full_clean(exclude=["indicator"])
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error
    definition.save()


def _refuse_stranger(initiative: Initiative, owner: Organization) -> None:
    if owner.initiative_id != initiative.pk:
        raise Refusal(_("Choose an organization of this initiative."))


def _refuse_others(changes: dict[str, Any], allowed: set[str]) -> None:
    if wrong := set(changes) - allowed:
        raise ValueError(f"cannot be changed: {', '.join(sorted(wrong))}")
