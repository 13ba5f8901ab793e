"""How the backups of this installation stand."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from longtable.backups import scheduling
from longtable.backups.models import BackupRun

_LATE = dt.timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class BackupState:
    """Where backups go, how the newest went, and what there is. `late`: none for over a day."""

    folder: str
    sealed: bool
    late: bool
    newest: BackupRun | None
    good: BackupRun | None
    trial: BackupRun | None
    kept: list["KeptBackup"]


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """One file in the folder of backups, and its size in bytes."""

    name: str
    made: dt.datetime
    size: int


def backup_state(now: dt.datetime) -> BackupState:
    """Return how the scheduled backups stand."""
    made = BackupRun.objects.filter(what=BackupRun.What.MADE).order_by("-at")
    good = made.filter(trouble="").first()
    return BackupState(
        folder=settings.BACKUP_FOLDER,
        sealed=bool(settings.BACKUP_KEY),
        late=good is not None and now - good.at > _LATE,
        newest=made.first(),
        good=good,
        trial=BackupRun.objects.filter(what=BackupRun.What.TRIED).order_by("-at").first(),
        kept=[kept for path in scheduling.in_folder() if (kept := _kept(path))],
    )


def _kept(path: Path) -> KeptBackup | None:
    made = scheduling.made_at(path.name)
    try:
        return KeptBackup(path.name, made, path.stat().st_size) if made else None
    except FileNotFoundError:
        return None
