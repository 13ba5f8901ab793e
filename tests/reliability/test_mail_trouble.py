"""R15: whatever the mail server does, letters go out once it is well, and nobody else suffers."""

import datetime as dt

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from longtable.communication import sending
from longtable.record.models import Letter, MailServer
from longtable.record.outbox import RETRIES
from tests.factories import InitiativeFactory, MembershipFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
FIRST, SECOND, THIRD = (f"{name}@example.org" for name in ("first", "second", "third"))


@pytest.fixture
def now():
    # Letters are due from the moment that the database notes for them.
    return dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)


def write(*addresses, initiative=None):
    headers = {"X-Longtable-Initiative": str(initiative.pk)} if initiative else None
    for to in addresses:
        EmailMessage("News", "To be read once.", to=[to], headers=headers).send()


def states():
    return dict(Letter.objects.values_list("to", "status"))


def arrived(inbox):
    return sorted(letter["To"] for letter in inbox.letters)


def test_a_busy_server_is_asked_again_ever_more_rarely(inbox, now):
    write(FIRST)
    inbox.answer = "451 Try later"
    waits = []

    for _try in RETRIES:
        sending.send_waiting(now)
        letter = Letter.objects.get()
        waits.append(letter.next_try - now)
        now = letter.next_try
    inbox.answer = "250 OK"
    too_early = sending.send_waiting(now - dt.timedelta(seconds=1))
    sent = sending.send_waiting(now)

    assert waits == sorted(waits) == RETRIES
    assert (too_early, sent, arrived(inbox)) == (0, 1, [FIRST])


def test_an_address_that_there_is_not_is_not_tried_again(inbox, now):
    write(FIRST, SECOND)
    inbox.refused = {FIRST}

    sending.send_waiting(now)
    sending.send_waiting(now + dt.timedelta(days=9))

    assert states() == {FIRST: "failed", SECOND: "sent"}
    assert "nobody of that name" in Letter.objects.get(to=FIRST).trouble
    assert inbox.calls == 1


def test_a_letter_on_which_the_server_hangs_up_holds_nobody_up(inbox, now):
    write(FIRST, SECOND, THIRD)
    inbox.hang_up_on = {FIRST}

    sending.send_waiting(now)

    assert states() == {FIRST: "waiting", SECOND: "sent", THIRD: "sent"}
    assert arrived(inbox) == [SECOND, THIRD]


def test_a_silent_server_is_asked_once_a_round(inbox, now, monkeypatch):
    monkeypatch.setattr(sending, "_TIMEOUT", 0.6)
    write(FIRST, SECOND, THIRD)
    inbox.pause = 1.8

    sending.send_waiting(now)

    assert set(states().values()) == {"waiting"}
    assert inbox.calls == 1
    assert not Letter.objects.filter(next_try__lte=now).exists()


def test_a_server_that_is_away_for_days_loses_no_letter(inbox, now):
    server = MailServer.objects.get()
    write(FIRST, SECOND)
    MailServer.objects.update(port=1)

    for _day in range(20):
        sending.send_waiting(now)
        now += dt.timedelta(days=1)
    MailServer.objects.update(port=server.port)
    sending.send_waiting(now)

    assert arrived(inbox) == [FIRST, SECOND]


def test_a_sender_that_the_server_does_not_like_loses_no_letter(inbox, now, monkeypatch):
    write(FIRST)

    async def refuse(_self, server, session, envelope, address, options):
        return "553 Who are you?"

    with monkeypatch.context() as patch:
        patch.setattr(type(inbox), "handle_MAIL", refuse, raising=False)
        sending.send_waiting(now)
    waiting = states()
    sending.send_waiting(now + RETRIES[0])

    assert (waiting, arrived(inbox)) == ({FIRST: "waiting"}, [FIRST])


def test_a_refused_address_is_shown_to_those_who_wrote_to_it_and_to_nobody_else(inbox, now, client):
    here, elsewhere = InitiativeFactory(), InitiativeFactory()
    write(FIRST, initiative=here)
    write(SECOND)  # a sign-in code, which is nobody's business
    inbox.refused = {FIRST, SECOND}
    sending.send_waiting(now)

    def seen_by(role, initiative, at):
        client.force_login(MembershipFactory(**{role: True}, initiative=initiative).person)
        answer = client.get(reverse("settings:mail", args=[at.slug]))
        text = answer.content.decode()
        return answer.status_code, FIRST in text, SECOND in text

    assert seen_by("facilitator", here, here) == (200, True, False)
    assert seen_by("facilitator", elsewhere, elsewhere) == (200, False, False)
    assert seen_by("facilitator", elsewhere, here) == (404, False, False)
    assert seen_by("data_lead", here, here) == (404, False, False)
