"""What has to be done differently on SQLite and on PostgreSQL, and a look at what is there."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
_PG_TRIGGERS = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND n.nspname = current_schema() ORDER BY 1, 2
"""


@contextmanager
def one_picture() -> Iterator[None]:
    """Show the database as it is now for as long as this lasts, while others go on writing."""
    if connection.vendor == "sqlite":
        # Not `atomic`, which takes the lock for writing. A savepoint only reads.
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT picture")
            try:
                yield
            finally:
                cursor.execute("RELEASE picture")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def triggers_lifted() -> Iterator[None]:
    """Lift what forbids edits while rows are put back, inside a transaction, and set it again."""
    assert connection.in_atomic_block
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(_TRIGGERS)
            kept = cursor.fetchall()
            for name, _sql in kept:
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
            yield
            connection.check_constraints()
            for _name, sql in kept:
                cursor.execute(sql)
        return
    with connection.cursor() as cursor:
        tables = sorted({table for table, _trigger in triggers()})
        _switch(tables, "DISABLE")
        yield
        connection.check_constraints()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _switch(tables, "ENABLE")


def triggers() -> list[tuple[str, str]]:
    """Return the triggers that are in force."""
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS if connection.vendor == "sqlite" else _PG_TRIGGERS)
        return [(str(first), str(second)) for first, second in cursor.fetchall()]


def _switch(tables: list[str], word: str) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            name = connection.ops.quote_name(table)
            cursor.execute(f"ALTER TABLE {name} {word} TRIGGER USER")
