"""The backup of the night: made, thinned out, and once a week restored on trial."""

import datetime as dt
import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.conf import settings

from longtable.backups import scheduling
from longtable.backups.making import make
from longtable.backups.models import BackupRun
from longtable.record.acting import Refusal

Tell = Callable[[str], None]
_TRIAL = "backup-trial-"
_TRIAL_SECONDS = 4 * 3600


def run_due(now: dt.datetime, tell: Tell) -> list[BackupRun]:
    """Make the backup that is due, and try it where that is due; return how each went.

    What goes wrong is kept in the run, for the administrators' page; nothing is raised.
    """
    with _alone() as alone:
        if not (alone and scheduling.is_due(now)):
            return []
        _clear_away()
        if not scheduling.is_trial_due(now):
            return [_made(now, Path(settings.BACKUP_FOLDER), settings.BACKUP_KEY, tell)]
        return _made_and_tried(now, tell)


def _made_and_tried(now: dt.datetime, tell: Tell) -> list[BackupRun]:
    """Make a backup, and restore it on trial.

    A sealed backup can't be opened here, so its content is made once, tried, and thrown away.
    """
    made = _made(now, Path(settings.BACKUP_FOLDER), settings.BACKUP_KEY, tell)
    if made.trouble:
        return [made]
    folder = Path(mkdtemp(prefix=_TRIAL, dir=settings.DATA))
    try:
        file = Path(settings.BACKUP_FOLDER) / made.file
        if made.sealed:
            file = folder / "plain"
            make(file, seal_to="", replace=False, now=now, tell=tell)
        return [made, _tried(now, made.file, file, folder)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _made(now: dt.datetime, folder: Path, seal_to: str, tell: Tell) -> BackupRun:
    started, name = time.monotonic(), scheduling.name_at(now)
    run = BackupRun(what=BackupRun.What.MADE, at=now, file=name, sealed=bool(seal_to))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        manifest = make(folder / name, seal_to=seal_to, replace=False, now=now, tell=tell)
        run.size = (folder / name).stat().st_size
        run.rows = sum(table["rows"] for table in manifest["tables"].values())
        run.files, run.lost = len(manifest["files"]), manifest["lost_before"]
        for old in scheduling.too_many(os.listdir(folder), now):
            (folder / old).unlink(missing_ok=True)
        BackupRun.objects.filter(at__lt=now - scheduling.OLDEST).delete()
    except (Refusal, OSError) as error:
        run.trouble = str(error)
    run.seconds = round(time.monotonic() - started, 1)
    run.save()
    return run


def _tried(now: dt.datetime, name: str, file: Path, folder: Path) -> BackupRun:
    """Restore a backup into a SQLite database of its own, verify it, and keep how it went."""
    started = time.monotonic()
    run = BackupRun(what=BackupRun.What.TRIED, at=now, file=name)
    said, run.trouble = _restored(file, folder)
    if said:
        run.rows, run.files = said["rows"], said["files"]
    run.seconds = round(time.monotonic() - started, 1)
    run.save()
    return run


def _restored(file: Path, folder: Path) -> tuple[dict[str, Any], str]:
    """Return what `longtable restore` says, and what went wrong."""
    here = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "LONGTABLE_SECRET"}}
    words = [sys.executable, "-m", "longtable.cli.main", "restore", str(file)]
    try:
        ended = subprocess.run(  # noqa: S603
            words,
            env=here | {"LONGTABLE_DATA": str(folder / "data")},
            cwd=settings.ROOT,
            capture_output=True,
            text=True,
            timeout=_TRIAL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {}, f"restoring took more than {_TRIAL_SECONDS // 3600} hours"
    if ended.returncode == 0:
        return json.loads(ended.stdout), ""
    if ended.returncode == 1 and ended.stdout:
        verify = json.loads(ended.stdout)["verify"]
        found = len(verify["differences"]) + len(verify["record"]["broken"])
        return {}, f"restored, but `longtable verify` finds {found} differences in it"
    last = ended.stderr.strip().splitlines()[-1:]
    return {}, last[0] if last else f"restoring ended with {ended.returncode}"


@contextmanager
def _alone() -> Iterator[bool]:
    """Say whether nobody else is at it; while this lasts, nobody else will be."""
    with (Path(settings.DATA) / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _clear_away() -> None:
    """Take away what a run left that was killed."""
    for left in Path(settings.DATA).glob(f"{_TRIAL}*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in Path(settings.BACKUP_FOLDER).glob(".longtable-*.part"):
        left.unlink(missing_ok=True)
