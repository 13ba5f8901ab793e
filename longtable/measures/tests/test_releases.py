import pytest
from django.utils import timezone

from longtable.core.warehouse.facts import Fact
from longtable.measures import actions, queries, sources
from longtable.measures.models import Release
from longtable.measures.tests.world import RACES, SAFE, SMALL, city
from longtable.record.acting import Refusal
from longtable.record.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _own_warehouse(settings, tmp_path):
    settings.WAREHOUSE = tmp_path / "warehouse"


def shown(release):
    return {
        (v.place, *v.categories.values()): v.shown for v in release.values.filter(period="2024")
    }


def test_every_cut_is_summed_from_the_finest_facts():
    there = city()
    there.count("2024", SAFE)

    release = there.prepare()

    whole = release.values.get(place="city", by="")
    assert (whole.numerator, whole.denominator) == (360, 719)
    assert round(whole.estimate, 2) == 50.07
    assert set(shown(release).values()) == {"yes"}
    assert len(shown(release)) == 16
    assert release.check_report["attack"]["passed"]


def test_a_small_count_is_withheld_and_others_protect_it():
    there = city()
    there.count("2024", SMALL)

    release = there.prepare()

    found = shown(release)
    assert found["west", "asian"] == "small"
    assert list(found.values()).count("protects") >= 3
    attack = release.check_report["attack"]
    assert attack["passed"]
    assert attack["asked"] > 0


def test_withheld_looks_the_same_whatever_the_reason():
    there = city()
    there.count("2024", SMALL)
    release = there.publish()

    said = {value.status for value in queries.values_of(release)}

    assert said == {"shown", "withheld"}
    hidden = [value for value in queries.values_of(release) if value.status == "withheld"]
    assert {value.numerator for value in hidden} == {None}


def test_nobody_approves_alone():
    there = city()
    there.count("2024", SAFE)
    release = there.prepare()

    with pytest.raises(Refusal, match="Somebody else"):
        actions.approve_release(release, version=release.version, now=timezone.now(), by=there.lead)


def test_a_second_click_approves_once():
    there = city()
    there.count("2024", SAFE)
    release = there.publish()

    again = actions.approve_release(release, version=1, now=timezone.now(), by=there.facilitator)

    assert again.number == 1
    assert Release.objects.count() == 1


def test_values_changed_after_the_check_are_not_approved():
    there = city()
    there.count("2024", SAFE)
    release = there.prepare()
    release.values.filter(place="city", by="").update(numerator=1)

    with pytest.raises(Refusal, match="changed"):
        actions.approve_release(
            release, version=release.version, now=timezone.now(), by=there.facilitator
        )


def test_a_withdrawn_release_shows_nothing_and_brings_no_older_one_back():
    there = city()
    there.count("2024", SAFE)
    there.publish()
    second = there.publish(reason="Corrected")

    actions.withdraw_release(second, reason="A mistake", now=timezone.now(), by=there.lead)

    assert queries.current_release(there.indicator) is None
    assert list(queries.current_releases(there.indicator.initiative)) == []
    assert queries.withdrawn_release(there.indicator) == second
    assert queries.values_of(second) == []
    assert Entry.objects.filter(verb="withdrew").exists()


def test_a_release_being_prepared_does_not_hide_the_public_one():
    there = city()
    there.count("2024", SAFE)
    first = there.publish()
    there.prepare(reason="Corrected")

    assert list(queries.current_releases(there.indicator.initiative)) == [first]


def test_a_changed_count_never_isolates_a_few_people():
    there = city()
    there.count("2024", SAFE)
    there.publish()
    there.count("2024", {**SAFE, "west": [(26, 51), (30, 85), (70, 99)]})

    release = there.prepare(reason="One child more")

    assert release.values.get(place="west", by="race", numerator=25).denominator == 50
    assert release.check_report["stays"] == [{"period": "2024", "as_in": 1}]
    assert release.check_report["changes"]["counts"] == {}
    assert release.check_report["attack"]["passed"]


def test_a_small_change_beside_a_large_one_is_withheld():
    there = city()
    there.count("2024", SAFE)
    there.publish()
    changed = {
        **SAFE,
        "west": [(26, 51), (30, 85), (70, 99)],
        "north": [(62, 102), *SAFE["north"][1:]],
    }
    there.count("2024", changed)

    release = there.prepare(reason="One child more, and a school corrected")

    assert shown(release)["west", "asian"] != "yes"
    assert list(shown(release).values()).count("yes") >= 6
    attack = release.check_report["attack"]
    assert (attack["isolated"], attack["passed"]) == (0, True)
    assert release.check_report["changes"]["counts"]["now_withheld"] > 0


def test_what_stays_can_be_verified():
    there = city()
    there.count("2024", SAFE)
    there.publish()
    there.count("2024", {**SAFE, "west": [(26, 51), (30, 85), (70, 99)]})
    there.count("2025", SAFE)

    second = there.publish(reason="A new year")

    assert second.values.filter(period="2025", shown="yes").count() == 16
    assert actions.verify().differences == []


def test_a_withdrawn_release_is_not_carried_on():
    there = city()
    there.count("2024", SAFE)
    first = there.publish()
    actions.withdraw_release(first, reason="A mistake", now=timezone.now(), by=there.lead)
    there.count("2024", {**SAFE, "west": [(26, 51), (30, 85), (70, 99)]})

    release = there.prepare(reason="Corrected")

    assert release.check_report["stays"] == []
    assert release.check_report["attack"]["passed"]


def test_a_masked_part_masks_the_sum():
    there = city()
    there.count("2024", {**SAFE, "west": [(None, None), (30, 85), (70, 99)]})

    release = there.prepare()

    found = shown(release)
    assert found["west", "asian"] == found["city", "asian"] == found["city",] == "masked"
    assert release.check_report["attack"]["passed"]


def test_coverage_is_protected_with_the_rest():
    there = city()
    eligible = {"north": [65, 84, 95], "south": [90, 95, 120], "west": [60, 99, 130]}
    facts = [
        Fact(
            indicator=there.indicator.fact_code,
            period="2024",
            place=school,
            level="school",
            source="submission-1",
            categories=(("race", race),),
            numerator=numerator,
            denominator=denominator,
            eligible=meant,
        )
        for school, line in SAFE.items()
        for race, (numerator, denominator), meant in zip(RACES, line, eligible[school], strict=True)
    ]
    sources.store("submission-1", facts)

    release = there.prepare()

    told = release.values.filter(eligible__isnull=False, denominator__isnull=False)
    assert all(not 1 <= value.eligible - value.denominator < 10 for value in told)
    assert 0 < told.count() < 16
    assert release.check_report["attack"]["passed"]


def test_what_a_source_published_is_shown_with_its_own_digits():
    there = city(estimator="published", cuts=[{"level": "city", "by": []}])
    sources.store(
        "submission-1",
        [
            Fact(
                indicator=there.indicator.fact_code,
                period="2019-2023",
                place="city",
                level="city",
                source="submission-1",
                kind="estimate",
                estimate=12.5,
                lower=11.0,
                upper=14.0,
                as_published="12.50",
            )
        ],
    )

    value = queries.values_of(there.publish())[0]

    assert (value.estimate, value.lower, value.as_published) == (12.5, 11.0, "12.50")
    assert actions.verify().differences == []


def test_a_period_in_which_nothing_changed_keeps_its_pattern():
    there = city()
    there.count("2024", SMALL)
    first = there.publish()
    there.count("2025", SMALL)

    second = there.publish(reason="A new year")

    assert shown(second) == shown(first)
    assert second.check_report["attack"]["passed"]
    assert actions.verify().differences == []


def test_a_correction_shows_old_and_new():
    there = city()
    there.count("2024", SAFE)
    first = there.publish()
    there.count("2024", {**SAFE, "north": [(50, 90), (70, 120), (80, 130)]})
    second = there.publish(reason="North had sent half of its rows.")

    found = {(c.new.place, c.new.by): c for c in queries.differences(first, second)}

    change = found["city", ""]
    assert (change.old.numerator, change.new.numerator) == (360, 440)
    assert ("south", "") not in found
    assert second.replaces == first


def test_public_pages_ask_little_for_a_scoreboard(django_assert_max_num_queries):
    there = city()
    there.count("2024", SAFE)
    there.publish()

    with django_assert_max_num_queries(2):
        for release in queries.current_releases(there.indicator.initiative):
            assert queries.values_of(release, place="city")
