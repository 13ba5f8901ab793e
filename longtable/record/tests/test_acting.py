import pytest
from django.db import DatabaseError, IntegrityError, transaction

from longtable.initiative.actions import add_organization, change_initiative
from longtable.initiative.models import Organization
from longtable.record.acting import ACTIONS, Double, Refusal, Stale, action
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


@pytest.fixture
def hurried():
    """Return an action that looks at nothing before it writes, as of two at once the second did."""

    @action("added in a hurry")
    def add(initiative, *, name, by):
        return Organization.objects.create(initiative=initiative, name=name)

    yield add
    del ACTIONS[f"{__name__}.add"]


def test_what_was_done_a_moment_ago_is_refused_in_words(hurried):
    facilitator = MembershipFactory(facilitator=True)
    initiative, by = facilitator.initiative, facilitator.person
    hurried(initiative, name="Reading circle", by=by)

    with pytest.raises(Double, match="a moment ago"):
        hurried(initiative, name="Reading circle", by=by)

    assert initiative.organizations.filter(name="Reading circle").count() == 1
    assert Entry.objects.count() == 1


def test_any_other_broken_rule_of_the_database_is_a_fault(hurried):
    with pytest.raises(IntegrityError):
        hurried(None, name="Nobody's", by=MembershipFactory().person)
