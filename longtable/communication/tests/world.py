"""A member of an organization with a seat at a table, and those who convene."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.factories import (
    AgendaVersionFactory,
    CommitmentFactory,
    DecisionFactory,
    ElectorFactory,
    HoldingFactory,
    MeetingFactory,
    MembershipFactory,
    MinutesFactory,
    SeatFactory,
    SeriesFactory,
    TableFactory,
)

TODAY = dt.date(2026, 3, 4)  # a Wednesday
NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


def ago(days):
    """Return the moment so many days before now."""
    return NOW - dt.timedelta(days=days)


@dataclass
class World:
    """The people, the table, the seat, and ways to have something happen."""

    member: Any
    facilitator: Any
    table: Any
    seat: Any

    @property
    def initiative(self):
        return self.member.initiative

    @property
    def person(self):
        return self.member.person

    def promise(self, **said):
        owner = {} if "table" in said else {"organization": self.member.organization}
        said = {"due": TODAY + dt.timedelta(days=3), "made": ago(20), **owner, **said}
        if "table" in said:
            said["organization"] = None
        return CommitmentFactory(initiative=self.initiative, **said)

    def decision(self, seat=None, **said):
        seat = seat or self.seat
        said = {"state": "open", "opened": ago(2), **said}
        decision = DecisionFactory(table=seat.table, **said)
        elector = {"seat": seat, "holder": "Ana", "constituency": seat.constituency}
        ElectorFactory(decision=decision, **elector)
        return decision

    def meeting(self, table=None, **said):
        series = SeriesFactory(table=table or self.table)
        return MeetingFactory(series=series, **said)

    def minutes(self, **said):
        meeting = self.meeting(day=TODAY - dt.timedelta(days=5), state="closed")
        return MinutesFactory(meeting=meeting, state="out", out=ago(3), **said)

    def agenda(self, **asked):
        rule = {"asked": {"organizations": [], "seats": [], **asked}}
        said = {"closes": TODAY + dt.timedelta(days=10), "opened": ago(9)}
        return AgendaVersionFactory(initiative=self.initiative, rule=rule, **said)


def world():
    """Return an initiative with a table where a member of an organization sits."""
    member = MembershipFactory(member=True)
    facilitator = MembershipFactory(facilitator=True, initiative=member.initiative)
    for one in (member, facilitator):
        one.since = ago(300)
        one.save()
    facilitator.organization.is_backbone = True
    facilitator.organization.save()
    table = TableFactory(initiative=member.initiative, name="Reading table")
    return World(member, facilitator, table, seat_of(table, member.person))


def seat_of(table, person, **said):
    """Return a seat at a table, held by somebody."""
    seat = SeatFactory(table=table, **said)
    HoldingFactory(seat=seat, person=person, name=str(person), since=dt.date(2025, 1, 1))
    return seat
