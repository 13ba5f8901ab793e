"""How I describe myself: optional, for one purpose, and deleted with one confirmed tap."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.initiative.models import Initiative
from longtable.places.tables.composition.forms import MyselfForm
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.web.access import signed_in
from longtable.web.requests import Request

_WORDS = {True: "yes", False: "no", None: ""}


@dataclass(frozen=True, slots=True)
class MyselfPage:
    """What somebody said of themselves; `past` is what is not asked any more but still kept."""

    is_member: bool
    said_anything: bool
    compared_with: list[str]
    past: list[str]


@signed_in
def myself(request: Request, initiative: str) -> HttpResponse:
    """Ask how somebody describes themselves. Who has left may still see it, and delete it."""
    here = request.room.initiative
    is_member = request.room.membership is not None
    said_anything = queries.described_themselves(request.user, here)
    if not (is_member or said_anything):
        raise Http404
    asked = queries.asked_breakdowns(here)
    form = MyselfForm(request.POST or None, asked=asked, initial=_first(request.user, here))
    if form.is_valid():
        try:
            actions.describe_myself(here, form.said(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. It counts from the next count on."))
            return redirect("tables:myself", initiative)
    given = queries.self_descriptions_of(request.user, here)
    page = MyselfPage(
        is_member=is_member,
        said_anything=said_anything,
        compared_with=[str(one) for one in queries.populations_of(here)],
        past=[f"{one.breakdown}: {one.category}" for one in given if one.breakdown not in asked],
    )
    return render(request, "tables/composition/myself.html", {"page": page, "form": form})


@signed_in
@require_POST
def forget(request: Request, initiative: str) -> HttpResponse:
    """Delete all that I said of myself."""
    here = request.room.initiative
    try:
        actions.forget_myself(here, by=request.user)
    except Refusal:
        raise Http404 from None
    messages.success(request, _("Deleted. Nothing of what you said of yourself is kept."))
    if request.room.membership is None:
        return redirect("today:me")
    return redirect("tables:myself", initiative)


def _first(person: object, initiative: Initiative) -> dict[str, object]:
    """Return what was said before, by the form's names."""
    given = queries.self_descriptions_of(person, initiative)  # type: ignore[arg-type]
    first: dict[str, object] = {f"breakdown-{one.breakdown_id}": one.category_id for one in given}
    near = queries.nearness_of(person, initiative)  # type: ignore[arg-type]
    if near:
        first["works_on_it"] = _WORDS[near.works_on_it]
        first["lives_with_it"] = _WORDS[near.lives_with_it]
    return first
