"""Where higher packages sign in what a table needs from them: `tables` never imports them."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from longtable.accounts.models import Person
from longtable.tables.models import Item, Meeting, ParkedItem


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


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item that is due. `source` names what it is about, as the record does.

    `why` says in a sentence why it is proposed; `carried` or `parked` is what it goes on with.
    """

    title: str
    purpose: str
    source: str
    why: str
    minutes: int = 10
    question: str = ""
    activity: str = ""
    carried: Item | None = None
    parked: ParkedItem | None = None


Proposes = Callable[[Meeting, dt.date], Iterable[Proposal]]
Tells = Callable[[Meeting], Iterable[str]]
_PROPOSE: dict[str, Proposes] = {}
_TELL: dict[str, Tells] = {}


def proposes(name: str) -> Callable[[Proposes], Proposes]:
    """Sign in a function that proposes items for a meeting, such as promises that are due."""

    def register(propose: Proposes) -> Proposes:
        _PROPOSE[name] = propose
        return propose

    return register


def proposals_for(meeting: Meeting, *, today: dt.date) -> list[Proposal]:
    """Return what is due for a meeting and stands on its agenda not yet."""
    there = set(meeting.items.filter(removed=None).values_list("source", flat=True)) - {""}
    return [
        proposal
        for propose in _PROPOSE.values()
        for proposal in propose(meeting, today)
        if proposal.source not in there
    ]


def tells_promises(name: str) -> Callable[[Tells], Tells]:
    """Sign in a function that gives the promises made in a meeting, a line each."""

    def register(tell: Tells) -> Tells:
        _TELL[name] = tell
        return tell

    return register


def promises_of(meeting: Meeting) -> list[str]:
    """Return the promises that were made in a meeting, a line each."""
    return [line for tell in _TELL.values() for line in tell(meeting)]
