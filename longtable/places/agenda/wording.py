"""Write a clause: add it, change it, split it, merge it, look at it through the lens."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.agenda import actions, queries
from longtable.agenda.models import Clause, LensAnswer
from longtable.initiative.models import Role
from longtable.places.agenda.finding import (
    FormPage,
    clause_or_404,
    did,
    show_attempt,
    show_form,
)
from longtable.record.acting import Stale
from longtable.record.editing import attempt
from longtable.web.access import members
from longtable.web.editing import VersionedForm, whole_number
from longtable.web.requests import Request

KINDS = [("", gettext_lazy("No strategy")), *Clause.Strategy.choices]
TITLE = gettext_lazy("Title")
TEXT = gettext_lazy("Text")


class ClauseForm(forms.Form):
    """A new clause."""

    part = forms.ChoiceField(label=gettext_lazy("Part of the agenda"), choices=Clause.Part.choices)
    strategy = forms.ChoiceField(
        label=gettext_lazy("Kind of strategy"),
        choices=KINDS,
        required=False,
        help_text=gettext_lazy("For strategies only."),
    )
    title = forms.CharField(label=TITLE, max_length=200)
    text = forms.CharField(label=TEXT, widget=forms.Textarea)


class WordingForm(VersionedForm):
    """Another wording of a clause."""

    title = forms.CharField(label=TITLE, max_length=200)
    text = forms.CharField(label=TEXT, widget=forms.Textarea)


class StrategyWordingForm(WordingForm):
    """Another wording of a strategy, and its kind."""

    strategy = forms.ChoiceField(
        label=gettext_lazy("Kind of strategy"), choices=Clause.Strategy.choices
    )


class SplitForm(VersionedForm):
    """Two clauses for one."""

    title = forms.CharField(label=gettext_lazy("Title of the first"), max_length=200)
    text = forms.CharField(label=gettext_lazy("Text of the first"), widget=forms.Textarea)
    second_title = forms.CharField(label=gettext_lazy("Title of the second"), max_length=200)
    second_text = forms.CharField(label=gettext_lazy("Text of the second"), widget=forms.Textarea)


class MergeForm(VersionedForm):
    """One clause for two."""

    other = forms.ChoiceField(label=gettext_lazy("The other clause"))
    title = forms.CharField(label=TITLE, max_length=200)
    text = forms.CharField(label=TEXT, widget=forms.Textarea)

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.pk): one for one in others}
        choices = [(f"{one.pk}-{one.version}", one.title) for one in others]
        self.fields["other"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Keep the version of the other clause that was shown, also where it is no longer so."""
        said = super().clean() or self.cleaned_data
        chosen, _dash, version = self.data.get(self.add_prefix("other"), "").partition("-")
        if chosen in self.others:
            self.errors.pop("other", None)
            said["other"] = self.others[chosen]
            said["other_version"] = whole_number(version)
        return said


class LensForm(VersionedForm):
    """The questions of the equity lens."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in LensAnswer.Question:
            self.fields[question.value] = forms.CharField(
                label=question.label, required=False, widget=forms.Textarea
            )


@members(Role.FACILITATOR)
def add(request: Request, initiative: str) -> HttpResponse:
    """Add a clause."""
    row = request.room.initiative
    form = ClauseForm(request.POST or None, initial={"part": request.GET.get("part", "")})

    def save() -> None:
        written = actions.Written(**form.cleaned_data)
        actions.add_clause(row, written, now=timezone.now(), by=request.user)

    if did(form, save):
        messages.success(request, _("The clause stands in the draft."))
        return redirect("agenda:draft", row.slug)
    lead = _("One thing to agree on, in words that everyone understands.")
    back = reverse("agenda:draft", args=[row.slug])
    return show_form(request, FormPage(_("Add a clause"), lead, _("Add"), back), form)


@members(Role.FACILITATOR)
def change(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Write a clause anew; the wording before is kept."""
    row = clause_or_404(request, pk)
    kind = StrategyWordingForm if row.part == Clause.Part.STRATEGY else WordingForm
    form = kind(request.POST or None, initial=_saved(row))

    def save() -> None:
        seen = form.cleaned_data["version"]
        said = {"version": seen, "now": timezone.now(), "by": request.user}
        actions.change_clause(row, form.changes(), **said)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        return _saved_clause(request, row)
    lead = _("The wording before is kept, and can be read below the clause.")
    page = FormPage(_("Change “%(title)s”") % {"title": row.title}, lead, _("Save"), _back(row))
    return show_attempt(request, page, tried)


@members(Role.FACILITATOR)
def split(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Make two clauses of one."""
    row = clause_or_404(request, pk)
    form = SplitForm(request.POST or None, initial=_saved(row))

    def save() -> None:
        said = form.cleaned_data
        first, second = (said["title"], said["text"]), (said["second_title"], said["second_text"])
        act = {"version": said["version"], "now": timezone.now(), "by": request.user}
        actions.split_clause(row, first, second, **act)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Both say where they come from."))
        return redirect("agenda:draft", row.initiative.slug)
    lead = _("Both keep its lens and its links, and say where they come from.")
    page = FormPage(_("Split “%(title)s”") % {"title": row.title}, lead, _("Split"), _back(row))
    return show_attempt(request, page, tried)


@members(Role.FACILITATOR)
def merge(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Make one clause of two."""
    row = clause_or_404(request, pk)
    others = queries.clauses_of(row.initiative).filter(part=row.part).exclude(pk=row.pk)
    form = MergeForm(request.POST or None, initial=_saved(row), others=others)

    def save() -> None:
        said = form.cleaned_data
        versions = (said["version"], said["other_version"])
        wording = (said["title"], said["text"])
        act = {"versions": versions, "now": timezone.now(), "by": request.user}
        actions.merge_clauses(row, said["other"], wording, **act)

    try:
        if did(form, save):
            messages.success(request, _("The new clause names both as its origin."))
            return redirect("agenda:draft", row.initiative.slug)
    except Stale as stale:
        form = _over(stale.theirs, form, row)
    lead = _("Write one text for both. It names both as its origin.")
    page = FormPage(_("Merge “%(title)s”") % {"title": row.title}, lead, _("Merge"), _back(row))
    return show_form(request, page, form)


@members(Role.FACILITATOR)
def lens(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Answer the equity lens for a clause."""
    row = clause_or_404(request, pk)
    form = LensForm(request.POST or None, initial=_saved_lens(row))

    def save() -> None:
        seen = form.cleaned_data["version"]
        actions.answer_lens(row, form.changes(), version=seen, by=request.user)

    tried = attempt(form, save, saved=_saved_lens)
    if tried.is_saved:
        return _saved_clause(request, row)
    lead = _("These answers belong to the text, and are agreed to with it.")
    title = _("The equity lens for “%(title)s”") % {"title": row.title}
    return show_attempt(request, FormPage(title, lead, _("Save"), _back(row)), tried)


def _over(changed: Any, form: MergeForm, row: Clause) -> MergeForm:
    """Return the form as it was filled in, to be sent again over what somebody changed."""
    other = form.cleaned_data["other"]
    row.refresh_from_db()
    other.refresh_from_db()
    filled: Any = form.data
    filled = filled.copy()
    filled["version"], filled["other"] = str(row.version), f"{other.pk}-{other.version}"
    others = queries.clauses_of(row.initiative).filter(part=row.part).exclude(pk=row.pk)
    again = MergeForm(filled, others=others)
    again.is_valid()
    said = _("Somebody changed “%(title)s” meanwhile. It says now: %(text)s")
    again.add_error(None, said % {"title": changed.title, "text": changed.text})
    return again


def _saved(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("title", "text", "strategy", "version")}


def _saved_lens(row: Any) -> dict[str, Any]:
    return {**queries.lens_of(row), "version": row.version}


def _saved_clause(request: Request, row: Clause) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("agenda:clause", row.initiative.slug, row.pk)


def _back(row: Clause) -> str:
    return reverse("agenda:clause", args=[row.initiative.slug, row.pk])
