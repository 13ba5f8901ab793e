"""Start an initiative, and change what it is called and promises."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import permissions
from longtable.initiative.models import RESERVED, Initiative, Membership, Organization, Role
from longtable.record.acting import Refusal, action, save_if_unchanged

CHANGEABLE = {"name", "promise", "place", "listed", "credits", "reply_to", "languages"}


@action("started")
def start_initiative(
    *, slug: str, name: str, backbone: str, by: Person, illustrative: bool = False, **more: Any
) -> Initiative:
    """Start an initiative with its backbone organization; who starts it is its facilitator.

    `more` are further fields of the initiative (promise, place, credits, reply_to, listed).
    """
    permissions.may_start(by=by)
    if slug in RESERVED or Initiative.objects.filter(slug=slug).exists():
        raise Refusal(_("The address “%(slug)s” is taken. Choose another one.") % {"slug": slug})
    initiative = Initiative(slug=slug, name=name, illustrative=illustrative, **more)
    try:
        initiative.full_clean()
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error
    initiative.save()
    organization = Organization.objects.create(
        initiative=initiative, name=backbone, is_backbone=True, illustrative=illustrative
    )
    Membership.objects.create(
        initiative=initiative, person=by, role=Role.FACILITATOR, organization=organization
    )
    return initiative


@action("changed")
def change_initiative(
    initiative: Initiative, changes: dict[str, Any], *, version: int, by: Person
) -> Initiative:
    """Save the name, promise, place, credits, reply address or listing of an initiative."""
    permissions.may_run(initiative, by=by)
    unknown = changes.keys() - CHANGEABLE
    if unknown:
        raise ValueError(f"not to be changed: {sorted(unknown)}")
    save_if_unchanged(initiative, changes, version=version)
    return initiative
