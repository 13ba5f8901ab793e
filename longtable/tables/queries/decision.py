"""Decisions: which there are and for whom, who answered, and what the rule gives."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.agenda.queries import terms_in_force
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative
from longtable.tables.deciding import (
    Choice,
    Result,
    Rule,
    Shown,
    Tally,
    Voice,
    choices_for,
    outcome_of,
    rule_in_words,
    tally_of,
)
from longtable.tables.models import Decision, Elector, Holding, Objection, Table
from longtable.tables.models.table import Method
from longtable.tables.queries.table import runs_table, sits_at

State = Decision.State


@dataclass(frozen=True, slots=True)
class Delay:
    """When a decision was to be published by the charter, and whether that was kept."""

    due: dt.date
    is_late: bool


def decisions_visible_to(person: Person | None, initiative: Initiative) -> QuerySet[Decision]:
    """Return the decisions that somebody may know of, the newest first.

    Everyone: what was published. Members: also what is open or decided. A caucus: its own only.
    Drafts are for those who sit at the table or run it.
    """
    every = Decision.objects.filter(table__initiative=initiative).select_related("table")
    open_ones = every.exclude(table__kind=Table.Kind.CAUCUS)
    ordered = ("-closed", "-opened", "-pk")
    if person is None or initiatives.membership_of(person, initiative) is None:
        return open_ones.filter(published__isnull=False).order_by(*ordered)
    mine = Holding.objects.filter(person=person, until=None, seat__ended=None)
    at_mine = Q(table__in=mine.values("seat__table")) | Q(table__facilitator=person)
    if initiatives.is_facilitator(person, initiative):
        at_mine |= ~Q(table__kind=Table.Kind.CAUCUS)
    begun = ~Q(table__kind=Table.Kind.CAUCUS) & ~Q(state=State.DRAFT)
    return every.filter(begun | at_mine).order_by(*ordered)


def decision_at(table: Table, number: int, *, person: Person | None) -> Decision | None:
    """Return a table's decision by its number, where this person may know of it."""
    found = decisions_visible_to(person, table.initiative).filter(table=table, number=number)
    related = ("decider", "release__indicator", "meeting__series", "proposed_by")
    return found.select_related("table__initiative", *related).first()


def rule_of(decision: Decision) -> Rule:
    """Return the rule of a decision: as it was frozen, or as it is being prepared."""
    return Rule.from_json({"method": decision.method, **decision.rule})


def rule_sentence(decision: Decision) -> str:
    """Return the rule in one sentence."""
    return rule_in_words(rule_of(decision), decider=str(decision.decider or ""))


def choices_of(decision: Decision) -> tuple[Choice, ...]:
    """Return what can be chosen in a decision."""
    return choices_for(decision.method, decision.options)


def electors_of(decision: Decision) -> QuerySet[Elector]:
    """Return the seats that decide, as they were at the opening, with what they answered."""
    found = decision.electors.select_related("seat", "organization", "ballot", "person")
    return found.order_by("seat__number")


def voice_of(elector: Elector, decision: Decision) -> Voice:
    """Return an elector as the engine sees it."""
    ballot = getattr(elector, "ballot", None)
    said = tuple(ballot.choices or [ballot.choice]) if ballot else ()
    person = f"person {elector.person_id}" if elector.person_id else elector.holder
    return Voice(
        seat=str(elector.seat_id),
        person=person,
        organization=str(elector.organization or ""),
        constituency=elector.constituency,
        choices=said,
        is_decider=elector.seat_id == decision.decider_id,
    )


def voices_of(decision: Decision) -> list[Voice]:
    """Return all who decide, as the engine sees them."""
    return [voice_of(elector, decision) for elector in electors_of(decision)]


def tally(decision: Decision) -> Tally:
    """Count the answers by person, seat, organization and constituency."""
    return tally_of(voices_of(decision))


def unresolved(decision: Decision) -> QuerySet[Objection]:
    """Return the objections that nothing has met yet."""
    still = (Objection.State.OPEN, Objection.State.STANDS)
    return decision.objections.filter(state__in=still)


def result_of(decision: Decision) -> Result:
    """Return what the rule gives for the answers so far."""
    others = unresolved(decision).filter(elector=None).count()
    standing = unresolved(decision).filter(elector__isnull=False).count()
    counted = others if decision.method in (Method.CONSENT, Method.CONSENSUS) else others + standing
    return outcome_of(
        rule_of(decision), voices_of(decision), options=decision.options, objections=counted
    )


def electors_for(decision: Decision, person: Person) -> list[Elector]:
    """Return the seats that somebody may answer for: those they hold or stand in for now."""
    mine = Holding.objects.filter(person=person, until=None).values("seat")
    return list(electors_of(decision).filter(seat__in=mine).exclude(holder=""))


def speak_first(decision: Decision) -> list[Elector]:
    """Return the seats whose answers are still waited for before the named group speaks."""
    if not decision.speaks_last:
        return []
    others = electors_of(decision).exclude(constituency=decision.speaks_last).exclude(holder="")
    return list(others.filter(ballot=None))


def sees_answers(decision: Decision, person: Person | None) -> bool:
    """Whether somebody may see what was answered: after the close everyone who may see it.

    Before, only those who have answered, and not at all where the rule hides it to the close.
    """
    if decision.state in (State.CLOSED, State.WITHDRAWN):
        return True
    if decision.state == State.DRAFT or person is None or not person.is_authenticated:
        return False
    if rule_of(decision).shown == Shown.CLOSED:
        return False
    mine = electors_for(decision, person)
    return bool(mine) and all(getattr(elector, "ballot", None) for elector in mine)


def may_run_or_sits(person: Person, table: Table) -> bool:
    """Whether somebody has a part in a table: sits there or runs it."""
    return sits_at(person, table) or runs_table(person, table)


def delay_of(decision: Decision, *, today: dt.date) -> Delay | None:
    """Return by when a decision was to be published, once it is taken. A caucus's never is."""
    if decision.closed is None or decision.table.is_closed:
        return None
    closed = decision.closed.date()
    days = terms_in_force(decision.table.initiative, on=closed).decision_days
    due = closed + dt.timedelta(days=days)
    out = decision.published.date() if decision.published else today
    return Delay(due, out > due)


def rule_breaches(decision: Decision) -> list[str]:
    """Return how the rule was not kept, a sentence each: another method, another outcome."""
    if decision.state != State.CLOSED:
        return []
    rule, found = rule_of(decision), []
    if not rule.keeps_its_method:
        names = dict(Method.choices)
        found.append(
            _("The table's rules say “%(stated)s”; this was decided by “%(used)s”.")
            % {"stated": names[rule.stated], "used": names[rule.method]}
        )
    if decision.outcome != result_of(decision).outcome:
        found.append(_("The outcome is not what the rule gives for these answers."))
    return [*found, decision.breach] if decision.breach else found


def breaches_of(decision: Decision, *, today: dt.date) -> list[str]:
    """Return how the rule or the charter was not kept, a sentence each. Nothing is left out."""
    found, delay = rule_breaches(decision), delay_of(decision, today=today)
    if delay and delay.is_late:
        found.append(
            _("It came out late: the charter's day was %(due)s.") % {"due": date_format(delay.due)}
        )
    return found


def reviews_due(initiative: Initiative, *, on: dt.date, person: Person | None) -> list[Decision]:
    """Return the decisions whose day has come to be looked at again."""
    due = decisions_visible_to(person, initiative).filter(state=State.CLOSED, review_on__lte=on)
    return list(due.order_by("review_on"))


def unpublished(initiative: Initiative) -> QuerySet[Decision]:
    """Return what was decided at open tables and is not published yet, the oldest first."""
    taken = Decision.objects.filter(table__initiative=initiative, state=State.CLOSED)
    waiting = taken.filter(published=None).exclude(table__kind=Table.Kind.CAUCUS)
    return waiting.select_related("table__initiative").order_by("closed")


def waits_for(person: Person, initiative: Initiative) -> Sequence[Decision]:
    """Return the open decisions in which a seat of somebody has not answered yet."""
    mine = Holding.objects.filter(person=person, until=None, seat__ended=None).values("seat")
    silent = Elector.objects.filter(seat__in=mine, ballot=None).exclude(holder="")
    found = decisions_visible_to(person, initiative).filter(state=State.OPEN)
    return list(found.filter(electors__in=silent).distinct().order_by("closes", "opened"))
