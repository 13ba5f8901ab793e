"""New here: what a newcomer is shown, and that one tap puts it away."""

import pytest
from django.urls import reverse
from django.utils import timezone

from longtable.communication.tests.world import seat_of, world
from longtable.initiative.actions import say_how_to_reach_me
from tests.factories import AgendaVersionFactory, MembershipFactory, RoleCardFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def page(client, w, who, name="welcome"):
    client.force_login(who)
    answer = client.get(reverse(f"today:{name}", args=[w.initiative.slug]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_that_a_newcomer_needs_stands_on_one_page(client, w):
    clause = {"part": "vision", "title": "Every child reads", "id": 1}
    AgendaVersionFactory(
        initiative=w.initiative,
        state="in_force",
        in_force_from=timezone.localdate(),
        content={"clauses": [clause, {**clause, "part": "late", "title": "Charter only"}]},
    )
    RoleCardFactory(seat=w.seat, expectation="Asks the north side first.")
    w.promise(what="Print the letter")
    w.meeting(day=timezone.localdate())
    say_how_to_reach_me(w.facilitator, "555 0100", version=1, by=w.facilitator.person)

    shown = page(client, w, w.person)

    for words in (
        *("Every child reads", "Asks the north side first.", "Print the letter"),
        *("555 0100", "facilitates the initiative", "Reading table", "Withheld"),
    ):
        assert words in shown
    assert "Charter only" not in shown


def test_where_nothing_is_there_yet_it_says_so(client, w):
    alone = MembershipFactory(initiative=w.initiative, organization=None).person

    shown = page(client, w, alone)

    for words in (
        *("No agenda is in force yet", "You hold no seat", "You are here for no organization."),
        *("No meeting of your seats", "has not said how yet"),
    ):
        assert words in shown


def test_the_deputy_and_the_facilitator_of_my_table_come_before_others(client, w):
    second = MembershipFactory(initiative=w.initiative).person
    w.seat.holdings.create(part="alternate", person=second, name=str(second), since="2026-01-01")
    runs = MembershipFactory(initiative=w.initiative).person
    w.table.facilitator = runs
    w.table.save()
    seat_of(w.table, MembershipFactory(initiative=w.initiative).person)
    client.force_login(w.person)

    answer = client.get(reverse("today:welcome", args=[w.initiative.slug]))

    names = [one.name for one in answer.context["page"].welcome.contacts]
    assert names == [str(second), str(runs), str(w.facilitator.person)]


def test_today_shows_it_until_one_tap(client, w):
    assert "New here?" in page(client, w, w.person, "today")

    for _tap in range(2):
        answer = client.post(reverse("today:welcomed", args=[w.initiative.slug]))
        assert answer.status_code == 302

    assert "New here?" not in page(client, w, w.person, "today")
    assert "New here?" in page(client, w, w.facilitator.person, "today")
    assert "I know my way" not in page(client, w, w.person)


def test_one_says_how_to_be_reached_and_takes_it_back(client, w):
    client.force_login(w.person)
    path = reverse("today:reach", args=[w.initiative.slug])
    client.post(path, {"reach": "555 0199", "version": 1})
    assert "555 0199" in page(client, w, w.person)

    client.post(path, {"reach": "", "version": 2})

    assert "May the others call you too?" in page(client, w, w.person)
