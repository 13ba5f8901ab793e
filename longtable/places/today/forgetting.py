"""Have myself forgotten: what goes, what stays, and a word to confirm it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.accounts import actions
from longtable.accounts.sources import Leaving, found
from longtable.record.acting import Refusal
from longtable.web.access import signed_in
from longtable.web.requests import Request


class ForgetForm(forms.Form):
    """The own address, typed once more, so that nobody is forgotten by a slip."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address, to confirm"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._own = email

    def clean_email(self) -> str:
        """Return the address if it is the own one."""
        typed = str(self.cleaned_data["email"]).strip().lower()
        if typed != self._own:
            raise forms.ValidationError(_("This is not the address that you sign in with."))
        return typed


@dataclass(frozen=True, slots=True)
class ForgetPage:
    """What is there of a person."""

    email: str
    places: int


@signed_in
def forget(request: Request) -> HttpResponse:
    """Ask once, then take the person out of everything and sign them out."""
    person = request.user
    form = ForgetForm(request.POST or None, email=person.email)
    now = timezone.now()
    if form.is_valid():
        try:
            actions.forget_person(person, now=now, by=person)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            messages.success(request, _("You are forgotten here. Thank you for what you did."))
            return redirect("today:front")
    page = ForgetPage(person.email, sum(found(Leaving(person, now)).values()))
    return render(request, "today/forget.html", {"page": page, "form": form})
