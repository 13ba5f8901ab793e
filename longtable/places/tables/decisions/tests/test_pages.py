"""The pages of a decision: the rule before the answers, and what each person may see."""

import datetime as dt

import pytest
from django.urls import reverse

from longtable.tables.models import Ballot, Decision, Table
from longtable.tables.tests.test_decisions import SAID, Room

pytestmark = pytest.mark.django_db


def where(decision, name="decision"):
    table = decision.table
    return reverse(f"tables:{name}", args=[table.initiative.slug, table.slug, decision.number])


def sent(client, person, decision, name, **said):
    client.force_login(person)
    return client.post(where(decision, name), said, follow=True)


def prepared(client, room):
    """Prepare a majority by the form, as it comes filled in."""
    client.force_login(room.people[1])
    address = [room.table.initiative.slug, room.table.slug]
    prepare = reverse("tables:prepare_decision", args=address)
    shown = client.get(prepare).context["form"]
    assert shown.initial["speaks_last"] == "resident"
    filled = {name: shown[name].value() for name in shown.fields}
    chosen = {"method": "majority", "threshold": "half", "base": "cast", "shown": "answered"}
    said = {name: it for name, it in (filled | SAID | chosen).items() if it not in (None, "")}
    said = {name: it for name, it in said.items() if it is not False}
    client.post(prepare, said)
    return Decision.objects.get()


def test_a_whole_decision_by_its_pages(client):
    room = Room("resident", "provider", "funder")
    initiative = room.table.initiative
    decision = prepared(client, room)
    sent(client, room.facilitator, decision, "open_decision", version=1)
    decision.refresh_from_db()
    page = client.get(where(decision)).content.decode()
    assert "It is adopted if more than half of the seats that say yes or no say yes" in page
    for at in (1, 2):
        said = {"elector": decision.electors.get(seat=room.seats[at]).pk, "choices": "yes"}
        sent(client, room.people[at], decision, "answer", version=decision.version, **said)
    elector = decision.electors.get(seat=room.seats[0])
    entered = {
        "enter-elector": elector.pk,
        "enter-choices": "no",
        "enter-channel": "room",
        "enter-version": decision.version,
    }
    sent(client, room.facilitator, decision, "enter_answer", **entered)
    assert Ballot.objects.count() == 3
    closing = {"reason": "It is time.", "publish": "on", "version": decision.version}
    sent(client, room.facilitator, decision, "close_decision", **closing)

    client.logout()
    out = client.get(where(decision)).content.decode()
    log = client.get(reverse("tables:decisions", args=[initiative.slug])).content.decode()

    assert "It is time." in out
    assert "2 of 3 seats that count were for it." in out
    assert all(f"By {one}" in out for one in ("person", "seat", "organization", "constituency"))
    assert room.people[1].name not in out
    assert "Shall we pay for child care?" in log


def test_who_has_not_answered_does_not_see_what_others_said(client):
    room = Room("provider", "provider")
    decision = room.opened()
    room.says(decision, 0, "concern", reason="Who pays next year?")

    client.force_login(room.people[1])
    before = client.get(where(decision)).content.decode()
    room.says(decision, 1, "consent")
    after = client.get(where(decision)).content.decode()

    assert "Who pays next year?" not in before
    assert "By seat" not in before
    assert "Who pays next year?" in after


def test_a_resident_who_speaks_last_is_told_so(client):
    room = Room("resident", "provider")
    decision = room.opened(speaks_last="resident")
    elector = decision.electors.get(seat=room.seats[0])

    said = {"elector": elector.pk, "choices": "consent", "version": decision.version}
    answer = sent(client, room.people[0], decision, "answer", **said)

    assert "This seat speaks last" in answer.content.decode()
    assert not Ballot.objects.exists()


def test_several_options_are_approved_with_boxes(client):
    room = Room("provider")
    decision = room.opened(method="approval", options=["Monday", "Tuesday", "Friday"])
    elector = decision.electors.get()

    said = {"elector": elector.pk, "choices": ["1", "3"], "version": decision.version}
    sent(client, room.people[0], decision, "answer", **said)

    assert Ballot.objects.get().choices == ["1", "3"]


def test_a_caucus_is_not_found_by_others_in_any_list(client):
    caucus = Room("resident", kind=Table.Kind.CAUCUS)
    decision = caucus.opened()
    caucus.says(decision, 0, "consent")
    caucus.closed(decision)
    other = Room("provider", initiative=caucus.table.initiative)
    log = reverse("tables:decisions", args=[caucus.table.initiative.slug])

    for person in (other.facilitator, other.people[0], None):
        client.logout()
        if person:
            client.force_login(person)
        assert client.get(where(decision)).status_code == 404
        assert "child care" not in client.get(log).content.decode()
    client.force_login(caucus.people[0])
    assert "child care" in client.get(log).content.decode()


def test_a_breach_stands_in_the_log_for_everyone(client):
    room = Room("provider", method="consensus")
    decision = room.opened()
    room.says(decision, 0, "consent")
    decision = room.closed(decision)
    Decision.objects.update(published=decision.closed + dt.timedelta(days=30), reason="So.")

    log = client.get(reverse("tables:decisions", args=[room.table.initiative.slug]))

    text = log.content.decode()
    assert "this was decided by “Consent”" in text
    assert "It came out late" in text
