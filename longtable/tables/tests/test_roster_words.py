"""The words by which a list is known: ours in both languages, and those that people use."""

import datetime as dt

import pytest
from django.utils import translation

from longtable.initiative.models import Organization, Role
from longtable.tables.models.table import Constituency
from longtable.tables.roster.dates import day_of, order_of
from longtable.tables.roster.words import constituency_of, role_of, tier_of, use_of

KINDS = [(tier_of, Organization.Tier), (constituency_of, Constituency), (role_of, Role)]


@pytest.mark.parametrize("written", ["en", "es"])
@pytest.mark.parametrize("read", ["en", "es"])
def test_our_own_words_are_known_in_whatever_language_they_are_written_and_read(written, read):
    for known, kind in KINDS:
        with translation.override(written):
            labels = {value: str(label) for value, label in kind.choices}
        with translation.override(read):
            assert {value: known(label) for value, label in labels.items()} == {
                value: value for value in labels
            }


@pytest.mark.parametrize(
    ("heading", "use"),
    [
        ("Name", "name"),
        ("Organization name", "organization"),
        ("Nombre de la organización", "organization"),
        ("E-MAIL", "email"),
        ("Email of alternate", "alternate_email"),
        ("Correo del suplente", "alternate_email"),
        ("Suplente", "alternate"),
        ("Table name", "table"),
        ("Mandato desde", "term_from"),
        ("Grupo al que representa", "constituency"),
        ("Term ends", "term_until"),
        ("Size", "tier"),
        ("Phone", ""),
        ("", ""),
    ],
)
def test_headings_are_known_by_their_longest_phrase(heading, use):
    assert use_of(heading) == use


@pytest.mark.parametrize(
    ("budget", "tier"),
    [
        ("0", "none"),
        ("$99,999", "under_100k"),
        ("100000", "100k_1m"),
        ("1000000.00", "1m_10m"),
        ("10 000 000", "over_10m"),
        ("a lot", None),
        ("-5", None),
    ],
)
def test_a_yearly_budget_names_a_size(budget, tier):
    assert tier_of(budget) == tier


@pytest.mark.parametrize(
    ("text", "order", "is_end", "day"),
    [
        ("2026-09-01", "month", False, dt.date(2026, 9, 1)),
        ("2026-09-01T00:00", "month", False, dt.date(2026, 9, 1)),
        ("9/1/2026", "month", False, dt.date(2026, 9, 1)),
        ("9/1/26", "day", False, dt.date(2026, 1, 9)),
        ("1.9.2026", "day", False, dt.date(2026, 9, 1)),
        ("Sept 1, 2026", "month", False, dt.date(2026, 9, 1)),
        ("1 de septiembre de 2026", "month", False, dt.date(2026, 9, 1)),
        ("agosto 2028", "month", True, dt.date(2028, 8, 31)),
        ("2028-02", "month", True, dt.date(2028, 2, 29)),
        ("2026", "month", True, dt.date(2026, 12, 31)),
        ("2/30/2026", "month", False, None),
        ("13/13/2026", "month", False, None),
        ("smarch 2026", "month", False, None),
        ("soon", "month", False, None),
    ],
)
def test_days_are_read_as_people_write_them(text, order, is_end, day):
    assert day_of(text, order=order, is_end=is_end) == day


def test_the_order_of_day_and_month_is_told_by_those_that_can_be_read_in_one_way_only():
    assert order_of(["3/4/2026", "3/31/2026"]) == "month"
    assert order_of(["3/4/2026", "31/3/2026"]) == "day"
    assert order_of(["3/4/2026"]) == "?"
    assert order_of(["3/3/2026", "2026-01-01", ""]) == ""
