"""SQLite, or a real PostgreSQL when `TEST_DB=postgres` (or `DATABASE_URL` names one)."""

import os
import sqlite3

import pytest

from tests.support import prepared


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
    # A database in memory is there as long as somebody has it open.
    held = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
    made = sqlite3.connect(prepared.installation() / "longtable.db")
    made.backup(held)
    made.close()
    yield
    held.close()
