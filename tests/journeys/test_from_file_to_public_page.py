"""One number, all the way: a real file, corrected, taken in, released by two people, public."""

import io
import re

import pytest
from pypdf import PdfReader

from longtable.demo import bridgeport
from longtable.demo.files import DATA
from longtable.demo.loading import set_up
from longtable.demo.people import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.slow]
FILE = DATA / "live" / "bridgeport-reading-2014-15.csv"


@pytest.fixture
def site(live_server, settings):
    """Return the address of a running site with Bridgeport, where reading is not yet released."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    set_up(bridgeport.city(), lambda _line: None)
    return live_server.url


def sign_in(page, site, who):
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=login]", f"{who}@example.org")
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(f"{site}/")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def follow(page, name):
    page.locator("main").get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def take_in(page, site):
    page.goto(f"{site}/bridgeport/measures/submissions/send/")
    page.select_option("[name=indicator]", label="Reading at grade level")
    page.set_input_files("input[type=file]", FILE)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    assert "Column C (“Grade”) splits the rows" in page.inner_text("main")
    assert "Nothing has been stored yet" in page.inner_text("main")

    follow(page, "Say what it is")
    page.select_option("[name=use]", "filter")
    page.check("[name=keep][value='03']")
    press(page, "Correct it")
    assert "splits the rows" not in page.inner_text("main")

    press(page, "Take the numbers in")
    assert "The numbers are taken in" in page.inner_text("main")


def prepare(page, site):
    page.goto(f"{site}/bridgeport/measures/reading/release/prepare/")
    page.fill("[name=reason]", "The first year")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    assert "Nothing came out" in page.inner_text("main")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_from_a_file_to_the_public_page_and_the_report_card(site, open_page, script):
    lead = open_page(java_script_enabled=script)
    sign_in(lead, site, "data-lead")
    take_in(lead, site)
    prepare(lead, site)
    assert "somebody else has to approve it" in lead.inner_text("main")

    second = open_page(java_script_enabled=script)
    sign_in(second, site, "facilitator")
    second.goto(f"{site}/bridgeport/today/")
    follow(second, "Check it")
    press(second, "Approve and make it public")

    visitor = open_page(360, java_script_enabled=script)
    visitor.goto(f"{site}/bridgeport/measures/reading/")
    seen = visitor.inner_text("main")
    assert "How many students read at grade level?" in seen
    assert "Connecticut State Department of Education" in seen
    data = visitor.request.get(f"{site}/bridgeport/measures/reading/data.csv").text()
    assert re.search(r"2014-15,\S+,[^,]+,race,Two or more races,masked,,,,,,", data)
    report = visitor.request.get(f"{site}/bridgeport/report.pdf").body()
    document = PdfReader(io.BytesIO(report))
    text = " ".join(one.extract_text() for one in document.pages)
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "How many students read at grade level?" in " ".join(text.split())


def test_a_wrong_file_is_discarded_and_leaves_nothing(site, open_page):
    steward = open_page(360)
    sign_in(steward, site, "steward")
    steward.goto(f"{site}/bridgeport/measures/submissions/send/")
    steward.select_option("[name=indicator]", label="Reading at grade level")
    steward.set_input_files("input[type=file]", FILE)
    steward.locator("main form button[type=submit]").first.click()
    steward.wait_for_load_state()

    steward.get_by_text("This is the wrong file").click()
    press(steward, "Discard this file")

    assert "This file was discarded" in steward.inner_text("main")
