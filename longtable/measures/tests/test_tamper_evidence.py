"""Whoever rewrites what was published, or the record, in the database itself is found (I02)."""

import io
import json
import random
import re

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from longtable.cli.main import main
from longtable.measures.models import PublishedValue, ReleaseInputs
from longtable.measures.tests.world import SAFE, city
from longtable.record import chain
from longtable.record.models import Entry, Link

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TABLES = (
    "record_entry",
    "record_link",
    "measures_release",
    "measures_publishedvalue",
    "measures_releaseinputs",
)


@pytest.fixture
def release():
    there = city()
    there.count("2024", SAFE)
    found = there.publish()
    chain.seal(timezone.now())
    return found


def without_triggers():
    """Do what somebody with the keys to the database could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount == 1


def edits(release, dice):
    """Return all kinds of edits, each as (where it must be located, SQL, its values)."""
    value = dice.choice(list(release.values.all()))
    entry = dice.choice(list(Entry.objects.all()))
    link = dice.choice(list(Link.objects.all()))
    where = f"measures.release/{release.pk}"
    a_value = f"{where}, measures.publishedvalue/{value.pk}"
    an_entry = f"record.entry/{entry.pk}"
    change = "UPDATE {} SET {} = %s WHERE id = %s"
    numbers = ("numerator", "denominator", "eligible", "estimate", "lower", "upper")
    texts = ("period", "level", "place", "by", "mark", "as_published")
    found = [
        (a_value, change.format("measures_publishedvalue", f'"{name}"'), (new, value.pk))
        for name, new in [
            *((name, dice.randint(10_000, 99_999)) for name in numbers),
            *((name, f"other {dice.random()}") for name in texts),
        ]
    ]
    found += [
        (a_value, "DELETE FROM measures_publishedvalue WHERE id = %s", (value.pk,)),
        (where, change.format("measures_release", "reason"), ("Another", release.pk)),
        (where, change.format("measures_release", "code_version"), ("9", release.pk)),
        (where, change.format("measures_releaseinputs", "facts"), (b"x", release.kept.pk)),
        (an_entry, "DELETE FROM record_entry WHERE id = %s", (entry.pk,)),
        (f"link {link.place}", "UPDATE record_link SET digest = %s WHERE place = %s",
         ("0" * 64, link.place)),
        (f"link {link.place}", "DELETE FROM record_link WHERE place = %s", (link.place,))
        if link.place < Link.objects.count()
        else (an_entry, change.format("record_entry", "verb"), ("slept", entry.pk)),
    ]  # fmt: skip
    found += [
        (an_entry, change.format("record_entry", f'"{name}"'), (new, entry.pk))
        for name, new in [
            ("by", "accounts.person/999"),
            ("verb", "did nothing"),
            ("subject", "measures.release/999"),
            ("at", "2001-01-01 00:00:00+00:00"),
            ("initiative", 999_999),
        ]
    ]
    return found


def test_an_untouched_database_is_whole(release):
    report = chain.examine()

    assert (report.broken, report.waiting) == ([], 0)
    assert report.links == Entry.objects.count() + 1


def test_fifty_random_edits_are_all_found_and_located(release):
    dice = random.Random(20261124)
    missed, kinds = [], set()

    for _ in range(50):
        where, sql, values = dice.choice(edits(release, dice))
        kinds.add(sql.split(" WHERE ")[0])
        with transaction.atomic():
            without_triggers()
            run(sql, *values)
            found = chain.examine().broken
            if where not in {one.where for one in found}:
                missed.append((where, sql, found))
            transaction.set_rollback(True)

    assert missed == []
    assert len(kinds) > 10
    assert chain.examine().broken == []


def test_a_value_or_an_entry_slipped_in_is_found(release):
    with transaction.atomic():
        without_triggers()
        added = PublishedValue.objects.create(
            release=release, period="1999", level="city", place="city", estimate=1.0
        )
        [found] = chain.examine().broken

    assert found.where == f"measures.release/{release.pk}, measures.publishedvalue/{added.pk}"
    assert found.what == "was added after it was sealed"


def test_whoever_forges_the_whole_chain_is_caught_by_a_printed_seal(release):
    printed = chain.head_in_words()
    without_triggers()
    Entry.objects.filter(pk=Entry.objects.first().pk).update(verb="did something else")
    ReleaseInputs.objects.update(facts=b"other")
    Link.objects.all().delete()
    chain.seal(timezone.now())

    assert chain.examine().broken == []
    found = chain.whole_since(printed)
    assert found is not None
    assert "forged" in found.what
    assert chain.whole_since(chain.head_in_words()) is None


def test_a_chain_cut_at_its_end_is_caught_by_a_printed_seal(release):
    printed = chain.head_in_words()
    without_triggers()
    last = Link.objects.last()
    last.delete()

    assert "not there any more" in chain.whole_since(printed).what


def test_what_is_new_is_sealed_once_and_goes_on_from_the_head(release):
    before = Link.objects.count()
    Entry.objects.create(by="accounts.person/1", verb="did", subject="record.entry/1")

    waiting = chain.examine().waiting
    done = [chain.seal(timezone.now()), chain.seal(timezone.now())]

    assert (waiting, done) == (1, [1, 0])
    assert Link.objects.count() == before + 1
    assert chain.examine().broken == []


@pytest.mark.parametrize("printed", ["", "7", "7-abc", "x-" + "0" * 20])
def test_what_is_no_seal_is_said(release, printed):
    assert "is not a seal" in chain.whole_since(printed).what


def test_a_report_card_carries_a_seal_over_what_it_shows(client, release):
    slug = release.indicator.initiative.slug

    report = PdfReader(io.BytesIO(client.get(f"/{slug}/report.pdf").content))

    [seal] = re.findall(r"Seal of the record: (\d+-[0-9a-f]{20})", report.pages[0].extract_text())
    assert seal == chain.seal_over("measures.release", [release.pk])
    assert chain.whole_since(seal) is None
    assert chain.seal_over("measures.release", [release.pk, 0]) == ""


def test_the_command_names_the_first_break_in_one_line(release, capsys):
    entry = Entry.objects.first()
    without_triggers()
    Entry.objects.filter(pk=entry.pk).update(verb="slept")

    code = main(["verify", "--seal", "1-" + "0" * 20])

    printed = capsys.readouterr()
    assert code == 1
    assert printed.err.count("\n") == 1
    assert "link 1 is not the one that was printed" in printed.err
    told = json.loads(printed.out)["record"]["broken"]
    assert [one["where"] for one in told] == ["link 1", f"record.entry/{entry.pk}"]
