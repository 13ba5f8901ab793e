"""One place: what it is called, what it lies in, and how files spell it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.measures import actions
from longtable.measures import queries as measures
from longtable.measures.models import Place
from longtable.places.measures.definitions.defining import MAY_DEFINE
from longtable.record.editing import attempt
from longtable.web.access import members
from longtable.web.editing import Difference, VersionedForm
from longtable.web.requests import Request


class PlaceForm(VersionedForm):
    """What can be changed of a place; its code and its level stay."""

    name_en = forms.CharField(label=gettext_lazy("Name (English)"), max_length=200)
    name_es = forms.CharField(label=gettext_lazy("Name (Spanish)"), max_length=200, required=False)
    parent = forms.ChoiceField(label=gettext_lazy("Lies in"), required=False)
    spellings = forms.CharField(
        label=gettext_lazy("Other spellings in files, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, others: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"others": others}
        choices = [("", "–"), *((place.code, str(place)) for place in others)]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place, and what two editors wrote differently."""

    place: Place
    conflict: list[Difference]


@members(*MAY_DEFINE)
def place_to_change(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Change what a place is called and what it lies in."""
    room = request.room
    row = get_object_or_404(measures.places_of(room.initiative), pk=pk)
    others = list(measures.places_of(room.initiative).exclude(pk=pk).exclude(level=row.level))
    form = PlaceForm(request.POST or None, initial=_saved(row), others=others)
    tried = attempt(form, lambda: _change(row, form, others, request), saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("measures:define_places", room.initiative.slug)
    shown = {"page": PlacePage(place=row, conflict=tried.conflict), "form": tried.form}
    return render(request, "measures/definitions/place.html", shown, status=tried.status)


def _change(row: Place, form: forms.Form, others: list[Place], request: Request) -> None:
    said = form.cleaned_data
    names = {"en": said["name_en"], "es": said["name_es"]}
    changes = {
        "name": row.name | {code: text for code, text in names.items() if text},
        "parent": next((place for place in others if place.code == said["parent"]), None),
        "spellings": [line.strip() for line in said["spellings"].splitlines() if line.strip()],
    }
    actions.change_place(row, changes, version=said["version"], by=request.user)


def _saved(row: Any) -> dict[str, Any]:
    return {
        "name_en": row.name.get("en", ""),
        "name_es": row.name.get("es", ""),
        "parent": row.parent.code if row.parent else "",
        "spellings": "\n".join(row.spellings),
        "version": row.version,
    }
