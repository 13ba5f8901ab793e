"""The data desk: did the machine understand my file?"""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from longtable.core.spreadsheets.reading import TableReading
from longtable.initiative.models import Role
from longtable.places.measures.desk import pointing
from longtable.places.measures.desk.found import MAY_SEND, find
from longtable.places.measures.desk.listing import Line, line_of
from longtable.places.measures.desk.problems import grouped
from longtable.places.measures.desk.sentences import Sentence, sentences
from longtable.places.measures.desk.sheet import sheet_view
from longtable.places.measures.desk.words import ROW_WORDS, USE_WORDS
from longtable.submissions import queries
from longtable.submissions.models import Submission
from longtable.submissions.queries import Layout
from longtable.web.access import members
from longtable.web.desk import Group, SheetView, Step, Window
from longtable.web.drawing import count
from longtable.web.editing import Difference, whole_number
from longtable.web.requests import Request

State = Submission.State
MEGABYTE = 2**20
AT_WORK = {State.WAITING, State.TAKING}
SECONDS_BETWEEN_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file that can be chosen instead."""

    label: str
    change: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """All that somebody sees of one file."""

    submission: Submission
    line: Line
    steps: list[Step]
    same: Submission | None
    may_add_places: bool
    refresh: int = 0
    trouble: str = ""
    gone_through: str = ""
    sheet: SheetView | None = None
    sentences: list[Sentence] = field(default_factory=list)
    learned: list[str] = field(default_factory=list)
    blocking: list[Group] = field(default_factory=list)
    notices: list[Group] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pointed: "pointing.Pointed | None" = None
    conflict: list[Difference] = field(default_factory=list)
    again: str = ""
    rests_on: bool = False


@members(*MAY_SEND, private=True)
def submission(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Show a file: while it is read, on the desk, and after it was taken in."""
    return show(request, find(request, pk))


def show(
    request: Request,
    submission: Submission,
    *,
    form: Any = None,
    conflict: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the desk; `conflict` is a correction that somebody else's came before."""
    common: dict[str, Any] = {
        "submission": submission,
        "line": line_of(submission),
        "steps": _steps(submission),
        "same": queries.same_file(submission) if submission.is_open else None,
        "may_add_places": _may_add_places(request),
        "trouble": queries.in_words(submission.trouble),
        "refresh": SECONDS_BETWEEN_LOOKS if submission.state in AT_WORK else 0,
        "gone_through": _gone_through(submission) if submission.state in AT_WORK else "",
    }
    if submission.state == State.ACCEPTED:
        common["rests_on"] = queries.rests_on(submission)
    if submission.state in {State.READ, State.ACCEPTED, State.UNDONE} and submission.reading:
        common |= _desk(request, submission, form)
    if conflict is not None:
        common["conflict"] = [_difference(submission, conflict)]
        common["again"] = json.dumps(conflict)
    pointed = common.get("pointed")
    context = {"page": DeskPage(**common), "form": pointed.form if pointed else None}
    return render(request, "measures/desk/desk.html", context, status=status)


def _desk(request: Request, submission: Submission, form: Any) -> dict[str, Any]:
    layout = queries.layout_of(submission)
    table = queries.table_of(submission, layout)
    vocabulary = queries.vocabulary_of(submission.initiative)
    window = _window(request)
    groups = grouped(
        queries.problems_of(submission),
        version=submission.version,
        may_add_places=_may_add_places(request),
    )
    found: dict[str, Any] = {
        "sheet": sheet_view(submission, layout, table, window=window),
        "sentences": sentences(layout, table, vocabulary, queries.expected_of(submission)),
        "learned": _learned(submission, layout),
        "blocking": [group for group in groups if group.blocking],
        "notices": [group for group in groups if not group.blocking],
        "tables": _tables(submission, layout),
    }
    if submission.is_open:
        found["pointed"] = pointing.pointed(request, submission, layout, form=form)
    return found


def _may_add_places(request: Request) -> bool:
    return request.room.role in (Role.DATA_LEAD, Role.FACILITATOR)


def _window(request: Request) -> Window:
    said = request.GET
    return Window(
        whole_number(said.get("from", "")[:8]),
        said.get("column", "")[:3],
        whole_number(said.get("row", "")[:8]),
    )


def _steps(submission: Submission) -> list[Step]:
    state = submission.state
    after = {State.ACCEPTED, State.UNDONE}
    names = [_("File"), _("Understood"), _("Taken in"), _("Released")]
    at = 0 if state == State.WAITING else 2 if state == State.TAKING else 1
    at = 3 if state in after else at
    states = ["done" if number < at else "" for number in range(4)]
    states[at] = "now"
    if state in {State.UNREADABLE, State.DISCARDED, State.UNDONE}:
        states[at if state != State.UNDONE else 2] = "stopped"
        states[3] = ""
    notes = [submission.file_name, "", "", _("by a second person")]
    return [Step(*step) for step in zip(names, states, notes, strict=True)]


def _gone_through(submission: Submission) -> str:
    """Say how far the worker is: megabytes read, rows judged, numbers written; how much waits."""
    done, whole = submission.gone_through, submission.whole
    said = {"done": count(done), "whole": count(whole)}
    match submission.step:
        case Submission.Step.READING:
            sizes = {"done": count(done // MEGABYTE), "whole": count(whole // MEGABYTE)}
            return _("%(done)s of %(whole)s MB are read.") % sizes
        case Submission.Step.JUDGING:
            return _("%(done)s of %(whole)s rows are gone through.") % said
        case Submission.Step.WRITING:
            return _("All rows are gone through; %(done)s of %(whole)s numbers are written.") % said
    rows = max((sheet["rows"] for sheet in submission.reading.get("sheets", ())), default=0)
    if rows:
        return _("It has %(rows)s rows: that may take some minutes.") % {"rows": count(rows)}
    return ""


def _learned(submission: Submission, layout: Layout) -> list[str]:
    """Say what differs from the partner's last file, where this one is read like it."""
    moved = [name for what, name in layout.differences if what == "moved"]
    new = [name for what, name in layout.differences if what == "new"]
    known = queries.remembered_layout(submission.organization, submission.indicator)
    if known is None or known.learned_from_id == submission.pk:
        return []
    said = [_("Read as the last file, “%(file)s”.") % {"file": known.learned_from.file_name}]
    if moved:
        said.append(_("In another place now: %(names)s.") % {"names": ", ".join(moved[:8])})
    if new:
        said.append(_("New, and not used: %(names)s.") % {"names": ", ".join(new[:8])})
    return said


def _tables(submission: Submission, layout: Layout) -> list[Table]:
    reading = queries.reading_of(submission)
    found = []
    for sheet in reading.sheets if reading else ():
        for number, table in enumerate(sheet.tables):
            if (sheet.name, number) != (layout.sheet, layout.table):
                change = {"do": "table", "sheet": sheet.name, "table": number}
                found.append(Table(_label(sheet.name, table), json.dumps(change)))
    return found[:12]


def _label(sheet: str, table: TableReading) -> str:
    return _("“%(sheet)s”, rows %(first)s to %(last)s") % {
        "sheet": sheet,
        "first": table.first_data_row,
        "last": count(table.last_data_row),
    }


def _difference(submission: Submission, change: dict[str, Any]) -> Difference:
    """Return what stands now beside what the second editor wanted."""
    layout = queries.layout_of(submission)
    match change.get("do"):
        case "column":
            letter = str(change.get("letter", ""))
            column = layout.column(letter)
            theirs = USE_WORDS.get(column.use if column else "", "")
            yours = USE_WORDS.get(str(change.get("use")), "")
            return Difference(_("Column %(letter)s") % {"letter": letter}, theirs, yours)
        case "period":
            return Difference(_("Period"), layout.period, change.get("period"))
        case "row":
            row = str(change.get("row"))
            theirs = ROW_WORDS.get(layout.rows.get(row, ""), _("as it was found"))
            yours = ROW_WORDS.get(str(change.get("use")), "")
            return Difference(_("Row %(row)s") % {"row": row}, theirs, yours)
        case _:
            return Difference(_("Your correction"), _("not made"), _("can be made now"))
