"""Where higher packages sign in what a table needs from them: `tables` never imports them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from longtable.accounts.models import Person
from longtable.tables.models import Meeting


@dataclass(frozen=True, slots=True)
class Spoken:
    """A promise as it was made in the room.

    `owner` is `organization/NUMBER` or `table/NUMBER`; `key` is that of the tap.
    """

    meeting: Meeting
    what: str
    owner: str
    due: dt.date
    key: UUID


Promiser = Callable[[Spoken, dt.datetime, Person], Any]
_register: dict[str, Promiser] = {}


def promiser(take: Promiser) -> Promiser:
    """Sign in who keeps the promises that are made in a room: (spoken, now, by) to the promise.

    The same key again gives the same promise. Raises Refusal where it can't be taken.
    """
    _register["promise"] = take
    return take


def take_promise(spoken: Spoken, *, now: dt.datetime, by: Person) -> Any:
    """Hand a promise to who keeps them."""
    return _register["promise"](spoken, now, by)
