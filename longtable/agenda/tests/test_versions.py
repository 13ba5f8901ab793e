"""A version is frozen, signed by whoever was asked, and adopted by the rule that was chosen."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from longtable.agenda import actions, queries
from longtable.agenda.actions import Signature
from longtable.agenda.models import AgendaVersion, Ratification
from longtable.agenda.queries import digest
from longtable.agenda.rules import Count, Rule
from longtable.agenda.tests.world import NOW, TODAY, signed_by_all, world
from longtable.record.acting import Refusal

pytestmark = pytest.mark.django_db


def opened():
    there = world()
    there.choose()
    return there, there.open()


def test_nobody_signs_before_the_rule_is_chosen():
    there = world()

    with pytest.raises(Refusal, match="rule"):
        there.open()


def test_the_digest_is_that_of_the_content():
    opened()

    found = AgendaVersion.objects.get()
    assert found.digest == digest(found.content)
    assert [row["title"] for row in found.content["clauses"]]


@pytest.mark.parametrize("change", [{"digest": "1" * 64}, {"rule": {}}, {"content": {"a": 1}}])
def test_the_database_refuses_to_edit_what_was_put_to_signature(change):
    _, version = opened()

    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        AgendaVersion.objects.filter(pk=version.pk).update(**change)


def test_the_database_refuses_to_edit_or_delete_a_word_given():
    _, version = opened()
    signed_by_all(version)

    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        Ratification.objects.update(answer="dissents", reason="Not I.")
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        Ratification.objects.all().delete()


def test_its_own_people_sign_for_an_organization_and_a_word_is_given_once():
    there, version = opened()
    member = there.members[1]
    organization = there.initiative.memberships.get(person=member).organization
    signature = Signature("Ana", "signs", organization=organization)

    with pytest.raises(Refusal, match="signs for it"):
        actions.ratify(version, signature, now=NOW, by=there.members[0])
    given = actions.ratify(version, signature, now=NOW, by=member)
    with pytest.raises(Refusal, match="stands"):
        actions.ratify(version, signature, now=NOW, by=member)

    assert (given.on_paper, given.tier) == (False, "over_10m")


def test_a_resident_signs_for_the_seat_and_a_paper_is_called_one():
    there, version = opened()
    mine = Signature("Rosa", "concern", "The bus.", seat=there.seat.pk)

    with pytest.raises(Refusal, match="seat"):
        actions.ratify(version, mine, now=NOW, by=there.members[0])
    given = actions.ratify(version, mine, now=NOW, by=there.facilitator)

    assert given.on_paper
    assert queries.counted(version).seats_signed == 1


def test_who_does_not_sign_says_why():
    there, version = opened()
    signature = Signature("Rosa", "dissents", seat=there.seat.pk)

    with pytest.raises(Refusal, match="why"):
        actions.ratify(version, signature, now=NOW, by=there.resident)


def test_who_came_later_is_not_asked_and_changes_no_count():
    there, version = opened()
    before = queries.counted(version)

    later = there.initiative.organizations.create(name="Later")
    signature = Signature("X", "signs", organization=later)

    assert queries.counted(version) == before
    with pytest.raises(Refusal, match="after"):
        actions.ratify(version, signature, now=NOW, by=there.facilitator)


def test_it_is_in_force_only_when_the_rule_is_met_and_the_one_before_ends():
    there, first = opened()
    force = {"row_version": 1, "now": NOW, "by": there.facilitator}
    with pytest.raises(Refusal, match="not met"):
        actions.put_in_force(first, since=TODAY, **force)
    signed_by_all(first)
    actions.put_in_force(first, since=TODAY, **force)
    later = TODAY + dt.timedelta(days=300)
    second = there.open(today=later)
    signed_by_all(second)
    actions.put_in_force(second, since=later, **force)

    day = dt.timedelta(days=1)
    assert queries.version_in_force(there.initiative, on=TODAY - day) is None
    assert queries.version_in_force(there.initiative, on=later - day) == first
    assert queries.version_in_force(there.initiative, on=later) == second


def test_an_amendment_goes_by_the_rule_of_the_charter_in_force():
    there = world()
    there.choose(Rule("majority", sign=75))
    terms = queries.draft_terms(there.initiative)
    changes = {"amended_by": "consensus"}
    actions.change_terms(terms, changes, version=terms.version, by=there.facilitator)
    version = there.open()
    signed_by_all(version)
    said = {"since": TODAY, "row_version": 1, "now": NOW}
    actions.put_in_force(version, **said, by=there.facilitator)
    terms = queries.draft_terms(there.initiative)
    late = {"amended_by": "majority"}
    actions.change_terms(terms, late, version=terms.version, by=there.facilitator)

    assert queries.rule_for(there.initiative, on=TODAY).method == "consensus"


@pytest.mark.parametrize(
    ("rule", "count", "met"),
    [
        (Rule("consensus"), Count(10, 8, 2, 0, 2, 2), True),
        (Rule("consensus"), Count(10, 9, 0, 0, 2, 2), False),
        (Rule("consent"), Count(10, 7, 0, 0, 2, 1), True),
        (Rule("consent"), Count(10, 9, 0, 1, 2, 2), False),
        (Rule("consent"), Count(10, 6, 0, 0, 2, 2), False),
        (Rule("consent"), Count(10, 8, 0, 0, 2, 0), False),
        (Rule("majority"), Count(10, 7, 0, 3, 2, 1), True),
        (Rule("majority"), Count(10, 6, 0, 4, 2, 2), False),
        (Rule("majority"), Count(0, 0, 0, 0, 0, 0), False),
    ],
)
def test_the_rule_says_when_it_is_met(rule, count, met):
    assert rule.is_met(count) is met
    assert rule.sentence().startswith("It is adopted when")


def test_a_caucus_is_not_told_of():
    there = world()
    there.seat.table.kind = "caucus"
    there.seat.table.save()
    there.choose()

    assert there.open().rule["asked"]["seats"] == []
