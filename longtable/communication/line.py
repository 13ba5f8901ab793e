"""One thing that waits for somebody: what, since when, where it is done, and how long it takes."""

import datetime as dt
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits for a person.

    `who` is who waits; `address` the page where it is done, `button` what is done there;
    `minutes` what it usually takes (see `minutes.ESTIMATES`); `due` its last day, if it has one.
    """

    what: str
    since: dt.datetime
    address: str
    button: str
    minutes: int
    who: str
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """Something that goes wrong soon: what, what shows it, and the next move with its page."""

    what: str
    evidence: str
    move: str
    address: str


def where(route: str, *args: object, instead: str = "") -> str:
    """Return the address of a page; `instead` where this installation has no such page."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        if not instead:
            raise
        return instead
