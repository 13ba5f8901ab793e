"""A draft, a version open for signing, and what organizations told: one of each."""

import datetime as dt

from django.utils import timezone

from longtable.agenda import actions, queries
from longtable.agenda.models import AgendaVersion, Clause
from longtable.agenda.rules import Rule
from longtable.agenda.tests.world import signed_by_all
from tests.factories import (
    AgendaVersionFactory,
    ClauseFactory,
    DrafterFactory,
    OwnChangeFactory,
    ProgramFactory,
    SuggestionFactory,
)

LEFT_OUT_POST = {
    *("agenda:take_up", "agenda:decline", "agenda:retire", "agenda:split", "agenda:merge"),
    *("agenda:end_program", "agenda:remove_drafter", "agenda:give_up", "agenda:put_in_force"),
}


def things(initiative, people):
    """Return what the addresses of this part stand for."""
    partner = initiative.memberships.get(person=people["member"]).organization
    problem = ClauseFactory(initiative=initiative)
    ClauseFactory(initiative=initiative, position=1)
    result = ClauseFactory(initiative=initiative, result=True)
    strategy = ClauseFactory(initiative=initiative, strategic=True)
    program = ProgramFactory(strategy=strategy, organization=partner)
    suggestion = SuggestionFactory(clause=problem, by=people["member"])
    SuggestionFactory(
        clause=ClauseFactory(initiative=initiative, part="late", position=2),
        by=people["member"],
        state="taken",
        answer="Yes.",
        answered=timezone.now(),
        answered_by=people["facilitator"],
    )
    drafter = DrafterFactory(initiative=initiative)
    change = OwnChangeFactory(organization=partner, year=2025)
    AgendaVersionFactory(
        initiative=initiative,
        number=1,
        state="in_force",
        in_force_from=timezone.localdate() - dt.timedelta(days=1),
        content={"terms": {"accountability_public": True}},
    )
    AgendaVersionFactory(
        initiative=initiative,
        number=2,
        opened_by=people["facilitator"],
        rule={**Rule().kept(), "asked": {"organizations": [partner.pk], "seats": []}},
    )
    clause, version = {"pk": problem.pk}, {"number": 2}
    return {
        **{f"agenda:{name}": clause for name in ("clause", "change", "move", "retire", "split")},
        **{f"agenda:{name}": clause for name in ("merge", "lens")},
        **{f"agenda:{name}": {"pk": suggestion.pk} for name in ("take_up", "decline")},
        "agenda:indicators": {"pk": result.pk},
        "agenda:results": {"pk": strategy.pk},
        "agenda:add_program": {"pk": strategy.pk},
        **{f"agenda:{name}": {"pk": program.pk} for name in ("program", "end_program")},
        "agenda:remove_drafter": {"pk": drafter.pk},
        **{f"agenda:{name}": version for name in ("version", "printed", "put_in_force")},
        **{f"agenda:{name}": version for name in ("give_up", "compare")},
        "agenda:ratify": {**version, "kind": "organization", "who": partner.pk},
        "agenda:tell": {"pk": partner.pk},
        "agenda:own_change": {"pk": partner.pk, "change": change.pk},
    }


def _clauses(rows, part=Clause.Part.PROBLEM):
    return rows.initiative.clauses.filter(part=part).order_by("pk")


def _first(rows, part=Clause.Part.PROBLEM):
    return _clauses(rows, part).first()


def _version(rows):
    return queries.version_at(rows.initiative, 2)


def _program(rows):
    return _first(rows, "strategy").programs.get()


def _suggestion(rows):
    return _first(rows).suggestions.get()


def _now():
    return timezone.now()


def _none_yet(rows):
    AgendaVersion.objects.filter(initiative=rows.initiative).update(state="not_adopted")
    return rows.initiative


def _start(rows):
    rows.initiative.clauses.update(retired=_now())
    actions.start_from_charter(rows.initiative, now=_now(), by=rows.by)


def _open(rows):
    initiative = _none_yet(rows)
    queries.draft_terms(initiative).save()
    initiative.terms.adoption = Rule().kept()
    initiative.terms.save()
    today = timezone.localdate()
    opening = actions.Opening(closes=today + dt.timedelta(days=30))
    actions.open_version(initiative, opening, now=_now(), today=today, by=rows.by)


def _force(rows):
    version = _version(rows)
    signed_by_all(version)
    said = {"since": timezone.localdate(), "row_version": version.version, "now": _now()}
    actions.put_in_force(version, **said, by=rows.by)


def _choose(rows):
    initiative = _none_yet(rows)
    actions.choose_rule(initiative, Rule(), version=1, by=rows.by)


def _merge(rows):
    first, second = _clauses(rows)[:2]
    versions = (first.version, second.version)
    wording = ("Both", "Both together.")
    actions.merge_clauses(first, second, wording, versions=versions, now=_now(), by=rows.by)


def _take_up(rows):
    one = _suggestion(rows)
    seen = {"version": one.version, "clause_version": one.clause.version}
    actions.take_up(one, answer="", **seen, now=_now(), by=rows.by)


def _ratify(rows):
    signature = actions.Signature("Somebody", "signs", organization=rows.partner)
    actions.ratify(_version(rows), signature, now=_now(), by=rows.by)


def _tell(rows):
    said = {"year": 2026, "area": "budget", "what": "A coach."}
    actions.tell_own_change(rows.partner, **said, by=rows.by)


DEEDS = {
    "agenda.add_clause": lambda r: actions.add_clause(
        r.initiative, actions.Written("vision", "New", "New."), now=_now(), by=r.by
    ),
    "agenda.add_drafter": lambda r: actions.add_drafter(
        r.initiative, day=timezone.localdate(), constituency="resident", by=r.by
    ),
    "agenda.add_program": lambda r: actions.add_program(
        _first(r, "strategy"), organization=r.partner, name="More", by=r.by
    ),
    "agenda.answer_lens": lambda r: actions.answer_lens(
        _first(r), {"left_out": "Bus routes."}, version=1, by=r.by
    ),
    "agenda.change_clause": lambda r: actions.change_clause(
        _first(r), {"text": "New."}, version=1, now=_now(), by=r.by
    ),
    "agenda.change_own_change": lambda r: actions.change_own_change(
        r.partner.own_changes.get(), {"what": "New."}, version=1, by=r.by
    ),
    "agenda.change_program": lambda r: actions.change_program(
        _program(r), {"name": "New"}, version=1, by=r.by
    ),
    "agenda.change_terms": lambda r: actions.change_terms(
        queries.draft_terms(r.initiative), {"reply_days": 3}, version=1, by=r.by
    ),
    "agenda.choose_rule": _choose,
    "agenda.comment": lambda r: actions.comment(_first(r), text="Why?", now=_now(), by=r.by),
    "agenda.decline_suggestion": lambda r: actions.decline_suggestion(
        _suggestion(r), answer="Not now.", version=1, now=_now(), by=r.by
    ),
    "agenda.end_program": lambda r: actions.end_program(
        _program(r), today=timezone.localdate(), version=1, by=r.by
    ),
    "agenda.give_up_version": lambda r: actions.give_up_version(
        _version(r), row_version=1, now=_now(), by=r.by
    ),
    "agenda.link_indicators": lambda r: actions.link_indicators(
        _first(r, "result"), [r.indicator], version=1, by=r.by
    ),
    "agenda.link_results": lambda r: actions.link_results(
        _first(r, "strategy"), [_first(r, "result")], version=1, by=r.by
    ),
    "agenda.merge_clauses": _merge,
    "agenda.move_clause": lambda r: actions.move_clause(_first(r), up=False, version=1, by=r.by),
    "agenda.open_version": _open,
    "agenda.put_in_force": _force,
    "agenda.ratify": _ratify,
    "agenda.remove_drafter": lambda r: actions.remove_drafter(r.initiative.drafters.get(), by=r.by),
    "agenda.retire_clause": lambda r: actions.retire_clause(
        _first(r), version=1, now=_now(), by=r.by
    ),
    "agenda.split_clause": lambda r: actions.split_clause(
        _first(r), ("A", "One."), ("B", "Two."), version=1, now=_now(), by=r.by
    ),
    "agenda.start_from_charter": _start,
    "agenda.suggest": lambda r: actions.suggest(_first(r), text="New.", now=_now(), by=r.by),
    "agenda.take_up": _take_up,
    "agenda.tell_own_change": _tell,
}
