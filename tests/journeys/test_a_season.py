"""A season of convening, from an empty installation to minutes: by thumb, by mouse, by keyboard.

It is the story of the acceptance, August of the first year to March of the second, as far as
people convene in it; three people do it in the browser, each by their own role. All is invented.
"""

import datetime as dt
import re
from dataclasses import dataclass
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from longtable.accountability.models import Commitment
from longtable.agenda.models import AgendaVersion
from longtable.demo.people import PASSWORD, account
from longtable.initiative.models import Initiative
from longtable.record.models import Entry, Letter
from longtable.tables.models import Decision, Minutes, Tension
from tests.journeys.hands import Hand, Keys, Thumb

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.sqlite,
]
PLACE = "/reading-by-nine/"
TABLE = f"{PLACE}tables/steering-committee/"
WAYS = {"thumb": (Thumb, 360), "mouse": (Hand, 1280), "keyboard": (Keys, 1280)}


@dataclass
class Season:
    """The three who do it, each in a browser of their own, and the day it is."""

    facilitator: Hand
    provider: Hand
    parent: Hand
    today: dt.date

    @property
    def meeting(self) -> str:
        """Return the address of today's meeting."""
        return f"{TABLE}meetings/{self.today}/"


@pytest.fixture(params=WAYS)
def season(request, live_server, settings, open_page):
    """Return an empty installation, and three people at their screens."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    settings.LONGTABLE_ADDRESS = live_server.url
    account("facilitator@example.org", "Facilitator", administrator=True)
    kind, width = WAYS[request.param]
    hands = [kind(open_page(width, has_touch=kind is Thumb), live_server.url) for _ in range(3)]
    hands[0].sign_in("facilitator", PASSWORD)
    return Season(*hands, today=timezone.localdate())


def test_a_season_is_run_in_the_browser_and_in_nothing_else(season):
    begin(season)
    seat(season)
    agree(season)
    prepare_a_meeting(season)
    meet(season)
    write_it_up(season)
    decide(season)
    keep_a_promise(season)

    initiative = Initiative.objects.get()
    assert AgendaVersion.objects.get().state == "in_force"
    assert Minutes.objects.get(meeting__day=season.today).state == "approved"
    assert Decision.objects.get().outcome == "concern"
    assert Tension.objects.get().state == "settled"
    assert Commitment.objects.get().state == "kept"
    assert Entry.objects.filter(initiative=initiative.pk).count() > 40


def begin(season):
    """August: the initiative from a template, organizations large and small, people by mail."""
    who = season.facilitator
    who.open("/start/")
    who.fill("Name of the initiative", "Reading by Nine")
    who.fill("The promise in one sentence", "Every child reads well by age nine.")
    who.fill("Organization that convenes it (the backbone)", "Reading Backbone")
    who.tick("Reading well by grade 4")
    who.press("Start", then="Reading by Nine is started.")
    who.open(f"{PLACE}settings/organizations/")
    who.fill("Name", "Large provider")
    who.choose("Size, by yearly budget", "Over $10 million a year")
    who.press("Add", then="Large provider")
    invite(season, "provider", "Partner steward", season.provider, organization="Large provider")
    invite(season, "parent", "Reader", season.parent)
    assert "Nobody is waiting for you" in season.parent.read()


def invite(season, name, role, whose, organization=""):
    """Invite somebody, who follows the link in the mail and joins."""
    who = season.facilitator
    who.open(f"{PLACE}settings/people/")
    who.fill("E-mail address", f"{name}@example.org")
    who.choose("Role", role)
    if organization:
        who.choose("Organization", organization)
    who.press("Invite", then=f"{name}@example.org")
    letter = Letter.objects.get(to=f"{name}@example.org")
    text = message_from_bytes(bytes(letter.message), policy=policy.default).get_content()
    whose.open(re.search(r"/join/\S+", text)[0])
    whose.fill("Your name", f"The {name}")
    whose.fill("Password", PASSWORD)
    whose.press("Join", then="Welcome to Reading by Nine.")


def seat(season):
    """October: a steering committee of a parent, a provider and an empty chair."""
    who = season.facilitator
    who.open(f"{PLACE}tables/")
    who.follow("Set up a table")
    who.fill("Name", "Steering committee")
    who.choose("Kind", "Steering committee")
    who.choose("How it decides", "Consent")
    who.press("Set up", then="Steering committee is set up.")
    for constituency, called, holder in (
        ("Residents", "Parents of the north side", "The parent"),
        ("Providers", "Large provider", "The provider"),
        ("Grass-roots groups", "A reading circle", ""),
    ):
        who.open(TABLE)
        who.follow("Add a seat")
        who.choose("For whom it is there", constituency)
        who.fill("What the seat is called", called)
        if constituency == "Residents":
            who.tick("Lives with it")
            who.tick("This seat chairs the table")
        who.press("Add", then="The seat is added.")
        if holder:
            who.choose("Somebody of this initiative", holder)
            who.press("Give this seat", then="The seat is taken.")
    who.open(TABLE)
    assert "The parent" in who.read()


def agree(season):
    """November: the charter from the ready text, other words from a parent, everybody's word."""
    who = season.facilitator
    who.open(f"{PLACE}agenda/draft/")
    who.press("Start from the ready text", then="The text stands in the draft.")
    season.parent.open(f"{PLACE}agenda/draft/")
    season.parent.follow("What is wrong, and for whom")
    season.parent.unfold("Suggest other words")
    season.parent.fill(
        "How it should read", "Half of our children can't read a bus timetable at nine."
    )
    season.parent.press("Suggest")
    who.open(f"{PLACE}agenda/draft/")
    who.follow("What is wrong, and for whom")
    who.press("Take it up", then="It is taken up.")
    who.open(f"{PLACE}agenda/draft/")
    who.follow("Choose the rule")
    who.tick("Consent: nobody refuses to sign")
    who.fill("Of all who are asked, this share has to answer, in percent", 100)
    who.fill("Of the resident seats, this share has to sign, in percent", 100)
    who.press("Choose this rule")
    who.follow("Open a version for signing")
    who.fill("Sign until", season.today + dt.timedelta(days=30))
    who.press("Freeze the text and open it", then="The version is frozen and up for signing.")
    assert "can't read a bus timetable" in who.read()
    sign(season.parent, "Signs", "")
    sign(season.provider, "Signs, with a concern", "We can't say yet what it costs.")
    sign(who, "Signs", "")
    who.open(f"{PLACE}agenda/versions/1/")
    assert "We can't say yet what it costs." in who.read()
    who.fill("In force from", season.today)
    who.press("Put it in force")


def sign(who, answer, reason):
    """Give one's word from Today, where it is asked for."""
    who.open(f"{PLACE}today/")
    who.follow("Read it and sign")
    who.tick(answer)
    if reason:
        who.fill("Concern or reasons", reason)
    who.fill("Name of who signs", "Somebody who may")
    who.press("Give this word")


def prepare_a_meeting(season):
    """January: a series with the clock of Chicago, an agenda that proposes itself."""
    who = season.facilitator
    who.open(TABLE)
    who.follow("Meetings")
    who.follow("Begin a series")
    who.fill("Name", "Monthly")
    who.fill("Begins at", dt.time(17, 30))
    who.choose("Time zone", "America/Chicago")
    who.fill("Length in minutes", 90)
    who.press("Begin, and plan meetings")
    who.fill("First day", season.today)
    who.choose("How often", "Every month, on the same weekday of it")
    who.fill("How many meetings", 3)
    who.press("Put them on the calendar", then="The meetings are on the calendar.")
    who.open(season.meeting)
    who.press("Take all of it in")
    who.fill("Title", "Is 72 percent a net effect?")
    who.choose("Purpose", "Surface a tension")
    who.fill("Planned minutes", 20)
    who.press("Put it on the agenda", then="Is 72 percent a net effect?")
    season.parent.open(season.meeting)
    season.parent.follow("So that everyone can come, and what to read before")
    assert "child care" in season.parent.read().lower()


def meet(season):
    """March: opened by a round, the largest partner owns a miss, a tension is named."""
    who = season.facilitator
    who.open(season.meeting)
    who.follow("Run this meeting")
    who.press("Begin the meeting", then="End the meeting")
    who.unfold("Who is here?")
    tap(who, "The holder")
    tap(who, re.compile("^Take it up The story"))
    tap(who, re.compile("^Done The story"))
    tap(who, "Take it up Is 72 percent a net effect?")
    tap(who, "The parent")
    say(who, "Tension", "72 percent is what the children of one program reached.")
    who.unfold("Promise")
    who.choose("Who promises it?", "Large provider")
    say(who, "Promise", "Count the children who left, too.")
    say(who, "Park it", "Who pays for the bus?")
    kept(who)
    who.unfold("End the meeting")
    who.press("Yes, the meeting is over", then="The meeting is over")
    who.follow("Write down what came of it")


def tap(who, name):
    """Tap something in the cockpit, which keeps it without loading the page anew."""
    who.use(who.seen("button", name))


def say(who, what, text):
    """Write down what came up."""
    who.unfold(what)
    who.write(who.page.locator("details[open] textarea").first, text)
    who.use(who.page.locator("details[open]").get_by_role("button", name="Keep it").first)


def kept(who):
    """Wait until all taps are kept."""
    who.page.locator(".lt-live-status[data-state=kept]").wait_for()


def write_it_up(season):
    """Afterwards: a note and minutes made from the record, approved by who sits there."""
    who = season.facilitator
    who.press("Make the note", then="English")
    who.press("Make the minutes", then="Count the children who left, too.")
    who.press("Send out for approval")
    for other in (season.parent, season.provider):
        other.open(f"{season.meeting}after/")
        other.press("Answer for this seat")
    assert "Approved" in season.parent.read()
    tensions = f"{TABLE}tensions/"
    season.provider.open(tensions)
    season.provider.press("It matters to Large provider too", then="Confirmed")
    who.open(tensions)
    who.unfold("What came of it?")
    who.fill("What came of it", "The provider says so on its own page, and we count leavers.")
    who.press("It is settled", then="Settled")


def decide(season):
    """A question decided by consent, its rule read before anybody answers."""
    who = season.facilitator
    who.open(TABLE)
    who.follow("Decisions")
    who.follow("Prepare a decision")
    who.fill("The question", "Do we count the children who leave a program?")
    who.fill("What is proposed", "Every program says how many children left, and why.")
    who.choose("Who speaks last", "Residents")
    for question, answer in (
        ("Who gains?", "Families who choose a program."),
        ("Who bears it?", "Programs count an hour a month more."),
        ("Who of them was asked?", "The parents at this table."),
        ("What would tell us that it did harm?", "Programs stop taking in who may leave."),
    ):
        who.fill(question, answer)
    who.press("Save", then="It is adopted if")
    who.press("Open it for answers")
    where = who.page.url.removeprefix(who.site)
    for other, answer in (
        (season.provider, "I consent, with a concern"),
        (season.parent, "I consent –"),
    ):
        other.open(where)
        assert "It is adopted if" in other.read()
        other.tick(answer)
        other.fill("Why", "It costs us an hour a month." if "concern" in answer else "")
        other.press("Answer by name", then="Four counts, side by side")
    who.open(where)
    who.follow("Close it")
    who.fill("Why it is decided so", "Nobody objects, and families asked for it.")
    who.press("Close it", then="Nobody objects, and families asked for it.")
    season.parent.open(f"{PLACE}tables/decisions/")
    assert "Do we count the children who leave a program?" in season.parent.read()


def keep_a_promise(season):
    """What was promised is kept, and stands on the board, where the provider stands by name."""
    who = season.provider
    who.open(f"{PLACE}accountability/")
    who.follow(re.compile("Count the children who left"))
    who.fill("What shows that it is done", "The list of March has a column for it.")
    who.press("It is kept")
    season.parent.open(f"{PLACE}accountability/")
    assert "Large provider" in season.parent.read()
