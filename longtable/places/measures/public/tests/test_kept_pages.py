"""What is sent from memory: the same as was made, to everyone it is for, and never too late."""

import os

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.measures import actions
from longtable.measures.tests.world import SAFE, city
from longtable.places.measures.public import scoreboard
from longtable.record import queries as record
from longtable.record.models import Entry
from longtable.web import keeping

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOON = 1_772_539_200
OF_A_PAGE = {"Content-Type", "Content-Length", "Content-Language"}


class Clock:
    """A clock that stands."""

    def __init__(self, now):
        self.time = lambda: now


@pytest.fixture(autouse=True)
def _no_quarter_of_an_hour_ends_during_a_test(monkeypatch):
    monkeypatch.setattr(keeping, "time", Clock(NOON))


@pytest.fixture
def published():
    made = city(people={"en": "children"}, question={"en": "How many?", "es": "¿Cuántos?"})
    made.count("2024", SAFE)
    made.publish()
    return made


@pytest.fixture
def where(published):
    return reverse("measures:scoreboard", args=[published.indicator.initiative.slug])


@pytest.fixture
def only_from_memory(monkeypatch):
    """Return a function: from its call on, no page can be made."""

    class MadeError(Exception):
        pass

    def made(*_args, **_more):
        raise MadeError

    def forbid():
        monkeypatch.setattr(scoreboard, "ScoreboardPage", made)
        return MadeError

    return forbid


def lines(answer):
    return answer.status_code, list(answer.items()), answer.content


def test_what_is_sent_again_is_what_was_sent_first_with_nothing_made(
    client, where, only_from_memory
):
    first = lines(client.get(where))

    only_from_memory()

    assert [lines(client.get(where)) for _ in range(3)] == [first] * 3


def test_keeping_adds_two_headers_and_changes_none(client, where, monkeypatch):
    kept = client.get(where)
    keeping.forget_all()
    monkeypatch.setattr(keeping, "_may_be_kept", lambda _response: False)

    plain = client.get(where)

    more = {"ETag": kept["ETag"], "Cache-Control": "no-cache"}
    assert dict(kept.items()) == dict(plain.items()) | more
    assert kept.content == plain.content


def test_who_has_the_page_is_sent_its_headers_and_nothing_else(client, where, only_from_memory):
    page = client.get(where)
    only_from_memory()

    unchanged = [client.get(where, headers={"If-None-Match": tag}) for tag in
                 (page["ETag"], f"W/{page['ETag']}")]  # fmt: skip
    other = client.get(where, headers={"If-None-Match": '"another"'})

    for answer in unchanged:
        assert (answer.status_code, answer.content) == (304, b"")
        left_out = dict(page.items()).keys() - dict(answer.items()).keys()
        assert left_out == OF_A_PAGE
        assert dict(answer.items()).items() <= dict(page.items()).items()
    assert lines(other) == lines(page)


def test_who_asks_for_the_head_is_sent_that_of_the_page(client, where, only_from_memory):
    unkept = client.head(where)
    page = client.get(where)
    only_from_memory()

    head = client.head(where)

    assert "ETag" not in unkept
    assert (head.status_code, list(head.items())) == (200, list(page.items()))
    assert head.content == b""


@pytest.mark.parametrize("headers", [{}, {"If-None-Match": "its tag"}])
def test_no_answer_is_shared_with_the_next_visitor(client, where, headers):
    headers = headers and {"If-None-Match": client.get(where)["ETag"]}
    first = client.get(where, headers=headers)
    before, closed = lines(first), []

    first["X-Mine"] = first["Vary"] = "mine"
    first.set_cookie("mine", "mine")
    first.write("mine")
    first._resource_closers.append(lambda: closed.append(first))
    after = client.get(where, headers=headers)

    assert lines(after) == before
    assert not after.cookies
    assert not closed


@pytest.mark.parametrize("value", ["", "of-nobody"])
def test_whoever_carries_a_session_is_never_answered_from_memory(
    client, where, settings, only_from_memory, value
):
    client.get(where)
    made = only_from_memory()
    client.cookies[settings.SESSION_COOKIE_NAME] = value

    with pytest.raises(made):
        client.get(where)


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_ACCEPT_LANGUAGE": "es"},
        {"HTTP_COOKIE": "django_language=es"},
        {"HTTP_COOKIE": "other=1; django_language=es"},
        {"QUERY_STRING": "lang=es"},
    ],
)
def test_each_language_is_kept_for_itself(where, asked):
    english, spanish = Client().get(where), Client().get(where, **asked)

    again = Client().get(where), Client().get(where, **asked)

    assert b'<html lang="es"' in spanish.content
    assert [one.content for one in again] == [english.content, spanish.content]


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_HOST": "127.0.0.1"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"QUERY_STRING": "a=b"},
        {"HTTP_ACCEPT_LANGUAGE": "fr"},
        {"wsgi.url_scheme": "https"},
    ],
)
def test_whoever_asks_for_anything_else_has_a_page_made(client, where, only_from_memory, asked):
    client.get(where)
    made = only_from_memory()

    with pytest.raises(made):
        client.get(where, **asked)


@pytest.mark.parametrize(
    "asked", [{"QUERY_STRING": "q=North"}, {"HTTP_ACCEPT_LANGUAGE": "en," * 100}]
)
def test_what_is_endless_is_not_kept(client, where, only_from_memory, asked):
    client.get(where, **asked)
    made = only_from_memory()

    with pytest.raises(made):
        client.get(where, **asked)


def test_a_list_of_languages_counts_to_its_end(where):
    unknown = "xx," * 50

    pages = [Client().get(where, HTTP_ACCEPT_LANGUAGE=unknown + last) for last in ("en", "es")]

    assert [f'<html lang="{last}"' in page.content.decode() for last, page in
            zip(("en", "es"), pages, strict=True)] == [True, True]  # fmt: skip


def test_what_is_not_a_page_that_may_be_kept_is_not(client, where):
    missing, post = client.get(f"{where}indicators/none/"), client.post(where)
    other = client.get("/")

    assert missing.status_code == 404
    assert [name for one in (missing, post, other) for name in one.headers if name == "ETag"] == []
    assert not keeping._kept


def test_of_too_many_pages_the_longest_unread_is_forgotten(client, where, monkeypatch):
    monkeypatch.setattr(keeping, "_MOST", 2)

    for asked in ("a", "b", "a", "c"):
        client.get(where, {asked: ""})

    assert [key[2] for key in keeping._kept] == ["a=", "c="]


def test_a_withdrawn_number_is_gone_for_who_has_the_page_as_well(client, published, where):
    page = client.get(where)
    release = published.indicator.releases.get(number=1)

    actions.withdraw_release(release, reason="Wrong", now=timezone.now(), by=published.lead)
    after = client.get(where, headers={"If-None-Match": page["ETag"]})

    assert b"of 719 children" in page.content
    assert after.status_code == 200
    assert b"of 719 children" not in after.content


def test_a_page_that_says_the_same_keeps_its_name_whatever_happens_elsewhere(client, where):
    page = client.get(where)
    Entry.objects.create(by="a/1", verb="did", subject="b/1")

    after = client.get(where, headers={"If-None-Match": page["ETag"]})

    assert after.status_code == 304


def test_time_makes_a_page_old_as_well(client, where, only_from_memory, monkeypatch):
    client.get(where)
    error = only_from_memory()
    assert client.get(where).status_code == 200

    monkeypatch.setattr(keeping, "time", Clock(NOON + 15 * 60))

    with pytest.raises(error):
        client.get(where)


def test_what_happens_while_a_page_is_made_makes_it_old(client, published, where, monkeypatch):
    release = published.indicator.releases.get(number=1)
    make = scoreboard.ScoreboardPage
    said = {"reason": "Wrong", "now": timezone.now(), "by": published.lead}

    def meanwhile(**known):
        monkeypatch.setattr(scoreboard, "ScoreboardPage", make)
        actions.withdraw_release(release, **said)
        return make(**known)

    monkeypatch.setattr(scoreboard, "ScoreboardPage", meanwhile)
    during, after = client.get(where), client.get(where)

    assert b"of 719 children" in during.content
    assert b"of 719 children" not in after.content


def test_without_the_database_nothing_is_sent_from_memory(client, where, monkeypatch):
    client.raise_request_exception = False
    page = client.get(where)

    def lost():
        raise OperationalError("the connection is lost")

    monkeypatch.setitem(keeping._register, "edition", keeping.Edition(newest=lost, settled=lost))
    answer = client.get(where, headers={"If-None-Match": page["ETag"]})

    assert answer.status_code == 503
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.django_db(transaction=True)
def test_where_the_short_way_to_the_newest_entry_fails_the_long_one_is_taken(monkeypatch):
    newest = Entry.objects.create(by="a/1", verb="did", subject="b/1").pk
    assert record.newest_entry() == newest

    monkeypatch.setattr(record, "_NEWEST", "SELECT nothing FROM nowhere")

    assert record.newest_entry() == newest


@pytest.mark.django_db(transaction=True)
def test_before_anything_was_done_there_is_no_entry(monkeypatch):
    assert (record.newest_entry(), record.settled_entry()) == (0, 0)

    monkeypatch.setattr(record, "_NEWEST", "SELECT nothing FROM nowhere")

    assert record.newest_entry() == 0


@pytest.mark.postgres
@pytest.mark.postgres
@pytest.mark.skipif("DATABASE_URL" not in os.environ, reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_a_page_is_not_kept_while_an_entry_with_a_lower_number_is_written(client, published, where):
    """One who began first is done last: the newest number does not tell that there is news."""
    written = "INSERT INTO record_entry (at, by, verb, subject) VALUES (now(), 'a/1', 'did', 'b/1')"
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("UPDATE initiative_initiative SET name = 'A new name'")
            cursor.execute(written)
        Entry.objects.create(by="a/2", verb="did", subject="b/2")
        during = client.get(where)
        newest = record.newest_entry()
        other.commit()
    finally:
        other.close()

    after, again = client.get(where), client.get(where)

    assert record.newest_entry() == newest
    assert "ETag" not in during
    assert b"A new name" not in during.content
    assert b"A new name" in after.content
    assert "ETag" in again
