"""Nobody is removed by one click, with JavaScript or without."""

import re

import pytest
from django.urls import reverse

from tests.access.world import world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REMOVING = re.compile(r"/(remove|withdraw)/\"")
# What asks first: a dialog where scripts run, and what has to be opened where they don't.
ASKING = re.compile(r"<dialog.*?</dialog>|<details.*?</details>", re.DOTALL)


def removed_at_once(page):
    """Return the forms of a page that remove something and stand open on it."""
    return [
        form for form in re.findall(r"<form[^>]*>", ASKING.sub("", page)) if REMOVING.search(form)
    ]


@pytest.mark.parametrize("place", ["people", "organizations"])
def test_a_removal_asks_once(client, place):
    here = world()
    client.force_login(here.people["facilitator"])

    page = client.get(reverse(f"settings:{place}", args=[here.slug])).content.decode()

    assert REMOVING.search(page)
    assert "<noscript><details" in page
    assert removed_at_once(page) == []


def test_the_check_sees_a_removal_by_one_click():
    page = '<details></details><form method="post" action="/a/people/1/remove/"><button>'

    assert len(removed_at_once(page)) == 1
