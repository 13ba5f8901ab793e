"""My own details: what I am called, my language, how I sign in."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.accounts import actions
from longtable.accounts import queries as people
from longtable.initiative import queries
from longtable.initiative.models import Membership
from longtable.record.editing import attempt
from longtable.web.access import signed_in
from longtable.web.editing import Difference, VersionedForm
from longtable.web.requests import Request


class MeForm(VersionedForm):
    """What a person may change of themselves."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=300)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of mail to you"), choices=settings.LANGUAGES
    )


@dataclass(frozen=True, slots=True)
class MePage:
    """Somebody's own account."""

    email: str
    memberships: list[Membership]
    second_factor: bool
    has_password: bool
    is_administrator: bool
    conflict: list[Difference]


@signed_in
def me(request: Request) -> HttpResponse:
    """Show and save my own details."""
    person = request.user
    form = MeForm(request.POST or None, initial=_saved(person))

    def save() -> None:
        actions.change_person(person, **form.cleaned_data, by=person)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("today:me")
    page = MePage(
        email=person.email,
        memberships=list(queries.memberships_of(person)),
        second_factor=people.has_second_factor(person),
        has_password=person.has_usable_password(),
        is_administrator=person.is_administrator,
        conflict=tried.conflict,
    )
    shown = {"page": page, "form": tried.form}
    return render(request, "today/me.html", shown, status=tried.status)


def _saved(person: Any) -> dict[str, Any]:
    return {name: getattr(person, name) for name in ("name", "language", "version")}
