"""C01, S08, S10: what every answer carries, whatever it answers; what a forged one can't do."""

import logging

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from longtable.web.faults import DiscreetFormatter, without_address
from tests.access.world import world
from tests.safety.conftest import HOST
from tests.safety.pages import addresses, read_page

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sqlite]
EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31622400; includeSubDomains",
}
ALLOWED_SOURCES = {"'none'", "'self'", "data:"}


def wrong_with(answer, *, embedded=False):
    """Return what is missing from an answer's headers, or should not be in them."""
    headers = answer.headers
    wrong = [name for name, value in EXPECTED.items() if headers.get(name) != value]
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in headers.get("Content-Security-Policy", "").split(";")
    )
    if policy.get("default-src") != "'none'":
        wrong.append("default-src")
    if policy.get("frame-ancestors") != (
        "*" if embedded else None if "sandbox" in policy else "'none'"
    ):
        wrong.append("frame-ancestors")
    if (headers.get("X-Frame-Options") != "DENY") is not embedded:
        wrong.append("X-Frame-Options")
    sources = {word for name, said in policy.items() if name != "frame-ancestors"
               for word in said.split()}  # fmt: skip
    if sources - ALLOWED_SOURCES:
        wrong.append(f"sources {sources}")
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    return wrong


def unwished_cookies(answer):
    return [
        name
        for name, said in answer.cookies.items()
        if not (said["httponly"] and said["secure"] and said["samesite"] and said["path"] == "/")
        or not (name.startswith("__Host-") or name == "django_language")
    ]


def every_answer(elsewhere):
    """Yield route, method, answer and whether it is for somebody, over all routes."""
    here = world()
    visitor, facilitator = Client(), Client()
    facilitator.force_login(here.people["facilitator"])
    last = "account_logout"  # it ends the session
    for route, address in sorted(addresses(here).items(), key=lambda one: one[0] == last):
        for who, method in ((visitor, "get"), (visitor, "post"), (facilitator, "get"),
                            (facilitator, "post"), (facilitator, "put")):  # fmt: skip
            answer = getattr(who, method)(address, **elsewhere)
            yield route, method, answer, who is facilitator
            for close in answer._resource_closers:
                close()


def test_every_answer_carries_the_headers_and_names_no_other_host(elsewhere):
    wrong = []

    for route, method, answer, is_somebodys in every_answer(elsewhere):
        embedded = route == "measures:embed" and answer.status_code == 200
        found = wrong_with(answer, embedded=embedded) + unwished_cookies(answer)
        kept = "no-store" not in answer.get("Cache-Control", "")
        if is_somebodys and kept and route not in {"stylesheet", "account_logout"}:
            found.append("may be kept")
        if answer.get("Content-Type", "").startswith("text/html"):
            links = read_page("/", answer.content.decode())[1]
            found += [link for link in links if "//" in link and HOST not in link]
        wrong += [(route, method, answer.status_code, one) for one in found]

    assert wrong == []


def test_errors_files_and_health_carry_them_too(elsewhere, settings, client, monkeypatch):
    client.raise_request_exception = False
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    here = world()
    page = reverse("measures:scoreboard", args=[here.slug])
    made = client.get(page, **elsewhere)
    answers = {
        "static": client.get("/static/web/modules/sheet.js", **elsewhere),
        "missing": client.get("/no/such/page/", **elsewhere),
        "health": client.get("/healthz", **elsewhere),
        "other host": client.get("/", HTTP_HOST="evil.example", secure=True),
        "known": client.get(page, headers={"If-None-Match": made["ETag"]}, **elsewhere),
        "no slash": client.get(page.rstrip("/"), **elsewhere),
    }
    monkeypatch.setattr("longtable.places.today.front.queries.listed_initiatives", None)
    answers["fault"] = client.get("/?fresh", **elsewhere)

    assert finders.find("web/modules/sheet.js")
    assert [a.status_code for a in answers.values()] == [200, 404, 200, 400, 304, 301, 500]
    assert {name: found for name, answer in answers.items() if (found := wrong_with(answer))} == {}
    assert answers["known"]["Content-Security-Policy"] == made["Content-Security-Policy"]
    answers["static"].close()


def test_the_check_sees_an_answer_without_headers(elsewhere, settings, client):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "Headers" not in name]

    assert "Permissions-Policy" in wrong_with(client.get("/", **elsewhere))


FORGED = {
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_FORWARDED_FOR": "203.0.113.9",
    "HTTP_X_FORWARDED_PROTO": "http",
    "HTTP_X_ORIGINAL_URL": "/start/",
    "HTTP_FORWARDED": "host=evil.example;proto=http",
}


def test_forged_headers_change_nothing(elsewhere, client):
    here = world()
    page = reverse("measures:scoreboard", args=[here.slug])
    asked = {**elsewhere, "secure": False, "HTTP_X_FORWARDED_PROTO": "https"}

    plain = client.get(f"{page}?a", **asked)
    forged = client.get(f"{page}?a", **{**asked, **FORGED, "HTTP_X_FORWARDED_PROTO": "https"})

    assert forged.content == plain.content
    assert b"evil.example" not in forged.content


def test_a_mail_names_the_configured_address_only(elsewhere, client):
    from longtable.record.models import Letter

    here = world()
    person = here.people["facilitator"]
    asked = {**elsewhere, **FORGED, "HTTP_HOST": f"{HOST}:666"}
    del asked["HTTP_X_FORWARDED_PROTO"]

    client.post("/accounts/password/reset/", {"email": person.email}, **asked)
    client.post("/accounts/login/code/", {"email": person.email}, **asked)
    letters = [bytes(letter.message).decode() for letter in Letter.objects.filter(to=person.email)]

    assert len(letters) == 2
    assert f"https://{HOST}/accounts/password/reset/key/" in letters[0]
    assert not any("evil.example" in letter or ":666" in letter for letter in letters)


def test_a_fault_shows_a_number_and_the_log_holds_nothing_personal(client, monkeypatch, caplog):
    told = "Key (email)=(ana@example.org) already exists"

    def broken(*_args, **_more):
        raise ValueError(told)

    client.raise_request_exception = False
    monkeypatch.setattr("longtable.places.today.joining.initiative.invitation_for", broken)

    with caplog.at_level(logging.WARNING):
        answer = client.post("/join/very-secret-code/", {"name": "Ana", "password": "hunter2"})
    [record] = [one for one in caplog.records if one.exc_info]
    without_address().filter(record)
    line = DiscreetFormatter("{levelname} {name}: {message}", style="{").format(record)
    page = answer.content.decode()

    assert answer.status_code == 500
    assert "ValueError" in line
    assert "joining.py" in line
    for private in ("ana@example.org", "very-secret-code", "hunter2", "Ana"):
        assert private not in line + page
    number = page.split("<code>")[1].split("<")[0]
    assert number in line


def test_the_log_is_written_by_that_formatter(settings):
    handler = settings.LOGGING["handlers"]["console"]

    assert settings.LOGGING["formatters"][handler["formatter"]]["()"].endswith("DiscreetFormatter")
    assert handler["filters"] == ["discreet"]


def test_a_plain_formatter_would_have_told(caplog):
    fault = ValueError("ana@example.org")

    logging.getLogger("test").error("A fault", exc_info=fault)

    record = caplog.records[-1]
    record.exc_text = None
    assert "ana@example.org" in logging.Formatter().format(record)
