"""A03–A05, P05, S06: what is private is read by its own people alone, whatever the way to it."""

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from longtable.measures.models import Category, Definition, Place
from longtable.record.models import Letter, MailServer
from longtable.submissions.models import Submission
from tests.access.world import strangers, world
from tests.factories import AgendaVersionFactory, MembershipFactory, OrganizationFactory
from tests.safety.fingerprints import changed, fingerprint
from tests.safety.pages import addresses, walk

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sqlite]
BACKBONE = {"facilitator", "data_lead"}
PARTNERS = {"steward", "member"}
EVERYBODY_HERE = {*BACKBONE, *PARTNERS, "reader", "funder"}
# Who may read what: each private text stands for its field.
CANARIES = {
    "zqperson": BACKBONE,  # the name of somebody of another organization
    "zqmail": BACKBONE,  # their address
    "zqinvited": BACKBONE,  # who was invited
    "zqfile": BACKBONE,  # the name of another partner's file
    "zqcell": BACKBONE,  # what stands in it
    "zqpartner": EVERYBODY_HERE,  # an organization that has published nothing
    "zqletter": {"facilitator"},  # a mail that could not be sent
    "zqcode": set(),  # hash of an invitation's code
    "zqdigest": set(),  # digest of a file
    "zqsealed": set(),  # the mail server's password
    "zqhost": set(),  # its address
    "zqonce": set(),  # the code of a form
}


def close_the_board(here):
    """Let a charter be in force by which only members read who promised what."""
    initiative, today = here.made.indicator.initiative, timezone.localdate()
    before = initiative.agenda_versions.filter(state="in_force")
    before.update(state="replaced", in_force_until=today)
    AgendaVersionFactory(
        initiative=initiative,
        number=9,
        state="in_force",
        in_force_from=today,
        content={"terms": {"accountability_public": False}},
    )


def plant(here):
    """Put a text of its own into every private field."""
    initiative = here.made.indicator.initiative
    other = OrganizationFactory(initiative=initiative, name="zqpartner")
    somebody = MembershipFactory(initiative=initiative, organization=other, steward=True).person
    somebody.name, somebody.email = "zqperson", "zqmail@example.org"
    somebody.save()
    initiative.invitations.update(email="zqinvited@example.org", code_hash="zqcode")
    Submission.objects.update(
        organization=other,
        received_by=somebody,
        file_name="zqfile.csv",
        file_digest="zqdigest",
        once="zqonce",
    )
    path = Submission.objects.get().file.path
    with open(path, "a", encoding="utf-8") as file:
        file.write("2026,zqcell,1,2\n")
    Letter.objects.create(
        to="zqletter@example.org", subject="zqletter", message=b"zqletter", trouble="refused",
        initiative=initiative.pk, status="failed",
    )  # fmt: skip
    MailServer.objects.create(host="zqhost", sender="a@example.org", sealed_password="zqsealed")


def words(answer, body):
    """Return the text of an answer, of whichever kind."""
    if answer.headers.get("Content-Type", "") == "application/pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return body.decode("utf-8", "replace")


def read_by(client, here):
    """Return where each canary is met, by somebody who opens all that they can reach."""
    start = [*addresses(here).values(), f"/{here.slug}/search/?q=zq", f"/{here.slug}/places/?q=zq"]
    found = {}
    for address, answer, body in walk(client, start):
        if answer.status_code == 200:
            text = words(answer, body) + str(answer.headers)
            for canary in CANARIES:
                if canary in text.replace(f"q={canary}", ""):
                    found.setdefault(canary, address)
    return found


@pytest.fixture
def planted():
    here = world()
    close_the_board(here)
    plant(here)
    people = {**here.people, **strangers(here)}
    clients = {"anonymous": Client()}
    for name, person in people.items():
        clients[name] = Client()
        clients[name].force_login(person)
    return here, clients


def test_nobody_reads_what_is_not_theirs_and_looking_changes_nothing(planted):
    here, clients = planted
    before = fingerprint()

    found = {who: read_by(client, here) for who, client in clients.items()}

    leaks = {
        f"{canary} by {who} at {address}"
        for who, met in found.items()
        for canary, address in met.items()
        if who not in CANARIES[canary]
    }
    assert leaks == set()
    mine = {canary for canary, who in CANARIES.items() if "facilitator" in who}
    assert mine == found["facilitator"].keys(), "the walk meets what may be read"
    assert changed(before) == set()


def test_without_a_second_factor_no_private_text_is_read(planted, elsewhere):
    here, clients = planted
    clients["facilitator"].defaults.update(HTTP_HOST=elsewhere["HTTP_HOST"])
    clients["facilitator"].defaults["wsgi.url_scheme"] = "https"
    clients["facilitator"].force_login(here.people["facilitator"])

    found = read_by(clients["facilitator"], here)
    assert found.keys() <= {"zqpartner"}, found


def seen(client, address):
    """Return an answer without the token that is made anew for every form."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", client.get(address).content)


def test_what_is_hidden_changes_no_answer():
    """P05: two sites that differ in hidden values alone answer every question alike."""
    here = world()
    close_the_board(here)
    asked = [f"/{here.slug}/{page}?{name}={word}"
             for page in ("search/", "places/", "", "measures/reading/")
             for name in ("q", "place", "sort", "filter")
             for word in ("zq", "example.org")]  # fmt: skip
    asked += [f"/?{name}=zq" for name in ("q", "page", "filter")]
    visitor, member = Client(), Client()
    member.force_login(here.people["member"])

    before = [seen(who, address) for who in (visitor, member) for address in asked]
    plant(here)
    after = [seen(who, address) for who in (visitor, member) for address in asked]

    told = [word for word, old, new in zip(asked * 2, before, after, strict=True) if old != new]
    assert [address for address in told if "search/?q=zq" not in address] == []
    assert b"zqpartner" in member.get(f"/{here.slug}/search/?q=zq").content
    assert b"zq" not in visitor.get(f"/{here.slug}/search/?q=zqperson").content.replace(
        b"zqperson", b""
    )


@pytest.mark.parametrize("asked", ["nuñ", "NUN", "esc nun", "nun  esc"])
def test_search_begins_words_without_accents_and_finds_only_what_is_public(client, asked):
    here = world()
    places = here.made.indicator.initiative.places
    places.filter(code="north").update(name={"en": "Escuela Núñez"})
    places.create(code="hidden", level="school", name={"en": "Escuela Nuñez zqhidden"})

    page = client.get(reverse("today:search", args=[here.slug]), {"q": asked}).content.decode()

    assert "Escuela Núñez" in page
    assert "zqhidden" not in page


LIVE = ['=cmd|"/c calc"!A1', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠x", " =1+1"]


@pytest.mark.parametrize("text", LIVE)
def test_no_export_holds_a_live_formula(client, text):
    from longtable.core.spreadsheets.defusing import LIVE as STARTS

    here = world()
    Place.objects.update(name={"en": text})
    Category.objects.update(name={"en": text})
    Definition.objects.update(source=text, name={"en": text}, numerator={"en": text})
    client.force_login(here.people["data_lead"])
    at = addresses(here)

    for address in (at["measures:data"], at["measures:example"]):
        content = client.get(address).content.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
        assert any(text.strip() in cell for cell in cells)
        live = [c for c in cells if c.lstrip(" ").startswith(STARTS) and not _is_number(c)]
        assert live == []


def test_negative_numbers_stay_numbers():
    from longtable.web.lists import cell as safe

    assert [safe(cell) for cell in (-2.5, -1, "-2.5")] == [-2.5, -1, "-2.5"]


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True
