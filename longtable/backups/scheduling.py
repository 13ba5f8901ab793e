"""When a backup is due, which ones are kept, and what stands in the folder."""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from longtable.backups.models import BackupRun

HOUR = 2
"""Backups are made after two in the morning, in the installation's time zone."""
DAYS, WEEKS = 7, 4
OLDEST = dt.timedelta(days=35)
BETWEEN_TRIALS = dt.timedelta(days=7)
AGAIN_AFTER = dt.timedelta(hours=1)
_NAME = re.compile(r"^longtable-(\d{8}T\d{6})Z\.backup$")


def name_at(now: dt.datetime) -> str:
    """Return the name of a backup that is made now."""
    return f"longtable-{now.astimezone(dt.UTC):%Y%m%dT%H%M%S}Z.backup"


def made_at(name: str) -> dt.datetime | None:
    """Return when the backup of that name was made; None for any other file."""
    found = _NAME.match(name)
    return dt.datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC) if found else None


def is_due(now: dt.datetime) -> bool:
    """Whether a folder is named and there is no backup yet since last night's hour.

    After one that failed there is an hour's pause.
    """
    if not settings.BACKUP_FOLDER:
        return False
    runs = BackupRun.objects.filter(what=BackupRun.What.MADE)
    if runs.filter(at__gt=now - AGAIN_AFTER).exclude(trouble="").exists():
        return False
    return not runs.filter(at__gte=_last_night(now), trouble="").exists()


def is_trial_due(now: dt.datetime) -> bool:
    """Whether no backup was restored on trial for a week."""
    trials = BackupRun.objects.filter(what=BackupRun.What.TRIED, trouble="")
    return not trials.filter(at__gt=now - BETWEEN_TRIALS + AGAIN_AFTER).exists()


def too_many(names: Iterable[str], now: dt.datetime) -> list[str]:
    """Return the backups that are not kept: all but a week of days, and a month of weeks before.

    The newest backup of a day, and of a week, stands for it. Nothing is older than 35 days.
    """
    found = sorted(((at, name) for name in names if (at := made_at(name))), reverse=True)
    by_day: dict[dt.date, str] = {}
    by_week: dict[tuple[int, int], str] = {}
    for at, name in found:
        if now - at <= OLDEST:
            day = timezone.localtime(at).date()
            by_day.setdefault(day, name)
            by_week.setdefault(day.isocalendar()[:2], name)
    days = list(by_day.values())[:DAYS]
    weeks = [name for name in by_week.values() if name not in days][:WEEKS]
    return sorted(name for _at, name in found if name not in {*days, *weeks})


def in_folder() -> list[Path]:
    """Return the scheduled backups that are there, newest first."""
    folder = Path(settings.BACKUP_FOLDER)
    found = folder.iterdir() if settings.BACKUP_FOLDER and folder.is_dir() else []
    return sorted((path for path in found if made_at(path.name)), reverse=True)


def _last_night(now: dt.datetime) -> dt.datetime:
    here = timezone.localtime(now)
    tonight = here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return tonight if here >= tonight else tonight - dt.timedelta(days=1)
