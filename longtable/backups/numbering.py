"""The number that each table gives next: one that was given is never given again."""

from collections.abc import Iterable, Mapping

from django.db import connection, models
from django.db.models import Max

from longtable.backups.rows import Table


def last_numbers(tables: Iterable[Table]) -> dict[str, int]:
    """Return the last number that each table gave, though its row may be gone."""
    numbered = [t for t in tables if isinstance(t.model._meta.pk, models.AutoField)]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            given = dict(cursor.fetchall())
            return {table.name: given[table.name] for table in numbered if given.get(table.name)}
        found = {}
        for table in numbered:
            cursor.execute("SELECT pg_sequence_last_value(%s::regclass)", [_sequence(table)])
            found[table.name] = cursor.fetchone()[0]
        return {name: last for name, last in found.items() if last}


def go_on_from(tables: Iterable[Table], last: Mapping[str, int]) -> None:
    """Let each table number its next row after every number that was ever given."""
    for table in tables:
        pk = table.model._meta.pk
        if not isinstance(pk, models.AutoField):
            continue
        newest = table.model._base_manager.aggregate(newest=Max(pk.attname))["newest"] or 0
        number = max(newest, last.get(table.name, 0))
        if number:
            _set(table, number)


def _set(table: Table, number: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table.name, number])
        else:
            cursor.execute("SELECT setval(%s::regclass, %s)", [_sequence(table), number])


def _sequence(table: Table) -> str:
    pk = table.model._meta.pk
    assert pk is not None
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(table.name)
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [name, pk.column])
        found: str = cursor.fetchone()[0]
        return found
