"""Make a promise, or promise otherwise before its day."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.accountability import actions
from longtable.accountability.models import Commitment
from longtable.places.accountability.finding import promise_or_404
from longtable.places.accountability.forms import PromiseForm, RenegotiateForm
from longtable.record.acting import Refusal
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class MakePage:
    """A promise to be made; `instead` of which other one."""

    instead: Commitment | None


@members()
def make(request: Request, initiative: str) -> HttpResponse:
    """Promise something."""
    room = request.room
    mine = room.membership.organization if room.membership else None
    given = {"organization": mine, "decision": request.GET.get("decision")}
    form = PromiseForm(
        request.POST or None, initiative=room.initiative, person=request.user, initial=given
    )
    if form.is_valid():
        said = actions.Promise(**form.cleaned_data)
        try:
            made = actions.make_commitment(
                room.initiative, said, now=timezone.now(), by=request.user
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Promised."))
            return redirect("accountability:promise", room.initiative.slug, made.pk)
    shown = {"page": MakePage(instead=None), "form": form}
    return render(request, "accountability/making.html", shown)


@members()
def renegotiate(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Promise otherwise, before the day."""
    row = promise_or_404(request, pk)
    names = ("what", "measure", "size", "due", "version")
    form = RenegotiateForm(
        request.POST or None, initial={name: getattr(row, name) for name in names}
    )
    if form.is_valid():
        filled = form.cleaned_data
        said = actions.Promise(
            filled["what"],
            filled["due"],
            measure=filled["measure"],
            size=filled["size"],
            person=row.person,
        )
        try:
            new = actions.renegotiate(
                row,
                said,
                reason=filled["reason"],
                version=filled["version"],
                now=timezone.now(),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Renegotiated in time. It counts like a kept promise."))
            return redirect("accountability:promise", initiative, new.pk)
    shown = {"page": MakePage(instead=row), "form": form}
    return render(request, "accountability/making.html", shown)
