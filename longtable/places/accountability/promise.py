"""One promise: who, what, by when, what shows it, and which steps followed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.accountability import actions, queries
from longtable.accountability.models import Commitment, LadderStep, Waiver
from longtable.places.accountability.finding import promise_or_404
from longtable.places.accountability.forms import SayForm, WaiverForm
from longtable.record.acting import Refusal
from longtable.web.access import members, public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class PromisePage:
    """All that is known of one promise."""

    promise: Commitment
    standing: queries.Standing
    days_late: int
    successor: Commitment | None
    steps: list[LadderStep]
    waivers: list[Waiver]
    coming: list[tuple[str, str]]
    may_answer: bool
    may_waive: bool
    names: bool


@public
def promise(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Show a promise."""
    row = promise_or_404(request, pk)
    today = timezone.localdate()
    is_open = row.state == Commitment.State.OPEN
    is_known = request.user.is_authenticated
    done = {*row.steps.values_list("step", flat=True), *row.waivers.values_list("step", flat=True)}
    page = PromisePage(
        promise=row,
        standing=queries.standing_of(row, today=today),
        days_late=queries.days_late(row, today=today),
        successor=queries.successor_of(row),
        steps=list(row.steps.order_by("due")),
        waivers=list(row.waivers.order_by("at")),
        coming=[
            (step.value, str(step.label)) for step in LadderStep.Step if step.value not in done
        ],
        may_answer=is_open and is_known and queries.answers_for(request.user, row),
        may_waive=is_open and is_known and row.due < today and queries.waives(request.user, row),
        names=request.room.membership is not None,
    )
    return render(request, "accountability/promise.html", {"page": page})


@members()
@require_POST
def keep(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Say that it is done."""

    def act(row: Commitment, said: dict[str, Any]) -> None:
        day = {"version": said["version"], "today": timezone.localdate(), "by": request.user}
        actions.keep_commitment(row, evidence=said["text"], **day)

    return _do(request, pk, SayForm(request.POST), act)


@members()
@require_POST
def drop(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Give it up, and say why."""

    def act(row: Commitment, said: dict[str, Any]) -> None:
        day = {"version": said["version"], "today": timezone.localdate(), "by": request.user}
        actions.drop_commitment(row, reason=said["text"], **day)

    return _do(request, pk, SayForm(request.POST), act)


@members()
@require_POST
def waive(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Leave a step out, and say why."""
    return _do(
        request,
        pk,
        WaiverForm(request.POST),
        lambda row, said: actions.waive_step(
            row, said["step"], reason=said["reason"], now=timezone.now(), by=request.user
        ),
    )


def _do(
    request: Request,
    pk: int,
    form: forms.Form,
    act: Callable[[Commitment, dict[str, Any]], Any],
) -> HttpResponse:
    row = promise_or_404(request, pk)
    if form.is_valid():
        try:
            act(row, form.cleaned_data)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Saved."))
    return redirect("accountability:promise", request.room.initiative.slug, row.pk)
