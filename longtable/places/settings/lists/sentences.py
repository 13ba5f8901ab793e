"""What was understood of a list, in sentences, each of which leads to its correction."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.core.spreadsheets.sheets import column_position
from longtable.tables.models import Table
from longtable.tables.models.table import Constituency
from longtable.tables.queries import roster as rosters


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that was understood, and where it is corrected."""

    text: str
    href: str


def sentences(
    sheet: rosters.ReadSheet, layout: rosters.RosterLayout, tables: dict[str, Table]
) -> Iterator[Sentence]:
    """Yield all that was understood, from the general to the small."""
    rows = ", ".join(str(row) for row in sheet.header_rows)
    if rows:
        text = ngettext(
            "Row %(rows)s holds the headings.",
            "Rows %(rows)s hold the headings.",
            len(sheet.header_rows),
        )
        yield Sentence(text % {"rows": rows}, _href(row=sheet.header_rows[-1]))
    for letter, use in sorted(layout.columns.items(), key=lambda one: column_position(one[0])):
        if use != "ignored":
            said = {"letter": letter, "use": rosters.USES[use]}
            yield Sentence(_("Column %(letter)s: %(use)s.") % said, _href(column=letter))
    out = [int(row) for row, use in layout.rows.items() if use == "left_out"]
    if out:
        text = ngettext(
            "Row %(rows)s is left out, as you said.",
            "Rows %(rows)s are left out, as you said.",
            len(out),
        )
        shown = ", ".join(str(row) for row in sorted(out)[:8]) + (" …" if len(out) > 8 else "")
        yield Sentence(text % {"rows": shown}, _href(row=out[0]))
    yield from _for_all(layout, tables)


def _for_all(layout: rosters.RosterLayout, tables: dict[str, Table]) -> Iterator[Sentence]:
    table = tables.get(layout.defaults.get("table", ""))
    if table is not None:
        said = _("Rows without a table: %(table)s.") % {"table": table}
        yield Sentence(said, _href(default="table"))
    whom = dict(Constituency.choices).get(layout.defaults.get("constituency", ""))
    if whom:
        said = _("Rows that do not say for whom a seat is there: %(whom)s.") % {"whom": whom}
        yield Sentence(said, _href(default="constituency"))


def _href(**said: object) -> str:
    return f"?{urlencode(said)}#correct"
