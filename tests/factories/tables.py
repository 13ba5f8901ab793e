import datetime as dt
import uuid

import factory

from longtable.tables.models import (
    AccessRequest,
    Attendance,
    Ballot,
    CalendarLink,
    CompositionCount,
    CompositionRule,
    Decision,
    Elector,
    FollowUp,
    Holding,
    Item,
    LeadershipDescription,
    Material,
    Meeting,
    Message,
    Minutes,
    MinutesApproval,
    Nearness,
    Objection,
    ParkedItem,
    PrivateNote,
    ReferencePopulation,
    RoleCard,
    Roster,
    Seat,
    SelfDescription,
    Series,
    Table,
    Tap,
    Tension,
    TurnSummary,
)
from tests.factories.accounts import PersonFactory
from tests.factories.initiative import InitiativeFactory, OrganizationFactory
from tests.factories.measures import BreakdownFactory, CategoryFactory

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 2)


class TableFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Table

    class Params:
        steering = factory.Trait(kind=Table.Kind.STEERING)
        caucus = factory.Trait(kind=Table.Kind.CAUCUS)

    initiative = factory.SubFactory(InitiativeFactory)
    slug = factory.Sequence(lambda n: f"table-{n}")
    name = factory.Sequence(lambda n: f"Table {n}")


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    table = factory.SubFactory(TableFactory)
    number = factory.Sequence(lambda n: n + 1)
    constituency = "resident"


class HoldingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Holding

    seat = factory.SubFactory(SeatFactory)
    name = factory.Sequence(lambda n: f"Holder {n}")
    since = TODAY


class CompositionRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CompositionRule

    table = factory.SubFactory(TableFactory)
    constituency = "resident"
    least_percent = 34


class CompositionCountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CompositionCount

    initiative = factory.SubFactory(InitiativeFactory)
    day = TODAY


class ReferencePopulationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReferencePopulation

    initiative = factory.SubFactory(InitiativeFactory)
    breakdown = factory.SubFactory(
        BreakdownFactory, initiative=factory.SelfAttribute("..initiative")
    )
    name = "Pupils of the district"
    source = "The state"
    year = 2025


class SelfDescriptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SelfDescription

    initiative = factory.SubFactory(InitiativeFactory)
    person = factory.SubFactory(PersonFactory)
    category = factory.SubFactory(
        CategoryFactory, breakdown__initiative=factory.SelfAttribute("...initiative")
    )
    breakdown = factory.LazyAttribute(lambda self: self.category.breakdown)


class NearnessFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Nearness

    initiative = factory.SubFactory(InitiativeFactory)
    person = factory.SubFactory(PersonFactory)
    lives_with_it = True


class LeadershipDescriptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LeadershipDescription

    organization = factory.SubFactory(OrganizationFactory)
    text = "Led by parents from the neighborhood."
    given = TODAY


class RosterFactory(factory.django.DjangoModelFactory):
    """A list of one person, read and not yet taken in."""

    class Meta:
        model = Roster

    initiative = factory.SubFactory(InitiativeFactory)
    file_name = "list.csv"
    sheets = factory.LazyFunction(
        lambda: [
            {
                "name": "list",
                "rows": [["Name", "E-mail"], ["Ana Ruiz", "ana@example.org"]],
                "header_rows": [1],
                "first": 2,
                "apart": [],
                "names": ["Name", "E-mail"],
            }
        ]
    )
    layout = factory.LazyFunction(lambda: {"sheet": "list", "columns": {"A": "name", "B": "email"}})
    sent_by = factory.SubFactory(PersonFactory)
    sent = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)


class RoleCardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleCard

    class Params:
        backbone = factory.Trait(
            seat=None, initiative=factory.SubFactory(InitiativeFactory), role="facilitator"
        )

    seat = factory.SubFactory(SeatFactory)
    initiative = factory.LazyAttribute(lambda card: card.seat.table.initiative)
    expectation = "Comes prepared."


class SeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Series

    table = factory.SubFactory(TableFactory)
    name = "Monthly meeting"
    starts = dt.time(18)


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    series = factory.SubFactory(SeriesFactory)
    day = factory.Sequence(lambda n: dt.date(2026, 3, 3) + dt.timedelta(days=7 * (n % 500)))
    starts = dt.time(18)
    zone = "America/Chicago"
    minutes = 90
    code = factory.Sequence(lambda n: f"meeting-code-{n}")


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Item

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda n: f"Item {n}")
    purpose = "coordinate"


class ParkedItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ParkedItem

    series = factory.SubFactory(SeriesFactory)
    title = "Bus routes"
    by = factory.SubFactory(PersonFactory)
    parked = NOW


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    seat = factory.SubFactory(SeatFactory)
    who = Attendance.Who.PRINCIPAL


class TapFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tap

    meeting = factory.SubFactory(MeetingFactory)
    key = factory.LazyFunction(uuid.uuid4)
    what = "turn"
    at = NOW
    by = factory.SubFactory(PersonFactory)


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    meeting = factory.SubFactory(MeetingFactory)
    key = factory.LazyFunction(uuid.uuid4)
    kind = Message.Kind.HERE
    came = NOW


class TurnSummaryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TurnSummary

    meeting = factory.SubFactory(MeetingFactory)


class AccessRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AccessRequest

    meeting = factory.SubFactory(MeetingFactory)
    kind = AccessRequest.Kind.INTERPRETATION
    asked = NOW


class MaterialFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Material

    meeting = factory.SubFactory(MeetingFactory)
    title = "Chart pack"
    came = NOW


class FollowUpFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FollowUp

    meeting = factory.SubFactory(MeetingFactory)
    language = "en"
    text = "Thank you for coming."
    made = NOW


class MinutesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Minutes

    meeting = factory.SubFactory(MeetingFactory)
    text = "We met."


class MinutesApprovalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MinutesApproval

    minutes = factory.SubFactory(MinutesFactory)
    seat = factory.SubFactory(SeatFactory)
    approves = True
    by = factory.SubFactory(PersonFactory)
    at = NOW


class TensionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tension

    table = factory.SubFactory(TableFactory)
    text = "72 % is not a net effect."
    opened = NOW


class PrivateNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PrivateNote

    initiative = factory.SubFactory(InitiativeFactory)
    facilitator = factory.SubFactory(PersonFactory)
    sealed = b"sealed"
    written = NOW
    expires = NOW + dt.timedelta(days=90)


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Decision

    table = factory.SubFactory(TableFactory)
    number = factory.Sequence(lambda n: n + 1)
    question = "Shall we pay for child care at every meeting?"
    method = "consent"


class ElectorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Elector

    decision = factory.SubFactory(DecisionFactory)
    seat = factory.SubFactory(SeatFactory)
    constituency = "resident"


class BallotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Ballot

    elector = factory.SubFactory(ElectorFactory)
    choice = "consent"
    by = factory.SubFactory(PersonFactory)
    at = NOW


class ObjectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Objection

    decision = factory.SubFactory(DecisionFactory)
    elector = factory.SubFactory(ElectorFactory, decision=factory.SelfAttribute("..decision"))
    reason = "It leaves out the families without a phone."
    at = NOW


class CalendarLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalendarLink

    initiative = factory.SubFactory(InitiativeFactory)
    person = factory.SubFactory(PersonFactory)
