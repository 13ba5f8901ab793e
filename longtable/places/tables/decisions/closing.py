"""Open, close, publish or withdraw a decision."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.decisions.counting import Block, counted
from longtable.places.tables.decisions.finding import address, decision_or_404
from longtable.places.tables.decisions.forms import CloseForm, ReasonForm
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.models import Decision
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class ClosePage:
    """What the rule gives for the answers so far."""

    decision: Decision
    rule: str
    outcome: str
    because: list[str]
    counts: list[Block]
    waiting: int


@members()
def close(request: Request, initiative: str, table: str, number: int) -> HttpResponse:
    """Count by the rule, say why, and publish."""
    row = decision_or_404(request, table, number)
    if row.state != Decision.State.OPEN or not queries.runs_table(request.user, row.table):
        raise Http404
    initial = {"version": row.version, "publish": True, "review_on": row.review_on}
    form = CloseForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            _close(request, row, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is decided."))
            return redirect("tables:decision", *address(row))
    result, voices = queries.result_of(row), queries.voices_of(row)
    page = ClosePage(
        decision=row,
        rule=queries.rule_sentence(row),
        outcome=str(Decision.Outcome(result.outcome).label),
        because=[queries.because_in_words(one) for one in result.because],
        counts=counted(row),
        waiting=sum(voice.is_waited_for for voice in voices),
    )
    return render(request, "tables/decisions/closing.html", {"page": page, "form": form})


@members()
@require_POST
def open_(request: Request, initiative: str, table: str, number: int) -> HttpResponse:
    """Let the table answer."""
    return _do(
        request,
        table,
        number,
        lambda row, said: actions.open_decision(
            row, version=said["version"], now=timezone.now(), by=request.user
        ),
    )


@members()
@require_POST
def publish(request: Request, initiative: str, table: str, number: int) -> HttpResponse:
    """Put it in the log."""
    return _do(
        request,
        table,
        number,
        lambda row, said: actions.publish_decision(
            row, reason=said["reason"], version=said["version"], now=timezone.now(), by=request.user
        ),
    )


@members()
@require_POST
def withdraw(request: Request, initiative: str, table: str, number: int) -> HttpResponse:
    """Take the question back."""
    return _do(
        request,
        table,
        number,
        lambda row, said: actions.withdraw_decision(
            row, reason=said["reason"], version=said["version"], by=request.user
        ),
    )


def _close(request: Request, row: Decision, filled: dict[str, Any]) -> None:
    now = timezone.now()
    names = ("reason", "outcome", "breach", "review_on")
    said = actions.Closing(**{name: filled[name] for name in names})
    version = filled["version"]
    done = actions.close_decision(row, said, version=version, now=now, by=request.user)
    if filled["publish"]:
        actions.publish_decision(
            done, reason=filled["reason"], version=done.version, now=now, by=request.user
        )


def _do(
    request: Request, table: str, number: int, act: Callable[[Decision, dict[str, Any]], Any]
) -> HttpResponse:
    row = decision_or_404(request, table, number)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            act(row, form.cleaned_data)
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("tables:decision", *address(row))
