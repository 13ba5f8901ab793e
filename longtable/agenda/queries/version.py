"""What was agreed: the version in force on a day, and its terms."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from longtable.accounts.models import Person
from longtable.agenda import seats
from longtable.agenda.models import AgendaVersion, Drafter, Ratification, Terms
from longtable.agenda.rules import METHODS, Count, Rule
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization, Role


@dataclass(frozen=True, slots=True)
class Asked:
    """An organization, or a resident seat (`seat` is its number, else 0), asked for its word."""

    name: str
    organization: int | None
    seat: int


def version_in_force(initiative: Initiative, *, on: dt.date) -> AgendaVersion | None:
    """Return the version of the agenda that was in force on a day, if there was one."""
    begun = initiative.agenda_versions.filter(in_force_from__lte=on)
    lasting = begun.filter(Q(in_force_until=None) | Q(in_force_until__gt=on))
    return lasting.order_by("-in_force_from", "-number").first()


def terms_in_force(initiative: Initiative, *, on: dt.date) -> Terms:
    """Return the charter's terms on a day: those of the version in force, else the usual ones.

    The row is not saved: it is to be read only.
    """
    version = version_in_force(initiative, on=on)
    agreed = version.content.get("terms", {}) if version else {}
    names = {field.name for field in Terms._meta.fields} - {"id", "initiative", "version"}
    return Terms(initiative=initiative, **{name: agreed[name] for name in names & agreed.keys()})


def version_at(initiative: Initiative, number: int) -> AgendaVersion | None:
    """Return a version by its number."""
    return initiative.agenda_versions.filter(number=number).first()


def versions_of(initiative: Initiative) -> QuerySet[AgendaVersion]:
    """Return all versions of an agenda, the newest first."""
    return initiative.agenda_versions.order_by("-number")


def open_version(initiative: Initiative) -> AgendaVersion | None:
    """Return the version that is open for signing, if there is one."""
    return initiative.agenda_versions.filter(state=AgendaVersion.State.OPEN).first()


def draft_terms(initiative: Initiative) -> Terms:
    """Return the terms of the draft: what was written, else the usual ones (not saved)."""
    found = Terms.objects.filter(initiative=initiative).first()
    return found or Terms(initiative=initiative)


def drafters_of(initiative: Initiative) -> QuerySet[Drafter]:
    """Return who was in the room when the agenda was drafted, the latest day first."""
    return initiative.drafters.select_related("organization").order_by("-day", "pk")


def rule_for(initiative: Initiative, *, on: dt.date) -> Rule | None:
    """Return the rule by which the next version is adopted; None until it is chosen.

    The first version goes by the rule that was chosen for it; an amendment by the rule that the
    charter in force names, with the shares by which that version itself was adopted.
    """
    agreed = version_in_force(initiative, on=on)
    if agreed is None:
        chosen = draft_terms(initiative).adoption
        return Rule.of(chosen) if chosen else None
    method = agreed.content.get("terms", {}).get("amended_by", "consent")
    return replace(Rule.of(agreed.rule), method=method if method in METHODS else "consent")


def ratifications_of(version: AgendaVersion) -> list[Ratification]:
    """Return the word of each organization and seat on a version, by name."""
    rows = version.ratifications.select_related("organization")
    return sorted(rows, key=lambda row: (row.seat != 0, str(row.organization or row.signer)))


def counted(version: AgendaVersion) -> Count:
    """Count the answers to a version against those who were asked when it was opened."""
    asked = version.rule.get("asked", {})
    organizations, seats = asked.get("organizations", []), asked.get("seats", [])
    answers = list(version.ratifications.values_list("answer", "seat"))
    said = [answer for answer, _seat in answers]
    dissent = Ratification.Answer.DISSENTS
    return Count(
        asked=len(organizations) + len(seats),
        signed=said.count(Ratification.Answer.SIGNS),
        concerned=said.count(Ratification.Answer.CONCERN),
        dissented=said.count(dissent),
        seats_asked=len(seats),
        seats_signed=sum(1 for answer, seat in answers if seat and answer != dissent),
    )


def waited_for(version: AgendaVersion) -> list[Asked]:
    """Return those who were asked and have not given their word yet."""
    given = set(version.ratifications.values_list("organization", "seat"))
    return [one for one in asked_for(version) if (one.organization, one.seat) not in given]


def asked_for(version: AgendaVersion) -> list[Asked]:
    """Return the organizations and resident seats that a version asks for their word."""
    asked = version.rule.get("asked", {})
    names = dict(
        Organization.objects.filter(pk__in=asked.get("organizations", [])).values_list("pk", "name")
    )
    organizations = sorted((Asked(name, pk, 0) for pk, name in names.items()), key=_by_name)
    known = {seat.number: seat for seat in seats.resident_seats(version.initiative)}
    found = [Asked(known[pk].name, None, pk) for pk in asked.get("seats", []) if pk in known]
    return organizations + found


def _by_name(one: Asked) -> str:
    return one.name.casefold()


def speaks_for(organization: Organization, person: Person) -> bool:
    """Whether somebody speaks for an organization: those who only read do not."""
    membership = initiatives.membership_of(person, organization.initiative)
    return (
        membership is not None
        and membership.role != Role.READER
        and membership.organization_id == organization.pk
    )
