"""`longtable restore`: bring a backup back into an empty installation."""

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from longtable.cli.main import prepare_django
from longtable.cli.progress import Progress
from longtable.cli.trouble import Trouble

_DESCRIPTION = """\
Restores a file that `longtable backup` wrote, into an empty database and an empty data folder:
whole, or not at all. The file is read to its end first. Then come the rows, the uploaded files,
the migrations that are newer than the backup, the warehouse, and a run of `longtable verify`.
Prints one JSON object. Ends with 1 where a published figure or the record is not as it was.
"""


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "restore",
        help="bring a backup back into an empty installation",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="a file made by longtable backup")
    parser.add_argument("--key", metavar="KEYFILE", type=Path, help="the restore key, if sealed")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Restore and verify."""
    prepare_django()
    from longtable.backups.actions import has_same_secret, restore
    from longtable.measures.actions import verify
    from longtable.record import chain
    from longtable.record.acting import Refusal

    started, tell = time.monotonic(), Progress()
    try:
        manifest = restore(chosen.file, key=chosen.key, tell=tell)
    except Refusal as refusal:
        raise Trouble(str(refusal)) from refusal
    tell("verifying every published figure")
    report, history = verify(), chain.examine()
    same = not (report.differences or history.broken)
    said = {
        "restored": str(chosen.file),
        "made": manifest["made"],
        "record_head": manifest["record_head"],
        "rows": sum(table["rows"] for table in manifest["tables"].values()),
        "files": len(manifest["files"]),
        "files_missing": manifest["lost_before"] + manifest["gone_meanwhile"],
        "rows_and_files_as_backed_up": True,
        "verify": {"same": same, **asdict(report), "record": asdict(history)},
        "notes": _notes(has_same_secret=has_same_secret(manifest)),
        "seconds": round(time.monotonic() - started, 2),
    }
    print(json.dumps(said, ensure_ascii=False, indent=1))
    return 0 if same else 1


def _notes(*, has_same_secret: bool) -> list[str]:
    notes = ["Sessions are not in a backup: everybody signs in again."]
    if not has_same_secret:
        notes.append(
            "The secret is not the one of the installation that was backed up. The password of "
            "the mail server has to be set again, and links in mail sent before do not work. "
            "Or: stop, put the old `secret` file into the data folder, and start."
        )
    return notes
