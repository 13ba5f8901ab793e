"""A running site with one of everything, and a way to open its pages as anybody."""

import pytest

from tests.access.world import world
from tests.pages.states import People


@pytest.fixture
def here(live_server, settings):
    """Return the world of the reviewed file, on a running site."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return world()


@pytest.fixture
def people(here):
    """Return everybody, signed in."""
    return People.of(here)


@pytest.fixture
def visit(browser, live_server, people):
    """Return a function that opens an address as somebody; pages of one person share a window.

    What the browser complains of is kept in `visit.trouble`.
    """
    pages, trouble = {}, []

    def window(who, **options):
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(10_000)
        if people.cookie(who):
            session = {"name": "sessionid", "value": people.cookie(who), "url": live_server.url}
            context.add_cookies([session])
        page = context.new_page()
        page.on("console", lambda said: trouble.append(said.text) if _is_trouble(said) else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        return page

    def visit_one(where, who="anonymous", **options):
        key = (who, str(options))
        page = pages.setdefault(key, None) or window(who, **options)
        pages[key] = page
        page.goto(live_server.url + where)
        return page

    visit_one.trouble = trouble
    yield visit_one
    for page in pages.values():
        page.context.close()


def _is_trouble(said):
    # An answer of 404 or 409 is what some tests ask for; the browser reports it as an error too.
    return said.type in {"error", "warning"} and "Failed to load resource" not in said.text
