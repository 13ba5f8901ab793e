"""New here? What was agreed, the words, my role, our promises, the next meetings, whom to call."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.communication import queries
from longtable.communication.queries import Welcome
from longtable.initiative import actions
from longtable.initiative.models import Initiative, Membership
from longtable.places.today.words import WORDS
from longtable.record.editing import attempt
from longtable.web.access import members
from longtable.web.editing import Difference, VersionedForm
from longtable.web.requests import Request


class ReachForm(VersionedForm):
    """How the others reach somebody, in their own words; empty, nobody sees anything."""

    reach = forms.CharField(
        label=gettext_lazy("How the others of this initiative reach you"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "For example: 555 0100, weekdays after four. All members can read it, and it goes into"
            " handover packs. Leave it empty and nobody sees anything."
        ),
    )


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """What a newcomer needs, and whether they are done with this page."""

    initiative: Initiative
    welcome: Welcome
    words: tuple[tuple[Any, Any], ...]
    reach: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class ReachPage:
    """How somebody is reached, and what was saved meanwhile."""

    conflict: list[Difference]


@members()
def welcome(request: Request, initiative: str) -> HttpResponse:
    """Show a member what they need to begin. It can be opened again at any time."""
    membership = request.room.membership
    page = WelcomePage(
        initiative=request.room.initiative,
        welcome=queries.welcome_for(membership, now=timezone.now()),
        words=WORDS,
        reach=membership.reach,
        is_new=membership.welcomed is None,
    )
    return render(request, "today/welcome.html", {"page": page})


@members()
@require_POST
def welcomed(request: Request, initiative: str) -> HttpResponse:
    """Be done with it: Today does not show it any more."""
    membership = request.room.membership
    if membership.welcomed is None:
        actions.finish_welcome(membership, now=timezone.now(), by=request.user)
    return redirect("today:today", initiative)


@members()
def reach(request: Request, initiative: str) -> HttpResponse:
    """Say how the others reach me, or take it back."""
    membership = request.room.membership
    form = ReachForm(request.POST or None, initial=_saved(membership))

    def save() -> None:
        filled = form.cleaned_data
        actions.say_how_to_reach_me(
            membership, filled["reach"], version=filled["version"], by=request.user
        )

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("today:welcome", initiative)
    shown = {"page": ReachPage(tried.conflict), "form": tried.form}
    return render(request, "today/reach.html", shown, status=tried.status)


def _saved(membership: Membership) -> dict[str, Any]:
    return {"reach": membership.reach, "version": membership.version}
