"""A caucus speaks at other tables: in its own name, and in nobody else's."""

import datetime as dt

import pytest

from longtable.record.acting import Refusal
from longtable.record.models import Entry
from longtable.tables import actions, queries
from longtable.tables.actions import Raised, Sent
from tests.factories import (
    DecisionFactory,
    HoldingFactory,
    InitiativeFactory,
    MeetingFactory,
    MembershipFactory,
    SeatFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def here():
    """Return a caucus, one who runs it, a member of it, and a table with a meeting."""
    initiative = InitiativeFactory()
    runs = MembershipFactory(initiative=initiative).person
    sits = MembershipFactory(initiative=initiative).person
    caucus = TableFactory(initiative=initiative, caucus=True, facilitator=runs, name="Parents")
    HoldingFactory(seat=SeatFactory(table=caucus), person=sits)
    table = TableFactory(initiative=initiative)
    meeting = MeetingFactory(series__table=table)
    return caucus, runs, sits, meeting


def test_an_item_goes_in_the_name_of_the_caucus_and_of_nobody_else(here):
    caucus, runs, _sits, meeting = here

    item = actions.send_item(meeting, caucus, Sent(" The bus ", "Who pays?"), by=runs)

    assert (item.title, item.originator, item.originator_name) == ("The bus", None, "Parents")
    told = Entry.objects.filter(initiative=caucus.initiative.pk)
    assert [(one.by, one.verb) for one in told] == [(f"tables.table/{caucus.pk}", "brought")]
    kept = Entry.objects.get(initiative=None)
    assert kept.by == kept.subject == f"accounts.person/{runs.pk}"
    assert queries.sent_from(caucus).items == [item]


def test_a_tension_and_an_objection_go_the_same_way(here):
    caucus, runs, _sits, meeting = here
    decision = DecisionFactory(table=meeting.table, state="open", opened=NOW)

    tension = actions.send_tension(meeting.table, caucus, "Nobody asks us.", now=NOW, by=runs)
    objection = actions.object_for_table(decision, caucus, reason="Not so.", now=NOW, by=runs)

    assert (tension.door, tension.from_table, tension.raised_by) == ("table", caucus, None)
    assert objection.from_table == caucus
    told = Entry.objects.filter(initiative=caucus.initiative.pk)
    assert {one.by for one in told} == {f"tables.table/{caucus.pk}"}


def test_only_who_runs_it_speaks_for_it(here):
    caucus, _runs, sits, meeting = here

    with pytest.raises(Refusal, match="facilitator of this table"):
        actions.send_item(meeting, caucus, Sent("The bus"), by=sits)
    assert not Entry.objects.exists()


def test_nothing_goes_to_oneself_to_a_hidden_caucus_or_to_another_initiative(here):
    caucus, runs, _sits, _meeting = here
    hidden = TableFactory(initiative=caucus.initiative, caucus=True)

    for other in (caucus, hidden, TableFactory()):
        with pytest.raises(Refusal, match="another table"):
            actions.send_tension(other, caucus, "Listen.", now=NOW, by=runs)
    assert not queries.other_tables(caucus, person=runs).filter(pk=hidden.pk).exists()


def test_what_says_nothing_or_comes_too_late_is_refused(here):
    caucus, runs, _sits, meeting = here
    drafted = DecisionFactory(table=meeting.table)
    opened = DecisionFactory(table=meeting.table, state="open", opened=NOW)

    with pytest.raises(Refusal, match="title"):
        actions.send_item(meeting, caucus, Sent(" "), by=runs)
    with pytest.raises(Refusal, match="sentence"):
        actions.send_tension(meeting.table, caucus, " ", now=NOW, by=runs)
    with pytest.raises(Refusal, match="while a decision is open"):
        actions.object_for_table(drafted, caucus, reason="No.", now=NOW, by=runs)
    with pytest.raises(Refusal, match="Say why"):
        actions.object_for_table(opened, caucus, reason=" ", now=NOW, by=runs)
    meeting.state = "closed"
    meeting.save()
    with pytest.raises(Refusal, match="over"):
        actions.send_item(meeting, caucus, Sent("The bus"), by=runs)


def test_who_sits_in_the_caucus_does_not_confirm_its_tension(here):
    caucus, runs, sits, meeting = here
    both = SeatFactory(table=meeting.table)
    HoldingFactory(seat=both, person=sits)
    another = SeatFactory(table=meeting.table)
    person = MembershipFactory(initiative=caucus.initiative).person
    HoldingFactory(seat=another, person=person)
    tension = actions.send_tension(meeting.table, caucus, "Listen.", now=NOW, by=runs)

    with pytest.raises(Refusal, match="does not sit"):
        actions.confirm_tension(tension, both, version=1, by=sits)
    actions.confirm_tension(tension, another, version=1, by=person)

    assert tension.confirmed_by == another


def test_a_tension_raised_at_the_table_itself_names_no_other(here):
    caucus, runs, _sits, _meeting = here

    tension = actions.raise_tension(
        caucus, Raised("Among us.", door="facilitator"), now=NOW, by=runs
    )

    assert tension.from_table is None
    assert not queries.sent_from(caucus)
