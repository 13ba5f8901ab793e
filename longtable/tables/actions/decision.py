"""Prepare a decision, open it with the electorate as it sits, change its text."""

import datetime as dt
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import permissions, queries
from longtable.tables.deciding import Rule
from longtable.tables.models import Ballot, Decision, Elector, Seat, Table
from longtable.tables.models.table import Constituency, Method

SAID = {
    *("question", "text", "options", "method", "rule", "decider", "speaks_last", "proposed_by"),
    *("idea_of", "tell", "gains", "bears", "asked", "harm", "release", "review_on", "closes"),
    *("meeting", "item"),
}
TEXT = {"question", "text", "options"}
LATER = TEXT | {"idea_of", "tell", "gains", "bears", "asked", "harm", "release", "review_on"}
EQUITY = ("gains", "bears", "asked", "harm")


def prepare_decision(table: Table, said: dict[str, Any], *, by: Person) -> Decision:
    """Prepare a question for a table. The same question twice is one draft."""
    permissions.may_prepare(table, by=by)
    same = table.decisions.filter(state=Decision.State.DRAFT, question=said["question"]).first()
    return same or _prepare(table, said, by=by)


@action("prepared")
def _prepare(table: Table, said: dict[str, Any], *, by: Person) -> Decision:
    permissions.may_prepare(table, by=by)
    _check(said, SAID)
    newest = table.decisions.aggregate(Max("number"))["number__max"] or 0
    return Decision.objects.create(
        table=table, number=newest + 1, illustrative=table.illustrative, **said
    )


@action("changed")
def change_decision(
    decision: Decision, changes: dict[str, Any], *, version: int, now: dt.datetime, by: Person
) -> Decision:
    """Change what is being decided. Once it is open the rule stays, and a new text lets all
    answers fall back: nobody has said yes to what they did not read.
    """
    permissions.may_prepare(decision.table, by=by)
    is_open = decision.state == Decision.State.OPEN
    if not is_open and decision.state != Decision.State.DRAFT:
        raise Refusal(_("What is decided is not changed. Prepare a new decision."))
    if is_open:
        permissions.may_run(decision.table, by=by)
    _check(changes, LATER if is_open else SAID)
    new = {name: it for name, it in changes.items() if getattr(decision, name) != it}
    falls_back = is_open and bool(TEXT & new.keys())
    if falls_back:
        new["text_changed"] = now
    save_if_unchanged(decision, new, version=version)
    if falls_back:
        Ballot.objects.filter(elector__decision=decision).delete()
        decision.electors.update(is_present=None)
    return decision


@action("opened")
def open_decision(decision: Decision, *, version: int, now: dt.datetime, by: Person) -> Decision:
    """Let the table answer. Who decides is written down as the table sits now, for good."""
    permissions.may_run(decision.table, by=by)
    if decision.state != Decision.State.DRAFT:
        raise Refusal(_("This decision is open already, or over."))
    seats = list(queries.seats_at(decision.table))
    _refuse_unready(decision, seats)
    rule = queries.rule_of(decision).as_json() | {"stated": decision.table.method}
    changes = {"state": Decision.State.OPEN, "opened": now, "rule": rule}
    save_if_unchanged(decision, changes, version=version)
    if decision.method == Method.DELEGATED:
        seats = [seat for seat in seats if seat == decision.decider]
    Elector.objects.bulk_create(_elector(decision, seat) for seat in seats)
    return decision


@action("withdrew")
def withdraw_decision(decision: Decision, *, reason: str, version: int, by: Person) -> Decision:
    """Take a question back before it is decided. What was said on it stays."""
    permissions.may_run(decision.table, by=by)
    if decision.state not in (Decision.State.DRAFT, Decision.State.OPEN):
        raise Refusal(_("What is decided can't be withdrawn. Prepare a new decision."))
    if not reason.strip():
        raise Refusal(_("Say why it is withdrawn."))
    changes = {"state": Decision.State.WITHDRAWN, "reason": reason.strip()}
    save_if_unchanged(decision, changes, version=version)
    return decision


def _check(said: dict[str, Any], known: set[str]) -> None:
    if unknown := said.keys() - known:
        raise ValueError(f"not to be changed now: {sorted(unknown)}")
    if "rule" in said:
        Rule.from_json({"method": "", **said["rule"]})


def _refuse_unready(decision: Decision, seats: list[Seat]) -> None:
    """Refuse where those who answer would not know what they decide, or how."""
    filled = [seat for seat in seats if "principal" in queries.holders(seat)]
    if not filled:
        raise Refusal(_("Nobody holds a seat at this table yet."))
    if not all(getattr(decision, name).strip() for name in EQUITY):
        raise Refusal(
            _("Answer first who gains, who bears it, who was asked and what would show harm.")
        )
    rule, method = queries.rule_of(decision), decision.method
    if method == Method.MAJORITY and not rule.quorum_seats:
        raise Refusal(_("A majority needs a quorum. Say how many seats have to answer."))
    if method == Method.APPROVAL and len(decision.options) < 2:
        raise Refusal(_("Give at least two options to choose from."))
    if method in (Method.ADVICE, Method.DELEGATED) and decision.decider not in filled:
        raise Refusal(_("Say which seat decides; somebody has to hold it."))
    residents = [seat for seat in filled if seat.constituency == Constituency.RESIDENT]
    if method == Method.RESIDENTS and not residents:
        raise Refusal(_("No resident holds a seat here, so residents can't decide."))
    if rule.quorum_seats > len(filled):
        raise Refusal(_("The quorum asks for more seats than are filled."))


def _elector(decision: Decision, seat: Seat) -> Elector:
    there = queries.holders(seat)
    principal, alternate = there.get("principal"), there.get("alternate")
    return Elector(
        decision=decision,
        seat=seat,
        holder=principal.name if principal else "",
        person=principal.person if principal else None,
        alternate=alternate.person if alternate else None,
        organization=seat.organization,
        constituency=seat.constituency,
    )
