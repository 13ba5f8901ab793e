"""The worker's clock goes over a change of the hour, and is put back (R13). All comes once."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from longtable.accountability import tasks as ladder
from longtable.communication import tasks
from longtable.communication.models import Digest
from longtable.communication.tests.test_digest import letters
from longtable.communication.tests.world import world
from longtable.record import jobs
from tests.factories import MailChoiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sqlite]
STEP = dt.timedelta(hours=1)
DO = (ladder.follow_the_ladder, tasks.write_digests, tasks.write_tomorrow, tasks.write_late)
# The zone, the Sunday whose clock changes, how many hours that day has there, and whether the
# machine's own clock is put back on the Monday.
CHANGES = [
    ("America/New_York", dt.date(2026, 11, 1), 25, True),
    ("America/New_York", dt.date(2026, 3, 8), 23, False),
    ("Australia/Lord_Howe", dt.date(2026, 4, 5), 24.5, False),
    ("Pacific/Kiritimati", dt.date(2026, 11, 1), 24, True),
    ("America/Sao_Paulo", dt.date(2018, 11, 4), 23, False),
]


def midnight(day, zone):
    return dt.datetime.combine(day, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)


def moments(zone, sunday, *, jumps):
    """Return the moments at which the worker looks, from Sunday to Tuesday noon there.

    Where the clock `jumps`, it is put back by an hour on Monday at half past seven.
    """
    now = midnight(sunday, zone)
    end = midnight(sunday + dt.timedelta(days=2), zone) + dt.timedelta(hours=12)
    back = midnight(sunday + dt.timedelta(days=1), zone) + dt.timedelta(hours=7, minutes=30)
    found = []
    while now < end:
        found.append(now)
        if jumps and now >= back:
            jumps, now = False, now - dt.timedelta(hours=1)
        now += STEP
    return found


def a_week(zone, sunday, *, jumps=False):
    """Let the worker do its jobs over a weekend; return the world, a late promise, the letters."""
    monday = sunday + dt.timedelta(days=1)
    w = world()
    long_ago = midnight(sunday, zone) - dt.timedelta(days=40)
    w.initiative.memberships.update(since=long_ago)
    MailChoiceFactory(initiative=w.initiative, person=w.person, zone=zone)
    late = w.promise(person=w.person, due=sunday - dt.timedelta(days=1), made=long_ago)
    w.promise(person=w.person, due=monday + dt.timedelta(days=1), made=long_ago)
    Digest.objects.create(
        initiative=w.initiative, person=w.person, day=monday - dt.timedelta(days=7),
        written=long_ago, is_sent=True,
    )  # fmt: skip
    for now in moments(zone, sunday, jumps=jumps):
        for do in DO:
            do(now)
    found = Digest.objects.filter(person=w.person, written__gt=long_ago).order_by("written")
    return w, late, list(found)


def hours_of(found, zone):
    return [one.written.astimezone(ZoneInfo(zone)).hour for one in found]


@pytest.mark.parametrize(("zone", "sunday", "hours", "jumps"), CHANGES)
def test_a_week_s_letters_come_once_at_the_right_hour(zone, sunday, hours, jumps, settings):
    settings.TIME_ZONE = zone
    monday = sunday + dt.timedelta(days=1)
    assert midnight(monday, zone) - midnight(sunday, zone) == dt.timedelta(hours=hours)

    w, late, found = a_week(zone, sunday, jumps=jumps)

    assert [(one.kind, one.day) for one in found] == [("late", sunday), ("week", monday)]
    assert hours_of(found, zone) == [7, 7]
    assert len(letters(w.person)) == 2
    assert late.steps.count() == 1


def test_the_harness_sees_an_hour_that_is_counted_from_midnight(settings, monkeypatch):
    """The control: seven hours after midnight is not seven o'clock where the clock changes."""
    settings.TIME_ZONE = zone = "America/New_York"

    def by_counting(local):
        before = local.astimezone(dt.UTC) - dt.timedelta(hours=7)
        return before.astimezone(local.tzinfo).date() < local.date()

    monkeypatch.setattr(tasks, "_is_night", by_counting)

    _w, _late, found = a_week(zone, dt.date(2026, 11, 1))

    assert hours_of(found, zone) == [6, 7]


def test_jobs_go_on_when_the_clock_is_put_back(monkeypatch):
    ran = []
    signed = jobs._Signed(lambda now: ran.append(now) or 1, dt.timedelta(hours=1))
    monkeypatch.setattr(jobs, "JOBS", {"a job": signed})
    monkeypatch.setattr(jobs, "_last", {})
    noon = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)

    for minutes in (0, 30, 60, -60, -30, 0):
        jobs.run_due(noon + dt.timedelta(minutes=minutes))

    told = [0, 60, -60, 0]
    assert ran == [noon + dt.timedelta(minutes=minutes) for minutes in told]
