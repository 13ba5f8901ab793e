"""Around the numbers: who agreed, how promises stand, where anyone may come."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from longtable.agenda.models import AgendaVersion, Ratification
from longtable.places.measures.public import together
from longtable.tables.models import Meeting, Table
from longtable.web.keeping import forget_all
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


@pytest.fixture(autouse=True)
def _no_page_is_kept_from_another_test():
    forget_all()
    yield
    forget_all()


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


@pytest.mark.parametrize("state", [Meeting.State.PLANNED, Meeting.State.CALLED_OFF])
def test_the_next_open_meeting_is_there_with_its_day_and_whether_it_is_called_off(client, state):
    initiative = InitiativeFactory(slug="reading")
    day = timezone.localdate() + WEEK
    for far in (2, 0):
        MeetingFactory(
            series__table__initiative=initiative,
            day=day + far * WEEK,
            place="Library, second floor",
            is_open=True,
            state=state,
        )
    MeetingFactory(series__table__initiative=initiative, day=day - dt.timedelta(days=1))

    words = words_of(client, initiative)

    with translation.override("en"):
        assert f"{day:%A}" in words
        assert str(day.day) in words
    assert "Library, second floor" in words
    assert ("Called off" in words) == (state == Meeting.State.CALLED_OFF)
