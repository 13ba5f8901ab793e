"""Write the digest, and choose which mail one wants."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone, translation

from longtable.accountability.models import LadderStep
from longtable.accounts.models import Person
from longtable.communication import letters, permissions, queries
from longtable.communication.models import Digest, MailChoice
from longtable.initiative.models import Initiative, Membership
from longtable.record.acting import action, save_if_unchanged


@action("wrote the digest of the week")
def write_digest(
    membership: Membership, *, week: dt.date, now: dt.datetime, by: models.Model
) -> Digest:
    """Write somebody the digest of a week, once; nothing to say is written down as well.

    `week` is its Monday. The row and the letter stand or fall together.
    """
    permissions.may_write_digest(membership, by=by)
    choice = queries.mail_choice(membership.person, membership.initiative)
    with_news = choice.what == MailChoice.What.WEEKLY
    with translation.override(membership.person.language), timezone.override(choice.clock):
        told = queries.digest_for(membership, now=now, with_news=with_news)
        row = _keep(membership, Digest.Kind.WEEK, week, now=now, is_sent=told.says_something)
        if told.says_something:
            letters.write_digest(membership, told)
    return row


@action("wrote what is due tomorrow")
def write_tomorrow(
    membership: Membership, *, day: dt.date, now: dt.datetime, by: models.Model
) -> Digest:
    """Write somebody on a day what is due on the next, once."""
    permissions.may_write_digest(membership, by=by)
    choice = queries.mail_choice(membership.person, membership.initiative)
    with translation.override(membership.person.language), timezone.override(choice.clock):
        waiting = queries.waiting_for(membership.person, membership.initiative, now=now)
        due = queries.due_on(waiting, day + dt.timedelta(days=1))
        row = _keep(membership, Digest.Kind.TOMORROW, day, now=now, is_sent=bool(due))
        if due:
            letters.write_tomorrow(membership, due)
    return row


@action("wrote what is late")
def write_late(
    membership: Membership,
    steps: list[LadderStep],
    *,
    day: dt.date,
    now: dt.datetime,
    by: models.Model,
) -> Digest:
    """Write somebody in one letter which promises became late that concern them."""
    permissions.may_write_digest(membership, by=by)
    choice = queries.mail_choice(membership.person, membership.initiative)
    with translation.override(membership.person.language), timezone.override(choice.clock):
        row = _keep(membership, Digest.Kind.LATE, day, now=now, is_sent=True)
        letters.write_late(membership, queries.late_lines(steps))
    return row


def _keep(
    membership: Membership, kind: str, day: dt.date, *, now: dt.datetime, is_sent: bool
) -> Digest:
    return Digest.objects.create(
        initiative=membership.initiative,
        person=membership.person,
        kind=kind,
        day=day,
        written=now,
        is_sent=is_sent,
    )


@action("chose which mail comes")
def choose_mail(
    initiative: Initiative, changes: dict[str, Any], *, version: int, by: Person
) -> MailChoice:
    """Keep which mail somebody wants and when; `version` is 0 when they had not chosen yet."""
    permissions.may_choose_mail(initiative, by=by)
    unknown = changes.keys() - {"what", "quiet_from", "quiet_until", "zone"}
    if unknown:
        raise ValueError(f"not to be changed: {sorted(unknown)}")
    row = queries.mail_choice(by, initiative)
    if row.pk is None:
        return MailChoice.objects.create(initiative=initiative, person=by, **changes)
    save_if_unchanged(row, changes, version=version)
    return row


@action("stopped the mail")
def stop_mail(initiative: Initiative, *, by: Person) -> MailChoice:
    """End somebody's mail from an initiative, by the link in one of its letters."""
    permissions.may_choose_mail(initiative, by=by)
    row, _is_new = MailChoice.objects.get_or_create(initiative=initiative, person=by)
    save_if_unchanged(row, {"what": MailChoice.What.NOTHING}, version=row.version)
    return row
