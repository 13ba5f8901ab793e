import datetime as dt
import email
import email.policy

import pytest

from longtable.communication import actions, queries, sending, tasks
from longtable.communication.models import Digest
from longtable.communication.tests.world import NOW, TODAY, ago, world
from longtable.record.acting import Double, Refusal
from longtable.record.models import Letter
from tests.factories import LetterFactory, MailChoiceFactory, MembershipFactory
from tests.support.smtp import inbox  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
MONDAY = TODAY - dt.timedelta(days=2)


def letters(person):
    """Return what was written to somebody, the first one first."""
    found = Letter.objects.filter(to=person.email).order_by("pk")
    return [
        email.message_from_bytes(bytes(one.message), policy=email.policy.default) for one in found
    ]


def text_of(letter, kind="plain"):
    return letter.get_body((kind,)).get_content()


def test_the_digest_says_what_is_asked_what_changed_and_what_was_kept():
    w = world()
    w.decision(question="Shall we meet at six?")
    w.decision(question="Who pays?", state="closed", closed=ago(3), published=ago(2))
    w.promise(what="Print the letter", state="kept", closed=TODAY - dt.timedelta(days=1))

    tasks.write_digests(NOW)

    (letter,) = letters(w.person)
    for kind in ("plain", "html"):
        said = text_of(letter, kind)
        assert said.index("meet at six") < said.index("Who pays") < said.index("Print the letter")
        assert f"/{w.initiative.slug}/tables/{w.table.slug}/decisions/" in said
    assert "1 thing is asked of you, about 5 minutes" in letter["subject"]


def test_it_asks_three_things_at_most_and_counts_the_others():
    w = world()
    for _ in range(5):
        w.decision()

    told = queries.digest_for(w.member, now=NOW)

    assert (len(told.asked), told.more, told.minutes) == (3, 2, 15)


def test_what_is_due_tomorrow_stands_first():
    w = world()
    for _ in range(3):
        w.decision(opened=ago(20))
    w.promise(due=TODAY + dt.timedelta(days=1), what="Call")

    told = queries.digest_for(w.member, now=NOW)

    assert "Call" in told.asked[0].what
    assert len(told.asked) == 3


def test_it_is_written_once_a_week_whoever_runs_it():
    w = world()
    w.decision()

    for hours in range(5):
        tasks.write_digests(NOW + dt.timedelta(hours=hours))
    with pytest.raises(Double):
        actions.write_digest(w.member, week=MONDAY, now=NOW, by=w.initiative)
    tasks.write_digests(NOW + dt.timedelta(days=7))

    assert len(letters(w.person)) == 2
    assert [one.day for one in Digest.objects.filter(person=w.person).order_by("day")] == [
        MONDAY,
        MONDAY + dt.timedelta(days=7),
    ]


def test_a_stop_in_between_leaves_neither_the_row_nor_the_letter(monkeypatch):
    w = world()
    w.decision()
    monkeypatch.setattr("longtable.record.acting.Entry.objects.create", _stop)

    with pytest.raises(KeyboardInterrupt):
        tasks.write_digests(NOW)
    assert (Letter.objects.count(), Digest.objects.count()) == (0, 0)
    monkeypatch.undo()
    tasks.write_digests(NOW)

    assert len(letters(w.person)) == 1


def _stop(**_said):
    raise KeyboardInterrupt


def test_where_nothing_is_to_be_said_nothing_is_written():
    w = world()

    assert tasks.write_digests(NOW) == 0
    assert letters(w.person) == []
    assert not Digest.objects.get(person=w.person).is_sent


@pytest.mark.parametrize(("zone", "written"), [("America/Chicago", False), ("Europe/Berlin", True)])
def test_it_comes_on_monday_morning_by_ones_own_clock(zone, written):
    w = world()
    w.decision()
    Digest.objects.create(
        initiative=w.initiative, person=w.person, day=MONDAY - dt.timedelta(days=7),
        written=ago(9), is_sent=True,
    )  # fmt: skip
    MailChoiceFactory(initiative=w.initiative, person=w.person, zone=zone)

    tasks.write_digests(dt.datetime(2026, 3, 2, 7, tzinfo=dt.UTC))

    assert bool(letters(w.person)) == written


def test_who_came_this_week_waits_for_the_next():
    w = world()
    w.decision()
    w.member.since = ago(1)
    w.member.save()

    tasks.write_digests(NOW)

    assert letters(w.person) == []


def test_it_is_written_in_the_persons_language():
    w = world()
    w.decision()
    w.person.language = "es"
    w.person.save()

    tasks.write_digests(NOW)

    assert 'lang="es"' in text_of(letters(w.person)[0], "html")


@pytest.mark.parametrize(("what", "count"), [("weekly", 1), ("asked", 0), ("nothing", 0)])
def test_who_wants_only_what_is_asked_gets_no_news(what, count):
    w = world()
    w.decision(state="closed", closed=ago(3), published=ago(2))
    MailChoiceFactory(initiative=w.initiative, person=w.person, what=what)

    tasks.write_digests(NOW)

    assert len(letters(w.person)) == count


def test_who_wants_nothing_gets_nothing_though_something_is_due():
    w = world()
    w.promise(due=TODAY + dt.timedelta(days=1))
    MailChoiceFactory(initiative=w.initiative, person=w.person, what="nothing")

    tasks.write_digests(NOW)
    tasks.write_tomorrow(NOW)

    assert letters(w.person) == []


def test_one_mail_a_week_unless_something_is_due_tomorrow():
    w = world()
    w.promise(due=TODAY + dt.timedelta(days=3))
    tasks.write_digests(NOW)

    for hours in range(0, 24 * 5, 6):
        tasks.write_digests(NOW + dt.timedelta(hours=hours))
        tasks.write_tomorrow(NOW + dt.timedelta(hours=hours))

    assert [str(one["subject"]).split(": ")[1] for one in letters(w.person)] == [
        "1 thing is asked of you, about 3 minutes",
        "due tomorrow",
    ]


def test_what_the_digest_said_today_is_not_said_again_today():
    w = world()
    w.promise(due=TODAY + dt.timedelta(days=1))

    tasks.write_digests(NOW)
    tasks.write_tomorrow(NOW + dt.timedelta(hours=1))

    assert len(letters(w.person)) == 1


def test_nobody_has_a_digest_sent_by_hand():
    w = world()

    with pytest.raises(Refusal):
        actions.write_digest(w.member, week=MONDAY, now=NOW, by=w.facilitator.person)


def test_a_caucus_of_others_is_in_no_digest():
    from longtable.communication.tests.world import seat_of
    from tests.factories import TableFactory

    w = world()
    caucus = TableFactory(initiative=w.initiative, caucus=True)
    other = MembershipFactory(initiative=w.initiative)
    w.promise(table=caucus, state="kept", closed=TODAY)
    w.decision(seat_of(caucus, other.person), state="closed", closed=NOW, published=NOW)

    told = queries.digest_for(w.facilitator, now=NOW)

    assert not told.says_something


def at(hour, minute=0):
    return dt.datetime(2026, 3, 4, hour, minute, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        (at(20), at(8) + dt.timedelta(days=1)),
        (at(7, 59), at(8)),
        (at(8), None),
        (at(19, 59), None),
    ],
)
def test_quiet_hours_go_over_midnight(now, ends):
    choice = MailChoiceFactory(quiet=True, zone="UTC")

    assert choice.quiet_ends(now) == ends


def test_quiet_hours_may_lie_within_a_day():
    choice = MailChoiceFactory(quiet_from=dt.time(9), quiet_until=dt.time(17), zone="UTC")

    assert choice.quiet_ends(at(12)) == at(17)
    assert choice.quiet_ends(at(17)) is None


def test_in_quiet_hours_mail_waits_and_codes_to_sign_in_do_not(inbox):  # noqa: F811
    w = world()
    MailChoiceFactory(initiative=w.initiative, person=w.person, quiet=True, zone="UTC")
    w.decision()
    tasks.write_digests(NOW)
    code = LetterFactory(to=w.person.email)
    Letter.objects.update(next_try=at(1))

    sending.send_waiting(at(22))
    code.refresh_from_db()
    at_night = [letter["to"] for letter in inbox.letters if letter["to"]]
    sending.send_waiting(at(8) + dt.timedelta(days=1))

    assert code.status == "sent"
    assert at_night == []
    assert [letter["to"] for letter in inbox.letters if letter["to"]] == [w.person.email]


def test_it_arrives_with_a_way_out_that_mail_programs_know(inbox):  # noqa: F811
    w = world()
    w.decision()
    tasks.write_digests(NOW)
    Letter.objects.update(next_try=NOW)

    sending.send_waiting(NOW)

    (letter,) = [one for one in inbox.letters if one["to"] == w.person.email]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = letter["List-Unsubscribe"].strip("<>")
    assert link.endswith("/now/")
    assert "".join(link.split()) == link
    assert letter.get_content_type() == "multipart/alternative"


def test_a_code_opens_the_mail_of_one_person_in_one_initiative():
    w, other = world(), world()
    code = queries.unsubscribe_code(w.member)

    assert queries.unsubscribing(code, w.initiative) == w.member
    assert queries.unsubscribing(code, other.initiative) is None
    assert queries.unsubscribing("1.2~made-up", w.initiative) is None
    assert queries.unsubscribing(code[:-1], w.initiative) is None
