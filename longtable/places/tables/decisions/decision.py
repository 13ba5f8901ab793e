"""One decision: the rule first, then the answers side by side, then what came of it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from longtable.accountability import queries as promises
from longtable.accountability.models import Commitment
from longtable.places.tables.decisions.counting import Block, counted
from longtable.places.tables.decisions.finding import decision_or_404
from longtable.places.tables.decisions.forms import AnswerForm, EnterForm
from longtable.tables import queries
from longtable.tables.models import Decision, Elector, Objection
from longtable.web.access import public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat that decides: who holds it, whether it answered, and what, where that is shown."""

    elector: Elector
    is_empty: bool
    has_answered: bool
    is_waited_for: bool
    said: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """All that stands on a decision's page."""

    decision: Decision
    rule: str
    seats: list[Seat]
    speak_first: list[Elector]
    shows_answers: bool
    counts: list[Block]
    because: list[str]
    chosen: str
    objections: list[Objection]
    breaches: list[str]
    promises: list[Commitment]
    enter: EnterForm | None
    may_run: bool
    may_prepare: bool
    names: bool


@public
def decision(request: Request, initiative: str, table: str, number: int) -> HttpResponse:
    """Show a decision, and let a seat answer."""
    row = decision_or_404(request, table, number)
    form = answer_form(request, row)
    return show(request, row, form)


def answer_form(request: Request, row: Decision, data: Any = None) -> AnswerForm | None:
    """Return the form of somebody's own answer, where one of their seats decides now."""
    if row.state != Decision.State.OPEN or not request.user.is_authenticated:
        return None
    mine = queries.electors_for(row, request.user)
    if not mine:
        return None
    given = getattr(mine[0], "ballot", None)
    initial: dict[str, Any] = {"elector": mine[0].pk, "version": row.version}
    if given:
        initial |= {"choices": given.choices or [given.choice], "reason": given.reason}
    return AnswerForm(data, decision=row, electors=mine, initial=initial)


def enter_form(request: Request, row: Decision, data: Any = None) -> EnterForm | None:
    """Return the form of what was said in the room, for whoever runs the table."""
    runs = request.user.is_authenticated and queries.runs_table(request.user, row.table)
    if row.state != Decision.State.OPEN or not runs:
        return None
    filled = queries.electors_of(row).exclude(holder="")
    return EnterForm(
        data,
        decision=row,
        electors=list(filled),
        initial={"version": row.version},
        prefix="enter",
    )


def show(
    request: Request,
    row: Decision,
    form: AnswerForm | None,
    enter: EnterForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page with these forms."""
    person = request.user
    signed_in = person.is_authenticated
    is_open = row.state != Decision.State.DRAFT
    shows = is_open and queries.sees_answers(row, person)
    taken = row.state == Decision.State.CLOSED
    result = queries.result_of(row) if taken else None
    page = DecisionPage(
        decision=row,
        rule=queries.rule_sentence(row),
        seats=[_seat(row, elector, shows=shows) for elector in queries.electors_of(row)],
        speak_first=queries.speak_first(row) if row.state == Decision.State.OPEN else [],
        shows_answers=shows,
        counts=counted(row) if shows else [],
        because=[queries.because_in_words(one) for one in result.because] if result else [],
        chosen=row.options[int(row.chosen) - 1] if row.chosen else "",
        objections=list(row.objections.select_related("elector__seat", "from_table"))
        if shows or (signed_in and queries.runs_table(person, row.table))
        else [],
        breaches=queries.breaches_of(row, today=timezone.localdate()),
        promises=promises.following(row, person=person),
        enter=enter or enter_form(request, row),
        may_run=signed_in and queries.runs_table(person, row.table),
        may_prepare=signed_in and queries.may_run_or_sits(person, row.table),
        names=request.room.membership is not None,
    )
    shown = {"page": page, "form": form}
    return render(request, "tables/decisions/decision.html", shown, status=status)


def _seat(row: Decision, elector: Elector, *, shows: bool) -> Seat:
    voice = queries.voice_of(elector, row)
    ballot = getattr(elector, "ballot", None)
    said = [str(queries.choice_at(code, row.method, row.options).label) for code in voice.choices]
    return Seat(
        elector=elector,
        is_empty=not voice.is_filled,
        has_answered=voice.has_answered,
        is_waited_for=voice.is_waited_for,
        said=", ".join(said) if shows else "",
        reason=ballot.reason if ballot and shows else "",
    )
