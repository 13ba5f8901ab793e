"""Promise a plan where a table does not keep its rule of who has to be there."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.accountability import actions as promises
from longtable.accountability.actions import Promise
from longtable.places.tables.composition.forms import PlanForm
from longtable.places.tables.composition.rules import rule_or_404
from longtable.places.tables.composition.standing import ShownRule, shown_rules
from longtable.places.tables.finding import table_or_404
from longtable.record.acting import Refusal
from longtable.tables import queries
from longtable.tables.models import CompositionRule, Table
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A rule that is not met, and whether anybody is there to lead a plan."""

    table: Table
    line: ShownRule
    has_leaders: bool


@members()
def plan(request: Request, initiative: str, table: str, pk: int) -> HttpResponse:
    """Promise a plan, with those who lead it and a day."""
    found = table_or_404(request, table)
    rule = rule_or_404(found, pk)
    lines = shown_rules(found, person=request.user)
    line = next(one for one in lines if one.standing.rule.pk == pk)
    if line.standing.state != "unmet" or not queries.may_run_or_sits(request.user, found):
        raise Http404
    people = queries.leaders_at(found)
    form = PlanForm(request.POST or None, people=people, initial={"what": _first(rule)})
    if form.is_valid():
        filled = form.cleaned_data
        said = Promise(
            what=filled["what"],
            due=filled["due"],
            measure=filled["measure"],
            size=filled["size"],
            key=filled["key"],
        )
        try:
            promises.promise_plan(rule, said, form.led_by(), now=timezone.now(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Promised. It stands on the board of promises."))
            return redirect("tables:table", initiative, table)
    shown = {"page": PlanPage(found, line, bool(people)), "form": form}
    return render(request, "tables/composition/planning.html", shown)


def _first(rule: CompositionRule) -> str:
    """Return what is written there first. It says nothing of what people say of themselves."""
    if rule.category_id:
        return _("See who is missing at this table, and invite them.")
    return _("Fill more seats of this table with people who are there for: %(group)s") % {
        "group": rule.group
    }
