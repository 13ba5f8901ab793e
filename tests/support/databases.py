"""SQLite, or a real PostgreSQL when `TEST_DB=postgres` (or `DATABASE_URL` names one)."""

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest

from tests.support import prepared

ENOUGH = 2**29  # bytes, for all the processes of a stage


def _flush_in_spite_of_the_record():
    """Let the test runner empty SQLite's tables: what forbids edits is lifted for that moment.

    PostgreSQL truncates, which no row trigger sees.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    empty = TransactionTestCase._fixture_teardown

    def emptied(self):
        if connection.vendor != "sqlite":
            return empty(self)
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            kept = cursor.fetchall()
            for name, _sql in kept:
                cursor.execute(f'DROP TRIGGER "{name}"')
        empty(self)
        with connection.cursor() as cursor:
            for _name, sql in kept:
                cursor.execute(sql)
        return None

    TransactionTestCase._fixture_teardown = emptied


def pytest_configure(config):
    """Prepare once Django is there."""
    _flush_in_spite_of_the_record()


@pytest.fixture(autouse=True, scope="session")
def _the_database_is_the_one_that_was_asked_for():
    from django.conf import settings

    engine = settings.DATABASES["default"]["ENGINE"]
    assert ("postgresql" in engine) == os.environ.get("DATABASE_URL", "").startswith("postgres")
    assert str(settings.DATA) == os.environ["LONGTABLE_DATA"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Let the database of this process begin as a copy of one that was migrated from nothing."""
    from django.db import connection

    if connection.vendor == "postgresql":
        template = prepared.database(os.environ["DATABASE_URL"])
        connection.settings_dict["TEST"]["TEMPLATE"] = template
        yield
        return
    # A file, as in an installation: threads that share a database in memory lock each other out at
    # once, where in a file each waits for its turn. In memory all the same, if there is some: what
    # survives a power cut is tested elsewhere.
    with tempfile.TemporaryDirectory(prefix="longtable-db-", dir=_in_memory()) as folder:
        there = Path(folder) / "longtable.db"
        made = sqlite3.connect(prepared.installation() / "longtable.db")
        copied = sqlite3.connect(there)
        made.backup(copied)
        made.close()
        copied.close()
        connection.settings_dict["TEST"]["NAME"] = str(there)
        yield
        connection.close()


@pytest.fixture(scope="session")
def django_db_keepdb():
    """Keep the copy as the one to test with; on PostgreSQL one is made from the template."""
    from django.db import connection

    return connection.vendor == "sqlite"


def _in_memory():
    """Return a folder in memory, or None where there is none, or little of it."""
    shared = Path("/dev/shm")
    enough = shared.is_dir() and os.access(shared, os.W_OK)
    return shared if enough and shutil.disk_usage(shared).free > ENOUGH else None
