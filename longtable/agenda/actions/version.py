"""Open a version for signing, give one's word on it, and put it in force."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.agenda import permissions, queries, seats
from longtable.agenda.models import AgendaVersion, Clause, Ratification
from longtable.agenda.rules import Rule
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization
from longtable.record.acting import Refusal, action, save_if_unchanged

NEEDED = (Clause.Part.PROBLEM, Clause.Part.RESULT)


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody's word on a version: who signs, for an organization or for a seat, and how."""

    signer: str
    answer: str
    reason: str = ""
    organization: Organization | None = None
    seat: int = 0


@dataclass(frozen=True, slots=True)
class Opening:
    """With what a version is opened: until when to sign, what changed, what was learned."""

    closes: dt.date
    what_changed: str = ""
    learned: str = ""


@action("opened")
def open_version(
    initiative: Initiative, opening: Opening, *, now: dt.datetime, today: dt.date, by: Person
) -> AgendaVersion:
    """Freeze the draft as a version, and ask everyone for their word on it."""
    permissions.may_write(initiative, by=by)
    rule = queries.rule_for(initiative, on=today)
    if rule is None:
        raise Refusal(_("First choose the rule by which the first version is adopted."))
    if queries.open_version(initiative):
        raise Refusal(_("A version is up for signing already. Finish it first."))
    if opening.closes < today:
        raise Refusal(_("Choose a day that is still to come."))
    content = queries.content_of(initiative)
    _is_whole(content["clauses"])
    last = queries.versions_of(initiative).aggregate(last=Max("number"))["last"] or 0
    return AgendaVersion.objects.create(
        initiative=initiative,
        number=last + 1,
        content=content,
        digest=queries.digest(content),
        rule={**rule.kept(), "asked": _asked(initiative)},
        what_changed=opening.what_changed,
        learned=opening.learned,
        opened=now,
        opened_by=by,
        closes=opening.closes,
    )


@action("ratified")
def ratify(
    version: AgendaVersion, signature: Signature, *, now: dt.datetime, by: Person
) -> Ratification:
    """Give an organization's or a resident seat's word on a version, once, with its reasons."""
    organization = signature.organization
    if organization:
        permissions.may_sign_for(organization, by=by)
        speaks = queries.speaks_for(organization, by)
    else:
        permissions.may_sign_seat(version.initiative, signature.seat, by=by)
        speaks = seats.speaks_for_seat(by, signature.seat)
    _can_be_signed(version, signature)
    return Ratification.objects.create(
        agenda=version,
        organization=organization,
        seat=signature.seat,
        signer=signature.signer,
        constituency="resident" if signature.seat else "",
        tier=organization.tier if organization else "",
        answer=signature.answer,
        reason=signature.reason,
        on_paper=not speaks,
        by=by,
        at=now,
    )


@action("put in force")
def put_in_force(
    version: AgendaVersion, *, since: dt.date, row_version: int, now: dt.datetime, by: Person
) -> AgendaVersion:
    """Let an adopted version hold from a day on; the one before it ends on that day."""
    initiative = version.initiative
    permissions.may_write(initiative, by=by)
    if version.state != AgendaVersion.State.OPEN:
        raise Refusal(_("This version is not up for signing."))
    if not Rule.of(version.rule).is_met(queries.counted(version)):
        raise Refusal(_("The rule is not met yet. See below who is still asked."))
    before = initiative.agenda_versions.filter(state=AgendaVersion.State.IN_FORCE).first()
    if before:
        assert before.in_force_from is not None
        if since <= before.in_force_from:
            raise Refusal(_("Choose a day after the one on which the present version began."))
        ended = {"state": AgendaVersion.State.REPLACED, "in_force_until": since}
        save_if_unchanged(before, ended, version=before.version)
    begun = {"state": AgendaVersion.State.IN_FORCE, "decided": now, "in_force_from": since}
    save_if_unchanged(version, begun, version=row_version)
    return version


@action("gave up")
def give_up_version(
    version: AgendaVersion, *, row_version: int, now: dt.datetime, by: Person
) -> AgendaVersion:
    """End the signing of a version that is not adopted; every word on it is kept."""
    permissions.may_write(version.initiative, by=by)
    if version.state != AgendaVersion.State.OPEN:
        raise Refusal(_("This version is not up for signing."))
    ended = {"state": AgendaVersion.State.NOT_ADOPTED, "decided": now}
    save_if_unchanged(version, ended, version=row_version)
    return version


def _is_whole(clauses: list[dict[str, str]]) -> None:
    parts = {clause["part"] for clause in clauses}
    missing = [str(part.label) for part in NEEDED if part not in parts]
    if missing:
        said = _("The draft has nothing yet under: %(parts)s.")
        raise Refusal(said % {"parts": ", ".join(missing)})


def _asked(initiative: Initiative) -> dict[str, list[int]]:
    present = initiatives.organizations_in(initiative)
    return {
        "organizations": list(present.values_list("pk", flat=True)),
        "seats": [seat.number for seat in seats.resident_seats(initiative)],
    }


def _can_be_signed(version: AgendaVersion, signature: Signature) -> None:
    if version.state != AgendaVersion.State.OPEN:
        raise Refusal(_("This version is not up for signing."))
    asked = version.rule.get("asked", {})
    organization = signature.organization
    if organization and organization.pk not in asked.get("organizations", []):
        raise Refusal(_("This organization came after the version was opened: it signs the next."))
    if not organization and signature.seat not in asked.get("seats", []):
        raise Refusal(_("This seat came after the version was opened: it signs the next."))
    given = version.ratifications.filter(organization=organization, seat=signature.seat)
    if given.exists():
        raise Refusal(_("This word is given already, and it stands."))
    if signature.answer != Ratification.Answer.SIGNS and not signature.reason.strip():
        raise Refusal(_("Say why: the reasons are kept with the version."))
