"""Role cards: who writes and reads them, who holds a role, and who follows."""

import datetime as dt

import pytest

from longtable.communication.queries import early_warnings
from longtable.record.acting import Refusal, Stale
from longtable.record.models import Entry
from longtable.tables import actions, queries
from longtable.tables.actions import Holder
from longtable.tables.queries import Post
from tests.factories import (
    HoldingFactory,
    InitiativeFactory,
    MembershipFactory,
    RoleCardFactory,
    SeatFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def place(**more):
    """Return a table with one held seat: its facilitator, its holder, the seat."""
    initiative = InitiativeFactory()
    by = MembershipFactory(initiative=initiative, facilitator=True).person
    holder = MembershipFactory(initiative=initiative).person
    table = TableFactory(initiative=initiative, facilitator=by, **more)
    seat = SeatFactory(table=table)
    HoldingFactory(seat=seat, person=holder, name=str(holder))
    return initiative, by, holder, seat


def test_who_runs_a_table_writes_the_card_and_members_read_it():
    initiative, by, holder, seat = place()
    post = Post(initiative, seat=seat)

    with pytest.raises(Refusal, match="Ask the facilitator"):
        actions.write_card(post, {"expectation": "Everything."}, version=None, by=holder)
    card = actions.write_card(post, {"expectation": "Comes."}, version=None, by=by)
    actions.write_card(post, {"expectation": "Comes prepared."}, version=card.version, by=by)

    assert queries.card_of(post).expectation == "Comes prepared."
    with pytest.raises(Stale):
        actions.write_card(post, {"expectation": "Late."}, version=1, by=by)


def test_a_card_is_written_for_the_facilitation_of_a_table_and_for_the_backbone():
    initiative, by, _holder, seat = place()

    for post in (Post(initiative, table=seat.table), Post(initiative, role="data_lead")):
        actions.write_card(post, {"success": "It is quiet."}, version=0, by=by)

        found = queries.post_at(post.key, initiative, person=by)
        assert queries.card_of(found).success == "It is quiet."
    cards = [one.card for one in queries.posts_visible_to(by, initiative)]
    assert sum(card is not None for card in cards) == 2


def test_the_deputy_is_somebody_else_of_the_initiative_and_of_a_seat_its_alternate():
    initiative, by, holder, seat = place()
    table = Post(initiative, table=seat.table)

    with pytest.raises(Refusal, match="deputy too"):
        actions.write_card(table, {"deputy": by}, version=0, by=by)
    with pytest.raises(Refusal, match="of this initiative"):
        actions.write_card(table, {"deputy": MembershipFactory().person}, version=0, by=by)
    with pytest.raises(Refusal, match="alternate"):
        actions.write_card(Post(initiative, seat=seat), {"deputy": holder}, version=0, by=by)
    actions.write_card(table, {"deputy": holder}, version=0, by=by)

    assert [one.person for one in queries.filled(table).deputies] == [holder]


def test_a_deputy_who_has_left_stands_in_for_nobody():
    initiative, by, holder, seat = place()
    table = Post(initiative, table=seat.table)
    actions.write_card(table, {"deputy": holder}, version=0, by=by)
    initiative.memberships.filter(person=holder).update(ended=NOW)

    assert queries.filled(table).deputies == []


def test_the_roles_of_a_caucus_are_seen_by_its_members_only():
    initiative, _by, holder, seat = place(kind="caucus")
    outside = MembershipFactory(initiative=initiative, facilitator=True).person
    keys = [f"seat-{seat.pk}", f"table-{seat.table.pk}"]

    assert [queries.post_at(key, initiative, person=outside) for key in keys] == [None, None]
    assert all(queries.post_at(key, initiative, person=holder) for key in keys)
    assert not queries.hands_over(outside, Post(initiative, seat=seat))
    assert len(queries.posts_visible_to(outside, initiative)) == 2


@pytest.mark.parametrize("key", ["seat-", "seat-x", "seat-999", "table-999", "reader", "else-1"])
def test_what_is_no_role_is_not_found(key):
    initiative, by, _holder, _seat = place()

    assert queries.post_at(key, initiative, person=by) is None


def test_strangers_find_no_roles():
    initiative, _by, _holder, seat = place()
    stranger = MembershipFactory().person

    assert queries.posts_visible_to(stranger, initiative) == []
    assert queries.post_at(f"seat-{seat.pk}", initiative, person=stranger) is None


@pytest.mark.parametrize(
    ("days", "successor", "warned"),
    [(61, "", False), (60, "", True), (-1, "", True), (60, "Somebody", False)],
)
def test_a_term_that_ends_without_a_successor_is_warned_of(days, successor, warned):
    initiative, by, holder, seat = place()
    seat.term_until = TODAY + dt.timedelta(days=days)
    seat.save()
    RoleCardFactory(seat=seat, successor=successor)
    other = MembershipFactory(initiative=initiative).person

    told = [early_warnings(person, initiative, now=NOW) for person in (by, holder, other)]

    assert [bool(one) for one in told] == [warned, warned, False]


def test_the_hand_over_date_of_a_card_counts_before_the_term():
    initiative, by, _holder, seat = place()
    seat.term_until = TODAY + dt.timedelta(days=500)
    seat.save()
    RoleCardFactory(seat=seat, hand_over_on=TODAY + dt.timedelta(days=10))

    warning = early_warnings(by, initiative, now=NOW)[0]

    assert "Nobody follows yet" in warning.what
    assert warning.address.endswith(f"/tables/roles/seat-{seat.pk}/")


def test_an_empty_chair_has_nobody_to_be_followed():
    initiative, by, _holder, seat = place()
    seat.holdings.update(until=TODAY)
    RoleCardFactory(seat=seat, hand_over_on=TODAY)

    assert early_warnings(by, initiative, now=NOW) == []


def test_when_the_next_one_has_come_the_day_and_the_name_are_taken_off_the_card():
    initiative, by, _holder, seat = place()
    card = RoleCardFactory(seat=seat, hand_over_on=TODAY, successor="Next")
    actions.hand_over_seat(
        seat.holdings.get(), Holder(name="Next"), told="Call first.", version=1, today=TODAY, by=by
    )
    card.refresh_from_db()
    assert (card.successor, card.hand_over_on, card.expectation) == ("", None, "Comes prepared.")

    post = Post(initiative, table=seat.table)
    said = {"hand_over_on": TODAY, "successor": "Next"}
    of_table = actions.write_card(post, said, version=0, by=by)
    following = MembershipFactory(initiative=initiative).person
    actions.change_table(seat.table, {"facilitator": following}, version=1, by=by)
    of_table.refresh_from_db()
    assert (of_table.successor, of_table.hand_over_on) == ("", None)


def test_taking_the_pack_stands_in_the_record_and_is_for_those_concerned():
    initiative, by, holder, seat = place()
    post = Post(initiative, seat=seat)
    lead = MembershipFactory(initiative=initiative, data_lead=True).person
    other = MembershipFactory(initiative=initiative).person

    with pytest.raises(Refusal, match="Only who holds this role"):
        actions.take_handover_pack(post, by=other)
    for person in (holder, by, lead):
        actions.take_handover_pack(post, by=person)

    taken = Entry.objects.filter(verb="took the handover pack of", initiative=initiative.pk)
    assert {one.subject for one in taken} == {f"tables.seat/{seat.pk}"}
    assert len(taken) == 3
