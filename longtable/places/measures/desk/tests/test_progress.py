"""What the desk says while a large file is read and taken in."""

import html
import re

import pytest
from django.urls import reverse

from longtable.submissions import queries
from longtable.submissions.models import Submission
from longtable.submissions.tasks import take_submissions_in
from longtable.submissions.tests.world import NOW, sent, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def place(client, settings, tmp_path):
    settings.MEDIA_ROOT, settings.WAREHOUSE = tmp_path, tmp_path / "warehouse"
    found = world()
    client.force_login(found.steward)
    return found


def address(name, place, *more):
    return reverse(f"measures:{name}", args=[place.initiative.slug, *more])


def page(client, place, submission):
    answer = client.get(address("submission", place, submission.pk))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_a_large_file_says_how_far_it_is_and_what_became_of_it(client, place, monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE_ROWS", 2)
    submission = sent(place, "graduation-2010-11.csv")
    press = {"version": submission.version}
    client.post(address("accept", place, submission.pk), press)
    begun = page(client, place, submission)
    Submission.objects.update(step="judging", gone_through=1_007, whole=12_000)
    waiting = page(client, place, submission)
    Submission.objects.update(step="writing", gone_through=3, whole=5)
    writing = page(client, place, submission)
    again = client.post(address("accept", place, submission.pk), press, follow=True)

    take_submissions_in(NOW)

    assert "The numbers are being taken in" in waiting
    assert re.search(r"It has 1\d rows: that may take some minutes\.", begun)
    assert "1,007 of 12,000 rows are gone through." in waiting
    assert "All rows are gone through; 3 of 5 numbers are written." in writing
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in waiting
    assert "Somebody else" not in again.content.decode()
    assert "The numbers are taken in" in page(client, place, submission)


def test_a_large_file_says_how_much_of_it_is_read(client, place):
    submission = sent(place, "graduation-2010-11.csv")
    read = {"step": "reading", "gone_through": 80 * 2**20, "whole": 134 * 2**20}
    Submission.objects.update(state="waiting", reading={}, **read)

    assert "80 of 134 MB are read." in page(client, place, submission)
