"""One clause: what is suggested for it, what is said of it, and where it came from."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.agenda import actions, queries
from longtable.agenda.models import Clause, Comment, LensAnswer, Lineage, Suggestion, Wording
from longtable.initiative.models import Initiative, Role
from longtable.places.agenda.finding import clause_or_404, did, found_or_404, writes
from longtable.record.acting import Refusal
from longtable.web.access import members
from longtable.web.editing import free_text, whole_number
from longtable.web.requests import Request


class SuggestForm(forms.Form):
    """Other words for a clause."""

    prefix = "suggest"
    text = forms.CharField(label=gettext_lazy("How it should read"), widget=forms.Textarea)
    reason = forms.CharField(label=gettext_lazy("Why"), required=False)


class CommentForm(forms.Form):
    """What somebody says of a clause."""

    prefix = "comment"
    text = forms.CharField(label=gettext_lazy("Comment"), widget=forms.Textarea)


@dataclass(frozen=True, slots=True)
class Compared:
    """A suggestion, and how it differs from the clause as it reads now."""

    suggestion: Suggestion
    pieces: list[queries.Piece]


@dataclass(frozen=True, slots=True)
class ClausePage:
    """A clause with all that was said of it."""

    initiative: Initiative
    clause: Clause
    suggestions: list[Compared]
    answered: list[Suggestion]
    comments: list[Comment]
    wordings: list[Wording]
    origins: list[Lineage]
    successors: list[Lineage]
    lens: list[tuple[str, str]]
    writes: bool


@members()
def clause(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Show a clause; members suggest other words, and comment."""
    room = request.room
    row = found_or_404(queries.clause_at(room.initiative, pk))
    suggesting, commenting = "suggest-text" in request.POST, "comment-text" in request.POST
    first = {"text": row.text}
    suggest = SuggestForm(request.POST if suggesting else None, initial=first)
    say = CommentForm(request.POST if commenting else None)
    act = {"now": timezone.now(), "by": request.user}
    if suggesting and did(suggest, lambda: actions.suggest(row, **suggest.cleaned_data, **act)):
        messages.success(request, _("Your suggestion stands beside the clause."))
        return redirect("agenda:clause", room.initiative.slug, row.pk)
    if commenting and did(say, lambda: actions.comment(row, **say.cleaned_data, **act)):
        messages.success(request, _("Your comment stands below the clause."))
        return redirect("agenda:clause", room.initiative.slug, row.pk)
    page = _page(request, row)
    return render(
        request,
        "agenda/clause.html",
        {"page": page, "form": suggest, "comment_form": say},
    )


@members(Role.FACILITATOR)
@require_POST
def take_up(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Let the clause read as it was suggested."""
    one = found_or_404(queries.suggestion_at(request.room.initiative, pk))
    seen = {
        "version": whole_number(request.POST.get("version", "")),
        "clause_version": whole_number(request.POST.get("clause_version", "")),
    }
    answer = free_text(request.POST.get("answer", ""))
    said = {"answer": answer, **seen, "now": timezone.now(), "by": request.user}
    return _done(request, one.clause, lambda: actions.take_up(one, **said), _("It is taken up."))


@members(Role.FACILITATOR)
@require_POST
def decline(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Leave the clause as it is, with an answer."""
    one = found_or_404(queries.suggestion_at(request.room.initiative, pk))
    said = {
        "answer": free_text(request.POST.get("answer", "")),
        "version": whole_number(request.POST.get("version", "")),
        "now": timezone.now(),
        "by": request.user,
    }
    done = _("Your answer stands beside the suggestion.")
    return _done(request, one.clause, lambda: actions.decline_suggestion(one, **said), done)


@members(Role.FACILITATOR)
@require_POST
def move(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Move a clause up or down in its part."""
    row = clause_or_404(request, pk)
    seen = whole_number(request.POST.get("version", ""))
    up = request.POST.get("to") == "up"
    try:
        actions.move_clause(row, up=up, version=seen, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("agenda:draft", request.room.initiative.slug)


@members(Role.FACILITATOR)
@require_POST
def retire(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Take a clause out of the draft."""
    row = clause_or_404(request, pk)
    seen = whole_number(request.POST.get("version", ""))
    said = {"version": seen, "now": timezone.now(), "by": request.user}
    done = _("The clause is out of the draft. Its wordings stay.")
    return _done(request, row, lambda: actions.retire_clause(row, **said), done)


def _done(request: Request, row: Clause, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("agenda:clause", request.room.initiative.slug, row.pk)


def _page(request: Request, row: Clause) -> ClausePage:
    suggestions = list(queries.suggestions_for(row))
    open_ones = [one for one in suggestions if one.state == Suggestion.State.OPEN]
    lens = queries.lens_of(row)
    return ClausePage(
        initiative=request.room.initiative,
        clause=row,
        suggestions=[Compared(one, queries.compare(row.text, one.text)) for one in open_ones],
        answered=[one for one in suggestions if one.state != Suggestion.State.OPEN],
        comments=list(row.comments.select_related("by").order_by("at")),
        wordings=list(row.wordings.select_related("by").order_by("-at", "-pk")),
        origins=list(row.origins.select_related("came_from")),
        successors=list(row.successors.select_related("clause")),
        lens=[(str(q.label), lens[q]) for q in LensAnswer.Question]
        if row.part in queries.UNDER_THE_LENS
        else [],
        writes=writes(request) and not row.retired,
    )
