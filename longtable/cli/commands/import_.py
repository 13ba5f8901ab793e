"""`longtable import`: take a partner's file in, through the same actions as the site."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from longtable.cli.main import prepare_django
from longtable.cli.trouble import Trouble

if TYPE_CHECKING:
    from longtable.accounts.models import Person
    from longtable.initiative.models import Initiative
    from longtable.submissions.models import Submission

SILENT_SECONDS = 2.0


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "import",
        help="take a partner's spreadsheet in, as its last one was read",
        description=(
            "Take a spreadsheet in, read as the organization's last file for the indicator. "
            "A first file has to be looked at on the site, where its columns are said; it is "
            "refused here (exit 2) with what was understood, and waits on the site's data desk. "
            "Prints one JSON object: counts, problems, and whether it was taken in; what takes "
            "more than two seconds says on standard error how far it is."
        ),
    )
    parser.add_argument("file", metavar="FILE", help="XLSX, XLS, ODS or CSV")
    parser.add_argument("--initiative", required=True, metavar="SLUG")
    parser.add_argument("--indicator", required=True, metavar="CODE")
    parser.add_argument("--organization", required=True, metavar="NAME")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen, take nothing in"
    )
    parser.add_argument(
        "--as",
        dest="person",
        metavar="EMAIL",
        help="who does it (default: the initiative's only data lead)",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Take the file in and print what became of it; 2 where a person has to look first."""
    prepare_django()
    from django.core.exceptions import ObjectDoesNotExist

    from longtable.record.acting import Refusal
    from longtable.submissions import actions

    try:
        if chosen.dry_run:
            with actions.leaving_nothing() as tried:
                return _take_in(chosen, tried)
        return _take_in(chosen, [])
    except (Refusal, ObjectDoesNotExist) as refusal:
        raise Trouble(" ".join(str(refusal).split())) from refusal


def _take_in(chosen: argparse.Namespace, tried: "list[Submission]") -> int:
    from longtable.submissions import actions, queries

    submission, person = _received(chosen)
    tried.append(submission)
    kept = chosen.dry_run  # a trial is undone as a whole
    progress = _Progress()
    try:
        _read(submission, person, progress)
        if submission.trouble:
            raise Trouble(submission.trouble)
        is_first = queries.remembered_layout(submission.organization, submission.indicator) is None
        if is_first:
            _refuse_first(submission)
            kept = True
        else:
            kept |= _finish(submission, person, progress, is_trial=chosen.dry_run)
        return 2 if is_first or submission.counted["blocking"] else 0
    finally:
        if submission.state in {"waiting", "unreadable", "read"} and not kept:
            actions.discard_submission(submission, version=submission.version, by=person)


def _read(submission: "Submission", person: "Person", progress: "_Progress") -> None:
    """Read a file, unless the worker of a running site was faster: it looks for files as well."""
    from longtable.record.acting import Stale
    from longtable.submissions import actions

    try:
        actions.read_submission(submission, heard=progress.tell, by=person)
    except Stale:
        submission.refresh_from_db()
        if submission.state not in {"read", "unreadable"}:
            raise Trouble("somebody discarded this file while it was read") from None


def _finish(
    submission: "Submission", person: "Person", progress: "_Progress", *, is_trial: bool
) -> bool:
    """Take in what was read like the last file, and say whether it waits on the desk instead."""
    from django.utils import timezone

    from longtable.submissions import actions

    blocked = bool(submission.counted["blocking"])
    if not blocked and not is_trial:
        version, now, heard = submission.version, timezone.now(), progress.tell
        actions.accept_submission(submission, version=version, now=now, heard=heard, by=person)
    _print(submission, taken_in=submission.state == "accepted")
    if blocked:
        print(
            f"longtable: something needs a person; nothing was taken in. {_desk(submission)}",
            file=sys.stderr,
        )
    return blocked


class _Progress:
    """Says on standard error how far a file is, where it takes longer than somebody just waits."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def tell(self, step: "Submission.Step", done: int, whole: int) -> None:
        now = time.monotonic()
        if now - self._said >= SILENT_SECONDS:
            self._said = now
            share = 100 * done // max(whole, 1)
            _say(f"longtable: {done:,} of {whole:,} {step.label} ({share} %)")


def _received(chosen: argparse.Namespace) -> "tuple[Submission, Person]":
    from django.core.files import File
    from django.core.files.uploadedfile import UploadedFile
    from django.utils import timezone

    from longtable.initiative.queries import organizations_in
    from longtable.measures.queries import indicators_of
    from longtable.submissions import actions

    path = Path(chosen.file)
    initiative = _initiative(chosen.initiative)
    indicator = indicators_of(initiative).filter(code=chosen.indicator).first()
    if indicator is None:
        raise Trouble(f"{chosen.initiative} has no indicator {chosen.indicator!r}")
    organization = organizations_in(initiative).filter(name=chosen.organization).first()
    if organization is None:
        raise Trouble(f"{chosen.initiative} has no organization {chosen.organization!r}")
    person = _person(initiative, chosen.person)
    try:
        with path.open("rb") as stream:
            file = UploadedFile(File(stream), name=path.name, size=path.stat().st_size)
            submission = actions.receive_submission(
                indicator, file, organization=organization, once="", now=timezone.now(), by=person
            )
    except OSError as error:
        raise Trouble(f"{chosen.file}: {error.strerror or error}") from error
    return submission, person


def _initiative(slug: str) -> "Initiative":
    from longtable.initiative.queries import room

    found = room(slug, None)
    if found is None:
        raise Trouble(f"there is no initiative {slug!r}")
    return found.initiative


def _person(initiative: "Initiative", email: str | None) -> "Person":
    """Return who acts: the one named, or the only data lead there is."""
    from longtable.initiative.models import Role
    from longtable.initiative.queries import people_in

    people = people_in(initiative)
    if email:
        found = people.filter(person__email__iexact=email).first()
        if found is None:
            raise Trouble(f"{email} is not in {initiative.slug}")
        return found.person
    leads = list(people.filter(role=Role.DATA_LEAD)[:2])
    if len(leads) != 1:
        raise Trouble("say who does it with --as EMAIL: there is not exactly one data lead")
    return leads[0].person


def _refuse_first(submission: "Submission") -> None:
    """Say on standard error what was understood of a first file, and where to say the rest."""
    from longtable.submissions import queries

    layout = queries.layout_of(submission)
    _say("longtable: this is the first file of this organization for this indicator.")
    _say(f"Understood of the sheet {layout.sheet!r}:")
    for column in layout.columns:
        _say(f"  column {column.letter} ({column.name}): {column.use.replace('_', ' ')}")
    _say(f"  period: {layout.period or 'in a column, or not said'}")
    for problem in queries.problems_of(submission):
        _say(f"To be said: {problem.what} {problem.fix}")
    _say(f"Nothing was taken in. Say the rest once, and it is remembered. {_desk(submission)}")


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _desk(submission: "Submission") -> str:
    from django.conf import settings

    place = f"{settings.ADDRESS}/{submission.initiative.slug}/measures/submissions/"
    return f"On the site: {place}{submission.pk}/ (after a dry run, send it at {place}send/)."


def _print(submission: "Submission", *, taken_in: bool) -> None:
    from longtable.submissions import queries

    problems = [
        {
            "cause": problem.cause,
            "blocking": problem.blocking,
            "where": problem.where,
            "count": problem.count,
            "what": problem.what,
            "why": problem.why,
            "fix": problem.fix,
        }
        for problem in queries.problems_of(submission)
    ]
    said = {
        "taken_in": taken_in,
        "file": submission.file_name,
        "sha256": submission.file_digest,
        **{key: value for key, value in submission.counted.items() if key != "problems"},
        "problems": problems,
    }
    print(json.dumps(said, ensure_ascii=False, indent=2))
