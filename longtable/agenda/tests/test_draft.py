"""The draft is written together, and no wording of it is lost."""

import pytest

from longtable.agenda import actions, queries
from longtable.agenda.actions import Written
from longtable.agenda.models import Clause
from longtable.agenda.tests.world import NOW, world
from longtable.record.acting import Refusal

pytestmark = pytest.mark.django_db


def written(there, text="One."):
    said = Written("vision", "Vision", text)
    return actions.add_clause(there.initiative, said, now=NOW, by=there.facilitator)


def test_old_wordings_are_kept():
    there = world()
    clause = written(there)

    actions.change_clause(clause, {"text": "Two."}, version=1, now=NOW, by=there.facilitator)

    assert [one.text for one in clause.wordings.order_by("pk")] == ["One.", "Two."]


def test_a_suggestion_taken_up_becomes_the_text_and_keeps_its_author():
    there = world()
    clause = written(there)
    one = actions.suggest(clause, text="Two.", now=NOW, by=there.members[0])

    seen = {"version": 1, "clause_version": 1}
    actions.take_up(one, answer="Yes.", **seen, now=NOW, by=there.facilitator)

    clause.refresh_from_db()
    assert clause.text == "Two."
    assert clause.wordings.last().by == there.members[0]


def test_a_suggestion_is_not_taken_up_over_a_text_nobody_compared_it_with():
    there = world()
    clause = written(there)
    one = actions.suggest(clause, text="Two.", now=NOW, by=there.members[0])
    actions.change_clause(clause, {"text": "Three."}, version=1, now=NOW, by=there.facilitator)

    with pytest.raises(Refusal, match="comparison"):
        actions.take_up(one, answer="", version=1, clause_version=1, now=NOW, by=there.facilitator)

    one.refresh_from_db()
    assert one.state == "open"


def test_nothing_is_declined_without_an_answer():
    there = world()
    one = actions.suggest(written(there), text="Two.", now=NOW, by=there.members[0])

    with pytest.raises(Refusal, match="why"):
        actions.decline_suggestion(one, answer=" ", version=1, now=NOW, by=there.facilitator)


def test_who_holds_a_resident_seat_suggests_and_a_reader_does_not():
    there = world()
    clause = written(there)

    assert actions.suggest(clause, text="Ours.", now=NOW, by=there.resident).pk
    there.seat.holdings.update(until=NOW.date())
    with pytest.raises(Refusal, match="Readers"):
        actions.suggest(clause, text="Mine.", now=NOW, by=there.resident)


def test_split_and_merge_name_where_the_text_came_from():
    there = world()
    clause = written(there)
    by = there.facilitator

    first = actions.split_clause(clause, ("A", "1"), ("B", "2"), version=1, now=NOW, by=by)
    second = Clause.objects.get(title="B")
    whole = actions.merge_clauses(first, second, ("C", "1 2"), versions=(1, 1), now=NOW, by=by)

    assert [one.came_from for one in first.origins.all()] == [clause]
    assert {one.came_from for one in whole.origins.all()} == {first, second}
    standing = queries.clauses_of(there.initiative).filter(part="vision")
    assert list(standing) == [whole]


def test_a_clause_moves_among_its_own_part_only():
    there = world()
    one, two = written(there), written(there, "Two.")

    actions.move_clause(two, up=True, version=1, by=there.facilitator)

    found = queries.clauses_of(there.initiative).filter(part="vision")
    assert list(found) == [two, one]
    two.refresh_from_db()
    with pytest.raises(Refusal, match="end"):
        actions.move_clause(two, up=True, version=two.version, by=there.facilitator)


def test_the_charter_to_start_from_is_whole_in_both_languages(settings):
    from longtable.agenda import starting

    english, spanish = starting.clauses("en"), starting.clauses("es")

    assert {row.part for row in english} == set(Clause.Part.values)
    assert all(a.text != b.text for a, b in zip(english, spanish, strict=True))


def test_it_starts_an_empty_draft_only():
    there = world()

    with pytest.raises(Refusal, match="already"):
        actions.start_from_charter(there.initiative, now=NOW, by=there.facilitator)
    queries.clauses_of(there.initiative).update(retired=NOW)
    actions.start_from_charter(there.initiative, now=NOW, by=there.facilitator)

    assert queries.clauses_of(there.initiative).count() == 14
