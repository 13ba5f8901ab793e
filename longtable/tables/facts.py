"""What tables leave behind, as facts for the culture indicators. Caucuses are never counted."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils import timezone

from longtable.core.warehouse.facts import Fact
from longtable.measures.sources import Case, Culture, culture_facts, source, yearly
from longtable.tables import queries
from longtable.tables.models import Attendance, CompositionCount, Decision, Meeting, Table
from longtable.tables.models.meeting import Purpose

TRUST = Culture("relationship-time", fewest=60)
PRINCIPALS = Culture("principals-attend", fewest=12)
ACCESS = Culture("access-kept", fewest=5)
MINUTES = Culture("minutes-on-time", fewest=5)
ANSWERS = Culture("answers-on-time", fewest=5)
TRACEABLE = Culture("traceable-decisions", fewest=5)
BY_RULE = Culture("decisions-by-rule", fewest=5)
PARITY = Culture("seat-parity", fewest=5)


@source("meetings")
def of_meetings(year: int) -> Iterator[Fact]:
    """Yield a year's minutes for trust, seats filled in person, access kept, minutes on time."""
    held = list(_held(year))
    name = yearly("meetings", year)
    yield from culture_facts(TRUST, _minutes_for_trust(held), source=name)
    yield from culture_facts(PRINCIPALS, _filled_in_person(held), source=name)
    yield from culture_facts(ACCESS, _access(held), source=name)
    yield from culture_facts(MINUTES, _written_on_time(held), source=name)


@source("questions")
def of_questions(year: int) -> Iterator[Fact]:
    """Yield how many who wrote to a meeting in a year were answered in time, as of today."""
    since, today = dt.date(year, 1, 1), timezone.localdate()
    asked = queries.questions_asked(since=since, until=dt.date(year + 1, 1, 1))
    cases = (
        Case(one.initiative_id, one.came.date(), int(queries.is_answered_in_time(one)), 1)
        for one in asked
        if one.answered or queries.answer_due(one) < today
    )
    yield from culture_facts(ANSWERS, cases, source=yearly("questions", year))


@source("decisions")
def of_decisions(year: int) -> Iterator[Fact]:
    """Yield a year's decisions that can be traced, and those taken by the table's rule."""
    taken = Decision.objects.filter(state=Decision.State.CLOSED, closed__year=year)
    open_ones = taken.exclude(table__kind=Table.Kind.CAUCUS)
    found = list(open_ones.select_related("table__initiative").order_by("pk"))
    name = yearly("decisions", year)
    yield from culture_facts(TRACEABLE, map(_traced, found), source=name)
    yield from culture_facts(BY_RULE, map(_by_rule, found), source=name)


@source("composition")
def of_composition(year: int) -> Iterator[Fact]:
    """Yield a year's share of people at all levels whose seat would not have to move.

    Counts are read as they may be told; where too few described themselves, there is nothing.
    """
    counts = CompositionCount.objects.filter(day__year=year).order_by("pk")
    cases = (case for count in counts for case in _parity(count))
    yield from culture_facts(PARITY, cases, source=yearly("composition", year))


def _parity(count: CompositionCount) -> Iterator[Case]:
    for population in count.told["populations"]:
        for level in population["levels"]:
            if level["key"] == "everybody" and level["how"] == "counts":
                people, moving = level["people"], level["to_move"]
                yield Case(count.initiative_id, count.day, people - moving, people)


def _held(year: int) -> Iterable[Meeting]:
    over = Meeting.objects.filter(state=Meeting.State.CLOSED, day__year=year)
    found = over.exclude(series__table__kind=Table.Kind.CAUCUS).order_by("pk")
    related = ("items", "attendances", "access_requests")
    return found.select_related("series__table__initiative", "written").prefetch_related(*related)


def _minutes_for_trust(held: list[Meeting]) -> Iterator[Case]:
    for meeting in held:
        used = [
            (item.used_seconds // 60 or item.planned_minutes, item.purpose)
            for item in meeting.items.all()
            if item.removed is None and item.outcome not in ("parked", "carried", "open")
        ]
        trust = sum(minutes for minutes, purpose in used if purpose == Purpose.TRUST)
        yield Case(
            meeting.initiative_id, meeting.day, trust, sum(minutes for minutes, _purpose in used)
        )


def _filled_in_person(held: list[Meeting]) -> Iterator[Case]:
    for meeting in held:
        seats = meeting.attendances.all()
        there = sum(one.who == Attendance.Who.PRINCIPAL for one in seats)
        yield Case(meeting.initiative_id, meeting.day, there, len(seats))


def _access(held: list[Meeting]) -> Iterator[Case]:
    for meeting in held:
        asked = meeting.access_requests.all()
        met = sum(one.is_delivered is True for one in asked)
        yield Case(meeting.initiative_id, meeting.day, met, len(asked))


def _written_on_time(held: list[Meeting]) -> Iterator[Case]:
    for meeting in held:
        in_time = queries.has_minutes_in_time(meeting)
        yield Case(meeting.initiative_id, meeting.day, int(in_time), 1)


def _traced(decision: Decision) -> Case:
    assert decision.closed is not None  # only closed ones are asked for
    delay = queries.delay_of(decision, today=dt.date.max)
    whole = bool(decision.reason and decision.rule and decision.published)
    in_time = delay is not None and not delay.is_late
    return Case(decision.initiative_id, decision.closed.date(), int(whole and in_time), 1)


def _by_rule(decision: Decision) -> Case:
    assert decision.closed is not None  # only closed ones are asked for
    kept = not queries.rule_breaches(decision)
    return Case(decision.initiative_id, decision.closed.date(), int(kept), 1)
