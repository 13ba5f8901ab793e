"""A season of meetings of invented organizations, in an initiative of its own: all illustrative.

Everything is done by the same actions as on the site. Days are counted from the day it is set up,
so that there is always a meeting ahead, one behind, and a promise that is late.
"""

import datetime as dt
from collections.abc import Callable
from uuid import uuid4

from django.utils import timezone

from longtable.accountability import actions as promises
from longtable.accountability.actions import Promise
from longtable.accounts.models import Person
from longtable.agenda import actions as agenda
from longtable.agenda import queries as agendas
from longtable.agenda.actions import Opening, Signature
from longtable.agenda.queries import Rule
from longtable.demo import season_composition
from longtable.demo.people import ACCOUNTS, ADMINISTRATOR, account
from longtable.demo.roles import set_up_roles
from longtable.initiative import actions as initiatives
from longtable.initiative.models import Initiative, Membership, Organization
from longtable.tables import actions as tables
from longtable.tables import queries as seating
from longtable.tables.actions import Answer, Closing, Given, Holder, Raised
from longtable.tables.models import Meeting, Table

Say = Callable[[str], None]
SLUG = "reading-by-nine"
_SIZES = {
    "Backbone (illustrative)": "100k_1m",
    "Reading circle (illustrative)": "under_100k",
    "Large provider (illustrative)": "over_10m",
    "Community fund (illustrative)": "1m_10m",
    "School district (illustrative)": "over_10m",
}
# Constituency, organization, who sits there (an e-mail address or only a name), chairs.
_SEATS = [
    ("resident", "", "Parent from the north side", True),
    ("resident", "", "Grandmother of three", False),
    ("resident", "", "", False),
    ("grassroots", "Reading circle (illustrative)", "steward@example.org", False),
    ("provider", "Large provider (illustrative)", "member@example.org", True),
    ("funder", "Community fund (illustrative)", "funder@example.org", False),
    ("public", "School district (illustrative)", "Research office", False),
    ("backbone", "Backbone (illustrative)", "data-lead@example.org", False),
]
_EQUITY = {
    "gains": "Families with small children, and whoever works in the evening.",
    "bears": "The fund pays; the backbone finds the helpers.",
    "asked": "Eleven parents at the school gate, nine of whom said yes.",
    "harm": "If fewer residents come than before.",
}


def set_up(say: Say) -> Initiative:
    """Set the season up; done before, it does nothing."""
    found = Initiative.objects.filter(slug=SLUG).first()
    if found:
        return found
    say("Setting up Reading by Nine (illustrative): a season of meetings …")
    now = timezone.now()
    by = account("facilitator@example.org", "Facilitator")
    initiative = _start(by)
    table = _table(initiative, now.date(), by)
    _agree(initiative, now, by)
    _meet(table, now, by)
    _decide(table, now, by)
    _promise(initiative, table, now, by)
    season_composition.describe(initiative, today=now.date(), now=now, by=by)
    set_up_roles(initiative, table, now, by)
    return initiative


def _start(by: Person) -> Initiative:
    account(ADMINISTRATOR, "Administrator", administrator=True)
    initiative = initiatives.start_initiative(
        slug=SLUG,
        name="Reading by Nine (illustrative)",
        backbone="Backbone (illustrative)",
        by=by,
        place="A city that does not exist",
        promise="Every child reads well by age nine.",
        credits="Invented for this demonstration: no person, organization or number is real.",
        listed=True,
    )
    Initiative.objects.filter(pk=initiative.pk).update(illustrative=True)
    for name, size in _SIZES.items():
        if not initiative.organizations.filter(name=name).exists():
            initiatives.add_organization(initiative, name=name, is_funder="fund" in name, by=by)
        initiative.organizations.filter(name=name).update(tier=size, illustrative=True)
    for one in ACCOUNTS:
        if one.email != by.email:
            Membership.objects.create(
                initiative=initiative,
                person=account(one.email, one.name),
                role=one.role,
                organization=_organization(initiative, one.organization),
            )
    initiative.refresh_from_db()
    return initiative


def _organization(initiative: Initiative, name: str) -> Organization:
    return initiative.organizations.get(name=name)


def _table(initiative: Initiative, today: dt.date, by: Person) -> Table:
    said = {
        "name": "Steering committee",
        "kind": Table.Kind.STEERING,
        "purpose": "Holds the promise, and everyone to it, itself first.",
        "rules": "Residents speak last before we decide. Who can't come sends the alternate.",
    }
    table = tables.set_up_table(initiative, said, by=by)
    Table.objects.filter(pk=table.pk).update(illustrative=True)
    for constituency, organization, holder, chairs in _SEATS:
        seat = tables.add_seat(
            table,
            {
                "constituency": constituency,
                "organization": _organization(initiative, organization) if organization else None,
                "is_chair": chairs,
                "lives_with_it": constituency == "resident",
                "works_on_it": constituency in {"grassroots", "provider", "public"},
                "term_from": today - dt.timedelta(days=200),
                "term_until": today + dt.timedelta(days=530),
            },
            by=by,
        )
        if holder:
            person = account(holder, holder) if "@" in holder else None
            name = "" if person else holder
            tables.seat_somebody(seat, Holder(person=person, name=name), today=today, by=by)
    table.refresh_from_db()
    return table


def _agree(initiative: Initiative, now: dt.datetime, by: Person) -> None:
    then = now - dt.timedelta(days=120)
    agenda.start_from_charter(initiative, now=then, by=by)
    terms = agendas.draft_terms(initiative)
    agenda.choose_rule(initiative, Rule(method="consent"), version=terms.version, by=by)
    opening = Opening(closes=then.date() + dt.timedelta(days=30), what_changed="", learned="")
    version = agenda.open_version(initiative, opening, now=then, today=then.date(), by=by)
    concern = "We want to see how small groups are paid for their time."
    for organization in initiative.organizations.filter(left=None):
        is_small = organization.tier == "under_100k"
        signature = Signature(
            signer=organization.name,
            answer="concern" if is_small else "signs",
            reason=concern if is_small else "",
            organization=organization,
        )
        agenda.ratify(version, signature, now=then, by=by)
    for seat in Table.objects.get(initiative=initiative).seats.filter(constituency="resident"):
        if seating.holders(seat):
            signed = Signature(signer="", answer="signs", reason="", seat=seat.pk)
            agenda.ratify(version, signed, now=then, by=by)
    version.refresh_from_db()
    since = then.date() + dt.timedelta(days=30)
    agenda.put_in_force(version, since=since, row_version=version.version, now=then, by=by)


def _meet(table: Table, now: dt.datetime, by: Person) -> None:
    today = now.date()
    series = tables.plan_series(
        table,
        {
            "name": "Monthly meeting",
            "rhythm": "Every fourth week",
            "zone": "America/Chicago",
            "starts": dt.time(18),
            "minutes": 90,
            "place": "Library, second floor",
        },
        by=by,
    )
    days = [today - dt.timedelta(days=21), today + dt.timedelta(days=7)]
    past = days[0] - dt.timedelta(days=1)
    tables.plan_meetings(series, days, today=past, by=by, is_open=True)
    meeting = series.meetings.earliest("day")
    Meeting.objects.filter(series=series).update(illustrative=True)
    for title, purpose, minutes in (
        ("A round: what made you proud since we last met?", "trust", 15),
        ("Attendance on the north side", "learn", 30),
        ("Child care at every meeting", "decide", 20),
    ):
        said = {"title": title, "purpose": purpose, "planned_minutes": minutes}
        tables.add_item(meeting, said, by=by)
    _run(meeting, now - dt.timedelta(days=21), by)
    said = {"title": "What became of our promises", "purpose": "coordinate", "planned_minutes": 15}
    tables.add_item(series.meetings.latest("day"), said, by=by)


def _run(meeting: Meeting, begun: dt.datetime, by: Person) -> None:
    seats = [seat for seat in seating.seats_at(meeting.table) if seating.holders(seat)]
    items = list(meeting.items.order_by("position"))
    told: list[tuple[str, int, dict[str, object]]] = [("begin", 0, {})]
    told += [("attend", 0, {"seat": seat.pk, "who": "principal"}) for seat in seats]
    told += [("item", 1 + 25 * number, {"item": item.pk}) for number, item in enumerate(items)]
    told += [("turn", 5 + number, {"seat": seats[number % 5].pk}) for number in range(24)]
    told += [
        ("outcome", 24, {"item": items[0].pk, "outcome": "done"}),
        ("outcome", 48, {"item": items[1].pk, "outcome": "done"}),
        ("tension", 40, {"text": "72 percent improved is not what the program itself changed."}),
        ("park", 60, {"text": "The bus that was cut"}),
        ("outcome", 75, {"item": items[2].pk, "outcome": "decision"}),
        ("close", 85, {}),
    ]
    taps = [
        Given(uuid4(), what, content, begun + dt.timedelta(minutes=minutes))
        for what, minutes, content in told
    ]
    tables.take_taps(meeting, taps, now=begun + dt.timedelta(minutes=90), by=by)
    raised = Raised(
        "Small groups are reminded of late reports, large ones are not.", None, "facilitator", None
    )
    tables.raise_tension(meeting.table, raised, now=begun + dt.timedelta(days=2), by=by)


def _decide(table: Table, now: dt.datetime, by: Person) -> None:
    then = now - dt.timedelta(days=20)
    said = {
        "question": "Shall we pay for child care at every meeting?",
        "text": "The fund pays for two helpers and a room at every meeting of every table.",
        "method": "consent",
        **_EQUITY,
    }
    decision = tables.prepare_decision(table, said, by=by)
    tables.open_decision(decision, version=decision.version, now=then, by=by)
    for elector in decision.electors.all():
        if elector.holder:
            said_in_room = Answer(["consent"], channel="room")
            tables.answer(elector, said_in_room, now=then, by=by)
    decision.refresh_from_db()
    closing = Closing(reason="It lets parents come who could not before.")
    tables.close_decision(decision, closing, version=decision.version, now=then, by=by)
    decision.refresh_from_db()
    tables.publish_decision(decision, reason="", version=decision.version, now=then, by=by)


def _promise(initiative: Initiative, table: Table, now: dt.datetime, by: Person) -> None:
    then, today = now - dt.timedelta(days=90), now.date()
    for owner, what, days in (
        ("Backbone (illustrative)", "Send the minutes within seven days", 60),
        ("Backbone (illustrative)", "Answer every resident's question within two weeks", -12),
        ("Large provider (illustrative)", "Move two rooms to the north side", -30),
        ("Reading circle (illustrative)", "Open on Saturdays", 30),
        ("Community fund (illustrative)", "Change the grant form to one page", 20),
    ):
        due = today + dt.timedelta(days=days) if days < 0 else today - dt.timedelta(days=days)
        promise = Promise(
            what=what, due=due, organization=_organization(initiative, owner), measure=""
        )
        made = promises.make_commitment(initiative, promise, now=then, by=by)
        if days > 0:
            promises.keep_commitment(
                made, evidence="It is done and can be seen.", version=made.version,
                today=due, by=by,
            )  # fmt: skip
    steering = Promise(
        what="Fill the empty resident seat", due=today + dt.timedelta(days=40), table=table
    )
    promises.make_commitment(initiative, steering, now=now, by=by)
