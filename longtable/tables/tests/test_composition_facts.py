import datetime as dt

import pytest

from longtable.measures.actions import start_from_template
from longtable.tables.facts import of_composition
from tests.factories import CompositionCountFactory, MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 2, 3)


def counted(initiative, *levels):
    told = {"populations": [{"levels": list(levels)}]}
    return CompositionCountFactory(initiative=initiative, day=DAY, told=told)


@pytest.fixture
def initiative():
    by = MembershipFactory(facilitator=True)
    OrganizationFactory(initiative=by.initiative, is_backbone=True)
    start_from_template(by.initiative, "culture", by=by.person)
    return by.initiative


def test_seats_that_need_not_move_are_counted_of_all_levels_together(initiative):
    pool = {"key": "everybody", "how": "counts", "people": 40, "to_move": 6}
    counted(initiative, pool, {"key": "tables", "how": "counts", "people": 30, "to_move": 9})

    (fact,) = of_composition(2026)

    assert (fact.period, fact.numerator, fact.denominator) == ("2026-Q1", 34, 40)
    assert fact.indicator.endswith("/seat-parity")


def test_where_too_few_described_themselves_there_is_no_fact(initiative):
    counted(initiative, {"key": "everybody", "how": "few"})

    assert list(of_composition(2026)) == []
