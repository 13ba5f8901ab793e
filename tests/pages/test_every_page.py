"""X01–X04: every page, as each person who may see it, in each state, looked at in a browser."""

import time

import pytest
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from longtable.demo.people import PASSWORD
from tests.access.routes import read_matrix
from tests.access.test_matrix import allowed
from tests.factories import PersonFactory
from tests.pages.looking import glance, look, on_a_phone
from tests.pages.states import PLACES, empty_routes, empty_world, fullest, openings, pages_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.sqlite,
]
PARTS = (*PLACES, "others")
# Pages between two steps of signing in, where only those come who took the first one.
BETWEEN = {
    *("account_confirm_login_code", "account_set_password"),
    *("mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp"),
    "mfa_generate_recovery_codes",
}
# One press of the button in a mail goes there; it answers without a page.
NO_PAGES = {"today:stop_at_once"}


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
    closely = fullest(opened)
    for one in opened:
        page = visit(spoken(one.where, "en"), one.who)
        if closely[one.route] == one:
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
    assert set(routes_of(part)) - closely.keys() == (NO_PAGES | BETWEEN) & set(routes_of(part))


def again(person):
    """Return the session of somebody who has just said once more who they are."""
    client = Client()
    client.force_login(person)
    session, now = client.session, time.time()
    said = {"method": "password", "at": now, "reauthenticated": True}
    session["account_authentication_methods_user"] = user_id_to_str(person)
    session["account_authentication_methods"] = [said]
    session.save()
    return client


def between():
    """Return each page that stands between two steps, with a session that is at it."""
    one, two, none = (PersonFactory(password=make_password(PASSWORD)) for _each in range(3))
    TOTP.activate(two, "JBSWY3DPEHPK3PXP")
    code = Client()
    code.post(reverse("account_request_login_code"), {"email": one.email})
    second = Client()
    second.post(reverse("account_login"), {"login": two.email, "password": PASSWORD})
    none.set_unusable_password()
    none.save()
    first, inside, without = (again(person) for person in (one, two, none))
    return {
        "account_confirm_login_code": code,
        "mfa_authenticate": second,
        "mfa_activate_totp": first,
        "mfa_generate_recovery_codes": inside,
        "mfa_reauthenticate": inside,
        "account_set_password": without,
    }


def test_the_pages_between_two_steps_of_signing_in_can_be_used(here, live_server, browser):
    found, opened = {}, between()
    for route, client in opened.items():
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + spoken(reverse(route), "en"))
        faults = look(page)
        if page.url.split("?")[0] != live_server.url + reverse(route):
            faults.append(f"led to {page.url}")
        page.goto(live_server.url + spoken(reverse(route), "es"))
        faults += [f"in Spanish: {fault}" for fault in on_a_phone(page)]
        context.close()
        if faults:
            found[route] = faults

    assert opened.keys() == BETWEEN
    assert not found, "\n".join(f"{route}: {faults}" for route, faults in found.items())


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
