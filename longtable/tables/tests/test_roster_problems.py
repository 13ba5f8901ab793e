"""What a list leaves open is asked about, all at once, and corrected by pointing."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from longtable.initiative.models import Invitation, Organization
from longtable.record.acting import Refusal
from longtable.tables import actions
from longtable.tables.models import Roster, Seat
from longtable.tables.queries import roster as rosters
from longtable.tables.tests import lists
from longtable.tables.tests.lists import (
    MESSY,
    book,
    causes,
    correct,
    plan,
    sent,
    take_in,
    text,
)
from tests.factories import (
    HoldingFactory,
    OrganizationFactory,
    SeatFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    """Return a facilitator of an initiative with a steering committee."""
    return lists.facilitator()


def test_a_name_that_is_nearly_there_is_asked_about_and_the_answer_is_remembered(here):
    there = OrganizationFactory(initiative=here.initiative, name="Reading Circle")
    rows = [["Name", "E-mail", "Organization"], ["Ana", "ana@example.org", "The Reading Circle"]]
    roster = sent(here, text(rows))
    [problem] = plan(here, roster).blocking
    with pytest.raises(Refusal, match="needs you"):
        take_in(here, roster)

    correct(here, roster, **problem.fixes()[0].change)
    take_in(here, roster)

    assert (problem.cause, problem.cells) == ("near_organization", ["C2"])
    assert Invitation.objects.get().organization == there
    assert Organization.objects.filter(name__contains="Reading").count() == 1
    rows.append(["Bo", "bo@example.org", "The Reading Circle"])
    assert plan(here, sent(here, text(rows), once="2")).blocking == []


def test_a_name_that_is_nearly_there_can_be_another_one(here):
    OrganizationFactory(initiative=here.initiative, name="Reading Circle")
    roster = sent(here, text([["Organization"], ["Reading Circle of Oak Street"]]))
    [problem] = plan(here, roster).blocking

    correct(here, roster, **problem.fixes()[-2].change)
    take_in(here, roster)

    assert Organization.objects.filter(name__contains="Reading").count() == 2


def test_all_problems_are_told_at_once_and_nothing_is_half_taken_in(here):
    other = SeatFactory(table=here.table, number=1, name="Chair of parents")
    HoldingFactory(seat=other, name="Somebody Else")
    rows = [
        ["Name", "E-mail", "Organization", "Size", "Table", "Seat", "Constituency", "From", "To"],
        [
            "Ana",
            "not an address",
            "A",
            "huge",
            "Steering committee",
            "Chair of parents",
            "",
            "",
            "",
        ],
        ["Bo", "bo@example.org", "Bees", "", "No such table", "", "resident", "", ""],
        ["Cy", "bo@example.org", "Bees", "", "Steering committee", "", "martians", "soon", ""],
        ["Di", "di@example.org", "", "", "Steering committee", "", "", "", ""],
        ["Ed", "", "", "", "Steering committee", "", "resident", "2027-01-01", "2026-01-01"],
        ["Flo", "", "", "", "Steering committee", "", "resident", "3/4/2026", ""],
    ]
    roster = sent(here, text(rows))

    with pytest.raises(Refusal):
        take_in(here, roster)

    assert set(causes(here, roster)) == {
        *("bad_email", "unknown_tier", "seat_taken", "unknown_table", "email_twice"),
        *("unknown_constituency", "bad_date", "no_constituency", "term_turned", "date_order"),
        "no_address",
    }
    assert Invitation.objects.count() == 0
    assert Seat.objects.count() == 1
    for problem in plan(here, roster).problems:
        assert all([problem.what, problem.why, problem.fix, problem.where])


def test_an_address_beside_two_organizations_is_told_with_the_names_as_they_are_written(here):
    rows = [
        ["Name", "E-mail", "Organization"],
        ["Ana", "ana@example.org", "Reading Circle"],
        ["Ana", "ana@example.org", "Book Club"],
    ]

    [problem] = plan(here, sent(here, text(rows))).blocking

    assert problem.cause == "two_organizations"
    assert "Reading Circle and Book Club" in problem.what


def test_each_problem_goes_when_it_is_corrected(here):
    rows = [
        ["Name", "E-mail", "Table", "Constituency", "From"],
        ["Ana", "ana at example.org", "Steerers", "martians", "3/4/2026"],
        ["Bo", "bo@example.org", "Steering committee", "", ""],
    ]
    roster = sent(here, text(rows))
    before = len(plan(here, roster).blocking)

    correct(
        here, roster, do="meaning", kind="email", text="ana at example.org", to="ana@example.org"
    )
    correct(here, roster, do="meaning", kind="table", text="Steerers", to=str(here.table.pk))
    correct(here, roster, do="meaning", kind="constituency", text="martians", to="public")
    correct(here, roster, do="default", kind="constituency", to="resident")
    correct(here, roster, do="default", kind="dates", to="day")
    take_in(here, roster)

    assert before == 5
    seats = Seat.objects.order_by("number").values_list("constituency", "term_from")
    assert list(seats) == [("public", dt.date(2026, 4, 3)), ("resident", None)]


def test_columns_and_rows_are_corrected_by_pointing(here):
    rows = [["a", "b"], ["Who", "Where"], ["Ana Ruiz", "Oak Society"], ["draft", "draft"]]
    roster = sent(here, text(rows))
    assert causes(here, roster) == ["no_columns"]

    correct(here, roster, do="row", row=2, use="header")
    correct(here, roster, do="column", letter="B", use="organization")
    correct(here, roster, do="leave_out", rows=[4])
    take_in(here, roster)

    assert list(Organization.objects.filter(name__contains="Oak")) != []
    assert not Organization.objects.filter(name="draft")
    assert rosters.learned_from_rosters(here.initiative)["uses"] == {
        "who": "ignored",
        "where": "organization",
    }


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (SimpleUploadedFile("photo.png", b"x"), "not a spreadsheet"),
        (SimpleUploadedFile("list.csv", b""), "is empty"),
        (SimpleUploadedFile("list.xlsx", b"\x89PNG\r\n\x1a\n"), "picture"),
        (SimpleUploadedFile("list.csv", b"Name\n" + b"Ana\n" * 2100), "more than 2,000 rows"),
    ],
)
def test_a_file_that_is_none_is_refused_in_plain_words(here, file, why):
    with pytest.raises(Refusal, match=why):
        sent(here, file)

    assert not Roster.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"do": "column", "letter": "ZZ", "use": "name"},
        {"do": "column", "letter": "A", "use": "password"},
        {"do": "row", "row": 0, "use": "header"},
        {"do": "row", "row": 1, "to": 2, "use": "header"},
        {"do": "leave_out", "rows": ["1"]},
        {"do": "meaning", "kind": "spell", "text": "a", "to": "b"},
        {"do": "many", "changes": ["x"]},
        {"do": "sheet", "sheet": "None"},
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(here, tmp_path, change):
    roster = sent(here, book(tmp_path, MESSY))

    with pytest.raises(Refusal):
        actions.correct_roster(roster, change, version=1, by=here.person)


def test_a_caucus_of_others_is_not_there_for_a_list(here):
    TableFactory(initiative=here.initiative, name="Our own caucus", kind="caucus")
    rows = [["Name", "Table"], ["Ana", "Our own caucus"]]

    assert "unknown_table" in causes(here, sent(here, text(rows)))
