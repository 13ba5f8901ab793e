"""One seat: who holds it, who did before, and how it goes on to the next."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.places.tables.finding import table_or_404
from longtable.places.tables.seating.finding import seat_or_404, table_to_run_or_404
from longtable.places.tables.seating.forms import HandOverForm, HolderForm, LeaveForm
from longtable.places.tables.seating.shown import ShownSeat, shown
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.tables import actions, queries
from longtable.tables.models import Holding, Seat, Table
from longtable.tables.queries import Post
from longtable.web.access import members
from longtable.web.editing import Difference
from longtable.web.requests import Request

PARTS = ("principal", "alternate")


@dataclass(frozen=True, slots=True)
class SeatPage:
    """A seat, its holders now and before, and what this person may do here."""

    table: Table
    line: ShownSeat
    earlier: list[Holding]
    sees_notes: bool
    may_run: bool
    mine: str
    role: str
    card: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class HoldPage:
    """A seat to be given, handed over or left."""

    table: Table
    seat: Seat
    part: str
    now: str
    conflict: list[Difference]


@members()
def seat(request: Request, initiative: str, table: str, number: int) -> HttpResponse:
    """Show a seat. What was told to the next holder is seen by holders and who runs the table."""
    found = table_or_404(request, table)
    row = seat_or_404(found, number)
    held = queries.holders(row)
    mine = next((part for part, one in held.items() if one.person_id == request.user.pk), "")
    may_run = queries.runs_table(request.user, found)
    post = Post(found.initiative, seat=row)
    page = SeatPage(
        table=found,
        line=shown(row, with_names=True),
        earlier=queries.earlier_holders(row),
        sees_notes=bool(mine) or may_run,
        may_run=may_run,
        mine=mine,
        role=post.key,
        card=queries.told_by(queries.card_of(post)),
    )
    return render(request, "tables/seating/seat.html", {"page": page})


@members(private=True)
def hold(request: Request, initiative: str, table: str, number: int, part: str) -> HttpResponse:
    """Seat somebody on an empty chair, or hand the seat over to the next holder."""
    found = table_to_run_or_404(request, table)
    row = seat_or_404(found, number)
    if part not in PARTS:
        raise Http404
    holding = queries.holders(row).get(part)
    form = _hold_form(request, found, holding)

    def save() -> None:
        today, by = timezone.localdate(), request.user
        if holding is None:
            actions.seat_somebody(row, form.holder(), part=part, today=today, by=by)
            return
        filled = form.cleaned_data
        _refuse_another(holding, filled["holding"])
        actions.hand_over_seat(
            holding,
            form.holder(),
            told=filled["told"],
            version=filled["version"],
            today=today,
            by=by,
        )

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("The seat is taken."))
        return redirect("tables:seat", initiative, table, number)
    page = HoldPage(found, row, part, holding.name if holding else "", tried.conflict)
    shown_ = {"page": page, "form": tried.form}
    return render(request, "tables/seating/hold.html", shown_, status=tried.status)


@members()
def leave(request: Request, initiative: str, table: str, number: int, part: str) -> HttpResponse:
    """Leave a seat, and tell the next holder what they have to know."""
    found = table_or_404(request, table)
    row = seat_or_404(found, number)
    holding = queries.holders(row).get(part)
    own = holding is not None and holding.person_id == request.user.pk
    if holding is None or not (own or queries.runs_table(request.user, found)):
        raise Http404
    form = LeaveForm(request.POST or None, initial=_first(holding))

    def save() -> None:
        filled = form.cleaned_data
        _refuse_another(holding, filled["holding"])
        actions.leave_seat(
            holding,
            told=filled["told"],
            version=filled["version"],
            today=timezone.localdate(),
            by=request.user,
        )

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("The seat is empty now."))
        return redirect("tables:tables", initiative)
    page = HoldPage(found, row, part, holding.name, tried.conflict)
    return render(
        request,
        "tables/seating/leave.html",
        {"page": page, "form": tried.form},
        status=tried.status,
    )


def _hold_form(request: Request, table: Table, holding: Holding | None) -> HolderForm:
    if holding is None:
        return HolderForm(request.POST or None, initiative=table.initiative)
    return HandOverForm(request.POST or None, initiative=table.initiative, initial=_first(holding))


def _first(holding: Holding) -> dict[str, object]:
    return {"version": holding.version, "holding": holding.pk}


def _refuse_another(holding: Holding, seen: int) -> None:
    """Refuse what was meant for a holder who has left meanwhile."""
    if holding.pk != seen:
        raise Refusal(_("Somebody else holds this seat now. Look first."))


def _saved(holding: Holding) -> dict[str, object]:
    return {"told": holding.handed_over, "version": holding.version}
