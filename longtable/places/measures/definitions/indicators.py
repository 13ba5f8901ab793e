"""What is measured here, how far each indicator is, and what can be done next with it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.initiative.models import Initiative, Role
from longtable.measures import actions
from longtable.measures import queries as measures
from longtable.measures.models import Indicator, Release
from longtable.record.acting import Refusal
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator, where it stands, and the release that anyone or somebody waits for."""

    indicator: Indicator
    state: str
    kind: str
    public: Release | None
    waiting: Release | None


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """The indicators of an initiative, and what this person may do."""

    initiative: Initiative
    lines: list[Line]
    may_define: bool
    may_send: bool
    offers_culture: bool


@members()
def indicators(request: Request, initiative: str) -> HttpResponse:
    """List the indicators."""
    room = request.room
    found = list(measures.indicators_of(room.initiative))
    has_culture = any(one.kind == Indicator.Kind.CULTURE for one in found)
    page = IndicatorsPage(
        initiative=room.initiative,
        lines=[_line(one) for one in found],
        may_define=room.is_backbone,
        may_send=room.is_backbone or room.role in {"partner_steward", "partner_member"},
        offers_culture=room.is_backbone and not has_culture,
    )
    return render(request, "measures/definitions/indicators.html", {"page": page})


@members(Role.FACILITATOR, Role.DATA_LEAD)
@require_POST
def add_culture(request: Request, initiative: str) -> HttpResponse:
    """Add the indicators of how we work together, with one press."""
    room = request.room
    try:
        actions.start_from_template(room.initiative, "culture", by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Added. They are counted by themselves, from now on."))
    return redirect("measures:indicators", room.initiative.slug)


def _line(indicator: Indicator) -> Line:
    public = measures.current_release(indicator)
    waiting = measures.prepared_release(indicator)
    if waiting:
        state, kind = _("Waits for the second person"), "warning"
    elif public:
        state, kind = _("Public: release %(number)s") % {"number": public.number}, "success"
    elif measures.withdrawn_release(indicator):
        state, kind = _("Withdrawn"), "error"
    else:
        state, kind = _("Not yet published"), ""
    return Line(indicator, state, kind, public, waiting)
