"""The yearly account of those who lead: written beside the year's promises, then published."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.accountability import actions, queries
from longtable.accountability.models import YearlyAccount
from longtable.initiative.models import Initiative, Organization
from longtable.places.accountability.finding import promises_or_404
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.tables.models import Table
from longtable.web.access import members, public
from longtable.web.editing import Difference, VersionedForm, whole_number
from longtable.web.requests import Request


class AccountForm(VersionedForm):
    """What those who lead say of their own year; version 0 stands for nothing written yet."""

    text = forms.CharField(
        label=gettext_lazy("What we did, what we did not, and what we change"),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=20_000,
    )


@dataclass(frozen=True, slots=True)
class Leading:
    """Who leads, the key in the address, and whether this person writes for them."""

    owner: Organization | Table
    key: str
    years: list[int]


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """What was published, and what this person may still write."""

    initiative: Initiative
    accounts: list[YearlyAccount]
    writing: list[Leading]


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One year of those who lead: the promises of the year, and what they say of it."""

    initiative: Initiative
    owner: Organization | Table
    key: str
    year: int
    counts: list[tuple[str, int]]
    marks: list[queries.Mark]
    account: YearlyAccount | None
    conflict: list[Difference]


@public
def accounts(request: Request, initiative: str) -> HttpResponse:
    """Show the published accounts, and to those who lead the years they can write of."""
    promises_or_404(request)
    here = request.room.initiative
    year = timezone.localdate().year
    page = AccountsPage(
        initiative=here,
        accounts=list(queries.published_accounts(here)),
        writing=[
            Leading(owner, _key(owner), [year, year - 1])
            for owner in queries.leading_owners(here)
            if request.user.is_authenticated and queries.writes_account(request.user, owner)
        ],
    )
    return render(request, "accountability/accounts.html", {"page": page})


@members()
def account(request: Request, initiative: str, owner: str, year: int) -> HttpResponse:
    """Write of one's own year, with the promises of that year in sight."""
    found = _owner_or_404(request, owner, year)
    row = queries.account_of(found, year)
    form = AccountForm(request.POST or None, initial=_saved(row))

    def save() -> None:
        filled = form.cleaned_data
        said = {"year": year, "text": filled["text"], "version": filled["version"]}
        actions.write_account(found, **said, by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved. It is seen by others once it is published."))
        return redirect("accountability:account", initiative, owner, year)
    today = timezone.localdate()
    marks = queries.year_of(found, year, today=today)
    page = AccountPage(
        initiative=request.room.initiative,
        owner=found,
        key=owner,
        year=year,
        counts=[
            (str(one.label), number)
            for one in queries.Standing
            if (number := sum(mark.standing == one for mark in marks))
        ],
        marks=marks,
        account=row,
        conflict=tried.conflict,
    )
    shown = {"page": page, "form": None if row and row.published else tried.form}
    return render(request, "accountability/account.html", shown, status=tried.status)


@members()
@require_POST
def publish(request: Request, initiative: str, owner: str, year: int) -> HttpResponse:
    """Publish an account: from then on it stays as it is."""
    found = _owner_or_404(request, owner, year)
    row = queries.account_of(found, year)
    if row is None:
        raise Http404
    version = whole_number(request.POST.get("version", ""))
    try:
        actions.publish_account(row, version=version, now=timezone.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("accountability:account", initiative, owner, year)
    messages.success(request, _("Published."))
    return redirect("accountability:accounts", initiative)


def _owner_or_404(request: Request, key: str, year: int) -> Organization | Table:
    """Return who leads, for those who write for them; a year that has not begun has no account."""
    here = request.room.initiative
    leading = {_key(owner): owner for owner in queries.leading_owners(here)}
    owner = leading.get(key)
    if owner is None or not queries.writes_account(request.user, owner):
        raise Http404
    if not 2000 <= year <= timezone.localdate().year:
        raise Http404
    return owner


def _key(owner: Organization | Table) -> str:
    return f"table-{owner.pk}" if isinstance(owner, Table) else f"organization-{owner.pk}"


def _saved(row: Any) -> dict[str, Any]:
    return {"text": row.text, "version": row.version} if row else {"version": 0}
