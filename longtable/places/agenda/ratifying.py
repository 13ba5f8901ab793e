"""Give one's word on a version: sign, sign with a concern, or say why not."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.agenda import actions, queries
from longtable.agenda.models import AgendaVersion, Ratification
from longtable.initiative.models import Organization
from longtable.places.agenda.finding import did, organization_or_404, version_or_404, writes
from longtable.places.agenda.reading import Part, in_the_room, parts_of, terms_told
from longtable.web.access import members
from longtable.web.requests import Request


class WordForm(forms.Form):
    """A word on a version."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=Ratification.Answer.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Concern or reasons"),
        required=False,
        widget=forms.Textarea,
        help_text=gettext_lazy("Kept with the version, and shown with it."),
    )
    signer = forms.CharField(
        label=gettext_lazy("Name of who signs"),
        max_length=300,
        help_text=gettext_lazy("It is shown with the version, and printed on it."),
    )


@dataclass(frozen=True, slots=True)
class SigningPage:
    """The whole text that is signed, and the rule by which it is adopted."""

    title: str
    lead: str
    back: str
    printed: str
    parts: list[Part]
    terms: list[str]
    drafters: list[tuple[str, int]]


@members()
def ratify(request: Request, initiative: str, number: int, kind: str, who: int) -> HttpResponse:
    """Take somebody's word, for an organization or for a resident seat."""
    row = version_or_404(request, number)
    organization = organization_or_404(request, who) if kind == "organization" else None
    seat = 0 if organization else who
    if not _may(request, organization, seat):
        raise Http404
    name, is_mine = _whom(request, row, organization, seat)
    form = WordForm(request.POST or None, initial={"signer": request.user.name if is_mine else ""})

    def save() -> None:
        word = actions.Signature(**form.cleaned_data, organization=organization, seat=seat)
        actions.ratify(row, word, now=timezone.now(), by=request.user)

    if did(form, save):
        messages.success(request, _("Thank you. This word stands with the version."))
        return redirect("agenda:version", row.initiative.slug, number)
    told = {"name": name, "number": number}
    title = _("A word on version %(number)s, for %(name)s") % told
    paper = "" if is_mine else _("You enter what somebody signed on paper: the page says so.")
    lead = f"{queries.Rule.of(row.rule).sentence()} {paper}".strip()
    args = [row.initiative.slug, number]
    page = SigningPage(
        title=title,
        lead=lead,
        back=reverse("agenda:version", args=args),
        printed=reverse("agenda:printed", args=args),
        parts=parts_of(row.content),
        terms=terms_told(row.content.get("terms", {})),
        drafters=in_the_room(row.content),
    )
    return render(request, "agenda/ratify.html", {"page": page, "form": form})


def _may(request: Request, organization: Organization | None, seat: int) -> bool:
    if writes(request):
        return True
    if organization:
        return queries.speaks_for(organization, request.user)
    return queries.speaks_for_seat(request.user, seat)


def _whom(
    request: Request, row: AgendaVersion, organization: Organization | None, seat: int
) -> tuple[str, bool]:
    """Return the name of who is asked, and whether this person speaks for them."""
    if organization:
        return organization.name, queries.speaks_for(organization, request.user)
    asked = [one for one in queries.asked_for(row) if one.seat == seat]
    if not asked:
        raise Http404
    return asked[0].name, queries.speaks_for_seat(request.user, seat)
