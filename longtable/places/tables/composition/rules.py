"""Who has to be at a table: a least share or number of its seats, and whether it is so."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.composition.forms import ChangeRuleForm, RuleForm
from longtable.places.tables.composition.standing import ShownRule, shown_rules
from longtable.places.tables.finding import table_or_404
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.tables import actions, queries
from longtable.tables.models import CompositionRule, Table
from longtable.web.access import members
from longtable.web.editing import Difference, whole_number
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class RulesPage:
    """The rules of a table, and the one that is changed."""

    table: Table
    rules: list[ShownRule]
    rule: CompositionRule | None
    conflict: list[Difference]


@members()
def add(request: Request, initiative: str, table: str) -> HttpResponse:
    """Show the rules of a table, and set another."""
    found = _table_to_run_or_404(request, table)
    asked = queries.asked_breakdowns(found.initiative)
    form = RuleForm(request.POST or None, asked=asked)
    if form.is_valid():
        try:
            actions.set_composition_rule(found, form.said(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The rule is set."))
            return redirect("tables:table", initiative, table)
    page = RulesPage(found, shown_rules(found, person=request.user), None, [])
    return render(request, "tables/composition/rules.html", {"page": page, "form": form})


@members()
def change(request: Request, initiative: str, table: str, pk: int) -> HttpResponse:
    """Change how many seats a rule asks for."""
    found = _table_to_run_or_404(request, table)
    rule = rule_or_404(found, pk)
    form = ChangeRuleForm(request.POST or None, initial=ChangeRuleForm.saved(rule))

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.change_composition_rule(rule, form.least(), version=version, by=request.user)

    tried = attempt(form, save, saved=ChangeRuleForm.saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("tables:table", initiative, table)
    page = RulesPage(found, [], rule, tried.conflict)
    shown = {"page": page, "form": tried.form}
    return render(request, "tables/composition/rules.html", shown, status=tried.status)


@members()
@require_POST
def end(request: Request, initiative: str, table: str, pk: int) -> HttpResponse:
    """End a rule."""
    found = _table_to_run_or_404(request, table)
    version = whole_number(request.POST.get("version", ""))
    try:
        actions.end_composition_rule(
            rule_or_404(found, pk), version=version, today=timezone.localdate(), by=request.user
        )
    except Refusal:
        messages.error(request, _("Somebody changed it a moment ago. Look, and try again."))
    else:
        messages.success(request, _("The rule is ended."))
    return redirect("tables:table", initiative, table)


def rule_or_404(table: Table, pk: int) -> CompositionRule:
    """Return a rule of a table."""
    found = queries.composition_rules_of(table).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _table_to_run_or_404(request: Request, slug: str) -> Table:
    found = table_or_404(request, slug)
    if not queries.runs_table(request.user, found):
        raise Http404
    return found
