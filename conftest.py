"""What every test stands on. What Django reads its settings from is in tests.support.beginning."""

pytest_plugins = [
    "tests.support.databases",
    "tests.support.site",
    "tests.support.browser",
    "tests.support.smtp",
    "tests.support.quickness",
]


# What takes longest is begun first, so that nobody waits at the end for one that began last.
LONG = (
    *("tests/pages/", "tests/journeys/", "tests/languages/", "tests/safety/", "tests/access/"),
    *("tests/reliability/", "longtable/communication/tests/test_clocks.py"),
)


def pytest_collection_modifyitems(items):
    """Mark the tests that know no database, so one run of them is enough; the long ones first."""
    import pytest

    databases = {"db", "transactional_db", "live_server"}
    for item in items:
        asks = databases & set(getattr(item, "fixturenames", ()))
        own = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
        if not asks and own is None:
            item.add_marker(pytest.mark.core)
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
