"""D04: after somebody is forgotten, neither their name nor their address stands in any table."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.test import Client
from django.utils import timezone

from longtable.accounts.actions import forget_person
from longtable.accounts.models import Person
from longtable.accounts.sources import DASH, TRACES
from longtable.agenda.models import Ratification
from longtable.cli.main import main
from longtable.record.acting import Refusal
from longtable.record.models import Entry
from longtable.tables.models import Nearness, SelfDescription
from tests import factories as make
from tests.architecture.test_personal_data import LISTED, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAME, MAIL = "Zqname Zqlast", "zqmail@example.org"
WHERE = "/accounts/me/forget/"
# Texts of these classes that stay, and why.
STAY = {
    "record.Entry": "references, never names",
    "record.Letter.trouble": "what the mail server said of an address; gone in thirty days",
    "record.MailServer.sender": "has to be changed first",
    "account.EmailConfirmation": "goes with its address",
    "agenda.Ratification.reason": "reasons of an organization or a seat",
    "tables.Ballot": "a seat's answer and its reason",
    "tables.Message.text": "what was said to a meeting",
    "initiative.Invitation.language": "a code",
    "tables.Holding.handed_over": "what the next holder has to know",
    "tables.AccessRequest.cause": "why something was not there, in the words of who runs the table",
}


@pytest.fixture
def person():
    """Return somebody whose name and address stand wherever they can."""
    found = make.PersonFactory(name=NAME, email=MAIL)
    own = make.MembershipFactory(person=found, member=True, reach=f"Ask for {NAME}")
    initiative, now = own.initiative, timezone.now()
    make.MembershipFactory(initiative=initiative, facilitator=True)
    EmailAddress.objects.create(user=found, email=MAIL, primary=True, verified=True)
    make.LetterFactory(to=MAIL, message=b"Dear " + NAME.encode())
    make.InvitationFactory(initiative=initiative, email=MAIL.upper(), name=NAME)
    initiative.reply_to = MAIL
    initiative.save()
    make.DrafterFactory(initiative=initiative, name=NAME)
    version = make.AgendaVersionFactory(initiative=initiative)
    make.RatificationFactory(agenda=version, organization=own.organization, signer=NAME, by=found)
    table = make.TableFactory(initiative=initiative, facilitator=found)
    seat = make.SeatFactory(table=table)
    make.HoldingFactory(seat=seat, person=found, name=NAME)
    make.HoldingFactory(seat=make.SeatFactory(table=table), name=NAME.lower())
    make.RoleCardFactory(initiative=initiative, seat=seat, successor=NAME)
    meeting = make.MeetingFactory(series__table=table)
    make.ItemFactory(meeting=meeting, originator_name=NAME)
    make.MessageFactory(meeting=meeting, name=NAME)
    make.AccessRequestFactory(meeting=meeting, seat=seat, detail=f"{NAME} needs a ramp", asked=now)
    decision = make.DecisionFactory(table=table, idea_of=NAME, tell=MAIL)
    make.ElectorFactory(decision=decision, seat=seat, holder=NAME, person=found)
    for one in (make.MailChoiceFactory, make.DigestFactory, make.CalendarLinkFactory):
        one(initiative=initiative, person=found)
    make.PrivateNoteFactory(initiative=initiative, facilitator=found)
    listed = make.RosterFactory(initiative=initiative)
    listed.sheets[0]["rows"].append([*NAME.split(), MAIL.upper()])
    listed.save()
    make.CommitmentFactory(initiative=initiative, organization=own.organization, made_by=found)
    return found


def left_behind():
    """Return the tables in which the name or the address still stands."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.values_list():
            text = " ".join(_text(value) for value in row).lower()
            if "zqname" in text or "zqmail" in text:
                found.add(model._meta.label)
    return found


def _text(value):
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return json.dumps(value, default=str)


def texts_about_people():
    """Return every text of a person that the list of personal data names, as `model.field`."""
    for row in rows_of(LISTED):
        if row["class"] not in {"person", "sensitive"} or row["model"] == "*":
            continue
        model = apps.get_model(row["model"])
        for name in row["fields"].split():
            field = model._meta.get_field(name)
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                yield f"{row['model']}.{name}", row["kept"]


def unsaid(traces):
    """Return the texts about people of which nobody says what becomes of them."""
    said = {*" ".join(traces).split(), *STAY, "accounts.Person"}
    return [
        name for name, _kept in texts_about_people() if not {name, name.rpartition(".")[0]} & said
    ]


def forget(person):
    forget_person(person, now=timezone.now(), by=person)
    person.refresh_from_db()


def test_the_name_and_the_address_are_in_no_table(person):
    before = left_behind()

    forget(person)

    assert len(before) >= 13
    assert left_behind() == set()
    assert str(person) == "Somebody who left"
    assert not person.is_active
    assert not person.memberships.filter(ended=None).exists()
    assert Entry.objects.latest("pk").verb == "had themselves forgotten"


@pytest.mark.parametrize("fault", sorted(set(TRACES) - {
    *("initiative.Membership.ended", "tables.Holding.until", "tables.Table.facilitator"),
    *("mfa.Authenticator", "usersessions.UserSession", "communication.MailChoice"),
    *("communication.Digest", "tables.PrivateNote", "tables.CalendarLink"),
    *("tables.RoleCard.deputy", "tables.SelfDescription", "tables.Nearness"),  # no name in them
}))  # fmt: skip
def test_the_search_sees_a_place_that_was_left_out(person, monkeypatch, fault):
    monkeypatch.delitem(TRACES, fault)

    forget(person)

    assert left_behind() == {".".join(fault.split()[0].split(".")[:2])}


def told_of(traces):
    """Return what is sensitive, belongs to a person, and stays when they are forgotten."""
    said = {*" ".join(traces).split()}
    sensitive = {row["model"] for row in rows_of(LISTED) if row["class"] == "sensitive"}
    return [
        name
        for name in sorted(sensitive - said)
        for field in apps.get_model(name)._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    ]


def test_what_somebody_said_of_themselves_goes_with_them(person):
    initiative = person.memberships.get().initiative
    make.SelfDescriptionFactory(person=person, initiative=initiative)
    make.NearnessFactory(person=person, initiative=initiative)
    card = make.RoleCardFactory(deputy=person)

    forget(person)

    assert not SelfDescription.objects.exists()
    assert not Nearness.objects.exists()
    card.refresh_from_db()
    assert card.deputy is None
    assert told_of(TRACES) == []
    assert told_of(set(TRACES) - {"tables.Nearness"}) == ["tables.Nearness"]


def test_whoever_has_no_name_stands_nowhere_by_it(person):
    person.name = ""
    person.save()
    card = make.RoleCardFactory(seat__table__initiative=person.memberships.get().initiative)

    forget(person)

    card.refresh_from_db()
    assert card.successor == ""


def test_every_text_about_a_person_has_a_rule():
    assert unsaid(TRACES) == []
    kept = dict(texts_about_people())
    assert {name for name, until in kept.items() if until == "until forgotten"} != set()


def test_the_check_sees_a_text_without_a_rule():
    fewer = [name for name in TRACES if name != "tables.Holding.name"]

    assert unsaid(fewer) == ["tables.Holding.name"]


def test_a_signature_stays_and_nothing_else_of_it_can_change(person):
    forget(person)

    said = Ratification.objects.get()
    assert (said.signer, said.answer) == (DASH, "signs")
    assert said.organization is not None
    for change in ({"signer": "Another"}, {"reason": "New"}, {"signer": DASH, "tier": "none"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Ratification.objects.update(**change)


def test_by_the_page_after_typing_the_address_and_only_then(person):
    client, other = Client(), Client()
    for one in (client, other):
        one.force_login(person)
        one.get("/accounts/me/")

    wrong = client.post(WHERE, {"email": "another@example.org"})
    still = client.get(WHERE).status_code
    done = client.post(WHERE, {"email": MAIL}, follow=True)

    assert "not the address" in wrong.content.decode()
    assert still == 200
    assert "forgotten here" in done.content.decode()
    assert [one.get("/accounts/me/").status_code for one in (client, other)] == [302, 302]
    assert left_behind() == set()


def test_who_alone_runs_something_hands_it_over_first():
    alone = make.MembershipFactory(facilitator=True).person
    runs = make.PersonFactory(administrator=True)
    sends = make.PersonFactory()
    make.MailServerFactory(sender=sends.email)

    for person in (alone, runs, sends):
        with pytest.raises(Refusal):
            forget(person)

    assert Person.objects.filter(is_active=True).count() >= 3


def test_by_the_command(person, capsys):
    assert main(["forget", MAIL, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "tables.Holding.name" in said
    assert MAIL not in said
    assert left_behind() != set()

    assert main(["forget", MAIL, "--yes"]) == 0
    assert left_behind() == set()
    assert main(["forget", MAIL, "--yes"]) == 2
