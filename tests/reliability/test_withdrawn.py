"""A number that was withdrawn is shown by no process from the next visit on, whoever withdrew it.

Each of several web processes keeps pages for itself, and the one that withdraws is another.
"""

import pytest

from tests.reliability.installation import Installation
from tests.reliability.visitor import Visitor

pytestmark = [pytest.mark.reliability, pytest.mark.slow]
VISITS = 60  # each a new connection: that one of three processes answers none is a chance in 10**10
NUMBER = "360 of 719"


@pytest.fixture
def published(tmp_path):
    """Start an installation that has published one number."""
    made = []

    def begin(*, database_url="", settings=""):
        there = Installation(tmp_path / "data", database_url=database_url, web_processes=3)
        there.prepare()
        known = there.seed("published")
        there.settings = settings
        there.start()
        made.append(there)
        return there, known

    yield begin
    for there in made:
        there.stop()


def showing(there, known):
    """Return of each of many visits whether the number was shown."""
    answers = [Visitor(there.port).get(known["page"]) for _visit in range(VISITS)]
    assert {answer.status for answer in answers} == {200}
    assert all("etag" in answer.headers for answer in answers)
    return [NUMBER in answer.text for answer in answers]


@pytest.mark.parametrize("on", ["sqlite", "postgres"])
def test_a_withdrawn_number_is_gone_from_every_process_at_once(published, on, request):
    url = request.getfixturevalue("postgres").prepared_database() if on == "postgres" else ""
    there, known = published(database_url=url)

    before = showing(there, known)
    there.seed("withdraw", release=known["release"])
    after = showing(there, known)

    assert (all(before), any(after)) == (True, False)


def test_the_test_sees_a_process_that_keeps_a_page_for_too_long(published):
    there, known = published(settings="tests.reliability.faults.unaware")

    showing(there, known)
    there.settings = ""
    there.seed("withdraw", release=known["release"])

    assert any(showing(there, known))
