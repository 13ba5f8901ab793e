"""Every route says who may use it, and the public ones stand on a list that is reviewed (A01)."""

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.urls import get_resolver

from longtable.initiative.models import RESERVED
from longtable.web import access
from tests.access.routes import every_route, read_matrix


def undeclared(routes):
    """Return the names of the routes without a declaration."""
    return [name for name, _, view in routes if access.declared(view, name) is None]


def test_every_route_declares_who_may_use_it():
    assert undeclared(every_route(get_resolver())) == []


def test_the_check_sees_a_route_without_declaration():
    def forgotten(request):
        return HttpResponse()

    assert undeclared([("forgotten", "forgotten/", forgotten)]) == ["forgotten"]


def test_every_route_stands_in_the_reviewed_matrix():
    found = {name for name, _, _ in every_route(get_resolver())}

    assert found - read_matrix().keys() == set()


def test_the_matrix_names_no_route_that_is_gone():
    found = {name for name, _, _ in every_route(get_resolver())}

    assert read_matrix().keys() - found == set()


ADDRESSES = (Path(__file__).parents[2] / "docs" / "reference" / "addresses.md").read_text()


def open_to_all(routes):
    """Return the names of the routes that need no sign-in."""
    return {name for name, _, view in routes if access.declared(view, name).who == "public"}


def test_the_pages_without_sign_in_are_exactly_those_on_the_written_list():
    written = set(re.findall(r"^\| `([\w:]+)` \|", ADDRESSES, re.MULTILINE))

    assert open_to_all(every_route(get_resolver())) == written


def test_the_check_sees_a_page_that_was_opened():
    @access.public
    def opened(request):
        return HttpResponse()

    assert open_to_all([("opened", "opened/", opened)]) == {"opened"}


def test_the_reserved_addresses_are_written_down():
    line = next(line for line in ADDRESSES.splitlines() if line.startswith("Reserved:"))

    assert set(re.findall(r"`([\w.]+)`", line)) == RESERVED


@pytest.mark.django_db
def test_a_view_without_declaration_opens_for_nobody(settings):
    settings.ROOT_URLCONF = "tests.access.forgotten_urls"
    from django.test import Client

    with pytest.raises(LookupError, match="does not declare"):
        Client().get("/forgotten/")
