"""Around the numbers: who agreed, how promises stand, where anyone may come."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from longtable.agenda.models import AgendaVersion, Ratification
from longtable.places.measures.public import together
from longtable.tables.models import Meeting, Table
from tests.factories import (
    AgendaVersionFactory,
    CommitmentFactory,
    InitiativeFactory,
    MeetingFactory,
    OrganizationFactory,
    RatificationFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
Answer = Ratification.Answer
WEEK = dt.timedelta(days=7)


@pytest.fixture
def agreed():
    """Return an initiative whose charter opens the promise board to everyone."""
    return version_of(InitiativeFactory(slug="reading")).initiative


def version_of(initiative, *, is_public=True):
    return AgendaVersionFactory(
        initiative=initiative,
        number=1,
        state=AgendaVersion.State.IN_FORCE,
        content={"terms": {"accountability_public": is_public}},
        in_force_from=dt.date(2026, 3, 2),
    )


def words_of(client, initiative):
    html = client.get(reverse("measures:scoreboard", args=[initiative.slug])).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_before_anything_is_agreed_or_planned_nothing_of_it_is_shown(client):
    words = words_of(client, InitiativeFactory(slug="reading"))

    for absent in ("Agreed by", "in force since", "What we promised", "that anyone may come to"):
        assert absent not in words


def test_who_agreed_and_who_did_not_is_counted_apart(client, agreed):
    version = agreed.agenda_versions.get()
    for answer in (Answer.SIGNS, Answer.CONCERN, Answer.DISSENTS):
        RatificationFactory(agenda=version, answer=answer, reason="The bus is missing.")
    RatificationFactory(agenda=version, organization=None, seat=1, answer=Answer.SIGNS)

    words = words_of(client, agreed)

    assert "Agreed by 2 organizations and 1 resident seat" in words
    assert "1 said no, and why · version 1, in force since March 2, 2026" in words


def test_where_only_residents_agreed_no_organization_is_claimed(agreed):
    RatificationFactory(
        agenda=agreed.agenda_versions.get(), organization=None, seat=1, answer=Answer.SIGNS
    )

    assert together.agreed_by(agreed).who == "Agreed by 1 resident seat"


def test_promises_of_those_who_lead_stand_first_and_apart(agreed):
    today = timezone.localdate()
    steering = TableFactory(initiative=agreed, kind=Table.Kind.STEERING)
    CommitmentFactory(initiative=agreed, organization=None, table=steering, due=today - WEEK)
    partner = OrganizationFactory(initiative=agreed)
    for _one in range(2):
        CommitmentFactory(initiative=agreed, organization=partner, due=today + WEEK)

    leading, others = together.promises_of(agreed)

    assert (leading.stand, others.stand) == ([("late", 1, "Late")], [("open", 2, "Open")])


def test_a_promise_of_a_caucus_is_counted_for_nobody(agreed):
    caucus = TableFactory(initiative=agreed, kind=Table.Kind.CAUCUS)
    CommitmentFactory(initiative=agreed, organization=None, table=caucus)

    assert together.promises_of(agreed) == []


def test_a_board_that_is_for_members_stays_off_the_public_page(client):
    initiative = InitiativeFactory(slug="reading")
    version_of(initiative, is_public=False)
    CommitmentFactory(initiative=initiative)

    assert together.promises_of(initiative) == []
    assert "What we promised" not in words_of(client, initiative)


def meeting(initiative, *, weeks, **said):
    more = {"place": "Library, second floor", "is_open": True, **said}
    day = timezone.localdate() + weeks * WEEK
    return MeetingFactory(series__table__initiative=initiative, day=day, **more)


def test_the_next_open_meeting_is_there_with_its_day_and_place(client):
    initiative = InitiativeFactory(slug="reading")
    first = meeting(initiative, weeks=1)
    meeting(initiative, weeks=2, place="Town hall")
    meeting(initiative, weeks=0, is_open=False, place="Behind closed doors")

    words = words_of(client, initiative)

    assert f"{first.day:%A}, {date_format(first.day)} , 6 p.m." in words
    assert "Library, second floor" in words
    assert "Town hall" not in words
    assert "Behind closed doors" not in words


@pytest.mark.parametrize("others", [0, 1])
def test_one_that_was_called_off_is_told_of_and_does_not_hide_the_next(client, others):
    initiative = InitiativeFactory(slug="reading")
    off = meeting(initiative, weeks=1, state=Meeting.State.CALLED_OFF)
    for _one in range(others):
        meeting(initiative, weeks=2, place="Town hall")

    words = words_of(client, initiative)

    assert re.search(rf"Called off {off.series.table} *, {off.day:%A}", words)
    assert ("Town hall" in words) == ("No open meeting is planned" not in words) == bool(others)
