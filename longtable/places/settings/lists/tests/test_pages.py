"""The desk for lists of people, organizations and seats, as a facilitator uses it."""

import html
import io
import json
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from longtable.initiative.models import Invitation, Organization
from longtable.record.models import Letter
from longtable.tables.models import Holding, Roster, Seat
from longtable.tables.tests import lists
from longtable.tables.tests.lists import MESSY, book, correct, sent, text
from tests.factories import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def here(client):
    found = lists.facilitator()
    client.force_login(found.person)
    return found


def where(here, name, *more):
    return reverse(f"settings:{name}", args=[here.initiative.slug, *more])


def page(client, here, roster, query=""):
    answer = client.get(where(here, "list", roster.pk) + query)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_a_list_goes_from_the_file_to_invited_people(client, here, tmp_path):
    form = client.get(where(here, "lists")).content.decode()
    once = re.search(r'name="once" value="(\w+)"', form)[1]

    answer = client.post(where(here, "lists"), {"file": book(tmp_path, MESSY), "once": once})
    roster = Roster.objects.get()
    shown = page(client, here, roster)
    client.post(where(here, "list_take_in", roster.pk), {"version": roster.version})
    after = page(client, here, roster)

    assert answer.url == where(here, "list", roster.pk)
    assert "Column D: organization." in shown
    assert "New organization: Reading Circle (Under $100,000 a year)" in shown
    assert "ana@example.org is invited as: Partner member" in shown
    assert "Luz Paz is the alternate" in shown
    assert "Organizations: 2. Invitations: 2. New seats: 3. People seated: 4." in shown
    assert "The list is taken in" in after
    assert "ana@example.org" not in after
    assert (Letter.objects.count(), Holding.objects.count()) == (2, 4)


def test_a_file_that_is_none_is_told_at_the_form(client, here):
    file = SimpleUploadedFile("photo.png", b"x")

    answer = client.post(where(here, "lists"), {"file": file, "once": "1"})

    assert answer.status_code == 422
    assert "is not a spreadsheet" in answer.content.decode()


def test_a_button_answers_whether_two_names_are_one(client, here):
    there = OrganizationFactory(initiative=here.initiative, name="Reading Circle")
    roster = sent(
        here, text([["Organization", "E-mail"], ["Reading Circle Inc.", "a@example.org"]])
    )
    shown = page(client, here, roster)
    changes = [json.loads(one) for one in re.findall(r"name=\"change\" value=\"(.*?})\"", shown)]

    assert "It is Reading Circle" in shown
    same = next(one for one in changes if one.get("to") == str(there.pk))
    client.post(where(here, "list_correct", roster.pk), {"version": 1, "change": json.dumps(same)})

    assert "Reading Circle is there already" in page(client, here, roster)


@pytest.mark.parametrize(
    ("query", "said", "filled"),
    [
        ("?column=A", "Column A", {"do": "column", "letter": "A", "use": "seat"}),
        ("?row=2", "Row 2", {"do": "row", "row": 2, "use": "left_out"}),
        (
            "?kind=organization&text=Bees",
            "In this list it means",
            {"do": "meaning", "kind": "organization", "text": "Bees", "to": "new"},
        ),
        (
            "?kind=email&text=nobody",
            "E-mail address",
            {"do": "meaning", "kind": "email", "text": "nobody", "to": "a@example.org"},
        ),
        (
            "?kind=date&text=soon",
            "This day",
            {"do": "meaning", "kind": "date", "text": "soon", "to": "2026-09-01"},
        ),
        (
            "?default=constituency",
            "For all of these rows",
            {"do": "default", "kind": "constituency", "to": "resident"},
        ),
        (
            "?default=table",
            "For all of these rows",
            {"do": "default", "kind": "table", "to": "none"},
        ),
    ],
)
def test_what_is_pointed_at_is_asked_and_corrected(client, here, query, said, filled):
    roster = sent(here, text([["Name", "Organization"], ["Ana", "Bees"]]))
    before = roster.layout

    form = page(client, here, roster, query)
    answer = client.post(where(here, "list_correct", roster.pk), {"version": 1, **filled})

    assert said in form
    assert answer.status_code == 302
    roster.refresh_from_db()
    assert roster.layout != before


def test_a_form_with_an_error_comes_back_as_it_was_filled_in(client, here):
    roster = sent(here, text([["Name", "E-mail"], ["Ana", "nobody"]]))
    wrong = {"version": 1, "do": "meaning", "kind": "email", "text": "nobody", "to": "still none"}

    answer = client.post(where(here, "list_correct", roster.pk), wrong)

    assert answer.status_code == 422
    assert "still none" in answer.content.decode()


def test_of_two_who_correct_the_second_sees_it_and_can_go_on(client, here):
    roster = sent(here, text([["Name", "E-mail"], ["Ana", "a@example.org"]]))
    correct(here, roster, do="row", row=2, use="left_out")
    mine = {"version": 1, "do": "column", "letter": "A", "use": "organization"}

    answer = client.post(where(here, "list_correct", roster.pk), mine)

    assert answer.status_code == 409
    shown = html.unescape(answer.content.decode())
    assert "Make my correction as well" in shown
    again = re.search(r'name="change" value="({"version.*?|{.*?"do": "column".*?})"', shown)[1]
    client.post(where(here, "list_correct", roster.pk), {"version": 2, "change": again})
    roster.refresh_from_db()
    assert roster.layout["columns"]["A"] == "organization"


def test_a_list_is_discarded_or_taken_back(client, here, tmp_path):
    thrown, taken = (sent(here, book(tmp_path, MESSY), once=str(n)) for n in range(2))
    client.post(where(here, "list_discard", thrown.pk), {"version": 1})
    client.post(where(here, "list_take_in", taken.pk), {"version": 1})
    taken.refresh_from_db()

    client.post(where(here, "list_undo", taken.pk), {"version": taken.version})

    assert "This list was discarded" in page(client, here, thrown)
    assert "This list was taken back" in page(client, here, taken)
    assert not Invitation.objects.filter(withdrawn=None).exists()
    assert not Seat.objects.filter(ended=None).exists()
    assert Organization.objects.get(name="Reading Circle").left


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_example_is_understood_when_it_is_filled_in(client, here, language):
    with translation.override(language):
        client.cookies["django_language"] = language
        here.person.language = language
        here.person.save()
        given = client.get(where(here, "list_example", "xlsx"))
    file = openpyxl.load_workbook(io.BytesIO(given.content))
    sheet = file.worksheets[0]
    row = ["Ana", "ana@example.org", "Bees", "", "Steering committee", "Parents", "", "Luz"]
    row += ["luz@example.org", "2026-09-01", "2028-08-31"]
    sheet.append([*row[:6], "residents", *row[7:]])
    stream = io.BytesIO()
    file.save(stream)

    roster = sent(here, SimpleUploadedFile("people.xlsx", stream.getvalue()))

    uses = list(roster.layout["columns"].values())
    assert uses == [
        *("name", "email", "organization", "tier", "table", "seat", "constituency", "alternate"),
        *("alternate_email", "term_from", "term_until"),
    ]
    assert lists.plan(here, roster).blocking == []


@pytest.mark.parametrize("live", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>"])
def test_what_a_list_says_is_shown_and_never_run(client, here, live):
    roster = sent(here, text([["Name", f"E-mail {live}", "Organization"], [live, live, live]]))

    raw = client.get(where(here, "list", roster.pk)).content.decode()

    assert live in html.unescape(raw)
    assert live not in raw


def test_an_example_of_another_kind_is_not_there(client, here):
    assert client.get(where(here, "list_example", "pdf")).status_code == 404
    assert "Name" in client.get(where(here, "list_example", "csv")).content.decode()


def test_the_pages_of_people_organizations_and_tables_lead_there(client, here):
    for route in ("settings:people", "settings:organizations", "tables:tables"):
        answer = client.get(reverse(route, args=[here.initiative.slug]))

        assert where(here, "lists") in answer.content.decode()
