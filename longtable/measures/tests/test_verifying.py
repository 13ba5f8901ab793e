import json

import pytest
from django.db import connection

from longtable.cli.main import main
from longtable.measures.actions import verify
from longtable.measures.tests.world import SAFE, SMALL, city

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _own_warehouse(settings, tmp_path):
    settings.WAREHOUSE = tmp_path / "warehouse"


def without_triggers():
    """Do what somebody with the keys to the database could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("insert", "update", "delete"):
                cursor.execute(f"DROP TRIGGER measures_publishedvalue_no_{verb}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "ALTER TABLE measures_publishedvalue "
                "DISABLE TRIGGER measures_publishedvalue_never_edited"
            )


def altered(sql, *values):
    without_triggers()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_every_figure_comes_out_the_same():
    there = city()
    there.count("2024", SMALL)
    there.count("2023", SAFE)
    there.publish()

    report = verify()

    assert report.differences == []
    assert (report.releases, report.figures) == (1, 32)


def test_later_facts_do_not_touch_an_earlier_release():
    there = city()
    there.count("2024", SAFE)
    there.publish()
    there.count("2024", SMALL)

    assert verify().differences == []


@pytest.mark.parametrize(
    ("column", "value"), [("estimate", 99.0), ("numerator", 361), ("lower", 1.0)]
)
def test_a_figure_altered_in_the_database_is_found_and_located(column, value):
    there = city()
    there.count("2024", SAFE)
    release = there.publish()
    pk = release.values.get(place="city", by="").pk

    altered(f"UPDATE measures_publishedvalue SET {column} = %s WHERE id = %s", value, pk)

    found = verify().differences
    assert (found[0].where, found[0].what, found[0].again != value) == ("2024, city", column, True)
    assert found[-1].what == "digest of the values"


def test_a_value_deleted_from_the_database_is_found():
    there = city()
    there.count("2024", SAFE)
    release = there.publish()

    altered(
        "DELETE FROM measures_publishedvalue WHERE release_id = %s AND place = %s",
        release.pk,
        "north",
    )

    assert len({d.where for d in verify().differences}) == 5


def test_the_command_prints_json_and_says_by_its_code(capsys):
    there = city()
    there.count("2024", SAFE)
    release = there.publish()

    assert main(["verify"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["same"]
    assert said["figures"] == 16

    altered("UPDATE measures_publishedvalue SET upper = 0 WHERE release_id = %s", release.pk)
    assert main(["verify"]) == 1
    assert not json.loads(capsys.readouterr().out)["same"]
