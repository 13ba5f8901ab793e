"""Who may run an initiative, as one table."""

import datetime as dt

import pytest

from longtable.initiative import actions
from longtable.initiative.models import Role
from longtable.record.acting import Refusal
from tests.factories import MembershipFactory, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)

EVERYBODY = ["facilitator", "data_lead", "steward", "member", "funder", "reader", "stranger"]
DEEDS = {
    "change the initiative": ["facilitator"],
    "add an organization": ["facilitator"],
    "invite a reader": ["facilitator"],
    "invite a member of one's own organization": ["facilitator", "steward"],
    "invite a member of another organization": ["facilitator"],
    "remove a member of one's own organization": ["facilitator", "steward"],
    "remove a data lead": ["facilitator"],
}


def actor(role, initiative, organization):
    if role == "stranger":
        return PersonFactory()
    traits = {} if role == "reader" else {role: True}
    return MembershipFactory(initiative=initiative, organization=organization, **traits).person


def do(deed, initiative, organization, by):
    other = OrganizationFactory(initiative=initiative)
    invitee = actions.Invitee("new@example.org", Role.PARTNER_MEMBER, organization=organization)
    match deed:
        case "change the initiative":
            actions.change_initiative(initiative, {"name": "N"}, version=1, by=by)
        case "add an organization":
            actions.add_organization(initiative, name="Another", by=by)
        case "invite a reader":
            reader = actions.Invitee("new@example.org", Role.READER)
            actions.invite(initiative, reader, now=NOW, by=by)
        case "invite a member of one's own organization":
            actions.invite(initiative, invitee, now=NOW, by=by)
        case "invite a member of another organization":
            elsewhere = actions.Invitee("new@example.org", Role.PARTNER_MEMBER, organization=other)
            actions.invite(initiative, elsewhere, now=NOW, by=by)
        case "remove a member of one's own organization":
            gone = MembershipFactory(initiative=initiative, organization=organization, member=True)
            actions.end_membership(gone, now=NOW, by=by)
        case "remove a data lead":
            gone = MembershipFactory(
                initiative=initiative, organization=organization, data_lead=True
            )
            actions.end_membership(gone, now=NOW, by=by)


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("deed", DEEDS)
def test_only_these_may(deed, role):
    facilitator = MembershipFactory(facilitator=True)
    initiative, organization = facilitator.initiative, facilitator.organization
    by = actor(role, initiative, organization)

    if role in DEEDS[deed]:
        do(deed, initiative, organization, by)
    else:
        with pytest.raises(Refusal):
            do(deed, initiative, organization, by)


def test_a_facilitator_of_another_initiative_may_nothing():
    facilitator = MembershipFactory(facilitator=True)
    elsewhere = MembershipFactory(facilitator=True)

    with pytest.raises(Refusal):
        actions.add_organization(facilitator.initiative, name="X", by=elsewhere.person)


def test_the_last_facilitator_stays():
    facilitator = MembershipFactory(facilitator=True)

    with pytest.raises(Refusal, match="needs a facilitator"):
        actions.end_membership(facilitator, now=NOW, by=facilitator.person)


def test_who_left_may_nothing_from_then_on():
    first = MembershipFactory(facilitator=True)
    second = MembershipFactory(initiative=first.initiative, facilitator=True)
    actions.end_membership(second, now=NOW, by=first.person)

    with pytest.raises(Refusal):
        actions.add_organization(first.initiative, name="X", by=second.person)


def test_an_organization_of_another_initiative_is_refused():
    facilitator = MembershipFactory(facilitator=True)
    theirs = OrganizationFactory()
    invitee = actions.Invitee("new@example.org", Role.PARTNER_MEMBER, organization=theirs)

    with pytest.raises(Refusal, match="organization of this initiative"):
        actions.invite(facilitator.initiative, invitee, now=NOW, by=facilitator.person)
