"""What a new initiative is told in its first hour: true, and where to go next."""

import pytest
from django.urls import reverse

from longtable.communication import queries
from longtable.measures.tests.world import SAFE, city
from longtable.record.models import Letter, MailServer
from tests.factories import (
    ClauseFactory,
    FirstAdministratorFactory,
    HoldingFactory,
    MeetingFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
    SeatFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db


def invite(client, initiative, name=""):
    """Invite a reader in the browser; return what the next page says."""
    said = {"email": "new@example.org", "name": name, "role": "reader", "language": "en"}
    page = client.post(reverse("settings:people", args=[initiative.slug]), said, follow=True)
    return page.content.decode()


def invitation():
    """Return the text of the newest letter."""
    return bytes(Letter.objects.latest("pk").message).decode()


def test_an_invitation_without_a_mail_server_says_that_it_waits(client):
    facilitator = MembershipFactory(facilitator=True)
    client.force_login(facilitator.person)

    assert "waits until a mail server is set" in invite(client, facilitator.initiative)


def test_an_invitation_with_a_mail_server_is_on_its_way(client):
    MailServer.objects.create(host="smtp.example.org", sender="post@example.org")
    facilitator = MembershipFactory(facilitator=True)
    client.force_login(facilitator.person)

    assert "on its way" in invite(client, facilitator.initiative)


def mail_page(client, facilitator):
    """Return what the page about mail says to a facilitator."""
    client.force_login(facilitator.person)
    address = reverse("settings:mail", args=[facilitator.initiative.slug])
    return client.get(address).content.decode()


def test_on_a_trial_without_a_mail_server_an_invitation_can_be_read(client):
    facilitator = MembershipFactory(facilitator=True)
    client.force_login(facilitator.person)
    invite(client, facilitator.initiative)
    link = next(word for word in invitation().split() if "/join/" in word)

    page = mail_page(client, facilitator)

    assert f'href="{link}"' in page
    assert "private window" in page


def test_elsewhere_nobody_reads_the_mail_of_others(client, settings):
    facilitator = MembershipFactory(facilitator=True)
    client.force_login(facilitator.person)
    invite(client, facilitator.initiative)

    settings.LOCAL = False
    away = queries.readable_letters(facilitator.initiative)
    settings.LOCAL = True
    MailServer.objects.create(host="smtp.example.org", sender="post@example.org")
    with_server = mail_page(client, facilitator)

    assert away == []
    assert "/join/" not in with_server


def test_mail_of_another_initiative_is_not_read_here(client):
    theirs, ours = MembershipFactory(facilitator=True), MembershipFactory(facilitator=True)
    client.force_login(theirs.person)
    invite(client, theirs.initiative)

    assert "/join/" not in mail_page(client, ours)


@pytest.mark.parametrize(("name", "greeting"), [("", "Hello,\n"), ("Ana", "Hello Ana,\n")])
def test_an_invitation_greets_as_people_do(client, name, greeting):
    facilitator = MembershipFactory(facilitator=True)
    client.force_login(facilitator.person)

    invite(client, facilitator.initiative, name)

    assert greeting in invitation()


def test_a_new_installation_says_where_its_link_is(client):
    FirstAdministratorFactory()

    assert "setup-link" in client.get("/").content.decode()


def test_an_installation_with_an_administrator_says_nothing_of_it(client):
    PersonFactory(administrator=True)

    assert "setup-link" not in client.get("/").content.decode()


def test_removing_asks_first_and_is_offered_to_whom_may(client):
    here = MembershipFactory(facilitator=True)
    lead = MembershipFactory(initiative=here.initiative, data_lead=True)
    address = reverse("settings:people", args=[here.initiative.slug])
    remove = reverse("settings:remove_person", args=[here.initiative.slug, lead.pk])

    client.force_login(here.person)
    asked = client.get(address).content.decode()
    client.force_login(lead.person)
    offered = client.get(address).content.decode()

    assert f'aria-labelledby="remove-{lead.pk}-title"' in asked
    dialog = asked.split("<dialog", 1)[1].split("</dialog>", 1)[0]
    assert 'action="/' in dialog
    assert "can’t open anything here" in dialog
    assert remove in asked
    assert remove not in offered


def test_removing_an_organization_asks_first(client):
    here = MembershipFactory(facilitator=True)
    other = OrganizationFactory(initiative=here.initiative)
    client.force_login(here.person)

    address = reverse("settings:organizations", args=[here.initiative.slug])
    page = client.get(address).content.decode()

    remove = reverse("settings:remove_organization", args=[here.initiative.slug, other.pk])
    dialogs = [part.split("</dialog>")[0] for part in page.split("<dialog")[1:]]
    assert [remove in dialog for dialog in dialogs].count(True) == 1


def steps(client, **role):
    """Return the names of the first steps that somebody in a new initiative sees, in order."""
    membership = MembershipFactory(**role)
    client.force_login(membership.person)
    page = client.get(reverse("settings:first_steps", args=[membership.initiative.slug]))
    return [step.name for step in page.context["page"].steps]


def test_a_facilitator_sees_that_mail_goes_out_before_inviting_people(client):
    found = steps(client, facilitator=True)

    assert found.index("See that mail goes out") < found.index("Invite people")
    assert found[-1] == "Publish the first number"


def convening(client, membership):
    """Return the steps of convening that a facilitator sees: name to (address, whether done)."""
    client.force_login(membership.person)
    page = client.get(reverse("settings:first_steps", args=[membership.initiative.slug]))
    found = {step.name: (step.href, step.done) for step in page.context["page"].steps}
    names = ("Write the common agenda", "Set up the first table and its seats",
             "Plan the first meeting")  # fmt: skip
    return [found[name] for name in names]


def test_a_facilitator_is_led_to_agenda_table_and_meeting_and_sees_what_is_done(client):
    here = MembershipFactory(facilitator=True)
    slug = here.initiative.slug
    draft, tables = (reverse(route, args=[slug]) for route in ("agenda:draft", "tables:tables"))

    at_first = convening(client, here)
    ClauseFactory(initiative=here.initiative)
    table = TableFactory(initiative=here.initiative)
    seat = SeatFactory(table=table)
    with_an_empty_chair = convening(client, here)
    HoldingFactory(seat=seat)
    with_a_holder = convening(client, here)
    called_off = MeetingFactory(series__table=table, state="called_off")
    with_nothing_planned = convening(client, here)
    MeetingFactory(series=called_off.series)
    at_last = convening(client, here)

    meetings = reverse("tables:meetings", args=[slug, table.slug])
    assert at_first == [(draft, False), (tables, False), (tables, False)]
    assert with_an_empty_chair == [(draft, True), (tables, False), (tables, False)]
    assert with_a_holder == [(draft, True), (tables, True), (meetings, False)]
    assert with_nothing_planned == with_a_holder
    assert at_last == [(draft, True), (tables, True), (meetings, True)]


def test_anothers_caucus_is_no_step_of_mine(client):
    here = MembershipFactory(facilitator=True)
    caucus = TableFactory(initiative=here.initiative, kind="caucus")
    HoldingFactory(seat=SeatFactory(table=caucus))
    MeetingFactory(series__table=caucus)

    assert [done for _href, done in convening(client, here)] == [False, False, False]


def test_a_data_lead_sees_the_steps_of_measuring(client):
    found = steps(client, data_lead=True)

    assert found == [
        "Look at the indicators",
        "Take in the first file",
        "Publish the first number",
    ]


def test_who_changes_nothing_sees_no_steps(client):
    assert steps(client) == []


@pytest.mark.parametrize("role", ["facilitator", "data_lead"])
def test_today_leads_the_backbone_to_the_first_steps(client, role):
    membership = MembershipFactory(**{role: True})
    slug = membership.initiative.slug
    client.force_login(membership.person)

    page = client.get(reverse("today:today", args=[slug])).content.decode()

    assert f'<a href="/{slug}/settings/">What to do first</a>' in page


def test_places_without_a_number_are_not_a_search_that_found_nothing(client):
    there = city()
    address = reverse("measures:places", args=[there.indicator.initiative.slug])

    assert "No place has a number yet" in client.get(address).content.decode()
    assert "Nothing found" in client.get(f"{address}?q=x").content.decode()


def test_a_release_of_another_level_says_what_there_is_and_where_to_choose(client):
    there = city(cuts=[{"level": "state", "by": []}])
    there.count("2024", SAFE)
    client.force_login(there.lead)
    slug, code = there.indicator.initiative.slug, there.indicator.code

    answer = client.post(
        reverse("measures:prepare", args=[slug, code]), {"objective": "communities"}
    )

    said = answer.content.decode()
    assert "publishes “state”" in said
    assert "Change what it means" in said
