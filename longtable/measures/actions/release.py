"""Making numbers public: prepared by one person, approved by another, never edited after."""

import datetime as dt
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.measures import permissions
from longtable.measures.checking import digest_of_values
from longtable.measures.models import Definition, Indicator, Release
from longtable.measures.preparing import Draft, file_draft, work_out
from longtable.measures.queries import releases_of
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.record.room import leave_room

OBJECTIVES = ("cells", "people", "communities")


def prepare_release(
    indicator: Indicator,
    *,
    reason: str,
    objective: str = "communities",
    now: dt.datetime,
    by: Person,
) -> Release:
    """Count, protect and attack all that the definition declares; nothing is public yet.

    `objective` says what withholding should spare: cells, people or small communities. Refuses
    when nothing has been counted, a release waits already, or an earlier one makes it unsafe.
    The work is done before anything is written, so that nobody has to wait for it.
    """
    permissions.may_prepare(indicator.initiative, by=by)
    if objective not in OBJECTIVES:
        raise ValueError(f"no such objective: {objective}")
    _refuse_second(indicator)
    leave_room()
    if releases_of(indicator).exists() and not reason.strip():
        raise Refusal(_("Say what is new, or what is corrected."))
    definition = indicator.definition
    draft = work_out(definition, objective)
    said = {"reason": reason.strip(), "objective": objective, "prepared": now}
    return file_release(definition, draft, said, by=by)


@action("prepared a release of")
def file_release(
    definition: Definition, draft: Draft, said: dict[str, Any], *, by: Person
) -> Release:
    """Write down a release that was worked out; `said` are its reason, objective and time.

    Refuses when somebody released or changed the definition while it was worked out.
    """
    indicator = Indicator.objects.select_for_update().get(pk=definition.indicator_id)
    permissions.may_prepare(indicator.initiative, by=by)
    _refuse_second(indicator)
    now_in_force = indicator.definition
    if releases_of(indicator).first() != draft.after or (
        (now_in_force.pk, now_in_force.version) != (definition.pk, definition.version)
    ):
        raise Refusal(_("Somebody changed this meanwhile. Prepare the release again."))
    release = Release.objects.create(
        indicator=indicator,
        definition=definition,
        replaces=draft.after,
        prepared_by=by,
        **said,
    )
    file_draft(release, draft)
    return release


def _refuse_second(indicator: Indicator) -> None:
    if indicator.releases.filter(state=Release.State.PREPARED).exists():
        raise Refusal(_("A release of this indicator is prepared already. Look at that one."))


def approve_release(release: Release, *, version: int, now: dt.datetime, by: Person) -> Release:
    """Make a prepared release public, as the second person. It never changes again.

    Refuses unless the attacker found nothing in exactly these values. The same click twice
    approves once.
    """
    permissions.may_approve(release, by=by)
    if release.state == Release.State.PUBLISHED and release.approved_by_id == by.pk:
        return release
    return _approve(release, version=version, now=now, by=by)


@action("approved")
def _approve(release: Release, *, version: int, now: dt.datetime, by: Person) -> Release:
    permissions.may_approve(release, by=by)
    _refuse_unless_prepared(release)
    attack = release.check_report.get("attack", {})
    if not attack.get("passed"):
        raise Refusal(_("The check did not pass. Discard this release and prepare it again."))
    if attack.get("values") != digest_of_values(release):
        raise Refusal(
            _("The values have changed since they were checked. Prepare the release again.")
        )
    newest = release.indicator.releases.aggregate(Max("number"))["number__max"] or 0
    changes = {
        "state": Release.State.PUBLISHED,
        "number": newest + 1,
        "approved_by": by,
        "published": now,
    }
    save_if_unchanged(release, changes, version=version)
    return release


def discard_release(release: Release, *, version: int, by: Person) -> Release:
    """Throw a prepared release away. Its values were never public. Twice is once."""
    permissions.may_prepare(release.indicator.initiative, by=by)
    if release.state == Release.State.DISCARDED:
        return release
    return _discard(release, version=version, by=by)


@action("discarded")
def _discard(release: Release, *, version: int, by: Person) -> Release:
    permissions.may_prepare(release.indicator.initiative, by=by)
    _refuse_unless_prepared(release)
    save_if_unchanged(release, {"state": Release.State.DISCARDED}, version=version)
    release.values.all().delete()
    return release


def withdraw_release(release: Release, *, reason: str, now: dt.datetime, by: Person) -> Release:
    """Withdraw a public release at once. One person is enough, because it may be urgent.

    Pages show when and why, in the words of `reason`; the values are hidden from the next
    request on. They still count when later releases are protected. Twice is once.
    """
    permissions.may_withdraw(release, by=by)
    if not reason.strip():
        raise Refusal(_("Say why, in words that everybody may read."))
    if release.state == Release.State.WITHDRAWN:
        return release
    return _withdraw(release, reason=reason, now=now, by=by)


@action("withdrew")
def _withdraw(release: Release, *, reason: str, now: dt.datetime, by: Person) -> Release:
    permissions.may_withdraw(release, by=by)
    if release.state != Release.State.PUBLISHED:
        raise Refusal(_("Only a public release can be withdrawn."))
    changes = {
        "state": Release.State.WITHDRAWN,
        "withdrawn": now,
        "withdrawn_by": by,
        "withdrawn_because": reason.strip(),
    }
    save_if_unchanged(release, changes, version=release.version)
    return release


def _refuse_unless_prepared(release: Release) -> None:
    if release.state != Release.State.PREPARED:
        raise Refusal(_("This release is no longer waiting."))
