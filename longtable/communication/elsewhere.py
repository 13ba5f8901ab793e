"""The register of what waits elsewhere: places whose nouns nobody else may read sign in here.

What partners report is handled by `places.measures` alone; it says here what of it waits for
whom, and what an organization sent last, as states and days and never as counts.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from longtable.accounts.models import Person
from longtable.communication.line import Line
from longtable.initiative.models import Initiative, Organization


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that an organization sent: for what, when, how far it is, and its page."""

    what: str
    at: dt.datetime
    state: str
    address: str


_register: dict[str, Callable[..., Any]] = {}


def sign_in_files(
    waiting: Callable[[Person, Initiative], list[Line]],
    sent: Callable[[Person, Organization], list[Sent]],
) -> None:
    """Let a place say which files wait for somebody, and which an organization sent."""
    _register["waiting"], _register["sent"] = waiting, sent


def waiting_elsewhere(person: Person, initiative: Initiative) -> list[Line]:
    """Return what waits for somebody in the places that signed in."""
    find = _register.get("waiting")
    return list(find(person, initiative)) if find else []


def sent_by(person: Person, organization: Organization) -> list[Sent]:
    """Return the files of an organization that somebody may know of, the newest first."""
    find = _register.get("sent")
    return list(find(person, organization)) if find else []
