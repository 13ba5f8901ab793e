"""Approve, discard, withdraw."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.initiative.models import Role
from longtable.measures import actions
from longtable.measures import queries as measures
from longtable.measures.models import Release
from longtable.places.measures.releases.finding import indicator_or_404
from longtable.record.acting import Refusal, Stale
from longtable.web.access import members
from longtable.web.editing import whole_number
from longtable.web.requests import Request


class WithdrawForm(forms.Form):
    """Why a release is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody can read this. Do not repeat the numbers, and no names."),
    )


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """The release that somebody is about to withdraw."""

    release: Release


@members(Role.DATA_LEAD, Role.FACILITATOR, private=True)
@require_POST
def approve(request: Request, initiative: str, code: str) -> HttpResponse:
    """Make a prepared release public, as the second person."""
    release = _asked_for(request, code)
    try:
        actions.approve_release(
            release, version=_version(request), now=timezone.now(), by=request.user
        )
    except Stale:
        messages.error(request, _("Somebody has prepared this anew. Look at it once more."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is public now."))
        return redirect("measures:releases", initiative, code)
    return redirect("measures:release_check", initiative, code)


@members(Role.DATA_LEAD, Role.FACILITATOR, private=True)
@require_POST
def discard(request: Request, initiative: str, code: str) -> HttpResponse:
    """Throw a prepared release away."""
    release = _asked_for(request, code)
    try:
        actions.discard_release(release, version=_version(request), by=request.user)
    except Stale:
        messages.error(request, _("Somebody has prepared this anew. Look at it once more."))
        return redirect("measures:release_check", initiative, code)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It was discarded. Nothing of it was public."))
    return redirect("measures:releases", initiative, code)


@members(Role.DATA_LEAD, Role.FACILITATOR, private=True)
def withdraw(request: Request, initiative: str, code: str, number: int) -> HttpResponse:
    """Withdraw a public release at once; this page asks for the reason, and confirms."""
    release = measures.release_at(indicator_or_404(request, code), number)
    if release is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw_release(
                release, **form.cleaned_data, now=timezone.now(), by=request.user
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It was withdrawn. Nobody sees its numbers any more."))
            return redirect("measures:releases", initiative, code)
    page = WithdrawPage(release=release)
    return render(request, "measures/releases/withdraw.html", {"page": page, "form": form})


def _asked_for(request: Request, code: str) -> Release:
    """Return the very release that the page showed, also when it no longer waits."""
    indicator = indicator_or_404(request, code)
    asked = whole_number(request.POST.get("release", ""))
    release = indicator.releases.filter(pk=asked).first()
    if release is None:
        raise Http404
    return release


def _version(request: Request) -> int:
    return whole_number(request.POST.get("version", ""))
