"""What stands behind the pages, in the pseudo-language: a bad file, mails, the report on paper."""

import email
import email.policy
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from longtable.communication import actions as communication
from longtable.initiative import actions as initiatives
from longtable.initiative.models import Role
from longtable.record.models import Letter
from longtable.submissions import actions as submissions
from tests.access.world import World
from tests.factories import PersonFactory
from tests.languages import pseudo
from tests.languages.test_pseudo import IN_FILES, foreign, left, said_by_people, site

__all__ = ["site"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sqlite]
BAD = """Ζ;Period;Place;Group;Count;Total number;Percent;Zeta
1;2026;north;Asian;20;40;50;1
2;2026;north;Asian;20;40;50;2
3;2026;Ατλαντις;Asian;50;40;125;3
4;2026;south;Ομαδα;*;40;;4
5;2026;south;Black;;40;30;5
6;2026;west;Black;-3;40;30;6
7;;west;White;2.5;40;6;7
8;2026;west;White;Ωμεγα;40;6;8
9;2026;north;All;500;900;20;9
""".replace(";", ",").encode()
POINTED = (
    {"column": "C"}, {"column": "E"}, {"column": "H"}, {"row": "4"}, {"mark": "*"}, {"mark": " "},
    {"period": "1"}, {"place": "1"}, {"totals": "1"}, {"new_places": "1"},
    {"text": "Ατλαντις", "kind": "place"}, {"text": "Ομαδα", "kind": "group"},
)  # fmt: skip
SAID = IN_FILES | {"Group", "Percent", "Zeta", "Asian", "Black", "White", "All", "Total"}
CODE = re.compile(r"\b[A-Z]{4}-[A-Z]{4}\b")
GREEK = re.compile(r"[Ͱ-Ͽ]+")


def sent(here: World, name: str, content: bytes):
    indicator, lead = here.made.indicator, here.made.lead
    partner = indicator.initiative.organizations.first()
    file = SimpleUploadedFile(name, content)
    now = timezone.now()
    found = submissions.receive_submission(
        indicator, file, organization=partner, once="", now=now, by=lead
    )
    return submissions.read_submission(found, by=lead)


def test_a_bad_file_is_explained_in_one_language(site):
    here, clients = site
    submission = sent(here, "β.csv", BAD)
    where = reverse("measures:submission", args=[here.slug, submission.pk])
    people, wrong = said_by_people() | SAID, []

    for query in ({}, *POINTED):
        answer = clients["facilitator"].get(where, query)
        html = GREEK.sub("", answer.content.decode())
        wrong += [f"{query}: {text}" for text in left(html, people)]

    assert answer.status_code == 200
    assert html.count("«") > 150
    assert wrong == [], "\n".join(wrong)


def test_why_a_file_cannot_be_read_is_said_in_one_language(site):
    here, clients = site
    submission = sent(here, "γ.csv", b"%PDF-1.7 and more")
    where = reverse("measures:submission", args=[here.slug, submission.pk])

    html = clients["facilitator"].get(where).content.decode()

    assert "«This is a PDF, not a spreadsheet." in html
    assert left(GREEK.sub("", html), said_by_people()) == []


def test_mail_is_written_in_the_language_of_who_gets_it(site):
    here, _clients = site
    initiative, facilitator = here.made.indicator.initiative, here.made.facilitator
    invitee = initiatives.Invitee("invitee@example.org", Role.READER, language=pseudo.CODE)

    with translation.override("es"):
        initiatives.invite(initiative, invitee, now=timezone.now(), by=facilitator)
        facilitator.language = pseudo.CODE
        facilitator.save()
        communication.send_test_mail(initiative, by=facilitator)
    texts = [text_of(letter) for letter in Letter.objects.order_by("-pk")[:2]]

    for text in texts:
        assert "«" in text
        assert foreign(pseudo.untranslated(text), said_by_people()) == [], text


@pytest.mark.parametrize("route", ["account_request_login_code", "account_reset_password"])
def test_mail_of_signing_in_is_in_the_language_of_who_gets_it(site, route):
    person = PersonFactory(language=pseudo.CODE)

    client = Client(headers={"Accept-Language": "es"})
    client.post(reverse(route), {"email": person.email})
    text = CODE.sub("", text_of(Letter.objects.latest("pk"))).replace("localhost:8000", "")

    assert "«" in text
    assert foreign(pseudo.untranslated(text), {"", "testserver"}) == [], text


def test_the_report_on_paper_speaks_one_language(site):
    here, clients = site
    answer = clients["anonymous"].get(reverse("measures:report", args=[here.slug]))

    document = PdfReader(io.BytesIO(answer.content))
    text = "\x00".join(page.extract_text() for page in document.pages).replace("\n", "\x00")

    assert text.count("«") > 5
    assert foreign(pseudo.untranslated(text), said_by_people()) == []


def text_of(letter) -> str:
    """Return what a letter says: its subject and its plain text."""
    message = email.message_from_bytes(bytes(letter.message), policy=email.policy.default)
    return f"{message['Subject']}\x00{message.get_body(('plain',)).get_content()}"
