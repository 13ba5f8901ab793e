"""What stands in the record."""

from contextlib import suppress
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Max, QuerySet

from longtable.record.models import Entry

_NEWEST = "SELECT MAX(id) FROM record_entry"
_IN_ANOTHERS_HANDS = """
    SELECT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'relation' AND relation = 'record_entry'::regclass
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
    )
"""


def entries_of(initiative: int) -> QuerySet[Entry]:
    """Return the entries of one initiative (by its number), newest first."""
    return Entry.objects.filter(initiative=initiative).order_by("-pk")


def newest_entry() -> int:
    """Return the number of the newest entry of all: it grows with every action.

    Asked at every visit, so it goes past the layers of Django, which cost fifteen times what the
    database does. Where that fails, they are asked: they know how to connect anew.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    if database.connection is not None:
        with suppress(database.Database.Error):
            return _asked_straight(database)
    return Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0


def settled_entry() -> int | None:
    """Return the newest entry, or None while somebody writes one that could get a lower number.

    PostgreSQL numbers an entry before its action is done, so that 7 can be there before 6 is. Who
    writes an entry holds the table from before it has its number until all of its action can be
    seen. SQLite lets one write at a time. The newest is asked for first: whoever is done by the
    second question can be seen by whatever is asked after it.
    """
    newest = newest_entry()
    if connection.vendor != "postgresql":
        return newest
    with connection.cursor() as cursor:
        cursor.execute(_IN_ANOTHERS_HANDS)
        (is_written,) = cursor.fetchone()
    return None if is_written else newest


def _asked_straight(database: Any) -> int:
    """Ask an open connection without anything between; PostgreSQL through its own library."""
    if database.vendor != "postgresql":
        return database.connection.execute(_NEWEST).fetchone()[0] or 0
    answer = database.connection.pgconn.exec_(_NEWEST.encode())
    if answer.ntuples != 1:
        raise database.Database.OperationalError(answer.error_message)
    return int(answer.get_value(0, 0) or 0)
