"""To forget a person: every package says where they stand, and what is left in their place.

What was decided, published or signed stays; where a name stood there, a dash stands. The person's
own row stays without its name and address, because the record and others point to it.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from longtable.accounts.models import Person

DASH = "—"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who is to be forgotten, and when."""

    person: Person
    now: dt.datetime

    @property
    def email(self) -> str:
        """Return the address that is to be forgotten."""
        return self.person.email

    @property
    def name(self) -> str:
        """Return the name that is to be forgotten."""
        return self.person.name.strip()

    @property
    def initiatives(self) -> list[int]:
        """Return the initiatives that they ever belonged to: only there is a name theirs."""
        return list(self.person.memberships.values_list("initiative_id", flat=True))


@dataclass(frozen=True, slots=True)
class Trace:
    """Rows that hold something of a person, and what becomes of these fields; None: deleted."""

    rows: Callable[[Leaving], "QuerySet[Any]"]
    changes: Callable[[Leaving], dict[str, Any]] | None = None


# By the fields that a trace empties, such as `tables.Holding.name`, or the model it deletes.
TRACES: dict[str, Trace] = {}
# What stands in the way of forgetting somebody: each asks, and refuses with a reason.
OBSTACLES: list[Callable[[Leaving], None]] = []


def sign_in_trace(name: str, trace: Trace) -> None:
    """Let a package say where something of a person stands."""
    TRACES[name] = trace


def named(model: type[Model], field: str, *, initiative: str) -> Trace:
    """Return the trace of a text that says a person's name; a dash takes its place.

    A name is theirs only in the initiatives that they ever belonged to (`initiative` is the way
    there); whoever has no name stands nowhere by it.
    """

    def rows(who: Leaving) -> "QuerySet[Any]":
        here = {f"{initiative}__in": who.initiatives, f"{field}__iexact": who.name}
        return model._default_manager.filter(**here).exclude(**{field: ""})

    return Trace(rows, lambda _who: {field: DASH})


def sign_in_obstacle(ask: Callable[[Leaving], None]) -> None:
    """Let a package refuse to forget somebody, as long as something has to be done before."""
    OBSTACLES.append(ask)


def found(leaving: Leaving) -> dict[str, int]:
    """Return how many rows hold something of a person, by what it is; none are left out."""
    counts = {name: trace.rows(leaving).count() for name, trace in TRACES.items()}
    return {name: count for name, count in counts.items() if count}


def wipe(leaving: Leaving) -> None:
    """Take a person out of every row. All rows are found before the first one is changed."""
    rows = {name: list(trace.rows(leaving).values_list("pk", flat=True))
            for name, trace in TRACES.items()}  # fmt: skip
    for name, trace in TRACES.items():
        these = trace.rows(leaving).model._default_manager.filter(pk__in=rows[name])
        if trace.changes is None:
            these.delete()
        else:
            these.update(**trace.changes(leaving))
