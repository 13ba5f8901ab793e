"""Who is in the initiative: invite, change a role, remove."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.communication import queries as mail
from longtable.initiative import actions, queries
from longtable.initiative.models import (
    PARTNER_ROLES,
    Initiative,
    Invitation,
    Membership,
    Organization,
    Role,
)
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.web.access import members
from longtable.web.editing import Difference, VersionedForm
from longtable.web.requests import Request

_ROLES = (Role.FACILITATOR, Role.DATA_LEAD, Role.PARTNER_STEWARD)
_MAY_REMOVE = (Role.FACILITATOR, Role.PARTNER_STEWARD)


class RoleForm(forms.Form):
    """A role, and the organization that somebody speaks for."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    organization = forms.ModelChoiceField(
        label=gettext_lazy("Organization"),
        queryset=Organization.objects.none(),
        required=False,
        help_text=gettext_lazy("Partners and funders speak for one."),
    )

    def __init__(
        self, *args: Any, organizations: Any, roles: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["organization"].queryset = organizations
        fields["role"].choices = roles

    def clean(self) -> dict[str, Any]:
        """Ask for the organization where the role needs one."""
        filled = super().clean() or {}
        if filled.get("role") in PARTNER_ROLES and not filled.get("organization"):
            self.add_error(
                "organization", _("Choose the organization that this person speaks for.")
            )
        return filled


class ChangeRoleForm(VersionedForm, RoleForm):
    """The same, for somebody who is there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {name: kwargs[name] for name in ("organizations", "roles")}


class InviteForm(RoleForm):
    """Whom to invite."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=300, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the invitation"), choices=settings.LANGUAGES
    )
    field_order = ["email", "name", "role", "organization", "language"]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody who is in the initiative, and who was invited."""

    initiative: Initiative
    people: list[Membership]
    invitations: list[Invitation]
    is_facilitator: bool
    may_remove: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One member of the initiative, and what two editors chose differently."""

    membership: Membership
    conflict: list[Difference]


@members(*_ROLES, private=True)
def people(request: Request, initiative: str) -> HttpResponse:
    """List the people, and invite another one."""
    room = request.room
    form = InviteForm(request.POST or None, **_choices(room), initial={"language": get_language()})
    if form.is_valid():
        now = timezone.now()
        invitee = actions.Invitee(**form.cleaned_data)
        try:
            actions.invite(room.initiative, invitee, now=now, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _("%(email)s is invited. The mail is on its way.")
            if not mail.has_mail_server():
                told = _(
                    "%(email)s is invited. The mail waits until a mail server is set: see “Mail”."
                )
            messages.success(request, told % {"email": invitee.email})
            return redirect("settings:people", room.initiative.slug)
    page = PeoplePage(
        initiative=room.initiative,
        people=list(_visible_people(room)),
        invitations=list(_visible_invitations(room)),
        is_facilitator=room.role == Role.FACILITATOR,
        may_remove=room.role in _MAY_REMOVE,
    )
    return render(request, "settings/people.html", {"page": page, "form": form})


@members(Role.FACILITATOR, private=True)
def person(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Change somebody's role or organization."""
    room = request.room
    membership = get_object_or_404(queries.people_in(room.initiative), pk=pk)
    initial = _saved(membership) | {"organization": membership.organization_id}
    form = ChangeRoleForm(request.POST or None, **_choices(room), initial=initial)

    def save() -> None:
        actions.change_role(membership, **form.cleaned_data, by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("settings:people", room.initiative.slug)
    shown = {"page": PersonPage(membership=membership, conflict=tried.conflict), "form": tried.form}
    return render(request, "settings/person.html", shown, status=tried.status)


@members(*_MAY_REMOVE, private=True)
@require_POST
def remove(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Remove, from the next click on."""
    room = request.room
    membership = get_object_or_404(_visible_people(room), pk=pk)
    try:
        actions.end_membership(membership, now=timezone.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        told = _("%(name)s was removed, from the next click on.")
        messages.success(request, told % {"name": membership.person})
    return redirect("settings:people", room.initiative.slug)


@members(*_MAY_REMOVE, private=True)
@require_POST
def withdraw(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    room = request.room
    invitation = get_object_or_404(_visible_invitations(room), pk=pk)
    try:
        actions.withdraw_invitation(invitation, now=timezone.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("settings:people", room.initiative.slug)


def _choices(room: queries.Room) -> dict[str, Any]:
    """Return what this person may choose: stewards invite members of their own organization."""
    organizations = queries.organizations_in(room.initiative)
    if room.role == Role.PARTNER_STEWARD and room.membership:
        own = organizations.filter(pk=room.membership.organization_id or 0)
        return {
            "organizations": own,
            "roles": [(Role.PARTNER_MEMBER.value, str(Role.PARTNER_MEMBER.label))],
        }
    return {"organizations": organizations, "roles": list(Role.choices)}


def _saved(membership: Any) -> dict[str, Any]:
    return {name: getattr(membership, name) for name in ("role", "organization", "version")}


def _visible_people(room: queries.Room) -> Any:
    everybody = queries.people_in(room.initiative)
    if room.is_backbone or room.membership is None:
        return everybody
    return everybody.filter(organization_id=room.membership.organization_id or 0)


def _visible_invitations(room: queries.Room) -> Any:
    waiting = queries.open_invitations(room.initiative, now=timezone.now())
    if room.is_backbone or room.membership is None:
        return waiting
    return waiting.filter(organization_id=room.membership.organization_id or 0)
