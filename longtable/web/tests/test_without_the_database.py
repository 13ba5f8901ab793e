"""Pages that have to come even where nothing can be stored or read."""

import errno
import shutil
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.urls import reverse

from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
FULL = [
    OSError(errno.ENOSPC, "No space left on device"),
    OperationalError("database or disk is full"),
    OperationalError('could not extend file "base/1": No space left on device'),
]


@pytest.fixture
def lead(client):
    client.raise_request_exception = False
    member = MembershipFactory(facilitator=True)
    client.force_login(member.person)
    return member


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        *((error, 507, "Nothing of what you just sent was stored") for error in FULL),
        (OperationalError("the connection is lost"), 503, "Nothing is lost"),
        (ValueError("a fault"), 500, "Something went wrong on our side"),
    ],
)
def test_an_error_outside_of_views_has_its_page(client, lead, monkeypatch, error, status, words):
    def fail(*_args, **_kwargs):
        raise error

    monkeypatch.setattr("longtable.web.access._register", {"room": fail})

    answer = client.get(reverse("today:today", args=[lead.initiative.slug]))

    assert answer.status_code == status
    assert words in answer.content.decode()


def test_the_last_of_the_disk_is_kept_for_signing_in_and_reading(client, lead, monkeypatch):
    almost_full = SimpleNamespace(total=100 << 20, free=4 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: almost_full)
    slug = lead.initiative.slug

    health = client.get("/healthz")
    page = client.get(reverse("today:today", args=[slug]))

    assert (health.status_code, page.status_code) == (503, 200)
    assert "free" in health.json()["disk"]
