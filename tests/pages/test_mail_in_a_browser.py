"""The weekly digest as a mail program shows it: read in a real browser, narrow and wide."""

import email
import email.policy

import pytest

from longtable.communication import tasks
from longtable.communication.tests.world import NOW, ago, world
from longtable.record.models import Letter
from tests.support.browser import WIDTHS

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.sqlite,
]
OVERFLOWS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def digest():
    """Return the HTML of a digest with something of each kind, as it goes out."""
    there = world()
    for number in range(4):
        there.decision(question=f"Shall we meet at {number}, in the library on the north side?")
    there.decision(question="Who pays?", state="closed", closed=ago(3), published=ago(2))
    there.promise(what="Print the letter", state="kept", closed=ago(1).date())
    tasks.write_digests(NOW)
    letter = Letter.objects.filter(to=there.person.email).earliest("pk")
    said = email.message_from_bytes(bytes(letter.message), policy=email.policy.default)
    return said.get_body(("html",)).get_content()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_digest_fits_and_can_be_read_by_everyone(open_page, axe, width):
    page = open_page(width)

    page.set_content(digest())

    assert page.locator("h2").all_inner_texts() == ["Asked of you", "What changed", "To celebrate"]
    assert page.evaluate(OVERFLOWS) is False
    assert axe(page) == []


def test_the_look_sees_what_is_too_wide_or_has_no_name(open_page, axe):
    page = open_page(360)

    page.set_content("<html><body><pre>" + "wide" * 200 + "</pre><a href='/x'></a></body></html>")

    assert page.evaluate(OVERFLOWS) is True
    assert axe(page) != []
