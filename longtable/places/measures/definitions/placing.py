"""The places of the initiative: add many at once, by pasting lines."""

import csv
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.initiative.models import Initiative
from longtable.measures import actions
from longtable.measures import queries as measures
from longtable.measures.actions import NewPlace
from longtable.measures.models import Place
from longtable.places.measures.definitions.defining import MAY_DEFINE
from longtable.record.acting import Refusal
from longtable.web.access import members
from longtable.web.requests import Request


class PlacesForm(forms.Form):
    """Places, one a line."""

    lines = forms.CharField(
        label=gettext_lazy("Places, one a line"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Code, name, level, code of the place it lies in. For example: "
            "0156111, Bassick High School, school, 0150011"
        ),
    )

    def clean_lines(self) -> list[NewPlace]:
        """Return the places, or every line that is wrong, all at once."""
        found, wrong = [], []
        lines = self.cleaned_data["lines"].splitlines()
        for number, cells in enumerate(csv.reader(lines, skipinitialspace=True), start=1):
            if not any(cells):
                continue
            if len(cells) not in {3, 4} or not all(cell.strip() for cell in cells[:3]):
                told = _("Line %(number)s: give a code, a name, a level, and if you like a parent.")
                wrong.append(told % {"number": number})
                continue
            code, name, level, parent = [cell.strip() for cell in [*cells, ""][:4]]
            found.append(NewPlace(code, {"en": name}, slugify(level), parent))
        if wrong:
            raise forms.ValidationError(wrong)
        return found


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """The places there are, a page at a time."""

    initiative: Initiative
    places: "Page[Place]"


@members(*MAY_DEFINE)
def places_to_define(request: Request, initiative: str) -> HttpResponse:
    """List the places, and add more."""
    room = request.room
    form = PlacesForm(request.POST or None)
    if form.is_valid():
        added = form.cleaned_data["lines"]
        try:
            actions.add_places(room.initiative, added, by=request.user)
        except Refusal as refusal:
            form.add_error("lines", str(refusal))
        else:
            messages.success(request, _("%(count)s places were added.") % {"count": len(added)})
            return redirect("measures:define_places", room.initiative.slug)
    every = measures.places_of(room.initiative).select_related("parent")
    page = PlacesPage(room.initiative, Paginator(every, 100).get_page(request.GET.get("page")))
    return render(request, "measures/definitions/places.html", {"page": page, "form": form})
