"""The first hour of an initiative, step by step; later the table of contents of its settings."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.agenda import queries as agenda
from longtable.communication import queries as mail
from longtable.initiative import queries
from longtable.initiative.models import Initiative, Role
from longtable.measures import queries as measures
from longtable.tables import queries as tables
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what, why, where, and whether it is done."""

    name: str
    why: str
    href: str
    done: bool


@dataclass(frozen=True, slots=True)
class FirstStepsPage:
    """What is done, what comes next, and everything that can be set."""

    initiative: Initiative
    steps: list[Step]
    next: Step | None
    links: list[tuple[str, str]]


@members()
def first_steps(request: Request, initiative: str) -> HttpResponse:
    """Show what to do next, one tap away each."""
    room = request.room
    steps = _steps(room)
    page = FirstStepsPage(
        initiative=room.initiative,
        steps=steps,
        next=next((step for step in steps if not step.done), None),
        links=_links(room),
    )
    return render(request, "settings/first_steps.html", {"page": page})


def _steps(room: Any) -> list[Step]:
    """Return what is this person's to do: a data lead measures, a facilitator does it all."""
    if not room.is_backbone:
        return []
    measuring = _measuring(room.initiative)
    if room.role != Role.FACILITATOR:
        return measuring
    return [*_founding(room.initiative), *_convening(room), *measuring]


def _founding(row: Initiative) -> list[Step]:
    people = queries.people_in(row).count()
    invited = queries.open_invitations(row, now=timezone.now()).exists()
    return [
        Step(
            _("Say what you promise"),
            _("One sentence that everybody can repeat."),
            _at("settings:initiative", row),
            bool(row.promise),
        ),
        Step(
            _("Add the organizations"),
            _("Large and small, on one list."),
            _at("settings:organizations", row),
            queries.organizations_in(row).count() > 1,
        ),
        Step(
            _("See that mail goes out"),
            _("Send yourself a test mail."),
            _at("settings:mail", row),
            mail.mail_counts(row).sent > 0,
        ),
        Step(
            _("Invite people"),
            _("At least one more on the backbone: nobody publishes a number alone."),
            _at("settings:people", row),
            people > 1 or invited,
        ),
    ]


def _convening(room: Any) -> list[Step]:
    row, person = room.initiative, room.membership.person
    held = tables.tables_with_a_holder(person, row)
    planned = tables.tables_with_a_meeting(person, row)
    meets = held.exclude(pk__in=planned).first() or held.first()
    return [
        Step(
            _("Write the common agenda"),
            _("Problem, vision, results and strategies, written together."),
            _at("agenda:draft", row),
            agenda.clauses_of(row).exists(),
        ),
        Step(
            _("Set up the first table and its seats"),
            _("For whom each seat is there, and who holds it; or bring a list of them."),
            _at("tables:tables", row),
            held.exists(),
        ),
        Step(
            _("Plan the first meeting"),
            _("When and where; the agenda proposes itself from what is due."),
            _at("tables:meetings", row, meets.slug) if meets else _at("tables:tables", row),
            planned.exists(),
        ),
    ]


def _measuring(row: Initiative) -> list[Step]:
    indicators = list(measures.indicators_of(row))
    released = any(measures.current_release(indicator) for indicator in indicators)
    return [
        Step(
            _("Look at the indicators"),
            _("What is measured, of whom, and who looks after it."),
            _at("measures:indicators", row),
            bool(indicators),
        ),
        Step(
            _("Take in the first file"),
            _("An example file to fill is there, or bring your own as it is."),
            _at("measures:submissions", row),
            measures.has_facts(row),
        ),
        Step(
            _("Publish the first number"),
            _("You prepare it, somebody else approves it."),
            _at("measures:indicators", row),
            released,
        ),
    ]


def _links(room: Any) -> list[tuple[str, str]]:
    row = room.initiative
    found = [(_("Organizations"), _at("settings:organizations", row))]
    if room.role in {Role.FACILITATOR, Role.DATA_LEAD, Role.PARTNER_STEWARD}:
        found.append((_("People"), _at("settings:people", row)))
    if room.role == Role.FACILITATOR:
        found += [
            (_("Lists of people"), _at("settings:lists", row)),
            (_("The initiative"), _at("settings:initiative", row)),
            (_("Mail"), _at("settings:mail", row)),
        ]
    if room.is_backbone:
        found.append((_("The record"), _at("settings:record", row)))
    return found


def _at(route: str, row: Initiative, *more: str) -> str:
    return reverse(route, args=[row.slug, *more])
