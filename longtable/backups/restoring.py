"""Restore a backup into an empty installation: whole, checked, and brought up to date."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.functional import cached_property

from longtable.backups import archive, numbering, rows
from longtable.backups.database import triggers_lifted
from longtable.backups.making import secret_mark
from longtable.core.durable import sync
from longtable.measures import sources
from longtable.record.acting import Refusal

# What an installation that nobody has used yet may hold already.
_MADE_BY_ITSELF = {
    "accounts_firstadministrator",
    "auth_permission",
    "backups_backuprun",
    "django_content_type",
}
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Backup:
    """A backup that was read to its end and found whole."""

    path: Path
    key: Path | None
    manifest: dict[str, Any]

    @cached_property
    def nodes(self) -> list[rows.Node]:
        """Return the migrations of the database that it was made of."""
        return [(application, name) for application, name in self.manifest["migrations"]]


def restore(path: Path, *, key: Path | None, tell: Tell) -> dict[str, Any]:
    """Restore a backup whole, or refuse and change nothing. Returns its manifest.

    Afterwards the database is at the newest migration and the warehouse is made again.
    """
    backup = Backup(path, key, archive.check(path, key, tell))
    _refuse_what_is_unknown(backup)
    _refuse_what_is_not_empty()
    _migrate_to(backup.nodes)
    with _uploads() as folder:
        try:
            with transaction.atomic():
                _put_back(backup, folder, tell)
                _take_the_place_of_uploads(folder)
        except DatabaseError as error:
            raise Refusal(f"the database does not take this backup: {error}") from error
    tell("bringing the database up to date")
    call_command("migrate", verbosity=0, interactive=False)
    tell("making the warehouse again")
    sources.rebuild()
    return backup.manifest


def has_same_secret(manifest: dict[str, Any]) -> bool:
    """Whether this installation has the secret of the one that was backed up."""
    return bool(manifest["secret_mark"] == secret_mark())


def _refuse_what_is_unknown(backup: Backup) -> None:
    known = MigrationExecutor(connection).loader.graph.nodes
    unknown = [f"{application} {name}" for application, name in backup.nodes
               if (application, name) not in known]  # fmt: skip
    if unknown:
        raise Refusal(
            f"{backup.path} was made by Longtable {backup.manifest['longtable']}, which is newer "
            f"than this one ({unknown[0]} is not known here): bring this one up to date first"
        )


def _refuse_what_is_not_empty() -> None:
    for table in rows.tables(rows.applied()):
        if table.name not in _MADE_BY_ITSELF and table.model._base_manager.exists():
            raise Refusal(
                "this database is in use and is never overwritten: restore into an empty one "
                "(another LONGTABLE_DATA folder, or a new database in DATABASE_URL)"
            )
    uploads = Path(settings.MEDIA_ROOT)
    if uploads.exists() and any(uploads.iterdir()):
        raise Refusal(f"{uploads} holds files already: move them away, or name another folder")


def _migrate_to(nodes: Sequence[rows.Node]) -> None:
    """Bring the empty database to where the backup's was, back to nothing first if need be."""
    executor = MigrationExecutor(connection)
    there = set(executor.loader.applied_migrations)
    if there - set(nodes):
        executor.migrate([(application, None) for application in sorted({a for a, _ in there})])
        executor = MigrationExecutor(connection)
    executor.migrate(_last_of_each(nodes, executor.loader))


def _last_of_each(nodes: Sequence[rows.Node], loader: MigrationLoader) -> list[rows.Node]:
    """Return the migrations that no other of the same application came after."""
    before = {
        parent
        for node in nodes
        for parent in loader.get_migration(*node).dependencies
        if parent[0] == node[0]
    }
    return [node for node in nodes if node not in before]


@contextmanager
def _uploads() -> Iterator[Path]:
    """Give an empty folder beside the uploads, and take it away where it was not put to use."""
    uploads = Path(settings.MEDIA_ROOT)
    folder = uploads.with_name(f"{uploads.name}.restoring")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield folder
    except BaseException:
        if not folder.exists():
            uploads.rename(folder)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take_the_place_of_uploads(folder: Path) -> None:
    uploads = Path(settings.MEDIA_ROOT)
    if uploads.exists():
        uploads.rmdir()
    for inside in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sync(inside)
    folder.rename(uploads)
    sync(uploads.parent)


def _put_back(backup: Backup, folder: Path, tell: Tell) -> None:
    tables = {table.name: table for table in rows.tables(backup.nodes)}
    if {name: table.columns for name, table in tables.items()} != backup.manifest["columns"]:
        raise Refusal(f"{backup.path} has other tables than its migrations say")
    with triggers_lifted():
        _empty(tables.values())
        with archive.parts(backup.path, backup.key) as parts:
            for name, content in parts:
                _put_part(name, content, tables, folder)
                tell(f"restored {name}")
    numbering.go_on_from(tables.values(), backup.manifest["last_numbers"])
    for name, table in tables.items():
        tell(f"comparing {name}")
        if rows.hash_of(table) != backup.manifest["tables"][name]:
            raise Refusal(f"the rows of {name} did not come back as they were")


def _put_part(name: str, content: IO[bytes], tables: dict[str, rows.Table], folder: Path) -> None:
    kind, _, rest = name.partition("/")
    if kind == "rows":
        table = tables[rest.rpartition("/")[0]]
        rows.insert(table, (line.decode() for line in content))
    elif kind == "files":
        _put_file(folder, PurePosixPath(rest), content)


def _put_file(folder: Path, name: PurePosixPath, content: IO[bytes]) -> None:
    if name.is_absolute() or ".." in name.parts:
        raise Refusal(f"the backup names a file outside the uploads: {name}")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())


def _empty(tables: Iterable[rows.Table]) -> None:
    """Take out what an unused installation holds: it comes back with the backup's numbers."""
    for table in tables:
        if table.name in _MADE_BY_ITSELF:
            table.model._base_manager.all()._raw_delete(connection.alias)
