"""A list of people, organizations and seats: taken in, kept for a while, taken back."""

import datetime as dt

import pytest

from longtable.initiative import actions as initiatives
from longtable.initiative.models import Invitation, Organization
from longtable.record.acting import Refusal, Stale
from longtable.record.models import Entry, Letter
from longtable.tables import actions, tasks
from longtable.tables.models import Holding, Roster, Seat
from longtable.tables.queries import roster as rosters
from longtable.tables.tests import lists
from longtable.tables.tests.lists import (
    MESSY,
    NOW,
    book,
    correct,
    plan,
    sent,
    take_in,
    text,
    undo,
)
from tests.factories import (
    OrganizationFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    """Return a facilitator of an initiative with a steering committee."""
    return lists.facilitator()


def test_a_messy_workbook_is_understood_and_taken_in_with_one_entry_for_each_deed(here, tmp_path):
    roster = sent(here, book(tmp_path, MESSY))
    said = plan(here, roster)
    before = Entry.objects.count()

    take_in(here, roster)

    assert said.blocking == []
    assert [row.number for row in said.rows] == [5, 6, 7]
    tiers = dict(Organization.objects.filter(memberships=None).values_list("name", "tier"))
    assert tiers["Reading Circle"] == "under_100k"
    assert tiers["Large Provider"] == "over_10m"
    assert {i.email: (i.role, i.organization.name) for i in Invitation.objects.all()} == {
        "ana@example.org": ("partner_member", "Reading Circle"),
        "bo@example.org": ("partner_member", "Large Provider"),
    }
    assert Letter.objects.count() == 2
    seats = list(Seat.objects.filter(table=here.table))
    assert [seat.constituency for seat in seats] == ["grassroots", "provider", "resident"]
    assert (seats[0].term_from, seats[0].term_until) == (dt.date(2026, 9, 1), dt.date(2028, 8, 31))
    assert seats[1].term_from == dt.date(2026, 9, 1)
    assert seats[2].term_from == dt.date(2026, 1, 1)
    held = Holding.objects.order_by("pk").values_list("seat__number", "part", "name")
    assert list(held) == [
        (1, "principal", "Ana Ruiz"),
        (1, "alternate", "Luz Paz"),
        (2, "principal", "Bo Lee"),
        (3, "principal", "Cy Day"),
    ]
    # 2 organizations, 2 invitations, 3 seats, 4 holdings, and the list itself
    assert Entry.objects.count() - before == 12


def test_a_spanish_list_is_understood(here):
    here.table.name = "Comité directivo"
    here.table.save()
    rows = [
        ["Nombre", "Correo electrónico", "Organización", "Mesa", "Sector", "Suplente",
         "Correo del suplente", "Idioma", "Inicio"],
        ["Ana Ruiz", "ana@example.org", "Círculo de lectura", "comite directivo", "residentes",
         "Luz Paz", "luz@example.org", "español", "1 de septiembre de 2026"],
    ]  # fmt: skip

    take_in(here, sent(here, text(rows)))

    assert dict(Invitation.objects.values_list("email", "language")) == {
        "ana@example.org": "es",
        "luz@example.org": "es",
    }
    assert Seat.objects.get(table=here.table).term_from == dt.date(2026, 9, 1)
    alternate = Holding.objects.get(part="alternate")
    assert (alternate.name, alternate.invitation.email) == ("Luz Paz", "luz@example.org")


def test_whoever_answers_the_invitation_takes_the_seat_that_waits(here, tmp_path):
    take_in(here, sent(here, book(tmp_path, MESSY)))
    invitation = Invitation.objects.get(email="ana@example.org")

    joined = initiatives.come_in(invitation, name="Ana R.", password=None, now=NOW, by=invitation)

    holding = Holding.objects.get(seat__number=1, part="principal")
    assert (holding.person, holding.name) == (joined.person, "Ana R.")
    assert Entry.objects.filter(verb="took their seat").count() == 1


def test_the_seat_waits_also_for_somebody_who_is_invited_again(here, tmp_path):
    take_in(here, sent(here, book(tmp_path, MESSY)))
    invitee = initiatives.Invitee("ana@example.org", "reader")
    later = NOW + dt.timedelta(days=20)  # the first invitation has run out
    again = initiatives.invite(here.initiative, invitee, now=later, by=here.person)

    joined = initiatives.come_in(again, name="Ana", password=None, now=later, by=again)

    assert Holding.objects.get(seat__number=1, part="principal").person == joined.person


def test_a_row_that_stands_there_twice_makes_one_seat(here):
    row = ["Ana", "ana@example.org", "Steering committee", "resident"]
    rows = [["Name", "E-mail", "Table", "Constituency"], row, row]

    take_in(here, sent(here, text(rows)))

    assert Seat.objects.get().holdings.get().name == "Ana"
    assert Invitation.objects.count() == 1


def test_nobody_else_takes_a_seat_that_waits(here, tmp_path):
    take_in(here, sent(here, book(tmp_path, MESSY)))
    holding = Holding.objects.get(seat__number=1, part="principal")
    unnamed = Holding.objects.get(seat__number=3)

    for one in (holding, unnamed):
        with pytest.raises(Refusal, match="waits for"):
            actions.take_ones_seat(one, by=here.person)


def test_what_is_there_already_stays_and_the_same_list_again_does_nothing(here, tmp_path):
    take_in(here, sent(here, book(tmp_path, MESSY)))

    again = sent(here, book(tmp_path, MESSY), once="2")

    assert plan(here, again).deeds == []
    assert plan(here, again).blocking == []
    with pytest.raises(Refusal, match="there already"):
        take_in(here, again)


def test_a_seat_by_name_is_filled_and_an_empty_chair_can_be_made(here):
    empty = SeatFactory(table=here.table, number=1, name="Parents of Oak Street")
    rows = [
        ["Table", "Seat", "Name", "Constituency"],
        ["steering", "parents of oak street", "Ana", ""],
        ["steering", "Business", "", "business"],
    ]

    take_in(here, sent(here, text(rows)))

    assert empty.holdings.get().name == "Ana"
    assert not Seat.objects.get(name="Business").holdings.exists()


def test_nothing_of_a_list_stays_when_one_deed_is_refused(here, tmp_path, monkeypatch):
    roster = sent(here, book(tmp_path, MESSY))
    OrganizationFactory(initiative=here.initiative, name="Unseen")
    said = plan(here, roster)
    monkeypatch.setattr(rosters, "roster_plan", lambda *_a, **_k: said)
    OrganizationFactory(initiative=here.initiative, name="Large Provider")
    before = Entry.objects.count()

    with pytest.raises(Refusal, match=r"Row 6: .*Nothing of the list"):
        take_in(here, roster)

    roster.refresh_from_db()
    assert roster.state == Roster.State.READ
    assert Entry.objects.count() == before
    assert not Organization.objects.filter(name="Reading Circle")
    assert Letter.objects.count() == 0


def test_the_cells_go_when_the_list_is_taken_in_or_discarded_or_too_old(here, tmp_path):
    taken, thrown, old = (sent(here, book(tmp_path, MESSY), once=str(n)) for n in range(3))
    assert "ana@example.org" in str(taken.sheets)

    take_in(here, taken)
    actions.discard_roster(thrown, version=1, by=here.person)
    assert tasks.let_go_of_lists(NOW + dt.timedelta(days=29)) == 0
    assert tasks.let_go_of_lists(NOW + dt.timedelta(days=31)) == 1

    for roster in (taken, thrown, old):
        roster.refresh_from_db()
        assert (roster.sheets, roster.layout, roster.is_open) == ([], {}, False)
        assert "example.org" not in str(roster.learned)


def test_a_list_is_taken_back_as_far_as_nothing_hangs_on_it(here, tmp_path):
    roster = take_in(here, sent(here, book(tmp_path, MESSY)))
    bo = Invitation.objects.get(email="bo@example.org")
    initiatives.come_in(bo, name="Bo", password=None, now=NOW, by=bo)

    undo(here, roster)

    ana = Invitation.objects.get(email="ana@example.org")
    assert ana.withdrawn is not None
    assert list(Seat.objects.filter(ended=None).values_list("number", flat=True)) == [2]
    assert Organization.objects.get(name="Reading Circle").left
    assert Organization.objects.get(name="Large Provider").left is None
    assert roster.made["kept"] == {"invitations": 1, "seats": 1, "organizations": 1}


def test_what_was_taken_back_can_be_taken_in_again(here, tmp_path):
    undo(here, take_in(here, sent(here, book(tmp_path, MESSY))))

    take_in(here, sent(here, book(tmp_path, MESSY), once="2"))

    assert Organization.objects.get(name="Reading Circle").left is None
    assert Seat.objects.filter(ended=None).count() == 3


def test_two_who_correct_and_a_form_sent_twice(here, tmp_path):
    roster = sent(here, book(tmp_path, MESSY))
    correct(here, roster, do="column", letter="K", use="seat")

    with pytest.raises(Stale):
        actions.take_in_roster(roster, version=1, now=NOW, by=here.person)

    assert sent(here, book(tmp_path, MESSY)).pk == roster.pk


def test_a_list_that_is_too_large_is_not_to_be_split_by_year(here):
    with pytest.raises(Refusal) as refused:
        sent(here, text("Name\n" + "x" * 2 * 2**20))

    assert "at most 2 MB are taken. A list of 2,000 rows is smaller." in str(refused.value)
    assert "as CSV, without pictures" in str(refused.value)
    assert "year" not in str(refused.value)
