"""Go through a list: what each row would do, and what is wrong, with nothing stored."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from longtable.tables.roster import reading_cells as cells
from longtable.tables.roster.companies import Companies
from longtable.tables.roster.dates import order_of
from longtable.tables.roster.deeds import Deed, Plan, RowPlan, Step
from longtable.tables.roster.guests import Guests
from longtable.tables.roster.known import Known
from longtable.tables.roster.layout import ReadSheet, RosterLayout
from longtable.tables.roster.lines import Line, lines_of
from longtable.tables.roster.problems import Findings, Fix
from longtable.tables.roster.seating import Seating

LONGEST = 200


@dataclass(slots=True)
class Run:
    """One pass over a list: what it is read by, what it is compared with, what came of it."""

    layout: RosterLayout
    known: Known
    findings: Findings
    language: str
    order: str = "month"
    deeds: list[Deed] = field(default_factory=list)
    row: RowPlan = field(default_factory=lambda: RowPlan(0, ""))

    def do(self, deed: Deed, said: str) -> None:
        """Note a deed of the present row, in words."""
        self.deeds.append(deed)
        self.row.steps.append(Step("new", said))

    def keep(self, said: str) -> None:
        """Note what is there already and stays as it is."""
        self.row.steps.append(Step("same", said))

    def wrong(self, cause: str, line: Line, use: str = "", **said: Any) -> None:
        """Note what is wrong in a line."""
        cell = line.cell(use) if use not in {"", "name"} else line.person_cell
        self.findings.add(cause, line.number, cell=cell, **said)


def plan_of(sheet: ReadSheet, layout: RosterLayout, known: Known, *, language: str) -> Plan:
    """Return what taking the list in would do now. `language`: that of invitations by default."""
    findings = Findings(sheet.name)
    run = Run(layout, known, findings, language)
    lines = list(lines_of(sheet, layout))
    if not _names_something(layout):
        findings.add("no_columns")
        return Plan([], [], findings.in_order())
    _find_order(run, lines)
    companies, guests, seating = Companies(run, lines), Guests(run), Seating(run)
    rows = []
    for line in lines:
        run.row = RowPlan(line.number, cells.who(line))
        rows.append(run.row)
        if cells.too_long(run, line, most=LONGEST):
            continue
        organization = companies.of(line)
        guests.of(line, organization, is_funder=companies.is_funder(organization))
        seating.of(line, organization)
        if not run.row.steps and line.number not in findings.rows:
            run.wrong("says_nothing", line)
    for row in rows:
        row.waits = row.number in findings.rows
    return Plan(rows, run.deeds, findings.in_order())


def _names_something(layout: RosterLayout) -> bool:
    used = set(layout.columns.values())
    return bool(used & {"name", "first_name", "last_name", "email", "organization", "table"})


def _find_order(run: Run, lines: list[Line]) -> None:
    """Find out which stands first in a date, the month or the day, and ask where nothing tells."""
    texts = [(line, use) for line in lines for use in ("term_from", "term_until") if line[use]]
    said = run.layout.defaults.get("dates", "")
    found = order_of(line[use] for line, use in texts)
    run.order = found if found in {"month", "day"} else said or "month"
    if found != "?" or said:
        return
    line, use = next((line, use) for line, use in texts if order_of([line[use]]) == "?")
    fixes = [
        Fix(_("The month stands first"), {"do": "default", "kind": "dates", "to": "month"}),
        Fix(_("The day stands first"), {"do": "default", "kind": "dates", "to": "day"}),
    ]
    run.wrong("date_order", line, use, text=line[use], fixes=fixes)
