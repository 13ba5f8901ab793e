"""What two people may edit of the agenda: rows by actions, and forms on pages."""

from django.urls import reverse
from django.utils import timezone

from longtable.agenda import queries
from longtable.agenda.actions import (
    change_clause,
    change_own_change,
    change_program,
    change_terms,
)
from longtable.agenda.models import Clause
from longtable.initiative.models import Initiative
from longtable.places.agenda import opening, terms
from tests.factories import (
    ClauseFactory,
    MembershipFactory,
    OrganizationFactory,
    OwnChangeFactory,
    ProgramFactory,
)


def edits(initiative, by):
    """Return the rows of the agenda, and how each is saved."""
    organization = OrganizationFactory(initiative=initiative)
    member = MembershipFactory(initiative=initiative, organization=organization, member=True).person
    clause = ClauseFactory(initiative=initiative)
    strategy = ClauseFactory(initiative=initiative, strategic=True)
    queries.draft_terms(initiative).save()
    now = timezone.now()
    return {
        "agenda.clause": (
            clause,
            lambda row, version, said: change_clause(
                row, {"text": f"Text {said}"}, version=version, now=now, by=by
            ),
        ),
        "agenda.program": (
            ProgramFactory(strategy=strategy, organization=organization),
            lambda row, version, said: change_program(
                row, {"name": f"Name {said}"}, version=version, by=by
            ),
        ),
        "agenda.ownchange": (
            OwnChangeFactory(organization=organization),
            lambda row, version, said: change_own_change(
                row, {"what": f"This {said}"}, version=version, by=member
            ),
        ),
        "agenda.terms": (
            initiative.terms,
            lambda row, version, said: change_terms(
                row, {"reply_days": said}, version=version, by=by
            ),
        ),
    }


def forms(slug, by):
    """Return the forms of the agenda: address, who fills it in, what each of two writes."""
    initiative = Initiative.objects.get(slug=slug)
    return _of_clauses(initiative, by) | _of_draft(initiative, by) | _of_changes(initiative)


def _of_clauses(initiative, by):
    clause = ClauseFactory(initiative=initiative)
    strategy = ClauseFactory(initiative=initiative, strategic=True)
    mine, yours = (
        ClauseFactory(initiative=initiative, result=True, title=title)
        for title in ("Mine", "Yours")
    )
    program = ProgramFactory(
        strategy=strategy, organization=OrganizationFactory(initiative=initiative)
    )
    kind, house = {"strategy": Clause.Strategy.PROGRAM}, {"organization": program.organization_id}
    return {
        "WordingForm": _form("change", initiative, by, "text", {"title": "A title"}, clause.pk),
        "StrategyWordingForm": _form(
            "change", initiative, by, "text", {"title": "A title", **kind}, strategy.pk
        ),
        "LensForm": _form("lens", initiative, by, "defined_by", {}, clause.pk),
        "ChangeProgramForm": _form("program", initiative, by, "name", house, program.pk),
        "TiesForm": (
            reverse("agenda:results", args=[initiative.slug, strategy.pk]),
            by,
            {"chosen": [mine.pk]},
            {"chosen": [yours.pk]},
        ),
    }


def _of_draft(initiative, by):
    row = queries.draft_terms(initiative)
    row.save()
    rule, said = opening._saved(row), {**terms._saved(row), "amended_by": "consent"}
    return {
        "TermsForm": (
            reverse("agenda:terms", args=[initiative.slug]),
            by,
            {**said, "sees_reader": "Mine"},
            {**said, "sees_reader": "Yours"},
        ),
        "RuleForm": (
            reverse("agenda:rule", args=[initiative.slug]),
            by,
            {**rule, "method": "majority", "sign": 61},
            {**rule, "method": "majority", "sign": 73},
        ),
    }


def _of_changes(initiative):
    organization = OrganizationFactory(initiative=initiative)
    member = MembershipFactory(initiative=initiative, organization=organization, member=True).person
    told = OwnChangeFactory(organization=organization)
    rest = {"year": told.year, "area": told.area}
    return {
        "OwnChangeForm": _form(
            "own_change", initiative, member, "what", rest, organization.pk, told.pk
        )
    }


def _form(name, initiative, by, field, rest, *which):
    path = reverse(f"agenda:{name}", args=[initiative.slug, *which])
    return path, by, {**rest, field: "Mine"}, {**rest, field: "Yours"}
