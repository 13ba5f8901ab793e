import pytest

from longtable.accountability.models import Commitment
from longtable.demo import season
from longtable.initiative.models import Initiative
from longtable.tables.models import Decision, Meeting, Table, Tap, TurnSummary
from longtable.tables.queries import sent_from

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_season_is_set_up_once_and_says_that_it_is_made_up():
    first = season.set_up(lambda _line: None)
    again = season.set_up(lambda _line: None)

    assert first == again == Initiative.objects.get()
    assert first.illustrative
    assert all(one.illustrative for one in first.organizations.all())
    assert all("illustrative" in one.name for one in first.organizations.all())


def test_the_season_has_a_meeting_behind_and_one_ahead_a_decision_and_a_late_promise():
    season.set_up(lambda _line: None)

    assert [one.state for one in Meeting.objects.all()] == ["closed", "planned"]
    assert Decision.objects.get().outcome == "adopted"
    assert set(Commitment.objects.values_list("state", flat=True)) == {"open", "kept"}
    assert TurnSummary.objects.get().counts[0] > 0
    assert not Tap.objects.filter(what="turn").exists()


def test_the_season_has_role_cards_a_caucus_that_speaks_up_and_an_account():
    initiative = season.set_up(lambda _line: None)

    assert initiative.role_cards.count() == 2
    assert initiative.yearly_accounts.get().published
    sent = sent_from(Table.objects.get(kind=Table.Kind.CAUCUS))
    assert [one.originator_name for one in sent.items] == ["Parents among themselves"]
    assert len(sent.tensions) == 1
