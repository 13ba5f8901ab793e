"""One role: its card, who holds it, who stands in, and when it goes to the next."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.initiative import queries as initiatives
from longtable.places.tables.roles.finding import post_or_404
from longtable.record.editing import attempt
from longtable.tables import actions, queries
from longtable.tables.models import RoleCard
from longtable.tables.queries import Filled, Post
from longtable.web.access import members
from longtable.web.editing import Difference, VersionedForm
from longtable.web.requests import Request


def _long(label: Any, help_text: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=help_text, widget=area, required=False, max_length=5000
    )


class CardForm(VersionedForm):
    """What stands on a role card; version 0 stands for a card that is not there yet."""

    expectation = _long(
        gettext_lazy("What is expected"),
        gettext_lazy("For example: comes prepared, asks those it speaks for before a decision."),
    )
    decides = _long(
        gettext_lazy("What this role decides"),
        gettext_lazy("Alone, with others, and what it has to bring to the table."),
    )
    access = _long(
        gettext_lazy("What this role may see and use"),
        gettext_lazy("Data, money, keys, rooms, lists."),
    )
    term = forms.CharField(
        label=gettext_lazy("For how long"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example: two years, once more if the table agrees."),
    )
    accountable_to = _long(
        gettext_lazy("Accountable to whom"),
        gettext_lazy("Who may ask how it went, and how often they are told."),
    )
    success = _long(
        gettext_lazy("How success is judged"),
        gettext_lazy("What one would see after a year, and who says so."),
    )
    deputy = forms.ChoiceField(label=gettext_lazy("Deputy"), required=False)
    hand_over_on = forms.DateField(
        label=gettext_lazy("Hand-over date"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("Sixty days before, Today reminds you if nobody follows yet."),
    )
    successor = forms.CharField(
        label=gettext_lazy("Who follows"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("A name, once somebody has said yes."),
    )

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"post": post}
        fields: dict[str, Any] = self.fields
        self.people: dict[str, Any] = {}
        if post.seat:
            del fields["deputy"]
            return
        present = initiatives.people_in(post.initiative)
        self.people = {str(one.person_id): one.person for one in present}
        named = [(key, str(person)) for key, person in self.people.items()]
        fields["deputy"].choices = [("", _("Nobody yet")), *named]

    def wanted(self) -> dict[str, Any]:
        """Return what was filled in, with the deputy as a person."""
        filled = self.changes()
        if "deputy" in filled:
            filled["deputy"] = self.people.get(filled["deputy"])
        return filled


@dataclass(frozen=True, slots=True)
class RolePage:
    """A role, and what this person may do with it."""

    filled: Filled
    waits: bool
    may_write: bool
    may_hand_over: bool


@dataclass(frozen=True, slots=True)
class CardPage:
    """A role card to be written, and what two editors wrote differently."""

    post: Post
    conflict: list[Difference]


@members()
def role(request: Request, initiative: str, role: str) -> HttpResponse:
    """Show a role to the members."""
    post = post_or_404(request, role)
    found = queries.filled(post)
    page = RolePage(
        filled=found,
        waits=found.waits_for_a_successor(today=timezone.localdate()),
        may_write=queries.writes_card(request.user, post),
        may_hand_over=queries.hands_over(request.user, post),
    )
    return render(request, "tables/roles/role.html", {"page": page})


@members(private=True)
def card(request: Request, initiative: str, role: str) -> HttpResponse:
    """Write the card of a role."""
    post = post_or_404(request, role)
    if not queries.writes_card(request.user, post):
        raise Http404
    now = queries.card_of(post)
    form = CardForm(request.POST or None, post=post, initial=_saved(now))

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.write_card(post, form.wanted(), version=version, by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("tables:role", initiative, role)
    shown = {"page": CardPage(post, tried.conflict), "form": tried.form}
    return render(request, "tables/roles/card.html", shown, status=tried.status)


def _saved(card: RoleCard | None) -> dict[str, Any]:
    if card is None:
        return {"version": 0}
    names = ("expectation", "decides", "access", "term", "accountable_to", "success")
    more = ("hand_over_on", "successor", "version")
    deputy = "" if card.deputy_id is None else str(card.deputy_id)
    return {**{name: getattr(card, name) for name in (*names, *more)}, "deputy": deputy}
