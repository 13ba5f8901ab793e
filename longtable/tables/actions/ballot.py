"""Answer for a seat, by oneself or entered in the room; meet an objection."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import permissions, queries
from longtable.tables.deciding import GAVE_UP, NONE, Side, choice_at
from longtable.tables.models import Ballot, Decision, Elector, Objection
from longtable.tables.models.table import Method


@dataclass(frozen=True, slots=True)
class Answer:
    """What a seat says: one choice, or several options that it approves; why; by which way."""

    choices: list[str]
    reason: str = ""
    channel: str = Ballot.Channel.PAGE.value
    version: int | None = field(default=None)
    """Of the decision that was read: an answer to an older text does not count."""


def answer(elector: Elector, said: Answer, *, now: dt.datetime, by: Person) -> Ballot:
    """Answer for a seat, in one's own name or as it was said in the room. Twice is once."""
    permissions.may_answer(elector, said.channel, by=by)
    given = Ballot.objects.filter(elector=elector).first()
    if given and (given.choices, given.reason) == (said.choices, said.reason.strip()):
        return given
    return _answer(elector, said, now=now, by=by)


@action("answered")
def _answer(elector: Elector, said: Answer, *, now: dt.datetime, by: Person) -> Ballot:
    decision = Decision.objects.select_for_update().get(pk=elector.decision_id)
    permissions.may_answer(elector, said.channel, by=by)
    _refuse_now(decision, elector, said, now=now)
    reason = said.reason.strip()
    ballot, _made = Ballot.objects.update_or_create(
        elector=elector,
        defaults={
            "choice": said.choices[0],
            "choices": said.choices,
            "reason": reason,
            "channel": said.channel,
            "by": by,
            "at": now,
        },
    )
    elector.is_present = said.choices != [GAVE_UP] or None
    elector.save(update_fields=["is_present"])
    _file_objection(decision, elector, ballot)
    return ballot


@action("met")
def meet_objection(
    objection: Objection, *, state: str, answered: str, version: int, by: Person
) -> Objection:
    """Write down what was done with an objection. It is kept, whatever was done.

    Who raised one at the table takes it back by answering anew, not through somebody else.
    """
    decision = objection.decision
    permissions.may_run(decision.table, by=by)
    if decision.state != Decision.State.OPEN:
        raise Refusal(_("What is decided is not changed. Prepare a new decision."))
    if state == Objection.State.WITHDRAWN and objection.elector_id:
        raise Refusal(_("Whoever objected takes it back, by answering anew."))
    if state == Objection.State.INTEGRATED and not answered.strip():
        raise Refusal(_("Say what was done with it."))
    save_if_unchanged(objection, {"state": state, "answer": answered.strip()}, version=version)
    return objection


def _refuse_now(decision: Decision, elector: Elector, said: Answer, *, now: dt.datetime) -> None:
    if decision.state != Decision.State.OPEN:
        raise Refusal(_("This decision is not open for answers."))
    if decision.closes and now > decision.closes:
        raise Refusal(_("The time for answers is over."))
    if said.version is not None and said.version != decision.version:
        raise Refusal(_("The text was changed a moment ago. Read it again before you answer."))
    if not elector.holder:
        raise Refusal(_("Nobody held this seat when the decision opened."))
    if not _known(decision, said.choices):
        raise Refusal(_("Choose one of the answers."))
    if elector.constituency == decision.speaks_last and queries.speak_first(decision):
        raise Refusal(
            _("This seat speaks last: it can answer once all others have answered or given up.")
        )
    asks = any(choice_at(code, decision.method, decision.options).asks_why for code in said.choices)
    if asks and not said.reason.strip():
        raise Refusal(_("Say why, so that it can be met."))


def _known(decision: Decision, choices: list[str]) -> bool:
    codes = {choice.code for choice in queries.choices_of(decision)} | {GAVE_UP}
    if not choices or not set(choices) <= codes or len(set(choices)) < len(choices):
        return False
    several = decision.method == Method.APPROVAL and not {NONE, GAVE_UP} & set(choices)
    return several or len(choices) == 1


def _file_objection(decision: Decision, elector: Elector, ballot: Ballot) -> None:
    """Keep a new objection; one who no longer objects has taken the old one back."""
    earlier = elector.objections.filter(state=Objection.State.OPEN)
    choice = choice_at(ballot.choice, decision.method, decision.options)
    if choice.side != Side.STOPS:
        earlier.update(state=Objection.State.WITHDRAWN)
        return
    if not earlier.update(reason=ballot.reason):
        Objection.objects.create(
            decision=decision, elector=elector, reason=ballot.reason, at=ballot.at
        )
