"""Correct one thing of a list, take it in, discard it, take it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from longtable.initiative.models import Role
from longtable.places.settings.lists import desk
from longtable.places.settings.lists.desk_forms import form_for
from longtable.places.settings.lists.finding import back, find
from longtable.record.acting import Refusal, Stale
from longtable.record.editing import done
from longtable.tables import actions
from longtable.tables.models import Roster
from longtable.tables.queries import roster as rosters
from longtable.web.access import members
from longtable.web.desk import change_of
from longtable.web.requests import Request


@members(Role.FACILITATOR, private=True)
@require_POST
def correct(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Make one correction, from a form or from a button, and look at the whole list again."""
    roster = find(request, pk)
    if request.POST.get("change"):
        return _corrected(request, roster, *change_of(request.POST))
    said = request.POST
    form = form_for(roster.initiative, said, said, by=request.user, initial={})
    if form is None or not roster.is_open:
        raise Http404
    if not form.is_valid():
        return desk.show(request, roster, form=form, status=422)
    return _corrected(request, roster, form.change(), form.cleaned_data["version"])


@members(Role.FACILITATOR, private=True)
@require_POST
def take_in(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Do what the list says."""

    def do(roster: Roster, version: int) -> None:
        actions.take_in_roster(roster, version=version, now=timezone.now(), by=request.user)

    return _done(request, pk, do, said=_("The list is taken in."))


@members(Role.FACILITATOR, private=True)
@require_POST
def discard(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Throw the list away."""

    def do(roster: Roster, version: int) -> None:
        actions.discard_roster(roster, version=version, by=request.user)

    return _done(request, pk, do, said=_("The list is discarded. Nobody was invited or seated."))


@members(Role.FACILITATOR, private=True)
@require_POST
def undo(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Take back what came of the list."""

    def do(roster: Roster, version: int) -> None:
        now, today = timezone.now(), timezone.localdate()
        actions.undo_roster(roster, version=version, now=now, today=today, by=request.user)

    return _done(request, pk, do, said=_("The list is taken back, as far as nothing hangs on it."))


def _corrected(
    request: Request, roster: Roster, change: dict[str, Any], version: int
) -> HttpResponse:
    try:
        actions.correct_roster(roster, change, version=version, by=request.user)
    except Stale as stale:
        theirs = find(request, stale.theirs.pk)
        return desk.show(request, theirs, conflict=change, status=409)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        _say(request, roster)
    return redirect(back(roster))


def _say(request: Request, roster: Roster) -> None:
    plan = rosters.roster_plan(roster, by=request.user, now=timezone.now())
    left = len(plan.blocking)
    if not left:
        messages.success(request, _("Corrected. Nothing stands in the way any more."))
        return
    said = ngettext(
        "Corrected. %(left)s thing still needs you.",
        "Corrected. %(left)s things still need you.",
        left,
    )
    messages.success(request, said % {"left": left})


def _done(
    request: Request, pk: int, do: Callable[[Roster, int], Any], *, said: str
) -> HttpResponse:
    roster = find(request, pk)

    def tell(version: int) -> str:
        do(roster, version)
        return said

    done(request, tell)
    return redirect("settings:list", roster.initiative.slug, pk)
