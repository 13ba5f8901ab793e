"""What stands around the numbers: who made the promise, who keeps theirs, where anyone may join."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.accountability import queries as accountability
from longtable.agenda import queries as agenda
from longtable.initiative.models import Initiative
from longtable.tables.models import Meeting
from longtable.tables.queries import open_meetings as opened

YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who stands behind the agenda in force, and how many said that they do not, in words."""

    version: int
    since: dt.date
    who: str
    dissent: str


@dataclass(frozen=True, slots=True)
class Promises:
    """The promises of some, by where they stand: the code, how many, and its words."""

    who: str
    stand: list[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Coming:
    """The next meeting that anyone may come to, what is there for whoever comes, and those before
    it that were called off, so that nobody comes in vain.
    """

    meeting: Meeting | None
    access: list[str]
    called_off: list[Meeting]


def agreed_by(row: Initiative) -> Agreed | None:
    """Return who agreed on what is promised; None before anybody has."""
    version = agenda.version_in_force(row, on=timezone.localdate())
    if version is None or version.in_force_from is None:
        return None
    count = agenda.counted(version)
    organizations = count.agreed - count.seats_signed
    told = {
        "organizations": _many(organizations, _organizations),
        "seats": _many(count.seats_signed, _seats),
    }
    both = organizations and count.seats_signed
    who = _("%(organizations)s and %(seats)s") % told if both else "".join(told.values())
    return Agreed(
        version=version.number,
        since=version.in_force_from,
        who=_("Agreed by %(who)s") % {"who": who} if who else "",
        dissent=_many(count.dissented, _dissenters),
    )


def promises_of(row: Initiative) -> list[Promises]:
    """Return how the promises of a year stand, of those who lead first, then of all others.

    Nothing where the charter does not let everyone read them, or where there are none.
    """
    today = timezone.localdate()
    if not accountability.board_is_public(row, on=today):
        return []
    rows = accountability.board(row, person=None, since=today - YEAR, today=today)
    sides = [
        (_("The backbone and those who steer"), [one for one in rows if one.leads]),
        (_("All others"), [one for one in rows if not one.leads]),
    ]
    found = [Promises(who, _standing(some)) for who, some in sides]
    return found if any(one.stand for one in found) else []


def next_open_meeting(row: Initiative) -> Coming | None:
    """Return the next meeting that anyone may come to, if one is planned or was called off."""
    found = opened.open_meetings(row, now=timezone.now())
    called_off = list(takewhile(lambda one: one.state == Meeting.State.CALLED_OFF, found))
    following = found[len(called_off) : len(called_off) + 1]
    if not found:
        return None
    meeting = following[0] if following else None
    return Coming(meeting, opened.announced_access(meeting) if meeting else [], called_off)


def _many(count: int, said: Callable[[int], str]) -> str:
    return said(count) % {"count": count} if count else ""


def _organizations(count: int) -> str:
    return ngettext("%(count)s organization", "%(count)s organizations", count)


def _seats(count: int) -> str:
    return ngettext("%(count)s resident seat", "%(count)s resident seats", count)


def _dissenters(count: int) -> str:
    return ngettext("%(count)s said no, and why", "%(count)s said no, and why", count)


def _standing(rows: list[accountability.BoardRow]) -> list[tuple[str, int, str]]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(row.counts)
    kinds = [(one.value, counts[one.value], str(one.label)) for one in accountability.Standing]
    return [one for one in kinds if one[1]]
