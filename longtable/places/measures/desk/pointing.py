"""What was pointed at on the sheet, and the form that corrects it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from longtable.places.measures.desk import asking
from longtable.places.measures.desk.forms import initial_of, totals_of
from longtable.submissions.models import Submission
from longtable.submissions.queries import Layout
from longtable.web.editing import whole_number
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Pointed:
    """What was pointed at: its name, a line about it, and the form."""

    title: str
    about: str
    form: Any


def pointed(
    request: Request, submission: Submission, layout: Layout, *, form: Any = None
) -> Pointed | None:
    """Return what the address points at: a column, a row, a sign, a text, or the whole file."""
    said = form.data if form is not None else request.GET
    if form is not None:
        said = {**said.dict(), **_named(said)}
    found = next((key for key in _KINDS if key in said), None)
    if found is None:
        return None
    do, title, about, initial = _KINDS[found](layout, said)
    if not do:
        return None
    initial |= {"do": do, "version": submission.version}
    if form is None:
        form = asking.form_for(submission, do, None, initial=initial)
    return Pointed(title, about, form)


def _named(said: Any) -> dict[str, str]:
    """Return the key that the address would have had for a form that came back with errors."""
    return {said.get("do", ""): said.get("letter") or said.get("row") or "1"}


def _column(layout: Layout, said: Any) -> tuple[str, str, str, dict[str, Any]]:
    letter = said["column"].upper()
    column = layout.column(letter)
    if column is None:
        return "", "", "", {}
    title = _("Column %(letter)s") % {"letter": letter}
    return "column", title, column.name, {"letter": letter, **initial_of(column)}


def _row(layout: Layout, said: Any) -> tuple[str, str, str, dict[str, Any]]:
    row = whole_number(str(said["row"]))
    if not row:
        return "", "", "", {}
    about = _("Say what this row is. To say it of several at once, give the last one too.")
    initial = {"row": row, "use": layout.rows.get(str(row), "data")}
    return "row", _("Row %(row)s") % {"row": row}, about, initial


def _mark(layout: Layout, said: Any) -> tuple[str, str, str, dict[str, Any]]:
    sign = said["mark"].strip() if "mark" in said else ""
    sign = said.get("sign", sign)
    title = _("The sign “%(sign)s”") % {"sign": sign} if sign else _("An empty cell")
    about = _("What hides a number stays hidden. It never becomes a number here.")
    return "mark", title, about, {"sign": sign, "meaning": layout.marks.get(sign)}


def _text(layout: Layout, said: Any) -> tuple[str, str, str, dict[str, Any]]:
    kind, text = said.get("kind", ""), said.get("text", "")
    if kind not in {"place", "group"} or not text:
        return "", "", "", {}
    about = _("It is remembered for the next file.")
    return "meaning", f"“{text}”", about, {"kind": kind, "text": text}


def _period(layout: Layout, said: Any) -> tuple[str, str, str, dict[str, Any]]:
    about = _("Only if no column says the period.")
    return "period", _("The period"), about, {"period": layout.period}


def _place(layout: Layout, said: Any) -> tuple[str, str, str, dict[str, Any]]:
    about = _("Only if no column names the place.")
    return "place", _("The place"), about, {"place": layout.place}


def _totals(layout: Layout, said: Any) -> tuple[str, str, str, dict[str, Any]]:
    about = _("A total is never added to the rows that it sums up.")
    return "totals", _("Totals"), about, totals_of(layout)


def _new_places(layout: Layout, said: Any) -> tuple[str, str, str, dict[str, Any]]:
    about = _("Every place of the file that is not known yet is added to the initiative.")
    return "new_places", _("New places"), about, {"level": "school"}


_KINDS = {
    "column": _column,
    "row": _row,
    "mark": _mark,
    "text": _text,
    "period": _period,
    "place": _place,
    "totals": _totals,
    "new_places": _new_places,
}
