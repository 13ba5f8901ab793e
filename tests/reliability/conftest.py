"""Nothing that a harness started outlives its test, whatever the test found."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tests.reliability.installation import STARTED
from tests.reliability.postgres import Postgres


@pytest.fixture(scope="session")
def postgres():
    """Return a server for all that need one; it starts when the first asks.

    As root it runs as a user of its own, who has to be let in: no folder of pytest's does that.
    """
    folder = Path(tempfile.mkdtemp(prefix="longtable-pg-"))
    folder.chmod(0o755)
    server = Postgres(folder / "data")
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _nothing_is_left_running():
    yield
    while STARTED:
        there = STARTED.pop()
        if there.started is not None:
            there.thaw()
            there.kill()
