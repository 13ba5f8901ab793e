import csv
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from longtable.measures import actions
from longtable.measures.tests.world import SAFE, SMALL, city
from longtable.web.keeping import forget_all
from tests.factories import PlaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def published():
    made = city(
        target=80.0,
        target_period="2030",
        headline_breakdown="race",
        people={"en": "children", "es": "niños"},
        question={"en": "How many children read well?", "es": "¿Cuántos niños leen bien?"},
        source="The city's schools",
    )
    made.count("2023", SAFE)
    made.count("2024", SMALL)
    made.publish()
    return made


def address(made, name, **more):
    slug = made.indicator.initiative.slug
    if name in {"scoreboard", "report", "places"}:
        return reverse(f"measures:{name}", args=[slug])
    return reverse(f"measures:{name}", args=[slug, more.pop("code", "reading"), *more.values()])


def page(client, where, **query):
    answer = client.get(where, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_scoreboard_says_the_number_with_all_that_belongs_to_it(client, published):
    html = page(client, address(published, "scoreboard"))

    assert "How many children read well?" in html
    assert "Very likely between" in html
    assert "of 673 children" in html
    assert "The city&#x27;s schools" in html
    assert "The goal is 80% by 2030." in html
    assert re.search(r"\d+ more children", html)


def test_places_without_a_whole_are_told_by_the_half_in_the_middle(client):
    made = city(cuts=[{"level": "school", "by": []}], headline_place="")
    above = made.indicator.initiative.places.get(code="city")
    shares = {"north": 20, "south": 30, "west": 40, "east": 50, "hill": 60}
    for code in ("east", "hill"):
        PlaceFactory(initiative=made.indicator.initiative, code=code, parent=above)
    made.count("2024", {code: [(share, 100)] * 3 for code, share in shares.items()})
    made.publish()

    html = page(client, address(made, "scoreboard"))

    assert "Half of 5 places lie between 30% and 50% in 2024" in html
    assert 'lt-result-now" data-bare' in html


def test_one_group_that_is_shown_is_said_to_stand_alone(client):
    made = city(headline_breakdown="race")
    made.count("2023", SAFE)
    made.count("2024", {code: [line[0], (0, 0), (0, 0)] for code, line in SAFE.items()})
    made.publish()

    html = page(client, address(made, "indicator"))

    assert re.search(r"\d+% in 2024; no other group is shown", html)


def test_a_break_that_is_declared_later_is_drawn_from_then_on(client, published):
    where = address(published, "indicator")
    before = picture_of(page(client, where), "needle")

    actions.declare_break(
        published.indicator, period="2024", reason={"en": "A new test"}, by=published.lead
    )

    after = picture_of(page(client, where), "needle")
    assert "A new test" in after
    assert "A new test" not in before


def test_a_place_that_is_renamed_is_so_in_pictures_and_on_paper_as_well(client, published):
    where, paper = address(published, "indicator"), address(published, "report")
    page(client, where)
    client.get(paper)

    row = published.indicator.initiative.places.get(code="city")
    actions.change_place(row, {"name": "Elm City"}, version=row.version, by=published.lead)

    assert "Elm City" in picture_of(page(client, where), "needle")
    (first, *_more) = PdfReader(io.BytesIO(client.get(paper).content)).pages
    assert "Elm City" in first.extract_text()


def picture_of(html, key):
    """Return all of a picture but the rows below it."""
    found = re.search(rf'<figure[^>]*"{key}-finding".*?<details', html, re.DOTALL)
    assert found
    return found.group(0)


def test_an_initiative_without_a_number_says_so(client):
    made = city()

    assert "No number has been published yet" in page(client, address(made, "scoreboard"))


def test_two_groups_that_are_shown_stand_beside_each_other_with_both_levels(client):
    made = city(headline_breakdown="race")
    made.count("2024", SAFE)
    made.publish()

    html = page(client, address(made, "indicator"))

    assert "A gap can also close because the better one falls" in html


def test_the_page_of_an_indicator_opens_to_its_rule_definition_and_releases(client, published):
    html = page(client, address(published, "indicator"))

    assert "The rule and the numbers behind this sentence" in html
    assert "Which way is better" in html
    assert "Release 1 of" in html


def test_no_page_or_file_tells_a_small_count(client, published):
    texts = [
        page(client, address(published, "indicator"), place="west"),
        page(client, address(published, "place", code="west")),
        page(client, address(published, "data")),
        page(client, address(published, "needle"), place="west"),
    ]

    for text in texts:
        assert "2 of 4" not in text
    rows = list(csv.DictReader(io.StringIO(texts[2])))
    small = [
        row for row in rows
        if (row["period"], row["place"], row["breakdown"]) == ("2024", "west", "race")
        and row["category"] == "asian"
    ]  # fmt: skip
    assert [row["status"] for row in small] == ["withheld"]
    assert [row["numerator"] + row["estimate"] for row in small] == [""]


def test_the_file_has_the_numbers_of_the_page(client, published):
    rows = list(csv.DictReader(io.StringIO(page(client, address(published, "data")))))
    everybody = next(
        r for r in rows if (r["period"], r["place"], r["breakdown"]) == ("2023", "city", "")
    )

    assert (everybody["numerator"], everybody["denominator"]) == ("360", "719")
    assert everybody["source"] == "The city's schools"


def test_the_picture_and_the_embedded_page_stand_alone(client, published):
    svg = client.get(address(published, "needle"))
    embedded = client.get(address(published, "embed"))

    assert svg["Content-Type"].startswith("image/svg+xml")
    assert "var(--" not in svg.content.decode()
    assert "frame-ancestors *" in embedded["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded
    assert "The city&#x27;s schools" in embedded.content.decode()


def test_other_pages_can_not_be_embedded(client, published):
    answer = client.get(address(published, "scoreboard"))

    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_a_release_keeps_its_address_and_says_that_it_is_an_earlier_one(client, published):
    published.count("2025", SAFE)
    published.publish(reason="2025 is new")

    old = page(client, address(published, "release", number=1))
    new = page(client, address(published, "release", number=2))

    assert "You are looking at an earlier release" in old
    assert "2025" not in re.sub(r"2025 is new", "", old)
    assert "You are looking at an earlier release" not in new


def test_a_withdrawn_release_shows_no_number_anywhere(client, published):
    release = published.indicator.releases.get(number=1)
    actions.withdraw_release(
        release, reason="A school asked us to look again.", now=timezone.now(), by=published.lead
    )

    for name in ("indicator", "release"):
        more = {"number": 1} if name == "release" else {}
        html = page(client, address(published, name, **more))
        assert "A school asked us to look again." in html
        assert "%" not in re.sub(r"<style.*?</style>|<head>.*?</head>", "", html, flags=re.S)
    assert client.get(address(published, "data")).status_code == 404
    assert client.get(address(published, "needle")).status_code == 404


def test_a_place_is_two_taps_away(client, published):
    start = page(client, address(published, "scoreboard"))
    assert address(published, "places") in start

    every = page(client, address(published, "places"))
    assert address(published, "place", code="north") in every


def test_what_is_not_there_is_not_found(client, published):
    assert client.get(address(published, "indicator", code="nothing")).status_code == 404
    assert client.get(address(published, "place", code="nowhere")).status_code == 404
    assert client.get(address(published, "release", number=9)).status_code == 404
    assert client.get(address(published, "indicator"), {"place": "x"}).status_code == 404


def test_the_pages_speak_spanish(client, published):
    html = page(client, address(published, "scoreboard"), lang="es")

    assert 'lang="es"' in html
    assert "¿Cuántos niños leen bien?" in html


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_report_card_is_a_tagged_document(client, published, language, paper):
    answer = client.get(address(published, "report"), {"paper": paper, "lang": language})
    document = PdfReader(io.BytesIO(answer.content))
    catalog = document.trailer["/Root"]
    text = " ".join(one.extract_text() for one in document.pages)

    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == language
    assert document.metadata.title
    assert "/StructTreeRoot" in catalog
    assert "children" in text or "niños" in text
    assert "2 of 4" not in text
    assert len(document.pages) <= 2


@pytest.mark.parametrize("name", ["scoreboard", "indicator"])
def test_a_page_asks_the_database_a_bounded_number_of_things(
    client, published, name, django_assert_max_num_queries
):
    where = address(published, name)
    client.get(where)

    forget_all()
    with django_assert_max_num_queries(22):
        client.get(where)


def test_a_visitor_who_has_the_page_already_is_told_so(client, published):
    first = client.get(address(published, "scoreboard"))

    again = client.get(address(published, "scoreboard"), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_a_kept_page_is_made_anew_after_any_action(client, published):
    before = page(client, address(published, "indicator"))
    release = published.indicator.releases.get(number=1)
    reason = "A family asked us to look again."

    actions.withdraw_release(release, reason=reason, now=timezone.now(), by=published.lead)

    assert reason not in before
    assert reason in page(client, address(published, "indicator"))


def test_a_kept_page_is_not_for_the_signed_in(client, published):
    page(client, address(published, "scoreboard"))
    client.force_login(published.lead)

    answer = client.get(address(published, "scoreboard"))

    assert "Sign out" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"


@pytest.fixture(autouse=True)
def _no_page_is_kept_from_another_test():
    forget_all()
