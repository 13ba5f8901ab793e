"""Receive a file: whole and safely on the disk, or not at all."""

import datetime as dt
import hashlib
import os
from pathlib import Path, PurePath
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.core.durable import sync
from longtable.initiative.models import Organization
from longtable.measures.models import Indicator
from longtable.record.acting import Double, Refusal, action
from longtable.record.room import leave_room
from longtable.submissions import permissions, queries
from longtable.submissions.models import Submission
from longtable.web.uploads import not_taken, plain_name

PIECE = 1 << 20


def receive_submission(
    indicator: Indicator,
    file: "UploadedFile[Any]",
    *,
    organization: Organization,
    once: str,
    now: dt.datetime,
    by: Person,
) -> Submission:
    """Keep a file that an organization reports. The same form sent twice is kept once.

    Raises Refusal for a file that is empty, too large or of another type.
    """
    earlier = queries.sent_once(indicator.initiative, once)
    if earlier is not None and earlier.received_by_id == by.pk:
        return earlier
    try:
        return _receive(indicator, file, organization=organization, once=once, now=now, by=by)
    except Double:
        earlier = queries.sent_once(indicator.initiative, once)
        if earlier is None or earlier.received_by_id != by.pk:
            raise
        return earlier


@action("sent a file")
def _receive(
    indicator: Indicator,
    file: "UploadedFile[Any]",
    *,
    organization: Organization,
    once: str,
    now: dt.datetime,
    by: Person,
) -> Submission:
    permissions.may_send(organization, indicator, by=by)
    name = plain_name(file.name or "")
    _check(name, file.size or 0)
    leave_room(file.size or 0)
    stored = f"submissions/{now.year}/{uuid4().hex}{PurePath(name).suffix.lower()}"
    path = Path(settings.MEDIA_ROOT) / stored
    try:
        digest = _store(file, path)
        return Submission.objects.create(
            initiative=indicator.initiative,
            organization=organization,
            indicator=indicator,
            file=stored,
            file_name=name,
            file_digest=digest,
            received_by=by,
            received=now,
            once=once[:64],
        )
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _check(name: str, size: int) -> None:
    instead = _("Split it by year.")
    why = not_taken(name, size, most=settings.UPLOAD_LARGEST_BYTES, instead=instead)
    if why:
        raise Refusal(why)


def _store(file: "UploadedFile[Any]", path: Path) -> str:
    """Write a file under another name, force it to the disk, then give it its name."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(".part")
    try:
        with os.fdopen(
            os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        ) as new:
            digest = _copy(file, new)
            new.flush()
            os.fsync(new.fileno())
        unfinished.rename(path)
        sync(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)
    return digest


def _copy(file: "UploadedFile[Any]", new: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in file.chunks(PIECE):
        digest.update(piece)
        new.write(piece)
    return digest.hexdigest()
