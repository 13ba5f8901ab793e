"""A caucus sends from its page: in its name, and without the name of anybody."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from longtable.communication.tests.world import world
from longtable.tables.models import Item, Objection, Tension
from tests.factories import (
    HoldingFactory,
    InitiativeFactory,
    MembershipFactory,
    SeatFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


@pytest.fixture
def caucus(w):
    """Return a caucus that the member of the world facilitates."""
    one = TableFactory(
        initiative=w.initiative, caucus=True, facilitator=w.person, name="Parents among us"
    )
    w.person.name = "Ana Secret"
    w.person.save()
    w.seat.holdings.update(name="A holder")
    return one


def where(w, table, name="send", *parts):
    return reverse(f"tables:{name}", args=[w.initiative.slug, table.slug, *parts])


def sent(client, w, caucus, what, **said):
    client.force_login(w.person)
    filled = {f"{what}-{name}": value for name, value in said.items()}
    return client.post(where(w, caucus), {"what": what, **filled})


def test_an_item_a_tension_and_an_objection_arrive_with_the_name_of_the_caucus(client, w, caucus):
    meeting = w.meeting(day=timezone.localdate() + dt.timedelta(days=9))
    decision = w.decision(question="Shall we meet at six?")

    item = {"title": "The bus", "purpose": "decide", "minutes": 5, "meeting": meeting.pk}
    sent(client, w, caucus, "item", **item)
    sent(client, w, caucus, "tension", table=w.table.pk, text="Nobody asks us.")
    sent(client, w, caucus, "objection", decision=decision.pk, reason="Too late for us.")

    assert Item.objects.get().from_table == caucus
    assert Tension.objects.get().from_table == caucus
    assert Objection.objects.get().from_table == caucus
    reader = w.facilitator.person
    client.force_login(reader)
    pages = [
        where(w, w.table, "meeting", meeting.day),
        where(w, w.table, "tensions"),
        where(w, w.table, "decision", decision.number),
    ]
    for page in pages:
        shown = client.get(page).content.decode()
        assert "Parents among us" in shown
        assert "Ana Secret" not in shown
    client.force_login(w.person)
    became = client.get(where(w, caucus)).content.decode()
    for words in ("The bus", "Nobody asks us.", "Too late for us."):
        assert words in became


def test_who_sits_there_sees_what_was_sent_and_sends_nothing(client, w, caucus):
    sits = MembershipFactory(initiative=w.initiative).person
    HoldingFactory(seat=SeatFactory(table=caucus), person=sits)
    sent(client, w, caucus, "tension", table=w.table.pk, text="Nobody asks us.")
    client.force_login(sits)

    shown = client.get(where(w, caucus)).content.decode()
    again = client.post(where(w, caucus), {"what": "tension", "tension-table": w.table.pk})

    assert "Nobody asks us." in shown
    assert "Raise it" not in shown
    assert again.status_code == 404


def test_nobody_else_finds_the_page(client, w, caucus):
    client.force_login(w.facilitator.person)

    assert client.get(where(w, caucus)).status_code == 404


def test_a_table_of_another_initiative_can_not_be_chosen(client, w, caucus):
    other = TableFactory(initiative=InitiativeFactory())

    answer = sent(client, w, caucus, "tension", table=other.pk, text="Listen.")

    assert answer.status_code == 200
    assert not Tension.objects.exists()


def test_an_answer_without_words_is_shown_again(client, w, caucus):
    answer = sent(client, w, caucus, "tension", table=w.table.pk, text="")

    assert "required" in answer.content.decode()
    assert not Tension.objects.exists()


def test_alone_in_an_initiative_there_is_nowhere_to_send_to(client):
    w = world()
    client.force_login(w.facilitator.person)

    shown = client.get(where(w, w.table)).content.decode()

    assert "There is no other table" in shown
