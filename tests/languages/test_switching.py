"""The language of a page: chosen by address, cookie or browser, remembered, and nothing lost."""

import re

import pytest
from django.urls import reverse

from tests.access.world import world
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def language_of(answer) -> str:
    return re.search(r'<html lang="([a-z-]+)" dir="(ltr|rtl)"', answer.content.decode())[1]


def test_an_address_can_name_its_language_and_so_be_passed_on(client):
    answer = client.get("/", {"lang": "es"}, headers={"Accept-Language": "en"})

    assert language_of(answer) == "es"
    assert answer.headers["Content-Language"] == "es"
    assert "Iniciar sesión" in answer.content.decode()


def test_the_language_is_remembered(client):
    client.get("/", {"lang": "es"})

    assert language_of(client.get("/")) == "es"
    assert language_of(client.get(reverse("account_login"))) == "es"


@pytest.mark.parametrize(
    ("asked", "given"), [("es-MX,es;q=0.9,en;q=0.5", "es"), ("fr", "en"), ("en-US", "en")]
)
def test_without_a_choice_the_browser_is_asked(client, asked, given):
    assert language_of(client.get("/", headers={"Accept-Language": asked})) == given


def test_a_language_that_is_not_there_changes_nothing(client):
    answer = client.get("/", {"lang": "xx"})

    assert language_of(answer) == "en"
    assert "django_language" not in answer.cookies


@pytest.mark.slow
def test_the_switch_stays_on_the_page_with_all_that_its_address_says(client):
    here = world()
    where = reverse("measures:indicator", args=[here.slug, "reading"])

    html = client.get(where, {"place": "north", "lang": "en"}).content.decode()

    assert 'href="?place=north&amp;lang=es"' in html
    assert language_of(client.get(where, {"place": "north", "lang": "es"})) == "es"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_switch_keeps_what_was_typed(live_server, open_page, client):
    client.force_login(PersonFactory())
    page = open_page()
    page.context.add_cookies(
        [{"name": c.key, "value": c.value, "url": live_server.url} for c in client.cookies.values()]
    )
    page.goto(f"{live_server.url}{reverse('today:start')}")
    page.fill("[name=promise]", "Every child swims")
    page.check("[name=template][value=attendance]")

    page.click(".lt-language [hreflang=es]")
    page.wait_for_selector("html[lang=es]")

    assert page.input_value("[name=promise]") == "Every child swims"
    assert page.is_checked("[name=template][value=attendance]")
    page.reload()
    assert page.input_value("[name=promise]") == ""
