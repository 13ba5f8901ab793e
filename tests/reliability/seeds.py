"""What an installation holds before anything happens to it. Run inside it, by name.

`python -m tests.reliability.seeds NAME '{"…": …}'` prints what the function returns, as JSON.
"""

import datetime as dt
import json
import sys
from typing import Any

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
RACES = ("Black", "Hispanic", "Asian", "White", "Two or More Races")


def file_of(year: int, *, districts: int = 100) -> bytes:
    """Return a partner's file of one period: five rows a district."""
    lines = [f'"Four-Year Graduation Rates, {year}-{(year + 1) % 100:02d}"', ""]
    lines.append("District,District Code,Race/Ethnicity,Four-Year Cohort Count,Graduation Count")
    for number in range(districts):
        for place, race in enumerate(RACES):
            cohort = 100 + (number * 7 + place * 13 + year) % 300
            lines.append(f"District {number},09{number:05d},{race},{cohort},{cohort * 2 // 3}")
    return ("\n".join(lines) + "\n").encode()


def world(
    *, savers: int = 0, read: int = 0, waiting: int = 0, letters: int = 0, districts: int = 100
) -> dict[str, Any]:
    """Set up an initiative with facilitators who save, files that are read or wait, and letters."""
    from django.contrib.auth.hashers import make_password

    from longtable.demo.people import PASSWORD
    from longtable.initiative.models import Role
    from longtable.measures.models import Place
    from longtable.submissions.tests import world as submissions
    from tests.factories import MembershipFactory, PersonFactory

    there = submissions.world()
    password = make_password(PASSWORD)
    for number in range(districts):
        Place.objects.create(
            initiative=there.initiative,
            code=f"09{number:05d}",
            name={"en": f"District {number}"},
            level="district",
        )
    for person in (there.lead, there.steward):
        person.password = password
        person.save()
    people = []
    for number in range(savers):
        person = PersonFactory(email=f"saver-{number}@example.org", password=password)
        MembershipFactory(
            initiative=there.initiative, person=person, role=Role.FACILITATOR, organization=None
        )
        people.append(person.email)
    files = [_sent(there, 1950 + number, districts) for number in range(read)]
    later = [_sent(there, 2000 + number, districts, wait=True) for number in range(waiting)]
    _write(there, letters)
    return {
        "initiative": there.initiative.slug,
        "lead": there.lead.email,
        "steward": there.steward.email,
        "savers": people,
        "files": [one.pk for one in files],
        "waiting": [one.pk for one in later],
        "indicator": there.graduation.pk,
        "organization": there.district.pk,
    }


def mail_server(*, port: int) -> None:
    """Have mail go out to a server on this machine."""
    from longtable.record.models import MailServer

    MailServer.objects.create(
        host="127.0.0.1", port=port, security="none", sender="longtable@example.org"
    )


def invitation() -> str:
    """Invite somebody new, and return the code of the mail."""
    from longtable.accounts.queries import hashed
    from longtable.initiative.models import Initiative
    from tests.factories import InvitationFactory

    initiative = Initiative.objects.get(slug="bridgeport")
    InvitationFactory(
        initiative=initiative,
        by=initiative.memberships.first().person,
        code_hash=hashed("a-code"),
        email="guest@example.org",
    )
    return "a-code"


def meeting(*, seats: int) -> dict[str, Any]:
    """Set up a meeting that is on, run by the first who saves; return its pages and its seats."""
    from longtable.accounts.models import Person
    from longtable.initiative.models import Initiative
    from tests.factories import MeetingFactory, SeatFactory, SeriesFactory, TableFactory

    table = TableFactory(
        initiative=Initiative.objects.get(slug="bridgeport"),
        slug="residents",
        facilitator=Person.objects.get(email="saver-0@example.org"),
    )
    there = MeetingFactory(
        series=SeriesFactory(table=table), day=dt.date(2026, 3, 3), state="live", opened=NOW
    )
    held = [SeatFactory(table=table, number=number + 1) for number in range(seats)]
    page = f"/bridgeport/tables/residents/meetings/{there.day}"
    return {"far": f"/r/{there.code}/", "live": page, "seats": [seat.pk for seat in held]}


def published() -> dict[str, Any]:
    """Publish one number; return its page and its release."""
    from longtable.measures.tests.world import SAFE, city

    made = city(people={"en": "children"})
    made.count("2024", SAFE)
    release = made.publish()
    return {"page": f"/{made.indicator.initiative.slug}/", "release": release.pk}


def withdraw(*, release: int) -> None:
    """Take a release back, as whoever approved it."""
    from longtable.measures import actions
    from longtable.measures.models import Release

    row = Release.objects.get(pk=release)
    actions.withdraw_release(row, reason="Wrong", now=NOW, by=row.approved_by)


def take_in(*, districts: int) -> None:
    """Take a file in for an indicator that publishes districts."""
    from types import SimpleNamespace

    from django.utils import timezone

    from longtable.measures.models import Definition
    from longtable.submissions import actions
    from longtable.submissions.models import Submission

    Definition.objects.update(cuts=[{"level": "district", "by": []}])
    file_sent_before = Submission.objects.get()
    there = SimpleNamespace(
        graduation=file_sent_before.indicator,
        district=file_sent_before.organization,
        steward=file_sent_before.received_by,
    )
    submission = _sent(there, 1999, districts)
    actions.accept_submission(
        submission, version=submission.version, now=timezone.now(), by=there.steward
    )


def warehouse_agrees() -> bool:
    """Whether the warehouse holds exactly what the database says counts, files and traces."""
    from longtable.measures import sources
    from longtable.measures.store import fact_store
    from longtable.submissions.facts import accepted

    store = fact_store()
    kept = {source: sorted(map(repr, store.facts(source))) for source in store.sources()}
    held = {source: sorted(map(repr, facts)) for source, facts in accepted()}
    for name, count in sources.SOURCES.items():
        for source in kept:
            start, _, year = source.rpartition("-")
            if start == name:
                held[source] = sorted(map(repr, count(int(year))))
    return held == kept


def warehouse_settles() -> bool:
    """Make the warehouse good as the worker does, and say whether it is."""
    from longtable.measures import sources

    sources.steadily(sources.settle)
    return sources.steadily(warehouse_agrees)


def _sent(there: Any, year: int, districts: int, *, wait: bool = False) -> Any:
    from longtable.record.acting import Stale
    from longtable.submissions import actions
    from longtable.submissions.tests.world import upload

    content = file_of(year, districts=districts)
    submission = actions.receive_submission(
        there.graduation,
        upload(f"rates-{year}.csv", content),
        organization=there.district,
        once="",
        now=NOW,
        by=there.steward,
    )
    if not wait:
        try:
            actions.read_submission(submission, by=there.steward)
        except Stale:  # the worker was faster
            submission.refresh_from_db()
        assert not submission.counted["blocking"], submission.problems
    return submission


def _write(there: Any, letters: int) -> None:
    from django.core.mail import EmailMessage

    headers = {"X-Longtable-Initiative": str(there.initiative.pk)}
    for number in range(letters):
        EmailMessage(
            subject=f"Letter {number}",
            body="To be read by one person, once.",
            to=[f"reader-{number}@example.org"],
            headers=dict(headers),
        ).send()


def _main(name: str, wanted: str) -> None:
    import django

    django.setup()
    sys.stdout.write(json.dumps(globals()[name](**json.loads(wanted))) + "\n")


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "longtable.config.settings")
    _main(*sys.argv[1:])
