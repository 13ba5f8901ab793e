"""What every test stands on. What Django reads its settings from is in tests.support.beginning."""

pytest_plugins = [
    "tests.support.databases",
    "tests.support.site",
    "tests.support.browser",
    "tests.support.smtp",
    "tests.support.quickness",
]


# What takes longest is begun first, so that nobody waits at the end for one that began last: the
# longest of all one by one, then the folders that hold long ones. Each stage runs some of these.
LONG = (
    "tests/safety/test_form_fields.py::test_no_field_of_any_form_breaks_a_page",
    "tests/pages/test_every_page.py::test_everybody_can_use_every_page[tables:]",
    "tests/safety/test_canaries.py::test_nobody_reads_what_is_not_theirs",
    "tests/reliability/test_backup.py",
    "tests/pages/test_every_page.py",
    "tests/pages/test_forms.py",
    "tests/journeys/test_a_season.py",
    "tests/access/test_matrix.py",
    "tests/languages/test_pseudo.py",
    "tests/safety/test_sql_injection.py",
    "tests/reliability/test_kill.py::test_nothing_acknowledged_is_lost",
    "tests/reliability/test_power_cut.py::test_nothing_acknowledged_is_lost",
    "tests/reliability/test_kill.py::test_the_same_on_postgresql",
    "tests/reliability/test_jobs.py::test_jobs_that_are_killed",
    *("tests/reliability/test_meeting_burst.py", "tests/reliability/test_at_once.py"),
    *("tests/safety/test_headers.py", "tests/safety/test_canaries.py"),
    *("tests/pages/", "tests/journeys/", "tests/languages/", "tests/safety/", "tests/access/"),
    *("tests/reliability/", "longtable/communication/tests/test_clocks.py"),
)


AT_ONCE = 4  # the most processes of a stage


def _turn(nodeid):
    return next((at for at, long in enumerate(LONG) if nodeid.startswith(long)), len(LONG))


def _dealt(items):
    """Put a short one after each of the longest: a process gets its first two at a time."""
    longest = min(AT_ONCE, len(items) // 2)
    middle = len(items) - longest
    pairs = zip(items[:longest], items[middle:], strict=True)
    return [one for pair in pairs for one in pair] + items[longest:middle]


def pytest_collection_modifyitems(items):
    """Mark the tests that know no database, so one run of them is enough; the long ones first."""
    import pytest

    databases = {"db", "transactional_db", "live_server"}
    for item in items:
        asks = databases & set(getattr(item, "fixturenames", ()))
        own = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
        if not asks and own is None:
            item.add_marker(pytest.mark.core)
    items[:] = _dealt(sorted(items, key=lambda item: _turn(item.nodeid)))
