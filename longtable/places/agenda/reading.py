"""An agenda as people read it: parts, clauses, terms and drafters, from frozen content."""

from dataclasses import dataclass
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from longtable.agenda.models import Clause, LensAnswer, Lineage
from longtable.agenda.queries import usual_terms
from longtable.initiative.models import Organization, Role
from longtable.tables.models.table import Constituency, Method
from longtable.web.spoken import spoken

STEPS = {
    "reminder": gettext_lazy("a reminder"),
    "call": gettext_lazy("a call"),
    "table": gettext_lazy("a word at the table"),
    "steering": gettext_lazy("a word at the steering committee"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One clause as it reads, with its lens and where it came from."""

    pk: int
    title: str
    text: str
    kind: str
    lens: list[tuple[str, str]]
    origins: list[str]
    seen_by: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the agenda and its clauses."""

    code: str
    label: str
    clauses: list[Told]


def parts_of(content: dict[str, Any], *, with_empty: bool = False) -> list[Part]:
    """Return the parts of an agenda in their order, those without a clause where asked for."""
    clauses = content.get("clauses", [])
    titles = {row["id"]: row["title"] for row in clauses}
    found = [
        Part(part, str(part.label), [_told(row, titles) for row in clauses if row["part"] == part])
        for part in Clause.Part
    ]
    return [part for part in found if part.clauses or with_empty]


def _told(row: dict[str, Any], titles: dict[int, str]) -> Told:
    questions = LensAnswer.Question
    lens = row.get("lens", {})
    names = [spoken(one["name"]) for one in row.get("indicators", [])]
    serves = [titles[pk] for pk in row.get("serves", []) if pk in titles]
    return Told(
        pk=row["id"],
        title=row["title"],
        text=row["text"],
        kind=str(Clause.Strategy(row["strategy"]).label) if row["strategy"] else "",
        lens=[(str(q.label), lens[q]) for q in questions if lens.get(q)],
        origins=[f"{Lineage.How(one['how']).label} “{one['title']}”" for one in row["came_from"]],
        seen_by=names or serves,
    )


def terms_told(terms: dict[str, Any]) -> list[str]:
    """Say the terms of a charter in sentences."""
    if not terms:
        return []
    sentences = [
        _("At least %(relationship_percent)s%% of meeting time is for getting to know each other."),
        _("Materials come %(materials_days)s days before a meeting."),
        _("Minutes are out within %(minutes_days)s days."),
        _("Decisions are published within %(decision_days)s days."),
        _("Questions get an answer within %(reply_days)s days."),
        _("The named person comes to at least %(attendance_percent)s%% of the meetings."),
        _("At least %(kept_percent)s%% of promises are kept, or changed before they are due."),
        _("Tensions are settled within %(settled_days)s days."),
    ]
    terms = {**usual_terms(), **terms}  # an older version may not say what is asked since
    told = [sentence % terms for sentence in sentences]
    return [*told, *_steps(terms.get("ladder", [])), *_ways(terms)]


def _steps(ladder: list[dict[str, Any]]) -> list[str]:
    steps = [
        ngettext("after %(days)s day: %(step)s", "after %(days)s days: %(step)s", row["days"])
        % {"days": row["days"], "step": STEPS.get(row["step"], row["step"])}
        for row in ladder
    ]
    said = _("When a promise is late, the same follows for everyone: %(steps)s.")
    return [said % {"steps": "; ".join(steps)}] if steps else []


def _ways(terms: dict[str, Any]) -> list[str]:
    found = []
    if terms.get("residents_last"):
        found.append(_("Residents speak last before a decision."))
    method = str(dict(Method.choices).get(terms.get("amended_by", ""), terms.get("amended_by")))
    month = MONTHS.get(terms.get("renewal_month", 0), "")
    found += [
        _("The agenda is changed by: %(method)s.") % {"method": method},
        _("It is looked at anew each year in %(month)s.") % {"month": month},
        _("Everyone can read who promised what, and whether it was kept.")
        if terms.get("accountability_public")
        else _("Members can read who promised what, and whether it was kept."),
    ]
    for role, codes in terms.get("culture_numbers", {}).items():
        told = {"role": role_name(role), "numbers": ", ".join(codes)}
        if codes:
            found.append(_("Culture numbers that a %(role)s may see: %(numbers)s.") % told)
    return found


def role_name(role: str) -> str:
    """Return what a role is called."""
    return str(dict(Role.choices).get(role, role))


def in_the_room(content: dict[str, Any]) -> list[tuple[str, int]]:
    """Count who was in the room when it was drafted, by constituency and by organization size."""
    tiers = dict(Organization.Tier.choices)
    names = dict(Constituency.choices)
    counts: dict[str, int] = {}
    for row in content.get("drafters", []):
        who = str(names.get(row["constituency"], row["constituency"]))
        size = tiers.get(row["tier"])
        key = f"{who} · {size}" if size else who
        counts[key] = counts.get(key, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
