"""X01–X04: every page, as each person who may see it, in each state, looked at in a browser."""

import pytest
from django.urls import reverse

from tests.access.routes import read_matrix
from tests.access.test_matrix import allowed
from tests.pages.looking import glance, look, on_a_phone
from tests.pages.states import PLACES, empty_routes, empty_world, openings, pages_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.pages,
]
PARTS = (*PLACES, "others")
# Addresses that show no page of their own: they lead on, or ask for a secret that a test can't have.
NO_PAGES: set[str] = set()


def routes_of(part):
    """Return the pages of one place, or those outside of all places."""
    if part in PLACES:
        return pages_of((part,))
    return [route for route in pages_of(("",)) if not route.startswith(PLACES)]


def spoken(where, language):
    """Return the address of a page in a language."""
    return f"{where}{'&' if '?' in where else '?'}lang={language}"


@pytest.mark.parametrize("part", PARTS)
def test_everybody_can_use_every_page(part, here, people, visit):
    """Where a page holds most it is looked at closely; what others see of it, on a phone."""
    opened, found = openings(here, people, routes_of(part)), {}
    fullest = {one.route: one for one in sorted(opened, key=lambda one: one.size)}
    for one in opened:
        page = visit(spoken(one.where, "en"), one.who)
        if fullest[one.route] == one:
            faults = look(page, public=one.public)
            visit(spoken(one.where, "es"), one.who)
            faults += [f"in Spanish: {fault}" for fault in on_a_phone(page)]
        else:
            faults = on_a_phone(page)
        faults += visit.trouble
        visit.trouble.clear()
        if faults:
            found[str(one)] = faults

    assert not found, "\n".join(f"{page}: {faults}" for page, faults in found.items())
    assert set(routes_of(part)) - fullest.keys() == NO_PAGES & set(routes_of(part))


def test_everybody_can_use_the_pages_of_an_empty_initiative(here, visit):
    empty, found = empty_world(here), {}
    routes = empty_routes(empty)
    for route in routes:
        may = allowed(read_matrix()[route]["get"])
        who = "facilitator" if "facilitator" in may else "data_lead"
        page = visit(reverse(route, kwargs={"initiative": empty.slug}), who)
        faults = glance(page) + visit.trouble
        visit.trouble.clear()
        if faults:
            found[route] = faults

    assert len(routes) > 20
    assert not found, "\n".join(f"{route}: {faults}" for route, faults in found.items())
