"""Prepare a release: count, protect and attack; nothing is public yet."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from longtable.initiative.models import Role
from longtable.measures import actions
from longtable.measures import queries as measures
from longtable.measures.models import Indicator, Release
from longtable.places.measures.releases.finding import indicator_or_404, prepared_or_404
from longtable.record.acting import Refusal
from longtable.web.access import members
from longtable.web.requests import Request

CHOICES = [
    ("communities", _("Spare small communities first")),
    ("people", _("Spare as many people as possible")),
    ("cells", _("Withhold as few numbers as possible")),
]


class PrepareForm(forms.Form):
    """Why there is a new release, and what withholding should spare."""

    reason = forms.CharField(
        label=_("What is new, or what is corrected?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Everybody can read this beside the numbers."),
    )
    objective = forms.ChoiceField(
        label=_("If numbers have to be withheld to protect people"),
        choices=CHOICES,
        initial="communities",
        widget=forms.RadioSelect,
    )


class AgainForm(forms.Form):
    """Another choice of what to spare."""

    objective = forms.ChoiceField(choices=CHOICES)
    version = forms.IntegerField()


@dataclass(frozen=True, slots=True)
class PreparePage:
    """The indicator that a release is prepared of, and its last release."""

    indicator: Indicator
    last: Release | None


@members(Role.DATA_LEAD, Role.FACILITATOR, private=True)
def prepare(request: Request, initiative: str, code: str) -> HttpResponse:
    """Prepare a release of an indicator."""
    indicator = indicator_or_404(request, code)
    last = measures.releases_of(indicator).first()
    form = PrepareForm(request.POST or None)
    form.fields["reason"].required = last is not None
    if form.is_valid():
        try:
            actions.prepare_release(
                indicator, **form.cleaned_data, now=timezone.now(), by=request.user
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("measures:release_check", initiative, code)
    page = PreparePage(indicator=indicator, last=last)
    return render(request, "measures/releases/prepare.html", {"page": page, "form": form})


@members(Role.DATA_LEAD, Role.FACILITATOR, private=True)
@require_POST
def prepare_again(request: Request, initiative: str, code: str) -> HttpResponse:
    """Prepare the same release again, sparing something else."""
    release = prepared_or_404(request, code)
    form = AgainForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                actions.discard_release(
                    release, version=form.cleaned_data["version"], by=request.user
                )
                actions.prepare_release(
                    release.indicator,
                    reason=release.reason,
                    objective=form.cleaned_data["objective"],
                    now=timezone.now(),
                    by=request.user,
                )
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("measures:release_check", initiative, code)
