"""The draft: its clauses, what was suggested and said of them, where they came from."""

import datetime as dt
import re
from collections.abc import Iterable

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When

from longtable.agenda.models import (
    Clause,
    LensAnswer,
    OwnChange,
    Program,
    ResultIndicator,
    Suggestion,
)
from longtable.initiative.models import Initiative, Organization

P = Clause.Part
# Parts whose text the equity lens is asked of.
UNDER_THE_LENS = (P.PROBLEM, P.RESULT, P.STRATEGY)
CHARTER = (
    *(P.VALUES, P.EXPECTATIONS, P.DECIDING, P.LATE),
    *(P.COMMUNICATION, P.PARTICIPATION, P.RESULTS, P.NUMBERS),
)
_GAP = re.compile(r"\[[^\]]+\]")


def clauses_of(initiative: Initiative) -> QuerySet[Clause]:
    """Return the clauses of the draft, in its own order within each part."""
    standing = initiative.clauses.filter(retired=None)
    waiting = Count("suggestions", filter=Q(suggestions__state=Suggestion.State.OPEN))
    return standing.annotate(waiting=waiting).order_by("position", "pk")


def with_gaps(initiative: Initiative) -> list[Clause]:
    """Return the clauses of the draft that still have a gap in [brackets]."""
    return [row for row in clauses_of(initiative) if _GAP.search(f"{row.title} {row.text}")]


def by_part(clauses: Iterable[Clause]) -> list[tuple[Clause.Part, list[Clause]]]:
    """Put clauses under the parts of the agenda, in the order of the agenda."""
    rows = list(clauses)
    return [(part, [row for row in rows if row.part == part]) for part in Clause.Part]


def clause_at(initiative: Initiative, pk: int) -> Clause | None:
    """Return a clause of an initiative, retired or not."""
    return initiative.clauses.filter(pk=pk).first()


def suggestions_for(clause: Clause) -> QuerySet[Suggestion]:
    """Return the suggestions for a clause, open ones first, then the latest."""
    is_open = Case(When(state=Suggestion.State.OPEN, then=0), default=1)
    return clause.suggestions.select_related("by", "answered_by").order_by(is_open, "-at")


def suggestion_at(initiative: Initiative, pk: int) -> Suggestion | None:
    """Return a suggestion for a clause of this initiative."""
    found = Suggestion.objects.filter(pk=pk, clause__initiative=initiative)
    return found.select_related("clause").first()


def open_suggestions(initiative: Initiative) -> QuerySet[Suggestion]:
    """Return the suggestions that nobody has answered, the oldest first."""
    waiting = Suggestion.objects.filter(
        clause__initiative=initiative, clause__retired=None, state=Suggestion.State.OPEN
    )
    return waiting.select_related("clause", "by").order_by("at")


def answered_about_the_charter(initiative: Initiative, *, since: dt.date) -> QuerySet[Suggestion]:
    """Return the suggestions for clauses of the culture charter that were answered since a day."""
    answered = Suggestion.objects.filter(
        clause__initiative=initiative, clause__part__in=CHARTER, answered__date__gte=since
    )
    return answered.exclude(state=Suggestion.State.OPEN).select_related("clause", "by")


def untouched_since(initiative: Initiative, when: dt.datetime) -> QuerySet[Clause]:
    """Return the clauses whose wording has not changed since a moment."""
    return clauses_of(initiative).exclude(wordings__at__gt=when)


def lens_of(clause: Clause) -> dict[str, str]:
    """Return the answers of the equity lens by question; an empty text where there is none."""
    said = dict(clause.lens.values_list("question", "answer"))
    return {question: said.get(question, "") for question in LensAnswer.Question.values}


def mapped(initiative: Initiative) -> list[Clause]:
    """Return the clauses of the draft with all that hangs on them, for the map and a version."""
    running = Program.objects.filter(ended=None).select_related("organization", "measure")
    return list(
        clauses_of(initiative).prefetch_related(
            "lens",
            "origins__came_from",
            "serves",
            "indicators__indicator__definitions",
            Prefetch("programs", queryset=running.order_by("name")),
        )
    )


def program_at(initiative: Initiative, pk: int) -> Program | None:
    """Return a running program of this initiative's draft."""
    found = Program.objects.filter(pk=pk, strategy__initiative=initiative, ended=None)
    return found.select_related("strategy", "organization").first()


def program_versions(initiative: Initiative) -> dict[int, int]:
    """Return the version of each program, as what changes one has to know."""
    found = Program.objects.filter(strategy__initiative=initiative)
    return dict(found.values_list("pk", "version"))


def indicators_of_results(initiative: Initiative) -> set[int]:
    """Return the indicators by which a result of the draft is seen."""
    found = ResultIndicator.objects.filter(result__initiative=initiative, result__retired=None)
    return set(found.values_list("indicator", flat=True))


def own_changes(initiative: Initiative) -> QuerySet[OwnChange]:
    """Return what organizations changed in their own house, the latest year first."""
    found = OwnChange.objects.filter(organization__initiative=initiative)
    return found.select_related("organization", "because").order_by("-year", "organization__name")


def own_change_at(organization: Organization, pk: int) -> OwnChange | None:
    """Return one change in an organization's own house."""
    return organization.own_changes.filter(pk=pk).first()
