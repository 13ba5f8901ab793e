"""The terms of the charter: what it says in numbers, asked in plain sentences."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.agenda import actions, queries
from longtable.agenda.models import Terms
from longtable.initiative.models import Role
from longtable.places.agenda.finding import FormPage, show_attempt
from longtable.record.editing import attempt
from longtable.web.access import members
from longtable.web.editing import VersionedForm
from longtable.web.requests import Request

PERCENT = {"relationship_percent": 50, "attendance_percent": 100, "kept_percent": 100}
DAYS = ("materials_days", "minutes_days", "decision_days", "reply_days", "settled_days")
STEPS = {
    "reminder": gettext_lazy("A reminder comes after this many days"),
    "call": gettext_lazy("A facilitator calls after this many days"),
    "table": gettext_lazy("It comes to the table after this many days"),
    "steering": gettext_lazy("It comes to the steering committee after this many days"),
}
WAYS = [
    ("consent", gettext_lazy("Consent: nobody refuses to sign")),
    ("consensus", gettext_lazy("Consensus: everyone signs")),
    ("majority", gettext_lazy("Majority, with a quorum")),
]


class TermsForm(VersionedForm):
    """What the charter says in numbers. The steps are the same for everyone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, most in PERCENT.items():
            self.fields[name] = _number(_label(name), most)
        for name in DAYS:
            self.fields[name] = _number(_label(name), 365)
        for step, words in STEPS.items():
            self.fields[f"step_{step}"] = _number(words, 365)
        self.fields["residents_last"] = forms.BooleanField(
            label=_label("residents_last"), required=False
        )
        self.fields["amended_by"] = forms.ChoiceField(label=_label("amended_by"), choices=WAYS)
        self.fields["renewal_month"] = forms.TypedChoiceField(
            label=_label("renewal_month"), choices=list(MONTHS.items()), coerce=int
        )
        self.fields["accountability_public"] = forms.BooleanField(
            label=_label("accountability_public"), required=False
        )
        for role, called in Role.choices:
            asked = _("Culture numbers that a %(role)s may see (codes, with commas)")
            self.fields[f"sees_{role}"] = forms.CharField(
                label=asked % {"role": called}, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a later step that comes sooner than the one before."""
        said = super().clean() or {}
        days = [said.get(f"step_{step}") for step in STEPS]
        known = [day for day in days if day is not None]
        if known != sorted(known):
            raise forms.ValidationError(_("Each step comes after the one before it."))
        return said

    def terms(self) -> dict[str, Any]:
        """Return what was filled in as the charter's terms."""
        said = self.changes()
        ladder = [{"days": said.pop(f"step_{step}"), "step": step} for step in STEPS]
        sees = {role: _codes(said.pop(f"sees_{role}")) for role in Role.values}
        sees = {role: codes for role, codes in sees.items() if codes}
        return {**said, "ladder": ladder, "culture_numbers": sees}


@members(Role.FACILITATOR)
def terms(request: Request, initiative: str) -> HttpResponse:
    """Change the terms of the draft's charter."""
    room = request.room
    row = queries.draft_terms(room.initiative)
    form = TermsForm(request.POST or None, initial=_saved(row))

    def save() -> None:
        seen = form.cleaned_data["version"]
        actions.change_terms(row, form.terms(), version=seen, by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("agenda:draft", room.initiative.slug)
    lead = _("Longtable keeps what stands here, for everyone alike, once a version is in force.")
    back = reverse("agenda:draft", args=[room.initiative.slug])
    page = FormPage(_("The terms of the charter"), lead, _("Save"), back)
    return show_attempt(request, page, tried)


def _number(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most)


def _label(name: str) -> Any:
    return getattr(Terms._meta.get_field(name), "verbose_name", name)


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]


def _saved(row: Any) -> dict[str, Any]:
    names = (*PERCENT, *DAYS, "residents_last", "amended_by", "renewal_month")
    said = {name: getattr(row, name) for name in (*names, "accountability_public", "version")}
    steps = {f"step_{one['step']}": one["days"] for one in row.ladder}
    sees = {f"sees_{role}": ", ".join(row.culture_numbers.get(role, [])) for role in Role.values}
    return {**said, **steps, **sees}
