import pytest
from django.test import Client
from django.urls import reverse

from longtable.communication.models import MailChoice
from longtable.communication.queries import unsubscribe_code
from longtable.communication.tests.world import world
from tests.factories import MailChoiceFactory

pytestmark = pytest.mark.django_db
CHOICE = {"what": "asked", "zone": "America/Denver", "version": 0}


def choose(client, w, **said):
    client.force_login(w.person)
    return client.post(reverse("today:mail", args=[w.initiative.slug]), CHOICE | said)


def way_out(w, route="stop"):
    code = unsubscribe_code(w.member)
    return reverse(f"today:{route}", args=[w.initiative.slug, code])


def chosen(w):
    return MailChoice.objects.get(person=w.person, initiative=w.initiative)


def test_people_choose_which_mail_comes(client):
    w = world()

    answer = choose(client, w, quiet_from="21:00", quiet_until="07:00")

    assert answer.status_code == 302
    assert (chosen(w).what, chosen(w).zone, chosen(w).quiet_from.hour) == (
        "asked",
        "America/Denver",
        21,
    )


def test_quiet_hours_need_both_ends(client):
    answer = choose(client, world(), quiet_from="21:00")

    assert "Give both times" in answer.content.decode()
    assert not MailChoice.objects.exists()


def test_a_choice_made_twice_at_once_is_shown(client):
    w = world()
    MailChoiceFactory(initiative=w.initiative, person=w.person, what="nothing")

    answer = choose(client, w)

    assert answer.status_code == 409
    assert chosen(w).what == "nothing"


def test_looking_at_the_way_out_changes_nothing(client):
    w = world()

    page = client.get(way_out(w)).content.decode()
    client.get(way_out(w, "stop_at_once"))

    assert "Send me no more digests" in page
    assert not MailChoice.objects.exists()


def test_the_button_ends_the_mail_without_signing_in(client):
    w = world()

    page = client.post(way_out(w), follow=True).content.decode()

    assert "You get no digest" in page
    assert chosen(w).what == "nothing"


def test_a_mail_program_ends_it_with_one_click_and_no_token():
    w = world()
    client = Client(enforce_csrf_checks=True)
    MailChoiceFactory(initiative=w.initiative, person=w.person, quiet=True)
    said = {"List-Unsubscribe": "One-Click"}

    answers = [client.post(way_out(w, "stop_at_once"), said).status_code for _ in range(2)]

    assert answers == [204, 204]
    assert chosen(w).what == "nothing"
    assert chosen(w).quiet_from is not None
    assert client.post(way_out(w), said).status_code == 403


@pytest.mark.parametrize("route", ["stop", "stop_at_once"])
def test_a_made_up_link_ends_nothing(client, route):
    w = world()
    where = reverse(f"today:{route}", args=[w.initiative.slug, "1.2~guessed"])

    assert client.post(where).status_code == 404


def test_the_digest_can_be_read_and_printed(client):
    w = world()
    w.decision(question="Shall we meet?")
    client.force_login(w.person)

    page = client.get(reverse("today:digest", args=[w.initiative.slug])).content.decode()

    assert "Shall we meet?" in page
