"""Which mail I want, and when it leaves me in peace."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.communication import actions, queries
from longtable.communication.models import MailChoice, installation_zone
from longtable.initiative.models import Initiative
from longtable.record.editing import attempt
from longtable.web.access import members
from longtable.web.editing import Difference, VersionedForm
from longtable.web.requests import Request
from longtable.web.zones import zone_choices


def _zones() -> list[tuple[str, str]]:
    return zone_choices([installation_zone()])


def _time(label: Any, **said: Any) -> forms.TimeField:
    clock = forms.TimeInput({"type": "time"}, "%H:%M")
    return forms.TimeField(label=label, required=False, widget=clock, **said)


class MailForm(VersionedForm):
    """What somebody wants by mail from one initiative."""

    what = forms.ChoiceField(
        label=gettext_lazy("What you want by mail"),
        choices=MailChoice.What.choices,
        widget=forms.RadioSelect,
    )
    quiet_from = _time(gettext_lazy("No mail from"))
    quiet_until = _time(
        gettext_lazy("until"),
        help_text=gettext_lazy("What is written meanwhile comes afterwards."),
    )
    zone = forms.ChoiceField(label=gettext_lazy("Your time zone"), choices=_zones)

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of the quiet hours, or for none."""
        filled: dict[str, Any] = super().clean() or {}
        if (filled.get("quiet_from") is None) != (filled.get("quiet_until") is None):
            self.add_error("quiet_until", _("Give both times, or leave both empty."))
        return filled


@dataclass(frozen=True, slots=True)
class MailPage:
    """The mail of one person from one initiative."""

    initiative: Initiative
    email: str
    conflict: list[Difference]


@members()
def mail(request: Request, initiative: str) -> HttpResponse:
    """Show and save which mail I want."""
    here, person = request.room.initiative, request.user
    form = MailForm(request.POST or None, initial=_saved(queries.mail_choice(person, here)))

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.choose_mail(here, form.changes(), version=version, by=person)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("today:mail", here.slug)
    page = MailPage(initiative=here, email=person.email, conflict=tried.conflict)
    shown = {"page": page, "form": tried.form}
    return render(request, "today/mail.html", shown, status=tried.status)


def _saved(row: Any) -> dict[str, Any]:
    fields = ("what", "quiet_from", "quiet_until", "zone", "version")
    return {name: getattr(row, name) for name in fields}
