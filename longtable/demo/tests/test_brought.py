"""A folder that somebody brings adds to the cities what may not be shipped, and nothing by halves."""

import pytest

from longtable.cli.main import main
from longtable.demo import brought
from longtable.demo.loading import City, add_to, set_up
from longtable.initiative.models import Initiative
from longtable.measures import queries as measures
from longtable.measures.actions import NewPlace
from longtable.record.acting import Refusal

NEIGHBORHOODS = """level,name,Child poverty rate_2022
state,Invented State,0.13
town,Invented Town,0.35
region,Invented Region,0.2
neighborhood,Rock - Hill,0.17
neighborhood,Harbor,0.5
"""
SEATS = """puma,puma_name,total_seats,occupied_seats
1,NYC-Queens Community District 1--Here PUMA,200,150
2,NYC-Bronx Community District 2--There PUMA,100,60
"""


@pytest.fixture
def folder(tmp_path):
    """Return a folder laid out as the publishers' files are, with invented numbers."""
    for name, text in ((brought.NEIGHBORHOODS, NEIGHBORHOODS), (brought.SEATS, SEATS)):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    return tmp_path


def _small(slug, *places):
    """Return a city without indicators of its own, as a plain demo leaves a large one."""
    return City(slug, slug, "Somewhere", "A promise.", "Thanks to all.", list(places), {}, [])


CITIES = {
    "bridgeport": _small("bridgeport", NewPlace("ct", {"en": "Connecticut"}, "state")),
    "new-york": _small(
        "new-york",
        NewPlace("nyc", {"en": "New York City"}, "city"),
        NewPlace("queens", {"en": "Queens"}, "borough", parent="nyc"),
        NewPlace("bronx", {"en": "Bronx"}, "borough", parent="nyc"),
    ),
}


def load(folder, slug):
    initiative, said = set_up(CITIES[slug], lambda _line: None), []
    add_to(initiative, brought.read(folder)[slug], said.append)
    initiative.refresh_from_db()
    return initiative, said


def published(initiative):
    (release,) = measures.current_releases(initiative)
    return release, {value.place: value for value in release.values.all()}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_shares_are_published_as_they_are_without_limits(folder):
    initiative, _said = load(folder, "bridgeport")

    release, values = published(initiative)
    assert {place: value.estimate for place, value in values.items()} == {
        "ct": 13, "bridgeport-town": 35, "neighborhood-rock-hill": 17, "neighborhood-harbor": 50,
    }  # fmt: skip
    assert all(value.lower is None and value.denominator is None for value in values.values())
    assert release.prepared_by != release.approved_by
    assert "no margin of error" in release.definition.caution["en"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_counts_make_rates_and_are_added_up_to_the_city(folder):
    initiative, _said = load(folder, "new-york")

    _release, values = published(initiative)
    assert (values["nyc"].denominator, values["puma-1"].denominator) == (300, 200)
    assert values["puma-2"].lower < values["puma-2"].estimate < values["puma-2"].upper
    assert initiative.places.get(code="puma-1").parent.code == "queens"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_whom_to_thank_is_added_once_and_a_second_run_does_nothing(folder):
    load(folder, "new-york")
    before = Initiative.objects.get(slug="new-york").version

    initiative, said = load(folder, "new-york")

    assert said == []
    assert initiative.version == before
    assert initiative.credits.startswith("Thanks to all.")
    assert initiative.credits.count("New York City Council") == 1


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda path: path.unlink(), "there is no file .*seats_births_by_puma.csv: put it there"),
        (lambda path: path.write_text(""), "has no rows"),
        (lambda path: path.write_text("puma,puma_name\n1,Here"), "no column “occupied_seats”"),
        (lambda path: path.write_text(SEATS.replace("150", "many")), "row 2: “occupied_seats” is"),
        (lambda path: path.write_bytes(b"puma\n\xff\xfe"), "cannot be read as CSV"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(folder, spoil, told):
    assert set(brought.read(folder)) == set(CITIES)

    spoil(folder / brought.SEATS)

    with pytest.raises(Refusal, match=told):
        brought.read(folder)


def test_a_share_beyond_the_whole_is_refused(folder):
    path = folder / brought.NEIGHBORHOODS
    path.write_text(NEIGHBORHOODS.replace("0.35", "35"))

    with pytest.raises(Refusal, match="row 3: “Child poverty rate_2022” is “35”"):
        brought.read(folder)


@pytest.mark.django_db
def test_without_the_folder_the_command_says_so_and_sets_nothing_up(tmp_path, capsys):
    code = main(["demo", "--data", str(tmp_path / "nowhere")])

    assert code == 2
    told = capsys.readouterr().err
    assert told.startswith("longtable: there is no folder")
    assert told.count("\n") == 1
    assert not Initiative.objects.exists()
