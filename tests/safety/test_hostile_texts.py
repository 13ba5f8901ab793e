"""S01: a text that would run stands in every field there is, and no page and no file runs it."""

import csv
import io
import re
from email import message_from_bytes, policy
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from longtable.communication import tasks
from longtable.initiative import actions as initiatives
from longtable.initiative.models import Initiative, Role
from longtable.record.models import Letter
from longtable.tables.models import Meeting
from longtable.tables.queries import calendar_code
from tests.access.routes import read_matrix
from tests.access.test_matrix import address, allowed
from tests.access.world import world
from tests.factories import CalendarLinkFactory, PersonFactory
from tests.pages.states import FILES, QUERIES
from tests.safety.payloads import PAYLOADS
from tests.safety.planting import plant

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.sqlite,
]
TRAP = Path(__file__).with_name("trap.js").read_text(encoding="utf-8")
# Who opens a page: the first of these who may.
WHO = ("facilitator", "steward", "administrator", "outsider", "anonymous")
NOT_PAGES = FILES | {
    *("agenda:printed", "tables:minutes_pdf", "tables:live_state", "tables:live_worker"),
}
# What no page and no mail of this test shows, with the reason.
UNSEEN = {
    "agenda.Wording.title": "a comparison shows the texts",
    "measures.PublishedValue.mark": "a sign of the source, which says it by what it means",
    "measures.Release.code_version": "read by longtable verify",
    "measures.Release.engine": "read by longtable verify",
    "record.MailServer.host": "opened with a second factor alone",
    "record.MailServer.sender": "opened with a second factor alone",
    "record.MailServer.username": "opened with a second factor alone",
    "tables.Item.note": "goes into the minutes that are made from it",
    "tables.Item.source": "a code of what the shelf brought in",
}
LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
ACTIVE = {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/SubmitForm"}


class Site:
    """A world full of payloads, and the people who open its pages."""

    def __init__(self) -> None:
        self.here = world()
        self.planted = plant(self.here)
        people = {**self.here.people, "outsider": PersonFactory()}
        people["administrator"] = PersonFactory(administrator=True)
        self.clients = {"anonymous": Client()}
        for name in set(WHO) & people.keys():
            self.clients[name] = Client()
            self.clients[name].force_login(people[name])

    def openings(self):
        """Yield who opens which address, for every route that shows something to somebody."""
        for route, row in read_matrix().items():
            who = next((one for one in WHO if one in allowed(row["get"])), None)
            if who:
                where = address(route, self.here.parts(route), self.here.slug)
                yield from ((route, who, where + more) for more in ["", *QUERIES.get(route, [])])
        closed = self.here.parts("tables:publish_decision")
        yield "closed", "facilitator", address("tables:decision", closed, self.here.slug)

    def cookies(self, who, url):
        """Return the cookies of somebody, as the browser takes them."""
        found = self.clients[who].cookies
        return [{"name": name, "value": one.value, "url": url} for name, one in found.items()]


@pytest.fixture
def site(settings, tmp_path):
    settings.BACKUP_FOLDER = str(tmp_path)
    return Site()


@pytest.fixture
def window(browser, live_server, settings):
    """Return a function that gives a page with the trap in it, for somebody's cookies."""
    settings.ALLOWED_HOSTS = ["*"]
    contexts, dialogs = [], []

    def open_one(cookies=(), **options):
        context = browser.new_context(**options)
        contexts.append(context)
        context.add_init_script(TRAP)
        context.add_cookies(list(cookies))
        context.set_default_timeout(15_000)
        page = context.new_page()
        wire = context.new_cdp_session(page)  # looks are not looked at here
        wire.send("Network.enable")
        wire.send("Network.setBlockedURLs", {"urls": ["*.woff2", "*.css", "*mark.svg"]})
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda said: dialogs.append(said.text) if _is_refusal(said) else None)
        return page

    open_one.dialogs = dialogs
    yield open_one
    for context in contexts:
        context.close()


def _is_refusal(said):
    return "Content Security Policy" in said.text or "Content-Security-Policy" in said.text


def trapped(page):
    """Return what ran, was refused or came to life on the open page, and which texts it holds."""
    return page.evaluate("trapped()")


def letters(initiative):
    """Return the mails that the planted texts are written into."""
    Letter.objects.all().delete()
    facilitator = initiative.memberships.filter(role=Role.FACILITATOR).earliest("pk").person
    name = initiative.organizations.earliest("pk").name
    invitee = initiatives.Invitee("new@example.org", Role.READER, name)
    initiatives.invite(initiative, invitee, now=timezone.now(), by=facilitator)
    tasks.write_digests(timezone.now())
    return [message_from_bytes(bytes(one.message), policy=policy.default)
            for one in Letter.objects.all()]  # fmt: skip


def test_no_page_runs_a_text_and_each_text_is_met(site, window, live_server):
    pages, seen, wrong, opened = {}, set(), [], 0

    for route, who, where in site.openings():
        if route in NOT_PAGES:
            continue
        page = pages.get(who) or window(site.cookies(who, live_server.url))
        pages[who] = page
        status = page.goto(live_server.url + where, wait_until="domcontentloaded").status
        if route == "tables:live":
            page.wait_for_timeout(500)  # it draws what it fetches
        found = trapped(page)
        wrong += [f"{route} as {who}: {one}" for one in found["caught"]]
        wrong += [f"{route}: {status}"] if status >= 500 else []
        seen |= site.planted.met(found["met"])
        opened += status == 200
    for mail in letters(Initiative.objects.get(slug=site.here.slug)):
        wrong += [f"{mail['To']}: {name}" for name in mail if name.lower() in {"bcc", "set-cookie"}]
        html = mail.get_body(("html",))
        if html:
            page = window()
            page.set_content(html.get_content())
            found = trapped(page)
            wrong += [f"mail: {one}" for one in found["caught"]]
            seen |= site.planted.met(found["met"])

    assert wrong == []
    assert window.dialogs == []
    assert opened > 100
    assert " ".join(sorted(set(site.planted.fields.values()) - seen)) == " ".join(sorted(UNSEEN))


def test_the_trap_catches_pages_that_take_texts_at_their_word(
    site, window, live_server, monkeypatch
):
    monkeypatch.setattr("django.template.base.conditional_escape", str)
    where = live_server.url + reverse("settings:organizations", args=[site.here.slug])
    cookies = site.cookies("facilitator", live_server.url)

    guarded, bare = window(cookies), window(cookies, bypass_csp=True)
    caught = {}
    for name, page in (("guarded", guarded), ("bare", bare)):
        page.goto(where)
        page.wait_for_timeout(300)
        caught[name] = " ".join(trapped(page)["caught"])

    assert "zx of <" in caught["guarded"]
    assert "refused script-src" in caught["guarded"]
    assert "ran" in caught["bare"]
    assert window.dialogs != []


def test_no_file_holds_a_text_that_lives(site):
    kinds, wrong = {}, []

    for route, kind, answer, body in files(site):
        kinds.setdefault(kind, set()).add(route)
        check = CHECKS.get(kind)
        wrong += [f"{route}: {one}" for one in (check(body) if check else _told(answer))]

    assert wrong == []
    assert kinds["application/pdf"] == {"measures:report", "agenda:printed", "tables:minutes_pdf"}
    lists = {f"tables:{name}_file" for name in ("meetings", "seats", "decisions")}
    lists |= {"accountability:promises_file", "settings:organizations_file", "measures:witnesses"}
    assert kinds["text/csv"] == {"measures:data", "measures:example"} | lists
    assert {"image/svg+xml", "text/calendar", "application/octet-stream"} <= kinds.keys()
    assert "text/html" not in kinds


def test_all_payloads_are_planted_and_each_check_finds_what_lives(site):
    used = {one for one in PAYLOADS for text in site.planted.texts.values() if one in text}

    assert used == set(PAYLOADS)
    assert _csv(b'"=1+1",x\r\n') == ["=1+1"]
    assert _svg(b"<svg xmlns='http://www.w3.org/2000/svg' onload='zx()'><script/></svg>") == [
        *("onload of svg", "script"),
    ]
    assert _ical(b"BEGIN:VCALENDAR\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VCALENDAR\r\n") == [
        "VALARM"
    ]
    assert _pdf(_with_a_script()) == ["/JavaScript", "/OpenAction"]


def files(site):
    """Yield every file that the site gives out."""
    for route, who, where in chain(site.openings(), _feeds(site)):
        if route not in {*NOT_PAGES, "tables:table_feed"}:
            continue
        answer = site.clients[who].get(where)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        for close in answer._resource_closers:
            close()
        assert answer.status_code == 200, route
        yield route, answer["Content-Type"].partition(";")[0], answer, body


def _feeds(site):
    initiative = Initiative.objects.get(slug=site.here.slug)
    link = CalendarLinkFactory(initiative=initiative, person=site.here.people["facilitator"])
    meetings = Meeting.objects.filter(series__table__initiative=initiative)
    meetings.filter(day__lt=timezone.localdate()).update(day=timezone.localdate())
    for slug in {one.table.slug for one in meetings}:
        feed = reverse("tables:table_feed", args=[site.here.slug, calendar_code(link), slug])
        yield "tables:table_feed", "anonymous", feed


def _csv(body):
    rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    live = [cell for row in rows for cell in row if cell.lstrip(" ").startswith(LIVE)]
    return [cell for cell in live if not re.fullmatch(r"-?[\d.]+", cell)]


def _svg(body):
    found = []
    for one in ElementTree.fromstring(body).iter():
        name = one.tag.rpartition("}")[2]
        found += [f"{key} of {name}" for key in one.attrib if key.startswith("on") or "href" in key]
        found += [name] if name in {"script", "foreignObject", "image", "style"} else []
    return found


def _ical(body):
    found = [one.name for one in Calendar.from_ical(body).walk()]
    return sorted(set(found) - {"VCALENDAR", "VEVENT"})


def _pdf(body):
    return sorted({key for one in _objects(body) for key in one if key in ACTIVE})


def _objects(body):
    reader = PdfReader(io.BytesIO(body))
    for number in range(1, reader.trailer["/Size"]):
        one = reader.get_object(number)
        if isinstance(one, DictionaryObject):
            yield one


def _with_a_script():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    script = DictionaryObject({NameObject("/JavaScript"): NameObject("/x")})
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(script)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _told(answer):
    """Return what is missing where a browser must not guess what a file is."""
    return [] if answer["X-Content-Type-Options"] == "nosniff" else ["may be guessed at"]


CHECKS = {
    "text/csv": _csv,
    "image/svg+xml": _svg,
    "text/calendar": _ical,
    "application/pdf": _pdf,
}
