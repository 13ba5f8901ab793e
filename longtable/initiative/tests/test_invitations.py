import datetime as dt
import email
import email.policy
import re

import pytest

from longtable.accounts.models import Person
from longtable.initiative import actions, queries
from longtable.initiative.models import Membership, Role
from longtable.record.acting import Refusal
from longtable.record.models import Letter
from tests.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def facilitator():
    return MembershipFactory(facilitator=True)


def invite(facilitator, address="ana@example.org", language="en"):
    invitee = actions.Invitee(address, Role.READER, "Ana", language=language)
    return actions.invite(facilitator.initiative, invitee, now=NOW, by=facilitator.person)


def body_of(letter):
    message = email.message_from_bytes(bytes(letter.message), policy=email.policy.default)
    return message.get_content()


def code_in(letter):
    return re.search(r"/join/([^/\s]+)/", body_of(letter))[1]


def test_the_letter_waits_in_the_outbox_and_its_code_opens_the_invitation(facilitator):
    invitation = invite(facilitator)

    [letter] = Letter.objects.all()
    assert letter.to == "ana@example.org"
    assert queries.invitation_for(code_in(letter), now=NOW) == invitation


def test_the_letter_speaks_the_language_of_the_invited(facilitator, settings):
    invite(facilitator, language="en")

    assert "invites you to" in body_of(Letter.objects.get())


def test_somebody_new_comes_in_by_the_code_alone(facilitator):
    invitation = invite(facilitator)

    joined = actions.come_in(invitation, name="Ana", password=None, now=NOW, by=invitation)

    assert (joined.person.email, joined.role) == ("ana@example.org", Role.READER)
    assert not joined.person.has_usable_password()


def test_an_invitation_is_used_once(facilitator):
    invitation = invite(facilitator, PersonFactory(email="known@example.org").email)
    known = Person.objects.get(email="known@example.org")
    actions.answer_invitation(invitation, now=NOW, by=known)
    Membership.objects.filter(person=known).update(ended=NOW)

    with pytest.raises(Refusal, match="no longer open"):
        actions.answer_invitation(invitation, now=NOW, by=known)


def test_who_is_in_already_is_told_so_and_the_invitation_stays_open(facilitator):
    ana = PersonFactory(email="ana@example.org")
    invitation = invite(facilitator, ana.email)
    MembershipFactory(initiative=facilitator.initiative, person=ana)

    with pytest.raises(Refusal, match="in this initiative already"):
        actions.answer_invitation(invitation, now=NOW, by=ana)

    assert Membership.objects.filter(person=ana).count() == 1
    assert queries.open_invitations(facilitator.initiative, now=NOW).exists()


def test_an_invitation_is_open_for_fourteen_days(facilitator):
    invite(facilitator)
    code = code_in(Letter.objects.get())

    assert queries.invitation_for(code, now=NOW + dt.timedelta(days=13, hours=23))
    assert queries.invitation_for(code, now=NOW + dt.timedelta(days=14)) is None


def test_nobody_answers_for_another_address(facilitator):
    invitation = invite(facilitator)

    with pytest.raises(Refusal, match="another address"):
        actions.answer_invitation(invitation, now=NOW, by=PersonFactory())


def test_a_second_invitation_ends_the_first(facilitator):
    invite(facilitator)
    code = code_in(Letter.objects.get())
    invite(facilitator)

    assert queries.invitation_for(code, now=NOW) is None


def test_a_withdrawn_invitation_opens_nothing(facilitator):
    invitation = invite(facilitator)
    actions.withdraw_invitation(invitation, now=NOW, by=facilitator.person)

    assert queries.invitation_for(code_in(Letter.objects.get()), now=NOW) is None
