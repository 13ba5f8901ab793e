"""Nothing that a harness started outlives its test, whatever the test found."""

import pytest

from tests.reliability.installation import STARTED


@pytest.fixture(autouse=True)
def _nothing_is_left_running():
    yield
    while STARTED:
        there = STARTED.pop()
        if there.started is not None:
            there.thaw()
            there.kill()
