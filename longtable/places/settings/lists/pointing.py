"""What was pointed at on the sheet of a list, and the form that corrects it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from longtable.places.settings.lists.desk_forms import form_for
from longtable.tables.models import Roster
from longtable.tables.queries import roster as rosters
from longtable.web.editing import whole_number
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Pointed:
    """What was pointed at: its name, a line about it, and the form."""

    title: str
    about: str
    form: Any


def pointed(
    request: Request, roster: Roster, layout: rosters.RosterLayout, *, form: Any = None
) -> Pointed | None:
    """Return what the address points at: a column, a row, a text, or what holds for all rows."""
    said = form.data if form is not None else request.GET
    title, about, initial = _what(layout, said)
    if not initial:
        return None
    initial["version"] = roster.version
    if form is None:
        form = form_for(roster.initiative, initial, None, by=request.user, initial=initial)
    return Pointed(title, about, form) if form is not None else None


def _what(layout: rosters.RosterLayout, said: Any) -> tuple[str, str, dict[str, Any]]:
    initial: dict[str, Any]
    do = said.get("do", "")
    letter = str(said.get("letter", "") if do else said.get("column", "")).upper()[:3]
    if letter:
        title = _("Column %(letter)s") % {"letter": letter}
        initial = {"do": "column", "letter": letter, "use": layout.columns.get(letter, "ignored")}
        return title, "", initial
    if row := whole_number(str(said.get("row", ""))):
        about = _("Say what this row is. To say it of several at once, give the last one too.")
        initial = {"do": "row", "row": row, "use": layout.rows.get(str(row), "data")}
        return _("Row %(row)s") % {"row": row}, about, initial
    if kind := said.get("default") or (said.get("kind", "") if do == "default" else ""):
        title = _("The table") if kind == "table" else _("For whom the seats are there")
        about = _("Only for rows that do not say it themselves.")
        initial = {"do": "default", "kind": kind, "to": layout.defaults.get(kind, "")}
        return title, about, initial
    kind, text = said.get("kind", ""), said.get("text", "")[:1_000]
    if not kind or not text:
        return "", "", {}
    about = "" if kind in {"email", "date"} else _("It is remembered for the next list.")
    initial = {"do": "meaning", "kind": kind, "text": text, "to": layout.meaning(kind, text)}
    return f"“{text}”", about, initial
