import html
import io
import json
import re

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from longtable.initiative.models import Role
from longtable.submissions import actions, queries
from longtable.submissions.models import Submission
from longtable.submissions.tests.world import NOW, accepted, indicator, sent, upload, world
from tests.factories import MembershipFactory, OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.WAREHOUSE = tmp_path / "warehouse"


@pytest.fixture
def place(client):
    found = world()
    client.force_login(found.steward)
    return found


def address(name, place, *more):
    return reverse(f"measures:{name}", args=[place.initiative.slug, *more])


def page(client, place, submission, query=""):
    answer = client.get(address("submission", place, submission.pk) + query)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def press(client, place, submission, change):
    data = {"version": submission.version, "change": json.dumps(change)}
    return client.post(address("correct", place, submission.pk), data)


def test_nothing_sent_yet_says_what_to_do(client, place):
    answer = client.get(address("submissions", place))

    assert "No file has been sent yet" in answer.content.decode()


def test_a_file_goes_from_sending_to_counting(client, place, django_capture_on_commit_callbacks):
    form = client.get(address("send", place)).content.decode()
    once = re.search(r'name="once" value="(\w+)"', form)[1]
    data = {
        "indicator": place.graduation.pk,
        "organization": place.district.pk,
        "once": once,
        "file": upload("graduation-2010-11.csv"),
    }
    answer = client.post(address("send", place), data)
    submission = Submission.objects.get()
    desk = page(client, place, submission)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("accept", place, submission.pk), {"version": submission.version})

    assert answer.url == address("submission", place, submission.pk)
    assert "Rows 6 to 10 hold the data." in desk
    assert "repeats this as a percentage" in desk
    assert "Nothing has been stored yet." in desk
    assert "The numbers are taken in" in page(client, place, submission)


def test_every_row_and_column_leads_to_its_correction(client, place):
    submission = sent(place, "graduation-2010-11.csv")

    desk = page(client, place, submission)

    assert 'href="?column=E#correct"' in desk
    assert 'href="?row=6#correct"' in desk
    assert "This column is" in page(client, place, submission, "?column=E")
    assert "From row" in page(client, place, submission, "?row=6")
    assert "stays hidden" in page(client, place, submission, "?mark=*")


def test_a_column_is_corrected_by_its_form(client, place):
    submission = sent(place, "graduation-2010-11.csv")
    data = {"do": "column", "letter": "F", "use": "ignored", "version": submission.version}

    answer = client.post(address("correct", place, submission.pk), data)

    submission.refresh_from_db()
    assert answer.status_code == 302
    assert queries.layout_of(submission).column("F").use == "ignored"


def test_a_row_is_corrected_by_its_form(client, place):
    submission = sent(place, "graduation-2010-11.csv")
    data = {"do": "row", "row": 6, "to": 7, "use": "left_out", "version": submission.version}

    client.post(address("correct", place, submission.pk), data)

    submission.refresh_from_db()
    assert submission.counted["facts"] == 3
    assert "Rows 6, 7 are left out, as you said." in page(client, place, submission)


def test_a_form_that_says_nothing_comes_back_with_why(client, place):
    submission = sent(place, "graduation-2010-11.csv")
    data = {"do": "column", "letter": "C", "use": "filter", "version": submission.version}

    answer = client.post(address("correct", place, submission.pk), data)

    assert answer.status_code == 422
    assert "Choose below which rows to take" in answer.content.decode()


def test_a_filter_takes_only_its_rows(client, place):
    met = indicator(
        place.initiative,
        place.district,
        "met",
        numerator={"en": "students who meet or exceed the standard (level 3&4)"},
        denominator={"en": "students with scored tests"},
    )
    submission = sent(place, "smarter-balanced-2014-15.csv", to=met)
    data = {
        "do": "column",
        "letter": "C",
        "use": "filter",
        "keep": ["03"],
        "version": submission.version,
    }

    client.post(address("correct", place, submission.pk), data)

    submission.refresh_from_db()
    layout = queries.layout_of(submission)
    uses = {column.use: column.letter for column in layout.columns}
    assert (uses["numerator"], uses["denominator"], uses["eligible"]) == ("Q", "H", "E")
    assert submission.counted["blocking"] == 0
    assert submission.counted["facts"] == 11


def test_unknown_places_can_all_be_left_out_at_once(client, place):
    absent = indicator(place.initiative, place.district, "absent", estimator="published")
    submission = sent(place, "chronic-absenteeism-2011-12.csv", to=absent)
    desk = page(client, place, submission)
    change = json.loads(re.search(r'name="change" value="(\{"do": "many".*?\]\})"', desk)[1])

    answer = press(client, place, submission, change)

    submission.refresh_from_db()
    assert answer.status_code == 302
    assert "Places that we do not know" in desk
    assert submission.counted["blocking"] == 0
    assert submission.counted["left_out"] == submission.counted["rows"]


def test_a_data_lead_adds_unknown_places_with_their_codes(client, place):
    absent = indicator(place.initiative, place.district, "absent", estimator="published")
    submission = sent(place, "chronic-absenteeism-2011-12.csv", to=absent)
    client.force_login(place.lead)
    data = {
        "do": "new_places",
        "level": "school",
        "parent": "0150011",
        "version": submission.version,
    }

    client.post(address("correct", place, submission.pk), data)

    submission.refresh_from_db()
    school = place.initiative.places.get(name__en="Barnum School")
    assert (school.code, school.level, school.parent.code) == ("0150111", "school", "0150011")
    assert submission.counted["need_you"] == 0
    assert submission.counted["facts"] == 56


def test_a_partner_adds_no_places(client, place):
    submission = sent(place, "graduation-2010-11.csv")
    data = {"do": "new_places", "level": "school", "parent": "", "version": submission.version}

    assert client.post(address("correct", place, submission.pk), data).status_code == 404


def test_the_second_editor_sees_both(client, place):
    submission = sent(place, "graduation-2010-11.csv")
    seen = submission.version
    change = {"do": "column", "letter": "F", "use": "ignored"}
    actions.correct_layout(submission, change, version=seen, by=place.lead)

    data = {"version": seen, "do": "column", "letter": "F", "use": "estimate"}
    answer = client.post(address("correct", place, submission.pk), data)

    text = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Somebody else saved this" in text
    assert "published number" in text
    assert "Make my correction as well" in text


def test_a_waiting_page_looks_again_without_script(client, place):
    submission = actions.receive_submission(
        place.graduation, upload("graduation-2010-11.csv"), organization=place.district,
        once="", now=NOW, by=place.steward,
    )  # fmt: skip

    text = page(client, place, submission)

    assert '<meta http-equiv="refresh" content="3">' in text
    assert "is being read" in text


def test_an_unreadable_file_says_why(client, place):
    submission = sent(place, "numbers.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 200)

    assert "This is a picture, not a spreadsheet." in page(client, place, submission)


def test_a_file_is_saved_and_never_shown(client, place):
    submission = sent(place, "graduation-2010-11.csv")

    answer = client.get(address("submission_file", place, submission.pk))

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"Four-Year Graduation" in b"".join(answer)
    answer.close()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("facilitator", 200),
        ("data_lead", 200),
        ("partner_member", 200),
        ("other partner", 404),
        ("funder", 404),
        ("reader", 404),
        ("other initiative", 404),
        ("nobody", 302),
    ],
)
@pytest.mark.parametrize("name", ["submission", "submission_file", "submissions"])
def test_who_sees_what_was_sent(client, place, who, status, name):
    submission = sent(place, "graduation-2010-11.csv")
    client.logout()
    person = _person(place, who)
    if person:
        client.force_login(person)
    one = [submission.pk] if name != "submissions" else []

    answer = client.get(address(name, place, *one))

    if name == "submissions" and who == "other partner":
        assert answer.status_code == 200
        assert b"graduation-2010-11" not in answer.content
    else:
        assert answer.status_code == status
    answer.close()


def _person(place, who):
    if who == "nobody":
        return None
    if who == "other initiative":
        return MembershipFactory(role=Role.DATA_LEAD, organization=None).person
    role = Role.PARTNER_MEMBER if who == "other partner" else Role(who)
    own = who in {"partner_member", "funder"}
    organization = place.district if own else OrganizationFactory(initiative=place.initiative)
    made = MembershipFactory(initiative=place.initiative, role=role, organization=organization)
    return made.person


def test_a_lost_role_closes_the_file_at_once(client, place):
    submission = sent(place, "graduation-2010-11.csv")
    place.initiative.memberships.filter(person=place.steward).update(ended=NOW)

    answer = client.get(address("submission_file", place, submission.pk))

    assert answer.status_code == 404


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_example_that_is_filled_in_is_understood(client, place, language):
    _say_it_in_spanish_too(place)
    address_ = reverse("measures:example", args=["bridgeport", "graduation", "xlsx"])
    answer = client.get(address_, {"lang": language})
    translation.activate("en")  # as the worker does, which reads the file
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    for number, row in enumerate(sheet.iter_rows(min_row=2), start=1):
        row[0].value, row[5].value, row[6].value = "2024-25", 10 * number, 20 * number
    filled = io.BytesIO()
    book.save(filled)

    submission = sent(place, "filled.xlsx", filled.getvalue())

    assert [p.cause for p in queries.problems_of(submission) if p.blocking] == []
    assert submission.counted["facts"] == 16


def _say_it_in_spanish_too(place):
    place.graduation.definitions.update(
        numerator={"en": "students who graduate", "es": "estudiantes que se gradúan"},
        denominator={"en": "students in the cohort", "es": "estudiantes de la generación"},
    )
    race = place.initiative.breakdowns.get(code="race")
    race.name = {"en": "Race and ethnicity", "es": "Raza y etnia"}
    race.save()
    for category in race.categories.all():
        category.name |= {"es": f"Grupo {category.code}"}
        category.save()


def test_the_example_runs_no_formula(client, place):
    place.graduation.definitions.update(numerator={"en": '=HYPERLINK("http://x")'})
    address_ = reverse("measures:example", args=["bridgeport", "graduation", "csv"])

    text = client.get(address_).content.decode()

    assert not any(cell.startswith("=") for line in text.splitlines() for cell in line.split(","))


def test_taken_back_numbers_say_so(client, place):
    submission = accepted(place, "graduation-2010-11.csv")

    client.post(address("undo", place, submission.pk), {"version": submission.version})

    assert "These numbers were taken back" in page(client, place, submission)


def test_a_wrong_file_is_discarded(client, place):
    submission = sent(place, "graduation-2010-11.csv")

    client.post(address("discard", place, submission.pk), {"version": submission.version})

    assert "This file was discarded" in page(client, place, submission)


def test_rows_are_paged(client, place):
    rows = "".join(f"School {n},Black,{n},10\n" for n in range(1, 400))
    submission = sent(place, "many.csv", f"School,Group,Met,Total students\n{rows}".encode())

    first, second = page(client, place, submission), page(client, place, submission, "?from=100")

    assert "rows between" in first
    assert ">School 150<" not in first
    assert ">School 150<" in second
    assert "Rows after" in second


def test_the_address_can_say_nonsense(client, place):
    submission = sent(place, "graduation-2010-11.csv")

    for query in ("?from=-1&row=abc&column=ZZ", "?row=99999999", "?text=x&kind=y", "?mark="):
        page(client, place, submission, query)


@pytest.mark.parametrize(
    "change",
    ["", "[]", "{", '{"do": "nothing"}', '{"do": "column"}', '{"do": "row", "row": "x"}',
     '{"do": "many", "changes": [{"do": "many"}]}', '{"do": "leave_out", "rows": "x"}',
     '{"do": "table", "sheet": "x", "table": 7}', '{"do": "meaning", "kind": "x", "to": "y"}'],
)  # fmt: skip
def test_a_forged_correction_changes_nothing(client, place, change):
    submission = sent(place, "graduation-2010-11.csv")
    before = submission.layout

    data = {"version": submission.version, "change": change}
    answer = client.post(address("correct", place, submission.pk), data)

    submission.refresh_from_db()
    assert answer.status_code in {302, 404}
    assert submission.layout == before
