"""All promises as CSV: the same as on the board, for the same people."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils import timezone

from longtable.accountability import queries
from longtable.places.accountability.finding import promises_or_404
from longtable.web.access import public
from longtable.web.lists import csv_answer
from longtable.web.requests import Request

_COLUMNS = (
    *("who", "what", "how_seen", "size", "due", "standing", "days_late", "closed"),
    *("evidence", "reason", "looks_after", "illustrative"),
)


@public
def file(request: Request, initiative: str) -> HttpResponse:
    """Give every promise that this person may know of; who looks after it to members only."""
    return csv_answer(f"{initiative}-promises", _COLUMNS, _rows(request))


def _rows(request: Request) -> Iterator[tuple[object, ...]]:
    today, is_member = timezone.localdate(), request.room.membership is not None
    for one in promises_or_404(request):
        yield (
            *(one.owner, one.what, one.measure, one.get_size_display(), one.due),
            queries.standing_of(one, today=today).label,
            *(queries.days_late(one, today=today), one.closed, one.evidence, one.reason),
            *(one.person if is_member else None, one.illustrative),
        )
