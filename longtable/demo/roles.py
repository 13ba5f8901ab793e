"""Role cards, a caucus that speaks up, and a yearly account, for the season: all illustrative."""

import datetime as dt

from longtable.accountability import actions as promises
from longtable.accounts.models import Person
from longtable.demo.people import account
from longtable.initiative import actions as initiatives
from longtable.initiative.models import Initiative
from longtable.tables import actions as tables
from longtable.tables.actions import Holder, Sent
from longtable.tables.models import Table
from longtable.tables.queries import Post

_BACKBONE = {
    "expectation": "Calls everyone once a quarter, and answers within two weeks.",
    "decides": "The order of an agenda, and who is asked to speak first. Nothing else alone.",
    "access": "All lists of this initiative; the backbone's own money; no partner's file.",
    "term": "Two years, once more if the steering committee agrees.",
    "accountable_to": "The steering committee, every six months, in the open.",
    "success": "Residents say in the yearly pulse that they were heard before it was decided.",
}
_CHAIR = {
    "expectation": "Comes prepared, opens the round, and speaks last.",
    "decides": "Whether a meeting goes on when a tension comes up.",
    "access": "Agenda, minutes and tensions of this table.",
    "term": "One term of two years.",
    "accountable_to": "The seats of this table, who may ask at any meeting how it goes.",
    "success": "Every seat was heard in three meetings out of four.",
}
_YEAR = """We convened eleven meetings and sent the minutes of eight within seven days.

We did not answer four residents in time, and two of them stopped writing.

We change this: one person answers each week, and the answers are counted on the board."""


def set_up_roles(initiative: Initiative, table: Table, now: dt.datetime, by: Person) -> None:
    """Write the cards of two roles, let parents speak up, and publish an account."""
    today = now.date()
    facilitation = {**_BACKBONE, "deputy": account("data-lead@example.org", "Data lead")}
    tables.write_card(Post(initiative, role="facilitator"), facilitation, version=0, by=by)
    chair = table.seats.get(constituency="provider", is_chair=True)
    ends = {**_CHAIR, "hand_over_on": today + dt.timedelta(days=40)}
    tables.write_card(Post(initiative, seat=chair), ends, version=0, by=by)
    own = initiative.memberships.get(person=by)
    reach = "555 0100, weekdays from nine to five (illustrative)"
    initiatives.say_how_to_reach_me(own, reach, version=own.version, by=by)
    _speak_up(initiative, table, now)
    backbone = initiative.organizations.get(is_backbone=True)
    written = promises.write_account(backbone, year=today.year - 1, text=_YEAR, version=None, by=by)
    promises.publish_account(written, version=written.version, now=now, by=by)


def _speak_up(initiative: Initiative, table: Table, now: dt.datetime) -> None:
    """Let a caucus put an item on the next agenda and raise a tension, in its own name."""
    speaks = account("steward@example.org", "Partner steward")
    said = {"name": "Parents among themselves", "kind": Table.Kind.CAUCUS}
    caucus = tables.set_up_table(initiative, said, by=speaks)
    Table.objects.filter(pk=caucus.pk).update(illustrative=True)
    for name in ("Parent from the north side", "Grandmother of three"):
        seat = tables.add_seat(caucus, {"constituency": "resident"}, by=speaks)
        tables.seat_somebody(seat, Holder(name=name), today=now.date(), by=speaks)
    meeting = table.series.get().meetings.latest("day")
    item = Sent("The bus that was cut", "Who of us can speak with the city?", "decide", 15)
    tables.send_item(meeting, caucus, item, by=speaks)
    tables.send_tension(
        table, caucus, "We are asked for stories and never for decisions.", now=now, by=speaks
    )
