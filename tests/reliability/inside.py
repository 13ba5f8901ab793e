"""What the harness does inside an installation, each as a process of its own.

`python -m tests.reliability.inside seed | write NUMBER | look | use | refusals FILES | torn FILE`
"""

import datetime as dt
import hashlib
import json
import os
import signal
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "longtable.config.settings")
PASSWORD = "a long enough password"
HEAD = "Period,Place,Race,Count,Total number\n"
FILE = HEAD.encode() + b"2026,north,asian,20,40\n"


def seed() -> dict:
    """Fill an empty installation: a city with a public release, people, a file."""
    from django.core.management import call_command
    from django.utils import timezone

    from longtable.measures.tests.world import RACES, SAFE, city
    from longtable.record import chain
    from longtable.record.models import Letter
    from longtable.submissions import actions as submissions

    call_command("migrate", verbosity=0)
    made = city()
    for person in (made.lead, made.facilitator):
        person.set_password(PASSWORD)
        person.save()
    lines = [
        f"2024,{school},{race},{numerator},{denominator}\n"
        for school, counts in SAFE.items()
        for race, (numerator, denominator) in zip(RACES, counts, strict=True)
    ]
    sent = _send(made.indicator, made.lead, (HEAD + "".join(lines)).encode())
    sent = submissions.read_submission(sent, by=made.lead)
    now = timezone.now()
    submissions.accept_submission(sent, version=sent.version, now=now, by=made.lead)
    made.publish()
    chain.seal(timezone.now())
    # The newest number of a table is not always that of a row that is there.
    Letter.objects.bulk_create([Letter(to="x@example.org", message=b"\0\xff") for _ in range(3)])
    Letter.objects.order_by("pk").last().delete()
    return {"lead": made.lead.email, "facilitator": made.facilitator.email}


def write(number: str) -> dict:
    """Send files without pause until told to stop: each is a row, an entry and a file."""
    from longtable.accounts.models import Person
    from longtable.measures.models import Indicator

    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda got, _frame: stopping.append(got))
    indicator, lead = Indicator.objects.get(), Person.objects.order_by("pk").first()
    done = 0
    sys.stdout.write("writing\n")
    sys.stdout.flush()
    while not stopping:
        _send(indicator, lead, FILE + f"# {number} {done}\n".encode() * (1 + done % 50))
        done += 1
    return {"done": done}


def look() -> dict:
    """Say all that is there, by means that the backup itself does not use."""
    from django.apps import apps
    from django.conf import settings

    from longtable.record.models import Entry
    from longtable.submissions.models import Submission

    tables = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in {"django_session", "backups_backuprun"}:
            names = [field.attname for field in model._meta.concrete_fields]
            rows = [json.dumps(_said(r)) for r in model._base_manager.values_list(*names)]
            whole = "\n".join(sorted(rows)).encode()
            tables[model._meta.db_table] = [len(rows), hashlib.sha256(whole).hexdigest()]
    wrong = [
        row.file.name
        for row in Submission.objects.all()
        if not Path(row.file.path).exists()
        or hashlib.sha256(Path(row.file.path).read_bytes()).hexdigest() != row.file_digest
    ]
    uploads = Path(settings.MEDIA_ROOT)
    return {
        "tables": tables,
        "wrong_files": wrong,
        "files": sorted(p.name for p in uploads.glob("submissions/*/*")),
        "submissions": Submission.objects.count(),
        "entries": Entry.objects.filter(verb="sent a file").count(),
        "next": _next_number(),
    }


def use() -> dict:
    """Go on where the backup was made: sign in by password, send a file, publish, verify."""
    from django.conf import settings
    from django.db import DatabaseError, transaction
    from django.test import Client
    from django.utils import timezone

    from longtable.accounts.models import Person
    from longtable.measures import actions
    from longtable.measures.models import Indicator, PublishedValue
    from longtable.record.models import Entry

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    lead, facilitator = Person.objects.order_by("pk")[:2]
    client = Client()
    client.post("/accounts/login/", {"login": lead.email, "password": PASSWORD})
    indicator = Indicator.objects.get()
    slug = indicator.initiative.slug
    now = timezone.now()
    release = actions.prepare_release(indicator, reason="After the restore", now=now, by=lead)
    actions.approve_release(release, version=release.version, now=now, by=facilitator)
    refused = []
    for model, change in ((Entry, {"verb": "x"}), (PublishedValue, {"estimate": 1.0})):
        try:
            with transaction.atomic():
                model.objects.update(**change)
        except DatabaseError as error:
            refused.append("never edited" in str(error))
    return {
        "signed_in": client.get(f"/{slug}/today/").status_code,
        "public": client.get(f"/{slug}/measures/reading/").status_code,
        "release": release.number,
        "differences": len(actions.verify().differences),
        "refused": refused,
    }


def refusals(*paths: str) -> list[str]:
    """Try to restore each of these files, and return why each was refused."""
    from longtable.backups.actions import restore
    from longtable.record.acting import Refusal

    said = []
    for path in paths:
        try:
            restore(Path(path), key=None, tell=lambda said: None)
            said.append("restored")
        except Refusal as refusal:
            said.append(str(refusal))
    return said


def torn(path: str) -> dict:
    """Make a backup with a planted fault: without one picture, and slowly."""
    import time
    from contextlib import nullcontext

    from django.utils import timezone

    from longtable.backups import making, rows

    plain = rows.Table.rows

    def slow(table):
        time.sleep(0.1)
        return plain(table)

    making.one_picture = nullcontext
    rows.Table.rows = slow
    return making.make(
        Path(path), seal_to="", replace=False, now=timezone.now(), tell=lambda said: None
    )["tables"]


def _send(indicator, by, content):
    """Send a file as a partner does."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils import timezone

    from longtable.submissions.actions import receive_submission

    return receive_submission(
        indicator,
        SimpleUploadedFile("numbers.csv", content),
        organization=indicator.owner,
        once="",
        now=timezone.now(),
        by=by,
    )


def _next_number() -> int:
    """Return the number that the next letter gets."""
    from django.db import transaction

    from longtable.record.models import Letter

    with transaction.atomic():
        number = Letter.objects.create(to="x@example.org", message=b"").pk
        transaction.set_rollback(True)
    return number


def _said(value):
    match value:
        case memoryview() | bytes():
            return bytes(value).hex()
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat()
        case float():
            return int(value) if value.is_integer() else value
        case list() | tuple():
            return [_said(one) for one in value]
        case dict():
            return {key: _said(value[key]) for key in sorted(value)}
        case None | bool() | int() | str():
            return value
    return str(value)


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
