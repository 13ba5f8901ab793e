"""Suggest another wording, answer it, and comment."""

import datetime as dt

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.agenda import permissions
from longtable.agenda.models import Clause, Comment, Suggestion, Wording
from longtable.record.acting import Refusal, Stale, action, save_if_unchanged


@action("suggested")
def suggest(
    clause: Clause, *, text: str, now: dt.datetime, by: Person, reason: str = ""
) -> Suggestion:
    """Put another wording of a clause up for discussion."""
    permissions.may_suggest(clause, by=by)
    _still_stands(clause)
    if text.strip() == clause.text.strip():
        raise Refusal(_("This is how the clause reads now. Change some words, then suggest it."))
    return Suggestion.objects.create(
        clause=clause, text=text, reason=reason, by=by, at=now, wrote_over=clause.version
    )


@action("took up")
def take_up(
    suggestion: Suggestion,
    *,
    answer: str,
    version: int,
    clause_version: int,
    now: dt.datetime,
    by: Person,
) -> Suggestion:
    """Let a clause read as it was suggested; its old wording is kept.

    `clause_version` is that of the clause as it was seen beside the suggestion.
    """
    permissions.may_write(suggestion.clause.initiative, by=by)
    _answered(suggestion, Suggestion.State.TAKEN, answer, version=version, now=now, by=by)
    clause = suggestion.clause
    _still_stands(clause)
    try:
        save_if_unchanged(clause, {"text": suggestion.text}, version=clause_version)
    except Stale as stale:
        said = _("The clause was changed a moment ago. Look at the comparison again.")
        raise Refusal(said) from stale
    Wording.objects.create(
        clause=clause, title=clause.title, text=clause.text, by=suggestion.by, at=now
    )
    return suggestion


@action("declined")
def decline_suggestion(
    suggestion: Suggestion, *, answer: str, version: int, now: dt.datetime, by: Person
) -> Suggestion:
    """Leave a clause as it is, and say why."""
    permissions.may_write(suggestion.clause.initiative, by=by)
    if not answer.strip():
        raise Refusal(_("Say why it is not taken up: whoever suggested it reads your answer."))
    _answered(suggestion, Suggestion.State.DECLINED, answer, version=version, now=now, by=by)
    return suggestion


@action("commented")
def comment(clause: Clause, *, text: str, now: dt.datetime, by: Person) -> Comment:
    """Say something of a clause."""
    permissions.may_suggest(clause, by=by)
    return Comment.objects.create(clause=clause, text=text, by=by, at=now)


def _answered(
    suggestion: Suggestion,
    state: Suggestion.State,
    answer: str,
    *,
    version: int,
    now: dt.datetime,
    by: Person,
) -> None:
    if suggestion.state != Suggestion.State.OPEN:
        raise Refusal(_("This suggestion has been answered already."))
    said = {"state": state, "answer": answer, "answered_by": by, "answered": now}
    save_if_unchanged(suggestion, said, version=version)


def _still_stands(clause: Clause) -> None:
    if clause.retired:
        raise Refusal(_("This clause is no longer in the draft."))
