"""Who waits for me? The longest wait first, from what the packages below know."""

import datetime as dt

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.accountability import queries as accountability
from longtable.accountability.models import Commitment
from longtable.accountability.queries.speaking import SPEAKING
from longtable.accounts.models import Person
from longtable.agenda import queries as agenda
from longtable.communication import elsewhere
from longtable.communication.estimates import ESTIMATES
from longtable.communication.line import Line, where
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Membership, Role
from longtable.measures import queries as measures
from longtable.tables import queries as tables
from longtable.tables.models import Decision, Meeting, Message, Minutes

SOON = dt.timedelta(days=7)
FAR_BACK = dt.timedelta(days=90)


def waiting_for(person: Person, initiative: Initiative, *, now: dt.datetime) -> list[Line]:
    """Return what waits for somebody in an initiative, the longest wait first."""
    membership = initiatives.membership_of(person, initiative)
    if membership is None:
        return []
    today = timezone.localdate(now)
    found = [
        *_decisions(person, initiative),
        *_minutes(person, initiative),
        *_minutes_to_send(person, initiative, today=today),
        *_questions(person, initiative, today=today),
        *_promises(membership, today=today),
        *_signatures(membership),
        *_releases(person, initiative),
        *elsewhere.waiting_elsewhere(person, initiative),
    ]
    return sorted(found, key=lambda line: (line.since, line.what))


def _decisions(person: Person, initiative: Initiative) -> list[Line]:
    return [
        Line(
            what=_("Your seat's answer: “%(question)s”") % {"question": decision.question},
            since=decision.opened or decision.table.initiative.started,
            address=where("tables:decision", initiative.slug, decision.table.slug, decision.number),
            button=_("Answer"),
            minutes=ESTIMATES["decision"],
            who=str(decision.table),
            due=timezone.localdate(decision.closes) if decision.closes else None,
        )
        for decision in tables.waits_for(person, initiative)
        if not _others_speak_first(decision, person)
    ]


def _others_speak_first(decision: Decision, person: Person) -> bool:
    """Whether somebody's seats are asked last, and others have not spoken yet."""
    if not decision.speaks_last or not tables.speak_first(decision):
        return False
    mine = tables.electors_for(decision, person)
    return all(elector.constituency == decision.speaks_last for elector in mine)


def _minutes(person: Person, initiative: Initiative) -> list[Line]:
    seats = tables.seats_of(person, initiative)
    found = Minutes.objects.filter(
        state=Minutes.State.OUT, meeting__series__table__in=seats.values("table")
    )
    approved = found.filter(approvals__seat__in=seats)
    waiting = found.exclude(pk__in=approved).select_related("meeting__series__table")
    return [
        Line(
            what=_("The minutes of %(table)s of %(day)s wait for your word")
            % {"table": one.meeting.table, "day": formats.date_format(one.meeting.day)},
            since=one.out or now_of(one.meeting.day),
            address=where(
                "tables:minutes", initiative.slug, one.meeting.table.slug, one.meeting.day
            ),
            button=_("Read the minutes"),
            minutes=ESTIMATES["minutes"],
            who=str(one.meeting.table),
        )
        for one in waiting
    ]


def _minutes_to_send(person: Person, initiative: Initiative, *, today: dt.date) -> list[Line]:
    seen = tables.tables_visible_to(person, initiative)
    held = tables.without_minutes(seen, since=today - FAR_BACK, until=today)
    return [
        Line(
            what=_("The minutes of %(table)s of %(day)s are not out yet")
            % {"table": one.table, "day": formats.date_format(one.day)},
            since=now_of(one.day),
            address=where("tables:after", initiative.slug, one.table.slug, one.day),
            button=_("Write the minutes"),
            minutes=ESTIMATES["writing"],
            who=str(one.table),
            due=one.day
            + dt.timedelta(days=agenda.terms_in_force(initiative, on=one.day).minutes_days),
        )
        for one in held
        if tables.writes_minutes(person, one)
    ]


def _questions(person: Person, initiative: Initiative, *, today: dt.date) -> list[Line]:
    """Return a line for each meeting to which people wrote who have had no answer."""
    seen = tables.tables_visible_to(person, initiative)
    by_meeting: dict[Meeting, list[Message]] = {}
    for one in tables.questions_at(seen, since=today - FAR_BACK):
        by_meeting.setdefault(one.meeting, []).append(one)
    return [
        Line(
            what=ngettext(
                "%(n)d person who wrote to %(table)s on %(day)s waits for an answer",
                "%(n)d people who wrote to %(table)s on %(day)s wait for an answer",
                len(asked),
            )
            % {"n": len(asked), "table": row.table, "day": formats.date_format(row.day)},
            since=asked[0].came,
            address=where("tables:after", initiative.slug, row.table.slug, row.day),
            button=_("Answer them"),
            minutes=ESTIMATES["promise"] * len(asked),
            who=str(row.table),
            due=tables.answer_due(asked[0]),
        )
        for row, asked in by_meeting.items()
        if tables.writes_minutes(person, row)
    ]


def promises_of(membership: Membership) -> Q:
    """Return the promises that are somebody's own: theirs, their organization's, their tables'."""
    seats = tables.seats_of(membership.person, membership.initiative)
    mine = Q(person=membership.person) | Q(table__in=seats.values("table"))
    if membership.role in SPEAKING and membership.organization_id:
        mine |= Q(organization=membership.organization_id)
    if membership.role == Role.FACILITATOR:
        mine |= Q(organization__is_backbone=True)
    return mine


def _promises(membership: Membership, *, today: dt.date) -> list[Line]:
    initiative = membership.initiative
    seen = accountability.commitments_visible_to(membership.person, initiative)
    near = seen.filter(state=Commitment.State.OPEN, due__lte=today + SOON)
    return [_promise(row, today=today) for row in near.filter(promises_of(membership)).distinct()]


def _promise(row: Commitment, *, today: dt.date) -> Line:
    told = {"what": row.what, "day": formats.date_format(row.due)}
    late, coming = (
        _("Promised for %(day)s, now late: %(what)s"),
        _("Promised for %(day)s: %(what)s"),
    )
    return Line(
        what=(late if row.due < today else coming) % told,
        since=max(row.made, now_of(row.due - SOON)),
        address=where("accountability:promise", row.initiative.slug, row.pk),
        button=_("Say what became of it"),
        minutes=ESTIMATES["promise"],
        who=str(row.owner),
        due=row.due,
    )


def _signatures(membership: Membership) -> list[Line]:
    initiative = membership.initiative
    version = agenda.open_version(initiative)
    if version is None:
        return []
    mine = {seat.pk for seat in tables.seats_of(membership.person, initiative)}
    organization = membership.organization_id if membership.role != Role.READER else None
    return [
        Line(
            what=_("Version %(number)d of the agenda waits for the word of %(name)s")
            % {"number": version.number, "name": one.name},
            since=version.opened,
            address=where(
                "agenda:ratify",
                initiative.slug,
                version.number,
                "seat" if one.seat else "organization",
                one.seat or one.organization,
                instead=where("today:today", initiative.slug),
            ),
            button=_("Read it and sign"),
            minutes=ESTIMATES["signature"],
            who=str(initiative),
            due=version.closes,
        )
        for one in agenda.waited_for(version)
        if one.seat in mine or (not one.seat and one.organization == organization)
    ]


def _releases(person: Person, initiative: Initiative) -> list[Line]:
    if not initiatives.is_backbone(person, initiative):
        return []
    return [
        Line(
            what=_(
                "%(who)s prepared a release of “%(indicator)s”. Somebody else has to look at it."
            )
            % {"who": release.prepared_by, "indicator": release.definition},
            since=release.prepared,
            address=where("measures:release_check", initiative.slug, release.indicator.code),
            button=_("Check it"),
            minutes=ESTIMATES["release"],
            who=str(release.prepared_by),
        )
        for release in measures.releases_waiting(initiative)
        if release.prepared_by_id != person.pk
    ]


def now_of(day: dt.date) -> dt.datetime:
    """Return the beginning of a day, by the installation's clock."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
