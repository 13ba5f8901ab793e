"""What every page of this room looks up first."""

from django.http import Http404

from longtable.measures import queries as measures
from longtable.measures.models import Indicator, Release
from longtable.web.requests import Request


def indicator_or_404(request: Request, code: str) -> Indicator:
    """Return the indicator at an address of this initiative."""
    found = measures.indicator_at(request.room.initiative, code)
    if found is None:
        raise Http404
    return found


def prepared_or_404(request: Request, code: str) -> Release:
    """Return the release of an indicator that waits for the second person."""
    release = measures.prepared_release(indicator_or_404(request, code))
    if release is None:
        raise Http404
    return release
