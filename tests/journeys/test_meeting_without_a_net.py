"""A meeting on two phones without a net: ten minutes, a reload, an expired session, 200 taps."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session

from longtable.tables.models import Attendance, Meeting, ParkedItem, Tap, Tension
from tests.factories import (
    HoldingFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    PersonFactory,
    SeatFactory,
    SeriesFactory,
    TableFactory,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.sqlite,
]
PASSWORD = "a long enough password"
DAY = dt.date(2026, 3, 3)
KEPT = """async () => {
  for (const name of await caches.keys())
    if (await (await caches.open(name)).match(location.pathname)) return true;
  return false;
}"""
NAMES = ["Ana", "Ben", "Chue", "Dee"]


@pytest.fixture
def there(live_server, settings):
    """Return the address of the cockpit of a meeting that goes on."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    table = TableFactory(slug="early-grades", name="Early grades")
    person = PersonFactory(email="facilitator@example.org")
    person.set_password(PASSWORD)
    person.save()
    MembershipFactory(initiative=table.initiative, person=person, facilitator=True)
    for number, name in enumerate(NAMES, start=1):
        HoldingFactory(seat=SeatFactory(table=table, number=number), name=name)
    series = SeriesFactory(table=table)
    meeting = MeetingFactory(series=series, day=DAY, state=Meeting.State.LIVE)
    for title in ("What became of our promises", "Why attendance fell"):
        ItemFactory(meeting=meeting, title=title, question="What do we see?")
    return f"{live_server.url}/{table.initiative.slug}/tables/early-grades/meetings/{DAY}/live/"


def sign_in(page, there):
    page.goto(there)
    page.fill("[name=login]", "facilitator@example.org")
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(there)


def phone(open_page, there):
    page = open_page(360, height=740, has_touch=True)
    sign_in(page, there)
    page.locator("lt-live[data-stays]").wait_for(state="attached")
    until(page, KEPT)
    return page


def until(page, claim):
    """Wait until a claim of the page holds; its security policy lets no text be evaluated."""
    for _look in range(100):
        if page.evaluate(claim):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"it never held: {claim}")


def say(page, what, text):
    page.locator("details[name=capture]", has_text=what).locator("summary").click()
    page.fill("details[open] textarea", text)
    page.locator("details[open]").get_by_role("button", name="Keep it").click()


def waits(page):
    return page.evaluate("Object.keys(localStorage).filter(n => n.includes(':tap:')).length")


def tap_often(page, times, offset):
    """Tap as a facilitator does: mostly turns, now and then something to keep."""
    for number in range(times):
        if number % 10 == 0:
            say(page, "Tension", f"Tension {offset + number}")
        elif number % 10 == 5:
            say(page, "Park it", f"Parked {offset + number}")
        else:
            page.locator(".lt-live-seat").nth(number % len(NAMES)).click()


def everything_is_kept(page):
    page.locator(".lt-live-status[data-state=kept]").wait_for()
    until(page, "() => !Object.keys(localStorage).some(n => n.includes(':tap:'))")


def test_two_hundred_taps_on_two_phones_without_a_net_all_count_once(there, open_page):
    one, other = phone(open_page, there), phone(open_page, there)
    for page in (one, other):
        page.context.set_offline(True)
    tap_often(one, 60, 0)
    tap_often(other, 60, 100)
    assert "Waiting: 60." in one.inner_text(".lt-live-status")
    one.reload()
    other.reload()
    tap_often(one, 40, 60)
    tap_often(other, 40, 160)
    assert (waits(one), waits(other)) == (100, 100)
    Session.objects.all().delete()

    for page in (one, other):
        page.context.set_offline(False)
        page.get_by_role("link", name="Sign in again").wait_for(timeout=15_000)
        assert waits(page) == 100
        page.get_by_role("link", name="Sign in again").click()
        page.fill("[name=login]", "facilitator@example.org")
        page.fill("[name=password]", PASSWORD)
        page.locator("main form button").first.click()
        page.wait_for_url(there)
        everything_is_kept(page)

    assert Tap.objects.filter(what="turn").count() == 160
    assert sorted(ParkedItem.objects.values_list("title", flat=True)) == sorted(
        f"Parked {number}" for number in range(5, 200, 10)
    )
    assert Tension.objects.count() == 20
    assert Tap.objects.exclude(what="phone").count() == 200


def test_the_cockpit_is_one_tap_from_the_meeting_and_a_tap_can_be_taken_back(there, open_page):
    page = open_page(360)
    sign_in(page, there)
    page.goto(there.removesuffix("live/"))
    page.get_by_role("link", name="Run this meeting").click()
    page.wait_for_url(there)
    say(page, "Tension", "A slip of the finger")
    everything_is_kept(page)

    page.get_by_role("button", name="Take back the last tap").click()

    page.get_by_role("button", name="Take back the last tap").wait_for(state="hidden")
    everything_is_kept(page)
    assert not Tension.objects.exists()


def test_a_slow_answer_takes_nothing_away_from_whoever_is_writing(there, open_page):
    Meeting.objects.update(state=Meeting.State.PLANNED)
    page = phone(open_page, there)
    held, holds = [], [True]
    page.route("**/live/taps/", lambda one: held.append(one) if holds else one.continue_())
    page.get_by_role("button", name="Begin the meeting").click()
    page.locator("details[name=capture]", has_text="Tension").locator("summary").click()
    page.fill("details[open] textarea", "The bus")
    until(page, "() => document.querySelector('details[open] textarea').value === 'The bus'")

    holds.clear()
    for one in held:
        one.continue_()
    everything_is_kept(page)
    page.wait_for_timeout(1000)

    assert page.input_value("details[open] textarea") == "The bus"
    page.locator("details[open]").get_by_role("button", name="Keep it").click()
    page.get_by_text("End the meeting").wait_for()
    everything_is_kept(page)
    assert Tension.objects.get().text == "The bus"


def test_a_page_that_could_not_be_kept_is_kept_a_little_later(there, open_page):
    page = open_page(360)
    refused = []

    def refuse_once(one):
        if one.request.is_navigation_request() or refused:
            return one.continue_()
        refused.append(one.request.url)
        return one.fulfill(status=503)

    page.context.route(there, refuse_once)
    sign_in(page, there)
    page.locator("lt-live[data-stays]").wait_for(state="attached")

    assert refused == [there]
    assert page.evaluate(KEPT)
    page.context.set_offline(True)
    page.reload()
    assert page.inner_text("h1") == "Choose an item"


def test_the_count_of_what_waits_would_see_a_lost_tap(there, open_page):
    page = phone(open_page, there)
    page.context.set_offline(True)
    tap_often(page, 10, 0)

    page.evaluate(
        "localStorage.removeItem(Object.keys(localStorage).find(n => n.includes(':tap:')))"
    )

    assert waits(page) == 9


def test_a_meeting_runs_without_script_too(there, open_page):
    page = open_page(360, java_script_enabled=False)
    sign_in(page, there)

    page.get_by_role("button", name="Take it up Why attendance fell").click()
    page.locator("li[data-here] button", has_text="The holder").first.click()
    say(page, "Tension", "The bus does not come any more.")

    assert page.inner_text("h1") == "Why attendance fell"
    assert Tension.objects.get().text == "The bus does not come any more."
    assert Attendance.objects.get().who == "principal"
