"""Decisions and promises in the world of the access tests."""

import datetime as dt

from django.utils import timezone

from longtable.accountability import actions as promises
from longtable.accountability.models import Commitment, YearlyAccount
from longtable.accountability.queries import steps_due
from longtable.initiative.models import Organization
from longtable.tables import actions as tables
from longtable.tables.actions import ballot, closing
from longtable.tables.actions import decision as preparing
from longtable.tables.models import Decision, Objection, Table
from tests.factories import (
    CommitmentFactory,
    HoldingFactory,
    ObjectionFactory,
    OrganizationFactory,
    SeatFactory,
    TableFactory,
    YearlyAccountFactory,
)

QUESTIONS = ("draft", "open", "closed")
EQUITY = {"gains": "Us.", "bears": "Us.", "asked": "Us.", "harm": "Fewer."}
LEFT_OUT_POST = {
    *("tables:answer", "tables:enter_answer", "tables:meet_objection", "tables:open_decision"),
    *("tables:publish_decision", "tables:withdraw_decision", "tables:change_decision"),
    *("accountability:keep", "accountability:drop", "accountability:waive"),
}


def things(initiative, people):
    now = timezone.now()
    table = TableFactory(initiative=initiative, slug="deciding", facilitator=None)
    seat = SeatFactory(table=table, constituency="provider")
    HoldingFactory(seat=seat, person=people["member"], name="The member")
    run = people["facilitator"]
    made = [
        tables.prepare_decision(
            table, {"question": f"{name}?", "method": "consent", **EQUITY}, by=people["member"]
        )
        for name in QUESTIONS
    ]
    for decision in made[1:]:
        tables.open_decision(decision, version=decision.version, now=now, by=run)
    ObjectionFactory(decision=made[1], elector=made[1].electors.get())
    tables.close_decision(
        made[2], tables.Closing(reason="So."), version=made[2].version, now=now, by=run
    )
    membership = initiative.memberships.get(person=people["member"])
    promise = CommitmentFactory(
        initiative=initiative,
        organization=membership.organization,
        due=timezone.localdate() - dt.timedelta(days=3),
        made_by=people["member"],
    )
    backbone = initiative.organizations.filter(is_backbone=True).first()
    backbone = backbone or OrganizationFactory(initiative=initiative, backbone=True)
    YearlyAccountFactory(initiative=initiative, organization=backbone, year=2001)
    draft, opened, closed = ({"table": table.slug, "number": decision.number} for decision in made)
    one = {"pk": promise.pk}
    year = {"owner": f"organization-{backbone.pk}", "year": 2001}
    return {
        "accountability:account": year,
        "accountability:publish_account": year,
        "tables:table_decisions": {"table": table.slug},
        "tables:prepare_decision": {"table": table.slug},
        "tables:open_decision": draft,
        "tables:publish_decision": closed,
        "tables:meet_objection": opened | {"pk": made[1].objections.get().pk},
        **{
            f"tables:{name}": opened
            for name in (
                *("decision", "change_decision", "answer", "enter_answer", "close_decision"),
                "withdraw_decision",
            )
        },
        **{
            f"accountability:{name}": one
            for name in ("promise", "keep", "renegotiate", "drop", "waive")
        },
    }


def _decision(rows, state):
    return Decision.objects.get(table__initiative=rows.initiative, question=f"{state}?")


def _promise(rows):
    return Commitment.objects.get(pk=rows.world.parts("accountability:promise")["pk"])


def _prepare(rows):
    table = Table.objects.get(initiative=rows.initiative, slug="deciding")
    preparing._prepare(table, {"question": "New?", "method": "consent"}, by=rows.by)


def _change(rows):
    draft = _decision(rows, "draft")
    tables.change_decision(
        draft, {"text": "New"}, version=draft.version, now=timezone.now(), by=rows.by
    )


def _open(rows):
    draft = _decision(rows, "draft")
    tables.open_decision(draft, version=draft.version, now=timezone.now(), by=rows.by)


def _answer(rows):
    elector = _decision(rows, "open").electors.get()
    ballot._answer(elector, tables.Answer(["consent"]), now=timezone.now(), by=rows.by)


def _meet(rows):
    objection = Objection.objects.get(decision=_decision(rows, "open"))
    tables.meet_objection(
        objection, state="stands", answered="Heard.", version=objection.version, by=rows.by
    )


def _close(rows):
    opened = _decision(rows, "open")
    tables.close_decision(
        opened, tables.Closing(), version=opened.version, now=timezone.now(), by=rows.by
    )


def _publish(rows):
    closed = _decision(rows, "closed")
    closing._publish(closed, reason="", version=closed.version, now=timezone.now(), by=rows.by)


def _withdraw(rows):
    opened = _decision(rows, "open")
    tables.withdraw_decision(opened, reason="Later.", version=opened.version, by=rows.by)


def _make(rows):
    said = promises.Promise("More.", dt.date(2030, 1, 1), organization=rows.partner)
    promises.make_commitment(rows.initiative, said, now=timezone.now(), by=rows.by)


def _keep(rows):
    row = _promise(rows)
    today = timezone.localdate()
    promises.keep_commitment(row, evidence="Done.", version=1, today=today, by=rows.by)


def _drop(rows):
    row = _promise(rows)
    today = timezone.localdate()
    promises.drop_commitment(row, reason="Why.", version=1, today=today, by=rows.by)


def _renegotiate(rows):
    row = _promise(rows)
    said = promises.Promise("Less.", dt.date(2031, 1, 1))
    before = timezone.now() - dt.timedelta(days=9)
    promises.renegotiate(row, said, reason="Why.", version=1, now=before, by=rows.by)


def _take_step(rows):
    row = _promise(rows)
    step = steps_due(row, today=timezone.localdate())[0]
    promises.take_step(row, step, now=timezone.now(), by=rows.by)


def _waive(rows):
    promises.waive_step(_promise(rows), "call", reason="A flood.", now=timezone.now(), by=rows.by)


def _write_account(rows):
    backbone = Organization.objects.filter(initiative=rows.initiative, is_backbone=True).first()
    promises.write_account(backbone, year=2002, text="We.", version=None, by=rows.by)


def _publish_account(rows):
    account = YearlyAccount.objects.get(initiative=rows.initiative, year=2001)
    promises.publish_account(account, version=1, now=timezone.now(), by=rows.by)


DEEDS = {
    "tables._prepare": _prepare,
    "tables.change_decision": _change,
    "tables.open_decision": _open,
    "tables._answer": _answer,
    "tables.meet_objection": _meet,
    "tables.close_decision": _close,
    "tables._publish": _publish,
    "tables.withdraw_decision": _withdraw,
    "accountability._make": _make,
    "accountability.keep_commitment": _keep,
    "accountability.drop_commitment": _drop,
    "accountability.renegotiate": _renegotiate,
    "accountability.take_step": _take_step,
    "accountability.waive_step": _waive,
    "accountability.write_account": _write_account,
    "accountability.publish_account": _publish_account,
}
