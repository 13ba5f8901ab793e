"""Every row of every table as JSON, the same for SQLite and PostgreSQL, and back again.

Tables are those of the migrations that were applied, not of the code that runs: a database can be
backed up before it is migrated, and an older backup can be read by a later version.
"""

import datetime as dt
import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.models import JSONField, Model, Value

# Nobody signs in with a stolen backup, so sessions are left out: everybody signs in again.
LEFT_OUT = frozenset({"django_session"})
AT_ONCE = 500
Node = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the model as the migrations have it, and its stored fields."""

    name: str
    model: type[Model]
    fields: tuple["models.Field[Any, Any]", ...]

    @property
    def columns(self) -> list[str]:
        """Return the names of the columns, in the order of a row."""
        return [str(field.column) for field in self.fields]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows in the order of their numbers."""
        names = [field.attname for field in self.fields]
        ordered = self.model._base_manager.order_by("pk").values_list(*names)
        return ordered.iterator(chunk_size=2000)


def applied() -> list[Node]:
    """Return the migrations that this database has had, by application and name."""
    return sorted(MigrationLoader(connection).applied_migrations)


def tables(nodes: Sequence[Node]) -> list[Table]:
    """Return the tables of a database that has had these migrations, by name."""
    loader = MigrationLoader(connection)
    state = loader.project_state([node for node in nodes if node in loader.graph.nodes])
    found = {}
    for model in state.apps.get_models(include_auto_created=True):
        about = model._meta
        if about.managed and not about.proxy and about.db_table not in LEFT_OUT:
            stored = tuple(f for f in about.concrete_fields if not getattr(f, "generated", False))
            found[about.db_table] = Table(about.db_table, model, stored)
    return [found[name] for name in sorted(found)]


def line(table: Table, row: Sequence[Any]) -> str:
    """Return a row as one line of JSON."""
    return _dump([_plain(value) for value in row])


class RowHash:
    """The hash and number of a table's rows, the same on every database."""

    def __init__(self) -> None:
        self.rows, self._hash = 0, hashlib.sha256()

    def add(self, row: Sequence[Any]) -> None:
        """Take one more row, as the database gave it."""
        self.rows += 1
        # PostgreSQL keeps 1.0 and 1e16 in JSON as whole numbers; they are the same number.
        said = _whole([_plain(value) for value in row])
        self._hash.update(_dump(said).encode() + b"\n")

    def as_json(self) -> dict[str, Any]:
        """Return both as the manifest has them."""
        return {"rows": self.rows, "sha256": self._hash.hexdigest()}


def hash_of(table: Table) -> dict[str, Any]:
    """Return the hash and number of the rows that stand in a table now."""
    found = RowHash()
    for row in table.rows():
        found.add(row)
    return found.as_json()


def insert(table: Table, lines: Iterable[str]) -> None:
    """Put rows into a table as they were, with their own numbers and times."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in table.columns)
    marks = ", ".join(["%s"] * len(table.fields))
    # Names come from the migrations, values are passed beside the statement.
    statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608
    waiting: list[list[Any]] = []
    with connection.cursor() as cursor:
        for text in lines:
            waiting.append([_stored(f, v) for f, v in zip(table.fields, _row(text), strict=True)])
            if len(waiting) == AT_ONCE:
                cursor.executemany(statement, waiting)
                waiting.clear()
        if waiting:
            cursor.executemany(statement, waiting)


def _row(text: str) -> list[Any]:
    found: list[Any] = json.loads(text)
    return found


def _stored(field: "models.Field[Any, Any]", value: Any) -> Any:
    """Return what the database driver takes for a value that stood in a backup."""
    if isinstance(field, JSONField):
        empty = value is None and not field.null
        return field.get_db_prep_save(Value(None, JSONField()) if empty else value, connection)
    return field.get_db_prep_save(field.to_python(value), connection)


def _plain(value: Any) -> Any:
    match value:
        case bytes() | memoryview():
            return b64encode(bytes(value)).decode()
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
        case None | bool() | int() | float() | str() | dict() | list():
            return value
    return str(value)


def _whole(value: Any) -> Any:
    match value:
        case dict():
            return {key: _whole(inner) for key, inner in value.items()}
        case list():
            return [_whole(inner) for inner in value]
        case float() if value.is_integer():
            return int(value)
    return value


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
