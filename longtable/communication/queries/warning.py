"""What goes wrong soon, for those who convene: each with what shows it and the next move."""

import datetime as dt

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.accountability import queries as accountability
from longtable.accountability.models import Commitment, LadderStep
from longtable.accounts.models import Person
from longtable.agenda import queries as agenda
from longtable.communication.line import EarlyWarning, where
from longtable.communication.queries.succession import without_successor
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative
from longtable.tables import queries as tables
from longtable.tables.models import Meeting, Table

LATEST = dt.timedelta(days=90)


def early_warnings(
    person: Person, initiative: Initiative, *, now: dt.datetime
) -> list[EarlyWarning]:
    """Return what the backbone should look at; to everybody else, only of roles of their own.

    A caucus is looked after by those who sit there.
    """
    today = timezone.localdate(now)
    if not initiatives.is_backbone(person, initiative):
        return without_successor(person, initiative, today=today)
    seen = list(tables.tables_visible_to(person, initiative))
    terms = agenda.terms_in_force(initiative, on=today)
    return [
        *_without_materials(seen, today=today, days=terms.materials_days),
        *_minutes_late(person, seen, today=today, days=terms.minutes_days),
        *_unpublished(initiative, today=today),
        *_late(person, initiative, today=today),
        *without_successor(person, initiative, today=today),
    ]


def _without_materials(seen: list[Table], *, today: dt.date, days: int) -> list[EarlyWarning]:
    near = Meeting.objects.filter(
        series__table__in=seen,
        state=Meeting.State.PLANNED,
        day__range=(today, today + dt.timedelta(days=days)),
        materials=None,
    ).select_related("series__table__initiative")
    return [
        EarlyWarning(
            what=_("%(table)s meets on %(day)s, and nothing to read is there")
            % {"table": one.table, "day": formats.date_format(one.day)},
            evidence=ngettext(
                "The charter asks for materials %(days)d day before.",
                "The charter asks for materials %(days)d days before.",
                days,
            )
            % {"days": days},
            move=_("Prepare the meeting"),
            address=_at(one),
        )
        for one in near.order_by("day", "pk")
    ]


def _minutes_late(
    person: Person, seen: list[Table], *, today: dt.date, days: int
) -> list[EarlyWarning]:
    """Return the minutes that are late, and wait for somebody else: one's own stand above."""
    until = today - dt.timedelta(days=days + 1)
    held = tables.without_minutes(seen, since=today - LATEST, until=until)
    found = [one for one in held if not tables.writes_minutes(person, one)]
    return [
        EarlyWarning(
            what=_("The minutes of %(table)s of %(day)s are not out")
            % {"table": one.table, "day": formats.date_format(one.day)},
            evidence=_("By the charter they were due on %(day)s.")
            % {"day": formats.date_format(one.day + dt.timedelta(days=days))},
            move=_("Write the minutes"),
            address=_at(one),
        )
        for one in found
    ]


def _unpublished(initiative: Initiative, *, today: dt.date) -> list[EarlyWarning]:
    found = []
    for decision in tables.unpublished(initiative):
        delay = tables.delay_of(decision, today=today)
        if delay and delay.is_late:
            found.append(
                EarlyWarning(
                    what=_("Decided and not published: “%(question)s”")
                    % {"question": decision.question},
                    evidence=_("By the charter it was due on %(day)s.")
                    % {"day": formats.date_format(delay.due)},
                    move=_("Publish it"),
                    address=where(
                        "tables:decision", initiative.slug, decision.table.slug, decision.number
                    ),
                )
            )
    return found


def _late(person: Person, initiative: Initiative, *, today: dt.date) -> list[EarlyWarning]:
    """Return the promises that are late beyond the first step, which runs by itself."""
    seen = accountability.commitments_visible_to(person, initiative)
    names = dict(LadderStep.Step.choices)
    found = []
    for promise in seen.filter(state=Commitment.State.OPEN, due__lt=today):
        reached = accountability.steps_reached(promise, today=today)[1:]
        if not reached:
            continue
        days = accountability.days_late(promise, today=today)
        evidence = ngettext(
            "%(days)d day late; by the charter it is time for: %(step)s.",
            "%(days)d days late; by the charter it is time for: %(step)s.",
            days,
        )
        found.append(
            EarlyWarning(
                what=_("%(owner)s promised: %(what)s")
                % {"owner": promise.owner, "what": promise.what},
                evidence=evidence % {"days": days, "step": names[reached[-1].step]},
                move=_("Open the promise"),
                address=where("accountability:promise", initiative.slug, promise.pk),
            )
        )
    return found


def _at(meeting: Meeting) -> str:
    table = meeting.table
    return where("tables:meeting", table.initiative.slug, table.slug, meeting.day)
