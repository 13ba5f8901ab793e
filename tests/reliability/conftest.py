"""Nothing that a harness started outlives its test, whatever the test found."""

import pytest

from tests.reliability.installation import STARTED
from tests.reliability.postgres import Postgres


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """Return a server for all that need one; it starts when the first asks."""
    server = Postgres(tmp_path_factory.mktemp("pg"))
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def _nothing_is_left_running():
    yield
    while STARTED:
        there = STARTED.pop()
        if there.started is not None:
            there.thaw()
            there.kill()
