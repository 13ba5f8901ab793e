"""Every route, for every actor, by every method, against the reviewed file (A02)."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from longtable.record.models import Entry
from tests.access.routes import every_route, read_matrix
from tests.access.world import MEMBERS, parts, strangers, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sqlite]
GROUPS = {
    "members": set(MEMBERS),
    "backbone": {"data_lead", "facilitator"},
    "signed_in": {*MEMBERS, "outsider", "administrator", "elsewhere", "gone"},
}
ACTORS = ("anonymous", "token", "deactivated", "outsider", "administrator", "elsewhere", "gone",
          *MEMBERS)  # fmt: skip
# These end the session, throw away what others need, or are walked elsewhere.
LEFT_OUT_POST = {
    *("account_logout", "today:join"),
    *("settings:remove_person", "settings:remove_organization", "settings:withdraw_invitation"),
    *("measures:discard", "measures:retire", "measures:remove_break", "measures:prepare_again"),
    *("measures:discard_release", "measures:approve", "measures:correct"),
    *(route for part in parts() for route in part.LEFT_OUT_POST),
}


def allowed(said: str) -> set[str]:
    """Return the actors that a cell of the matrix names."""
    found: set[str] = set()
    for word in said.split():
        found |= set(ACTORS) if word == "everyone" else GROUPS.get(word, {word})
    return found


def is_denied(answer) -> bool:
    """Whether an answer gives nothing: not found, or the way to sign in."""
    if answer.status_code in {301, 302}:
        return answer.headers["Location"].startswith("/accounts/login/?next=")
    return answer.status_code in {403, 404, 405}


def asked(client, method, where):
    """Return the answer to a request, with its file closed where it carries one."""
    answer = getattr(client, method)(where)
    for close in answer._resource_closers:  # not answer.close(): it would end the connection
        close()
    return answer


def address(route, parts, slug):
    """Return the address of a route, with the initiative where it belongs to one."""
    for arguments in ({"initiative": slug, **parts}, parts):
        try:
            return reverse(route, kwargs=arguments)
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address for {route} with {parts}")


@pytest.fixture
def clients():
    """Return the world, and a client for each actor."""
    here = world()
    people = {**here.people, **strangers(here)}
    found = {"anonymous": Client(), "token": Client(headers={"Authorization": "Token made-up"})}
    for name, person in people.items():
        found[name] = Client()
        found[name].force_login(person)
    found["deactivated"] = Client()
    left = MEMBERS and here.people["data_lead"].__class__.objects.create_user("left@example.org")
    found["deactivated"].force_login(left)
    left.is_active = False
    left.save()
    return here, found


def deviations(clients, method, column, *, parts_of=None, routes=None):
    """Return where a method's answers differ from a column of the matrix."""
    here, found = clients
    wrong = []
    for route, row in read_matrix().items():
        if (routes and route not in routes) or (method == "post" and route in LEFT_OUT_POST):
            continue
        where = address(route, (parts_of or here).parts(route), here.slug)
        may = allowed(row[column])
        for actor in ACTORS:
            answer = asked(found[actor], method, where)
            if answer.status_code >= 500 or is_denied(answer) == (actor in may):
                wrong.append(f"{method} {route} as {actor}: {answer.status_code}")
    return wrong


def test_who_may_read_what_and_that_reading_changes_nothing(clients):
    entries = Entry.objects.count()

    found = deviations(clients, "get", "get", routes=_with("get"))

    assert found == [], "\n".join(found)
    assert Entry.objects.count() == entries


def test_who_may_send_what(clients):
    found = deviations(clients, "post", "post", routes=_with("post"))

    assert found == [], "\n".join(found)


def test_what_only_shows_does_nothing_when_it_is_sent_to(clients):
    here, found = clients
    entries = Entry.objects.count()

    for route, row in read_matrix().items():
        where = address(route, here.parts(route), here.slug)
        methods = ["put", "patch", "delete"] + ([] if row["post"] else ["post"])
        for actor in ("anonymous", "outsider", "facilitator"):
            for method in methods:
                answer = asked(found[actor], method, where)
                assert answer.status_code < 500, (method, route)

    assert Entry.objects.count() == entries


def test_asking_for_the_head_of_a_page_changes_nothing(clients):
    here, found = clients
    entries = Entry.objects.count()

    for route in _with("get"):
        for actor in ("facilitator", "data_lead", "steward"):
            asked(found[actor], "head", address(route, here.parts(route), here.slug))

    assert Entry.objects.count() == entries


def test_what_belongs_to_another_initiative_is_not_found_here(clients):
    here, found = clients
    theirs = world()
    by_number = [r for r in read_matrix() if "pk" in here.parts(r)]

    for route in by_number:
        where = address(route, theirs.parts(route), here.slug)
        for method in ("get", "post"):
            answer = getattr(found["facilitator"], method)(where)
            assert answer.status_code in {404, 405}, (method, route, answer.status_code)


def test_a_role_here_is_no_role_there(clients):
    _, found = clients
    theirs = world()

    for route, row in read_matrix().items():
        places = ("measures:", "settings:", "today:today", "agenda:", "tables:", "accountability:")
        if not route.startswith(places):
            continue
        if "everyone" in row["get"]:
            continue
        where = address(route, theirs.parts(route), theirs.slug)
        for actor in MEMBERS:
            assert is_denied(found[actor].get(where)), (route, actor)


def test_forbidden_and_unknown_look_alike(clients):
    here, found = clients

    for actor in ("outsider", "reader"):
        forbidden = found[actor].get(f"/{here.slug}/settings/mail/")
        unknown = found[actor].get("/no-such-initiative/settings/mail/")
        assert forbidden.status_code == unknown.status_code == 404
        assert _plain(forbidden) == _plain(unknown)
    forbidden = found["anonymous"].get(f"/{here.slug}/settings/mail/")
    unknown = found["anonymous"].get("/no-such-initiative/settings/mail/")
    assert forbidden.status_code == unknown.status_code == 302


def test_the_check_sees_a_page_that_opens_for_the_wrong_person(clients, monkeypatch):
    pattern = next(
        view for name, _, view in every_route(get_resolver()) if name == "settings:record"
    )
    monkeypatch.setattr(pattern, "access", type(pattern.access)("public"))
    monkeypatch.setattr(
        "longtable.places.settings.record_.queries.entries_of", lambda _initiative: []
    )

    found = deviations(clients, "get", "get", routes={"settings:record"})

    assert "get settings:record as anonymous: 200" in found


def _with(column):
    return {route for route, row in read_matrix().items() if row[column]}


def _plain(answer: HttpResponse) -> str:
    """Return a page without its own address and what is made anew in every form."""
    text = answer.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r"/[a-z0-9-]+/settings/mail/", "", text)
