"""Correct what was understood of a file, as often as needed; nothing counts yet."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.submissions import permissions, queries
from longtable.submissions.actions.checking import Checked, check, proposed_for
from longtable.submissions.models import Submission
from longtable.submissions.progress import NOT_BEGUN
from longtable.submissions.understanding.corrections import corrected
from longtable.submissions.understanding.layout import Layout, NotALayout


@action("corrected what was understood")
def correct_layout(
    submission: Submission, change: dict[str, Any], *, version: int, by: Person
) -> Submission:
    """Correct one thing and look again at the whole file; a large one waits for the worker.

    `change` is a correction as plain data (`understanding.corrections`), or `{"do": "table",
    "sheet", "table"}` for another table of the file. Raises Stale when somebody else corrected
    it first, Refusal when the correction makes no sense.
    """
    permissions.may_handle(submission, by=by)
    if not submission.is_open:
        raise Refusal(_("This file can no longer be corrected: %(state)s.") % _state(submission))
    try:
        layout = _changed(submission, change)
    except NotALayout as wrong:
        raise Refusal(_("This can't be corrected so: %(why)s") % {"why": wrong}) from wrong
    changes: dict[str, Any] = {"layout": layout.to_dict(), "trouble": ""}
    if queries.is_large(submission):
        changes |= {"state": Submission.State.WAITING, **NOT_BEGUN}
    else:
        found = check(submission, layout)
        changes |= {"problems": found.problems, "counted": found.counted}
    save_if_unchanged(submission, changes, version=version)
    return submission


def dry_run(submission: Submission) -> Checked:
    """Return what taking the file in would give now. Nothing is stored."""
    return check(submission, queries.layout_of(submission))


def _changed(submission: Submission, change: dict[str, Any]) -> Layout:
    layout = queries.layout_of(submission)
    if change.get("do") == "table":
        return _other_table(submission, change)
    vocabulary = queries.vocabulary_of(submission.initiative)
    changed = corrected(layout, change, vocabulary)
    if _headers(changed) == _headers(layout):
        return changed
    table = queries.table_of(submission, changed)
    if table is None:
        raise NotALayout(_("There is no table here."))
    proposal = proposed_for(submission, changed.sheet, table, changed.table)
    return replace(proposal, rows=changed.rows, marks=changed.marks, meanings=changed.meanings)


def _other_table(submission: Submission, change: dict[str, Any]) -> Layout:
    reading = queries.reading_of(submission)
    sheets = {sheet.name: sheet for sheet in reading.sheets} if reading else {}
    number = change.get("table", 0)
    sheet = sheets.get(str(change.get("sheet")))
    if sheet is None or not isinstance(number, int) or not 0 <= number < len(sheet.tables):
        raise NotALayout(_("There is no such table in this file."))
    return proposed_for(submission, sheet.name, sheet.tables[number], number)


def _headers(layout: Layout) -> set[tuple[str, bool]]:
    table_rows = {(row, use == "header") for row, use in layout.rows.items()}
    return {pair for pair in table_rows if pair[1]}


def _state(submission: Submission) -> dict[str, str]:
    return {"state": submission.get_state_display()}
