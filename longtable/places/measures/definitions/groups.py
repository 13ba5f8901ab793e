"""Breakdowns and their categories: whom people are told apart by, in words they chose."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.initiative.models import Initiative
from longtable.measures import actions
from longtable.measures import queries as measures
from longtable.measures.models import Breakdown
from longtable.places.measures.definitions.defining import MAY_DEFINE
from longtable.record.acting import Refusal
from longtable.web.access import members
from longtable.web.requests import Request


class NamedForm(forms.Form):
    """A code and a name in each language."""

    name_en = forms.CharField(label=gettext_lazy("Name (English)"), max_length=200)
    name_es = forms.CharField(label=gettext_lazy("Name (Spanish)"), max_length=200, required=False)
    code = forms.SlugField(
        label=gettext_lazy("Code"), max_length=60, help_text=gettext_lazy("It stays.")
    )

    def name(self) -> dict[str, str]:
        """Return the name by language."""
        said = {"en": self.cleaned_data["name_en"], "es": self.cleaned_data["name_es"]}
        return {code: text for code, text in said.items() if text}


class BreakdownForm(NamedForm):
    """A breakdown."""

    covers_everyone = forms.BooleanField(
        label=gettext_lazy("Everybody is in exactly one category"), required=False, initial=True
    )


class CategoryForm(NamedForm):
    """A category, with the spellings that files use for it."""

    spellings = forms.CharField(
        label=gettext_lazy("Other spellings in files, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True, slots=True)
class BreakdownsPage:
    """All breakdowns of the initiative."""

    initiative: Initiative
    breakdowns: list[Breakdown]


@dataclass(frozen=True, slots=True)
class BreakdownPage:
    """One breakdown with its categories."""

    breakdown: Breakdown
    categories: list[Any]


@members(*MAY_DEFINE)
def breakdowns(request: Request, initiative: str) -> HttpResponse:
    """List the breakdowns, and add one."""
    room = request.room
    form = BreakdownForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_breakdown(
                room.initiative,
                code=said["code"],
                name=form.name(),
                covers_everyone=said["covers_everyone"],
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Added. Now add its categories."))
            return redirect("measures:breakdown", room.initiative.slug, said["code"])
    page = BreakdownsPage(room.initiative, list(measures.breakdowns_of(room.initiative)))
    return render(request, "measures/definitions/breakdowns.html", {"page": page, "form": form})


@members(*MAY_DEFINE)
def breakdown(request: Request, initiative: str, code: str) -> HttpResponse:
    """Show the categories of a breakdown, and add one."""
    row = get_object_or_404(measures.breakdowns_of(request.room.initiative), code=code)
    form = CategoryForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        spellings = [line.strip() for line in said["spellings"].splitlines() if line.strip()]
        try:
            actions.add_category(
                row, code=said["code"], name=form.name(), spellings=spellings, by=request.user
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Added."))
            return redirect("measures:breakdown", initiative, code)
    page = BreakdownPage(row, list(row.categories.all()))
    return render(request, "measures/definitions/breakdown.html", {"page": page, "form": form})
