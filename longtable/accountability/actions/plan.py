"""Promise a plan where a table does not keep its rule of who has to be there."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from longtable.accountability import permissions
from longtable.accountability.actions.commitment import Promise, make_commitment
from longtable.accountability.models import CompositionPlan
from longtable.accounts.models import Person
from longtable.record.acting import Refusal, action
from longtable.tables import queries as tables
from longtable.tables.models import CompositionRule


@action("promised a plan for")
def promise_plan(
    rule: CompositionRule,
    said: Promise,
    leaders: Sequence[Person],
    *,
    now: dt.datetime,
    by: Person,
) -> CompositionPlan:
    """Promise what the table does about a rule that is not met: by whom it is led, by when.

    It is a promise like any other, of the table; the first of those who lead looks after it.
    """
    permissions.may_promise(rule.table, None, by=by)
    if rule.ended or tables.standing_of_rule(rule).state != "unmet":
        raise Refusal(_("This rule asks for no plan now."))
    if not leaders or not all(tables.sits_at(one, rule.table) for one in leaders):
        raise Refusal(_("Name those who lead the plan: people who sit at this table."))
    promise = Promise(
        what=said.what,
        due=said.due,
        table=rule.table,
        person=leaders[0],
        measure=said.measure,
        size=said.size,
        key=said.key,
    )
    made = make_commitment(rule.table.initiative, promise, now=now, by=by)
    found, is_new = CompositionPlan.objects.get_or_create(rule=rule, commitment=made)
    if is_new:
        found.leaders.set(leaders)
    return found
