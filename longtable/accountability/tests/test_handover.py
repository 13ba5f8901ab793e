"""The handover pack: all that the next holder needs, and nothing that they may not see."""

import datetime as dt

import pytest

from longtable.accountability.queries import handover_of
from longtable.initiative.actions import say_how_to_reach_me
from longtable.tables.queries import Post
from tests.factories import (
    CommitmentFactory,
    DecisionFactory,
    HoldingFactory,
    MeetingFactory,
    MembershipFactory,
    RoleCardFactory,
    SeatFactory,
    TableFactory,
    TensionFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


class Here:
    """A table and a caucus of one initiative, with a promise, a decision, a tension at each."""

    def __init__(self):
        self.holder = MembershipFactory(member=True)
        there = {"initiative": self.holder.initiative}
        self.initiative = self.holder.initiative
        self.facilitator = MembershipFactory(**there, facilitator=True)
        self.lead = MembershipFactory(**there, data_lead=True)
        self.table = TableFactory(**there)
        self.caucus = TableFactory(**there, caucus=True, facilitator=self.holder.person)
        self.seat = SeatFactory(table=self.table, organization=self.holder.organization)
        HoldingFactory(seat=self.seat, person=self.holder.person)
        for table in (self.table, self.caucus):
            self.promise(table, table=table, organization=None)
            DecisionFactory(table=table, state="open", opened=NOW, question=f"{table}?")
            TensionFactory(table=table, text=f"Hard at {table}")
            MeetingFactory(series__table=table, day=TODAY)

    def promise(self, name, **said):
        said = {"due": TODAY, "what": f"By {name}", "made": NOW, **said}
        return CommitmentFactory(initiative=self.initiative, **said)

    def pack(self, person, **post):
        return handover_of(Post(self.initiative, **post), person=person, today=TODAY)


def told(pack):
    return (
        [mark.promise.what for mark in pack.promises],
        [one.question for one in pack.decisions],
        [one.text for one in pack.tensions],
        [one.table for one in pack.meetings],
    )


def test_a_seat_gets_what_belongs_to_its_table_and_its_organization():
    here = Here()
    heard = here.promise(
        "us", organization=here.holder.organization, meeting=here.table.series.get().meetings.get()
    )
    here.promise("others", organization=here.lead.organization)
    RoleCardFactory(seat=here.seat)

    pack = here.pack(here.holder.person, seat=here.seat)

    table = here.table
    promised = [f"By {table}", heard.what]
    assert told(pack) == (promised, [f"{table}?"], [f"Hard at {table}"], [table])
    assert pack.filled.told == [("What is expected", "Comes prepared.")]


def test_nothing_of_a_caucus_goes_into_another_pack_though_who_asks_may_see_it():
    here = Here()
    said_inside = here.caucus.series.get().meetings.get()
    here.promise("us inside", organization=here.holder.organization, meeting=said_inside)

    pack = here.pack(here.holder.person, seat=here.seat)

    assert "By us inside" not in told(pack)[0]
    assert told(here.pack(here.holder.person, table=here.caucus)) == (
        [f"By {here.caucus}", "By us inside"],
        [f"{here.caucus}?"],
        [f"Hard at {here.caucus}"],
        [here.caucus],
    )


def test_the_backbone_gets_all_tables_but_no_caucus_and_a_data_lead_no_tensions():
    here = Here()
    DecisionFactory(table=here.table, question="Still a draft?")

    facilitator = here.pack(here.facilitator.person, role="facilitator")
    lead = here.pack(here.facilitator.person, role="data_lead")

    table = here.table
    assert told(facilitator)[0] == [f"By {table}"]
    assert set(told(facilitator)[1]) == {f"{table}?", "Still a draft?"}
    assert told(facilitator)[2] == [f"Hard at {table}"]
    assert (told(lead)[1], told(lead)[2], lead.sees_tensions) == ([f"{table}?"], [], False)


def test_who_does_not_sit_at_the_table_gets_no_tensions_and_no_notes_into_the_pack():
    here = Here()
    HoldingFactory(
        seat=here.seat, until=TODAY, handed_over="Call the school first.", person=None, name="Old"
    )

    of_lead = here.pack(here.lead.person, seat=here.seat)
    of_holder = here.pack(here.holder.person, seat=here.seat)

    assert (of_lead.sees_tensions, of_lead.told) == (False, [])
    assert [one.handed_over for one in of_holder.told] == ["Call the school first."]


def test_only_those_are_in_it_who_said_how_to_be_reached():
    here = Here()
    far = MembershipFactory(initiative=here.initiative)
    for one in (here.facilitator, here.holder, far):
        say_how_to_reach_me(one, f"Call {one.pk}", version=1, by=one.person)
    say_how_to_reach_me(here.facilitator, "", version=2, by=here.facilitator.person)

    at_the_table = here.pack(here.holder.person, seat=here.seat).contacts
    everywhere = here.pack(here.facilitator.person, role="facilitator").contacts

    assert at_the_table == [here.holder]
    assert set(everywhere) == {here.holder, far}


def test_old_promises_are_left_out():
    here = Here()
    long_ago = TODAY - dt.timedelta(days=400)
    closed = {"state": "kept", "due": long_ago, "closed": long_ago}
    here.promise("us long ago", organization=here.holder.organization, **closed)

    promised = told(here.pack(here.holder.person, seat=here.seat))[0]

    assert promised == [f"By {here.table}"]
