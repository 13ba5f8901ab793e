"""A facilitator with a steering committee, and lists that they bring."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from longtable.core.spreadsheets.tests.making import workbook
from longtable.tables import actions
from longtable.tables.queries import roster as rosters
from tests.factories import MembershipFactory, TableFactory

NOW = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
MESSY = [
    ["Steering committee, list of August"],
    ["(please do not forward)"],
    [],
    ["First name", "Last name", "E-mail", "Organization", "Yearly budget", "Table", "Sector",
     "Alternate", "Term begins", "Term ends", "Shirt size"],
    ["Ana", "Ruiz", "ana@example.org", "Reading Circle", "$60,000", "Steering committee",
     "grass-roots", "Luz Paz", "2026-09-01", "2028-08-31", "M"],
    ["Bo", "Lee", "BO@example.org ", "Large Provider", "12000000", "Steering committee",
     "provider", "", "9/1/2026", "8/31/2028", "L"],
    ["Cy", "Day", "", "", "", "Steering committee", "parents", "", "2026", "", ""],
    [],
    ["Source: the sign-in sheet of August"],
]  # fmt: skip


def facilitator():
    """Return a facilitator of an initiative with a steering committee."""
    facilitator = MembershipFactory(facilitator=True)
    facilitator.table = TableFactory(
        initiative=facilitator.initiative, name="Steering committee", slug="steering"
    )
    return facilitator


def book(tmp_path, rows, name="list.xlsx"):
    path = workbook(tmp_path / name, {"Sheet1": rows})
    return SimpleUploadedFile(name, path.read_bytes())


def sent(here, file, once="1"):
    return actions.send_roster(here.initiative, file, once=once, now=NOW, by=here.person)


def text(rows):
    lines = "\n".join(",".join(row) for row in rows)
    return SimpleUploadedFile("list.csv", lines.encode())


def plan(here, roster):
    return rosters.roster_plan(roster, by=here.person, now=NOW)


def correct(here, roster, **change):
    return actions.correct_roster(roster, change, version=roster.version, by=here.person)


def take_in(here, roster):
    return actions.take_in_roster(roster, version=roster.version, now=NOW, by=here.person)


def undo(here, roster):
    return actions.undo_roster(
        roster, version=roster.version, now=NOW, today=NOW.date(), by=here.person
    )


def causes(here, roster):
    return [problem.cause for problem in plan(here, roster).problems]
