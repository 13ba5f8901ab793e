"""Tables and seats: who sets them up, who sits there, and how a seat goes on."""

import datetime as dt

import pytest
from django.urls import reverse

from longtable.record.acting import Refusal
from longtable.tables import queries
from longtable.tables.actions import (
    Holder,
    add_seat,
    change_table,
    end_table,
    hand_over_seat,
    leave_seat,
    seat_somebody,
    set_up_table,
)
from longtable.tables.models import Table
from tests.factories import (
    HoldingFactory,
    MembershipFactory,
    OrganizationFactory,
    SeatFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def facilitator():
    return MembershipFactory(facilitator=True)


def another(membership):
    return MembershipFactory(initiative=membership.initiative, member=True).person


def test_a_table_gets_an_address_of_its_own_and_keeps_it(facilitator):
    initiative, by = facilitator.initiative, facilitator.person

    first = set_up_table(initiative, {"name": "Steering Committee"}, by=by)
    second = set_up_table(initiative, {"name": "Steering committee"}, by=by)
    page = set_up_table(initiative, {"name": "Decisions"}, by=by)
    script = set_up_table(initiative, {"name": "طاولة"}, by=by)
    change_table(first, {"name": "Those who steer"}, version=1, by=by)

    assert (first.slug, second.slug) == ("steering-committee", "steering-committee-2")
    assert (page.slug, script.slug) == ("table-decisions", "table")


def test_any_member_sets_up_a_caucus_and_nobody_else_knows_of_it(facilitator, client):
    initiative = facilitator.initiative
    member = another(facilitator)

    caucus = set_up_table(initiative, {"name": "Parents", "kind": "caucus"}, by=member)

    assert caucus.facilitator == member
    assert queries.table_at("parents", initiative, person=member) == caucus
    assert queries.table_at("parents", initiative, person=facilitator.person) is None
    for person, status in ((member, 200), (facilitator.person, 404)):
        client.force_login(person)
        found = client.get(reverse("tables:table", args=[initiative.slug, "parents"]))
        listed = client.get(reverse("tables:tables", args=[initiative.slug]))
        assert found.status_code == status
        assert (b"Parents" in listed.content) is (status == 200)


def test_a_member_sets_up_no_other_table(facilitator):
    with pytest.raises(Refusal, match="facilitator"):
        set_up_table(facilitator.initiative, {"name": "Mine"}, by=another(facilitator))


def test_no_table_turns_into_a_caucus_nor_a_caucus_into_a_table(facilitator):
    table = TableFactory(initiative=facilitator.initiative)

    with pytest.raises(Refusal, match="caucus"):
        change_table(table, {"kind": Table.Kind.CAUCUS}, version=1, by=facilitator.person)


def test_who_left_the_initiative_no_longer_finds_their_caucus(facilitator):
    caucus = TableFactory(initiative=facilitator.initiative, caucus=True)
    gone = MembershipFactory(initiative=facilitator.initiative, ended=dt.datetime.now(dt.UTC))
    HoldingFactory(seat=SeatFactory(table=caucus), person=gone.person)

    assert queries.table_at(caucus.slug, caucus.initiative, person=gone.person) is None
    assert not queries.sits_at(gone.person, caucus)


def test_a_seat_is_handed_over_with_what_the_next_holder_has_to_know(facilitator):
    by = facilitator.person
    table = TableFactory(initiative=facilitator.initiative)
    seat = add_seat(table, {"constituency": "resident", "term_from": TODAY}, by=by)
    first = seat_somebody(seat, Holder(name="Ana"), today=TODAY, by=by)

    next_one = another(facilitator)
    later = TODAY + dt.timedelta(days=90)
    now = hand_over_seat(
        first, Holder(person=next_one), told="Call the school.", version=1, today=later, by=by
    )

    first.refresh_from_db()
    assert (first.until, first.handed_over) == (later, "Call the school.")
    assert queries.holders(queries.seat_at(table, 1)) == {"principal": now}
    assert queries.speaks_for_seat(next_one, seat)


def test_a_taken_seat_is_not_given_again(facilitator):
    seat = SeatFactory(table__initiative=facilitator.initiative)
    HoldingFactory(seat=seat)

    with pytest.raises(Refusal, match="taken"):
        seat_somebody(seat, Holder(name="Bo"), today=TODAY, by=facilitator.person)


def test_holders_leave_by_themselves_and_nobody_else_empties_their_chair(facilitator):
    member = another(facilitator)
    seat = SeatFactory(table__initiative=facilitator.initiative)
    holding = HoldingFactory(seat=seat, person=member)

    with pytest.raises(Refusal):
        leave_seat(holding, told="", version=1, today=TODAY, by=another(facilitator))
    leave_seat(holding, told="The keys are with Mo.", version=1, today=TODAY, by=member)

    assert queries.holders(queries.seat_at(seat.table, seat.number)) == {}


def test_nobody_from_elsewhere_is_seated(facilitator):
    seat = SeatFactory(table__initiative=facilitator.initiative)
    stranger = MembershipFactory().person

    with pytest.raises(Refusal, match="this initiative"):
        seat_somebody(seat, Holder(person=stranger), today=TODAY, by=facilitator.person)
    with pytest.raises(Refusal, match="this initiative"):
        add_seat(
            seat.table,
            {"constituency": "provider", "organization": OrganizationFactory()},
            by=facilitator.person,
        )


def test_an_ended_table_ends_its_seats(facilitator):
    seat = SeatFactory(table__initiative=facilitator.initiative)
    member = another(facilitator)
    HoldingFactory(seat=seat, person=member)

    end_table(seat.table, today=TODAY, by=facilitator.person)

    assert not queries.seats_of(member, facilitator.initiative).exists()


def test_visitors_see_constituencies_and_empty_chairs_but_no_names(client):
    table = TableFactory()
    HoldingFactory(seat=SeatFactory(table=table, number=1), name="Ana Example")
    SeatFactory(table=table, number=2, constituency="provider")

    page = client.get(reverse("tables:table", args=[table.initiative.slug, table.slug]))

    assert b"Ana Example" not in page.content
    assert b"Residents" in page.content
    assert b"Empty chair" in page.content


def test_a_facilitator_seats_somebody_in_a_few_pages(facilitator, client):
    client.force_login(facilitator.person)
    here = facilitator.initiative.slug

    new = {"name": "Reading", "kind": "working", "method": "consent", "term_months": "12"}
    client.post(reverse("tables:new", args=[here]), new)
    client.post(reverse("tables:add_seat", args=[here, "reading"]), {"constituency": "resident"})
    hold = reverse("tables:hold", args=[here, "reading", 1, "principal"])
    client.post(hold, {"name": "Ana Example"})
    first = queries.seat_at(queries.table_at("reading", facilitator.initiative, person=None), 1)
    seen = queries.holders(first)["principal"].pk
    over = {"name": "Bo Example", "told": "Ask Ana.", "version": "1", "holding": seen}
    client.post(hold, over)
    again = client.post(hold, {**over, "name": "Cy Example"})
    page = client.get(reverse("tables:seat", args=[here, "reading", 1]))

    assert b"Somebody else holds this seat now" in again.content
    assert b"Bo Example" in page.content
    assert b"Ask Ana." in page.content


@pytest.mark.parametrize("by", ["constituency", "size", "resident", "nothing-of-the-kind"])
def test_the_table_is_drawn_by_what_the_viewer_asks(client, by):
    table = TableFactory()
    small = OrganizationFactory(initiative=table.initiative, tier="under_100k")
    for number, organization in enumerate((None, small, OrganizationFactory()), 1):
        SeatFactory(table=table, number=number, organization=organization)

    where = reverse("tables:table", args=[table.initiative.slug, table.slug])
    page = client.get(where, {"by": by}).content.decode()

    assert "3 of 3 seats are for residents" in page
    assert ("No organization" in page) is (by == "size")
    assert page.count("<svg") >= 2
