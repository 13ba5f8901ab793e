"""Where a series breaks: from a period on, values can't be compared with those before."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.measures import actions
from longtable.measures.models import Indicator, SeriesBreak
from longtable.places.measures.definitions.defining import MAY_DEFINE, find
from longtable.record.acting import Refusal
from longtable.web.access import members
from longtable.web.requests import Request


class BreakForm(forms.Form):
    """A break, with its reason in each language that readers have."""

    period = forms.CharField(label=gettext_lazy("First period after the break"), max_length=40)
    reason_en = forms.CharField(label=gettext_lazy("What changed (English)"))
    reason_es = forms.CharField(label=gettext_lazy("What changed (Spanish)"), required=False)


@dataclass(frozen=True, slots=True)
class BreaksPage:
    """The breaks of an indicator."""

    indicator: Indicator
    breaks: list[SeriesBreak]


@members(*MAY_DEFINE)
def breaks(request: Request, initiative: str, code: str) -> HttpResponse:
    """List the breaks, and declare one."""
    indicator = find(request, code)
    form = BreakForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        reason = {"en": said["reason_en"]}
        if said["reason_es"]:
            reason["es"] = said["reason_es"]
        try:
            actions.declare_break(indicator, period=said["period"], reason=reason, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The break is declared. It counts for the next release."))
            return redirect("measures:breaks", initiative, code)
    page = BreaksPage(indicator, list(indicator.breaks.order_by("period")))
    return render(request, "measures/definitions/breaks.html", {"page": page, "form": form})


@members(*MAY_DEFINE)
@require_POST
def remove(request: Request, initiative: str, code: str, pk: int) -> HttpResponse:
    """Take a break back that was declared by mistake."""
    row = get_object_or_404(find(request, code).breaks, pk=pk)
    try:
        actions.remove_break(row, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The break is removed."))
    return redirect("measures:breaks", initiative, code)
