"""Lists as CSV: the rows of the pages, for the same people, and never a formula."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from longtable.communication.tests.world import world
from tests.factories import (
    AgendaVersionFactory,
    HoldingFactory,
    MembershipFactory,
    SeatFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def rows(client, w, route, who=None):
    if who:
        client.force_login(who)
    answer = client.get(reverse(route, args=[w.initiative.slug]))
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_names_of_people_are_for_members(client, w):
    everyone = rows(client, w, "tables:seats_file")
    member = rows(client, w, "tables:seats_file", w.person)

    assert [(one["holder"], one["is_empty"]) for one in everyone] == [("", "no")]
    assert [one["holder"] for one in member] == [str(w.person)]


def test_a_caucus_is_in_the_lists_of_its_own_members_only(client, w):
    caucus = TableFactory(initiative=w.initiative, caucus=True)
    seat = SeatFactory(table=caucus)
    HoldingFactory(seat=seat, person=w.person)
    w.decision(seat)
    w.meeting(caucus)
    routes = ("tables:seats_file", "tables:decisions_file", "tables:meetings_file")

    for route in routes:
        seen = rows(client, w, route, w.person)
        hidden = rows(client, w, route, w.facilitator.person)
        assert caucus.name in {one["table"] for one in seen}
        assert caucus.name not in {one["table"] for one in hidden}


def test_everyone_gets_the_decisions_that_are_published(client, w):
    w.decision(question="=HYPERLINK(1)", state="closed", outcome="adopted")
    w.table.decisions.update(published=timezone.now())
    w.decision(question="Still open?", number=99)

    everyone = rows(client, w, "tables:decisions_file")
    member = rows(client, w, "tables:decisions_file", w.person)

    assert [one["question"] for one in everyone] == ["'=HYPERLINK(1)"]
    assert {one["question"] for one in member} == {"'=HYPERLINK(1)", "Still open?"}


def test_meetings_say_when_and_how_much_is_planned(client, w):
    meeting = w.meeting(place="+1 Main Street")

    found = rows(client, w, "tables:meetings_file", w.person)

    assert [(one["day"], one["place"], one["items"]) for one in found] == [
        (meeting.day.isoformat(), "'+1 Main Street", "0")
    ]


def test_promises_follow_the_board_and_name_nobody_to_visitors(client, w):
    w.promise(what="@here", person=w.person)
    path = reverse("accountability:promises_file", args=[w.initiative.slug])
    assert client.get(path).status_code == 404

    AgendaVersionFactory(
        initiative=w.initiative,
        state="in_force",
        in_force_from=timezone.localdate(),
        content={"terms": {"accountability_public": True}},
    )
    everyone = rows(client, w, "accountability:promises_file")
    member = rows(client, w, "accountability:promises_file", w.person)

    assert [(one["what"], one["looks_after"]) for one in everyone] == [("'@here", "")]
    assert [one["looks_after"] for one in member] == [str(w.person)]


def test_organizations_are_listed_for_members(client, w):
    reader = MembershipFactory(initiative=w.initiative).person

    found = rows(client, w, "settings:organizations_file", reader)

    backbone = [one["name"] for one in found if one["is_backbone"] == "yes"]
    assert backbone == [w.facilitator.organization.name]
