"""Send a list of people, organizations and seats; correct, take in, discard, take back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative.models import Initiative
from longtable.record.acting import Double, Refusal, action, save_if_unchanged
from longtable.tables import permissions
from longtable.tables.models import Roster
from longtable.tables.queries import roster as rosters
from longtable.tables.roster.doing import Doing
from longtable.tables.roster.layout import ReadSheet, corrected, learned
from longtable.tables.roster.lines import headed
from longtable.tables.roster.opening import opened
from longtable.tables.roster.proposing import proposed, uses_of
from longtable.tables.roster.undoing import Undoing
from longtable.web.uploads import plain_name

State = Roster.State
EMPTIED: dict[str, Any] = {"sheets": [], "layout": {}}


def send_roster(
    initiative: Initiative,
    file: "UploadedFile[Any]",
    *,
    once: str,
    now: dt.datetime,
    by: Person,
) -> Roster:
    """Read a list and keep its cells, not the file. The same form sent twice is kept once.

    It is read before the transaction, so that nobody waits for it. Raises Refusal for a file that
    can't be read.
    """
    permissions.may_bring_list(initiative, by=by)
    earlier = rosters.roster_sent_once(initiative, once)
    if earlier is not None and earlier.sent_by_id == by.pk:
        return earlier
    name = plain_name(file.name or "")
    sheets = opened(file, name=name)
    try:
        return _keep_roster(initiative, sheets, name=name, once=once, now=now, by=by)
    except Double:
        earlier = rosters.roster_sent_once(initiative, once)
        if earlier is None or earlier.sent_by_id != by.pk:
            raise
        return earlier


@action("sent a list")
def _keep_roster(
    initiative: Initiative,
    sheets: list[ReadSheet],
    *,
    name: str,
    once: str,
    now: dt.datetime,
    by: Person,
) -> Roster:
    permissions.may_bring_list(initiative, by=by)
    layout = proposed(sheets, rosters.learned_from_rosters(initiative))
    return Roster.objects.create(
        initiative=initiative,
        file_name=name,
        sheets=[sheet.to_dict() for sheet in sheets],
        layout=layout.to_dict(),
        sent_by=by,
        sent=now,
        once=once[:64],
    )


@action("corrected a list")
def correct_roster(
    roster: Roster, change: Mapping[str, Any], *, version: int, by: Person
) -> Roster:
    """Correct one thing that was understood (see `tables.roster.layout.corrected`).

    Or choose another sheet: `{"do": "sheet", "sheet": name}`. Raises Stale when somebody else
    corrected it first.
    """
    permissions.may_bring_list(roster.initiative, by=by)
    _must_be_open(roster)
    layout = rosters.roster_layout(roster)
    if change.get("do") == "sheet":
        sheets = [one for one in rosters.roster_sheets(roster) if one.name == change.get("sheet")]
        if not sheets:
            raise Refusal(_("There is no such sheet in this list."))
        layout = proposed(sheets, rosters.learned_from_rosters(roster.initiative))
    else:
        sheet = rosters.roster_sheet(roster, layout)
        layout = corrected(layout, change, sheet)
        now_headed = headed(sheet, layout)
        if now_headed.header_rows != sheet.header_rows:
            known = rosters.learned_from_rosters(roster.initiative).get("uses", {})
            layout = type(layout)(**{**layout.to_dict(), "columns": uses_of(now_headed, known)})
    save_if_unchanged(roster, {"layout": layout.to_dict()}, version=version)
    return roster


@action("took a list in")
def take_in_roster(roster: Roster, *, version: int, now: dt.datetime, by: Person) -> Roster:
    """Do all that a list says, or nothing of it: add, invite and seat, each on the record.

    Raises Stale when somebody corrected the list meanwhile, Refusal when something still needs
    somebody, or when one of its deeds is refused. Its cells are emptied.
    """
    permissions.may_bring_list(roster.initiative, by=by)
    _must_be_open(roster)
    layout = rosters.roster_layout(roster)
    sheet = rosters.roster_sheet(roster, layout)
    taken = {
        **EMPTIED,
        "state": State.TAKEN,
        "learned": learned(layout, sheet),
        "taken_by": by,
        "taken": now,
    }
    plan = rosters.roster_plan(roster, by=by, now=now)
    if plan.blocking:
        raise Refusal(_("First see to what needs you."))
    if not plan.deeds:
        raise Refusal(_("Nothing comes of this list: all of it is there already."))
    save_if_unchanged(roster, taken, version=version)
    doing = Doing(roster.initiative, by=by, now=now)
    for deed in plan.deeds:
        doing.do(deed)
    save_if_unchanged(roster, {"made": doing.made}, version=roster.version)
    return roster


@action("discarded a list")
def discard_roster(roster: Roster, *, version: int, by: Person) -> Roster:
    """Throw a list away. Its cells are emptied; nothing of it was done."""
    permissions.may_bring_list(roster.initiative, by=by)
    _must_be_open(roster)
    save_if_unchanged(roster, {**EMPTIED, "state": State.DISCARDED}, version=version)
    return roster


@action("let go of a list")
def let_go_of_roster(roster: Roster, *, now: dt.datetime, by: Roster) -> Roster:
    """Empty a list that nobody took in for thirty days. Time does it, by the list itself."""
    if by.pk != roster.pk or now - roster.sent < rosters.KEPT_FOR:
        raise Refusal(_("This list is kept for thirty days."))
    _must_be_open(roster)
    save_if_unchanged(roster, {**EMPTIED, "state": State.DISCARDED}, version=roster.version)
    return roster


@action("took a list back")
def undo_roster(
    roster: Roster, *, version: int, now: dt.datetime, today: dt.date, by: Person
) -> Roster:
    """Take back what came of a list, as far as nothing hangs on it; the rest stays.

    Invitations that nobody answered are withdrawn, seats end that only the list has filled, and
    organizations leave that nobody belongs to. `made` then says under "kept" how many stay.
    """
    permissions.may_bring_list(roster.initiative, by=by)
    if roster.state != State.TAKEN:
        raise Refusal(_("Only a list that was taken in can be taken back."))
    kept = Undoing(roster.made, now, today, by).all()
    changes = {"state": State.UNDONE, "made": {**roster.made, "kept": kept}}
    save_if_unchanged(roster, changes, version=version)
    return roster


def _must_be_open(roster: Roster) -> None:
    if not roster.is_open:
        said = _("This list can no longer be changed: %(state)s.")
        raise Refusal(said % {"state": roster.get_state_display()})
