import pytest
from django.db import DatabaseError, transaction

from longtable.initiative.actions import add_organization, change_initiative
from longtable.record.acting import Refusal, Stale
from longtable.record.models import Entry
from tests.factories import InitiativeFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def test_an_action_leaves_one_entry_in_the_record_of_its_initiative():
    facilitator = MembershipFactory(facilitator=True)

    organization = add_organization(
        facilitator.initiative, name="Reading circle", by=facilitator.person
    )

    [entry] = Entry.objects.all()
    assert entry.by == f"accounts.person/{facilitator.person.pk}"
    assert entry.subject == f"initiative.organization/{organization.pk}"
    assert entry.initiative == facilitator.initiative.pk


def test_a_refused_action_leaves_nothing():
    reader = MembershipFactory()

    with pytest.raises(Refusal):
        add_organization(reader.initiative, name="Reading circle", by=reader.person)

    assert not Entry.objects.exists()


@pytest.mark.parametrize("how", ["update", "delete"])
def test_the_database_refuses_to_change_the_record(how):
    entry = Entry.objects.create(by="a", verb="b", subject="c")

    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(verb="x") if how == "update" else entry.delete()

    assert Entry.objects.get().verb == "b"


def test_the_second_editor_gets_both_versions():
    facilitator = MembershipFactory(facilitator=True)
    initiative, person = facilitator.initiative, facilitator.person
    change_initiative(initiative, {"name": "First"}, version=1, by=person)

    with pytest.raises(Stale) as caught:
        change_initiative(initiative, {"name": "Second"}, version=1, by=person)

    assert caught.value.theirs.name == "First"
    assert caught.value.yours == {"name": "Second"}


def test_a_row_nobody_else_changed_is_saved_with_a_new_version():
    facilitator = MembershipFactory(facilitator=True, initiative=InitiativeFactory())

    saved = change_initiative(
        facilitator.initiative, {"name": "New"}, version=1, by=facilitator.person
    )

    assert (saved.name, saved.version) == ("New", 2)
