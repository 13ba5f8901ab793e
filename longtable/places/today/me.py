"""My own details: what I am called, my language, how I sign in."""

from dataclasses import dataclass

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
from longtable.record.acting import Stale
from longtable.web.access import signed_in
from longtable.web.editing import Difference, VersionedForm, differences, for_version
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
    initial = {"name": person.name, "language": person.language, "version": person.version}
    form: forms.Form = MeForm(request.POST or None, initial=initial)
    conflict: list[Difference] = []
    if form.is_valid():
        try:
            actions.change_person(person, **form.cleaned_data, by=person)
        except Stale as stale:
            theirs = {"name": stale.theirs.name, "language": stale.theirs.language}  # type: ignore[attr-defined]
            conflict = differences(form, theirs)
            form = for_version(form, stale.theirs.version)  # type: ignore[attr-defined]
        else:
            messages.success(request, _("Saved."))
            return redirect("today:me")
    page = MePage(
        email=person.email,
        memberships=list(queries.memberships_of(person)),
        second_factor=people.has_second_factor(person),
        has_password=person.has_usable_password(),
        is_administrator=person.is_administrator,
        conflict=conflict,
    )
    status = 409 if conflict else 200
    return render(request, "today/me.html", {"page": page, "form": form}, status=status)
