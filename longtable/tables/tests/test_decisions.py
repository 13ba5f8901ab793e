"""A decision from the question to the log: who may do what, when, and what is kept."""

import datetime as dt

import pytest

from longtable.record.acting import Refusal, Stale
from longtable.record.models import Letter
from longtable.tables import queries
from longtable.tables.actions import (
    Answer,
    Closing,
    answer,
    ballot,
    change_decision,
    close_decision,
    meet_objection,
    object_for_table,
    open_decision,
    prepare_decision,
    publish_decision,
    withdraw_decision,
)
from longtable.tables.models import Ballot, Decision, Elector, Table
from tests.factories import (
    HoldingFactory,
    MembershipFactory,
    SeatFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
SAID = {
    "question": "Shall we pay for child care?",
    "method": "consent",
    "gains": "Parents.",
    "bears": "The backbone's budget.",
    "asked": "Six parents.",
    "harm": "Fewer parents come.",
}


class Room:
    """A table with seats, their holders, and a facilitator."""

    def __init__(self, *constituencies, **table):
        self.table = TableFactory(**table)
        initiative = self.table.initiative
        self.facilitator = MembershipFactory(initiative=initiative, facilitator=True).person
        self.seats = [
            SeatFactory(table=self.table, constituency=c) for c in constituencies or ("provider",)
        ]
        self.people = [MembershipFactory(initiative=initiative).person for _ in self.seats]
        for seat, person in zip(self.seats, self.people, strict=True):
            HoldingFactory(seat=seat, person=person, name=person.name)
        if table.get("kind") == Table.Kind.CAUCUS:
            self.table.facilitator = self.facilitator = self.people[0]
            self.table.save()

    def opened(self, **said):
        decision = prepare_decision(self.table, SAID | said, by=self.people[0])
        return open_decision(decision, version=decision.version, now=NOW, by=self.facilitator)

    def says(self, decision, at, *choices, reason="", by=None, channel="page"):
        elector = decision.electors.get(seat=self.seats[at])
        said = Answer(list(choices), reason, channel)
        return answer(elector, said, now=NOW, by=by or self.people[at])

    def closed(self, decision, **said):
        decision.refresh_from_db()
        return close_decision(
            decision, Closing(**said), version=decision.version, now=NOW, by=self.facilitator
        )


def test_a_question_is_prepared_opened_answered_closed_and_published():
    room = Room("resident", "provider")
    decision = room.opened(idea_of="Ana", tell="ana@example.org")
    room.says(decision, 0, "consent")
    room.says(decision, 1, "concern", reason="Who pays next year?")

    decision = room.closed(decision)
    publish_decision(
        decision, reason="It is time.", version=decision.version, now=NOW, by=room.facilitator
    )

    decision.refresh_from_db()
    assert (decision.state, decision.outcome) == ("closed", "concern")
    assert decision.published == decision.told == NOW
    letter = Letter.objects.get()
    assert letter.to == "ana@example.org"
    assert b"child care" in bytes(letter.message)
    assert queries.breaches_of(decision, today=NOW.date()) == []


def test_nobody_answers_before_the_equity_questions_are():
    room = Room()
    decision = prepare_decision(room.table, SAID | {"bears": " "}, by=room.people[0])

    with pytest.raises(Refusal, match="who gains"):
        open_decision(decision, version=decision.version, now=NOW, by=room.facilitator)


def test_the_same_question_twice_is_one_draft():
    room = Room()

    first = prepare_decision(room.table, SAID, by=room.people[0])

    assert prepare_decision(room.table, SAID, by=room.people[0]) == first


def test_nobody_is_added_after_the_opening():
    room = Room("provider", "provider")
    decision = room.opened()
    late = SeatFactory(table=room.table)
    HoldingFactory(seat=late, person=room.people[0])

    assert decision.electors.count() == 2
    assert queries.electors_for(decision, room.people[0])[0].seat == room.seats[0]


def test_only_holder_or_alternate_answers_on_the_page_and_the_facilitator_in_the_room():
    room = Room("provider", "provider")
    alternate = MembershipFactory(initiative=room.table.initiative).person
    HoldingFactory(seat=room.seats[0], part="alternate", person=alternate)
    decision = room.opened()

    room.says(decision, 0, "consent", by=alternate)
    with pytest.raises(Refusal, match="Only the holder"):
        room.says(decision, 1, "consent", by=room.people[0])
    with pytest.raises(Refusal, match="Only the holder"):
        room.says(decision, 1, "consent", by=room.facilitator)
    with pytest.raises(Refusal, match="Ask the facilitator"):
        room.says(decision, 1, "consent", by=room.people[0], channel="room")
    room.says(decision, 1, "consent", by=room.facilitator, channel="room")

    assert set(Ballot.objects.values_list("channel", flat=True)) == {"page", "room"}


def test_residents_speak_last_where_the_rule_says_so():
    room = Room("resident", "provider", "funder")
    decision = room.opened(speaks_last="resident")

    with pytest.raises(Refusal, match="speaks last"):
        room.says(decision, 0, "consent")
    room.says(decision, 1, "consent")
    with pytest.raises(Refusal, match="speaks last"):
        room.says(decision, 0, "consent")
    room.says(decision, 2, "gave_up", by=room.facilitator, channel="room")
    room.says(decision, 0, "consent")

    assert queries.result_of(decision).outcome == "adopted"


def test_an_objection_needs_its_reason_and_is_kept_when_it_is_taken_back():
    room = Room("provider", "provider")
    decision = room.opened()

    with pytest.raises(Refusal, match="Say why"):
        room.says(decision, 0, "objection")
    room.says(decision, 0, "objection", reason="It leaves out families.")
    assert queries.result_of(decision).outcome == "returned"
    room.says(decision, 0, "consent")

    assert [one.state for one in decision.objections.all()] == ["withdrawn"]
    assert queries.result_of(decision).outcome == "adopted"


def test_nobody_else_takes_an_objection_back():
    room = Room()
    decision = room.opened()
    room.says(decision, 0, "objection", reason="No.")
    objection = decision.objections.get()

    with pytest.raises(Refusal, match="answering anew"):
        meet_objection(objection, state="withdrawn", answered="", version=1, by=room.facilitator)
    meet_objection(objection, state="integrated", answered="Added.", version=1, by=room.facilitator)

    assert queries.result_of(decision).outcome == "returned"


def test_a_caucus_can_object_at_another_table():
    room = Room()
    caucus = Room("resident", initiative=room.table.initiative, kind=Table.Kind.CAUCUS)
    decision = room.opened()
    room.says(decision, 0, "consent")

    object_for_table(decision, caucus.table, reason="Not so.", now=NOW, by=caucus.people[0])

    assert queries.result_of(decision).outcome == "returned"


def test_a_new_text_lets_all_answers_fall_back_and_the_rule_stays():
    room = Room("provider", "provider")
    decision = room.opened()
    room.says(decision, 0, "consent")

    decision.refresh_from_db()
    change_decision(
        decision, {"gains": "More."}, version=decision.version, now=NOW, by=room.facilitator
    )
    assert Ballot.objects.count() == 1
    change_decision(
        decision, {"text": "Up to $500."}, version=decision.version, now=NOW, by=room.facilitator
    )

    assert Ballot.objects.count() == 0
    assert decision.text_changed == NOW
    with pytest.raises(ValueError, match="not to be changed"):
        change_decision(
            decision, {"method": "majority"}, version=decision.version, now=NOW, by=room.facilitator
        )


def test_an_answer_to_an_older_text_is_refused():
    room = Room()
    decision = room.opened()
    elector = decision.electors.get()
    read = decision.version
    change_decision(decision, {"text": "New."}, version=read, now=NOW, by=room.facilitator)

    with pytest.raises(Refusal, match="Read it again"):
        answer(elector, Answer(["consent"], version=read), now=NOW, by=room.people[0])


def test_the_same_answer_twice_is_one():
    room = Room()
    decision = room.opened()

    first = room.says(decision, 0, "consent")

    assert room.says(decision, 0, "consent") == first
    assert Ballot.objects.count() == 1


def test_answers_are_hidden_until_one_has_answered_and_to_the_close_where_it_is_said():
    room = Room("provider", "provider")
    decision = room.opened()
    room.says(decision, 0, "consent")
    assert queries.sees_answers(decision, room.people[0])
    assert not queries.sees_answers(decision, room.people[1])
    assert not queries.sees_answers(decision, room.facilitator)

    hidden = Room()
    decision = hidden.opened(rule={"shown": "closed"})
    hidden.says(decision, 0, "consent")

    assert not queries.sees_answers(decision, hidden.people[0])
    assert queries.sees_answers(hidden.closed(decision), hidden.people[0])


def test_what_the_rule_does_not_give_is_a_breach_that_is_said_and_listed():
    room = Room("provider", "provider")
    decision = room.opened()
    room.says(decision, 0, "objection", reason="No.")

    with pytest.raises(Refusal, match="how the rule was not kept"):
        room.closed(decision, outcome="adopted")
    decision = room.closed(decision, outcome="adopted", breach="The chair insisted.")

    found = queries.breaches_of(decision, today=NOW.date())
    assert found == [
        "The outcome is not what the rule gives for these answers.",
        "The chair insisted.",
    ]
    assert decision.objections.get().state == "stands"


def test_another_method_than_the_table_s_is_a_breach():
    room = Room(method="consensus")
    decision = room.opened()
    room.says(decision, 0, "consent")

    found = queries.breaches_of(room.closed(decision), today=NOW.date())

    assert found == ["The table's rules say “Consensus”; this was decided by “Consent”."]


def test_advice_is_heard_before_the_decider_may_close():
    room = Room("provider", "resident")
    decision = room.opened(method="advice", decider=room.seats[0])
    room.says(decision, 0, "yes")

    with pytest.raises(Refusal, match="has to be heard"):
        room.closed(decision)
    room.says(decision, 1, "no", reason="It is too far away.")

    assert room.closed(decision).outcome == "concern"


def test_what_is_late_in_the_log_is_said():
    room = Room(method="consent")
    decision = room.opened()
    room.says(decision, 0, "consent")
    decision = room.closed(decision)

    assert queries.breaches_of(decision, today=dt.date(2026, 3, 9)) == []
    late = queries.breaches_of(decision, today=dt.date(2026, 3, 10))

    assert late == ["It came out late: the charter's day was March 9, 2026."]


def test_everyone_sees_what_is_published_members_what_is_open_and_sitters_their_drafts():
    room = Room("provider")
    other = MembershipFactory(initiative=room.table.initiative).person
    outsider = MembershipFactory().person

    def sees(person):
        return queries.decisions_visible_to(person, room.table.initiative).exists()

    draft = prepare_decision(room.table, SAID, by=room.people[0])
    assert [sees(p) for p in (room.people[0], other, outsider, None)] == [True, False, False, False]
    decision = open_decision(draft, version=draft.version, now=NOW, by=room.facilitator)
    assert [sees(p) for p in (other, outsider, None)] == [True, False, False]
    room.says(decision, 0, "consent")
    decision = room.closed(decision)
    publish_decision(decision, reason="So.", version=decision.version, now=NOW, by=room.facilitator)
    assert [sees(p) for p in (other, outsider, None)] == [True, True, True]


def test_a_caucus_decides_for_its_own_eyes_only():
    caucus = Room("resident", kind=Table.Kind.CAUCUS)
    facilitator = MembershipFactory(initiative=caucus.table.initiative, facilitator=True).person
    decision = caucus.opened()
    caucus.says(decision, 0, "consent")
    decision = caucus.closed(decision)
    publish_decision(
        decision, reason="So.", version=decision.version, now=NOW, by=caucus.facilitator
    )

    initiative = caucus.table.initiative
    assert queries.decisions_visible_to(caucus.people[0], initiative).exists()
    assert not queries.decisions_visible_to(facilitator, initiative).exists()
    assert not queries.decisions_visible_to(None, initiative).exists()
    assert not queries.unpublished(initiative).exists()


def test_a_decision_comes_back_on_its_day():
    room = Room()
    decision = room.opened(review_on=dt.date(2026, 9, 1))
    room.says(decision, 0, "consent")
    room.closed(decision)

    initiative = room.table.initiative
    assert queries.reviews_due(initiative, on=dt.date(2026, 8, 31), person=room.facilitator) == []
    due = queries.reviews_due(initiative, on=dt.date(2026, 9, 1), person=room.facilitator)
    assert due == [decision]


def test_what_is_decided_is_not_decided_again():
    room = Room()
    decision = room.opened()
    room.says(decision, 0, "consent")
    loaded = Decision.objects.get(pk=decision.pk)
    room.closed(decision)

    with pytest.raises(Refusal, match="Only an open"):
        close_decision(loaded, Closing(), version=loaded.version, now=NOW, by=room.facilitator)
    with pytest.raises(Refusal, match="can't be withdrawn"):
        withdraw_decision(Decision.objects.get(), reason="x", version=2, by=room.facilitator)


def test_two_facilitators_open_it_once():
    room = Room()
    decision = prepare_decision(room.table, SAID, by=room.people[0])
    twice = Decision.objects.get(pk=decision.pk)
    open_decision(decision, version=1, now=NOW, by=room.facilitator)

    with pytest.raises(Stale):
        open_decision(twice, version=1, now=NOW, by=room.facilitator)

    assert decision.electors.count() == 1


def test_two_presses_that_both_found_nothing_leave_one_answer():
    room = Room()
    decision = room.opened()
    elector = decision.electors.get()
    pressed = [Elector.objects.get(pk=elector.pk) for _ in range(2)]

    for one in pressed:
        ballot._answer(one, Answer(["consent"]), now=NOW, by=room.people[0])

    assert Ballot.objects.filter(elector=elector).count() == 1
