"""Write the clauses of the draft: add, change, move, retire, split and merge them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.agenda import permissions, queries, starting
from longtable.agenda.models import (
    Clause,
    LensAnswer,
    Lineage,
    Program,
    ResultIndicator,
    StrategyResult,
    Wording,
)
from longtable.initiative.models import Initiative
from longtable.record.acting import Refusal, action, save_if_unchanged


@dataclass(frozen=True, slots=True)
class Written:
    """What a new clause says: its part, its title and text, and a strategy's kind."""

    part: str
    title: str
    text: str
    strategy: str = ""


@action("added")
def add_clause(initiative: Initiative, written: Written, *, now: dt.datetime, by: Person) -> Clause:
    """Add a clause at the end of its part."""
    permissions.may_write(initiative, by=by)
    return _added(initiative, written, now=now, by=by)


@action("changed")
def change_clause(
    clause: Clause, changes: dict[str, Any], *, version: int, now: dt.datetime, by: Person
) -> Clause:
    """Save another wording of a clause; the one before it is kept."""
    permissions.may_write(clause.initiative, by=by)
    unknown = changes.keys() - {"title", "text", "strategy"}
    if unknown:
        raise ValueError(f"not to be changed: {sorted(unknown)}")
    _still_stands(clause)
    if clause.part == Clause.Part.STRATEGY and changes.get("strategy", "-") == "":
        raise Refusal(_("Say whether this strategy is a program, a practice or a policy."))
    save_if_unchanged(clause, changes, version=version)
    _keep(clause, now=now, by=by)
    return clause


@action("moved")
def move_clause(clause: Clause, *, up: bool, version: int, by: Person) -> Clause:
    """Move a clause one place up or down within its part."""
    permissions.may_write(clause.initiative, by=by)
    _still_stands(clause)
    rows = list(queries.clauses_of(clause.initiative).filter(part=clause.part))
    place = rows.index(clause)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        raise Refusal(_("It already stands at that end."))
    rows[place], rows[other] = rows[other], rows[place]
    save_if_unchanged(clause, {"position": rows.index(clause)}, version=version)
    for position, row in enumerate(rows):
        Clause.objects.filter(pk=row.pk).update(position=position)
    return clause


@action("retired")
def retire_clause(clause: Clause, *, version: int, now: dt.datetime, by: Person) -> Clause:
    """Take a clause out of the draft; its wordings stay."""
    permissions.may_write(clause.initiative, by=by)
    _still_stands(clause)
    save_if_unchanged(clause, {"retired": now}, version=version)
    return clause


@action("split")
def split_clause(
    clause: Clause,
    first: tuple[str, str],
    second: tuple[str, str],
    *,
    version: int,
    now: dt.datetime,
    by: Person,
) -> Clause:
    """Make two clauses, each (title, text), of one; returns the first. Both name their origin."""
    permissions.may_write(clause.initiative, by=by)
    _still_stands(clause)
    save_if_unchanged(clause, {"retired": now}, version=version)
    made = [
        _added(
            clause.initiative,
            Written(clause.part, title, text, clause.strategy),
            position=clause.position,
            now=now,
            by=by,
        )
        for title, text in (first, second)
    ]
    for row in made:
        Lineage.objects.create(clause=row, came_from=clause, how=Lineage.How.SPLIT)
        _hand_on(clause, row)
    return made[0]


@action("merged")
def merge_clauses(
    first: Clause,
    second: Clause,
    wording: tuple[str, str],
    *,
    versions: tuple[int, int],
    now: dt.datetime,
    by: Person,
) -> Clause:
    """Make one clause, (title, text), of two of the same part; it names both as its origin."""
    permissions.may_write(first.initiative, by=by)
    if first == second or first.initiative_id != second.initiative_id:
        raise Refusal(_("Choose another clause of this agenda."))
    if first.part != second.part:
        raise Refusal(_("Only clauses of the same part can be merged."))
    for row, version in zip((first, second), versions, strict=True):
        _still_stands(row)
        save_if_unchanged(row, {"retired": now}, version=version)
    made = _added(
        first.initiative,
        Written(first.part, *wording, first.strategy),
        position=first.position,
        now=now,
        by=by,
    )
    for row in (first, second):
        Lineage.objects.create(clause=made, came_from=row, how=Lineage.How.MERGED)
        _hand_on(row, made)
    return made


@action("started")
def start_from_charter(initiative: Initiative, *, now: dt.datetime, by: Person) -> Initiative:
    """Begin an empty draft with the ready text of a charter, each clause to be rewritten."""
    permissions.may_write(initiative, by=by)
    if queries.clauses_of(initiative).exists():
        raise Refusal(_("The draft has clauses already."))
    for row in starting.clauses(get_language() or "en"):
        written = Written(row.part, row.title, row.text, row.strategy)
        _added(initiative, written, now=now, by=by)
    return initiative


def _added(
    initiative: Initiative,
    written: Written,
    *,
    now: dt.datetime,
    by: Person,
    position: int | None = None,
) -> Clause:
    is_strategy = written.part == Clause.Part.STRATEGY
    if is_strategy and not written.strategy:
        raise Refusal(_("Say whether this strategy is a program, a practice or a policy."))
    if position is None:
        rows = initiative.clauses.filter(part=written.part)
        last = rows.aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
    made = Clause.objects.create(
        initiative=initiative,
        part=written.part,
        strategy=written.strategy if is_strategy else "",
        title=written.title,
        text=written.text,
        position=position,
    )
    _keep(made, now=now, by=by)
    return made


def _keep(clause: Clause, *, now: dt.datetime, by: Person) -> None:
    Wording.objects.create(clause=clause, title=clause.title, text=clause.text, by=by, at=now)


def _still_stands(clause: Clause) -> None:
    if clause.retired:
        raise Refusal(_("This clause is no longer in the draft."))


def _hand_on(old: Clause, new: Clause) -> None:
    """Let a new clause take over the lens and the links of the one that it comes from."""
    for lens in old.lens.exclude(answer=""):
        row, is_new = LensAnswer.objects.get_or_create(
            clause=new, question=lens.question, defaults={"answer": lens.answer}
        )
        if not is_new and lens.answer not in row.answer:
            row.answer = f"{row.answer}\n\n{lens.answer}"
            row.save(update_fields=["answer"])
    for seen in old.indicators.all():
        ResultIndicator.objects.get_or_create(result=new, indicator=seen.indicator)
    for served in old.serves.all():
        StrategyResult.objects.get_or_create(strategy=new, result=served.result)
    for server in old.served_by.all():
        StrategyResult.objects.get_or_create(strategy=server.strategy, result=new)
    Program.objects.filter(strategy=old, ended=None).update(strategy=new)
