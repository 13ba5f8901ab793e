"""End the mail without signing in, by the signed link that stands in each letter."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from longtable.communication import actions, queries
from longtable.communication.models import MailChoice
from longtable.initiative.models import Initiative, Membership
from longtable.web.access import public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class StopPage:
    """One button; once it is pressed, that it is done."""

    initiative: Initiative
    is_stopped: bool


@public
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, initiative: str, code: str) -> HttpResponse:
    """Show one button, and end the mail when it is pressed."""
    membership = _found(request, code)
    if request.method == "POST":
        actions.stop_mail(membership.initiative, by=membership.person)
        return redirect("today:stop", membership.initiative.slug, code)
    choice = queries.mail_choice(membership.person, membership.initiative)
    is_stopped = choice.what == MailChoice.What.NOTHING
    page = StopPage(initiative=membership.initiative, is_stopped=is_stopped)
    return render(request, "today/stop.html", {"page": page})


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def at_once(request: Request, initiative: str, code: str) -> HttpResponse:
    """End the mail for a mail program, which sends no token (RFC 8058); show people the button.

    The signed code is what lets it through: whoever has it may do this and nothing else.
    """
    membership = _found(request, code)
    if request.method != "POST":
        return redirect("today:stop", membership.initiative.slug, code)
    actions.stop_mail(membership.initiative, by=membership.person)
    return HttpResponse(status=204)


def _found(request: Request, code: str) -> Membership:
    membership = queries.unsubscribing(code, request.room.initiative)
    if membership is None:
        raise Http404
    return membership
