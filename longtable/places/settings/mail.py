"""Whether mail goes out, and how."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.communication import actions, queries
from longtable.initiative.models import Role
from longtable.record.acting import Stale
from longtable.record.models import Letter, MailServer
from longtable.web.access import members
from longtable.web.editing import Difference, differences, for_version
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class MailPage:
    """How mail stands."""

    counts: queries.MailCounts
    trouble: list[Letter]
    has_server: bool
    is_administrator: bool
    readable: list[queries.ReadableLetter]


@dataclass(frozen=True, slots=True)
class ServerPage:
    """The mail server, and what two editors wrote differently."""

    conflict: list[Difference]


class ServerForm(forms.Form):
    """A mail server, as its operator describes it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    host = forms.CharField(label=gettext_lazy("Mail server"), help_text="smtp.example.org")
    port = forms.IntegerField(label=gettext_lazy("Port"), min_value=1, max_value=65535, initial=587)
    security = forms.ChoiceField(
        label=gettext_lazy("Security"),
        choices=[("starttls", "STARTTLS"), ("tls", "TLS"), ("none", gettext_lazy("None"))],
    )
    username = forms.CharField(label=gettext_lazy("User name"), required=False)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Leave it empty to keep the one there is. It is stored encrypted."),
    )
    sender = forms.EmailField(label=gettext_lazy("Sender's address"))


@members(Role.FACILITATOR, private=True)
def mail(request: Request, initiative: str) -> HttpResponse:
    """Show how mail stands, and offer a test."""
    room = request.room
    page = MailPage(
        counts=queries.mail_counts(room.initiative),
        trouble=list(queries.letters_in_trouble(room.initiative)[:20]),
        has_server=queries.has_mail_server(),
        is_administrator=request.user.is_administrator,
        readable=queries.readable_letters(room.initiative),
    )
    return render(request, "settings/mail.html", {"page": page})


@members(Role.FACILITATOR, private=True)
@require_POST
def test(request: Request, initiative: str) -> HttpResponse:
    """Send a test mail to oneself."""
    room = request.room
    letter = actions.send_test_mail(room.initiative, by=request.user)
    told = _("A test mail to %(to)s is on its way. Look into your inbox in a minute.")
    messages.info(request, told % {"to": letter.to})
    return redirect("settings:mail", room.initiative.slug)


@members(Role.FACILITATOR, private=True)
def server(request: Request, initiative: str) -> HttpResponse:
    """Set the mail server of the whole installation; administrators only."""
    if not request.user.is_administrator:
        raise Http404
    kept = queries.kept_mail_server()
    form: forms.Form = ServerForm(request.POST or None, initial=_initial(kept))
    conflict: list[Difference] = []
    if form.is_valid():
        try:
            _save(form, request)
        except Stale as stale:
            now = _initial(stale.theirs)
            conflict = differences(form, now)
            if form.cleaned_data["password"]:
                there, typed = _("Saved, and not shown"), _("Typed, and not shown: type it again")
                conflict.append(Difference(_("Password"), there, typed))
            form = for_version(form, now["version"])
        else:
            messages.success(request, _("Saved. Now send yourself a test mail."))
            return redirect("settings:mail", initiative)
    page = ServerPage(conflict=conflict)
    status = 409 if conflict else 200
    return render(request, "settings/mail_server.html", {"page": page, "form": form}, status=status)


def _save(form: forms.Form, request: Request) -> None:
    filled = dict(form.cleaned_data)
    password, version = filled.pop("password"), filled.pop("version")
    actions.set_mail_server(
        MailServer(**filled), password=password or None, version=version, by=request.user
    )


def _initial(kept: Any) -> dict[str, Any]:
    if kept is None:
        return {"port": 587}
    names = ("host", "port", "security", "username", "sender", "version")
    return {name: getattr(kept, name) for name in names}
