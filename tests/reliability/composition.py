"""What two people may edit of who sits at the tables: rows by actions, and forms on pages."""

import datetime as dt

from django.urls import reverse

from longtable.initiative.models import Initiative
from longtable.tables import actions
from tests.factories import (
    BreakdownFactory,
    CategoryFactory,
    CompositionRuleFactory,
    LeadershipDescriptionFactory,
    MembershipFactory,
    OrganizationFactory,
    ReferencePopulationFactory,
)

TODAY = dt.date(2026, 3, 3)


def _population(initiative):
    breakdown = BreakdownFactory(initiative=initiative, code="composed")
    category = CategoryFactory(breakdown=breakdown)
    return ReferencePopulationFactory(
        initiative=initiative, breakdown=breakdown, shares={category.code: 1.0}
    ), category


def _leadership(initiative):
    organization = OrganizationFactory(initiative=initiative)
    steward = MembershipFactory(initiative=initiative, steward=True, organization=organization)
    return LeadershipDescriptionFactory(organization=organization), steward.person


def edits(initiative, by):
    """Return the rows, and how each is saved."""
    population, _category = _population(initiative)
    leadership, steward = _leadership(initiative)
    return {
        "tables.referencepopulation": (
            population,
            lambda row, version, said: actions.change_population(
                row, {"name": f"Name {said}"}, version=version, by=by
            ),
        ),
        "tables.leadershipdescription": (
            leadership,
            lambda row, version, said: actions.describe_leadership(
                row.organization, f"Text {said}", version=version, today=TODAY, by=steward
            ),
        ),
        "tables.compositionrule": (
            CompositionRuleFactory(table__initiative=initiative),
            lambda row, version, said: actions.change_composition_rule(
                row, {"least_seats": said % 9 + 1}, version=version, by=by
            ),
        ),
    }


def forms(slug, by):
    """Return the forms: address, who fills it in, what each of two writes."""
    initiative = Initiative.objects.get(slug=slug)
    population, category = _population(initiative)
    _said, steward = _leadership(initiative)
    rule = CompositionRuleFactory(table__initiative=initiative)
    agreed = {"source": "The state", "year": 2025, f"share-{category.pk}": "100"}
    return {
        "ChangePopulationForm": (
            reverse("tables:population", args=[slug, population.pk]),
            by,
            {**agreed, "name": "Mine"},
            {**agreed, "name": "Yours"},
        ),
        "LeadershipForm": (
            reverse("tables:leadership", args=[slug]),
            steward,
            {"text": "Mine"},
            {"text": "Yours"},
        ),
        "ChangeRuleForm": (
            reverse("tables:rule", args=[slug, rule.table.slug, rule.pk]),
            by,
            {"least_percent": "41"},
            {"least_percent": "53"},
        ),
    }
