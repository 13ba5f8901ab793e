"""A NUL in an address counts for nothing, before anybody reads it."""

import pytest
from django.test import RequestFactory

from longtable.web.nul import NulMiddleware


@pytest.mark.parametrize(
    ("asked", "read"),
    [("place=%00", ""), ("place=no%00rth", "north"), ("place=north", "north")],
)
def test_what_is_read_holds_no_nul(asked, read):
    request = RequestFactory().get("/", QUERY_STRING=asked)

    found = NulMiddleware(lambda got: got.GET["place"])(request)

    assert found == read
