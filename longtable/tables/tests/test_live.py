import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.record.acting import Double, Refusal, Stale
from longtable.record.models import Entry
from longtable.tables import live
from longtable.tables.actions import Given, Phone, change_item, fold_old_turns, say, take_taps
from longtable.tables.models import (
    Attendance,
    Decision,
    Meeting,
    Message,
    ParkedItem,
    Tap,
    Tension,
    TurnSummary,
)
from tests.factories import (
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    OrganizationFactory,
    SeatFactory,
)

NOW = dt.datetime(2026, 3, 3, 18, 30, tzinfo=dt.UTC)


def at(minutes):
    return NOW + dt.timedelta(minutes=minutes)


def tapped(what, minutes=0, **content):
    return Given(uuid.uuid4(), what, content, at(minutes))


@pytest.fixture
def room(db):
    meeting = MeetingFactory()
    facilitator = MembershipFactory(initiative=meeting.table.initiative, facilitator=True).person
    seats = [SeatFactory(table=meeting.table) for _seat in range(4)]
    return meeting, facilitator, seats


def take(room, *taps, now=None, phone=None):
    meeting, facilitator, _ = room
    answers = take_taps(meeting, taps, phone=phone, now=now or at(200), by=facilitator)
    meeting.refresh_from_db()
    return list(answers.values())


def test_a_tap_that_comes_twice_counts_once(room):
    tap = tapped("tension", text="We never ask who is missing.")

    assert take(room, tap) == [""]
    assert take(room, tap) == [""]

    assert Tension.objects.count() == 1


def test_what_a_tap_lacks_is_said_and_hinders_no_other(room):
    answers = take(room, tapped("park", text=""), tapped("park", text="Bus routes"))

    assert answers == ["Write a few words first.", ""]
    assert [one.title for one in ParkedItem.objects.all()] == ["Bus routes"]


def test_a_tap_keeps_no_sign_that_a_database_refuses_and_nothing_nested(room):
    take(room, tapped("park", text="Bus\x00 routes", more={"deep": []}))

    assert Tap.objects.get().content.keys() == {"text", "made"}
    assert ParkedItem.objects.get().title == "Bus routes"


def test_the_last_tap_on_a_seat_counts_whenever_it_comes(room):
    _, _, (seat, *_) = room
    late = tapped("attend", 2, seat=seat.pk, who="alternate")
    early = tapped("attend", 1, seat=str(seat.pk), who="principal")

    take(room, late)
    take(room, early)

    assert Attendance.objects.get(seat=seat).who == "alternate"


def test_a_taken_back_tap_leaves_what_was_before(room):
    _, _, (seat, *_) = room
    first = tapped("attend", 1, seat=seat.pk, who="principal")
    second = tapped("attend", 2, seat=seat.pk, who="nobody")
    take(room, first, second)

    take(room, tapped("undo", 3, target=str(second.key)))

    assert Attendance.objects.get(seat=seat).who == "principal"


def test_what_came_of_an_item_can_be_taken_back(room):
    meeting, *_ = room
    item = ItemFactory(meeting=meeting)
    done = tapped("outcome", 1, item=item.pk, outcome="done")
    take(room, done)

    take(room, tapped("undo", 2, target=str(done.key)))

    item.refresh_from_db()
    assert (item.outcome, item.version) == ("open", 3)


def test_an_item_that_a_late_phone_calls_done_stands_on_no_later_agenda(room):
    meeting, *_ = room
    item = ItemFactory(meeting=meeting)
    MeetingFactory(series=meeting.series, day=meeting.day + dt.timedelta(days=28))
    take(room, tapped("close", 5))
    assert item.carried_to.filter(removed=None).count() == 1

    take(room, tapped("outcome", 4, item=item.pk, outcome="done"))

    assert item.carried_to.filter(removed=None).count() == 0


def test_a_decision_is_taken_back_on_its_page(room):
    decision = tapped("decision", 1, text="Child care at every meeting")
    take(room, decision)

    answers = take(room, tapped("undo", 2, target=str(decision.key)))

    assert answers == ["Open its page to change it or to take it back."]


def test_who_edits_an_item_is_told_of_a_tap_meanwhile(room):
    meeting, facilitator, _ = room
    item = ItemFactory(meeting=meeting)
    take(room, tapped("outcome", 1, item=item.pk, outcome="done"))

    with pytest.raises(Stale):
        change_item(item, {"title": "Another"}, version=1, by=facilitator)


def test_items_use_the_time_between_taps_also_when_these_come_late(room):
    meeting, *_ = room
    first, second = ItemFactory(meeting=meeting), ItemFactory(meeting=meeting)
    take(room, tapped("item", 10, item=second.pk), tapped("close", 15))

    take(room, tapped("item", 0, item=first.pk))

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.used_seconds, second.used_seconds) == (600, 300)


def test_a_decision_is_kept_as_a_draft_with_its_item(room):
    meeting, *_ = room
    item = ItemFactory(meeting=meeting)

    take(room, tapped("decision", text="Child care at every meeting", item=str(item.pk)))

    decision = Decision.objects.get()
    assert (decision.state, decision.item, decision.number) == ("draft", item, 1)


def test_a_promise_made_in_the_room_is_made_once(room):
    meeting, *_ = room
    table = meeting.table
    reading = OrganizationFactory(initiative=table.initiative)
    owner = f"organization/{reading.pk}"
    tap = tapped("promise", text="Open on Saturdays", owner=owner, due="2026-05-01")

    assert take(room, tap) == [""]
    assert take(room, tap) == [""]

    promise = table.initiative.commitments.get()
    assert (promise.organization, promise.meeting) == (reading, meeting)


@pytest.mark.parametrize("owner", ["organization/0", "organization/x", "table/-1", "nobody"])
def test_a_promise_of_nobody_is_refused(room, owner):
    answers = take(room, tapped("promise", text="Something", owner=owner, due="2026-05-01"))

    assert answers == ["Say who promises: one organization, or one table."]


def test_somebody_who_does_not_run_the_table_can_not_tap(room):
    meeting, *_ = room
    other = MembershipFactory(initiative=meeting.table.initiative).person

    with pytest.raises(Refusal):
        take_taps(meeting, [tapped("begin")], now=NOW, by=other)

    assert Tap.objects.count() == 0


def test_at_the_end_who_spoke_how_often_is_gone(room):
    _meeting, _, seats = room
    take(room, *(tapped("attend", 0, seat=seat.pk, who="principal") for seat in seats))
    take(room, tapped("turn", 1, seat=seats[0].pk), tapped("turn", 2, seat=seats[0].pk))

    take(room, tapped("close", 3))

    assert TurnSummary.objects.get().counts == [2, 0, 0, 0]
    assert TurnSummary.objects.get().by_constituency == {"resident": [4, 2]}
    assert not Tap.objects.filter(what="turn").exists()


def test_turns_wait_for_a_phone_that_is_still_away(room):
    _meeting, _, seats = room
    away, here = uuid.uuid4(), uuid.uuid4()
    take(room, tapped("turn", 1, seat=seats[0].pk), phone=Phone(away, 0), now=at(1))
    take(room, tapped("close", 3), phone=Phone(here, 0), now=at(3))
    assert not TurnSummary.objects.exists()

    take(room, tapped("turn", 2, seat=seats[1].pk), phone=Phone(away, 0), now=at(9))

    assert TurnSummary.objects.get().counts == [1, 1]


def test_turns_are_counted_up_without_a_phone_that_never_comes_back(room):
    _meeting, _, seats = room
    take(room, tapped("turn", 1, seat=seats[0].pk), phone=Phone(uuid.uuid4(), 0), now=at(1))
    take(room, tapped("close", 3), phone=Phone(uuid.uuid4(), 0), now=at(3))

    assert fold_old_turns(at(600)) == 0
    assert fold_old_turns(at(800)) == 1

    assert TurnSummary.objects.get().counts == [1]
    assert not Tap.objects.filter(what="turn").exists()


def test_a_table_that_does_not_want_it_counts_no_turns(room):
    meeting, _, seats = room
    meeting.table.counts_turns = False
    meeting.table.save()

    answers = take(room, tapped("turn", seat=seats[0].pk))

    assert answers == ["Turns are not counted at this table."]


def test_what_is_tapped_a_week_after_the_end_is_refused(room):
    take(room, tapped("close", 0))

    with pytest.raises(Refusal, match="minutes"):
        take(room, tapped("park", text="Late"), now=NOW + dt.timedelta(days=8))


def test_a_message_from_far_away_counts_once(room):
    meeting, *_ = room
    key = uuid.uuid4()
    say(meeting, Message(key=key, kind="hand", name="Ana"), now=NOW, by=meeting)

    with pytest.raises(Double):
        say(meeting, Message(key=key, kind="hand", name="Ana"), now=NOW, by=meeting)

    assert meeting.messages.count() == 1
    assert Entry.objects.filter(verb="said").count() == 1


def test_a_message_that_is_sent_again_after_the_end_has_arrived(room, client):
    meeting, *_ = room
    told = {"kind": "word", "text": "The bus", "key": str(uuid.uuid4())}
    client.post(f"/r/{meeting.code}/", told)
    take(room, tapped("close", 0))

    answer = client.post(f"/r/{meeting.code}/", told, follow=True)

    assert "It has arrived" in answer.content.decode()


def test_nothing_is_sent_to_a_meeting_that_is_over(room):
    meeting, *_ = room
    meeting.state = Meeting.State.CLOSED

    with pytest.raises(Refusal):
        say(meeting, Message(key=uuid.uuid4(), kind="here"), now=NOW, by=meeting)


present = st.lists(
    st.tuples(st.sampled_from(["resident", "provider", "funder", "public"]), st.integers(0, 30)),
    max_size=25,
)


@given(present)
def test_no_constituency_of_fewer_than_three_seats_can_be_told_apart(seats):
    counts, shown = live.dispersed(seats)

    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == sum(turns for _, turns in seats)
    assert all(number >= 3 for number, _ in shown.values())
    hidden = len(seats) - sum(number for number, _ in shown.values())
    assert hidden == 0 or hidden == len(seats)


def test_a_pool_of_two_seats_takes_the_smallest_constituency_in():
    seats = [("resident", 1)] * 4 + [("provider", 2)] * 3 + [("funder", 9), ("public", 5)]

    _, shown = live.dispersed(seats)

    assert shown == {"resident": [4, 4], "": [5, 20]}
