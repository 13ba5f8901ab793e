"""What was public never changes: the database itself refuses, on SQLite and on PostgreSQL."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from longtable.measures import actions
from longtable.measures.models import PublishedValue, Release, ReleaseInputs
from longtable.measures.tests.world import SAFE, city

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _own_warehouse(settings, tmp_path):
    settings.WAREHOUSE = tmp_path / "warehouse"


@pytest.fixture
def there():
    found = city()
    found.count("2024", SAFE)
    return found


def refused(do):
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        do()


def test_values_of_a_public_release(there):
    release = there.publish()
    values = PublishedValue.objects.filter(release=release)

    refused(lambda: values.update(estimate=1.0))
    refused(lambda: values.first().delete())
    refused(
        lambda: PublishedValue.objects.create(
            release=release, period="1999", level="city", place="city", estimate=1.0
        )
    )
    refused(lambda: ReleaseInputs.objects.filter(release=release).update(facts=b""))


def test_values_cannot_be_moved_out_of_a_public_release(there):
    first = there.publish()
    second = there.prepare(reason="Corrected")

    refused(lambda: PublishedValue.objects.filter(release=first).update(release=second))
    refused(lambda: PublishedValue.objects.filter(release=second).update(release=first))


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "Other"},
        {"number": 7},
        {"objective": "cells"},
        {"check_report": {}},
        {"state": "prepared"},
        {"state": "discarded"},
        {"approved_by": None},
    ],
)
def test_what_a_public_release_says_of_itself(there, change):
    release = there.publish()

    refused(lambda: Release.objects.filter(pk=release.pk).update(**change))


def test_a_public_release_cannot_be_deleted(there):
    release = there.publish()

    refused(lambda: Release.objects.filter(pk=release.pk)._raw_delete("default"))


def test_it_can_be_withdrawn_but_not_brought_back(there):
    release = there.publish()
    release = actions.withdraw_release(
        release, reason="A mistake", now=timezone.now(), by=there.lead
    )

    refused(lambda: Release.objects.filter(pk=release.pk).update(state="published"))
    refused(lambda: Release.objects.filter(pk=release.pk).update(withdrawn_because="Nothing"))
    refused(lambda: PublishedValue.objects.filter(release=release).update(estimate=1.0))


def test_a_prepared_release_can_still_change(there):
    release = there.prepare()

    assert PublishedValue.objects.filter(release=release).update(mark="x")
