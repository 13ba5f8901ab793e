"""Choose the rule, open a version for signing, put it in force, or give it up."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.agenda import actions, queries
from longtable.initiative.models import Role
from longtable.places.agenda.finding import (
    FormPage,
    did,
    show_attempt,
    show_form,
    version_or_404,
)
from longtable.places.agenda.terms import WAYS
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.web.access import members
from longtable.web.editing import VersionedForm, whole_number
from longtable.web.requests import Request


class RuleForm(VersionedForm):
    """The rule by which the first version is adopted."""

    method = forms.ChoiceField(
        label=gettext_lazy("How it is adopted"), choices=WAYS, widget=forms.RadioSelect
    )
    answered = forms.IntegerField(
        label=gettext_lazy("Of all who are asked, this share has to answer, in percent"),
        min_value=0,
        max_value=100,
    )
    sign = forms.IntegerField(
        label=gettext_lazy("This share has to sign, in percent (for a majority)"),
        min_value=50,
        max_value=100,
    )
    residents = forms.IntegerField(
        label=gettext_lazy("Of the resident seats, this share has to sign, in percent"),
        min_value=0,
        max_value=100,
    )


class OpenForm(forms.Form):
    """With what a version is opened."""

    closes = forms.DateField(
        label=gettext_lazy("Sign until"), widget=forms.DateInput(attrs={"type": "date"})
    )
    what_changed = forms.CharField(
        label=gettext_lazy("What changed, and why"), required=False, widget=forms.Textarea
    )
    learned = forms.CharField(
        label=gettext_lazy("What was learned since the last version"),
        required=False,
        widget=forms.Textarea,
    )


@members(Role.FACILITATOR)
def rule(request: Request, initiative: str) -> HttpResponse:
    """Choose the rule of the first version, before anybody can sign it."""
    row = request.room.initiative
    terms = queries.draft_terms(row)
    form = RuleForm(request.POST or None, initial=_saved(terms))

    def save() -> None:
        seen = form.cleaned_data["version"]
        actions.choose_rule(row, queries.Rule(**form.changes()), version=seen, by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, queries.Rule(**form.changes()).sentence())
        return redirect("agenda:draft", row.slug)
    back = reverse("agenda:draft", args=[row.slug])
    lead = _("Choose it together, before anyone knows who will sign. It stands in one sentence.")
    page = FormPage(_("How is the first version adopted?"), lead, _("Choose this rule"), back)
    return show_attempt(request, page, tried)


@members(Role.FACILITATOR)
def open_(request: Request, initiative: str) -> HttpResponse:
    """Open a version for signing."""
    row, today = request.room.initiative, timezone.localdate()
    form = OpenForm(request.POST or None)

    def save() -> None:
        act = {"now": timezone.now(), "today": today, "by": request.user}
        actions.open_version(row, actions.Opening(**form.cleaned_data), **act)

    if did(form, save):
        messages.success(request, _("The version is frozen and up for signing."))
        number = queries.versions_of(row).latest("number").number
        return redirect("agenda:version", row.slug, number)
    chosen = queries.rule_for(row, on=today)
    lead = chosen.sentence() if chosen else _("First choose the rule by which it is adopted.")
    gaps = ", ".join(one.title for one in queries.with_gaps(row))
    if gaps:
        lead += " " + _("Gaps in [brackets] are still to be filled in: %(gaps)s.") % {"gaps": gaps}
    back = reverse("agenda:draft", args=[row.slug])
    page = FormPage(_("Open a version for signing"), lead, _("Freeze the text and open it"), back)
    return show_form(request, page, form)


@members(Role.FACILITATOR)
@require_POST
def put_in_force(request: Request, initiative: str, number: int) -> HttpResponse:
    """Put an adopted version in force from a day on."""
    row = version_or_404(request, number)
    try:
        since = parse_date(request.POST.get("since", "")) or timezone.localdate()
    except ValueError:
        since = timezone.localdate()
    seen = whole_number(request.POST.get("version", ""))
    said = {"row_version": seen, "now": timezone.now(), "by": request.user}
    try:
        actions.put_in_force(row, since=since, **said)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is in force."))
    return redirect("agenda:version", request.room.initiative.slug, number)


@members(Role.FACILITATOR)
@require_POST
def give_up(request: Request, initiative: str, number: int) -> HttpResponse:
    """End the signing of a version that is not adopted."""
    row = version_or_404(request, number)
    seen = whole_number(request.POST.get("version", ""))
    try:
        actions.give_up_version(row, row_version=seen, now=timezone.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The signing has ended. Every word on it is kept."))
    return redirect("agenda:version", request.room.initiative.slug, number)


def _saved(row: object) -> dict[str, object]:
    chosen = queries.Rule.of(getattr(row, "adoption", {}))
    return {**chosen.kept(), "version": getattr(row, "version", 1)}
