"""What a digest says: three things asked, three that changed, one to celebrate."""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from longtable.accountability import queries as accountability
from longtable.accountability.models import Commitment
from longtable.accounts.models import Person
from longtable.agenda import queries as agenda
from longtable.communication.line import Line, where
from longtable.communication.models import Digest, MailChoice
from longtable.communication.queries.waiting import waiting_for
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Membership
from longtable.measures import queries as measures
from longtable.tables import queries as tables
from longtable.tables.models import Meeting

MOST = 3
WEEK = dt.timedelta(days=7)
AHEAD = dt.timedelta(days=14)
_SALT = "longtable.communication.unsubscribe"


@dataclass(frozen=True, slots=True)
class News:
    """One thing that changed, or one to celebrate, with its page."""

    what: str
    address: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that one digest says. `more` is how many other things are asked."""

    asked: list[Line]
    more: int
    changed: list[News]
    celebrated: News | None
    minutes: int

    @property
    def says_something(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.asked or self.changed or self.celebrated)


def digest_for(membership: Membership, *, now: dt.datetime, with_news: bool = True) -> Told:
    """Return what a digest says to somebody now. What is due tomorrow always stands in it."""
    person, initiative = membership.person, membership.initiative
    waiting = waiting_for(person, initiative, now=now)
    tomorrow = due_on(waiting, timezone.localdate(now) + dt.timedelta(days=1))
    others = [line for line in waiting if line not in tomorrow]
    asked = tomorrow + others[: max(0, MOST - len(tomorrow))]
    return Told(
        asked=asked,
        more=len(waiting) - len(asked),
        changed=_changed(person, initiative, now=now)[:MOST] if with_news else [],
        celebrated=_celebrated(person, initiative, now=now) if with_news else None,
        minutes=sum(line.minutes for line in asked),
    )


def due_on(waiting: list[Line], day: dt.date) -> list[Line]:
    """Return the lines whose last day is this one."""
    return [line for line in waiting if line.due == day]


def _changed(person: Person, initiative: Initiative, *, now: dt.datetime) -> list[News]:
    """Return what changed within a week, then which meetings of one's tables come."""
    since, slug = now - WEEK, initiative.slug
    return [
        *_agenda(initiative, now=now),
        *(
            News(
                _("Decided at %(table)s: “%(question)s”")
                % {"table": row.table, "question": row.question},
                where("tables:decision", slug, row.table.slug, row.number),
            )
            for row in tables.decisions_visible_to(person, initiative)
            .filter(published__gte=since)
            .order_by("-published")[:MOST]
        ),
        *(
            News(
                _("New numbers: %(indicator)s") % {"indicator": row.definition},
                where("measures:indicator", slug, row.indicator.code),
            )
            for row in measures.current_releases(initiative)
            if row.published and row.published >= since
        ),
        *_meetings(person, initiative, today=timezone.localdate(now)),
    ]


def _agenda(initiative: Initiative, *, now: dt.datetime) -> list[News]:
    today = timezone.localdate(now)
    version = agenda.version_in_force(initiative, on=today)
    if version is None or not version.in_force_from or version.in_force_from < today - WEEK:
        return []
    said = _("Version %(number)d of the agenda is in force") % {"number": version.number}
    here = where("today:today", initiative.slug)
    page = where("agenda:version", initiative.slug, version.number, instead=here)
    return [News(said, page)]


def _meetings(person: Person, initiative: Initiative, *, today: dt.date) -> list[News]:
    seats = tables.seats_of(person, initiative)
    coming = Meeting.objects.filter(
        series__table__in=seats.values("table"),
        state=Meeting.State.PLANNED,
        day__range=(today, today + AHEAD),
    ).select_related("series__table")
    return [
        News(
            _("%(table)s meets on %(day)s at %(time)s")
            % {
                "table": row.table,
                "day": formats.date_format(row.day),
                "time": formats.time_format(row.starts),
            },
            where("tables:meeting", initiative.slug, row.table.slug, row.day),
        )
        for row in coming.order_by("day", "starts")[:MOST]
    ]


def _celebrated(person: Person, initiative: Initiative, *, now: dt.datetime) -> News | None:
    """Return the promise that was kept last, within a week."""
    today = timezone.localdate(now)
    seen = accountability.commitments_visible_to(person, initiative)
    kept = seen.filter(state=Commitment.State.KEPT, closed__range=(today - WEEK, today))
    row = kept.order_by("-closed", "-pk").first()
    if row is None:
        return None
    said = _("%(owner)s kept a promise: %(what)s") % {"owner": row.owner, "what": row.what}
    return News(said, where("accountability:promise", initiative.slug, row.pk))


def mail_choice(person: Person, initiative: Initiative) -> MailChoice:
    """Return what somebody chose; the usual, not saved and of version 0, if they chose nothing."""
    found = MailChoice.objects.filter(person=person, initiative=initiative).first()
    return found or MailChoice(person=person, initiative=initiative, version=0)


def unsubscribe_code(membership: Membership) -> str:
    """Return the signed part of a link that ends the mail of one person from one initiative."""
    signed = signing.Signer(salt=_SALT).sign(f"{membership.initiative_id}.{membership.person_id}")
    return signed.replace(":", "~")


def unsubscribing(code: str, initiative: Initiative) -> Membership | None:
    """Return whose mail a code ends, while they belong to the initiative."""
    try:
        said = signing.Signer(salt=_SALT).unsign(code.replace("~", ":"))
    except signing.BadSignature:
        return None
    ours, person = said.split(".")
    if ours != str(initiative.pk):
        return None
    return initiatives.people_in(initiative).filter(person=int(person)).first()


def to_be_written() -> list[Membership]:
    """Return everybody who may get mail of this kind: active, real, and not asked to be spared."""
    spared = MailChoice.objects.filter(what=MailChoice.What.NOTHING)
    silent = set(spared.values_list("initiative", "person"))
    found = Membership.objects.filter(
        ended=None, person__is_active=True, person__illustrative=False
    ).select_related("person", "initiative", "organization")
    return [one for one in found.order_by("pk") if (one.initiative_id, one.person_id) not in silent]


def was_written(membership: Membership, kind: str, day: dt.date) -> bool:
    """Whether somebody's mail of a day or week was written."""
    found = Digest.objects.filter(person=membership.person, initiative=membership.initiative)
    return found.filter(kind=kind, day=day).exists()


def told_on(membership: Membership, day: dt.date) -> bool:
    """Whether the week's digest went to somebody on a day of their clock."""
    clock = mail_choice(membership.person, membership.initiative).clock
    begins = dt.datetime.combine(day, dt.time(), clock)
    found = Digest.objects.filter(person=membership.person, initiative=membership.initiative)
    ends = begins + dt.timedelta(days=1)
    return found.filter(kind=Digest.Kind.WEEK, is_sent=True, written__range=(begins, ends)).exists()
