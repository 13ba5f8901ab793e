"""Write what stands with the clauses: the equity lens, the terms, the rule, who drafted."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.agenda import permissions, queries
from longtable.agenda.models import Clause, Drafter, LensAnswer, Terms
from longtable.agenda.rules import METHODS, Rule
from longtable.initiative.models import Initiative, Organization
from longtable.record.acting import Refusal, action, save_if_unchanged

TERMS = {
    field.name for field in Terms._meta.fields if field.name not in {"id", "initiative", "version"}
} - {"adoption"}


@action("changed")
def answer_lens(clause: Clause, answers: dict[str, str], *, version: int, by: Person) -> Clause:
    """Answer the equity lens for a clause; the answers belong to the clause's own version."""
    permissions.may_write(clause.initiative, by=by)
    if clause.part not in queries.UNDER_THE_LENS:
        raise Refusal(_("The lens is asked of the problem, of each result and of each strategy."))
    unknown = answers.keys() - set(LensAnswer.Question.values)
    if unknown:
        raise ValueError(f"no question of the lens: {sorted(unknown)}")
    save_if_unchanged(clause, {}, version=version)
    for question, answer in answers.items():
        row, _is_new = LensAnswer.objects.get_or_create(clause=clause, question=question)
        if row.answer != answer:
            save_if_unchanged(row, {"answer": answer}, version=row.version)
    return clause


@action("changed")
def change_terms(terms: Terms, changes: dict[str, Any], *, version: int, by: Person) -> Terms:
    """Save the terms of the draft's charter."""
    permissions.may_write(terms.initiative, by=by)
    unknown = changes.keys() - TERMS
    if unknown:
        raise ValueError(f"not to be changed: {sorted(unknown)}")
    row, _is_new = Terms.objects.get_or_create(initiative=terms.initiative)
    save_if_unchanged(row, changes, version=version)
    return row


@action("chose")
def choose_rule(initiative: Initiative, rule: Rule, *, version: int, by: Person) -> Terms:
    """Choose the rule by which the first version is adopted, before anybody can sign it."""
    permissions.may_write(initiative, by=by)
    if rule.method not in METHODS:
        raise ValueError(f"no rule: {rule.method}")
    if initiative.agenda_versions.exclude(state="not_adopted").exists():
        raise Refusal(_("A version is up for signing, or in force: its rule stands."))
    row, _is_new = Terms.objects.get_or_create(initiative=initiative)
    save_if_unchanged(row, {"adoption": rule.kept()}, version=version)
    return row


@action("added")
def add_drafter(
    initiative: Initiative,
    *,
    day: dt.date,
    constituency: str,
    by: Person,
    organization: Organization | None = None,
    name: str = "",
) -> Drafter:
    """Note that somebody was in the room when the agenda was drafted."""
    permissions.may_write(initiative, by=by)
    if organization and organization.initiative_id != initiative.pk:
        raise Refusal(_("Choose an organization of this initiative."))
    return Drafter.objects.create(
        initiative=initiative,
        day=day,
        constituency=constituency,
        organization=organization,
        name=name,
    )


@action("removed")
def remove_drafter(drafter: Drafter, *, by: Person) -> Initiative:
    """Take a note of who was in the room out of the draft again."""
    permissions.may_write(drafter.initiative, by=by)
    initiative = drafter.initiative
    drafter.delete()
    return initiative
