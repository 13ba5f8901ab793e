"""What is measured here, how far each indicator is, and what can be done next with it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from longtable.initiative.models import Initiative
from longtable.measures import queries as measures
from longtable.measures.models import Indicator, Release
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


@members()
def indicators(request: Request, initiative: str) -> HttpResponse:
    """List the indicators."""
    room = request.room
    page = IndicatorsPage(
        initiative=room.initiative,
        lines=[_line(one) for one in measures.indicators_of(room.initiative)],
        may_define=room.is_backbone,
        may_send=room.is_backbone or room.role in {"partner_steward", "partner_member"},
    )
    return render(request, "measures/definitions/indicators.html", {"page": page})


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
