"""What single cells of a list say, by our words or by what people said of them."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from longtable.tables.models.table import Constituency
from longtable.tables.roster.dates import day_of
from longtable.tables.roster.lines import Line
from longtable.tables.roster.problems import Fix
from longtable.tables.roster.words import constituency_of, role_of, tier_of

if TYPE_CHECKING:
    from longtable.tables.roster.planning import Run

LONG = ("name", "first_name", "last_name", "organization", "seat", "alternate", "table")
_READERS: dict[str, Callable[[str], str | None]] = {
    "tier": tier_of,
    "constituency": constituency_of,
    "role": role_of,
}


def who(line: Line) -> str:
    """Return whom or what a line is about, in a few words."""
    return line.person or line["email"] or line["organization"] or line["seat"] or line["table"]


def too_long(run: "Run", line: Line, *, most: int) -> bool:
    """Note texts that no name can have, and tell whether there are any."""
    long = [use for use in LONG if len(line[use]) > most]
    for use in long:
        run.wrong("too_long", line, use, text=line[use][:40])
    return bool(long)


def choice(run: "Run", line: Line, kind: str) -> str:
    """Return the tier, constituency or role that a cell names; "" when none, or none known."""
    text = line[kind]
    if not text:
        return ""
    said = run.layout.meaning(kind, text)
    found = said if said is not None else _READERS[kind](text)
    if found is None:
        run.wrong(f"unknown_{kind}", line, kind, text=text, fixes=_shortcuts(kind, text))
    return found or ""


def address(run: "Run", line: Line, use: str) -> str:
    """Return an e-mail address in small letters, "" when there is none or it is none."""
    text = line[use]
    if not text:
        return ""
    said = run.layout.meaning("email", text)
    email = (text if said is None else said).strip().lower().removeprefix("mailto:")
    try:
        validate_email(email)
    except ValidationError:
        run.wrong("bad_email", line, use, text=text)
        return ""
    return email


def day(run: "Run", line: Line, use: str) -> dt.date | None:
    """Return the day that a cell names."""
    text = line[use]
    if not text:
        return None
    said = run.layout.meaning("date", text)
    found = day_of(text if said is None else said, order=run.order, is_end=use == "term_until")
    if found is None:
        run.wrong("bad_date", line, use, text=text)
    return found


def _shortcuts(kind: str, text: str) -> list[Fix]:
    change = {"do": "meaning", "kind": kind, "text": text}
    if kind == "tier":
        return [Fix(_("Leave the size unsaid"), {**change, "to": ""})]
    if kind == "constituency":
        known = (Constituency.RESIDENT, Constituency.PROVIDER, Constituency.PUBLIC)
        return [Fix(str(one.label), {**change, "to": one.value}) for one in known]
    return []
