"""What two people may edit of decisions, needs and accounts: rows by actions, and forms."""

import datetime as dt

from django.urls import reverse

from longtable.accountability.actions import write_account
from longtable.initiative.models import Initiative
from longtable.places.tables.decisions.forms import saved
from longtable.tables.actions import change_decision, meet_objection, say_if_delivered
from longtable.tables.models import Decision, Objection, Table
from tests.factories import (
    AccessRequestFactory,
    DecisionFactory,
    ObjectionFactory,
    TableFactory,
    YearlyAccountFactory,
)

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def edits(initiative, by):
    """Return the rows of decisions, needs and accounts, and how each is saved."""
    table = TableFactory(initiative=initiative)
    steering = TableFactory(initiative=initiative, kind=Table.Kind.STEERING)
    being_decided = DecisionFactory(table=table, state=Decision.State.OPEN, opened=NOW)
    return {
        "tables.decision": (
            DecisionFactory(table=table),
            lambda row, version, said: change_decision(
                row, {"text": f"Text {said}"}, version=version, now=NOW, by=by
            ),
        ),
        "tables.objection": (
            ObjectionFactory(decision=being_decided, elector__seat__table=table),
            lambda row, version, said: meet_objection(
                row,
                state=Objection.State.INTEGRATED,
                answered=f"Answer {said}",
                version=version,
                by=by,
            ),
        ),
        "tables.accessrequest": (
            AccessRequestFactory(meeting__series__table=table),
            lambda row, version, said: say_if_delivered(
                row, was_there=False, cause=f"Cause {said}", version=version, by=by
            ),
        ),
        "accountability.yearlyaccount": (
            YearlyAccountFactory(initiative=initiative, organization=None, table=steering),
            lambda row, version, said: write_account(
                row.table, year=row.year, text=f"Text {said}", version=version, by=by
            ),
        ),
    }


def forms(slug, by):
    """Return the form of a decision: address, who fills it in, what each of two writes."""
    initiative = Initiative.objects.get(slug=slug)
    decision = DecisionFactory(table__initiative=initiative)
    account = YearlyAccountFactory(
        initiative=initiative,
        organization=None,
        table=TableFactory(initiative=initiative, steering=True),
        year=2025,
    )
    said = {name: value for name, value in saved(decision).items() if value is not None}
    return {
        "ChangeProposalForm": (
            reverse("tables:change_decision", args=[slug, decision.table.slug, decision.number]),
            by,
            {**said, "text": "Mine"},
            {**said, "text": "Yours"},
        ),
        "AccountForm": (
            reverse("accountability:account", args=[slug, f"table-{account.table.pk}", 2025]),
            by,
            {"text": "Mine"},
            {"text": "Yours"},
        ),
    }
