"""Public pages are light (X10), and pages of the public and of partners work alone (X05)."""

import pytest

from longtable.demo import bridgeport
from longtable.demo.loading import set_up
from tests.pages.states import fullest, openings, pages_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.sqlite,
]
MOST_BYTES, MOST_REQUESTS = 100_000, 10
# Controls that would do nothing without a script: buttons that send no form, links to nowhere.
IDLE = """() => [...document.querySelectorAll("button, a, input[type=button]")]
  .filter((one) => one.checkVisibility())
  .filter((one) => one.matches("a") ? !one.href : one.type !== "submit" || !one.form)
  .map((one) => one.outerHTML.slice(0, 120))"""


def weigh(browser, where):
    """Return how many bytes and requests the first view of an address costs, as they travel."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    wire, sizes = context.new_cdp_session(page), []
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    page.goto(where)
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(sizes), len(sizes)


def test_the_first_view_of_a_public_page_is_light(live_server, settings, browser):
    settings.ALLOWED_HOSTS = ["*"]
    set_up(bridgeport.city(), lambda _line: None)
    pages = ("/bridgeport/", "/bridgeport/measures/graduation/", "/bridgeport/?lang=es")

    weights = {where: weigh(browser, live_server.url + where) for where in pages}

    assert {
        where: found
        for where, found in weights.items()
        if found[0] > MOST_BYTES or not 2 <= found[1] <= MOST_REQUESTS
    } == {}


def test_the_scales_see_what_a_page_loads(live_server, settings, browser):
    settings.ALLOWED_HOSTS = ["*"]

    weight, requests = weigh(browser, f"{live_server.url}/components/")

    assert weight > 30_000
    assert requests >= 3


def test_nothing_waits_for_a_script(here, people, visit):
    routes = pages_of(("measures:", "today:", "account_", "agenda:", "tables:", "accountability:"))
    opened = openings(here, people, routes, who=("anonymous", "member"))
    partners = fullest(opened).values()

    found = {
        str(one): idle
        for one in partners
        if (idle := visit(one.where, one.who, java_script_enabled=False).evaluate(IDLE))
    }

    assert len(partners) > 30
    assert found == {}


def test_the_check_without_script_finds_an_idle_button(visit, here):
    page = visit(f"/{here.slug}/", java_script_enabled=False)

    page.evaluate("main.insertAdjacentHTML('beforeend', '<button type=button>x</button>')")

    assert page.evaluate(IDLE) == ['<button type="button">x</button>']
