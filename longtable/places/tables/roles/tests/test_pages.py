"""Roles on their pages, and the handover pack as a file."""

import datetime as dt
import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from longtable.communication.tests.world import world
from longtable.initiative.actions import say_how_to_reach_me
from longtable.record.models import Entry
from tests.factories import (
    HoldingFactory,
    MembershipFactory,
    RoleCardFactory,
    SeatFactory,
    TableFactory,
    TensionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def where(w, name, *parts):
    return reverse(f"tables:{name}", args=[w.initiative.slug, *parts])


def key(w):
    return f"seat-{w.seat.pk}"


def said(client, path, who):
    client.force_login(who)
    return client.get(path)


def test_a_facilitator_writes_a_card_and_a_member_reads_it_on_the_seat_and_on_the_role(client, w):
    client.force_login(w.facilitator.person)
    soon = timezone.localdate() + dt.timedelta(days=20)
    wrote = {"expectation": "Asks the north side first.", "hand_over_on": soon, "version": 0}

    answer = client.post(where(w, "write_card", key(w)), wrote)

    assert answer.status_code == 302
    seat = where(w, "seat", w.table.slug, w.seat.number)
    for page in (where(w, "role", key(w)), seat):
        assert "Asks the north side first." in said(client, page, w.person).content.decode()
    listed = said(client, where(w, "roles"), w.person).content.decode()
    assert "Nobody follows yet" in listed


def test_who_does_not_run_the_table_writes_no_card_and_takes_no_pack(client, w):
    other = MembershipFactory(initiative=w.initiative).person

    assert said(client, where(w, "role", key(w)), other).status_code == 200
    for name in ("write_card", "handover"):
        assert said(client, where(w, name, key(w)), other).status_code == 404


def test_a_facilitator_of_the_initiative_finds_no_role_of_a_caucus(client, w):
    seat = SeatFactory(table=TableFactory(initiative=w.initiative, caucus=True, name="Among us"))
    HoldingFactory(seat=seat, person=w.person)
    path = where(w, "role", f"seat-{seat.pk}")

    assert said(client, path, w.facilitator.person).status_code == 404
    assert b"Among us" not in said(client, where(w, "roles"), w.facilitator.person).content
    assert said(client, path, w.person).status_code == 200


def test_the_pack_is_one_file_that_stands_in_the_record(client, w):
    RoleCardFactory(seat=w.seat, expectation="=1+1")
    w.promise(what="=SUM(A1)")
    w.seat.organization = w.member.organization
    w.seat.save()
    TensionFactory(table=w.table, text="Hard words")
    say_how_to_reach_me(w.facilitator, "555 0100", version=1, by=w.facilitator.person)
    client.force_login(w.person)

    shown = client.get(where(w, "handover", key(w))).content.decode()
    before = Entry.objects.count()
    answer = client.post(where(w, "handover", key(w)))

    assert "Take the pack" in shown
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    box = zipfile.ZipFile(io.BytesIO(answer.content))
    page = box.read("handover.html").decode()
    for words in ("=1+1", "Hard words", "555 0100", str(w.person)):
        assert words in page
    assert ",'=SUM(A1)," in box.read("promises.csv").decode()
    assert "Hard words" in box.read("tensions.csv").decode()
    assert "555 0100" in box.read("contacts.csv").decode()
    assert box.read("decisions.csv").decode().startswith("table,number,question")
    assert Entry.objects.count() == before + 1


def test_a_data_lead_is_told_that_tensions_are_left_out(client, w):
    lead = MembershipFactory(initiative=w.initiative, data_lead=True).person
    TensionFactory(table=w.table, text="Hard words")
    path = where(w, "handover", key(w))

    assert "Left out" in said(client, path, lead).content.decode()
    box = zipfile.ZipFile(io.BytesIO(client.post(path).content))

    assert not any(b"Hard words" in box.read(name) for name in box.namelist())


def test_reading_the_page_of_the_pack_leaves_no_trace(client, w):
    client.force_login(w.person)
    before = Entry.objects.count()

    client.get(where(w, "handover", key(w)))

    assert Entry.objects.count() == before
