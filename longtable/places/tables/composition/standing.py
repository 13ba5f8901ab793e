"""Rules of who has to be at a table as pages show them, with what was promised about them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.accountability import queries as promises
from longtable.accountability.models import CompositionPlan
from longtable.tables import queries
from longtable.tables.models import Table
from longtable.tables.queries import RuleStanding


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule in a sentence, how the table stands by it, and the plan that was promised."""

    standing: RuleStanding
    asks: str
    stands: str
    plan: CompositionPlan | None
    leaders: list[str]


def shown_rules(table: Table, *, person: Any) -> list[ShownRule]:
    """Return the rules that somebody may see: those of self-descriptions are for members."""
    is_member = queries.may_see_categories(person, table)
    plans = {one.rule_id: one for one in promises.plans_at(table)} if is_member else {}
    return [
        _shown(one, plans.get(one.rule.pk))
        for one in queries.standings_at(table)
        if is_member or not one.rule.category_id
    ]


def _shown(one: RuleStanding, plan: CompositionPlan | None) -> ShownRule:
    leaders = [str(person) for person in plan.leaders.all()] if plan else []
    return ShownRule(one, _asks(one), _stands(one), plan, leaders)


def _asks(one: RuleStanding) -> str:
    """Say what a rule asks for, as in: Residents: at least 34% of the seats."""
    rule = one.rule
    share = _("at least %(percent)s%% of the seats") % {"percent": rule.least_percent}
    number = ngettext("at least %(seats)s seat", "at least %(seats)s seats", rule.least_seats)
    number = number % {"seats": rule.least_seats}
    if not rule.least_seats:
        least = share
    elif not rule.least_percent:
        least = number
    else:
        least = _("%(share)s and %(number)s") % {"share": share, "number": number}
    return _("%(group)s: %(least)s") % {"group": rule.group, "least": least}


def _stands(one: RuleStanding) -> str:
    if one.there is None:
        return {
            "met": _("By what people say of themselves, it is so."),
            "unmet": _("By what people say of themselves, it is not so."),
            "untold": _("Not counted yet, or too few people describe themselves to say."),
        }[one.state]
    return ngettext(
        "Held for them: %(there)s of %(seats)s seat; needed: %(needed)s.",
        "Held for them: %(there)s of %(seats)s seats; needed: %(needed)s.",
        one.seats,
    ) % {"there": one.there, "seats": one.seats, "needed": one.needed}
