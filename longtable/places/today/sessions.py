"""Where I am signed in: on which devices, and a way to sign out of each."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from longtable.accounts import actions, queries
from longtable.accounts.queries import SignedIn
from longtable.record.acting import Refusal
from longtable.web.access import signed_in
from longtable.web.editing import whole_number
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class SessionsPage:
    """Everywhere that somebody is signed in."""

    this: SignedIn | None
    others: list[SignedIn]


@signed_in
def sessions(request: Request) -> HttpResponse:
    """Show where I am signed in, and sign out of one other device or of all."""
    here = str(request.session.session_key)
    if request.method == "POST":
        only = whole_number(request.POST.get("only", ""))
        try:
            actions.sign_out_elsewhere(request.user, here=here, by=request.user, only=only)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Signed out there."))
        return redirect("today:sessions")
    places = queries.signed_in_places(request.user, here=here)
    page = SessionsPage(
        this=next((one for one in places if one.is_this), None),
        others=[one for one in places if not one.is_this],
    )
    return render(request, "today/sessions.html", {"page": page})
