import pytest

from longtable.record.acting import Refusal, Stale
from longtable.submissions import actions, queries
from longtable.submissions.models import Submission, SubmittedFacts
from longtable.submissions.tests.world import NOW, accepted, sent, upload, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Submission.State
HEAD = "Graduation, 2011-12\n\nDistrict,District Code,Race/Ethnicity,Cohort Count,Graduates\n"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_file_is_understood_at_once():
    place = world()

    submission = sent(place, "graduation-2010-11.csv")

    assert (submission.state, submission.trouble) == (State.READ, "")
    assert submission.counted["rows"] == 5
    assert submission.counted["facts"] == 5
    assert submission.counted["masked"] == 2
    assert submission.counted["need_you"] == 0
    assert submission.problems == []
    assert not SubmittedFacts.objects.exists()


def test_what_is_taken_in_is_kept_with_its_masks():
    place = world()

    submission = accepted(place, "graduation-2010-11.csv")

    facts = {dict(fact.categories)["race"]: fact for fact in queries.kept_of(submission)}
    assert (facts["black"].numerator, facts["black"].denominator) == (449, 667)
    assert facts["asian"].mark == "suppressed"
    assert facts["asian"].numerator is None
    assert facts["asian"].denominator is None
    assert submission.facts.periods == ["2010-11"]


def test_a_double_click_sends_once():
    place = world()

    first = sent(place, "graduation-2010-11.csv", once="abc")
    second = sent(place, "graduation-2010-11.csv", once="abc")

    assert first.pk == second.pk
    assert Submission.objects.count() == 1


def test_two_editors_lose_nothing():
    place = world()
    submission = sent(place, "graduation-2010-11.csv")
    version = submission.version
    change = {"do": "period", "period": "2012"}
    actions.correct_layout(submission, change, version=version, by=place.lead)

    with pytest.raises(Stale):
        actions.correct_layout(
            submission, {"do": "period", "period": "2013"}, version=version, by=place.steward
        )

    assert queries.layout_of(Submission.objects.get()).period == "2012"


def test_a_wrong_type_is_refused_plainly(tmp_path):
    place = world()

    with pytest.raises(Refusal, match="is not a spreadsheet"):
        sent(place, "photo.svg", b"<svg/>")

    assert not Submission.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_what_is_too_large_is_refused_plainly(settings):
    place = world()
    settings.UPLOAD_LARGEST_BYTES = 10

    with pytest.raises(Refusal, match="at most"):
        sent(place, "graduation-2010-11.csv")


def test_a_file_that_can_not_be_read_says_so_and_can_be_discarded(tmp_path):
    place = world()
    submission = sent(place, "numbers.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 200)

    actions.discard_submission(submission, version=submission.version, by=place.steward)

    assert submission.state == State.DISCARDED
    assert "picture" in submission.trouble


def test_discarding_deletes_the_rows(django_capture_on_commit_callbacks, tmp_path):
    place = world()
    submission = sent(place, "graduation-2010-11.csv")

    with django_capture_on_commit_callbacks(execute=True):
        actions.discard_submission(submission, version=submission.version, by=place.steward)

    assert submission.reading == {}
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_what_was_taken_in_can_not_be_discarded():
    place = world()
    submission = accepted(place, "graduation-2010-11.csv")

    with pytest.raises(Refusal, match="Take it back first"):
        actions.discard_submission(submission, version=submission.version, by=place.steward)


def test_taking_back_leaves_no_facts():
    place = world()
    submission = accepted(place, "graduation-2010-11.csv")

    actions.undo_submission(submission, version=submission.version, by=place.steward)

    assert submission.state == State.UNDONE
    assert not SubmittedFacts.objects.exists()


def test_nothing_is_taken_in_while_something_blocks():
    place = world()
    content = (HEAD + "Bridgeport School District,0150011,Black,10,12\n" * 1).encode()
    rows = b"Bridgeport School District,0150011,White,30,12\nElsewhere,,Black,40,12\n"
    submission = sent(place, "bad.csv", content + rows)

    with pytest.raises(Refusal, match="needs you"):
        actions.accept_submission(submission, version=submission.version, now=NOW, by=place.steward)

    causes = {problem.cause for problem in queries.problems_of(submission)}
    assert causes == {"too_large", "unknown_place"}


def test_a_file_whose_counts_are_no_longer_used_asks_which_columns_hold_the_numbers():
    place = world()
    submission = sent(place, "graduation-2010-11.csv")
    counted = next(c.letter for c in queries.layout_of(submission).columns if c.use == "numerator")

    actions.correct_layout(
        submission,
        {"do": "column", "letter": counted, "use": "ignored"},
        version=submission.version,
        by=place.lead,
    )

    assert submission.counted["facts"] == 0
    assert submission.counted["need_you"] == submission.counted["rows"]
    assert [p.what for p in queries.problems_of(submission) if p.blocking]


def test_numbers_that_are_already_there_ask_whether_to_replace_them():
    place = world()
    first = accepted(place, "graduation-2010-11.csv")
    second = sent(place, "graduation-2010-11.csv")
    problem = queries.problems_of(second)[0]

    fix = problem.fixes()[0]
    actions.correct_layout(second, fix.change, version=second.version, by=place.steward)
    actions.accept_submission(second, version=second.version, now=NOW, by=place.steward)

    assert problem.cause == "already_there"
    assert list(queries.facts_of(first)) == []
    assert len(list(queries.facts_of(second))) == 5


def test_taking_the_newer_back_gives_the_older_again():
    place = world()
    first = accepted(place, "graduation-2010-11.csv")
    second = sent(place, "graduation-2010-11.csv")
    change = {"do": "replace", "submission": first.pk}
    actions.correct_layout(second, change, version=second.version, by=place.steward)
    actions.accept_submission(second, version=second.version, now=NOW, by=place.steward)

    actions.undo_submission(second, version=second.version, by=place.steward)

    assert len(list(queries.facts_of(first))) == 5


def test_the_older_can_not_be_taken_back_under_the_newer():
    place = world()
    first = accepted(place, "graduation-2010-11.csv")
    second = sent(place, "graduation-2010-11.csv")
    change = {"do": "replace", "submission": first.pk}
    actions.correct_layout(second, change, version=second.version, by=place.steward)
    actions.accept_submission(second, version=second.version, now=NOW, by=place.steward)

    with pytest.raises(Refusal, match="Take that one back first"):
        actions.undo_submission(first, version=first.version, by=place.steward)


def test_the_next_file_is_read_as_the_last_one_with_its_differences_said():
    place = world()
    first = sent(place, "graduation-2010-11.csv")
    change = {
        "do": "meaning",
        "kind": "group",
        "text": "Indian or Alaska Native",
        "to": "leave out",
    }
    actions.correct_layout(first, change, version=first.version, by=place.steward)
    actions.accept_submission(first, version=first.version, now=NOW, by=place.steward)
    moved = (
        "Four-Year Graduation Rates, 2011-12\n\n"
        "District,District Code,Note,Race/Ethnicity,Graduates: Graduation Rate,"
        "Four-Year Cohort Count,Graduates: Graduation Count\n"
        "Bridgeport School District,0150011,,Black,50.0,200,100\n"
        "Bridgeport School District,0150011,,Indian or Alaska Native,*,*,*\n"
    )

    second = sent(place, "next.csv", moved.encode())

    layout = queries.layout_of(second)
    assert layout.period == "2011-12"
    assert layout.column("F").use == "denominator"
    assert ("moved", "Four-Year Cohort Count") in layout.differences
    assert second.counted["facts"] == 1
    assert second.counted["left_out"] == 1


def test_the_same_file_again_is_noticed():
    place = world()
    first = accepted(place, "graduation-2010-11.csv")

    second = sent(place, "graduation-2010-11.csv")

    assert queries.same_file(second) == first


def test_a_full_disk_leaves_nothing_half_kept(monkeypatch, tmp_path):
    place = world()
    file = upload("graduation-2010-11.csv")

    def full(_size=None):
        yield b"half"
        raise OSError(28, "No space left on device")

    file.chunks = full
    with pytest.raises(OSError, match="No space"):
        actions.receive_submission(
            place.graduation, file, organization=place.district, once="", now=NOW, by=place.lead
        )

    assert not Submission.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
