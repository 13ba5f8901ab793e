"""Who comes, who goes, and what they are while they are here."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from longtable.accounts.models import Person, new_code
from longtable.accounts.queries import hashed, person_with
from longtable.initiative import permissions, queries, sources
from longtable.initiative.letters import write_invitation
from longtable.initiative.models import (
    PARTNER_ROLES,
    Initiative,
    Invitation,
    Membership,
    Organization,
)
from longtable.record.acting import Refusal, action, save_if_unchanged

VALID = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to be invited: address, name if known, role, and whom they would speak for."""

    email: str
    role: str
    name: str = ""
    organization: Organization | None = None
    language: str = "en"


@action("invited")
def invite(initiative: Initiative, invitee: Invitee, *, now: dt.datetime, by: Person) -> Invitation:
    """Invite somebody by mail, for one address, once, for fourteen days.

    An earlier open invitation of the same address is withdrawn. The mail waits in the outbox.
    """
    permissions.may_invite(initiative, invitee.role, invitee.organization, by=by)
    email = invitee.email.strip().lower()
    if queries.people_in(initiative).filter(person__email=email).exists():
        raise Refusal(_("%(email)s is in this initiative already.") % {"email": email})
    Initiative.objects.select_for_update().get(pk=initiative.pk)  # of two at once, one waits
    queries.open_invitations(initiative, now=now).filter(email=email).update(withdrawn=now)
    code = new_code()
    invitation = Invitation.objects.create(
        initiative=initiative,
        email=email,
        name=invitee.name.strip(),
        role=invitee.role,
        organization=invitee.organization,
        language=invitee.language,
        by=by,
        code_hash=hashed(code),
        expires=now + VALID,
    )
    write_invitation(invitation, code)
    return invitation


@action("withdrew the invitation")
def withdraw_invitation(invitation: Invitation, *, now: dt.datetime, by: Person) -> Invitation:
    """Take an invitation back before it is answered."""
    permissions.may_invite(invitation.initiative, invitation.role, invitation.organization, by=by)
    if invitation.answered:
        raise Refusal(_("This invitation was answered already."))
    invitation.withdrawn = now
    invitation.save(update_fields=["withdrawn"])
    return invitation


@action("joined")
def answer_invitation(invitation: Invitation, *, now: dt.datetime, by: Person) -> Membership:
    """Join an initiative: `by` has shown, by the code in the mail, that the address is theirs."""
    if by.email != invitation.email:
        raise Refusal(_("This invitation is for another address. Sign in with that one."))
    _use_up(invitation, now)
    return _membership(invitation, by, now)


@action("came in and joined")
def come_in(
    invitation: Invitation, *, name: str, password: str | None, now: dt.datetime, by: Invitation
) -> Membership:
    """Join as somebody new, by an invitation alone: its code has proved the address.

    Without a password the person signs in by mailed codes.
    """
    _use_up(invitation, now)
    if person_with(invitation.email):
        raise Refusal(_("This address has an account. Sign in, then open the link again."))
    person = Person.objects.create_user(invitation.email, password, name=name, language=by.language)
    return _membership(invitation, person, now)


def _use_up(invitation: Invitation, now: dt.datetime) -> None:
    """Answer the invitation first of all: of many at once, only one gets any further."""
    open_one = queries.open_invitations(invitation.initiative, now=now).filter(pk=invitation.pk)
    if not open_one.update(answered=now):
        raise Refusal(_("This invitation is no longer open. Ask for a new one."))


def _membership(invitation: Invitation, person: Person, now: dt.datetime) -> Membership:
    if queries.people_in(invitation.initiative).filter(person=person).exists():
        raise Refusal(_("You are in this initiative already."))
    membership = Membership.objects.create(
        initiative=invitation.initiative,
        person=person,
        role=invitation.role,
        organization=invitation.organization,
    )
    for arrived in sources.ARRIVALS:
        arrived(invitation, membership, now)
    return membership


@action("changed the role of")
def change_role(
    membership: Membership,
    *,
    role: str,
    organization: Organization | None,
    version: int,
    by: Person,
) -> Membership:
    """Give somebody another role or organization in the same initiative."""
    permissions.may_run(membership.initiative, by=by)
    permissions.may_invite(membership.initiative, role, organization, by=by)
    if role != membership.role:
        permissions.keep_a_facilitator(membership)
    changes: dict[str, Any] = {"role": role}
    if organization or role in PARTNER_ROLES:
        changes["organization"] = organization
    save_if_unchanged(membership, changes, version=version)
    return membership


@action("ended the membership")
def end_membership(membership: Membership, *, now: dt.datetime, by: Person) -> Membership:
    """Remove somebody, or leave. It counts from their very next request."""
    permissions.may_end_membership(membership, by=by)
    if membership.ended:
        raise Refusal(_("This person has left already."))
    gone = {"ended": now, "reach": ""}
    save_if_unchanged(membership, gone, version=membership.version)
    return membership


@action("said how to be reached")
def say_how_to_reach_me(
    membership: Membership, reach: str, *, version: int, by: Person
) -> Membership:
    """Say in one's own words how the others of this initiative reach one; empty takes it back."""
    permissions.may_speak_of_oneself(membership, by=by)
    save_if_unchanged(membership, {"reach": reach.strip()}, version=version)
    return membership


@action("found their way")
def finish_welcome(membership: Membership, *, now: dt.datetime, by: Person) -> Membership:
    """Be done with the page for newcomers."""
    permissions.may_speak_of_oneself(membership, by=by)
    if membership.welcomed:
        raise Refusal(_("This was done already."))
    save_if_unchanged(membership, {"welcomed": now}, version=membership.version)
    return membership
