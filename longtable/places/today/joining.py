"""Come in: by an invitation, or as the first administrator by the set-up link."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.accounts import actions as accounts
from longtable.accounts import queries as people
from longtable.initiative import actions
from longtable.initiative import queries as initiative
from longtable.initiative.models import Invitation, Membership
from longtable.record.acting import Refusal
from longtable.web.access import public
from longtable.web.requests import Request

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class NewPersonForm(forms.Form):
    """What somebody says of themselves when they come in for the first time."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        help_text=gettext_lazy(
            "At least 12 characters. You may leave it out: you then sign in by a code by e-mail."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str | None:
        """Refuse a password that is easy to guess."""
        password = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password or None


class FirstPersonForm(NewPersonForm):
    """The first administrator chooses an address and a password: there is no mail yet."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ["name", "email", "password"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].required = True
        self.fields["password"].help_text = _("At least 12 characters.")


@public
def first(request: Request, code: str) -> HttpResponse:
    """Make the first administrator; without an open offer there is nothing here."""
    offer = people.offer_for(code)
    if offer is None:
        raise Http404
    form = FirstPersonForm(request.POST or None)
    if form.is_valid():
        try:
            person = accounts.become_first_administrator(offer, **form.cleaned_data, by=offer)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            login(request, person, backend=_BACKEND)
            return redirect("today:start")
    return render(request, "today/first.html", {"form": form})


@public
def join(request: Request, code: str) -> HttpResponse:
    """Answer an invitation: sign in first if the address is known, else say one's name."""
    now = timezone.now()
    invitation = initiative.invitation_for(code, now=now)
    if invitation is None:
        raise Http404
    known = people.person_with(invitation.email)
    if known is None:
        return _join_as_new(request, invitation)
    if request.user != known:
        return render(request, "today/join_sign_in.html", {"page": invitation})
    if request.method == "POST":
        return _welcome(request, actions.answer_invitation(invitation, now=now, by=known))
    return render(request, "today/join.html", {"page": invitation, "form": None})


def _join_as_new(request: Request, invitation: Invitation) -> HttpResponse:
    form = NewPersonForm(request.POST or None, initial={"name": invitation.name})
    if not form.is_valid():
        return render(request, "today/join.html", {"page": invitation, "form": form})
    now = timezone.now()
    membership = actions.come_in(invitation, **form.cleaned_data, now=now, by=invitation)
    login(request, membership.person, backend=_BACKEND)
    return _welcome(request, membership)


def _welcome(request: Request, membership: Membership) -> HttpResponse:
    name = membership.initiative
    messages.success(request, _("Welcome to %(initiative)s.") % {"initiative": name})
    return redirect("today:today", membership.initiative.slug)
