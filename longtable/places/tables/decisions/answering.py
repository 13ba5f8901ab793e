"""Answer for one's own seat; enter what was said in the room; meet an objection."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.decisions.decision import answer_form, enter_form, show
from longtable.places.tables.decisions.finding import address, decision_or_404
from longtable.places.tables.decisions.forms import AnswerForm, MeetForm
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.models import Ballot, Decision
from longtable.web.access import members
from longtable.web.requests import Request


@members()
@require_POST
def answer(request: Request, initiative: str, table: str, number: int) -> HttpResponse:
    """Give one's own answer, by name."""
    row = decision_or_404(request, table, number)
    form = answer_form(request, row, request.POST)
    if form is None:
        messages.error(request, _("No seat of yours can answer here now."))
        return redirect("tables:decision", *address(row))
    if form.is_valid() and _gave(request, row, form, Ballot.Channel.PAGE):
        messages.success(request, _("Your answer is kept. You can change it until the close."))
        return redirect("tables:decision", *address(row))
    return show(request, row, form)


@members()
@require_POST
def enter(request: Request, initiative: str, table: str, number: int) -> HttpResponse:
    """Enter what a seat said in the room or on paper."""
    row = decision_or_404(request, table, number)
    form = enter_form(request, row, request.POST)
    if form is None:
        messages.error(request, _("Ask the facilitator of this table to do this."))
        return redirect("tables:decision", *address(row))
    if form.is_valid() and _gave(request, row, form, form.cleaned_data["channel"]):
        messages.success(request, _("Entered."))
        return redirect("tables:decision", *address(row))
    return show(request, row, answer_form(request, row), form)


@members()
@require_POST
def meet(request: Request, initiative: str, table: str, number: int, pk: int) -> HttpResponse:
    """Write down what was done with an objection."""
    row = decision_or_404(request, table, number)
    objection = get_object_or_404(row.objections, pk=pk)
    form = MeetForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.meet_objection(
                objection,
                state=said["state"],
                answered=said["answer"],
                version=said["version"],
                by=request.user,
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("tables:decision", *address(row))


def _gave(request: Request, row: Decision, form: AnswerForm, channel: str) -> bool:
    filled = form.cleaned_data
    elector = queries.electors_of(row).get(pk=int(filled["elector"]))
    said = actions.Answer(filled["choices"], filled["reason"], channel, filled["version"])
    try:
        actions.answer(elector, said, now=timezone.now(), by=request.user)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
