"""The draft as one value that a version keeps, and its digest.

No name of a person is frozen: of those who drafted it stays what they stood for.
"""

import hashlib
import json
from typing import Any

from longtable.agenda.models import Clause, Drafter, Terms
from longtable.agenda.queries.clause import mapped
from longtable.agenda.queries.version import draft_terms, drafters_of
from longtable.initiative.models import Initiative
from longtable.measures.models import Indicator

_NOT_TERMS = {"id", "initiative", "version", "adoption"}


def content_of(initiative: Initiative) -> dict[str, Any]:
    """Return all that is agreed to when a version is signed: text, lens, map, terms, drafters."""
    rows = mapped(initiative)
    standing = {row.pk for row in rows}
    return {
        "initiative": initiative.name,
        "promise": initiative.promise,
        "clauses": [_clause(row, standing) for row in rows],
        "terms": _terms(draft_terms(initiative)),
        "drafters": [_drafter(row) for row in drafters_of(initiative)],
    }


def digest(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a version's content, in hexadecimal.

    It is taken over its JSON with sorted keys, without spaces, in UTF-8.
    """
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _clause(row: Clause, standing: set[int]) -> dict[str, Any]:
    lens = {one.question: one.answer for one in row.lens.all() if one.answer}
    return {
        "id": row.pk,
        "part": row.part,
        "strategy": row.strategy,
        "title": row.title,
        "text": row.text,
        "lens": lens,
        "came_from": [{"how": one.how, "title": one.came_from.title} for one in row.origins.all()],
        "serves": [one.result_id for one in row.serves.all() if one.result_id in standing],
        "indicators": [indicator(one.indicator) for one in row.indicators.all()],
        "programs": [
            {
                "id": one.pk,
                "name": one.name,
                "organization": one.organization.name,
                "measure": indicator(one.measure) if one.measure else None,
            }
            for one in row.programs.all()
        ],
    }


def indicator(row: Indicator) -> dict[str, Any]:
    """Return an indicator as the map names it."""
    newest = max(row.definitions.all(), key=lambda one: one.pk, default=None)
    return {"code": row.code, "name": newest.name if newest else {"en": row.code}}


def _terms(row: Terms) -> dict[str, Any]:
    names = [field.name for field in Terms._meta.fields if field.name not in _NOT_TERMS]
    return {name: getattr(row, name) for name in names}


def usual_terms() -> dict[str, Any]:
    """Return what each term of a charter is as long as nothing else is agreed."""
    return _terms(Terms())


def _drafter(row: Drafter) -> dict[str, Any]:
    organization = row.organization
    return {
        "day": row.day.isoformat(),
        "constituency": row.constituency,
        "organization": organization.name if organization else "",
        "tier": organization.tier if organization else "",
    }
