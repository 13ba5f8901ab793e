"""Who sits at the tables of the season: invented people, a named population, a rule not met."""

import datetime as dt

from longtable.accountability import actions as promises
from longtable.accountability.actions import Promise
from longtable.accounts.models import Person
from longtable.demo.people import account
from longtable.initiative.models import Initiative, Membership, Organization
from longtable.measures import actions as measures
from longtable.measures.models import Breakdown
from longtable.tables import actions as tables
from longtable.tables.actions import Holder, Myself
from longtable.tables.models import Table

# Name, and the share of the pupils: the shares that a real district might have, rounded.
_GROUPS = {
    "black": ("Black", "Negra", 0.49),
    "hispanic": ("Hispanic", "Hispana", 0.28),
    "white": ("White", "Blanca", 0.09),
    "asian": ("Asian", "Asiática", 0.08),
    "other": ("Another, or several", "Otra, o varias", 0.06),
}
# Constituency, how they describe themselves ("": not at all), how near they are to it.
_TABLES = {
    "Attendance table": [
        ("provider", "white", ""), ("provider", "white", ""), ("provider", "white", ""),
        ("provider", "black", ""), ("public", "white", ""), ("public", "black", "lives"),
        ("grassroots", "hispanic", "lives"), ("resident", "black", "lives"), ("resident", "", "lives"),
        ("resident", "hispanic", "lives"), ("business", "white", ""), ("funder", "white", ""),
    ],
    "Resident council": [
        ("resident", "black", "lives"), ("resident", "black", "lives"), ("resident", "black", "lives"),
        ("resident", "black", "lives"), ("resident", "hispanic", "lives"), ("resident", "asian", "lives"),
        ("resident", "hispanic", "lives"), ("resident", "other", "lives"), ("resident", "black", "lives"),
        ("resident", "hispanic", "lives"), ("resident", "hispanic", "lives"), ("resident", "", "lives"),
        ("resident", "hispanic", "lives"), ("resident", "hispanic", "lives"),
    ],
}  # fmt: skip
_STEERING = {
    "steward@example.org": ("black", "lives"),
    "member@example.org": ("white", ""),
    "funder@example.org": ("white", ""),
    "data-lead@example.org": ("white", ""),
    "facilitator@example.org": ("hispanic", "lives"),
}
_MORE_ON_STEERING = [("public", "white"), ("provider", "white"), ("business", "white")]


def describe(initiative: Initiative, *, today: dt.date, now: dt.datetime, by: Person) -> None:
    """Let the invented people describe themselves, count them, and set a rule that is not met."""
    breakdown = _population(initiative, by)
    steering = Table.objects.get(initiative=initiative, kind=Table.Kind.STEERING)
    for name, seats in _TABLES.items():
        kind = Table.Kind.RESIDENTS if name == "Resident council" else Table.Kind.WORKING
        table = tables.set_up_table(initiative, {"name": name, "kind": kind}, by=by)
        for constituency, group, near in seats:
            _sit(table, constituency, _said(breakdown, group, near), today, by)
    for constituency, group in _MORE_ON_STEERING:
        _sit(steering, constituency, _said(breakdown, group, ""), today, by)
    for email, (group, near) in _STEERING.items():
        person = Person.objects.get(email=email)
        tables.describe_myself(initiative, _said(breakdown, group, near), by=person)
    organization = Organization.objects.get(
        initiative=initiative, name="Reading circle (illustrative)"
    )
    words = "Two grandmothers and a librarian lead us; all three live on the north side."
    steward = Person.objects.get(email="steward@example.org")
    tables.describe_leadership(organization, words, version=None, today=today, by=steward)
    tables.count_composition(initiative, today=today, by=by)
    _rule(steering, now, today, by)


def _population(initiative: Initiative, by: Person) -> Breakdown:
    name = {"en": "Race and ethnicity", "es": "Raza y etnia"}
    breakdown = measures.add_breakdown(initiative, code="race", name=name, by=by)
    for code, (english, spanish, _share) in _GROUPS.items():
        said = {"en": english, "es": spanish}
        measures.add_category(breakdown, code=code, name=said, by=by)
    population = {
        "name": "Pupils of the district",
        "source": "Invented for this demonstration",
        "year": 2025,
        "shares": {code: share for code, (_english, _spanish, share) in _GROUPS.items()},
    }
    tables.name_population(initiative, breakdown, population, by=by)
    return breakdown


def _said(breakdown: Breakdown, group: str, near: str) -> Myself:
    category = breakdown.categories.get(code=group) if group else None
    return Myself({breakdown: category}, lives_with_it=near == "lives")


def _sit(table: Table, constituency: str, said: Myself, today: dt.date, by: Person) -> None:
    number = table.seats.count() + 1
    name = f"{table} {number} (illustrative)"
    person = account(f"{table.slug}-{number}@example.org", name)
    Membership.objects.get_or_create(
        initiative=table.initiative, person=person, ended=None, defaults={"role": "reader"}
    )
    seat = tables.add_seat(
        table,
        {
            "constituency": constituency,
            "is_chair": number == 1,
            "lives_with_it": bool(said.lives_with_it),
            "works_on_it": constituency in {"provider", "public", "grassroots"},
            "term_until": today + dt.timedelta(days=530),
        },
        by=by,
    )
    tables.seat_somebody(seat, Holder(person=person), today=today, by=by)
    tables.describe_myself(table.initiative, said, by=person)


def _rule(steering: Table, now: dt.datetime, today: dt.date, by: Person) -> None:
    third = {"constituency": "resident", "least_percent": 34, "least_seats": 2}
    rule = tables.set_composition_rule(steering, third, by=by)
    said = Promise(
        what="Ask the resident council whom to send, and give them two more seats.",
        due=today + dt.timedelta(days=60),
    )
    leader = Person.objects.get(email="member@example.org")
    promises.promise_plan(rule, said, [leader], now=now, by=by)
    tables.set_composition_rule(steering, {"constituency": "grassroots", "least_seats": 2}, by=by)
