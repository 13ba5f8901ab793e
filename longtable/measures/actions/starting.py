"""Start from a ready set of indicators."""

from typing import Any

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative.models import Initiative, Organization
from longtable.initiative.queries import organizations_in
from longtable.measures import permissions
from longtable.measures.models import Breakdown, Category, Definition, Indicator, Place
from longtable.measures.templates import template_at
from longtable.record.acting import Refusal, action


@action("started from a template")
def start_from_template(initiative: Initiative, code: str, *, by: Person) -> Initiative:
    """Give an initiative a ready set of breakdowns and indicators; what is there already stays."""
    permissions.may_define(initiative, by=by)
    template = template_at(code)
    if template is None:
        raise Refusal(_("There is no such template."))
    owner = organizations_in(initiative).filter(is_backbone=True).first()
    if owner is None:
        raise Refusal(_("Add the backbone organization first. It looks after the indicators."))
    for said in template["breakdowns"]:
        _add_breakdown(initiative, said)
    if template["indicators"] and not initiative.places.exists():
        name = initiative.place or initiative.name
        Place.objects.create(initiative=initiative, code="all", name={"en": name}, level="city")
    for said in template["indicators"]:
        _add_indicator(initiative, owner, said)
    return initiative


def _add_breakdown(initiative: Initiative, said: dict[str, Any]) -> None:
    breakdown, made = Breakdown.objects.get_or_create(
        initiative=initiative,
        code=said["code"],
        defaults={"name": said["name"], "covers_everyone": said["covers_everyone"]},
    )
    if made:
        Category.objects.bulk_create(
            Category(breakdown=breakdown, code=code, name=name, position=at)
            for at, (code, name) in enumerate(said["categories"])
        )


def _add_indicator(initiative: Initiative, owner: Organization, said: dict[str, Any]) -> None:
    indicator, made = Indicator.objects.get_or_create(
        initiative=initiative,
        code=said["code"],
        defaults={
            "kind": said["kind"],
            "owner": owner,
            "position": initiative.indicators.count(),
        },
    )
    if made:
        place = initiative.places.filter(level="city").first()
        headline = place.code if place else ""
        Definition.objects.create(
            indicator=indicator, number=1, headline_place=headline, **said["definition"]
        )
