"""`longtable backup`: the whole installation in one file, while people go on working."""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from longtable.cli.main import prepare_django
from longtable.cli.progress import Progress
from longtable.cli.trouble import Trouble

_DESCRIPTION = """\
Writes one file with everything that this installation must not lose: every row of the database
and every uploaded file, as they are at one moment, while people go on working. `longtable restore
FILE` brings it back, on SQLite or PostgreSQL. Prints one JSON object that says what is in it.
"""
_EPILOG = """\
A backup holds private data. Seal it, and only the restore key can open it:
  longtable backup --new-key restore.key     makes a restore key; keep it away from this server
  longtable backup FILE --seal-to KEY        KEY is the text that the first command printed
The installation's own secret is never in a backup: keep a copy of it apart, too.
"""


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "backup",
        help="write everything into one file, sealed if you like",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="the file to write")
    parser.add_argument(
        "--seal-to",
        metavar="KEY",
        help="seal it to this public key (else LONGTABLE_BACKUP_KEY, where that is set)",
    )
    parser.add_argument("--replace", action="store_true", help="overwrite FILE where it exists")
    parser.add_argument(
        "--new-key", metavar="KEYFILE", type=Path, help="only make a new restore key, in this file"
    )
    parser.add_argument(
        "--due",
        action="store_true",
        help="make the one that is due in LONGTABLE_BACKUP_FOLDER, as the worker does every night",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Make a backup, or a restore key. 1 where the backup that was due went wrong."""
    if [chosen.file is None, chosen.new_key is None, not chosen.due].count(False) != 1:
        raise Trouble("say which file to write, or --new-key KEYFILE to make a restore key")
    prepare_django()
    from longtable.record.acting import Refusal

    try:
        said = _due() if chosen.due else _new_key_or_backup(chosen)
    except Refusal as refusal:
        raise Trouble(str(refusal)) from refusal
    print(json.dumps(said, ensure_ascii=False, indent=1))
    return 1 if any(run["trouble"] for run in said.get("runs", [])) else 0


def _new_key_or_backup(chosen: argparse.Namespace) -> dict[str, Any]:
    return _new_key(chosen.new_key) if chosen.new_key else _backup(chosen)


def _due() -> dict[str, Any]:
    from django.conf import settings
    from django.utils import timezone

    from longtable.backups.actions import run_due

    if not settings.BACKUP_FOLDER:
        raise Trouble("LONGTABLE_BACKUP_FOLDER is not set: name the folder that backups go to")
    names = ("what", "file", "size", "rows", "files", "lost", "sealed", "seconds", "trouble")
    runs = run_due(timezone.now(), Progress())
    return {"runs": [{name: getattr(run, name) for name in names} for run in runs]}


def _new_key(path: Path) -> dict[str, Any]:
    from longtable.backups.actions import new_key

    return {"restore_key": str(path), "seal_to": new_key(path)}


def _backup(chosen: argparse.Namespace) -> dict[str, Any]:
    from django.conf import settings
    from django.utils import timezone

    from longtable.backups.actions import make

    started = time.monotonic()
    to = settings.BACKUP_KEY if chosen.seal_to is None else chosen.seal_to
    manifest = make(
        chosen.file, seal_to=to, replace=chosen.replace, now=timezone.now(), tell=Progress()
    )
    return {
        "file": str(chosen.file),
        "bytes": chosen.file.stat().st_size,
        "sealed": bool(to),
        "rows": sum(table["rows"] for table in manifest["tables"].values()),
        "files": len(manifest["files"]),
        "files_lost_before": manifest["lost_before"],
        "files_gone_meanwhile": manifest["gone_meanwhile"],
        "record_head": manifest["record_head"],
        "seconds": round(time.monotonic() - started, 2),
    }
