"""What every test stands on. Set before Django reads its settings."""

import atexit
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="longtable-test-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["LONGTABLE_DATA"] = _FOLDER
os.environ.setdefault("LONGTABLE_ADDRESS", "http://localhost:8000")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop of its own

pytest_plugins = [
    "tests.support.databases",
    "tests.support.site",
    "tests.support.browser",
    "tests.support.smtp",
]


def pytest_collection_modifyitems(items):
    """Mark the tests that know no database, so one run of them is enough."""
    import pytest

    databases = {"db", "transactional_db", "live_server", "django_db_setup", "installation"}
    for item in items:
        asks = databases & set(getattr(item, "fixturenames", ()))
        own = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
        if not asks and own is None:
            item.add_marker(pytest.mark.core)
