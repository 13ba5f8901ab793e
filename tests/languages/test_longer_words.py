"""Words that are 40 % longer fit on a phone, and nothing has to be scrolled sideways."""

import pytest

from tests.access.test_matrix import address
from tests.access.world import world
from tests.languages import pseudo

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.sqlite,
    pytest.mark.django_db(transaction=True),
]
PUBLIC = ("today:front", "account_login", "measures:scoreboard", "measures:places",
          "measures:indicator", "measures:place", "today:search")  # fmt: skip
PRIVATE = ("today:today", "today:me", "measures:indicators", "measures:submissions",
           "measures:submission", "measures:send", "measures:releases", "measures:release_check",
           "settings:first_steps", "settings:people", "settings:organizations")  # fmt: skip


def test_longer_words_fit_on_a_phone(live_server, open_page, client, settings, tmp_path):
    pseudo.install(settings, tmp_path / "locale")
    here = world()
    client.force_login(here.people["facilitator"])
    page = open_page(360, locale="en")
    wide = []

    def look(routes):
        for route in routes:
            where = address(route, here.parts(route), here.slug)
            page.goto(f"{live_server.url}{where}?lang={pseudo.CODE}")
            assert page.locator("html").get_attribute("lang") == pseudo.CODE
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(route)

    look(PUBLIC)
    for cookie in client.cookies.values():
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
    look(PRIVATE)
    assert page.locator("[aria-current]").count()
    page.evaluate("document.querySelector('main').style.width = '500px'")

    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth > innerWidth"), "a planted fault"
