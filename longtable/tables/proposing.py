"""What this package itself proposes for an agenda."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.record.acting import ref
from longtable.tables import queries
from longtable.tables.models import Meeting, Purpose
from longtable.tables.sources import Proposal, proposes
from longtable.web.spoken import spoken

FAR_BACK = dt.timedelta(days=90)


@proposes("carried over")
def carried(meeting: Meeting, today: dt.date) -> Iterator[Proposal]:
    """Propose what was left open and stands on no later agenda."""
    for item in queries.waiting_to_be_carried(meeting.series):
        yield Proposal(
            title=item.title,
            purpose=item.purpose,
            source=ref(item),
            why=_("It was left open at an earlier meeting."),
            minutes=item.planned_minutes,
            question=item.question,
            carried=item,
        )


@proposes("tensions")
def tensions(meeting: Meeting, today: dt.date) -> Iterator[Proposal]:
    """Propose each tension that is confirmed and open."""
    for tension in queries.open_tensions(meeting):
        days = (today - tension.opened.date()).days
        why = ngettext(
            "A tension, open for %(days)d day.", "A tension, open for %(days)d days.", days
        )
        yield Proposal(
            title=tension.text[:300],
            purpose=Purpose.TENSION,
            source=ref(tension),
            why=why % {"days": days},
            minutes=20,
        )


@proposes("questions")
def questions(meeting: Meeting, today: dt.date) -> Iterator[Proposal]:
    """Propose to answer those who wrote to earlier meetings of the table and still wait."""
    waiting = queries.questions_at([meeting.table], since=today - FAR_BACK)
    if not waiting:
        return
    n = len(waiting)
    why = ngettext(
        "%(n)d person who wrote to an earlier meeting waits for an answer.",
        "%(n)d people who wrote to an earlier meeting wait for an answer.",
        n,
    )
    yield Proposal(
        title=_("What do we answer those who wrote to us?"),
        purpose=Purpose.COORDINATE,
        source=ref(waiting[0]),
        why=why % {"n": n},
        minutes=5,
    )


@proposes("releases")
def releases(meeting: Meeting, today: dt.date) -> Iterator[Proposal]:
    """Propose the numbers that were published since the last meeting."""
    for release in queries.new_releases(meeting):
        question = spoken(release.definition.question)
        yield Proposal(
            title=question or str(release.definition),
            purpose=Purpose.LEARN,
            source=ref(release),
            why=_("This number was published since the last meeting."),
            minutes=15,
        )


@proposes("parking lot")
def parked(meeting: Meeting, today: dt.date) -> Iterator[Proposal]:
    """Propose what waits in the parking lot of the series."""
    for one in queries.parking_lot(meeting.series):
        yield Proposal(
            title=one.title,
            purpose=Purpose.COORDINATE,
            source=ref(one),
            why=_("It waits in the parking lot."),
            parked=one,
        )


@proposes("relationship time")
def relationship_time(meeting: Meeting, today: dt.date) -> Iterator[Proposal]:
    """Propose an activity of the shelf, up to the charter's floor."""
    missing = queries.missing_relationship_minutes(meeting, today=today)
    if not missing:
        return
    fitting = queries.fitting_activity(meeting, missing)
    why = ngettext(
        "The charter asks for %(missing)d more minute for relationships.",
        "The charter asks for %(missing)d more minutes for relationships.",
        missing,
    )
    yield Proposal(
        title=fitting.name,
        purpose=Purpose.TRUST,
        source=f"shelf/{fitting.code}",
        why=why % {"missing": missing},
        minutes=max(missing, fitting.minutes),
        activity=fitting.code,
    )
