"""One breakdown or one of its categories: its name, its spellings, and where it stands."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.measures import actions
from longtable.measures import queries as measures
from longtable.measures.models import Breakdown, Category
from longtable.places.measures.definitions.defining import MAY_DEFINE
from longtable.record.editing import attempt
from longtable.web.access import members
from longtable.web.editing import Difference, VersionedForm
from longtable.web.requests import Request

_FIRST = "-"


class NameForm(VersionedForm):
    """A name in each language."""

    name_en = forms.CharField(label=gettext_lazy("Name (English)"), max_length=200)
    name_es = forms.CharField(label=gettext_lazy("Name (Spanish)"), max_length=200, required=False)


class ChangeBreakdownForm(NameForm):
    """What can be changed of a breakdown; its code stays."""

    covers_everyone = forms.BooleanField(
        label=gettext_lazy("Everybody is in exactly one category"),
        required=False,
        help_text=gettext_lazy(
            "If so, the categories add up to everybody, and are protected together."
        ),
    )


class ChangeCategoryForm(NameForm):
    """What can be changed of a category; its code stays."""

    spellings = forms.CharField(
        label=gettext_lazy("Other spellings in files, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    after = forms.ChoiceField(label=gettext_lazy("Where it stands"), required=False)
    is_retired = forms.BooleanField(
        label=gettext_lazy("No longer used"),
        required=False,
        help_text=gettext_lazy(
            "New files can’t name it any more. What was taken in and released keeps it."
        ),
    )

    def __init__(self, *args: Any, others: list[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"others": others}
        after = [(one.code, _("After “%(name)s”") % {"name": one}) for one in others]
        choices = [("", _("Leave it where it is")), (_FIRST, _("First")), *after]
        self.fields["after"].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A breakdown or a category of it, and what two editors wrote differently."""

    breakdown: Breakdown
    thing: Breakdown | Category
    conflict: list[Difference]


@members(*MAY_DEFINE)
def breakdown_to_change(request: Request, initiative: str, code: str) -> HttpResponse:
    """Rename a breakdown, or say whether its categories cover everyone."""
    row = get_object_or_404(measures.breakdowns_of(request.room.initiative), code=code)
    form = ChangeBreakdownForm(request.POST or None, initial=_breakdown_saved(row))
    return _change(request, row, row, form)


@members(*MAY_DEFINE)
def category_to_change(request: Request, initiative: str, code: str, category: str) -> HttpResponse:
    """Rename a category, add spellings, move it in the list, or use it no longer."""
    row = get_object_or_404(measures.breakdowns_of(request.room.initiative), code=code)
    found = get_object_or_404(row.categories, code=category)
    others = list(row.categories.exclude(pk=found.pk))
    form = ChangeCategoryForm(request.POST or None, initial=_category_saved(found), others=others)
    return _change(request, row, found, form)


def _change(
    request: Request, breakdown: Breakdown, thing: Breakdown | Category, form: forms.Form
) -> HttpResponse:
    tried = attempt(form, lambda: _save(thing, form, request), saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("measures:breakdown", request.room.initiative.slug, breakdown.code)
    page = GroupPage(breakdown=breakdown, thing=thing, conflict=tried.conflict)
    shown = {"page": page, "form": tried.form}
    return render(request, "measures/definitions/group.html", shown, status=tried.status)


def _save(thing: Breakdown | Category, form: forms.Form, request: Request) -> None:
    said = form.cleaned_data
    names = thing.name | {"en": said["name_en"], "es": said["name_es"]}
    changes: dict[str, Any] = {"name": {code: text for code, text in names.items() if text}}
    if isinstance(thing, Breakdown):
        changes["covers_everyone"] = said["covers_everyone"]
        actions.change_breakdown(thing, changes, version=said["version"], by=request.user)
        return
    spellings = said["spellings"].splitlines()
    changes["spellings"] = [line.strip() for line in spellings if line.strip()]
    if said["is_retired"] != bool(thing.retired):
        changes["retired"] = timezone.localdate() if said["is_retired"] else None
    if said["after"]:
        codes = [one.code for one in form.made_with["others"]]  # type: ignore[attr-defined]
        changes["position"] = 0 if said["after"] == _FIRST else codes.index(said["after"]) + 1
    actions.change_category(thing, changes, version=said["version"], by=request.user)


def _saved(row: Any) -> dict[str, Any]:
    return _breakdown_saved(row) if isinstance(row, Breakdown) else _category_saved(row)


def _breakdown_saved(row: Breakdown) -> dict[str, Any]:
    return {**_names(row), "covers_everyone": row.covers_everyone}


def _category_saved(row: Category) -> dict[str, Any]:
    spellings = "\n".join(row.spellings)
    return {**_names(row), "spellings": spellings, "is_retired": bool(row.retired)}


def _names(row: Breakdown | Category) -> dict[str, Any]:
    names = {f"name_{code}": row.name.get(code, "") for code in ("en", "es")}
    return {**names, "version": row.version}
