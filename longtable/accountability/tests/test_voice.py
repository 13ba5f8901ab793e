"""Voice in the standard: whose suggestions for the charter are taken up, by size."""

import datetime as dt

import pytest
from django.utils import timezone

from longtable.accountability.queries import voice
from tests.factories import (
    AgendaVersionFactory,
    ClauseFactory,
    InitiativeFactory,
    MembershipFactory,
    OrganizationFactory,
    SuggestionFactory,
)

pytestmark = pytest.mark.django_db
SINCE = dt.date(2026, 1, 1)
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def said():
    """Return an initiative, and a function that lets somebody of a size suggest and be answered."""
    initiative = InitiativeFactory()
    charter = ClauseFactory(initiative=initiative, part="late")

    def suggest(tier, *, taken, declined, clause=charter, **about):
        organization = OrganizationFactory(initiative=initiative, tier=tier)
        member = MembershipFactory(initiative=initiative, organization=organization, member=True)
        for state, number in (("taken", taken), ("declined", declined)):
            for _each in range(number):
                more = {"answered": NOW, "answer": "Yes.", "by": member.person, **about}
                SuggestionFactory(clause=clause, state=state, answered_by=member.person, **more)

    return initiative, suggest


def test_suggestions_count_by_the_size_of_who_made_them(said):
    initiative, suggest = said
    suggest("under_100k", taken=2, declined=10)
    suggest("over_10m", taken=11, declined=1)

    found = voice(initiative, since=SINCE)

    assert [(row.tier, row.suggested, row.taken) for row in found.rows] == [
        ("under_100k", 12, 2),
        ("over_10m", 12, 11),
    ]
    assert found.is_unequal
    assert found.gap.value == pytest.approx(9 / 12)
    assert found.points == (36, 89)


def test_a_gap_in_favor_of_the_small_is_told_as_such(said):
    initiative, suggest = said
    suggest("none", taken=11, declined=1)
    suggest("1m_10m", taken=2, declined=10)

    found = voice(initiative, since=SINCE)

    assert found.is_unequal
    assert not found.favors_large
    assert found.points == (36, 89)


def test_nine_on_one_side_tell_nothing_yet(said):
    initiative, suggest = said
    suggest("under_100k", taken=0, declined=9)
    suggest("over_10m", taken=12, declined=0)

    found = voice(initiative, since=SINCE)

    assert found.gap is None
    assert not found.is_unequal
    assert [row.can_tell for row in found.rows] == [False, True]


def test_what_is_open_or_old_or_about_something_else_does_not_count(said):
    initiative, suggest = said
    suggest("over_10m", taken=1, declined=0)
    suggest("over_10m", taken=1, declined=0, answered=dt.datetime(2025, 12, 31, tzinfo=dt.UTC))
    suggest("over_10m", taken=1, declined=0, clause=ClauseFactory(initiative=initiative))
    SuggestionFactory(clause=initiative.clauses.earliest("pk"))

    assert [row.suggested for row in voice(initiative, since=SINCE).rows] == [1]


def test_who_works_for_the_backbone_counts_there(said):
    initiative, _suggest = said
    person = MembershipFactory(initiative=initiative, facilitator=True, organization=None).person
    SuggestionFactory(
        clause=initiative.clauses.earliest("pk"), by=person, state="taken", answered=NOW
    )

    assert [row.tier for row in voice(initiative, since=SINCE).rows] == ["backbone"]


def test_who_is_here_for_no_organization_counts_as_a_resident(said):
    initiative, _suggest = said
    person = MembershipFactory(initiative=initiative, organization=None).person
    SuggestionFactory(
        clause=initiative.clauses.earliest("pk"), by=person, state="taken", answered=NOW
    )

    assert [row.tier for row in voice(initiative, since=SINCE).rows] == ["none"]


def test_the_public_page_does_not_say_what_became_of_a_few(said, client):
    initiative, suggest = said
    suggest("under_100k", taken=7, declined=1)
    AgendaVersionFactory(
        initiative=initiative,
        state="in_force",
        in_force_from=timezone.localdate(),
        content={"terms": {"accountability_public": True}},
    )
    initiative.listed = True
    initiative.save()
    SuggestionFactory._meta.model.objects.update(answered=timezone.now())

    page = client.get(f"/{initiative.slug}/accountability/standards/").content.decode()

    assert ">8<" in page
    assert ">7<" not in page
