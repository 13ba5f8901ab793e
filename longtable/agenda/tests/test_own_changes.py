"""Each organization tells once a year what it changed in its own house."""

import pytest

from longtable.agenda import actions
from longtable.agenda.tests.world import world
from longtable.record.acting import Refusal

pytestmark = pytest.mark.django_db


def test_nothing_yet_is_an_answer_but_not_beside_another():
    there = world()
    member = there.members[0]
    organization = there.initiative.memberships.get(person=member).organization
    told = actions.tell_own_change(
        organization, year=2026, area="nothing", what="Not yet.", by=member
    )

    with pytest.raises(Refusal, match="Nothing yet"):
        actions.tell_own_change(organization, year=2026, area="budget", what="A coach.", by=member)
    actions.change_own_change(told, {"area": "budget", "what": "A coach."}, version=1, by=member)
    with pytest.raises(Refusal, match="already"):
        actions.tell_own_change(organization, year=2026, area="nothing", what="-", by=member)


def test_nobody_tells_for_another_organization():
    there = world()
    other = there.initiative.memberships.get(person=there.members[1]).organization

    with pytest.raises(Refusal, match="organization"):
        actions.tell_own_change(
            other, year=2026, area="budget", what="A coach.", by=there.members[0]
        )
