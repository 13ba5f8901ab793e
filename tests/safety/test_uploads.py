"""R05, R06, S07 at the site: a file that is none, or a trap. Said plainly; nothing half done."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from longtable.core.spreadsheets import limits
from longtable.core.spreadsheets.tests.making import workbook
from longtable.measures.tests.world import city
from longtable.submissions import tasks
from longtable.submissions.models import Submission, SubmittedFacts
from tests.factories import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GOOD = b"Period,Place,Count,Total number\n2026,north,20,40\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture
def book(tmp_path):
    """Return a good workbook's parts: name to content."""
    rows = [["Period", "Place", "Count", "Total number"], ["2026", "north", 20, 40]]
    with zipfile.ZipFile(workbook(tmp_path / "good.xlsx", {"Sheet1": rows})) as container:
        return {part.filename: container.read(part) for part in container.infolist()}


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return stream.getvalue()


def bomb(book):
    """Return a small workbook of 300,000 rows."""
    row = b"<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    sheet += row * 300_000 + b"</sheetData></worksheet>"
    return packed({**book, "xl/worksheets/sheet1.xml": sheet})


def entities(book):
    types = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    return packed({**book, "[Content_Types].xml": types + book["[Content_Types].xml"]})


def nested(book):
    return packed({**book, "xl/media/more.zip": packed({"a.txt": b"a" * 100})})


def outside(book):
    return packed({**book, "../../evil.txt": b"a"})


def too_many(book):
    return packed({**book, **{f"xl/part{n}.xml": b"<a/>" for n in range(limits.MAX_ENTRIES)}})


def wide(_book):
    return b",".join(b"c%d" % number for number in range(16_385)) + b"\n" + b"1," * 16_384 + b"1\n"


REFUSED = {
    "a picture": ("scan.csv", lambda _b: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "picture"),
    "a page": ("table.xls", lambda _b: b"<html><script>x()</script></html>", "web page"),
    "a drawing": ("table.csv", lambda _b: b"<svg onload=x()></svg>", "web page or XML"),
    "a PDF": ("table.xlsx", lambda _b: b"%PDF-1.7 ...", "a PDF"),
    "a PDF that is a ZIP too": ("t.xlsx", lambda b: b"%PDF-1.7\n" + packed(b), "a PDF"),
    "a packed folder": ("t.xlsx", lambda _b: packed({"a.txt": b"a"}), "packed folder"),
    "cut off": ("t.xlsx", lambda b: packed(b)[:900], "cut off"),
    "locked": ("t.xlsx", lambda _b: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "nested": ("t.xlsx", nested, "another packed file"),
    "entities": ("t.xlsx", entities, "unfolds itself"),
    "pointing outside": ("t.xlsx", outside, "points outside"),
    "too many parts": ("t.xlsx", too_many, "parts inside"),
    "too wide": ("t.csv", wide, "columns"),
    "a bomb": ("t.xlsx", bomb, "times its size"),
    "a program": ("t.csv", lambda _b: b"\x7fELF" + b"\0" * 100, "a program"),
    "nothing but zeros": ("t.csv", lambda _b: b"\0" * 3_000_000, ""),
}


@pytest.fixture
def desk(client):
    """Return a function that sends a file, by somebody who may."""
    made = city()
    initiative = made.indicator.initiative
    owner = OrganizationFactory(initiative=initiative)
    client.force_login(made.lead)
    address = reverse("measures:send", args=[initiative.slug])

    def send(name, content):
        said = {"indicator": made.indicator.pk, "organization": owner.pk, "once": name[:60]}
        file = SimpleUploadedFile("x", content)
        file._name = name
        return client.post(address, {**said, "file": file}, follow=True)

    return send


def read_by_the_worker():
    for submission in Submission.objects.filter(state=Submission.State.WAITING):
        tasks.read_submissions(timezone.now())
        submission.refresh_from_db()


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_is_none_is_said_plainly_and_can_be_discarded(desk, client, book, kind):
    name, make, said = REFUSED[kind]

    answer = desk(name, make(book))
    read_by_the_worker()
    wrong = Submission.objects.get()
    page = client.get(reverse("measures:submission", args=[wrong.initiative.slug, wrong.pk]))

    assert answer.status_code == 200
    assert wrong.state == Submission.State.UNREADABLE
    assert said in wrong.trouble
    assert len(wrong.trouble.split(". ")) >= 2, "says what it is, and what to do"
    assert wrong.trouble[:40] in page.content.decode().replace("&quot;", '"')
    assert (wrong.reading, wrong.layout, SubmittedFacts.objects.count()) == ({}, {}, 0)
    client.post(
        reverse("measures:discard", args=[wrong.initiative.slug, wrong.pk]),
        {"version": wrong.version},
    )
    wrong.refresh_from_db()
    assert wrong.state == Submission.State.DISCARDED


def test_a_trap_keeps_no_other_file_from_being_read(desk, book, monkeypatch):
    monkeypatch.setattr("longtable.places.measures.desk.sending.READ_AT_ONCE_BYTES", 0)
    for kind in ("a bomb", "cut off", "nested"):
        name, make, _said = REFUSED[kind]
        desk(f"{kind}{name}", make(book))
    desk("good.csv", GOOD)

    tasks.read_submissions(timezone.now())

    states = dict(Submission.objects.values_list("file_name", "state"))
    assert states.pop("good.csv") == Submission.State.READ
    assert set(states.values()) == {Submission.State.UNREADABLE}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("renamed.xlsx", GOOD),
        ("utf16.csv", GOOD.decode().encode("utf-16")),
        ("marked.csv", "﻿".encode() + GOOD),
    ],
)
def test_what_can_be_read_is_read_whatever_it_is_called(desk, name, content):
    desk(name, content)

    assert Submission.objects.get().state == Submission.State.READ


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/cron.d/x.csv", "x.csv"),
        ("..\\..\\windows\\x.csv", "x.csv"),
        ("bell\x07 and\x1f unit.csv", "bell and unit.csv"),
        ("‮vsc.exe.csv", "vsc.exe.csv"),
        ("<img src=x onerror=x()>.csv", "<img src=x onerror=x()>.csv"),
        ("x" * 400 + ".csv", "x" * 246 + ".csv"),
    ],
)
def test_a_name_is_a_name_and_nothing_else(desk, client, settings, name, kept):
    answer = desk(name, GOOD)

    submission = Submission.objects.get()
    assert submission.file_name == kept
    assert submission.file.path.startswith(f"{settings.MEDIA_ROOT}/submissions/")
    assert b"<img src=x" not in answer.content
    file = client.get(reverse("measures:submission_file", args=[submission.initiative.slug,
                                                                submission.pk]))  # fmt: skip
    assert b"".join(file.streaming_content) == GOOD
    assert file["Content-Disposition"].startswith("attachment; ")
    assert file["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file["Content-Security-Policy"]
    assert "Set-Cookie" not in file.headers
    for close in file._resource_closers:
        close()


@pytest.mark.parametrize("name", ["virus.exe", "picture.svg", "page.html", "archive.zip", "noend"])
def test_a_wrong_type_is_refused_before_it_is_kept(desk, settings, name):
    answer = desk(name, GOOD)

    assert "is not a spreadsheet. Send XLSX, XLS, ODS or CSV." in answer.content.decode()
    assert not Submission.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.*"))


def test_a_file_too_large_is_refused_before_it_is_kept(desk, settings):
    settings.UPLOAD_LARGEST_BYTES = 1000

    answer = desk("large.csv", GOOD + b"x" * 1000)

    assert "Split it by year" in answer.content.decode()
    assert not Submission.objects.exists()


def test_formulas_are_texts_and_never_run(desk, client):
    desk("formulas.csv", b'Period,Place,Count,Total number\n2026,north,"=1+1","=cmd|x"\n')
    submission = Submission.objects.get()

    page = client.get(reverse("measures:submission", args=[submission.initiative.slug,
                                                           submission.pk]))  # fmt: skip

    assert submission.state == Submission.State.READ
    assert submission.counted["facts"] == 0
    assert "=1+1" in page.content.decode()


def test_the_check_sees_a_file_that_is_read(desk):
    desk("good.csv", GOOD)

    assert Submission.objects.get().state == Submission.State.READ
